//! Names of the facts triage asks for, and the values they take in flips.
use crate::facts::{ArbitrationKind, BasisType, ClaimKind};
use crate::money::Fen;

/// A fact of [`crate::facts::Facts`]. The order is that in which missing facts are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactId {
    /// Kind of basis.
    BasisType,
    /// Kind of arbitration.
    ArbitrationKind,
    /// 涉外
    ForeignRelated,
    /// 执行标的种类
    ClaimKind,
    /// Registered claim.
    ClaimAmount,
    /// 受托
    Entrusted,
    /// 保全
    Preservation,
    /// 追缴诉讼费
    LitigationFeeRecovery,
    /// 涉党政机关
    PartyOrGovOrgan,
    /// Whether more freezes may still be reported; in flips the counted frozen sum.
    Frozen,
    /// Filing data checked and right.
    FilingDataOk,
    /// A fact of this set's own, by its place in `local_facts`.
    Local(u8),
    /// O4 mark (known: none or some).
    ComplexityMark,
    /// S6 mark (known: none or one).
    SimpleMark,
}

impl FactId {
    /// The yes-or-no facts every set may ask for.
    pub(super) const FLAGS: [Self; 5] = [
        Self::ForeignRelated,
        Self::Entrusted,
        Self::Preservation,
        Self::LitigationFeeRecovery,
        Self::PartyOrGovOrgan,
    ];

    /// Field name, as in `tests/data/triage_cases.json`. Local facts: see [`super::TriageRules::fact_code`].
    pub fn code(self) -> &'static str {
        match self {
            Self::BasisType => "basis_type",
            Self::ArbitrationKind => "arbitration_kind",
            Self::ForeignRelated => "foreign_related",
            Self::ClaimKind => "claim_kind",
            Self::ClaimAmount => "claim_amount_fen",
            Self::Entrusted => "entrusted",
            Self::Preservation => "preservation",
            Self::LitigationFeeRecovery => "litigation_fee_recovery",
            Self::PartyOrGovOrgan => "party_or_gov_organ",
            Self::Frozen => "frozen_complete",
            Self::FilingDataOk => "filing_data_ok",
            Self::Local(_) => "local",
            Self::ComplexityMark => "complexity",
            Self::SimpleMark => "simple_mark",
        }
    }

    /// Place in a set of facts.
    pub(super) fn bit(self) -> u32 {
        1 << match self {
            Self::BasisType => 0,
            Self::ArbitrationKind => 1,
            Self::ForeignRelated => 2,
            Self::ClaimKind => 3,
            Self::ClaimAmount => 4,
            Self::Entrusted => 5,
            Self::Preservation => 6,
            Self::LitigationFeeRecovery => 7,
            Self::PartyOrGovOrgan => 8,
            Self::Frozen => 9,
            Self::FilingDataOk => 10,
            Self::ComplexityMark => 11,
            Self::SimpleMark => 12,
            Self::Local(i) => 13 + i.min(15),
        }
    }

    /// The facts of a set of facts, in order.
    pub(super) fn of(bits: u32) -> impl Iterator<Item = Self> {
        const ORDER: [FactId; 11] = [
            FactId::BasisType,
            FactId::ArbitrationKind,
            FactId::ForeignRelated,
            FactId::ClaimKind,
            FactId::ClaimAmount,
            FactId::Entrusted,
            FactId::Preservation,
            FactId::LitigationFeeRecovery,
            FactId::PartyOrGovOrgan,
            FactId::Frozen,
            FactId::FilingDataOk,
        ];
        let locals = (0..16).map(Self::Local);
        ORDER.into_iter().chain(locals).filter(move |f| bits & f.bit() != 0)
    }
}

/// A value of a fact, before or after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FactValue {
    /// Not known.
    Unknown,
    /// Yes; for marks: set by a named person with a reason.
    Yes,
    /// No; for marks: none.
    No,
    /// A kind of basis.
    Basis(BasisType),
    /// A kind of arbitration.
    Arbitration(ArbitrationKind),
    /// A kind of claim.
    Claim(ClaimKind),
    /// An amount: the claim, or the counted frozen sum.
    Amount(Fen),
    /// Any amount from the first to the last, both included; no last is open.
    Amounts(Fen, Option<Fen>),
}
