//! What steps write into slots, and how they are read from there.
use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::order::in_order;
use super::{Step, StepBack, StepTaken};
use crate::clock::Stamp;
use crate::field::Value;
use crate::people::PersonId;
use crate::slot::{Kind, LAST_STEP, RecordId, RecordKey, Slot, day, from_hex, id_of, of_fields, of_record, stamp_in};
use law::canonical::hex;

/// Fields of a step.
mod step {
    pub const KIND: u16 = 1;
    pub const RECORD: u16 = 2;
    pub const KEY: u16 = 3;
    pub const BY: u16 = 4;
    pub const ON: u16 = 5;
    pub const REASON: u16 = 6;
    pub const CONTENT: u16 = 7;
    pub const AFTER: u16 = 8;
    /// Of a taking back: the stamp of the step, as the id it makes.
    pub const TAKES_BACK: u16 = 9;
}

/// The slots a step writes; `over` are the writes it replaces.
pub(crate) fn of_step(step: &Step, stamp: Stamp, over: &[Stamp]) -> Vec<(Slot, Value)> {
    let text = |bytes: &[u8]| Value::Text(hex(bytes));
    let mut fields = vec![
        (step::KIND, Value::Number(i64::from(step.record.kind.0))),
        (step::RECORD, text(&step.record.id)),
        (step::KEY, Value::Text(step.step.clone())),
        (step::BY, text(&step.by)),
        (step::ON, Value::Date(step.on)),
        (step::CONTENT, text(&step.content)),
        (step::AFTER, stamps(over)),
    ];
    if !step.reason.is_empty() {
        fields.push((step::REASON, Value::Text(step.reason.clone())));
    }
    let mut written = of_record(RecordKey::of_step(stamp), Some(true), fields);
    written.extend(of_record(
        step.record,
        None,
        [(LAST_STEP, Value::Text(step.step.clone()))],
    ));
    written.extend(of_fields(&step.sets));
    written
}

/// The slots taking a step back writes. It is kept as a step of its own beside the one it names, so that nobody writes over
/// what another said; whether it is that one's author is judged where both are known ([`linked`]).
pub(crate) fn of_step_back(back: &StepBack, stamp: Stamp, over: &[Stamp]) -> Vec<(Slot, Value)> {
    let text = |bytes: &[u8]| Value::Text(hex(bytes));
    let fields = [
        (step::KIND, Value::Number(i64::from(back.record.kind.0))),
        (step::RECORD, text(&back.record.id)),
        (step::BY, text(&back.by)),
        (step::AFTER, stamps(over)),
        (step::TAKES_BACK, text(&id_of(back.step))),
        (step::KEY, Value::Text(back.key.clone())),
    ];
    let mut written = of_record(RecordKey::of_step(stamp), Some(true), fields);
    // Whoever goes on from here replaces this, not the step: so it shows that he knew.
    written.extend(of_record(back.record, None, [(LAST_STEP, Value::None)]));
    written.extend(of_fields(&back.sets));
    written
}

/// Stamps, each as the id it makes, in hexadecimal digits without anything between.
fn stamps(stamps: &[Stamp]) -> Value {
    Value::Text(stamps.iter().map(|stamp| hex(&id_of(*stamp))).collect())
}

/// What an event of a flow left in a case.
#[derive(Clone, Debug)]
pub(crate) enum Mark {
    /// A step of a record.
    Step(RecordKey, StepTaken),
    /// A taking back.
    Back(Back),
}

/// A step was taken back, by whoever it was.
#[derive(Clone, Debug)]
pub(crate) struct Back {
    record: RecordKey,
    stamp: Stamp,
    step: Stamp,
    key: String,
    by: PersonId,
    after: Vec<Stamp>,
}

