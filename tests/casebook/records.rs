//! Records of the kinds told by texts: their texts, what the rules make of them, the register, stale forms.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book as support;

use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::edit::{RecordEdit, in_the_way};
use casebook::field::{Field, Value};
use casebook::fold::fold;
use casebook::kinds::{DaysFault, KindOf, Kinds, readable};
use casebook::query::Query;
use casebook::records::RegisterRow;
use casebook::rules::Rules;
use casebook::slot::{IN_FORCE, RecordKey, RecordWrite};
use casebook::state::CaseState;
use law::money::Fen;
use support::{day, event, id, stamp, text};

/// 2026-03-10, 10:00 at UTC+8.
const NOW: u64 = 1_773_108_000_000;

fn seizures() -> &'static KindOf {
    Kinds::builtin().named("seizure").expect("built in")
}

fn seizure(number: u8) -> RecordKey {
    RecordKey {
        kind: seizures().kind,
        id: id(number),
    }
}

/// Fields of a seizure by their keys.
fn fields(values: &[(&str, Value)]) -> Vec<(u16, Value)> {
    let number = |key: &str| seizures().field_named(key).expect("a field").number;
    values.iter().map(|(key, value)| (number(key), value.clone())).collect()
}

fn written(record: RecordKey, in_force: Option<bool>, values: &[(&str, Value)]) -> Action {
    Action::Record(Box::new(RecordWrite {
        record,
        in_force,
        fields: fields(values),
    }))
}

/// A freeze of an account since a day.
fn freeze(number: u8, asset: &str, since: &str) -> Action {
    let values = [
        ("asset", text(asset)),
        ("measure", text("deposit")),
        ("effective_on", Value::Date(day(since))),
    ];
    written(seizure(number), Some(true), &values)
}

fn book(actions: Vec<Action>) -> Book {
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day("2026-03-10"));
    let case = vec![
        (Field::CASE_NUMBER, text("（2026）豫14执2号")),
        (Field::FILED_ON, Value::Date(day("2026-02-02"))),
    ];
    write(&mut book, vec![Action::Set(case)]);
    write(&mut book, actions);
    book
}

fn write(book: &mut Book, actions: Vec<Action>) {
    let mut draft = Draft::new(book, DeviceId(1), Author::default(), NOW);
    let actions = actions.into_iter().map(|action| (id(1), action)).collect();
    draft.add(book, actions, NOW).expect("readable");
    for pack in draft.finish() {
        book.take(&pack.bytes).expect("the next pack");
    }
}

fn register(book: &Book) -> Vec<RegisterRow> {
    book.register(seizures(), DeviceId(1), day("2026-03-10"))
        .expect("readable")
}

fn ends(row: &RegisterRow) -> Option<(String, String)> {
    row.next.as_ref().map(|date| (date.on.to_string(), date.node.clone()))
}

#[test]
fn every_happening_a_kind_stands_for_is_known_to_the_nodes() {
    let rules = Rules::of(&[]).expect("built in");
    for kind in Kinds::builtin().iter() {
        for key in kind.happening_keys() {
            assert!(rules.nodes().key(key).is_some(), "{}: {key}", kind.key);
        }
    }
}

/// 民诉法解释485: a freeze of deposits holds one year at most, and can be renewed.
#[test]
fn a_freeze_runs_its_term_is_renewed_and_ends() {
    let mut book = book(vec![freeze(1, "工行6222", "2026-03-02")]);
    let first = register(&book);
    assert_eq!(ends(&first[0]), Some(("2027-03-02".to_owned(), "N19".to_owned())));
    let renewed = [("renewed_on", Value::Date(day("2027-02-20")))];
    write(&mut book, vec![written(seizure(1), None, &renewed)]);
    assert_eq!(ends(&register(&book)[0]).unwrap().0, "2028-02-20");
    let released = [("released_on", Value::Date(day("2027-03-01")))];
    write(&mut book, vec![written(seizure(1), None, &released)]);
    assert_eq!(ends(&register(&book)[0]), None);
    write(&mut book, vec![written(seizure(1), Some(false), &[])]);
    assert_eq!(register(&book), []);
}

