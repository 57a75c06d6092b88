//! Case numbers of the present and the old form.
use law::case_number;
use serde_json::Value;

use crate::readers::{list, more};

/// Case numbers from the field.
#[test]
fn case_numbers_of_the_field_are_read() {
    let file: Value = serde_json::from_str(include_str!("../../data/field/case_numbers.json")).unwrap();
    for case in file["valid"].as_array().unwrap() {
        let read = case_number::parse(case["text"].as_str().unwrap()).unwrap_or_else(|e| panic!("{case}: {e}"));
        assert_eq!(case["year"], read.year, "{case}");
        assert_eq!(case["legacy"], read.legacy, "{case}");
        if let Some(normal) = case.get("normal") {
            assert_eq!(*normal, read.normal, "{case}");
            assert_eq!(case["court"].as_str(), read.court.as_deref(), "{case}");
            assert_eq!(case["type"].as_str(), read.kind, "{case}");
            assert_eq!(case["number"].as_u64(), read.number.map(u64::from), "{case}");
        }
    }
    for case in file["invalid"].as_array().unwrap() {
        assert!(case_number::parse(case["text"].as_str().unwrap()).is_err(), "{case}");
    }
}

/// Numbers of the present form, however they were copied.
#[test]
fn case_numbers_are_read_in_every_writing() {
    for text in &list("numbers_of_case_101") {
        let read = case_number::parse(text).map(|read| read.normal);
        assert_eq!(read.as_deref(), Ok("（2022）豫14执101号"), "{text}");
    }
    for text in [
        "（2019）黔01执复7号",
        "（2020）黔2731执恢130号之二",
        "（2024）黔执监3号",
    ] {
        assert_eq!(case_number::parse(text).map(|read| read.normal).as_deref(), Ok(text));
    }
}

/// Numbers of the old form are kept as text; their writing may differ from court to court.
#[test]
fn old_case_numbers_are_kept() {
    for case in more()["old_numbers"].as_array().unwrap() {
        let (text, normal) = (case["text"].as_str().unwrap(), case["normal"].as_str().unwrap());
        let read = case_number::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!((read.normal.as_str(), read.legacy), (normal, true), "{text}");
        assert_eq!((read.court, read.kind, read.number), (None, None, None), "{text}");
        assert_eq!(
            case_number::parse(&read.normal).map(|r| r.normal).as_deref(),
            Ok(normal)
        );
    }
}

/// Two numbers, masks, letters for digits, no year: no case is made of them.
#[test]
fn what_is_not_one_case_number_is_refused() {
    for text in &list("numbers_refused") {
        assert!(case_number::parse(text).is_err(), "{text}");
    }
}

/// A person may leave out brackets and 号 and sees the whole number.
#[test]
fn typed_case_numbers_are_completed() {
    for (text, normal) in [
        ("2026豫14执4001", "（2026）豫14执4001号"),
        ("2026豫14执4001号", "（2026）豫14执4001号"),
        ("（2026）豫14执4001", "（2026）豫14执4001号"),
        ("(2026豫14执4001号", "（2026）豫14执4001号"),
        ("2026）豫1402执恢7", "（2026）豫1402执恢7号"),
        ("2026年豫14执4001号", "（2026）豫14执4001号"),
        ("２０２６ 豫14 执保 6", "（2026）豫14执保6号"),
        ("（2021）豫1403执1234之一号", "（2021）豫1403执1234号之一"),
        ("2014商执字第5", "（2014）商执字第5号"),
        ("（2022）豫14执101号", "（2022）豫14执101号"),
    ] {
        assert_eq!(
            case_number::typed(text).map(|read| read.normal).as_deref(),
            Ok(normal),
            "{text}"
        );
    }
    for text in [
        "",
        "豫14执4001",
        "20261豫14执4001",
        "26豫14执4001",
        "2026豫14执",
        "2026豫14执1-5",
        "2026豫14执1、2",
        "2026",
    ] {
        assert!(case_number::typed(text).is_err(), "{text}");
    }
}
