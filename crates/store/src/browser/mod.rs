//! The records in the browser: IndexedDB, the browser's own key, Web Locks, BroadcastChannel, the storage allowance.
mod allowance;
mod channel;
mod idb;
mod keyhold;
mod lock;
mod open;

pub use allowance::{Allowance, allowance};
pub use channel::Channel;
pub use idb::IndexedDbStore;
pub use lock::{Held, hold};
pub use open::{ConnectionEvent, VERSION};
