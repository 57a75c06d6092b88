//! What is typed once and kept on the device: what documents say of the court itself, and terms a court sets alike each time.
use crate::lang::Text;

/// What documents say of the court itself; the same in every case.
pub(super) const OF_COURT: [(&str, Text); 5] = [
    ("联系电话", Text("联系电话", "Phone")),
    ("法院地址", Text("法院地址", "Address of the court")),
    ("案款户名", Text("案款户名", "Name of the account")),
    ("案款开户行", Text("案款开户行", "Bank of the account")),
    // Where each case has an account of its own, this stays a gap to be written in by hand.
    (
        "案款账号",
        Text(
            "案款账号（一案一账号的留空）",
            "Number of the account (empty where each case has its own)",
        ),
    ),
];

/// What the three notices ask that a court answers alike each time: it stands there again with the next cases, to be seen
/// and changed.
const TERMS: [&str; 2] = ["报告期限", "提供期限"];

/// Whether it is said of the court itself.
pub(super) fn is_of_court(name: &str) -> bool {
    OF_COURT.iter().any(|(known, _)| *known == name)
}

/// Whether the answer stays on the device for the next documents.
pub(super) fn is_kept(name: &str) -> bool {
    is_of_court(name) || TERMS.contains(&name)
}
