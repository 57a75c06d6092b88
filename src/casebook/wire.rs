//! Events as CBOR with numbered fields.
//!
//! An event is a map: 0 moment (48 bits of milliseconds, 16 bits of counter) · 1 case (16 bytes; absent: the book) ·
//! 2 author · 3 on whose order (absent: nobody's) · 4 kind · 5 body · 6 stamps replaced, each `[moment, device]` ·
//! 7 receipt · 8 wall clock (absent: the milliseconds of the moment). The device is that of the pack.
//! Dates are days since 1970-01-01 under tag 100, money is fen as a plain number.
//!
//! Numbers are never given a new meaning. What this build does not know (a key, a kind, a field, a value) is kept as
//! bytes and handed on unchanged; a body it cannot read counts as an unknown kind.
use minicbor::Decoder;
use minicbor::data::Type;
use minicbor::decode::Error;

use super::cbor::{Out, read_date, read_id, read_map};
use super::clock::{DeviceId, Moment, Stamp};
use super::deed::{Deed, Happening, Imported};
use super::event::{BOOK, Event};
use super::field::{Field, Value};
use crate::law::money::Fen;

const SET: u16 = 1;
const HAPPENED: u16 = 2;
const TAKE_BACK: u16 = 3;
const EXCLUDED: u16 = 4;
const EXCLUDED_TAKEN_BACK: u16 = 5;
const DECIDED: u16 = 6;
const NOTE: u16 = 7;
const HIDE: u16 = 8;
const IMPORTED: u16 = 9;
const PUT_RULES: u16 = 10;
const PUT_SETTING: u16 = 11;

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
    write_deed(out, &event.deed);
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

