//! When delay starts and ends, which days count, and what a segment of them comes to.
use chrono::NaiveDate;

use super::exact::{Exact, Rate};
use super::input::{DoubledInput, Instalment, StatementInput};
use super::{DebtError, MoneyRules, RuleId};
use crate::calendar::{Calendar, date, index};
use crate::counting::{Period, Term, due, next_stretch};
use crate::money::Fen;
use crate::nodes::limit;

/// Why delay starts where it does (法释〔2014〕8号2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartedBy {
    /// The end of the term was given.
    Given,
    /// The term was counted from the day of effect and rolled over rest days (民诉法85).
    Term {
        /// The day of effect.
        effective: NaiveDate,
        /// The term.
        term: Term,
        /// The day it ends on before the roll.
        nominal: NaiveDate,
        /// The calendar of that year is not published yet.
        provisional: bool,
    },
    /// No term: the day of effect.
    Effect,
}

/// What ended the delay (法释〔2014〕8号3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndedBy {
    /// Performance, transfer or withdrawal.
    Performance,
    /// The sale or debt-for-asset ruling in effect.
    Ruling,
    /// Nothing yet: the day it is stated for.
    StatedFor,
}

/// The day delay starts: the day itself does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The day.
    pub day: NaiveDate,
    /// Why.
    pub by: StartedBy,
}

impl Start {
    /// Whether a calendar that is not published yet may still move it.
    pub fn is_provisional(&self) -> bool {
        matches!(self.by, StartedBy::Term { provisional: true, .. })
    }
}

/// The three ways to say when the term ended.
pub(super) struct TermOf<'a> {
    given: Option<NaiveDate>,
    effective: Option<NaiveDate>,
    term: Option<&'a str>,
}

impl DoubledInput {
    pub(super) fn term_of(&self) -> TermOf<'_> {
        TermOf {
            given: self.term_ended_on,
            effective: self.effective_on,
            term: self.term.as_deref(),
        }
    }
}

impl Instalment {
    pub(super) fn term_of(&self) -> TermOf<'_> {
        TermOf {
            given: self.term_ended_on,
            effective: self.effective_on,
            term: self.term.as_deref(),
        }
    }
}

impl StatementInput {
    pub(super) fn term_of(&self) -> TermOf<'_> {
        TermOf {
            given: self.term_ended_on,
            effective: self.effective_on,
            term: self.term.as_deref(),
        }
    }
}

impl TermOf<'_> {
    /// Whether nothing is said of a term.
    pub(super) fn is_silent(&self) -> bool {
        self.given.is_none() && self.effective.is_none() && self.term.is_none()
    }

    /// The end of the term. A day given must be the day counted, where both are there.
    pub(super) fn start(&self, calendar: &Calendar) -> Result<Start, DebtError> {
        let start = match (self.effective, self.term, self.given) {
            (Some(effective), Some(text), _) => counted(calendar, effective, text)?,
            (None, Some(_), _) => return Err(DebtError::NoDayOfEffect),
            (Some(effective), None, Some(day)) if day < effective => return Err(DebtError::TermBeforeEffect),
            (_, None, Some(day)) => Start {
                day,
                by: StartedBy::Given,
            },
            (Some(day), None, None) => Start {
                day,
                by: StartedBy::Effect,
            },
            (None, None, None) => return Err(DebtError::NoStart),
        };
        match self.given {
            Some(given) if given != start.day => Err(DebtError::TermMismatch {
                given,
                counted: start.day,
            }),
            _ => Ok(start),
        }
    }
}

fn counted(calendar: &Calendar, effective: NaiveDate, text: &str) -> Result<Start, DebtError> {
    let term = limit(text.trim()).ok_or(DebtError::BadTerm)?;
    let end = due(calendar, effective, &term, &[]).map_err(DebtError::Term)?;
    Ok(Start {
        day: end.due,
        by: StartedBy::Term {
            effective,
            term,
            nominal: end.nominal,
            provisional: end.provisional,
        },
    })
}

