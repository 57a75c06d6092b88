//! Rule sets are checked as a whole: what is wrong with a set is named, with facts that show it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use law::facts::{ArbitrationKind, BasisType, ClaimKind, Facts};
use law::money::Fen;
use law::nodes::{NodeSet, PLAN};
use law::triage::{
    FENGSHUN, FactId, PENGSHUI, RuleError, RuleErrorCode, SHANGQIU, TriageRules, Verdict, WarningCode, decide, triage,
};
use serde_json::{Value, json};

fn set() -> Value {
    serde_json::from_str(SHANGQIU).unwrap()
}

fn rule<'a>(set: &'a mut Value, id: &str) -> &'a mut Value {
    let rules = set["rules"].as_array_mut().unwrap();
    rules.iter_mut().find(|r| r["id"] == id).unwrap()
}

fn parse(set: &Value) -> Result<TriageRules, RuleError> {
    TriageRules::parse(&set.to_string())
}

fn refused(set: &Value) -> RuleError {
    parse(set).expect_err("this set must be refused")
}

/// Facts without the fields that do not matter to the case shown.
fn shown(error: &RuleError) -> &Facts {
    error.counterexample.as_deref().expect("facts that show it")
}

#[test]
fn the_sets_of_this_build_pass_and_are_small() {
    for text in [SHANGQIU, FENGSHUN, PENGSHUI] {
        let rules = TriageRules::parse(text).unwrap_or_else(|e| panic!("{e}"));
        assert!(rules.cells() <= 10_000, "{}: {}", rules.set().id, rules.cells());
        for rule in &rules.set().rules {
            assert!(!rule.text.zh.is_empty() && !rule.text.en.is_empty(), "{}", rule.id);
            assert!(rule.beats.iter().all(|b| !b.why.zh.is_empty() && !b.why.en.is_empty()));
        }
    }
}

#[test]
fn two_rules_that_decide_differently_need_an_order() {
    let mut set = set();
    rule(&mut set, "O1")["beats"] = json!([]);
    let error = refused(&set);
    assert_eq!(error.code, RuleErrorCode::Contradiction);
    let (facts, simple) = (shown(&error), error.rules.iter().find(|r| r.starts_with('S')));
    assert!(error.rules.contains(&"O1".to_owned()));
    assert_eq!(facts.party_or_gov_organ, Some(true));
    // The facts do make both rules match.
    let whole = TriageRules::builtin().unwrap();
    let found: Vec<&str> = decide(whole, facts).grounds(whole).collect();
    assert!(
        found.contains(&"O1") && found.contains(&simple.unwrap().as_str()),
        "{found:?}"
    );
}

#[test]
fn one_missing_pair_of_the_order_is_found() {
    let mut set = set();
    rule(&mut set, "O3")["beats"][1]["rules"] = json!(["S2", "S3", "S4", "S6"]);
    let error = refused(&set);
    assert_eq!(
        (error.code, error.rules),
        (RuleErrorCode::Contradiction, vec!["S5".into(), "O3".into()])
    );
    let facts = error.counterexample.unwrap();
    assert!(facts.frozen_sum_fen() >= facts.claim_fen().unwrap());
    assert_eq!(facts.arbitration_kind, Some(ArbitrationKind::Commercial));
}

#[test]
fn facts_that_no_rule_speaks_of_are_a_gap() {
    let mut set = set();
    set["rules"].as_array_mut().unwrap().retain(|r| r["id"] != "O5");
    let error = refused(&set);
    assert_eq!(error.code, RuleErrorCode::Gap);
    let basis = shown(&error).basis_type.unwrap();
    let fits = [
        BasisType::NotarizedDebt,
        BasisType::AdministrativeNonLitigation,
        BasisType::Other,
    ];
    assert!(fits.contains(&basis), "{basis:?}");
}

#[test]
fn a_gap_at_a_threshold_is_shown_at_the_threshold() {
    let mut set = set();
    // Awards under 300,000 yuan only: the larger ones of labour arbitration are left without a rule.
    rule(&mut set, "S1")["when"] = json!({"all": [
        {"basis": ["arbitral_award"]}, {"no_match": ["S4"]}, {"not": {"claim_at_least_fen": 30_000_000}}]});
    rule(&mut set, "O5")["when"] = json!({"all": [
        {"no_match": ["S1", "S2", "S3", "S4", "S5", "S6", "O1", "O2.property", "O2.civil", "O3", "O4"]},
        {"not": {"basis": ["arbitral_award"]}}]});
    let error = refused(&set);
    assert_eq!(error.code, RuleErrorCode::Gap);
    assert_eq!(shown(&error).basis_type, Some(BasisType::ArbitralAward));
    assert_eq!(shown(&error).claim_amount_fen, Some(Fen(30_000_000)));
    assert_ne!(shown(&error).arbitration_kind, Some(ArbitrationKind::Commercial));
}

