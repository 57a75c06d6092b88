//! What the table of fields adds to lists: columns, and values a list is narrowed to.
#![allow(clippy::unwrap_used)]
use casebook::CaseId;
use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::field::{Field, Fields, Value};
use casebook::query::Query;

use crate::support::book::{day, id, toy};

const NOW: u64 = 1_790_000_000_000;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn book(cases: &[(u8, &[(Field, Value)])]) -> Book {
    let mut book = Book::new(toy(), day("2022-06-01"));
    let actions = cases.iter().map(|(n, fields)| (id(*n), Action::Set(fields.to_vec())));
    write(&mut book, actions.collect());
    book
}

fn write(book: &mut Book, actions: Vec<(CaseId, Action)>) {
    let mut draft = Draft::new(book, DeviceId(1), Author::default(), NOW);
    draft.add(book, actions, NOW).unwrap();
    for pack in draft.finish() {
        book.take(&pack.bytes).unwrap();
    }
}

fn found(book: &mut Book, marks: &[(Field, &str)]) -> Vec<CaseId> {
    let marks = marks.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
    let mut ids = book.ids(&Query {
        marks,
        ..Query::default()
    });
    ids.sort_unstable();
    ids
}

#[test]
fn a_list_is_narrowed_to_values_of_the_fields_the_table_names() {
    let fast = (Field::TEAM, text("快执一组"));
    let closed = (Field::CLOSED_BY, text("completed"));
    let mut book = book(&[
        (1, &[fast.clone(), closed.clone()]),
        (2, &[fast]),
        (3, &[(Field::TEAM, text("普通团队"))]),
        (4, &[(Field::REMARK, text("快执一组"))]),
    ]);
    assert_eq!(found(&mut book, &[]).len(), 4);
    assert_eq!(found(&mut book, &[(Field::TEAM, "快执一组")]), [id(1), id(2)]);
    let both = [(Field::TEAM, "快执一组"), (Field::CLOSED_BY, "completed")];
    assert_eq!(found(&mut book, &both), [id(1)]);
    assert!(found(&mut book, &[(Field::TEAM, "没有的组")]).is_empty());
    // A field the table does not filter by finds nothing: better than all, as if it had been looked at.
    assert!(found(&mut book, &[(Field::REMARK, "快执一组")]).is_empty());
}

#[test]
fn what_a_filter_offers_is_what_stands_in_the_cases_now() {
    let mut book = book(&[
        (1, &[(Field::TEAM, text("快执一组"))]),
        (2, &[(Field::TEAM, text("普通团队"))]),
    ]);
    let offered = |book: &Book| {
        let marks = book.summary().marks;
        marks.into_iter().find(|(field, _)| *field == Field::TEAM).unwrap().1
    };
    assert_eq!(offered(&book), ["快执一组", "普通团队"]);
    let moved = Action::Set(vec![(Field::TEAM, text("普通团队"))]);
    write(&mut book, vec![(id(1), moved)]);
    assert_eq!(offered(&book), ["普通团队"]);
}

#[test]
fn rows_say_what_the_added_columns_show_and_a_snapshot_keeps_the_filters() {
    let mut book = book(&[(1, &[(Field::TEAM, text("快执一组"))]), (2, &[])]);
    let row = book.rows(&Query::default(), 0, 9).unwrap();
    let said = row.rows.iter().find(|row| row.id == id(1)).unwrap();
    assert!(said.more.contains(&(Field::TEAM, text("快执一组"))));
    let snapshot = book.snapshot(true);
    let chunks = snapshot.chunks.iter().map(|(_, bytes)| bytes);
    let mut again = Book::open(&snapshot.head, chunks, toy(), day("2022-06-01")).unwrap();
    assert_eq!(found(&mut again, &[(Field::TEAM, "快执一组")]), [id(1)]);
}

#[test]
fn every_field_is_in_a_group_of_the_form_but_what_flows_set() {
    let without: Vec<Field> = Fields::builtin()
        .iter()
        .filter(|told| told.group.is_none())
        .map(|told| told.field)
        .collect();
    assert_eq!(without, [Field::DECIDED_VERDICT]);
}
