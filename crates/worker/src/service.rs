//! The service: the book in memory, the journal it follows, and the jobs done on them.
//!
//! Jobs run side by side on one thread and meet only at awaits. So nothing of the state is borrowed across an await,
//! and whoever comes back from one looks again where the book stands.
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::task::Waker;

use chrono::NaiveDate;

use super::answers::Answered;
use super::error::{WorkError, refused};
use super::import::{KeptFile, Pending};
use super::import_known::LastImport;
use super::judge::RuleContext;
use super::platform::{Platform, Space};
use super::runs::Runs;
use super::session::Access;
use casebook::book::Book;
use casebook::clock::Stamp;
use protocol::{CaseId, CasesJob, Job, JobRefusal, News, Summary, SyncView, wire};
use store::journal::{Head, Journal};
use store::sealed::EncryptedStore;
use sync::exchange::Exchange;
use vault::ring::Keyring;

/// The service behind the protocol.
pub struct Service<G: Platform> {
    pub(super) platform: G,
    pub(super) journal: Journal<EncryptedStore<G::RecordStore>>,
    state: RefCell<State>,
}

/// What the service holds in memory.
#[derive(Default)]
pub(super) struct State {
    /// How the session stands.
    pub access: Access,
    /// The keys of this device, while it is open.
    pub ring: Option<Rc<Keyring>>,
    /// No keys were ever made here, as far as this tab knows.
    pub doorless: bool,
    /// The store has another history under this device's number: nothing more is written under it.
    pub is_forked: bool,
    /// Key of the own recovery kit that the store does not take.
    pub kit_refused: Option<[u8; 32]>,
    /// A person locked it: only a person opens it again.
    pub locked_by_hand: bool,
    /// Locks by itself after so many minutes; 0 never.
    pub auto_lock_min: u32,
    /// When a person asked for something last, milliseconds since 1970.
    pub touched_ms: u64,
    /// The same, milliseconds since this worker began: nobody sets that clock back.
    pub touched_running_ms: u64,
    /// When a passphrase was tried last, milliseconds since this worker began.
    pub tried_ms: u64,
    /// When the page was told something it did not ask for.
    pub told_ms: u64,
    /// Somebody goes through the session.
    pub turning: bool,
    /// Jobs that are at work on the open book.
    pub working: u32,
    /// Address of the endpoint, if the book is shared.
    pub endpoint: Option<String>,
    /// How it stands with sharing, as told last.
    pub sharing: SyncView,
    /// What the exchange remembers from step to step.
    pub exchange: Option<Box<Exchange>>,
    /// An exchange is under way.
    pub stepping: bool,
    /// Exchanges in a row that did not come to begin.
    pub failures: u32,
    /// When the store was asked last whether it still has all pictures, milliseconds since 1970.
    pub pictures_asked_ms: Option<u64>,
    /// Pictures that the store would not take, since the book was opened.
    pub pictures_refused: BTreeSet<String>,
    /// Records of the outbox and last people events when it was looked at last who manages people at the store.
    pub admissions_seen: Option<(usize, Vec<Stamp>)>,
    /// There is something to exchange.
    pub poked: bool,
    pub book: Option<Book>,
    /// The rules the book asks.
    pub rule_context: Option<RuleContext>,
    /// Everything up to this head is in the book.
    pub at: Head,
    pub runs: Runs,
    /// Packs that could not be taken: local number and code.
    pub faults: Vec<(u32, Cow<'static, str>)>,
    pub space: Space,
    /// Bytes of packs that are not in a snapshot yet.
    pub unkept: usize,
    pub today: Option<NaiveDate>,
    /// Sensitive cases shown since the book was opened, and when that was logged last, milliseconds since 1970.
    pub looked: HashMap<CaseId, u64>,
    /// Jobs that wait at the session.
    pub waiting: Vec<Waker>,
    pub running: HashSet<u32>,
    pub cancelled: HashSet<u32>,
    pub pending: Option<Pending>,
    /// The file of the last preview, to read it again with other choices.
    pub kept_file: Option<Rc<KeptFile>>,
    /// What the last import did, until it is taken back.
    pub import_done: Option<LastImport>,
    /// The last preview imported: its rejected rows can still be had.
    pub imported: Option<Pending>,
}

impl State {
    /// The book.
    ///
    /// # Errors
    /// `not_open` before [`protocol::OpenBook`] was done.
    pub fn book(&mut self) -> Result<&mut Book, WorkError> {
        self.book.as_mut().ok_or(refused(JobRefusal::NotOpen))
    }

