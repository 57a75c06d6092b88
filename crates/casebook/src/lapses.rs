//! The seizures of a period (plan Art. 7(9)): what is in force at its end, what came into force and what was released in it,
//! and what became of the terms whose last day lies in it: renewed or released in time, lapsed after an alarm, or lapsed
//! without one. Register, bulletin and command line count by this one function.
//!
//! There was an alarm where the rules give the record a day to act by and the book knew of it on that day: from thirty days
//! before the last one it stands marked on the register, on my day and in the case. Where a seizure was recorded later, or
//! no term runs, nobody could have been warned.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::field::Value;
use super::kinds::KindOf;
use super::overdue::counted_to;
use super::queue::{EndedBy, Turn};
use super::records::RegisterRow;

/// What became of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fate {
    /// Renewed on or before its last day.
    Renewed,
    /// Released, or the asset disposed of, on or before its last day.
    Released,
    /// It lapsed, and the book had warned of it.
    LapsedWarned,
    /// It lapsed, and nobody was warned.
    LapsedUnseen,
    /// Its last day is still to come.
    ToCome,
}

impl Fate {
    /// All of them, in the order they are told.
    pub const ALL: [Fate; 5] = [
        Fate::Renewed,
        Fate::Released,
        Fate::LapsedWarned,
        Fate::LapsedUnseen,
        Fate::ToCome,
    ];
}

/// A term that ended in the period, by the place of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Place of the row.
    pub row: usize,
    /// Its last day.
    pub last: NaiveDate,
    /// What became of it.
    pub fate: Fate,
}

/// What the seizures of a period came to, by the places of their rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lapses {
    /// In force at its end, or today if that is to come: what was released on that day is not, what ends with it is.
    pub in_force: Vec<usize>,
    /// Those whose first term began in it.
    pub begun: Vec<usize>,
    /// Those released in it, or the asset disposed of, while they were in force.
    pub released: Vec<usize>,
    /// The terms whose last day lies in it.
    pub ended: Vec<Ended>,
}

impl Lapses {
    /// The terms of a fate.
    pub fn of(&self, fate: Fate) -> impl Iterator<Item = &Ended> {
        self.ended.iter().filter(move |ended| ended.fate == fate)
    }
}

/// Counts for a period, both ends inclusive, over the rows of a register.
#[must_use]
pub fn lapses(kind: &KindOf, rows: &[RegisterRow], period: (NaiveDate, NaiveDate), today: NaiveDate) -> Lapses {
    let (from, to) = period;
    let end = counted_to(to, today);
    let mut found = Lapses::default();
    for (row, of) in rows.iter().enumerate() {
        let terms = terms(kind, of);
        let Some((begins, _)) = terms.first().copied() else {
            continue;
        };
        let last = terms.last().and_then(|(_, last)| *last);
        let released = day(kind.released().and_then(|field| of.value(field)));
        // A release after the last day releases nothing.
        let freed = released.filter(|on| last.is_none_or(|last| *on <= last));
        let within = |on: NaiveDate| (from..=end).contains(&on);
        if begins <= end && freed.is_none_or(|on| on > end) && last.is_none_or(|last| last >= end) {
            found.in_force.push(row);
        }
        if within(begins) {
            found.begun.push(row);
        }
        if freed.is_some_and(within) {
            found.released.push(row);
        }
        // What was released before the period had no term any more that could end in it.
        if freed.is_some_and(|on| on < from) {
            continue;
        }
        for (at, (_, last)) in terms.iter().enumerate() {
            // A renewal stands for all before it: it cannot be written once they have lapsed.
            let is_renewed = at + 1 < terms.len();
            let Some(last) = last.filter(|last| (from..=to).contains(last)) else {
                continue;
            };
            let fate = match released.filter(|on| *on <= last) {
                _ if is_renewed => Fate::Renewed,
                Some(_) => Fate::Released,
                None if last >= today => Fate::ToCome,
                None if was_warned(of, last, released.is_some()) => Fate::LapsedWarned,
                None => Fate::LapsedUnseen,
            };
            found.ended.push(Ended { row, last, fate });
        }
    }
    found
}

/// The book knew of it on the day to act by, and the rules gave such a day. Of what was released since they give none any
/// more: then it must have been known before the last day.
fn was_warned(row: &RegisterRow, last: NaiveDate, released: bool) -> bool {
    let act_by = row.next.as_ref().filter(|date| date.on == last).map(|date| date.act_by);
    let latest = act_by.or(last.pred_opt().filter(|_| released));
    matches!((row.kept_since, latest), (Some(kept), Some(latest)) if kept <= latest)
}

/// From when to when each of its terms runs: of what is in force, of each renewal, of what took effect by law.
fn terms(kind: &KindOf, row: &RegisterRow) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    let entered = kind.terms(&|field| row.value(field), &row.earlier).into_iter();
    let entered: Vec<_> = entered.map(|term| (term.from, term.until)).collect();
    if !entered.is_empty() {
        return entered;
    }
    let last = row.next.as_ref().map(|date| date.on);
    match row.place.as_ref().map(|place| place.turn) {
        Some(Turn::MovedUp(on, _)) => vec![(on, last)],
        // It took effect, and lapsed before anybody entered it.
        Some(Turn::Ended(on, EndedBy::Lapse)) => vec![(on, last)],
        _ => Vec::new(),
    }
}

fn day(value: Option<Value>) -> Option<NaiveDate> {
    match value {
        Some(Value::Date(day)) => Some(day),
        _ => None,
    }
}
