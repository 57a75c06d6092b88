//! Slots: what a case is made of.
//!
//! A case is a folder of records. A record has a kind and fields; a slot is one field of one record, and holds a
//! [register](super::register). Whatever somebody does writes slots: [`writes`] says which, and the fold, what a write
//! replaces, the trace, the stored state and its light reader all go by that.
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::action::{Action, Happening, Particulars};
use super::attachment::{Attachment, AttachmentId, Filed, Origin};
use super::clock::{DeviceId, Moment, Stamp};
use super::event::Event;
use super::field::{Field, Value};
use super::flows::slots as step_slots;
use super::state::Period;
use law::canonical::hex;

/// Identity of a record within its case.
pub type RecordId = [u8; 16];

/// The kind of a record, by its number in the stored format. Those below [`Kind::FIRST_OF_DATA`] are the case book's
/// own; the others are texts in `rules/records/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Kind(pub u16);

impl Kind {
    /// The case itself; its fields are those of [`Field`].
    pub const CASE: Kind = Kind(0);
    /// Something that happened on a day.
    pub const HAPPENING: Kind = Kind(1);
    /// A period left out of a term.
    pub const EXCLUDED: Kind = Kind(2);
    /// An attachment.
    pub const ATTACHMENT: Kind = Kind(3);
    /// A note.
    pub const NOTE: Kind = Kind(4);
    /// That a happening was taken back, by its id: one that was taken back never returns.
    pub const TAKEN_BACK: Kind = Kind(5);
    /// That an attachment is shown no longer, by its id.
    pub const TAKEN_OUT: Kind = Kind(6);
    /// A step of a flow that was taken. Nobody but its own event writes it.
    pub const STEP: Kind = Kind(7);
    /// Which record an attachment belongs to, by the attachment's id.
    pub const FILED: Kind = Kind(8);
    /// The first number of the kinds that are texts.
    pub const FIRST_OF_DATA: u16 = 16;

    /// Whether its fields are told by a text.
    #[must_use]
    pub fn is_data(self) -> bool {
        self.0 >= Kind::FIRST_OF_DATA
    }
}

/// Names a record of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordKey {
    /// Its kind.
    pub kind: Kind,
    /// Its identity.
    pub id: RecordId,
}

impl RecordKey {
    /// The case itself.
    pub const CASE: RecordKey = RecordKey {
        kind: Kind::CASE,
        id: [0; 16],
    };

    /// The record of an excluded period. Its days and its ground name it, so that two who enter the same one mean one.
    #[must_use]
    pub fn of_period((from, to, ground): &Period) -> RecordKey {
        let mut hash = Sha256::new();
        hash.update(from.to_string());
        hash.update(to.to_string());
        hash.update(ground);
        let id = hash.finalize().first_chunk::<16>().copied().unwrap_or_default();
        RecordKey {
            kind: Kind::EXCLUDED,
            id,
        }
    }

    /// The record of what a device recorded under an id. The device is part of its name, so that nobody writes over what
    /// another recorded.
    #[must_use]
    pub fn of_device(kind: Kind, id: RecordId, device: DeviceId) -> RecordKey {
        let mut hash = Sha256::new();
        hash.update(id);
        hash.update(device.0.to_be_bytes());
        let id = hash.finalize().first_chunk::<16>().copied().unwrap_or_default();
        RecordKey { kind, id }
    }

    /// The record that says a happening was taken back: one that is this (its key), or whatever it is (no key).
    #[must_use]
    pub fn of_taken_back(happening: RecordId, key: &str) -> RecordKey {
        let kind = Kind::TAKEN_BACK;
        if key.is_empty() {
            return RecordKey { kind, id: happening };
        }
        let mut hash = Sha256::new();
        hash.update(happening);
        hash.update(key);
        let id = hash.finalize().first_chunk::<16>().copied().unwrap_or_default();
        RecordKey { kind, id }
    }

    /// The record of a note: the stamp of its event names it.
    #[must_use]
    pub fn of_note(stamp: Stamp) -> RecordKey {
        let id = id_of(stamp);
        RecordKey { kind: Kind::NOTE, id }
    }

    /// The record of a step: the stamp of its event names it.
    #[must_use]
    pub fn of_step(stamp: Stamp) -> RecordKey {
        let id = id_of(stamp);
        RecordKey { kind: Kind::STEP, id }
    }
}

