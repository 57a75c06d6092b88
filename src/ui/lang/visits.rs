//! Texts of the list of what is to be done at offices. `{}` stands for a name or a number.
use super::Text;

/// The page: title, and the way to it.
pub const TITLE: Text = Text("线下查控清单", "Visits to offices");
/// What stands on it.
pub const LEAD: Text = Text(
    "未结案件中尚未生效的查封、扣押、冻结，和写明核查单位的财产线索，按单位列出。",
    "Seizures of open cases that are not in force yet, and clues with an office to check them, by office.",
);
/// None.
pub const NONE: Text = Text(
    "没有待办的线下查控。在案件里登记查封（生效日期留空），就列在这里。",
    "Nothing waits. A seizure registered in a case without the day it takes effect is listed here.",
);
/// Nothing fits the search.
pub const NOTHING: Text = Text("没有符合条件的事项。", "Nothing matches.");
/// Search.
pub const SEARCH: Text = Text(
    "查找单位、案号、当事人、外出人员",
    "Find an office, case, party or who goes",
);
/// An office: cases and things.
pub const OFFICE: Text = Text("{}：{} 件案件，{} 项", "{}: cases {}, items {}");
/// What names no office.
pub const NO_OFFICE: Text = Text("未写明单位", "No office named");
/// Choose all of an office.
pub const ALL_OF: Text = Text("全选 {}", "Choose all of {}");
/// Column: what is to be done.
pub const WHAT: Text = Text("事项", "What is done");
/// Something is checked there.
pub const CHECKED: Text = Text("核查财产线索", "check a clue");
/// Column: the asset.
pub const ASSET: Text = Text("财产", "Asset");
/// Column: certificate, plate, account.
pub const IDENTIFIER: Text = Text("证号、车牌或账号", "Certificate, plate, account");
/// Column: when and who.
pub const PLAN: Text = Text("外出安排", "Planned");
/// Column on paper: the receipt.
pub const RECEIPT: Text = Text("办理结果、回执", "Outcome, receipt");
/// Not done.
pub const FAILED: Text = Text("未办成：{}", "Not done: {}");
/// Cases in which nothing waits any more.
pub const FINISHED: Text = Text(
    "{} 件案件已没有待办的线下查控。",
    "In {} cases nothing waits at an office any more.",
);
/// Ends the matter of those cases.
pub const END: Text = Text("登记“线下统一查封”办结", "Record the offline sealing as done");
/// None of them has the matter open.
pub const ENDED: Text = Text(
    "这些案件的线下统一查封已办结。",
    "In these cases the matter is done already.",
);
