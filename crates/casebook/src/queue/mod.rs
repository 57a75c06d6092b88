//! Who seized an asset first and who waits (首封、轮候), over all cases of the book.
//!
//! One seizure of an asset is in force; the others wait, and run no term. When the one in force is released or lapses, the
//! next takes effect by law and its term begins then (查封规定26; 民诉法解释485). Nobody has to have recorded that: who
//! moved up is told with the day, until the day is entered.
mod asset_key;
mod certificates;
mod of_book;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

pub use self::asset_key::{asset_keys, sort_of};
pub use self::of_book::CasePlaces;
use super::CaseId;
use super::slot::RecordKey;

/// A seizure as it stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its case.
    pub case: CaseId,
    /// 案号
    pub case_number: String,
    /// Its record.
    pub record: RecordKey,
    /// The numbers of the asset ([`asset_keys`]).
    pub keys: BTreeSet<String>,
    /// Several may be in force at once, each on its amount: a deposit.
    pub shares: bool,
    /// 轮候顺位, as it was when it was registered.
    pub rank: Option<i64>,
    /// The day it was registered as waiting.
    pub queued: Option<NaiveDate>,
    /// The day it is in force from.
    pub since: Option<NaiveDate>,
    /// Its last day, if a term runs.
    pub until: Option<NaiveDate>,
    /// The day it was released or the asset disposed of.
    pub released: Option<NaiveDate>,
}

/// Why a seizure ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EndedBy {
    /// Released, or the asset disposed of.
    Release,
    /// Its last day passed.
    Lapse,
}

/// Where a seizure stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Turn {
    /// In force.
    InForce,
    /// It waits for another to end and runs no term.
    #[default]
    Waits,
    /// It waited, and all before it have ended: it is in force from this day, which nobody has entered.
    MovedUp(NaiveDate, EndedBy),
    /// Said to be the first, without a day: no term runs, and nobody is warned.
    NoDay,
    /// It has ended on this day.
    Ended(NaiveDate, EndedBy),
}

/// A seizure in the line of an asset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InLine {
    /// Its case.
    pub case: CaseId,
    /// 案号
    pub case_number: String,
    /// Its record.
    pub record: RecordKey,
    /// Where it stands.
    pub turn: Turn,
    /// Its last day, if a term runs; that of one that moved up is reckoned from the day it did.
    pub until: Option<NaiveDate>,
}

/// The place of a seizure among all of the same asset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Where it stands.
    pub turn: Turn,
    /// Which it is among those that have not ended, from 1; nothing where it has ended or nobody can say.
    pub number: Option<u32>,
    /// So many before it are in no case of this book: those of other courts.
    pub outside: u32,
    /// Another in force at the same time: of most assets only one can be.
    pub doubtful: bool,
    /// All of the asset in their order with those that have ended, this one among them; empty where it is the only one.
    pub line: Vec<InLine>,
    /// At which place of the line it is.
    pub at: usize,
}

impl Place {
    /// Those that stand before it and have not ended.
    pub fn ahead(&self) -> impl Iterator<Item = &InLine> {
        self.line.iter().take(self.at).filter(|other| !other.turn.is_over())
    }

    /// Those that stand behind it and have not ended.
    pub fn behind(&self) -> impl Iterator<Item = &InLine> {
        self.line.iter().skip(self.at + 1).filter(|other| !other.turn.is_over())
    }
}

impl Turn {
    /// It has ended.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Turn::Ended(..))
    }
}

