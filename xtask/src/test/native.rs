//! Native tests of every crate in the workspace.
use super::count;
use super::report::Outcome;
use crate::run;
use crate::setup::toolchain;
use anyhow::Result;

/// Runs them all, also after a failure.
pub fn run() -> Result<Outcome> {
    let mut test = run::command("cargo");
    toolchain::apply(&mut test)?;
    // Benchmarks are measured by their own chore.
    test.args(["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"])
        .env_remove("RUSTFLAGS");
    count::run(&mut test)
}
