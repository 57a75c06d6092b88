//! The verdict over three-valued facts.
//!
//! Known facts are one cell of the table. Unknown facts are a box of cells, one for every completion; what holds in
//! all of them is certain. No rule order and no three-valued logic is involved, so an unknown fact that changes
//! nothing in the end leaves the verdict settled.
use serde::{Deserialize, Serialize};

use super::completions::{Completions, known};
use super::fact::FactId;
use super::loaded::TriageRules;
use super::table::{ORDINARY, RULES, reading_bit};
use crate::facts::Facts;
use crate::nodes::Course;

/// The verdict (Art. 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 简易
    Simple,
    /// 普通
    Ordinary,
    /// 需补充事实
    NeedsMoreFacts,
}

impl Verdict {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Ordinary => "ordinary",
            Self::NeedsMoreFacts => "needs_more_facts",
        }
    }

    /// The course the verdict puts a case on; none while facts are missing.
    pub fn course(self) -> Option<Course> {
        match self {
            Self::Simple => Some(Course::Simple),
            Self::Ordinary => Some(Course::Ordinary),
            Self::NeedsMoreFacts => None,
        }
    }
}

/// The bare outcome, a few words wide. Names of rules and facts: ask the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The verdict.
    pub verdict: Verdict,
    /// Some simple and some ordinary ground are certain, and the law does not settle which prevails.
    pub conflict: bool,
    /// The verdict rests on a proposed reading: under the other reading it would not be the same.
    pub review_required: bool,
    /// Certain rules, by bit.
    pub(super) certain: u32,
    /// Rules that match in some completion, by bit.
    pub(super) possible: u32,
    pub(super) decisive: Option<u8>,
    missing: u32,
}

impl Decision {
    /// Items that match in every completion, in the set's order.
    pub fn grounds<'a>(&self, rules: &'a TriageRules) -> impl Iterator<Item = &'a str> {
        // Two halves of an item are one ground.
        let mut last = None;
        let items = rules.rules_of(self.certain);
        let items = items.map(|(_, rule)| rule.item.as_str());
        items.filter(move |item| last.replace(*item) != Some(*item))
    }

    /// The item that decides; none while facts are missing or when no single item is certain.
    pub fn decisive<'a>(&self, rules: &'a TriageRules) -> Option<&'a str> {
        self.decisive.map(|bit| rules.rule(usize::from(bit)).item.as_str())
    }

    /// Facts whose answer could change the verdict, in the order a clerk is asked.
    pub fn missing(&self) -> impl Iterator<Item = FactId> + use<> {
        FactId::of(self.missing)
    }
}

/// Decides. Grounds, missing facts and flags are all there; texts and flips are [`super::triage`]'s.
///
/// ```
/// use law::facts::{ClaimKind, Facts};
/// use law::money::Fen;
/// use law::triage::{TriageRules, decide};
/// let rules = TriageRules::builtin().unwrap();
/// let facts = Facts {
///     claim_kind: Some(ClaimKind::Money),
///     claim_amount_fen: Some(Fen(5_000_000)),
///     ..Facts::default()
/// };
/// // Small enough, but what would make it ordinary is not known yet.
/// let decision = decide(rules, &facts);
/// assert!(decision.missing().next().is_some());
/// ```
pub fn decide(rules: &TriageRules, facts: &Facts) -> Decision {
    let filing = filing(rules, facts);
    let basis_missing = rules.needs_basis && facts.basis_type.is_none();
    let ready = filing == Some(true) && !basis_missing;
    let first = || missing_first(filing, basis_missing);
    if let Some(index) = known(&rules.space, facts) {
        let word = rules.table[index as usize];
        return conclude(rules, Span { all: word, any: word }, ready, first);
    }
    let completions = Completions::of(&rules.space, facts);
    let words = completions.words(&rules.table);
    conclude(rules, Span::of(&words), ready, || match filing {
        Some(false) => first(),
        _ => first() | completions.telling(&words),
    })
}

/// Verdict and decisive item as [`decide`] gives them. What is missing is not looked for, which costs most: long lists ask
/// for the facts of every case, and few are complete.
pub fn settle<'r>(rules: &'r TriageRules, facts: &Facts) -> (Verdict, Option<&'r str>) {
    if filing(rules, facts) != Some(true) || (rules.needs_basis && facts.basis_type.is_none()) {
        return (Verdict::NeedsMoreFacts, None);
    }
    let span = match known(&rules.space, facts) {
        Some(index) => Span::of(&[rules.table[index as usize]]),
        None => Span::of(&Completions::of(&rules.space, facts).words(&rules.table)),
    };
    let decision = conclude(rules, span, true, || 0);
    (decision.verdict, decision.decisive(rules))
}

/// The verdict alone: what is missing is not looked for.
pub(super) fn verdict(rules: &TriageRules, facts: &Facts) -> Verdict {
    if filing(rules, facts) != Some(true) || (rules.needs_basis && facts.basis_type.is_none()) {
        return Verdict::NeedsMoreFacts;
    }
    let words = match known(&rules.space, facts) {
        Some(index) => vec![rules.table[index as usize]],
        None => Completions::of(&rules.space, facts).words(&rules.table),
    };
    match Span::of(&words).settled(ORDINARY) {
        Some(true) => Verdict::Ordinary,
        Some(false) => Verdict::Simple,
        None => Verdict::NeedsMoreFacts,
    }
}

fn filing(rules: &TriageRules, facts: &Facts) -> Option<bool> {
    if rules.needs_filing {
        facts.filing_data_ok
    } else {
        Some(true)
    }
}

fn missing_first(filing: Option<bool>, basis_missing: bool) -> u32 {
    let filing_bit = if filing == Some(true) {
        0
    } else {
        FactId::FilingDataOk.bit()
    };
    let basis_bit = if basis_missing && filing != Some(false) {
        FactId::BasisType.bit()
    } else {
        0
    };
    filing_bit | basis_bit
}

/// What holds in all completions, and what in any.
#[derive(Clone, Copy)]
struct Span {
    all: u32,
    any: u32,
}

impl Span {
    fn of(words: &[u32]) -> Self {
        words.iter().fold(Self { all: u32::MAX, any: 0 }, |span, &word| Self {
            all: span.all & word,
            any: span.any | word,
        })
    }

    /// The verdict under a bit, if all completions agree.
    fn settled(self, bit: u32) -> Option<bool> {
        (self.all & bit == self.any & bit).then_some(self.all & bit != 0)
    }
}

fn conclude(rules: &TriageRules, span: Span, ready: bool, missing: impl Fn() -> u32) -> Decision {
    let program = &rules.program;
    let certain = span.all & RULES;
    let mut decision = Decision {
        verdict: Verdict::NeedsMoreFacts,
        conflict: program.conflict(certain),
        review_required: false,
        certain,
        possible: span.any & RULES,
        decisive: None,
        missing: 0,
    };
    match span.settled(ORDINARY) {
        Some(ordinary) if ready => {
            decision.verdict = if ordinary { Verdict::Ordinary } else { Verdict::Simple };
            decision.review_required =
                (0..program.others.len()).any(|at| span.settled(reading_bit(at)) != Some(ordinary));
            let winning = certain & if ordinary { program.ordinary } else { !program.ordinary };
            decision.decisive = (winning != 0).then_some(winning.trailing_zeros() as u8);
        }
        _ => decision.missing = missing(),
    }
    decision
}