/// Puts seizures in line, asset by asset; the places are in the order of `held`. `last_day` gives the last day of one of
/// them if it is in force from a day and was not released: that of the rules.
///
/// # Errors
/// The first of `last_day`.
pub fn places<E>(
    held: &[Held],
    today: NaiveDate,
    last_day: &mut dyn FnMut(usize, NaiveDate) -> Result<Option<NaiveDate>, E>,
) -> Result<Vec<Place>, E> {
    let mut order: Vec<usize> = (0..held.len()).collect();
    order.sort_by(|a, b| rank_of(&held[*a]).cmp(&rank_of(&held[*b])));
    let mut line = Line {
        held,
        order,
        near: near(held),
        turns: held.iter().map(|one| alone(one, today)).collect(),
        until: held.iter().map(|one| one.until).collect(),
        ran_to: held.iter().map(|one| one.since.map(|_| NaiveDate::MAX)).collect(),
        outside: vec![0; held.len()],
    };
    line.move_up(today, last_day)?;
    Ok((0..held.len()).map(|at| line.place(at)).collect())
}

/// What is in force or was stands by its day, what waits behind it by its rank, then by the day it was registered.
fn rank_of(one: &Held) -> impl Ord + '_ {
    let (rank, begun) = match one.since {
        Some(since) => (0, since),
        None => (one.rank.unwrap_or(i64::MAX), one.queued.unwrap_or(NaiveDate::MAX)),
    };
    (one.since.is_none(), rank, begun, &one.case_number, one.record)
}

/// Where a seizure stands that nobody else's bears upon.
fn alone(one: &Held, today: NaiveDate) -> Turn {
    match (one.released, one.since, one.until) {
        (Some(on), ..) => Turn::Ended(on, EndedBy::Release),
        (None, Some(_), Some(until)) if until < today => Turn::Ended(until, EndedBy::Lapse),
        (None, Some(_), _) => Turn::InForce,
        (None, None, _) if one.rank.is_some_and(|rank| rank > 1) || one.queued.is_some() => Turn::Waits,
        (None, None, _) => Turn::NoDay,
    }
}

/// Of each the others that share a number with it.
fn near(held: &[Held]) -> Vec<BTreeSet<usize>> {
    let mut by_key = std::collections::BTreeMap::<&str, Vec<usize>>::new();
    for (at, one) in held.iter().enumerate() {
        one.keys.iter().for_each(|key| by_key.entry(key).or_default().push(at));
    }
    let mut near = vec![BTreeSet::new(); held.len()];
    for all in by_key.values() {
        for at in all {
            near[*at].extend(all.iter().filter(|other| *other != at));
        }
    }
    near
}

/// The seizures on their way into line.
struct Line<'h> {
    held: &'h [Held],
    /// All of them, those that come first first.
    order: Vec<usize>,
    near: Vec<BTreeSet<usize>>,
    turns: Vec<Turn>,
    until: Vec<Option<NaiveDate>>,
    /// The day up to which it ran; nothing if it never was in force.
    ran_to: Vec<Option<NaiveDate>>,
    outside: Vec<u32>,
}

