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
    let mut outcome = count::run(&mut test)?;
    let mut examples = run::command("cargo");
    toolchain::apply(&mut examples)?;
    examples.args(["test", "--doc", "--no-fail-fast"]).args(WITH_EXAMPLES);
    outcome.add(count::run(examples.env_remove("RUSTFLAGS"))?);
    Ok(outcome)
}

/// The crates a newcomer calls first: their examples are run.
const WITH_EXAMPLES: [&str; 4] = ["--package", "law", "--package", "casebook"];
