//! Stand-ins (代办): while somebody is away, what waits for that person waits for whoever stands in, and after the last day
//! no longer. No case and no matter changes hands for it.
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::book::{Book, BookError};
use super::field::Value;
use super::folder::BUREAU;
use super::slot::Kind;
use super::state::{Fields, latest};

/// The kind of records of who stands in for whom (`rules/records/stand_in.json`), and its fields.
pub const STAND_IN: Kind = Kind(38);
const WHO: u16 = 1;
const BY: u16 = 2;
const FROM: u16 = 3;
const TO: u16 = 4;

/// Somebody who is away.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Away {
    /// Who.
    pub who: String,
    /// Who stands in: at the end of the line, if the stand-in is away, too.
    pub by: String,
    /// The last day.
    pub to: NaiveDate,
}

impl Book {
    /// Who is away on a day, each with whoever stands in.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if the bureau's folder cannot be read.
    pub fn away(&self, day: NaiveDate) -> Result<Vec<Away>, BookError> {
        let Some(state) = self.state(&BUREAU)? else {
            return Ok(Vec::new());
        };
        let of_day = state.marked(STAND_IN).filter_map(|(_, fields)| of_day(fields, day));
        Ok(resolved(of_day.collect()))
    }

    /// The names of those somebody acts as on a day: the own, and of whoever that person stands in for.
    ///
    /// # Errors
    /// Those of [`Book::away`].
    pub fn acts_as(&self, name: &str, day: NaiveDate) -> Result<Vec<String>, BookError> {
        let away = self.away(day)?.into_iter();
        let others = away.filter(|away| away.by == name).map(|away| away.who);
        Ok(std::iter::once(name.to_owned()).chain(others).collect())
    }
}

fn of_day(fields: &Fields, day: NaiveDate) -> Option<Away> {
    let text = |field| match latest(fields, field) {
        Some(Value::Text(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    };
    let date = |field| match latest(fields, field) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let (from, to) = (date(FROM)?, date(TO)?);
    let away = Away {
        who: text(WHO)?,
        by: text(BY)?,
        to,
    };
    (from <= day && day <= to && away.who != away.by).then_some(away)
}

/// Each with the one at the end of the line of stand-ins; a line that comes back to where it began ends at the last one
/// before. Where several are said to stand in for one, all of them do: nobody takes work from another by saying so.
fn resolved(mut all: Vec<Away>) -> Vec<Away> {
    all.sort_by(|a, b| (&a.who, b.to, &a.by).cmp(&(&b.who, a.to, &b.by)));
    all.dedup_by(|later, first| (&later.who, &later.by) == (&first.who, &first.by));
    let mut next: BTreeMap<&str, &str> = BTreeMap::new();
    for away in &all {
        next.entry(&away.who).or_insert(&away.by);
    }
    let last = |away: &Away| {
        let mut seen = BTreeSet::from([away.who.as_str()]);
        let mut by = away.by.as_str();
        while let Some(then) = next.get(by).filter(|then| !seen.contains(*then)) {
            seen.insert(by);
            by = then;
        }
        by.to_owned()
    };
    let ends: Vec<String> = all.iter().map(last).collect();
    for (away, by) in all.iter_mut().zip(ends) {
        away.by = by;
    }
    all.dedup_by(|later, first| (&later.who, &later.by) == (&first.who, &first.by));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn away(who: &str, by: &str, to: u32) -> Away {
        Away {
            who: who.to_owned(),
            by: by.to_owned(),
            to: NaiveDate::from_ymd_opt(2026, 6, to).unwrap_or_default(),
        }
    }

    fn ends(all: Vec<Away>) -> Vec<String> {
        resolved(all)
            .iter()
            .map(|away| format!("{}→{}", away.who, away.by))
            .collect()
    }

    #[test]
    fn a_stand_in_who_is_away_is_stood_in_for() {
        assert_eq!(ends(vec![away("甲", "乙", 9), away("乙", "丙", 9)]), ["乙→丙", "甲→丙"]);
    }

    #[test]
    fn two_who_stand_in_for_each_other_keep_what_is_theirs_with_the_other() {
        assert_eq!(ends(vec![away("甲", "乙", 9), away("乙", "甲", 9)]), ["乙→甲", "甲→乙"]);
        assert_eq!(
            ends(vec![away("甲", "乙", 9), away("乙", "丙", 9), away("丙", "甲", 9)]),
            ["丙→乙", "乙→甲", "甲→丙"]
        );
    }

    #[test]
    fn two_who_are_said_to_stand_in_for_one_both_do() {
        assert_eq!(
            ends(vec![away("甲", "乙", 9), away("甲", "丙", 12)]),
            ["甲→丙", "甲→乙"]
        );
    }
}
