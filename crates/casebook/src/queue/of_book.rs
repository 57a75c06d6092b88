//! The seizures of a book in line: which are of one asset, and what the rules say of those that moved up.
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Held, InLine, Place, Turn, asset_keys, places};
use crate::CaseId;
use crate::book::{Book, BookError};
use crate::clock::DeviceId;
use crate::field::Value;
use crate::kinds::{KindOf, Kinds};
use crate::line::kind_bit;
use crate::records::{Reading, RegisterDate, RegisterRow, next_of};
use crate::slot::RecordKey;
use crate::state::latest;
use crate::state_bytes::decode_of;

/// The places of the records of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePlaces {
    /// Of each seizure.
    pub seizures: Vec<(RecordKey, Place)>,
    /// Of each asset the seizures of it in their order, in whatever case.
    pub assets: Vec<(RecordKey, Vec<InLine>)>,
}

type Get<'v> = dyn Fn(u16) -> Option<Value> + 'v;

fn text(value: Option<Value>) -> String {
    match value {
        Some(Value::Text(text)) => text,
        _ => String::new(),
    }
}

fn day(value: Option<Value>) -> Option<NaiveDate> {
    match value {
        Some(Value::Date(day)) => Some(day),
        _ => None,
    }
}

/// The kind of assets (`rules/records/asset.json`).
fn assets() -> Option<&'static KindOf> {
    Kinds::builtin().named("asset")
}

/// The fields of the kind of assets with what it is called and its number.
fn of_asset(kind: &KindOf) -> Option<(u16, u16)> {
    let number = |key: &str| kind.field_named(key).map(|field| field.number);
    Some((number("what")?, number("identifier")?))
}

/// The numbers a seizure names itself.
fn own_keys(kind: &KindOf, value: &Get<'_>) -> BTreeSet<String> {
    match kind.tells_asset() {
        [identifier, called] => asset_keys(&text(value(*identifier)), &text(value(*called))),
        _ => BTreeSet::new(),
    }
}

/// The assets of a case by what they are called, each with its numbers.
fn assets_of(bytes: &[u8]) -> Result<BTreeMap<String, BTreeSet<String>>, BookError> {
    let mut found = BTreeMap::new();
    let Some((kind, (called, identifier))) = assets().and_then(|kind| Some((kind, of_asset(kind)?))) else {
        return Ok(found);
    };
    let state = decode_of(bytes, &|of| of == kind.kind)?;
    for (_, fields) in state.marked(kind.kind) {
        let value = |number: u16| text(latest(fields, number).cloned());
        let keys = asset_keys(&value(identifier), &value(called));
        found.entry(value(called).trim().to_owned()).or_insert(keys);
    }
    Ok(found)
}

/// The numbers of a seizure: those it names, or those of the asset of its case that it is called after.
fn keys_of(kind: &KindOf, bytes: &[u8], has_assets: bool, value: &Get<'_>) -> Result<BTreeSet<String>, BookError> {
    let keys = own_keys(kind, value);
    let called = kind.tells_asset().last().map(|called| text(value(*called)));
    match called {
        Some(called) if keys.is_empty() && has_assets => {
            Ok(assets_of(bytes)?.remove(called.trim()).unwrap_or_default())
        }
        _ => Ok(keys),
    }
}

impl Book {
    /// Says of all records of a kind where each stands in line, and gives those that moved up the date they have since.
    pub(crate) fn put_in_line(
        &self,
        kind: &KindOf,
        rows: &mut [RegisterRow],
        today: NaiveDate,
    ) -> Result<(), BookError> {
        if kind.waits().is_none() {
            return Ok(());
        }
        let held: Vec<Held> = rows.iter().map(|row| self.held(kind, row)).collect::<Result<_, _>>()?;
        let mut moved: Vec<(usize, Option<RegisterDate>)> = Vec::new();
        let places = places(&held, today, &mut |at, from| {
            let date = self.if_in_force(kind, &rows[at], from, today)?;
            let last = date.as_ref().map(|date| date.on);
            // What was released has no date any more; it is only asked how long it would have run.
            if held[at].released.is_none() {
                moved.push((at, date));
            }
            Ok::<_, BookError>(last)
        })?;
        for (row, place) in rows.iter_mut().zip(places) {
            row.place = Some(place);
        }
        moved.into_iter().for_each(|(at, date)| rows[at].next = date);
        Ok(())
    }

