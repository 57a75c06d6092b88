//! Whether a case leans on a reading: its condition over three-valued facts, apart from the table of verdicts.
use super::condition::Resolver;
use super::decide::Decision;
use super::error::{RuleError, RuleErrorCode};
use super::loaded::TriageRules;
use super::set::{Condition, MarkKind, Reading};
use super::space::flag_bit;
use crate::facts::{BasisType, Facts};

/// What a condition names has to be there.
///
/// # Errors
/// A rule or fact that is not there, a threshold that parts nothing.
pub(super) fn check(condition: &Condition, resolver: &Resolver<'_>) -> Result<(), RuleError> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().try_for_each(|part| check(part, resolver)),
        Condition::Not(part) => check(part, resolver),
        Condition::Matches(ids) | Condition::NoMatch(ids) => resolver.rules(ids).map(|_| ()),
        Condition::Yes(name) if flag_bit(name, &resolver.space.locals).is_none() => {
            Err(RuleError::new(RuleErrorCode::UnknownFact, &[name]))
        }
        // A claim is at least one fen.
        Condition::ClaimAtLeastFen(fen) if *fen <= 1 => {
            Err(RuleError::new(RuleErrorCode::BadThreshold, &[]).with_detail(fen))
        }
        _ => Ok(()),
    }
}

/// The case may lean on the reading: nothing known rules it out.
pub(super) fn leans(rules: &TriageRules, reading: &Reading, facts: &Facts, decision: &Decision) -> bool {
    let case = Case { rules, facts, decision };
    let marks = reading.only_marks.is_empty() || facts.complexity_only(&reading.only_marks);
    marks && case.holds(&reading.applies) != Some(false)
}

/// What is known of a case.
struct Case<'a> {
    rules: &'a TriageRules,
    facts: &'a Facts,
    decision: &'a Decision,
}

impl Case<'_> {
    /// `None` is unknown.
    fn holds(&self, condition: &Condition) -> Option<bool> {
        let facts = self.facts;
        match condition {
            Condition::All(parts) => self.all(parts, true),
            Condition::Any(parts) => self.all(parts, false),
            Condition::Not(part) => self.holds(part).map(|holds| !holds),
            Condition::Basis(kinds) => facts.basis_type.map(|basis| kinds.contains(&basis)),
            Condition::Arbitration(kinds) => match (facts.arbitration_kind, facts.basis_type) {
                (Some(kind), _) => Some(kinds.contains(&kind)),
                (None, Some(basis)) if basis != BasisType::ArbitralAward => Some(false),
                (None, _) => None,
            },
            Condition::ClaimKind(kinds) => facts.claim_kind.map(|kind| kinds.contains(&kind)),
            Condition::Yes(name) => facts.answer(name),
            Condition::Marked(MarkKind::Complexity) => Some(facts.complexity_counts()),
            Condition::Marked(MarkKind::Simple) => Some(facts.simple_mark_counts()),
            Condition::ClaimAtLeastFen(fen) => facts.claim_fen().map(|claim| claim >= *fen),
            Condition::FrozenCoversClaim => facts.frozen_covers(),
            Condition::Matches(ids) => self.matches(ids),
            Condition::NoMatch(ids) => self.matches(ids).map(|matches| !matches),
        }
    }

    /// All parts hold (`wanted` true), or any does (`wanted` false): one part that says otherwise decides.
    fn all(&self, parts: &[Condition], wanted: bool) -> Option<bool> {
        let mut known = Some(wanted);
        for part in parts {
            match self.holds(part) {
                Some(holds) if holds != wanted => return Some(!wanted),
                Some(_) => {}
                None => known = None,
            }
        }
        known
    }

    /// Some of these rules match in every completion; in none; or it is open.
    fn matches(&self, ids: &[String]) -> Option<bool> {
        let mask = self.rules.mask(ids);
        if self.decision.certain & mask != 0 {
            return Some(true);
        }
        (self.decision.possible & mask == 0).then_some(false)
    }
}