/// A freeze whose notice names its own last day ends with its release, and a renewal goes on from there.
#[test]
fn a_freeze_with_a_last_day_of_its_own_is_renewed_and_released_before_that_day() {
    let mut book = book(vec![freeze(1, "工行6222", "2026-03-02")]);
    let named = [("ends_on", Value::Date(day("2026-06-02")))];
    write(&mut book, vec![written(seizure(1), None, &named)]);
    assert_eq!(ends(&register(&book)[0]).unwrap().0, "2026-06-02");
    let renewed = [("renewed_on", Value::Date(day("2026-03-05")))];
    write(&mut book, vec![written(seizure(1), None, &renewed)]);
    assert_eq!(ends(&register(&book)[0]).unwrap().0, "2027-03-05");
    let named = [("renewal_ends_on", Value::Date(day("2026-09-07")))];
    write(&mut book, vec![written(seizure(1), None, &named)]);
    assert_eq!(ends(&register(&book)[0]).unwrap().0, "2026-09-07");
    let released = [("released_on", Value::Date(day("2026-03-09")))];
    write(&mut book, vec![written(seizure(1), None, &released)]);
    assert_eq!(ends(&register(&book)[0]), None);
}

/// What is wrong with the days of a freeze in force since 2026-03-02, with these fields more, written on 2027-06-01.
fn wrong(before: &[(&str, &str)], now: &[(&str, &str)]) -> Vec<DaysFault> {
    let values = |more: &[(&str, &str)]| {
        let more = more.iter().map(|(key, on)| (*key, Value::Date(day(on))));
        fields(
            &[("measure", text("deposit"))]
                .into_iter()
                .chain(more)
                .collect::<Vec<_>>(),
        )
    };
    let (before, now) = (values(before), values(now));
    let get =
        |values: Vec<(u16, Value)>| move |field: u16| values.iter().find(|(f, _)| *f == field).map(|(_, v)| v.clone());
    let faults = seizures().days_faults(&get(now), &get(before), day("2027-06-01"));
    faults.into_iter().map(|(_, fault)| fault).collect()
}

/// 民诉法解释485: a year at most, from the day it is in force; a renewal before it ends, of no more than a year again.
#[test]
fn days_of_a_freeze_that_do_not_fit_are_told() {
    use DaysFault::{BeforeItsStart, NothingToRenew, RenewedTooLate, ToCome, TooLong};
    let since = ("effective_on", "2026-03-02");
    for (now, said) in [
        (vec![since], vec![]),
        (vec![since, ("ends_on", "2027-03-02")], vec![]),
        (vec![since, ("ends_on", "2027-03-03")], vec![TooLong]),
        (vec![since, ("ends_on", "2026-03-01")], vec![BeforeItsStart]),
        (vec![since, ("renewed_on", "2027-03-02")], vec![]),
        (vec![since, ("renewed_on", "2027-03-03")], vec![RenewedTooLate]),
        (
            vec![since, ("ends_on", "2026-09-02"), ("renewed_on", "2026-09-03")],
            vec![RenewedTooLate],
        ),
        (vec![since, ("renewed_on", "2026-03-01")], vec![BeforeItsStart]),
        (
            vec![since, ("renewed_on", "2027-02-20"), ("renewal_ends_on", "2028-02-21")],
            vec![TooLong],
        ),
        (vec![since, ("released_on", "2026-01-01")], vec![BeforeItsStart]),
        (vec![since, ("released_on", "2027-06-02")], vec![ToCome]),
        (vec![("effective_on", "2027-06-02")], vec![ToCome]),
        (vec![("renewed_on", "2027-02-20")], vec![NothingToRenew]),
    ] {
        assert_eq!(wrong(&[], &now), said, "{now:?}");
    }
    // A second renewal counts from the first.
    let first = [since, ("renewed_on", "2027-02-20")];
    assert_eq!(wrong(&first, &[since, ("renewed_on", "2027-05-20")]), []);
    // What stood there is not judged again.
    let late = [since, ("renewed_on", "2027-05-20")];
    assert_eq!(wrong(&late, &late), []);
}

#[test]
fn a_renewal_starts_no_term_of_what_waits() {
    let waiting = [
        ("asset", text("工行6222")),
        ("measure", text("deposit")),
        ("renewed_on", Value::Date(day("2026-03-05"))),
    ];
    let book = book(vec![written(seizure(1), Some(true), &waiting)]);
    assert_eq!(ends(&register(&book)[0]), None);
}

