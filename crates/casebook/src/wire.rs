//! Events as CBOR with numbered fields.
//!
//! An event is a map: 0 moment (48 bits of milliseconds, 16 bits of counter) · 1 case (16 bytes; absent: the book) ·
//! 2 author · 3 on whose order (absent: nobody's) · 4 kind · 5 body · 6 stamps replaced, each `[moment, device]` ·
//! 7 receipt · 8 wall clock (absent: the milliseconds of the moment). The device is that of the pack.
//! Dates are days since 1970-01-01 under tag 100, money is fen as a plain number, another number an array of one.
//!
//! Numbers are never given a new meaning. What this build does not know (a key, a kind, a field, a value) is kept as
//! bytes and handed on unchanged; a body it cannot read counts as an unknown kind.
//!
//! Events are written and read by hand, not by the derive of minicbor: what it derives passes over keys it does not know and
//! says nothing of it. An older build would then take a newer event for one it knows whole: it would drop the new key when it
//! hands the event on, which breaks the hash of the pack, and it would fold half of what was said. [`read_map`] asks of each
//! key whether it was known, and an event with one that was not keeps its bytes (invariant 5). Whoever adds a body does the
//! same; the derive is for what no other build reads.
//!
//! [`read_map`]: super::cbor::read_map
use super::action::{Action, Happening, Imported, Particulars};
use super::attachment::{write_attachment, write_filing};
use super::cbor::Out;
use super::event::{BOOK, Event};
use super::field::{Field, Value};
use super::flows::{Step, StepBack};
use super::people;
use super::slot::RecordWrite;

pub(crate) const SET: u16 = 1;
pub(crate) const HAPPENED: u16 = 2;
pub(crate) const TAKE_BACK: u16 = 3;
pub(crate) const EXCLUDED: u16 = 4;
pub(crate) const EXCLUDED_TAKEN_BACK: u16 = 5;
// 6 was the decision of a verdict, before that became a step of a flow.
pub(crate) const NOTE: u16 = 7;
pub(crate) const HIDE: u16 = 8;
pub(crate) const IMPORTED: u16 = 9;
pub(crate) const PUT_RULES: u16 = 10;
pub(crate) const PUT_SETTING: u16 = 11;
pub(crate) const RULED: u16 = 12;
pub(crate) const VIEWED: u16 = 13;
// 14 to 22: `people::wire`.
pub(crate) const ATTACHED: u16 = 23;
pub(crate) const ATTACHMENT_TAKEN_OUT: u16 = 24;
pub(crate) const RECORD: u16 = 25;
pub(crate) const STEP: u16 = 26;
pub(crate) const STEP_TAKEN_BACK: u16 = 27;
pub(crate) const ATTACHMENT_FILED: u16 = 28;

/// Writes an event.
pub(crate) fn write_event(out: &mut Out, event: &Event) {
    if let Some(raw) = &event.raw {
        out.raw(raw);
        return;
    }
    out.open_map();
    out.uint(0);
    out.uint(event.stamp.moment.0);
    if event.case != BOOK {
        out.uint(1);
        out.bytes(&event.case);
    }
    out.uint(2);
    out.text(&event.by);
    if !event.on_order_of.is_empty() {
        out.uint(3);
        out.text(&event.on_order_of);
    }
    write_action(out, &event.action);
    if !event.over.is_empty() {
        out.uint(6);
        out.array(event.over.len());
        for stamp in &event.over {
            out.array(2);
            out.uint(stamp.moment.0);
            out.uint(stamp.device.0);
        }
    }
    if let Some(receipt) = &event.receipt {
        out.uint(7);
        out.text(receipt);
    }
    if event.at_ms != event.stamp.moment.ms() {
        out.uint(8);
        out.uint(event.at_ms);
    }
    out.end();
}

