//! The state of every node of a case on a day.
use chrono::NaiveDate;

use super::NodeSet;
use super::input::CaseInput;
use super::known::Facts;
use super::node::{Node, Rule};
use super::occur::Occurrence;
use super::terms::started;
use crate::calendar::{Calendar, Reading, index};
use crate::counting::{CountError, Due, Kind, Ledger, Term, explain, explain_back};

/// So many calendar days before something lapses it is said. No setting and no rule text changes it: what has lapsed cannot
/// be renewed.
pub const LAPSE_DAYS: i64 = 30;

/// When to speak up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// "Due soon" from this many working days before.
    pub soon_working_days: i32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { soon_working_days: 3 }
    }
}

/// Where a node stands. Days left and late are counted from today (or the day of completion).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing has started it.
    NotTriggered,
    /// Started; the alarm is further off.
    Running {
        /// Calendar days left.
        days: i64,
        /// Working days left, today not counted.
        working: i32,
    },
    /// The alarm is within [`Settings::soon_working_days`].
    DueSoon {
        /// Calendar days left.
        days: i64,
        /// Working days left, today not counted.
        working: i32,
    },
    /// The due day has passed.
    Overdue {
        /// Calendar days late.
        days: i64,
        /// Working days late.
        working: i32,
    },
    /// Completed.
    Done {
        /// The day.
        on: NaiveDate,
        /// Calendar days late; 0 in time. For a term that forbids acting before its end: days too early.
        days_late: i64,
        /// Working days late.
        working_late: i32,
        /// Nothing was done: the office said that the case has no such matter.
        aside: bool,
    },
    /// A validity term within [`LAPSE_DAYS`] of its end: renew by the act-by day.
    Lapsing {
        /// Calendar days until it lapses.
        days: i64,
        /// Working days until the act-by day; negative when that has passed.
        working: i32,
    },
    /// A validity term has ended.
    Lapsed {
        /// Calendar days since.
        days: i64,
    },
    /// Not allowed yet: before an earliest day, or before a window opens.
    Waiting {
        /// The first day it is allowed.
        from: NaiveDate,
    },
    /// Allowed now: after an earliest day, or inside a window.
    Open {
        /// The last day, for a window.
        until: Option<NaiveDate>,
    },
    /// Ran out before the book kept the case ([`CaseInput::kept_since`]), and nothing tells whether it was done.
    Unrecorded,
    /// No longer asked for: superseded, or the case is closed.
    Ended,
    /// The norm sets no time.
    Timeless,
    /// The date cannot be told.
    NoDate(CountError),
}

impl Status {
    /// Stable code for the interface.
    pub fn code(&self) -> &'static str {
        match self {
            Status::NotTriggered => "not_triggered",
            Status::Running { .. } => "running",
            Status::DueSoon { .. } => "due_soon",
            Status::Overdue { .. } => "overdue",
            Status::Done { .. } => "done",
            Status::Lapsing { .. } => "lapsing",
            Status::Lapsed { .. } => "lapsed",
            Status::Waiting { .. } => "waiting",
            Status::Open { .. } => "open",
            Status::Unrecorded => "unrecorded",
            Status::Ended => "ended",
            Status::Timeless => "timeless",
            Status::NoDate(_) => "no_date",
        }
    }

    /// Still to be watched.
    pub fn is_live(&self) -> bool {
        use Status::{DueSoon, Lapsed, Lapsing, Open, Overdue, Running, Waiting};
        matches!(
            self,
            Running { .. }
                | DueSoon { .. }
                | Overdue { .. }
                | Lapsing { .. }
                | Lapsed { .. }
                | Waiting { .. }
                | Open { .. }
        )
    }
}

/// A node of a case on a day. A node that was started several times (one freeze per account) has one state for each.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeState<'a> {
    /// Index of the node in its set.
    pub index: u16,
    /// The node's id.
    pub id: &'a str,
    /// What this occurrence concerns, or empty.
    pub subject: &'a str,
    /// The day that started it.
    pub trigger: Option<NaiveDate>,
    /// The filing day stands in for the missing day of receipt.
    pub assumed: bool,
    /// Its dates.
    pub due: Option<Due>,
    /// Its term, with extensions granted and, where it comes again, the turn it is in.
    pub term: Option<Term>,
    /// The day a window opens.
    pub opens: Option<NaiveDate>,
    /// The day to warn about: `act_by` for validity, the unrolled day for the court's own limits, else `due`.
    pub alarm: Option<NaiveDate>,
    /// Where it stands.
    pub status: Status,
    /// It competes with others on the same matter and its alarm is the earliest of them.
    pub leads: bool,
    /// It competes and another one's alarm is earlier.
    pub follows: bool,
}

