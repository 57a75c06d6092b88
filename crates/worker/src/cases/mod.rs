//! Cases: lists, one case, changes of its fields, looks that are logged.
mod edit;
mod lists;
mod look;

use std::collections::HashMap;

use crate::answer::{Answered, Asked};
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use casebook::normal::initials_of;
use protocol::{
    CaseId, CasesJob, EditCase, FindNumber, ListCases, ListIds, ReadAgenda, ReadCase, ReadInitials, WriteActions,
};

/// What is held about cases.
#[derive(Default)]
pub(crate) struct CasesState {
    /// Sensitive cases shown since the book was opened, and when that was logged last, milliseconds since 1970.
    pub looked: HashMap<CaseId, u64>,
}

impl<G: Platform> Service<G> {
    /// Answers what is asked of cases.
    pub(crate) async fn answer_cases(&self, asked: Asked, job: CasesJob) -> Result<Answered, WorkError> {
        match job {
            CasesJob::ListCases(ListCases { query, from, count }) => {
                asked.answer::<ListCases>(self.list(&query, from, count))
            }
            CasesJob::ListIds(ListIds { query }) => asked.answer::<ListIds>(self.ids(&query)),
            CasesJob::FindNumber(FindNumber { number }) => asked.answer::<FindNumber>(self.numbered(&number)),
            CasesJob::ReadCase(ReadCase { id }) => asked.answer::<ReadCase>(self.case_view(id).await),
            CasesJob::ReadAgenda(ReadAgenda { from, to, query }) => {
                asked.answer::<ReadAgenda>(self.agenda(from, to, &query))
            }
            CasesJob::WriteActions(WriteActions { actions }) => {
                asked.answer::<WriteActions>(self.write_actions(actions).await)
            }
            CasesJob::EditCase(EditCase { case, edits }) => asked.answer::<EditCase>(self.edit(case, edits).await),
            CasesJob::ReadInitials(ReadInitials { names }) => asked.answer::<ReadInitials>(Ok(initials_of(names))),
        }
    }
}
