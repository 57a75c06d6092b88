//! The built app with 100,000 cases beside Dexie and a plain array with the same rows.
use std::time::Instant;

use super::super::*;
use super::law::number;
use super::marks;
use super::memory::{Peak, renderer_megabytes};
use super::table::Figure;

/// Dexie and a plain array, in the bench's own page.
const PEERS: &str = "
  const done = arguments[arguments.length - 1];
  (async () => {
    const rows = await (await fetch('rows.json')).json();
    const put = await peers.dexiePut(rows), open = await peers.dexieOpen(), array = peers.array(rows, arguments[0]);
    return {put, open: open.ms, filter: array.filterMs, sort: array.sortMs, found: array.found};
  })().then(done, e => done({error: String(e)}));";

/// Types a word into the search field and waits until the count of the list is the one wanted.
const SEARCH: &str = "
  const done = arguments[arguments.length - 1], [word, count] = arguments;
  const field = document.querySelector('input[type=search]');
  const start = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, word);
  field.dispatchEvent(new Event('input', {bubbles: true}));
  const look = () => {
    if (counted(count)) done({ms: performance.now() - start});
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
    reopen(&browser, &server, number(&told, "open")?, rows, table).await?;
    search(&browser, number(&told, "found")?, rows, table).await?;
    memory(browser, &server, rows, table).await
}

/// What page and worker take with the book open, in a process of its own, so that nothing of the import is counted.
async fn memory(browser: Browser, server: &Server, rows: u32, table: &mut Table) -> Outcome {
    let browser = browser.kill_and_restart().await?;
    let peak = Peak::watch(browser.profile());
    browser.open(&format!("{}#/cases", server.url())).await?;
    marks::opened(&browser, rows).await?;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let megabytes = |value| Figure {
        unit: "MB",
        ..Figure::ms(value)
    };
    let settled = renderer_megabytes(browser.profile());
    table.line(
        "memory of page and worker with the book open (PSS)",
        megabytes(settled),
        None,
        Some(200.0),
    );
    table.line("its peak while opening", megabytes(peak.end()), None, Some(200.0));
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
    marks::find_nothing(browser).await?;
    e2e::acts::at(browser, "#/import").await?;
    browser.has("input[type=file]").await?;
    marks::watch(browser, false).await?;
    let book = book.canonicalize().map_err(|e| e.to_string())?;
    let (start, peak) = (Instant::now(), Peak::watch(browser.profile()));
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
    let peak = Figure {
        unit: "MB",
        ..Figure::ms(peak.end())
    };
    table.line("peak of memory during the import (PSS)", peak, None, None);
    longest(browser, "longest block of the page's thread during the import", table).await
}

async fn reopen(browser: &Browser, server: &Server, open_ms: f64, rows: u32, table: &mut Table) -> Outcome {
    // The snapshot is written in the background: give it a moment, as a person would.
    tokio::time::sleep(std::time::Duration::from_secs(8)).await;
    let (mut first, mut all, mut block) = (f64::INFINITY, f64::INFINITY, f64::INFINITY);
    for _ in 0..5 {
        browser.open("about:blank").await?;
        browser.open(&format!("{}#/cases", server.url())).await?;
        marks::watch(browser, true).await?;
        let opened = marks::opened(browser, rows).await?;
        first = first.min(opened.first_ms);
        all = all.min(opened.all_ms);
        block = block.min(marks::longest(browser).await?);
    }
    let peer = Some(("Dexie toArray, plain", open_ms));
    let half = open_ms / 2.0;
    table.line(
        "reload to the first row of a case painted",
        Figure::ms(first),
        peer,
        Some(half.min(600.0)),
    );
    table.line(
        "reload until all cases are counted",
        Figure::ms(all),
        peer,
        Some(1000.0),
    );
    table.line(
        "longest block of the page's thread while opening",
        Figure::ms(block),
        None,
        Some(50.0),
    );
    Ok(())
}

async fn search(browser: &Browser, found: f64, rows: u32, table: &mut Table) -> Outcome {
    let mut best = f64::INFINITY;
    marks::watch(browser, false).await?;
    for _ in 0..3 {
        let told = browser
            .script_async(&marks::script(SEARCH), vec![json!(rare(rows)), json!(found)])
            .await?;
        best = best.min(number(&told, "ms")?);
        browser
            .script_async(&marks::script(SEARCH), vec![json!(""), json!(rows)])
            .await?;
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
    table.line(what, Figure::ms(marks::longest(browser).await?), None, Some(50.0));
    Ok(())
}
