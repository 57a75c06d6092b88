//! Numbers of documents by type and year: `（2026）豫14执123号之一`. How a form is numbered is a pattern in its text; all that
//! differs between two documents of a series is one serial.
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::fill::small_numerals;

/// The number of the case: a pattern with it counts within each case.
const CASE: &str = "{{案号}}";
/// The year a document is sent in: a pattern with it counts within each year.
const YEAR: &str = "{{年份}}";
/// The serial, in digits or in Chinese numerals.
const SERIALS: [(&str, bool); 2] = [("{{序号}}", false), ("{{中文序号}}", true)];
/// Most that is written in Chinese numerals.
const NUMERALS_MOST: u32 = 99;

/// Whether a pattern numbers documents: it has the serial once, what it counts within, and no other place.
#[must_use]
pub fn is_pattern(pattern: &str) -> bool {
    let once = SERIALS
        .iter()
        .map(|(place, _)| pattern.matches(place).count())
        .sum::<usize>()
        == 1;
    let within = pattern.contains(CASE) || pattern.contains(YEAR);
    let places = [CASE, YEAR].into_iter().chain(SERIALS.map(|(place, _)| place));
    let rest = places.fold(pattern.to_owned(), |rest, place| rest.replace(place, ""));
    once && within && !rest.contains(['{', '}'])
}

/// The numbers of one case, or of one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    before: String,
    after: String,
    in_numerals: bool,
}

impl Series {
    /// The series a pattern makes of a case and a year; nothing if it is no pattern.
    #[must_use]
    pub fn of(pattern: &str, case_number: &str, year: i32) -> Option<Series> {
        let (place, in_numerals) = SERIALS.into_iter().find(|(place, _)| pattern.contains(place))?;
        let (before, after) = pattern.split_once(place)?;
        let whole = |part: &str| part.replace(CASE, case_number).replace(YEAR, &year.to_string());
        is_pattern(pattern).then(|| Series {
            before: whole(before),
            after: whole(after),
            in_numerals,
        })
    }

    /// The number with a serial.
    #[must_use]
    pub fn number(&self, serial: u32) -> String {
        let serial = match self.in_numerals && serial <= NUMERALS_MOST {
            true => small_numerals(serial),
            false => serial.to_string(),
        };
        format!("{}{serial}{}", self.before, self.after)
    }

    /// What it is called: a number of it with `…` for the serial.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}…{}", self.before, self.after)
    }

    /// The serial of a number of this series, however somebody typed it ([`plain`]).
    #[must_use]
    pub fn serial(&self, number: &str) -> Option<u32> {
        let number = plain(number);
        let inner = number
            .strip_prefix(&plain(&self.before))?
            .strip_suffix(&plain(&self.after))?;
        if !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit()) {
            return inner.parse::<u32>().ok().filter(|serial| *serial > 0);
        }
        (1..=NUMERALS_MOST).find(|serial| small_numerals(*serial) == inner)
    }

    /// The next number: the first that is free from the lowest ever given on. So what was taken back is given again, be it the
    /// first, and who began the year on paper goes on from there. `back`: the numbers that were taken back; `after`: up to this
    /// serial all went out, though the book does not know of each; 0: none.
    #[must_use]
    pub fn next<'n>(
        &self,
        used: impl Iterator<Item = &'n str>,
        back: impl Iterator<Item = &'n str>,
        after: u32,
    ) -> String {
        let used: BTreeSet<u32> = used.filter_map(|number| self.serial(number)).collect();
        let back = back.filter_map(|number| self.serial(number)).min();
        let first = used.first().copied().into_iter().chain(back).min().unwrap_or(1);
        let first = first.max(after.saturating_add(1));
        let free = (first..=u32::MAX).find(|serial| !used.contains(serial));
        self.number(free.unwrap_or(first))
    }
}

