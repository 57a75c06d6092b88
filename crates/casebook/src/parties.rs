//! Who the sides of a case are: the names its text fields hold, and those entered as records of parties.
use super::field::{Field, Value};
use super::slot::Kind;
use super::state::{CaseState, latest};

/// The kind of parties (`rules/records/party.json`), and its fields of the position and the name.
pub const PARTY: Kind = Kind(16);
pub(crate) const ROLE: u16 = 1;
pub(crate) const NAME: u16 = 2;

const SORT: u16 = 3;
const FOREIGN: u16 = 8;

/// Whether a party entered as a record is an organ of party or government, or foreign (plan Art. 11, O1, O3).
pub(crate) fn are_sensitive(state: &CaseState) -> bool {
    state.in_force(PARTY).any(|(_, fields)| {
        let organ = matches!(latest(fields, SORT), Some(Value::Text(sort)) if sort == "organ");
        organ || latest(fields, FOREIGN) == Some(&Value::Bool(true))
    })
}

/// What stands between two names of a side.
const BETWEEN: [char; 8] = ['、', '，', ',', '；', ';', '\n', '\r', '\t'];

/// The names a text holds, each once: `甲、乙、丙`.
///
/// ```
/// assert_eq!(casebook::parties::names("甲公司、王五；甲公司"), ["甲公司", "王五"]);
/// ```
#[must_use]
pub fn names(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for name in text.split(BETWEEN).map(str::trim).filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The position of the parties a field names.
#[must_use]
pub fn role_of(field: Field) -> Option<&'static str> {
    match field {
        Field::APPLICANT => Some("applicant"),
        Field::DEBTOR => Some("debtor"),
        _ => None,
    }
}

/// What lists and search show of a side: the text as it was written, and the names recorded that it does not hold.
#[must_use]
pub fn shown<'a>(text: &str, recorded: impl Iterator<Item = &'a str>) -> String {
    let known = names(text);
    let mut all = text.to_owned();
    let mut added: Vec<&str> = Vec::new();
    for name in recorded.map(str::trim) {
        if name.is_empty() || known.contains(&name) || added.contains(&name) {
            continue;
        }
        added.push(name);
        if !all.is_empty() {
            all.push('、');
        }
        all.push_str(name);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_shows_its_text_first_and_each_name_once() {
        for (text, recorded, all) in [
            ("", &[][..], ""),
            ("甲", &[], "甲"),
            ("甲、乙", &["乙", "丙"], "甲、乙、丙"),
            ("", &["甲", "甲"], "甲"),
            ("甲公司，王五", &[" 王五 ", ""], "甲公司，王五"),
        ] {
            assert_eq!(shown(text, recorded.iter().copied()), all);
        }
        assert_eq!(names("甲；乙\n甲、 ,丙"), ["甲", "乙", "丙"]);
    }
}
