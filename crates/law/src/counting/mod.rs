//! Counting terms: working days, days, months, years; excluded periods; the roll; validity terms; counting backwards.
//!
//! The trigger day is not counted (民诉法85, 民法典201); a last day at rest rolls to the first working day after
//! (民诉法85, 民法典203); months and years end on the corresponding day or the month's last (民法典202); validity terms
//! lapse on their day and never roll (民诉法解释485).
mod back;
mod excluded;
mod ledger;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::calendar::{Calendar, Reading, Track, date, index};
pub use back::count_back;
pub use excluded::Period;
pub(crate) use excluded::next_stretch;
pub use ledger::{Ledger, Role, StripDay, YearUse, explain, explain_back};

/// What a length is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 工作日, make-up days included.
    WorkingDay,
    /// 日 (calendar days).
    Day,
    /// 月
    Month,
    /// 年
    Year,
}

/// What becomes of a last day at rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Roll {
    /// The first working day after (顺延).
    #[default]
    Forward,
    /// Stays.
    None,
}

/// What the end of the term means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The last day to act.
    #[default]
    Limit,
    /// An effect lapses on that day; act by the last working day before.
    Validity,
    /// 超过: nothing may be done before the day after (终本, 法〔2016〕373号1).
    Earliest,
    /// 视为: something counts as done once the last day has run out, and later terms count from that day (公告送达,
    /// 民诉法95). It never rolls.
    Effect,
}

impl Kind {
    /// Nobody has to act by its end: it only has to be waited for.
    pub fn waits(self) -> bool {
        matches!(self, Kind::Earliest | Kind::Effect)
    }
}

/// A term as a rule states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Term {
    /// How many units; 0 with days means the trigger day itself.
    pub length: u32,
    /// Units of the length.
    pub unit: Unit,
    /// What becomes of a last day at rest. Only limits roll.
    #[serde(default)]
    pub roll: Roll,
    /// What its end means.
    #[serde(default)]
    pub kind: Kind,
}

impl Term {
    /// A limit that rolls.
    pub const fn limit(length: u32, unit: Unit) -> Term {
        Term {
            length,
            unit,
            roll: Roll::Forward,
            kind: Kind::Limit,
        }
    }

    /// A validity term.
    pub const fn validity(length: u32, unit: Unit) -> Term {
        Term {
            length,
            unit,
            roll: Roll::None,
            kind: Kind::Validity,
        }
    }
}

/// The end of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Due {
    /// Trigger and length alone, neither extended nor rolled.
    pub nominal: NaiveDate,
    /// After the excluded periods, before rolling. A period that begins on the way to the rolled day moves `due` only.
    pub extended: NaiveDate,
    /// The last day of a limit, the day a validity term lapses, the first day an [`Kind::Earliest`] term allows.
    pub due: NaiveDate,
    /// The last working day before a validity term lapses. None for other kinds.
    pub act_by: Option<NaiveDate>,
    /// The earliest that `due` (for validity: `act_by`) can come to be when all notices are published.
    pub earliest: NaiveDate,
    /// The latest.
    pub latest: NaiveDate,
    /// The working status of a day after the last settled year was needed for `due` or `act_by`.
    pub provisional: bool,
    /// Calendar days in the excluded periods that counted, common days once.
    pub excluded_days: u32,
}

impl Due {
    /// The day to act by: `act_by` of a validity term, else `due`.
    pub fn alarm(&self) -> NaiveDate {
        self.act_by.unwrap_or(self.due)
    }
}

/// Why a date cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum CountError {
    /// Needs to know whether days before 2004 were worked.
    #[error("the calendar begins later than this")]
    BeforeCalendar,
    /// Ends after the tables.
    #[error("the calendar does not reach this far")]
    BeyondCalendar,
    /// An excluded period that ends before it begins.
    #[error("an excluded period ends before it begins")]
    BadPeriod,
    /// Excluded time cannot be counted backwards.
    #[error("a term counted backwards has no excluded time")]
    NotBackwards,
}

impl CountError {
    /// A stable code for the interface.
    pub fn code(self) -> &'static str {
        match self {
            CountError::BeforeCalendar => "before_calendar",
            CountError::BeyondCalendar => "beyond_calendar",
            CountError::BadPeriod => "bad_period",
            CountError::NotBackwards => "not_backwards",
        }
    }
}

/// When a term ends. Integer arithmetic over the calendar's tables; allocates nothing.
///
/// ```
/// use law::calendar::Calendar;
/// use law::counting::{Term, Unit, due};
/// // Three working days after Friday 2022-09-30: the holiday week and its make-up days are counted as the notice has them.
/// let filed = "2022-09-30".parse().unwrap();
/// let term = Term::limit(3, Unit::WorkingDay);
/// let found = due(Calendar::builtin(), filed, &term, &[]).unwrap();
/// assert_eq!(found.due.to_string(), "2022-10-10");
/// ```
///
/// # Errors
/// The working status of a day outside the tables is needed, or a period is upside down.
pub fn due(calendar: &Calendar, trigger: NaiveDate, term: &Term, excluded: &[Period]) -> Result<Due, CountError> {
    if excluded.iter().any(|p| p.to < p.from) {
        return Err(CountError::BadPeriod);
    }
    match (term.kind, term.unit) {
        (Kind::Validity, _) => validity(calendar, trigger, term),
        (_, Unit::WorkingDay) if term.length > 0 => working_days(calendar, trigger, term, excluded),
        _ => calendar_days(calendar, trigger, term, excluded),
    }
}