fn write_action(out: &mut Out, action: &Action) {
    out.uint(4);
    out.uint(u64::from(kind(action)));
    out.uint(5);
    match action {
        Action::Set(fields) => write_fields(out, fields),
        Action::Happened(happening) => write_happening(out, happening),
        Action::TakeBack { happening, key } if key.is_empty() => out.bytes(happening),
        Action::TakeBack { happening, key } => {
            out.map(2);
            out.uint(0);
            out.bytes(happening);
            out.uint(1);
            out.text(key);
        }
        Action::Excluded { from, to, ground } | Action::ExcludedTakenBack { from, to, ground } => {
            out.map(3);
            out.uint(0);
            out.date(*from);
            out.uint(1);
            out.date(*to);
            out.uint(2);
            out.text(ground);
        }
        Action::Note(text) => out.text(text),
        Action::Hide(hide) => out.bool(*hide),
        Action::Imported(import) => write_imported(out, import),
        Action::PutRules { key, text } | Action::PutSetting { key, text } => write_put(out, key, text.as_deref()),
        Action::Ruled { field, value, reason } => write_ruled(out, *field, value, reason),
        Action::Viewed { what } => {
            out.map(1);
            out.uint(0);
            out.text(what);
        }
        Action::Attached(attachment) => write_attachment(out, attachment),
        Action::AttachmentTakenOut { attachment } => out.bytes(attachment),
        Action::AttachmentFiled { attachment, filed } => write_filing(out, *attachment, *filed),
        Action::Record(write) => write_record(out, write),
        Action::Step(step) => write_step(out, step),
        Action::StepTakenBack(back) => write_step_back(out, back),
        Action::People(action) => people::wire::write_people(out, action),
        // Only ever read, and then with its bytes; written without them it says at least that something was there.
        Action::Unknown { .. } => out.null(),
    }
}

fn kind(action: &Action) -> u16 {
    match action {
        Action::Set(_) => SET,
        Action::Happened(_) => HAPPENED,
        Action::TakeBack { .. } => TAKE_BACK,
        Action::Excluded { .. } => EXCLUDED,
        Action::ExcludedTakenBack { .. } => EXCLUDED_TAKEN_BACK,
        Action::Note(_) => NOTE,
        Action::Hide(_) => HIDE,
        Action::Imported(_) => IMPORTED,
        Action::PutRules { .. } => PUT_RULES,
        Action::PutSetting { .. } => PUT_SETTING,
        Action::Ruled { .. } => RULED,
        Action::Viewed { .. } => VIEWED,
        Action::Attached(_) => ATTACHED,
        Action::AttachmentTakenOut { .. } => ATTACHMENT_TAKEN_OUT,
        Action::AttachmentFiled { .. } => ATTACHMENT_FILED,
        Action::Record(_) => RECORD,
        Action::Step(_) => STEP,
        Action::StepTakenBack(_) => STEP_TAKEN_BACK,
        Action::People(action) => people::wire::kind(action),
        Action::Unknown { kind } => *kind,
    }
}

fn write_happening(out: &mut Out, happening: &Happening) {
    let Particulars { document, by, order } = &happening.particulars;
    let more = [(4, document), (5, by), (6, order)];
    let more = || more.iter().filter(|(_, text)| !text.is_empty());
    out.map(4 + more().count());
    out.uint(0);
    out.bytes(&happening.id);
    out.uint(1);
    out.text(&happening.key);
    out.uint(2);
    out.date(happening.on);
    out.uint(3);
    out.text(&happening.subject);
    for (key, text) in more() {
        out.uint(*key);
        out.text(text);
    }
}

fn write_put(out: &mut Out, key: &str, text: Option<&str>) {
    out.map(2);
    out.uint(0);
    out.text(key);
    out.uint(1);
    match text {
        Some(text) => out.text(text),
        None => out.null(),
    }
}

