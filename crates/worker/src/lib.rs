//! The worker: answers what [`protocol`] lets a page ask.
//!
//! It is generic over its `platform`: the browser in the worker program, a stand-in in tests.
mod backup;
mod edit;
pub mod error;
mod export;
mod follow;
mod found;
mod import;
mod import_choice;
mod import_known;
mod invite;
mod join;
mod judge;
mod keep;
mod key_record;
mod keys;
mod kit;
mod lists;
mod lock;
mod look;
mod me;
mod people;
mod photo;
mod pictures;
pub mod platform;
mod records;
mod remove;
mod removed;
mod restore;
mod rules;
mod runs;
mod sample;
pub mod service;
mod session;
mod settings;
mod share;
mod write;
