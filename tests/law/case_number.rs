//! Case numbers: the grammar of norms.md section 5, and where a wrong one breaks.
#![allow(clippy::unwrap_used)]
use law::case_number::{Why, parse};
use proptest::prelude::*;
use serde_json::Value;

fn cases() -> Value {
    serde_json::from_str(include_str!("../data/case_numbers.json")).unwrap()
}

#[test]
fn every_valid_number_reads_as_given() {
    for case in cases()["valid"].as_array().unwrap() {
        let read = parse(case["text"].as_str().unwrap()).unwrap_or_else(|e| panic!("{case}: {e}"));
        assert_eq!(case["normal"], read.normal, "{case}");
        assert_eq!(case["year"], read.year, "{case}");
        assert_eq!(case["court"].as_str(), read.court.as_deref(), "{case}");
        assert_eq!(case["type"].as_str(), read.kind, "{case}");
        assert_eq!(case["number"].as_u64(), read.number.map(u64::from), "{case}");
        assert_eq!(case["ordinal"].as_str(), read.ordinal.as_deref(), "{case}");
        assert_eq!(case["legacy"], read.legacy, "{case}");
        assert_eq!(case["spec"].as_str(), read.spec.map(String::from).as_deref(), "{case}");
    }
}

#[test]
fn every_invalid_number_is_refused() {
    for case in cases()["invalid"].as_array().unwrap() {
        assert!(parse(case["text"].as_str().unwrap()).is_err(), "{case}");
    }
}

#[test]
fn a_refusal_says_what_and_where() {
    let table = [
        ("", Why::Empty, 0),
        ("2022豫14执101号", Why::LeftBracket, 0),
        ("（22）豫14执101号", Why::Year, 1),
        ("（2022豫14执101号", Why::RightBracket, 5),
        ("（2022）商14执101号", Why::Court, 6),
        ("（2022）豫140执101号", Why::CourtDigits, 7),
        ("（2022）豫14民初101号", Why::Type, 9),
        ("（2022）豫14执号", Why::Number, 10),
        ("（2022）豫14执0101号", Why::LeadingZero, 10),
        ("（2022）豫14执123456789号", Why::NumberTooLong, 10),
        ("（2022）豫14执101", Why::Hao, 13),
        ("（2022）豫14执101号之", Why::Ordinal, 15),
        ("（2022）豫14执101号、102号", Why::Trailing, 14),
        // Legacy forms end with 2015.
        ("（2022）商执字第123号", Why::Court, 6),
    ];
    for (text, why, at) in table {
        let error = parse(text).unwrap_err();
        assert_eq!((error.why, error.at), (why, at), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_without_panic(text in "\\PC{0,40}") {
        let _ = parse(&text);
    }

    #[test]
    fn the_normal_form_reads_as_itself(
        year in 2016u16..2100, court in "[京豫粤兵](|[0-9]{2}|[0-9]{4})", kind in "执|执恢|财保", number in 1u32..99_999_999,
    ) {
        let text = format!("({year}) {court}{kind}{number} 号");
        let once = parse(&text).unwrap();
        let twice = parse(&once.normal).unwrap();
        prop_assert_eq!(&once, &twice);
        prop_assert_eq!((once.year, once.number), (year, Some(number)));
    }
}
