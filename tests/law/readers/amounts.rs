//! Amounts in words, in figures and in both.
use files::text;
use law::money::{self, Fen, MoneyError, Unit};

use crate::readers::{field, list, more, yuan};

/// Amounts from the field; those whose heading names another unit are read through files elsewhere.
#[test]
fn amounts_of_the_field_are_read() {
    let mut read = 0;
    for case in field(include_str!("../../data/field/amounts.json")) {
        let (text, heading) = (case["text"].as_str().unwrap(), case["heading"].as_str().unwrap());
        if heading.contains(['万', '千', '亿']) {
            continue;
        }
        read += 1;
        let found = yuan(text);
        if case["null"] == true {
            assert!(text::is_blank_word(text), "{case}");
        } else if case["refuse"] == true {
            assert!(found.is_err() && !text::is_blank_word(text), "{case}: {found:?}");
        } else if case["may_refuse"] != true || found.is_ok() {
            assert_eq!(found.ok(), case["fen"].as_i64(), "{case}");
        }
    }
    assert!(read > 25, "{read}");
}

#[test]
fn amounts_are_read_in_every_writing() {
    for case in more()["amounts"].as_array().unwrap() {
        let (text, fen) = (case["text"].as_str().unwrap(), case["fen"].as_i64().unwrap());
        assert_eq!(yuan(text), Ok(fen), "{text}");
        // The unit of a column changes nothing where the text names one.
        let named = text.contains(['元', '万', '萬', '亿', '角', '分', '圆', '圓', '￥', '¥', 'W', 'w']);
        let under_wan = money::read(text, Unit::Wan).map(|amount| amount.fen.0);
        assert!(!named || under_wan == Ok(fen), "{text}: {under_wan:?}");
    }
}

/// Commas that do not group: both readings are named.
#[test]
fn doubtful_grouping_names_both_readings() {
    for (text, joined, pointed) in [
        ("300000，00", 3_000_000_000, 30_000_000),
        ("1,5万", 15_000_000, 1_500_000),
        ("3,000,00", 30_000_000, 300_000),
        ("12,50", 125_000, 1_250),
        ("1234,5元", 1_234_500, 123_450),
        ("30,0000", 30_000_000, 3_000),
        ("0,500", 50_000, 50),
        ("1,0000,0000", 10_000_000_000, 1_000_000),
        ("￥2500，5", 2_500_500, 250_050),
    ] {
        assert_eq!(
            yuan(text),
            Err(MoneyError::Doubtful(Fen(joined), Fen(pointed))),
            "{text}"
        );
    }
    let either = MoneyError::Doubtful(Fen(3_000), Fen(30_000_000));
    assert_eq!(money::read("RMB 30", Unit::Wan), Err(either));
    let either = MoneyError::Doubtful(Fen(300_000), Fen(3_000_000_000));
    assert_eq!(money::read("3千", Unit::Wan), Err(either));
}

/// What is no amount, or may be several.
#[test]
fn what_may_be_another_amount_is_refused() {
    for text in &list("amounts_refused") {
        let read = yuan(text);
        assert!(
            matches!(read, Err(MoneyError::Bad | MoneyError::Doubtful(..))),
            "{text}: {read:?}"
        );
    }
    for text in &list("amounts_negative") {
        assert_eq!(yuan(text), Err(MoneyError::Negative), "{text}");
    }
    for text in [
        "99999999999999999999",
        "999999999亿",
        "999999999999999999999999999999999999999999999",
    ] {
        assert_eq!(yuan(text), Err(MoneyError::Range), "{text}");
    }
}

/// A file's amounts are rounded half up and say so; a form's are refused.
#[test]
fn more_than_two_decimals_are_rounded_and_said() {
    for (text, unit, fen) in [
        ("1.005", Unit::Yuan, 101),
        ("1.0049999", Unit::Yuan, 100),
        ("123456.785", Unit::Yuan, 12_345_679),
        ("74679.46000000002", Unit::Yuan, 7_467_946),
        ("0.001", Unit::Yuan, 0),
        ("12.3456785", Unit::Wan, 12_345_679),
        ("1.23456789万元", Unit::Yuan, 1_234_568),
    ] {
        let read = money::read(text, unit).unwrap();
        assert_eq!((read.fen, read.rounded), (Fen(fen), true), "{text}");
        if unit == Unit::Yuan {
            assert_eq!(Fen::parse(text), Err(MoneyError::Finer), "{text}");
        }
    }
    for (number, fen, rounded) in [
        (123_456.785, 12_345_679, true),
        (0.005, 1, true),
        (1.005, 101, true),
        (1.234, 123, true),
        (1.0 / 3.0, 33, true),
        (74_679.460_000_000_02, 7_467_946, false),
        (0.1 + 0.2, 30, false),
        (1.1 * 1.1 * 100.0, 12_100, false),
    ] {
        let read = money::of_number(number, Unit::Yuan).unwrap();
        assert_eq!((read.fen, read.rounded), (Fen(fen), rounded), "{number}");
    }
    for text in ["100.000", "0.10", "35.5万", "1,234.50"] {
        assert!(!money::read(text, Unit::Yuan).unwrap().rounded, "{text}");
    }
}

/// The unit of a column is said where it was applied.
#[test]
fn an_applied_unit_is_said() {
    for (text, unit, fen, applied) in [
        ("35", Unit::Wan, 35_000_000, true),
        ("三十", Unit::Wan, 30_000_000, true),
        ("35", Unit::Yuan, 3_500, false),
        ("35元", Unit::Wan, 3_500, false),
        ("35万元", Unit::Wan, 35_000_000, false),
        ("￥35", Unit::Wan, 3_500, false),
        ("1,5", Unit::Thousand, -1, false),
        ("2", Unit::Yi, 20_000_000_000, true),
        ("0", Unit::Wan, 0, false),
    ] {
        match money::read(text, unit) {
            Ok(read) => assert_eq!((read.fen, read.unit_applied), (Fen(fen), applied), "{text}"),
            Err(error) => assert_eq!(error, MoneyError::Doubtful(Fen(1_500_000), Fen(150_000)), "{text}"),
        }
    }
}
