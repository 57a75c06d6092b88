//! A case read in passing: what lists and rules need of its state, borrowed from the stored bytes.
//!
//! Reading the whole state costs some thirty allocations a case; asking the rules about 100,000 cases cannot afford
//! them.
use std::collections::HashSet;

use chrono::NaiveDate;

use super::bytes::{BadBytes, Reader};
use super::cbor::date;
use super::deed::Happening;
use super::field::{Field, Value, Weight};
use super::state::Period;
use super::state_bytes::{read_particulars, read_since};
use crate::law::money::Fen;

/// A value, borrowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Plain<'a> {
    #[default]
    None,
    Text(&'a str),
    Date(NaiveDate),
    Fen(Fen),
    Bool(bool),
}

impl<'a> From<&'a Value> for Plain<'a> {
    fn from(value: &'a Value) -> Plain<'a> {
        match value {
            Value::None => Plain::None,
            Value::Text(text) => Plain::Text(text),
            Value::Date(date) => Plain::Date(*date),
            Value::Fen(fen) => Plain::Fen(*fen),
            Value::Bool(yes) => Plain::Bool(*yes),
        }
    }
}

/// What a field says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell<'a> {
    /// The latest value in force.
    pub latest: Plain<'a>,
    /// Of legal weight, and another value is in force too.
    pub disputed: bool,
    /// The earliest day among the values in force.
    pub earliest: Option<NaiveDate>,
}

impl<'a> Cell<'a> {
    /// Takes notice of a value; values come in the order of their stamps, the latest last.
    pub fn see(&mut self, field: Field, value: Plain<'a>, is_first: bool) {
        self.disputed |= !is_first && self.latest != value && field.weight() == Weight::Legal;
        self.latest = value;
        if let Plain::Date(day) = value {
            self.earliest = Some(self.earliest.map_or(day, |earlier| earlier.min(day)));
        }
    }
}

/// One more than the highest code of a field.
const CELLS: usize = 33;

/// A case read in passing.
#[derive(Debug)]
pub(crate) struct Light<'a> {
    cells: [Cell<'a>; CELLS],
    pub happenings: Vec<Happening>,
    pub excluded: Vec<Period>,
    pub hidden: bool,
    pub sample: bool,
    /// Was a sample case, and was taken away.
    pub sample_gone: bool,
    pub since: Option<NaiveDate>,
}

impl<'a> Light<'a> {
    /// Reads what [`super::state_bytes::encode`] wrote.
    pub fn read(bytes: &'a [u8]) -> Result<Light<'a>, BadBytes> {
        let r = &mut Reader(bytes);
        let stamps = r.count()?;
        r.take(stamps.checked_mul(16).ok_or(BadBytes)?)?;
        let mut light = Light {
            cells: [Cell::default(); CELLS],
            happenings: Vec::new(),
            excluded: Vec::new(),
            hidden: false,
            sample: false,
            sample_gone: false,
            since: None,
        };
        for _ in 0..r.count()? {
            let field = Field::from_code(r.byte()?).ok_or(BadBytes)?;
            let cell = light.cells.get_mut(usize::from(field.code())).ok_or(BadBytes)?;
            let mut is_first = true;
            register(r, read_plain, |value| {
                cell.see(field, value, is_first);
                is_first = false;
            })?;
        }
        register(r, read_bool, |hidden| light.hidden = hidden)?;
        // Only samples ever have the mark, so one that is set to no tells a sample of before.
        register(r, read_bool, |sample| {
            (light.sample, light.sample_gone) = (sample, !sample && light.hidden);
        })?;
        light.since = read_since(r)?;
        for _ in 0..r.count()? {
            let period = (read_date(r)?, read_date(r)?, r.text()?);
            let mut in_force = false;
            register(r, read_bool, |value| in_force = value)?;
            if in_force {
                light.excluded.push((period.0, period.1, period.2.to_owned()));
            }
        }
        light.read_happenings(r)?;
        if r.is_done() { Ok(light) } else { Err(BadBytes) }
    }

    fn read_happenings(&mut self, r: &mut Reader<'a>) -> Result<(), BadBytes> {
        for _ in 0..r.count()? {
            let _stamp = r.uint()?;
            let (id, key) = (r.array()?, r.text()?.to_owned());
            self.happenings.push(Happening {
                id,
                key,
                on: read_date(r)?,
                subject: r.text()?.to_owned(),
                particulars: read_particulars(r)?,
            });
        }
        let mut gone: HashSet<([u8; 16], &str)> = HashSet::new();
        for _ in 0..r.count()? {
            gone.insert((r.array()?, r.text()?));
        }
        let is_gone = |one: &Happening| gone.contains(&(one.id, one.key.as_str())) || gone.contains(&(one.id, ""));
        self.happenings.retain(|one| !is_gone(one));
        self.happenings
            .sort_by(|a, b| (a.on, &a.key, a.id).cmp(&(b.on, &b.key, b.id)));
        Ok(())
    }

    /// What a field says.
    pub fn cell(&self, field: Field) -> Cell<'a> {
        self.cells.get(usize::from(field.code())).copied().unwrap_or_default()
    }

    /// The latest text of a field, or empty.
    pub fn text(&self, field: Field) -> &'a str {
        match self.cell(field).latest {
            Plain::Text(text) => text,
            _ => "",
        }
    }

    /// Fields in conflict.
    pub fn conflicts(&self) -> usize {
        self.cells.iter().filter(|cell| cell.disputed).count()
    }
}

/// Reads a register: every value in force, the latest last.
fn register<'a, T>(
    r: &mut Reader<'a>,
    read: impl Fn(&mut Reader<'a>) -> Result<T, BadBytes>,
    mut take: impl FnMut(T),
) -> Result<(), BadBytes> {
    let counts = r.uint()?;
    let live = if counts & 3 == 3 { r.uint()? } else { counts & 3 };
    for _ in 0..live {
        let _stamp = r.uint()?;
        take(read(r)?);
    }
    for _ in 0..counts >> 2 {
        let _stamp = r.uint()?;
    }
    Ok(())
}

fn read_bool(r: &mut Reader<'_>) -> Result<bool, BadBytes> {
    Ok(r.byte()? == 1)
}

fn read_plain<'a>(r: &mut Reader<'a>) -> Result<Plain<'a>, BadBytes> {
    Ok(match r.byte()? {
        0 => Plain::None,
        1 => Plain::Text(r.text()?),
        2 => Plain::Date(read_date(r)?),
        3 => Plain::Fen(Fen(r.int()?)),
        4 => Plain::Bool(false),
        5 => Plain::Bool(true),
        _ => return Err(BadBytes),
    })
}

fn read_date(r: &mut Reader<'_>) -> Result<NaiveDate, BadBytes> {
    i32::try_from(r.int()?).ok().and_then(date).ok_or(BadBytes)
}
