//! Building the app with Trunk.
use crate::run;
use crate::setup::{self, toolchain};
use anyhow::Result;
use std::time::Instant;

/// How the two wasm programs are compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Profile `dev`, which the native tests use, so that macros and build scripts are compiled once: quick to build,
    /// large, with checked sums.
    Dev,
    /// Profile `release` with wasm-opt: what people get.
    Release,
}

/// The compiler flags of both programs. Leptos' types grow with the page; erased they compile in a fraction of the
/// time, and the page is a quarter smaller.
pub const FLAGS: &str = "--cfg erase_components";

/// Those of the quick build. The names of functions are two fifths of its bytes, and every start of a browser would read
/// them; a panic names its file and line without them. wasm-bindgen asks the section that is kept what engines may be
/// trusted with. (wasm-opt drops the names of a release.)
pub const QUICK_FLAGS: &str =
    "--cfg erase_components -C link-arg=--strip-all -C link-arg=--keep-section=target_features";

/// Builds page, worker and files into `dist`.
pub fn build(mode: Mode, dist: &std::path::Path) -> Result<()> {
    setup::ensure(&setup::BUILD)?;
    let start = Instant::now();
    let mut trunk = run::command("trunk");
    toolchain::apply(&mut trunk)?;
    trunk.args(["build", "--dist"]).arg(dist);
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true").env_remove("NO_COLOR");
    trunk.env("FENLIU_XTASK", std::env::current_exe()?);
    match mode {
        Mode::Dev => trunk.env("RUSTFLAGS", QUICK_FLAGS),
        Mode::Release => trunk.arg("--release").env("RUSTFLAGS", FLAGS),
    };
    run::must(&mut trunk)?;
    println!("built in {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}
