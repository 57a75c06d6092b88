//! Tests that run as wasm in a browser: what the store asks of IndexedDB, locks and channels.
use super::lint::through_clippy;
use super::report::Outcome;
use super::{Engine, count};
use crate::build::QUICK_FLAGS;
use crate::setup::{browsers, toolchain};
use crate::{place, run};
use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// Compiles them once for all browsers.
pub fn build() -> Result<Outcome> {
    run::must(cargo()?.arg("--no-run"))?;
    Ok(Outcome::one(true, ""))
}

/// Runs them in one browser.
pub fn run(engine: Engine) -> Result<Outcome> {
    let mut test = cargo()?;
    test.arg("--no-fail-fast").env("WASM_BINDGEN_TEST_TIMEOUT", "240");
    // The runner takes the first driver it finds a variable for.
    for variable in ["CHROMEDRIVER", "GECKODRIVER", "SAFARIDRIVER", "MSEDGEDRIVER"] {
        test.env_remove(variable).env_remove(format!("{variable}_REMOTE"));
    }
    let _display = match engine {
        Engine::Chromium => {
            let browser = browsers::chromium()?;
            test.env("CHROMEDRIVER", browser.driver);
            test.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", place::root().join("webdriver.json"));
            None
        }
        Engine::Firefox => {
            let browser = browsers::firefox()?;
            test.env("GECKODRIVER", browser.driver);
            test.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", firefox_options(&browser.binary)?);
            None
        }
        Engine::WebKit => {
            // WebKitGTK's driver speaks as Safari's does, and starts MiniBrowser when asked for nothing special.
            let display = Display::start()?;
            test.env("SAFARIDRIVER", browsers::webkit()?.driver);
            test.env("DISPLAY", &display.name)
                .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
            Some(display)
        }
    };
    let outcome = count::run(&mut test)?;
    ensure!(outcome.passed + outcome.failures.len() > 0, "no test ran");
    Ok(outcome)
}

/// `cargo test` over the browser tests: those of the store, the one part with its own words to a browser. They stand with
/// their crate, so that nothing else is compiled for them.
fn cargo() -> Result<Command> {
    let mut test = run::command("cargo");
    toolchain::apply(&mut test)?;
    test.args([
        "test",
        "--package",
        "store",
        "--target",
        toolchain::TARGET,
        "--test",
        "browser",
    ]);
    // The profile of the native tests, so that macros and build scripts are not compiled a second time.
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    // Flags of the quick build, so that libraries of both are compiled once.
    through_clippy(&mut test).env("RUSTFLAGS", QUICK_FLAGS);
    Ok(test)
}

/// Capabilities that name Firefox's program, which Debian calls `firefox-esr`.
fn firefox_options(binary: &std::path::Path) -> Result<PathBuf> {
    let options = serde_json::json!({"moz:firefoxOptions": {"binary": binary}});
    let path = place::root().join("target/firefox.json");
    std::fs::write(&path, options.to_string())?;
    Ok(path)
}

/// A virtual display, gone when dropped.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts Xvfb on a free number, which it tells on its standard output.
    fn start() -> Result<Self> {
        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
        let mut server = xvfb
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start Xvfb")?;
        let mut number = String::new();
        let stdout = server.stdout.take().context("Xvfb has no output")?;
        BufReader::new(stdout).read_line(&mut number)?;
        ensure!(!number.trim().is_empty(), "Xvfb did not start");
        Ok(Display {
            server,
            name: format!(":{}", number.trim()),
        })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // It may be gone already; then there is nothing to end.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
