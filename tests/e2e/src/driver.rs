//! Browsers and their drivers: started on free ports with profiles of their own, killed when dropped.
use std::cell::Cell;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

/// What a story returns: the sentence says what was expected and what was there.
pub type Outcome<T = ()> = Result<T, String>;

/// The folder in a profile where saved files come.
const DOWNLOADS: &str = "saved-files";

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium (Edge, Chrome, most office PCs).
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKit through WebKitGTK's MiniBrowser, the nearest to an iPad that runs here.
    Webkit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::Webkit];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::Webkit => "webkit",
        }
    }

    /// Reads a name.
    pub fn named(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|e| e.name() == name)
            .ok_or_else(|| format!("unknown browser {name}"))
    }

    fn command(self, port: u16) -> Command {
        let mut command = match self {
            Engine::Chromium => Command::new(from_env("CHROMEDRIVER", "chromedriver")),
            Engine::Firefox => Command::new(from_env("GECKODRIVER", "geckodriver")),
            Engine::Webkit => {
                // MiniBrowser has no headless mode: it draws on a virtual screen.
                let mut xvfb = Command::new("xvfb-run");
                xvfb.args(["-a", "-s", "-screen 0 1600x1400x24"]);
                xvfb.arg(from_env("WEBKITDRIVER", "WebKitWebDriver"));
                xvfb.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
                xvfb
            }
        };
        command.arg(format!("--port={port}"));
        command
    }

    fn capabilities(self, profile: &Path) -> Capabilities {
        let downloads = profile.join(DOWNLOADS).display().to_string();
        let profile = profile.display().to_string();
        let value = match self {
            Engine::Chromium => json!({
                "browserName": "chrome",
                "goog:loggingPrefs": {"browser": "ALL"},
                "goog:chromeOptions": {"binary": from_env("CHROMIUM", "/usr/bin/chromium"), "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
                    "--no-first-run", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--lang=zh-CN", "--window-size=1280,900", format!("--user-data-dir={profile}"),
                ], "prefs": {"download.default_directory": downloads, "download.prompt_for_download": false}},
            }),
            Engine::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": from_env("FIREFOX", "/usr/bin/firefox-esr"),
                    "args": ["-headless", "-profile", profile, "--width=1280", "--height=900"],
                    "prefs": {"intl.accept_languages": "zh-CN,zh,en"},
                },
            }),
            Engine::Webkit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": {
                    "binary": from_env("MINIBROWSER", "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"),
                    "args": ["--automation", "--geometry=1280x900"],
                },
            }),
        };
        let mut capabilities = Capabilities::new();
        for (key, value) in value.as_object().into_iter().flatten() {
            let _ = capabilities.set(key.clone(), value.clone());
        }
        capabilities
    }
}

fn from_env(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}

/// A running browser with an own profile.
pub struct Browser {
    /// The session.
    pub session: WebDriver,
    engine: Engine,
    profile: PathBuf,
    driver: Child,
    effort: Cell<Effort>,
}

/// What a person had to do so far. Only the driver's ways to press and type add to it, so none is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Presses: of the mouse or a finger. A list that opens and an entry in it are two, an address that is opened is one.
    pub presses: u32,
    /// Keys: each letter, sign or movement.
    pub keys: u32,
    /// Things done by a script, which no person can: a story that counts does none.
    pub scripts: u32,
}

impl Browser {
    /// Starts a browser on an empty profile.
    pub async fn start(engine: Engine) -> Outcome<Self> {
        let profile = std::env::temp_dir().join(format!("fenliu-e2e-{}-{}", std::process::id(), free_port()?));
        std::fs::create_dir_all(&profile).map_err(|e| e.to_string())?;
        Self::on_profile(engine, profile).await
    }