    /// The same for some rows: those of the same assets are looked for.
    pub(crate) fn put_some_in_line(
        &self,
        kind: &KindOf,
        rows: &mut [RegisterRow],
        own: DeviceId,
        today: NaiveDate,
    ) -> Result<(), BookError> {
        let all = self.with_those_of(kind, rows, BTreeSet::new(), own, today)?;
        for row in rows {
            let found = all.iter().find(|known| is_same(known, row));
            *row = found.unwrap_or(row).clone();
        }
        Ok(())
    }

    /// Some rows and those of the same assets, and those that name one of these numbers, in line.
    fn with_those_of(
        &self,
        kind: &KindOf,
        rows: &[RegisterRow],
        mut wanted: BTreeSet<String>,
        own: DeviceId,
        today: NaiveDate,
    ) -> Result<Vec<RegisterRow>, BookError> {
        for row in rows {
            wanted.extend(self.held(kind, row)?.keys);
        }
        let mut all = self.sharing(kind, &wanted, own, today)?;
        for row in rows {
            if !all.iter().any(|known| is_same(known, row)) {
                all.push(row.clone());
            }
        }
        self.put_in_line(kind, &mut all, today)?;
        Ok(all)
    }

    /// The records of a kind in all cases that name one of these numbers.
    fn sharing(
        &self,
        kind: &KindOf,
        wanted: &BTreeSet<String>,
        own: DeviceId,
        today: NaiveDate,
    ) -> Result<Vec<RegisterRow>, BookError> {
        let mut rows = Vec::new();
        if wanted.is_empty() {
            return Ok(rows);
        }
        let reading = Reading::new(self, vec![kind], own, today);
        let asset_bit = assets().map_or(0, |kind| kind_bit(kind.kind));
        for (line, bytes) in self.holding(reading.bits()) {
            let has_assets = line.kinds & asset_bit != 0;
            let keep = |found: &crate::records::Found<'_>| {
                let keys = keys_of(kind, bytes, has_assets, &|number| found.value(number).cloned());
                // What cannot be read is kept: reading it whole says so.
                keys.map_or(true, |keys| !keys.is_disjoint(wanted))
            };
            reading.rows_of(line.id, bytes, &keep, &mut rows)?;
        }
        Ok(rows)
    }

    /// Where the seizures and the assets of a case stand.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn places(&self, case: CaseId, own: DeviceId, today: NaiveDate) -> Result<CasePlaces, BookError> {
        let (Some(kind), Some(asset)) = (Kinds::builtin().named("seizure"), assets()) else {
            return Ok(CasePlaces::default());
        };
        let reading = Reading::new(self, vec![kind], own, today);
        let mut holding = self.holding(reading.bits() | kind_bit(asset.kind));
        let Some((_, bytes)) = holding.find(|(line, _)| line.id == case) else {
            return Ok(CasePlaces::default());
        };
        let mut rows = Vec::new();
        reading.rows_of(case, bytes, &|_| true, &mut rows)?;
        let named = named_assets(asset, bytes)?;
        let numbers = named.iter().flat_map(|(_, keys)| keys.iter().cloned()).collect();
        let all = self.with_those_of(kind, &rows, numbers, own, today)?;
        let mut places = CasePlaces::default();
        for (record, keys) in named {
            let mut of_it = Vec::new();
            for row in &all {
                if !self.held(kind, row)?.keys.is_disjoint(&keys) {
                    of_it.push(row);
                }
            }
            places.assets.push((record, whole_line(&of_it)));
        }
        places.assets.retain(|(_, line)| !line.is_empty());
        let own_rows = all.into_iter().filter(|row| row.case == case);
        places.seizures = own_rows.filter_map(|row| Some((row.record, row.place?))).collect();
        Ok(places)
    }

    /// A row as the line takes it.
    fn held(&self, kind: &KindOf, row: &RegisterRow) -> Result<Held, BookError> {
        let value = |number: u16| row.value(number);
        let mut keys = own_keys(kind, &value);
        if keys.is_empty() {
            keys = self.keys_of_asset(kind, row)?;
        }
        let begins = kind.steps().first().map(|(from, _)| *from);
        Ok(Held {
            case: row.case,
            case_number: row.case_number.clone(),
            record: row.record,
            keys,
            shares: kind.field_named("measure").and_then(|field| row.value(field.number))
                == Some(Value::Text("deposit".to_owned())),
            rank: match kind.waits().and_then(value) {
                Some(Value::Number(rank)) => Some(rank),
                _ => None,
            },
            queued: day(kind.queued().and_then(value)),
            since: day(begins.and_then(value)),
            until: row.next.as_ref().map(|date| date.on),
            released: day(kind.released().and_then(value)),
        })
    }

    /// The numbers of the asset of its case that a row is called after.
    fn keys_of_asset(&self, kind: &KindOf, row: &RegisterRow) -> Result<BTreeSet<String>, BookError> {
        let place = self.index.get(&row.case).and_then(|at| self.place(*at));
        let has_assets = |kinds: u64| assets().is_some_and(|asset| kinds & kind_bit(asset.kind) != 0);
        match place.filter(|(block, at)| block.lines.get(*at).is_some_and(|line| has_assets(line.kinds))) {
            Some((block, at)) => keys_of(kind, block.states.get(at), true, &|number| row.value(number)),
            None => Ok(BTreeSet::new()),
        }
    }

    /// The date a record has if it is in force from a day and was not released.
    fn if_in_force(
        &self,
        kind: &KindOf,
        row: &RegisterRow,
        from: NaiveDate,
        today: NaiveDate,
    ) -> Result<Option<RegisterDate>, BookError> {
        let (Some((_, _, mut file)), Some((begins, _))) = (self.file(&row.case)?, kind.steps().first()) else {
            return Ok(None);
        };
        let value = |number: u16| match number {
            number if number == *begins => Some(Value::Date(from)),
            number if Some(number) == kind.released() => None,
            number => row.value(number),
        };
        file.happenings.retain(|happening| happening.id != row.record.id);
        file.happenings.extend(kind.happenings(row.record.id, &value, None));
        let subject = kind.subject(row.record.id, &value);
        Ok(next_of(&self.judge.terms(&file, today), &subject))
    }
}

