//! A fresh device pulls a whole space, then a day's changes, beside PouchDB pulling the same rows.
use super::super::*;
use super::couch;
use super::table::Figure;

/// Measures both.
pub async fn measure(_dist: &Path, peers: &Path, _book: &Path, rows: u32, table: &mut Table) -> Outcome {
    let (all, day) = couch::measure(peers, rows).await?;
    table.line("PouchDB first pull", Figure::ms(all.ms), None, None);
    table.line("PouchDB day pull", Figure::ms(day.ms), None, None);
    table.line(
        "PouchDB first pull bytes",
        Figure {
            unit: "kB",
            ..Figure::ms(all.bytes / 1000.0)
        },
        None,
        None,
    );
    table.line(
        "PouchDB day pull bytes",
        Figure {
            unit: "kB",
            ..Figure::ms(day.bytes / 1000.0)
        },
        None,
        None,
    );
    Ok(())
}
