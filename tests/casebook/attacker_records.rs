//! What an attacker tried on records: looks that are not logged, very much at once, what comes late. Each test says what
//! should hold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::office::{begun, extension, kind, office, record, states, step};
use crate::support::growth::grows_with_its_size;
use crate::support::{book as shared, people as support};

use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::{DeviceId, Stamp};
use casebook::field::Value;
use casebook::flows::{Step, standing};
use casebook::fold::fold;
use casebook::kinds::Kinds;
use casebook::rights::is_sensitive;
use casebook::rules::Rules;
use casebook::slot::{Kind, RecordKey, RecordWrite};
use chrono::NaiveDate;
use shared::{day, event, id, stamp, text};
use support::*;

// --- what is not seen ---

/// Plan Art. 10, 21: a look at a case under petition is logged. The petition is a record now.
#[test]
fn a_case_with_a_petition_as_a_record_is_sensitive() {
    let values = [
        ("petitioner", text("张三")),
        ("subject", text("催办")),
        ("way", text("letter")),
        ("received_on", Value::Date(day("2026-09-01"))),
    ];
    let state = fold(&[event(stamp(1, 1), id(1), begun("petition", &values), &[])]);
    assert!(is_sensitive(&state, Kinds::builtin()));
}

/// A party that is an organ of party or government, or foreign, entered as a record.
#[test]
fn a_case_with_a_sensitive_party_as_a_record_is_sensitive() {
    for (key, value) in [("sort", text("organ")), ("foreign", Value::Bool(true))] {
        let values = [("role", text("debtor")), ("name", text("某局")), (key, value)];
        let state = fold(&[event(stamp(1, 1), id(1), begun("party", &values), &[])]);
        assert!(is_sensitive(&state, Kinds::builtin()), "{key}");
    }
}

// --- very much, and very far ---

/// A bailiff, who may write notes, explains one delay over and over without naming what he wrote before.
#[test]
fn very_many_steps_hold_nobody_up() {
    grows_with_its_size(800, |size| {
        let mut book = office();
        let head = book.followed()[&DeviceId(5)];
        let explained = begun("overdue", &[("node", text("n")), ("reason", text("r"))]);
        let first = event(stamp(NOON + HOUR, 5), id(1), explained, &[]);
        let said = |n: u64| event(stamp(NOON + HOUR + 1 + n, 5), id(1), step("overdue", "say", 5), &[]);
        let events = std::iter::once(first).chain((0..size).map(said)).collect();
        let pack = forge(5, head.number + 1, head.hash, events);
        move || {
            book.take(&pack.bytes).unwrap();
        }
    });
}

/// The same one after the other.
#[test]
fn a_long_line_of_steps_holds_nobody_up() {
    grows_with_its_size(1_500, |size| {
        let mut book = office();
        let head = book.followed()[&DeviceId(1)];
        let first = event(
            stamp(NOON + HOUR, 1),
            id(1),
            begun("triage", &[("verdict", text("simple"))]),
            &[],
        );
        let said = |n: u64| {
            let before = stamp(NOON + HOUR + n, 1);
            event(
                stamp(NOON + HOUR + 1 + n, 1),
                id(1),
                step("triage", "decide", 1),
                &[before],
            )
        };
        let events = std::iter::once(first).chain((0..size).map(said)).collect();
        let pack = forge(1, head.number + 1, head.hash, events);
        move || {
            book.take(&pack.bytes).unwrap();
        }
    });
}

