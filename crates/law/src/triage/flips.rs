//! The smallest changes of facts that would flip a verdict, and what each answer to a missing fact would give.
use super::amounts::Amounts;
use super::contradiction::{Contradiction, contradictions};
use super::decide::{Decision, Verdict, verdict};
use super::fact::{FactId, FactValue};
use super::loaded::TriageRules;
use crate::facts::{ArbitrationKind, BasisType, ClaimKind, ComplexityMark, Facts, Frozen, SimpleMark};
use crate::money::Fen;

/// As many as a person wants to read.
const MOST: usize = 6;
/// Three ordinary items may stand together; more changes at once tell nobody anything.
const DEPTH: usize = 3;

/// One fact changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// Which fact.
    pub fact: FactId,
    /// What it is.
    pub from: FactValue,
    /// What it would be.
    pub to: FactValue,
}

/// A change of facts and the verdict it would give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// One change, or the few that are needed together.
    pub changes: Vec<Change>,
    /// The verdict then.
    pub verdict: Verdict,
    /// How large the change is, for sorting: per mille of an amount, or a fixed weight of its kind.
    pub size: u32,
}

/// Flips of a settled verdict, smallest first; or the answers that missing facts may have.
pub(super) fn flips(rules: &TriageRules, facts: &Facts, decision: &Decision) -> Vec<Flip> {
    if decision.verdict == Verdict::NeedsMoreFacts {
        return decision
            .missing()
            .flat_map(|fact| answers(rules, facts, fact))
            .collect();
    }
    let changes = changes(rules, facts);
    let mut search = Search {
        rules,
        now: decision.verdict,
        before: contradictions(facts),
        taken: Vec::new(),
        found: Vec::new(),
    };
    for depth in 1..=DEPTH {
        search.combine(facts, &changes, depth);
        if !search.found.is_empty() {
            break;
        }
    }
    let mut found = search.found;
    found.sort_by_key(|flip| flip.size);
    found.truncate(MOST);
    found
}

/// A search for changes that flip a settled verdict.
struct Search<'a> {
    rules: &'a TriageRules,
    /// The verdict to flip.
    now: Verdict,
    /// What contradicts itself before any change.
    before: Vec<Contradiction>,
    taken: Vec<Change>,
    found: Vec<Flip>,
}

impl Search<'_> {
    /// Tries every choice of `depth` changes of different facts.
    fn combine(&mut self, facts: &Facts, rest: &[Change], depth: usize) {
        for (at, change) in rest.iter().enumerate() {
            if self.taken.iter().any(|t| t.fact == change.fact) {
                continue;
            }
            let changed = apply(self.rules, facts, change);
            self.taken.push(*change);
            if depth > 1 {
                self.combine(&changed, &rest[at + 1..], depth - 1);
            } else {
                let verdict = verdict(self.rules, &changed);
                let flips = verdict != self.now && verdict != Verdict::NeedsMoreFacts;
                if flips && stands(&changed, &self.before) {
                    self.found.push(Flip {
                        changes: self.taken.clone(),
                        verdict,
                        size: self.taken.iter().map(size).sum(),
                    });
                }
            }
            self.taken.pop();
        }
    }
}

/// No change is offered that would make the statements contradict each other.
fn stands(changed: &Facts, before: &[Contradiction]) -> bool {
    contradictions(changed).iter().all(|what| before.contains(what))
}

/// How large a change is.
fn size(change: &Change) -> u32 {
    match (change.from, change.to) {
        (FactValue::Amount(a), FactValue::Amount(b)) => {
            let larger = a.0.max(b.0).max(1);
            let per_mille = a.0.abs_diff(b.0).saturating_mul(1000) / larger.unsigned_abs();
            u32::try_from(per_mille).unwrap_or(1000)
        }
        (FactValue::Basis(_), _) => 900,
        (FactValue::Arbitration(_) | FactValue::Claim(_), _) => 600,
        _ if matches!(change.fact, FactId::ComplexityMark | FactId::SimpleMark) => 300,
        _ => 200,
    }
}

fn yes_no(yes: bool) -> FactValue {
    if yes { FactValue::Yes } else { FactValue::No }
}

