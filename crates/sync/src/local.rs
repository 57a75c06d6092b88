//! What this device holds, as the exchange sees it.
use serde::{Deserialize, Serialize};

use super::bundle::{Object, Span};
use casebook::clock::DeviceId;
use casebook::pack::{Hash, Head};
use casebook::seen::Seen;

/// How far this device holds the packs of one device, without a gap from number 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Number of the last; 0 is none.
    pub number: u32,
    /// Hash of the last; zeros if none.
    pub hash: Hash,
}

/// A pack that arrived and whose place in its chain is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// What its envelope says.
    pub head: Head,
    /// The envelope with all it holds.
    pub bytes: Vec<u8>,
}

/// What became of a pack that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is stored here, as durable as anything, and in the book. Also if it was before.
    Taken,
    /// It is stored, but will never be in the book, for everybody alike; the code says why. Its chain goes on.
    SetAside(&'static str),
    /// It cannot be taken as things stand, but perhaps after others: a key or a device is not known yet. Neither can
    /// those after it in its chain.
    NotYet(&'static str),
}

/// This device could not do its part: a stable code of the store floor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct LocalError(pub String);

/// What is known of the own packs in the store. May be lost: then they are read back once more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Own objects that were read back the same: first and last number, size in bytes.
    pub mine: Vec<(u32, u32, u64)>,
    /// All own packs up to this number are in the store.
    pub stored: u32,
    /// All own packs up to this number are in the store and were read back the same.
    pub read_back: u32,
}

impl Marks {
    /// Was this own object read back the same, with this size?
    #[must_use]
    pub fn knows(&self, object: &Object) -> bool {
        self.mine.contains(&line(object))
    }

    /// This own object was read back the same.
    pub fn add(&mut self, object: &Object) {
        if !self.knows(object) {
            self.mine.push(line(object));
        }
    }

    /// Forgets objects that are not among these.
    pub fn keep(&mut self, listed: &[Object]) {
        self.mine
            .retain(|mine| listed.iter().any(|object| line(object) == *mine));
    }

    /// The objects read back.
    pub fn objects(&self, own: DeviceId) -> impl Iterator<Item = Object> + '_ {
        self.mine.iter().map(move |&(from, to, size)| Object {
            span: Span::of(own, from, to),
            size,
        })
    }
}

fn line(object: &Object) -> (u32, u32, u64) {
    (object.span.from, object.span.to, object.size)
}

/// This device: its journal and its book. One thread, so no `Send` is asked of its futures.
#[allow(async_fn_in_trait)]
pub trait Local {
    /// This device's number.
    fn own(&self) -> DeviceId;

    /// How far every device's packs are held, this one's too; as the journal stands now, with what other tabs wrote.
    ///
    /// # Errors
    /// [`LocalError`].
    async fn held(&self) -> Result<Vec<(DeviceId, Position)>, LocalError>;

    /// Bytes of packs held, from number `from` on and not beyond `to`: at least one, then as many as together have at
    /// most `limit` bytes.
    ///
    /// # Errors
    /// [`LocalError`]; `pack_lost` if the first is not there any more.
    async fn packs(&self, device: DeviceId, from: u32, to: u32, limit: usize) -> Result<Vec<Vec<u8>>, LocalError>;

    /// Takes packs, those of one device in the order of its chain. When it returns, those taken are durable. One fate
    /// for each, in their order.
    ///
    /// # Errors
    /// [`LocalError`]; then nothing was taken, or what was taken will be found held.
    async fn take(&self, packs: Vec<Arrived>) -> Result<Vec<Fate>, LocalError>;

    /// What the authors of packs say they have seen of chains held here, if it was not found the same before: who says
    /// so, and what.
    ///
    /// # Errors
    /// [`LocalError`].
    async fn to_compare(&self) -> Result<Vec<(DeviceId, Seen)>, LocalError>;

    /// This was found the same here.
    fn compared_same(&self, author: DeviceId, seen: &Seen);

    /// What was marked last; the default if nothing was.
    ///
    /// # Errors
    /// [`LocalError`].
    async fn marks(&self) -> Result<Marks, LocalError>;

    /// Marks.
    ///
    /// # Errors
    /// [`LocalError`].
    async fn mark(&self, marks: &Marks) -> Result<(), LocalError>;
}
