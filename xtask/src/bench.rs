//! `bench`: a release build in headless Chromium beside its peers from npm, in one run; then natively.
use crate::build::{self, Mode};
use crate::setup::{self, Need, browsers, logged, toolchain};
use crate::{flag, option, place, run};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// What wasm-opt may use; the same as for the app (index.html).
const OPT: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Measures and prints ratios and budgets. `--rows N` for another size, `--part law,seals,app,shared`, `--built` to take `dist` as it is,
/// `--native` for the native part as well.
pub fn bench(args: &[String]) -> Result<bool> {
    setup::ensure(&setup::BUILD)?;
    setup::ensure(&[Need::Chromium])?;
    if !flag(args, "--built") {
        build::build(Mode::Release, &place::dist())?;
    }
    let peers = place::root().join("target/bench");
    fs::create_dir_all(&peers)?;
    law(&peers)?;
    bundle_peers(&peers)?;
    let endpoint = endpoint()?;
    let mut bench = cargo()?;
    bench.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "e2e",
        "--bin",
        "bench",
        "--",
        "--dist",
    ]);
    bench.arg(place::dist()).arg("--peers").arg(&peers);
    for name in ["--rows", "--part"] {
        if let Some(value) = option(args, name) {
            bench.args([name, value]);
        }
    }
    let browser = browsers::chromium()?;
    bench
        .env("FENLIU_ENDPOINT", endpoint)
        .env("CHROMIUM", browser.binary)
        .env("CHROMEDRIVER", browser.driver);
    run::must(&mut bench)?;
    if flag(args, "--native") {
        run::must(cargo()?.args(["bench", "--bench", "law", "--bench", "registers"]))?;
    }
    Ok(true)
}

/// Fenliu's law as a module of the bench's page.
fn law(into: &Path) -> Result<()> {
    let mut build = cargo()?;
    build.args([
        "build",
        "--release",
        "--package",
        "bench-wasm",
        "--target",
        toolchain::TARGET,
    ]);
    run::must(&mut build)?;
    let wasm = place::target().join(toolchain::TARGET).join("release/bench_wasm.wasm");
    let mut bindgen = run::command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", "bench", "--out-dir"]);
    run::must(bindgen.arg(into).arg(wasm))?;
    let program = into.join("bench_bg.wasm");
    run::must(run::command("wasm-opt").args(OPT).arg(&program).arg("-o").arg(&program))
}

/// The endpoint two devices share through, as it is hosted. Its path.
fn endpoint() -> Result<PathBuf> {
    let mut build = cargo()?;
    build.args(["build", "--quiet", "--profile", "server"]);
    run::must(build.args(["--package", "fenliu-endpoint", "--bin", "fenliu-endpoint"]))?;
    Ok(place::target().join("server/fenliu-endpoint"))
}

/// The peers from npm in one file, of exactly the versions in tests/bench/package.json.
fn bundle_peers(into: &Path) -> Result<()> {
    let source = place::root().join("tests/bench");
    let work = into.join("npm");
    fs::create_dir_all(&work)?;
    for name in ["package.json", "peers.js", "seals.js", "couch.js"] {
        fs::copy(source.join(name), work.join(name)).with_context(|| format!("no tests/bench/{name}"))?;
    }
    fs::copy(source.join("index.html"), into.join("index.html"))?;
    let mut npm = run::command("npm");
    logged(
        "peers",
        npm.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&work),
    )?;
    let mut esbuild = run::command(&work.join("node_modules/.bin/esbuild").to_string_lossy());
    esbuild.current_dir(&work).args([
        "peers.js",
        "--bundle",
        "--format=esm",
        "--minify",
        "--log-level=warning",
    ]);
    run::must(esbuild.arg(format!("--outfile={}", into.join("peers.bundle.js").display())))
}

fn cargo() -> Result<std::process::Command> {
    let mut cargo = run::command("cargo");
    toolchain::apply(&mut cargo)?;
    cargo.env_remove("RUSTFLAGS");
    Ok(cargo)
}
