//! What the worker's jobs stand on: store, clock, chance, the other tabs, the page. The browser's is in the worker
//! program; tests have one of their own.
use super::protocol::Answer;
use crate::store::Shelf;

/// What the browser says about the space used here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Space {
    /// Bytes used.
    pub used: u64,
    /// Whether the browser promised to keep them; nothing if it does not say.
    pub persistent: Option<bool>,
}

/// The world around the jobs. One thread, so no `Send` is asked of its futures.
#[allow(async_fn_in_trait)]
pub trait Ground {
    /// Where the journal lies.
    type Shelf: Shelf;
    /// The right to write; given back when dropped.
    type Held;

    /// Milliseconds since 1970.
    fn now_ms(&self) -> u64;

    /// Fills the bytes with chance.
    fn random(&self, into: &mut [u8]);

    /// Waits until no other tab writes, and keeps them from it.
    async fn hold(&self) -> Self::Held;

    /// Lets the event loop turn once: a cancellation may come in.
    async fn pause(&self);

    /// Tells the other tabs that something was written.
    fn tell_tabs(&self);

    /// Asks the browser about space.
    async fn space(&self) -> Space;

    /// Sends an answer to the page; id 0 for what nobody asked.
    fn answer(&self, id: u32, answer: Answer);
}
