//! `test`: everything, in an order that finds cheap mistakes first; says where the time goes.
mod count;
mod fuzz;
mod lint;
mod native;
mod report;
mod s3;
mod sim;
pub(crate) mod stories;
mod wasm;

use crate::setup::{self, Need};
use crate::{flag, option, tidy};
use anyhow::{Context, Result, bail, ensure};
pub use report::Outcome;
use report::Report;

/// A browser engine that tests run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK, the nearest to an iPad that runs here.
    WebKit,
}

impl Engine {
    /// All of them.
    const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// What it needs on this machine.
    fn need(self) -> Need {
        match self {
            Engine::Chromium => Need::Chromium,
            Engine::Firefox => Need::Firefox,
            Engine::WebKit => Need::WebKit,
        }
    }
}

/// The parts that `--only` can choose.
const PARTS: [&str; 7] = ["tidy", "lint", "native", "sim", "fuzz", "wasm", "e2e"];

/// The parts of `--quick`: what is worth asking after every small change.
const QUICK: [&str; 2] = ["tidy", "native"];

/// What was asked for.
struct Plan {
    engines: Vec<Engine>,
    parts: Vec<String>,
    release: bool,
    story: Option<String>,
}

impl Plan {
    fn from_args(args: &[String]) -> Result<Self> {
        let engines = match option(args, "--browsers") {
            Some(list) => list.split(',').map(engine).collect::<Result<_>>()?,
            None => Engine::ALL.to_vec(),
        };
        let only = option(args, "--only").map(|list| list.split(',').map(str::to_owned).collect());
        let usual: &[&str] = if flag(args, "--quick") { &QUICK } else { &PARTS };
        let parts: Vec<String> = only.unwrap_or_else(|| usual.iter().map(|part| (*part).to_owned()).collect());
        for part in &parts {
            ensure!(
                PARTS.contains(&part.as_str()),
                "no part is called {part}; there are {}",
                PARTS.join(", ")
            );
        }
        let story = option(args, "--story").map(str::to_owned);
        Ok(Self {
            engines,
            parts,
            release: flag(args, "--release"),
            story,
        })
    }

    fn wants(&self, part: &str) -> bool {
        self.parts.iter().any(|p| p == part)
    }
}

fn engine(name: &str) -> Result<Engine> {
    match Engine::ALL.into_iter().find(|e| e.name() == name) {
        Some(engine) => Ok(engine),
        None => bail!("no browser is called {name}; there are chromium, firefox and webkit"),
    }
}

/// Runs what `args` ask for; `Ok(false)` if anything failed.
pub fn test(args: &[String]) -> Result<bool> {
    // Compiling everything native writes this program anew: afterwards the system calls the one that runs deleted.
    let xtask = std::env::current_exe().context("no program of its own")?;
    if flag(args, "--s3") {
        let mut report = Report::new();
        s3::steps(&xtask, args, &mut report)?;
        return Ok(report.close());
    }
    let mut plan = Plan::from_args(args)?;
    let mut report = Report::new();
    prepare(&mut plan, &mut report)?;
    if plan.wants("tidy") {
        report.step("tidy", tidy::check);
    }
    if plan.wants("lint") {
        report.step("format", lint::format);
        if plan.release || !plan.wants("e2e") {
            report.step("clippy, browser", lint::clippy_browser);
        }
    }
    if plan.parts.iter().any(|part| part != "tidy") {
        report.step("native build, clippy", lint::build_native);
    }
    // The largest program is compiled alone at the end, on one processor: what needs no other build runs beside it.
    let bundle = plan
        .wants("e2e")
        .then(|| stories::Bundle::begin(&xtask, plan.release))
        .transpose()?;
    if plan.wants("sim") {
        report.step("simulation", sim::run);
    }
    if plan.wants("fuzz") {
        report.step("fuzz", fuzz::run);
    }
    if plan.wants("native") {
        report.step("native tests", native::run);
    }
    if plan.wants("wasm") {
        report.step("wasm tests, build", wasm::build);
        for &engine in &plan.engines {
            report.step(&format!("wasm tests, {}", engine.name()), || wasm::run(engine));
        }
    }
    if let Some(bundle) = bundle {
        report.step("bundle, rest", || bundle.end());
        for &engine in &plan.engines {
            let name = format!("stories, {}", engine.name());
            report.step(&name, || stories::run(engine, plan.story.as_deref(), plan.release));
        }
    }
    Ok(report.close())
}

/// The set-up as the first step. A browser that cannot be had is a failure, and its tests are left out.
fn prepare(plan: &mut Plan, report: &mut Report) -> Result<()> {
    let mut needs = Vec::new();
    if plan.parts.iter().any(|p| p != "tidy") {
        needs.extend(setup::BUILD);
    }
    if plan.wants("wasm") || plan.wants("e2e") {
        needs.extend(plan.engines.iter().map(|e| e.need()));
    }
    if plan.wants("e2e") {
        needs.push(Need::Axe);
    }
    let mut missing = Vec::new();
    report.step("set-up", || {
        missing = setup::ensure_or_list(&needs)?;
        let names: Vec<_> = missing
            .iter()
            .map(|(need, error)| format!("{}: {error:#}", need.name()))
            .collect();
        Ok(Outcome {
            passed: needs.len() - missing.len(),
            failures: names,
            ..Outcome::default()
        })
    });
    let gone = |need: Need| missing.iter().any(|(m, _)| *m == need);
    plan.engines.retain(|e| !gone(e.need()));
    if setup::BUILD.iter().any(|n| gone(*n)) {
        report.close();
        bail!("the tools that build the app cannot be had here: see above");
    }
    Ok(())
}
