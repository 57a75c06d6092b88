//! New kinds of basis, the questions a verdict leaves to the court, and statements that contradict themselves.
#![allow(clippy::unwrap_used)]

use files::words;
use law::facts::{ArbitrationKind, BasisType, ClaimKind, ComplexityMark, Facts, Frozen, SimpleMark};
use law::money::Fen;
use law::triage::{
    Contradiction, FENGSHUN, FactId, FactValue, PENGSHUI, TriageRules, Verdict, contradictions, decide, suppose, triage,
};

use crate::support::facts as support;
use support::known;

const LIMIT: i64 = 30_000_000;

fn rules() -> &'static TriageRules {
    TriageRules::builtin().unwrap()
}

fn award(kind: ArbitrationKind, fen: i64, foreign: bool) -> Facts {
    Facts {
        arbitration_kind: Some(kind),
        claim_amount_fen: Some(Fen(fen)),
        foreign_related: Some(foreign),
        ..known(BasisType::ArbitralAward)
    }
}

fn frozen(fen: i64) -> Vec<Frozen> {
    vec![Frozen {
        kind: "bank_deposit".into(),
        amount_fen: Fen(fen),
        effective: true,
        executable: true,
    }]
}

fn complex(marks: &[&str]) -> Vec<ComplexityMark> {
    let mark = |mark: &&str| ComplexityMark {
        mark: (*mark).to_owned(),
        by: "甲".into(),
        reason: "乙".into(),
    };
    marks.iter().map(mark).collect()
}

/// Readings whose question is put.
fn asked(facts: &Facts) -> Vec<String> {
    let decision = decide(rules(), facts);
    let readings = rules().leans_on(facts, &decision);
    readings
        .filter(|r| r.question.is_some())
        .map(|r| r.id.clone())
        .collect()
}

#[test]
fn each_new_basis_has_its_place_alone_and_beside_a_simple_item() {
    use BasisType as B;
    use Verdict::{Ordinary, Simple};
    // Basis; item alone; verdict with cover by frozen funds, and whether that wants review; the reading taken.
    let rows = [
        (B::CriminalIncidentalCivil, "O2", Simple, true, "CIVIL-PART"),
        (B::JudicialConfirmation, "O2", Simple, false, "CIVIL-LIKE"),
        (B::RecognisedJudgment, "O2", Simple, true, "RECOGNISED"),
        (B::ExecutionReversal, "O5", Ordinary, true, "REVERSAL"),
    ];
    for (basis, item, covered, review, reading) in rows {
        let alone = decide(rules(), &known(basis));
        assert_eq!(
            (alone.verdict, alone.decisive(rules())),
            (Ordinary, Some(item)),
            "{basis:?}"
        );
        assert!(!alone.review_required, "{basis:?}: ordinary in every reading");
        let facts = Facts {
            frozen: frozen(10_000),
            ..known(basis)
        };
        let beside = decide(rules(), &facts);
        assert_eq!((beside.verdict, beside.review_required), (covered, review), "{basis:?}");
        assert_eq!(asked(&known(basis)), [reading], "{basis:?}");
    }
}

#[test]
fn a_sports_award_is_an_award_but_never_a_commercial_one() {
    for (fen, foreign) in [(LIMIT - 1, false), (LIMIT, false), (500, true)] {
        let facts = award(ArbitrationKind::Sports, fen, foreign);
        let found = decide(rules(), &facts);
        assert_eq!((found.verdict, found.decisive(rules())), (Verdict::Simple, Some("S1")));
        assert_eq!(asked(&facts), ["SPORTS"]);
    }
}

#[test]
fn the_other_courts_sets_place_the_new_bases_too() {
    for text in [FENGSHUN, PENGSHUI] {
        let rules = TriageRules::parse(text).unwrap();
        for basis in BasisType::ALL {
            let mut facts = known(basis);
            for fact in &rules.set().local_facts {
                facts.local.insert(fact.id.clone(), false);
            }
            assert_ne!(
                decide(&rules, &facts).verdict,
                Verdict::NeedsMoreFacts,
                "{} {basis:?}",
                rules.set().id
            );
        }
    }
}

