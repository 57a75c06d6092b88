//! Child processes: what is run is said, what fails is named.
use crate::place;
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::process::{Command, Output, Stdio};

/// A command in the repository's root that finds the pinned tools first.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(place::root()).env("PATH", path());
    command
}

/// PATH with the pinned tools in front.
fn path() -> OsString {
    let tools = ["trunk", "wasm-bindgen", "binaryen", "geckodriver", "cargo-deny"].map(place::tool_bin);
    let old = env::var_os("PATH").unwrap_or_default();
    let all = tools.into_iter().chain(env::split_paths(&old));
    env::join_paths(all).unwrap_or(old)
}

/// The command as one would type it.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|w| w.to_string_lossy()).collect();
    words.join(" ")
}

/// Runs a command whose output goes to the terminal; an error if it fails.
pub fn must(command: &mut Command) -> Result<()> {
    let text = shown(command);
    let status = command.status().with_context(|| format!("cannot start: {text}"))?;
    if !status.success() {
        bail!("failed ({status}): {text}");
    }
    Ok(())
}

/// Runs a command silently and returns what it wrote.
pub fn capture(command: &mut Command) -> Result<Output> {
    let text = shown(command);
    command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start: {text}"))
}

/// The standard output of a command that must succeed.
pub fn text(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = capture(command)?;
    if !output.status.success() {
        bail!(
            "failed ({}): {shown}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
