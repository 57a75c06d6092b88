//! An office of seven people and the records they write: what the tests of attacks on records and flows start from.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::support::{book as shared, people as support};

use casebook::action::Action;
use casebook::book::Book;
use casebook::field::Value;
use casebook::flows::{Step, standing};
use casebook::kinds::{KindOf, Kinds};
use casebook::slot::{RecordKey, RecordWrite};
use shared::{day, id, text};
use support::*;

/// Who is in: 1 the chief, 2 a judge, 3 and 7 team leaders, 4 the vice-president, 5 a bailiff, 6 a clerk of a team.
pub fn office() -> Book {
    let mut book = book(1);
    tell(&mut book, 1, founded(person(1, "bureau_chief", "")), NOON).unwrap();
    for (number, role, group) in [
        (2, "judge", ""),
        (3, "team_leader", ""),
        (4, "supervising_vp", ""),
        (5, "bailiff", ""),
        (6, "clerk", "fast_1"),
        (7, "team_leader", ""),
    ] {
        tell(&mut book, 1, put(person(number, role, group)), NOON).unwrap();
        tell(&mut book, 1, invited(number, number), NOON).unwrap();
        let device = u64::from(number);
        tell(&mut book, device, accepted(device, number, number), NOON).unwrap();
    }
    book
}

pub fn kind(key: &str) -> &'static KindOf {
    Kinds::builtin().named(key).expect("built in")
}

/// The one record of each kind these tests write.
pub fn record(of: &str) -> RecordKey {
    RecordKey {
        kind: kind(of).kind,
        id: id(7),
    }
}

pub fn begun(of: &str, values: &[(&str, Value)]) -> Action {
    let number = |key: &str| kind(of).field_named(key).expect("a field").number;
    Action::Record(Box::new(RecordWrite {
        record: record(of),
        in_force: Some(true),
        fields: values.iter().map(|(key, value)| (number(key), value.clone())).collect(),
    }))
}

/// A step dated 2026-09-21.
pub fn step(of: &str, key: &str, by: u8) -> Action {
    Action::Step(Box::new(Step {
        record: record(of),
        step: key.to_owned(),
        by: person_id(by),
        on: day("2026-09-21"),
        reason: "why".to_owned(),
        content: [0; 32],
        sets: Vec::new(),
        receipt: String::new(),
    }))
}

/// Where the record of case 1 stands.
pub fn states(book: &Book, of: &str) -> String {
    let state = book.state(&id(1)).unwrap().unwrap();
    let steps = casebook::flows::of_record(&state.steps(), record(of));
    standing(kind(of).flow.as_ref().unwrap(), &steps).0.states.join(" | ")
}

pub fn extension() -> Action {
    begun("extension", &[("ground", text("案情复杂"))])
}