impl NodeState<'_> {
    /// Why this date: every day of the count. Nothing for a node without a date of its own (a window lies before
    /// another node's day: explain that one).
    pub fn explain<'c>(&self, set: &NodeSet, calendar: &'c Calendar, input: &CaseInput) -> Option<Ledger<'c>> {
        let (node, term, trigger) = (set.at(self.index)?, self.term?, self.trigger?);
        match node.rule {
            Rule::Back(_) => explain_back(calendar, trigger, &term).ok(),
            _ => explain(calendar, trigger, &term, input.excluded_for(node)).ok(),
        }
    }
}

/// Working days after `from` up to and including `to`; negative the other way round; 0 outside the calendar.
pub(super) fn working_between(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> i32 {
    let track = calendar.track(Reading::Reckoned);
    let rank = |day| track.rank(index(day).clamp(-1, track.len() - 1)).unwrap_or(0);
    rank(to) - rank(from)
}

/// The day to warn about.
pub(super) fn alarm_of(node: &Node, due: &Due) -> NaiveDate {
    match due.act_by {
        Some(act_by) => act_by,
        None if node.internal => due.extended.min(due.due),
        None => due.due,
    }
}

/// Every node that applies to the case, in the order of the set.
///
/// ```
/// use law::calendar::Calendar;
/// use law::nodes::{CaseInput, NodeSet, Settings, evaluate};
/// let day = |text: &str| text.parse().unwrap();
/// let input = CaseInput {
///     filed_on: Some(day("2022-09-30")),
///     ..CaseInput::default()
/// };
/// let states = evaluate(NodeSet::builtin(), Calendar::builtin(), &input, Settings::default(), day("2022-10-09"));
/// // Plan 7(3): the notices go out within five working days of the filing.
/// let notices = states.iter().find(|state| state.id == "P7-3").unwrap();
/// assert_eq!(notices.due.as_ref().unwrap().due.to_string(), "2022-10-12");
/// ```
pub fn evaluate<'a>(
    set: &'a NodeSet,
    calendar: &'a Calendar,
    input: &'a CaseInput<'a>,
    settings: Settings,
    today: NaiveDate,
) -> Vec<NodeState<'a>> {
    states(&Facts::new(set, calendar, input), None, settings, today)
}

/// The same without the nodes nothing has started, which most are: for tables over all cases.
pub fn begun<'a>(
    set: &'a NodeSet,
    calendar: &'a Calendar,
    input: &'a CaseInput<'a>,
    settings: Settings,
    today: NaiveDate,
) -> Vec<NodeState<'a>> {
    let facts = Facts::new(set, calendar, input);
    let keys = facts.events.iter().map(|(key, ..)| *key);
    let started = started(set, keys, &set.by_date);
    let mut states = states(&facts, Some(&started), settings, today);
    states.retain(|state| state.trigger.is_some());
    states
}

/// The states of the nodes that apply; of some only, if that is said.
fn states<'a>(facts: &Facts<'a>, only: Option<&[bool]>, settings: Settings, today: NaiveDate) -> Vec<NodeState<'a>> {
    let (set, calendar, input) = (facts.set, facts.calendar, facts.input);
    let mut out: Vec<NodeState<'a>> = Vec::new();
    for (i, node) in set.nodes.iter().enumerate() {
        if only.is_some_and(|only| !only[i]) {
            continue;
        }
        // A rule without a term has no day of its own that could be before its norm.
        let timeless = node.rule == Rule::Timeless;
        if !node.applies(input) || (timeless && !node.in_force(today)) {
            continue;
        }
        let before = out.len();
        facts.of(i as u16, true, &mut |o: Occurrence<'a>| {
            out.push(state(node, calendar, &o, settings, today))
        });
        if out.len() == before {
            out.push(idle(i as u16, node));
        } else {
            out[before..].sort_by_key(|s| s.trigger);
        }
    }
    rank_clocks(set, &mut out);
    out
}

