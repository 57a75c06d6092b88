//! Tools that `cargo install` builds, each in its own folder, in a pinned version.
use super::logged;
use crate::{place, run};
use anyhow::{Context, Result};
use std::borrow::Cow;
use std::fs;
use std::path::PathBuf;

/// A tool from crates.io.
pub struct CargoTool {
    /// The name of its folder and program.
    pub program: &'static str,
    /// The crate.
    pub package: &'static str,
    /// The exact version.
    pub version: Cow<'static, str>,
    /// More arguments for `cargo install`.
    pub options: &'static [&'static str],
}

/// Trunk: 0.22 wants a newer compiler than many have.
pub const TRUNK: CargoTool = CargoTool {
    program: "trunk",
    package: "trunk",
    version: Cow::Borrowed("0.21.14"),
    options: &["--locked", "--no-default-features", "--features", "rustls"],
};

/// Firefox's driver.
pub const GECKODRIVER: CargoTool = CargoTool {
    program: "geckodriver",
    package: "geckodriver",
    version: Cow::Borrowed("0.37.1"),
    options: &["--locked"],
};

/// The judge of licences and advisories; only `cargo xtask deny` needs it.
pub const DENY: CargoTool = CargoTool {
    program: "cargo-deny",
    package: "cargo-deny",
    version: Cow::Borrowed("0.20.2"),
    options: &["--locked"],
};

/// A store of S3 on plain files; only `test --s3` needs it. Newer ones want a newer compiler.
pub const S3S_FS: CargoTool = CargoTool {
    program: "s3s-fs",
    package: "s3s-fs",
    version: Cow::Borrowed("0.14.1"),
    options: &["--locked", "--features", "binary"],
};

/// A store of S3 on several nodes; only `test --s3` needs it.
pub const GARAGE: CargoTool = CargoTool {
    program: "garage",
    package: "garage",
    version: Cow::Borrowed("2.5.0"),
    options: &["--locked", "--no-default-features", "--features", "bundled-libs,lmdb"],
};

/// wasm-bindgen's command line and test runner: must match the library to the digit. Not with
/// `--locked`: its lock file names a crate version that registries have since withdrawn.
pub fn wasm_bindgen() -> Result<CargoTool> {
    let lock = fs::read_to_string(place::root().join("Cargo.lock")).context("no Cargo.lock")?;
    let version = locked_version(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")?;
    Ok(CargoTool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: Cow::Owned(version),
        options: &["--no-default-features"],
    })
}

impl CargoTool {
    /// Whether this version is in the tools' folder, or on PATH.
    pub fn is_there(&self) -> Result<bool> {
        let stamp = place::tools().join(self.program).join(".crates.toml");
        let entry = format!("\"{} {} ", self.package, self.version);
        if fs::read_to_string(stamp).is_ok_and(|s| s.contains(&entry)) {
            return Ok(true);
        }
        if place::on_path(self.program).is_none() {
            return Ok(false);
        }
        let said = run::text(run::command(self.program).arg("--version")).unwrap_or_default();
        Ok(said.split_whitespace().any(|word| word == self.version))
    }

    /// Its program, fetched into the tools' folder if it is not there; `usual` is how long that takes.
    pub fn program(&self, usual: &str) -> Result<PathBuf> {
        let program = place::tool_bin(self.program).join(self.program);
        if !(program.exists() && self.is_there()?) {
            println!("set-up: fetching {} (usually {usual}) …", self.program);
            self.fetch()?;
        }
        Ok(program)
    }

    /// Builds it, unoptimised: that takes a third of the time and serves as well.
    pub fn fetch(&self) -> Result<()> {
        let root = place::tools().join(self.program);
        let mut install = run::command("cargo");
        install
            .args([
                "install",
                self.package,
                "--version",
                &self.version,
                "--debug",
                "--force",
            ])
            .args(self.options)
            .arg("--root")
            .arg(&root)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_TARGET_DIR");
        logged(self.program, &mut install).with_context(|| {
            format!(
                "install it yourself: cargo install {} --version {} --root {}",
                self.package,
                self.version,
                root.display()
            )
        })
    }
}

/// The version of `package` in the text of a Cargo.lock.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let entry = lock
        .split("[[package]]")
        .find(|e| e.contains(&format!("name = \"{package}\"\n")))?;
    let line = entry.lines().find_map(|l| l.strip_prefix("version = \""))?;
    Some(line.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_found_among_similar_names() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "web-sys"), None);
    }
}
