//! The set-up: every tool is checked in milliseconds and fetched, in a pinned version, if missing.
//!
//! It works with the open internet and on a machine that reaches only package registries: nothing
//! is downloaded except through rustup, cargo, npm and apt.
pub mod browsers;
pub mod cargo_tool;
pub mod distro;
pub mod npm;
pub mod toolchain;

use crate::{place, run};
use anyhow::{Context, Result};
use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Something that the chores need on this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The standard library for wasm32.
    WasmTarget,
    /// Trunk.
    Trunk,
    /// wasm-bindgen's command line, of exactly the locked version.
    WasmBindgen,
    /// wasm-opt (from npm's binaryen).
    WasmOpt,
    /// The libraries of Cargo.lock: Trunk builds offline.
    Crates,
    /// Chromium and its driver.
    Chromium,
    /// Firefox and geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, its driver and a virtual display.
    WebKit,
    /// axe-core (npm).
    Axe,
}

/// What building the app needs.
pub const BUILD: [Need; 5] = [
    Need::WasmTarget,
    Need::Trunk,
    Need::WasmBindgen,
    Need::WasmOpt,
    Need::Crates,
];

/// Everything.
pub const ALL: [Need; 9] = [
    Need::WasmTarget,
    Need::Trunk,
    Need::WasmBindgen,
    Need::WasmOpt,
    Need::Crates,
    Need::Chromium,
    Need::Firefox,
    Need::WebKit,
    Need::Axe,
];

impl Need {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Need::WasmTarget => "standard library for wasm32",
            Need::Trunk => "Trunk",
            Need::WasmBindgen => "wasm-bindgen CLI",
            Need::WasmOpt => "wasm-opt",
            Need::Crates => "crates of Cargo.lock",
            Need::Chromium => "Chromium and chromedriver",
            Need::Firefox => "Firefox and geckodriver",
            Need::WebKit => "WebKitGTK and its driver",
            Need::Axe => "axe-core",
        }
    }

    /// How long it usually takes on two cores.
    fn usual(self) -> &'static str {
        match self {
            Need::WasmTarget => "seconds, or 2 minutes where it must be built",
            Need::Trunk => "2 to 3 minutes",
            Need::WasmBindgen => "1 to 2 minutes",
            Need::WasmOpt | Need::Axe => "seconds",
            Need::Crates | Need::Chromium | Need::WebKit => "half a minute",
            Need::Firefox => "2 minutes",
        }
    }

    /// Whether it is there, in the right version.
    fn is_there(self) -> Result<bool> {
        match self {
            Need::WasmTarget => Ok(toolchain::choose()?.is_some()),
            Need::Trunk => cargo_tool::TRUNK.is_there(),
            Need::WasmBindgen => cargo_tool::wasm_bindgen()?.is_there(),
            Need::WasmOpt => Ok(npm::BINARYEN.is_there()),
            Need::Crates => Ok(run::capture(&mut crates(&["--offline"])?)?.status.success()),
            Need::Chromium => Ok(browsers::chromium().is_ok()),
            Need::Firefox => Ok(browsers::firefox().is_ok()),
            Need::WebKit => Ok(browsers::webkit().is_ok()),
            Need::Axe => Ok(npm::AXE.is_there()),
        }
    }

    /// Whether cargo has to compile or fetch it.
    fn is_compiled(self) -> bool {
        matches!(self, Need::Trunk | Need::WasmBindgen | Need::Crates)
    }

    /// Fetches it.
    fn fetch(self) -> Result<()> {
        match self {
            Need::WasmTarget => toolchain::fetch(),
            Need::Trunk => cargo_tool::TRUNK.fetch(),
            Need::WasmBindgen => cargo_tool::wasm_bindgen()?.fetch(),
            Need::WasmOpt => npm::BINARYEN.fetch(),
            Need::Crates => logged("crates", &mut crates(&[])?),
            Need::Chromium => browsers::fetch_chromium(),
            Need::Firefox => browsers::fetch_firefox(),
            Need::WebKit => browsers::fetch_webkit(),
            Need::Axe => npm::AXE.fetch(),
        }
    }
}

/// The command that fetches the crates; `--offline` only looks whether they are there.
fn crates(more: &[&str]) -> Result<Command> {
    let mut cargo = run::command("cargo");
    toolchain::apply(&mut cargo)?;
    cargo.args(["fetch", "--locked", "--quiet"]).args(more);
    Ok(cargo)
}

/// `cargo xtask setup`: everything, saying what cannot be had.
pub fn setup() -> Result<bool> {
    let start = Instant::now();
    let missing = ensure_or_list(&ALL)?;
    for (need, error) in &missing {
        eprintln!("cannot be had here: {}\n  {error:#}", need.name());
    }
    let there = ALL.len() - missing.len();
    println!(
        "set-up: {there} of {} there, {:.1} s",
        ALL.len(),
        start.elapsed().as_secs_f32()
    );
    Ok(missing.is_empty())
}

/// Makes sure of `needs`; an error names the first that cannot be had, and how to get it.
pub fn ensure(needs: &[Need]) -> Result<()> {
    match ensure_or_list(needs)?.into_iter().next() {
        None => Ok(()),
        Some((need, error)) => Err(error.context(format!("cannot be had here: {}", need.name()))),
    }
}

/// Fetches what is missing of `needs`; returns what could not be had, with the reason.
pub fn ensure_or_list(needs: &[Need]) -> Result<Vec<(Need, anyhow::Error)>> {
    let mut missing = Vec::new();
    for &need in needs {
        if !need.is_there()? {
            missing.push(need);
        }
    }
    // The target first: it may come by apt, which serves one at a time. What cargo compiles does not wait for what apt and
    // npm fetch.
    let (first, rest): (Vec<_>, Vec<_>) = missing.into_iter().partition(|need| *need == Need::WasmTarget);
    let mut failed = fetch_all(&first);
    let (compiled, fetched): (Vec<_>, Vec<_>) = rest.into_iter().partition(|need| need.is_compiled());
    let (one, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| fetch_all(&fetched));
        (fetch_all(&compiled), other.join())
    });
    failed.extend(one);
    failed.extend(other.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
    Ok(failed)
}

/// Fetches them one after the other; returns those that failed.
fn fetch_all(needs: &[Need]) -> Vec<(Need, anyhow::Error)> {
    let mut failed = Vec::new();
    for &need in needs {
        println!("set-up: fetching {} (usually {}) …", need.name(), need.usual());
        let start = Instant::now();
        match need.fetch() {
            Ok(()) => println!(
                "set-up: {} is there, {:.0} s",
                need.name(),
                start.elapsed().as_secs_f32()
            ),
            Err(error) => failed.push((need, error)),
        }
    }
    failed
}

/// Runs a long command with its output in a log file, of which the end is shown if it fails.
pub fn logged(name: &str, command: &mut Command) -> Result<()> {
    let dir = place::tools().join("log");
    fs::create_dir_all(&dir).with_context(|| format!("cannot write to {}", dir.display()))?;
    let path = dir.join(format!("{name}.log"));
    let log = fs::File::create(&path)?;
    let shown = run::shown(command);
    let status = command
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .status()
        .with_context(|| format!("cannot start: {shown}"))?;
    if status.success() {
        return Ok(());
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    let end = lines[lines.len().saturating_sub(12)..].join("\n  ");
    anyhow::bail!("failed: {shown}\n  {end}\n  (the whole log: {})", path.display())
}
