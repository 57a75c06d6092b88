//! What must be in the store beside packs: roster records, boxes of keys. Kept until the store can never lack it again,
//! which is never: a store that lost it gets it back.
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::super::error::WorkError;
use super::super::ground::Ground;
use super::super::shop::Shop;
use crate::store::{Key, Room};
use crate::sync::names::Name;
use crate::sync::remote::{Remote, RemoteError, listed};
use crate::sync::roster::Record;

const OUTBOX: &str = "outbox";

/// An object for the store: name and bytes.
pub(in super::super) type Object = (Name, Vec<u8>);

/// The objects, in the order in which they must come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Outbox(Vec<(String, Vec<u8>)>);

impl Outbox {
    fn add(&mut self, (name, bytes): Object) {
        if !self.has(&name) {
            self.0.push((name.to_string(), bytes));
        }
    }

    /// Whether an object of this name lies here.
    pub fn has(&self, name: &Name) -> bool {
        let name = name.to_string();
        self.0.iter().any(|(other, _)| *other == name)
    }

    fn record(&self) -> Result<(Room, Key, Vec<u8>), WorkError> {
        let bytes = postcard::to_stdvec(self).map_err(|_| WorkError::Refused("outbox"))?;
        Ok((Room::Meta, OUTBOX.into(), bytes))
    }
}

impl<G: Ground> Shop<G> {
    pub(super) async fn outbox(&self) -> Result<Outbox, WorkError> {
        let record = self.own_record(OUTBOX).await?;
        Ok(record
            .and_then(|bytes| postcard::from_bytes(&bytes).ok())
            .unwrap_or_default())
    }

    /// The outbox with these objects in it, as a record to put. The caller holds the right to write.
    pub(in super::super) async fn outbox_with(
        &self,
        objects: Vec<Object>,
    ) -> Result<Option<(Room, Key, Vec<u8>)>, WorkError> {
        if objects.is_empty() {
            return Ok(None);
        }
        let mut outbox = self.outbox().await?;
        objects.into_iter().for_each(|object| outbox.add(object));
        outbox.record().map(Some)
    }

    /// A first outbox, where nothing lies yet.
    pub(in super::super) fn first_outbox(objects: Vec<Object>) -> Result<(Room, Key, Vec<u8>), WorkError> {
        let mut outbox = Outbox::default();
        objects.into_iter().for_each(|object| outbox.add(object));
        outbox.record()
    }

    /// Brings outbox and store together: records the store knows are kept here too, what it lacks is put.
    ///
    /// # Errors
    /// Trouble with the store as a whole. A single object it does not take does not stop the others.
    pub(super) async fn send_outbox(&self, remote: &G::Remote, space: [u8; 16]) -> Result<(), RemoteError> {
        let mut outbox = self.outbox().await.map_err(|_| RemoteError::Bad)?;
        let mut there = self.records_there(remote).await?;
        let mut news = Vec::new();
        for name in &there {
            if outbox.0.iter().any(|(own, _)| own == name) {
                continue;
            }
            let bytes = remote.get(name).await?;
            // A record that is none is the store's own affair.
            if let Ok(record) = Record::read(space, &bytes) {
                news.push((record.name(), bytes));
            }
        }
        let boxes: BTreeSet<&str> = outbox.0.iter().filter_map(|(name, _)| name.get(..2)).collect();
        for kind in boxes.into_iter().filter(|kind| *kind != "r/") {
            there.extend(listed(remote, kind).await.unwrap_or_default().into_keys());
        }
        for (name, bytes) in outbox.0.iter().filter(|(name, _)| !there.contains(name)) {
            match remote.put(name, bytes).await {
                // An invitation that was used meanwhile, a kit that was replaced: nobody misses them.
                Ok(()) | Err(RemoteError::Exists | RemoteError::Refused(_) | RemoteError::TooLarge) => {}
                Err(error) => return Err(error),
            }
        }
        if !news.is_empty() {
            let _held = self.ground.hold().await;
            news.into_iter().for_each(|object| outbox.add(object));
            let record = outbox.record().map_err(|_| RemoteError::Bad)?;
            // Lost, it is fetched again.
            self.keep_record(record).await.ok();
        }
        Ok(())
    }

    /// Names of the roster records in the store. A store that does not know the space, or not yet this device, has none
    /// to show.
    async fn records_there(&self, remote: &G::Remote) -> Result<BTreeSet<String>, RemoteError> {
        match listed(remote, "r/").await {
            Err(RemoteError::Refused(_) | RemoteError::NotFound) => Ok(BTreeSet::new()),
            other => Ok(other?.into_keys().collect()),
        }
    }
}
