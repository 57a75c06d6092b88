//! The worker: answers what [`protocol`] lets a page ask.
//!
//! It is generic over its `platform`: the browser in the worker program, a stand-in in tests. An area to a folder, each
//! with its own state and the questions it answers; all reach the book through `book`.
mod answer;
mod attachments;
mod book;
mod cases;
pub mod error;
mod files;
mod import;
mod keys;
mod people;
pub mod platform;
mod records;
mod rules;
pub mod service;
mod session;
mod settings;
mod share;