#[test]
fn a_contested_reading_puts_its_question() {
    use ArbitrationKind as A;
    let non_litigation = |organ| Facts {
        party_or_gov_organ: Some(organ),
        ..known(BasisType::AdministrativeNonLitigation)
    };
    let delivery = |fen| Facts {
        claim_kind: Some(ClaimKind::Delivery),
        frozen: frozen(fen),
        ..known(BasisType::CivilJudgment)
    };
    let marked = |marks: &[&str]| Facts {
        complexity: complex(marks),
        ..known(BasisType::CivilJudgment)
    };
    let organ = Facts {
        party_or_gov_organ: Some(true),
        ..known(BasisType::CivilJudgment)
    };
    let rows: [(Facts, &[&str]); 15] = [
        (known(BasisType::CivilJudgment), &[]),
        (non_litigation(true), &["ANL", "ORGAN-APPLICANT", "ORGAN-KIND"]),
        (non_litigation(false), &["ANL", "ORGAN-APPLICANT"]),
        (organ, &["ORGAN-KIND"]),
        (delivery(10_000), &["S5-KIND"]),
        (delivery(9_999), &[]),
        (marked(&["large"]), &["O4-LARGE"]),
        (marked(&["large", "complex"]), &[]),
        (marked(&["complex"]), &[]),
        (award(A::Labor, 500, true), &["FOREIGN-OTHER"]),
        (award(A::Labor, LIMIT, false), &[]),
        (award(A::Commercial, LIMIT, true), &["FOREIGN", "FOREIGN-HMT"]),
        (award(A::Commercial, 26_000_000, false), &["LIMIT-INTEREST"]),
        (award(A::Commercial, 25_999_999, false), &[]),
        (award(A::Commercial, LIMIT, false), &[]),
    ];
    for (facts, wanted) in rows {
        assert_eq!(asked(&facts), wanted, "{facts:?}");
    }
}

#[test]
fn a_question_waits_until_there_is_a_verdict() {
    let open = Facts {
        filing_data_ok: None,
        ..known(BasisType::ExecutionReversal)
    };
    assert!(asked(&open).is_empty());
    let unknown_kind = Facts {
        claim_kind: None,
        frozen: frozen(10_000),
        ..known(BasisType::CivilJudgment)
    };
    assert_eq!(
        asked(&unknown_kind),
        ["S5-KIND"],
        "it may be a claim that is not for money"
    );
}

#[test]
fn every_proposed_reading_says_in_both_languages_what_to_decide() {
    for reading in rules().set().readings.iter().filter(|r| r.proposed) {
        let question = reading.question.as_ref();
        let whole = question.is_some_and(|q| q.zh.ends_with('？') && q.en.ends_with('?'));
        assert!(whole, "{}", reading.id);
    }
}

#[test]
fn statements_that_exclude_each_other_are_named() {
    use BasisType as B;
    use Contradiction as C;
    let arbitration = |basis| Facts {
        arbitration_kind: Some(ArbitrationKind::Commercial),
        ..known(basis)
    };
    let preserved = Facts {
        preservation: Some(true),
        ..arbitration(B::PreservationRuling)
    };
    let rows: [(Facts, &[C]); 14] = [
        (known(B::CivilJudgment), &[]),
        (known(B::AdministrativeNonLitigation), &[C::NonLitigationWithoutOrgan]),
        (
            Facts {
                party_or_gov_organ: None,
                ..known(B::AdministrativeNonLitigation)
            },
            &[],
        ),
        (
            known(B::PreservationRuling),
            &[C::PreservationRulingWithoutPreservation],
        ),
        (preserved, &[]),
        (known(B::LitigationFeeRecovery), &[C::FeeBasisWithoutFeeRecovery]),
        (
            Facts {
                litigation_fee_recovery: None,
                ..known(B::LitigationFeeRecovery)
            },
            &[],
        ),
        (arbitration(B::CivilJudgment), &[C::ArbitrationWithoutAward]),
        (arbitration(B::ArbitralAward), &[]),
        (arbitration(B::ExecutionReversal), &[]),
        (
            Facts {
                frozen: frozen(-1),
                ..known(B::CivilJudgment)
            },
            &[C::NegativeFrozen],
        ),
        (
            Facts {
                claim_amount_fen: Some(Fen(0)),
                ..known(B::CivilJudgment)
            },
            &[C::NoMoneyClaimed],
        ),
        (
            Facts {
                claim_kind: Some(ClaimKind::Act),
                claim_amount_fen: Some(Fen(0)),
                ..known(B::CivilJudgment)
            },
            &[],
        ),
        (
            Facts {
                frozen: frozen(-1),
                ..known(B::AdministrativeNonLitigation)
            },
            &[C::NonLitigationWithoutOrgan, C::NegativeFrozen],
        ),
    ];
    for (facts, wanted) in rows {
        assert_eq!(contradictions(&facts), wanted, "{facts:?}");
        assert_eq!(triage(rules(), &facts).contradictions, wanted);
    }
    assert!(
        contradictions(&Facts::default()).is_empty(),
        "unknown contradicts nothing"
    );
}

