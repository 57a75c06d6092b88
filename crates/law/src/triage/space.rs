//! The space of all combinations of facts, as far as a set's conditions can tell them apart.
//!
//! Kinds that no condition separates share a class, amounts fall into the intervals between thresholds, and facts no
//! condition asks for have no axis. What is left is a small box whose every cell can be enumerated.
use super::fact::FactId;
use super::set::{Condition, MarkKind, RuleSet};
use crate::facts::{ArbitrationKind, BasisType, ClaimKind, ComplexityMark, Facts, Frozen, SimpleMark};
use crate::money::Fen;

/// Flag bits: the five of [`FactId::FLAGS`], the two marks, then the set's local facts.
pub(super) const MARK_COMPLEXITY: u32 = 5;
pub(super) const MARK_SIMPLE: u32 = 6;
pub(super) const FIRST_LOCAL: u32 = 7;
pub(super) const MAX_LOCALS: usize = 16;
const BASES: usize = BasisType::ALL.len();
const ARBITRATIONS: usize = ArbitrationKind::ALL.len() + 1;
const MAX_FLAGS: usize = FIRST_LOCAL as usize + MAX_LOCALS;

/// One cell: the class of each kind, the flags, the interval of the claim, whether frozen funds cover it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell {
    pub basis: u8,
    pub arbitration: u8,
    pub claim_kind: u8,
    pub flags: u32,
    pub interval: u8,
    pub covers: bool,
}

/// Axes, classes and strides.
#[derive(Debug, Default)]
pub(super) struct Space {
    /// Class of each basis, by its place in [`BasisType::ALL`].
    pub basis: [u8; BASES],
    /// Class of "not applicable" (0), then of each kind of arbitration.
    pub arbitration: [u8; ARBITRATIONS],
    /// Class of each kind of claim.
    pub claim_kind: [u8; 4],
    /// Thresholds of the claim in fen, ascending.
    pub thresholds: Vec<i64>,
    /// Ids of local facts, by their place.
    pub locals: Vec<String>,
    /// Number of cells along basis, arbitration, claim kind, interval, covers.
    counts: [u32; 5],
    /// Flag bits that have an axis, and how far apart their two cells lie (0: no axis).
    flag_stride: [u32; MAX_FLAGS],
    flag_bits: Vec<u32>,
}

/// What the conditions of a set ask for.
#[derive(Default)]
struct Asked {
    basis: Vec<Vec<BasisType>>,
    arbitration: Vec<Vec<ArbitrationKind>>,
    claim_kind: Vec<Vec<ClaimKind>>,
    flags: u32,
    thresholds: Vec<i64>,
    covers: bool,
}

impl Asked {
    fn read(&mut self, condition: &Condition, locals: &[String]) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.read(part, locals));
            }
            Condition::Not(part) => self.read(part, locals),
            Condition::Basis(kinds) => self.basis.push(kinds.clone()),
            Condition::Arbitration(kinds) => self.arbitration.push(kinds.clone()),
            Condition::ClaimKind(kinds) => self.claim_kind.push(kinds.clone()),
            Condition::Yes(name) => {
                self.flags |= flag_bit(name, locals).map_or(0, |bit| 1 << bit);
            }
            Condition::Marked(MarkKind::Complexity) => self.flags |= 1 << MARK_COMPLEXITY,
            Condition::Marked(MarkKind::Simple) => self.flags |= 1 << MARK_SIMPLE,
            Condition::ClaimAtLeastFen(fen) => self.thresholds.push(*fen),
            Condition::FrozenCoversClaim => self.covers = true,
            Condition::Matches(_) | Condition::NoMatch(_) => {}
        }
    }
}

/// The flag bit of a fact's field name or of a local fact's id.
pub(super) fn flag_bit(name: &str, locals: &[String]) -> Option<u32> {
    if let Some(at) = FactId::FLAGS.iter().position(|f| f.code() == name) {
        return u32::try_from(at).ok();
    }
    let at = locals.iter().position(|id| id == name)?;
    u32::try_from(at).ok().map(|at| FIRST_LOCAL + at)
}

