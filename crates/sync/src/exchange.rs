//! The exchange between this device and the store: receive, then send, read back, bring together.
//!
//! One entry, [`Exchange::step`]. It may be dropped at any await and started again: what was taken is durable, what was
//! put is found by the next listing. The store is never believed to be complete: what it lost is put again, and nothing
//! is ever deleted here because it is missing there.
use std::collections::{BTreeMap, BTreeSet};

use futures_util::stream::{FuturesUnordered, StreamExt};

use super::bundle::{Object, PACKS};
use super::inbox::{Fault, Inbox};
use super::local::{Local, LocalError};
use super::pace::again_in;
use super::plan::{Listing, shelve, to_get};
use super::remote::{LISTED_LIMIT, Remote, RemoteError};
use super::spot::{Spot, compare_seen};
use casebook::chain::ChainFault;
use casebook::clock::DeviceId;

/// How much at once, how long until.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest object written, in bytes. A pack that is larger goes alone.
    pub object_bytes: usize,
    /// Requests at once.
    pub in_flight: usize,
    /// Bytes of packs taken at once.
    pub take_bytes: usize,
    /// Bytes that may wait in memory for what they need before them.
    pub waiting_bytes: usize,
    /// What others wrote and the store lost is put again after this long, milliseconds: they may do it themselves.
    pub heal_after_ms: u64,
    /// What could not be taken is fetched again after this long, milliseconds.
    pub again_after_ms: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            object_bytes: 4 << 20,
            in_flight: 6,
            take_bytes: 8 << 20,
            waiting_bytes: 48 << 20,
            heal_after_ms: 2 * 60_000,
            again_after_ms: 10 * 60_000,
        }
    }
}

/// How far a step is, in packs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Received or sent so far.
    pub done: u32,
    /// All to receive and to send, as far as known.
    pub total: u32,
}

/// Why a step did not come to its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The store.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// This device.
    #[error(transparent)]
    Local(#[from] LocalError),
}

impl Trouble {
    /// Stable code for the interface.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Trouble::Remote(error) => error.code(),
            Trouble::Local(error) => &error.0,
        }
    }
}

/// What a step did, and how things stand after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Packs taken.
    pub received: u32,
    /// Packs put, others' too.
    pub sent: u32,
    /// Own packs here.
    pub own: u32,
    /// All own packs up to this number are in the store.
    pub stored: u32,
    /// All own packs up to this number were read back the same.
    pub read_back: u32,
    /// Packs in the store that are not here, as far as known.
    pub incoming: u32,
    /// Packs held here that the store lacks, others' too.
    pub lacking: u32,
    /// The store held packs of this device and now has none: it was emptied, or set back.
    pub emptied: bool,
    /// When to put what others wrote and the store lacks, milliseconds; 0: nothing waits for that.
    pub heal_in_ms: u64,
    /// Everything wrong with chains or packs.
    pub faults: Vec<Fault>,
    /// Why it did not come to its end; what came before is done all the same.
    pub trouble: Option<Trouble>,
    /// When to try again after trouble, milliseconds; 0 without.
    pub retry_ms: u64,
    /// For [`Remote::wait`].
    pub seen: String,
}

/// One step: who takes part, and what came of it so far.
pub(super) struct Turn<'a, L, R> {
    pub local: &'a L,
    pub remote: &'a R,
    pub now_ms: u64,
    pub chance: u64,
    pub report: Report,
    pub progress: Progress,
    pub tell: &'a mut dyn FnMut(Progress),
    /// The store gave bytes of another length than it listed.
    short: bool,
}

impl<L, R> Turn<'_, L, R> {
    /// So many packs more are to be done.
    pub fn expect(&mut self, packs: u32) {
        self.progress.total = self.progress.total.saturating_add(packs);
        (self.tell)(self.progress);
    }

    /// The store lacks so many packs that are held here; they are put after this long unless somebody else does.
    pub fn lacks(&mut self, packs: u32, wait_ms: u64) {
        let report = &mut self.report;
        report.lacking = report.lacking.saturating_add(packs);
        report.heal_in_ms = match report.heal_in_ms {
            0 => wait_ms,
            soonest => soonest.min(wait_ms),
        };
    }

    /// So many packs more are done.
    pub fn did(&mut self, packs: u32) {
        self.progress.done = self.progress.done.saturating_add(packs);
        self.progress.total = self.progress.total.max(self.progress.done);
        (self.tell)(self.progress);
    }
}

