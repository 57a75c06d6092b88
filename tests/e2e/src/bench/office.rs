//! Two devices of an office in the real app: one has all the cases, a new one joins, and a day later gets what changed.
use std::time::Duration;

use e2e::acts;
use e2e::counted::Counted;
use e2e::endpoint::Endpoint;

use super::super::*;
use super::couch::Pulled;
use super::law::number;
use super::marks;

/// Who changed the cases of the day: a surname no row has.
const CHANGED_BY: &str = "余某";
/// Who joins.
const OTHER: &str = "李某";
/// How long a large book may take.
const LONG: Duration = Duration::from_secs(280);
/// Everything of this device's own is in the store, and all of others' is here.
const SETTLED: &str = "
  const text = document.body.innerText.replace(/\\s+/g, ' ');
  return text.includes('已全部交换') && text.includes('在本机 0 笔');";

/// Presses the button to join, goes to the list as soon as there is one, and waits for its first row, then for all.
const JOIN: &str = "
  const done = arguments[arguments.length - 1], rows = arguments[0];
  const press = [...document.querySelectorAll('button[type=submit]')].find(e => e.textContent.trim() === '加入');
  const start = performance.now();
  let first = null;
  press.click();
  const look = () => {
    const now = performance.now() - start;
    if (location.hash === '#/sync') location.hash = '#/cases';
    // What was found in one frame is painted before the next.
    if (first === null && row()) requestAnimationFrame(() => { first ??= performance.now() - start; });
    if (first !== null && counted(rows)) done({first, all: now});
    else if (now > 280000) done({error: 'not all cases came: ' + document.body.innerText.slice(0, 600)});
    else requestAnimationFrame(look);
  };
  look();";

/// Presses for an exchange while the page tells of trouble, and waits until everything is exchanged.
const CATCH_UP: &str = "
  const done = arguments[arguments.length - 1], settled = () => document.body.innerText.includes('已全部交换');
  if (settled()) return done({error: 'caught up before it was asked to'});
  const start = performance.now();
  [...document.querySelectorAll('button')].find(e => e.textContent.trim() === '立即同步').click();
  const look = () => {
    const ms = performance.now() - start;
    if (settled()) done({ms});
    else if (ms > 280000) done({error: 'not exchanged: ' + document.body.innerText.slice(0, 600)});
    else requestAnimationFrame(look);
  };
  look();";

/// What a new device took: until the first rows, until all.
pub struct Joined {
    /// Milliseconds from the press until the first row of the list is painted.
    pub first_ms: f64,
    /// All rows: milliseconds from the press, and bytes.
    pub all: Pulled,
}

/// Two browsers, the endpoint, and the new device's own way to it.
struct Office {
    server: Server,
    endpoint: Endpoint,
    way: Counted,
    one: Browser,
}

/// Fills one device, lets another join, changes a hundredth of the cases on the first, and lets the second catch up.
///
/// # Errors
/// Something did not work, or not every case arrived.
pub async fn measure(dist: &Path, peers: &Path, book: &Path, rows: u32) -> Outcome<(Joined, Pulled)> {
    let endpoint = Endpoint::start().await?;
    let office = Office {
        server: Server::start(dist).map_err(|e| e.to_string())?,
        way: Counted::start(endpoint.port()).map_err(|e| e.to_string())?,
        endpoint,
        one: Browser::start(Engine::Chromium).await?,
    };
    let link = office.fill(book, rows).await?;
    let (two, joined) = office.join(&link, rows).await?;
    let day = office.day(&two, &a_day(peers, rows)?).await?;
    Ok((joined, day))
}

/// The workbook of a day: every hundredth row with another handler, as couch.js changes them. Its path, and how many.
fn a_day(peers: &Path, rows: u32) -> Outcome<(PathBuf, usize)> {
    let mut changed: Vec<_> = rows::rows(rows).into_iter().step_by(100).collect();
    for row in &mut changed {
        row["handler"] = json!(CHANGED_BY);
    }
    let path = peers.join("day.xlsx");
    write(&path, &rows::workbook(&changed).map_err(|e| e.to_string())?)?;
    Ok((path, changed.len()))
}

