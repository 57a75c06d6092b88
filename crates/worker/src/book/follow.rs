//! Opening the book and following the journal: snapshot, later packs, packs of other tabs.
use std::borrow::Cow;
use std::rc::Rc;

use chrono::NaiveDate;
use futures_util::future::join;
use serde::{Deserialize, Serialize};

use crate::book::BookState;
use crate::book::judge::RuleContext;
use crate::book::runs::Runs;
use crate::error::{WorkError, refused};
use crate::platform::{Platform, Word};
use crate::service::{Service, State};
use casebook::book::{Book, BookError};
use casebook::clock::{DeviceId, Moment};
use casebook::pack;
use casebook::snapshot::Opening;
use protocol::{JobRefusal, News};
use store::journal::{Head, Journal, Stored};
use store::{RecordStore, StoreError};
use vault::keys::Keys;
use vault::ring::Keyring;

/// What lies beside a snapshot, to be known before the book is opened. Sealed, as the snapshot is.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Note {
    /// Space keys learned from packs that are in the snapshot.
    #[serde(with = "serde_bytes")]
    pub keys: Vec<u8>,
    /// Rule texts in force.
    pub rules: Vec<(String, String)>,
    /// Where packs lie.
    pub runs: Runs,
    /// Packs that could not be taken, and why.
    pub faults: Vec<(u32, Cow<'static, str>)>,
}

impl<G: Platform> Service<G> {
    pub(crate) async fn open_first(&self, today: NaiveDate) -> Result<(), WorkError> {
        self.journal.look().await?;
        self.read_settings().await?;
        self.reread_letter().await?;
        self.reread_fork().await?;
        self.show_marks().await?;
        self.load(today).await?;
        let space = self.platform.space().await;
        self.with(|s| s.book.space = space);
        // What another tab wrote while this one was loading.
        self.catch_up().await?;
        Ok(())
    }

    /// Loads the book from the snapshot and the packs after it, in place of the one in memory.
    pub(crate) async fn load(&self, today: NaiveDate) -> Result<(), WorkError> {
        let ring = self.with(|s| s.session.ring.clone());
        let fresh = load(&self.journal, ring, today).await?;
        self.with(|s| s.replace_by(fresh));
        Ok(())
    }

    /// Reads what others appended since. True if there was anything.
    ///
    /// # Errors
    /// [`WorkError`]; what was read until then is in the book.
    pub async fn catch_up(&self) -> Result<bool, WorkError> {
        let head = self.journal.look().await?;
        let (at, today) = self.with(|s| (s.book.at, s.book.today));
        if head.epoch != at.epoch {
            let today = today.ok_or(refused(JobRefusal::NotOpen))?;
            self.load(today).await?;
            return Ok(true);
        }
        loop {
            let after = self.with(|s| s.book.at.last);
            if after >= head.last {
                break;
            }
            let packs = self.journal.packs(after).await?;
            self.with(|s| packs.iter().try_for_each(|stored| s.take(stored)))?;
        }
        self.with(|s| s.settle(head))?;
        self.fold_if_stale().await?;
        Ok(at.last < head.last)
    }

    /// Folds everything once more if a people event came late.
    pub(crate) async fn fold_if_stale(&self) -> Result<(), WorkError> {
        let today = self
            .with(|s| Ok::<_, WorkError>(s.book()?.stale().then_some(s.book.today)))?
            .flatten();
        match today {
            Some(today) => self.load(today).await,
            None => Ok(()),
        }
    }

    /// Another tab said something.
    pub async fn heard(&self, word: Word) {
        match word {
            Word::Wrote => self.news().await,
            Word::Lock => self.lock_unasked().await,
            Word::Sharing(view) => self.heard_of_sharing(*view),
        }
    }

