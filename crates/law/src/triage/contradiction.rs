//! Statements about one case that cannot stand together. They are named, never silently settled.
use super::fact::FactId;
use crate::facts::{BasisType, ClaimKind, Facts};

/// Two statements that exclude each other, or one that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contradiction {
    /// 行政非诉 without an organ: an organ's decision is enforced (行政强制法53, 行诉法97). An authorised organisation
    /// (行政强制法70) and the holder of a right adjudicated (行诉解释158) may apply; such a case is stated with an organ.
    NonLitigationWithoutOrgan,
    /// A preservation ruling that is said to be no preservation.
    PreservationRulingWithoutPreservation,
    /// Recovery of litigation fees as the basis, and said not to be one.
    FeeBasisWithoutFeeRecovery,
    /// A kind of arbitration with a basis that rests on no arbitration.
    ArbitrationWithoutAward,
    /// A frozen amount below zero.
    NegativeFrozen,
    /// Money is claimed, but nought or less of it.
    NoMoneyClaimed,
}

impl Contradiction {
    /// All of them, in the order in which they are named.
    pub const ALL: [Self; 6] = [
        Self::NonLitigationWithoutOrgan,
        Self::PreservationRulingWithoutPreservation,
        Self::FeeBasisWithoutFeeRecovery,
        Self::ArbitrationWithoutAward,
        Self::NegativeFrozen,
        Self::NoMoneyClaimed,
    ];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NonLitigationWithoutOrgan => "non_litigation_without_organ",
            Self::PreservationRulingWithoutPreservation => "preservation_ruling_without_preservation",
            Self::FeeBasisWithoutFeeRecovery => "fee_basis_without_fee_recovery",
            Self::ArbitrationWithoutAward => "arbitration_without_award",
            Self::NegativeFrozen => "negative_frozen",
            Self::NoMoneyClaimed => "no_money_claimed",
        }
    }

    /// The fact whose answer is told of it.
    pub fn fact(self) -> FactId {
        match self {
            Self::NonLitigationWithoutOrgan => FactId::PartyOrGovOrgan,
            Self::PreservationRulingWithoutPreservation => FactId::Preservation,
            Self::FeeBasisWithoutFeeRecovery => FactId::LitigationFeeRecovery,
            Self::ArbitrationWithoutAward => FactId::ArbitrationKind,
            Self::NegativeFrozen => FactId::Frozen,
            Self::NoMoneyClaimed => FactId::ClaimAmount,
        }
    }

    fn holds(self, facts: &Facts) -> bool {
        let basis = |kind| facts.basis_type == Some(kind);
        match self {
            Self::NonLitigationWithoutOrgan => {
                basis(BasisType::AdministrativeNonLitigation) && facts.party_or_gov_organ == Some(false)
            }
            Self::PreservationRulingWithoutPreservation => {
                basis(BasisType::PreservationRuling) && facts.preservation == Some(false)
            }
            Self::FeeBasisWithoutFeeRecovery => {
                basis(BasisType::LitigationFeeRecovery) && facts.litigation_fee_recovery == Some(false)
            }
            Self::ArbitrationWithoutAward => {
                facts.arbitration_kind.is_some() && facts.basis_type.is_some_and(|b| !may_rest_on_arbitration(b))
            }
            Self::NegativeFrozen => facts.frozen.iter().any(|frozen| frozen.amount_fen.0 < 0),
            Self::NoMoneyClaimed => {
                let none = facts.claim_amount_fen.is_some() && facts.claim_fen().is_none();
                none && facts.claim_kind == Some(ClaimKind::Money)
            }
        }
    }
}

/// An award, preservation in an arbitration, the reversal of an executed award.
fn may_rest_on_arbitration(basis: BasisType) -> bool {
    matches!(
        basis,
        BasisType::ArbitralAward | BasisType::PreservationRuling | BasisType::ExecutionReversal
    )
}

/// What contradicts itself in the facts; empty is the rule.
pub fn contradictions(facts: &Facts) -> Vec<Contradiction> {
    Contradiction::ALL.into_iter().filter(|c| c.holds(facts)).collect()
}
