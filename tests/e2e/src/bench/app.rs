//! The built app with 100,000 cases beside Dexie and a plain array with the same rows.
use std::time::Instant;

use super::super::*;
use super::law::number;
use super::table::Figure;

/// Dexie and a plain array, in the bench's own page.
const PEERS: &str = "
  const done = arguments[arguments.length - 1];
  (async () => {
    const rows = await (await fetch('rows.json')).json();
    const put = await peers.dexiePut(rows), open = await peers.dexieOpen(), array = peers.array(rows, arguments[0]);
    return {put, open: open.ms, filter: array.filterMs, sort: array.sortMs, found: array.found};
  })().then(done, e => done({error: String(e)}));";

/// Watches for long blocks of the page's thread from now on.
const WATCH: &str = "
  window.longest = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) window.longest = Math.max(window.longest, e.duration); })
    .observe({type: 'longtask', buffered: true});";

/// Milliseconds from the start of the navigation until the first row of the list is painted.
const FIRST_ROW: &str = "
  const done = arguments[arguments.length - 1];
  const look = () => {
    const row = [...document.querySelectorAll('[role=row], tbody tr')].find(e => /号/.test(e.textContent));
    row ? requestAnimationFrame(() => done({ms: performance.now()})) : requestAnimationFrame(look);
  };
  look();";

/// Types a word into the search field and waits until the count of the list is the one wanted.
const SEARCH: &str = "
  const done = arguments[arguments.length - 1], [word, count] = arguments;
  const field = document.querySelector('input[type=search]');
  const wanted = new RegExp('共\\\\s*' + count + '\\\\s*件');
  const start = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, word);
  field.dispatchEvent(new Event('input', {bubbles: true}));
  const look = () => {
    if (wanted.test(document.body.innerText.replace(/,/g, ''))) done({ms: performance.now() - start});
    else if (performance.now() - start > 20000) done({error: 'the list never counted ' + count});
    else requestAnimationFrame(look);
  };
  look();";

/// A number that few rows have and no other contains.
fn rare(rows: u32) -> String {
    format!("豫14执{}号", (rows / 4).saturating_sub(1).max(1))
}

/// Measures the app half.
pub async fn measure(dist: &Path, peers: &Path, book: &Path, rows: u32, table: &mut Table) -> Outcome {
    let told = peers_figures(peers, &rare(rows)).await?;
    let server = Server::start(dist).map_err(|e| e.to_string())?;
    let browser = Browser::start(Engine::Chromium).await?;
    import(&browser, &server, book, rows, number(&told, "put")?, table).await?;
    reopen(&browser, &server, number(&told, "open")?, table).await?;
    search(&browser, number(&told, "found")?, rows, table).await?;
    // A new process, so that nothing of the import is counted.
    let browser = browser.kill_and_restart().await?;
    browser.open(&format!("{}#/cases", server.url())).await?;
    browser.script_async(FIRST_ROW, vec![]).await?;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let memory = renderer_megabytes(browser.profile())?;
    table.line(
        "memory of page and worker with the book open",
        Figure {
            unit: "MB",
            ..Figure::ms(memory)
        },
        None,
        Some(300.0),
    );
    Ok(())
}

async fn peers_figures(peers: &Path, rare: &str) -> Outcome<Value> {
    let server = Server::start(peers).map_err(|e| e.to_string())?;
    let browser = Browser::start(Engine::Chromium).await?;
    browser.open(&server.url()).await?;
    browser.wait_for("the peers", "return !!window.peers", vec![]).await?;
    browser.script_async(PEERS, vec![json!(rare)]).await
}