/// In a preservation case the party's day to ask for a renewal comes first; the register shows when the freeze lapses.
#[test]
fn the_register_shows_when_it_lapses_whatever_else_is_due() {
    let mut book = book(vec![freeze(1, "工行6222", "2026-03-02")]);
    let preservation = vec![(Field::CASE_NUMBER, text("（2026）豫14执保2号"))];
    write(&mut book, vec![Action::Set(preservation)]);
    assert_eq!(
        ends(&register(&book)[0]),
        Some(("2027-03-02".to_owned(), "N19".to_owned()))
    );
}

#[test]
fn what_was_taken_out_is_not_corrected_unseen() {
    let first = event(stamp(1, 1), id(1), freeze(1, "工行6222", "2026-03-02"), &[]);
    let out = event(
        stamp(2, 2),
        id(1),
        written(seizure(1), Some(false), &[]),
        &[first.stamp],
    );
    let keeper = RecordEdit {
        write: RecordWrite {
            record: seizure(1),
            in_force: None,
            fields: fields(&[("keeper", text("甲"))]),
        },
        seen: Vec::new(),
    };
    assert_eq!(moved(&fold([&first, &out]), &keeper), [IN_FORCE]);
}

#[test]
fn a_waiting_freeze_has_no_term_until_it_takes_effect() {
    let waiting = [
        ("asset", text("工行6222")),
        ("measure", text("deposit")),
        ("rank", Value::Number(2)),
    ];
    let mut book = book(vec![written(seizure(1), Some(true), &waiting)]);
    assert_eq!(ends(&register(&book)[0]), None);
    let effective = [("effective_on", Value::Date(day("2026-03-05")))];
    write(&mut book, vec![written(seizure(1), None, &effective)]);
    assert_eq!(ends(&register(&book)[0]).unwrap().0, "2027-03-05");
}

#[test]
fn two_freezes_of_one_account_are_two_with_their_own_dates() {
    let book = book(vec![
        freeze(1, "工行6222", "2026-03-05"),
        freeze(2, "工行6222", "2026-03-02"),
    ]);
    let rows = register(&book);
    let found: Vec<_> = rows.iter().map(|row| (row.record.id, ends(row).unwrap().0)).collect();
    assert_eq!(found, [(id(2), "2027-03-02".into()), (id(1), "2027-03-05".into())]);
    let (_, _, file) = book.file(&id(1)).unwrap().unwrap();
    let subjects: Vec<&str> = file.happenings.iter().map(|h| readable(&h.subject)).collect();
    assert_eq!(subjects, ["工行6222", "工行6222"]);
}

/// Two devices that did not see each other gave one freeze two amounts: the list counts a conflict until one is chosen.
#[test]
fn two_values_of_a_record_wait_in_the_list() {
    let mut book = book(vec![freeze(1, "工行6222", "2026-03-02")]);
    let amount = |fen| written(seizure(1), None, &[("amount", Value::Fen(Fen(fen)))]);
    let mut other = Draft::new(&book, DeviceId(2), Author::default(), NOW);
    other.add(&book, vec![(id(1), amount(500))], NOW).unwrap();
    write(&mut book, vec![amount(700)]);
    for pack in other.finish() {
        book.take(&pack.bytes).unwrap();
    }
    let conflicts = |book: &mut Book| book.rows(&Query::default(), 0, 9).unwrap().rows[0].conflicts;
    assert_eq!(conflicts(&mut book), 1);
    assert_eq!(
        register(&book)[0]
            .fields
            .iter()
            .filter(|(_, v)| matches!(v, Value::Fen(_)))
            .count(),
        2
    );
    write(&mut book, vec![amount(700)]);
    assert_eq!(conflicts(&mut book), 0);
}

#[test]
fn a_case_is_found_by_the_name_of_a_record() {
    let mut book = book(vec![freeze(1, "工行账户 6222-0212", "2026-03-02")]);
    let mut found = |text: &str| {
        let query = Query {
            text: text.to_owned(),
            ..Query::default()
        };
        book.rows(&query, 0, 9).unwrap().rows.len()
    };
    assert_eq!([found("6222-0212"), found("工行账户"), found("建行")], [1, 1, 0]);
    write(&mut book, vec![written(seizure(1), Some(false), &[])]);
    let query = Query {
        text: "工行账户".to_owned(),
        ..Query::default()
    };
    assert!(book.rows(&query, 0, 9).unwrap().rows.is_empty());
}

