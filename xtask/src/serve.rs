//! `serve`: build, serve, rebuild when a source changes. `host`: only serve.
use crate::build::{self, Mode};
use crate::{flag, host, option, place};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// What is watched, relative to the root.
const WATCHED: [&str; 8] = [
    "src",
    "crates",
    "style",
    "public",
    "rules",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
];

/// Builds and serves the app; rebuilds on change.
pub fn serve(args: &[String]) -> Result<bool> {
    let mode = if flag(args, "--release") {
        Mode::Release
    } else {
        Mode::Dev
    };
    let usual = match mode {
        Mode::Dev => "the first time 2 to 4 minutes, later seconds",
        Mode::Release => "the first time 5 to 8 minutes",
    };
    // First, so that a port that is taken is told before the wait.
    let host = host::spawn(&place::dist(), port(args)?)?;
    println!("building the app ({usual}) …");
    build::build(mode, &place::dist())?;
    println!(
        "Fenliu is at http://{} (Ctrl-C ends it; sources are watched)",
        host.address
    );
    let mut seen = newest();
    loop {
        thread::sleep(Duration::from_millis(700));
        let now = newest();
        if now > seen {
            seen = now;
            println!("a source has changed: building …");
            if let Err(error) = build::build(mode, &place::dist()) {
                eprintln!("{error:#}\nstill serving the build before");
            }
        }
    }
}

/// Serves a folder that is already built.
pub fn host(args: &[String]) -> Result<bool> {
    let dist = option(args, "--dist").map_or_else(place::dist, PathBuf::from);
    let host = host::spawn(&dist, port(args)?)?;
    println!("serving {} at http://{}", dist.display(), host.address);
    loop {
        thread::sleep(Duration::from_secs(3600));
    }
}

/// The port asked for.
fn port(args: &[String]) -> Result<u16> {
    let text = option(args, "--port").unwrap_or("8080");
    text.parse().with_context(|| format!("{text} is no port"))
}

/// When the youngest watched file was written.
fn newest() -> SystemTime {
    let root = place::root();
    let times = WATCHED.iter().map(|w| newest_in(&root.join(w)));
    times.max().unwrap_or(SystemTime::UNIX_EPOCH)
}

/// The same for one path.
fn newest_in(path: &Path) -> SystemTime {
    let own = fs::metadata(path).and_then(|m| m.modified());
    let own = own.unwrap_or(SystemTime::UNIX_EPOCH);
    let Ok(entries) = fs::read_dir(path) else {
        return own;
    };
    let inner = entries.flatten().map(|e| newest_in(&e.path()));
    inner.max().map_or(own, |t| t.max(own))
}
