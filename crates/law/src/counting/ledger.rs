//! Why this date: every day from the trigger to the end, with what it counted for.
use chrono::{Datelike, NaiveDate};

use super::{CountError, Due, Kind, Period, Term, Unit, count_back, due};
use crate::calendar::{Calendar, Day, DayKind, YearNotice, date, index};

/// What a day did in a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The trigger day: not counted (民诉法85).
    Trigger,
    /// Counted, as the n-th.
    Counted(u32),
    /// A rest day in a count of working days.
    Rest,
    /// Inside an excluded period.
    Excluded,
    /// Beyond the end of the count, on the way to a working day (backwards for a term counted back); the last of them
    /// is the due day.
    Rolled,
    /// Between the last working day and the day a validity term lapses: too late to act.
    TooLate,
    /// The first day something may be done, after an [`Kind::Earliest`] term.
    Allowed,
}

/// One day of the strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StripDay<'a> {
    /// The day.
    pub date: NaiveDate,
    /// What it did in the count.
    pub role: Role,
    /// What it is, with name and notice; `None` before 2004.
    pub day: Option<Day<'a>>,
}

/// A year the count touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearUse<'a> {
    /// The year.
    pub year: i32,
    /// Its notice; `None` when it is not published (or the year lies before 2004).
    pub notice: Option<&'a YearNotice>,
}

/// A date with its whole reasoning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger<'a> {
    /// The term.
    pub term: Term,
    /// The day it was triggered.
    pub trigger: NaiveDate,
    /// The result.
    pub due: Due,
    /// Every day from the trigger to the result.
    pub strip: Vec<StripDay<'a>>,
    /// Every year touched.
    pub years: Vec<YearUse<'a>>,
}

impl Ledger<'_> {
    /// Days of the strip with this role.
    pub fn count(&self, role: fn(&Role) -> bool) -> usize {
        self.strip.iter().filter(|d| role(&d.role)).count()
    }

    /// Make-up days that were counted.
    pub fn make_ups(&self) -> usize {
        let counted = |d: &&StripDay| matches!(d.role, Role::Counted(_));
        self.strip
            .iter()
            .filter(counted)
            .filter(|d| d.day.is_some_and(|day| day.kind == DayKind::MakeUp))
            .count()
    }
}

/// The longest strip: as many days as the tables hold and no more.
const LONGEST: i32 = 21_000;

/// The same result as [`due`], day by day.
///
/// # Errors
/// Those of [`due`], and [`CountError::BeyondCalendar`] when there are more days than the calendar has.
pub fn explain<'a>(
    calendar: &'a Calendar,
    trigger: NaiveDate,
    term: &Term,
    excluded: &[Period],
) -> Result<Ledger<'a>, CountError> {
    let due = due(calendar, trigger, term, excluded)?;
    let (start, extended, last) = (index(trigger), index(due.extended), index(due.due));
    if last - start > LONGEST {
        return Err(CountError::BeyondCalendar);
    }
    let mut counted = 0;
    let mut strip = Vec::with_capacity((last - start + 1).max(1) as usize);
    for i in start..=last.max(start) {
        let Some(on) = date(i) else { break };
        let day = calendar.day(on);
        let working = day.is_some_and(|d| d.kind.is_working());
        let inside = term.kind != Kind::Validity && excluded.iter().any(|p| p.from <= on && on <= p.to);
        let role = if i == start {
            Role::Trigger
        } else if i > extended {
            if inside && i < last && term.kind == Kind::Limit {
                Role::Excluded
            } else if term.kind == Kind::Earliest {
                Role::Allowed
            } else {
                Role::Rolled
            }
        } else if inside {
            Role::Excluded
        } else if term.unit == Unit::WorkingDay && !working {
            Role::Rest
        } else {
            counted += 1;
            if due.act_by.is_some_and(|a| on > a && on < due.due) {
                Role::TooLate
            } else {
                Role::Counted(counted)
            }
        };
        strip.push(StripDay { date: on, role, day });
    }
    let years = years(calendar, trigger, due.due);
    Ok(Ledger {
        term: *term,
        trigger,
        due,
        strip,
        years,
    })
}

/// The same result as [`count_back`], day by day from the result up to the event, whose role is [`Role::Trigger`].
///
/// # Errors
/// Those of [`count_back`].
pub fn explain_back<'a>(calendar: &'a Calendar, event: NaiveDate, term: &Term) -> Result<Ledger<'a>, CountError> {
    let due = count_back(calendar, event, term)?;
    let (first, nominal, last) = (index(due.due), index(due.nominal), index(event));
    if last - first > LONGEST {
        return Err(CountError::BeforeCalendar);
    }
    let mut counted = 0;
    let mut strip = Vec::with_capacity((last - first + 1).max(1) as usize);
    for i in (first..=last).rev() {
        let Some(on) = date(i) else { break };
        let day = calendar.day(on);
        let working = day.is_some_and(|d| d.kind.is_working());
        let role = if i == last {
            Role::Trigger
        } else if i < nominal {
            Role::Rolled
        } else if term.unit == Unit::WorkingDay && !working {
            Role::Rest
        } else {
            counted += 1;
            Role::Counted(counted)
        };
        strip.push(StripDay { date: on, role, day });
    }
    strip.reverse();
    let years = years(calendar, due.due, event);
    Ok(Ledger {
        term: *term,
        trigger: event,
        due,
        strip,
        years,
    })
}

fn years(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> Vec<YearUse<'_>> {
    (from.year()..=to.year())
        .map(|year| YearUse {
            year,
            notice: calendar.notice(year),
        })
        .collect()
}
