//! A case read in passing: what lists and rules need of its state, borrowed from the stored bytes.
//!
//! Reading the whole state costs some thirty allocations a case; asking the rules about 100,000 cases cannot afford
//! them.
use std::borrow::Cow;
use std::collections::HashSet;

use chrono::NaiveDate;

use super::action::Happening;
use super::bytes::{BadBytes, Reader};
use super::cbor::date;
use super::field::{Field, Value, Weight};
use super::flows::slots::{Mark, linked, mark_of};
use super::flows::{StepTaken, of_record, standing};
use super::kinds::Kinds;
use super::matters::{self, MATTER};
use super::parties;
use super::slot::{IN_FORCE, Kind, RecordId, RecordKey, SAMPLE, happening_of, period_of};
use super::state::Period;
use super::state_bytes::{read_field, read_key, read_since};
use super::waiting::Waits;
use law::money::Fen;

/// A value, borrowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Plain<'a> {
    #[default]
    None,
    Text(&'a str),
    Date(NaiveDate),
    Fen(Fen),
    Bool(bool),
    Number(i64),
}

impl<'a> From<&'a Value> for Plain<'a> {
    fn from(value: &'a Value) -> Plain<'a> {
        match value {
            Value::None => Plain::None,
            Value::Text(text) => Plain::Text(text),
            Value::Date(date) => Plain::Date(*date),
            Value::Fen(fen) => Plain::Fen(*fen),
            Value::Bool(yes) => Plain::Bool(*yes),
            Value::Number(number) => Plain::Number(*number),
        }
    }
}

