//! Days in every writing.
use files::hint::Hint;
use files::{date, text};

use crate::readers::{day, field, list};

/// Dates from the field.
#[test]
fn dates_of_the_field_are_read() {
    for case in field(include_str!("../../data/field/dates.json")) {
        let text = case["text"].as_str().unwrap();
        let found = day(text);
        if case["null"] == true {
            assert!(text::is_blank_word(text), "{case}");
        } else if case["refuse"] == true {
            assert_eq!(found, None, "{case}");
        } else if case["may_refuse"] != true || found.is_some() {
            assert_eq!(found.as_deref(), case["date"].as_str(), "{case}");
        }
    }
}

/// 29 April 2022, a Friday, in every writing.
#[test]
fn dates_are_read_in_every_writing() {
    for text in &list("dates_of_2022_04_29") {
        let right = if text.contains('Ｏ') {
            "2002-04-29"
        } else {
            "2022-04-29"
        };
        assert_eq!(day(text).as_deref(), Some(right), "{text}");
    }
}

/// What is no day, or not for certain this one.
#[test]
fn what_may_be_another_day_is_refused() {
    for text in &list("dates_refused") {
        assert_eq!(day(text), None, "{text}");
    }
}

/// A moment in another zone, and a number in a workbook of 1904, are said.
#[test]
fn what_was_done_to_a_date_is_said() {
    let hint = |text: &str, since_1904| date::from_text(text, since_1904).unwrap().1;
    assert_eq!(hint("2022-04-28T16:00:00.000Z", false), Some(Hint::UtcMoment));
    assert_eq!(hint("2022-04-29T01:00+09:00", false), Some(Hint::UtcMoment));
    assert_eq!(hint("2022-04-29T00:00+08:00", false), None);
    assert_eq!(hint("2022-04-29", true), None);
    let of_1904 = |number| date::from_number(number, true).map(|(day, hint)| (day.to_string(), hint));
    assert_eq!(of_1904(43_218.0), Ok(("2022-04-29".to_owned(), Some(Hint::Since1904))));
    assert_eq!(of_1904(20_220_429.0), Ok(("2022-04-29".to_owned(), None)));
    for (serial, right) in [
        (45_060.999_999_99, "2023-05-15"),
        (45_060.000_000_01, "2023-05-14"),
        (45_060.999_98, "2023-05-14"),
    ] {
        assert_eq!(date::from_serial(serial, false).unwrap().to_string(), right, "{serial}");
        assert_eq!(
            date::from_serial(serial - 1462.0, true).unwrap().to_string(),
            right,
            "{serial}"
        );
    }
}
