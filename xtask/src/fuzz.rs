//! `fuzz`: mutated bytes for every decoder (tests/fuzz). Short as a part of `test`, long by command.
use crate::sim::cargo;
use crate::{flag, option, place, run};
use anyhow::{Context, Result, ensure};
use std::process::Command;

/// What all targets share in `cargo xtask test`.
const SHORT: u64 = 45;
/// Coverage instrumentation, as cargo-fuzz sets it; these passes are in the stable compiler, too.
const GUIDED: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";

/// `--target NAME` for one decoder, `--minutes N` or `--seconds N`, `--seed N` for other inputs; `--guided` lets
/// libFuzzer look for new paths through one target (wants a C++ compiler).
pub fn fuzz(args: &[String]) -> Result<bool> {
    let seconds = match (option(args, "--minutes"), option(args, "--seconds")) {
        (Some(minutes), _) => 60 * minutes.parse::<u64>().context("--minutes wants a number")?,
        (None, Some(seconds)) => seconds.parse().context("--seconds wants a number")?,
        (None, None) => SHORT,
    };
    let target = option(args, "--target");
    if flag(args, "--guided") {
        return guided(target.context("--guided wants --target NAME")?, seconds);
    }
    let mut fuzz = program(seconds)?;
    for name in ["--target", "--seed"] {
        if let Some(value) = option(args, name) {
            fuzz.args([name, value]);
        }
    }
    Ok(fuzz.status()?.success())
}

/// The short run, with the program compiled with everything native.
pub fn short() -> Command {
    let mut fuzz = run::command(&place::target().join("debug/fuzz").to_string_lossy());
    for_so_long(&mut fuzz, SHORT);
    fuzz
}

fn program(seconds: u64) -> Result<Command> {
    let mut fuzz = cargo()?;
    fuzz.args(["run", "--quiet", "--profile", "sim", "--package", "fuzz", "--"]);
    for_so_long(&mut fuzz, seconds);
    Ok(fuzz)
}

fn for_so_long(fuzz: &mut Command, seconds: u64) {
    let keep = place::root().join("target/fuzz");
    fuzz.args(["--seconds", &seconds.to_string(), "--keep"]).arg(keep);
}

/// A corpus that grows under `target/fuzz/guided`, from the target's seeds.
fn guided(target: &str, seconds: u64) -> Result<bool> {
    let corpus = place::root().join("target/fuzz/guided").join(target);
    let mut seeds = cargo()?;
    seeds.args([
        "run",
        "--quiet",
        "--profile",
        "sim",
        "--package",
        "fuzz",
        "--",
        "--target",
        target,
        "--seeds",
    ]);
    run::must(seeds.arg(&corpus))?;
    let host = run::text(run::command("rustc").arg("-vV"))?;
    let host = host
        .lines()
        .find_map(|l| l.strip_prefix("host: "))
        .context("rustc names no host")?;
    let mut fuzz = cargo()?;
    fuzz.args([
        "run",
        "--quiet",
        "--profile",
        "sim",
        "--package",
        "fuzz",
        "--features",
        "guided",
    ]);
    // A target of its own, so that build scripts and macros are not instrumented.
    fuzz.args(["--target", host, "--target-dir", "target/guided"])
        .env("RUSTFLAGS", GUIDED);
    fuzz.env("FENLIU_FUZZ", target).arg("--").arg(&corpus);
    fuzz.arg(format!("-max_total_time={seconds}"))
        .args(["-rss_limit_mb=2048", "-timeout=10", "-max_len=65536"]);
    fuzz.arg(format!(
        "-artifact_prefix={}/",
        place::root().join("target/fuzz").display()
    ));
    ensure!(corpus.is_dir(), "no seeds for {target}");
    Ok(fuzz.status()?.success())
}
