//! Reads what `wire` writes, and what newer builds write.
use minicbor::Decoder;
use minicbor::data::Type;
use minicbor::decode::Error;

use super::action::{Action, Happening, Imported, Particulars};
use super::attachment::{read_attachment, read_filing};
use super::cbor::{read_date, read_id, read_map};
use super::clock::{DeviceId, Moment, Stamp};
use super::event::{BOOK, Event};
use super::field::{Field, Value};
use super::flows::{Step, StepBack};
use super::people::wire_read::read_people;
use super::slot::{IN_FORCE, Kind, LAST_STEP, RecordKey, RecordWrite};
use super::wire::{
    ATTACHED, ATTACHMENT_FILED, ATTACHMENT_TAKEN_OUT, EXCLUDED, EXCLUDED_TAKEN_BACK, HAPPENED, HIDE, IMPORTED, NOTE,
    PUT_RULES, PUT_SETTING, RECORD, RULED, SET, STEP, STEP_TAKEN_BACK, TAKE_BACK, VIEWED,
};
use law::money::Fen;

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
        action: Action::Unknown { kind: 0 },
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
    let (action, body_known) = body
        .and_then(|body| read_action(kind, body).ok().flatten())
        .unwrap_or((Action::Unknown { kind }, false));
    event.action = action;
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
        stamps.push(read_stamp(d)?);
    }
    Ok(stamps)
}

fn read_stamp(d: &mut Decoder<'_>) -> Result<Stamp, Error> {
    if d.array()? != Some(2) {
        return Err(Error::message("not a stamp"));
    }
    Ok(Stamp {
        moment: Moment(d.u64()?),
        device: DeviceId(d.u64()?),
    })
}

/// The action, and whether all of it was understood; nothing for a kind of a newer build.
fn read_action(kind: u16, body: &[u8]) -> Result<Option<(Action, bool)>, Error> {
    let d = &mut Decoder::new(body);
    Ok(Some(match kind {
        SET => {
            let (fields, known) = read_fields(d)?;
            (Action::Set(fields), known)
        }
        HAPPENED => read_happened(d)?,
        TAKE_BACK => read_take_back(d)?,
        EXCLUDED => {
            let (from, to, ground, known) = read_period(d)?;
            (Action::Excluded { from, to, ground }, known)
        }
        EXCLUDED_TAKEN_BACK => {
            let (from, to, ground, known) = read_period(d)?;
            (Action::ExcludedTakenBack { from, to, ground }, known)
        }
        NOTE => (Action::Note(d.str()?.to_owned()), true),
        HIDE => (Action::Hide(d.bool()?), true),
        IMPORTED => read_imported(d)?,
        PUT_RULES => {
            let (key, text, known) = read_put(d)?;
            (Action::PutRules { key, text }, known)
        }
        PUT_SETTING => {
            let (key, text, known) = read_put(d)?;
            (Action::PutSetting { key, text }, known)
        }
        RULED => return read_ruled(d),
        VIEWED => {
            let ([what], known) = read_texts(d)?;
            (Action::Viewed { what }, known)
        }
        ATTACHED => {
            let (attachment, known) = read_attachment(d)?;
            (Action::Attached(Box::new(attachment)), known)
        }
        ATTACHMENT_TAKEN_OUT => (
            Action::AttachmentTakenOut {
                attachment: read_id(d)?,
            },
            true,
        ),
        ATTACHMENT_FILED => {
            let (attachment, filed, known) = read_filing(d)?;
            (Action::AttachmentFiled { attachment, filed }, known)
        }
        RECORD => return read_record(d),
        STEP => return read_step(d),
        STEP_TAKEN_BACK => return read_step_back(d),
        _ => {
            let people = read_people(kind, d)?;
            return Ok(people.map(|(action, known)| (Action::People(Box::new(action)), known)));
        }
    }))
}

/// A map of texts with the keys 0, 1, ….
fn read_texts<const N: usize>(d: &mut Decoder<'_>) -> Result<([String; N], bool), Error> {
    let mut texts = [const { String::new() }; N];
    let known = read_map(d, |key, d| {
        match usize::try_from(key).ok().and_then(|k| texts.get_mut(k)) {
            Some(text) => {
                d.str()?.clone_into(text);
                Ok(true)
            }
            None => Ok(false),
        }
    })?;
    Ok((texts, known))
}

