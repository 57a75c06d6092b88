//! What is to be done at offices over all cases (plan Art. 7(6)): records that wait to be taken there, of the kinds whose text
//! says so. Most records are passed over without being read.
use std::collections::HashSet;

use chrono::NaiveDate;

use super::book::{Book, BookError};
use super::clock::DeviceId;
use super::kinds::{KindOf, LOOKED_AT, Visit};
use super::lazy_state::{Plain, said_in};
use super::records::{Reading, RegisterRow};
use super::slot::RecordId;

impl Book {
    /// The records of open cases that wait to be taken to an office: by office, then by the number of the case; those
    /// that name no office last.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn visits(&self, own: DeviceId, today: NaiveDate) -> Result<Vec<RegisterRow>, BookError> {
        let mut rows: Vec<(String, RegisterRow)> = Vec::new();
        for kind in self.kinds().iter() {
            if let Some(visit) = &kind.visit {
                let found = self.visits_of(kind, visit, own, today)?;
                let office = |row: &RegisterRow| visit.office(&|field| row.value(field));
                rows.extend(found.into_iter().map(|row| (office(&row), row)));
            }
        }
        rows.sort_by(|(a, one), (b, other)| {
            let of = |office: &str, row: &RegisterRow| (office.is_empty(), office.to_owned(), row.case_number.clone());
            (of(a, one), one.record).cmp(&(of(b, other), other.record))
        });
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }

    fn visits_of(
        &self,
        kind: &KindOf,
        visit: &Visit,
        own: DeviceId,
        today: NaiveDate,
    ) -> Result<Vec<RegisterRow>, BookError> {
        let mut looked_at = [visit.office; LOOKED_AT];
        for (place, field) in looked_at.iter_mut().skip(1).zip(&visit.ends) {
            *place = *field;
        }
        let (mut rows, mut wanted) = (Vec::new(), HashSet::new());
        let reading = Reading::new(self, vec![kind], own, today);
        for (line, bytes) in self.holding(reading.bits()) {
            wanted.clear();
            said_in(bytes, kind.kind, looked_at, &mut |id: RecordId, said| {
                let says = |field: u16| {
                    let at = looked_at.iter().position(|known| *known == field);
                    at.is_some_and(|at| said.get(at).is_some_and(|value| *value != Plain::None))
                };
                if visit.is_open(&says) {
                    wanted.insert(id);
                }
            })?;
            if !wanted.is_empty() {
                reading.rows_of(line.id, bytes, &|found| wanted.contains(&found.id), &mut rows)?;
            }
        }
        rows.retain(|row| !row.closed);
        Ok(rows)
    }
}