/// The corresponding day (民法典202), or so many days on; for working days of length 0 the trigger itself.
fn nominal_end(trigger: NaiveDate, term: &Term) -> Result<NaiveDate, CountError> {
    let end = match term.unit {
        Unit::Day | Unit::WorkingDay => i32::try_from(term.length)
            .ok()
            .and_then(|n| date(index(trigger).checked_add(n)?)),
        Unit::Month => trigger.checked_add_months(Months::new(term.length)),
        Unit::Year => term
            .length
            .checked_mul(12)
            .and_then(|m| trigger.checked_add_months(Months::new(m))),
    };
    end.ok_or(CountError::BeyondCalendar)
}

fn outside(i: i32) -> CountError {
    if i < 0 {
        CountError::BeforeCalendar
    } else {
        CountError::BeyondCalendar
    }
}

fn working_days(calendar: &Calendar, trigger: NaiveDate, term: &Term, excluded: &[Period]) -> Result<Due, CountError> {
    let start = index(trigger);
    let end = |reading, periods: &[Period]| -> Result<(i32, u32), CountError> {
        let track = calendar.track(reading);
        let length = i32::try_from(term.length).map_err(|_| CountError::BeyondCalendar)?;
        let first = track.rank(start).ok_or(outside(start))?;
        let target = first.checked_add(length).ok_or(CountError::BeyondCalendar)?;
        excluded::walk_working(track, start, target, periods).ok_or(CountError::BeyondCalendar)
    };
    let (extended, excluded_days) = end(Reading::Reckoned, excluded)?;
    let nominal = if excluded.is_empty() {
        extended
    } else {
        end(Reading::Reckoned, &[])?.0
    };
    let after = i32::from(term.kind == Kind::Earliest);
    let (mut earliest, mut latest) = (extended, extended);
    if extended >= calendar.first_movable() {
        earliest = end(Reading::Most, excluded)?.0;
        latest = end(Reading::Fewest, excluded)?.0;
    }
    Ok(Due {
        nominal: day(nominal)?,
        extended: day(extended)?,
        due: day(extended + after)?,
        act_by: None,
        earliest: day(earliest + after)?,
        latest: day(latest + after)?,
        provisional: extended > calendar.last_settled_index(),
        excluded_days,
    })
}

fn calendar_days(calendar: &Calendar, trigger: NaiveDate, term: &Term, excluded: &[Period]) -> Result<Due, CountError> {
    let nominal = nominal_end(trigger, term)?;
    let (start, end) = (index(trigger), index(nominal));
    let excluded_days = excluded::days_added(start, end, excluded).ok_or(CountError::BeyondCalendar)?;
    let extended = end + excluded_days;
    // Time that stands still beyond every calendar has no known end: nor has the term.
    if excluded_days > 0 && extended > index(calendar.span().1) {
        return Err(CountError::BeyondCalendar);
    }
    let extended_day = day(extended)?;
    let rolls = term.kind == Kind::Limit && term.roll == Roll::Forward;
    if !rolls {
        let due = day(extended + i32::from(term.kind == Kind::Earliest))?;
        return Ok(Due {
            nominal,
            extended: extended_day,
            due,
            act_by: None,
            earliest: due,
            latest: due,
            provisional: false,
            excluded_days: excluded_days as u32,
        });
    }
    let roll = |reading| excluded::roll(calendar.track(reading), extended, excluded).ok_or(outside(extended));
    let due = roll(Reading::Reckoned)?;
    let excluded_days = excluded_days + excluded::days_rolled_over(extended, due, excluded);
    let (earliest, latest) = range(calendar, due, roll)?;
    Ok(Due {
        nominal,
        extended: extended_day,
        due: day(due)?,
        act_by: None,
        earliest: day(earliest)?,
        latest: day(latest)?,
        // The roll asked for the status of the extended day and of all rest days up to the due day.
        provisional: due > calendar.last_settled_index(),
        excluded_days: excluded_days as u32,
    })
}

/// Excluded time does not keep a freeze alive: a validity term knows none.
fn validity(calendar: &Calendar, trigger: NaiveDate, term: &Term) -> Result<Due, CountError> {
    let lapse = match term.unit {
        Unit::WorkingDay => working_days(calendar, trigger, term, &[])?.due,
        _ => nominal_end(trigger, term)?,
    };
    let before = index(lapse) - 1;
    let back = |reading: Reading| -> Result<i32, CountError> { last_working(calendar.track(reading), before) };
    let act_by = back(Reading::Reckoned)?;
    let (mut earliest, mut latest) = (act_by, act_by);
    if before >= calendar.first_movable() {
        earliest = back(Reading::Fewest)?;
        latest = back(Reading::Most)?;
    }
    Ok(Due {
        nominal: lapse,
        extended: lapse,
        due: lapse,
        act_by: Some(day(act_by)?),
        earliest: day(earliest)?,
        latest: day(latest)?,
        provisional: before > calendar.last_settled_index(),
        excluded_days: 0,
    })
}

fn last_working(track: &Track, i: i32) -> Result<i32, CountError> {
    track.on_or_before(i).ok_or(if i >= track.len() {
        CountError::BeyondCalendar
    } else {
        CountError::BeforeCalendar
    })
}

/// Earliest and latest under the other two readings, where a coming notice can matter.
fn range<F: Fn(Reading) -> Result<i32, CountError>>(
    calendar: &Calendar,
    due: i32,
    end: F,
) -> Result<(i32, i32), CountError> {
    if due < calendar.first_movable() {
        return Ok((due, due));
    }
    Ok((end(Reading::Most)?, end(Reading::Fewest)?))
}

fn day(i: i32) -> Result<NaiveDate, CountError> {
    date(i).ok_or(CountError::BeyondCalendar)
}
