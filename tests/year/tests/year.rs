//! A year of a court, small enough for every run; of any size it is `cargo run --profile sim -p year`.
#![allow(clippy::expect_used, clippy::panic)]
use chrono::NaiveDate;
use year::court;
use year::proof::{Pace, run};

const FROM: NaiveDate = NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day");

#[test]
fn a_year_of_a_court_goes_well() {
    let figures = run(8, 60, FROM, Pace::Daily).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(figures.lapsed_unseen, 0, "{figures:?}");
    // Enough of everything happened for the year to say something.
    assert!(figures.closed > 20 && figures.undone > 80, "{figures:?}");
    assert!(
        figures.seizures > 40 && figures.renewed > 5 && figures.lapsed > 0,
        "{figures:?}"
    );
    assert!(figures.errands > 80 && figures.overdue > 20, "{figures:?}");
}

#[test]
fn one_seed_tells_one_year() {
    let told = |seed: u64| {
        let days = court(seed, 40, FROM).map(|day| format!("{day:?}"));
        days.collect::<Vec<String>>()
    };
    assert_eq!(told(7), told(7));
    assert_ne!(told(7), told(8));
    assert_eq!(told(7).len(), 365);
}
