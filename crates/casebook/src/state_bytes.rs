//! The state of a case as compact bytes: how it lies in memory and in the snapshot.
//!
//! A case that was written once has one stamp; fields point to stamps by their place in a table.
use std::collections::HashMap;

use super::bytes::{BadBytes, Reader, put_bytes, put_int, put_uint};
use super::cbor::{date, days};
use super::clock::{DeviceId, Moment, Stamp};
use super::field::Value;
use super::register::Register;
use super::slot::{Kind, RecordKey};
use super::state::{CaseState, Fields};
use chrono::NaiveDate;
use law::money::Fen;

/// Writes a state: the stamps, the day since when it is kept, then every record as kind, id, and its fields with their
/// length before them, so that whoever does not need a record passes over it.
pub(crate) fn encode(state: &CaseState) -> Vec<u8> {
    let mut stamps = Stamps::default();
    let mut body = Vec::with_capacity(256);
    // The day plus one, so that none is nought.
    put_int(&mut body, state.since.map_or(0, |day| i64::from(days(day)) + 1));
    put_uint(&mut body, state.records.len() as u64);
    let mut own = Vec::with_capacity(128);
    for (key, fields) in &state.records {
        put_uint(&mut body, u64::from(key.kind.0));
        if key.kind != Kind::CASE {
            body.extend_from_slice(&key.id);
        }
        own.clear();
        put_uint(&mut own, fields.len() as u64);
        for (field, register) in fields {
            put_uint(&mut own, u64::from(*field));
            put_register(&mut own, register, &mut stamps);
        }
        put_bytes(&mut body, &own);
    }
    stamps.before(body)
}

/// Reads a state.
pub(crate) fn decode(bytes: &[u8]) -> Result<CaseState, BadBytes> {
    decode_of(bytes, &|_| true)
}

/// Reads the records of some kinds of a state, and passes over the others.
pub(crate) fn decode_of(bytes: &[u8], wanted: &dyn Fn(Kind) -> bool) -> Result<CaseState, BadBytes> {
    let r = &mut Reader(bytes);
    let stamps = read_stamps(r)?;
    let mut state = CaseState {
        since: read_since(r)?,
        ..CaseState::default()
    };
    for _ in 0..r.count()? {
        let key = read_key(r)?;
        let own = &mut Reader(r.bytes()?);
        if !wanted(key.kind) {
            continue;
        }
        let mut fields = Fields::new();
        for _ in 0..own.count()? {
            let field = read_field(own)?;
            fields.insert(field, read_register(own, &stamps)?);
        }
        if !own.is_done() {
            return Err(BadBytes);
        }
        state.records.insert(key, fields);
    }
    if r.is_done() { Ok(state) } else { Err(BadBytes) }
}

/// Reads which record follows.
pub(crate) fn read_key(r: &mut Reader<'_>) -> Result<RecordKey, BadBytes> {
    let kind = Kind(u16::try_from(r.uint()?).map_err(|_| BadBytes)?);
    if kind == Kind::CASE {
        return Ok(RecordKey::CASE);
    }
    Ok(RecordKey { kind, id: r.array()? })
}

/// Reads the number of a field.
pub(crate) fn read_field(r: &mut Reader<'_>) -> Result<u16, BadBytes> {
    u16::try_from(r.uint()?).map_err(|_| BadBytes)
}

/// So many stamps are searched from the start: most states have few, and a table would cost more.
const FEW: usize = 16;

/// Stamps in the order they were met.
#[derive(Default)]
struct Stamps {
    all: Vec<Stamp>,
    /// Their places, once there are many: who writes very many must hold nobody up.
    places: HashMap<Stamp, u64>,
}

impl Stamps {
    /// Place of a stamp in the table.
    fn place(&mut self, stamp: Stamp) -> u64 {
        let known = if self.all.len() <= FEW {
            let place = self.all.iter().position(|seen| *seen == stamp);
            place.map(|place| place as u64)
        } else {
            self.places.get(&stamp).copied()
        };
        known.unwrap_or_else(|| {
            let place = self.all.len() as u64;
            if self.all.len() == FEW {
                self.places = self.all.iter().copied().zip(0..).collect();
            }
            if self.all.len() >= FEW {
                self.places.insert(stamp, place);
            }
            self.all.push(stamp);
            place
        })
    }

