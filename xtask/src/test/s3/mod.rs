//! The endpoint over S3-compatible stores, its own tests and the sharing stories in real browsers: moto (PyPI), whose
//! puts where nothing is are atomic; s3s-fs, which keeps plain files; Garage, three nodes that replicate to each other.
//! Outside the usual run: the stores, TLS and an HTTP client take many minutes to compile. What was built once is kept.
mod garage;
mod moto;
mod s3s_fs;
mod store;

use super::report::{Outcome, Report};
use super::{Engine, count, stories};
use crate::setup::{self, toolchain};
use crate::{flag, option, place, run};
use anyhow::{Result, ensure};
use std::path::Path;
use std::process::Command;

use store::Store;

type Start = fn() -> Result<Store>;

/// The stores, by the names that `--stores` takes.
const STORES: [(&str, Start); 3] = [
    ("moto", moto::start),
    ("s3s-fs", s3s_fs::start),
    ("garage", garage::start),
];

/// The stories that share through an endpoint.
const STORIES: &str = "two-devices-share,two-who-differ,only-the-kit,storage-cleared,photos-of-a-scene";
/// The story of several endpoints over several nodes.
const CLUSTER: &str = "endpoints-browsers-and-nodes-die";

/// Tries what was asked for: `--stores moto,s3s-fs,garage`, `--browsers …`, `--built` to take the bundle as it is.
pub fn steps(xtask: &Path, args: &[String], report: &mut Report) -> Result<()> {
    let engines = match option(args, "--browsers") {
        Some(list) => list.split(',').map(super::engine).collect::<Result<_>>()?,
        None => Engine::ALL.to_vec(),
    };
    let wanted: Vec<&str> =
        option(args, "--stores").map_or_else(|| STORES.map(|s| s.0).to_vec(), |list| list.split(',').collect());
    for name in &wanted {
        ensure!(
            STORES.iter().any(|(known, _)| known == name),
            "no store is called {name}"
        );
    }
    setup::ensure(&setup::BUILD)?;
    for engine in &engines {
        setup::ensure(&[engine.need()])?;
    }
    if !flag(args, "--built") {
        report.step("bundle", || stories::Bundle::begin(xtask, false)?.end());
    }
    report.step("stories, build", build);
    for (name, start) in STORES.iter().filter(|(name, _)| wanted.contains(name)) {
        let mut store = None;
        report.step(&format!("{name}, start"), || {
            store = Some(start()?);
            Ok(Outcome::one(true, ""))
        });
        let Some(store) = store else { continue };
        report.step(&format!("{name}, endpoint"), || endpoint(&store));
        for &engine in &engines {
            report.step(&format!("{name}, {}", engine.name()), || told(&store, engine, STORIES));
        }
        if !store.nodes.is_empty() {
            report.step(&format!("{name}, nodes die"), || {
                told(&store, Engine::Chromium, CLUSTER)
            });
        }
    }
    Ok(())
}

fn build() -> Result<Outcome> {
    run::must(cargo()?.args(["build", "--quiet", "--package", "e2e", "--bin", "e2e"]))?;
    run::must(cargo()?.args(["build", "--quiet", "--package", "fenliu-endpoint", "--features", "s3"]))?;
    Ok(Outcome::one(true, ""))
}

/// The endpoint's own tests over a store.
fn endpoint(store: &Store) -> Result<Outcome> {
    let mut test = cargo()?;
    test.args([
        "test",
        "--package",
        "fenliu-endpoint",
        "--features",
        "s3",
        "--tests",
        "--no-fail-fast",
    ]);
    store.tell(&mut test);
    count::run(&mut test)
}

/// Stories in a browser, over a store.
fn told(store: &Store, engine: Engine, only: &str) -> Result<Outcome> {
    let mut told = stories::command(engine, Some(only))?;
    store.tell(&mut told);
    count::run(&mut told)
}

fn cargo() -> Result<Command> {
    let mut cargo = run::command("cargo");
    toolchain::apply(&mut cargo)?;
    cargo.env_remove("RUSTFLAGS");
    Ok(cargo)
}

/// A new folder for a store's data.
fn folder(name: &str) -> Result<std::path::PathBuf> {
    let folder = place::target().join("s3").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
