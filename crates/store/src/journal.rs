//! The journal: packs in their local order, the head that says where they end, a snapshot, and the device's number.
//!
//! Every append names the head it builds on, and the transaction checks it: two writers can never both build on the
//! same head, with or without a lock.
use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::{Batch, Durability, Found, Key, RecordStore, StoreError, StoreTable, Want};

mod snapshot;

pub(super) use snapshot::ABOUT;
pub use snapshot::{Keep, Snapshot, SnapshotFault};

/// Key of the record that says where the journal ends.
pub const HEAD: &str = "head";

/// Packs read in one transaction.
const WINDOW: u32 = 64;

/// Where the journal ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// This device's number, given at first use.
    pub device: u64,
    /// Grows when the whole journal is replaced (restore): who has an older epoch in memory starts anew.
    pub epoch: u32,
    /// Local number of the last pack; they start at 1. 0 for an empty journal.
    pub last: u32,
    /// Number of this device's own last pack in its chain; 0 before the first.
    pub chain: u32,
    /// Hash of this device's own last pack; zeros before the first.
    pub hash: [u8; 32],
    /// The last moment of the logical clock used here.
    pub moment: u64,
    /// When the last append was made, milliseconds since 1970.
    pub saved_at_ms: u64,
}

/// A pack as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Local number.
    pub number: u32,
    /// Its bytes, or nothing if the record is missing.
    pub bytes: Option<Vec<u8>>,
}

/// What an append puts: packs, and where the own chain then ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Append {
    /// Bytes of the packs, in order.
    pub packs: Vec<Vec<u8>>,
    /// Number of the own last pack after this.
    pub chain: u32,
    /// Hash of the own last pack after this.
    pub hash: [u8; 32],
    /// The last moment of the logical clock used.
    pub moment: u64,
    /// Wall clock, milliseconds since 1970.
    pub now_ms: u64,
    /// Rooms to empty in the same transaction.
    pub clear: Vec<StoreTable>,
    /// Records to put in the same transaction.
    pub also: Vec<(StoreTable, Key, Vec<u8>)>,
}

/// The journal on a store of records, with the head as last seen.
#[derive(Debug)]
pub struct Journal<S> {
    records: S,
    seen: RefCell<Seen>,
    /// The record about the snapshot as last loaded or written.
    about: RefCell<Option<Vec<u8>>>,
}

#[derive(Clone, Debug, Default)]
struct Seen {
    head: Head,
    bytes: Option<Vec<u8>>,
}

impl<S: RecordStore> Journal<S> {
    /// A journal on this records; nothing is read yet.
    pub fn new(records: S) -> Self {
        Self {
            records,
            seen: RefCell::default(),
            about: RefCell::default(),
        }
    }

    /// The records it lies on.
    pub const fn records(&self) -> &S {
        &self.records
    }

    /// The head as last seen.
    pub fn head(&self) -> Head {
        self.seen.borrow().head
    }

    /// Reads the head, and gives this place `fresh_device` as its number if it has none yet.
    ///
    /// # Errors
    /// [`StoreError`]; `Other("bad_head")` if the head cannot be read: then nothing is written here.
    pub async fn open(&self, fresh_device: u64) -> Result<Head, StoreError> {
        let head = self.look().await?;
        if self.seen.borrow().bytes.is_some() {
            return Ok(head);
        }
        let first = Head {
            device: fresh_device,
            ..Head::default()
        };
        match self.put_head(first, Batch::default()).await {
            // Another tab was first.
            Err(StoreError::Stale) => self.look().await,
            other => other,
        }
    }

