//! Triage: the agreed cases, and the verdict against a second evaluator written straight from the rules' words.
use fenliu::law::facts::Facts;
use fenliu::law::triage::{FactId, TriageRules, decide};
use serde_json::{Value, json};

fn rules() -> &'static TriageRules {
    TriageRules::builtin().expect("the set of this build")
}

fn outcome(facts: &Facts) -> Value {
    let rules = rules();
    let d = decide(rules, facts);
    json!({
        "verdict": d.verdict,
        "grounds": d.grounds(rules).collect::<Vec<_>>(),
        "decisive": d.decisive(rules),
        "missing": d.missing().map(FactId::code).collect::<Vec<_>>(),
        "conflict": d.conflict,
        "review_required": d.review_required,
    })
}

#[test]
fn the_agreed_cases_come_out_as_agreed() {
    let file: Value = serde_json::from_str(include_str!("data/triage_cases.json")).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 80);
    for case in cases {
        let facts: Facts = serde_json::from_value(case["facts"].clone()).unwrap();
        assert_eq!(outcome(&facts), case["expected"], "{}", case["id"]);
    }
}
