//! Whoever stands in acts for somebody who is away from the first day to the last, and on no other.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book as support;

use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::field::Value;
use casebook::folder::BUREAU;
use casebook::kinds::Kinds;
use casebook::rules::Rules;
use casebook::slot::{RecordKey, RecordWrite};
use casebook::stand_in::STAND_IN;
use support::{day, id, text};

fn away(n: u8, fields: &[(&str, Value)]) -> Action {
    let kind = Kinds::builtin().get(STAND_IN).expect("built in");
    let number = |key: &str| kind.field_named(key).expect("a field").number;
    Action::Record(Box::new(RecordWrite {
        record: RecordKey {
            kind: STAND_IN,
            id: id(n),
        },
        in_force: Some(true),
        fields: fields.iter().map(|(key, value)| (number(key), value.clone())).collect(),
    }))
}

fn book_of(actions: Vec<Action>) -> Book {
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day("2026-06-01"));
    let mut draft = Draft::new(&book, DeviceId(1), Author::default(), 0);
    let actions = actions.into_iter().map(|action| (BUREAU, action)).collect();
    draft.add(&book, actions, 0).expect("readable");
    for pack in draft.finish() {
        book.take(&pack.bytes).expect("the next pack");
    }
    book
}

#[test]
fn a_stand_in_acts_for_somebody_from_the_first_day_to_the_last() {
    let from_to = |from: &str, to: &str| [("from", Value::Date(day(from))), ("to", Value::Date(day(to)))];
    let mut fields = vec![("who", text("王明")), ("by", text("李文"))];
    fields.extend(from_to("2026-06-08", "2026-06-12"));
    let book = book_of(vec![away(1, &fields)]);
    let cases = [
        ("2026-06-07", vec!["李文"]),
        ("2026-06-08", vec!["李文", "王明"]),
        ("2026-06-12", vec!["李文", "王明"]),
        ("2026-06-13", vec!["李文"]),
    ];
    for (on, names) in cases {
        assert_eq!(book.acts_as("李文", day(on)).unwrap(), names, "{on}");
        assert_eq!(book.acts_as("王明", day(on)).unwrap(), ["王明"], "{on}");
    }
}

#[test]
fn what_is_not_said_whole_makes_nobody_a_stand_in() {
    let (from, to) = (
        ("from", Value::Date(day("2026-06-01"))),
        ("to", Value::Date(day("2026-06-30"))),
    );
    let (who, by) = (("who", text("王明")), ("by", text("李文")));
    let cases: Vec<Vec<(&str, Value)>> = vec![
        vec![who.clone(), by.clone(), from.clone()],
        vec![who.clone(), by.clone(), to.clone()],
        vec![who.clone(), from.clone(), to.clone()],
        vec![by, from.clone(), to.clone()],
        vec![who.clone(), ("by", text("王明")), from, to],
    ];
    for fields in cases {
        assert_eq!(
            book_of(vec![away(1, &fields)]).away(day("2026-06-10")).unwrap(),
            [],
            "{fields:?}"
        );
    }
}
