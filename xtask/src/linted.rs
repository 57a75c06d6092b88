//! The compiler of the browser programs in `test`: clippy reads each crate of the workspace, then rustc compiles it as ever.
//!
//! cargo starts this program in place of rustc (RUSTC_WORKSPACE_WRAPPER). A check of its own would read every library once
//! more, and what clippy's compiler makes is not what people get.
use crate::place;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// Set for the cargo that is to compile so.
const ASKED: &str = "FENLIU_LINTED";

/// Lets a cargo, or whatever starts it, compile so.
pub fn ask(command: &mut Command) -> Result<&mut Command> {
    let own = std::env::current_exe().context("no program of its own")?;
    Ok(command.env(ASKED, "1").env("RUSTC_WORKSPACE_WRAPPER", own))
}

/// Whether cargo called this program as a compiler.
pub fn is_called(args: &[String]) -> bool {
    let is_rustc = |program: &String| Path::new(program).file_stem().is_some_and(|stem| stem == "rustc");
    std::env::var_os(ASKED).is_some() && args.first().is_some_and(is_rustc)
}

/// Reads with clippy, then compiles; whether both went well.
///
/// # Errors
/// One of them cannot be started.
pub fn compile(args: &[String]) -> Result<bool> {
    let Some((rustc, rest)) = args.split_first() else {
        return Ok(false);
    };
    let only_asks = !rest.iter().any(|arg| arg.starts_with("--emit"));
    if !only_asks && !run(Command::new("clippy-driver").arg(rustc).args(for_clippy(rest)))? {
        return Ok(false);
    }
    run(Command::new(rustc).args(rest))
}

fn run(command: &mut Command) -> Result<bool> {
    command.env("CLIPPY_ARGS", CLIPPY_ARGS);
    let status = command.status();
    Ok(status
        .with_context(|| format!("cannot start {:?}", command.get_program()))?
        .success())
}

/// What clippy finds is an error. Written as `cargo clippy` hands its words on.
pub const CLIPPY_ARGS: &str = "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__";

/// The compiler's arguments for reading alone: what it writes goes aside, and cargo is told of no file.
fn for_clippy(args: &[String]) -> Vec<String> {
    let aside = place::target().join("linted").display().to_string();
    let mut out: Vec<String> = Vec::with_capacity(args.len());
    for arg in args {
        let is_folder = out.last().is_some_and(|before| before == "--out-dir");
        let changed = match arg.as_str() {
            _ if is_folder => aside.clone(),
            emit if emit.starts_with("--emit=") => "--emit=metadata".to_owned(),
            json if json.starts_with("--json=") => json.replace("artifacts,", "").replace(",artifacts", ""),
            other => other.to_owned(),
        };
        out.push(changed);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clippy_writes_aside_and_tells_cargo_of_no_file() {
        let args = [
            "--crate-name",
            "law",
            "--json=diagnostic-rendered-ansi,artifacts,future-incompat",
            "--emit=dep-info,metadata,link",
            "--out-dir",
            "/t/deps",
        ];
        let told = for_clippy(&args.map(str::to_owned));
        assert_eq!(told[2], "--json=diagnostic-rendered-ansi,future-incompat");
        assert_eq!(told[3], "--emit=metadata");
        assert!(told[5].ends_with("linted"), "{}", told[5]);
    }
}
