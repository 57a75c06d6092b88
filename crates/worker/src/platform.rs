//! What the worker's jobs stand on: store, clock, chance, the other tabs, the page. The browser's is in the worker
//! program; tests have one of their own.
use serde::{Deserialize, Serialize};

use protocol::SyncView;
use store::{RecordStore, StoreError};
use sync::caller::Caller;
use sync::remote::Remote;
use vault::lock::Cost;

/// What the browser says about the space used here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Space {
    /// Bytes used.
    pub used: u64,
    /// Whether the browser promised to keep them; nothing if it does not say.
    pub persistent: Option<bool>,
}

/// What one tab tells the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Word {
    /// Something was written.
    Wrote,
    /// A person locked the book.
    Lock,
    /// How it stands with sharing, from the tab that shares.
    Sharing(Box<SyncView>),
}

/// The world around the jobs. One thread, so no `Send` is asked of its futures.
#[allow(async_fn_in_trait)]
pub trait Platform {
    /// Where the journal lies.
    type RecordStore: RecordStore + Clone;
    /// The right to write; given back when dropped.
    type Held;
    /// A shared store.
    type Remote: Remote;

    /// Milliseconds since 1970.
    fn now_ms(&self) -> u64;

    /// Milliseconds since this worker began. No clock that a person can set plays a part.
    fn running_ms(&self) -> u64;

    /// Fills the bytes with chance.
    fn random(&self, into: &mut [u8]);

    /// What a passphrase costs to try.
    fn cost(&self) -> Cost {
        Cost::default()
    }

    /// Wraps bytes with a key that this browser keeps and never shows.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where there is none.
    async fn wrap(&self, plain: &[u8]) -> Result<Vec<u8>, StoreError>;

    /// Opens what [`Platform::wrap`] wrapped; nothing if that key is gone.
    ///
    /// # Errors
    /// As [`Platform::wrap`].
    async fn open_wrapped(&self, wrapped: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// A small picture of an image file, as JPEG; nothing if it cannot be read here.
    async fn thumbnail(&self, file: &[u8], mime: &str) -> Option<Vec<u8>>;

    /// Waits until no other tab writes, and keeps them from it.
    async fn hold(&self) -> Self::Held;

    /// Lets the event loop turn once: a cancellation may come in.
    async fn pause(&self);

    /// The store at this address, asked by this caller.
    fn remote(&self, endpoint: &str, caller: Caller) -> Self::Remote;

    /// Waits.
    async fn sleep(&self, ms: u64);

    /// Waits until no other tab shares the book, and keeps them from it.
    async fn hold_sharing(&self) -> Self::Held;

    /// Tells the other tabs.
    fn tell_tabs(&self, word: &Word);

    /// Asks the browser about space.
    async fn space(&self) -> Space;

    /// Sends a frame to the page.
    fn send(&self, frame: Vec<u8>);
}