fn write_imported(out: &mut Out, import: &Imported) {
    out.open_map();
    out.uint(0);
    out.text(&import.file);
    out.uint(1);
    out.uint(u64::from(import.row));
    out.uint(2);
    write_fields(out, &import.fields);
    if !import.reason.is_empty() {
        out.uint(3);
        out.text(&import.reason);
    }
    if import.sample {
        out.uint(4);
        out.bool(true);
    }
    out.end();
}

/// A ruling: 0 the field with its value, a map of one entry as [`Action::Set`] has · 1 why.
fn write_ruled(out: &mut Out, field: Field, value: &Value, reason: &str) {
    out.map(2);
    out.uint(0);
    out.map(1);
    write_field(out, field, value);
    out.uint(1);
    out.text(reason);
}

fn write_fields(out: &mut Out, fields: &[(Field, Value)]) {
    out.map(fields.len());
    fields.iter().for_each(|(field, value)| write_field(out, *field, value));
}

fn write_field(out: &mut Out, field: Field, value: &Value) {
    out.uint(u64::from(field.code()));
    write_value(out, value);
}

/// A record: 0 the number of its kind · 1 its id · 2 whether it is in force (absent: as before) · 3 its fields, a map from
/// their numbers to their values.
fn write_record(out: &mut Out, write: &RecordWrite) {
    out.open_map();
    out.uint(0);
    out.uint(u64::from(write.record.kind.0));
    out.uint(1);
    out.bytes(&write.record.id);
    if let Some(in_force) = write.in_force {
        out.uint(2);
        out.bool(in_force);
    }
    if !write.fields.is_empty() {
        out.uint(3);
        out.map(write.fields.len());
        for (field, value) in &write.fields {
            out.uint(u64::from(*field));
            write_value(out, value);
        }
    }
    out.end();
}

/// A step: 0 the number of its record's kind · 1 that record's id · 2 its key · 3 who takes it · 4 the day · 5 why (absent:
/// not said) · 6 the hash of what it rests on · 7 fields of the case it sets (absent: none)
/// · 8 text of its receipt (absent: none).
fn write_step(out: &mut Out, step: &Step) {
    out.open_map();
    out.uint(0);
    out.uint(u64::from(step.record.kind.0));
    out.uint(1);
    out.bytes(&step.record.id);
    out.uint(2);
    out.text(&step.step);
    out.uint(3);
    out.bytes(&step.by);
    out.uint(4);
    out.date(step.on);
    if !step.reason.is_empty() {
        out.uint(5);
        out.text(&step.reason);
    }
    out.uint(6);
    out.bytes(&step.content);
    if !step.sets.is_empty() {
        out.uint(7);
        write_fields(out, &step.sets);
    }
    if !step.receipt.is_empty() {
        out.uint(8);
        out.text(&step.receipt);
    }
    out.end();
}

/// A step taken back: 0 the number of its record's kind · 1 that record's id · 2 its stamp, as in the list of those
/// replaced · 3 who takes it back · 4 fields of the case put back (absent: none) ·
/// 5 the key of the step.
fn write_step_back(out: &mut Out, back: &StepBack) {
    out.open_map();
    out.uint(0);
    out.uint(u64::from(back.record.kind.0));
    out.uint(1);
    out.bytes(&back.record.id);
    out.uint(2);
    out.array(2);
    out.uint(back.step.moment.0);
    out.uint(back.step.device.0);
    out.uint(3);
    out.bytes(&back.by);
    if !back.sets.is_empty() {
        out.uint(4);
        write_fields(out, &back.sets);
    }
    out.uint(5);
    out.text(&back.key);
    out.end();
}

fn write_value(out: &mut Out, value: &Value) {
    match value {
        Value::None => out.null(),
        Value::Text(text) => out.text(text),
        Value::Date(date) => out.date(*date),
        Value::Fen(fen) => out.int(fen.0),
        Value::Bool(yes) => out.bool(*yes),
        Value::Number(number) => {
            out.array(1);
            out.int(*number);
        }
    }
}
