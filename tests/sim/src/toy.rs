//! A judge with one rule, and actions to try.
use casebook::CaseId;
use casebook::action::{Action, Happening, Imported};
use casebook::facts::CaseFile;
use casebook::field::{Field, Value};
use casebook::flows::Step;
use casebook::judge::{Judge, Judged, Term};
use casebook::overdue::Late;
use casebook::slot::{Kind, RecordKey, RecordWrite};
use casebook::warnings::{Known, Warned};
use chrono::NaiveDate;
use law::money::Fen;

/// The first day.
pub const START: NaiveDate = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");

/// Simple up to a limit, else ordinary.
struct Toy;

impl Judge for Toy {
    fn judge<'a>(&'a self, file: &CaseFile) -> Judged<'a> {
        let simple = file.facts.claim_amount_fen.is_some_and(|amount| amount.0 < 500);
        Judged {
            verdict: u8::from(!simple),
            ground: "T1",
            alarm: None,
            dates: Vec::new(),
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
        [7; 32]
    }
}

/// The judge.
pub fn toy() -> Box<dyn Judge> {
    Box::new(Toy)
}

/// A case by its number.
pub fn case(number: u8) -> CaseId {
    let mut id = [9; 16];
    id[15] = number;
    id
}

/// Any action of a case.
pub fn any_action(dice: &mut fastrand::Rng) -> Action {
    let amount = Value::Fen(Fen(dice.i64(0..1_000)));
    let text = Value::Text(format!("t{}", dice.u8(0..9)));
    let day = |n: u8| START + chrono::Days::new(u64::from(n));
    match dice.u8(0..10) {
        0..3 => Action::Set(vec![(Field::CLAIM_AMOUNT, amount)]),
        3 => Action::Set(vec![(Field::HANDLER, text.clone()), (Field::REMARK, text)]),
        4 => Action::Ruled {
            field: Field::CLAIM_AMOUNT,
            value: amount,
            reason: "seen both".to_owned(),
        },
        5 => Action::Happened(Happening {
            id: case(dice.u8(100..110)),
            key: "p".to_owned(),
            on: day(dice.u8(0..20)),
            subject: String::new(),
            particulars: Default::default(),
        }),
        6 => Action::TakeBack {
            happening: case(dice.u8(100..110)),
            key: String::new(),
        },
        7 => Action::Step(Box::new(any_step(dice))),
        8 if dice.bool() => Action::Record(Box::new(RecordWrite {
            record: proposal(dice),
            in_force: Some(dice.u8(0..5) > 0),
            fields: vec![(1, verdict(dice))],
        })),
        8 => Action::Hide(dice.bool()),
        _ => Action::Note("n".to_owned()),
    }
}

/// One of a few proposals of a verdict (`rules/records/triage.json`): they meet.
fn proposal(dice: &mut fastrand::Rng) -> RecordKey {
    RecordKey {
        kind: Kind(20),
        id: case(dice.u8(120..123)),
    }
}

fn verdict(dice: &mut fastrand::Rng) -> Value {
    Value::Text(if dice.bool() { "simple" } else { "ordinary" }.to_owned())
}

/// A step of its flow, by one of two people; the deciding one sets the verdict. Many of them count for nothing.
fn any_step(dice: &mut fastrand::Rng) -> Step {
    let step = ["prepare", "decide", "return", "reopen"][dice.usize(0..4)];
    Step {
        record: proposal(dice),
        step: step.to_owned(),
        by: case(dice.u8(1..3)),
        on: START + chrono::Days::new(u64::from(dice.u8(0..20))),
        reason: String::new(),
        content: [0; 32],
        sets: match step {
            "decide" => vec![(Field::DECIDED_VERDICT, verdict(dice))],
            _ => Vec::new(),
        },
        receipt: String::new(),
    }
}

/// A row of an import.
pub fn row(dice: &mut fastrand::Rng, number: u8) -> Action {
    Action::Imported(Box::new(Imported {
        file: "list.xlsx".to_owned(),
        row: u32::from(number),
        fields: vec![
            (Field::CASE_NUMBER, Value::Text(format!("（2026）豫1402执{number}号"))),
            (Field::CLAIM_AMOUNT, Value::Fen(Fen(dice.i64(0..1_000)))),
        ],
        ..Imported::default()
    }))
}
