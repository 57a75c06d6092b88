//! The small program between browsers and a store that only keeps bytes.
//!
//! It checks who asks (`sync::signed`, `sync::roster`), that what is put is what its name says, and keeps to limits. It
//! can read nothing: keys never come here. It remembers nothing that matters: any number of endpoints may stand before
//! one store, and each may be restarted at any moment.
//!
//! Ground first: `limits` `answer` `meter` (small parts) · `shelf` `open` `probe` (the store) · `uploads` `usage` (who has
//! how much there) · `space` `there` (what is known of spaces for a moment) · `room` `body` (what a body may use) ·
//! `rights` `door` (from a request to an asker) · `check` `chain` `keep` (what may be put, and is) · `routes` · `serve`.
mod answer;
mod app;
mod body;
mod bucket;
mod chain;
mod check;
pub mod config;
mod door;
mod keep;
mod limits;
mod listing;
mod log;
mod meter;
mod nonces;
pub mod open;
pub mod probe;
mod rights;
mod room;
mod routes;
mod serve;
mod shelf;
mod space;
mod there;
mod uploads;
mod usage;

pub use app::App;
pub use limits::{Limits, Spaces};
pub use routes::router;
pub use serve::serve;
pub use shelf::{Shelf, ShelfError};
