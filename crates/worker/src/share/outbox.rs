//! What must be in the store beside packs: roster records, boxes of keys. Kept until the store can never lack it again,
//! which is never: a store that lost it gets it back.
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use protocol::{KitRefusal, OwnRecord};
use store::{Key, StoreTable};
use sync::names::Name;
use sync::remote::{Remote, RemoteError, listed};
use sync::roster::{Fact, Record, Roster};

pub(crate) const OUTBOX: OwnRecord = OwnRecord::Outbox;

/// An object for the store: name and bytes.
pub(crate) type Object = (Name, Vec<u8>);

/// The objects, in the order in which they must come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Outbox(Vec<Stored>);

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

    /// How many objects lie here.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    fn records(&self, space: [u8; 16]) -> impl Iterator<Item = Record> {
        self.0
            .iter()
            .filter_map(move |(_, bytes)| Record::read(space, bytes).ok())
    }

    /// Who belongs to the space, as far as anybody told the store.
    pub fn roster(&self, space: [u8; 16]) -> Roster {
        let records: Vec<Record> = self.records(space).collect();
        Roster::of(space, &records)
    }

    /// Number and key of the last kit that anybody told the store.
    fn last_kit(&self, space: [u8; 16]) -> Option<(u32, [u8; 32])> {
        self.roster(space).kit()
    }

    /// Whether somebody counts on a record being in the store. A device is let in by one of two records, and a newcomer
    /// notices by itself; an earlier kit and an invitation that is over are missed by nobody.
    fn counts_on(&self, record: &Record, space: [u8; 16]) -> bool {
        match record.fact {
            Fact::Found { .. } | Fact::Admit { .. } => false,
            Fact::Kit { number, .. } => self.last_kit(space).is_none_or(|(last, _)| number >= last),
            Fact::Invite { id, .. } => !self.records(space).any(|other| other.fact == Fact::Withdraw { id }),
            Fact::Withdraw { .. } | Fact::Remove { .. } => true,
        }
    }

    fn record(&self) -> Result<(StoreTable, Key, Vec<u8>), WorkError> {
        let bytes = postcard::to_stdvec(self).map_err(|_| refused(OwnRecord::Outbox))?;
        Ok((StoreTable::Meta, OUTBOX.code().into(), bytes))
    }
}

/// An object of the outbox: name and bytes.
type Stored = (String, Vec<u8>);

/// Whether a record ends what another began.
fn is_end(space: [u8; 16], bytes: &[u8]) -> bool {
    let fact = Record::read(space, bytes).map(|record| record.fact);
    matches!(fact, Ok(Fact::Remove { .. } | Fact::Withdraw { .. }))
}

/// Puts objects, and those refused again as long as others are taken: a record may rest on one that came after it. Gives
/// those the store does not take, as an invitation that was used meanwhile or a kit that was replaced.
async fn put_all<'o, R: Remote>(remote: &R, mut objects: Vec<&'o Stored>) -> Result<Vec<&'o Stored>, RemoteError> {
    loop {
        let (before, mut refused) = (objects.len(), Vec::new());
        for object in objects {
            match remote.put(&object.0, &object.1).await {
                Ok(()) => {}
                Err(RemoteError::Exists | RemoteError::Refused(_) | RemoteError::TooLarge) => refused.push(object),
                // Of a record this is said of whoever signed it; whoever carries it was let in to list them.
                Err(RemoteError::Removed) if object.0.starts_with("r/") => refused.push(object),
                Err(error) => return Err(error),
            }
        }
        if refused.is_empty() || refused.len() == before {
            return Ok(refused);
        }
        objects = refused;
    }
}

impl<G: Platform> Service<G> {
    /// # Errors
    /// `outbox` if it cannot be read: what it holds was acknowledged, so nothing is written over it.
    pub(crate) async fn outbox(&self) -> Result<Outbox, WorkError> {
        Ok(self.record_of(OUTBOX).await?.unwrap_or_default())
    }

