//! Texts of the quick page alone: the way to the whole page.
use super::Text;

/// While the whole app is loaded from the quick page.
pub const PAGE_LOADING: Text = Text("正在载入…", "Loading…");
pub const PAGE_FAILED: Text = Text(
    "未能载入，已填内容都在。请检查网络后再试。",
    "This could not be loaded; what was typed is kept. Check the network and try again.",
);
