//! Receipts: any later build works them out again to the same bytes, and sees what was changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::NaiveDate;
use law::calendar::{Calendar, YearNotice};
use law::canonical::canonical;
use law::counting::Term;
use law::facts::Facts;
use law::receipt::{DateOf, ReceiptError, make, replay, replay_with};
use law::triage::{FENGSHUN, TriageRules, Verdict};
use serde_json::{Value, json};

fn rules() -> &'static TriageRules {
    TriageRules::builtin().expect("the set of this build")
}

fn cases() -> Vec<(String, Facts)> {
    let file: Value = serde_json::from_str(include_str!("../data/triage_cases.json")).unwrap();
    let read = |case: &Value| {
        let facts = serde_json::from_value(case["facts"].clone()).unwrap();
        (case["id"].as_str().unwrap().to_owned(), facts)
    };
    file["cases"].as_array().unwrap().iter().map(read).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn date(trigger: &str) -> DateOf {
    let term: Term = serde_json::from_value(json!({"length": 5, "unit": "working_day"})).unwrap();
    DateOf {
        node: "P7-5".to_owned(),
        trigger: day(trigger),
        term,
        excluded: vec![(day("2022-10-08"), day("2022-10-09"))],
    }
}

#[test]
fn every_case_replays_to_the_same_bytes() {
    for (id, facts) in cases() {
        let text = make(rules(), &facts, Some(&id), None);
        let again = replay(&text).unwrap();
        assert!(again.same && again.differs.is_empty(), "{id}: {:?}", again.differs);
        assert_eq!((again.text, again.id), (text, Some(id)));
    }
}

/// Written by the first build; must replay in every later one. Never change it: add another beside it.
#[test]
fn the_receipts_of_earlier_builds_still_replay() {
    for line in include_str!("../data/receipts_v1.jsonl").lines() {
        let again = replay(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        assert!(again.same, "{:?}: {line}", again.differs);
        assert_eq!(again.text, line);
    }
}

#[test]
fn dates_are_bound_to_their_calendar() {
    let (id, facts) = &cases()[0];
    let dates = [date("2022-09-30")];
    let text = make(rules(), facts, Some(id), Some((Calendar::builtin(), &dates)));
    assert!(replay(&text).unwrap().same);
    let value: Value = serde_json::from_str(&text).unwrap();
    assert!(value["dates"][0]["end"]["due"].is_string());
    let known = [rules()];
    assert_eq!(replay_with(&text, &known, &[]), Err(ReceiptError::UnknownCalendar));
    let moved = text.replace("\"due\":\"2022-", "\"due\":\"2021-");
    assert_eq!(replay(&moved).unwrap().differs, ["dates"]);
}

#[test]
fn a_later_notice_does_not_take_an_older_receipt_away() {
    let (id, facts) = &cases()[0];
    let dates = [date("2026-12-28"), date("2025-01-20")];
    let text = make(rules(), facts, Some(id), Some((Calendar::builtin(), &dates)));
    let notice = json!({"year": 2027, "numbers": ["国办发明电〔2026〕9号"],
        "off": {"2027-01-01": "元旦", "2027-02-05": "春节", "2027-02-06": "春节", "2027-02-07": "春节", "2027-02-08": "春节",
            "2027-04-05": "清明节", "2027-05-01": "劳动节", "2027-05-02": "劳动节", "2027-06-09": "端午节",
            "2027-09-15": "中秋节", "2027-10-01": "国庆节", "2027-10-02": "国庆节", "2027-10-03": "国庆节"},
        "work": {}});
    let notice = YearNotice::parse(&notice.to_string()).unwrap();
    let later = Calendar::builtin().with_year(notice).unwrap();
    assert_ne!(later.fingerprint(), Calendar::builtin().fingerprint());
    let again = replay_with(&text, &[rules()], &[&later]).unwrap();
    assert!(again.same, "{:?}", again.differs);
}

#[test]
fn a_changed_result_or_fact_is_seen() {
    let (id, facts) = &cases()[1];
    let text = make(rules(), facts, Some(id), None);
    let forged = replay(&text.replace("\"verdict\":\"ordinary\"", "\"verdict\":\"simple\"")).unwrap();
    assert_eq!((forged.same, forged.verdict), (false, Verdict::Ordinary));
    assert_eq!(forged.differs, ["result"]);
    let other = replay(&text.replace("30000000", "29999999")).unwrap();
    assert_eq!((other.same, other.verdict), (false, Verdict::Simple));
    let added = text.replacen('{', "{\"note\":\"x\",", 1);
    assert_eq!(replay(&added).unwrap().differs, ["note"]);
}

#[test]
fn white_space_and_the_order_of_fields_do_not_count() {
    let (id, facts) = &cases()[2];
    let text = make(rules(), facts, Some(id), None);
    let value: Value = serde_json::from_str(&text).unwrap();
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    let again = replay(&format!("\n{pretty}\n")).unwrap();
    assert!(again.same);
    assert_eq!(again.text, text);
}

#[test]
fn what_is_not_known_is_left_out() {
    let text = make(rules(), &Facts::default(), None, None);
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["facts"], json!({"frozen_complete": false}));
}

#[test]
fn a_courts_own_set_replays_where_it_is_known() {
    let own = TriageRules::parse(FENGSHUN).unwrap();
    let mut facts = Facts {
        filing_data_ok: Some(true),
        ..Facts::default()
    };
    facts.local.insert("needs_sale".to_owned(), true);
    let text = make(&own, &facts, None, None);
    assert_eq!(replay(&text), Err(ReceiptError::UnknownRules));
    assert!(replay_with(&text, &[rules(), &own], &[]).unwrap().same);
}

#[test]
fn what_is_not_a_receipt_is_refused() {
    let good = make(rules(), &Facts::default(), None, None);
    for bad in [
        "",
        "{}",
        "[]",
        "null",
        &good[1..],
        &good.replace("\"format\":1", "\"format\":1.5"),
    ] {
        assert_eq!(replay(bad), Err(ReceiptError::Malformed), "{bad}");
    }
    let later = good.replace("\"format\":1", "\"format\":2");
    assert_eq!(replay(&later), Err(ReceiptError::UnknownFormat));
    let fact = good.replace("\"frozen_complete\":false", "\"frozen_complete\":\"perhaps\"");
    assert_eq!(replay(&fact), Err(ReceiptError::Malformed));
}

#[test]
fn the_canonical_text_sorts_keys_and_refuses_floats() {
    let value = json!({"b": [1, true, null], "a": {"é": "\u{1}\"", "d": -7}});
    assert_eq!(
        canonical(&value).unwrap(),
        r#"{"a":{"d":-7,"é":"\u0001\""},"b":[1,true,null]}"#
    );
    assert_eq!(canonical(&json!({"a": [0.5]})), None);
}
