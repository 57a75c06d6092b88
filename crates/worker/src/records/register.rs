//! Registers of records over all cases.
use chrono::NaiveDate;

use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use casebook::clock::DeviceId;
use casebook::matter_list::{MatterQuery, wanted};
use protocol::{Away, CaseId, CasePlaces, Kind, LinkedCases, MatterPage, Mine, ReadMatters, RegisterRow, Sharing};

/// Rows of matters at once: each is read, and nobody looks through more.
const ROWS_MOST: u32 = 5_000;

impl<G: Platform> Service<G> {
    /// The register of a kind; empty for a kind that is not known.
    pub(crate) fn register(&self, kind: Kind, today: NaiveDate) -> Result<Vec<RegisterRow>, WorkError> {
        self.with(|s| {
            let (own, book) = (DeviceId(s.book.at.device), s.book()?);
            match book.kinds().get(kind) {
                Some(kind) => Ok(book.register(kind, own, today)?),
                None => Ok(Vec::new()),
            }
        })
    }

    /// Where the seizures and assets of a case stand.
    pub(crate) fn places(&self, case: CaseId, today: NaiveDate) -> Result<CasePlaces, WorkError> {
        self.with(|s| {
            let own = DeviceId(s.book.at.device);
            Ok(s.book()?.places(case, own, today)?)
        })
    }

    /// What waits for the person of this device.
    pub(crate) fn waiting(&self, today: NaiveDate) -> Result<Vec<RegisterRow>, WorkError> {
        self.with(|s| {
            let own = DeviceId(s.book.at.device);
            Ok(s.book()?.waiting(own, today)?)
        })
    }

    /// What sharing out the work of some cases looks at.
    pub(crate) fn to_share_out(&self, cases: &[CaseId], today: NaiveDate) -> Result<Sharing, WorkError> {
        self.with(|s| Ok(s.book()?.to_share_out(cases, today)?))
    }

    /// The linked cases of a case.
    pub(crate) fn linked_cases(&self, case: CaseId, today: NaiveDate) -> Result<LinkedCases, WorkError> {
        self.with(|s| {
            let own = DeviceId(s.book.at.device);
            Ok(s.book()?.linked_cases(&case, own, today)?)
        })
    }

    /// What is to be done at offices.
    pub(crate) fn visits(&self, today: NaiveDate) -> Result<Vec<RegisterRow>, WorkError> {
        self.with(|s| {
            let own = DeviceId(s.book.at.device);
            Ok(s.book()?.visits(own, today)?)
        })
    }

    /// Who is away on a day.
    pub(crate) fn away(&self, today: NaiveDate) -> Result<Vec<Away>, WorkError> {
        self.with(|s| Ok(s.book()?.away(today)?))
    }

    /// A window of the matters of the open cases.
    pub(crate) fn matters(&self, asked: ReadMatters) -> Result<MatterPage, WorkError> {
        self.with(|s| {
            let wanted = match s.rule_context()?.rules() {
                Some(rules) => wanted(rules.nodes(), &asked.matters),
                None => Vec::new(),
            };
            let query = MatterQuery {
                wanted,
                cases: asked.cases.into_iter().collect(),
                whose: asked.whose,
                until: asked.until,
                late: asked.late,
                before: asked.before,
            };
            Ok(s.book()?
                .matters(&query, (asked.from, asked.count.min(ROWS_MOST)), asked.today)?)
        })
    }

    /// What of the records is one person's.
    pub(crate) fn mine(&self, name: &str, until: NaiveDate, today: NaiveDate) -> Result<Mine, WorkError> {
        self.with(|s| {
            let own = DeviceId(s.book.at.device);
            Ok(s.book()?.mine(name, own, until, today)?)
        })
    }
}
