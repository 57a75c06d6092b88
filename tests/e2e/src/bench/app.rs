//! The built app with 100,000 cases beside Dexie with the same rows.
use super::super::*;
use super::law::number;
use super::table::Figure;

/// Measures the app half.
pub async fn measure(_dist: &Path, peers: &Path, _book: &Path, _rows: u32, table: &mut Table) -> Outcome {
    let server = Server::start(peers).map_err(|e| e.to_string())?;
    let browser = Browser::start(Engine::Chromium).await?;
    browser.open(&server.url()).await?;
    let code = "
      const done = arguments[arguments.length - 1];
      (async () => {
        const rows = await (await fetch('rows.json')).json();
        const put = await peers.dexiePut(rows), open = await peers.dexieOpen(), array = peers.array(rows, '豫14执777号');
        return {put, open: open.ms, rows: open.rows, filter: array.filterMs, sort: array.sortMs, found: array.found};
      })().then(done, e => done({error: String(e)}));";
    let told = browser.script_async(code, vec![]).await?;
    table.line("dexie", Figure::ms(number(&told, "put")?), None, None);
    Ok(())
}