/// "Not applicable", then each kind of arbitration.
fn arbitration_values() -> [Option<ArbitrationKind>; ARBITRATIONS] {
    let mut values = [None; ARBITRATIONS];
    for (value, kind) in values.iter_mut().skip(1).zip(ArbitrationKind::ALL) {
        *value = Some(kind);
    }
    values
}

/// Classes of `all` under the sets that ask for them: what no set separates is one class.
fn classes<T: PartialEq + Copy, const N: usize>(all: [Option<T>; N], sets: &[Vec<T>]) -> ([u8; N], u32) {
    let mut seen: Vec<Vec<bool>> = Vec::new();
    let mut class = [0; N];
    for (place, value) in class.iter_mut().zip(all) {
        let sign: Vec<bool> = sets.iter().map(|set| value.is_some_and(|v| set.contains(&v))).collect();
        let at = seen.iter().position(|s| *s == sign).unwrap_or_else(|| {
            seen.push(sign);
            seen.len() - 1
        });
        *place = u8::try_from(at).unwrap_or(u8::MAX);
    }
    (class, u32::try_from(seen.len()).unwrap_or(u32::MAX))
}

impl Space {
    /// The space of a set's conditions.
    pub fn of(set: &RuleSet) -> Self {
        let locals: Vec<String> = set.local_facts.iter().map(|f| f.id.clone()).collect();
        let mut asked = Asked::default();
        for rule in &set.rules {
            asked.read(&rule.when, &locals);
        }
        for reading in &set.readings {
            reading.instead.iter().for_each(|c| asked.read(c, &locals));
        }
        asked.thresholds.sort_unstable();
        asked.thresholds.dedup();
        let (basis, bases) = classes(BasisType::ALL.map(Some), &asked.basis);
        let (arbitration, arbitrations) = classes(arbitration_values(), &asked.arbitration);
        let (claim_kind, kinds) = classes(ClaimKind::ALL.map(Some), &asked.claim_kind);
        let intervals = u32::try_from(asked.thresholds.len() + 1).unwrap_or(u32::MAX);
        let mut space = Self {
            basis,
            arbitration,
            claim_kind,
            thresholds: asked.thresholds,
            locals,
            counts: [bases, arbitrations, kinds, intervals, 1 + u32::from(asked.covers)],
            flag_stride: [0; MAX_FLAGS],
            flag_bits: Vec::new(),
        };
        let mut stride = space.counts[3].saturating_mul(space.counts[4]);
        for (bit, place) in (0u32..).zip(space.flag_stride.iter_mut()) {
            if asked.flags & (1 << bit) != 0 {
                *place = stride;
                stride = stride.saturating_mul(2);
                space.flag_bits.push(bit);
            }
        }
        space
    }

    /// Number of cells.
    pub fn size(&self) -> u64 {
        let kinds: u64 = self.counts.iter().map(|&c| u64::from(c)).product();
        kinds << self.flag_bits.len()
    }

    /// Whether any condition asks if frozen funds cover the claim.
    pub fn asks_covers(&self) -> bool {
        self.counts[4] == 2
    }

    /// Whether any condition asks for a fact.
    pub fn asks(&self, fact: FactId) -> bool {
        let [bases, arbitrations, kinds, intervals, covers] = self.counts;
        let stride = |bit: u32| self.stride(bit) > 0;
        let flag = (0u32..).zip(FactId::FLAGS).find(|(_, f)| *f == fact);
        match fact {
            FactId::BasisType => bases > 1,
            FactId::ArbitrationKind => arbitrations > 1,
            FactId::ClaimKind => kinds > 1,
            FactId::ClaimAmount => intervals > 1 || covers > 1,
            FactId::Frozen => covers > 1,
            FactId::FilingDataOk => true,
            FactId::Local(at) => stride(FIRST_LOCAL + u32::from(at)),
            FactId::ComplexityMark => stride(MARK_COMPLEXITY),
            FactId::SimpleMark => stride(MARK_SIMPLE),
            _ => flag.is_some_and(|(bit, _)| stride(bit)),
        }
    }

    /// How far apart the two cells of a flag lie; 0 when no condition asks for it.
    pub fn stride(&self, bit: u32) -> u32 {
        self.flag_stride[bit as usize]
    }