    /// The outbox with these objects in it, as a record to put. The caller holds the right to write.
    pub(crate) async fn outbox_with(
        &self,
        objects: Vec<Object>,
    ) -> Result<Option<(StoreTable, Key, Vec<u8>)>, WorkError> {
        if objects.is_empty() {
            return Ok(None);
        }
        let mut outbox = self.outbox().await?;
        objects.into_iter().for_each(|object| outbox.add(object));
        outbox.record().map(Some)
    }

    /// A first outbox, where nothing lies yet.
    pub(crate) fn first_outbox(objects: Vec<Object>) -> Result<(StoreTable, Key, Vec<u8>), WorkError> {
        let mut outbox = Outbox::default();
        objects.into_iter().for_each(|object| outbox.add(object));
        outbox.record()
    }

    /// Brings outbox and store together: records the store knows are kept here too, what it lacks is put. Gives the own
    /// records the store refuses although they are to count.
    ///
    /// # Errors
    /// Trouble with the store as a whole. A single object it does not take does not stop the others.
    pub(crate) async fn send_outbox(&self, remote: &G::Remote, space: [u8; 16]) -> Result<Vec<Fact>, RemoteError> {
        let mut there = self.records_there(remote).await?;
        self.keep_news(remote, space, &there).await?;
        let outbox = self.outbox().await.map_err(|_| RemoteError::Bad)?;
        let boxes: BTreeSet<&str> = outbox.0.iter().filter_map(|(name, _)| name.get(..2)).collect();
        for kind in boxes.into_iter().filter(|kind| *kind != "r/") {
            there.extend(listed(remote, kind).await.unwrap_or_default().into_keys());
        }
        let lacking = outbox.0.iter().filter(|(name, _)| !there.contains(name));
        let (ends, begins): (Vec<&Stored>, Vec<&Stored>) = lacking.partition(|(_, bytes)| is_end(space, bytes));
        // What was said by somebody who was removed later comes before the removal, else an emptied store never takes it.
        let mut left = put_all(remote, begins).await?;
        left.extend(put_all(remote, ends).await?);
        let read = left
            .into_iter()
            .filter_map(|(_, bytes)| Record::read(space, bytes).ok());
        let refused: Vec<Record> = read.collect();
        let own = self.with(|s| s.session.ring.as_ref().map(|ring| ring.verify_key()));
        let is_missed = |record: &Record| Some(record.by) == own && outbox.counts_on(record, space);
        Ok(refused.iter().filter(|r| is_missed(r)).map(|r| r.fact).collect())
    }

    /// Keeps the records of the store that are not here yet. The network is asked first; then the outbox is read again,
    /// because somebody may have put something in meanwhile.
    async fn keep_news(
        &self,
        remote: &G::Remote,
        space: [u8; 16],
        there: &BTreeSet<String>,
    ) -> Result<(), RemoteError> {
        let before = self.outbox().await.map_err(|_| RemoteError::Bad)?;
        let mut news = Vec::new();
        for name in there {
            if before.0.iter().any(|(own, _)| own == name) {
                continue;
            }
            let bytes = match remote.get(name).await {
                // One that is listed and cannot be had does not stop the others.
                Err(error) if error.is_of_one() => continue,
                other => other?,
            };
            // A record that is none is the store's own affair.
            if let Ok(record) = Record::read(space, &bytes) {
                news.push((record.name(), bytes));
            }
        }
        if news.is_empty() {
            return Ok(());
        }
        let _held = self.platform.hold().await;
        // The book may have been locked or replaced by that of another space.
        if self.with(|s| s.session.ring.as_ref().map(|ring| ring.space())) != Some(space) {
            return Err(RemoteError::Offline);
        }
        let record = self.outbox_with(news).await.map_err(|_| RemoteError::Bad)?;
        if let Some(record) = record {
            // Lost, it is fetched again.
            self.keep_record(record).await.ok();
        }
        Ok(())
    }

    /// The number a new recovery kit has at the store: one more than the highest known. Clocks play no part.
    ///
    /// # Errors
    /// `kit_numbers_used_up`.
    pub(crate) async fn next_kit_number(&self, space: [u8; 16]) -> Result<u32, WorkError> {
        let highest = self.outbox().await?.last_kit(space).map_or(0, |(number, _)| number);
        highest.checked_add(1).ok_or(refused(KitRefusal::NumbersUsedUp))
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