impl Plain<'_> {
    /// The value, owned.
    pub(crate) fn to_value(self) -> Value {
        match self {
            Plain::None => Value::None,
            Plain::Text(text) => Value::Text(text.to_owned()),
            Plain::Date(date) => Value::Date(date),
            Plain::Fen(fen) => Value::Fen(fen),
            Plain::Bool(yes) => Value::Bool(yes),
            Plain::Number(number) => Value::Number(number),
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

/// One more than the highest code of a field of the case.
const CELLS: usize = 64;

/// A case read in passing.
#[derive(Debug)]
pub(crate) struct LazyState<'a> {
    cells: [Cell<'a>; CELLS],
    pub happenings: Vec<Happening>,
    /// Those that records stand for, until all are read.
    of_records: Vec<Happening>,
    pub excluded: Vec<Period>,
    pub hidden: bool,
    pub sample: bool,
    /// Was a sample case, and was taken away.
    pub sample_gone: bool,
    pub since: Option<NaiveDate>,
    /// The kinds told by texts of which it has a record, in force or not.
    pub kinds: Vec<Kind>,
    /// The names of its records in force of those kinds.
    pub titles: Vec<String>,
    /// What was recorded of its matters.
    pub matters: Vec<Taken<'a>>,
    /// Parties entered as records: position and name.
    parties: Vec<(Value, Value)>,
    record_conflicts: usize,
    /// Where its open records stand in their flows.
    pub waits: Waits,
    /// Steps taken of its records: they come before the records in the stored bytes.
    marks: Vec<Mark>,
    /// The same, once all of them are read.
    steps: Vec<(RecordKey, StepTaken)>,
}

impl<'a> LazyState<'a> {
    /// Reads what [`super::state_bytes::encode`] wrote.
    pub fn read(bytes: &'a [u8], kinds: &Kinds) -> Result<LazyState<'a>, BadBytes> {
        LazyState::read_of(bytes, kinds, &|_| true)
    }

    /// The same of the records of some kinds; the others are passed over, as if they were not there.
    pub fn read_of(bytes: &'a [u8], kinds: &Kinds, wanted: &dyn Fn(Kind) -> bool) -> Result<LazyState<'a>, BadBytes> {
        let r = &mut Reader(bytes);
        let stamps = r.count()?;
        r.take(stamps.checked_mul(16).ok_or(BadBytes)?)?;
        let mut light = LazyState {
            cells: [Cell::default(); CELLS],
            happenings: Vec::new(),
            of_records: Vec::new(),
            excluded: Vec::new(),
            hidden: false,
            sample: false,
            sample_gone: false,
            since: read_since(r)?,
            kinds: Vec::new(),
            titles: Vec::new(),
            matters: Vec::new(),
            parties: Vec::new(),
            record_conflicts: 0,
            waits: Waits::default(),
            marks: Vec::new(),
            steps: Vec::new(),
        };
        let mut taken_back: HashSet<[u8; 16]> = HashSet::new();
        for _ in 0..r.count()? {
            let key = read_key(r)?;
            let own = &mut Reader(r.bytes()?);
            match key.kind {
                kind if !wanted(kind) => {}
                Kind::CASE => light.read_case(own)?,
                Kind::TAKEN_BACK if read_record(own)?.is_some() => drop(taken_back.insert(key.id)),
                _ => light.take_record(kinds, key, own)?,
            }
        }
        if !taken_back.is_empty() {
            let named =
                |happening: &Happening, key: &str| taken_back.contains(&RecordKey::of_taken_back(happening.id, key).id);
            light.happenings.retain(|h| !(named(h, &h.key) || named(h, "")));
        }
        // What a record stands for is taken back with the record, not as a happening.
        light.happenings.append(&mut light.of_records);
        light
            .happenings
            .sort_by(|a, b| (a.on, &a.key, a.id).cmp(&(b.on, &b.key, b.id)));
        light.excluded.sort();
        if r.is_done() { Ok(light) } else { Err(BadBytes) }
    }

    /// Takes notice of a record that is not the case's own.
    fn take_record(&mut self, kinds: &Kinds, key: RecordKey, r: &mut Reader<'a>) -> Result<(), BadBytes> {
        match key.kind {
            Kind::HAPPENING => {
                let fields = read_record(r)?;
                let made = fields.and_then(|fields| happening_of(&|field| fields.value(field)));
                self.happenings.extend(made);
            }
            Kind::EXCLUDED => {
                let fields = read_record(r)?;
                let made = fields.and_then(|fields| period_of(&|field| fields.value(field)));
                self.excluded.extend(made);
            }
            Kind::STEP => {
                let fields = read_record(r)?;
                let made = fields.and_then(|fields| mark_of(&key.id, &|field| fields.value(field)));
                self.marks.extend(made);
            }
            kind if kind.is_data() => {
                if !self.marks.is_empty() {
                    self.steps = linked(std::mem::take(&mut self.marks));
                }
                if self.kinds.last() != Some(&kind) {
                    self.kinds.push(kind);
                }
                if let Some(known) = kinds.get(kind) {
                    let (in_force, fields) = read_fields(r)?;
                    let value = |field: u16| fields.value(field);
                    let steps = of_record(&self.steps, key);
                    let judged = known.flow.as_ref().map(|flow| (flow, standing(flow, &steps)));
                    // As [`super::state::CaseState::stands`].
                    if !in_force
                        && !judged
                            .as_ref()
                            .is_some_and(|(flow, (_, judged))| flow.is_bound_by(judged))
                    {
                        return Ok(());
                    }
                    if let Some((flow, (standing, judged))) = &judged {
                        self.waits.see(kind, flow, standing, judged);
                    }
                    let standing = judged.map(|(_, (standing, _))| standing);
                    self.record_conflicts += usize::from(standing.as_ref().is_some_and(|s| s.is_question()));
                    self.of_records
                        .extend(known.happenings(key.id, &value, standing.as_ref()));
                    self.titles.push(known.title(&value));
                    if kind == MATTER {
                        self.matters.extend(Taken::of(key, &fields));
                    }
                    if kind == parties::PARTY {
                        let of = |field| fields.value(field).unwrap_or(Value::None);
                        self.parties.push((of(parties::ROLE), of(parties::NAME)));
                    }
                    self.record_conflicts += fields.several().filter(|field| known.is_legal(*field)).count();
                }
            }
            // Attachments and notes say nothing to lists and rules.
            _ => {}
        }
        Ok(())
    }

    /// The case's own record: its fields, whether it is in the lists, whether it is a sample.
    fn read_case(&mut self, r: &mut Reader<'a>) -> Result<(), BadBytes> {
        let (mut in_lists, mut sample) = (Plain::None, None);
        for _ in 0..r.count()? {
            match read_field(r)? {
                IN_FORCE => register(r, |value| in_lists = value)?,
                SAMPLE => register(r, |value| sample = Some(value))?,
                number => {
                    let field = u8::try_from(number).ok().and_then(Field::from_code).ok_or(BadBytes)?;
                    let cell = self.cells.get_mut(usize::from(number)).ok_or(BadBytes)?;
                    let mut is_first = true;
                    register(r, |value| {
                        cell.see(field, value, is_first);
                        is_first = false;
                    })?;
                }
            }
        }
        self.hidden = in_lists == Plain::Bool(false);
        self.sample = sample == Some(Plain::Bool(true));
        self.sample_gone = self.hidden && sample.is_some() && !self.sample;
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

    /// As [`LazyState::text`]; of a side of the case also the parties entered as records.
    pub fn named(&self, field: Field) -> Cow<'a, str> {
        let text = self.text(field);
        let Some(role) = parties::role_of(field).filter(|_| !self.parties.is_empty()) else {
            return Cow::Borrowed(text);
        };
        let own = self
            .parties
            .iter()
            .filter(|(of, _)| matches!(of, Value::Text(of) if of == role));
        let names = own.filter_map(|(_, name)| match name {
            Value::Text(name) => Some(name.as_str()),
            _ => None,
        });
        Cow::Owned(parties::shown(text, names))
    }

    /// Fields in conflict, of the case and of its records.
    pub fn conflicts(&self) -> usize {
        self.cells.iter().filter(|cell| cell.disputed).count() + self.record_conflicts
    }
}

/// What was recorded of a matter of the case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taken<'a> {
    /// The record that says so.
    pub record: RecordKey,
    pub matter: &'a str,
    /// Who does it, or empty.
    pub who: &'a str,
    /// The day to look again.
    pub follow_on: Option<NaiveDate>,
    /// Somebody said that it is done: that counts where it has no limit.
    pub is_done: bool,
}

impl<'a> Taken<'a> {
    fn of(record: RecordKey, fields: &Latest<'a>) -> Option<Taken<'a>> {
        let text = |field| match fields.plain(field) {
            Plain::Text(text) => text.trim(),
            _ => "",
        };
        let day = |field| match fields.plain(field) {
            Plain::Date(day) => Some(day),
            _ => None,
        };
        let matter = text(matters::WHICH);
        (!matter.is_empty()).then(|| Taken {
            record,
            matter,
            who: text(matters::WHO),
            follow_on: day(matters::FOLLOW_ON),
            is_done: day(matters::DONE_ON).is_some(),
        })
    }
}

/// The latest values of a record in force.
pub(crate) struct Latest<'a>(Vec<(u16, Plain<'a>, bool)>);

impl<'a> Latest<'a> {
    /// The value of a field.
    pub fn value(&self, field: u16) -> Option<Value> {
        let found = self.0.iter().find(|(known, ..)| *known == field);
        found.map(|(_, value, _)| value.to_value())
    }

    /// The same, borrowed.
    fn plain(&self, field: u16) -> Plain<'a> {
        let found = self.0.iter().find(|(known, ..)| *known == field);
        found.map_or(Plain::None, |(_, value, _)| *value)
    }

    /// The fields in which different values are in force.
    fn several(&self) -> impl Iterator<Item = u16> {
        self.0.iter().filter(|(.., several)| *several).map(|(field, ..)| *field)
    }
}

/// Reads the latest values of a record; nothing if it is not in force.
fn read_record<'a>(r: &mut Reader<'a>) -> Result<Option<Latest<'a>>, BadBytes> {
    let (in_force, fields) = read_fields(r)?;
    Ok(in_force.then_some(fields))
}

