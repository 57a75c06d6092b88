//! The calendar of working days: what the State Council's notices settled, and what they have not settled yet.
//!
//! A day of a settled year is working or not. A day of a later year is *reckoned*: Monday to Friday less the statutory
//! days themselves (全国年节及纪念日放假办法), with two more readings beside it that bound what a notice could still do:
//! the one with the most and the one with the fewest working days. Whatever is counted over such days is a range.
mod amendment;
mod compiled;
mod data;
mod gazette;
mod notice;
mod reckoned;
mod track;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};

pub use amendment::Amendment;
pub use compiled::Compiled;
pub use gazette::{gazette, is_gazette};
pub use notice::{NoticeError, YearNotice};
use reckoned::Reckoned;
pub(crate) use track::{Reading, Track};

/// The embedded rule text of the built-in calendar.
pub const BUILTIN: &str = include_str!("../../../../rules/calendar.json");

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// An ordinary working day.
    Working,
    /// A Saturday or Sunday worked in exchange (调休上班日): a working day.
    MakeUp,
    /// A Saturday or Sunday at rest.
    Weekend,
    /// A day off by the notice, or a statutory day of a year without notice.
    Holiday,
}

impl DayKind {
    /// Whether limits count it.
    pub fn is_working(self) -> bool {
        matches!(self, DayKind::Working | DayKind::MakeUp)
    }
}

/// A day with its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day<'a> {
    /// Working, make-up, weekend or holiday.
    pub kind: DayKind,
    /// The holiday it belongs to (for a make-up day: the one it pays for).
    pub name: Option<&'a str>,
    /// Its year has a notice.
    pub settled: bool,
    /// A notice not yet published could still change it (also true of the last days of a settled year).
    pub may_move: bool,
    /// The notice it rests on.
    pub notice: Option<&'a YearNotice>,
}

/// The calendar: notices by year, and the three readings as integer tables.
#[derive(Clone, Debug)]
pub struct Calendar {
    years: BTreeMap<i32, YearNotice>,
    reckoned: Reckoned,
    last_settled: i32,
    readings: [Track; 3],
    first_movable: i32,
}

/// First day of all tables.
pub(crate) fn base_ce() -> i32 {
    // 2004-01-01 counted from 0001-01-01 as day 1.
    731_581
}

/// Index of a day in the tables; may be negative or beyond their end.
pub(crate) fn index(day: NaiveDate) -> i32 {
    day.num_days_from_ce() - base_ce()
}

/// The day at an index.
pub(crate) fn date(index: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(index + base_ce())
}

