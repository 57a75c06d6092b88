//! Words of the law: kinds, verdicts, grounds.
use super::Text;

pub const VERDICT_SIMPLE: Text = Text("简易案件", "Simple case");
pub const VERDICT_ORDINARY: Text = Text("普通案件", "Ordinary case");
pub const VERDICT_MORE: Text = Text("需补充事实", "Needs more facts");

/// Verdict words for lists, by the code of `Row::verdict`.
pub const VERDICT_SHORT: [Text; 3] = [
    Text("简易", "Simple"),
    Text("普通", "Ordinary"),
    Text("待补", "More facts"),
];
