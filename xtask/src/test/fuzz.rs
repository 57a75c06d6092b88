//! A short run of every fuzz target.
use super::count;
use super::report::Outcome;
use crate::fuzz;
use anyhow::Result;

/// All targets, for less than a minute in all.
pub fn run() -> Result<Outcome> {
    count::run(&mut fuzz::short())
}
