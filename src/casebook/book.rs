//! The book in memory: a fold of all packs, ready for lists.
//!
//! It takes packs one after the other ([`Book::take`]), is written to and read from a snapshot
//! ([`super::snapshot`]), and answers queries. It does no input or output and knows today only when told.
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use chrono::NaiveDate;

use super::CaseId;
use super::block::{BLOCK, Block, Filled};
use super::bytes::BadBytes;
use super::cbor::days;
use super::chain::ChainFault;
use super::clock::{Clock, DeviceId, Moment};
use super::event::{BOOK, Event};
use super::fold::{apply, apply_book};
use super::judge::Judge;
use super::light::Light;
use super::list::Cache;
use super::pack::{Hash, Head, PackError, Plain, Sealer, unpack};
use super::project::{Shared, project, rejudge};
use super::refs::{EventRef, put_ref, read_refs};
use super::state::{BookState, CaseState};
use super::state_bytes::{decode, encode};
use super::strips::Strips;

/// Why the book did not take something. It stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    /// The pack does not follow from those the book holds.
    #[error("pack does not continue the chain of its device")]
    Chain(ChainFault),
    /// The pack cannot be read.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The book's own bytes are damaged: build it anew from the packs.
    #[error("the book's bytes are damaged")]
    Damaged,
}

impl BookError {
    /// Stable code for the interface.
    pub fn code(self) -> &'static str {
        match self {
            BookError::Chain(fault) => fault.code(),
            BookError::Pack(error) => error.code(),
            BookError::Damaged => "book_damaged",
        }
    }
}

impl From<BadBytes> for BookError {
    fn from(_: BadBytes) -> BookError {
        BookError::Damaged
    }
}

/// How far the book has followed a device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// Number of its last pack in the book; 0 is none.
    pub number: u32,
    /// Hash of that pack.
    pub hash: Hash,
    /// The highest moment in its packs.
    pub moment: Moment,
}

/// The book.
pub struct Book {
    sealer: Rc<dyn Sealer>,
    pub(super) judge: Box<dyn Judge>,
    pub(super) today: i32,
    pub(super) version: u32,
    pub(super) blocks: Vec<Block>,
    /// Blocks that differ from the last snapshot.
    pub(super) dirty: Vec<bool>,
    /// Checksums of the blocks as last written.
    pub(super) sums: Vec<u32>,
    pub(super) index: HashMap<CaseId, u32>,
    pub(super) shared: Shared,
    pub(super) book: BookState,
    /// Devices in the order of their numbers in references.
    pub(super) devices: Vec<DeviceId>,
    pub(super) followed: BTreeMap<DeviceId, Followed>,
    pub(super) cache: Cache,
}

/// A case about to be changed: where it is (nothing for a new one), its state, its references.
struct Changed {
    row: Option<u32>,
    id: CaseId,
    state: CaseState,
    refs: Vec<u8>,
}

impl Book {
    /// An empty book.
    pub fn new(judge: Box<dyn Judge>, today: NaiveDate) -> Book {
        Book {
            sealer: Rc::new(Plain),
            judge,
            today: days(today),
            version: 0,
            blocks: Vec::new(),
            dirty: Vec::new(),
            sums: Vec::new(),
            index: HashMap::new(),
            shared: Shared::default(),
            book: BookState::default(),
            devices: Vec::new(),
            followed: BTreeMap::new(),
            cache: Cache::default(),
        }
    }

    /// Opens and seals packs with these keys from now on; without any, packs are plain.
    pub fn seal_with(&mut self, sealer: Rc<dyn Sealer>) {
        self.sealer = sealer;
    }

    /// What opens and seals its packs.
    pub fn sealer(&self) -> &Rc<dyn Sealer> {
        &self.sealer
    }

    /// Tells the book that another day has begun. States of rows follow by themselves.
    pub fn set_today(&mut self, today: NaiveDate) {
        if self.today != days(today) {
            self.today = days(today);
            self.version += 1;
        }
    }

    /// Puts other rules in force: every verdict and date is asked for again.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a state cannot be read; then nothing has changed.
    pub fn set_judge(&mut self, judge: Box<dyn Judge>) -> Result<(), BookError> {
        let before = std::mem::replace(&mut self.judge, judge);
        self.judge_all().inspect_err(|_| self.judge = before)
    }

