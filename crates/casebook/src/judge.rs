//! What the book asks of the law about a case.
use chrono::NaiveDate;

use super::facts::CaseFile;
use super::overdue::Late;
use super::warnings::{Known, Warned};

/// The rules in force, ready to be asked.
pub trait Judge {
    /// Verdict and dates of a case. Says nothing of today: the book compares dates itself.
    fn judge<'a>(&'a self, file: &CaseFile) -> Judged<'a>;

    /// The terms that run of each record that has any, on a day.
    fn terms(&self, file: &CaseFile, today: NaiveDate) -> Vec<Term>;

    /// The nodes of this court that were done, in time or late, and those late on a day; of clocks on one matter one.
    fn limits(&self, file: &CaseFile, today: NaiveDate) -> Vec<Late>;

    /// Of these, those that were or are late.
    fn late(&self, file: &CaseFile, today: NaiveDate) -> Vec<Late> {
        let mut late = self.limits(file, today);
        late.retain(|node| node.days > 0);
        late
    }

    /// Whether a case has a matter without a limit of its own, which is to be done until somebody says that it is.
    fn has_unlimited(&self, file: &CaseFile, matter: &str) -> bool;

    /// The warnings about a case on a day that nobody has answered.
    fn warned(&self, known: &Known, today: NaiveDate) -> Vec<Warned>;

    /// Changes when any rule or the calendar does; then the book asks again for every case.
    fn fingerprint(&self) -> [u8; 32];
}

/// What the rules say of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged<'a> {
    /// 0 simple, 1 ordinary, 2 needs more facts.
    pub verdict: u8,
    /// Decisive ground, e.g. `S1`, or empty.
    pub ground: &'a str,
    /// The earliest day something must be done that is not done; nothing for a closed case.
    pub alarm: Option<Alarm<'a>>,
    /// All dates of what is still to come or to do, for the agenda.
    pub dates: Vec<Dated<'a>>,
    /// Matters that ran out before the book kept the case, while nothing tells whether they were done.
    pub before: Vec<Dated<'a>>,
}

/// The next alarm of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm<'a> {
    /// The day to warn about: what a list shows and sorts by.
    pub on: NaiveDate,
    /// The last day to act; the day after, it is overdue.
    pub last: NaiveDate,
    /// The day it lapses, where something does.
    pub lapses: Option<NaiveDate>,
    /// From this day on it counts as due soon.
    pub soon_from: NaiveDate,
    /// Node id.
    pub node: &'a str,
}

/// A term that runs of one thing in a case: a freeze, a clue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it concerns, as its happenings say.
    pub subject: String,
    /// Node id.
    pub node: String,
    /// The last day.
    pub on: NaiveDate,
    /// The day to warn about: the last working day to act.
    pub alarm: NaiveDate,
    /// Rests on an unpublished calendar.
    pub provisional: bool,
    /// Something lapses at its end: that is what a freeze is about, whatever else is to be done of it.
    pub lapses: bool,
}

/// A date of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated<'a> {
    /// The day.
    pub on: NaiveDate,
    /// 0 due, 1 lapses, 2 may be done from this day on.
    pub kind: u8,
    /// The last day to act, for what lapses.
    pub act_by: Option<NaiveDate>,
    /// Node id.
    pub node: &'a str,
    /// Id of the matter it belongs to, or empty.
    pub matter: &'a str,
    /// Rests on an unpublished calendar.
    pub provisional: bool,
}

/// No rules at all: every case needs more facts and has no dates. For a book whose rule texts cannot be read, which
/// must still open.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRules;

impl Judge for NoRules {
    fn judge<'a>(&'a self, _: &CaseFile) -> Judged<'a> {
        Judged {
            verdict: 2,
            ..Judged::default()
        }
    }

    fn terms(&self, _: &CaseFile, _: NaiveDate) -> Vec<Term> {
        Vec::new()
    }

    fn limits(&self, _: &CaseFile, _: NaiveDate) -> Vec<Late> {
        Vec::new()
    }

    fn has_unlimited(&self, _: &CaseFile, _: &str) -> bool {
        false
    }

    fn warned(&self, _: &Known, _: NaiveDate) -> Vec<Warned> {
        Vec::new()
    }

    fn fingerprint(&self) -> [u8; 32] {
        [0; 32]
    }
}
