//! wasm-opt from npm's `binaryen` package (distributions' own are too old for today's Rust).
use super::logged;
use crate::{place, run};
use anyhow::{Context, Result, bail};
use std::fs;

/// The pinned version of the npm package.
const BINARYEN: &str = "132.0.0";

/// Whether the pinned version is there.
pub fn is_there() -> bool {
    let package = place::tools().join("binaryen/node_modules/binaryen/package.json");
    fs::read_to_string(package).is_ok_and(|p| p.contains(&format!("\"version\": \"{BINARYEN}\"")))
}

/// Installs it.
pub fn fetch() -> Result<()> {
    if place::on_path("npm").is_none() {
        bail!("wasm-opt comes from npm: install Node.js 18 or newer, then run this again");
    }
    let prefix = place::tools().join("binaryen");
    fs::create_dir_all(&prefix)?;
    let mut npm = run::command("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--prefix"])
        .arg(&prefix);
    npm.arg(format!("binaryen@{BINARYEN}"));
    logged("binaryen", &mut npm).context("npm could not fetch binaryen")
}
