//! Sharing through a store, as the page shows it.
use serde::{Deserialize, Serialize};

use crate::Refusal;

/// How it stands with sharing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncView {
    /// Address of the endpoint; none: this book is on this device only.
    pub endpoint: Option<String>,
    /// What goes on.
    pub state: SyncState,
    /// Own entries that are only on this device, and their bytes.
    pub waiting: (u32, u64),
    /// Attachments of which the store lacks the file or the thumbnail.
    pub attachments: u32,
    /// Own entries in the store, not read back yet.
    pub stored: u32,
    /// Own entries in the store and read back the same.
    pub read_back: u32,
    /// Entries held here, anybody's, that the store lacks.
    pub lacking: u32,
    /// The store was found emptied: when, milliseconds since 1970. It is filled again from here.
    pub emptied_at_ms: Option<u64>,
    /// Entries of others that are in the store and not here yet, as far as known.
    pub incoming: u32,
    /// When everything was last exchanged, milliseconds since 1970.
    pub last_ok_at_ms: Option<u64>,
    /// Devices of the space: name, entries here, when last heard of (milliseconds since 1970).
    pub devices: Vec<(String, u32, u64)>,
    /// What is wrong with chains or entries: device name, what, from and to number.
    pub faults: Vec<(String, Refusal, u32, u32)>,
}

impl SyncView {
    /// What is only on this device: entries and attachments.
    #[must_use]
    pub fn waits(&self) -> u32 {
        self.waiting.0.saturating_add(self.attachments)
    }
}

/// What goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SyncState {
    /// No endpoint.
    #[default]
    Off,
    /// Everything exchanged; listening.
    Idle,
    /// Exchanging: done and total, in packs.
    Working {
        /// Done.
        done: u32,
        /// All there is to do, as far as known.
        total: u32,
    },
    /// It did not work; tried again after a while.
    Waiting {
        /// Milliseconds until the next try.
        retry_ms: u64,
        /// Why.
        why: Refusal,
    },
}

/// Where a record is safe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Safe {
    /// On this device only.
    #[default]
    Here,
    /// In the store, too.
    Stored,
    /// In the store, and read back from there the same.
    ReadBack,
}
