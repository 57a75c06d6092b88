//! `endpoint`: builds and runs the program that stands before a shared store.
use crate::run;
use crate::setup::toolchain;
use anyhow::Result;

/// Runs it with the arguments after `--`; S3 is built in only where it is asked for, because it takes long to compile.
pub fn endpoint(args: &[String]) -> Result<bool> {
    let (own, passed) = match args.iter().position(|a| a == "--") {
        Some(at) => (&args[..at], &args[at + 1..]),
        None => (&[][..], args),
    };
    let mut cargo = run::command("cargo");
    toolchain::apply(&mut cargo)?;
    cargo.args([
        "run",
        "--quiet",
        "--package",
        "fenliu-endpoint",
        "--bin",
        "fenliu-endpoint",
    ]);
    cargo.env_remove("RUSTFLAGS");
    if own.iter().chain(passed).any(|a| a == "--release") {
        cargo.args(["--profile", "server"]);
    }
    if passed.iter().any(|a| a.starts_with("s3://")) {
        cargo.args(["--features", "s3"]);
    }
    cargo.arg("--").args(passed.iter().filter(|a| *a != "--release"));
    Ok(cargo.status()?.success())
}
