//! What steps write into slots, and how they are read from there.
use sha2::{Digest, Sha256};

use super::{Step, StepBack, StepTaken};
use crate::clock::Stamp;
use crate::field::Value;
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
    /// Stamps, each as the id it makes, in hexadecimal digits without anything between.
    pub const AFTER: u16 = 8;
    /// Who takes it back.
    pub const BACK_BY: u16 = 9;
    /// The stamp of the event that takes it back, as the id it makes.
    pub const BACK: u16 = 10;
}

/// The slots a step writes; `over` are the writes it replaces.
pub(crate) fn of_step(step: &Step, stamp: Stamp, over: &[Stamp]) -> Vec<(Slot, Value)> {
    let text = |bytes: &[u8]| Value::Text(hex(bytes));
    let after: String = over.iter().map(|stamp| hex(&id_of(*stamp))).collect();
    let mut fields = vec![
        (step::KIND, Value::Number(i64::from(step.record.kind.0))),
        (step::RECORD, text(&step.record.id)),
        (step::KEY, Value::Text(step.step.clone())),
        (step::BY, text(&step.by)),
        (step::ON, Value::Date(step.on)),
        (step::CONTENT, text(&step.content)),
        (step::AFTER, Value::Text(after)),
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

/// The slots taking a step back writes. Who takes it back is kept beside it: whether that is its author is judged where both are known.
pub(crate) fn of_step_back(back: &StepBack, stamp: Stamp) -> Vec<(Slot, Value)> {
    let fields = [(step::BACK_BY, hex(&back.by)), (step::BACK, hex(&id_of(stamp)))];
    let fields = fields.map(|(field, digits)| (field, Value::Text(digits)));
    let mut written = of_record(RecordKey::of_step(back.step), None, fields);
    // Whoever goes on from here replaces this, not the step: so it shows that he knew.
    written.extend(of_record(back.record, None, [(LAST_STEP, Value::None)]));
    written.extend(of_fields(&back.sets));
    written
}

/// The values of a record that make a step, and the record it is a step of.
pub(crate) fn step_of(id: &RecordId, value: &dyn Fn(u16) -> Option<Value>) -> Option<(RecordKey, StepTaken)> {
    let text = |field| match value(field) {
        Some(Value::Text(text)) => text,
        _ => String::new(),
    };
    let kind = match value(step::KIND) {
        Some(Value::Number(number)) => Kind(u16::try_from(number).ok()?),
        _ => return None,
    };
    let after = text(step::AFTER);
    let after = after.as_bytes().chunks(32).filter_map(|digits| {
        let id = from_hex(std::str::from_utf8(digits).ok()?)?;
        stamp_in(&id)
    });
    let taken = StepTaken {
        stamp: stamp_in(id)?,
        step: text(step::KEY),
        by: from_hex(&text(step::BY))?,
        on: day(value(step::ON))?,
        reason: text(step::REASON),
        content: from_hex(&text(step::CONTENT))?,
        after: after.collect(),
        taken_back: match text(step::BACK_BY) == text(step::BY) {
            true => from_hex(&text(step::BACK)).and_then(|id| stamp_in(&id)),
            false => None,
        },
    };
    let id = from_hex(&text(step::RECORD))?;
    Some((RecordKey { kind, id }, taken))
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