#[test]
fn a_rule_that_no_facts_reach_is_named() {
    let mut set = set();
    rule(&mut set, "S3")["when"] = json!({"all": [{"yes": "entrusted"}, {"not": {"yes": "entrusted"}}]});
    let error = refused(&set);
    assert_eq!(
        (error.code, error.rules),
        (RuleErrorCode::Unreachable, vec!["S3".into()])
    );
    let mut set = self::set();
    // An award is never without a kind, so this asks for nothing that can be.
    rule(&mut set, "S6")["when"] = json!({"all": [
        {"basis": ["arbitral_award"]}, {"not": {"arbitration": ["commercial", "labor", "rural_land", "sports"]}}]});
    let error = refused(&set);
    assert_eq!(
        (error.code, error.rules),
        (RuleErrorCode::Unreachable, vec!["S6".into()])
    );
}

#[test]
fn a_rule_that_always_gives_way_is_shown_where_it_does() {
    let mut set = set();
    rule(&mut set, "S6")["when"] = json!({"all": [{"marked": "simple"}, {"yes": "party_or_gov_organ"}]});
    let error = refused(&set);
    assert_eq!(
        (error.code, &error.rules[..]),
        (RuleErrorCode::AlwaysBeaten, &["S6".into(), "O1".into()][..])
    );
    assert!(shown(&error).simple_mark_counts() && shown(&error).party_or_gov_organ == Some(true));
}

#[test]
fn an_order_in_a_circle_is_found() {
    let mut set = set();
    let why = json!({"zh": "x", "en": "x"});
    rule(&mut set, "S3")["beats"] = json!([{"rules": ["O4"], "settles": false, "why": why}]);
    let error = refused(&set);
    assert_eq!(error.code, RuleErrorCode::CircularOrder);
    assert!(shown(&error).complexity_counts() && shown(&error).entrusted == Some(true));
}

#[test]
fn another_reading_is_checked_too() {
    let mut set = set();
    // O5 holds its own against the foreign awards that O3 would no longer take under the other reading.
    rule(&mut set, "O5")["when"] = json!({"any": [
        rule(&mut set.clone(), "O5")["when"].clone(),
        {"all": [{"matches": ["S1"]}, {"no_match": ["O3"]}, {"yes": "foreign_related"}, {"arbitration": ["commercial"]}]}]});
    let error = refused(&set);
    assert_eq!(
        (error.code, error.reading.as_deref()),
        (RuleErrorCode::Contradiction, Some("FOREIGN"))
    );
}

#[test]
fn what_does_not_hold_together_is_refused_by_code() {
    let change = |edit: &dyn Fn(&mut Value)| {
        let mut set = set();
        edit(&mut set);
        refused(&set).code
    };
    use RuleErrorCode as C;
    assert_eq!(change(&|s| s["format"] = json!(2)), C::UnknownFormat);
    assert_eq!(change(&|s| s["surprise"] = json!(1)), C::Malformed);
    assert_eq!(change(&|s| rule(s, "S2")["source"] = json!(" ")), C::NoSource);
    assert_eq!(change(&|s| rule(s, "S2")["mark"] = json!("X")), C::NoSource);
    assert_eq!(change(&|s| rule(s, "S2")["id"] = json!("S3")), C::Duplicate);
    assert_eq!(change(&|s| rule(s, "S2")["rank"] = json!(13)), C::Duplicate);
    assert_eq!(
        change(&|s| rule(s, "S1")["when"] = json!({"no_match": ["S9"]})),
        C::UnknownRule
    );
    assert_eq!(
        change(&|s| rule(s, "S4")["when"] = json!({"matches": ["S1"]})),
        C::Circular
    );
    assert_eq!(
        change(&|s| rule(s, "S3")["when"] = json!({"yes": "entrustde"})),
        C::UnknownFact
    );
    assert_eq!(
        change(&|s| rule(s, "S3")["when"] = json!({"claim_at_least_fen": 1})),
        C::BadThreshold
    );
    assert_eq!(change(&|s| s["valid_to"] = json!("2022-04-28")), C::BadDates);
    let many = (0..16).map(|i| json!({"id": format!("f{i}"), "text": {"zh": "x", "en": "x"}}));
    let asks: Vec<Value> = (0..16).map(|i| json!({"yes": format!("f{i}")})).collect();
    assert_eq!(
        change(&|s| {
            s["local_facts"] = many.clone().collect();
            rule(s, "S3")["when"] = json!({"any": asks});
        }),
        C::TooLarge
    );
    assert_eq!(TriageRules::parse("").expect_err("empty").code, C::Malformed);
    assert_eq!(
        TriageRules::parse(&"[".repeat(100_000)).expect_err("deep").code,
        C::Malformed
    );
}

