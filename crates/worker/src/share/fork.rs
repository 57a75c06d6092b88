//! Another history under this device's own number: the device was set back, or its disk was copied. Two histories cannot
//! go on under one number, so nothing more is written here. What was written stays, can be read, exported and backed up.
use serde::{Deserialize, Serialize};

use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use casebook::chain::ChainFault;
use casebook::clock::DeviceId;
use casebook::pack::{Envelope, Sealer, envelope, signed};
use protocol::{News, OwnRecord, Refusal, Session, SyncRefusal};
use store::StoreTable;
use sync::bundle::{Object, PACKS, read};
use sync::exchange::Report;
use sync::remote::{Listed, Remote, RemoteError, listed};
use vault::ring::Keyring;

pub(crate) const FORK: OwnRecord = OwnRecord::Fork;

/// Where the other history was met.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Fork {
    device: u64,
    number: u32,
}

impl<G: Platform> Service<G> {
    /// Looks whether what an exchange found in the store is really another history of this device: signed with its own
    /// key. Anything else is only the store's word, and stops nothing.
    pub(super) async fn look_for_fork(&self, remote: &G::Remote, report: &Report) -> Result<(), WorkError> {
        let own = self.with(|s| DeviceId(s.book.at.device));
        let code = ChainFault::Forked(0).code();
        let is_met = report.faults.iter().any(|f| f.device == own && f.code == code);
        if !is_met || self.with(|s| s.share.is_forked) {
            return Ok(());
        }
        let Some(number) = self.other_history(remote, own).await? else {
            return Ok(());
        };
        let fork = Fork { device: own.0, number };
        let bytes = postcard::to_stdvec(&fork).map_err(|_| refused(FORK))?;
        self.keep_record((StoreTable::Meta, FORK.code().into(), bytes)).await?;
        self.with(|s| s.share.is_forked = true);
        self.tell(&News::Session(Session::Open(Box::new(self.me().await?))));
        Ok(())
    }

    /// Lowest number of a pack in the store that this device signed, and that is not the one held here. What cannot be
    /// had now is looked for after the next exchange.
    async fn other_history(&self, remote: &G::Remote, own: DeviceId) -> Result<Option<u32>, WorkError> {
        let ring = self.ring()?;
        let mut lowest: Option<u32> = None;
        for object in own_objects(remote, own).await.unwrap_or_default() {
            let Ok(bytes) = remote.get(&object.span.name()).await else {
                continue;
            };
            let other = self.other_in(&ring, &object, &bytes).await?;
            lowest = lowest.into_iter().chain(other).min();
        }
        Ok(lowest)
    }

    /// The number from which on the two histories differ.
    ///
    /// # Errors
    /// Trouble of the store: what cannot be had may differ earlier. `no_other_history`.
    pub(super) async fn where_histories_part(&self, remote: &G::Remote, ring: &Keyring) -> Result<u32, WorkError> {
        let mut lowest: Option<u32> = None;
        for object in own_objects(remote, ring.device()).await? {
            let bytes = remote.get(&object.span.name()).await?;
            let other = self.other_in(ring, &object, &bytes).await?;
            lowest = lowest.into_iter().chain(other).min();
        }
        lowest.ok_or(refused(SyncRefusal::NoOtherHistory))
    }

    /// The first pack of this device in an object that is not the one held here.
    async fn other_in(&self, ring: &Keyring, object: &Object, bytes: &[u8]) -> Result<Option<u32>, WorkError> {
        let own = ring.device();
        for there in read(&object.span, bytes).iter().filter_map(|pack| envelope(pack).ok()) {
            let is_own = there.head.device == own && is_by(ring, &there);
            if is_own && self.is_other(own, &there).await? {
                return Ok(Some(there.head.number));
            }
        }
        Ok(None)
    }

    async fn is_other(&self, own: DeviceId, there: &Envelope<'_>) -> Result<bool, WorkError> {
        let number = there.head.number;
        let Some(local) = self.with(|s| s.book.runs.local(own.0, number)) else {
            return Ok(false);
        };
        let stored = self.journal.packs_at(&[local]).await?;
        let bytes = stored.into_iter().find_map(|stored| stored.bytes);
        let here = bytes.as_deref().and_then(|bytes| envelope(bytes).ok());
        Ok(here.is_some_and(|here| here.head.number == number && here.head.hash != there.head.hash))
    }

    /// # Errors
    /// `fork` if the record cannot be read.
    pub(crate) async fn fork_here(&self) -> Result<(), WorkError> {
        self.record_of::<Fork>(FORK).await.map(|_| ())
    }

    /// Whether another history was met before, under the number the device still has.
    pub(crate) async fn reread_fork(&self) -> Result<(), WorkError> {
        let device = self.journal.head().device;
        let is_forked = match self.record_of::<Fork>(FORK).await {
            Ok(fork) => fork.is_some_and(|fork| fork.device == device),
            // There is such a record only where another history was met.
            Err(WorkError::Refused(Refusal::Record(FORK))) => true,
            Err(other) => return Err(other),
        };
        self.with(|s| s.share.is_forked = is_forked);
        Ok(())
    }
}

/// The objects of a device in the store.
async fn own_objects<R: Remote>(remote: &R, own: DeviceId) -> Result<Vec<Object>, RemoteError> {
    let there = listed(remote, &format!("{PACKS}{:016x}/", own.0)).await?;
    let objects = there
        .into_iter()
        .filter_map(|(name, size)| Object::of(&Listed { name, size }));
    Ok(objects.collect())
}

/// Whether the device with this ring signed the pack.
fn is_by(ring: &Keyring, pack: &Envelope<'_>) -> bool {
    let (key, text) = (ring.verify_key(), signed(&pack.head.hash));
    pack.signature
        .is_some_and(|signature| ring.verify(&key, &text, &signature))
}
