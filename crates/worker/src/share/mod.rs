//! Sharing the book through a store: this device's part of the exchange, and when it happens.
//!
//! One tab shares at a time and the others follow it. What must be in the store beside packs (records of the roster,
//! boxes of keys) lies in an outbox, written in the same transaction as the action it belongs to: nothing that was
//! acknowledged depends on a network being there.
mod anew;
mod blobs;
mod fork;
mod kept;
mod kept_write;
mod letter;
mod local;
mod outbox;
mod owed;
mod removed;
mod round;
mod show;
mod step;

use std::collections::BTreeSet;

use crate::answer::{Answered, Asked};
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use casebook::clock::Stamp;
use protocol::{ReadSync, ReadUnsent, SaveKept, SetEndpoint, SyncJob, SyncNow, SyncView, WriteKept};
use sync::exchange::Exchange;

pub(crate) use fork::FORK;
pub(crate) use kept::KEPT;
pub(crate) use outbox::{OUTBOX, Object};
pub(crate) use round::address;

/// What is held about sharing.
#[derive(Default)]
pub(crate) struct ShareState {
    /// The store has another history under this device's number: nothing more is written under it.
    pub is_forked: bool,
    /// Key of the own recovery kit that the store does not take.
    pub kit_refused: Option<[u8; 32]>,
    /// Address of the endpoint, if the book is shared.
    pub endpoint: Option<String>,
    /// How it stands with sharing, as told last.
    pub view: SyncView,
    /// What the exchange remembers from step to step.
    pub exchange: Option<Box<Exchange>>,
    /// An exchange is under way.
    pub stepping: bool,
    /// Exchanges in a row that did not come to begin.
    pub failures: u32,
    /// When the store was asked last whether it still has all blobs, milliseconds since 1970.
    pub blobs_asked_ms: Option<u64>,
    /// Blobs that the store would not take, since the book was opened.
    pub blobs_refused: BTreeSet<String>,
    /// Records of the outbox and last people events when it was looked at last who manages people at the store.
    pub admissions_seen: Option<(usize, Vec<Stamp>)>,
    /// There is something to exchange.
    pub poked: bool,
}

impl ShareState {
    /// What stays when it is locked: whether an exchange is under way.
    pub fn locked(self) -> Self {
        Self {
            stepping: self.stepping,
            ..Self::default()
        }
    }
}

impl<G: Platform> Service<G> {
    /// Answers what is asked of sharing.
    pub(crate) async fn answer_sync(&self, asked: Asked, job: SyncJob) -> Result<Answered, WorkError> {
        match job {
            SyncJob::ReadSync(ReadSync) => asked.answer::<ReadSync>(self.sync_stands().await),
            SyncJob::SetEndpoint(SetEndpoint { endpoint }) => asked.answer::<SetEndpoint>(self.sync_to(endpoint).await),
            SyncJob::SyncNow(SyncNow) => asked.answer::<SyncNow>(self.sync_now().await),
            SyncJob::ReadUnsent(ReadUnsent) => asked.answer::<ReadUnsent>(self.unsent().await),
            SyncJob::SaveKept(SaveKept) => asked.answer::<SaveKept>(self.kept_file().await),
            SyncJob::WriteKept(WriteKept) => asked.answer::<WriteKept>(self.write_kept().await),
        }
    }
}
