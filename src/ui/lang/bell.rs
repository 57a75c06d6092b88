//! Texts of what is new for the person here. `{}` stands for a name or a number.
use protocol::WhyTold;

use super::Text;

pub const TITLE: Text = Text("新消息", "New for you");
/// The bell: how many.
pub const COUNT: Text = Text("新消息 {} 条", "New for you: {}");
pub const NONE: Text = Text("没有新消息。", "Nothing new.");
pub const NONE_YET: Text = Text(
    "暂时没有读到新消息，请稍候再看。",
    "What is new could not be read yet; look again in a moment.",
);
pub const ALL_SEEN: Text = Text("全部已阅", "I have seen all");
pub const CUT: Text = Text(
    "只列出最近的，更早的请看待办和案件留痕。",
    "Only the latest; for what is older see your to-do list and the trace of the cases.",
);
/// Who did it, when.
pub const BY: Text = Text("{}，{}", "{}, {}");

pub const HANDLER: Text = Text("分给您承办", "You are the handler now");
pub const CLERK: Text = Text("由您担任书记员", "You are the clerk now");
pub const MATTER: Text = Text("分派给您：{}", "Given to you: {}");
pub const TASK: Text = Text("工作记录：{}", "Note to do: {}");
/// Kind, step.
pub const STEP: Text = Text("{}：{}", "{}: {}");
pub const NOTE: Text = Text("备注：{}", "Note: {}");
pub const DUE: Text = Text("期限将至：{}，{} 前", "Soon due: {}, by {}");
pub const OVERDUE: Text = Text("已超期：{}，应在 {} 前", "Overdue: {}, was due {}");
/// Why: the person stands in for somebody.
pub const STANDS_IN: Text = Text("{}（您代办）", "{} (you stand in)");

/// Why the person is told.
pub fn why(why: WhyTold) -> Text {
    match why {
        WhyTold::Given => Text("分给了{}", "given to {}"),
        WhyTold::Named => Text("记录里写的是{}", "the record names {}"),
        WhyTold::Acted => Text("{}是经办人", "{} acted on it before"),
        WhyTold::Handles => Text("案件由{}承办", "the case is with {}"),
    }
}
/// The person.
pub const YOU: Text = Text("您", "you");
/// Before why.
pub const BECAUSE: Text = Text("因为{}", "because {}");
