//! Every completion of unknown facts, as cells of the table.
use super::amounts::Amounts;
use super::fact::FactId;
use super::space::{FIRST_LOCAL, MARK_COMPLEXITY, MARK_SIMPLE, Space};
use super::table::ORDINARY;
use crate::facts::{ArbitrationKind, BasisType, ClaimKind, Facts};

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
pub(super) fn known(space: &Space, facts: &Facts) -> Option<u32> {
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
pub(super) struct Completions {
    base: u32,
    axes: Vec<Axis>,
}

impl Completions {
    /// The axes of the facts that are open.
    pub fn of(space: &Space, facts: &Facts) -> Self {
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

    /// Their words in the table.
    pub fn words(&self, table: &[u32]) -> Vec<u32> {
        self.places().into_iter().map(|at| table[at as usize]).collect()
    }

    /// Facts for which two completions differ in that fact only and have different verdicts.
    pub fn telling(&self, words: &[u32]) -> u32 {
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
    let Amounts { claims, frozen } = Amounts::of(space, facts);
    // Amounts that make the same cells as one already taken stand for nothing new.
    let claims = distinct(&claims, |claim| {
        frozen.iter().map(|&sum| space.money_at(claim, sum)).collect()
    });
    let frozen = distinct(&frozen, |sum| {
        claims.iter().map(|&claim| space.money_at(claim, sum)).collect()
    });
    let pairs = (0u8..).zip(&claims).flat_map(|(first, &claim)| {
        (0u8..).zip(&frozen).map(move |(second, &sum)| Point {
            offset: space.money_at(claim, sum),
            first,
            second,
        })
    });
    Axis {
        points: pairs.collect(),
        facts: (FactId::ClaimAmount, Some(FactId::Frozen)),
    }
}

/// The first amount of every row of cells.
fn distinct(amounts: &[i64], row: impl Fn(i64) -> Vec<u32>) -> Vec<i64> {
    let mut seen: Vec<Vec<u32>> = Vec::new();
    let mut kept = Vec::new();
    for &amount in amounts {
        let row = row(amount);
        if !seen.contains(&row) {
            seen.push(row);
            kept.push(amount);
        }
    }
    kept
}
