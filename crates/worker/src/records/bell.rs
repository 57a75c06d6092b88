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
        let (unread, names) = self.with(|s| s.unread_packs(today))?;
        let sealer = self.with(|s| Ok::<_, WorkError>(Rc::clone(s.book()?.sealer())))?;
        let numbers: Vec<u32> = unread.iter().map(|pack| pack.local).collect();
        let packs = self.journal.packs_at(&numbers).await?;
        for (unread, stored) in unread.iter().zip(packs) {
            // A pack that is lost or closed to this device is named elsewhere; it says nothing here.
            let opened = stored.bytes.and_then(|bytes| open(&bytes, sealer.as_ref()).ok());
            let events = opened.map(|opened| opened.events).unwrap_or_default();
            self.with(|s| s.bell.keep(*unread, &names, today, events));
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

/// A pack of another that was not read yet.
#[derive(Clone, Copy)]
struct Unread {
    device: u64,
    number: u32,
    /// Its number on this device.
    local: u32,
}

impl State {
    /// The packs of others that were not read yet, in the order they came, and the names under which this person acts. As
    /// long as nobody says who the person is, nothing is read: it would be taken for no news.
    fn unread_packs(&mut self, today: NaiveDate) -> Result<(Vec<Unread>, Vec<String>), WorkError> {
        let own = DeviceId(self.book.at.device);
        let read = self.bell.read.clone();
        let looked = self.bell.looked.clone().unwrap_or_default();
        let book = self.book()?;
        let Some(member) = book.directory().person_of(own) else {
            return Ok((Vec::new(), Vec::new()));
        };
        let names = book.acts_as(&member.person.name, today)?;
        let me = book.directory().taker(own);
        let others = book
            .followed()
            .iter()
            .filter(|(device, _)| **device != own && book.directory().taker(**device) != me);
        let ends: Vec<(u64, u32)> = others.map(|(device, followed)| (device.0, followed.number)).collect();
        let mut wanted: Vec<Unread> = Vec::new();
        for (device, last) in ends {
            let from = [&looked.packs, &read].map(|packs| packs.get(&device).copied().unwrap_or(0));
            let from = from.into_iter().max().unwrap_or(0);
            // Of a chain the latest are enough.
            let first = from.saturating_add(1).max(last.saturating_sub(PACKS_MAX as u32));
            wanted.extend((first..=last).filter_map(|number| {
                let local = self.book.runs.local(device, number)?;
                Some(Unread { device, number, local })
            }));
        }
        wanted.sort_unstable_by_key(|pack| pack.local);
        let beyond = wanted.len().saturating_sub(PACKS_MAX);
        let latest = wanted.split_off(beyond);
        self.bell.is_cut |= beyond > 0;
        // What is left out is left out for good.
        wanted.iter().for_each(|pack| self.bell.has_read(*pack));
        Ok((latest, names))
    }
}

impl BellState {
    fn has_read(&mut self, pack: Unread) {
        let read = self.read.entry(pack.device).or_default();
        *read = (*read).max(pack.number);
    }

    /// Keeps what of a pack may concern one of these names.
    fn keep(&mut self, pack: Unread, names: &[String], today: NaiveDate, events: Vec<Event>) {
        let first = self.looked.as_ref().is_none_or(|looked| looked.packs.is_empty());
        let day = self.looked.as_ref().map_or(today, |looked| looked.day);
        let is_late = |event: &Event| {
            let on = casebook::fold::china_day(event.at_ms);
            !first || on.is_none_or(|on| on >= day)
        };
        // Two may ask at once: what the other has kept already is not kept twice.
        if self.read.get(&pack.device).is_none_or(|read| *read < pack.number) {
            self.events.extend(
                events
                    .into_iter()
                    .filter(|event| is_late(event) && may_concern(event, names)),
            );
        }
        self.has_read(pack);
        let beyond = self.events.len().saturating_sub(KEPT_MAX);
        self.events.drain(..beyond);
        self.is_cut |= beyond > 0;
    }
}
