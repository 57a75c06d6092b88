//! Sharing through a store.
use super::{Question, questions};
use crate::{SavedFile, SyncView, UnsentEntries, WroteKept};

questions! {
    /// Sharing through a store.
    SyncJob as Sync {
        /// How it stands with sharing.
        look ReadSync -> SyncView;
        /// Share through this endpoint, or stop sharing.
        job SetEndpoint {
            /// Its address.
            pub endpoint: Option<String>,
        } -> SyncView;
        /// Exchange now.
        job SyncNow -> SyncView;
        /// Own entries about cases that the store never took, on a device that was removed.
        job ReadUnsent -> UnsentEntries;
        /// The entries kept aside then ([`crate::Me::kept`]) as a workbook: the fields they set, to be imported or read.
        job SaveKept -> SavedFile;
        /// Write the entries kept aside again. Those that may not be written stay aside.
        write WriteKept -> WroteKept;
    }
}