/// Every single change of a known fact that the set can tell apart.
fn changes(rules: &TriageRules, facts: &Facts) -> Vec<Change> {
    let mut list = amount_changes(rules, facts);
    let mut add = |fact, from, to| list.push(Change { fact, from, to });
    for fact in FactId::FLAGS
        .into_iter()
        .chain((0..).map(FactId::Local).take(rules.space.locals.len()))
    {
        if let Some(value) = flag(rules, facts, fact).filter(|_| rules.asks(fact)) {
            add(fact, yes_no(value), yes_no(!value));
        }
    }
    let marks = [
        (FactId::ComplexityMark, facts.complexity_counts()),
        (FactId::SimpleMark, facts.simple_mark_counts()),
    ];
    for (fact, marked) in marks.into_iter().filter(|(fact, _)| rules.asks(*fact)) {
        add(fact, yes_no(marked), yes_no(!marked));
    }
    if let Some(known) = facts.arbitration_kind {
        for kind in ArbitrationKind::ALL.into_iter().filter(|k| *k != known) {
            let [from, to] = [known, kind].map(FactValue::Arbitration);
            add(FactId::ArbitrationKind, from, to);
        }
    }
    if let Some(known) = facts.claim_kind.filter(|_| rules.asks(FactId::ClaimKind)) {
        for kind in ClaimKind::ALL.into_iter().filter(|k| *k != known) {
            let [from, to] = [known, kind].map(FactValue::Claim);
            add(FactId::ClaimKind, from, to);
        }
    }
    if let Some(known) = facts.basis_type {
        // One basis stands for all of its class.
        let mut seen = vec![rules.space.basis[known as usize]];
        for basis in BasisType::ALL {
            let class = rules.space.basis[basis as usize];
            if !seen.contains(&class) {
                seen.push(class);
                let [from, to] = [known, basis].map(FactValue::Basis);
                add(FactId::BasisType, from, to);
            }
        }
    }
    list
}

/// The claim at each threshold and one fen before it, and frozen funds that just cover it or just do not.
fn amount_changes(rules: &TriageRules, facts: &Facts) -> Vec<Change> {
    let Some(claim) = facts.claim_fen() else {
        return Vec::new();
    };
    let sum = facts.frozen_sum_fen();
    let covers = rules.space.asks_covers();
    let mut claims: Vec<i64> = rules.space.thresholds.iter().flat_map(|&t| [t - 1, t]).collect();
    if covers {
        claims.extend([sum, sum.saturating_add(1)]);
    }
    claims.retain(|&to| to >= 1 && to != claim);
    let amount = |fact, from, to| Change {
        fact,
        from: FactValue::Amount(Fen(from)),
        to: FactValue::Amount(Fen(to)),
    };
    // The nearest on either side of each boundary is enough: a farther one changes no more.
    let mut list: Vec<Change> = claims
        .into_iter()
        .map(|to| amount(FactId::ClaimAmount, claim, to))
        .collect();
    if covers {
        list.push(amount(FactId::Frozen, sum, if sum < claim { claim } else { claim - 1 }));
    }
    list
}

fn flag(rules: &TriageRules, facts: &Facts, fact: FactId) -> Option<bool> {
    match fact {
        FactId::ForeignRelated => facts.foreign_related,
        FactId::Entrusted => facts.entrusted,
        FactId::Preservation => facts.preservation,
        FactId::LitigationFeeRecovery => facts.litigation_fee_recovery,
        FactId::PartyOrGovOrgan => facts.party_or_gov_organ,
        FactId::Local(_) => facts.local.get(rules.fact_code(fact)).copied(),
        _ => None,
    }
}

