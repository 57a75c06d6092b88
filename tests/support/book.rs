//! What the tests of the case book share: a judge with two simple rules, actions and events to try.
#![allow(dead_code, clippy::expect_used)]
use casebook::CaseId;
use casebook::action::{Action, Happening, Imported, Particulars};
use casebook::clock::{DeviceId, Moment, Stamp};
use casebook::event::Event;
use casebook::facts::CaseFile;
use casebook::field::{Field, Value};
use casebook::flows::{Step, StepBack};
use casebook::judge::{Alarm, Dated, Judge, Judged, Term};
use casebook::overdue::Late;
use casebook::slot::{Kind, RecordKey, RecordWrite};
use casebook::warnings::{Known, Warned};
use chrono::{Days, NaiveDate};
use law::money::Fen;
use proptest::prelude::*;

/// Simple up to a limit, else ordinary; due 30 days after filing.
pub struct Toy {
    pub limit: i64,
}

impl Judge for Toy {
    fn judge<'a>(&'a self, file: &CaseFile) -> Judged<'a> {
        let on = file.filed_on.and_then(|day| day.checked_add_days(Days::new(30)));
        let dated = |on| Dated {
            on,
            kind: 0,
            act_by: None,
            node: "closing",
            matter: "",
            provisional: false,
        };
        Judged {
            verdict: match file.facts.claim_amount_fen {
                Some(Fen(fen)) if fen <= self.limit => 0,
                Some(_) => 1,
                None => 2,
            },
            ground: "T1",
            alarm: on.map(|on| Alarm {
                on,
                last: on,
                lapses: None,
                soon_from: on - Days::new(3),
                node: "closing",
            }),
            dates: on.map(dated).into_iter().collect(),
            before: Vec::new(),
        }
    }

    fn limits(&self, _: &CaseFile, _: NaiveDate) -> Vec<Late> {
        Vec::new()
    }

    fn has_unlimited(&self, _: &CaseFile, _: &str) -> bool {
        false
    }

    fn terms(&self, _: &CaseFile, _: NaiveDate) -> Vec<Term> {
        Vec::new()
    }

    fn warned(&self, _: &Known, _: NaiveDate) -> Vec<Warned> {
        Vec::new()
    }

    fn fingerprint(&self) -> [u8; 32] {
        let mut print = [0; 32];
        print[..8].copy_from_slice(&self.limit.to_le_bytes());
        print
    }
}

pub fn toy() -> Box<Toy> {
    Box::new(Toy { limit: 100_000 })
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn id(number: u8) -> CaseId {
    let mut id = [7; 16];
    id[15] = number;
    id
}

pub fn stamp(ms: u64, device: u64) -> Stamp {
    Stamp {
        moment: Moment::at(ms),
        device: DeviceId(device),
    }
}

pub fn event(stamp: Stamp, case: CaseId, action: Action, over: &[Stamp]) -> Event {
    Event {
        stamp,
        case,
        by: format!("clerk {}", stamp.device.0),
        on_order_of: String::new(),
        at_ms: stamp.moment.ms(),
        action,
        over: over.to_vec(),
        receipt: None,
        raw: None,
    }
}

pub fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

pub fn row(number: &str, filed_on: &str, applicant: &str, debtor: &str, fen: i64) -> Action {
    Action::Imported(Box::new(Imported {
        file: "list.xlsx".to_owned(),
        row: 2,
        fields: vec![
            (Field::CASE_NUMBER, text(number)),
            (Field::FILED_ON, Value::Date(day(filed_on))),
            (Field::APPLICANT, text(applicant)),
            (Field::DEBTOR, text(debtor)),
            (Field::CLAIM_AMOUNT, Value::Fen(Fen(fen))),
        ],
        ..Imported::default()
    }))
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::None),
        "[a-c甲乙]{0,3}".prop_map(Value::Text),
        (0..3i64).prop_map(|fen| Value::Fen(Fen(fen))),
        any::<bool>().prop_map(Value::Bool),
        (-2..3i64).prop_map(Value::Number),
        (0..5u64).prop_map(|days| Value::Date(day("2022-05-01") + Days::new(days))),
    ]
}

fn any_fields() -> impl Strategy<Value = Vec<(Field, Value)>> {
    let field = prop::sample::select(vec![
        Field::CASE_NUMBER,
        Field::FILED_ON,
        Field::CLOSED_ON,
        Field::CLAIM_AMOUNT,
        Field::HANDLER,
        Field::DECIDED_VERDICT,
    ]);
    prop::collection::vec((field, any_value()), 0..4)
}

