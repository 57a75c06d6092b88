//! A year of a court, small enough for every run.
#![allow(clippy::expect_used, clippy::panic)]
use year::proof::{Pace, run};

#[test]
fn a_year_of_a_court_goes_well() {
    let from = "2025-01-01".parse().expect("a day");
    let began = std::time::Instant::now();
    let figures = run(7, 80, from, Pace::Daily).unwrap_or_else(|error| panic!("{error}"));
    println!("{figures:?} {:?}", began.elapsed());
    assert_eq!(figures.lapsed_unseen, 0);
}