    /// Asks the rules again for every case.
    pub(super) fn judge_all(&mut self) -> Result<(), BookError> {
        let mut blocks = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            let (mut lines, mut dates) = (block.lines.clone(), Strips::default());
            for (at, line) in lines.iter_mut().enumerate() {
                let light = Light::read(block.states.get(at))?;
                dates.push(&rejudge(line, light, self.judge.as_ref(), &mut self.shared));
            }
            blocks.push((lines, dates));
        }
        self.blocks
            .iter_mut()
            .zip(blocks)
            .for_each(|(block, (lines, dates))| block.rejudged(lines, dates));
        self.dirty.fill(true);
        self.version += 1;
        Ok(())
    }

    /// Grows with every change.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// This book takes the place of one at that version: whoever saw the other must see that this is newer.
    pub fn version_after(&mut self, version: u32) {
        self.version = self.version.max(version + 1);
    }

    /// All cases, hidden ones too.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Is there no case?
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Is the case in the book?
    pub fn has(&self, id: &CaseId) -> bool {
        self.index.contains_key(id)
    }

    /// Rule texts and settings in force.
    pub fn texts(&self) -> &BookState {
        &self.book
    }

    /// How far the book has followed each device: what a snapshot covers.
    pub fn followed(&self) -> &BTreeMap<DeviceId, Followed> {
        &self.followed
    }

    /// The clock for writing on a device: after all it wrote, and after what others wrote as far as their clocks can
    /// be trusted.
    pub fn clock(&self, device: DeviceId, now_ms: u64) -> Clock {
        let own = self.followed.get(&device).map_or(Moment(0), |f| f.moment);
        let mut clock = Clock::new(device, own);
        for (&other, followed) in self.followed.iter().filter(|(other, _)| **other != device) {
            clock.see(
                super::clock::Stamp {
                    moment: followed.moment,
                    device: other,
                },
                now_ms,
            );
        }
        clock
    }

    /// Goes on after packs of a device that are lost for good, the last of them `number` with this hash, as if they
    /// had been empty: the packs after them can then be taken. Whoever calls this has named the loss.
    pub fn pass_over(&mut self, device: DeviceId, number: u32, hash: Hash, moment: Moment) {
        let before = self.followed.get(&device).copied().unwrap_or_default();
        if number <= before.number {
            return;
        }
        if !self.devices.contains(&device) {
            self.devices.push(device);
        }
        let moment = before.moment.max(moment);
        let followed = Followed { number, hash, moment };
        self.followed.insert(device, followed);
    }

    /// Takes a pack: the next of its device. All of it or nothing.
    ///
    /// # Errors
    /// Why not; the book is as before.
    pub fn take(&mut self, bytes: &[u8]) -> Result<Head, BookError> {
        let (head, events) = unpack(bytes, self.sealer.as_ref())?;
        self.take_events(&head, &events)?;
        Ok(head)
    }

    /// Takes the events of a pack already read. All of it or nothing.
    ///
    /// # Errors
    /// Why not; the book is as before.
    pub fn take_events(&mut self, head: &Head, events: &[Event]) -> Result<(), BookError> {
        let last = self.followed.get(&head.device).copied().unwrap_or_default();
        follows(&last, head)?;
        let device = match self.devices.iter().position(|d| *d == head.device) {
            Some(at) => at,
            None => {
                self.devices.push(head.device);
                self.devices.len() - 1
            }
        };
        let changed = self.fold(head, device as u64, events)?;
        let filled: Result<Vec<_>, BadBytes> = changed.into_iter().map(|case| self.fill(case)).collect();
        self.keep(filled?);
        events
            .iter()
            .filter(|e| e.case == BOOK)
            .for_each(|e| apply_book(&mut self.book, e));
        let moment = events.iter().map(|e| e.stamp.moment).fold(last.moment, Moment::max);
        let followed = Followed {
            number: head.number,
            hash: head.hash,
            moment,
        };
        self.followed.insert(head.device, followed);
        self.version += 1;
        Ok(())
    }

    /// The new states of the cases the events touch, in the order of their first event.
    fn fold(&self, head: &Head, device: u64, events: &[Event]) -> Result<Vec<Changed>, BookError> {
        let mut changed: Vec<Changed> = Vec::new();
        let mut places: HashMap<CaseId, usize> = HashMap::new();
        for (place, event) in events.iter().enumerate().filter(|(_, e)| e.case != BOOK) {
            let at = match places.get(&event.case) {
                Some(at) => *at,
                None => {
                    changed.push(self.changed(event.case)?);
                    places.insert(event.case, changed.len() - 1);
                    changed.len() - 1
                }
            };
            if let Some(case) = changed.get_mut(at) {
                apply(&mut case.state, event);
                put_ref(&mut case.refs, device, head.number, place as u32);
            }
        }
        Ok(changed)
    }

    fn changed(&self, id: CaseId) -> Result<Changed, BookError> {
        let row = self.index.get(&id).copied();
        let (state, refs) = match row.and_then(|row| self.place(row)) {
            Some((block, at)) => (decode(block.states.get(at))?, block.refs.get(at).to_vec()),
            None => (CaseState::default(), Vec::new()),
        };
        Ok(Changed { row, id, state, refs })
    }

    fn fill(&mut self, case: Changed) -> Result<(Option<u32>, CaseId, Filled), BadBytes> {
        let state = encode(&case.state);
        let projected = project(case.id, &state, self.judge.as_ref(), &mut self.shared)?;
        Ok((
            case.row,
            case.id,
            Filled {
                projected,
                state,
                refs: case.refs,
            },
        ))
    }

    fn keep(&mut self, changed: Vec<(Option<u32>, CaseId, Filled)>) {
        let mut replaced: BTreeMap<usize, BTreeMap<usize, Filled>> = BTreeMap::new();
        for (row, id, filled) in changed {
            match row {
                Some(row) => {
                    let block = replaced.entry(row as usize / BLOCK).or_default();
                    block.insert(row as usize % BLOCK, filled);
                }
                None => self.append(id, &filled),
            }
        }
        for (number, cases) in replaced {
            if let (Some(block), Some(dirty)) = (self.blocks.get_mut(number), self.dirty.get_mut(number)) {
                block.replace(cases);
                *dirty = true;
            }
        }
    }

    fn append(&mut self, id: CaseId, filled: &Filled) {
        if self.blocks.last().is_none_or(|block| block.lines.len() >= BLOCK) {
            self.blocks.push(Block::default());
            self.dirty.push(true);
        }
        self.index.insert(id, self.index.len() as u32);
        if let (Some(block), Some(dirty)) = (self.blocks.last_mut(), self.dirty.last_mut()) {
            block.push(filled);
            *dirty = true;
        }
    }

    /// The block of a row and the place in it.
    pub(super) fn place(&self, row: u32) -> Option<(&Block, usize)> {
        Some((self.blocks.get(row as usize / BLOCK)?, row as usize % BLOCK))
    }

    /// The state of a case; nothing if it is not in the book.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if its bytes cannot be read.
    pub fn state(&self, id: &CaseId) -> Result<Option<CaseState>, BookError> {
        let place = self.index.get(id).and_then(|row| self.place(*row));
        Ok(place.map(|(block, at)| decode(block.states.get(at))).transpose()?)
    }

    /// Where the events of a case are, in the order they were taken.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if the references cannot be read.
    pub fn refs(&self, id: &CaseId) -> Result<Vec<EventRef>, BookError> {
        let place = self.index.get(id).and_then(|row| self.place(*row));
        Ok(place.map_or(Ok(Vec::new()), |(block, at)| {
            read_refs(block.refs.get(at), &self.devices)
        })?)
    }
}

/// Does the pack come next after what the book has of its device?
fn follows(last: &Followed, head: &Head) -> Result<(), BookError> {
    let fault = if head.number == last.number && head.hash != last.hash {
        ChainFault::Forked(head.number)
    } else if head.number <= last.number {
        ChainFault::Repeated(head.number)
    } else if head.number > last.number + 1 {
        ChainFault::Missing {
            from: last.number + 1,
            to: head.number - 1,
        }
    } else if head.prev != last.hash {
        ChainFault::Broken(head.number)
    } else {
        return Ok(());
    };
    Err(BookError::Chain(fault))
}
