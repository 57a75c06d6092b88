//! Texts of the list of keys.
use super::Text;

pub const TITLE: Text = Text("键盘快捷键", "Keyboard shortcuts");
pub const HELP: Text = Text("打开本说明", "Opens this list");
pub const SEARCH: Text = Text("到搜索框", "Goes to the search field");
pub const INTO_LIST: Text = Text("从搜索框进入列表", "Goes from the search field into the list");
pub const MOVE: Text = Text("在列表中移动", "Move in the list");
pub const ENDS: Text = Text("到第一件、最后一件", "Go to the first and the last case");
pub const OPEN: Text = Text("打开案件", "Opens the case");
pub const BESIDE: Text = Text("在列表旁显示案件", "Shows the case beside the list");
pub const CLOSE_BESIDE: Text = Text("关闭列表旁的案件", "Closes the case beside the list");
pub const CHOOSE: Text = Text("选择或取消选择", "Selects or deselects");
pub const CHOOSE_RUN: Text = Text("连续选择", "Select a run of cases");
pub const CHOOSE_ALL: Text = Text("全选", "Selects all");
pub const ESCAPE: Text = Text(
    "依次取消选择、关闭案件、回到搜索框",
    "Clears the selection, then closes the case, then goes back to the search field",
);
pub const PRINT: Text = Text("打印清单（案件列表页）", "Prints the list, on the page of cases");
