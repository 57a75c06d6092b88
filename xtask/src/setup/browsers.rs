//! The browsers of the tests and their drivers: found where systems keep them, fetched by apt.
use super::{cargo_tool, logged};
use crate::{place, run};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::sync::Once;

/// A browser and the driver that speaks WebDriver for it.
pub struct Browser {
    /// The browser's program.
    pub binary: PathBuf,
    /// Its driver.
    pub driver: PathBuf,
}

/// Chromium or Chrome.
pub fn chromium() -> Result<Browser> {
    let binary = first(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
    Ok(Browser {
        binary: binary.context("no Chromium")?,
        driver: first(&["chromedriver"]).context("no chromedriver")?,
    })
}

/// Firefox.
pub fn firefox() -> Result<Browser> {
    let own = place::tool_bin("geckodriver").join("geckodriver");
    let driver = if own.is_file() {
        Some(own)
    } else {
        first(&["geckodriver"])
    };
    Ok(Browser {
        binary: first(&["firefox-esr", "firefox"]).context("no Firefox")?,
        driver: driver.context("no geckodriver")?,
    })
}

/// WebKitGTK's small browser; it needs a display, so Xvfb too.
pub fn webkit() -> Result<Browser> {
    first(&["Xvfb"]).context("no Xvfb")?;
    Ok(Browser {
        binary: minibrowser().context("no MiniBrowser")?,
        driver: first(&["WebKitWebDriver"]).context("no WebKitWebDriver")?,
    })
}

/// MiniBrowser hides in the library's folder.
fn minibrowser() -> Option<PathBuf> {
    let libraries = ["/usr/lib", "/usr/lib64", "/usr/libexec"].map(PathBuf::from);
    let inner = std::fs::read_dir("/usr/lib").ok()?.flatten().map(|e| e.path());
    let folders = libraries.into_iter().chain(inner);
    let mut all = folders.flat_map(|f| ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"].map(|v| f.join(v)));
    all.find_map(|f| Some(f.join("MiniBrowser")).filter(|b| b.is_file()))
}

/// The first of `programs` that is on PATH.
fn first(programs: &[&str]) -> Option<PathBuf> {
    programs.iter().find_map(|p| place::on_path(p))
}

/// Fetches Chromium, its driver and Chinese fonts.
pub fn fetch_chromium() -> Result<()> {
    apt(&["chromium", "chromium-driver", "fonts-noto-cjk"])
}

/// Fetches Firefox, and builds geckodriver, which Debian has not.
pub fn fetch_firefox() -> Result<()> {
    if first(&["firefox-esr", "firefox"]).is_none() {
        apt(&["firefox-esr"])?;
    }
    if cargo_tool::GECKODRIVER.is_there()? {
        Ok(())
    } else {
        cargo_tool::GECKODRIVER.fetch()
    }
}

/// Fetches WebKitGTK's driver (with MiniBrowser) and the virtual display.
pub fn fetch_webkit() -> Result<()> {
    apt(&["webkit2gtk-driver", "xvfb", "xauth"])
}

/// Installs Debian packages; says how where it cannot.
pub fn apt(packages: &[&str]) -> Result<()> {
    static FRESH: Once = Once::new();
    let list = packages.join(" ");
    if place::on_path("apt-get").is_none() {
        bail!("no apt here: install with this system's package manager what Debian calls {list}");
    }
    if !is_root() {
        bail!("needs root: sudo apt-get install --no-install-recommends {list}");
    }
    FRESH.call_once(|| {
        // Stale lists still serve when the update fails.
        let _ = logged("apt-update", run::command("apt-get").args(["update", "-qq"]));
    });
    let mut install = run::command("apt-get");
    install
        .args(["install", "-y", "--no-install-recommends"])
        .args(packages);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    logged(&format!("apt-{}", packages.first().unwrap_or(&"")), &mut install)
}

/// Whether this process may install packages.
fn is_root() -> bool {
    run::text(run::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
