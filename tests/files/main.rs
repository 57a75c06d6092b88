//! What comes in and goes out.
#[path = "../support/mod.rs"]
mod support;

mod backup;
mod cells;
mod delimited;
mod export;
mod field;
mod headings;
mod import;
mod ledger_kinds;
mod one_ledger;
mod real_inputs;
mod real_ledgers;
mod real_values;
mod register;
mod sheets;
