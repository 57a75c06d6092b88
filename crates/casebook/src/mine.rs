//! What of the records of all cases is one person's: seizures that lapse soon, notes of what is still to be done.
use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::book::{Book, BookError};
use super::clock::DeviceId;
use super::field::Value;
use super::kinds::{KindOf, Kinds};
use super::lazy_state::{Plain, said_in};
use super::records::{Reading, RegisterRow, sort_by_day};

/// The records of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// What is seized in cases this person handles and must be acted on up to a day, the earliest first.
    pub lapsing: Vec<RegisterRow>,
    /// Notes not done that name this person, or nobody in a case this person handles, by the day they are due.
    pub notes: Vec<RegisterRow>,
}

/// The day by which a note is to be done.
#[must_use]
pub fn note_day(row: &RegisterRow) -> Option<NaiveDate> {
    let field = Kinds::builtin().named("task")?.field_named("by")?;
    match row.value(field.number) {
        Some(Value::Date(day)) => Some(day),
        _ => None,
    }
}

impl Book {
    /// The records of the person of a name: seizures to act on up to a day, and notes.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn mine(&self, name: &str, own: DeviceId, until: NaiveDate, today: NaiveDate) -> Result<Mine, BookError> {
        let kind = |key: &str| Kinds::builtin().named(key);
        let mut mine = Mine::default();
        if let Some(seizure) = kind("seizure") {
            mine.lapsing = self.lapsing(seizure, name, own, until, today)?;
        }
        if let Some(task) = kind("task") {
            mine.notes = self.notes(task, name, own, today)?;
        }
        Ok(mine)
    }

    fn lapsing(
        &self,
        kind: &KindOf,
        name: &str,
        own: DeviceId,
        until: NaiveDate,
        today: NaiveDate,
    ) -> Result<Vec<RegisterRow>, BookError> {
        let mut rows = Vec::new();
        let reading = Reading::new(self, vec![kind], own, today);
        // A line knows who handles its case: the rules are asked about this person's cases only.
        let handler = self.shared.handlers.find(name);
        let handled = self.holding(reading.bits());
        for (line, bytes) in handled.filter(|(line, _)| handler == Some(line.handler)) {
            reading.rows_of(line.id, bytes, &|_| true, &mut rows)?;
        }
        // One that waits may have moved up by what happened in a case of somebody else.
        let ended = |row: &RegisterRow| kind.released().is_some_and(|field| row.value(field).is_some());
        let (mut rows, mut waiting): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|row| row.next.is_some() || ended(row));
        self.put_some_in_line(kind, &mut waiting, own, today)?;
        rows.append(&mut waiting);
        rows.retain(|row| row.next.as_ref().is_some_and(|date| date.act_by <= until));
        sort_by_day(&mut rows);
        Ok(rows)
    }

    fn notes(&self, kind: &KindOf, name: &str, own: DeviceId, today: NaiveDate) -> Result<Vec<RegisterRow>, BookError> {
        let number = |key: &str| kind.field_named(key).map(|field| field.number);
        let (Some(who), Some(done)) = (number("who"), number("done_on")) else {
            return Ok(Vec::new());
        };
        let (mut rows, mut wanted) = (Vec::new(), HashSet::new());
        let reading = Reading::new(self, vec![kind], own, today);
        let handler = self.shared.handlers.find(name);
        for (line, bytes) in self.holding(reading.bits()) {
            wanted.clear();
            said_in(bytes, kind.kind, [who, done], &mut |id, [who, done]| {
                let is_mine = match who {
                    Plain::Text(who) => who.trim() == name,
                    _ => handler == Some(line.handler),
                };
                if is_mine && done == Plain::None {
                    wanted.insert(id);
                }
            })?;
            if !wanted.is_empty() {
                reading.rows_of(line.id, bytes, &|found| wanted.contains(&found.id), &mut rows)?;
            }
        }
        sort_by_day(&mut rows);
        rows.sort_by_key(|row| note_day(row).unwrap_or(NaiveDate::MAX));
        Ok(rows)
    }
}
