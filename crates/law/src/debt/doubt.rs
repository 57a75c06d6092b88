//! Entries of a reckoning that can be right and are more often a slip: asked about, never refused.
use chrono::NaiveDate;

use super::exact::Decimal;
use crate::calendar::Calendar;

/// 36 % a year in millionths of a percent: above it interest agreed on was void (法释〔2015〕18号 Art. 26, until
/// 2020-08-19); later caps (法释〔2020〕17号 Art. 25: four times the LPR) are lower.
const HIGH_YEAR: i64 = 36_000_000;
/// The same by the day: ten per ten thousand are 36.5 % of a year of 365 days.
const HIGH_DAY: i64 = 10_000_000;
/// The end of a term is looked for this many days on: no holiday is longer.
const LONGEST_BREAK: usize = 15;

/// Whether a rate as typed is higher than instruments order: the kind of rate or the decimal point may be wrong.
pub fn is_high_rate(typed: &str, daily: bool) -> bool {
    let limit = if daily { HIGH_DAY } else { HIGH_YEAR };
    Decimal::parse(typed.trim()).is_ok_and(|rate| rate.millionths() > limit)
}

/// The first working day after a day off that was given as the end of a term (民诉法 Art. 85: a term does not end on a
/// holiday). Nothing if the day is a working day, or if the calendar does not tell.
pub fn end_after_day_off(calendar: &Calendar, given: NaiveDate) -> Option<NaiveDate> {
    if calendar.is_working(given)? {
        return None;
    }
    let mut days = given.iter_days().skip(1).take(LONGEST_BREAK);
    days.find(|day| calendar.is_working(*day) == Some(true))
}