impl Calendar {
    /// The calendar this build carries: 2004–2026 settled.
    pub fn builtin() -> &'static Calendar {
        static CALENDAR: OnceLock<Calendar> = OnceLock::new();
        CALENDAR.get_or_init(|| Calendar::parse(BUILTIN).unwrap_or_else(|_| Calendar::empty()))
    }

    /// A calendar without any notice; only stands in if the embedded text were broken, which a test rules out.
    fn empty() -> Calendar {
        Calendar::assemble(BTreeMap::new(), Reckoned::default())
    }

    /// Reads rule text of the shape of `rules/calendar.json`.
    ///
    /// # Errors
    /// What no calendar can say.
    pub fn parse(text: &str) -> Result<Calendar, NoticeError> {
        let (years, reckoned) = data::parse(text)?;
        Self::of(years, Reckoned::read(reckoned)?)
    }

    fn of(years: BTreeMap<i32, YearNotice>, reckoned: Reckoned) -> Result<Calendar, NoticeError> {
        let mut last = None;
        for (year, notice) in &years {
            if last.is_some_and(|l| l + 1 != *year) {
                return Err(NoticeError::YearGap { year: *year });
            }
            last = Some(*year);
            notice.check(&reckoned)?;
        }
        if years.is_empty() {
            return Err(NoticeError::Empty);
        }
        Ok(Calendar::assemble(years, reckoned))
    }

    fn assemble(years: BTreeMap<i32, YearNotice>, reckoned: Reckoned) -> Calendar {
        let last_settled = years.keys().next_back().copied().unwrap_or(2003);
        let readings = track::build(&years, &reckoned, last_settled);
        let first_movable = track::first_difference(&readings);
        Calendar {
            years,
            reckoned,
            last_settled,
            readings,
            first_movable,
        }
    }

    /// The same calendar with one more year's notice: the year after the last settled one, or a settled year again
    /// (the State Council has amended a year in its course, as in 2015, 2019 and 2020).
    ///
    /// # Errors
    /// What no notice can say, or a year out of line.
    pub fn with_year(&self, notice: YearNotice) -> Result<Calendar, NoticeError> {
        notice.check(&self.reckoned)?;
        let first = self.years.keys().next().copied().unwrap_or(notice.year);
        if notice.year < first || notice.year > self.last_settled + 1 {
            return Err(NoticeError::YearGap { year: notice.year });
        }
        if notice.year > self.reckoned.last_year() {
            return Err(NoticeError::BeyondTables { year: notice.year });
        }
        let mut years = self.years.clone();
        // Days the new notice sets in the December before override what that year's own notice says of them.
        let before = notice.year - 1;
        if let Some(previous) = years.get_mut(&before) {
            previous.forget(&notice.days_in(before));
        }
        years.insert(notice.year, notice);
        Ok(Calendar::assemble(years, self.reckoned.clone()))
    }

    /// The calendar as it was when this year's notice was the last: what an older receipt was counted with.
    pub fn as_of(&self, last: i32) -> Calendar {
        let years = self.years.range(..=last).map(|(year, notice)| (*year, notice.clone()));
        Calendar::assemble(years.collect(), self.reckoned.clone())
    }

    /// The last year with a notice.
    pub fn settled_through(&self) -> i32 {
        self.last_settled
    }

    /// The first and the last day the tables know.
    pub fn span(&self) -> (NaiveDate, NaiveDate) {
        let last = date(self.track(Reading::Reckoned).len() - 1);
        (date(0).unwrap_or_default(), last.unwrap_or_default())
    }

    /// The notice of a year.
    pub fn notice(&self, year: i32) -> Option<&YearNotice> {
        self.years.get(&year)
    }

    /// All notices, oldest first.
    pub fn notices(&self) -> impl Iterator<Item = &YearNotice> {
        self.years.values()
    }

    /// Whether a day is worked, by notice or as reckoned; `None` outside the tables.
    ///
    /// ```
    /// use law::calendar::Calendar;
    /// let day = |text: &str| text.parse().unwrap();
    /// let calendar = Calendar::builtin();
    /// assert_eq!(calendar.is_working(day("2022-10-03")), Some(false), "国庆节");
    /// assert_eq!(calendar.is_working(day("2022-10-08")), Some(true), "a Saturday that is worked");
    /// ```
    pub fn is_working(&self, day: NaiveDate) -> Option<bool> {
        self.track(Reading::Reckoned).working(index(day))
    }

    /// A day with its name and notice; `None` outside the tables.
    pub fn day(&self, day: NaiveDate) -> Option<Day<'_>> {
        let i = index(day);
        let working = self.track(Reading::Reckoned).working(i)?;
        let year = day.year();
        let settled = year <= self.last_settled;
        // A holiday of January may begin in December under its own year's notice, so two notices may name a day.
        let named = [year, year + 1]
            .iter()
            .filter_map(|y| self.years.get(y))
            .find_map(|n| n.name_of(day).map(|name| (n, name)));
        let statutory = if settled { None } else { self.reckoned.statutory(day) };
        let weekend = day.weekday().number_from_monday() > 5;
        let kind = match (working, weekend) {
            (true, true) => DayKind::MakeUp,
            (true, false) => DayKind::Working,
            (false, _) if named.is_some() || statutory.is_some() => DayKind::Holiday,
            (false, _) => DayKind::Weekend,
        };
        let own = self.years.get(&year);
        let notice = match named {
            Some((_, name)) if name == "元旦" && day.month() == 12 => self.years.get(&(year + 1)).or(own),
            Some((n, _)) => Some(n),
            None => own,
        };
        Some(Day {
            kind,
            name: named.map(|(_, name)| name).or(statutory),
            settled,
            may_move: self.may_move(i),
            notice,
        })
    }

    fn may_move(&self, i: i32) -> bool {
        i >= self.first_movable && self.track(Reading::Most).working(i) != self.track(Reading::Fewest).working(i)
    }

    pub(crate) fn track(&self, reading: Reading) -> &Track {
        &self.readings[reading as usize]
    }

    /// Index of the first day a coming notice could change.
    pub(crate) fn first_movable(&self) -> i32 {
        self.first_movable
    }

    /// Index of the last day of the last settled year.
    pub(crate) fn last_settled_index(&self) -> i32 {
        NaiveDate::from_ymd_opt(self.last_settled, 12, 31).map_or(-1, index)
    }

    /// SHA-256 over every notice in a fixed form: what a receipt binds a date to.
    pub fn fingerprint(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for notice in self.years.values() {
            hash.update(notice.canonical().as_bytes());
        }
        hash.update(self.reckoned.canonical().as_bytes());
        hash.finalize().into()
    }
}