impl Line<'_> {
    /// Lets those that wait move up in their order: one that moved up and lapsed since makes way for the next.
    fn move_up<E>(
        &mut self,
        today: NaiveDate,
        last_day: &mut dyn FnMut(usize, NaiveDate) -> Result<Option<NaiveDate>, E>,
    ) -> Result<(), E> {
        let mut before: Vec<bool> = vec![false; self.held.len()];
        for at in self.order.clone() {
            match (self.turns[at], self.held[at].released) {
                (Turn::Waits, _) => {
                    if let Some((on, why)) = self.moved(at, &before) {
                        let until = last_day(at, on)?;
                        self.until[at] = until;
                        self.ran_to[at] = Some(until.unwrap_or(NaiveDate::MAX));
                        self.turns[at] = match until.filter(|until| *until < today) {
                            Some(until) => Turn::Ended(until, EndedBy::Lapse),
                            None => Turn::MovedUp(on, why),
                        };
                    }
                }
                (Turn::Ended(_, EndedBy::Release), Some(released)) if !self.near[at].is_empty() => {
                    self.ran_to[at] = self.ran_to(at, released, &before, last_day)?;
                }
                _ => {}
            }
            before[at] = true;
        }
        Ok(())
    }

    /// Up to which day one that was released ran: to the release, or to an earlier last day of its term, for what has lapsed
    /// is in nobody's way until somebody says so. One that waited may have run in between without the day ever being entered.
    fn ran_to<E>(
        &mut self,
        at: usize,
        released: NaiveDate,
        before: &[bool],
        last_day: &mut dyn FnMut(usize, NaiveDate) -> Result<Option<NaiveDate>, E>,
    ) -> Result<Option<NaiveDate>, E> {
        let since = match self.held[at].since {
            Some(since) => Some(since.min(released)),
            None => self.moved(at, before).map(|(on, _)| on),
        };
        self.outside[at] = 0;
        let Some(since) = since.filter(|since| *since <= released) else {
            return Ok(None);
        };
        Ok(Some(last_day(at, since)?.map_or(released, |until| until.min(released))))
    }

    /// Since when one that waits is in force, if all before it have ended.
    fn moved(&mut self, at: usize, before: &[bool]) -> Option<(NaiveDate, EndedBy)> {
        let own = &self.held[at];
        let ahead: Vec<usize> = self.near[at].iter().copied().filter(|other| before[*other]).collect();
        // What ended before this one was registered never stood in its way.
        let ended = ahead.iter().filter_map(|other| match self.turns[*other] {
            Turn::Ended(on, why) if own.queued.is_none_or(|queued| on >= queued) => Some((*other, on, why)),
            _ => None,
        });
        let ended: Vec<_> = ended.collect();
        let live = ahead.iter().filter(|other| !self.turns[**other].is_over()).count();
        let known = i64::try_from(live + ended.len()).unwrap_or(i64::MAX);
        let outside = own.rank.map_or(0, |rank| (rank - 1 - known).max(0));
        self.outside[at] = u32::try_from(outside).unwrap_or(u32::MAX);
        if live > 0 || outside > 0 {
            return None;
        }
        // One that never was in force made way for nobody.
        let last = ended.into_iter().filter_map(|(other, on, why)| {
            let ran_to = self.ran_to[other]?;
            Some(if ran_to < on {
                (ran_to, EndedBy::Lapse)
            } else {
                (on, why)
            })
        });
        let (on, why) = last.max()?;
        // It is in force to the end of its last day.
        let from = match why {
            EndedBy::Release => on,
            EndedBy::Lapse => on.checked_add_days(Days::new(1))?,
        };
        Some((own.queued.map_or(from, |queued| queued.max(from)), why))
    }

    fn place(&self, at: usize) -> Place {
        let is_in_line = |other: &&usize| **other == at || self.near[at].contains(*other);
        let line: Vec<usize> = self.order.iter().filter(is_in_line).copied().collect();
        let own = line.iter().position(|other| *other == at).unwrap_or(0);
        let live = line.iter().take(own).filter(|other| !self.turns[**other].is_over());
        let ahead = u32::try_from(live.count()).unwrap_or(u32::MAX);
        let outside = self.outside[at];
        let number = match self.turns[at] {
            Turn::Ended(..) => None,
            Turn::InForce => Some(1),
            // Nobody knows how many of other courts there are.
            Turn::Waits if self.held[at].rank.is_none() && ahead == 0 => None,
            _ => Some((1 + ahead).saturating_add(outside)),
        };
        let is_in_force = |other: &usize| matches!(self.turns[*other], Turn::InForce) && !self.held[*other].shares;
        let others = line.iter().any(|other| *other != at && is_in_force(other));
        let line: Vec<InLine> = match line.len() {
            1 => Vec::new(),
            _ => line.into_iter().map(|other| self.in_line(other)).collect(),
        };
        Place {
            turn: self.turns[at],
            number,
            outside,
            doubtful: is_in_force(&at) && others,
            at: if line.is_empty() { 0 } else { own },
            line,
        }
    }

    fn in_line(&self, at: usize) -> InLine {
        let one = &self.held[at];
        InLine {
            case: one.case,
            case_number: one.case_number.clone(),
            record: one.record,
            turn: self.turns[at],
            until: self.until[at],
        }
    }
}
