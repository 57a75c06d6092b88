//! Art. 11 a second time: every completion of the unknown facts, written out, each judged by plain conditions.
//! Slow, and on purpose without anything of the library but its types.
use std::collections::{BTreeMap, BTreeSet};

use law::facts::{ArbitrationKind, BasisType, Facts};

/// What the cases' file calls `expected`.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    pub verdict: &'static str,
    pub grounds: Vec<&'static str>,
    pub decisive: Option<&'static str>,
    pub missing: Vec<&'static str>,
    pub conflict: bool,
    pub review_required: bool,
}

/// One completion: nothing unknown. The sum is of deposits and network funds, effective and executable.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    basis: BasisType,
    kind: Option<ArbitrationKind>,
    foreign: bool,
    claim: i64,
    entrusted: bool,
    preservation: bool,
    fees: bool,
    organ: bool,
    sum: i64,
    complex: bool,
    easy: bool,
}

const LIMIT: i64 = 30_000_000;

/// The readings under which the verdict is worked out again; the first is the one taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Read {
    AsTaken,
    ForeignNeedsAmount,
    CivilPartIsCriminal,
    ReversalIsAnyCase,
    RecognisedIsForeignAward,
}

const OTHERS: [Read; 4] = [
    Read::ForeignNeedsAmount,
    Read::CivilPartIsCriminal,
    Read::ReversalIsAnyCase,
    Read::RecognisedIsForeignAward,
];

fn items(k: &Known, read: Read) -> BTreeSet<&'static str> {
    use BasisType as B;
    let mut found = BTreeSet::new();
    let mut put = |item, holds: bool| {
        if holds {
            found.insert(item);
        }
    };
    let s4 = k.preservation || k.basis == B::PreservationRuling;
    let arbitration = k.basis == B::ArbitralAward && !s4;
    put("S1", arbitration);
    put("S2", k.fees || k.basis == B::LitigationFeeRecovery);
    put("S3", k.entrusted);
    put("S4", s4);
    put("S5", k.sum >= k.claim);
    put("S6", k.easy);
    put("O1", k.organ);
    let large = k.claim >= LIMIT;
    let foreign = k.foreign && read != Read::ForeignNeedsAmount;
    let commercial = k.kind == Some(ArbitrationKind::Commercial);
    let recognised = read == Read::RecognisedIsForeignAward && k.basis == B::RecognisedJudgment;
    put("O3", recognised || (arbitration && commercial && (large || foreign)));
    put("O4", k.complex);
    let simple = found.iter().any(|i| i.starts_with('S'));
    let civil = [
        B::CivilJudgment,
        B::CivilMediation,
        B::PaymentOrder,
        B::SecurityInterestRuling,
        B::JudicialConfirmation,
        B::RecognisedJudgment,
        B::CriminalIncidentalCivil,
    ];
    let mut property = vec![B::CriminalProperty, B::AdministrativeProperty];
    if read == Read::CivilPartIsCriminal {
        property.push(B::CriminalIncidentalCivil);
    }
    if property.contains(&k.basis) || (civil.contains(&k.basis) && !simple) {
        found.insert("O2");
    }
    let reversal = k.basis == B::ExecutionReversal && read != Read::ReversalIsAnyCase;
    if found.is_empty() || reversal {
        found.insert("O5");
    }
    found
}

fn ordinary(k: &Known, read: Read) -> bool {
    items(k, read).iter().any(|i| i.starts_with('O'))
}

fn either(value: Option<bool>) -> Vec<bool> {
    value.map_or(vec![false, true], |v| vec![v])
}

fn complete(f: &Facts) -> Vec<Known> {
    let sum: i64 = f
        .frozen
        .iter()
        .filter(|x| (x.kind == "bank_deposit" || x.kind == "network_funds") && x.effective && x.executable)
        .map(|x| x.amount_fen.0)
        .sum();
    let near = |x: i64| [x - 1, x, x + 1];
    let mut sums = vec![sum];
    if !f.frozen_complete {
        let claim = f.claim_amount_fen.map_or(LIMIT, |c| c.0);
        sums.extend([near(LIMIT), near(claim), near(5 * LIMIT), near(sum)].concat());
        sums.retain(|&s| s >= sum);
    }
    let claims = match f.claim_amount_fen {
        Some(claim) => vec![claim.0],
        None => {
            let mut all: Vec<i64> = sums.iter().flat_map(|&s| near(s)).collect();
            all.extend([1, 2, LIMIT - 1, LIMIT, LIMIT + 1, 9 * LIMIT]);
            all.into_iter()
                .filter(|&c| c >= 1)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect()
        }
    };
    let mut out = Vec::new();
    for basis in BasisType::ALL
        .into_iter()
        .filter(|b| f.basis_type.is_none_or(|x| x == *b))
    {
        let kinds = match f.arbitration_kind {
            None if basis == BasisType::ArbitralAward => ArbitrationKind::ALL.map(Some).to_vec(),
            given => vec![given],
        };
        for kind in kinds {
            for bits in 0..32u8 {
                let bit = |n: u8| bits >> n & 1 == 1;
                let given = [
                    f.foreign_related,
                    f.entrusted,
                    f.preservation,
                    f.litigation_fee_recovery,
                    f.party_or_gov_organ,
                ];
                if (0u8..).zip(given).any(|(n, g)| !either(g).contains(&bit(n))) {
                    continue;
                }
                for (&claim, &sum) in claims.iter().flat_map(|c| sums.iter().map(move |s| (c, s))) {
                    out.push(Known {
                        basis,
                        kind,
                        foreign: bit(0),
                        claim,
                        entrusted: bit(1),
                        preservation: bit(2),
                        fees: bit(3),
                        organ: bit(4),
                        sum,
                        complex: f.complexity.iter().any(|m| !m.by.is_empty() && !m.reason.is_empty()),
                        easy: f
                            .simple_mark
                            .as_ref()
                            .is_some_and(|m| !m.by.is_empty() && !m.reason.is_empty()),
                    });
                }
            }
        }
    }
    out
}

