//! The case book: events, the fold to a case, queries.
//!
//! Pure: no clock, no randomness, no browser. Knows only [`crate::law`].
//!
//! Ground first: `field` `deed` `event` `clock` · `register` `state` `fold` · `wire` `pack` (what is stored) ·
//! `facts` `judge` (what the law says of a case) · `block` `book` `search` `sort` (what lists are made of) ·
//! `snapshot` `history` `agenda` `undo`.
mod cbor;
pub mod clock;
pub mod deed;
pub mod event;
pub mod field;
pub mod fold;
pub mod pack;
pub mod query;
pub mod register;
pub mod state;
pub mod view;
mod wire;

/// Identity of a case: UUID v7 bytes.
pub type CaseId = [u8; 16];
