//! Counting backwards: what must have been done so long before an event.
use chrono::{Months, NaiveDate};

use super::{CountError, Due, Kind, Roll, Term, Unit, day, last_working, outside};
use crate::calendar::{Calendar, Reading, date, index};

/// The last day on which something may be done that must come at least `term` before `event`, e.g. the notice at least
/// 15 or 30 days before an auction (法释〔2016〕18号12). The event's day is not counted. A day at rest moves back to the
/// working day before (with [`Roll::Forward`]; a later day would shorten the time others are given), never forward.
///
/// # Errors
/// The term is no limit, or the working status of a day outside the tables is needed.
pub fn count_back(calendar: &Calendar, event: NaiveDate, term: &Term) -> Result<Due, CountError> {
    if term.kind != Kind::Limit {
        return Err(CountError::NotBackwards);
    }
    let nominal = |reading: Reading| -> Result<i32, CountError> {
        let i = index(event);
        let length = i32::try_from(term.length).map_err(|_| CountError::BeforeCalendar)?;
        match term.unit {
            Unit::WorkingDay if length > 0 => {
                let track = calendar.track(reading);
                let before = track.rank(i - 1).ok_or(outside(i - 1))?;
                track.select(before + 1 - length).ok_or(CountError::BeforeCalendar)
            }
            Unit::Day | Unit::WorkingDay => i.checked_sub(length).ok_or(CountError::BeforeCalendar),
            Unit::Month => months_before(event, term.length),
            Unit::Year => months_before(event, term.length.saturating_mul(12)),
        }
    };
    let rolled = |reading: Reading| -> Result<i32, CountError> {
        let i = nominal(reading)?;
        match term.roll {
            Roll::Forward => last_working(calendar.track(reading), i),
            Roll::None => Ok(i),
        }
    };
    let end = rolled(Reading::Reckoned)?;
    let asked_up_to = if term.unit == Unit::WorkingDay {
        index(event) - 1
    } else {
        nominal(Reading::Reckoned)?
    };
    let asks = term.unit == Unit::WorkingDay || term.roll == Roll::Forward;
    let (mut earliest, mut latest) = (end, end);
    if asks && asked_up_to >= calendar.first_movable() {
        earliest = rolled(Reading::Fewest)?;
        latest = rolled(Reading::Most)?;
    }
    Ok(Due {
        nominal: day(nominal(Reading::Reckoned)?)?,
        extended: day(nominal(Reading::Reckoned)?)?,
        due: day(end)?,
        act_by: None,
        earliest: day(earliest)?,
        latest: day(latest)?,
        provisional: asks && asked_up_to > calendar.last_settled_index(),
        excluded_days: 0,
    })
}

fn months_before(event: NaiveDate, months: u32) -> Result<i32, CountError> {
    event
        .checked_sub_months(Months::new(months))
        .filter(|d| date(index(*d)).is_some())
        .map(index)
        .ok_or(CountError::BeforeCalendar)
}
