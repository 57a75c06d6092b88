//! Some thousand seeds of the simulation.
use super::count;
use super::report::Outcome;
use crate::sim;
use anyhow::Result;

/// All seeds; each counts as a test.
pub fn run() -> Result<Outcome> {
    count::run(&mut sim::all_seeds())
}
