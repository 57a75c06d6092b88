//! The law: calendar, counting, triage, nodes, what is owed, receipts, case numbers.
//!
//! Ground floor: pure functions over data. No clock, no randomness, no browser; today comes in as an argument.
pub mod calendar;
pub mod canonical;
pub mod capitals;
pub mod case_number;
pub mod compiled;
pub mod counting;
pub mod date;
mod day_number;
pub mod debt;
pub mod facts;
pub mod money;
pub mod nodes;
pub mod numerals;
pub mod radicals;
pub mod receipt;
pub mod text;
pub mod triage;
