//! One exchange with the store, from beginning to end.
use std::future::poll_fn;
use std::task::{Poll, Waker};

use super::outbox::OUTBOX;
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use crate::session::join::JOINING_RECORD;
use casebook::clock::DeviceId;
use protocol::{KitRefusal, OwnRecord, SyncRefusal, SyncState};
use sync::caller::Caller;
use sync::exchange::{Exchange, Limits, Progress, Report, Trouble};
use sync::inbox::Fault;
use sync::pace::again_in;
use sync::remote::RemoteError;
use sync::roster::Fact;

/// What the next round goes by.
pub(super) struct Done {
    /// When to try again after trouble, milliseconds.
    pub retry_ms: Option<u64>,
    /// When to come again all the same, milliseconds: the store lacks something.
    pub heal_in_ms: Option<u64>,
    /// For listening.
    pub seen: String,
}

impl<G: Platform> Service<G> {
    /// The store, asked in the name of this device; nothing if none is set.
    pub(crate) fn remote(&self) -> Option<G::Remote> {
        let endpoint = self.with(|s| s.share.endpoint.clone())?;
        self.remote_at(&endpoint)
    }

    /// A store at an address, asked in the name of this device; nothing while the keys are closed.
    pub(super) fn remote_at(&self, endpoint: &str) -> Option<G::Remote> {
        let ring = self.with(|s| s.session.ring.clone())?;
        let (space, key) = (ring.space(), ring.verify_key());
        let caller = Caller::new(space, key, move |domain, bytes| ring.sign(domain, bytes));
        Some(self.platform.remote(endpoint, caller))
    }

    /// Exchanges everything there is to exchange now. Only one exchange runs in a tab.
    pub(crate) async fn exchange(&self) -> Result<(), WorkError> {
        self.step().await.map(|_| ())
    }

    pub(super) async fn step(&self) -> Result<Done, WorkError> {
        let (Some(remote), Some(space)) = (self.remote(), self.with(|s| s.session.ring.as_ref().map(|r| r.space())))
        else {
            return Err(refused(SyncRefusal::NoEndpoint));
        };
        let _stepping = self.stepping().await;
        let mut exchange = self
            .with(|s| s.share.exchange.take())
            .unwrap_or_else(|| Box::new(Exchange::new(Limits::default())));
        self.now_working(Progress::default());
        let report = self.whole_step(&mut exchange, &remote, space).await;
        self.with(|s| s.share.exchange = Some(exchange).filter(|_| s.session.ring.is_some()));
        let report = report?;
        let retry_ms = report.trouble.as_ref().map(|_| report.retry_ms);
        let heal_in_ms = (report.heal_in_ms > 0).then_some(report.heal_in_ms);
        let seen = report.seen.clone();
        self.show_report(report).await?;
        Ok(Done {
            retry_ms,
            heal_in_ms,
            seen,
        })
    }

    /// Waits until no other exchange runs in this tab.
    async fn stepping(&self) -> Stepping<'_, G> {
        poll_fn(|cx| {
            self.with(|s| {
                if std::mem::replace(&mut s.share.stepping, true) {
                    s.jobs.waiting.push(cx.waker().clone());
                    Poll::Pending
                } else {
                    Poll::Ready(())
                }
            })
        })
        .await;
        Stepping(self)
    }

    async fn whole_step(
        &self,
        exchange: &mut Exchange,
        remote: &G::Remote,
        space: [u8; 16],
    ) -> Result<Report, WorkError> {
        let chance = u64::from_be_bytes(*self.chance::<8>());
        // What rests on a record that cannot be read waits; the rest is exchanged.
        let unreadable = self.unreadable().await?;
        let can_read = |record: OwnRecord| !unreadable.contains(&record);
        let sent = match can_read(OUTBOX) {
            true => self.send_outbox(remote, space).await,
            false => Ok(Vec::new()),
        };
        let refused = match sent {
            Ok(refused) => refused,
            Err(error) => return Ok(self.failed(error, chance)),
        };
        let now_ms = self.platform.now_ms();
        let mut tell = |progress| self.now_working(progress);
        let mut report = exchange.step(self, remote, now_ms, chance, &mut tell).await;
        if self.look_for_letter(remote, &report).await? {
            // What was closed until now is fetched once more.
            *exchange = Exchange::new(Limits::default());
            report = exchange.step(self, remote, now_ms, chance, &mut tell).await;
        }
        if can_read(JOINING_RECORD) && self.finish_joining().await? {
            // The own first pack, too.
            report = exchange.step(self, remote, now_ms, chance, &mut tell).await;
        }
        if report.trouble.is_none()
            && let Err(trouble) = self.send_blobs(remote).await
        {
            report.retry_ms = again_in(&trouble, 1, chance);
            report.trouble = Some(trouble);
        }
        if report.trouble.is_none() && can_read(OUTBOX) && self.leave_what_is_owed(remote).await? {
            // What comes of it shows with the next exchange.
            self.send_outbox(remote, space).await.ok();
        }
        self.look_for_fork(remote, &report).await?;
        self.tell_refused(&mut report, &refused);
        let own = DeviceId(self.with(|s| s.book.at.device));
        report
            .faults
            .extend(unreadable.iter().map(|record| Fault::of_one(own, 0, record.code())));
        Ok(report)
    }

    /// Leaves for others what only those can who manage people. True if there is something to send.
    async fn leave_what_is_owed(&self, remote: &G::Remote) -> Result<bool, WorkError> {
        let letters = self.leave_letters().await?;
        let admissions = self.leave_admissions().await?;
        Ok(self.leave_kit_box(remote).await? || letters || admissions)
    }

    /// Names the own records the store does not take. A kit among them opens nothing: it is not shown as in force.
    fn tell_refused(&self, report: &mut Report, refused: &[Fact]) {
        let kit = refused.iter().find_map(|fact| match fact {
            Fact::Kit { verify, .. } => Some(*verify),
            _ => None,
        });
        let is_other = |fact: &&Fact| !matches!(fact, Fact::Kit { .. });
        let others = refused
            .iter()
            .filter(is_other)
            .map(|_| SyncRefusal::RecordRefused.code());
        let own = self.with(|s| {
            s.share.kit_refused = kit;
            DeviceId(s.book.at.device)
        });
        let codes = kit.map(|_| KitRefusal::Refused.code()).into_iter().chain(others);
        report.faults.extend(codes.map(|code| Fault::of_one(own, 0, code)));
        report.faults.sort_unstable();
        report.faults.dedup();
    }

    /// A step that ended before it began.
    fn failed(&self, error: RemoteError, chance: u64) -> Report {
        let failures = self.with(|s| {
            s.share.failures = s.share.failures.saturating_add(1);
            s.share.failures
        });
        let trouble = Trouble::Remote(error);
        Report {
            retry_ms: again_in(&trouble, failures, chance),
            trouble: Some(trouble),
            ..Report::default()
        }
    }

    fn now_working(&self, progress: Progress) {
        let Progress { done, total } = progress;
        self.with(|s| s.share.view.state = SyncState::Working { done, total });
        // Word goes out at the end; a long exchange says now and then how far it is.
        if done % 16 == 0 && total > 16 {
            self.tell_sharing();
        }
    }
}

/// An exchange under way.
struct Stepping<'s, G: Platform>(&'s Service<G>);

impl<G: Platform> Drop for Stepping<'_, G> {
    fn drop(&mut self) {
        let waiting = self.0.with(|s| {
            s.share.stepping = false;
            std::mem::take(&mut s.jobs.waiting)
        });
        waiting.into_iter().for_each(Waker::wake);
    }
}