/// The facts with one change made.
fn apply(rules: &TriageRules, facts: &Facts, change: &Change) -> Facts {
    let mut new = facts.clone();
    let yes = change.to == FactValue::Yes;
    match (change.fact, change.to) {
        (FactId::BasisType, FactValue::Basis(basis)) => {
            // The kind of arbitration belongs to the award that is no longer there.
            if new.basis_type == Some(BasisType::ArbitralAward) {
                new.arbitration_kind = None;
            }
            new.basis_type = Some(basis);
        }
        (FactId::ArbitrationKind, FactValue::Arbitration(kind)) => new.arbitration_kind = Some(kind),
        (FactId::ClaimKind, FactValue::Claim(kind)) => new.claim_kind = Some(kind),
        (FactId::ClaimAmount, FactValue::Amount(to) | FactValue::Amounts(to, _)) => {
            new.claim_amount_fen = Some(to);
        }
        (FactId::Frozen, FactValue::Amount(to) | FactValue::Amounts(to, _)) => {
            new.frozen = vec![Frozen {
                kind: "bank_deposit".to_owned(),
                amount_fen: to,
                effective: true,
                executable: true,
            }];
            new.frozen_complete = true;
        }
        (FactId::Frozen, _) => new.frozen_complete = yes,
        (FactId::ForeignRelated, _) => new.foreign_related = Some(yes),
        (FactId::Entrusted, _) => new.entrusted = Some(yes),
        (FactId::Preservation, _) => new.preservation = Some(yes),
        (FactId::LitigationFeeRecovery, _) => new.litigation_fee_recovery = Some(yes),
        (FactId::PartyOrGovOrgan, _) => new.party_or_gov_organ = Some(yes),
        (FactId::FilingDataOk, _) => new.filing_data_ok = Some(yes),
        (FactId::Local(_), _) => {
            new.local.insert(rules.fact_code(change.fact).to_owned(), yes);
        }
        (FactId::ComplexityMark, _) => {
            let mark = ComplexityMark {
                mark: String::new(),
                by: "?".to_owned(),
                reason: "?".to_owned(),
            };
            new.complexity = if yes { vec![mark] } else { Vec::new() };
        }
        (FactId::SimpleMark, _) => {
            new.simple_mark = yes.then(|| SimpleMark {
                by: "?".to_owned(),
                reason: "?".to_owned(),
            });
        }
        _ => {}
    }
    new
}

/// What each answer to a missing fact would give.
fn answers(rules: &TriageRules, facts: &Facts, fact: FactId) -> Vec<Flip> {
    let from = match fact {
        FactId::FilingDataOk => facts.filing_data_ok.map_or(FactValue::Unknown, yes_no),
        _ => FactValue::Unknown,
    };
    let values: Vec<FactValue> = match fact {
        FactId::BasisType => BasisType::ALL.map(FactValue::Basis).to_vec(),
        FactId::ArbitrationKind => ArbitrationKind::ALL.map(FactValue::Arbitration).to_vec(),
        FactId::ClaimKind => ClaimKind::ALL.map(FactValue::Claim).to_vec(),
        FactId::ClaimAmount => stretches(&Amounts::of(&rules.space, facts).claims),
        FactId::Frozen => std::iter::once(FactValue::Yes)
            .chain(facts.claim_fen().map(|claim| FactValue::Amounts(Fen(claim), None)))
            .collect(),
        FactId::FilingDataOk => vec![FactValue::Yes],
        _ => vec![FactValue::Yes, FactValue::No],
    };
    let before = contradictions(facts);
    let mut list: Vec<Flip> = Vec::new();
    for to in values {
        let change = Change { fact, from, to };
        let changed = apply(rules, facts, &change);
        if !stands(&changed, &before) {
            continue;
        }
        let verdict = verdict(rules, &changed);
        let last = list.last_mut().filter(|last| last.verdict == verdict);
        if !last.is_some_and(|last| widen(last, to)) {
            list.push(Flip {
                changes: vec![change],
                verdict,
                size: 0,
            });
        }
    }
    list
}

/// Amounts from each of these up to the one before the next.
fn stretches(from: &[i64]) -> Vec<FactValue> {
    let next = from.iter().skip(1).map(|&n| Some(Fen(n - 1))).chain([None]);
    from.iter()
        .zip(next)
        .map(|(&a, b)| FactValue::Amounts(Fen(a), b))
        .collect()
}

/// Joins a stretch of amounts to the one before it.
fn widen(flip: &mut Flip, to: FactValue) -> bool {
    match (flip.changes.first_mut(), to) {
        (
            Some(Change {
                to: FactValue::Amounts(_, end),
                ..
            }),
            FactValue::Amounts(_, last),
        ) => {
            *end = last;
            true
        }
        _ => false,
    }
}
