//! Reading: list, one case, agenda.
use std::rc::Rc;

use chrono::NaiveDate;

use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use casebook::clock::DeviceId;
use casebook::event::Event;
use casebook::pack::pick;
use protocol::{AgendaItem, CaseId, CaseView, Page, Query};

/// Entries of one agenda answer; a page that wants more asks for fewer days.
const AGENDA_MOST: usize = 5_000;

impl<G: Platform> Service<G> {
    pub(crate) fn list(&self, query: &Query, from: u32, count: u32) -> Result<Page, WorkError> {
        self.with(|s| Ok(s.book()?.rows(query, from, count)?))
    }

    pub(crate) fn ids(&self, query: &Query) -> Result<Vec<CaseId>, WorkError> {
        self.with(|s| Ok(s.book()?.ids(query)))
    }

    pub(crate) fn numbered(&self, number: &str) -> Result<Vec<CaseId>, WorkError> {
        self.with(|s| Ok(s.book()?.find_number(number).into_iter().collect()))
    }

    pub(crate) fn agenda(&self, from: NaiveDate, to: NaiveDate, query: &Query) -> Result<Vec<AgendaItem>, WorkError> {
        self.with(|s| Ok(s.book()?.agenda(from, to, query, AGENDA_MOST)?))
    }

    /// A case with its trace, read from the packs its events are in.
    pub(crate) async fn case_view(&self, id: CaseId) -> Result<Option<CaseView>, WorkError> {
        let events = self.case_events(id).await?;
        self.with(|s| {
            let own = DeviceId(s.book.at.device);
            let book = s.book()?;
            let mut view = book.view(id, events);
            view.as_mut().map(|view| book.say_open_steps(view, own)).transpose()?;
            Ok(view)
        })
    }

    /// The events of a case, read from the packs they are in.
    pub(crate) async fn case_events(&self, id: CaseId) -> Result<Vec<Event>, WorkError> {
        let places = self.with(|s| {
            let refs = s.book()?.refs(&id)?;
            let mut places: Vec<(u32, u32)> = refs
                .iter()
                .filter_map(|r| Some((s.book.runs.local(r.device.0, r.number)?, r.place)))
                .collect();
            places.sort_unstable();
            Ok::<_, WorkError>(places)
        })?;
        let sealer = self.with(|s| Ok::<_, WorkError>(Rc::clone(s.book()?.sealer())))?;
        let mut numbers: Vec<u32> = places.iter().map(|(number, _)| *number).collect();
        numbers.dedup();
        let mut events: Vec<Event> = Vec::with_capacity(places.len());
        for stored in self.journal.packs_at(&numbers).await? {
            let here = places.iter().filter(|(number, _)| *number == stored.number);
            let here: Vec<u32> = here.map(|(_, place)| *place).collect();
            // A pack that is lost is named in the summary; the rest of the trace is shown.
            if let Some(found) = stored.bytes.and_then(|bytes| pick(&bytes, &here, sealer.as_ref()).ok()) {
                events.extend(found);
            }
        }
        Ok(events)
    }
}
