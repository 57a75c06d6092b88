//! A fresh device pulls a whole space, then a day's changes, beside PouchDB pulling the same rows.
use super::super::*;
use super::couch::{self, Pulled};
use super::office;
use super::table::Figure;

/// A fresh device's list is to be usable after this long, milliseconds.
const USABLE: f64 = 10_000.0;

/// Measures both.
pub async fn measure(dist: &Path, peers: &Path, book: &Path, rows: u32, table: &mut Table) -> Outcome {
    let (peer_all, peer_day) = couch::measure(peers, rows).await?;
    let (joined, day) = office::measure(dist, peers, book, rows).await?;
    table.line(
        "a new device: from “join” to the first rows of the list",
        Figure::ms(joined.first_ms),
        None,
        Some(USABLE),
    );
    beside(
        table,
        "a new device: until every case is in the list",
        &joined.all,
        &peer_all,
    );
    beside(table, "a day's changes, a hundredth of the cases", &day, &peer_day);
    Ok(())
}

/// Time and bytes of a pull beside the peer's.
fn beside(table: &mut Table, what: &str, ours: &Pulled, peer: &Pulled) {
    table.line(what, Figure::ms(ours.ms), Some(("PouchDB", peer.ms)), None);
    let size = |bytes: f64| Figure {
        unit: "kB",
        ..Figure::ms(bytes / 1000.0)
    };
    let theirs = size(peer.bytes).value;
    table.line(
        &format!("{what}: bytes received"),
        size(ours.bytes),
        Some(("PouchDB", theirs)),
        None,
    );
}
