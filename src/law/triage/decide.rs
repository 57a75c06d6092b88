//! The verdict over three-valued facts.
//!
//! Known facts are one cell of the table. Unknown facts are a box of cells, one for every completion; what holds in
//! all of them is certain. No rule order and no three-valued logic is involved, so an unknown fact that changes
//! nothing in the end leaves the verdict settled.
use serde::{Deserialize, Serialize};

use super::amounts::Amounts;
use super::fact::FactId;
use super::loaded::TriageRules;
use super::space::{Cell, FIRST_LOCAL, MARK_COMPLEXITY, MARK_SIMPLE, Space};
use super::table::{ORDINARY, RULES, reading_bit};
use crate::law::facts::{ArbitrationKind, BasisType, ClaimKind, Facts};

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
pub fn decide(rules: &TriageRules, facts: &Facts) -> Decision {
    let filing = if rules.needs_filing {
        facts.filing_data_ok
    } else {
        Some(true)
    };
    let basis_missing = rules.needs_basis && facts.basis_type.is_none();
    let ready = filing == Some(true) && !basis_missing;
    if let Some(index) = known(&rules.space, facts) {
        let word = rules.table[index as usize];
        return conclude(rules, Span { all: word, any: word }, ready, || {
            missing_first(filing, basis_missing)
        });
    }
    let completions = Completions::of(&rules.space, facts);
    let words: Vec<u32> = completions
        .places()
        .into_iter()
        .map(|at| rules.table[at as usize])
        .collect();
    let span = Span::of(&words);
    conclude(rules, span, ready, || match filing {
        Some(false) => FactId::FilingDataOk.bit(),
        _ => missing_first(filing, basis_missing) | completions.telling(&words),
    })
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

fn basis_place(basis: BasisType) -> usize {
    basis as usize
}

fn arbitration_place(kind: Option<ArbitrationKind>) -> usize {
    kind.map_or(0, |k| 1 + k as usize)
}

/// The five yes-or-no facts in the order of [`FactId::FLAGS`].
fn flags(facts: &Facts) -> [Option<bool>; 5] {
    [
        facts.foreign_related,
        facts.entrusted,
        facts.preservation,
        facts.litigation_fee_recovery,
        facts.party_or_gov_organ,
    ]
}

/// The flags that are yes, as an offset in the table, and the strides of those not known.
fn flag_offset(space: &Space, facts: &Facts, mut unknown: impl FnMut(FactId, u32)) -> u32 {
    let mut at = 0;
    let mut take = |fact: FactId, bit: u32, value: Option<bool>| match (space.stride(bit), value) {
        (0, _) | (_, Some(false)) => {}
        (stride, Some(true)) => at += stride,
        (stride, None) => unknown(fact, stride),
    };
    for ((bit, fact), value) in (0u32..).zip(FactId::FLAGS).zip(flags(facts)) {
        take(fact, bit, value);
    }
    take(FactId::ComplexityMark, MARK_COMPLEXITY, Some(facts.complexity_counts()));
    take(FactId::SimpleMark, MARK_SIMPLE, Some(facts.simple_mark_counts()));
    for ((bit, at), id) in (FIRST_LOCAL..).zip(0u8..).zip(&space.locals) {
        take(FactId::Local(at), bit, facts.local.get(id).copied());
    }
    at
}

/// The cell of fully known facts; `None` when something is open.
fn known(space: &Space, facts: &Facts) -> Option<u32> {
    let basis = facts.basis_type?;
    if basis == BasisType::ArbitralAward && facts.arbitration_kind.is_none() {
        return None;
    }
    let claim_kind = match facts.claim_kind {
        Some(kind) => space.claim_kind[kind as usize],
        None if space.claim_kind == [0; 4] => 0,
        None => return None,
    };
    let claim = facts.claim_fen()?;
    let frozen = facts.frozen_sum_fen();
    if !facts.frozen_complete && frozen < claim && space.asks_covers() {
        return None;
    }
    let mut open = false;
    let flags = flag_offset(space, facts, |_, _| open = true);
    let kinds = space.kinds_at(
        space.basis[basis_place(basis)],
        space.arbitration[arbitration_place(facts.arbitration_kind)],
        claim_kind,
    );
    (!open).then(|| kinds + flags + space.money_at(claim, frozen))
}

/// The cells of all completions, with their words.
pub(super) fn completions(rules: &TriageRules, facts: &Facts) -> Vec<(Cell, u32)> {
    let mut places = match known(&rules.space, facts) {
        Some(at) => vec![at],
        None => Completions::of(&rules.space, facts).places(),
    };
    places.sort_unstable();
    places.dedup();
    places
        .into_iter()
        .map(|at| (rules.space.cell(at), rules.table[at as usize]))
        .collect()
}

/// One possible value of an axis: its offset in the table, and which value of each of the axis' facts it is.
#[derive(Clone, Copy)]
struct Point {
    offset: u32,
    first: u8,
    second: u8,
}

/// One or two facts that are open (two where the values of one depend on the other, or both make one cell).
struct Axis {
    points: Vec<Point>,
    facts: (FactId, Option<FactId>),
}

/// Every completion of the unknown facts.
struct Completions {
    base: u32,
    axes: Vec<Axis>,
}

impl Completions {
    fn of(space: &Space, facts: &Facts) -> Self {
        let mut axes = vec![
            kinds_axis(space, facts),
            claim_kind_axis(space, facts),
            money_axis(space, facts),
        ];
        let base = flag_offset(space, facts, |fact, stride| {
            let point = |offset, first| Point {
                offset,
                first,
                second: 0,
            };
            axes.push(Axis {
                points: vec![point(0, 0), point(stride, 1)],
                facts: (fact, None),
            });
        });
        Self { base, axes }
    }

    /// The cells of all completions; the first axis varies slowest.
    fn places(&self) -> Vec<u32> {
        let mut places = vec![self.base];
        for axis in &self.axes {
            places = places
                .iter()
                .flat_map(|&at| axis.points.iter().map(move |p| at + p.offset))
                .collect();
        }
        places
    }

    /// Facts for which two completions differ in that fact only and have different verdicts.
    fn telling(&self, words: &[u32]) -> u32 {
        let mut telling = 0;
        let mut inner = words.len();
        for axis in &self.axes {
            let outer = inner;
            inner /= axis.points.len().max(1);
            for block in words.chunks(outer.max(1)) {
                for at in 0..inner {
                    telling |= axis.telling(|point| block[point * inner + at] & ORDINARY);
                }
            }
        }
        telling
    }
}

impl Axis {
    fn telling(&self, verdict: impl Fn(usize) -> u32) -> u32 {
        let mut telling = 0;
        for (i, a) in self.points.iter().enumerate() {
            for (j, b) in self.points.iter().enumerate().skip(i + 1) {
                if verdict(i) != verdict(j) {
                    telling |= if a.second == b.second { self.facts.0.bit() } else { 0 };
                    let second = self.facts.1.filter(|_| a.first == b.first);
                    telling |= second.map_or(0, FactId::bit);
                }
            }
        }
        telling
    }
}

/// Kind of basis and of arbitration: an award has one of the three kinds, any other basis what is recorded or none.
fn kinds_axis(space: &Space, facts: &Facts) -> Axis {
    let mut points: Vec<Point> = Vec::new();
    for basis in BasisType::ALL {
        if facts.basis_type.is_some_and(|known| known != basis) {
            continue;
        }
        let open = facts.arbitration_kind.is_none() && basis == BasisType::ArbitralAward;
        let all = ArbitrationKind::ALL.map(Some);
        let one = [facts.arbitration_kind];
        for kind in if open { all.iter() } else { one.iter() } {
            let (first, second) = (
                space.basis[basis_place(basis)],
                space.arbitration[arbitration_place(*kind)],
            );
            let offset = space.kinds_at(first, second, 0);
            if !points.iter().any(|p| p.offset == offset) {
                points.push(Point { offset, first, second });
            }
        }
    }
    Axis {
        points,
        facts: (FactId::BasisType, Some(FactId::ArbitrationKind)),
    }
}

fn claim_kind_axis(space: &Space, facts: &Facts) -> Axis {
    let mut points: Vec<Point> = Vec::new();
    for (kind, class) in ClaimKind::ALL.into_iter().zip(space.claim_kind) {
        let seen = points.iter().any(|p| p.first == class);
        if facts.claim_kind.is_none_or(|known| known == kind) && !seen {
            let offset = space.kinds_at(0, 0, class);
            points.push(Point {
                offset,
                first: class,
                second: 0,
            });
        }
    }
    Axis {
        points,
        facts: (FactId::ClaimKind, None),
    }
}

fn money_axis(space: &Space, facts: &Facts) -> Axis {
    let amounts = Amounts::of(space, facts);
    let pairs = (0u8..).zip(&amounts.claims).flat_map(|(first, &claim)| {
        (0u8..).zip(&amounts.frozen).map(move |(second, &frozen)| Point {
            offset: space.money_at(claim, frozen),
            first,
            second,
        })
    });
    Axis {
        points: pairs.collect(),
        facts: (FactId::ClaimAmount, Some(FactId::Frozen)),
    }
}