fn is_same(one: &RegisterRow, other: &RegisterRow) -> bool {
    (one.case, one.record) == (other.case, other.record)
}

/// The assets of a case that name a number.
fn named_assets(kind: &KindOf, bytes: &[u8]) -> Result<Vec<(RecordKey, BTreeSet<String>)>, BookError> {
    let Some((called, identifier)) = of_asset(kind) else {
        return Ok(Vec::new());
    };
    let state = decode_of(bytes, &|of| of == kind.kind)?;
    let named = state.marked(kind.kind).map(|(id, fields)| {
        let value = |number: u16| text(latest(fields, number).cloned());
        let record = RecordKey { kind: kind.kind, id };
        (record, asset_keys(&value(identifier), &value(called)))
    });
    Ok(named.filter(|(_, keys)| !keys.is_empty()).collect())
}

/// The seizures of an asset: the longest of their lines has all that share a number with the one it is of.
fn whole_line(rows: &[&RegisterRow]) -> Vec<InLine> {
    let lines = rows.iter().filter_map(|row| row.place.as_ref());
    match lines.max_by_key(|place| place.line.len()) {
        Some(place) if !place.line.is_empty() => place.line.clone(),
        _ => rows.iter().map(|row| alone(row)).collect(),
    }
}

/// A seizure no other stands in line with.
fn alone(row: &RegisterRow) -> InLine {
    InLine {
        case: row.case,
        case_number: row.case_number.clone(),
        record: row.record,
        turn: row.place.as_ref().map_or(Turn::NoDay, |place| place.turn),
        until: row.next.as_ref().map(|date| date.on),
    }
}
