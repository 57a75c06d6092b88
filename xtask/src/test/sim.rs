//! Some thousand seeds of the simulation.
use super::count;
use super::report::Outcome;
use crate::{run, sim};
use anyhow::Result;

/// Builds it and the fuzzing program in one go: asked for one by one they want other features of what both use, and that
/// would be compiled twice.
pub fn build() -> Result<Outcome> {
    let mut build = sim::cargo()?;
    build.args(["build", "--quiet", "--profile", "sim"]);
    run::must(build.args(["--package", "sim", "--package", "fuzz", "--bins"]))?;
    Ok(Outcome::one(true, ""))
}

/// All seeds; each counts as a test.
pub fn run() -> Result<Outcome> {
    count::run(&mut sim::all_seeds())
}
