//! The medium of a device, and the moments at which its power fails.
use std::cell::{Cell, RefCell};
use std::future::pending;
use std::rc::Rc;

use store::memory::{Break, Fault, MemoryStore};
use store::{Batch, Found, RecordStore, StoreError, Want};

use crate::executor::turns;

/// When the power fails next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Failure {
    /// Not at all.
    #[default]
    None,
    /// Just before the next transaction.
    Before,
    /// Just after it: it is stored, and nobody heard of it.
    After,
    /// No failure of power: the transaction finds no room.
    NoRoom,
    /// No failure of power: it is stored, but the answer is an error.
    Unsure,
}

/// The power of a device.
#[derive(Debug, Default)]
pub struct Power {
    /// What fails next.
    pub next: Cell<Failure>,
    /// The power has failed: nothing in memory counts any more.
    pub is_out: Cell<bool>,
}

/// A medium that outlives its power.
#[derive(Clone, Debug)]
pub struct Medium {
    /// What is stored.
    pub records: MemoryStore,
    /// The power.
    pub power: Rc<Power>,
    /// How long things take.
    pub dice: Rc<RefCell<fastrand::Rng>>,
}

impl RecordStore for Medium {
    async fn read(&self, wants: &[Want]) -> Result<Vec<Found>, StoreError> {
        self.records.read(wants).await
    }

    /// All or nothing, as IndexedDB promises: there is no torn transaction, only one that nobody heard of.
    async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        let wait = self.dice.borrow_mut().u32(0..3);
        turns(wait).await;
        match self.power.next.take() {
            Failure::None => self.records.commit(batch).await,
            Failure::NoRoom => {
                self.records.break_next(Break::Before(Fault::Quota));
                self.records.commit(batch).await
            }
            Failure::Unsure => {
                self.records.break_next(Break::After);
                self.records.commit(batch).await
            }
            at @ (Failure::Before | Failure::After) => {
                if at == Failure::After {
                    self.records.commit(batch).await?;
                }
                self.power.is_out.set(true);
                pending().await
            }
        }
    }
}