/// The exchange: what it remembers from step to step. None of it needs to be kept for good.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    pub(super) limits: Limits,
    inbox: Inbox,
    /// Objects fetched whose packs were not all taken.
    offered: BTreeSet<Object>,
    /// When that began, milliseconds since 1970.
    offered_since_ms: u64,
    /// Others' objects that are whole, as far as their size tells.
    pub(super) sound: BTreeSet<Object>,
    /// Since when the store lacks packs of a device that are held here.
    pub(super) absent: BTreeMap<DeviceId, u64>,
    /// What was met when looking again at what others wrote.
    pub(super) spot: Spot,
    failures: u32,
}

impl Exchange {
    /// An exchange that remembers nothing yet.
    #[must_use]
    pub fn new(limits: Limits) -> Exchange {
        Exchange {
            limits,
            ..Exchange::default()
        }
    }

    /// Exchanges everything there is to exchange now. `now_ms` is the wall clock, `chance` any random number. Call it
    /// again when [`Remote::wait`] says so, when something was written here, or after [`Report::retry_ms`].
    pub async fn step<L: Local, R: Remote>(
        &mut self,
        local: &L,
        remote: &R,
        now_ms: u64,
        chance: u64,
        tell: &mut dyn FnMut(Progress),
    ) -> Report {
        let mut turn = Turn {
            local,
            remote,
            now_ms,
            chance,
            report: Report::default(),
            progress: Progress::default(),
            tell,
            short: false,
        };
        let done = self.turn(&mut turn).await;
        let mut report = turn.report;
        report.faults.extend(self.inbox.faults());
        report.faults.extend(self.spot.faults());
        report.faults.sort_unstable();
        report.faults.dedup();
        match done {
            Ok(()) => self.failures = 0,
            Err(trouble) => {
                self.failures = self.failures.saturating_add(1);
                report.retry_ms = again_in(&trouble, self.failures, chance);
                report.trouble = Some(trouble);
            }
        }
        report
    }

    async fn turn<L: Local, R: Remote>(&mut self, turn: &mut Turn<'_, L, R>) -> Result<(), Trouble> {
        let mut listing = list(turn).await?;
        self.receive(turn, &listing).await?;
        compare_seen(turn).await?;
        self.send(turn, &mut listing).await?;
        self.look_again(turn, &listing).await?;
        if turn.short {
            return Err(RemoteError::Bad.into());
        }
        Ok(())
    }

    /// Was it fetched, and not all of it good?
    pub(super) fn is_bad(&self, object: &Object) -> bool {
        self.offered.contains(object) && !self.sound.contains(object)
    }

    /// Fetches and takes what is not here, until nothing more can be had.
    async fn receive<L: Local, R: Remote>(
        &mut self,
        turn: &mut Turn<'_, L, R>,
        listing: &Listing,
    ) -> Result<(), Trouble> {
        self.offered
            .retain(|o| listing.get(&o.span.device).is_some_and(|all| all.contains(o)));
        if turn.now_ms.saturating_sub(self.offered_since_ms) >= self.limits.again_after_ms {
            self.offered_since_ms = turn.now_ms;
            self.offered.clear();
            self.inbox.forget();
        }
        let mut skipped = BTreeSet::new();
        loop {
            self.inbox.stand(&turn.local.held().await?);
            name_what_is_gone(turn, listing, &self.inbox);
            let plan = self.plan(listing, &skipped);
            let before = skipped.len() + self.offered.len();
            if plan.is_empty() || self.inbox.bytes() > self.limits.waiting_bytes {
                return Ok(());
            }
            turn.expect(plan.iter().fold(0, |sum: u32, o| sum.saturating_add(o.span.count())));
            self.fetch(turn, plan, &mut skipped).await?;
            // Whatever is fetched is either taken, or offered, or skipped; all the same, no loop without an end.
            if self.drain(turn).await? == 0 && skipped.len() + self.offered.len() == before {
                return Ok(());
            }
        }
    }

    /// What to fetch next: every device's first missing pack comes before anybody's second thousand.
    fn plan(&self, listing: &Listing, skipped: &BTreeSet<Object>) -> Vec<Object> {
        let mut plan: Vec<(usize, Object)> = Vec::new();
        for (device, objects) in listing {
            let last = self.inbox.at(*device).number;
            let wanted = |number| self.inbox.wants(*device, number);
            let usable = |o: &Object| !skipped.contains(o) && !self.offered.contains(o);
            plan.extend(to_get(objects, last, wanted, usable).into_iter().enumerate());
        }
        plan.sort_by_key(|(turn, object)| (*turn, *object));
        plan.into_iter().map(|(_, object)| object).collect()
    }