/// A ruling on a field or with a value of a newer build is as a whole not understood.
fn read_ruled(d: &mut Decoder<'_>) -> Result<Option<(Action, bool)>, Error> {
    let (mut fields, mut fields_known, mut reason) = (Vec::new(), true, String::new());
    let known = read_map(d, |key, d| {
        match key {
            0 => (fields, fields_known) = read_fields(d)?,
            1 => d.str()?.clone_into(&mut reason),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(match (fields.pop(), fields.is_empty() && fields_known) {
        (Some((field, value)), true) => Some((Action::Ruled { field, value, reason }, known)),
        _ => None,
    })
}

/// The write of a record. The case's own record and those the case book makes of other actions are not written this way:
/// such bytes count as not understood. Nor is a field written as whether the record is in force.
fn read_record(d: &mut Decoder<'_>) -> Result<Option<(Action, bool)>, Error> {
    let (mut kind, mut id, mut in_force, mut fields) = (None, None, None, Vec::new());
    let mut fields_known = true;
    let known = read_map(d, |key, d| {
        match key {
            0 => kind = Some(Kind(d.u16()?)),
            1 => id = Some(read_id(d)?),
            2 => in_force = Some(d.bool()?),
            3 => {
                fields_known = read_map(d, |field, d| {
                    let Some(field) = u16::try_from(field)
                        .ok()
                        .filter(|field| ![IN_FORCE, LAST_STEP].contains(field))
                    else {
                        return Ok(false);
                    };
                    let Some(value) = read_value(d)? else {
                        return Ok(false);
                    };
                    fields.push((field, value));
                    Ok(true)
                })?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let (Some(kind), Some(id)) = (kind.filter(|kind| kind.is_data()), id) else {
        return Ok(None);
    };
    let write = RecordWrite {
        record: RecordKey { kind, id },
        in_force,
        fields,
    };
    Ok(Some((Action::Record(Box::new(write)), known && fields_known)))
}

/// A step of a record whose kind is told by a text; one that lacks something counts as not understood.
fn read_step(d: &mut Decoder<'_>) -> Result<Option<(Action, bool)>, Error> {
    let (mut kind, mut id, mut by, mut on, mut content) = (None, None, None, None, None);
    let (mut step, mut reason, mut receipt) = (String::new(), String::new(), String::new());
    let (mut sets, mut sets_known) = (Vec::new(), true);
    let known = read_map(d, |key, d| {
        match key {
            0 => kind = Some(Kind(d.u16()?)),
            1 => id = Some(read_id(d)?),
            2 => d.str()?.clone_into(&mut step),
            3 => by = Some(read_id(d)?),
            4 => on = Some(read_date(d)?),
            5 => d.str()?.clone_into(&mut reason),
            6 => content = Some(<[u8; 32]>::try_from(d.bytes()?).map_err(|_| Error::message("no hash"))?),
            7 => (sets, sets_known) = read_fields(d)?,
            8 => d.str()?.clone_into(&mut receipt),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let (Some(kind), Some(id), Some(by), Some(on), Some(content)) =
        (kind.filter(|kind| kind.is_data()), id, by, on, content)
    else {
        return Ok(None);
    };
    let step = Step {
        record: RecordKey { kind, id },
        step,
        by,
        on,
        reason,
        content,
        sets,
        receipt,
    };
    Ok(Some((Action::Step(Box::new(step)), known && sets_known)))
}

fn read_step_back(d: &mut Decoder<'_>) -> Result<Option<(Action, bool)>, Error> {
    let (mut step, mut by, mut kind, mut id) = (None, None, None, None);
    let (mut sets, mut sets_known, mut of) = (Vec::new(), true, String::new());
    let known = read_map(d, |key, d| {
        match key {
            0 => kind = Some(Kind(d.u16()?)),
            1 => id = Some(read_id(d)?),
            2 => step = Some(read_stamp(d)?),
            3 => by = Some(read_id(d)?),
            4 => (sets, sets_known) = read_fields(d)?,
            5 => d.str()?.clone_into(&mut of),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let (Some(step), Some(by), Some(kind), Some(id)) = (step, by, kind.filter(|kind| kind.is_data()), id) else {
        return Ok(None);
    };
    let back = StepBack {
        record: RecordKey { kind, id },
        step,
        key: of,
        by,
        sets,
    };
    Ok(Some((Action::StepTakenBack(Box::new(back)), known && sets_known)))
}

fn read_happened(d: &mut Decoder<'_>) -> Result<(Action, bool), Error> {
    let (mut id, mut what, mut on, mut subject) = (None, String::new(), None, String::new());
    let mut particulars = Particulars::default();
    let known = read_map(d, |key, d| {
        match key {
            0 => id = Some(read_id(d)?),
            1 => d.str()?.clone_into(&mut what),
            2 => on = Some(read_date(d)?),
            3 => d.str()?.clone_into(&mut subject),
            4 => d.str()?.clone_into(&mut particulars.document),
            5 => d.str()?.clone_into(&mut particulars.by),
            6 => d.str()?.clone_into(&mut particulars.order),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let (Some(id), Some(on)) = (id, on) else {
        return Err(Error::message("happening without id or day"));
    };
    Ok((
        Action::Happened(Happening {
            id,
            key: what,
            on,
            subject,
            particulars,
        }),
        known,
    ))
}

/// Older builds wrote the id alone.
fn read_take_back(d: &mut Decoder<'_>) -> Result<(Action, bool), Error> {
    let (mut id, mut what) = (None, String::new());
    let mut known = true;
    if d.datatype()? == Type::Bytes {
        id = Some(read_id(d)?);
    } else {
        known = read_map(d, |key, d| {
            match key {
                0 => id = Some(read_id(d)?),
                1 => d.str()?.clone_into(&mut what),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
    }
    let happening = id.ok_or_else(|| Error::message("taking back without id"))?;
    Ok((Action::TakeBack { happening, key: what }, known))
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

fn read_imported(d: &mut Decoder<'_>) -> Result<(Action, bool), Error> {
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
    Ok((Action::Imported(Box::new(import)), known && fields_known))
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
        Type::Array => {
            let number = |d: &mut Decoder<'_>| match d.array()? {
                Some(1) => d.i64(),
                _ => Err(Error::message("not a number")),
            };
            match number(&mut d.probe()) {
                Ok(_) => Value::Number(number(d)?),
                Err(_) => return Ok(None),
            }
        }
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
