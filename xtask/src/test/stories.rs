//! The end-to-end stories (tests/e2e) on the bundled app.
use super::lint::with_clippy;
use super::report::Outcome;
use super::{Engine, count};
use crate::setup::{browsers, npm, toolchain};
use crate::{place, run};
use anyhow::{Context, Result};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Instant;

/// The app the stories are told on, built beside other steps; its output is shown when it is done.
pub struct Bundle {
    child: Child,
    log: PathBuf,
    start: Instant,
}

impl Bundle {
    /// Begins to make the quick build, read by clippy on the way; or, `release`, what people get. `xtask` is this program.
    pub fn begin(xtask: &Path, release: bool) -> Result<Self> {
        let log = place::target().join("bundle.log");
        let out = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let mut build = Command::new(xtask);
        build.arg("bundle");
        if !release {
            with_clippy(build.arg("--dev"));
        }
        build.stdout(out.try_clone()?).stderr(out);
        Ok(Bundle {
            child: build.spawn().context("cannot start the bundle")?,
            log,
            start: Instant::now(),
        })
    }

    /// Waits for it.
    pub fn end(mut self) -> Result<Outcome> {
        let status = self.child.wait()?;
        println!("{}", std::fs::read_to_string(&self.log)?);
        println!("the bundle took {} s in all", self.start.elapsed().as_secs());
        Ok(Outcome::one(status.success(), "the bundle was not built"))
    }
}

impl Drop for Bundle {
    /// A run that ends early leaves no build behind.
    fn drop(&mut self) {
        // Ended already: then there is nothing to end.
        drop(self.child.kill());
    }
}

/// Builds what tells them, where not everything native is built anyway.
pub fn build() -> Result<()> {
    let mut build = run::command("cargo");
    toolchain::apply(&mut build)?;
    build.args([
        "build",
        "--quiet",
        "--package",
        "e2e",
        "--package",
        "fenliu-endpoint",
        "--bins",
    ]);
    // Devices of the stories share through the endpoint.
    run::must(build.env_remove("RUSTFLAGS"))
}

/// Stories told at once, where there are as many processors.
const AT_ONCE: usize = 2;

/// Tells the stories in one browser; `everywhere`: also those that one engine is enough for.
pub fn run(engine: Engine, story: Option<&str>, everywhere: bool) -> Result<Outcome> {
    let mut stories = command(engine, story)?;
    stories.args(everywhere.then_some("--everywhere"));
    count::run(&mut stories)
}

/// The program that tells the stories in one browser; `story` names some by parts of their names, with commas.
pub fn command(engine: Engine, story: Option<&str>) -> Result<Command> {
    // Compiled with everything native.
    let mut stories = run::command(&place::target().join("debug/e2e").to_string_lossy());
    stories.args(["--browsers", engine.name(), "--dist"]).arg(place::dist());
    // A story waits for pages and drivers half of its time.
    let at_once = match engine {
        // Its driver loses pages and presses when two are told.
        Engine::WebKit => 1,
        _ => std::thread::available_parallelism().map_or(1, |cores| cores.get().min(AT_ONCE)),
    };
    stories.args(["--at-once", &at_once.to_string()]);
    if let Some(story) = story {
        stories.args(["--story", story]);
    }
    stories.env("FENLIU_DIST", place::dist());
    stories.env("FENLIU_ENDPOINT", place::target().join("debug/fenliu-endpoint"));
    stories.env("FENLIU_AXE", npm::AXE.folder().join("axe.min.js"));
    programs(&mut stories);
    Ok(stories)
}

/// Tells the stories' program where browsers and drivers are.
fn programs(command: &mut Command) {
    let found = [
        ("CHROMIUM", "CHROMEDRIVER", browsers::chromium()),
        ("FIREFOX", "GECKODRIVER", browsers::firefox()),
        ("MINIBROWSER", "WEBKITDRIVER", browsers::webkit()),
    ];
    for (binary, driver, browser) in found {
        if let Ok(browser) = browser {
            command.env(binary, browser.binary).env(driver, browser.driver);
        }
    }
}
