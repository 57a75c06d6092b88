//! What comes from npm: wasm-opt (package `binaryen`; distributions' own are too old for today's Rust) and axe-core.
use super::logged;
use crate::{place, run};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;

/// A package of npm, pinned.
pub struct NpmTool {
    /// Its name, also that of its folder under the tools.
    name: &'static str,
    /// The pinned version.
    version: &'static str,
}

/// wasm-opt.
pub const BINARYEN: NpmTool = NpmTool {
    name: "binaryen",
    version: "132.0.0",
};
/// The rules of accessibility that the stories check pages by.
pub const AXE: NpmTool = NpmTool {
    name: "axe-core",
    version: "4.14.1",
};

impl NpmTool {
    /// Where the package lies.
    pub fn folder(&self) -> PathBuf {
        place::tools().join(self.name).join("node_modules").join(self.name)
    }

    /// Whether the pinned version is there.
    pub fn is_there(&self) -> bool {
        let package = self.folder().join("package.json");
        fs::read_to_string(package).is_ok_and(|p| p.contains(&format!("\"version\": \"{}\"", self.version)))
    }

    /// Installs it.
    pub fn fetch(&self) -> Result<()> {
        if place::on_path("npm").is_none() {
            bail!(
                "{} comes from npm: install Node.js 18 or newer, then run this again",
                self.name
            );
        }
        let prefix = place::tools().join(self.name);
        fs::create_dir_all(&prefix)?;
        let mut npm = run::command("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--prefix"])
            .arg(&prefix);
        npm.arg(format!("{}@{}", self.name, self.version));
        logged(self.name, &mut npm).with_context(|| format!("npm could not fetch {}", self.name))
    }
}
