//! Sharing the book through a store: this device's part of the exchange, and when it happens.
//!
//! One tab shares at a time and the others follow it. What must be in the store beside packs (records of the roster,
//! boxes of keys) lies in an outbox, written in the same transaction as the action it belongs to: nothing that was
//! acknowledged depends on a network being there.
mod anew;
mod fork;
mod kept;
mod kept_write;
mod letter;
mod local;
mod outbox;
mod owed;
mod pictures;
mod round;
mod show;
mod step;

pub(super) use fork::FORK;
pub(super) use kept::KEPT;
pub(super) use outbox::{OUTBOX, Object};
pub(super) use round::address;
