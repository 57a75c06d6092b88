//! Texts of quick triage.
use super::Text;

pub const TITLE: Text = Text("快速分流", "Quick triage");
pub const LEAD: Text = Text(
    "填多少算多少，不保存。填“未知”也给结论，并指出还差什么。",
    "Fill in what you know; nothing is stored. “Unknown” still gives a verdict and says what is missing.",
);
