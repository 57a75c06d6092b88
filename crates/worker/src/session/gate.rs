//! The session: whether this device has keys, whether they are open, and opening and locking them.
//!
//! While it is closed there is no key, no book and no preview in memory, and every job but those of the session answers
//! `locked`.
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use chrono::NaiveDate;

use crate::error::{WorkError, refused};
use crate::platform::{Platform, Word};
use crate::service::{Service, State};
use casebook::clock::day_of;
use protocol::{Job, JobRefusal, LockKind, News, Refusal, Session, SessionRefusal, Summary};
use vault::ring::Keyring;

/// The code of everything asked while the session is closed.
const NOT_BEGUN: WorkError = WorkError::Refused(Refusal::Session(SessionRefusal::NotBegun));
const LOCKED: WorkError = WorkError::Refused(Refusal::Session(SessionRefusal::Locked));

/// How the session stands, as far as this worker knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Access {
    /// Nobody has asked yet: jobs wait.
    #[default]
    Unknown,
    /// Closed.
    Closed,
    /// The keys are open, the book is not: why, is told to whoever tries.
    Failed,
    /// Open, and the book with it.
    Open,
}

/// The right to go through the session; given back when dropped.
pub(crate) struct Turn<'s, G: Platform>(&'s Service<G>);

impl<G: Platform> Drop for Turn<'_, G> {
    fn drop(&mut self) {
        let waiting = self.0.with(|s| {
            s.session.turning = false;
            std::mem::take(&mut s.jobs.waiting)
        });
        waiting.into_iter().for_each(Waker::wake);
    }
}

