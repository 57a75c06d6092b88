//! One node as a rule states it.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::cite::Cite;
use super::figure::Figure;
use super::input::{CaseInput, CaseKind, Course};
use crate::counting::{Kind, Term};
use crate::facts::BasisType;

/// A name in Chinese and English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

/// A key of the set: something that can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KeyId(pub(super) u16);

/// How well a rule's text is known (norms.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Mark {
    /// Read in a public collection of laws.
    L,
    /// Read on a secondary page.
    P,
    /// Seen in the code of an existing court system.
    C,
    /// From knowledge: shown as unverified.
    K,
}

/// What a node asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// A term from the trigger: limit, validity or earliest.
    Forward(Term),
    /// At least so long before the trigger.
    Back(Term),
    /// Possible only in the last so many days before the day of another node, that day included.
    Window(u32),
    /// No time of its own: the norm names the duty, the court or the circumstances the time.
    Timeless,
}

/// The kinds of basis a node is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Bases {
    /// Only these. A case whose basis is unknown is not one of them.
    Only(Vec<BasisType>),
    /// All but these, and a case whose basis is unknown: the general rule.
    Except(Vec<BasisType>),
}

impl Bases {
    fn holds(&self, basis: Option<BasisType>) -> bool {
        let among = |list: &[BasisType]| basis.is_some_and(|b| list.contains(&b));
        match self {
            Bases::Only(list) => among(list),
            Bases::Except(list) => !among(list),
        }
    }
}

/// A node.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Node {
    /// Its id: `N05` is row 5 of the national table, `P7-3` Art. 7(3) of the plan.
    pub id: String,
    /// What it is.
    pub name: Name,
    /// Index of its owner.
    pub(super) owner: u16,
    /// Its owner is not of this court.
    pub outside: bool,
    /// Any of these starts it.
    pub trigger: Vec<KeyId>,
    /// Nodes whose day starts it (for windows and terms before a lapse).
    pub(super) from: Vec<u16>,
    /// All of these must have happened too.
    pub needs: Vec<KeyId>,
    /// If any of these happened before it, or on its day, it does not start.
    pub(super) unless: Vec<KeyId>,
    /// What completes it.
    pub done: Vec<KeyId>,
    /// All of `done` are needed, not one of them.
    pub done_all: bool,
    /// What makes it pointless.
    pub void: Vec<KeyId>,
    /// By which the office said that the case has no such matter: it ends the limit on its day, late if the day was late.
    pub aside: Option<KeyId>,
    /// What it asks for.
    pub rule: Rule,
    /// Extensions: what grants it, by how many units, how often at most.
    pub(super) more: Vec<(KeyId, u32, u32)>,
    /// How often it comes again (0: once).
    pub repeat: u32,
    /// Kinds of case it applies to, one bit each.
    pub(super) kinds: u32,
    /// Kinds of basis it is for.
    pub(super) bases: Bases,
    /// Only on this course.
    pub course: Option<Course>,
    /// Excluded time extends it.
    pub excludable: bool,
    /// A limit the court set itself: warns on the unrolled date.
    pub internal: bool,
    /// Goes on when the case is closed.
    pub after_close: bool,
    /// Competing clocks on one matter carry the same number.
    pub(super) clock: Option<u16>,
    /// Where it stands.
    pub cites: Vec<Cite>,
    /// How well the text is known.
    pub mark: Mark,
    /// First day it applies to a trigger.
    #[serde(with = "crate::day_number")]
    pub valid_from: NaiveDate,
    /// Last day it applies to a trigger.
    #[serde(with = "crate::day_number")]
    pub valid_to: Option<NaiveDate>,
    /// Our reading of an unclear text.
    pub proposed: bool,
    /// Amounts, hours and the like that its norm names.
    pub figures: Vec<Figure>,
    /// What only the court can answer.
    pub open: Option<Name>,
    /// A remark for people.
    pub note: Option<Name>,
}

impl Node {
    /// Whether it applies to a case: its kind, its basis and its course.
    pub fn applies(&self, input: &CaseInput<'_>) -> bool {
        let course = input.course.unwrap_or(Course::Ordinary);
        self.kinds & input.kind.bit() != 0 && self.bases.holds(input.basis) && self.course.is_none_or(|c| c == course)
    }

    /// Whether its norm is in force on a day.
    pub fn in_force(&self, on: NaiveDate) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|to| on <= to)
    }

    /// Its term, if it has one.
    pub fn term(&self) -> Option<Term> {
        match self.rule {
            Rule::Forward(term) | Rule::Back(term) => Some(term),
            Rule::Window(_) | Rule::Timeless => None,
        }
    }

    /// A validity term: it lapses.
    pub fn lapses(&self) -> bool {
        self.term().is_some_and(|t| t.kind == Kind::Validity)
    }

    /// The kinds of case it applies to.
    pub fn kinds(&self) -> impl Iterator<Item = CaseKind> {
        CaseKind::ALL.into_iter().filter(|k| self.kinds & k.bit() != 0)
    }
}
