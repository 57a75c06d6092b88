//! Registers, what waits and what is one person's: the same as reading every case whole and asking about every record.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use std::rc::Rc;

use crate::support::{book as support, people};
use casebook::CaseId;
use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::{DeviceId, Stamp};
use casebook::event::Event;
use casebook::facts::CaseFile;
use casebook::field::{Field, Value};
use casebook::flows::{Step, of_record, standing};
use casebook::judge::Term;
use casebook::kinds::{KindOf, Kinds};
use casebook::mine::{Mine, note_day};
use casebook::pack::{Packer, Plain};
use casebook::people::PersonId;
use casebook::records::{RegisterDate, RegisterFlow, RegisterRow};
use casebook::rules::Rules;
use casebook::slot::{IN_FORCE, Kind, LAST_STEP, RecordKey, RecordWrite};
use casebook::state::{CaseState, Fields, latest};
use chrono::{Days, NaiveDate};
use law::nodes::{Settings, begun, evaluate};
use proptest::prelude::*;
use support::{any_action, any_events_of, any_step, day, event, id, stamp, text};

const TODAY: &str = "2026-06-10";

fn rules() -> Rules {
    Rules::of(&[]).expect("built in")
}

fn kind(key: &str) -> &'static KindOf {
    Kinds::builtin().named(key).expect("built in")
}

/// Who a device is in a book nobody founded.
fn taker(device: u64) -> PersonId {
    let mut id = [0; 16];
    id[8..].copy_from_slice(&device.to_be_bytes());
    id
}

/// A record of a few, with a few of its fields.
fn any_record() -> impl Strategy<Value = Action> {
    let value = prop_oneof![
        Just(Value::None),
        prop::sample::select(vec!["deposit", "movable", "甲", "乙", " 甲 "]).prop_map(text),
        (0..1_200u64).prop_map(|days| Value::Date(day("2023-08-01") + Days::new(days))),
    ];
    let fields = prop::collection::vec((1..13u16, value), 0..6);
    let of = prop::sample::select(vec![16, 18, 19, 19, 20]);
    let in_force = prop::sample::select(vec![Some(true), Some(true), None, Some(false)]);
    (of, 0..2u8, in_force, fields).prop_map(|(kind, n, in_force, fields)| {
        let record = RecordKey {
            kind: Kind(kind),
            id: id(n),
        };
        Action::Record(Box::new(RecordWrite {
            record,
            in_force,
            fields,
        }))
    })
}

/// Seizures that run.
fn any_seizure() -> impl Strategy<Value = Action> {
    let measure = prop::sample::select(vec!["deposit", "movable", "immovable", "right"]);
    (0..3u8, measure, 0..1_200u64, any::<bool>()).prop_map(|(n, measure, since, renewed)| {
        let number = |key: &str| kind("seizure").field_named(key).unwrap().number;
        let since = day("2023-08-01") + Days::new(since);
        let mut fields = vec![
            (number("asset"), text("工行")),
            (number("measure"), text(measure)),
            (number("effective_on"), Value::Date(since)),
        ];
        if renewed {
            fields.push((number("renewed_on"), Value::Date(since + Days::new(200))));
        }
        let record = RecordKey {
            kind: kind("seizure").kind,
            id: id(n),
        };
        Action::Record(Box::new(RecordWrite {
            record,
            in_force: Some(true),
            fields,
        }))
    })
}

fn any_case_events() -> impl Strategy<Value = Vec<Event>> {
    let handler = prop::sample::select(vec!["甲", "乙", ""]);
    let own_step = (any_step(), 0..3u64).prop_map(|(step, device)| Step {
        by: taker(device),
        ..step
    });
    any_events_of(prop_oneof![
        2 => any_action(),
        3 => any_record(),
        2 => any_seizure(),
        2 => own_step.prop_map(|step| Action::Step(Box::new(step))),
        1 => handler.prop_map(|name| Action::Set(vec![(Field::HANDLER, text(name))])),
    ])
}

fn book_of(events: &[Event]) -> Book {
    let mut book = Book::new(Box::new(rules()), day(TODAY));
    for device in 0..3 {
        let mut packer = Packer::new(DeviceId(device), 1, [0; 32], Rc::new(Plain));
        let own = events.iter().filter(|event| event.stamp.device.0 == device);
        own.for_each(|event| _ = packer.add(event.clone()));
        for pack in packer.finish() {
            book.take(&pack.bytes).expect("the next pack");
        }
    }
    book
}

fn shown(fields: &Fields) -> Vec<(u16, Value)> {
    let own = fields
        .iter()
        .filter(|(field, _)| ![IN_FORCE, LAST_STEP].contains(field));
    let values = own.flat_map(|(field, register)| register.values().into_iter().map(move |v| (*field, v.clone())));
    values.filter(|(_, value)| *value != Value::None).collect()
}

