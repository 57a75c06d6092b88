//! The linked cases of a case as a page shows them (同一当事人在其他案件): who handles each, where it stands, what is seized
//! and what was found there.
use chrono::NaiveDate;
use law::money::Fen;
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::book::{Book, BookError};
use super::clock::DeviceId;
use super::field::{Field, Value};
use super::kinds::Kinds;
use super::linked::Linked;
use super::records::{Reading, RegisterRow};
use super::view::Row;

/// So many are read whole; of a debtor with more the rest is counted.
pub const SHOWN_MAX: usize = 50;

/// A linked case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedCase {
    /// By what it is linked.
    pub link: Linked,
    /// The case as the list has it.
    pub row: Row,
    /// How it was closed, or nothing.
    pub closed_by: Value,
    /// Money frozen there (冻结金额).
    pub frozen: Option<Fen>,
    /// Money recovered there (执行到位金额).
    pub recovered: Option<Fen>,
    /// What is seized there and not released.
    pub seized: Vec<RegisterRow>,
}

/// The linked cases of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedCases {
    /// The surest first, at most [`SHOWN_MAX`].
    pub cases: Vec<LinkedCase>,
    /// How many there are in all.
    pub total: u32,
}

impl Book {
    /// The linked cases of a case, with what is to be known of each.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn linked_cases(&self, case: &CaseId, own: DeviceId, today: NaiveDate) -> Result<LinkedCases, BookError> {
        let linked = self.linked(std::slice::from_ref(case))?.pop().unwrap_or_default();
        let kind = Kinds::builtin().named("seizure");
        let reading = kind.map(|kind| (kind, Reading::new(self, vec![kind], own, today)));
        let mut shown = LinkedCases {
            total: u32::try_from(linked.len()).unwrap_or(u32::MAX),
            ..LinkedCases::default()
        };
        for link in linked.into_iter().take(SHOWN_MAX) {
            let Some(row) = self.index.get(&link.case).copied() else {
                continue;
            };
            let (Some(listed), Some((block, at))) = (self.row(row)?, self.place(row)) else {
                continue;
            };
            let mut seized = Vec::new();
            if let Some((kind, reading)) = &reading {
                let released =
                    |found: &super::records::Found<'_>| kind.released().is_some_and(|f| found.value(f).is_some());
                reading.rows_of(link.case, block.states.get(at), &|found| !released(found), &mut seized)?;
            }
            let state = self.state(&link.case)?.unwrap_or_default();
            let money = |field| match state.value(field) {
                Value::Fen(fen) => Some(*fen),
                _ => None,
            };
            shown.cases.push(LinkedCase {
                row: listed,
                closed_by: state.value(Field::CLOSED_BY).clone(),
                frozen: money(Field::FROZEN_AMOUNT),
                recovered: money(Field::RECOVERED_AMOUNT),
                seized,
                link,
            });
        }
        Ok(shown)
    }
}