/// The end of delay. Where a ruling is given its day of effect decides, not the day the money came in
/// (法释〔2014〕8号3(2)); what ends after the day it is stated for is counted to that day.
pub(super) fn end(
    performed: Option<NaiveDate>,
    ruling: Option<NaiveDate>,
    state_on: Option<NaiveDate>,
) -> Result<(NaiveDate, EndedBy), DebtError> {
    let ruling = ruling.map(|day| (day, EndedBy::Ruling));
    let ended = ruling.or(performed.map(|day| (day, EndedBy::Performance)));
    let stated = state_on.map(|day| (day, EndedBy::StatedFor));
    let given = [ended, stated].into_iter().flatten();
    given.min_by_key(|(day, _)| *day).ok_or(DebtError::NoEnd)
}

/// Some days of one rate on one base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// General interest or the doubled part.
    pub rule: RuleId,
    /// Which interest order or instalment, from 0.
    pub order: usize,
    /// The day it starts. Counted in general interest, not counted in the doubled part.
    pub from: NaiveDate,
    /// The day it ends. Not counted in general interest, counted in the doubled part.
    pub to: NaiveDate,
    /// Days that count.
    pub days: u32,
    /// Stays inside it that do not count, common days once.
    pub not_counted: Vec<Period>,
    /// What the rate is applied to.
    pub base: Fen,
    /// The rate.
    pub rate: Rate,
    /// What it comes to, before rounding.
    pub exact: Exact,
}

impl Segment {
    /// Days of the segment that do not count.
    pub fn days_not_counted(&self) -> u32 {
        self.not_counted.iter().map(|p| days_between(p.from, p.to) + 1).sum()
    }
}

/// Days from one day to another; 0 if the second is not later.
pub(super) fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}

/// A segment of general interest, without stays: they stop the doubled part only (法释〔2014〕8号3(3)).
pub(super) fn general(
    order: usize,
    (from, to): (NaiveDate, NaiveDate),
    base: Fen,
    rate: Rate,
) -> Result<Segment, DebtError> {
    let days = days_between(from, to);
    Ok(Segment {
        rule: RuleId::GeneralInterest,
        order,
        from,
        to,
        days,
        not_counted: Vec::new(),
        base,
        rate,
        exact: Exact::interest(base, rate, days)?,
    })
}

/// A segment of the doubled part.
///
/// # Errors
/// Its first day lies before the interpretation was in force; out of range.
pub(super) fn doubled(
    rules: &MoneyRules,
    order: usize,
    (from, to): (NaiveDate, NaiveDate),
    base: Fen,
    stays: &[Period],
) -> Result<Segment, DebtError> {
    let to = to.max(from);
    if from < to && from.succ_opt().is_none_or(|first| first < rules.doubled_from) {
        return Err(DebtError::BeforeInterpretation);
    }
    let not_counted = inside(from, to, stays);
    let mut segment = Segment {
        rule: RuleId::DoubledPart,
        order,
        from,
        to,
        days: days_between(from, to),
        not_counted,
        base,
        rate: rules.doubled,
        exact: Exact::ZERO,
    };
    segment.days = segment.days.saturating_sub(segment.days_not_counted());
    segment.exact = Exact::interest(base, rules.doubled, segment.days)?;
    Ok(segment)
}

/// The stays after `from` up to and with `to`, united and cut to that span.
fn inside(from: NaiveDate, to: NaiveDate, stays: &[Period]) -> Vec<Period> {
    let (mut cursor, last, mut out) = (index(from), index(to), Vec::new());
    while let Some((first, end)) = next_stretch(cursor, stays).filter(|(first, _)| *first <= last) {
        cursor = end.min(last);
        if let (Some(from), Some(to)) = (date(first), date(cursor)) {
            out.push(Period { from, to });
        }
    }
    out
}
