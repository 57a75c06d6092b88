//! Nothing that is seized lapses unseen: its last day and the last day to act stand in the register before.
use std::collections::{BTreeMap, BTreeSet};

use casebook::CaseId;
use casebook::clock::DeviceId;
use casebook::field::Value;
use casebook::kinds::{KindOf, Kinds};
use casebook::slot::RecordKey;
use chrono::{Months, NaiveDate};

use super::Figures;
use super::ledger::{Ledger, Noted};
use crate::office::Office;
use demo::is_working;

/// What was seen in the register.
#[derive(Default)]
pub struct Watch {
    /// By seizure and last day: the last day to act, as seen on a day it had not passed.
    seen: BTreeSet<(CaseId, RecordKey, NaiveDate)>,
    known: BTreeMap<(CaseId, RecordKey), bool>,
    lapsed: BTreeSet<(CaseId, RecordKey)>,
    unseen: BTreeSet<(CaseId, RecordKey)>,
}

/// The last day something holds, worked out by hand; nothing once it is released.
fn last_day(kind: &KindOf, noted: &Noted) -> Option<NaiveDate> {
    let day = |key: &str| match kind.field_named(key).and_then(|field| noted.values.get(&field.number)) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let measure = kind
        .field_named("measure")
        .and_then(|field| noted.values.get(&field.number));
    let years = match measure {
        Some(Value::Text(measure)) if measure == "deposit" => 1,
        Some(Value::Text(measure)) if measure == "movable" => 2,
        _ => 3,
    };
    if day("released_on").is_some() {
        return None;
    }
    let (from, ends) = match day("renewed_on") {
        Some(renewed) => (renewed, day("renewal_ends_on")),
        None => (day("effective_on")?, day("ends_on")),
    };
    let longest = from + Months::new(12 * years);
    Some(ends.map_or(longest, |ends| ends.min(longest)))
}

impl Watch {
    /// Looks at the register.
    ///
    /// # Errors
    /// It shows another day than the one worked out by hand, or not all that is seized.
    pub fn look(&mut self, office: &Office, ledger: &Ledger, today: NaiveDate) -> Result<(), String> {
        let kind = Kinds::builtin().named("seizure").ok_or("no seizures")?;
        let rows = office
            .book
            .register(kind, DeviceId(1), today)
            .map_err(|error| error.to_string())?;
        let rows: BTreeMap<(CaseId, RecordKey), _> =
            rows.into_iter().map(|row| ((row.case, row.record), row)).collect();
        let mut count = 0;
        for (id, told) in ledger.of_court() {
            for (record, noted) in told.records.iter().filter(|(record, _)| record.kind == kind.kind) {
                count += 1;
                let row = rows
                    .get(&(*id, *record))
                    .ok_or_else(|| format!("{record:?} is not in the register"))?;
                let renewed = kind.field_named("renewed_on").map_or(0, |field| field.number);
                self.known.insert((*id, *record), noted.values.contains_key(&renewed));
                let last = last_day(kind, noted);
                if row.next.as_ref().map(|next| next.on) != last {
                    return Err(format!(
                        "{}: {noted:?} shows {:?}, not {last:?}",
                        row.case_number, row.next
                    ));
                }
                if let (Some(last), Some(next)) = (last, &row.next) {
                    self.mark((*id, *record), last, next.act_by, today)?;
                }
            }
        }
        match count == rows.len() {
            true => Ok(()),
            false => Err(format!("{count} are seized, {} are in the register", rows.len())),
        }
    }

    fn mark(
        &mut self,
        (case, record): (CaseId, RecordKey),
        last: NaiveDate,
        act_by: NaiveDate,
        today: NaiveDate,
    ) -> Result<(), String> {
        if act_by > last || !is_working(act_by) {
            return Err(format!("{act_by} is no day to act on what lapses on {last}"));
        }
        if today <= act_by {
            self.seen.insert((case, record, last));
        }
        if today > last {
            self.lapsed.insert((case, record));
            if !self.seen.contains(&(case, record, last)) {
                self.unseen.insert((case, record));
            }
        }
        Ok(())
    }

    /// Counts.
    pub fn figures(&self, figures: &mut Figures) {
        figures.seizures = self.known.len();
        figures.renewed = self.known.values().filter(|renewed| **renewed).count();
        figures.lapsed = self.lapsed.len();
        figures.lapsed_unseen = self.unseen.len();
    }
}
