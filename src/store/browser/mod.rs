//! The shelf in the browser: IndexedDB, Web Locks, BroadcastChannel, the storage allowance.
mod allowance;
mod channel;
mod idb;
mod lock;
mod open;

pub use allowance::{Allowance, allowance, ask_to_keep};
pub use channel::Channel;
pub use idb::IdbShelf;
pub use lock::{Held, hold};
pub use open::{ConnectionEvent, VERSION};
