//! Format and clippy.
use super::report::Outcome;
use crate::build::QUICK_FLAGS;
use crate::run;
use crate::setup::toolchain::{self, TARGET};
use anyhow::Result;
use std::process::Command;

/// `cargo fmt --check`, with whichever toolchain has rustfmt.
pub fn format() -> Result<Outcome> {
    let Some(name) = toolchain::with_rustfmt() else {
        println!("no rustfmt here: rustup component add rustfmt");
        return Ok(Outcome {
            skipped: 1,
            ..Outcome::default()
        });
    };
    let mut fmt = run::command("cargo");
    if let Some(name) = name {
        fmt.env("RUSTUP_TOOLCHAIN", name);
    }
    verdict(
        fmt.args(["fmt", "--all", "--check", "--", "--files-with-diff"]),
        "not formatted: cargo fmt --all",
    )
}

/// Compiles everything native, tests, benchmarks and the programs of the stories too, through clippy: a check and a build
/// would read it all twice, and parts asked for one by one want other features of what they share.
pub fn build_native() -> Result<Outcome> {
    let mut build = run::command("cargo");
    toolchain::apply(&mut build)?;
    build.args(["build", "--quiet", "--workspace", "--all-targets"]);
    verdict(
        through_clippy(&mut build),
        "it does not compile, or clippy found something",
    )
}

/// What clippy finds is an error. Written as `cargo clippy` hands its words on.
const CLIPPY_ARGS: &str = "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__";

/// Lets cargo compile the crates of the workspace with clippy's compiler, what it finds being errors. Whoever runs what
/// [`build_native`] compiled must ask in the same way, else cargo compiles it once more.
pub fn through_clippy(cargo: &mut Command) -> &mut Command {
    with_clippy(cargo).env_remove("RUSTFLAGS")
}

/// The same for the quick build of the browser programs, which Trunk compiles with flags of its own.
pub fn with_clippy(command: &mut Command) -> &mut Command {
    command
        .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
        .env("CLIPPY_ARGS", CLIPPY_ARGS)
}

/// Where no quick build is made, which clippy reads on the way: clippy over the browser programs and the crates that hold something only for browsers.
pub fn clippy_browser() -> Result<Outcome> {
    let mut clippy = clippy()?;
    for package in ["fenliu", "store", "sync", "protocol"] {
        clippy.args(["--package", package]);
    }
    clippy
        .args(["--lib", "--bins"])
        // The profile of the native check, so that macros and build scripts are not compiled a second time.
        .args(["--target", TARGET, "--features", "browser"])
        .env("RUSTFLAGS", QUICK_FLAGS);
    verdict(clippy.args(["--", "-D", "warnings"]), "clippy found something")
}

/// `cargo clippy` under the toolchain that builds for wasm32.
fn clippy() -> Result<Command> {
    let mut clippy = run::command("cargo");
    toolchain::apply(&mut clippy)?;
    clippy
        .args(["clippy", "--quiet", "--keep-going"])
        .env_remove("RUSTFLAGS");
    Ok(clippy)
}

/// One check: the command succeeds.
fn verdict(command: &mut Command, failure: &str) -> Result<Outcome> {
    Ok(Outcome::one(command.status()?.success(), failure))
}
