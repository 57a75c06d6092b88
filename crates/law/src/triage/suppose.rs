//! What would flip a verdict once the open facts are answered in the usual way.
use super::fact::{FactId, FactValue};
use super::flips::{Change, Flip};
use super::loaded::TriageRules;
use super::outcome::{Triage, triage};
use crate::facts::{BasisType, Facts};

/// Where no change of the known facts flips the verdict because others are open: the open ones taken as no (or
/// as yes where the basis says so) and all control results as back, and what would flip it then. Nothing if the verdict itself were another.
pub fn suppose(rules: &TriageRules, facts: &Facts, outcome: &Triage) -> Option<(Vec<Change>, Vec<Flip>)> {
    let mut facts = facts.clone();
    let mut changes = Vec::new();
    let mut take = |fact, answer: &mut Option<bool>, yes: bool| {
        if answer.is_none() {
            *answer = Some(yes);
            changes.push(Change {
                fact,
                from: FactValue::Unknown,
                to: if yes { FactValue::Yes } else { FactValue::No },
            });
        }
    };
    let basis = facts.basis_type;
    let is = |kind| basis == Some(kind);
    take(FactId::ForeignRelated, &mut facts.foreign_related, false);
    take(FactId::Entrusted, &mut facts.entrusted, false);
    let preservation = is(BasisType::PreservationRuling);
    take(FactId::Preservation, &mut facts.preservation, preservation);
    let fees = is(BasisType::LitigationFeeRecovery);
    take(FactId::LitigationFeeRecovery, &mut facts.litigation_fee_recovery, fees);
    let organ = is(BasisType::AdministrativeNonLitigation);
    take(FactId::PartyOrGovOrgan, &mut facts.party_or_gov_organ, organ);
    if !facts.frozen_complete {
        facts.frozen_complete = true;
        changes.push(Change {
            fact: FactId::Frozen,
            from: FactValue::Unknown,
            to: FactValue::Yes,
        });
    }
    let then = triage(rules, &facts);
    let same = then.verdict == outcome.verdict && !changes.is_empty() && !then.flips.is_empty();
    same.then_some((changes, then.flips))
}
