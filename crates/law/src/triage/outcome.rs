//! The verdict with everything a person wants to see beside it.
use super::contradiction::{Contradiction, contradictions};
use super::decide::{Decision, Verdict, decide};
use super::fact::FactId;
use super::flips::{Flip, flips};
use super::loaded::TriageRules;
use super::set::{Rule, Text};
use super::table::bits;
use crate::facts::Facts;

/// A rule that prevails over a ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yield {
    /// Id of the rule that prevails.
    pub rule: String,
    /// False when that rule only may match.
    pub certain: bool,
    /// True where the law itself settles the pair; else it is a conflict for the head to see.
    pub settles: bool,
    /// Why.
    pub why: Text,
}

/// A rule that matches, or that may match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Rule id; [`TriageRules::rule_named`] has its texts and source.
    pub rule: String,
    /// The item of the article.
    pub item: String,
    /// What it says on its own.
    pub verdict: Verdict,
    /// Matches in every completion of the unknown facts; else only in some.
    pub certain: bool,
    /// It decides the verdict.
    pub decisive: bool,
    /// Matching rules that prevail over it, and why.
    pub yields_to: Vec<Yield>,
}

/// What to tell the person beside the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WarningCode {
    /// Frozen funds cover the registered claim; running interest and the fee are not counted (S5).
    InterestAndFeeNotCounted,
    /// Facts are missing: at five working days place it as ordinary for the time being, and decide again.
    ProvisionalOrdinary,
    /// The outcome leans on a proposed reading, not the court's.
    ProposedReading,
    /// The deciding rule is itself only proposed.
    ProposedRule,
    /// The deciding rule is from knowledge and was not checked against its text.
    UnverifiedRule,
    /// A mark without a named person or without a reason was left out.
    MarkNotCounted,
    /// A claim of nought or less was taken as not recorded.
    ClaimNotPositive,
    /// A frozen amount below zero was left out.
    NegativeFrozen,
    /// The set is a partial example.
    PartialSet,
}

impl WarningCode {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::InterestAndFeeNotCounted => "interest_and_fee_not_counted",
            Self::ProvisionalOrdinary => "provisional_ordinary",
            Self::ProposedReading => "proposed_reading",
            Self::ProposedRule => "proposed_rule",
            Self::UnverifiedRule => "unverified_rule",
            Self::MarkNotCounted => "mark_not_counted",
            Self::ClaimNotPositive => "claim_not_positive",
            Self::NegativeFrozen => "negative_frozen",
            Self::PartialSet => "partial_set",
        }
    }
}

/// A warning, and the rule or reading it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What.
    pub code: WarningCode,
    /// Id of the rule or reading, where there is one.
    pub about: Option<String>,
}

/// The whole outcome of one triage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triage {
    /// The verdict.
    pub verdict: Verdict,
    /// Every rule that matches or may match, in the set's order.
    pub grounds: Vec<Ground>,
    /// The item that decides.
    pub decisive: Option<String>,
    /// Facts whose answer could change the verdict.
    pub missing: Vec<FactId>,
    /// See [`Decision::conflict`].
    pub conflict: bool,
    /// See [`Decision::review_required`].
    pub review_required: bool,
    /// Smallest changes first; while facts are missing, what each answer would give.
    pub flips: Vec<Flip>,
    /// What to tell the person.
    pub warnings: Vec<Warning>,
    /// Statements that cannot stand together. While there are any, the verdict is not to be relied on: they are
    /// corrected first (Art. 7(1)).
    pub contradictions: Vec<Contradiction>,
}

impl Triage {
    /// The verdict to act on: facts have to be put right first while statements contradict each other.
    pub fn verdict_to_act_on(&self) -> Verdict {
        if self.contradictions.is_empty() {
            self.verdict
        } else {
            Verdict::NeedsMoreFacts
        }
    }

