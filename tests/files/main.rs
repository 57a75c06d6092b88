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
mod real_inputs;
mod real_ledgers;
mod register;
mod sheets;
