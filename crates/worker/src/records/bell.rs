//! What is new for the person here: packs of others are read once as they come, and what may concern the person is kept in
//! memory until that person has looked.
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{Days, NaiveDate};

use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::{Service, State};
use casebook::bell::{Looked, may_concern};
use casebook::clock::DeviceId;
use casebook::event::Event;
use casebook::pack::open;
use protocol::NewView;

/// The name under which it is kept how far the person looked.
const LOOKED: &str = "_bell";
/// Who never looked is told of so many days.
const DAYS_FIRST: u64 = 14;
/// Most packs read at once: whoever comes back after months is told of the latest.
const PACKS_MAX: usize = 400;
/// Most events kept.
const KEPT_MAX: usize = 4_000;

/// What was read since the last look.
#[derive(Default)]
pub(crate) struct BellState {
    looked: Option<Looked>,
    /// The last pack of each device that was read.
    read: BTreeMap<u64, u32>,
    events: Vec<Event>,
    /// There was more than is read.
    is_cut: bool,
}

impl<G: Platform> Service<G> {
    /// What is new for the person of this device.
    pub(crate) async fn new_for_me(&self, today: NaiveDate) -> Result<NewView, WorkError> {
        if self.with(|s| s.bell.looked.is_none()) {
            let looked = self.looked(today).await?;
            self.with(|s| s.bell.looked.get_or_insert(looked).day);
        }
        let numbers = self.with(|s| s.unread_packs())?;
        let sealer = self.with(|s| Ok::<_, WorkError>(Rc::clone(s.book()?.sealer())))?;
        for stored in self.journal.packs_at(&numbers).await? {
            // A pack that is lost or closed to this device is named elsewhere; it says nothing here.
            let opened = stored.bytes.and_then(|bytes| open(&bytes, sealer.as_ref()).ok());
            if let Some(opened) = opened {
                self.with(|s| s.keep_events(today, opened.head.device, opened.head.number, opened.events))?;
            }
        }
        self.with(|s| {
            let own = DeviceId(s.book.at.device);
            let bell = std::mem::take(&mut s.bell);
            let looked = bell.looked.clone().unwrap_or_default();
            let rows = s.book().map(|book| {
                let followed = book.followed().iter();
                let packs = followed.map(|(device, followed)| (device.0, followed.number)).collect();
                (book.new_for(own, &bell.events, &looked, today), packs)
            });
            let is_cut = bell.is_cut;
            s.bell = bell;
            let (rows, packs) = rows?;
            Ok(NewView {
                rows: rows?,
                looked: Looked { packs, day: today },
                is_cut,
            })
        })
    }

    /// The person has looked, up to there.
    pub(crate) async fn have_looked(&self, looked: Looked) -> Result<(), WorkError> {
        // A text of numbers and a day: it can always be written.
        let text = serde_json::to_string(&looked).unwrap_or_default();
        self.put_own(LOOKED, Some(&text)).await?;
        self.with(|s| s.bell = BellState::default());
        Ok(())
    }

    async fn looked(&self, today: NaiveDate) -> Result<Looked, WorkError> {
        let all = self.all_settings().await?;
        let own = all.iter().find(|(key, _)| key == LOOKED);
        // One that cannot be read is as good as none: something is told twice.
        let read = own.and_then(|(_, text)| serde_json::from_str(text).ok());
        Ok(read.unwrap_or_else(|| Looked {
            packs: BTreeMap::new(),
            day: today.checked_sub_days(Days::new(DAYS_FIRST)).unwrap_or(today),
        }))
    }
}

impl State {
    /// The local numbers of packs of others that were not read yet, rising.
    fn unread_packs(&mut self) -> Result<Vec<u32>, WorkError> {
        let own = DeviceId(self.book.at.device);
        let read = self.bell.read.clone();
        let looked = self.bell.looked.clone().unwrap_or_default();
        let book = self.book()?;
        let me = book.directory().taker(own);
        let mut wanted: Vec<(u64, u32)> = Vec::new();
        for (device, followed) in book.followed() {
            if *device == own || book.directory().taker(*device) == me {
                continue;
            }
            let from = [&looked.packs, &read].map(|packs| packs.get(&device.0).copied().unwrap_or(0));
            let from = from.into_iter().max().unwrap_or(0);
            // Of a chain the latest are enough.
            let first = from
                .saturating_add(1)
                .max(followed.number.saturating_sub(PACKS_MAX as u32));
            wanted.extend((first..=followed.number).map(|number| (device.0, number)));
        }
        let runs = &self.book.runs;
        let local = wanted
            .iter()
            .filter_map(|(device, number)| runs.local(*device, *number));
        let mut local: Vec<u32> = local.collect();
        local.sort_unstable();
        let beyond = local.len().saturating_sub(PACKS_MAX);
        self.bell.is_cut |= beyond > 0;
        // What is left out is left out for good.
        for (device, number) in wanted {
            let read = self.bell.read.entry(device).or_default();
            *read = (*read).max(number);
        }
        Ok(local.split_off(beyond))
    }

    fn keep_events(
        &mut self,
        today: NaiveDate,
        device: DeviceId,
        number: u32,
        events: Vec<Event>,
    ) -> Result<(), WorkError> {
        let own = DeviceId(self.book.at.device);
        let first = self.bell.looked.as_ref().is_none_or(|looked| looked.packs.is_empty());
        let day = self.bell.looked.as_ref().map_or(today, |looked| looked.day);
        let book = self.book()?;
        let Some(member) = book.directory().person_of(own) else {
            return Ok(());
        };
        let names = book.acts_as(&member.person.name, today)?;
        let is_late = |event: &Event| {
            let on = casebook::fold::china_day(event.at_ms);
            !first || on.is_none_or(|on| on >= day)
        };
        let own = events
            .into_iter()
            .filter(|event| is_late(event) && may_concern(event, &names));
        self.bell.events.extend(own);
        let read = self.bell.read.entry(device.0).or_default();
        *read = (*read).max(number);
        let beyond = self.bell.events.len().saturating_sub(KEPT_MAX);
        self.bell.events.drain(..beyond);
        self.bell.is_cut |= beyond > 0;
        Ok(())
    }
}
