//! A short run of every fuzz target.
use super::count;
use super::report::Outcome;
use crate::fuzz;
use anyhow::Result;

/// Builds the program.
pub fn build() -> Result<Outcome> {
    fuzz::build()?;
    Ok(Outcome::one(true, ""))
}

/// All targets, for less than a minute in all.
pub fn run() -> Result<Outcome> {
    count::run(&mut fuzz::short()?)
}