/// The identity of what an event alone writes.
pub(crate) fn id_of(stamp: Stamp) -> RecordId {
    let mut id = [0; 16];
    let (moment, device) = id.split_at_mut(8);
    moment.copy_from_slice(&stamp.moment.0.to_be_bytes());
    device.copy_from_slice(&stamp.device.0.to_be_bytes());
    id
}

/// The stamp in such an identity.
pub(crate) fn stamp_in(id: &RecordId) -> Option<Stamp> {
    let (moment, device) = id.split_first_chunk::<8>()?;
    Some(Stamp {
        moment: Moment(u64::from_be_bytes(*moment)),
        device: DeviceId(u64::from_be_bytes(*device.first_chunk()?)),
    })
}

/// A field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slot {
    /// The record.
    pub record: RecordKey,
    /// Number of the field in its kind.
    pub field: u16,
}

/// The field every record has: yes while it is in force, no once it was taken back. Of the case: whether it is in the
/// lists.
pub const IN_FORCE: u16 = 0;
/// The field of a record with a flow that holds the last steps taken: what the next one replaces.
pub const LAST_STEP: u16 = u16::MAX;
/// The field of the case that marks a sample. Only samples ever have it.
pub const SAMPLE: u16 = 256;

/// Fields of a happening.
pub(crate) mod happening {
    pub const KEY: u16 = 1;
    pub const ON: u16 = 2;
    pub const SUBJECT: u16 = 3;
    pub const DOCUMENT: u16 = 4;
    pub const BY: u16 = 5;
    pub const ORDER: u16 = 6;
    /// The id it was recorded under.
    pub const ID: u16 = 7;
}

/// Fields of an excluded period.
pub(crate) mod period {
    pub const FROM: u16 = 1;
    pub const TO: u16 = 2;
    pub const GROUND: u16 = 3;
}

/// Fields of an attachment.
pub(crate) mod attachment {
    pub const NAME: u16 = 1;
    pub const MIME: u16 = 2;
    pub const BYTES: u16 = 3;
    pub const SHA256: u16 = 4;
    pub const SHOWS: u16 = 5;
    pub const TAKEN_MS: u16 = 6;
    /// The id it was added under.
    pub const ID: u16 = 7;
    pub const ORIGIN: u16 = 8;
    pub const HAS_THUMBNAIL: u16 = 9;
}

/// Fields of where an attachment is filed.
pub(crate) mod filed {
    pub const KIND: u16 = 1;
    pub const RECORD: u16 = 2;
    pub const IS_PROOF: u16 = 3;
}

/// A record is written: some of its fields, whether it is in force, or both.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RecordWrite {
    /// Which record.
    pub record: RecordKey,
    /// Yes: it is in force. No: it is taken back. Nothing: as before.
    pub in_force: Option<bool>,
    /// The fields that are written, by their numbers; an empty value clears a field.
    pub fields: Vec<(u16, Value)>,
}

/// Every slot an event writes, with its value; each slot once.
#[must_use]
pub fn writes(event: &Event) -> Vec<(Slot, Value)> {
    // Rows of a file mark a sample; one that replaces something says that it is none.
    let marks_sample = matches!(&event.action, Action::Imported(import) if import.sample || !event.over.is_empty());
    of_action(&event.action, event.stamp, &event.over, marks_sample)
}

/// The slots an action would write that others may have written before.
pub(crate) fn slots(action: &Action) -> Vec<Slot> {
    // Nobody but its own device writes into these.
    if let Action::Note(_) | Action::Happened(_) = action {
        return Vec::new();
    }
    let written = of_action(action, Stamp::default(), &[], matches!(action, Action::Imported(_)));
    written.into_iter().map(|(slot, _)| slot).collect()
}

