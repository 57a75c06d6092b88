//! Amounts, dates and case numbers as they came from the field, and more of the same kinds.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use fenliu::files::hint::Hint;
use fenliu::files::{date, text};
use fenliu::law::case_number;
use fenliu::law::money::{self, Fen, MoneyError, Unit};
use proptest::prelude::*;
use serde_json::Value;

fn field(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).unwrap();
    file["cases"].as_array().unwrap().clone()
}

/// Further writings of the same kinds.
fn more() -> Value {
    serde_json::from_str(include_str!("data/field/more.json")).unwrap()
}

fn list(name: &str) -> Vec<String> {
    let list: Vec<String> = serde_json::from_value(more()[name].clone()).unwrap();
    assert!(!list.is_empty());
    list
}

fn yuan(text: &str) -> Result<i64, MoneyError> {
    money::read(text, Unit::Yuan).map(|amount| amount.fen.0)
}

fn day(text: &str) -> Option<String> {
    date::from_text(text, false).ok().map(|(day, _)| day.to_string())
}

/// Amounts from the field; those whose heading names another unit are read through files elsewhere.
#[test]
fn amounts_of_the_field_are_read() {
    let mut read = 0;
    for case in field(include_str!("data/field/amounts.json")) {
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

/// Dates from the field.
#[test]
fn dates_of_the_field_are_read() {
    for case in field(include_str!("data/field/dates.json")) {
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

/// Case numbers from the field.
#[test]
fn case_numbers_of_the_field_are_read() {
    let file: Value = serde_json::from_str(include_str!("data/field/case_numbers.json")).unwrap();
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

/// Words for nothing, and words that say something.
#[test]
fn blank_words_say_nothing() {
    for word in &list("blank_words") {
        assert!(text::is_blank_word(word), "{word}");
    }
    for word in [
        "",
        "0",
        "一",
        "无锡",
        "同上",
        "*",
        "####",
        "未结案件",
        "2022-04-29",
        "约30万",
        "-1",
        "/2",
        "详见判决",
    ] {
        assert!(!text::is_blank_word(word), "{word}");
    }
    for (word, null) in [
        ("NULL", true),
        ("\\N", true),
        ("nan", true),
        ("/", false),
        ("无", false),
        ("Nan", false),
    ] {
        assert_eq!(text::is_null(word), null, "{word}");
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

/// Whole yuan below 10^12 in capitals.
fn capitals(yuan: u64) -> String {
    let section = |number: u64| {
        let mut out = String::new();
        let mut gap = false;
        for (place, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
            match number / place % 10 {
                0 => gap = true,
                digit => {
                    if gap && !out.is_empty() {
                        out.push('零');
                    }
                    out.extend("零壹贰叁肆伍陆柒捌玖".chars().nth(digit as usize));
                    out.push_str(name);
                    gap = false;
                }
            }
        }
        out
    };
    let mut out = String::new();
    for (unit, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let part = yuan / unit % 10_000;
        if part == 0 {
            continue;
        }
        let gap = part < 1000 || yuan / unit % 100_000 == part && unit < 100_000_000 && yuan / unit > part;
        if gap && !out.is_empty() {
            out.push('零');
        }
        out.push_str(&section(part));
        out.push_str(name);
    }
    if out.is_empty() { "零".to_owned() } else { out }
}

proptest! {
    /// Capitals, small groups and mixed writings of an amount are the amount.
    #[test]
    fn every_writing_of_an_amount_is_the_amount(yuan_part in 0_u64..1_000_000_000_000, cents in 0_i64..100) {
        let fen = yuan_part as i64 * 100 + cents;
        let words = match (cents / 10, cents % 10) {
            (0, 0) => "整".to_owned(),
            (jiao, 0) => format!("{jiao}角"),
            (0, fen) => format!("零{fen}分"),
            (jiao, fen) => format!("{jiao}角{fen}分"),
        };
        prop_assert_eq!(yuan(&format!("人民币{}元{words}", capitals(yuan_part))), Ok(fen));
        prop_assert_eq!(yuan(&format!("{yuan_part}元{words}")), Ok(fen));
        prop_assert_eq!(yuan(&Fen(fen).grouped()), Ok(fen));
        prop_assert_eq!(yuan(&Fen(fen).grouped().replace(',', "，")), Ok(fen));
        let (yi, wan, rest) = (yuan_part / 100_000_000, yuan_part / 10_000 % 10_000, yuan_part % 10_000);
        if yi > 0 && wan > 0 {
            prop_assert_eq!(yuan(&format!("{yi}亿{wan}万{rest:04}")), Ok(yuan_part as i64 * 100));
        }
    }

    /// Plain figures with a unit are exact: what is read is the number times the unit, rounded half up.
    #[test]
    fn a_reading_never_differs_from_exact_sums(
        whole in 0_i128..100_000_000, decimals in "[0-9]{0,8}", unit in 0_usize..4,
    ) {
        let (name, fen) = [("", 100), ("元", 100), ("万", 1_000_000), ("亿元", 10_000_000_000)][unit];
        let text = if decimals.is_empty() { format!("{whole}{name}") } else { format!("{whole}.{decimals}{name}") };
        let parts = 10_i128.pow(decimals.len() as u32);
        let all = (whole * parts + decimals.parse::<i128>().unwrap_or(0)) * fen;
        let right = (2 * all + parts) / (2 * parts);
        let read = money::read(&text, Unit::Yuan).unwrap();
        prop_assert_eq!(i128::from(read.fen.0), right, "{}", text);
        prop_assert_eq!(read.rounded, all % parts != 0, "{}", text);
    }

    /// A comma anywhere but between groups of three is never read as some amount.
    #[test]
    fn wrong_groups_are_never_an_amount(groups in prop::collection::vec("[0-9]{1,5}", 2..5)) {
        let right = groups[0].len() <= 3 && !groups[0].starts_with('0') && groups[1..].iter().all(|g| g.len() == 3);
        prop_assert_eq!(yuan(&groups.join(",")).is_ok(), right);
        prop_assert_eq!(yuan(&groups.join("，")).is_ok(), right);
    }

    /// A day in Chinese numerals, with its weekday, and as a moment in another zone, is the day.
    #[test]
    fn every_writing_of_a_day_is_the_day(days in 0_i32..100_000, minute in 0_i32..1440, zone in -12_i32..=14) {
        use chrono::Datelike;
        let right = NaiveDate::from_ymd_opt(1901, 1, 1).unwrap() + chrono::Days::new(days as u64);
        let digits = |n: u32| n.to_string().chars().map(|c| "〇一二三四五六七八九".chars().nth(c as usize - 48).unwrap()).collect::<String>();
        let small = |n: u32| match (n / 10, n % 10) {
            (0, ones) => digits(ones),
            (tens, ones) => {
                let tens = if tens > 1 { digits(tens) } else { String::new() };
                format!("{tens}十{}", if ones > 0 { digits(ones) } else { String::new() })
            }
        };
        let weekday = "一二三四五六日".chars().nth(right.weekday().num_days_from_monday() as usize).unwrap();
        let (year, month, date) = (right.year() as u32, right.month(), right.day());
        let chinese = format!("{}年{}月{}日", digits(year), small(month), small(date));
        let expected = Some(right.to_string());
        prop_assert_eq!(day(&chinese), expected.clone(), "{}", chinese);
        prop_assert_eq!(day(&format!("{year}年{month}月{date}日（星期{weekday}）下午3:20")), expected.clone());
        // The minute of the day in China, told in the other zone.
        let local = right.and_hms_opt(0, 0, 0).unwrap() + chrono::TimeDelta::minutes(i64::from(minute - 480 + zone * 60));
        let text = format!("{}{:+03}:00", local.format("%Y-%m-%dT%H:%M:%S"), zone);
        prop_assert_eq!(day(&text), expected, "{}", text);
    }

    /// No text brings a reader down, and a case number reads as itself.
    #[test]
    fn readers_take_any_text(
        text in "\\PC{0,40}",
        money_text in "[0-9零一二两三十百千万亿元角分整点,.，。 ￥人民币W廿〇\\-()]{0,24}",
        date_text in "[0-9年月日号时分秒:T./Z+\\-()周星期一二十〇上下午AMPO]{0,24}",
        number_text in "[（(2014)）豫商执恢字第0-9号之一\\-年案]{0,24}",
    ) {
        for text in [&text, &money_text, &date_text, &number_text] {
            let _ = money::read(text, Unit::Wan);
            let _ = Fen::parse(text);
            let _ = date::from_text(text, true);
            let _ = text::is_blank_word(text);
            for read in [case_number::parse(text), case_number::typed(text)].into_iter().flatten() {
                prop_assert_eq!(case_number::parse(&read.normal), Ok(read));
            }
        }
    }
}
