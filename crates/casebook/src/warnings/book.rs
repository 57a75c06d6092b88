//! The warnings about all cases of a book, and about those of one person.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Known, Warned};
use crate::CaseId;
use crate::block::Block;
use crate::book::{Book, BookError};
use crate::field::Field;
use crate::folder::is_folder;
use crate::lazy_state::LazyState;
use crate::line::Line;
use crate::parties::PARTY;
use crate::slot::Kind;

/// A warning in a list of all cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarnedRow {
    /// Which case.
    pub case: CaseId,
    /// 案号
    pub case_number: String,
    /// 被执行人
    pub debtor: String,
    /// 办理团队
    pub team: String,
    /// 承办人
    pub handler: String,
    /// The warning.
    pub warned: Warned,
}

/// Brings the list in its order: by rule, then by case.
pub fn sort_warned(rows: &mut [WarnedRow]) {
    rows.sort_by(|a, b| (&a.warned.rule, &a.case_number, a.case).cmp(&(&b.warned.rule, &b.case_number, b.case)));
}

impl Book {
    /// The warnings about all cases of the lists that nobody has answered as they stand.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn warned(&self, today: NaiveDate) -> Result<Vec<WarnedRow>, BookError> {
        let mut rows = Vec::new();
        for part in 0..self.warned_parts() {
            self.warned_part(part, today, &mut rows)?;
        }
        sort_warned(&mut rows);
        Ok(rows)
    }

    /// In so many parts the list can be made, with time for other work between them.
    #[must_use]
    pub fn warned_parts(&self) -> usize {
        self.blocks.len()
    }

    /// Adds the rows of a part of the list, in no order: [`sort_warned`] comes last.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn warned_part(&self, part: usize, today: NaiveDate, rows: &mut Vec<WarnedRow>) -> Result<(), BookError> {
        self.blocks
            .get(part)
            .map_or(Ok(()), |block| self.warned_in(block, today, &|_| true, rows))
    }

    /// The same of the cases one person handles.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn warned_of(&self, name: &str, today: NaiveDate) -> Result<Vec<WarnedRow>, BookError> {
        let mut rows = Vec::new();
        let Some(handler) = self.shared.handlers.find(name) else {
            return Ok(rows);
        };
        for block in &self.blocks {
            self.warned_in(block, today, &|line| line.handler == handler, &mut rows)?;
        }
        sort_warned(&mut rows);
        Ok(rows)
    }

    fn warned_in(
        &self,
        block: &Block,
        today: NaiveDate,
        wanted: &dyn Fn(&Line) -> bool,
        rows: &mut Vec<WarnedRow>,
    ) -> Result<(), BookError> {
        for (at, line) in block.lines.iter().enumerate() {
            if !line.listed() || is_folder(&line.id) || !wanted(line) {
                continue;
            }
            let bytes = block.states.get(at);
            let warned = self.judge.warned(&Known::of_bytes(bytes, self.kinds())?, today);
            if warned.is_empty() {
                continue;
            }
            let light = LazyState::read_of(bytes, self.kinds(), &|kind| kind == Kind::CASE || kind == PARTY)?;
            let [case_number, debtor, team, handler] =
                [Field::CASE_NUMBER, Field::DEBTOR, Field::TEAM, Field::HANDLER].map(|f| light.named(f).into_owned());
            rows.extend(warned.into_iter().map(|warned| WarnedRow {
                case: line.id,
                case_number: case_number.clone(),
                debtor: debtor.clone(),
                team: team.clone(),
                handler: handler.clone(),
                warned,
            }));
        }
        Ok(())
    }
}
