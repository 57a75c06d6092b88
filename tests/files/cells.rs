//! Dates, amounts and words as they stand in cells.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use files::amount::{self, Amount, Unit};
use files::date::{self, DateError};
use files::heading;
use files::parties;
use files::table::yuan;
use files::unit_words::{Said, in_line};
use files::words;
use law::facts::{ArbitrationKind, BasisType, ClaimKind};
use law::money::{Fen, MoneyError};
use proptest::prelude::*;

fn ymd(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    Ok(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

/// A text in a workbook of the usual system.
fn day(text: &str) -> Result<NaiveDate, DateError> {
    date::from_text(text, false).map(|(day, _)| day)
}

/// A number in a workbook of the usual system.
fn numbered(number: f64) -> Result<NaiveDate, DateError> {
    date::from_number(number, false).map(|(day, _)| day)
}

fn fen(read: Result<Amount, MoneyError>) -> Result<Fen, MoneyError> {
    read.map(|amount| amount.fen)
}

/// Every way of writing a date, and what is none.
#[test]
fn dates_as_people_write_them() {
    for text in [
        "2022-5-9",
        "2022/05/09",
        "2022.5.9",
        "2022年5月9日",
        "2022年05月09",
        "20220509",
        " ２０２２－０５－０９ ",
        "2022-05-09 09:30:00",
        "2022-05-09T09:30",
        "2022年5月9日 9时30分",
        "2022年 5月 9日9:30",
        "20220509 09:30",
        "2022 - 5 - 9",
        "44690",
        "44690.0",
        "44690.39583",
        "2022/5/9 0:00",
        "2022-05-09 09:30:00.000",
        "2022．5．9",
    ] {
        assert_eq!(day(text), ymd(2022, 5, 9), "{text}");
    }
    for text in ["2022-02-30", "2023年2月29日", "20221301", "2022.0.1", "0022-05-09"] {
        assert_eq!(day(text), Err(DateError::NoSuchDay), "{text}");
    }
    for text in [
        "",
        "不详",
        "5月9日",
        "22.5.9",
        "2022-5",
        "2022-5-9-1",
        "2022-5-9x",
        "2022/5-9",
        "2022-5-9 25:00",
        "9/5/2022",
        "1",
        "19999",
        "60001",
        "446900",
    ] {
        assert_eq!(day(text), Err(DateError::Unreadable), "{text}");
    }
}

/// Serial days, with the day that never was.
#[test]
fn serial_days_of_both_systems() {
    assert_eq!(date::from_serial(1.0, false), ymd(1900, 1, 1));
    assert_eq!(date::from_serial(59.0, false), ymd(1900, 2, 28));
    assert_eq!(date::from_serial(60.0, false), Err(DateError::NoSuchDay));
    assert_eq!(date::from_serial(61.0, false), ymd(1900, 3, 1));
    assert_eq!(date::from_serial(44690.99, false), ymd(2022, 5, 9));
    assert_eq!(date::from_serial(43228.0, true), ymd(2022, 5, 9));
    assert_eq!(date::from_serial(f64::NAN, false), Err(DateError::Unreadable));
    assert_eq!(numbered(20_220_509.0), ymd(2022, 5, 9));
    assert_eq!(numbered(19_999.0), Err(DateError::Unreadable));
    assert_eq!(numbered(20_000.0), ymd(1954, 10, 3));
    assert_eq!(numbered(60_000.0), ymd(2064, 4, 8));
}

/// Amounts with the unit of the heading, of the cell, and none.
#[test]
fn amounts_as_people_write_them() {
    for (text, heading, fen) in [
        ("1,234.50", Unit::Yuan, 123_450),
        ("1,234.50", Unit::Wan, 1_234_500_000),
        ("35万", Unit::Yuan, 35_000_000),
        ("35.5万元", Unit::Wan, 35_500_000),
        ("￥35", Unit::Wan, 3_500),
        ("¥ 1 000.5", Unit::Yuan, 100_050),
        ("1.2亿元", Unit::Yuan, 12_000_000_000),
        ("300元", Unit::Wan, 30_000),
        ("人民币300元整", Unit::Wan, 30_000),
        ("１２３．４", Unit::Yuan, 12_340),
        ("0", Unit::Yuan, 0),
        ("-0.00", Unit::Yuan, 0),
        (".5", Unit::Yuan, 50),
        ("0.000001万", Unit::Yuan, 1),
        ("￥2万", Unit::Yuan, 2_000_000),
        ("92233720368547758.07", Unit::Yuan, i64::MAX),
    ] {
        assert_eq!(self::fen(amount::from_text(text, heading)), Ok(Fen(fen)), "{text}");
    }
    for text in ["-1", "￥-1", "-￥1", "(1,000.00)", "－５万", "−3"] {
        assert_eq!(amount::from_text(text, Unit::Yuan), Err(MoneyError::Negative), "{text}");
    }
    for text in [
        "",
        "约三十万",
        "1..2",
        "1,,2",
        ",1",
        "万",
        "1e5",
        "1-2",
        "3万余元",
        "--1",
    ] {
        assert_eq!(amount::from_text(text, Unit::Yuan), Err(MoneyError::Bad), "{text}");
    }
}

/// Numbers of cells are exact to the fen, without a word about the noise behind their 15 digits.
#[test]
fn numbers_are_exact_to_the_fen() {
    for (number, heading, fen) in [
        (74_679.460_000_000_02, Unit::Yuan, 7_467_946),
        (0.1 + 0.2, Unit::Yuan, 30),
        (35.5, Unit::Wan, 35_500_000),
        (123.45, Unit::Yi, 1_234_500_000_000),
        (9_999_999_999_999.99, Unit::Yuan, 999_999_999_999_999),
        (1.1 * 1.1 * 100.0, Unit::Yuan, 12_100),
        (-0.0, Unit::Yuan, 0),
        (1e-20, Unit::Yuan, 0),
        (0.29 * 100.0, Unit::Yuan, 2_900),
    ] {
        assert_eq!(
            self::fen(amount::from_number(number, heading)),
            Ok(Fen(fen)),
            "{number}"
        );
    }
    for number in [1e18, 1e300] {
        assert_eq!(
            amount::from_number(number, Unit::Yuan),
            Err(MoneyError::Range),
            "{number}"
        );
    }
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(
            amount::from_number(number, Unit::Yuan),
            Err(MoneyError::Bad),
            "{number}"
        );
    }
    assert_eq!(amount::from_number(-50_000.0, Unit::Yuan), Err(MoneyError::Negative));
}

/// Every code of the word tables is one the law knows, and both of its texts read back to it.
#[test]
fn words_have_codes_of_the_law() {
    let known = |code: &str| {
        let json = serde_json::json!(code);
        [
            serde_json::from_value::<BasisType>(json.clone()).is_ok(),
            serde_json::from_value::<ArbitrationKind>(json.clone()).is_ok(),
            serde_json::from_value::<ClaimKind>(json).is_ok(),
        ]
    };
    let tables: [(&'static [words::Word], usize); 3] =
        [(&words::BASES, 0), (&words::ARBITRATIONS, 1), (&words::CLAIMS, 2)];
    for (table, kind) in tables {
        for word in table {
            assert!(known(word.code)[kind], "{}", word.code);
        }
    }
    let all: [&'static [words::Word]; 4] = [&words::BASES, &words::ARBITRATIONS, &words::CLAIMS, &words::CLOSINGS];
    for table in all {
        for word in table {
            for text in [word.text.0, word.text.1, word.code] {
                assert_eq!(words::find(table, text).map(|w| w.code), Some(word.code), "{text}");
            }
        }
    }
}

/// The kind of basis by key word.
#[test]
fn bases_by_key_word() {
    for (text, code) in [
        ("民事判决", Some("civil_judgment")),
        ("刑事附带民事判决书", Some("criminal_incidental_civil")),
        ("刑事判决书", Some("criminal_property")),
        ("执行回转裁定", Some("execution_reversal")),
        ("司法确认裁定书", Some("judicial_confirmation")),
        ("承认外国法院判决裁定", Some("recognised_judgment")),
        ("体育仲裁裁决书", Some("arbitral_award")),
        ("行政处罚决定书（非诉）", Some("administrative_non_litigation")),
        ("行政判决书（涉财产部分）", Some("administrative_property")),
        ("仲裁调解书", Some("arbitral_award")),
        ("实现担保物权裁定书", Some("security_interest_ruling")),
        ("调 解 书", Some("civil_mediation")),
        ("诉讼费追缴", Some("litigation_fee_recovery")),
        ("执行证书", None),
        ("判决", None),
    ] {
        assert_eq!(words::find(&words::BASES, text).map(|w| w.code), code, "{text}");
    }
}

/// The kind of arbitration by key word; a party's name does not make an award one of sports.
#[test]
fn arbitrations_by_key_word() {
    for (text, code) in [
        ("体育仲裁裁决书", Some("sports")),
        ("某体育公司劳动仲裁裁决书", Some("labor")),
        ("商事仲裁裁决书", Some("commercial")),
        ("仲裁裁决书", None),
    ] {
        assert_eq!(words::find(&words::ARBITRATIONS, text).map(|w| w.code), code, "{text}");
    }
}

/// Headings as courts write them.
#[test]
fn headings_as_courts_write_them() {
    for (text, key, unit) in [
        ("案 号", "case_number", None),
        ("执行案号*", "case_number", None),
        ("立案时间", "filed_on", None),
        ("申请人", "applicant", None),
        ("被执行人姓名/名称", "debtor", None),
        ("执行标的额（万元）", "claim_amount_fen", Some(Unit::Wan)),
        ("标的额/元", "claim_amount_fen", Some(Unit::Yuan)),
        ("标的额\n(单位:亿元)", "claim_amount_fen", Some(Unit::Yi)),
        ("承办法官", "handler", None),
        ("是否涉及党政机关", "party_or_gov_organ", None),
        ("Case number", "case_number", None),
        ("执行依据文号", "basis_doc_no", None),
        ("申请标的额万元", "claim_amount_fen", Some(Unit::Wan)),
    ] {
        let heading = heading::read(&[text]);
        assert_eq!(heading.named.map(|(c, _)| c.key), Some(key), "{text}");
        assert_eq!(heading.unit, unit.map_or(Said::Nothing, Said::Unit), "{text}");
    }
    for text in [
        "被执行人地址",
        "联系电话",
        "",
        "2022年全市法院执行案件台账（一季度）",
        "繁简结论",
        "退回原因",
    ] {
        assert!(heading::read(&[text]).named.is_none(), "{text}");
    }
}

proptest! {
    /// Amounts written out are read back, with any unit in the heading once the cell names its own.
    #[test]
    fn amounts_round_trip(fen in 0..i64::MAX) {
        prop_assert_eq!(self::fen(amount::from_text(&yuan(Fen(fen)), Unit::Yuan)), Ok(Fen(fen)));
        let named = format!("{}元", yuan(Fen(fen)));
        prop_assert_eq!(self::fen(amount::from_text(&named, Unit::Wan)), Ok(Fen(fen)));
    }

    /// What a workbook's number holds is the amount, to the fen.
    #[test]
    fn amounts_survive_floats(fen in 0_i64..1_000_000_000_000_000) {
        prop_assert_eq!(self::fen(amount::from_number(fen as f64 / 100.0, Unit::Yuan)), Ok(Fen(fen)));
    }

    /// Days written in any form are read back.
    #[test]
    fn dates_round_trip(days in 0_u64..90_000, form in 0_usize..5) {
        let expected = NaiveDate::from_ymd_opt(1900, 3, 1).unwrap() + chrono::Days::new(days);
        let format = ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%m.%d", "%Y年%-m月%-d日", "%Y%m%d 23:59:59"][form];
        prop_assert_eq!(day(&expected.format(format).to_string()), Ok(expected));
        prop_assert_eq!(date::from_serial(days as f64 + 61.0, false), Ok(expected));
    }

    /// No text brings a parser down.
    #[test]
    fn parsers_take_any_text(text in "\\PC{0,40}", spiced in "[0-9年月日:T./,￥万亿元()（）\\- －]{0,24}", number in any::<f64>()) {
        for text in [&text, &spiced] {
            let _ = date::from_text(text, true);
            let _ = amount::from_text(text, Unit::Wan);
            let _ = heading::read(&[text, &spiced, text]);
            let _ = in_line(text);
            let _ = parties::split(text);
            let _ = words::yes_no(text);
            let _ = words::find(&words::BASES, text);
        }
        let _ = date::from_number(number, true);
        let _ = date::from_serial(number, true);
        let _ = amount::from_number(number, Unit::Yi);
    }
}