async fn import(browser: &Browser, server: &Server, book: &Path, rows: u32, put_ms: f64, table: &mut Table) -> Outcome {
    browser.open(&format!("{}#/cases", server.url())).await?;
    e2e::acts::begin(browser, None).await?;
    e2e::acts::at(browser, "#/import").await?;
    browser.has("input[type=file]").await?;
    browser.script(WATCH, vec![]).await?;
    let book = book.canonicalize().map_err(|e| e.to_string())?;
    let start = Instant::now();
    browser.give_file("选择文件", &book).await?;
    browser.press(&format!("导入 {rows} 件")).await?;
    let read = start.elapsed();
    browser.sees("已存入本机").await?;
    let all = start.elapsed();
    let store_ms = (all - read).as_secs_f64() * 1000.0;
    table.line(
        "import of the workbook: read, check, preview",
        Figure::ms(read.as_secs_f64() * 1000.0),
        None,
        None,
    );
    table.line(
        "import: fold, pack, store durably (budget: a quarter of Dexie)",
        Figure::ms(store_ms),
        Some(("Dexie bulkPut", put_ms)),
        Some(put_ms / 4.0),
    );
    table.line(
        "import from the file, durable, in all",
        Figure::ms(all.as_secs_f64() * 1000.0),
        None,
        Some(5000.0),
    );
    longest(browser, "longest block of the page's thread during the import", table).await
}

async fn reopen(browser: &Browser, server: &Server, open_ms: f64, table: &mut Table) -> Outcome {
    // The snapshot is written in the background: give it a moment, as a person would.
    tokio::time::sleep(std::time::Duration::from_secs(8)).await;
    let mut best = f64::INFINITY;
    for _ in 0..3 {
        browser.open("about:blank").await?;
        browser.open(&format!("{}#/cases", server.url())).await?;
        browser.script(WATCH, vec![]).await?;
        best = best.min(number(&browser.script_async(FIRST_ROW, vec![]).await?, "ms")?);
    }
    table.line(
        "reload to the list: open all sealed cases, paint",
        Figure::ms(best),
        Some(("Dexie toArray, plain", open_ms)),
        Some(1000f64.min(open_ms / 2.0)),
    );
    longest(browser, "longest block of the page's thread while opening", table).await
}

async fn search(browser: &Browser, found: f64, rows: u32, table: &mut Table) -> Outcome {
    let mut best = f64::INFINITY;
    browser.script("window.longest = 0", vec![]).await?;
    for _ in 0..3 {
        let told = browser
            .script_async(SEARCH, vec![json!(rare(rows)), json!(found)])
            .await?;
        best = best.min(number(&told, "ms")?);
        browser.script_async(SEARCH, vec![json!(""), json!(rows)]).await?;
    }
    table.line(
        "search, from the keystroke to the painted list (with the field's own pause)",
        Figure::ms(best),
        None,
        None,
    );
    longest(browser, "longest block of the page's thread while searching", table).await
}

async fn longest(browser: &Browser, what: &str, table: &mut Table) -> Outcome {
    let ms = browser
        .script("return window.longest", vec![])
        .await?
        .as_f64()
        .unwrap_or(0.0);
    table.line(what, Figure::ms(ms), None, Some(50.0));
    Ok(())
}

/// Resident memory of the browser's largest renderer process: page and worker live in it.
fn renderer_megabytes(profile: &Path) -> Outcome<f64> {
    let profile = profile.display().to_string();
    let mut largest = 0.0f64;
    for entry in std::fs::read_dir("/proc").map_err(|e| e.to_string())?.flatten() {
        let command = std::fs::read_to_string(entry.path().join("cmdline")).unwrap_or_default();
        if !command.contains("--type=renderer") || !command.contains(&profile) {
            continue;
        }
        let status = std::fs::read_to_string(entry.path().join("status")).unwrap_or_default();
        let kilobytes = status
            .lines()
            .find_map(|l| l.strip_prefix("VmRSS:"))
            .and_then(|l| l.trim().split(' ').next()?.parse::<f64>().ok());
        largest = largest.max(kilobytes.unwrap_or(0.0) / 1024.0);
    }
    Ok(largest)
}
