//! Triage and due dates beside json-rules-engine and chinese-days, and what the peers take for 100,000 rows.
use super::super::*;
use super::table::Figure;

/// Waits until both halves of the bench's page are there.
pub const READY: &str = "return !!(window.peers && window.fenliu)";

/// Triage: only cases whose facts are all known, because json-rules-engine has no unknown. Both find all grounds.
const TRIAGE: &str = "
  const done = arguments[arguments.length - 1];
  (async () => {
    const facts = arguments[0], ours = new fenliu.Cases(JSON.stringify(facts));
    const peer = await peers.triage(facts, 2000);
    ours.triage(20000);
    const start = performance.now();
    ours.triage(400000);
    return {ours: performance.now() - start, peer: peer.ms, verdicts: JSON.parse(ours.verdicts()), theirs: peer.verdicts};
  })().then(done, e => done({error: String(e)}));";

/// Working-day terms over the settled calendar; the results are compared one by one.
const DUE: &str = "
  const done = arguments[arguments.length - 1];
  (async () => {
    const terms = new fenliu.Terms(7), list = JSON.parse(terms.list());
    const peer = peers.due(list, 2);
    terms.due(10);
    const start = performance.now();
    terms.due(400);
    const ms = performance.now() - start;
    const dates = JSON.parse(terms.dates());
    return {ours: ms, peer: peer.ms, count: terms.count(), different: dates.filter((d, i) => d !== peer.dates[i]).length};
  })().then(done, e => done({error: String(e)}));";

/// Measures the law half.
pub async fn measure(peers: &Path, table: &mut Table) -> Outcome {
    let server = Server::start(peers).map_err(|e| e.to_string())?;
    let browser = Browser::start(Engine::Chromium).await?;
    browser.open(&server.url()).await?;
    browser.wait_for("the bench's page", READY, vec![]).await?;

    let told = browser.script_async(TRIAGE, vec![known_cases()?]).await?;
    if told["verdicts"] != told["theirs"] {
        return Err(format!("json-rules-engine and Fenliu differ: {told}"));
    }
    let ours = Figure::rate(400_000.0, number(&told, "ours")?);
    let theirs = Figure::rate(2000.0, number(&told, "peer")?);
    table.line(
        "triage with full grounds, browser",
        ours,
        Some(("json-rules-engine", theirs.value)),
        Some(200_000.0),
    );

    let told = browser.script_async(DUE, vec![]).await?;
    if told["different"] != json!(0) {
        return Err(format!("chinese-days and Fenliu differ: {told}"));
    }
    let count = number(&told, "count")?;
    let ours = Figure::rate(400.0 * count, number(&told, "ours")?);
    let theirs = Figure::rate(2.0 * count, number(&told, "peer")?);
    table.line(
        "due dates, browser",
        ours,
        Some(("chinese-days findWorkday", theirs.value)),
        Some(250_000.0),
    );
    Ok(())
}

/// The facts of the test cases that are wholly known and settled.
fn known_cases() -> Outcome<Value> {
    let file: Value =
        serde_json::from_str(include_str!("../../../data/triage_cases.json")).map_err(|e| e.to_string())?;
    let is_known = |case: &&Value| {
        let facts = &case["facts"];
        let settled = case["expected"]["verdict"] != "needs_more_facts";
        let award = facts["basis_type"] == "arbitral_award";
        let unknown = |(key, value): (&String, &Value)| {
            value.is_null() && key != "simple_mark" && (key != "arbitration_kind" || award)
        };
        settled && facts["frozen_complete"] == true && !facts.as_object().into_iter().flatten().any(unknown)
    };
    let known: Vec<_> = file["cases"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(is_known)
        .map(|c| c["facts"].clone())
        .collect();
    if known.is_empty() {
        Err("no case is wholly known".to_owned())
    } else {
        Ok(json!(known))
    }
}

/// A number of a script's answer.
pub fn number(told: &Value, key: &str) -> Outcome<f64> {
    told[key].as_f64().ok_or_else(|| format!("no {key} in {told}"))
}