/// The terms as every node of the case gives them.
fn terms(file: &CaseFile, today: NaiveDate) -> Vec<Term> {
    let rules = rules();
    file.with_input(rules.verdict(file).0, |input| {
        let states = evaluate(rules.nodes(), rules.calendar(), input, Settings::default(), today);
        // Tables of what was late leave out what never began, and nothing else.
        let begun = begun(rules.nodes(), rules.calendar(), input, Settings::default(), today);
        let started = states.iter().filter(|state| state.trigger.is_some());
        assert!(begun.iter().eq(started), "{begun:?}");
        let running = states.iter().filter(|s| !s.subject.is_empty() && s.status.is_live());
        let terms = running.filter_map(|state| {
            Some(Term {
                subject: state.subject.to_owned(),
                node: state.id.to_owned(),
                on: state.due?.due,
                alarm: state.alarm?,
                provisional: state.due?.provisional,
                lapses: state
                    .term
                    .is_some_and(|term| term.kind == law::counting::Kind::Validity),
            })
        });
        terms.collect()
    })
}

fn flow_of(book: &Book, state: &CaseState, kind: &KindOf, record: RecordKey, own: DeviceId) -> Option<RegisterFlow> {
    let flow = kind.flow.as_ref()?;
    let steps = of_record(&state.steps(), record);
    let (stands, judged) = standing(flow, &steps);
    let by = book.directory().taker(own);
    let counting = || judged.iter().filter(|judged| judged.counts);
    let last = counting().rfind(|judged| stands.heads.contains(&judged.taken.stamp));
    let who = last.and_then(|judged| book.directory().people.get(&judged.taken.by));
    Some(RegisterFlow {
        by: who.map(|member| member.person.name.clone()).unwrap_or_default(),
        reason: last.map(|judged| judged.taken.reason.clone()).unwrap_or_default(),
        states: stands.states,
        heads: stands.heads,
        open: book.open_steps(own, flow, &steps),
        since: counting().map(|judged| judged.taken.on).max(),
        mine: counting().any(|judged| judged.taken.by == by),
    })
}

fn next_of(kind: &KindOf, id: [u8; 16], fields: &Fields, terms: &[Term]) -> Option<RegisterDate> {
    let subject = kind.subject(id, &|field| latest(fields, field).cloned());
    let own = terms.iter().filter(|term| term.subject == subject);
    let first = own.min_by_key(|term| (!term.lapses, term.alarm, term.on))?;
    kind.has_subject().then(|| RegisterDate {
        node: first.node.clone(),
        on: first.on,
        act_by: first.alarm,
        lapses: first.lapses,
        provisional: first.provisional,
    })
}

/// Every record of some kinds, from whole cases.
fn slow(book: &Book, kinds: &[&KindOf], own: DeviceId) -> Vec<RegisterRow> {
    let mut rows = Vec::new();
    for case in (0..4).map(id) {
        let Some(state) = book.state(&case).unwrap().filter(|state| !state.is_hidden()) else {
            continue;
        };
        let (case_number, debtor, file) = book.file(&case).unwrap().unwrap();
        let terms = terms(&file, day(TODAY));
        for kind in kinds {
            for (id, fields) in state.in_force(Kinds::builtin(), kind.kind) {
                let record = RecordKey { kind: kind.kind, id };
                rows.push(RegisterRow {
                    case,
                    case_number: case_number.clone(),
                    debtor: debtor.clone(),
                    handler: state.text(Field::HANDLER).to_owned(),
                    closed: file.closed_on.is_some(),
                    record,
                    fields: shown(fields),
                    next: next_of(kind, id, fields, &terms),
                    flow: flow_of(book, &state, kind, record, own),
                    place: None,
                    earlier: Vec::new(),
                    team: String::new(),
                    kept_since: None,
                });
            }
        }
    }
    rows
}

fn slow_waiting(book: &Book, own: DeviceId) -> Vec<RegisterRow> {
    let kinds: Vec<&KindOf> = Kinds::builtin().iter().filter(|kind| kind.flow.is_some()).collect();
    let me = book.directory().person_of(own).map(|member| member.person.name.clone());
    let mut rows = slow(book, &kinds, own);
    rows.retain(|row| {
        let flow = Kinds::builtin().get(row.record.kind).unwrap().flow.as_ref().unwrap();
        let stands = row.flow.as_ref().unwrap();
        let begun = stands.since.is_some() || !flow.is_draft(&stands.states);
        let awaits_me = match flow.waits_for(&stands.states).and_then(|field| row.value(field)) {
            Some(Value::Text(name)) => me.as_deref() == Some(name.trim()),
            _ => true,
        };
        begun && (stands.mine || awaits_me && !stands.open.is_empty()) && !flow.is_over(&stands.states)
    });
    rows
}

fn slow_mine(book: &Book, me: &str, until: NaiveDate) -> Mine {
    let mut lapsing = slow(book, &[kind("seizure")], DeviceId(1));
    lapsing.retain(|row| row.handler == me && row.next.as_ref().is_some_and(|date| date.act_by <= until));
    let mut notes = slow(book, &[kind("task")], DeviceId(1));
    let value = |row: &RegisterRow, key: &str| row.value(kind("task").field_named(key).unwrap().number);
    notes.retain(|row| {
        let mine = match value(row, "who") {
            Some(Value::Text(who)) => who.trim() == me,
            _ => row.handler == me,
        };
        mine && value(row, "done_on").is_none()
    });
    Mine { lapsing, notes }
}