    /// The rules.
    ///
    /// # Errors
    /// `not_open` before [`protocol::OpenBook`] was done.
    pub fn rule_context(&self) -> Result<&RuleContext, WorkError> {
        self.rule_context.as_ref().ok_or(refused(JobRefusal::NotOpen))
    }

    /// Forgets keys, book and everything read from it.
    pub fn forget(&mut self) {
        let old = std::mem::take(self);
        *self = Self {
            access: old.access,
            locked_by_hand: old.locked_by_hand,
            told_ms: old.told_ms,
            tried_ms: old.tried_ms,
            turning: old.turning,
            stepping: old.stepping,
            working: old.working,
            space: old.space,
            today: old.today,
            waiting: old.waiting,
            running: old.running,
            cancelled: old.cancelled,
            ..Self::default()
        };
    }

    /// Counts, with what only the store knows.
    pub fn summary(&self) -> Summary {
        let counts = self.book.as_ref().map(Book::summary).unwrap_or_default();
        Summary {
            stored_bytes: self.space.used,
            persistent: self.space.persistent,
            saved_at_ms: (self.at.saved_at_ms > 0).then_some(self.at.saved_at_ms),
            faults: self.faults.iter().map(|(n, code)| (*n, code.to_string())).collect(),
            ..counts
        }
    }
}

impl<G: Platform> Service<G> {
    /// A service without a book yet, on a store of records.
    pub fn new(platform: G, records: G::RecordStore) -> Self {
        Self {
            platform,
            journal: Journal::new(EncryptedStore::new(records)),
            state: RefCell::default(),
        }
    }

    /// The world it stands on.
    pub const fn platform(&self) -> &G {
        &self.platform
    }

    /// Looks at or changes the state; never across an await.
    pub(super) fn with<R>(&self, f: impl FnOnce(&mut State) -> R) -> R {
        f(&mut self.state.borrow_mut())
    }

    /// Does a job and answers it. What can wait until afterwards is done before this returns.
    pub async fn handle(&self, id: u32, job: Job) {
        if let Job::Cancel { job } = job {
            self.with(|s| {
                if s.running.contains(&job) {
                    s.cancelled.insert(job);
                }
            });
            return;
        }
        self.touch(&job).await;
        self.with(|s| s.running.insert(id));
        let looked = match &job {
            Job::Cases(CasesJob::ReadCase(asked)) => Some(asked.id),
            _ => None,
        };
        let answered = self.answer(id, job).await;
        self.with(|s| {
            s.running.remove(&id);
            s.cancelled.remove(&id);
        });
        let wrote = answered.as_ref().is_ok_and(|answered| answered.wrote);
        match answered {
            Ok(Answered { frame, .. }) => self.platform.send(frame),
            Err(error) => self.send(wire::failed(id, &error.into())),
        }
        if let Some(case) = looked {
            self.log_look(case).await;
        }
        if wrote {
            self.keep_if_due().await;
        }
    }

    /// Says something nobody asked for.
    pub(super) fn say(&self, news: &News) {
        self.send(wire::news(news));
    }

    /// Sends a frame. All that is sent can be written; what could not would be nothing to read.
    fn send(&self, frame: Result<Vec<u8>, postcard::Error>) {
        if let Ok(frame) = frame {
            self.platform.send(frame);
        }
    }

    pub(super) fn working(&self) -> Working<'_, G> {
        self.with(|s| s.working += 1);
        Working(self)
    }

    /// Reports progress of a job, lets the event loop turn, and says whether to go on.
    pub(super) async fn goes_on(&self, id: u32, done: u32, total: u32) -> Result<(), WorkError> {
        self.send(wire::progress(id, done, total));
        self.platform.pause().await;
        if self.with(|s| s.cancelled.contains(&id)) {
            Err(WorkError::CANCELLED)
        } else {
            Ok(())
        }
    }
}

/// A job at work on the open book; locking waits for it.
pub(super) struct Working<'s, G: Platform>(&'s Service<G>);

impl<G: Platform> Drop for Working<'_, G> {
    fn drop(&mut self) {
        let waiting = self.0.with(|s| {
            s.working -= 1;
            std::mem::take(&mut s.waiting)
        });
        waiting.into_iter().for_each(Waker::wake);
    }
}