    async fn fetch<L: Local, R: Remote>(
        &mut self,
        turn: &mut Turn<'_, L, R>,
        plan: Vec<Object>,
        skipped: &mut BTreeSet<Object>,
    ) -> Result<(), Trouble> {
        let (mut queue, mut flying, mut trouble) = (plan.into_iter(), FuturesUnordered::new(), None);
        loop {
            while trouble.is_none() && flying.len() < self.limits.in_flight {
                let Some(object) = queue.next() else { break };
                let remote = turn.remote;
                flying.push(async move { (object, remote.get(&object.span.name()).await) });
            }
            let Some((object, got)) = flying.next().await else {
                break;
            };
            match got {
                Ok(bytes) if bytes.len() as u64 == object.size => {
                    self.offered.insert(object);
                    if self.inbox.offer(&object, &bytes) {
                        self.sound.insert(object);
                    }
                }
                Ok(_) => {
                    turn.short = true;
                    skipped.insert(object);
                }
                Err(error) if error.is_of_one() => {
                    skipped.insert(object);
                }
                // What is under way is still taken.
                Err(error) => trouble = Some(error),
            }
            if self.inbox.bytes() >= self.limits.take_bytes || flying.is_empty() {
                self.drain(turn).await?;
                if self.inbox.bytes() > self.limits.waiting_bytes {
                    queue.by_ref().for_each(drop);
                }
            }
        }
        trouble.map_or(Ok(()), |error| Err(error.into()))
    }

    /// Takes what is ready, again and again while anything is taken: a key or a device that one pack brings lets
    /// another be taken. Gives how many were taken.
    async fn drain<L: Local, R: Remote>(&mut self, turn: &mut Turn<'_, L, R>) -> Result<u32, Trouble> {
        let mut taken = 0;
        loop {
            let ready = self.inbox.ready(self.limits.take_bytes);
            if ready.is_empty() {
                return Ok(taken);
            }
            let heads: Vec<_> = ready
                .iter()
                .map(|p| (p.head.device, p.head.number, p.head.hash))
                .collect();
            let before = self.inbox.waiting();
            let fates = turn.local.take(ready).await?;
            let any = self.inbox.settle(&heads, &fates);
            let now = u32::try_from(before - self.inbox.waiting()).unwrap_or(u32::MAX);
            turn.report.received += now;
            taken += now;
            turn.did(now);
            if !any {
                return Ok(taken);
            }
        }
    }
}

async fn list<L: Local, R: Remote>(turn: &mut Turn<'_, L, R>) -> Result<Listing, Trouble> {
    let (mut objects, mut after) = (Vec::new(), String::new());
    loop {
        let page = turn.remote.list(PACKS, &after).await?;
        if after.is_empty() {
            turn.report.seen = page.seen;
        }
        objects.extend(page.objects.iter().filter_map(Object::of));
        if objects.len() > LISTED_LIMIT {
            return Err(RemoteError::Bad.into());
        }
        match page.objects.into_iter().next_back() {
            Some(last) if page.more && last.name > after => after = last.name,
            Some(_) if page.more => return Err(RemoteError::Bad.into()),
            _ => return Ok(shelve(objects)),
        }
    }
}

/// Counts what is to come, and names chains that are shorter in the store than here or have a gap there.
fn name_what_is_gone<L: Local, R: Remote>(turn: &mut Turn<'_, L, R>, listing: &Listing, inbox: &Inbox) {
    turn.report.incoming = 0;
    turn.report.faults.clear();
    for (device, objects) in listing {
        let (known, at) = (
            inbox.at(*device).number,
            objects.iter().map(|o| o.span.to).max().unwrap_or(0),
        );
        turn.report.incoming = turn.report.incoming.saturating_add(at.saturating_sub(known));
        if at < known && *device != turn.local.own() {
            let fault = ChainFault::Truncated { at, known };
            turn.report.faults.push(Fault::of_chain(*device, fault));
        }
        for (from, to) in super::plan::absent(objects, at) {
            if to > known && *device != turn.local.own() {
                let fault = ChainFault::Missing { from, to };
                turn.report.faults.push(Fault::of_chain(*device, fault));
            }
        }
    }
}
