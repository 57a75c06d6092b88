//! Which Rust toolchain builds for wasm32: the one in use, or the distribution's (see [`super::distro`]).
use super::{distro, logged};
use crate::{place, run};
use anyhow::{Context, Result};
use std::env;
use std::path::{Path, PathBuf};

/// The target of both browser programs.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The value for RUSTUP_TOOLCHAIN under which wasm32 builds; the inner `None` leaves it alone.
/// The outer `None`: no toolchain here has the target.
pub fn choose() -> Result<Option<Option<String>>> {
    let sysroot = run::text(run::command("rustc").args(["--print", "sysroot"]))?;
    if has_target(Path::new(sysroot.trim())) {
        return Ok(Some(None));
    }
    let linked = rustup_home().join("toolchains").join(distro::NAME);
    Ok(has_target(&linked).then(|| Some(distro::NAME.to_owned())))
}

/// Sets RUSTUP_TOOLCHAIN of `command` to the toolchain that builds for wasm32.
pub fn apply(command: &mut std::process::Command) -> Result<()> {
    if let Some(Some(name)) = choose()? {
        command.env("RUSTUP_TOOLCHAIN", name);
    }
    Ok(())
}

/// Gets the target: from rustup, and where that is refused the distribution's way.
pub fn fetch() -> Result<()> {
    let mut add = run::command("rustup");
    let asked = logged("target", add.args(["target", "add", TARGET]));
    match asked {
        Ok(()) => Ok(()),
        Err(refused) => {
            println!("set-up: rustup cannot fetch the target here; building it from Debian's packages …");
            distro::fetch().with_context(|| format!("{refused:#}"))
        }
    }
}

/// Whether a toolchain's folder holds the compiled standard library for wasm32.
fn has_target(sysroot: &Path) -> bool {
    let lib = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    let Ok(entries) = lib.read_dir() else {
        return false;
    };
    let mut names = entries.flatten().map(|e| e.file_name());
    names.any(|n| n.to_string_lossy().starts_with("libstd-"))
}

/// Where rustup keeps its toolchains.
fn rustup_home() -> PathBuf {
    let home = env::var_os("HOME")
        .or_else(|| env::var_os("USERPROFILE"))
        .unwrap_or_default();
    env::var_os("RUSTUP_HOME").map_or_else(|| PathBuf::from(home).join(".rustup"), PathBuf::from)
}

/// The toolchain that has `rustfmt`, if the chosen one has not (the distribution's has none).
pub fn with_rustfmt() -> Option<Option<String>> {
    let has = |name: Option<&str>| {
        let mut ask = run::command("cargo");
        if let Some(name) = name {
            ask.env("RUSTUP_TOOLCHAIN", name);
        }
        run::capture(ask.args(["fmt", "--version"])).is_ok_and(|o| o.status.success())
    };
    if has(None) {
        return Some(None);
    }
    let list = run::text(run::command("rustup").args(["toolchain", "list"])).ok()?;
    let names = list.lines().filter_map(|l| l.split_whitespace().next());
    names.map(str::to_owned).find(|n| has(Some(n))).map(Some)
}

/// The host's triple and LLVM's major version, as a compiler tells them.
pub fn host_and_llvm(rustc: &str) -> Result<(String, String)> {
    let told = run::text(run::command(rustc).arg("-vV"))?;
    let field = |name: &str| {
        told.lines()
            .find_map(|l| l.strip_prefix(name))
            .map(|v| v.trim().to_owned())
    };
    let host = field("host:").context("rustc does not tell its host")?;
    let llvm = field("LLVM version:").context("rustc does not tell its LLVM")?;
    Ok((host, llvm.split('.').next().unwrap_or("").to_owned()))
}

/// The repository's scratch folder for set-up builds.
pub fn scratch(name: &str) -> PathBuf {
    place::tools().join("scratch").join(name)
}
