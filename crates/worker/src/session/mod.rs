//! The session: first use, joining, coming back, the gate, and who is at work.
mod demo;
pub(crate) mod found;
pub(crate) mod gate;
pub(crate) mod join;
mod me;
pub(crate) mod restore;

use std::rc::Rc;

use crate::answer::{Answered, Asked};
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use crate::session::gate::Access;
use protocol::{
    FoundSpace, GoOnAnew, JoinSpace, LeaveSpace, LockBook, MakeDemo, OpenBook, ReadSession, RecoverSpace, RemoveDemo,
    RestoreBackup, SessionJob, TakeSeat, Unlock,
};
use vault::ring::Keyring;

/// How the session stands, and its keys.
#[derive(Default)]
pub(crate) struct SessionState {
    /// How the session stands.
    pub access: Access,
    /// The keys of this device, while it is open.
    pub ring: Option<Rc<Keyring>>,
    /// No keys were ever made here, as far as this tab knows.
    pub doorless: bool,
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
}

impl SessionState {
    /// What stays when it is locked: no key.
    pub fn locked(self) -> Self {
        Self {
            access: self.access,
            locked_by_hand: self.locked_by_hand,
            told_ms: self.told_ms,
            tried_ms: self.tried_ms,
            turning: self.turning,
            ..Self::default()
        }
    }
}

impl<G: Platform> Service<G> {
    /// Answers what needs no open book.
    pub(crate) async fn answer_session(&self, asked: Asked, job: SessionJob) -> Result<Answered, WorkError> {
        match job {
            SessionJob::ReadSession(ReadSession) => asked.answer::<ReadSession>(self.session().await),
            SessionJob::OpenBook(OpenBook { today }) => asked.answer::<OpenBook>(self.open(today).await),
            SessionJob::Unlock(Unlock { passphrase }) => asked.answer::<Unlock>(self.unlock(&passphrase).await),
            SessionJob::LockBook(LockBook) => asked.answer::<LockBook>(self.lock_all().await),
            SessionJob::LeaveSpace(LeaveSpace) => asked.answer::<LeaveSpace>(self.leave_removed().await),
            SessionJob::MakeDemo(MakeDemo { today, seat }) => {
                asked.answer::<MakeDemo>(self.make_demo(asked.0, today, seat).await)
            }
            SessionJob::TakeSeat(TakeSeat { seat }) => asked.answer::<TakeSeat>(self.take_seat(seat).await),
            SessionJob::RemoveDemo(RemoveDemo) => asked.answer::<RemoveDemo>(self.remove_demo().await),
            SessionJob::FoundSpace(first) => asked.answer::<FoundSpace>(self.found(asked.0, first).await),
            SessionJob::JoinSpace(JoinSpace {
                link,
                device,
                passphrase,
            }) => asked.answer::<JoinSpace>(self.join(&link, device, passphrase.as_deref()).await),
            SessionJob::RecoverSpace(RecoverSpace {
                shares,
                endpoint,
                device,
                passphrase,
            }) => {
                let found = self.recover(&shares, &endpoint, device, passphrase.as_deref());
                asked.answer::<RecoverSpace>(found.await)
            }
            SessionJob::GoOnAnew(GoOnAnew { link, passphrase }) => {
                asked.answer::<GoOnAnew>(self.go_on_anew(link.as_deref(), passphrase.as_deref()).await)
            }
            SessionJob::RestoreBackup(RestoreBackup { bytes, replace, with }) => {
                asked.answer::<RestoreBackup>(self.restore(asked.0, bytes, replace, with).await)
            }
        }
    }
}