#[test]
fn a_court_can_move_the_threshold() {
    let mut set = set();
    let text = set.to_string().replace("30000000", "50000000");
    set = serde_json::from_str(&text).unwrap();
    let rules = parse(&set).unwrap();
    let mut facts = Facts {
        basis_type: Some(BasisType::ArbitralAward),
        arbitration_kind: Some(ArbitrationKind::Commercial),
        foreign_related: Some(false),
        claim_amount_fen: Some(Fen(49_999_999)),
        entrusted: Some(false),
        preservation: Some(false),
        litigation_fee_recovery: Some(false),
        party_or_gov_organ: Some(false),
        frozen_complete: true,
        filing_data_ok: Some(true),
        ..Facts::default()
    };
    assert_eq!(decide(&rules, &facts).verdict, Verdict::Simple);
    facts.claim_amount_fen = Some(Fen(50_000_000));
    assert_eq!(decide(&rules, &facts).verdict, Verdict::Ordinary);
    assert_ne!(rules.hash(), TriageRules::builtin().unwrap().hash());
}

#[test]
fn another_court_divides_otherwise_with_facts_of_its_own() {
    let rules = TriageRules::parse(FENGSHUN).unwrap();
    let mut facts = Facts {
        basis_type: Some(BasisType::CivilJudgment),
        claim_kind: Some(ClaimKind::Money),
        claim_amount_fen: Some(Fen(500_000)),
        preservation: Some(false),
        litigation_fee_recovery: Some(false),
        frozen_complete: true,
        filing_data_ok: Some(true),
        ..Facts::default()
    };
    for local in ["fine_or_confiscation", "registered_transfer", "resumed", "needs_sale"] {
        facts.local.insert(local.to_owned(), false);
    }
    let open = triage(&rules, &facts);
    assert_eq!(
        (open.verdict, &open.missing[..]),
        (Verdict::NeedsMoreFacts, &[FactId::Local(0)][..])
    );
    assert_eq!(rules.fact_code(open.missing[0]), "performed");
    facts.local.insert("performed".to_owned(), true);
    let done = triage(&rules, &facts);
    assert_eq!((done.verdict, done.decisive.as_deref()), (Verdict::Simple, Some("F2")));
    assert!(done.warnings.iter().any(|w| w.code == WarningCode::PartialSet));
    assert_eq!(rules.team(done.verdict).unwrap().zh, "快执团队");
    facts.local.insert("performed".to_owned(), false);
    assert_eq!(decide(&rules, &facts).decisive(&rules), Some("A1"));
    facts.claim_kind = None;
    assert_eq!(
        decide(&rules, &facts).verdict,
        Verdict::Ordinary,
        "A1 or A4, ordinary either way"
    );
}

#[test]
fn in_pengshui_a_case_is_simple_until_somebody_says_why_not() {
    let rules = TriageRules::parse(PENGSHUI).unwrap();
    let facts = Facts {
        filing_data_ok: Some(true),
        ..Facts::default()
    };
    assert_eq!(
        decide(&rules, &facts).verdict,
        Verdict::Simple,
        "no other fact is asked for"
    );
}

#[test]
fn the_time_limits_of_pengshui_read_beside_the_national_ones() {
    let own = include_str!("../../rules/nodes-pengshui.json");
    let set = NodeSet::beside_national(&[own]).unwrap_or_else(|e| panic!("{e}"));
    assert!(set.node("PS-3").is_some() && set.node("N05").is_some());
    NodeSet::beside_national(&[PLAN, own]).unwrap_or_else(|e| panic!("{e}"));
}
