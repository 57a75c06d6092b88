//! Dates as people and programs write them.
//!
//! Read are days with a four-digit year first, in figures or Chinese numerals (`2022-4-29`, `2022年4月29日`,
//! `二〇二二年四月二十九日`, `20220429`), each also with a weekday, a time of day and a zone. A moment with another
//! zone than China's is the day it was in China. Refused are days without year or day, two-digit years, two days,
//! other calendars (民国, 农历), and a weekday that the day was not.
use chrono::{Datelike, Days, NaiveDate};

use super::text::{fold, without_apostrophe};

mod cursor;
mod tail;

use cursor::Cursor;
use tail::Tail;

/// Years believed: others are slips of the pen.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;
/// Minutes from UTC to the civil time of China.
const CHINA: i32 = 8 * 60;
const DAY_MINUTES: i32 = 24 * 60;
/// Longest date read, in characters.
const LENGTH_MAX: usize = 80;

/// Why something is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Written as a date, but there is no such day, or it was another weekday.
    NoSuchDay,
    /// Not written as a date.
    Unreadable,
}

/// A day as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The civil day in China.
    pub day: NaiveDate,
    /// The text named a moment in another zone.
    pub from_moment: bool,
}

/// Reads a date from text.
///
/// ```
/// let day = law::date::read("2022年9月30日").map(|read| read.day.to_string());
/// assert_eq!(day.as_deref(), Ok("2022-09-30"));
/// assert!(law::date::read("2022-02-30").is_err());
/// ```
///
/// # Errors
/// The text is not a date, or names a day that does not exist.
pub fn read(text: &str) -> Result<Day, DateError> {
    let folded = fold(text);
    let text = without_apostrophe(folded.trim()).trim();
    if text.len() > LENGTH_MAX * 3 {
        return Err(DateError::Unreadable);
    }
    let text = text.strip_suffix(['.', '。', ';', ',']).unwrap_or(text);
    let mut cursor = Cursor { rest: text };
    let before = cursor.weekday();
    let (year, month, day) = cursor.day().ok_or(DateError::Unreadable)?;
    let tail = Tail::read(cursor).ok_or(DateError::Unreadable)?;
    let day = civil(year, month, day)?;
    if before
        .into_iter()
        .chain(tail.weekday)
        .any(|weekday| weekday != day.weekday())
    {
        return Err(DateError::NoSuchDay);
    }
    let Some((minute, zone)) = tail.moment else {
        return Ok(Day {
            day,
            from_moment: false,
        });
    };
    let shift = (minute - zone + CHINA).div_euclid(DAY_MINUTES);
    let days = Days::new(u64::from(shift.unsigned_abs()));
    let moved = if shift < 0 {
        day.checked_sub_days(days)
    } else {
        day.checked_add_days(days)
    };
    Ok(Day {
        day: moved.ok_or(DateError::NoSuchDay)?,
        from_moment: zone != CHINA,
    })
}

/// The day of a year, month and day.
///
/// # Errors
/// There is no such day in the years believed.
pub fn civil(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    NaiveDate::from_ymd_opt(year, month, day)
        .filter(|day| YEARS.contains(&day.year()))
        .ok_or(DateError::NoSuchDay)
}