/// Days at the ends of the calendar in steps and records: nothing breaks down.
#[test]
fn days_at_the_ends_of_the_calendar_break_nothing() {
    let kinds = [
        "extension",
        "conversion",
        "seizure",
        "petition",
        "bankruptcy",
        "overdue",
        "key_case",
    ];
    for on in [NaiveDate::MIN, NaiveDate::MAX] {
        let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day("2026-03-10"));
        let mut events = Vec::new();
        for (at, of) in kinds.into_iter().enumerate() {
            let dates = kind(of)
                .fields
                .iter()
                .filter(|f| f.holds == casebook::kinds::ValueType::Date);
            let mut fields: Vec<(u16, Value)> = dates.map(|f| (f.number, Value::Date(on))).collect();
            if of == "seizure" {
                fields.push((kind(of).field_named("measure").unwrap().number, text("deposit")));
            }
            let write = RecordWrite {
                record: record(of),
                in_force: Some(true),
                fields,
            };
            let ms = NOON + 100 * at as u64;
            events.push(event(stamp(ms, 1), id(1), Action::Record(Box::new(write)), &[]));
            let mut before = Vec::new();
            for (n, step) in kind(of).flow.iter().flat_map(|flow| &flow.steps).enumerate() {
                let taken = Step {
                    record: record(of),
                    step: step.key.clone(),
                    by: person_id(n as u8),
                    on,
                    reason: String::new(),
                    content: [0; 32],
                    sets: Vec::new(),
                    receipt: String::new(),
                };
                let at = stamp(ms + 1 + n as u64, 1);
                events.push(event(at, id(1), Action::Step(Box::new(taken)), &before));
                before = vec![at];
            }
        }
        let pack = forge(1, 1, [0; 32], events);
        book.take(&pack.bytes).unwrap();
        let today = day("2026-03-10");
        for of in kinds {
            book.register(kind(of), DeviceId(1), today).unwrap();
        }
        book.waiting(DeviceId(1), today).unwrap();
        book.overdue(NaiveDate::MIN, NaiveDate::MAX, today).unwrap();
        book.rows(&Default::default(), 0, 10).unwrap();
    }
}

/// A kind of data beyond those known, with all numbers: nothing breaks down.
#[test]
fn kinds_of_any_number_break_nothing() {
    let mut book = office();
    let head = book.followed()[&DeviceId(2)];
    let write = |n: u64, number: u16| {
        let write = RecordWrite {
            record: RecordKey {
                kind: Kind(number),
                id: id(1),
            },
            in_force: Some(true),
            fields: vec![(n as u16 + 1, text("x"))],
        };
        event(stamp(NOON + HOUR + n, 2), id(1), Action::Record(Box::new(write)), &[])
    };
    let events = (0..)
        .zip([0, 1, 7, 15, 16, 63, 64, 80, 16_384, u16::MAX])
        .map(|(n, k)| write(n, k));
    let pack = forge(2, head.number + 1, head.hash, events.collect());
    book.take(&pack.bytes).unwrap();
    book.register(kind("party"), DeviceId(2), day("2026-03-10")).unwrap();
}

/// One write of a record with very many fields.
#[test]
fn a_record_of_very_many_fields_holds_nobody_up() {
    grows_with_its_size(4_000, |size| {
        let mut book = office();
        let head = book.followed()[&DeviceId(5)];
        let write = RecordWrite {
            record: record("overdue"),
            in_force: Some(true),
            fields: (1..=size as u16).map(|n| (n, Value::Bool(true))).collect(),
        };
        let events = vec![event(
            stamp(NOON + HOUR, 5),
            id(1),
            Action::Record(Box::new(write)),
            &[],
        )];
        let pack = forge(5, head.number + 1, head.hash, events);
        move || {
            book.take(&pack.bytes).unwrap();
        }
    });
}

// --- what comes late ---

/// The judge asked, three others granted. The removal of the judge's device, by somebody offline, cuts before the request:
/// what the three decided rests on nothing now. It is not gone without a word: each of the steps says so, and nobody is led
/// to believe that it was granted.
#[test]
fn a_removal_under_decisions_of_others_leaves_them_marked() {
    let packs = cut_packs(1);
    let (last, before) = packs.split_last().unwrap();
    assert_eq!(
        states(&again(&before.iter().collect::<Vec<_>>()), "extension"),
        "granted"
    );
    let late = again(&before.iter().chain([last]).collect::<Vec<_>>());
    assert_eq!(states(&late, "extension"), "draft");
    let state = late.state(&id(1)).unwrap().unwrap();
    let steps = casebook::flows::of_record(&state.steps(), record("extension"));
    let (_, judged) = standing(kind("extension").flow.as_ref().unwrap(), &steps);
    let faults: Vec<_> = judged
        .iter()
        .map(|judged| judged.fault.map(|fault| fault.code()))
        .collect();
    let (void, wrong) = (Some("step_rests_on_nothing"), Some("step_wrong_state"));
    assert_eq!(faults, [void, wrong, wrong]);
}

