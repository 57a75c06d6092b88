//! How fast packs are sealed and opened in the page, beside what WebCrypto takes for the same bytes.
use super::super::*;
use super::law::number;
use super::table::Figure;

/// Both over the same payload.
const RUN: &str = "
  const done = arguments[arguments.length - 1], [bytes, rounds] = arguments;
  (async () => {
    const ours = new fenliu.Seals(bytes), payload = ours.payload();
    const time = (what, n) => { const start = performance.now(); ours[what](n); return performance.now() - start; };
    const told = {bytes: payload.length, theirs: await peers.subtle(payload, rounds)};
    for (const what of ['seal', 'open', 'pack', 'unpack']) {
      time(what, Math.ceil(rounds / 10));
      told[what] = time(what, rounds);
    }
    return told;
  })().then(done, e => done({error: String(e)}));";

/// Sizes: what they are called, bytes of the payload, rounds.
const SIZES: [(&str, u32, u32); 2] = [("one event", 1, 20_000), ("64 KiB", 1 << 16, 1000)];

/// Work: its key, what it is called, what the peer does for it.
const WORK: [(&str, &str, &str); 4] = [
    ("seal", "seal", "AES-GCM"),
    ("open", "open", "AES-GCM"),
    (
        "pack",
        "make a pack (write, seal, hash, sign)",
        "AES-GCM, SHA-256, Ed25519",
    ),
    (
        "unpack",
        "take a pack (hash, verify, open)",
        "AES-GCM, SHA-256, Ed25519",
    ),
];

/// Measures all sizes.
pub async fn measure(peers: &Path, table: &mut Table) -> Outcome {
    let server = Server::start(peers).map_err(|e| e.to_string())?;
    let browser = Browser::start(Engine::Chromium).await?;
    browser.open(&server.url()).await?;
    browser.wait_for("the bench's page", super::law::READY, vec![]).await?;
    for (size, bytes, rounds) in SIZES {
        let told = browser.script_async(RUN, vec![json!(bytes), json!(rounds)]).await?;
        let megabytes = number(&told, "bytes")? * f64::from(rounds) / 1e6;
        for (key, what, peer) in WORK {
            let (ours, theirs) = (number(&told, key)?, number(&told["theirs"], key)?);
            let packs = |ms| Figure::rate(f64::from(rounds), ms);
            let volume = |ms| Figure {
                unit: "MB/s",
                ..Figure::rate(megabytes, ms)
            };
            let name = format!("WebCrypto {peer}");
            let beside = |what: &str, ours, theirs: Figure, table: &mut Table| {
                table.line(what, ours, Some((&name, theirs.value)), None);
            };
            beside(&format!("{what}, {size}, browser"), packs(ours), packs(theirs), table);
            if bytes > 1 {
                beside(
                    &format!("{what}, {size}, by volume"),
                    volume(ours),
                    volume(theirs),
                    table,
                );
            }
        }
    }
    Ok(())
}