    /// Place of the three kinds in the table.
    pub fn kinds_at(&self, basis: u8, arbitration: u8, claim_kind: u8) -> u32 {
        let [_, arbitrations, kinds, intervals, covers] = self.counts;
        let at = (u32::from(basis) * arbitrations + u32::from(arbitration)) * kinds;
        ((at + u32::from(claim_kind)) << self.flag_bits.len()) * intervals * covers
    }

    /// Place of the money in the table.
    pub fn money_at(&self, claim: i64, frozen: i64) -> u32 {
        let interval = self.thresholds.iter().filter(|&&t| claim >= t).count() as u32;
        interval * self.counts[4] + u32::from(self.asks_covers() && frozen >= claim)
    }

    /// The cell at a place of the table.
    pub fn cell(&self, index: u32) -> Cell {
        let [_, arbitrations, kinds, intervals, covers] = self.counts;
        let flags = self
            .flag_bits
            .iter()
            .filter(|&&bit| index / self.flag_stride[bit as usize] % 2 == 1)
            .fold(0, |flags, &bit| flags | 1 << bit);
        let rest = (index / (intervals * covers)) >> self.flag_bits.len();
        Cell {
            basis: (rest / kinds / arbitrations) as u8,
            arbitration: (rest / kinds % arbitrations) as u8,
            claim_kind: (rest % kinds) as u8,
            flags,
            interval: (index / covers % intervals) as u8,
            covers: index % covers == 1,
        }
    }

    /// A kind of basis and of arbitration in the cell that may stand together: an award is never without a kind.
    pub fn kinds(&self, cell: &Cell) -> Option<(BasisType, Option<ArbitrationKind>)> {
        let arbitrations = || {
            self.arbitration
                .iter()
                .zip(arbitration_values())
                .filter(|(class, _)| **class == cell.arbitration)
                .map(|(_, kind)| kind)
        };
        self.basis
            .iter()
            .zip(BasisType::ALL)
            .filter(|(class, _)| **class == cell.basis)
            .find_map(|(_, basis)| {
                let award = basis == BasisType::ArbitralAward;
                let kind = arbitrations().find(|kind| kind.is_some() || !award)?;
                Some((basis, kind))
            })
    }

    /// Facts that lie in the cell, amounts at the threshold; `None` when no facts do.
    pub fn facts(&self, cell: &Cell) -> Option<Facts> {
        let (basis, arbitration) = self.kinds(cell)?;
        let claim = match cell.interval {
            0 => self.thresholds.first().map_or(10_000, |t| t - 1),
            i => *self.thresholds.get(usize::from(i) - 1)?,
        };
        let frozen = if cell.covers { claim } else { claim - 1 };
        let yes = |bit: u32| cell.flags & (1 << bit) != 0;
        let claim_kind = ClaimKind::ALL
            .into_iter()
            .zip(self.claim_kind)
            .find(|(_, class)| *class == cell.claim_kind)?
            .0;
        let person = || ("judge".to_owned(), "example".to_owned());
        Some(Facts {
            basis_type: Some(basis),
            arbitration_kind: arbitration,
            foreign_related: Some(yes(0)),
            claim_kind: Some(claim_kind),
            claim_amount_fen: Some(Fen(claim)),
            entrusted: Some(yes(1)),
            preservation: Some(yes(2)),
            litigation_fee_recovery: Some(yes(3)),
            party_or_gov_organ: Some(yes(4)),
            frozen: (frozen > 0).then(|| deposit(frozen)).into_iter().collect(),
            frozen_complete: true,
            complexity: yes(MARK_COMPLEXITY)
                .then(person)
                .map(|(by, reason)| ComplexityMark {
                    mark: "complex".to_owned(),
                    by,
                    reason,
                })
                .into_iter()
                .collect(),
            simple_mark: yes(MARK_SIMPLE)
                .then(person)
                .map(|(by, reason)| SimpleMark { by, reason }),
            filing_data_ok: Some(true),
            local: (FIRST_LOCAL..)
                .zip(&self.locals)
                .map(|(bit, id)| (id.clone(), yes(bit)))
                .collect(),
        })
    }
}

fn deposit(fen: i64) -> Frozen {
    Frozen {
        kind: "bank_deposit".to_owned(),
        amount_fen: Fen(fen),
        effective: true,
        executable: true,
    }
}
