//! Integer tables over all days: how many working days up to a day, and which day is the n-th.
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::index;
use super::notice::YearNotice;
use super::reckoned::Reckoned;

/// Three ways to read the days no notice has settled. Settled days are the same in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Monday to Friday less the statutory days.
    Reckoned = 0,
    /// Every weekend day that may become a make-up day is worked: dates come as early as they can.
    Most = 1,
    /// Every weekday that may become a rest day is off: dates come as late as they can.
    Fewest = 2,
}

/// Years the tables can hold: their day indexes fit 16 bits.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 2004..=2182;

/// One reading. Day indexes fit 16 bits: see [`YEARS`].
#[derive(Clone, Debug)]
pub(crate) struct Track {
    /// Working days from the first day up to and including this one.
    rank: Box<[u16]>,
    /// Index of each working day.
    days: Box<[u16]>,
}

impl Track {
    fn new(working: &[bool]) -> Track {
        let mut rank = Vec::with_capacity(working.len());
        let mut days = Vec::with_capacity(working.len() * 3 / 4);
        for (i, w) in working.iter().enumerate() {
            if *w {
                days.push(i as u16);
            }
            rank.push(days.len() as u16);
        }
        Track {
            rank: rank.into(),
            days: days.into(),
        }
    }

    /// Days in the table.
    pub(crate) fn len(&self) -> i32 {
        self.rank.len() as i32
    }

    /// Working days up to and including the day; 0 just before the table, `None` outside.
    #[inline]
    pub(crate) fn rank(&self, i: i32) -> Option<i32> {
        if i == -1 {
            return Some(0);
        }
        self.rank.get(usize::try_from(i).ok()?).map(|r| i32::from(*r))
    }

    /// Index of the n-th working day of the table, from 1.
    #[inline]
    pub(crate) fn select(&self, n: i32) -> Option<i32> {
        self.days.get(usize::try_from(n - 1).ok()?).map(|d| i32::from(*d))
    }

    /// Whether the day is worked.
    #[inline]
    pub(crate) fn working(&self, i: i32) -> Option<bool> {
        Some(self.rank(i)? != self.rank(i - 1).unwrap_or(0)).filter(|_| i >= 0)
    }

    /// The day itself if worked, else the next working day.
    #[inline]
    pub(crate) fn on_or_after(&self, i: i32) -> Option<i32> {
        if i < 0 {
            return None;
        }
        self.select(self.rank(i - 1)? + 1)
    }

    /// The day itself if worked, else the working day before.
    #[inline]
    pub(crate) fn on_or_before(&self, i: i32) -> Option<i32> {
        self.select(self.rank(i)?)
    }
}

/// The three readings over 2004-01-01 to the end of the last year with known festivals.
pub(super) fn build(years: &BTreeMap<i32, YearNotice>, reckoned: &Reckoned, last_settled: i32) -> [Track; 3] {
    let last_year = reckoned.last_year().max(last_settled);
    let first = NaiveDate::from_ymd_opt(2004, 1, 1).unwrap_or_default();
    let plain: Vec<bool> = first
        .iter_days()
        .take_while(|d| d.year() <= last_year)
        .map(|d| d.weekday().number_from_monday() < 6)
        .collect();
    let mut tables = [plain.clone(), plain.clone(), plain];
    for year in last_settled + 1..=last_year {
        reckon(&mut tables, reckoned, year);
    }
    for notice in years.values() {
        for table in &mut tables {
            apply(table, notice);
        }
    }
    tables.map(|t| Track::new(&t))
}

fn set(table: &mut [bool], day: NaiveDate, working: bool) {
    if let Some(slot) = usize::try_from(index(day)).ok().and_then(|i| table.get_mut(i)) {
        *slot = working;
    }
}

/// "A date in work is a working day; else a date in off is a rest day" (calendar.json).
fn apply(table: &mut [bool], notice: &YearNotice) {
    notice.off.iter().for_each(|(d, _)| set(table, *d, false));
    notice.work.iter().for_each(|(d, _)| set(table, *d, true));
}

/// What is known and what is possible in a year without notice. Reaches into the December before.
fn reckon(tables: &mut [Vec<bool>; 3], reckoned: &Reckoned, year: i32) {
    let blocks = reckoned.blocks(year);
    for block in blocks {
        let (first, last) = (index(block.first), index(block.last));
        let [off_before, off_after, work_before, work_after] = block.reach.map(i32::from);
        for i in first - work_before..=last + work_after {
            let Some(day) = super::date(i) else { continue };
            let weekend = day.weekday().number_from_monday() > 5;
            if weekend {
                set(&mut tables[Reading::Most as usize], day, true);
            } else if (first - off_before..=last + off_after).contains(&i) {
                set(&mut tables[Reading::Fewest as usize], day, false);
            }
        }
    }
    for day in blocks.iter().flat_map(|b| b.days()) {
        tables.iter_mut().for_each(|t| set(t, day, false));
    }
}

/// Index of the first day on which the readings differ.
pub(super) fn first_difference(tracks: &[Track; 3]) -> i32 {
    let [reckoned, most, fewest] = tracks;
    let differs = |i: &i32| most.rank(*i) != fewest.rank(*i) || reckoned.rank(*i) != most.rank(*i);
    (0..reckoned.len()).find(differs).unwrap_or(reckoned.len())
}
