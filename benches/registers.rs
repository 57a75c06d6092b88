//! What registers, lists and "my day" cost in a book of 100,000 cases with 1,000,000 records, natively: `cargo bench --bench registers`.
//!
//! Each line is the middle, the best and the worst of some runs, and how many times as long it takes as the peer: reading
//! every byte of the same book once. The first run of what is kept for later is shown as `first`. The spread says how much
//! the machine did beside.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, dead_code)]
#[path = "registers/office.rs"]
mod office;
#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::time::{Duration, Instant};

use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::kinds::{KindOf, Kinds};
use casebook::matter_list::{MatterQuery, Whose, wanted};
use casebook::query::{Query, Sort};
use chrono::NaiveDate;
use law::nodes::NodeSet;
use office::{CHIEF, JUDGE, LEADER, TODAY};
use support::book::day;

/// Runs after the first.
const RUNS: usize = 7;

fn main() {
    let begun = Instant::now();
    let mut book = office::book();
    let took = begun.elapsed().as_secs_f64();
    println!("{} cases with {} records in {took:.1} s", book.len(), office::RECORDS);
    let snapshot = book.snapshot(true);
    let bytes: usize = snapshot.chunks.iter().map(|(_, chunk)| chunk.len()).sum();
    println!("{:.1} MB, {} bytes a case\n", bytes as f64 / 1e6, bytes / book.len());
    println!(
        "{:<44} {:>9} {:>9} {:>9} {:>9} {:>7} {:>9}",
        "", "first", "middle", "best", "worst", "peers", "answer"
    );
    let peer = measure("peer: every byte of the book read once", None, || {
        let sum = |chunk: &[u8]| chunk.iter().fold(0_u64, |sum, byte| sum.wrapping_add(u64::from(*byte)));
        let sums = snapshot.chunks.iter().map(|(_, chunk)| sum(chunk));
        black_box(sums.fold(0, u64::wrapping_add));
        0
    });
    registers(&mut book, peer);
    lists(&mut book, peer);
}

fn kind(key: &str) -> &'static KindOf {
    Kinds::builtin().named(key).expect("built in")
}

fn registers(book: &mut Book, peer: Duration) {
    let today = day(TODAY);
    let peer = Some(peer);
    for of in ["seizure", "task", "extension", "asset", "document"] {
        measure(&format!("register of {of}"), peer, || {
            size(&book.register(kind(of), DeviceId(JUDGE), today).expect("readable"))
        });
    }
    for (who, device) in [("a judge", JUDGE), ("a team leader", LEADER), ("the chief", CHIEF)] {
        measure(&format!("waiting for {who}"), peer, || {
            size(&book.waiting(DeviceId(device), today).expect("readable"))
        });
    }
    measure("my day: what lapses, notes", peer, || {
        let until = day("2026-12-23");
        size(
            &book
                .mine(&format!("person {JUDGE}"), DeviceId(JUDGE), until, today)
                .expect("readable"),
        )
    });
    matters(book, today, peer);
    measure("overdue in a month", peer, || {
        size(
            &book
                .overdue(day("2026-10-01"), day("2026-10-31"), today)
                .expect("readable"),
        )
    });
}

/// The first rows of the matters of a court: everybody's, and those of one person. All open ones are counted.
fn matters(book: &Book, today: NaiveDate, peer: Option<Duration>) {
    let mut query = MatterQuery {
        wanted: wanted(NodeSet::builtin(), &[]),
        ..MatterQuery::default()
    };
    let mut first = |called: &str, whose: Whose| {
        query.whose = whose;
        measure(called, peer, || {
            let page = book.matters(&query, (0, 200), today).expect("readable");
            page.total as usize
        });
    };
    first("matters of all, the first 200", Whose::All);
    first(
        "matters of one person, the first 200",
        Whose::Of(format!("person {JUDGE}")),
    );
}

fn lists(book: &mut Book, peer: Duration) {
    let mine = Query {
        handler: Some(format!("person {JUDGE}")),
        ..Query::default()
    };
    let overdue = Query {
        state: Some(0),
        ..mine.clone()
    };
    let sorted = Query {
        sort: Sort::Debtor,
        ..Query::default()
    };
    let searched = Query {
        text: "王 17".to_owned(),
        ..Query::default()
    };
    let found = [
        ("of one person", mine),
        ("of one person, overdue", overdue),
        ("by debtor", sorted),
        ("searched", searched),
    ];
    for (what, query) in found {
        measure(&format!("list {what}, 50 rows"), Some(peer), || {
            // Another version: nothing found before is of use.
            book.version_after(book.version());
            size(&book.rows(&query, 0, 50).expect("readable").rows)
        });
    }
    measure("summary", Some(peer), || size(&book.summary()));
}

/// Bytes of an answer as it goes to the page.
fn size(answer: &impl serde::Serialize) -> usize {
    postcard::to_stdvec(answer).expect("can be written").len()
}

/// Measures and prints; the middle of the runs.
fn measure(what: &str, peer: Option<Duration>, mut run: impl FnMut() -> usize) -> Duration {
    let mut timed = || {
        let begun = Instant::now();
        let size = black_box(run());
        (begun.elapsed(), size)
    };
    let (first, size) = timed();
    let mut runs: Vec<Duration> = (0..RUNS).map(|_| timed().0).collect();
    runs.sort();
    let (best, middle, worst) = (runs[0], runs[RUNS / 2], runs[RUNS - 1]);
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    let ratio = peer.map_or_else(String::new, |peer| {
        format!("{:.2}", middle.as_secs_f64() / peer.as_secs_f64())
    });
    let kb = format!("{:.1} kB", size as f64 / 1e3);
    let times = [first, middle, best, worst].map(ms);
    println!(
        "{what:<44} {:>9} {:>9} {:>9} {:>9} {ratio:>7} {kb:>9}",
        times[0], times[1], times[2], times[3]
    );
    middle
}
