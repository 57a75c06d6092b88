//! Texts of the linked cases of a case. `{}` stands for a name or a number.
use super::Text;

pub const TITLE: Text = Text("同一当事人在其他案件", "The parties in other cases");
pub const NONE: Text = Text(
    "没有找到：被执行人未出现在其他案件，也没有同一执行依据的案件。",
    "None found: the debtor is in no other case, and no case rests on the same basis.",
);
pub const SAME_NUMBER: Text = Text("证件号相同", "same identity number");
pub const SAME_BASIS: Text = Text("同一执行依据 {}", "same basis {}");
pub const SAME_NAME: Text = Text("仅同名，可能是另一人", "name only, may be another");
/// The debtor of this case is applicant there.
pub const AS_APPLICANT: Text = Text(
    "在该案是申请执行人，应得案款可供执行",
    "applicant there: what is collected for him there can be reached",
);
pub const HANDLER: Text = Text("承办 {}", "with {}");
pub const NO_HANDLER: Text = Text("未分案", "with nobody yet");
pub const FROZEN: Text = Text("冻结 {} 元", "{} yuan frozen");
pub const RECOVERED: Text = Text("到位 {} 元", "{} yuan recovered");
pub const SEIZED: Text = Text("查封、冻结 {} 项", "{} seized");
pub const SEIZED_UNTIL: Text = Text("{}（至 {}）", "{} (to {})");
pub const CLOSED_BY: Text = Text("已结案：{}", "closed: {}");
pub const NEXT: Text = Text("{} {}", "{} {}");
pub const MORE: Text = Text("共 {} 件，只列出 {} 件", "{} in all, {} are listed");