    /// What the court should decide about the readings the verdict leans on.
    pub fn questions<'a>(&'a self, rules: &'a TriageRules) -> impl Iterator<Item = &'a Text> {
        let leant = self.warnings.iter().filter(|w| w.code == WarningCode::ProposedReading);
        let ids = leant.filter_map(|w| w.about.as_deref());
        ids.filter_map(|id| rules.set().readings.iter().find(|r| r.id == id)?.question.as_ref())
    }
}

/// Decides and explains. For long lists use [`decide`].
pub fn triage(rules: &TriageRules, facts: &Facts) -> Triage {
    let decision = decide(rules, facts);
    Triage {
        verdict: decision.verdict,
        grounds: grounds(rules, &decision),
        decisive: decision.decisive(rules).map(str::to_owned),
        missing: decision.missing().collect(),
        conflict: decision.conflict,
        review_required: decision.review_required,
        flips: flips(rules, facts, &decision),
        warnings: warnings(rules, facts, &decision),
        contradictions: contradictions(facts),
    }
}

fn grounds(rules: &TriageRules, decision: &Decision) -> Vec<Ground> {
    let listed = rules.rules_of(decision.possible);
    listed.map(|(bit, rule)| ground(rules, decision, bit, rule)).collect()
}

fn ground(rules: &TriageRules, decision: &Decision, bit: usize, rule: &Rule) -> Ground {
    let above = bits(decision.possible).filter(|&o| rules.program.beats[o] & (1 << bit) != 0);
    let yields_to = above.filter_map(|other| {
        let above = rules.rule(other);
        let beats = above.beats.iter().find(|b| b.rules.contains(&rule.id))?;
        Some(Yield {
            rule: above.id.clone(),
            certain: decision.certain & (1 << other) != 0,
            settles: beats.settles,
            why: beats.why.clone(),
        })
    });
    Ground {
        rule: rule.id.clone(),
        item: rule.item.clone(),
        verdict: rule.verdict.into(),
        certain: decision.certain & (1 << bit) != 0,
        decisive: decision.decisive.map(usize::from) == Some(bit),
        yields_to: yields_to.collect(),
    }
}

fn warnings(rules: &TriageRules, facts: &Facts, decision: &Decision) -> Vec<Warning> {
    let mut list = Vec::new();
    let mut warn = |code, about: Option<&str>| {
        list.push(Warning {
            code,
            about: about.map(str::to_owned),
        });
    };
    let told = WarningCode::InterestAndFeeNotCounted;
    for (_, rule) in rules.rules_of(decision.possible) {
        if rule.warns.iter().any(|w| w == told.code()) {
            warn(told, Some(&rule.id));
        }
    }
    if decision.verdict == Verdict::NeedsMoreFacts {
        warn(WarningCode::ProvisionalOrdinary, None);
    }
    for reading in rules.leans_on(facts, decision) {
        warn(WarningCode::ProposedReading, Some(&reading.id));
    }
    if let Some(rule) = decision.decisive.map(|bit| rules.rule(usize::from(bit))) {
        if rule.proposed {
            warn(WarningCode::ProposedRule, Some(&rule.id));
        }
        if rule.mark == "K" {
            warn(WarningCode::UnverifiedRule, Some(&rule.id));
        }
    }
    let blank = |by: &str, reason: &str| by.trim().is_empty() || reason.trim().is_empty();
    if facts.complexity.iter().any(|m| blank(&m.by, &m.reason))
        || facts.simple_mark.as_ref().is_some_and(|m| blank(&m.by, &m.reason))
    {
        warn(WarningCode::MarkNotCounted, None);
    }
    if facts.claim_amount_fen.is_some() && facts.claim_fen().is_none() {
        warn(WarningCode::ClaimNotPositive, None);
    }
    if facts.frozen.iter().any(|f| f.amount_fen.0 < 0) {
        warn(WarningCode::NegativeFrozen, None);
    }
    if rules.set().partial {
        warn(WarningCode::PartialSet, None);
    }
    list
}
