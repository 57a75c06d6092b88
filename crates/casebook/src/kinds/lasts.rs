//! How long a record lasts: a freeze, from when it is in force, and by each renewal (民诉法解释485).
use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::KindOf;
use crate::field::Value;

/// The fields that say how long a record lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lasts {
    /// The field on whose code the longest term hangs.
    pub(super) by: u16,
    /// The longest term of each code, in years.
    pub(super) years: Vec<(String, u32)>,
    /// The days it is in force from, the first and those of renewals, each with the field of the last day its notice names.
    pub(super) steps: Vec<(u16, u16)>,
    /// What ledgers call a column that says how long each step lasts.
    pub(super) terms: Vec<Vec<String>>,
    /// The day it was released or the asset disposed of.
    pub(super) released: u16,
    /// The field with its rank: from two on it waits for another to end.
    pub(super) waits: Option<u16>,
    /// The day it was registered as waiting: what was registered first takes effect first (查封规定26).
    pub(super) queued: Option<u16>,
    /// The fields that tell which asset it is of, the one that says nothing else first.
    pub(super) of: Vec<u16>,
}

/// Why the days or amounts of a record do not fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DaysFault {
    /// Before a day it follows.
    BeforeItsCause,
    /// A last day before the day it begins, or a release before it is in force.
    BeforeItsStart,
    /// The notice names a last day beyond the longest term the law allows.
    TooLong,
    /// A renewal of something that is not in force: nothing runs before it takes effect.
    NothingToRenew,
    /// A renewal after it had lapsed: what lapsed cannot be renewed, it has to be ordered anew.
    RenewedTooLate,
    /// In force or released on a day to come.
    ToCome,
    /// An amount that is more than what it is part of.
    MoreThanWhole,
}

type Get<'v> = dyn Fn(u16) -> Option<Value> + 'v;

fn day(value: Option<Value>) -> Option<NaiveDate> {
    match value {
        Some(Value::Date(day)) => Some(day),
        _ => None,
    }
}

impl Lasts {
    /// Whether it runs at all: something that waits (轮候) has no day it is in force from.
    pub(super) fn runs(&self, value: &Get<'_>) -> bool {
        self.steps.first().is_some_and(|(from, _)| day(value(*from)).is_some())
    }

    /// Whether a field is the last day of what was renewed since: the notice of the renewal says when that ends.
    pub(super) fn is_left_behind(&self, field: u16, value: &Get<'_>) -> bool {
        let begun = self.steps.iter().rposition(|(from, _)| day(value(*from)).is_some());
        let before = self.steps.iter().take(begun.unwrap_or(0));
        before.into_iter().any(|(_, until)| *until == field)
    }

    /// The last day by law of what begins on a day.
    fn longest(&self, from: NaiveDate, value: &Get<'_>) -> Option<NaiveDate> {
        let Some(Value::Text(code)) = value(self.by) else {
            return None;
        };
        let (_, years) = self.years.iter().find(|(known, _)| *known == code)?;
        from.checked_add_months(Months::new(12 * years))
    }

    /// The last day of what stands there, by the last step that has begun.
    fn last_day(&self, value: &Get<'_>) -> Option<NaiveDate> {
        let begun = self.steps.iter().rposition(|(from, _)| day(value(*from)).is_some());
        self.last_day_of(begun?, value)
    }

    /// The last day of a step that has begun.
    fn last_day_of(&self, step: usize, value: &Get<'_>) -> Option<NaiveDate> {
        let (from, until) = self.steps.get(step)?;
        let from = day(value(*from))?;
        day(value(*until)).or_else(|| self.longest(from, value))
    }

    /// What is wrong with the days, each with its field. `before` gives the values that stood there before.
    fn faults(&self, value: &Get<'_>, before: &Get<'_>, today: NaiveDate) -> Vec<(u16, DaysFault)> {
        let mut found = Vec::new();
        let first = self.steps.first().and_then(|(from, _)| day(value(*from)));
        for (at, (from, until)) in self.steps.iter().enumerate() {
            let begins = day(value(*from));
            let is_new = begins != day(before(*from));
            match begins {
                Some(_) if at > 0 && first.is_none() => found.push((*from, DaysFault::NothingToRenew)),
                Some(begins) if at > 0 && first.is_some_and(|first| begins < first) => {
                    found.push((*from, DaysFault::BeforeItsStart));
                }
                Some(begins) if at > 0 && is_new && self.is_too_late(begins, value, before) => {
                    found.push((*from, DaysFault::RenewedTooLate));
                }
                // A renewal is made before the term ends and takes effect at its end at the latest, so its day may be to come.
                Some(begins) if begins > today && at == 0 => found.push((*from, DaysFault::ToCome)),
                _ => {}
            }
            if let (Some(begins), Some(ends)) = (begins, day(value(*until))) {
                if ends < begins {
                    found.push((*until, DaysFault::BeforeItsStart));
                } else if self.longest(begins, value).is_some_and(|longest| ends > longest) {
                    found.push((*until, DaysFault::TooLong));
                }
            }
        }
        if let Some(released) = day(value(self.released)) {
            if first.is_some_and(|first| released < first) {
                found.push((self.released, DaysFault::BeforeItsStart));
            } else if released > today {
                found.push((self.released, DaysFault::ToCome));
            }
        }
        found
    }

