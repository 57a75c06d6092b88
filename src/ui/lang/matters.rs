//! Texts of the matters: the shared work of the centre. `{}` stands for a name, a number or a day.
use super::Text;

/// The page: title.
pub const TITLE: Text = Text("集约事务", "Shared work");
/// The way to what waits for the person here.
pub const MY_WORK: Text = Text("我的待办", "My own");
/// Filter: which matters.
pub const WHICH: Text = Text("事务", "Matter");
/// Filter: all of them.
pub const ALL: Text = Text("全部事务", "All matters");
/// Filter: those of a group.
pub const OF_GROUP: Text = Text("{}：全部", "{}: all");
/// Filter: whose.
pub const WHOSE: Text = Text("经办人", "Who does it");
/// Filter: everybody's.
pub const EVERYBODY: Text = Text("所有人", "Everybody");
/// Filter: those nobody was given.
pub const NOBODY: Text = Text("未分派", "Not assigned");
/// Filter: a person with how many.
pub const PERSON: Text = Text("{}（{}）", "{} ({})");
/// Filter: until when.
pub const UNTIL: Text = Text("到期", "Due");
/// Filter: choices of until when.
pub const UNTILS: [Text; 5] = [
    Text("不限", "any day"),
    Text("已超期", "overdue"),
    Text("今天为止", "up to today"),
    Text("七天内", "within 7 days"),
    Text("导入前已到期（{}）", "ran out before the import ({})"),
];
/// What to do with what ran out before the import.
pub const BEFORE_HELP: Text = Text(
    "这些事项在本系统收入案件之前已经到期，是否办过没有记录：勾选后按真实日期登记办结，或者写明理由一并设为不适用。",
    "These ran out before the book kept their cases, and nothing tells whether they were done: tick them and record the true day, or set them aside together with a reason.",
);
/// The form: which happenings are recorded.
pub const WHICH_DONE: Text = Text("已经办理的", "What was done");
/// In which order.
pub const ORDER: Text = Text("排列", "Order");
/// The orders.
pub const ORDERS: [Text; 3] = [
    Text("按日期", "by day"),
    Text("按案件", "by case"),
    Text("按被执行人", "by debtor"),
];
/// How many there are, and late.
pub const COUNT: Text = Text("共 {} 项，其中已超期 {} 项", "{} matters, {} of them overdue");
/// None.
pub const NONE: Text = Text("没有符合条件的事务。", "No matter fits.");
/// Column.
pub const DUE: Text = Text("期限", "Due");
/// Column.
pub const MATTER: Text = Text("事务", "Matter");
/// Column.
pub const WHO: Text = Text("经办人", "Who");
/// Column.
pub const DEBTOR: Text = Text("被执行人", "Debtor");
/// Nobody yet: the group.
pub const GROUP: Text = Text("{}（未分派）", "{} (not assigned)");
/// No limit.
pub const NO_LIMIT: Text = Text("无固定期限", "no fixed limit");
/// A day to look again.
pub const FOLLOW: Text = Text("跟进 {}", "look again {}");
/// Not received yet.
pub const NOT_RECEIVED: Text = Text("待接收", "to be received");
/// Not applicable, with the reason.
pub const VOID: Text = Text("不适用：{}", "does not apply: {}");
/// Act: take it.
pub const TAKE: Text = Text("由我办理", "I do it");
/// Act: give it to somebody.
pub const ASSIGN: Text = Text("分派", "Assign");
/// Act: received.
pub const RECEIVE: Text = Text("接收", "Receive");
/// Act: done.
pub const DONE: Text = Text("登记办结", "Record as done");
/// Act: look again.
pub const LOOK_AGAIN: Text = Text("跟进日期", "Look again on");
/// Act: does not apply.
pub const SET_ASIDE: Text = Text("不适用", "Does not apply");
/// Act: applies after all.
pub const APPLIES: Text = Text("恢复适用", "Applies after all");
/// The form of an act: for how many.
pub const FOR: Text = Text("{}：{} 项", "{}: {} matters");
/// The form: another name.
pub const OTHER: Text = Text("其他人姓名", "Somebody else");
/// The form: a person with what he has, and would have.
pub const LOAD: Text = Text("{}　现有 {} 项", "{}: {} now");
/// The form: the proposal.
pub const PROPOSAL: Text = Text("本次分派：{}", "To each: {}");
/// The form: a person and a number.
pub const HAS: Text = Text("{} {} 项", "{} {}");
/// The form: nobody chosen.
pub const NOBODY_CHOSEN: Text = Text("请选择或填写姓名", "Choose or type a name");
/// The form: the note that goes with it.
pub const NOTE: Text = Text("说明", "Note");
/// The form: the day.
pub const DAY: Text = Text("日期", "Day");
/// The form: a day that is missing.
pub const DAY_NEEDED: Text = Text("请填写日期", "The day is needed");
/// The form: a day to come.
pub const DAY_TO_COME: Text = Text("办结日期不能晚于今天", "Not later than today");
/// The form: a day past.
pub const DAY_PAST: Text = Text("跟进日期应在今天或以后", "Today or later");
/// The form: a reason that is missing.
pub const REASON: Text = Text("理由", "Reason");
/// The form: a reason that is needed.
pub const REASON_NEEDED: Text = Text("请写明理由", "A reason is needed");
/// Said afterwards.
pub const SAID: Text = Text("{}：{} 项，已保存", "{}: {}, saved");
/// Several kinds are chosen.
pub const MIXED: Text = Text(
    "所选事务种类不同，请先按事务筛选，再登记办结或制作文书。",
    "Different matters are chosen: filter by one to record it as done or to make its documents.",
);
/// My day: matters given to me.
pub const MINE: Text = Text("我的事务（{}）", "My matters ({})");
/// My day: matters of somebody who is away.
pub const THEIRS: Text = Text("事务（{}）", "Matters ({})");
/// My day: matters nobody was given.
pub const NOBODYS: Text = Text("未分派（{}）", "Not assigned ({})");
/// My day: all of them.
pub const ALL_MINE: Text = Text("全部列出", "List all");
/// The card of a case.
pub const OF_CASE: Text = Text("集约事务（方案第七条）", "Shared work (plan Art. 7)");
/// The card: counts.
pub const OF_CASE_COUNT: Text = Text("{} 项待办，{} 项已办结", "{} to do, {} done");
/// My day: for whom the person here stands in, and until when.
pub const STANDS_IN: Text = Text("代 {} 办理（至 {}）", "Standing in for {} (to {})");
/// The form: a person who is away.
pub const IS_AWAY: Text = Text("休假至 {}，由{}代办", "away to {}, {} stands in");
/// The way to who is away.
pub const AWAY: Text = Text("休假与代办", "Leave and stand-ins");