impl<G: Platform> Service<G> {
    /// Waits until nobody else goes through the session.
    pub(crate) async fn turn(&self) -> Turn<'_, G> {
        poll_fn(|cx| {
            self.with(|s| {
                if std::mem::replace(&mut s.session.turning, true) {
                    s.jobs.waiting.push(cx.waker().clone());
                    Poll::Pending
                } else {
                    Poll::Ready(())
                }
            })
        })
        .await;
        Turn(self)
    }

    /// Waits until it is known whether the book is open; a page may ask before it has opened it.
    ///
    /// # Errors
    /// `not_begun` on a device without a book; `locked`; `not_open` if it could not be opened.
    pub(crate) async fn opened(&self) -> Result<(), WorkError> {
        poll_fn(|cx| {
            self.with(|s| match s.session.access {
                Access::Open => Poll::Ready(Ok(())),
                Access::Closed if !s.session.turning && s.session.doorless => Poll::Ready(Err(NOT_BEGUN)),
                Access::Closed if !s.session.turning => Poll::Ready(Err(LOCKED)),
                Access::Failed if !s.session.turning => Poll::Ready(Err(refused(JobRefusal::NotOpen))),
                _ => {
                    s.jobs.waiting.push(cx.waker().clone());
                    Poll::Pending
                }
            })
        })
        .await
    }

    /// How it stands; where this browser's key is the lock, this opens it.
    pub(crate) async fn session(&self) -> Result<Session, WorkError> {
        let _turn = self.turn().await;
        self.look_at_gate().await
    }

    pub(crate) async fn look_at_gate(&self) -> Result<Session, WorkError> {
        let session = self.look().await;
        if session.is_err() {
            self.with(|s| s.session.access = Access::Failed);
        }
        session
    }

    async fn look(&self) -> Result<Session, WorkError> {
        if self.with(|s| s.session.access) == Access::Open {
            return Ok(Session::Open(Box::new(self.me().await?)));
        }
        let key_record = self.key_record().await?;
        self.with(|s| s.session.doorless = key_record.is_none());
        let Some(key_record) = key_record else {
            self.with(|s| s.session.access = Access::Closed);
            return self.without_door().await;
        };
        if key_record.kind == LockKind::Browser && !self.with(|s| s.session.locked_by_hand) {
            let ring = self.unwrap_ring(&key_record, "").await?;
            self.enter(Rc::new(ring)).await?;
            self.renote_if_unreadable().await;
            return Ok(Session::Open(Box::new(self.me().await?)));
        }
        self.with(|s| s.session.access = Access::Closed);
        let wait_ms = self.wait_ms().await?;
        let device = key_record.device;
        Ok(Session::Locked { device, wait_ms })
    }

    pub(crate) async fn unlock(&self, passphrase: &str) -> Result<Session, WorkError> {
        let _turn = self.turn().await;
        if self.with(|s| s.session.access) != Access::Open {
            let key_record = self.key_record().await?.ok_or(refused(SessionRefusal::NoDoor))?;
            let ring = self.unwrap_ring(&key_record, passphrase).await?;
            self.enter(Rc::new(ring)).await?;
            self.renote_if_unreadable().await;
        }
        Ok(Session::Open(Box::new(self.me().await?)))
    }

    /// Takes the keys in hand and opens the book with them.
    pub(crate) async fn enter(&self, ring: Rc<Keyring>) -> Result<(), WorkError> {
        self.journal.records().unlock(ring.local_key());
        let (now_ms, running_ms) = (self.platform.now_ms(), self.platform.running_ms());
        let today = self.with(|s| {
            s.session.ring = Some(ring);
            s.session.locked_by_hand = false;
            s.session.touched_ms = now_ms;
            s.session.touched_running_ms = running_ms;
            *s.book.today.get_or_insert_with(|| day_of(now_ms))
        });
        let opened = self.open_first(today).await;
        let access = if opened.is_ok() { Access::Open } else { Access::Failed };
        self.with(|s| s.session.access = access);
        if opened.is_err() {
            self.forget();
        }
        opened
    }

    /// Opens the book, or tells an open one what day it is.
    pub(crate) async fn open(&self, today: NaiveDate) -> Result<Summary, WorkError> {
        let turn = self.turn().await;
        self.with(|s| s.book.today = Some(today));
        if self.with(|s| s.session.access) != Access::Open {
            self.look_at_gate().await?;
        }
        drop(turn);
        self.opened().await?;
        self.with(|s| {
            s.book()?.set_today(today);
            Ok(s.summary())
        })
    }

    /// Locks by a person's word; the other tabs hear it.
    pub(crate) async fn lock_all(&self) -> Result<Session, WorkError> {
        self.platform.tell_tabs(&Word::Lock);
        self.lock_here().await;
        self.look_at_gate().await
    }

    /// Locks this tab: running jobs come to their end first, then keys, book and previews are forgotten.
    pub(crate) async fn lock_here(&self) {
        let _turn = self.turn().await;
        self.with(|s| {
            if s.session.access == Access::Open {
                s.session.access = Access::Closed;
            }
            s.session.locked_by_hand = true;
            // What can be stopped is.
            let running = s.jobs.running.clone();
            s.jobs.cancelled.extend(running);
        });
        poll_fn(|cx| {
            self.with(|s| {
                if s.jobs.working == 0 {
                    Poll::Ready(())
                } else {
                    s.jobs.waiting.push(cx.waker().clone());
                    Poll::Pending
                }
            })
        })
        .await;
        self.forget();
    }

    /// Nothing of the book stays in memory.
    fn forget(&self) {
        self.journal.records().lock();
        self.with(State::forget);
    }

    /// Another tab, or the clock, locked: the page must hear of it.
    pub(crate) async fn lock_unasked(&self) {
        if self.with(|s| s.session.access) == Access::Open {
            self.lock_here().await;
            let session = self.look_at_gate().await;
            self.say(&session.map_or_else(News::from, News::Session));
        }
    }

    /// Locks if nobody has touched the book for as long as was chosen.
    pub async fn tick(&self) {
        if self.is_due() {
            self.lock_unasked().await;
        }
    }

    fn is_due(&self) -> bool {
        let (now_ms, running_ms) = (self.platform.now_ms(), self.platform.running_ms());
        self.with(|s| {
            let after = u64::from(s.session.auto_lock_min) * 60_000;
            // The one clock can be set back, the other may stand still while the device sleeps.
            let untouched = now_ms.saturating_sub(s.session.touched_ms);
            let untouched = untouched.max(running_ms.saturating_sub(s.session.touched_running_ms));
            s.session.access == Access::Open && after > 0 && untouched >= after
        })
    }

    /// A person asked for something. A page that only follows news asks for nothing new.
    pub(crate) async fn touch(&self, job: &Job) {
        // A device that slept hears the job before the tick.
        self.tick().await;
        let (now_ms, running_ms) = (self.platform.now_ms(), self.platform.running_ms());
        self.with(|s| {
            if !(job.is_look() && now_ms.saturating_sub(s.session.told_ms) < FOLLOWING_MS) {
                s.session.touched_ms = now_ms;
                s.session.touched_running_ms = running_ms;
            }
        });
    }

    /// Tells the page something it did not ask for.
    pub(crate) fn tell(&self, news: &News) {
        let now_ms = self.platform.now_ms();
        self.with(|s| s.session.told_ms = now_ms);
        self.say(news);
    }
}

/// A page that is told of news looks again within so many milliseconds: that is no person's touch.
const FOLLOWING_MS: u64 = 3_000;
