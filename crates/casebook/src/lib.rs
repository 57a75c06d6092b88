//! The case book: events, the fold to a case, queries.
//!
//! Pure: no clock, no randomness, no browser. Knows only [`law`].
//!
//! From the ground up: `field` `fields` (what a case holds) `people` `attachment` `action` `event` `clock` `slot` (which fields of
//! which records an event writes) `kinds` `flows` (texts of `rules/records/` and `rules/flows/`) · `register` `state` `fold` ·
//! `wire` `payload` `pack` (what is stored) `seen` (what of other chains) · `facts` `judge` `reckoned` (what the law says of a
//! case) `overdue` `bulletin` `warnings` `recordable` `matters` `matter_list` `filing` `queried` `keyed` `dossier` `transcript` (nodes seen as work) `staff` `stand_in` `recusal` `special_team` `linked` `share_out` `sharing` (who can do it) · `entered` (what a form holds) `sound` (days that cannot be) `edit` `merge` `ledger` (what may be
//! written over what) · `block` `line` `project` `book` `search` `sort` `list` (what lists are made of) `records` `queue` `visits` `parties` · `draft` `take`
//! `rights` `own_kinds` `refusals` (what a pack may do) · `snapshot` `history` `agenda` `undo` `folder` `bell`.
pub mod action;
mod agenda;
pub mod attachment;
pub mod bell;
mod block;
pub mod book;
pub mod bulletin;
mod bytes;
mod cbor;
pub mod chain;
pub mod clock;
pub mod dossier;
pub mod draft;
pub mod edit;
pub mod effect;
pub mod entered;
pub mod event;
pub mod excluded;
pub mod facts;
pub mod field;
mod fields;
pub mod filing;
pub mod flows;
pub mod fold;
pub mod folder;
pub mod history;
mod inputs;
pub mod judge;
pub mod keyed;
pub mod kinds;
pub mod lapses;
pub mod last_number;
mod lazy_state;
pub mod ledger;
mod line;
pub mod linked;
pub mod linked_cases;
mod list;
pub mod matter_list;
pub mod matters;
pub mod merge;
pub mod mine;
mod names;
pub mod normal;
mod numbers;
pub mod overdue;
mod own_kinds;
pub mod pack;
mod packed;
pub mod parties;
mod payload;
pub mod people;
mod project;
pub mod queried;
pub mod query;
pub mod queue;
pub mod reckoned;
pub mod recordable;
pub mod records;
pub mod recusal;
pub mod refs;
pub mod refusals;
pub mod register;
pub mod renewals;
pub mod rights;
pub mod rules;
mod search;
pub mod seen;
pub mod share_out;
pub mod sharing;
pub mod slot;
pub mod snapshot;
mod sort;
pub mod sound;
pub mod special_team;
pub mod staff;
pub mod stand_in;
pub mod state;
mod state_bytes;
mod take;
pub mod transcript;
pub mod undo;
pub mod view;
mod visits;
mod waiting;
pub mod warnings;
mod wire;
mod wire_read;

/// Identity of a case: UUID v7 bytes.
pub type CaseId = [u8; 16];
