//! Occurrences: each time a node was started, with its date, and whether it was completed.
use chrono::NaiveDate;

use super::NodeSet;
use super::input::CaseInput;
use super::node::{KeyId, Node, Rule};
use crate::law::calendar::Calendar;
use crate::law::counting::{CountError, Due, Kind, Roll, Term, Unit, count_back, due};

/// Keys every set holds, at these places: the dates a case has of itself.
pub(super) const DATE_KEYS: [&str; 4] = ["filed", "application_received", "materials_received", "closed"];
const CLOSED: KeyId = KeyId(3);

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
    pub ended: bool,
    /// Ran out before the book kept the case, and nothing tells whether it was done.
    pub unrecorded: bool,
}

/// What happened, with keys resolved.
pub(super) struct Facts<'a> {
    pub set: &'a NodeSet,
    pub calendar: &'a Calendar,
    pub input: &'a CaseInput<'a>,
    events: Vec<(KeyId, NaiveDate, &'a str)>,
}

impl<'a> Facts<'a> {
    pub fn new(set: &'a NodeSet, calendar: &'a Calendar, input: &'a CaseInput<'a>) -> Facts<'a> {
        let known = input
            .happenings
            .iter()
            .filter_map(|h| Some((set.key(h.key)?, h.on, h.subject)));
        let mut events: Vec<_> = known.collect();
        if let (Some(key), Some(on)) = (set.key(input.closed_by), input.closed_on)
            && !events.iter().any(|e| e.0 == key)
        {
            events.push((key, on, ""));
        }
        Facts {
            set,
            calendar,
            input,
            events,
        }
    }

    /// The case's own date under a key, and whether another date stands in for it.
    fn own(&self, key: KeyId) -> Option<(NaiveDate, bool)> {
        let input = self.input;
        match key.0 {
            0 => input.filed_on.map(|d| (d, false)),
            1 => input
                .received_on
                .map(|d| (d, false))
                .or(input.filed_on.map(|d| (d, true))),
            2 => input.materials_received_on.map(|d| (d, false)),
            3 => input.closed_on.map(|d| (d, false)),
            _ => None,
        }
    }

    /// Every day something under the key happened.
    fn times(&self, key: KeyId) -> impl Iterator<Item = (NaiveDate, &'a str, bool)> + '_ {
        let own = self.own(key).map(|(on, assumed)| (on, "", assumed));
        let recorded = self
            .events
            .iter()
            .filter(move |e| e.0 == key)
            .map(|e| (e.1, e.2, false));
        // A recorded day of receipt makes the stand-in superfluous.
        let stand_in = own.is_some_and(|o| o.2) && self.events.iter().any(|e| e.0 == key);
        own.filter(|_| !stand_in).into_iter().chain(recorded)
    }

    fn happened(&self, key: KeyId) -> bool {
        self.times(key).next().is_some()
    }

    /// Calls `each` for every occurrence of every node that applies.
    pub fn occurrences(&self, mut each: impl FnMut(Occurrence<'a>)) {
        let quiet = self.events.is_empty();
        let all = 0..self.set.nodes.len() as u16;
        let few = self.set.by_date.iter().copied();
        if quiet {
            few.for_each(|i| self.of(i, &mut each))
        } else {
            all.for_each(|i| self.of(i, &mut each))
        }
    }

    /// Occurrences of one node.
    pub fn of(&self, index: u16, each: &mut dyn FnMut(Occurrence<'a>)) {
        let Some(node) = self
            .set
            .at(index)
            .filter(|n| n.applies(self.input.kind, self.input.course))
        else {
            return;
        };
        if !node.needs.iter().all(|k| self.happened(*k)) {
            return;
        }
        for base in &node.from {
            self.of(*base, &mut |o| self.on_base(index, node, &o, each));
        }
        for key in &node.trigger {
            for (on, subject, assumed) in self.times(*key) {
                if !self.superseded(node, on, subject) {
                    self.start(index, node, (on, subject, assumed), each);
                }
            }
        }
    }

    /// A validity term starts anew with its renewal: only the last start of a subject counts. The same for terms that
    /// come again.
    fn superseded(&self, node: &Node, on: NaiveDate, subject: &str) -> bool {
        let renews = node.lapses() || node.repeat > 0;
        renews
            && node
                .trigger
                .iter()
                .any(|k| self.times(*k).any(|(other, s, _)| s == subject && other > on))
    }

    fn valid(node: &Node, on: NaiveDate) -> bool {
        node.valid_from <= on && node.valid_to.is_none_or(|to| on <= to)
    }

    /// A node that starts from the day of another.
    fn on_base(&self, index: u16, node: &Node, base: &Occurrence<'a>, each: &mut dyn FnMut(Occurrence<'a>)) {
        let Ok(end) = base.due else { return };
        if base.done.is_some() || base.ended || !Self::valid(node, base.trigger) {
            return;
        }
        match node.rule {
            Rule::Window(days) => {
                let opens = count_back(self.calendar, end.due, &unrolled(days)).ok().map(|d| d.due);
                let done = self.done(node, base.subject, None).map(|(on, _)| on);
                each(Occurrence {
                    node: index,
                    opens,
                    done,
                    term: None,
                    ..*base
                });
            }
            _ => self.start(index, node, (end.due, base.subject, base.assumed), each),
        }
    }

    fn start(
        &self,
        index: u16,
        node: &Node,
        (trigger, subject, assumed): (NaiveDate, &'a str, bool),
        each: &mut dyn FnMut(Occurrence<'a>),
    ) {
        if !Self::valid(node, trigger) && node.from.is_empty() {
            return;
        }
        let since = match node.rule {
            Rule::Back(_) => None,
            // What was done before the case was filed counts as done in time.
            _ if node.trigger.iter().any(|k| k.0 < 2) => None,
            _ => Some(trigger),
        };
        let (mut done, times) = self
            .done(node, subject, since)
            .map_or((None, 0), |(on, n)| (Some(on), n));
        let turn = if node.repeat > 0 { times + 1 } else { 1 };
        if node.repeat > 0 && turn <= node.repeat {
            done = None;
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
        let void = node
            .void
            .iter()
            .any(|k| self.times(*k).any(|(on, s, _)| on >= trigger && same(s, subject)));
        let closed = self.own(CLOSED).is_some() || self.happened(CLOSED);
        let ended = done.is_none() && (void || (closed && !node.after_close));
        let unrecorded = done.is_none() && !ended && self.unrecorded(node, &due);
        each(Occurrence {
            node: index,
            subject,
            trigger,
            assumed,
            due,
            term: Some(term),
            opens: None,
            done,
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
