//! The case book: events, the fold to a case, queries.
//!
//! Pure: no clock, no randomness, no browser. Knows only [`crate::law`].
pub mod field;
