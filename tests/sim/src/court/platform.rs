//! What the worker's jobs stand on here: a medium in memory, the court's time, chance from the seed.
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use protocol::wire::{self, Sent};
use store::StoreError;
use store::memory::MemoryStore;
use sync::caller::Caller;
use vault::lock::Cost;
use worker::platform::{Platform, Space, Word};

use super::store::{Link, Shared};
use crate::executor::turns;

/// What a tab said, by the number of the question.
pub type Said = Rc<RefCell<BTreeMap<u32, Vec<u8>>>>;

/// The world of one tab.
pub struct Tab {
    pub time: Rc<Cell<u64>>,
    /// How far this device's clock is ahead, milliseconds.
    pub ahead: Rc<Cell<u64>>,
    pub store: Shared,
    pub chance: Rc<RefCell<fastrand::Rng>>,
    pub said: Said,
    /// Somebody on this device writes.
    pub held: Rc<Cell<bool>>,
}

/// The right to write, until dropped.
pub struct Held(Option<Rc<Cell<bool>>>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(held) = &self.0 {
            held.set(false);
        }
    }
}

impl Platform for Tab {
    type RecordStore = MemoryStore;
    type Held = Held;
    type Remote = Link;

    fn now_ms(&self) -> u64 {
        self.time.get() + self.ahead.get()
    }

    fn running_ms(&self) -> u64 {
        self.time.get()
    }

    fn random(&self, into: &mut [u8]) {
        self.chance.borrow_mut().fill(into);
    }

    fn cost(&self) -> Cost {
        Cost::test()
    }

    async fn wrap(&self, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(plain.iter().map(|byte| !byte).collect())
    }

    async fn open_wrapped(&self, wrapped: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(Some(wrapped.iter().map(|byte| !byte).collect()))
    }

    async fn thumbnail(&self, _: &[u8], _: &str) -> Option<Vec<u8>> {
        None
    }

    async fn hold(&self) -> Held {
        while self.held.replace(true) {
            turns(1).await;
        }
        Held(Some(Rc::clone(&self.held)))
    }

    async fn pause(&self) {
        turns(1).await;
    }

    fn remote(&self, _: &str, caller: Caller) -> Link {
        let wait = self.chance.borrow_mut().fork();
        Link::new(&self.store, caller, wait)
    }

    async fn sleep(&self, _: u64) {
        turns(1).await;
    }

    async fn hold_sharing(&self) -> Held {
        Held(None)
    }

    fn tell_tabs(&self, _: &Word) {}

    async fn space(&self) -> Space {
        Space::default()
    }

    fn send(&self, frame: Vec<u8>) {
        if let Some((id, Sent::Answer(_) | Sent::Failed(_))) = wire::read_sent(&frame) {
            self.said.borrow_mut().insert(id, frame);
        }
    }
}