impl Office {
    async fn open(&self, page: &Browser, route: &str) -> Outcome {
        page.open(&format!("{}{route}", self.server.url())).await
    }

    /// One device imports all rows, shares them and invites; then it goes on by the endpoint's own address, so that only
    /// the new device is on the counted way, and is closed. The link.
    async fn fill(&self, book: &Path, rows: u32) -> Outcome<String> {
        let one = &self.one;
        self.open(one, "#/cases").await?;
        acts::begin(one, None).await?;
        import(one, book, rows as usize).await?;
        acts::at(one, "#/sync").await?;
        acts::share(one, &self.way.url(), LONG).await?;
        acts::at(one, "#/people").await?;
        let link = acts::invite(one, OTHER).await?;
        settled(one).await?;
        one.write("地址", &self.endpoint.url()).await?;
        one.press("开始共享").await?;
        let set = "return [...document.querySelectorAll('button')].some(e => e.textContent.trim() === '停止共享' && !e.disabled)";
        one.wait_for("the endpoint's own address", set, vec![]).await?;
        one.open("about:blank").await?;
        Ok(link)
    }

    /// A new device joins.
    async fn join(&self, link: &str, rows: u32) -> Outcome<(Browser, Joined)> {
        let two = Browser::start(Engine::Chromium).await?;
        two.open(link).await?;
        two.sees("已收到邀请链接").await?;
        acts::choose_lock(&two, None).await?;
        let before = self.way.bytes();
        let told = two.script_async(&marks::script(JOIN), vec![json!(rows)]).await?;
        settled(&two).await?;
        let joined = Joined {
            first_ms: number(&told, "first")?,
            all: Pulled {
                ms: number(&told, "all")?,
                bytes: (self.way.bytes() - before) as f64,
            },
        };
        Ok((two, joined))
    }

    /// While the second device is cut off, the first changes cases and is closed; then the second catches up.
    async fn day(&self, two: &Browser, (book, changed): &(PathBuf, usize)) -> Outcome<Pulled> {
        self.way.set_open(false);
        let cut = "return !document.body.innerText.includes('已全部交换')";
        two.wait_within(LONG, "word of the cut", cut, vec![]).await?;
        self.open(&self.one, "#/import").await?;
        import(&self.one, book, *changed).await?;
        settled(&self.one).await?;
        self.one.open("about:blank").await?;
        let before = self.way.bytes();
        self.way.set_open(true);
        let told = two.script_async(CATCH_UP, vec![]).await?;
        let pulled = Pulled {
            ms: number(&told, "ms")?,
            bytes: (self.way.bytes() - before) as f64,
        };
        acts::at(two, "#/cases").await?;
        two.write("搜索", CHANGED_BY).await?;
        let count =
            "return new RegExp('共\\\\s*' + arguments[0] + '\\\\s*件').test(document.body.innerText.replace(/,/g, ''))";
        let what = format!("{changed} changed cases");
        two.wait_for(&what, count, vec![json!(changed)]).await?;
        Ok(pulled)
    }
}

async fn import(page: &Browser, book: &Path, rows: usize) -> Outcome {
    acts::at(page, "#/import").await?;
    let book = book.canonicalize().map_err(|e| e.to_string())?;
    page.give_file("选择文件", &book).await?;
    let ready = "return document.body.innerText.includes(arguments[0])";
    let button = format!("导入 {rows} 件");
    page.wait_within(LONG, "the preview", ready, vec![json!(button)])
        .await?;
    page.press(&button).await?;
    page.sees_within(LONG, "已存入本机").await
}

/// Waits on the page of sharing until everything is exchanged both ways.
async fn settled(page: &Browser) -> Outcome {
    acts::at(page, "#/sync").await?;
    page.wait_within(LONG, "everything exchanged", SETTLED, vec![])
        .await
        .map(drop)
}
