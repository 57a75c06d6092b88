//! `bundle`: what people get, and whether a first visit keeps within its budget. `dist/` for any static host, `dist/fenliu.html` for a disk or USB stick.
use crate::build::{self, Mode};
use crate::{flag, onefile, option, place, sizes};
use anyhow::Result;
use std::path::PathBuf;

/// Builds both, prints their sizes and holds them to the budget. `--dev` takes the quick build, for trying the bundling itself.
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
    if mode == Mode::Dev {
        // The sizes of the quick build say nothing.
        return Ok(true);
    }
    let fits = sizes::print(&dist)?;
    if !fits {
        eprintln!("the first load is over its budget");
    }
    Ok(fits)
}