fn of_action(action: &Action, stamp: Stamp, over: &[Stamp], marks_sample: bool) -> Vec<(Slot, Value)> {
    let case = |field: u16, value: Value| {
        (
            Slot {
                record: RecordKey::CASE,
                field,
            },
            value,
        )
    };
    match action {
        Action::Set(fields) => of_fields(fields),
        Action::Imported(import) => {
            let mut written = of_fields(&import.fields);
            if marks_sample {
                written.push(case(SAMPLE, Value::Bool(import.sample)));
            }
            written
        }
        Action::Ruled { field, value, .. } => of_fields(&[(*field, value.clone())]),
        Action::Hide(hide) => vec![case(IN_FORCE, Value::Bool(!hide))],
        Action::Excluded { from, to, ground } => of_period((*from, *to, ground.clone()), true),
        Action::ExcludedTakenBack { from, to, ground } => of_period((*from, *to, ground.clone()), false),
        Action::Happened(happening) => of_happening(happening, stamp.device),
        Action::TakeBack { happening, key } => marked(RecordKey::of_taken_back(*happening, key), true),
        Action::Attached(attachment) => of_attachment(attachment, stamp.device),
        Action::AttachmentTakenOut { attachment } => marked(taken_out(*attachment), true),
        Action::AttachmentFiled { attachment, filed } => of_filed(*attachment, *filed),
        Action::Note(text) => of_record(RecordKey::of_note(stamp), Some(true), [(1, Value::Text(text.clone()))]),
        // What a record has beside its fields is written by its own action only.
        Action::Record(write) => {
            let fields = write
                .fields
                .iter()
                .filter(|(field, _)| *field != IN_FORCE && *field != LAST_STEP);
            of_record(write.record, write.in_force, fields.cloned())
        }
        Action::Step(step) => step_slots::of_step(step, stamp, over),
        Action::StepTakenBack(back) => step_slots::of_step_back(back, stamp, over),
        // A look is in the trace only; the rest belongs to the book, or to a newer build.
        Action::Viewed { .. } => Vec::new(),
        Action::PutRules { .. } | Action::PutSetting { .. } | Action::People(_) | Action::Unknown { .. } => Vec::new(),
    }
}

pub(crate) fn of_fields(fields: &[(Field, Value)]) -> Vec<(Slot, Value)> {
    let fields = fields.iter().map(|(field, value)| (field.slot(), value.clone()));
    of_record(RecordKey::CASE, None, fields)
}

fn of_period(period: Period, in_force: bool) -> Vec<(Slot, Value)> {
    let record = RecordKey::of_period(&period);
    let (from, to, ground) = period;
    let fields = [
        (period::FROM, Value::Date(from)),
        (period::TO, Value::Date(to)),
        (period::GROUND, Value::Text(ground)),
    ];
    of_record(record, Some(in_force), fields)
}