    /// Another tab wrote: follow, and tell the page.
    pub async fn news(&self) {
        if self.with(|s| s.book.open.is_none()) {
            // Another tab may have founded or joined meanwhile. A lock screen is left alone: somebody may be typing.
            if self.with(|s| s.session.doorless) {
                let session = self.session().await;
                self.say(&session.map_or_else(News::from, News::Session));
            }
            return;
        }
        let _working = self.working();
        let followed = self.catch_up().await;
        // This may be the tab that shares for all.
        self.poke();
        match followed {
            Ok(true) => self.tell(&News::Changed(self.with(|s| s.summary()))),
            Ok(false) => {}
            Err(e) => self.tell(&e.into()),
        }
    }
}

/// The book of a journal: from the snapshot and the packs after it. Without a ring, of a journal that is not sealed.
pub(crate) async fn load<S: RecordStore>(
    journal: &Journal<S>,
    ring: Option<Rc<Keyring>>,
    today: NaiveDate,
) -> Result<State, WorkError> {
    let mut known = from_snapshot(journal, ring.as_ref(), today).await;
    if matches!(known, Err(StoreError::Stale)) {
        // Another tab kept one while this was read.
        known = from_snapshot(journal, ring.as_ref(), today).await;
    }
    let known = match known {
        // They follow each other: the packs serve.
        Err(StoreError::Stale) => None,
        known => known?,
    };
    let head = journal.head();
    let mut fresh = known.unwrap_or_else(|| fresh_state(ring, today));
    read_up_to(journal, &mut fresh, head).await?;
    if fresh.book()?.stale() {
        // A people event that came late judges otherwise what was folded before it: everything once more.
        fresh.book()?.fold_again();
        fresh.book.at.last = 0;
        fresh.book.runs = Runs::default();
        fresh.book.faults.clear();
        fresh.book.unkept = 0;
        read_up_to(journal, &mut fresh, head).await?;
    }
    fresh.settle(head)?;
    Ok(fresh)
}

async fn read_up_to<S: RecordStore>(journal: &Journal<S>, state: &mut State, head: Head) -> Result<(), WorkError> {
    while state.book.at.last < head.last {
        for stored in journal.packs(state.book.at.last).await? {
            if stored.number <= head.last {
                state.take(&stored)?;
            }
        }
    }
    Ok(())
}

/// A book that has read nothing yet.
pub(crate) fn fresh_state(ring: Option<Rc<Keyring>>, today: NaiveDate) -> State {
    let rule_context = RuleContext::of(&[]);
    let mut state = State {
        book: BookState {
            open: Some(Book::new(rule_context.judge(), today)),
            rule_context: Some(rule_context),
            ..BookState::default()
        },
        ..State::default()
    };
    state.hold(ring);
    state
}

/// The book of the snapshot, read in parts. Nothing if there is none that serves: the packs hold everything.
///
/// # Errors
/// [`StoreError::Stale`] if another was kept meanwhile; others of the store.
async fn from_snapshot<S: RecordStore>(
    journal: &Journal<S>,
    ring: Option<&Rc<Keyring>>,
    today: NaiveDate,
) -> Result<Option<State>, StoreError> {
    let Ok(Some(snapshot)) = journal.snapshot().await? else {
        return Ok(None);
    };
    let Ok(note) = postcard::from_bytes::<Note>(&snapshot.note) else {
        return Ok(None);
    };
    let rule_context = RuleContext::of(&note.rules);
    let Ok(mut opening) = Opening::begin(&snapshot.head, rule_context.judge(), today) else {
        return Ok(None);
    };
    let (mut first, mut part) = (0, journal.chunks(0).await?);
    loop {
        let Ok(chunks) = part else { return Ok(None) };
        if chunks.is_empty() {
            break;
        }
        first += chunks.len() as u32;
        // The store fetches the next ones while these are read.
        let read = async { chunks.iter().try_for_each(|chunk| opening.take(chunk)) };
        let (next, read) = join(journal.chunks(first), read).await;
        if read.is_err() {
            return Ok(None);
        }
        part = next?;
    }
    let book = opening.finish().ok();
    Ok(book.and_then(|book| state_of(book, note, rule_context, snapshot.upto, journal.head(), ring)))
}

