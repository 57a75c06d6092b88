//! Texts of checking the filing data field by field. `{}` stands for a name or a number.
use super::Text;

/// The page: title, and the way to it from a matter.
pub const TITLE: Text = Text("核对立案信息", "Check the filing data");
/// The way to it from a matter.
pub const FIELD_BY_FIELD: Text = Text("逐项核对", "Check field by field");
/// Which of several.
pub const PLACE: Text = Text("第 {} 件，共 {} 件", "{} of {}");
/// The part of the case itself.
pub const OF_CASE: Text = Text("案件", "The case");
/// What the plan asks for.
pub const NEEDED: Text = Text("必核", "must be checked");
/// How to go on by keyboard in one case alone.
pub const KEYS_ALONE: Text = Text(
    "Tab 到下一项，方向键改结果，Enter 保存。",
    "Tab to the next item, arrow keys change the result, Enter saves.",
);
/// How to go on by keyboard.
pub const KEYS: Text = Text(
    "Tab 到下一项，方向键改结果，Enter 保存并到下一件。",
    "Tab to the next item, arrow keys change the result, Enter saves and goes on.",
);
/// A line: the item is right.
pub const IS_RIGHT: Text = Text("无误", "right");
/// A line: it is wrong.
pub const IS_WRONG: Text = Text("有误", "wrong");
/// A line: it is missing.
pub const IS_MISSING: Text = Text("应填未填", "should be there");
/// Nothing stands there, and nothing need.
pub const NOT_NEEDED: Text = Text("无须填写", "need not be");
/// A line: nothing stands there.
pub const EMPTY: Text = Text("未填", "empty");
/// A line: several values.
pub const DISPUTED: Text = Text("有几个值待裁定：{}", "several values wait for a ruling: {}");
/// A line: what is right.
pub const RIGHT: Text = Text("正确内容", "Right value");
/// A line: what is right is not said.
pub const RIGHT_NEEDED: Text = Text("请填写正确内容", "Say what is right");
/// A line: what is typed cannot be read.
pub const UNREADABLE: Text = Text(
    "认不出，请按该项的写法填写",
    "This cannot be read as a value of the item",
);
/// The identity number of a unit.
pub const CREDIT_CODE: Text = Text("统一社会信用代码", "Unified social credit code");
/// A line: the same as what stands.
pub const SAME: Text = Text("与案件所载相同", "This is what the case says");
/// Corrections under way.
pub const OPEN: Text = Text(
    "还有 {} 项待纠正或待核入，全部处理完才能办结。",
    "{} corrections are still open: the matter ends when all are settled.",
);
/// Items that wait for a ruling.
pub const TO_RULE: Text = Text(
    "有 {} 项的值待裁定，先到案件页裁定。",
    "{} items wait for a ruling: settle them on the page of the case first.",
);
/// It was checked before.
pub const CHECKED: Text = Text(
    "已于 {} 核对完毕，立案信息无误。",
    "Checked on {}: the filing data are right.",
);
/// Not this person's.
pub const NOT_YOURS: Text = Text("办结本项由事务集约组登记。", "Group A records this matter as done.");
/// The button: all is right.
pub const ALL_RIGHT: Text = Text("全部无误，办结", "All is right: done");
/// The button: ask for corrections.
pub const ASK: Text = Text("要求立案人员纠正 {} 项", "Ask the filing staff for {} corrections");
/// The button: go on without writing.
pub const NEXT: Text = Text("下一件", "Next case");
/// The button: gives up what was said and not saved.
pub const GIVE_UP: Text = Text("放弃草稿", "Give up the draft");
/// The button: back without writing.
pub const BACK: Text = Text("返回案件", "Back to the case");
/// Said afterwards: all is right.
pub const SAID_RIGHT: Text = Text("{}：立案信息无误，已办结", "{}: the filing data are right; done");
/// Said afterwards: corrections are asked for.
pub const SAID_ASKED: Text = Text(
    "{}：已要求纠正 {} 项，今天到期",
    "{}: {} corrections asked for, due today",
);
/// Said at the end.
pub const ALL_DONE: Text = Text("{} 件已全部看过", "All {} cases were gone through");
/// On the case: corrections.
pub const CORRECTIONS: Text = Text("立案信息纠正", "Corrections of the filing data");