/// Any action of a case; happenings and periods come from a small set, so that they meet.
pub fn any_action() -> impl Strategy<Value = Action> {
    let period = (0..2u64, "[xy]").prop_map(|(from, ground)| {
        let from = day("2022-05-01") + Days::new(from);
        (from, from + Days::new(3), ground)
    });
    prop_oneof![
        4 => any_fields().prop_map(Action::Set),
        1 => (any_fields(), any::<bool>()).prop_map(|(fields, sample)| {
            Action::Imported(Box::new(Imported { fields, sample, ..Imported::default() }))
        }),
        2 => (0..3u8, "[pq]", 0..3u64, "[a-b]?", "[c-d]?").prop_map(|(n, key, on, document, by)| {
            let on = day("2022-06-01") + Days::new(on);
            let particulars = Particulars { document, order: by.clone(), by };
            Action::Happened(Happening { id: id(n), key, on, subject: String::new(), particulars })
        }),
        1 => (0..3u8, "[pq]?").prop_map(|(n, key)| Action::TakeBack { happening: id(n), key }),
        1 => period.clone().prop_map(|(from, to, ground)| Action::Excluded { from, to, ground }),
        1 => period.prop_map(|(from, to, ground)| Action::ExcludedTakenBack { from, to, ground }),
        2 => (0..2u16, 0..3u8, any::<Option<bool>>(), prop::collection::vec((1..4u16, any_value()), 0..3)).prop_map(
            |(kind, n, in_force, fields)| {
                let record = RecordKey { kind: Kind(17 + kind), id: id(n) };
                Action::Record(Box::new(RecordWrite { record, in_force, fields }))
            }
        ),
        2 => any_step().prop_map(|step| Action::Step(Box::new(step))),
        1 => (0..2u8, 1..3u8, 0..60u64, 0..3u64).prop_map(|(n, by, at, device)| {
            let record = RecordKey { kind: Kind(20), id: id(n) };
            let step = stamp(at, device);
            Action::StepTakenBack(Box::new(StepBack { record, step, key: "decide".to_owned(), by: id(by), sets: Vec::new() }))
        }),
        1 => any::<bool>().prop_map(Action::Hide),
        1 => "[a-z]{0,5}".prop_map(Action::Note),
        1 => "simple|ordinary".prop_map(|verdict| {
            Action::Set(vec![(Field::DECIDED_VERDICT, Value::Text(verdict))])
        }),
    ]
}

/// Steps of a few records of the triage decision, by few people: they meet, and many count for nothing.
pub fn any_step() -> impl Strategy<Value = Step> {
    let key = prop::sample::select(vec!["prepare", "decide", "return", "reopen", "none_such"]);
    (0..2u8, key, 1..3u8, 0..3u64, any::<bool>()).prop_map(|(n, step, by, on, sets)| Step {
        record: RecordKey {
            kind: Kind(20),
            id: id(n),
        },
        step: step.to_owned(),
        by: id(by),
        on: day("2026-06-01") + Days::new(on),
        reason: String::new(),
        receipt: String::new(),
        content: [n; 32],
        sets: if sets {
            vec![(Field::DECIDED_VERDICT, text("simple"))]
        } else {
            Vec::new()
        },
    })
}

/// Events of three devices on four cases. Each replaces any of those before it (what its author happened to see);
/// clocks run forwards on each device and are otherwise unrelated.
pub fn any_events() -> impl Strategy<Value = Vec<Event>> {
    any_events_of(any_action())
}

/// The same of some actions.
pub fn any_events_of(action: impl Strategy<Value = Action>) -> impl Strategy<Value = Vec<Event>> {
    let one = (action, 0..3u64, 0..4u8, any::<u32>(), 0..50u64);
    prop::collection::vec(one, 0..30).prop_map(|parts| {
        let mut clocks = [0, 1_000, 1_000_000];
        let mut events: Vec<Event> = Vec::new();
        for (action, device, case, sees, ahead) in parts {
            let clock = &mut clocks[device as usize];
            *clock += 1 + ahead;
            let seen = events.iter().enumerate().filter(|(at, _)| sees >> (at % 32) & 1 == 1);
            let over: Vec<Stamp> = seen.map(|(_, e)| e.stamp).collect();
            events.push(event(stamp(*clock, device), id(case), action, &over));
        }
        events
    })
}