fn write_deed(out: &mut Out, deed: &Deed) {
    let kind = |out: &mut Out, kind: u16| {
        out.uint(4);
        out.uint(u64::from(kind));
        out.uint(5);
    };
    match deed {
        Deed::Set(fields) => {
            kind(out, SET);
            write_fields(out, fields);
        }
        Deed::Happened(h) => {
            kind(out, HAPPENED);
            out.map(4);
            out.uint(0);
            out.bytes(&h.id);
            out.uint(1);
            out.text(&h.key);
            out.uint(2);
            out.date(h.on);
            out.uint(3);
            out.text(&h.subject);
        }
        Deed::TakeBack { happening } => {
            kind(out, TAKE_BACK);
            out.bytes(happening);
        }
        Deed::Excluded { from, to, ground } | Deed::ExcludedTakenBack { from, to, ground } => {
            let back = matches!(deed, Deed::ExcludedTakenBack { .. });
            kind(out, if back { EXCLUDED_TAKEN_BACK } else { EXCLUDED });
            out.map(3);
            out.uint(0);
            out.date(*from);
            out.uint(1);
            out.date(*to);
            out.uint(2);
            out.text(ground);
        }
        Deed::Decided {
            verdict,
            reason,
            receipt,
        } => {
            kind(out, DECIDED);
            out.map(3);
            for (key, text) in [verdict, reason, receipt].into_iter().enumerate() {
                out.uint(key as u64);
                out.text(text);
            }
        }
        Deed::Note(text) => {
            kind(out, NOTE);
            out.text(text);
        }
        Deed::Hide(hide) => {
            kind(out, HIDE);
            out.bool(*hide);
        }
        Deed::Imported(import) => {
            kind(out, IMPORTED);
            write_imported(out, import);
        }
        Deed::PutRules { key, text } => {
            kind(out, PUT_RULES);
            write_put(out, key, text.as_deref());
        }
        Deed::PutSetting { key, text } => {
            kind(out, PUT_SETTING);
            write_put(out, key, text.as_deref());
        }
        // Only ever read, and then with its bytes; written without them it says at least that something was there.
        Deed::Unknown { kind: number } => {
            kind(out, *number);
            out.null();
        }
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

fn write_fields(out: &mut Out, fields: &[(Field, Value)]) {
    out.map(fields.len());
    for (field, value) in fields {
        out.uint(u64::from(field.code()));
        match value {
            Value::None => out.null(),
            Value::Text(text) => out.text(text),
            Value::Date(date) => out.date(*date),
            Value::Fen(fen) => out.int(fen.0),
            Value::Bool(yes) => out.bool(*yes),
        }
    }
}

/// Reads an event of a device's pack.
pub(crate) fn read_event(d: &mut Decoder<'_>, device: DeviceId) -> Result<Event, Error> {
    let start = d.position();
    let mut moment = None;
    let mut wall = None;
    let (mut kind, mut body) = (None, None);
    let mut event = Event {
        stamp: Stamp {
            moment: Moment(0),
            device,
        },
        case: BOOK,
        by: String::new(),
        on_order_of: String::new(),
        at_ms: 0,
        deed: Deed::Unknown { kind: 0 },
        over: Vec::new(),
        receipt: None,
        raw: None,
    };
    let all_known = read_map(d, |key, d| {
        match key {
            0 => moment = Some(Moment(d.u64()?)),
            1 => event.case = read_id(d)?,
            2 => event.by = d.str()?.to_owned(),
            3 => event.on_order_of = d.str()?.to_owned(),
            4 => kind = Some(d.u16()?),
            5 => {
                let from = d.position();
                d.skip()?;
                body = d.input().get(from..d.position());
            }
            6 => event.over = read_stamps(d)?,
            7 => event.receipt = Some(d.str()?.to_owned()),
            8 => wall = Some(d.u64()?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let moment = moment.ok_or_else(|| Error::message("no moment"))?;
    let kind = kind.ok_or_else(|| Error::message("no kind"))?;
    event.stamp.moment = moment;
    event.at_ms = wall.unwrap_or(moment.ms());
    let (deed, body_known) = body
        .and_then(|body| read_deed(kind, body).ok().flatten())
        .unwrap_or((Deed::Unknown { kind }, false));
    event.deed = deed;
    if !(all_known && body_known) {
        event.raw = d.input().get(start..d.position()).map(Box::from);
    }
    Ok(event)
}

fn read_stamps(d: &mut Decoder<'_>) -> Result<Vec<Stamp>, Error> {
    let count = d.array()?.ok_or_else(|| Error::message("open array"))?;
    // Two bytes a stamp at least: a count that lies runs out of bytes, not of memory.
    let mut stamps = Vec::new();
    for _ in 0..count {
        if d.array()? != Some(2) {
            return Err(Error::message("not a stamp"));
        }
        stamps.push(Stamp {
            moment: Moment(d.u64()?),
            device: DeviceId(d.u64()?),
        });
    }
    Ok(stamps)
}

/// The deed, and whether all of it was understood; nothing for a kind of a newer build.
fn read_deed(kind: u16, body: &[u8]) -> Result<Option<(Deed, bool)>, Error> {
    let d = &mut Decoder::new(body);
    Ok(Some(match kind {
        SET => {
            let (fields, known) = read_fields(d)?;
            (Deed::Set(fields), known)
        }
        HAPPENED => read_happened(d)?,
        TAKE_BACK => (Deed::TakeBack { happening: read_id(d)? }, true),
        EXCLUDED => {
            let (from, to, ground, known) = read_period(d)?;
            (Deed::Excluded { from, to, ground }, known)
        }
        EXCLUDED_TAKEN_BACK => {
            let (from, to, ground, known) = read_period(d)?;
            (Deed::ExcludedTakenBack { from, to, ground }, known)
        }
        DECIDED => {
            let mut texts = [const { String::new() }; 3];
            let known = read_map(d, |key, d| {
                match usize::try_from(key).ok().and_then(|k| texts.get_mut(k)) {
                    Some(text) => {
                        d.str()?.clone_into(text);
                        Ok(true)
                    }
                    None => Ok(false),
                }
            })?;
            let [verdict, reason, receipt] = texts;
            (
                Deed::Decided {
                    verdict,
                    reason,
                    receipt,
                },
                known,
            )
        }
        NOTE => (Deed::Note(d.str()?.to_owned()), true),
        HIDE => (Deed::Hide(d.bool()?), true),
        IMPORTED => read_imported(d)?,
        PUT_RULES => {
            let (key, text, known) = read_put(d)?;
            (Deed::PutRules { key, text }, known)
        }
        PUT_SETTING => {
            let (key, text, known) = read_put(d)?;
            (Deed::PutSetting { key, text }, known)
        }
        _ => return Ok(None),
    }))
}

fn read_happened(d: &mut Decoder<'_>) -> Result<(Deed, bool), Error> {
    let (mut id, mut what, mut on, mut subject) = (None, String::new(), None, String::new());
    let known = read_map(d, |key, d| {
        match key {
            0 => id = Some(read_id(d)?),
            1 => d.str()?.clone_into(&mut what),
            2 => on = Some(read_date(d)?),
            3 => d.str()?.clone_into(&mut subject),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let (Some(id), Some(on)) = (id, on) else {
        return Err(Error::message("happening without id or day"));
    };
    Ok((
        Deed::Happened(Happening {
            id,
            key: what,
            on,
            subject,
        }),
        known,
    ))
}

type Period = (chrono::NaiveDate, chrono::NaiveDate, String, bool);

fn read_period(d: &mut Decoder<'_>) -> Result<Period, Error> {
    let (mut from, mut to, mut ground) = (None, None, String::new());
    let known = read_map(d, |key, d| {
        match key {
            0 => from = Some(read_date(d)?),
            1 => to = Some(read_date(d)?),
            2 => d.str()?.clone_into(&mut ground),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    match (from, to) {
        (Some(from), Some(to)) => Ok((from, to, ground, known)),
        _ => Err(Error::message("period without its days")),
    }
}

fn read_put(d: &mut Decoder<'_>) -> Result<(String, Option<String>, bool), Error> {
    let (mut name, mut text) = (String::new(), None);
    let known = read_map(d, |key, d| {
        match key {
            0 => d.str()?.clone_into(&mut name),
            1 if d.datatype()? == Type::Null => d.null()?,
            1 => text = Some(d.str()?.to_owned()),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok((name, text, known))
}

fn read_imported(d: &mut Decoder<'_>) -> Result<(Deed, bool), Error> {
    let mut import = Imported::default();
    let mut fields_known = true;
    let known = read_map(d, |key, d| {
        match key {
            0 => d.str()?.clone_into(&mut import.file),
            1 => import.row = d.u32()?,
            2 => (import.fields, fields_known) = read_fields(d)?,
            3 => d.str()?.clone_into(&mut import.reason),
            4 => import.sample = d.bool()?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok((Deed::Imported(Box::new(import)), known && fields_known))
}

fn read_fields(d: &mut Decoder<'_>) -> Result<(Vec<(Field, Value)>, bool), Error> {
    let mut fields = Vec::new();
    let known = read_map(d, |key, d| {
        let Some(field) = u8::try_from(key).ok().and_then(Field::from_code) else {
            return Ok(false);
        };
        let Some(value) = read_value(d)? else {
            return Ok(false);
        };
        fields.push((field, value));
        Ok(true)
    })?;
    Ok((fields, known))
}

/// A value, or nothing (and nothing read) for a kind of value of a newer build.
fn read_value(d: &mut Decoder<'_>) -> Result<Option<Value>, Error> {
    let value = match d.datatype()? {
        Type::Null => {
            d.null()?;
            Value::None
        }
        Type::Bool => Value::Bool(d.bool()?),
        Type::String => Value::Text(d.str()?.to_owned()),
        Type::Tag => match read_date(&mut d.probe()) {
            Ok(_) => Value::Date(read_date(d)?),
            Err(_) => return Ok(None),
        },
        kind if kind == Type::Int || is_small_int(kind) => match d.probe().i64() {
            Ok(_) => Value::Fen(Fen(d.i64()?)),
            Err(_) => return Ok(None),
        },
        _ => return Ok(None),
    };
    Ok(Some(value))
}

fn is_small_int(kind: Type) -> bool {
    use Type::{I8, I16, I32, I64, U8, U16, U32, U64};
    matches!(kind, U8 | U16 | U32 | U64 | I8 | I16 | I32 | I64)
}
