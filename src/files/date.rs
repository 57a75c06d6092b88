//! Dates as they stand in case lists.
//!
//! Read are: Excel dates; text `YYYY-M-D`, `YYYY/M/D`, `YYYY.M.D`, `YYYY年M月D日` and `YYYYMMDD`, each also with a
//! time of day, spaces or full-width digits; and bare serial days of the 1900 system.
use chrono::{Datelike, Days, NaiveDate};

use super::text::fold;

/// Bare numbers taken for serial days: 1954-10-03 to 2064-04-08.
const SERIAL_MIN: f64 = 20_000.0;
/// End of the range of [`SERIAL_MIN`].
const SERIAL_MAX: f64 = 60_000.0;
/// Years believed: others are slips of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Why something is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Written as a date, but there is no such day.
    NoSuchDay,
    /// Not written as a date.
    Unreadable,
}

/// Reads a date from text.
///
/// # Errors
/// The text is not a date, or names a day that does not exist.
pub fn from_text(text: &str) -> Result<NaiveDate, DateError> {
    let folded = fold(text);
    let text = folded.trim();
    if let Some(serial) = bare_serial(text) {
        return from_number(serial);
    }
    let mut cursor = Cursor { rest: text };
    let (year, month, day) = cursor.day().ok_or(DateError::Unreadable)?;
    cursor.time_of_day().ok_or(DateError::Unreadable)?;
    civil(year, month, day)
}

/// Reads a bare number: `YYYYMMDD`, or a serial day from 20000 to 60000 (1900 system).
///
/// # Errors
/// The number is neither.
pub fn from_number(number: f64) -> Result<NaiveDate, DateError> {
    if (SERIAL_MIN..SERIAL_MAX + 1.0).contains(&number) {
        return from_serial(number, false);
    }
    if number.fract() != 0.0 || !(10_000_000.0..100_000_000.0).contains(&number) {
        return Err(DateError::Unreadable);
    }
    let packed = number as u32;
    civil(
        i32::try_from(packed / 10_000).unwrap_or_default(),
        packed / 100 % 100,
        packed % 100,
    )
}

/// A serial day of a cell formatted as a date. The 1900 system has a 29 February 1900 that never was (serial 60).
///
/// # Errors
/// No day has this serial.
pub fn from_serial(serial: f64, is_1904: bool) -> Result<NaiveDate, DateError> {
    if !(0.0..200_000.0).contains(&serial) {
        return Err(DateError::Unreadable);
    }
    let days = serial.trunc() as u64;
    let (epoch, add) = match (is_1904, days) {
        (true, _) => ((1904, 1, 1), days),
        (false, 0 | 60) => return Err(DateError::NoSuchDay),
        (false, 1..60) => ((1899, 12, 31), days),
        (false, _) => ((1899, 12, 30), days),
    };
    NaiveDate::from_ymd_opt(epoch.0, epoch.1, epoch.2)
        .and_then(|day| day.checked_add_days(Days::new(add)))
        .filter(|day| YEARS.contains(&day.year()))
        .ok_or(DateError::NoSuchDay)
}

fn civil(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    NaiveDate::from_ymd_opt(year, month, day)
        .filter(|day| YEARS.contains(&day.year()))
        .ok_or(DateError::NoSuchDay)
}

/// Digits with at most one point, as a number in the serial range.
fn bare_serial(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let whole = text.split('.').next().unwrap_or_default();
    if !plain || whole.len() != 5 || text.matches('.').count() > 1 {
        return None;
    }
    text.parse().ok()
}

/// What is left to read.
struct Cursor<'a> {
    rest: &'a str,
}

impl Cursor<'_> {
    fn spaces(&mut self) -> bool {
        let before = self.rest.len();
        self.rest = self.rest.trim_start();
        self.rest.len() < before
    }

    /// One of the characters, with white space around it.
    fn one_of(&mut self, wanted: &str) -> Option<char> {
        let rest = self.rest.trim_start();
        let c = rest.chars().next().filter(|c| wanted.contains(*c))?;
        self.rest = rest[c.len_utf8()..].trim_start();
        Some(c)
    }

    /// `min` to `max` digits, all that stand there.
    fn number(&mut self, min: usize, max: usize) -> Option<u32> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits < min || digits > max {
            return None;
        }
        let (head, tail) = self.rest.split_at(digits);
        self.rest = tail;
        head.parse().ok()
    }

    fn day(&mut self) -> Option<(i32, u32, u32)> {
        if let Some(packed) = self.number(8, 8) {
            let year = i32::try_from(packed / 10_000).ok()?;
            return Some((year, packed / 100 % 100, packed % 100));
        }
        let year = i32::try_from(self.number(4, 4)?).ok()?;
        let first = self.one_of("-/.年")?;
        let month = self.number(1, 2)?;
        self.one_of(match first {
            '年' => "月",
            '-' => "-",
            '/' => "/",
            _ => ".",
        })?;
        let day = self.number(1, 2)?;
        if first == '年' {
            // The closing 日 is often left out.
            let at_end = self.rest.is_empty() || self.rest.starts_with(char::is_whitespace);
            if self.one_of("日号").is_some() {
                return self.at_time(true).then_some((year, month, day));
            }
            return at_end.then_some((year, month, day));
        }
        self.at_time(false).then_some((year, month, day))
    }

    /// What follows a day is its end, a space, `T`, or after 日 anything that may be a time.
    fn at_time(&self, closed: bool) -> bool {
        closed || self.rest.is_empty() || self.rest.starts_with([' ', '\t', '\n', '\r', 'T', 't'])
    }

    /// A time of day up to the end of the text, or nothing.
    fn time_of_day(&mut self) -> Option<()> {
        self.spaces();
        if self.rest.is_empty() {
            return Some(());
        }
        self.one_of("Tt");
        let hour = self.number(1, 2).filter(|h| *h < 24)?;
        let colon = self.one_of(":时点")? == ':';
        if self.rest.is_empty() {
            return (!colon).then_some(());
        }
        self.number(1, 2).filter(|m| *m < 60)?;
        let _ = hour;
        if self.one_of(if colon { ":" } else { "分" }).is_some() && !self.rest.is_empty() {
            self.number(1, 2).filter(|s| *s < 60)?;
            self.one_of("秒");
        }
        self.fraction_and_zone()
    }

    /// `.000`, `Z`, `+08:00`: left by other programs, without meaning for a civil date at UTC+8.
    fn fraction_and_zone(&mut self) -> Option<()> {
        if let Some(rest) = self.rest.strip_prefix('.') {
            self.rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        let rest = self.rest.trim();
        matches!(rest, "" | "Z" | "z" | "+08:00" | "+0800").then_some(())
    }
}