/// A number as it is compared with others: without blanks, wide signs narrow, all brackets alike. `〔2026〕执协 7 号` is
/// `（2026）执协7号`, and given twice it must be seen.
#[must_use]
pub fn plain(number: &str) -> String {
    let round = |c: char| match c {
        '〔' | '[' | '【' => '(',
        '〕' | ']' | '】' => ')',
        other => other,
    };
    law::text::squeeze(number).chars().map(round).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const RULING: &str = "{{案号}}之{{中文序号}}";
    const NOTICE: &str = "（{{年份}}）执协{{序号}}号";

    #[test]
    fn a_number_is_written_and_read_alike() {
        let ruling = Series::of(RULING, "（2026）豫14执123号", 2026).unwrap();
        let notice = Series::of(NOTICE, "甲", 2026).unwrap();
        for (series, serial, number) in [
            (&ruling, 1, "（2026）豫14执123号之一"),
            (&ruling, 20, "（2026）豫14执123号之二十"),
            (&ruling, 31, "（2026）豫14执123号之三十一"),
            (&ruling, 100, "（2026）豫14执123号之100"),
            (&notice, 7, "（2026）执协7号"),
        ] {
            assert_eq!(series.number(serial), number);
            assert_eq!(series.serial(number), Some(serial));
        }
        for typed in ["(2026)执协7号", "〔2026〕执协 ７ 号", " （2026） 执协07号"] {
            assert_eq!(notice.serial(typed), Some(7), "{typed}");
        }
        assert_eq!(ruling.serial("(2026)豫14执123号之 二"), Some(2));
        for strange in [
            "（2026）执协+7号",
            "（2025）执协7号",
            "（2026）执协号",
            "（2026）执协0号",
            "（2026）执协七甲号",
            "",
        ] {
            assert_eq!(notice.serial(strange), None, "{strange}");
        }
    }

    #[test]
    fn the_next_number_leaves_no_gap_and_is_nobody_elses() {
        let notice = Series::of(NOTICE, "", 2026).unwrap();
        let table: [(&[u32], &[u32], u32); 8] = [
            (&[], &[], 1),
            (&[1, 2], &[], 3),
            (&[2, 1, 4], &[], 3),
            (&[57], &[], 58),
            (&[57, 59], &[], 58),
            // The first was taken back: it is not skipped for good.
            (&[2, 3], &[1], 1),
            (&[58], &[57, 60], 57),
            (&[], &[57], 57),
        ];
        for (used, back, next) in table {
            let numbers = |serials: &[u32]| -> Vec<String> { serials.iter().map(|s| notice.number(*s)).collect() };
            let (numbers, back) = (numbers(used), numbers(back));
            let others = ["（2025）执协9号", "甲"];
            let used_now = numbers.iter().map(String::as_str).chain(others);
            let given = notice.next(used_now, back.iter().map(String::as_str), 0);
            assert_eq!(given, notice.number(next), "{used:?} {back:?}");
        }
    }

    #[test]
    fn what_went_out_unknown_to_the_book_is_not_given_again() {
        let notice = Series::of(NOTICE, "", 2026).unwrap();
        let of = |serials: &[u32]| -> Vec<String> { serials.iter().map(|s| notice.number(*s)).collect() };
        for (used, back, after, next) in [(&[1, 2][..], &[][..], 5, 6), (&[1, 6, 7], &[3], 5, 8), (&[], &[], 0, 1)] {
            let (used, back) = (of(used), of(back));
            let given = notice.next(used.iter().map(String::as_str), back.iter().map(String::as_str), after);
            assert_eq!(given, notice.number(next), "{used:?} {back:?} {after}");
        }
        assert_eq!(notice.name(), "（2026）执协…号");
    }

    #[test]
    fn a_pattern_has_one_serial_and_what_it_counts_within() {
        for (pattern, is) in [
            (RULING, true),
            (NOTICE, true),
            ("执协{{序号}}号", false),
            ("（{{年份}}）{{序号}}{{中文序号}}", false),
            ("（{{年份}}）{{序号}}{{序号}}", false),
            ("{{案号}}", false),
            ("{{案号}}{{承办人}}{{序号}}", false),
            ("", false),
        ] {
            assert_eq!(is_pattern(pattern), is, "{pattern}");
        }
    }
}