/// The state around a book from a snapshot.
fn state_of(
    book: Book,
    note: Note,
    rule_context: RuleContext,
    upto: u32,
    head: Head,
    ring: Option<&Rc<Keyring>>,
) -> Option<State> {
    let mut state = State {
        book: BookState {
            open: Some(book),
            rule_context: Some(rule_context),
            ..BookState::default()
        },
        ..State::default()
    };
    state.hold(ring.cloned());
    if let Ok(keys) = Keys::from_bytes(&note.keys) {
        state.learn(&keys).ok()?;
    }
    state.book.at = Head { last: upto, ..head };
    state.book.runs = note.runs;
    state.book.faults = note.faults;
    Some(state)
}

impl State {
    /// Puts the book of another state in place of this one's.
    pub(crate) fn replace_by(&mut self, other: State) {
        // The new book starts counting changes anew; pages must see that it is another.
        let version = self.book.open.as_ref().map_or(0, |book| book.version());
        if self.book.at.epoch != other.book.at.epoch {
            // A preview was made for the book that is gone.
            self.import.pending = None;
            self.import.kept_file = None;
        }
        self.session.ring = other.session.ring;
        self.book = BookState {
            space: self.book.space,
            today: self.book.today,
            ..other.book
        };
        if let Some(book) = &mut self.book.open {
            book.version_after(version);
        }
    }

    /// Takes a stored pack into the book. One that cannot be taken is named, and the rest goes on.
    pub(crate) fn take(&mut self, stored: &Stored) -> Result<(), WorkError> {
        if stored.number <= self.book.at.last {
            // Somebody read it while we waited.
            return Ok(());
        }
        self.book.at.last = stored.number;
        let Some(bytes) = &stored.bytes else {
            self.book.faults.push((stored.number, "pack_lost".into()));
            return Ok(());
        };
        self.book.unkept += bytes.len();
        let taken = match self.fold_pack(bytes, stored.number) {
            Err(BookError::Chain(_)) => pack::envelope(bytes).map_err(BookError::from).and_then(|envelope| {
                let head = envelope.head;
                // What is missing before it was named already, when it was read or found damaged.
                if let Some(book) = &mut self.book.open {
                    book.pass_over(head.device, head.number.saturating_sub(1), head.prev, Moment(0));
                }
                self.fold_pack(bytes, stored.number)
            }),
            other => other,
        };
        if let Err(e) = taken {
            self.book.faults.push((stored.number, e.code().into()));
        }
        Ok(())
    }

    /// Takes a pack that lies, or is to lie, at this local number.
    pub(crate) fn fold_pack(&mut self, bytes: &[u8], local: u32) -> Result<(), BookError> {
        let Some(book) = &mut self.book.open else {
            return Err(BookError::Damaged);
        };
        let rules = book.texts().rules();
        let head = book.take(bytes)?;
        self.book.runs.add(head.device.0, head.number, local);
        let now = book.texts().rules();
        if now != rules {
            let rule_context = RuleContext::of(&now);
            book.set_judge(rule_context.judge())?;
            self.book.rule_context = Some(rule_context);
        }
        // A box that does not open is no key; the packs sealed with it will say so.
        self.follow_rotations().ok();
        Ok(())
    }

    /// Everything up to `head` is read. If the own last packs are lost, the chain goes on where it ended all the same.
    pub(crate) fn settle(&mut self, head: Head) -> Result<(), WorkError> {
        if head.last < self.book.at.last {
            return Ok(());
        }
        self.book.at = head;
        let device = DeviceId(head.device);
        let book = self.book()?;
        let own = book.followed().get(&device).copied().unwrap_or_default();
        if own.number < head.chain {
            book.pass_over(device, head.chain, head.hash, Moment(head.moment));
        }
        Ok(())
    }
}