/// What the values of a record of steps say.
pub(crate) fn mark_of(id: &RecordId, value: &dyn Fn(u16) -> Option<Value>) -> Option<Mark> {
    let text = |field| match value(field) {
        Some(Value::Text(text)) => text,
        _ => String::new(),
    };
    let kind = match value(step::KIND) {
        Some(Value::Number(number)) => Kind(u16::try_from(number).ok()?),
        _ => return None,
    };
    let record = RecordKey {
        kind,
        id: from_hex(&text(step::RECORD))?,
    };
    let after = text(step::AFTER);
    let after = after.as_bytes().chunks(32).filter_map(|digits| {
        let id = from_hex(std::str::from_utf8(digits).ok()?)?;
        stamp_in(&id)
    });
    let (stamp, by, after) = (stamp_in(id)?, from_hex(&text(step::BY))?, after.collect());
    let taken_back = text(step::TAKES_BACK);
    if !taken_back.is_empty() {
        let step = from_hex(&taken_back).and_then(|id| stamp_in(&id))?;
        return Some(Mark::Back(Back {
            record,
            stamp,
            step,
            key: text(step::KEY),
            by,
            after,
        }));
    }
    let taken = StepTaken {
        stamp,
        step: text(step::KEY),
        by,
        on: day(value(step::ON))?,
        reason: text(step::REASON),
        content: from_hex(&text(step::CONTENT))?,
        after,
        taken_back: None,
    };
    Some(Mark::Step(record, taken))
}

/// The steps of all records, each with what took it back. Only its author takes a step back; whoever else says so has said
/// nothing, and who goes on from there goes on from what that one had before him.
pub(crate) fn linked(marks: Vec<Mark>) -> Vec<(RecordKey, StepTaken)> {
    let (mut steps, mut backs) = (Vec::new(), Vec::new());
    for mark in marks {
        match mark {
            Mark::Step(record, taken) => steps.push((record, taken)),
            Mark::Back(back) => backs.push(back),
        }
    }
    if backs.is_empty() {
        return steps;
    }
    // What each taking back stands for in the eyes of who goes on from it. Those it follows are known already.
    let mut means: BTreeMap<Stamp, BTreeSet<Stamp>> = BTreeMap::new();
    for at in in_order(&backs, |back| (back.stamp, back.after.clone())) {
        let back = &backs[at];
        let mut stands = follow(&back.after, &means);
        let own = |(record, taken): &&mut (RecordKey, StepTaken)| {
            *record == back.record && taken.stamp == back.step && taken.step == back.key && taken.by == back.by
        };
        if let Some((_, taken)) = steps.iter_mut().find(own) {
            stands.remove(&taken.stamp);
            stands.insert(*taken.taken_back.get_or_insert(back.stamp));
        }
        means.insert(back.stamp, stands);
    }
    for (_, taken) in &mut steps {
        taken.after = follow(&taken.after, &means).into_iter().collect();
    }
    steps
}

/// Stamps with each taking back replaced by what it stands for.
fn follow(after: &[Stamp], means: &BTreeMap<Stamp, BTreeSet<Stamp>>) -> BTreeSet<Stamp> {
    let stands = |before: &Stamp| means.get(before).cloned().unwrap_or_else(|| BTreeSet::from([*before]));
    after.iter().flat_map(stands).collect()
}

/// What stands in a record, as one number: a decision names what was decided on. `values` are those shown, by the
/// numbers of their fields.
#[must_use]
pub fn content_of(values: &[(u16, Value)]) -> [u8; 32] {
    let mut sorted: Vec<&(u16, Value)> = values.iter().filter(|(_, value)| *value != Value::None).collect();
    sorted.sort_by_key(|(field, _)| *field);
    let mut hash = Sha256::new();
    for (field, value) in sorted {
        let text = match value {
            Value::None => continue,
            Value::Text(text) => format!("t{text}"),
            Value::Date(day) => format!("d{day}"),
            Value::Fen(fen) => format!("m{}", fen.0),
            Value::Bool(yes) => format!("b{yes}"),
            Value::Number(number) => format!("n{number}"),
        };
        hash.update(field.to_be_bytes());
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    hash.finalize().into()
}
