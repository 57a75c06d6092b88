//! `sim`: many devices over a store that cannot be trusted (tests/sim). One seed replays everything.
use crate::setup::toolchain;
use crate::{option, run};
use anyhow::{Context, Result};
use std::process::Command;

/// Seeds in `cargo xtask test`. Many more are one command: `cargo xtask sim --seeds 20000`.
const SEEDS: u64 = 5_000;

/// `--seeds N` from `--seed S` on; `--seed S` alone replays one. `SIM_LOG=1` prints what happens.
/// `--pull N`: what it costs a fresh device to pull N cases.
pub fn sim(args: &[String]) -> Result<bool> {
    let mut sim = program()?;
    for name in ["--seeds", "--seed", "--threads", "--pull"] {
        if let Some(value) = option(args, name) {
            value.parse::<u64>().with_context(|| format!("{name} wants a number"))?;
            sim.args([name, value]);
        }
    }
    Ok(sim.status()?.success())
}

/// Builds it.
pub fn build() -> Result<()> {
    run::must(cargo()?.args(["build", "--quiet", "--profile", "sim", "--package", "sim"]))
}

/// What every test run plays.
pub fn all_seeds() -> Result<Command> {
    let mut sim = program()?;
    sim.args(["--seeds", &SEEDS.to_string()]);
    Ok(sim)
}

fn program() -> Result<Command> {
    let mut sim = cargo()?;
    sim.args([
        "run",
        "--quiet",
        "--profile",
        "sim",
        "--package",
        "sim",
        "--bin",
        "sim",
        "--",
    ]);
    Ok(sim)
}

fn cargo() -> Result<Command> {
    let mut cargo = run::command("cargo");
    toolchain::apply(&mut cargo)?;
    cargo.env_remove("RUSTFLAGS");
    Ok(cargo)
}
