//! Whom a flow names can do what it names them for: write the record and take the step, by the table of the bureau.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::field::{Field, Value};
use casebook::flows::{Step, StepOf, Who, content_of};
use casebook::kinds::{KindOf, Kinds, ValueType};
use casebook::people::Bureau;
use casebook::slot::{RecordKey, RecordWrite};

use crate::support::book::{day, id, text};
use crate::support::people::{NOON, accepted, invited, person, person_id, put, tell, with, write};

/// Every post a flow names for a step: role and group.
fn posts(who: &Who) -> Vec<(String, String)> {
    let bureau = Bureau::builtin();
    let all_roles = bureau.roles().iter().map(|role| role.id.clone());
    let roles: Vec<String> = match who.roles.is_empty() {
        true => all_roles.collect(),
        false => who.roles.clone(),
    };
    let groups = match who.groups.is_empty() {
        true => vec![String::new()],
        false => who.groups.clone(),
    };
    let both = roles
        .iter()
        .flat_map(|role| groups.iter().map(move |group| (role.clone(), group.clone())));
    let holds = |(role, group): &(String, String)| {
        who.right
            .is_none_or(|right| bureau.of(role, group).is_some_and(|grant| grant.has(right)))
    };
    both.filter(holds).collect()
}

/// A value for each field.
fn filled(kind: &KindOf) -> Vec<(u16, Value)> {
    let value = |holds: &ValueType| match holds {
        ValueType::Date => Value::Date(day("2026-03-02")),
        ValueType::Money => Value::Fen(law::money::Fen(100)),
        ValueType::Number => Value::Number(1),
        ValueType::YesNo => Value::Bool(true),
        ValueType::Choice(choices) => text(&choices[0].0),
        ValueType::Text | ValueType::LongText | ValueType::Person | ValueType::IdNumber | ValueType::Strokes => {
            text("张某")
        }
    };
    kind.fields
        .iter()
        .map(|field| (field.number, value(&field.holds)))
        .collect()
}

fn begins(kind: &KindOf) -> Vec<&StepOf> {
    let flow = kind.flow.as_ref().unwrap();
    let first = flow.first().to_owned();
    flow.steps.iter().filter(|step| step.from.contains(&first)).collect()
}

#[test]
fn whoever_may_begin_a_flow_may_write_its_record_and_take_its_first_step() {
    let mut tried = 0;
    for kind in Kinds::builtin().iter().filter(|kind| kind.flow.is_some()) {
        let fields = filled(kind);
        for step in begins(kind) {
            for (role, group) in step.who.iter().flat_map(posts) {
                let mut book = with(&role, &group);
                let record = RecordKey {
                    kind: kind.kind,
                    id: id(7),
                };
                let write_it = Action::Record(Box::new(RecordWrite {
                    record,
                    in_force: Some(true),
                    fields: fields.clone(),
                }));
                let said = format!("{} {} by {role} {group}", kind.key, step.key);
                write(&mut book, 2, id(1), write_it, NOON).expect(&said);
                let sets = step.sets.iter().map(|(field, _)| (*field, text("simple")));
                let take_it = Action::Step(Box::new(Step {
                    record,
                    step: step.key.clone(),
                    by: [2; 16],
                    on: day("2026-03-03"),
                    reason: "有理由".to_owned(),
                    content: content_of(&fields),
                    sets: sets.collect(),
                    receipt: String::new(),
                }));
                write(&mut book, 2, id(1), take_it, NOON + 1_000).expect(&said);
                tried += 1;
            }
        }
    }
    assert!(tried > 50, "{tried} posts tried");
}

/// Whom neither the table nor the flow names writes nothing.
#[test]
fn who_is_named_nowhere_writes_no_record_of_a_flow() {
    for kind in Kinds::builtin().iter().filter(|kind| kind.flow.is_some()) {
        let named = |role: &str| {
            let flow = kind.flow.as_ref().unwrap();
            let mut who = flow.written_by().flat_map(|step| &step.who).flat_map(posts);
            who.any(|(known, _)| known == role)
        };
        // A filing clerk registers cases and nothing else.
        if named("filing_staff") || kind.right.key() == "note" || kind.right.key() == "case.write" {
            continue;
        }
        let mut book = with("filing_staff", "");
        let record = RecordKey {
            kind: kind.kind,
            id: id(7),
        };
        let write_it = Action::Record(Box::new(RecordWrite {
            record,
            in_force: Some(true),
            fields: filled(kind),
        }));
        let days = kind.days_keys().next().is_some();
        let written = write(&mut book, 2, id(1), write_it, NOON);
        assert_eq!(written.is_err(), days, "{}", kind.key);
    }
}

/// Paper handed by a clerk (2) to a judge (3), who has a device.
fn handed() -> Book {
    given("handover", 2, Vec::new())
}

/// A record of a kind that is handed over, given by a person to a judge (3), who has a device.
fn given(kind: &str, by: u8, sets: Vec<(Field, Value)>) -> Book {
    let mut book = with("clerk", "B");
    for action in [put(person(3, "judge", "general")), invited(3, 3)] {
        tell(&mut book, 1, action, NOON).unwrap();
    }
    tell(&mut book, 3, accepted(3, 3, 3), NOON).unwrap();
    let kind = Kinds::builtin().named(kind).unwrap();
    let mut fields = filled(kind);
    let to = kind.field_named("to").unwrap().number;
    fields.retain(|(field, _)| *field != to);
    fields.push((to, text("person 3")));
    let record = RecordKey {
        kind: kind.kind,
        id: id(7),
    };
    let hand = Step {
        record,
        step: "hand".to_owned(),
        by: person_id(by),
        on: day("2026-03-03"),
        reason: String::new(),
        content: content_of(&fields),
        sets,
        receipt: String::new(),
    };
    let in_force = Some(true);
    let paper = RecordWrite {
        record,
        in_force,
        fields,
    };
    for action in [Action::Record(Box::new(paper)), Action::Step(Box::new(hand))] {
        write(&mut book, u64::from(by), id(1), action, NOON).unwrap();
    }
    book
}

/// The head who hands a case over may receive one, but this one is for the judge to receive: the head only sees how it stands.
#[test]
fn whoever_hands_a_case_to_somebody_has_not_to_receive_it_himself() {
    let book = given("transfer", 1, vec![(Field::HANDLER, text("person 3"))]);
    let open = |device: u64| -> Vec<Vec<String>> {
        let rows = book.waiting(DeviceId(device), day("2026-09-21")).unwrap();
        rows.into_iter().map(|row| row.flow.unwrap().open).collect()
    };
    assert_eq!(open(1), [Vec::<String>::new()]);
    assert_eq!(open(3), [["receive", "refuse"].map(str::to_owned)]);
}

/// Nobody else sees what waits for somebody, but nothing waits for somebody who is gone.
#[test]
fn what_names_somebody_who_has_left_waits_for_whoever_may_take_it() {
    let mut book = handed();
    let waits = |book: &Book, device: u64| book.waiting(DeviceId(device), day("2026-09-21")).unwrap().len();
    assert_eq!((waits(&book, 1), waits(&book, 3)), (0, 1));
    let leaving = book.leaving(person_id(3));
    tell(&mut book, 1, leaving, NOON).unwrap();
    assert_eq!((waits(&book, 1), waits(&book, 3)), (1, 0));
}
