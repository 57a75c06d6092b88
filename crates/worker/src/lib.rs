//! The worker: answers what [`protocol`] lets a page ask.
//!
//! It is generic over its `ground`: the browser in the worker program, a stand-in in tests.
mod backup;
mod door;
mod edit;
pub mod error;
mod export;
mod follow;
mod found;
mod gate;
pub mod ground;
mod import;
mod import_choice;
mod import_known;
mod invite;
mod join;
mod judge;
mod keep;
mod keys;
mod kit;
mod lists;
mod lock;
mod look;
mod me;
mod people;
mod photo;
mod pictures;
mod records;
mod remove;
mod removed;
mod restore;
mod rules;
mod runs;
mod sample;
mod settings;
mod share;
pub mod shop;
mod write;
