//! The worker program's jobs: what the page may ask, and what it gets back.
//!
//! `protocol` `wire` is what both sides agree on; `desk` is the page's side. The worker's side is `shop`, on a `ground`
//! that is the browser in the worker program and a stand-in in tests.
mod backup;
#[cfg(feature = "browser")]
pub mod desk;
pub mod diary;
mod door;
mod edit;
pub mod error;
mod export;
mod follow;
mod found;
mod gate;
pub mod ground;
#[cfg(feature = "browser")]
mod hire;
mod import;
mod import_choice;
mod import_known;
mod invite;
mod join;
mod judge;
mod keep;
mod keys;
mod kind;
mod kit;
mod lists;
mod lock;
mod look;
mod me;
mod people;
mod photo;
mod pictures;
pub mod protocol;
mod remove;
mod removed;
mod restore;
mod rules;
mod runs;
mod sample;
mod settings;
mod share;
pub mod shop;
pub mod strength;
pub mod wire;
mod write;