    /// Whether a renewal comes after what stood there had ended. Where nothing stood there, after the first term.
    fn is_too_late(&self, begins: NaiveDate, value: &Get<'_>, before: &Get<'_>) -> bool {
        let first_only = |field: u16| {
            self.steps
                .first()
                .filter(|(from, until)| field == *from || field == *until || field == self.by)
                .and_then(|_| value(field))
        };
        let last = self.last_day(before).or_else(|| self.last_day(&first_only));
        last.is_some_and(|last| begins > last)
    }
}

impl KindOf {
    /// The days it is in force from, the first and those of renewals, each with the field of its last day.
    #[must_use]
    pub fn steps(&self) -> &[(u16, u16)] {
        self.lasts.as_ref().map_or(&[], |lasts| &lasts.steps)
    }

    /// What ledgers call a column that says how long each of its steps lasts.
    #[must_use]
    pub fn term_names(&self) -> &[Vec<String>] {
        self.lasts.as_ref().map_or(&[], |lasts| &lasts.terms)
    }

    /// The field on whose code the longest term hangs.
    #[must_use]
    pub fn lasts_by(&self) -> Option<u16> {
        self.lasts.as_ref().map(|lasts| lasts.by)
    }

    /// The field with the rank of what may have to wait (轮候).
    #[must_use]
    pub fn waits(&self) -> Option<u16> {
        self.lasts.as_ref().and_then(|lasts| lasts.waits)
    }

    /// The last day of a record: that of its notice, or the longest the law allows (民诉法解释485).
    pub fn last_day(&self, value: &Get<'_>) -> Option<NaiveDate> {
        self.lasts.as_ref()?.last_day(value)
    }

    /// The last day of one of its steps, counted as [`KindOf::last_day`] is.
    pub fn last_day_of_step(&self, step: usize, value: &Get<'_>) -> Option<NaiveDate> {
        self.lasts.as_ref()?.last_day_of(step, value)
    }

    /// The last day by law of what begins on a day.
    pub fn longest_from(&self, from: NaiveDate, value: &Get<'_>) -> Option<NaiveDate> {
        self.lasts.as_ref()?.longest(from, value)
    }

    /// The field with the day it was registered as waiting.
    #[must_use]
    pub fn queued(&self) -> Option<u16> {
        self.lasts.as_ref().and_then(|lasts| lasts.queued)
    }

    /// The field with the day it was released.
    #[must_use]
    pub fn released(&self) -> Option<u16> {
        self.lasts.as_ref().map(|lasts| lasts.released)
    }

    /// The fields that tell which asset a record is of, the one that says nothing else first.
    #[must_use]
    pub fn tells_asset(&self) -> &[u16] {
        self.lasts.as_ref().map_or(&[], |lasts| &lasts.of)
    }

    /// What is wrong with the days of a record, each with its field; nothing for kinds that do not last. `before` gives
    /// the values that stood there before.
    pub fn days_faults(&self, value: &Get<'_>, before: &Get<'_>, today: NaiveDate) -> Vec<(u16, DaysFault)> {
        let mut faults = match &self.lasts {
            Some(lasts) => lasts.faults(value, before, today),
            None => to_come(self.happens.iter().map(|happens| happens.on), value, today),
        };
        faults.extend(to_come(self.past.iter().copied(), value, today));
        faults.extend(self.out_of_order(value));
        faults.extend(self.more_than_whole(value));
        faults
    }

    /// Amounts that are more than what they are part of.
    fn more_than_whole(&self, value: &Get<'_>) -> Vec<(u16, DaysFault)> {
        let exceeds = |(part, whole): &&(u16, u16)| match (value(*part), value(*whole)) {
            (Some(Value::Fen(part)), Some(Value::Fen(whole))) => part > whole,
            _ => false,
        };
        let parts = self.within.iter().filter(exceeds);
        parts.map(|(part, _)| (*part, DaysFault::MoreThanWhole)).collect()
    }

    /// Days that lie before what they follow.
    fn out_of_order(&self, value: &Get<'_>) -> Vec<(u16, DaysFault)> {
        let mut faults = Vec::new();
        for days in &self.order {
            let mut latest: Option<NaiveDate> = None;
            for field in days {
                let Some(Value::Date(day)) = value(*field) else {
                    continue;
                };
                if latest.is_some_and(|latest| day < latest) {
                    faults.push((*field, DaysFault::BeforeItsCause));
                }
                latest = latest.max(Some(day));
            }
        }
        faults
    }
}

/// The days among these that have not come yet, each once.
fn to_come(days: impl Iterator<Item = u16>, value: &Get<'_>, today: NaiveDate) -> Vec<(u16, DaysFault)> {
    let is_ahead = |field: &u16| matches!(value(*field), Some(Value::Date(day)) if day > today);
    let fields: BTreeSet<u16> = days.filter(is_ahead).collect();
    fields.into_iter().map(|field| (field, DaysFault::ToCome)).collect()
}
