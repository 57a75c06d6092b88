//! `bundle`: what people get. `dist/` for any static host, `dist/fenliu.html` for a disk or USB stick.
use crate::build::{self, Mode};
use crate::{flag, onefile, option, place, sizes};
use anyhow::Result;
use std::path::PathBuf;

/// Builds both and prints their sizes. `--dev` takes the quick build, for trying the bundling itself.
pub fn bundle(args: &[String]) -> Result<bool> {
    let dist = option(args, "--dist").map_or_else(place::dist, PathBuf::from);
    let mode = if flag(args, "--dev") { Mode::Dev } else { Mode::Release };
    build::build(mode, &dist)?;
    let bytes = onefile::write(&dist)?;
    println!(
        "{}: {} bytes, opens by double click",
        dist.join("fenliu.html").display(),
        bytes
    );
    sizes::print(&dist)?;
    Ok(true)
}
