//! PouchDB in a browser, pulling the same rows from a CouchDB-compatible server on loopback (express-pouchdb).
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::super::*;
use super::law::number;

/// What a pull took.
pub struct Pulled {
    /// Milliseconds.
    pub ms: f64,
    /// Bytes the server sent.
    pub bytes: f64,
}

const PULL: &str = "
  const done = arguments[arguments.length - 1], [url, into] = arguments;
  peers.pouchPull(url + '/db/cases', into).then(done, e => done({error: String(e)}));";

/// Asks the server, past the page.
const ASK: &str = "
  const done = arguments[arguments.length - 1], [url, method] = arguments;
  fetch(url, {method}).then(r => r.json()).then(done, e => done({error: String(e)}));";

struct Couch {
    process: Child,
    url: String,
}

impl Couch {
    /// Starts it on the rows of the bench; returns when it holds them all.
    fn start(peers: &Path) -> Outcome<Couch> {
        let folder = peers.join("couch");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        let folder = folder.canonicalize().map_err(|e| e.to_string())?;
        let mut node = Command::new("node");
        node.current_dir(peers.join("npm"))
            .args(["couch.js", "../rows.json"])
            .arg(folder);
        let process = node
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| format!("node cannot be started: {e}"))?;
        let mut couch = Couch {
            process,
            url: String::new(),
        };
        let mut line = String::new();
        let stdout = couch.process.stdout.take().ok_or("node has no output")?;
        BufReader::new(stdout).read_line(&mut line).map_err(|e| e.to_string())?;
        let port: u16 = line
            .trim()
            .parse()
            .map_err(|_| format!("the server says “{}”", line.trim()))?;
        couch.url = format!("http://127.0.0.1:{port}");
        Ok(couch)
    }

    /// Asks it, past the peer.
    async fn ask(&self, browser: &Browser, path: &str, method: &str) -> Outcome<Value> {
        let url = format!("{}/{path}", self.url);
        browser.script_async(ASK, vec![json!(url), json!(method)]).await
    }
}

impl Drop for Couch {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What PouchDB took.
pub struct Pulls {
    /// All rows, compressed on the way.
    pub all: Pulled,
    /// A day's changes (a hundredth of the rows), compressed.
    pub day: Pulled,
    /// All rows once more into another database, uncompressed.
    pub plain: Pulled,
}

/// A new device pulls all rows, then a day's changes; then another all of it, uncompressed.
///
/// # Errors
/// The peer does not work here, or not every row arrived.
pub async fn measure(peers: &Path, rows: u32) -> Outcome<Pulls> {
    let couch = Couch::start(peers)?;
    let browser = Browser::start(Engine::Chromium).await?;
    browser.open(&format!("{}/page/index.html", couch.url)).await?;
    browser.wait_for("the peers", "return !!window.peers", vec![]).await?;
    let all = pull(&browser, &couch, "first", rows).await?;
    let changed = number(&couch.ask(&browser, "_day", "POST").await?, "changed")?;
    let day = pull(&browser, &couch, "first", changed as u32).await?;
    couch.ask(&browser, "_plain", "POST").await?;
    let plain = pull(&browser, &couch, "second", rows).await?;
    Ok(Pulls { all, day, plain })
}

async fn pull(browser: &Browser, couch: &Couch, into: &str, rows: u32) -> Outcome<Pulled> {
    let before = number(&couch.ask(browser, "_bytes", "GET").await?, "sent")?;
    let told = browser.script_async(PULL, vec![json!(couch.url), json!(into)]).await?;
    if number(&told, "rows")? < f64::from(rows) {
        return Err(format!("PouchDB pulled {told} of {rows} rows"));
    }
    Ok(Pulled {
        ms: number(&told, "ms")?,
        bytes: number(&couch.ask(browser, "_bytes", "GET").await?, "sent")? - before,
    })
}
