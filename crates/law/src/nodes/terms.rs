//! The terms that run of single things in a case: what a register of seizures asks of thousands of cases.
use chrono::NaiveDate;

use super::NodeSet;
use super::input::CaseInput;
use super::known::Facts;
use super::node::KeyId;
use super::occur::Occurrence;
use super::state::alarm_of;
use crate::calendar::Calendar;
use crate::counting::Kind;

/// A term that runs of one thing in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running<'a> {
    /// What it concerns.
    pub subject: &'a str,
    /// Index of the node in its set.
    pub node: u16,
    /// The last day.
    pub on: NaiveDate,
    /// The day to warn about.
    pub alarm: NaiveDate,
    /// Rests on an unpublished calendar.
    pub provisional: bool,
    /// Something lapses at its end.
    pub lapses: bool,
}

/// The terms with a subject that are still to be watched on a day, in the order of the set. The same as
/// [`super::evaluate`] says of them, without asking the nodes nothing with a subject can start.
pub fn running<'a>(
    set: &'a NodeSet,
    calendar: &'a Calendar,
    input: &'a CaseInput<'a>,
    today: NaiveDate,
) -> Vec<Running<'a>> {
    let facts = Facts::new(set, calendar, input);
    let mut out: Vec<(NaiveDate, Running<'a>)> = Vec::new();
    let subjects = facts.events.iter().filter(|(.., subject)| !subject.is_empty());
    let started = started(set, subjects.map(|(key, ..)| *key), &[]);
    for (index, _) in started.iter().enumerate().filter(|(_, started)| **started) {
        let before = out.len();
        facts.of(index as u16, false, &mut |occurrence| {
            let is_over = occurrence.opens.is_some() && occurrence.due.is_ok_and(|due| today > due.due);
            if !occurrence.subject.is_empty() && !is_over {
                out.extend(running_of(set, &occurrence).map(|running| (occurrence.trigger, running)));
            }
        });
        out[before..].sort_by_key(|(trigger, _)| *trigger);
    }
    out.into_iter().map(|(_, running)| running).collect()
}

/// Which nodes happenings of these keys, and those that start anyway, can start directly or through others.
pub(super) fn started(set: &NodeSet, keys: impl Iterator<Item = KeyId>, anyway: &[u16]) -> Vec<bool> {
    let mut started = vec![false; set.nodes.len()];
    anyway.iter().for_each(|node| started[usize::from(*node)] = true);
    for key in keys {
        let own = set.by_key[usize::from(key.0)].iter();
        own.for_each(|node| started[usize::from(*node)] = true);
    }
    // A node may start from one that starts from a third.
    loop {
        let before = started.iter().filter(|started| **started).count();
        for (index, node) in set.nodes.iter().enumerate() {
            started[index] |= node.from.iter().any(|base| started[usize::from(*base)]);
        }
        if before == started.iter().filter(|started| **started).count() {
            return started;
        }
    }
}

fn running_of<'a>(set: &NodeSet, occurrence: &Occurrence<'a>) -> Option<Running<'a>> {
    let (node, due) = (set.at(occurrence.node)?, occurrence.due.as_ref().ok()?);
    Some(Running {
        subject: occurrence.subject,
        node: occurrence.node,
        on: due.due,
        alarm: alarm_of(node, due),
        provisional: due.provisional,
        lapses: occurrence.term.is_some_and(|term| term.kind == Kind::Validity),
    })
}