/// Whether a record is in force, and its fields.
fn read_fields<'a>(r: &mut Reader<'a>) -> Result<(bool, Latest<'a>), BadBytes> {
    let mut latest = Vec::new();
    let mut in_force = false;
    for _ in 0..r.count()? {
        let field = read_field(r)?;
        let (mut last, mut several) = (None, false);
        register(r, |value| {
            several |= last.replace(value).is_some_and(|before| before != value)
        })?;
        let last = last.unwrap_or_default();
        if field == IN_FORCE {
            in_force = last == Plain::Bool(true);
        } else {
            latest.push((field, last, several));
        }
    }
    Ok((in_force, Latest(latest)))
}

/// What the records of a kind without a flow say in some fields, of those in force: of each field the latest value that
/// is not empty. Nothing is copied: most records are asked only to be passed over.
pub(crate) fn said_in<'a, const N: usize>(
    bytes: &'a [u8],
    kind: Kind,
    fields: [u16; N],
    each: &mut dyn FnMut(RecordId, [Plain<'a>; N]),
) -> Result<(), BadBytes> {
    let r = &mut Reader(bytes);
    let stamps = r.count()?;
    r.take(stamps.checked_mul(16).ok_or(BadBytes)?)?;
    read_since(r)?;
    for _ in 0..r.count()? {
        let key = read_key(r)?;
        let own = &mut Reader(r.bytes()?);
        if key.kind != kind {
            continue;
        }
        let (mut in_force, mut said) = (Plain::None, [Plain::None; N]);
        for _ in 0..own.count()? {
            let field = read_field(own)?;
            let place = fields.iter().position(|wanted| *wanted == field);
            register(own, |value| match place.and_then(|at| said.get_mut(at)) {
                Some(said) if value != Plain::None => *said = value,
                None if field == IN_FORCE => in_force = value,
                _ => {}
            })?;
        }
        if in_force == Plain::Bool(true) {
            each(key.id, said);
        }
    }
    Ok(())
}

/// Reads a register: every value in force, the latest last.
fn register<'a>(r: &mut Reader<'a>, mut take: impl FnMut(Plain<'a>)) -> Result<(), BadBytes> {
    let counts = r.uint()?;
    let live = if counts & 3 == 3 { r.uint()? } else { counts & 3 };
    for _ in 0..live {
        let _stamp = r.uint()?;
        take(read_plain(r)?);
    }
    for _ in 0..counts >> 2 {
        let _stamp = r.uint()?;
    }
    Ok(())
}

fn read_plain<'a>(r: &mut Reader<'a>) -> Result<Plain<'a>, BadBytes> {
    Ok(match r.byte()? {
        0 => Plain::None,
        1 => Plain::Text(r.text()?),
        2 => Plain::Date(read_date(r)?),
        3 => Plain::Fen(Fen(r.int()?)),
        4 => Plain::Bool(false),
        5 => Plain::Bool(true),
        6 => Plain::Number(r.int()?),
        _ => return Err(BadBytes),
    })
}

fn read_date(r: &mut Reader<'_>) -> Result<NaiveDate, BadBytes> {
    i32::try_from(r.int()?).ok().and_then(date).ok_or(BadBytes)
}
