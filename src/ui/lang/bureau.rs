//! Words for roles, where the bureau's own text is not open yet.
use super::Text;

/// Roles by id, in the order of the bureau's text (`rules/bureau-shangqiu.json`).
pub const ROLES: [(&str, Text); 15] = [
    ("president", Text("院长", "President")),
    ("supervising_vp", Text("主管院领导", "Supervising vice-president")),
    ("bureau_chief", Text("执行局长", "Bureau chief")),
    ("deputy_chief", Text("副局长", "Deputy chief")),
    ("centre_director", Text("执行指挥中心主任", "Centre director")),
    ("team_leader", Text("团队长", "Team leader")),
    ("judge", Text("员额法官", "Judge")),
    ("judge_assistant", Text("法官助理", "Judge's assistant")),
    ("clerk", Text("书记员", "Clerk")),
    ("auxiliary", Text("辅助人员", "Auxiliary")),
    ("bailiff", Text("司法警察", "Bailiff")),
    ("filing_staff", Text("立案人员", "Filing staff")),
    ("dossier_manager", Text("卷宗管理员", "Dossier manager")),
    ("quality_manager", Text("质效管理人员", "Quality manager")),
    ("system_manager", Text("系统管理员", "System manager")),
];

/// Index of the role proposed at first: who sets up the book usually invites the others.
pub const USUAL_ROLE: usize = 4;

/// Name of a role in the current language; an id this build does not know stays as it is.
pub fn role(id: &str) -> String {
    ROLES
        .iter()
        .find(|(known, _)| *known == id)
        .map_or_else(|| id.to_owned(), |(_, word)| word.now().to_owned())
}