    async fn on_profile(engine: Engine, profile: PathBuf) -> Outcome<Self> {
        let port = free_port()?;
        let driver = engine
            .command(port)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|e| format!("{} cannot be started: {e}", engine.name()))?;
        let url = format!("http://127.0.0.1:{port}");
        let mut last = String::new();
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
                continue;
            }
            match WebDriver::new(&url, engine.capabilities(&profile)).await {
                Ok(session) => {
                    return Ok(Browser {
                        session,
                        engine,
                        profile,
                        driver,
                        effort: Cell::default(),
                    });
                }
                Err(error) => last = error.to_string(),
            }
            break;
        }
        let mut driver = driver;
        let _ = driver.kill();
        Err(format!("no session with {}: {last}", engine.name()))
    }

    /// Which engine runs.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Where the browser keeps its data.
    pub fn profile(&self) -> &Path {
        &self.profile
    }

    /// Where files come that a page lets one save (Chromium).
    pub fn downloads(&self) -> PathBuf {
        self.profile.join(DOWNLOADS)
    }

    /// Kills every process of the browser at once (SIGKILL), as a dying battery does, and starts it again on what
    /// is left of its profile.
    pub async fn kill_and_restart(mut self) -> Outcome<Self> {
        self.kill_now();
        let profile = std::mem::take(&mut self.profile);
        for lock in [
            "SingletonLock",
            "SingletonCookie",
            "SingletonSocket",
            "lock",
            ".parentlock",
        ] {
            let _ = std::fs::remove_file(profile.join(lock));
        }
        let engine = self.engine;
        drop(self);
        Self::on_profile(engine, profile).await
    }

    /// Ends the browser as a person does, so that it writes out what it holds, and leaves its profile to the caller.
    ///
    /// # Errors
    /// It does not end.
    pub async fn close(mut self) -> Outcome<PathBuf> {
        let profile = std::mem::take(&mut self.profile);
        self.session.clone().quit().await.map_err(|e| e.to_string())?;
        Ok(profile)
    }

    /// SIGKILL to all processes whose command line names this profile.
    pub fn kill_now(&self) {
        let pattern = self.profile.display().to_string();
        let _ = Command::new("pkill").args(["-KILL", "-f", "--", &pattern]).status();
    }

    /// Runs a script whose last argument is a callback, and returns what it is called with.
    ///
    /// # Errors
    /// The script throws, never calls back, or calls back with an `error`.
    pub async fn script_async(&self, code: &str, args: Vec<Value>) -> Outcome<Value> {
        let patience = Duration::from_secs(300);
        self.session
            .set_script_timeout(patience)
            .await
            .map_err(|e| e.to_string())?;
        let returned = self
            .session
            .execute_async(code, args)
            .await
            .map_err(|e| e.to_string())?;
        let value = returned.json().clone();
        match value.get("error") {
            Some(error) => Err(error.to_string()),
            None => Ok(value),
        }
    }

    /// What was done in it so far.
    pub fn effort(&self) -> Effort {
        self.effort.get()
    }

    /// Adds to what was done.
    pub(crate) fn did(&self, presses: u32, keys: u32) {
        let before = self.effort.get();
        self.effort.set(Effort {
            presses: before.presses + presses,
            keys: before.keys + keys,
            ..before
        });
    }

    /// Runs a script in the page for a story and returns its value.
    pub async fn script(&self, code: &str, args: Vec<Value>) -> Outcome<Value> {
        let before = self.effort.get();
        self.effort.set(Effort {
            scripts: before.scripts + 1,
            ..before
        });
        self.run(code, args).await
    }

    /// Runs a script that only looks, or stands for what was counted, and returns its value.
    pub(crate) async fn run(&self, code: &str, args: Vec<Value>) -> Outcome<Value> {
        let returned = self.session.execute(code, args).await.map_err(|e| e.to_string())?;
        Ok(returned.json().clone())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.profile.as_os_str().is_empty() {
            self.kill_now();
            let _ = std::fs::remove_dir_all(&self.profile);
        }
        // The driver leads a process group of its own: its children (virtual screen, browser) go with it.
        let _ = Command::new("kill")
            .args(["-KILL", "--", &format!("-{}", self.driver.id())])
            .status();
        let _ = self.driver.wait();
    }
}

/// A port of loopback that nobody uses now.
///
/// # Errors
/// There is none.
pub fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|e| e.to_string())?;
    Ok(listener.local_addr().map_err(|e| e.to_string())?.port())
}
