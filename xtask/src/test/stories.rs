//! The end-to-end stories (tests/e2e) on the bundled app.
use super::report::Outcome;
use super::{Engine, count};
use crate::setup::{browsers, npm, toolchain};
use crate::{bundle, place, run};
use anyhow::Result;
use std::process::Command;

/// Builds what people get (or, `dev`, the quick build in the same form).
pub fn bundle(dev: bool) -> Result<Outcome> {
    let args = if dev { vec!["--dev".to_owned()] } else { Vec::new() };
    Ok(Outcome::one(bundle::bundle(&args)?, "the bundle was not built"))
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