#[test]
fn the_list_and_the_register_say_the_same_day() {
    let mut book = book(vec![freeze(1, "工行6222", "2026-03-02")]);
    let row = register(&book).remove(0).next.unwrap();
    let items = book.agenda(day("2026-03-10"), day("2027-12-31"), &Query::default(), 100);
    let items = items.unwrap();
    let own: Vec<_> = items
        .iter()
        .filter(|item| item.node == row.node)
        .map(|item| item.on)
        .collect();
    assert_eq!(own, [row.on]);
}

/// The fields that somebody else wrote meanwhile.
fn moved(state: &CaseState, edit: &RecordEdit) -> Vec<u16> {
    in_the_way(state, Kinds::builtin(), edit, false).moved
}

#[test]
fn a_stale_form_writes_nothing_over_what_it_had_not_seen() {
    let case = id(1);
    let amount = seizures().field_named("amount").unwrap().number;
    let first = event(stamp(1, 1), case, freeze(1, "工行6222", "2026-03-02"), &[]);
    let by_another = written(seizure(1), None, &[("amount", Value::Fen(Fen(500)))]);
    let second = event(stamp(2, 2), case, by_another, &[]);
    let edit = |seen: Value, wanted: i64| RecordEdit {
        write: RecordWrite {
            record: seizure(1),
            in_force: None,
            fields: vec![(amount, Value::Fen(Fen(wanted)))],
        },
        seen: vec![(amount, seen)],
    };
    let state = fold([&first, &second]);
    assert_eq!(moved(&state, &edit(Value::None, 900)), [amount]);
    assert_eq!(moved(&state, &edit(Value::None, 500)), Vec::<u16>::new());
    assert_eq!(moved(&state, &edit(Value::Fen(Fen(500)), 900)), Vec::<u16>::new());
    // Two amounts that did not see each other: nobody's form ends that.
    let third = written(seizure(1), None, &[("amount", Value::Fen(Fen(700)))]);
    let third = event(stamp(3, 3), case, third, &[]);
    let state = fold([&first, &second, &third]);
    let any = edit(Value::Fen(Fen(700)), 700);
    assert_eq!(in_the_way(&state, Kinds::builtin(), &any, false).disputed, [amount]);
    // Who may rule ends it by writing one of them.
    assert!(in_the_way(&state, Kinds::builtin(), &any, true).is_nothing());
    let keeper = seizures().field_named("keeper").unwrap().number;
    let kept = |ms, device, name: &str| {
        event(
            stamp(ms, device),
            case,
            written(seizure(1), None, &[("keeper", text(name))]),
            &[],
        )
    };
    let state = fold([&first, &kept(4, 1, "甲"), &kept(5, 2, "乙")]);
    // Of a harmless field the later word holds.
    let third = RecordEdit {
        write: RecordWrite {
            record: seizure(1),
            in_force: None,
            fields: vec![(keeper, text("丙"))],
        },
        seen: vec![(keeper, text("乙"))],
    };
    assert!(in_the_way(&state, Kinds::builtin(), &third, false).is_nothing());
    // A record taken out by somebody is not written as if it stood.
    let mut gone = edit(Value::None, 900);
    gone.write.in_force = Some(true);
    gone.seen.push((IN_FORCE, Value::None));
    assert_eq!(moved(&fold([&first]), &gone), Vec::<u16>::new());
}

#[test]
fn the_way_back_restores_what_was_seen() {
    let case = id(1);
    let begun = RecordEdit::new(RecordWrite {
        record: seizure(1),
        in_force: Some(true),
        fields: fields(&[("asset", text("工行6222"))]),
    });
    let write = |edit: &RecordEdit| Action::Record(Box::new(edit.write.clone()));
    let first = event(stamp(1, 1), case, write(&begun), &[]);
    let state = fold([&first]);
    let back = event(
        stamp(2, 1),
        case,
        write(&begun.back()),
        &state.over(&write(&begun.back())),
    );
    let gone = fold([&first, &back]);
    assert_eq!(gone.in_force(Kinds::builtin(), seizures().kind).count(), 0);
    assert_eq!(moved(&state, &begun.back()), Vec::<u16>::new());
    let again = begun.back().back();
    let again_event = event(stamp(3, 1), case, write(&again), &gone.over(&write(&again)));
    let there = fold([&first, &back, &again_event]);
    let (_, values) = there.in_force(Kinds::builtin(), seizures().kind).next().unwrap();
    let asset = seizures().field_named("asset").unwrap().number;
    assert_eq!(casebook::state::latest(values, asset), Some(&text("工行6222")));
}

