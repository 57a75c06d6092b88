//! Entries of a reckoning that are more often a slip than meant are asked about.
#![allow(clippy::unwrap_used)]
use chrono::NaiveDate;
use law::calendar::Calendar;
use law::debt::{end_after_day_off, is_high_rate};

#[test]
fn a_rate_higher_than_instruments_order_is_asked_about() {
    let cases = [
        ("600", false, true),
        ("36.5", false, true),
        ("36", false, false),
        ("6", false, false),
        ("17.5", true, true),
        ("1.75", true, false),
        ("5", true, false),
        ("", false, false),
        ("abc", false, false),
    ];
    for (rate, daily, high) in cases {
        assert_eq!(is_high_rate(rate, daily), high, "{rate} {daily}");
    }
}

#[test]
fn a_day_off_given_as_the_end_of_a_term_is_asked_about() {
    // Given, and the working day after it (民诉法 Art. 85).
    let cases = [
        ("2022-10-01", Some("2022-10-08")),
        ("2022-05-07", None),
        ("2022-05-08", Some("2022-05-09")),
        ("2022-05-09", None),
        ("1985-01-01", None),
    ];
    for (given, next) in cases {
        let given: NaiveDate = given.parse().unwrap();
        let next = next.map(|day| day.parse().unwrap());
        assert_eq!(end_after_day_off(Calendar::builtin(), given), next, "{given}");
    }
}
