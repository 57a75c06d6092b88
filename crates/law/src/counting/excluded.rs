//! Excluded time (扣除期限): the clock stands still on these days (法释〔2000〕29号9, 执行程序解释13).
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::{Track, index};

/// An excluded period, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// The union of the periods after `cursor`, one stretch at a time, without sorting or allocating: the stretch with the
/// earliest day not yet behind the cursor, cut to what is new.
pub(crate) fn next_stretch(cursor: i32, periods: &[Period]) -> Option<(i32, i32)> {
    periods
        .iter()
        .map(|p| (index(p.from).max(cursor + 1), index(p.to)))
        .filter(|(from, to)| from <= to)
        .min()
}

/// Days by which the periods extend a term of calendar days that runs from `start` to `end` (indexes). A period that
/// begins after the term, extended so far, has run out adds nothing.
pub(super) fn days_added(start: i32, end: i32, periods: &[Period]) -> Option<i32> {
    let (mut cursor, mut end, mut added) = (start, end, 0i32);
    while let Some((from, to)) = next_stretch(cursor, periods).filter(|(from, _)| *from <= end) {
        let days = to - from + 1;
        added = added.checked_add(days)?;
        end = end.checked_add(days)?;
        cursor = to;
    }
    Some(added)
}

/// The day a limit that has counted all its days by `end` runs out on: the first working day from then on that no period
/// covers. Until that day the limit still runs (民诉法85), so a period may begin on a rest day it rolls over, or on it.
pub(super) fn roll(track: &Track, end: i32, periods: &[Period]) -> Option<i32> {
    let mut last = track.on_or_after(end)?;
    while let Some(period) = periods.iter().find(|p| index(p.from) <= last && last <= index(p.to)) {
        last = track.on_or_after(index(period.to).checked_add(1)?)?;
    }
    Some(last)
}

/// Days of the periods after `end` and before `last`, common days once.
pub(super) fn days_rolled_over(end: i32, last: i32, periods: &[Period]) -> i32 {
    let (mut cursor, mut days) = (end, 0);
    while let Some((from, to)) = next_stretch(cursor, periods).filter(|(from, _)| *from < last) {
        days += to.min(last - 1) - from + 1;
        cursor = to;
    }
    days
}

/// The working day that completes the count when working days inside the periods are skipped, and the calendar days of
/// the periods that mattered.
pub(super) fn walk_working(track: &Track, start: i32, target: i32, periods: &[Period]) -> Option<(i32, u32)> {
    let (mut cursor, mut target, mut excluded) = (start, target, 0u32);
    let mut end = track.select(target)?;
    while let Some((from, to)) = next_stretch(cursor, periods).filter(|(from, _)| *from <= end) {
        target += track.rank(to)? - track.rank(from - 1)?;
        end = track.select(target)?;
        excluded += (to - from + 1) as u32;
        cursor = to;
    }
    Some((end, excluded))
}
