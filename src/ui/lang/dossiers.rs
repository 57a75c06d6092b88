//! Texts of the list of dossiers over all cases. `{}` stands for a number.
use super::Text;

/// Title.
pub const TITLE: Text = Text("卷宗一览", "Dossiers");
/// What it is.
pub const LEAD: Text = Text(
    "在办案件全部列出；已结案的，列有材料或已收卷的。缺项按案件类型和办理阶段算出",
    "All open cases, and closed ones of which there is anything. What is missing follows from the type and the stage of a case",
);
/// None.
pub const NONE: Text = Text("没有案件。", "There are no cases.");
/// None with this filter.
pub const NONE_SUCH: Text = Text("所选范围内没有卷宗。", "No dossier fits the filter.");
/// A search.
pub const SEARCH: Text = Text(
    "案号、被执行人、团队、承办人、缺项",
    "Number, debtor, team, handler, what is missing",
);
/// The choice of which.
pub const WHICH: Text = Text("显示", "Show");
/// Which dossiers are shown, in the order of the choice.
pub const FILTERS: [Text; 5] = [
    Text("全部", "All"),
    Text("有缺项", "Lacking something"),
    Text("有待确认归目", "To be confirmed"),
    Text("已结案，未归档", "Closed, not archived"),
    Text("已归档", "Archived"),
];
/// How many are shown.
pub const COUNT: Text = Text(
    "{} 件案件，缺 {} 项，待确认 {} 件",
    "{} cases, {} missing, {} to confirm",
);
/// Columns.
pub const LINES: Text = Text("目录件数", "Papers");
pub const MISSING: Text = Text("缺项", "Missing");
/// So many headings lack something; which follows.
pub const MISSING_COUNT: Text = Text("{} 项：", "{}: ");
/// A heading in short: its first paper.
pub const AND_SUCH: Text = Text("{}等", "{} etc.");
pub const CONFIRM: Text = Text("待确认", "To confirm");
pub const PAPER: Text = Text("纸质卷宗", "Paper");
/// No paper was received yet.
pub const NOT_RECEIVED: Text = Text("未收卷", "not received");
/// So much nobody has confirmed.
pub const UNCONFIRMED: Text = Text("待确认归目 {} 件", "{} to be confirmed");
/// Way to the dossier of a case.
pub const OPEN: Text = Text("打开{}的卷宗", "Open the dossier of {}");
/// Exported.
pub const EXPORT: Text = Text("导出", "Export");
pub const NOT_EXPORTED: Text = Text("没有导出，请重试。", "Nothing was exported; try again.");
