//! Facts of cases to begin with.
use law::facts::{BasisType, ClaimKind, Facts};
use law::money::Fen;

/// A small money claim by a basis, with every question answered by no.
pub fn known(basis: BasisType) -> Facts {
    Facts {
        basis_type: Some(basis),
        foreign_related: Some(false),
        claim_kind: Some(ClaimKind::Money),
        claim_amount_fen: Some(Fen(10_000)),
        entrusted: Some(false),
        preservation: Some(false),
        litigation_fee_recovery: Some(false),
        party_or_gov_organ: Some(false),
        frozen_complete: true,
        filing_data_ok: Some(true),
        ..Facts::default()
    }
}
