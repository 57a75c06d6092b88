//! The snapshot: a shortcut to the book as it stood at a pack. It can always be made again from the packs, so a bad one
//! is dropped without much ado.
use serde::{Deserialize, Serialize};

use super::{HEAD, Head, Journal};
use crate::store::{Batch, Durability, Key, Room, Shelf, StoreError, Want};

/// Key of the record about the snapshot.
pub(super) const ABOUT: &str = "snapshot";

/// What is known about the snapshot stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct About {
    epoch: u32,
    upto: u32,
    pieces: u32,
    crc: u32,
}

/// A snapshot as loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Local number of the last pack in it.
    pub upto: u32,
    /// Its pieces, cut as they were given.
    pub pieces: Vec<Vec<u8>>,
}

/// Why a stored snapshot cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotFault {
    /// Of a journal that was replaced since.
    OtherEpoch,
    /// Of more packs than there are.
    Ahead,
    /// Pieces are missing or their bytes changed.
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

impl<S: Shelf> Journal<S> {
    /// Loads the snapshot, if there is one that fits the journal; the inner error says why it does not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn snapshot(&self) -> Result<Result<Option<Snapshot>, SnapshotFault>, StoreError> {
        let wants = [
            Want::One(Room::Meta, HEAD.into()),
            Want::One(Room::Meta, ABOUT.into()),
            Want::All(Room::Snapshot),
        ];
        let mut found = self.shelf.read(&wants).await?.into_iter();
        let head = self.take_head(found.next().as_ref())?;
        let about = found.next().unwrap_or_default().into_iter().next();
        let Some((_, about)) = about else {
            return Ok(Ok(None));
        };
        let pieces: Vec<(Key, Vec<u8>)> = found.next().unwrap_or_default();
        let pieces = pieces.into_iter().map(|(_, bytes)| bytes).collect();
        Ok(fits(&head, &about, pieces).map(Some))
    }

    /// Keeps a snapshot of the book as it stood at `at`, in place of the one before.
    ///
    /// # Errors
    /// [`StoreError`]; then the one before stays, or none.
    pub async fn keep_snapshot(&self, at: Head, pieces: Vec<Vec<u8>>) -> Result<(), StoreError> {
        let about = About {
            epoch: at.epoch,
            upto: at.last,
            pieces: u32::try_from(pieces.len()).unwrap_or(u32::MAX),
            crc: crc(&pieces),
        };
        let about = postcard::to_stdvec(&about).map_err(|e| StoreError::Other(e.to_string()))?;
        let mut batch = Batch {
            clear: vec![Room::Snapshot],
            durability: Durability::Relaxed,
            ..Batch::default()
        };
        let numbers = 0_u32..;
        for (number, piece) in numbers.zip(pieces) {
            batch.put.push((Room::Snapshot, Key::Number(number), piece));
        }
        batch.put.push((Room::Meta, ABOUT.into(), about));
        self.shelf.commit(&batch).await
    }

    /// Drops the snapshot; the next opening reads all packs.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn drop_snapshot(&self) -> Result<(), StoreError> {
        let batch = Batch {
            clear: vec![Room::Snapshot],
            delete: vec![(Room::Meta, ABOUT.into())],
            durability: Durability::Relaxed,
            ..Batch::default()
        };
        self.shelf.commit(&batch).await
    }
}

fn fits(head: &Head, about: &[u8], pieces: Vec<Vec<u8>>) -> Result<Snapshot, SnapshotFault> {
    let about: About = postcard::from_bytes(about).map_err(|_| SnapshotFault::Damaged)?;
    if about.epoch != head.epoch {
        return Err(SnapshotFault::OtherEpoch);
    }
    if about.upto > head.last {
        return Err(SnapshotFault::Ahead);
    }
    if u32::try_from(pieces.len()) != Ok(about.pieces) || crc(&pieces) != about.crc {
        return Err(SnapshotFault::Damaged);
    }
    Ok(Snapshot {
        upto: about.upto,
        pieces,
    })
}

fn crc(pieces: &[Vec<u8>]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for piece in pieces {
        hasher.update(piece);
    }
    hasher.finalize()
}
