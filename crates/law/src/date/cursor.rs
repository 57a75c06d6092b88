//! Reads a text from its beginning: signs, words, figures, the day itself.
use chrono::Weekday;

use crate::numerals::{below_ten_thousand, digit, one_by_one, place};

/// What is left to read.
pub(super) struct Cursor<'a> {
    pub rest: &'a str,
}

impl Cursor<'_> {
    /// One of the characters, with white space around it.
    pub fn one_of(&mut self, wanted: &str) -> Option<char> {
        let rest = self.rest.trim_start();
        let c = rest.chars().next().filter(|c| wanted.contains(*c))?;
        self.rest = rest[c.len_utf8()..].trim_start();
        Some(c)
    }

    /// The word, in any case, with white space around it.
    pub fn word(&mut self, word: &str) -> bool {
        let rest = self.rest.trim_start();
        let found = rest
            .get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word));
        if found {
            self.rest = rest[word.len()..].trim_start();
        }
        found
    }

    /// `min` to `max` figures, all that stand there.
    pub fn figures(&mut self, min: usize, max: usize) -> Option<u32> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits < min || digits > max {
            return None;
        }
        let (head, tail) = self.rest.split_at(digits);
        self.rest = tail;
        head.parse().ok()
    }

    /// Chinese numerals, all that stand there. A letter O or a figure 0 is written for 〇.
    fn words(&mut self) -> String {
        let is_numeral = |c: &char| !c.is_ascii_digit() && digit(*c).or(place(*c)).is_some();
        let is_word = |c: &char| is_numeral(c) || "廿卅Oo0".contains(*c);
        let found: String = self.rest.chars().take_while(is_word).collect();
        self.rest = &self.rest[found.len()..];
        found.replace(['O', 'o'], "〇")
    }

    fn year(&mut self) -> Option<u32> {
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            return self.figures(4, 4);
        }
        let words = self.words();
        one_by_one(&words).filter(|_| words.chars().count() == 4)
    }

    /// A month or a day of it.
    fn small(&mut self) -> Option<u32> {
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            return self.figures(1, 2);
        }
        below_ten_thousand(&self.words())
    }

    /// `20220429`, or a year, month and day with the same sign between them.
    pub fn day(&mut self) -> Option<(i32, u32, u32)> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 8 || digits == 14 {
            let (head, tail) = self.rest.split_at(8);
            self.rest = tail;
            let packed: u32 = head.parse().ok()?;
            let year = i32::try_from(packed / 10_000).ok()?;
            return Some((year, packed / 100 % 100, packed % 100));
        }
        let year = i32::try_from(self.year()?).ok()?;
        let first = self.one_of("-/._、·,年")?;
        let month = self.small()?;
        let second = self.one_of(if first == '年' { "月" } else { "-/._、·," })?;
        if first != '年' && second != first {
            return None;
        }
        let day = self.small()?;
        // The closing 日 is often left out, or put behind figures.
        // A scanner takes 日 for 曰.
        let closed = self.one_of("日号曰").is_some();
        let parts = |c: char| c.is_whitespace() || "Tt([【〔".contains(c) || !c.is_ascii();
        (closed || self.rest.is_empty() || self.rest.starts_with(parts)).then_some((year, month, day))
    }

    /// A weekday in Chinese or English, if one stands there.
    pub fn weekday(&mut self) -> Option<Weekday> {
        const ENGLISH: [&str; 7] = [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ];
        let days: [Weekday; 7] = std::array::from_fn(|at| Weekday::try_from(at as u8).unwrap_or(Weekday::Mon));
        for (name, day) in ENGLISH.iter().zip(days) {
            if self.word(name) || self.word(&name[..3]) {
                self.one_of(".,");
                return Some(day);
            }
        }
        let mut ahead = Cursor { rest: self.rest };
        if !["星期", "礼拜", "周", "週"].iter().any(|word| ahead.word(word)) {
            return None;
        }
        let at = "一二三四五六日天".chars().position(|c| ahead.rest.starts_with(c))?;
        ahead.one_of("一二三四五六日天");
        self.rest = ahead.rest;
        days.get(at.min(6)).copied()
    }
}
