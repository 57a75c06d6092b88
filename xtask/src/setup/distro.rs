//! Where rustup cannot fetch a target: the distribution's compiler, with a wasm32 standard library
//! built from its matching sources, linked to rustup as toolchain `distro`. Debian 12 and newer.
use super::toolchain::{TARGET, host_and_llvm, scratch};
use super::{browsers, logged};
use crate::{place, run};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// The name under which rustup knows it.
pub const NAME: &str = "distro";

/// Its compiler, cargo, library sources, LLVM tools and clippy.
const PACKAGES: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "rust-web-clippy",
];

/// Installs, builds and links it.
pub fn fetch() -> Result<()> {
    if place::on_path("apt-get").is_none() {
        bail!("install the target yourself: rustup target add {TARGET}");
    }
    browsers::apt(&PACKAGES)?;
    let (host, llvm) = host_and_llvm("/usr/bin/rustc")?;
    browsers::apt(&[&format!("lld-{llvm}")])?;
    link_linker(&host, &llvm)?;
    logged("link", run::command("rustup").args(["toolchain", "link", NAME, "/usr"]))?;
    let built = build_std()?;
    let lib = PathBuf::from("/usr/lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&lib).with_context(|| format!("cannot write to {}", lib.display()))?;
    copy_libraries(&built, &lib)
}

/// rustc looks for its linker in its own folder.
fn link_linker(host: &str, llvm: &str) -> Result<()> {
    let bin = PathBuf::from("/usr/lib/rustlib").join(host).join("bin");
    fs::create_dir_all(&bin)?;
    let link = bin.join("rust-lld");
    if !link.exists() {
        symlink(&PathBuf::from(format!("/usr/bin/lld-{llvm}")), &link)?;
    }
    Ok(())
}

#[cfg(unix)]
fn symlink(from: &Path, to: &Path) -> Result<()> {
    std::os::unix::fs::symlink(from, to).with_context(|| format!("cannot link {}", to.display()))
}

#[cfg(not(unix))]
fn symlink(_from: &Path, to: &Path) -> Result<()> {
    bail!("cannot link {} on this system", to.display())
}

/// Builds the standard library in an empty crate; with bitcode, or fat link-time optimisation fails.
fn build_std() -> Result<PathBuf> {
    let dir = scratch("std");
    fs::create_dir_all(dir.join("src"))?;
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n";
    fs::write(dir.join("Cargo.toml"), manifest)?;
    fs::write(dir.join("src/lib.rs"), "#![no_std]\n")?;
    let mut build = run::command("cargo");
    build
        .args(["build", "--release", "--target", TARGET])
        .args(["-Z", "build-std=std,panic_abort,panic_unwind,test"])
        .current_dir(&dir)
        .env("RUSTUP_TOOLCHAIN", NAME)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env_remove("CARGO_TARGET_DIR");
    logged("std", &mut build)?;
    Ok(dir.join("target").join(TARGET).join("release/deps"))
}

/// Copies the built libraries, not the empty crate's own.
fn copy_libraries(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(entry.path(), to.join(&name))?;
        }
    }
    Ok(())
}
