//! What comes in and goes out.
#[path = "../support/mod.rs"]
mod support;

mod attacker;
mod backup;
mod cells;
mod delimited;
mod document_command;
mod documents;
mod export;
mod field;
mod headings;
mod import;
mod ledger_kinds;
mod media;
mod one_ledger;
mod own_forms;
mod real_inputs;
mod real_ledgers;
mod real_values;
mod register;
mod sheets;
mod templates;
mod transcript;
mod unseen;
