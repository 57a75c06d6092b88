//! What is kept of a person beside name, role and group: phone and kinds of work. It lies in the folder of the bureau, one
//! record to a person, whose number is made of the person's id: two who write of one person write one record.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::book::{Book, BookError};
use super::field::Value;
use super::folder::BUREAU;
use super::people::PersonId;
use super::slot::{Kind, RecordKey, RecordWrite};
use super::state::latest;

/// The kind of such records (`rules/records/staff.json`), and its fields.
pub const STAFF: Kind = Kind(48);
/// The name.
pub const WHO: u16 = 1;
/// The phone.
pub const PHONE: u16 = 2;
/// Kinds of work.
pub const WORKS: u16 = 3;

/// What is kept of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Phone, or empty.
    pub phone: String,
    /// Kinds of work as they were written: words with commas between, or empty.
    pub works: String,
}

/// The record of a person.
#[must_use]
pub fn record_of(person: &PersonId) -> RecordKey {
    let mut hash = Sha256::new();
    hash.update(b"staff");
    hash.update(person);
    let id = hash.finalize().first_chunk::<16>().copied().unwrap_or_default();
    RecordKey { kind: STAFF, id }
}

/// What writes it; nothing if it says that already.
#[must_use]
pub fn write(person: &PersonId, name: &str, before: &Staff, staff: &Staff) -> Option<RecordWrite> {
    let value = |text: &str| match text.trim() {
        "" => Value::None,
        text => Value::Text(text.to_owned()),
    };
    let changed = before.phone.trim() != staff.phone.trim() || before.works.trim() != staff.works.trim();
    changed.then(|| RecordWrite {
        record: record_of(person),
        in_force: Some(true),
        fields: vec![
            (WHO, value(name)),
            (PHONE, value(&staff.phone)),
            (WORKS, value(&staff.works)),
        ],
    })
}

/// Whether somebody could be called by this: digits, with a country, an extension or a second number written as people do.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    /// 110 and short numbers of a court's own exchange.
    const DIGITS_LEAST: usize = 3;
    let text = law::text::squeeze(text);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= DIGITS_LEAST && !text.replace("ext", "").contains(|c: char| c.is_ascii_alphabetic())
}

/// The words of somebody's kinds of work.
pub fn works(text: &str) -> impl Iterator<Item = &str> {
    let between = |c: char| matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '／' | ' ' | '\u{3000}' | '\n');
    text.split(between).map(str::trim).filter(|word| !word.is_empty())
}

impl Book {
    /// What is kept of everybody in the directory; who has no record is not named.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if the bureau's folder cannot be read.
    pub fn staff(&self) -> Result<BTreeMap<PersonId, Staff>, BookError> {
        let Some(state) = self.state(&BUREAU)? else {
            return Ok(BTreeMap::new());
        };
        let of = |person: &PersonId| {
            let key = record_of(person);
            let fields = state
                .records
                .get(&key)
                .filter(|fields| state.stands(self.kinds(), key, fields))?;
            let text = |field| match latest(fields, field) {
                Some(Value::Text(text)) => text.clone(),
                _ => String::new(),
            };
            Some(Staff {
                phone: text(PHONE),
                works: text(WORKS),
            })
        };
        let people = self.directory().people.keys();
        Ok(people.filter_map(|person| Some((*person, of(person)?))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::is_phone;

    #[test]
    fn a_phone_has_digits_and_no_letters() {
        for phone in [
            "138",
            "13800001111",
            "０３７０－２７８８０００",
            "+86 138 0000 1111",
            "0370-2788000转8012",
            "短号6123",
            "2788000 ext 12",
        ] {
            assert!(is_phone(phone), "{phone}");
        }
        for other in ["abc", "无", "12", "138abcd1111", "a@b.cn", ""] {
            assert!(!is_phone(other), "{other}");
        }
    }
}
