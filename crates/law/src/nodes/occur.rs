//! Occurrences: each time a node was started, with its date, and whether it was completed.
use chrono::NaiveDate;

use super::known::{CLOSED, DATE_KEYS, Facts};
use super::node::{KeyId, Node, Rule};
use crate::counting::{CountError, Due, Kind, Roll, Term, Unit, count_back, due};

/// A node started once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence<'a> {
    pub node: u16,
    pub subject: &'a str,
    pub trigger: NaiveDate,
    /// The filing day stands in for the missing day of receipt.
    pub assumed: bool,
    pub due: Result<Due, CountError>,
    /// The term with its extensions and turns.
    pub term: Option<Term>,
    /// A window opens.
    pub opens: Option<NaiveDate>,
    pub done: Option<NaiveDate>,
    /// It counts as done because the office said that the case has no such matter.
    pub aside: bool,
    pub ended: bool,
    /// Ran out before the book kept the case, and nothing tells whether it was done.
    pub unrecorded: bool,
}

/// What starts a node once.
#[derive(Clone, Copy, Debug)]
struct Start<'a> {
    on: NaiveDate,
    subject: &'a str,
    assumed: bool,
    /// What was done before this day does not count for it.
    since: Option<NaiveDate>,
    /// What made it void before this day did not.
    began: NaiveDate,
}