    fn before(self, body: Vec<u8>) -> Vec<u8> {
        let mut out = Vec::with_capacity(body.len() + 2 + 16 * self.all.len());
        put_uint(&mut out, self.all.len() as u64);
        for stamp in self.all {
            out.extend_from_slice(&stamp.moment.0.to_le_bytes());
            out.extend_from_slice(&stamp.device.0.to_le_bytes());
        }
        out.extend_from_slice(&body);
        out
    }
}

fn read_stamps(r: &mut Reader<'_>) -> Result<Vec<Stamp>, BadBytes> {
    let count = r.count()?;
    let mut stamps = Vec::with_capacity(count);
    for _ in 0..count {
        let moment = Moment(u64::from_le_bytes(r.array()?));
        stamps.push(Stamp {
            moment,
            device: DeviceId(u64::from_le_bytes(r.array()?)),
        });
    }
    Ok(stamps)
}

fn read_stamp(r: &mut Reader<'_>, stamps: &[Stamp]) -> Result<Stamp, BadBytes> {
    let place = usize::try_from(r.uint()?).map_err(|_| BadBytes)?;
    stamps.get(place).copied().ok_or(BadBytes)
}

/// A register: number of writes in force, number replaced, then the writes and the replaced stamps.
fn put_register(out: &mut Vec<u8>, register: &Register<Value>, stamps: &mut Stamps) {
    // Both counts in one number: usually 1 and 0.
    let (live, gone) = (register.live().len() as u64, register.gone().len() as u64);
    put_uint(out, live.min(3) | gone << 2);
    if live >= 3 {
        put_uint(out, live);
    }
    for (stamp, value) in register.live() {
        put_uint(out, stamps.place(*stamp));
        put_value(out, value);
    }
    register
        .gone()
        .iter()
        .for_each(|stamp| put_uint(out, stamps.place(*stamp)));
}

fn read_register(r: &mut Reader<'_>, stamps: &[Stamp]) -> Result<Register<Value>, BadBytes> {
    let counts = r.uint()?;
    let live = if counts & 3 == 3 {
        r.count()?
    } else {
        (counts & 3) as usize
    };
    let gone = usize::try_from(counts >> 2).map_err(|_| BadBytes)?;
    let mut values = Vec::with_capacity(live.min(r.0.len()));
    for _ in 0..live {
        values.push((read_stamp(r, stamps)?, read_value(r)?));
    }
    let mut replaced = Vec::with_capacity(gone.min(r.0.len()));
    for _ in 0..gone {
        replaced.push(read_stamp(r, stamps)?);
    }
    Ok(Register::from_parts(values, replaced))
}

fn put_value(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::None => out.push(0),
        Value::Text(text) => {
            out.push(1);
            put_bytes(out, text.as_bytes());
        }
        Value::Date(date) => {
            out.push(2);
            put_int(out, i64::from(days(*date)));
        }
        Value::Fen(fen) => {
            out.push(3);
            put_int(out, fen.0);
        }
        Value::Bool(false) => out.push(4),
        Value::Bool(true) => out.push(5),
        Value::Number(number) => {
            out.push(6);
            put_int(out, *number);
        }
    }
}

fn read_value(r: &mut Reader<'_>) -> Result<Value, BadBytes> {
    Ok(match r.byte()? {
        0 => Value::None,
        1 => Value::Text(r.text()?.to_owned()),
        2 => Value::Date(read_date(r)?),
        3 => Value::Fen(Fen(r.int()?)),
        4 => Value::Bool(false),
        5 => Value::Bool(true),
        6 => Value::Number(r.int()?),
        _ => return Err(BadBytes),
    })
}

/// Reads the day since when the book keeps the case.
pub(crate) fn read_since(r: &mut Reader<'_>) -> Result<Option<NaiveDate>, BadBytes> {
    match r.int()? {
        0 => Ok(None),
        day => i32::try_from(day - 1).ok().and_then(date).map(Some).ok_or(BadBytes),
    }
}

fn read_date(r: &mut Reader<'_>) -> Result<NaiveDate, BadBytes> {
    i32::try_from(r.int()?).ok().and_then(date).ok_or(BadBytes)
}
