//! The service: the book in memory, the journal it follows, and the jobs done on them.
//!
//! Jobs run side by side on one thread and meet only at awaits. So nothing of the state is borrowed across an await,
//! and whoever comes back from one looks again where the book stands.
use std::cell::RefCell;
use std::collections::HashSet;
use std::task::Waker;

use crate::answer::Answered;
use crate::book::BookState;
use crate::book::judge::RuleContext;
use crate::cases::CasesState;
use crate::error::{WorkError, refused};
use crate::import::ImportState;
use crate::platform::Platform;
use crate::records::bell::BellState;
use crate::rules::forms::FormsState;
use crate::session::SessionState;
use crate::share::ShareState;
use casebook::book::Book;
use protocol::{CasesJob, Job, JobRefusal, News, Summary, wire};
use store::journal::Journal;
use store::sealed::EncryptedStore;

/// The service behind the protocol.
pub struct Service<G: Platform> {
    pub(crate) platform: G,
    pub(crate) journal: Journal<EncryptedStore<G::RecordStore>>,
    state: RefCell<State>,
}

/// What the service holds in memory, by area.
#[derive(Default)]
pub(crate) struct State {
    /// The session and its keys.
    pub session: SessionState,
    /// Jobs under way.
    pub jobs: JobsState,
    /// The book, and how far it follows the journal.
    pub book: BookState,
    /// Looks at cases.
    pub cases: CasesState,
    /// A file that was read, and the last import.
    pub import: ImportState,
    /// The court's own forms, as they were read last.
    pub forms: FormsState,
    /// Sharing.
    pub share: ShareState,
    /// What is new for the person here.
    pub bell: BellState,
}

/// The jobs under way.
#[derive(Default)]
pub(crate) struct JobsState {
    /// Jobs that are at work on the open book.
    pub working: u32,
    /// Numbers of jobs that are not answered yet.
    pub running: HashSet<u32>,
    /// Those of them that are to stop.
    pub cancelled: HashSet<u32>,
    /// Jobs that wait at the session.
    pub waiting: Vec<Waker>,
}

impl State {
    /// The book.
    ///
    /// # Errors
    /// `not_open` before [`protocol::OpenBook`] was done.
    pub fn book(&mut self) -> Result<&mut Book, WorkError> {
        self.book.open.as_mut().ok_or(refused(JobRefusal::NotOpen))
    }

    /// The rules.
    ///
    /// # Errors
    /// `not_open` before [`protocol::OpenBook`] was done.
    pub fn rule_context(&self) -> Result<&RuleContext, WorkError> {
        self.book.rule_context.as_ref().ok_or(refused(JobRefusal::NotOpen))
    }

    /// Forgets keys, book and everything read from it.
    pub fn forget(&mut self) {
        let old = std::mem::take(self);
        *self = Self {
            session: old.session.locked(),
            jobs: old.jobs,
            book: old.book.locked(),
            share: old.share.locked(),
            ..Self::default()
        };
    }

    /// Counts, with what only the store knows.
    pub fn summary(&self) -> Summary {
        let counts = self.book.open.as_ref().map(Book::summary).unwrap_or_default();
        Summary {
            stored_bytes: self.book.space.used,
            persistent: self.book.space.persistent,
            saved_at_ms: (self.book.at.saved_at_ms > 0).then_some(self.book.at.saved_at_ms),
            faults: self
                .book
                .faults
                .iter()
                .map(|(n, code)| (*n, code.to_string()))
                .collect(),
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
    pub(crate) fn with<R>(&self, f: impl FnOnce(&mut State) -> R) -> R {
        f(&mut self.state.borrow_mut())
    }

    /// Does a job and answers it. What can wait until afterwards is done before this returns.
    pub async fn handle(&self, id: u32, job: Job) {
        if let Job::Cancel { job } = job {
            self.with(|s| {
                if s.jobs.running.contains(&job) {
                    s.jobs.cancelled.insert(job);
                }
            });
            return;
        }
        self.touch(&job).await;
        self.with(|s| s.jobs.running.insert(id));
        let looked = match &job {
            Job::Cases(CasesJob::ReadCase(asked)) => Some(asked.id),
            _ => None,
        };
        let answered = self.answer(id, job).await;
        self.with(|s| {
            s.jobs.running.remove(&id);
            s.jobs.cancelled.remove(&id);
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
    pub(crate) fn say(&self, news: &News) {
        self.send(wire::news(news));
    }

    /// Sends a frame. All that is sent can be written; what could not would be nothing to read.
    fn send(&self, frame: Result<Vec<u8>, postcard::Error>) {
        if let Ok(frame) = frame {
            self.platform.send(frame);
        }
    }

    pub(crate) fn working(&self) -> Working<'_, G> {
        self.with(|s| s.jobs.working += 1);
        Working(self)
    }

    /// Reports progress of a job, lets the event loop turn, and says whether to go on.
    pub(crate) async fn goes_on(&self, id: u32, done: u32, total: u32) -> Result<(), WorkError> {
        self.send(wire::progress(id, done, total));
        self.platform.pause().await;
        if self.with(|s| s.jobs.cancelled.contains(&id)) {
            Err(WorkError::CANCELLED)
        } else {
            Ok(())
        }
    }
}

/// A job at work on the open book; locking waits for it.
pub(crate) struct Working<'s, G: Platform>(&'s Service<G>);

impl<G: Platform> Drop for Working<'_, G> {
    fn drop(&mut self) {
        let waiting = self.0.with(|s| {
            s.jobs.working -= 1;
            std::mem::take(&mut s.jobs.waiting)
        });
        waiting.into_iter().for_each(Waker::wake);
    }
}
