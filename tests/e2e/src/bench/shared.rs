//! A fresh device pulls a whole space, then a day's changes, beside PouchDB pulling the same rows.
use super::super::*;
use super::couch::{self, Pulled};
use super::office;
use super::table::Figure;

/// A fresh device's list is to be usable after this long, milliseconds.
const USABLE: f64 = 10_000.0;
/// The peer as its server is: it compresses.
const GZIP: &str = "PouchDB, gzip";
/// The peer as CouchDB itself would serve it.
const PLAIN: &str = "PouchDB, uncompressed";

/// Measures both.
pub async fn measure(dist: &Path, peers: &Path, book: &Path, rows: u32, table: &mut Table) -> Outcome {
    let peer = couch::measure(peers, rows).await?;
    let (joined, day) = office::measure(dist, peers, book, rows).await?;
    table.line(
        "a new device: from “join” to the first rows of the list",
        Figure::ms(joined.first_ms),
        None,
        Some(USABLE),
    );
    let all = "a new device: until every case is in the list";
    beside(table, all, &joined.all, (GZIP, &peer.all));
    beside(table, all, &joined.all, (PLAIN, &peer.plain));
    beside(
        table,
        "a day's changes, a hundredth of the cases",
        &day,
        (GZIP, &peer.day),
    );
    Ok(())
}

/// Time and bytes of a pull beside the peer's.
fn beside(table: &mut Table, what: &str, ours: &Pulled, (name, peer): (&str, &Pulled)) {
    let kilobytes = |bytes: f64| Figure {
        unit: "kB",
        ..Figure::ms(bytes / 1000.0)
    };
    let bytes = kilobytes(peer.bytes).value;
    table.line(what, Figure::ms(ours.ms), Some((name, peer.ms)), None);
    let what = format!("{what}: bytes received");
    table.line(&what, kilobytes(ours.bytes), Some((name, bytes)), None);
}