fn idle(index: u16, node: &Node) -> NodeState<'_> {
    let status = if node.rule == Rule::Timeless {
        Status::Timeless
    } else {
        Status::NotTriggered
    };
    let (trigger, due, opens, alarm) = (None, None, None, None);
    let (assumed, leads, follows) = (false, false, false);
    NodeState {
        index,
        id: &node.id,
        subject: "",
        trigger,
        assumed,
        due,
        term: None,
        opens,
        alarm,
        status,
        leads,
        follows,
    }
}

fn state<'a>(
    node: &'a Node,
    calendar: &Calendar,
    o: &Occurrence<'a>,
    settings: Settings,
    today: NaiveDate,
) -> NodeState<'a> {
    let mut out = idle(o.node, node);
    out.term = o.term;
    (out.subject, out.trigger, out.assumed, out.opens) = (o.subject, Some(o.trigger), o.assumed, o.opens);
    match o.due {
        Ok(due) => {
            (out.due, out.alarm) = (Some(due), Some(alarm_of(node, &due)));
            out.status = status(node, calendar, o, &due, settings, today);
        }
        Err(error) => {
            out.status = o.done.map_or(Status::NoDate(error), |on| Status::Done {
                on,
                days_late: 0,
                working_late: 0,
                aside: o.aside,
            })
        }
    }
    out
}

fn status(node: &Node, calendar: &Calendar, o: &Occurrence, due: &Due, settings: Settings, today: NaiveDate) -> Status {
    let kind = node.term().map(|t| t.kind);
    let days_to = |day: NaiveDate| (day - today).num_days();
    if let Some(on) = o.done {
        let early = kind == Some(Kind::Earliest);
        let days_late = if early {
            (due.due - on).num_days()
        } else {
            (on - due.due).num_days()
        };
        let working = working_between(calendar, due.due, on);
        let working_late = if early { -working } else { working };
        return Status::Done {
            on,
            days_late: days_late.max(0),
            working_late: working_late.max(0),
            aside: o.aside,
        };
    }
    if o.ended {
        return Status::Ended;
    }
    if o.unrecorded {
        return Status::Unrecorded;
    }
    let alarm = alarm_of(node, due);
    let working = working_between(calendar, today, alarm);
    match (kind, o.opens) {
        (_, Some(from)) if today < from => Status::Waiting { from },
        (_, Some(_)) if today <= due.due => Status::Open { until: Some(due.due) },
        (_, Some(_)) => Status::Ended,
        (Some(kind), _) if kind.waits() && today < due.due => Status::Waiting { from: due.due },
        (Some(kind), _) if kind.waits() => Status::Open { until: None },
        (Some(Kind::Validity), _) if today > due.due => Status::Lapsed {
            days: -days_to(due.due),
        },
        (Some(Kind::Validity), _) if days_to(due.due) <= LAPSE_DAYS => Status::Lapsing {
            days: days_to(due.due),
            working,
        },
        (Some(Kind::Validity), _) => Status::Running {
            days: days_to(due.due),
            working,
        },
        _ if today > due.due => Status::Overdue {
            days: -days_to(due.due),
            working: working_between(calendar, due.due, today),
        },
        _ if working <= settings.soon_working_days => Status::DueSoon {
            days: days_to(alarm),
            working,
        },
        _ => Status::Running {
            days: days_to(alarm),
            working,
        },
    }
}

/// Of competing clocks that still run, the earliest alarm leads (finding 2). Clocks compete on one matter and one thing:
/// a second clue is verified for itself.
fn rank_clocks(set: &NodeSet, states: &mut [NodeState]) {
    let clock = |s: &NodeState| {
        let clock = set.at(s.index).and_then(|n| n.clock)?;
        let running = s.status.is_live() && !matches!(s.status, Status::Waiting { .. } | Status::Open { .. });
        s.alarm.filter(|_| running).map(|alarm| (clock, alarm))
    };
    let all: Vec<_> = states
        .iter()
        .map(|s| clock(s).map(|(clock, alarm)| (clock, s.subject, alarm)))
        .collect();
    for (i, state) in states.iter_mut().enumerate() {
        let Some((clock, subject, alarm)) = all[i] else {
            continue;
        };
        let mut rivals = all
            .iter()
            .enumerate()
            .filter(|(j, r)| *j != i && r.is_some_and(|(c, s, _)| c == clock && s == subject))
            .peekable();
        if rivals.peek().is_none() {
            continue;
        }
        // A tie leads where it stands first.
        state.leads = rivals.all(|(j, r)| r.is_some_and(|(.., a)| alarm < a || (alarm == a && i < j)));
        state.follows = !state.leads;
    }
}
