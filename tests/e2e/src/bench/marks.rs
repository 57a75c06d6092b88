//! What the bench waits for on the list of cases, in one place, and that none of it is there in an empty book.
use serde_json::{Value, json};

use super::super::*;
use super::law::number;

/// `row()`: a row of the list that shows a case, or nothing. The row of headings is the first of the table and is none.
const ROW: &str = "
  const row = () => [...document.querySelectorAll('[role=row][aria-rowindex]')].find(e =>
    Number(e.getAttribute('aria-rowindex')) > 1 && e.getClientRects().length > 0 && /（\\d{4}）.+号/.test(e.textContent));";

/// `counted(n)`: whether the list says that it has `n` cases.
const COUNTED: &str = "
  const counted = n => new RegExp('共\\\\s*' + n + '\\\\s*件')
    .test((document.querySelector('main') || document.body).innerText.replace(/,/g, ''));";

/// Milliseconds since the start of the navigation until the first row was painted, and until all cases were counted.
const OPENED: &str = "
  const done = arguments[arguments.length - 1], [count, limit] = arguments;
  let first = null;
  const look = () => {
    const now = performance.now();
    if (first === null && row()) first = now;
    if (first !== null && counted(count)) requestAnimationFrame(() => done({first, all: performance.now()}));
    else if (now > limit) done({error: `after ${limit} ms: first row ${first}`});
    else requestAnimationFrame(look);
  };
  look();";

/// Watches for long blocks of the page's thread that begin from now on, or since the page's start.
const WATCH: &str = "
  const since = arguments[0] ? 0 : performance.now();
  window.longest = 0;
  window.watched?.disconnect();
  window.watched = new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (e.startTime >= since) window.longest = Math.max(window.longest, e.duration);
  });
  window.watched.observe({type: 'longtask', buffered: true});";

/// How long an opened list took.
pub struct Opened {
    /// Until the first row of a case was painted, milliseconds.
    pub first_ms: f64,
    /// Until it was counted, milliseconds.
    pub all_ms: f64,
}

/// A script of the bench with what it looks for.
pub fn script(code: &str) -> String {
    format!("{ROW}{COUNTED}{code}")
}

/// Waits for the first row and for the count.
pub async fn opened(browser: &Browser, count: u32) -> Outcome<Opened> {
    let told = browser
        .script_async(&script(OPENED), vec![json!(count), json!(60_000)])
        .await?;
    Ok(Opened {
        first_ms: number(&told, "first")?,
        all_ms: number(&told, "all")?,
    })
}

/// Fails if the marks find a row or a count in a book without cases: then they would time something else.
pub async fn find_nothing(browser: &Browser) -> Outcome {
    let found = "return {row: !!row(), counted: counted(100000)}";
    let found = browser.script(&script(found), vec![]).await?;
    match found {
        Value::Object(ref marks) if marks.values().all(|mark| mark == &json!(false)) => Ok(()),
        _ => Err(format!("the bench's marks match an empty list: {found}")),
    }
}

/// Begins to watch for long blocks; `from_start` counts those since the page's start as well.
pub async fn watch(browser: &Browser, from_start: bool) -> Outcome {
    browser.script(WATCH, vec![json!(from_start)]).await.map(drop)
}

/// The longest block since it was watched, milliseconds.
pub async fn longest(browser: &Browser) -> Outcome<f64> {
    let told = browser.script("return {longest: window.longest}", vec![]).await?;
    number(&told, "longest")
}
