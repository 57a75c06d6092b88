//! Native tests of every crate in the workspace.
use super::count;
use super::lint::through_clippy;
use super::report::Outcome;
use crate::run;
use crate::setup::toolchain;
use anyhow::Result;

/// Runs them all, also after a failure.
pub fn run() -> Result<Outcome> {
    let mut test = run::command("cargo");
    toolchain::apply(&mut test)?;
    // Benchmarks are measured by their own chore.
    test.args(["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]);
    let mut outcome = count::run(through_clippy(&mut test))?;
    let mut examples = run::command("cargo");
    toolchain::apply(&mut examples)?;
    // All of the workspace, as it was compiled: some crates alone would be compiled once more.
    examples.args(["test", "--workspace", "--doc", "--no-fail-fast"]);
    outcome.add(count::run(through_clippy(&mut examples))?);
    Ok(outcome)
}
