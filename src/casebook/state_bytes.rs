//! The state of a case as compact bytes: how it lies in memory and in the snapshot.
//!
//! A case that was written once has one stamp; fields point to stamps by their place in a table.
use std::collections::HashMap;

use super::bytes::{BadBytes, Reader, put_bytes, put_int, put_uint};
use super::cbor::{date, days};
use super::clock::{DeviceId, Moment, Stamp};
use super::deed::{Happening, Particulars};
use super::field::{Field, Value};
use super::register::Register;
use super::state::{CaseState, Period};
use crate::law::money::Fen;
use chrono::NaiveDate;

/// Writes a state.
pub(crate) fn encode(state: &CaseState) -> Vec<u8> {
    let mut stamps = Stamps::default();
    let mut body = Vec::with_capacity(256);
    put_uint(&mut body, state.fields.len() as u64);
    for (field, register) in &state.fields {
        body.push(field.code());
        put_register(&mut body, register, &mut stamps, put_value);
    }
    put_register(&mut body, &state.hidden, &mut stamps, put_bool);
    put_register(&mut body, &state.sample, &mut stamps, put_bool);
    // The day plus one, so that none is nought.
    put_int(&mut body, state.since.map_or(0, |day| i64::from(days(day)) + 1));
    put_uint(&mut body, state.excluded.len() as u64);
    for ((from, to, ground), register) in &state.excluded {
        put_int(&mut body, i64::from(days(*from)));
        put_int(&mut body, i64::from(days(*to)));
        put_bytes(&mut body, ground.as_bytes());
        put_register(&mut body, register, &mut stamps, put_bool);
    }
    put_uint(&mut body, state.happenings.len() as u64);
    for (stamp, happening) in state.happenings.values() {
        put_uint(&mut body, stamps.place(*stamp));
        body.extend_from_slice(&happening.id);
        put_bytes(&mut body, happening.key.as_bytes());
        put_int(&mut body, i64::from(days(happening.on)));
        put_bytes(&mut body, happening.subject.as_bytes());
        let Particulars { document, by, order } = &happening.particulars;
        for text in [document, by, order] {
            put_bytes(&mut body, text.as_bytes());
        }
    }
    put_uint(&mut body, state.taken_back.len() as u64);
    for (id, key) in &state.taken_back {
        body.extend_from_slice(id);
        put_bytes(&mut body, key.as_bytes());
    }
    stamps.before(body)
}

/// Reads a state.
pub(crate) fn decode(bytes: &[u8]) -> Result<CaseState, BadBytes> {
    let r = &mut Reader(bytes);
    let stamps = read_stamps(r)?;
    let mut state = CaseState::default();
    for _ in 0..r.count()? {
        let field = Field::from_code(r.byte()?).ok_or(BadBytes)?;
        state.fields.insert(field, read_register(r, &stamps, read_value)?);
    }
    state.hidden = read_register(r, &stamps, read_bool)?;
    state.sample = read_register(r, &stamps, read_bool)?;
    state.since = read_since(r)?;
    for _ in 0..r.count()? {
        let period: Period = (read_date(r)?, read_date(r)?, r.text()?.to_owned());
        state.excluded.insert(period, read_register(r, &stamps, read_bool)?);
    }
    for _ in 0..r.count()? {
        let stamp = read_stamp(r, &stamps)?;
        let (id, key) = (r.array()?, r.text()?.to_owned());
        let happening = Happening {
            id,
            key,
            on: read_date(r)?,
            subject: r.text()?.to_owned(),
            particulars: read_particulars(r)?,
        };
        state.happenings.insert((id, stamp.device), (stamp, happening));
    }
    for _ in 0..r.count()? {
        state.taken_back.insert((r.array()?, r.text()?.to_owned()));
    }
    if r.is_done() { Ok(state) } else { Err(BadBytes) }
}

/// Reads what [`encode`] wrote of the particulars of a happening.
pub(super) fn read_particulars(r: &mut Reader<'_>) -> Result<Particulars, BadBytes> {
    let (document, by, order) = (r.text()?.to_owned(), r.text()?.to_owned(), r.text()?.to_owned());
    Ok(Particulars { document, by, order })
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
fn put_register<T: Ord + Clone>(
    out: &mut Vec<u8>,
    register: &Register<T>,
    stamps: &mut Stamps,
    put: impl Fn(&mut Vec<u8>, &T),
) {
    // Both counts in one number: usually 1 and 0.
    let (live, gone) = (register.live().len() as u64, register.gone().len() as u64);
    put_uint(out, live.min(3) | gone << 2);
    if live >= 3 {
        put_uint(out, live);
    }
    for (stamp, value) in register.live() {
        put_uint(out, stamps.place(*stamp));
        put(out, value);
    }
    register
        .gone()
        .iter()
        .for_each(|stamp| put_uint(out, stamps.place(*stamp)));
}

fn read_register<T: Ord + Clone>(
    r: &mut Reader<'_>,
    stamps: &[Stamp],
    read: impl Fn(&mut Reader<'_>) -> Result<T, BadBytes>,
) -> Result<Register<T>, BadBytes> {
    let counts = r.uint()?;
    let live = if counts & 3 == 3 {
        r.count()?
    } else {
        (counts & 3) as usize
    };
    let gone = usize::try_from(counts >> 2).map_err(|_| BadBytes)?;
    let mut values = Vec::with_capacity(live.min(r.0.len()));
    for _ in 0..live {
        values.push((read_stamp(r, stamps)?, read(r)?));
    }
    let mut replaced = Vec::with_capacity(gone.min(r.0.len()));
    for _ in 0..gone {
        replaced.push(read_stamp(r, stamps)?);
    }
    Ok(Register::from_parts(values, replaced))
}

fn put_bool(out: &mut Vec<u8>, value: &bool) {
    out.push(u8::from(*value));
}

fn read_bool(r: &mut Reader<'_>) -> Result<bool, BadBytes> {
    match r.byte()? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(BadBytes),
    }
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
