//! What is checked of the filing data of a case, field by field, and what is asked to be corrected (plan Art. 7(1)).
//!
//! Which items there are, and which of them the plan asks for, is told by `rules/filing.json`. A correction is a record
//! (`rules/records/correction.json`); its item is named by a [`Place`].
use std::sync::OnceLock;

use law::canonical::hex;
use serde::Deserialize;

use super::field::{Field, Fields, Value};
use super::kinds::Kinds;
use super::parties::{PARTY, ROLE};
use super::slot::{Kind, RecordId, value_in};
use super::view::{CaseView, RecordView};

const BUILT_IN: &str = include_str!("../../../rules/filing.json");

/// The happening that ends the matter: all was checked and is right.
pub const CHECKED: &str = "filing_data_checked";
/// The kind of corrections (`rules/records/correction.json`), and its fields.
pub const CORRECTION: Kind = Kind(45);
/// Which item: the code of a [`Place`].
pub const PLACE: u16 = 1;
/// What the item is called.
pub const WHAT: u16 = 2;
/// `wrong` or `missing`.
pub const FOUND: u16 = 3;
/// What the case said when it was asked.
pub const STANDS: u16 = 4;
/// What it should say.
pub const RIGHT: u16 = 5;
/// Since when it is asked for.
pub const ASKED_ON: u16 = 6;
/// By what document.
pub const BASIS: u16 = 7;
/// The step by which the right value is written into the case.
pub const TAKE: &str = "take";

/// Which items are checked; in each list the keys of fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckText {
    id: String,
    source: String,
    mark: String,
    case: Listed,
    party: Listed,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    /// Those the plan asks for.
    needed: Vec<String>,
    /// Those that are looked at as well.
    also: Vec<String>,
}

impl Listed {
    /// Whether an item of this key is checked, and whether the plan asks for it.
    fn of(&self, key: &str) -> Option<bool> {
        let is_in = |keys: &[String]| keys.iter().any(|known| known == key);
        match (is_in(&self.needed), is_in(&self.also)) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        }
    }
}

impl Listed {
    /// The first key that is not known, or is listed a second time.
    fn first_unknown(&self, is_known: impl Fn(&str) -> bool) -> Option<&String> {
        let all: Vec<&String> = self.needed.iter().chain(&self.also).collect();
        let is_wrong = |(at, key): (usize, &&String)| !is_known(key) || all[..at].contains(key);
        let at = all.iter().enumerate().position(is_wrong)?;
        all.get(at).copied()
    }
}

/// Why the text of what is checked is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilingError {
    /// Not such a text; with the reader's words.
    Unreadable(String),
    /// No article it comes from.
    NoSource,
    /// A field neither the case nor a party has, or one that is listed twice.
    Field(String),
}

fn load(text: &str) -> Result<CheckText, FilingError> {
    let text: CheckText = serde_json::from_str(text).map_err(|error| FilingError::Unreadable(error.to_string()))?;
    if text.id.is_empty() || text.source.is_empty() || text.mark.is_empty() {
        return Err(FilingError::NoSource);
    }
    let party = Kinds::builtin().get(PARTY);
    let of_case = text.case.first_unknown(|key| Field::from_key(key).is_some());
    let of_party = text
        .party
        .first_unknown(|key| party.is_some_and(|kind| kind.field_named(key).is_some()));
    match of_case.or(of_party) {
        Some(key) => Err(FilingError::Field(key.clone())),
        None => Ok(text),
    }
}

fn check() -> &'static CheckText {
    static CHECK: OnceLock<CheckText> = OnceLock::new();
    CHECK.get_or_init(|| {
        let loaded = load(BUILT_IN);
        assert!(loaded.is_ok(), "rules/filing.json: {:?}", loaded.as_ref().err());
        loaded.unwrap_or_default()
    })
}

/// Names an item of the filing data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A field of the case.
    Case(Field),
    /// A field of a party's record.
    Party(RecordId, u16),
}

impl Place {
    /// Its code, e.g. `case.claim_amount` or `party.018f….address`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Place::Case(field) => format!("case.{}", field.told().key),
            Place::Party(id, number) => {
                let field = Kinds::builtin().get(PARTY).and_then(|kind| kind.field(number));
                format!("party.{}.{}", hex(&id), field.map_or("", |field| field.key.as_str()))
            }
        }
    }

    /// The item of a code; nothing if it is none.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Place> {
        if let Some(key) = code.strip_prefix("case.") {
            return Field::from_key(key).map(Place::Case);
        }
        let (id, key) = code.strip_prefix("party.")?.split_once('.')?;
        let field = Kinds::builtin().get(PARTY)?.field_named(key)?;
        Some(Place::Party(id_of(id)?, field.number))
    }
}

