//! The short forms for long lists: the next alarm of a case, and its dates for the agenda.
use chrono::NaiveDate;

use super::NodeSet;
use super::input::CaseInput;
use super::known::Facts;
use super::occur::Occurrence;
use super::state::{Settings, alarm_of, working_between};
use crate::calendar::{Calendar, Reading, date, index};
use crate::counting::{Due, Kind};

/// The next thing a case asks of the court.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// The day to warn about.
    pub on: NaiveDate,
    /// The last day to act: after it the node is overdue.
    pub last: NaiveDate,
    /// The day it lapses, for a validity term.
    pub lapses: Option<NaiveDate>,
    /// Index of the node in its set.
    pub node: u16,
    /// Rests on an unpublished calendar.
    pub provisional: bool,
}

/// State of a case in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListState {
    /// Something is overdue (or a validity term can no longer be renewed in time).
    Overdue,
    /// Something is due within [`Settings::soon_working_days`].
    DueSoon,
    /// Nothing presses.
    Fine,
}

/// What a date of the agenda means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateKind {
    /// The last day of a limit.
    Due,
    /// The day a validity term lapses.
    Lapse,
    /// The first day something may be done.
    Earliest,
}

/// A date of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub on: NaiveDate,
    /// What it means.
    pub kind: DateKind,
    /// The last day to act, for what lapses.
    pub act_by: Option<NaiveDate>,
    /// Index of the node in its set.
    pub node: u16,
    /// Rests on an unpublished calendar.
    pub provisional: bool,
}

/// The earliest alarm among the court's open nodes. Allocates only when happenings are recorded.
pub fn next_alarm(set: &NodeSet, calendar: &Calendar, input: &CaseInput) -> Option<Alarm> {
    let mut best: Option<Alarm> = None;
    Facts::new(set, calendar, input).open_occurrences(|o| {
        let Some((node, due)) = open(set, &o) else {
            return;
        };
        let earliest = node.term().is_none_or(|t| t.kind.waits());
        if earliest || node.outside {
            return;
        }
        let (on, last) = (alarm_of(node, due), due.act_by.unwrap_or(due.due));
        if best.is_none_or(|b| (on, last) < (b.on, b.last)) {
            best = Some(Alarm {
                on,
                last,
                lapses: due.act_by.map(|_| due.due),
                node: o.node,
                provisional: due.provisional,
            });
        }
    });
    best
}

/// How pressing an alarm is.
pub fn list_state(calendar: &Calendar, alarm: Option<&Alarm>, settings: Settings, today: NaiveDate) -> ListState {
    match alarm {
        Some(a) if a.last < today => ListState::Overdue,
        Some(a) if working_between(calendar, today, a.on) <= settings.soon_working_days => ListState::DueSoon,
        _ => ListState::Fine,
    }
}

/// How what lapses stands on a day. List, case, calendar, shared work and register all ask here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lapse {
    /// It is in force, and can be renewed in time.
    InForce,
    /// The last day to act has passed by so many days, but it is still in force.
    PastActBy(i64),
    /// It lapsed so many days ago.
    Lapsed(i64),
}

/// How something stands that lapses after `on` and can be renewed up to `act_by`.
///
/// ```
/// use law::nodes::{Lapse, lapse};
/// let day = |text: &str| text.parse().unwrap();
/// let on = |today: &str| lapse(day("2026-09-24"), day("2026-09-27"), day(today));
/// assert_eq!(on("2026-09-24"), Lapse::InForce);
/// assert_eq!(on("2026-09-27"), Lapse::PastActBy(3));
/// assert_eq!(on("2026-11-30"), Lapse::Lapsed(64));
/// ```
#[must_use]
pub fn lapse(act_by: NaiveDate, on: NaiveDate, today: NaiveDate) -> Lapse {
    match ((today - on).num_days(), (today - act_by).num_days()) {
        (since, _) if since > 0 => Lapse::Lapsed(since),
        (_, late) if late > 0 => Lapse::PastActBy(late),
        _ => Lapse::InForce,
    }
}

/// The first day on which a day to warn about is "due soon".
pub fn soon_from(calendar: &Calendar, on: NaiveDate, settings: Settings) -> NaiveDate {
    let track = calendar.track(Reading::Reckoned);
    let rank = track.rank(index(on).clamp(-1, track.len() - 1));
    let first = rank.and_then(|r| track.select(r - settings.soon_working_days));
    first.and_then(date).map_or(on, |d| d.min(on))
}

/// Every open date of the case, in the order of the set: limits, lapses, earliest days and openings of windows.
pub fn dates(set: &NodeSet, calendar: &Calendar, input: &CaseInput, mut each: impl FnMut(Dated)) {
    Facts::new(set, calendar, input).open_occurrences(|o| {
        let Some((node, due)) = open(set, &o) else {
            return;
        };
        let (on, kind) = match (o.opens, node.term().map(|t| t.kind)) {
            (Some(opens), _) => (opens, DateKind::Earliest),
            (_, Some(Kind::Earliest | Kind::Effect)) => (due.due, DateKind::Earliest),
            (_, Some(Kind::Validity)) => (due.due, DateKind::Lapse),
            _ => (due.due, DateKind::Due),
        };
        each(Dated {
            on,
            kind,
            act_by: due.act_by,
            node: o.node,
            provisional: due.provisional,
        });
    });
}

/// The matters whose limits ran out before the book kept the case, while nothing tells whether they were done: each with the
/// first of its own nodes that did, or else the first it watches.
pub fn unrecorded(set: &NodeSet, calendar: &Calendar, input: &CaseInput, mut each: impl FnMut(Dated)) {
    if input.kept_since.is_none() {
        return;
    }
    let facts = Facts::new(set, calendar, input);
    for matter in set.matters() {
        let since = |on: NaiveDate| input.filed_on.is_none_or(|filed| filed <= on);
        let is_aside = matter
            .void
            .is_some_and(|key| facts.times(key).any(|(on, ..)| since(on)));
        let (mut found, mut is_told) = (None, is_aside);
        for node in matter.all() {
            facts.of(node, true, &mut |o| {
                let Some((_, due)) = open(set, &o) else { return };
                if !o.unrecorded {
                    is_told |= o.done.is_some() || !o.ended;
                } else if found.is_none() {
                    found = Some(Dated {
                        on: due.due,
                        kind: DateKind::Due,
                        act_by: None,
                        node,
                        provisional: due.provisional,
                    });
                }
            });
        }
        found.filter(|_| !is_told).into_iter().for_each(&mut each);
    }
}

fn open<'s, 'o>(set: &'s NodeSet, o: &'o Occurrence) -> Option<(&'s super::Node, &'o Due)> {
    Some((set.at(o.node)?, o.due.as_ref().ok()?))
}
