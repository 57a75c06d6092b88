//! Kind of case and kind of basis are two questions: a resumed case keeps the term of its basis.
#![allow(clippy::unwrap_used)]
use chrono::NaiveDate;
use law::calendar::Calendar;
use law::facts::{BasisType, Facts};
use law::nodes::{CaseInput, CaseKind, Course, NodeSet, Settings, evaluate};

/// Nodes that set a term for closing an ordinary case, by the filing day.
const CLOSING: [&str; 4] = ["N63", "N63n", "N64", "P16-2"];

fn closing(type_code: &str, facts: &Facts) -> Vec<&'static str> {
    let filed: NaiveDate = "2024-01-31".parse().unwrap();
    let input = CaseInput {
        kind: CaseKind::of(type_code, facts),
        basis: facts.basis_type,
        course: Some(Course::Ordinary),
        filed_on: Some(filed),
        ..CaseInput::default()
    };
    let set = NodeSet::builtin();
    let states = evaluate(set, Calendar::builtin(), &input, Settings::default(), filed);
    let applies = |id: &&str| states.iter().any(|state| state.id == *id);
    CLOSING.into_iter().filter(applies).collect()
}

fn facts(basis: Option<BasisType>, entrusted: bool) -> Facts {
    Facts {
        basis_type: basis,
        entrusted: Some(entrusted),
        ..Facts::default()
    }
}

#[test]
fn the_term_for_closing_hangs_on_the_basis_in_every_kind_of_enforcement() {
    let rows: [(Option<BasisType>, &[&str]); 4] = [
        (Some(BasisType::AdministrativeNonLitigation), &["N63n"]),
        (Some(BasisType::CriminalProperty), &["N64", "P16-2"]),
        (Some(BasisType::CivilJudgment), &["N63", "P16-2"]),
        (None, &["N63", "P16-2"]),
    ];
    for (basis, wanted) in rows {
        for (type_code, entrusted) in [("执", false), ("执恢", false), ("", false), ("执", true)] {
            let got = closing(type_code, &facts(basis, entrusted));
            assert_eq!(got, wanted, "{type_code} entrusted {entrusted} {basis:?}");
        }
    }
}

#[test]
fn a_kind_that_is_no_enforcement_has_no_term_for_closing() {
    for type_code in ["执保", "执异", "执复", "执监", "财保"] {
        for basis in BasisType::ALL {
            assert!(
                closing(type_code, &facts(Some(basis), false)).is_empty(),
                "{type_code} {basis:?}"
            );
        }
    }
    assert!(closing("执", &facts(Some(BasisType::PreservationRuling), false)).is_empty());
}

#[test]
fn the_number_says_the_kind_before_the_facts_do() {
    let both = Facts {
        entrusted: Some(true),
        preservation: Some(true),
        ..Facts::default()
    };
    let rows = [
        ("执恢", CaseKind::Resumed),
        ("执保", CaseKind::Preservation),
        ("执异", CaseKind::Objection),
        ("执", CaseKind::Preservation),
    ];
    for (type_code, kind) in rows {
        assert_eq!(CaseKind::of(type_code, &both), kind, "{type_code}");
    }
    assert_eq!(CaseKind::of("", &facts(None, true)), CaseKind::Entrusted);
    assert_eq!(CaseKind::of("", &Facts::default()), CaseKind::First);
}

#[test]
fn codes_of_bases_are_those_of_the_data_files() {
    for basis in BasisType::ALL {
        assert_eq!(serde_json::to_value(basis).unwrap(), basis.code());
        assert_eq!(BasisType::of_code(basis.code()), Some(basis));
    }
}
