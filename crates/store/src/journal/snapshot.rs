//! The snapshot: a shortcut to the book as it stood at a pack. It can always be made again from the packs, so a bad one
//! is dropped without much ado.
//!
//! It is a head and chunks; only chunks that changed are written again. Two tabs never mix theirs: a partial snapshot
//! names the one it builds on, and the transaction checks it.
use serde::{Deserialize, Serialize};

use super::{HEAD, Head, Journal};
use crate::{Batch, Durability, Key, RecordStore, StoreError, StoreTable, Want};

/// Key of the record about the snapshot.
pub(in super::super) const ABOUT: &str = "snapshot";

/// What is known about the snapshot stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct About {
    epoch: u32,
    upto: u32,
    count: u32,
    head: Vec<u8>,
    note: Vec<u8>,
}

/// Chunks read in one transaction: few, so that a large book is never in memory twice.
const CHUNKS: u32 = 4;

/// A snapshot as it lies here. Its chunks are read apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Local number of the last pack in it.
    pub upto: u32,
    /// The head.
    pub head: Vec<u8>,
    /// What its writer noted beside it.
    pub note: Vec<u8>,
    /// How many chunks it has.
    pub count: u32,
}

/// A snapshot to be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// The head.
    pub head: Vec<u8>,
    /// A note beside it, readable before the head.
    pub note: Vec<u8>,
    /// Chunks by number; these replace those of the same number.
    pub chunks: Vec<(u32, Vec<u8>)>,
    /// How many chunks there are in all.
    pub count: u32,
    /// All chunks are here, not only those that changed since the last snapshot this journal loaded or kept.
    pub whole: bool,
}

/// Why a stored snapshot cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotFault {
    /// Of a journal that was replaced since.
    OtherEpoch,
    /// Of more packs than there are.
    Ahead,
    /// Pieces are missing or cannot be read.
    Damaged,
}

impl SnapshotFault {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OtherEpoch => "snapshot_other_epoch",
            Self::Ahead => "snapshot_ahead",
            Self::Damaged => "snapshot_damaged",
        }
    }
}

impl<S: RecordStore> Journal<S> {
    /// Finds the snapshot, if there is one that fits the journal; the inner error says why it does not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn snapshot(&self) -> Result<Result<Option<Snapshot>, SnapshotFault>, StoreError> {
        let wants = [
            Want::One(StoreTable::Meta, HEAD.into()),
            Want::One(StoreTable::Meta, ABOUT.into()),
        ];
        let mut found = self.records.read(&wants).await?.into_iter();
        let head = self.take_head(found.next().as_ref())?;
        let about = found.next().unwrap_or_default().into_iter().next();
        let about = about.map(|(_, bytes)| bytes);
        self.about.replace(about.clone());
        let Some(about) = about else {
            return Ok(Ok(None));
        };
        Ok(fits(&head, &about).map(Some))
    }

    /// The next chunks of the snapshot that was found last, from a number on: some of them, none after the last. The inner
    /// error says that pieces are missing.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if another was kept meanwhile: its chunks must not be mixed with those before. Others as they
    /// come.
    pub async fn chunks(&self, first: u32) -> Result<Result<Vec<Vec<u8>>, SnapshotFault>, StoreError> {
        let about = self.about.borrow().clone();
        let until = counted(about.as_deref()).min(first.saturating_add(CHUNKS));
        if first >= until {
            return Ok(Ok(Vec::new()));
        }
        let wants = [
            Want::One(StoreTable::Meta, ABOUT.into()),
            Want::From(StoreTable::Snapshot, first, CHUNKS),
        ];
        let mut found = self.records.read(&wants).await?.into_iter();
        let now = found.next().unwrap_or_default().into_iter().next();
        if now.map(|(_, bytes)| bytes) != about {
            return Err(StoreError::Stale);
        }
        let chunks = found.next().unwrap_or_default();
        if !chunks
            .iter()
            .map(|(key, _)| key.clone())
            .eq((first..until).map(Key::Number))
        {
            return Ok(Err(SnapshotFault::Damaged));
        }
        Ok(Ok(chunks.into_iter().map(|(_, bytes)| bytes).collect()))
    }

    /// Keeps a snapshot of the book as it stood at `at`.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if another tab kept one meanwhile and this is not a whole one; others as they come. Then
    /// the one before stays.
    pub async fn keep_snapshot(&self, at: Head, keep: Keep) -> Result<(), StoreError> {
        let about = About {
            epoch: at.epoch,
            upto: at.last,
            count: keep.count,
            head: keep.head,
            note: keep.note,
        };
        let about = postcard::to_stdvec(&about).map_err(|e| StoreError::Other(e.to_string()))?;
        let mut batch = Batch {
            durability: Durability::Relaxed,
            ..Batch::default()
        };
        let before = self.about.borrow().clone();
        if keep.whole {
            batch.clear.push(StoreTable::Snapshot);
        } else {
            let gone = keep.count..counted(before.as_deref());
            batch
                .delete
                .extend(gone.map(|n| (StoreTable::Snapshot, Key::Number(n))));
            batch.expect.push((ABOUT.into(), before));
        }
        let chunks = keep.chunks.into_iter();
        batch
            .put
            .extend(chunks.map(|(n, bytes)| (StoreTable::Snapshot, Key::Number(n), bytes)));
        batch.put.push((StoreTable::Meta, ABOUT.into(), about.clone()));
        self.records.commit(&batch).await?;
        self.about.replace(Some(about));
        Ok(())
    }
}

fn counted(about: Option<&[u8]>) -> u32 {
    let about = about.and_then(|bytes| postcard::from_bytes::<About>(bytes).ok());
    about.map_or(0, |about| about.count)
}

fn fits(head: &Head, about: &[u8]) -> Result<Snapshot, SnapshotFault> {
    let about: About = postcard::from_bytes(about).map_err(|_| SnapshotFault::Damaged)?;
    if about.epoch != head.epoch {
        return Err(SnapshotFault::OtherEpoch);
    }
    if about.upto > head.last {
        return Err(SnapshotFault::Ahead);
    }
    Ok(Snapshot {
        upto: about.upto,
        head: about.head,
        note: about.note,
        count: about.count,
    })
}