    /// Reads the head as it stands now.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub async fn look(&self) -> Result<Head, StoreError> {
        let found = self.records.read(&[Want::One(StoreTable::Meta, HEAD.into())]).await?;
        self.take_head(found.first())
    }

    /// Packs after the local number `after`, at most a window of them, up to the head, which is read in the same
    /// transaction. Missing records are named.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn packs(&self, after: u32) -> Result<Vec<Stored>, StoreError> {
        let first = after.saturating_add(1);
        let wants = [
            Want::One(StoreTable::Meta, HEAD.into()),
            Want::From(StoreTable::Packs, first, WINDOW),
        ];
        let found = self.records.read(&wants).await?;
        let head = self.take_head(found.first())?;
        let mut found = found.into_iter().nth(1).unwrap_or_default().into_iter().peekable();
        let until = head.last.min(after.saturating_add(WINDOW));
        let numbers = first..=until;
        Ok(numbers
            .map(|number| {
                let bytes = found
                    .next_if(|(key, _)| *key == Key::Number(number))
                    .map(|(_, bytes)| bytes);
                Stored { number, bytes }
            })
            .collect())
    }

    /// Packs by their local numbers, for what an index points at.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn packs_at(&self, numbers: &[u32]) -> Result<Vec<Stored>, StoreError> {
        let wants: Vec<Want> = numbers
            .iter()
            .map(|n| Want::One(StoreTable::Packs, Key::Number(*n)))
            .collect();
        let found = self.records.read(&wants).await?;
        let first = |found: Found| found.into_iter().next().map(|(_, bytes)| bytes);
        let pair = |(number, found): (&u32, Found)| Stored {
            number: *number,
            bytes: first(found),
        };
        Ok(numbers.iter().zip(found).map(pair).collect())
    }

    /// Appends packs to the journal that ends at `on` (the head up to which the caller has read everything), in one
    /// strict transaction, and returns the new head once that has completed.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if the journal does not end at `on` any more: read what is new, prepare anew.
    /// [`StoreError::Unsure`] if not even reading the head again could tell whether it was stored.
    pub async fn append(&self, on: Head, append: Append) -> Result<Head, StoreError> {
        let before = self.standing(on)?;
        let mut batch = Batch {
            clear: append.clear,
            ..Batch::default()
        };
        let mut last = before.last;
        for bytes in append.packs {
            last = last
                .checked_add(1)
                .ok_or_else(|| StoreError::Other("too_many".to_owned()))?;
            batch.put.push((StoreTable::Packs, Key::Number(last), bytes));
        }
        batch.put.extend(append.also);
        let head = Head {
            last,
            chain: append.chain,
            hash: append.hash,
            moment: append.moment.max(before.moment),
            saved_at_ms: append.now_ms,
            ..before
        };
        self.put_head(head, batch).await
    }

    /// Replaces the whole journal by these packs: all or nothing. The device goes on under the number `device` with a
    /// new chain, because others may know a longer one under its old number.
    ///
    /// # Errors
    /// [`StoreError`], as [`Journal::append`].
    pub async fn replace(&self, on: Head, device: u64, append: Append) -> Result<Head, StoreError> {
        let before = self.standing(on)?;
        let mut batch = Batch {
            clear: [vec![StoreTable::Packs, StoreTable::Snapshot], append.clear].concat(),
            ..Batch::default()
        };
        batch.delete.push((StoreTable::Meta, snapshot::ABOUT.into()));
        let numbers = 1_u32..;
        for (number, bytes) in numbers.zip(append.packs) {
            batch.put.push((StoreTable::Packs, Key::Number(number), bytes));
        }
        let last = u32::try_from(batch.put.len()).unwrap_or(u32::MAX);
        batch.put.extend(append.also);
        let head = Head {
            device,
            epoch: before.epoch.wrapping_add(1),
            last,
            chain: append.chain,
            hash: append.hash,
            moment: append.moment.max(before.moment),
            saved_at_ms: append.now_ms,
        };
        self.put_head(head, batch).await
    }

    fn standing(&self, on: Head) -> Result<Head, StoreError> {
        if self.head() == on {
            Ok(on)
        } else {
            Err(StoreError::Stale)
        }
    }

    /// Puts a head, and what goes with it, on top of the head last seen.
    async fn put_head(&self, head: Head, mut batch: Batch) -> Result<Head, StoreError> {
        let bytes = postcard::to_stdvec(&head).map_err(|e| StoreError::Other(e.to_string()))?;
        batch.expect.push((HEAD.into(), self.seen.borrow().bytes.clone()));
        batch.put.push((StoreTable::Meta, HEAD.into(), bytes.clone()));
        batch.durability = Durability::Strict;
        let error = match self.records.commit(&batch).await {
            Ok(()) => {
                self.seen.replace(Seen {
                    head,
                    bytes: Some(bytes),
                });
                return Ok(head);
            }
            Err(e @ (StoreError::Stale | StoreError::Unsure(_))) => e,
            Err(e) => return Err(e),
        };
        // The answer may have been lost on the way, or the connection died after storing: the head tells.
        let before = self.seen.borrow().bytes.clone();
        match self.look().await {
            Ok(_) => {}
            Err(StoreError::Gone) => return Err(StoreError::Gone),
            Err(e) => return Err(StoreError::Unsure(e.code().to_owned())),
        }
        let now = self.seen.borrow().bytes.clone();
        if now.as_ref() == Some(&bytes) {
            return Ok(head);
        }
        Err(match error {
            StoreError::Unsure(name) if now == before => StoreError::Other(name),
            _ => StoreError::Stale,
        })
    }

    /// Begins anew: nothing was seen here.
    pub fn forget(&self) {
        self.seen.take();
        self.about.take();
    }

    /// Takes down the head that was found. One that is there no more is no beginning: whoever went on from nothing would
    /// number its packs once more.
    fn take_head(&self, found: Option<&Found>) -> Result<Head, StoreError> {
        let bytes = found.and_then(|f| f.first()).map(|(_, bytes)| bytes.clone());
        if bytes.is_none() && self.seen.borrow().bytes.is_some() {
            return Err(StoreError::Gone);
        }
        let head = match &bytes {
            None => Head::default(),
            Some(bytes) => postcard::from_bytes(bytes).map_err(|_| StoreError::Other("bad_head".to_owned()))?,
        };
        self.seen.replace(Seen { head, bytes });
        Ok(head)
    }
}
