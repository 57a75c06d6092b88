//! Durable bytes on this device: rooms of records, one writer at a time, a journal of packs, a snapshot.
//!
//! The floor knows bytes, numbers and hashes; what a pack says is the business of [`casebook`].
//! Reading and writing are each *one call with plain values* ([`RecordStore::read`], [`RecordStore::commit`]): nothing foreign
//! can be awaited inside a transaction, because nobody outside this floor ever holds one.
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod journal;
pub mod memory;
mod record_store;
pub mod sealed;

pub use record_store::{Batch, Durability, Found, Key, RecordStore, StoreError, StoreTable, Want};