/// The packs of an office in which the judge asks, others grant, and his device is cut before that.
fn cut_packs(before: u32) -> Vec<casebook::pack::Pack> {
    let mut book = book(1);
    let mut packs = vec![tell(&mut book, 1, founded(person(1, "bureau_chief", "")), NOON).unwrap()];
    for (number, role, group) in [
        (2, "judge", ""),
        (3, "team_leader", ""),
        (4, "supervising_vp", ""),
        (6, "clerk", "fast_1"),
    ] {
        packs.push(tell(&mut book, 1, put(person(number, role, group)), NOON).unwrap());
        packs.push(tell(&mut book, 1, invited(number, number), NOON).unwrap());
        let device = u64::from(number);
        packs.push(tell(&mut book, device, accepted(device, number, number), NOON).unwrap());
    }
    for (at, (device, action)) in (1..).zip([
        (6, extension()),
        (2, step("extension", "ask", 2)),
        (3, step("extension", "pass", 3)),
        (1, step("extension", "pass_up", 1)),
        (4, step("extension", "grant", 4)),
    ]) {
        packs.push(write(&mut book, device, id(1), action, NOON + at * HOUR / 60).unwrap());
    }
    packs.push(tell(&mut book, 1, removed(2, before), NOON + HOUR).unwrap());
    packs
}

/// Quality accepted what the handler said of a delay. Somebody else writes another explanation and submits it to nobody.
#[test]
fn an_accepted_explanation_stands_before_one_that_nobody_accepted() {
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day("2026-06-30"));
    let mut number = 0;
    let mut tell = |book: &mut Book, action: Action, over: &[Stamp]| {
        number += 1;
        let head = book.followed().get(&DeviceId(1)).copied().unwrap_or_default();
        let at = stamp(1_772_600_000_000 + number, 1);
        let pack = forge(1, head.number + 1, head.hash, vec![event(at, id(1), action, over)]);
        book.take(&pack.bytes).unwrap();
        at
    };
    let case = vec![
        (casebook::field::Field::CASE_NUMBER, text("（2026）豫14执2号")),
        (casebook::field::Field::FILED_ON, Value::Date(day("2026-03-02"))),
    ];
    tell(&mut book, Action::Set(case), &[]);
    let table = |book: &Book| {
        book.overdue(day("2026-03-01"), day("2026-06-30"), day("2026-06-30"))
            .unwrap()
    };
    let row = table(&book).remove(0);
    let name = Rules::of(&[]).unwrap().nodes().node(&row.node).unwrap().name.zh.clone();
    let explained = |n: u8, reason: &str| {
        let values = [
            ("node", text(&name)),
            ("due_on", Value::Date(row.due)),
            ("reason", text(reason)),
        ];
        let mut action = begun("overdue", &values);
        if let Action::Record(write) = &mut action {
            write.record.id = [n; 16];
        }
        action
    };
    let on = |key: &str, by: u8| {
        let mut action = step("overdue", key, by);
        if let Action::Step(step) = &mut action {
            step.record.id = [1; 16];
        }
        action
    };
    tell(&mut book, explained(1, "accepted"), &[]);
    let said = tell(&mut book, on("say", 1), &[]);
    tell(&mut book, on("accept", 2), &[said]);
    tell(&mut book, explained(255, "nobody asked"), &[]);
    let shown = table(&book).into_iter().find_map(|row| row.explained).unwrap();
    assert_eq!(shown.reason, "accepted");
}