/// Some two completions agree in all but what `blank` blanks, and differ in the verdict.
fn tells(all: &[Known], blank: impl Fn(&mut Known)) -> bool {
    let mut seen: BTreeMap<Known, bool> = BTreeMap::new();
    all.iter().any(|k| {
        let mut key = k.clone();
        blank(&mut key);
        let verdict = ordinary(k, Read::AsTaken);
        *seen.entry(key).or_insert(verdict) != verdict
    })
}

fn missing(f: &Facts, all: &[Known]) -> Vec<&'static str> {
    if f.filing_data_ok == Some(false) {
        return vec!["filing_data_ok"];
    }
    let told = |unknown: bool, blank: fn(&mut Known)| unknown && tells(all, blank);
    let asked = [
        ("basis_type", f.basis_type.is_none()),
        (
            "arbitration_kind",
            told(f.arbitration_kind.is_none(), |k| k.kind = None),
        ),
        (
            "foreign_related",
            told(f.foreign_related.is_none(), |k| k.foreign = false),
        ),
        ("claim_amount_fen", told(f.claim_amount_fen.is_none(), |k| k.claim = 0)),
        ("entrusted", told(f.entrusted.is_none(), |k| k.entrusted = false)),
        (
            "preservation",
            told(f.preservation.is_none(), |k| k.preservation = false),
        ),
        (
            "litigation_fee_recovery",
            told(f.litigation_fee_recovery.is_none(), |k| k.fees = false),
        ),
        (
            "party_or_gov_organ",
            told(f.party_or_gov_organ.is_none(), |k| k.organ = false),
        ),
        ("frozen_complete", told(!f.frozen_complete, |k| k.sum = 0)),
        ("filing_data_ok", f.filing_data_ok.is_none()),
    ];
    asked
        .into_iter()
        .filter(|(_, open)| *open)
        .map(|(name, _)| name)
        .collect()
}

/// The number of completions: how long [`judge`] will take.
pub fn completions(f: &Facts) -> usize {
    complete(f).len()
}

/// Judges the facts.
pub fn judge(f: &Facts) -> Outcome {
    let all = complete(f);
    let listed = ["S1", "S2", "S3", "S4", "S5", "S6", "O1", "O2", "O3", "O4", "O5"];
    let matching: Vec<_> = all.iter().map(|k| items(k, Read::AsTaken)).collect();
    let grounds: Vec<_> = listed
        .into_iter()
        .filter(|i| matching.iter().all(|m| m.contains(i)))
        .collect();
    let agreed = |read: Read| {
        let mut verdicts: Vec<bool> = all.iter().map(|k| ordinary(k, read)).collect();
        verdicts.dedup();
        let ready = f.basis_type.is_some() && f.filing_data_ok == Some(true);
        (ready && verdicts.len() == 1).then(|| verdicts[0])
    };
    let verdict = agreed(Read::AsTaken);
    let (s, o): (Vec<&str>, Vec<&str>) = grounds.iter().partition(|i| i.starts_with('S'));
    let order: &[&str] = match verdict {
        None => &[],
        Some(true) => &["O1", "O3", "O4", "O2", "O5"],
        Some(false) => &["S1", "S2", "S3", "S4", "S5", "S6"],
    };
    Outcome {
        verdict: verdict.map_or("needs_more_facts", |o| if o { "ordinary" } else { "simple" }),
        decisive: order.iter().copied().find(|i| grounds.contains(i)),
        missing: if verdict.is_none() {
            missing(f, &all)
        } else {
            Vec::new()
        },
        conflict: !s.is_empty() && !o.is_empty() && (s != ["S1"] || o != ["O3"]),
        review_required: verdict.is_some() && OTHERS.into_iter().any(|read| agreed(read) != verdict),
        grounds,
    }
}