fn of_happening(happening: &Happening, device: DeviceId) -> Vec<(Slot, Value)> {
    let record = RecordKey::of_device(Kind::HAPPENING, happening.id, device);
    let Particulars { document, by, order } = &happening.particulars;
    let texts = [
        (happening::KEY, &happening.key),
        (happening::SUBJECT, &happening.subject),
        (happening::DOCUMENT, document),
        (happening::BY, by),
        (happening::ORDER, order),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
    let texts = texts.map(|(field, text)| (field, Value::Text(text.clone())));
    of_record(
        record,
        Some(true),
        [
            (happening::ON, Value::Date(happening.on)),
            (happening::ID, Value::Text(hex(&happening.id))),
        ]
        .into_iter()
        .chain(texts),
    )
}

fn of_attachment(attachment: &Attachment, device: DeviceId) -> Vec<(Slot, Value)> {
    let record = RecordKey::of_device(Kind::ATTACHMENT, attachment.id, device);
    let number = |n: u64| Value::Number(i64::try_from(n).unwrap_or(i64::MAX));
    let mut fields = vec![
        (attachment::NAME, Value::Text(attachment.name.clone())),
        (attachment::MIME, Value::Text(attachment.mime.clone())),
        (attachment::BYTES, number(attachment.bytes)),
        (attachment::SHA256, Value::Text(hex(&attachment.sha256))),
        (attachment::SHOWS, Value::Text(attachment.shows.clone())),
        (attachment::ID, Value::Text(hex(&attachment.id))),
    ];
    fields.extend(attachment.taken_ms.map(|ms| (attachment::TAKEN_MS, number(ms))));
    if attachment.origin != Origin::BroughtIn {
        fields.push((attachment::ORIGIN, number(u64::from(attachment.origin.number()))));
    }
    if attachment.has_thumbnail {
        fields.push((attachment::HAS_THUMBNAIL, Value::Bool(true)));
    }
    // Added again, it is shown again.
    let mut written = of_record(record, Some(true), fields);
    written.extend(marked(taken_out(attachment.id), false));
    if attachment.filed.is_some() {
        written.extend(of_filed(attachment.id, attachment.filed));
    }
    written
}

/// Where an attachment is filed; always all of it, so that what is read together was written together.
fn of_filed(id: AttachmentId, filed: Option<Filed>) -> Vec<(Slot, Value)> {
    let kind = Kind::FILED;
    let fields = filed.map(|Filed { record, is_proof }| {
        [
            (filed::KIND, Value::Number(i64::from(record.kind.0))),
            (filed::RECORD, Value::Text(hex(&record.id))),
            (filed::IS_PROOF, Value::Bool(is_proof)),
        ]
    });
    of_record(
        RecordKey { kind, id },
        Some(filed.is_some()),
        fields.into_iter().flatten(),
    )
}

/// The record that says an attachment is shown no longer.
pub(crate) fn taken_out(id: RecordId) -> RecordKey {
    let kind = Kind::TAKEN_OUT;
    RecordKey { kind, id }
}

/// That something is taken back or out, or is no longer.
fn marked(record: RecordKey, yes: bool) -> Vec<(Slot, Value)> {
    of_record(record, Some(yes), [])
}

/// The slots of a record. Of a field named twice the last word counts.
pub(crate) fn of_record(
    record: RecordKey,
    in_force: Option<bool>,
    fields: impl IntoIterator<Item = (u16, Value)>,
) -> Vec<(Slot, Value)> {
    let in_force = in_force.map(|yes| (IN_FORCE, Value::Bool(yes)));
    let written: BTreeMap<u16, Value> = in_force.into_iter().chain(fields).collect();
    let slot = |field| Slot { record, field };
    written.into_iter().map(|(field, value)| (slot(field), value)).collect()
}

/// The value of a field among values by their numbers: the first, which is the latest.
#[must_use]
pub fn value_in(values: &[(u16, Value)], field: u16) -> Option<&Value> {
    values
        .iter()
        .find(|(number, _)| *number == field)
        .map(|(_, value)| value)
}

pub(crate) fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != 2 * N {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// The values of a record that make a happening; nothing if its day is not known.
pub(crate) fn happening_of(value: &dyn Fn(u16) -> Option<Value>) -> Option<Happening> {
    let text = |field| match value(field) {
        Some(Value::Text(text)) => text,
        _ => String::new(),
    };
    Some(Happening {
        id: from_hex(&text(happening::ID))?,
        key: text(happening::KEY),
        on: day(value(happening::ON))?,
        subject: text(happening::SUBJECT),
        particulars: Particulars {
            document: text(happening::DOCUMENT),
            by: text(happening::BY),
            order: text(happening::ORDER),
        },
    })
}

/// The values of a record that make an excluded period.
pub(crate) fn period_of(value: &dyn Fn(u16) -> Option<Value>) -> Option<Period> {
    let ground = match value(period::GROUND) {
        Some(Value::Text(ground)) => ground,
        _ => String::new(),
    };
    Some((day(value(period::FROM))?, day(value(period::TO))?, ground))
}

/// The values of a record that make an attachment; nothing if its hash is not known.
pub(crate) fn attachment_of(value: &dyn Fn(u16) -> Option<Value>) -> Option<Attachment> {
    let text = |field| match value(field) {
        Some(Value::Text(text)) => text,
        _ => String::new(),
    };
    let number = |field| match value(field) {
        Some(Value::Number(number)) => u64::try_from(number).ok(),
        _ => None,
    };
    Some(Attachment {
        id: from_hex(&text(attachment::ID))?,
        name: text(attachment::NAME),
        mime: text(attachment::MIME),
        bytes: number(attachment::BYTES)?,
        sha256: from_hex(&text(attachment::SHA256))?,
        shows: text(attachment::SHOWS),
        taken_ms: number(attachment::TAKEN_MS),
        origin: number(attachment::ORIGIN)
            .and_then(Origin::of_number)
            .unwrap_or_default(),
        has_thumbnail: value(attachment::HAS_THUMBNAIL) == Some(Value::Bool(true)),
        filed: None,
    })
}

/// The values that say where an attachment is filed.
pub(crate) fn filed_of(value: &dyn Fn(u16) -> Option<Value>) -> Option<Filed> {
    let (Some(Value::Number(kind)), Some(Value::Text(id))) = (value(filed::KIND), value(filed::RECORD)) else {
        return None;
    };
    let record = RecordKey {
        kind: Kind(u16::try_from(kind).ok()?),
        id: from_hex(&id)?,
    };
    let is_proof = value(filed::IS_PROOF) == Some(Value::Bool(true));
    Some(Filed { record, is_proof })
}

pub(crate) fn day(value: Option<Value>) -> Option<NaiveDate> {
    match value {
        Some(Value::Date(day)) => Some(day),
        _ => None,
    }
}