/// 甲、乙 in the text of the ledger, 丙 entered as a record: lists, search and the register know all three.
#[test]
fn parties_entered_as_records_stand_beside_those_of_the_ledger() {
    let party = |number: u8, role: &str, name: &str| {
        Action::Record(Box::new(RecordWrite {
            record: RecordKey {
                kind: casebook::parties::PARTY,
                id: id(number),
            },
            in_force: Some(true),
            fields: vec![(1, text(role)), (2, text(name))],
        }))
    };
    let mut book = book(vec![
        Action::Set(vec![(Field::DEBTOR, text("甲公司、乙"))]),
        party(50, "debtor", "丙"),
        party(51, "debtor", "乙"),
        party(52, "applicant", "丁行"),
        freeze(1, "工行6222", "2026-03-02"),
    ]);
    let rows = book.rows(&Query::default(), 0, 10).expect("readable").rows;
    assert_eq!(
        (rows[0].debtor.as_str(), rows[0].applicant.as_str()),
        ("甲公司、乙、丙", "丁行")
    );
    assert_eq!(register(&book)[0].debtor, "甲公司、乙、丙");
    let found = |words: &str| {
        let query = Query {
            text: words.to_owned(),
            ..Query::default()
        };
        book.rows(&query, 0, 10).expect("readable").total
    };
    assert_eq!(["丙", "丁行", "甲公司", "戊"].map(found), [1, 1, 1, 0]);
}

#[test]
fn days_that_follow_each_other_are_in_their_order_and_none_is_to_come() {
    let kind = Kinds::builtin().named("petition").expect("built in");
    let number = |key: &str| kind.field_named(key).expect("a field").number;
    let today = day("2026-03-10");
    for (days, faults) in [
        (
            &[
                ("received_on", "2026-03-02"),
                ("registered_on", "2026-03-03"),
                ("told_on", "2026-03-09"),
            ][..],
            &[][..],
        ),
        (
            &[("received_on", "2026-03-02"), ("registered_on", "2026-03-01")],
            &[("registered_on", DaysFault::BeforeItsCause)],
        ),
        (
            &[("received_on", "2026-03-02"), ("finished_on", "2026-03-01")],
            &[("finished_on", DaysFault::BeforeItsCause)],
        ),
        (&[("registered_on", "2026-03-01")], &[]),
        (&[("received_on", "2026-03-11")], &[("received_on", DaysFault::ToCome)]),
    ] {
        let values: Vec<(u16, Value)> = days
            .iter()
            .map(|(key, on)| (number(key), Value::Date(day(on))))
            .collect();
        let value = |field: u16| casebook::slot::value_in(&values, field).cloned();
        let found = kind.days_faults(&value, &|_| None, today);
        let wanted: Vec<(u16, DaysFault)> = faults.iter().map(|(key, fault)| (number(key), *fault)).collect();
        assert_eq!(found, wanted, "{days:?}");
    }
}

/// A second renewal does not inherit the day the first notice named.
#[test]
fn a_renewal_of_many_empties_the_day_that_was_of_the_renewal_before() {
    let kind = Kinds::builtin().named("seizure").expect("built in");
    let number = |key: &str| kind.field_named(key).expect("a field").number;
    let renew = kind
        .batches
        .iter()
        .find(|batch| batch.fields.contains(&number("renewed_on")))
        .expect("renewing");
    let entered = [(number("renewed_on"), Value::Date(day("2027-03-01")))];
    let named = Some(Value::Date(day("2027-03-02")));
    let stands = |field: u16| (field == number("renewal_ends_on")).then(|| named.clone()).flatten();
    let written = renew.of(&entered, &stands);
    assert_eq!(written[1..], [(number("renewal_ends_on"), Value::None)]);
    assert_eq!(
        renew.of(&entered, &|_| None),
        entered,
        "nothing is emptied that says nothing"
    );
    let other = [
        entered[0].clone(),
        (number("renewal_ends_on"), Value::Date(day("2028-03-01"))),
    ];
    assert_eq!(renew.of(&other, &stands), other);
}