#[test]
fn no_answer_is_offered_that_contradicts_what_was_said() {
    let bases = |facts: &Facts| {
        let flips = triage(rules(), facts).flips.into_iter();
        let to = flips.flat_map(|flip| flip.changes.into_iter().map(|change| change.to));
        to.collect::<Vec<_>>()
    };
    let reversal = bases(&Facts {
        frozen: frozen(10_000),
        ..known(BasisType::ExecutionReversal)
    });
    assert!(reversal.contains(&FactValue::Basis(BasisType::CivilJudgment)));
    for basis in [BasisType::LitigationFeeRecovery, BasisType::PreservationRuling] {
        assert!(!reversal.contains(&FactValue::Basis(basis)), "{basis:?} was ruled out");
    }
    let organ = bases(&Facts {
        party_or_gov_organ: None,
        frozen: frozen(10_000),
        ..known(BasisType::AdministrativeNonLitigation)
    });
    assert_eq!(organ, [FactValue::Yes], "an organ always applies");
}

#[test]
fn what_is_supposed_does_not_contradict_the_basis() {
    for basis in [
        BasisType::AdministrativeNonLitigation,
        BasisType::PreservationRuling,
        BasisType::LitigationFeeRecovery,
    ] {
        let facts = Facts {
            basis_type: Some(basis),
            filing_data_ok: Some(true),
            claim_amount_fen: Some(Fen(10_000)),
            frozen: frozen(10_000),
            party_or_gov_organ: Some(basis == BasisType::AdministrativeNonLitigation),
            ..Facts::default()
        };
        let outcome = triage(rules(), &facts);
        let (changes, _) = suppose(rules(), &facts, &outcome).unwrap();
        let own = [FactId::Preservation, FactId::LitigationFeeRecovery];
        let yes = changes
            .iter()
            .filter(|c| own.contains(&c.fact) && c.to == FactValue::Yes);
        let wanted = usize::from(basis != BasisType::AdministrativeNonLitigation);
        assert_eq!(yes.count(), wanted, "{basis:?}: {changes:?}");
    }
}

#[test]
fn a_named_simple_mark_does_not_hide_a_contradiction() {
    let facts = Facts {
        simple_mark: Some(SimpleMark {
            by: "甲".into(),
            reason: "乙".into(),
        }),
        ..known(BasisType::AdministrativeNonLitigation)
    };
    let found = triage(rules(), &facts);
    assert_eq!(found.verdict, Verdict::Simple);
    assert_eq!(found.contradictions, [Contradiction::NonLitigationWithoutOrgan]);
}

#[test]
fn every_kind_can_be_imported_and_exported() {
    for basis in BasisType::ALL {
        let word = words::of_code(&words::BASES, basis.code());
        assert!(
            word.is_some_and(|w| !w.text.0.is_empty() && !w.text.1.is_empty()),
            "{basis:?}"
        );
    }
    for kind in ArbitrationKind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        assert!(words::of_code(&words::ARBITRATIONS, kind.code()).is_some(), "{kind:?}");
    }
    for kind in ClaimKind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        assert!(words::of_code(&words::CLAIMS, kind.code()).is_some(), "{kind:?}");
    }
}
