//! The end-to-end stories (tests/e2e) on the bundled app.
use super::report::Outcome;
use super::{Engine, count};
use crate::setup::{browsers, npm, toolchain};
use crate::{place, run};
use anyhow::{Context, Result};
use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::Instant;

/// What people get, built beside other steps; its output is shown when it is done.
pub struct Bundle {
    child: Child,
    log: PathBuf,
    start: Instant,
}

impl Bundle {
    /// Begins to build what people get (or, `dev`, the quick build in the same form).
    pub fn begin(dev: bool) -> Result<Self> {
        let log = place::target().join("bundle.log");
        let out = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let mut build = Command::new(std::env::current_exe()?);
        build.arg("bundle").args(dev.then_some("--dev"));
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

/// Builds the program that tells the stories.
pub fn build() -> Result<Outcome> {
    let mut build = cargo()?;
    build.args(["build", "--quiet", "--package", "e2e", "--bin", "e2e"]);
    // Devices of the stories share through it.
    run::must(build.args(["--package", "fenliu-endpoint", "--bin", "fenliu-endpoint"]))?;
    Ok(Outcome::one(true, ""))
}

/// Tells the stories in one browser.
pub fn run(engine: Engine, story: Option<&str>) -> Result<Outcome> {
    count::run(&mut command(engine, story)?)
}

/// The program that tells the stories in one browser; `story` names some by parts of their names, with commas.
pub fn command(engine: Engine, story: Option<&str>) -> Result<Command> {
    let mut stories = cargo()?;
    stories.args(["run", "--quiet", "--package", "e2e", "--bin", "e2e", "--"]);
    stories.args(["--browsers", engine.name(), "--dist"]).arg(place::dist());
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

fn cargo() -> Result<Command> {
    let mut cargo = run::command("cargo");
    toolchain::apply(&mut cargo)?;
    cargo.env_remove("RUSTFLAGS");
    Ok(cargo)
}
