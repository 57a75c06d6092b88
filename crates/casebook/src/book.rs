//! The book in memory: a fold of all packs, ready for lists.
//!
//! It takes packs one after the other ([`Book::take`]), is written to and read from a snapshot
//! ([`super::snapshot`]), and answers queries. It does no input or output and knows today only when told.
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use chrono::NaiveDate;

use super::CaseId;
use super::block::{BLOCK, Block};
use super::bytes::BadBytes;
use super::cbor::days;
use super::chain::ChainFault;
use super::clock::{Clock, DeviceId, Moment};
use super::judge::Judge;
use super::lazy_state::LazyState;
use super::list::Cache;
use super::pack::{Hash, PackError, Plain, Sealer};
use super::packed::PackedBytes;
use super::people::membership::MembershipLog;
use super::people::{DEVICE_UNKNOWN, Directory, PeopleFault, evaluate};
use super::project::{Shared, project, rejudge};
use super::refs::{EventRef, read_refs};
use super::refusals::Refusals;
use super::seen::Sightings;
use super::state::{BookState, CaseState};
use super::state_bytes::decode;

/// Why the book did not take something. It stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    /// The pack does not follow from those the book holds.
    #[error("pack does not continue the chain of its device")]
    Chain(ChainFault),
    /// The pack cannot be read.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// Nothing here says yet whose packs these are: set aside, to be tried again when more has arrived.
    #[error("no event names this device yet")]
    UnknownDevice,
    /// The author may not do this; nothing was written.
    #[error("not allowed")]
    NotAllowed,
    /// It would give work in a case to somebody recused there; nothing was written.
    #[error("recused")]
    Recused,
    /// Several values of a field wait for a ruling, and the author may not rule; nothing was written.
    #[error("several values wait for a ruling")]
    Disputed,
    /// The directory would refuse this; nothing was written.
    #[error("refused: {}", .0.code())]
    Refused(PeopleFault),
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
            BookError::UnknownDevice => DEVICE_UNKNOWN,
            BookError::NotAllowed => "not_allowed",
            BookError::Recused => "recused",
            BookError::Disputed => "disputed",
            BookError::Refused(fault) => fault.code(),
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
    /// Whether anything of it was judged by the table of rights.
    pub judged: bool,
}

/// The book.
///
/// ```
/// use casebook::action::Action;
/// use casebook::book::Book;
/// use casebook::clock::DeviceId;
/// use casebook::draft::{Author, Draft};
/// use casebook::field::{Field, Value};
/// use casebook::judge::NoRules;
///
/// let (case, now_ms) = ([1; 16], 1_772_416_800_000);
/// let mut book = Book::new(Box::new(NoRules), chrono::NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day"));
/// let mut draft = Draft::new(&book, DeviceId(1), Author::default(), now_ms);
/// let number = Value::Text("（2026）豫14执1号".to_owned());
/// let action = Action::Set(vec![(Field::CASE_NUMBER, number.clone())]);
/// draft.add(&book, vec![(case, action)], now_ms).expect("nobody forbids it");
/// // Stored first, then taken into the book.
/// for pack in draft.finish() {
///     book.take(&pack.bytes).expect("the next pack of its chain");
/// }
/// let state = book.state(&case).expect("readable").expect("there");
/// assert_eq!(state.value(Field::CASE_NUMBER), &number);
/// ```
pub struct Book {
    pub(super) sealer: Rc<dyn Sealer>,
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
    /// All people events, and what they add up to.
    pub(super) membership: MembershipLog,
    pub(super) directory: Rc<Directory>,
    pub(super) refusals: Refusals,
    /// Where refused events are of cases that are not in the book.
    pub(super) unborn: BTreeMap<CaseId, Vec<u8>>,
    /// What was folded before would be judged otherwise now.
    pub(super) stale: bool,
    /// What authors say they have seen of other chains.
    pub(super) sightings: Sightings,
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
            membership: MembershipLog::default(),
            directory: Rc::default(),
            refusals: Refusals::default(),
            unborn: BTreeMap::new(),
            stale: false,
            sightings: Sightings::default(),
        }
    }

    /// Opens and seals packs with these keys from now on, and checks signatures by them; without any, packs are plain.
    pub fn seal_with(&mut self, sealer: Rc<dyn Sealer>) {
        self.sealer = sealer;
        self.membership.forget_proofs();
        let directory = evaluate(&self.membership, self.sealer.as_ref());
        let before = std::mem::replace(&mut self.directory, Rc::new(directory));
        // A state that cannot be read is found again when the packs are folded.
        if before.kinds() != self.kinds() && self.project_all().is_err() {
            self.stale = true;
        }
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
            let (mut lines, mut dates) = (block.lines.clone(), PackedBytes::default());
            for (at, line) in lines.iter_mut().enumerate() {
                let light = LazyState::read(block.states.get(at), self.directory.kinds())?;
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

    /// Makes anew what lists keep of every case: the kinds of its records are others now.
    pub(super) fn project_all(&mut self) -> Result<(), BookError> {
        let kinds = self.directory.kinds();
        let mut blocks = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            let mut lines = Vec::with_capacity(block.lines.len());
            let (mut texts, mut dates) = (PackedBytes::default(), PackedBytes::default());
            for (at, line) in block.lines.iter().enumerate() {
                let state = block.states.get(at);
                let projected = project(line.id, state, kinds, self.judge.as_ref(), &mut self.shared)?;
                lines.push(projected.line);
                texts.push(&projected.text);
                dates.push(&projected.dates);
            }
            blocks.push((lines, texts, dates));
        }
        for (block, (lines, texts, dates)) in self.blocks.iter_mut().zip(blocks) {
            block.texts = texts;
            block.rejudged(lines, dates);
        }
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
        let followed = Followed {
            number,
            hash,
            moment: before.moment.max(moment),
            judged: before.judged,
        };
        self.followed.insert(device, followed);
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
        let refs = place
            .map(|(block, at)| block.refs.get(at))
            .or(self.unborn.get(id).map(Vec::as_slice));
        Ok(refs.map_or(Ok(Vec::new()), |refs| read_refs(refs, &self.devices))?)
    }
}