/// 32 hexadecimal digits as an id.
fn id_of(digits: &str) -> Option<RecordId> {
    let mut id = RecordId::default();
    if digits.len() != 2 * id.len() || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (at, byte) in id.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(id)
}

/// An item as the case has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub place: Place,
    /// The plan asks for it.
    pub is_needed: bool,
    /// What it says: nothing, one value, or several that wait for a ruling.
    pub values: Vec<Value>,
}

/// The items of one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The party they are of; nothing: the case.
    pub party: Option<RecordView>,
    /// The items.
    pub items: Vec<Item>,
}

/// What is checked of a case: its own fields in the order of forms, then those of each applicant and debtor recorded.
#[must_use]
pub fn parts(view: &CaseView) -> Vec<Part> {
    let check = check();
    let own = Fields::builtin().iter().filter_map(|told| {
        let values = view.fields.iter().filter(|(field, _)| *field == told.field);
        Some(Item {
            place: Place::Case(told.field),
            is_needed: check.case.of(&told.key)?,
            values: said(values.map(|(_, value)| value)),
        })
    });
    let case = Part {
        party: None,
        items: own.collect(),
    };
    let parties = view.records.iter().filter(|record| record.record.kind == PARTY);
    let parties = parties
        .filter(|record| matches!(record.value(ROLE), Value::Text(role) if role == "applicant" || role == "debtor"));
    std::iter::once(case).chain(parties.map(of_party)).collect()
}

fn of_party(record: &RecordView) -> Part {
    let fields = Kinds::builtin().get(PARTY).into_iter().flat_map(|kind| &kind.fields);
    let items = fields.filter_map(|field| {
        let values = record.fields.iter().filter(|(number, _)| *number == field.number);
        Some(Item {
            place: Place::Party(record.record.id, field.number),
            is_needed: check().party.of(&field.key)?,
            values: said(values.map(|(_, value)| value)),
        })
    });
    Part {
        items: items.collect(),
        party: Some(record.clone()),
    }
}

fn said<'v>(values: impl Iterator<Item = &'v Value>) -> Vec<Value> {
    values.filter(|value| **value != Value::None).cloned().collect()
}

/// The corrections of a case, in the order they were begun.
pub fn corrections(view: &CaseView) -> impl Iterator<Item = &RecordView> {
    view.records.iter().filter(|record| record.record.kind == CORRECTION)
}

/// Whether a correction is still waited for.
#[must_use]
pub fn is_open(correction: &RecordView) -> bool {
    let flow = Kinds::builtin().get(CORRECTION).and_then(|kind| kind.flow.as_ref());
    let stands = correction.flow.as_ref();
    flow.zip(stands)
        .is_none_or(|(flow, stands)| !flow.is_over(&stands.states))
}

/// The item a correction is about, by the values of the record.
#[must_use]
pub fn place_of(values: &[(u16, Value)]) -> Option<Place> {
    match value_in(values, PLACE)? {
        Value::Text(code) => Place::of_code(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_checked_names_fields_that_are_there() {
        assert_eq!(load(BUILT_IN).map(|text| text.id), Ok("filing-check".to_owned()));
        for (from, to, key) in [
            ("\"cause\"", "\"causa\"", "causa"),
            ("\"received_on\"", "\"cause\"", "cause"),
            ("\"phone\"", "\"fax\"", "fax"),
        ] {
            assert_eq!(
                load(&BUILT_IN.replacen(from, to, 1)),
                Err(FilingError::Field(key.to_owned()))
            );
        }
        assert_eq!(
            load(&BUILT_IN.replace("\"plan:7(1)\"", "\"\"")),
            Err(FilingError::NoSource)
        );
    }

    #[test]
    fn every_item_is_found_again_by_its_code() {
        let party = Kinds::builtin().get(PARTY).expect("built in");
        let cases = Field::all().map(Place::Case);
        let parties = party.fields.iter().map(|field| Place::Party([0x8f; 16], field.number));
        for place in cases.chain(parties) {
            assert_eq!(Place::of_code(&place.code()), Some(place), "{place:?}");
        }
        for code in ["", "case.", "case.nothing", "party.8f.name", "party.zz.name", "asset.1"] {
            assert_eq!(Place::of_code(code), None, "{code}");
        }
    }
}
