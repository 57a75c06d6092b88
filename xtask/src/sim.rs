//! `sim`: many devices over a store that cannot be trusted (tests/sim). One seed replays everything.
use crate::setup::toolchain;
use crate::{option, place, run};
use anyhow::{Context, Result};
use std::process::Command;

/// Seeds in `cargo xtask test`. Many more are one command: `cargo xtask sim --seeds 20000`.
const SEEDS: u64 = 1_000;

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

/// What every test run plays. The program was compiled with everything native: compiling it for speed takes longer than
/// so few seeds gain.
pub fn all_seeds() -> Command {
    let mut sim = run::command(&place::target().join("debug/sim").to_string_lossy());
    sim.args(["--seeds", &SEEDS.to_string()]);
    sim
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

/// `cargo` under the toolchain in use, without flags of the browser's build.
pub fn cargo() -> Result<Command> {
    let mut cargo = run::command("cargo");
    toolchain::apply(&mut cargo)?;
    cargo.env_remove("RUSTFLAGS");
    Ok(cargo)
}