/// In an order that does not depend on which case came first into the book. Places in line and the days
/// records were begun have tests of their own.
fn by_case(mut rows: Vec<RegisterRow>) -> Vec<RegisterRow> {
    rows.iter_mut()
        .for_each(|row| (row.place, row.kept_since) = (None, None));
    rows.sort_by_key(|row| (row.case, row.record));
    rows
}

proptest! {
    #[test]
    fn a_register_is_what_whole_cases_say(events in any_case_events()) {
        let book = book_of(&events);
        for kind in ["party", "seizure", "task", "triage"].map(kind) {
            let rows = book.register(kind, DeviceId(1), day(TODAY)).expect("readable");
            let key = |row: &RegisterRow| {
                let day = row.next.as_ref().map_or(NaiveDate::MAX, |date| date.act_by);
                (day, row.case_number.clone(), row.record)
            };
            prop_assert!(rows.is_sorted_by_key(key));
            prop_assert_eq!(by_case(rows), by_case(slow(&book, &[kind], DeviceId(1))));
        }
    }

    #[test]
    fn what_is_mine_is_what_whole_cases_say(events in any_case_events()) {
        let book = book_of(&events);
        let until = day(TODAY) + Days::new(30);
        for me in ["甲", "乙", "丙"] {
            let mine = book.mine(me, DeviceId(1), until, day(TODAY)).expect("readable");
            let slow = slow_mine(&book, me, until);
            prop_assert!(mine.notes.is_sorted_by_key(|row| note_day(row).unwrap_or(NaiveDate::MAX)));
            prop_assert_eq!(by_case(mine.lapsing), by_case(slow.lapsing));
            prop_assert_eq!(by_case(mine.notes), by_case(slow.notes));
        }
    }

    #[test]
    fn what_waits_is_what_whole_cases_say(events in any_case_events()) {
        let mut book = book_of(&events);
        for _ in 0..2 {
            for device in (0..4).map(DeviceId) {
                let rows = book.waiting(device, day(TODAY)).expect("readable");
                prop_assert!(rows.is_sorted_by_key(|row| row.flow.as_ref().and_then(|flow| flow.since)));
                prop_assert_eq!(by_case(rows), by_case(slow_waiting(&book, device)));
            }
            // What lines say of it is in the snapshot, too.
            let snapshot = book.snapshot(true);
            let chunks = snapshot.chunks.iter().map(|(_, bytes)| bytes);
            book = Book::open(&snapshot.head, chunks, Box::new(rules()), day(TODAY)).expect("opens");
        }
    }

    #[test]
    fn in_a_court_what_waits_is_what_whole_cases_say(
        role in prop::sample::select(vec!["judge", "team_leader", "clerk", "supervising_vp", "centre_director"]),
        taken in prop::collection::vec(any_taken(), 0..20),
    ) {
        let mut book = people::with(role, "");
        let mut all: Vec<(Stamp, CaseId)> = Vec::new();
        for (at, (device, case, of, n, step, sees)) in (1..).zip(taken) {
            let kind = Kinds::builtin().iter().filter(|kind| kind.flow.is_some()).nth(of.index(15)).unwrap();
            let flow = kind.flow.as_ref().unwrap();
            let record = RecordKey { kind: kind.kind, id: id(n) };
            let stamp = stamp(people::NOON + people::HOUR * at, device);
            let own = all.iter().zip(0..).filter(|((_, of), at)| *of == id(case) && sees >> (at % 32) & 1 == 1);
            let over: Vec<Stamp> = own.map(|((stamp, _), _)| *stamp).collect();
            let action = match step {
                None => Action::Record(Box::new(RecordWrite { record, in_force: Some(true), fields: vec![(1, text("person 2"))] })),
                Some(step) => Action::Step(Box::new(Step {
                    record,
                    step: flow.steps[step.index(flow.steps.len())].key.clone(),
                    by: people::person_id(device as u8),
                    on: day("2026-06-01"),
                    reason: String::new(),
                    receipt: String::new(),
                    content: [0; 32],
                    sets: Vec::new(),
                })),
            };
            all.push((stamp, id(case)));
            let head = book.followed()[&DeviceId(device)];
            let events = vec![event(stamp, id(case), action, &over)];
            book.take(&people::forge(device, head.number + 1, head.hash, events).bytes).expect("the next pack");
        }
        for device in [1, 2].map(DeviceId) {
            let rows = book.waiting(device, day(TODAY)).expect("readable");
            prop_assert_eq!(by_case(rows), by_case(slow_waiting(&book, device)));
        }
    }
}

/// Who, in which case, of which kind, which record, which step (or its beginning), what was seen.
type Taken = (u64, u8, prop::sample::Index, u8, Option<prop::sample::Index>, u32);

fn any_taken() -> impl Strategy<Value = Taken> {
    let step = prop::option::weighted(0.7, any::<prop::sample::Index>());
    (
        1..3u64,
        0..2u8,
        any::<prop::sample::Index>(),
        0..2u8,
        step,
        any::<u32>(),
    )
}
