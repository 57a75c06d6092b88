//! The case book: events, the fold to a case, queries.
//!
//! Pure: no clock, no randomness, no browser. Knows only [`crate::law`].
pub mod deed;
pub mod field;
pub mod query;
pub mod view;

/// Identity of a case: UUID v7 bytes.
pub type CaseId = [u8; 16];
