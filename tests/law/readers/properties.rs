//! What holds for every amount, day and text.
use chrono::NaiveDate;
use files::{date, text};
use law::case_number;
use law::money::{self, Fen, Unit};
use proptest::prelude::*;

use crate::readers::{day, yuan};

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

    /// What a document says in capitals is read back as the amount.
    #[test]
    fn an_amount_in_capitals_reads_back(fen in prop_oneof![
        0_i64..100_000, 0_i64..=1_000_000_000_000_000, (0_i64..10_000).prop_map(|n| n * 100_000_000_000),
        (0_i64..1_000, 0_u32..13).prop_map(|(n, zeros)| n * 10_i64.pow(zeros)),
    ]) {
        let text = law::capitals::document(Fen(fen)).unwrap();
        prop_assert_eq!(yuan(&text), Ok(fen), "{}", text);
        prop_assert_eq!(yuan(&law::capitals::capitals(Fen(fen))), Ok(fen), "{}", text);
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