impl<'a> Facts<'a> {
    /// Calls `each` for every open occurrence of every node that applies, in the order of the set.
    pub fn open_occurrences(&self, mut each: impl FnMut(Occurrence<'a>)) {
        if self.events.is_empty() {
            self.set.by_date.iter().for_each(|i| self.of(*i, false, &mut each));
            return;
        }
        let mut nodes = self.set.by_date.clone();
        for (key, ..) in &self.events {
            nodes.extend(&self.set.by_key[usize::from(key.0)]);
        }
        nodes.sort_unstable();
        nodes.dedup();
        nodes.into_iter().for_each(|i| self.of(i, false, &mut each));
    }

    /// Occurrences of one node: all, or only those still open.
    pub fn of(&self, index: u16, all: bool, each: &mut dyn FnMut(Occurrence<'a>)) {
        let Some(node) = self.set.at(index).filter(|n| n.applies(self.input)) else {
            return;
        };
        if !node.needs.iter().all(|k| self.happened(*k)) {
            return;
        }
        for base in &node.from {
            // A term after the end of another runs on when that other is done; a window or a time before it does not.
            let done_too = matches!(node.rule, Rule::Forward(_));
            self.of(*base, done_too, &mut |o| self.on_base(index, node, &o, all, each));
        }
        for key in &node.trigger {
            for (on, subject, assumed) in self.times(*key) {
                if !self.superseded(node, on, subject) {
                    // What was done before the case was filed counts as done in time.
                    let early = matches!(node.rule, Rule::Back(_)) || node.trigger.iter().any(|k| k.0 < 2);
                    let began = self.began(node, on, subject);
                    let since = (!early).then_some(began);
                    let from = Start {
                        on,
                        subject,
                        assumed,
                        since,
                        began,
                    };
                    self.start(index, node, from, all, each);
                }
            }
        }
    }

    /// A last day that a document names, as a notice does of a freeze, takes the place of a term that began before: what
    /// happens from that beginning on counts for it.
    fn began(&self, node: &Node, on: NaiveDate, subject: &str) -> NaiveDate {
        if node.term().is_none_or(|term| term.length > 0) {
            return on;
        }
        let replaced = self
            .set
            .nodes
            .iter()
            .filter(|other| other.applies(self.input) && other.void.iter().any(|key| node.trigger.contains(key)));
        let starts = replaced
            .flat_map(|other| &other.trigger)
            .flat_map(|key| self.times(*key));
        let before = starts.filter(|(start, s, _)| *start <= on && same(s, subject));
        before.map(|(start, ..)| start).max().unwrap_or(on)
    }

    /// A validity term starts anew with its renewal: only the last start of a subject counts. Two seizures that do not
    /// say of what may be of two things, so without a subject only a renewal (any trigger but the first) counts as one.
    fn superseded(&self, node: &Node, on: NaiveDate, subject: &str) -> bool {
        let anew = if subject.is_empty() {
            node.trigger.get(1..)
        } else {
            node.trigger.get(..)
        };
        let later = |key: &KeyId| self.times(*key).any(|(other, s, _)| s == subject && other > on);
        node.lapses() && anew.unwrap_or_default().iter().any(later)
    }

    /// A node that starts from the day of another.
    fn on_base(&self, index: u16, node: &Node, base: &Occurrence<'a>, all: bool, each: &mut dyn FnMut(Occurrence<'a>)) {
        let Ok(end) = base.due else { return };
        if !node.in_force(base.trigger) {
            return;
        }
        match node.rule {
            Rule::Window(days) => {
                let opens = count_back(self.calendar, end.due, &unrolled(days)).ok().map(|d| d.due);
                let done = self.done(node, base.subject, None).map(|(on, _)| on);
                if done.is_some() && !all {
                    return;
                }
                each(Occurrence {
                    node: index,
                    opens,
                    done,
                    term: None,
                    ..*base
                });
            }
            Rule::Forward(_) => self.after(index, node, base, &end, all, each),
            _ => {
                let (subject, assumed) = (base.subject, base.assumed);
                let from = Start {
                    on: end.due,
                    subject,
                    assumed,
                    since: None,
                    began: end.due,
                };
                self.start(index, node, from, all, each);
            }
        }
    }

    /// A term that begins when another has run out: from its last day, not from the first day after it. Where that other
    /// ended early, this one is only shown if what ended the other completed this one.
    fn after(
        &self,
        index: u16,
        node: &Node,
        base: &Occurrence<'a>,
        end: &Due,
        all: bool,
        each: &mut dyn FnMut(Occurrence<'a>),
    ) {
        let earliest = base.term.is_some_and(|t| t.kind == Kind::Earliest);
        let last = if earliest { end.extended } else { end.due };
        let other = |key: &&KeyId| {
            let on = |(day, s, _): (NaiveDate, &str, bool)| day >= base.trigger && same(s, base.subject);
            !node.done.contains(key) && self.times(**key).any(on)
        };
        let base_void = self.set.at(base.node).map_or(&[][..], |n| &n.void);
        if base.unrecorded || (base.ended && (!all || base_void.iter().any(|key| other(&key)))) {
            return;
        }
        let (subject, assumed, since) = (base.subject, base.assumed, Some(base.trigger));
        let from = Start {
            on: last,
            subject,
            assumed,
            since,
            began: last,
        };
        self.start(index, node, from, all, &mut |o| {
            if !base.ended || o.done.is_some() {
                each(o);
            }
        });
    }

    /// The day on which the office said that the case has no such matter.
    fn aside(&self, node: &Node, subject: &str, began: NaiveDate) -> Option<NaiveDate> {
        let said = self
            .times(node.aside?)
            .filter(|(on, s, _)| *on >= began && same(s, subject));
        said.map(|(on, ..)| on).min()
    }

    fn start(&self, index: u16, node: &Node, from: Start<'a>, all: bool, each: &mut dyn FnMut(Occurrence<'a>)) {
        let Start {
            on: trigger,
            subject,
            assumed,
            since,
            began,
        } = from;
        if !node.in_force(trigger) && node.from.is_empty() {
            return;
        }
        let before = |key: &KeyId| self.times(*key).any(|(on, s, _)| on <= trigger && same(s, subject));
        if node.unless.iter().any(before) {
            return;
        }
        let (mut done, times) = self
            .done(node, subject, since)
            .map_or((None, 0), |(on, n)| (Some(on), n));
        let turn = if node.repeat > 0 { times + 1 } else { 1 };
        if node.repeat > 0 && turn <= node.repeat {
            done = None;
        }
        let aside = self.aside(node, subject, began).filter(|_| done.is_none());
        done = done.or(aside);
        let void = node
            .void
            .iter()
            .any(|k| self.times(*k).any(|(on, s, _)| on >= began && same(s, subject)));
        let closed = self.own(CLOSED).is_some() || self.happened(CLOSED);
        let ended = done.is_none() && (void || (closed && !node.after_close));
        if !all && (done.is_some() || ended) {
            return;
        }
        let (term, due) = match node.rule {
            Rule::Forward(term) => {
                let term = self.granted(node, trigger, subject, &term, turn.min(node.repeat.max(1)));
                let due = due(self.calendar, trigger, &term, self.input.excluded_for(node));
                (term, due)
            }
            Rule::Back(term) => (term, count_back(self.calendar, trigger, &term)),
            Rule::Window(_) | Rule::Timeless => return,
        };
        let unrecorded = done.is_none() && !ended && self.unrecorded(node, &due);
        if !all && unrecorded {
            return;
        }
        each(Occurrence {
            node: index,
            subject,
            trigger,
            assumed,
            due,
            term: Some(term),
            opens: None,
            done,
            aside: aside.is_some(),
            ended,
            unrecorded,
        });
    }

    /// A limit the case's own dates do not complete (closing is in every ledger), that ran out before the book.
    fn unrecorded(&self, node: &Node, due: &Result<Due, CountError>) -> bool {
        let Some(since) = self.input.kept_since else {
            return false;
        };
        let told = node.done.iter().any(|k| usize::from(k.0) < DATE_KEYS.len());
        let limit = node.term().is_some_and(|t| t.kind == Kind::Limit);
        limit && !told && due.as_ref().is_ok_and(|d| d.due < since)
    }

    /// The term with the extensions granted, for the turn it is in.
    fn granted(&self, node: &Node, trigger: NaiveDate, subject: &str, term: &Term, turn: u32) -> Term {
        let mut term = Term {
            length: term.length.saturating_mul(turn),
            ..*term
        };
        for (key, length, most) in &node.more {
            let granted = self
                .times(*key)
                .filter(|(on, s, _)| *on >= trigger && same(s, subject))
                .count() as u32;
            term.length = term.length.saturating_add(length.saturating_mul(granted.min(*most)));
        }
        term
    }

    /// The day a node was completed and how often it was, counting from a day.
    fn done(&self, node: &Node, subject: &str, since: Option<NaiveDate>) -> Option<(NaiveDate, u32)> {
        let fits = |(on, s, _): &(NaiveDate, &str, bool)| since.is_none_or(|from| *on >= from) && same(s, subject);
        let first = |key: &KeyId| self.times(*key).filter(fits).map(|t| t.0).min();
        if node.done_all {
            let mut last = None;
            for key in &node.done {
                last = last.max(Some(first(key)?));
            }
            return last.map(|on| (on, 1));
        }
        let on = node.done.iter().filter_map(first).min()?;
        let times = node
            .done
            .iter()
            .map(|k| self.times(*k).filter(fits).count() as u32)
            .sum();
        Some((on, times))
    }
}

fn unrolled(days: u32) -> Term {
    Term {
        length: days,
        unit: Unit::Day,
        roll: Roll::None,
        kind: Kind::Limit,
    }
}

/// A completion without a subject speaks for every subject, and the other way round.
fn same(a: &str, b: &str) -> bool {
    a == b || a.is_empty() || b.is_empty()
}
