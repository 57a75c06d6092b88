//! Keys, seals, records of the roster and the journal of packs.
#[path = "../support/mod.rs"]
mod support;

mod backup;
mod decoder;
mod invite;
mod journal;
mod kit;
mod people_vault;
mod roster;
mod seals;
mod store_sealed;
mod vectors;
mod whole;
