//! What comes in and goes out.
#[path = "../support/mod.rs"]
mod support;

mod backup;
mod cells;
mod delimited;
mod document_command;
mod documents;
mod export;
mod field;
mod headings;
mod import;
mod real_inputs;
mod register;
mod sheets;
mod templates;
