//! Dates of a case list: what only files hold beside the law's reader of texts are days as numbers.
use chrono::{Datelike, Days, NaiveDate};

use super::hint::Hint;
pub use law::date::DateError;
use law::date::{self, YEARS, civil};
use law::text::{fold, without_apostrophe};

/// Bare numbers taken for serial days: 1954-10-03 to 2064-04-08, four years and a day later in the 1904 system.
const SERIAL_MIN: f64 = 20_000.0;
/// End of the range of [`SERIAL_MIN`].
const SERIAL_MAX: f64 = 60_000.0;
/// Half a second in days. Spreadsheets keep whole seconds; a smaller part before midnight is noise of their sums.
const HALF_SECOND: f64 = 0.5 / 86_400.0;

/// Reads a date from text. A file may also hold the number of a day as text.
///
/// # Errors
/// The text is not a date, or names a day that does not exist.
pub fn from_text(text: &str, since_1904: bool) -> Result<(NaiveDate, Option<Hint>), DateError> {
    if let Some(number) = bare_number(text) {
        return from_number(number, since_1904);
    }
    let read = date::read(text)?;
    Ok((read.day, read.from_moment.then_some(Hint::UtcMoment)))
}

/// Reads a bare number: `YYYYMMDD`, or a serial day from 20000 to 60000 by the system of the workbook.
///
/// # Errors
/// The number is neither.
pub fn from_number(number: f64, since_1904: bool) -> Result<(NaiveDate, Option<Hint>), DateError> {
    if (SERIAL_MIN..SERIAL_MAX + 1.0).contains(&number) {
        let hint = since_1904.then_some(Hint::Since1904);
        return from_serial(number, since_1904).map(|day| (day, hint));
    }
    if number.fract() != 0.0 || !(10_000_000.0..100_000_000.0).contains(&number) {
        return Err(DateError::Unreadable);
    }
    let packed = number as u32;
    let year = i32::try_from(packed / 10_000).map_err(|_| DateError::Unreadable)?;
    civil(year, packed / 100 % 100, packed % 100).map(|day| (day, None))
}

/// A serial day of a cell formatted as a date. The 1900 system has a 29 February 1900 that never was (serial 60).
///
/// # Errors
/// No day has this serial.
pub fn from_serial(serial: f64, is_1904: bool) -> Result<NaiveDate, DateError> {
    if !(0.0..200_000.0).contains(&serial) {
        return Err(DateError::Unreadable);
    }
    let days = (serial + HALF_SECOND).floor() as u64;
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

/// Whether a text is the number a spreadsheet counts a day by: `46000`.
#[must_use]
pub fn is_bare_number(text: &str) -> bool {
    bare_number(text).is_some_and(|number| number <= SERIAL_MAX)
}

/// Five digits, or eight with a point behind them as data frames write them (`20220429.0`).
fn bare_number(text: &str) -> Option<f64> {
    let folded = fold(text);
    let text = without_apostrophe(folded.trim()).trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let long = whole.len() == 5 || (whole.len() == 8 && text.len() > 8);
    (long && digits(whole) && digits(fraction))
        .then(|| text.parse().ok())
        .flatten()
}
