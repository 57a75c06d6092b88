//! Texts of the table of overdue nodes. `{}` stands for a number or a day.
use super::Text;

/// Title.
pub const TITLE: Text = super::shell::OVERDUE_NODES;
/// First day of the period.
pub const FROM: Text = Text("期间自", "Period from");
/// Last day of the period.
pub const TO: Text = Text("至", "to");
/// Period, up to when days are counted, and counts, on paper.
pub const PERIOD: Text = Text("期间：{} 至 {}　{}　{}", "Period: {} to {}. {}. {}");
/// Up to which day the days late are counted.
pub const COUNTED_TO: Text = Text("超期天数计至 {}", "days late counted to {}");
/// Who made the table, to sign.
pub const MADE_BY: Text = Text("制表人：", "Made by:");
/// Who checked it, to sign.
pub const CHECKED_BY: Text = Text("审核人：", "Checked by:");
/// A period that cannot be.
pub const BAD_PERIOD: Text = Text("起始日不能晚于截止日", "The period ends before it begins");
/// Group by.
pub const BY: Text = Text("汇总", "Total by");
/// What it can be grouped by: nothing, team, handler, node, owner.
pub const GROUPS: [Text; 5] = [
    Text("不汇总", "no totals"),
    Text("按团队", "team"),
    Text("按承办人", "handler"),
    Text("按节点", "node"),
    Text("按责任部门", "responsible group"),
];
/// Not said.
pub const UNNAMED: Text = Text("未填", "not given");
/// How many there are.
pub const COUNT: Text = Text(
    "{} 项，其中 {} 项未办结，{} 项未说明",
    "{} in all, {} still open, {} without an explanation",
);
/// None.
pub const NONE: Text = Text("期间内没有超期节点。", "No node was late in this period.");
/// Column: team.
pub const TEAM: Text = Text("办理团队", "Team");
/// Column: node.
pub const NODE: Text = Text("节点", "Node");
/// Column: who has to do it.
pub const OWNER: Text = Text("责任部门", "Responsible");
/// Column: the day that started it.
pub const TRIGGER: Text = Text("起算日", "From");
/// Column: the last day.
pub const DUE: Text = Text("届满日", "Last day");
/// Column: when it was done.
pub const DONE: Text = Text("办结日", "Done");
/// Still open.
pub const OPEN: Text = Text("未办结", "open");
/// Column: days late.
pub const DAYS: Text = Text("超期天数", "Days late");
/// Column: working days late.
pub const WORKING: Text = Text("工作日", "Working days");
/// Column: days left out.
pub const EXCLUDED: Text = Text("扣除", "Left out");
/// Column: why, and the remedy.
pub const WHY: Text = Text("原因与补救", "Why, and remedy");
/// Column of a total: how many.
pub const HOW_MANY: Text = Text("项数", "Number");
/// Explain.
pub const EXPLAIN: Text = Text("说明", "Explain");
/// Correct an explanation.
pub const CORRECT: Text = Text("更正说明", "Correct");
/// Explain several with one reason.
pub const EXPLAIN_ALL: Text = Text("一并说明", "Explain together");
/// Choose a row.
pub const CHOOSE: Text = Text("选择", "Choose");
/// Choose all rows nobody has explained.
pub const CHOOSE_UNSAID: Text = Text("选择全部未说明的", "Choose all without an explanation");
/// Saved.
pub const EXPLAINED: Text = Text("已说明：{}", "Explained: {}");
