//! Nodes against their norms, row by row: what the lawyer's reading asked for, the numbers of the day, the figures.
#![allow(clippy::unwrap_used)]
use std::collections::BTreeMap;

use chrono::NaiveDate;
use law::calendar::Calendar;
use law::facts::BasisType;
use law::nodes::{CaseInput, CaseKind, Course, Figure, FigureUnit, Happened, NodeSet, Settings, evaluate, warnings};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::nodes as support;
use support::found;

fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A row of `data/node_law.json`.
#[derive(Deserialize)]
struct Row {
    why: String,
    kind: Option<String>,
    basis: Option<BasisType>,
    course: Option<String>,
    filed_on: Option<NaiveDate>,
    today: NaiveDate,
    happened: Vec<(String, NaiveDate, String)>,
    expect: BTreeMap<String, Value>,
    #[serde(default)]
    warns: Vec<String>,
    #[serde(default)]
    warns_not: Vec<String>,
}

#[test]
fn every_rule_the_lawyer_read_counts_as_its_norm_says() {
    #[derive(Deserialize)]
    struct Rows {
        rows: Vec<Row>,
    }
    let rows: Rows = serde_json::from_str(include_str!("../data/node_law.json")).unwrap();
    let (set, calendar) = (NodeSet::builtin(), Calendar::builtin());
    let mut wrong = Vec::new();
    for row in rows.rows {
        let happened = row.happened.iter();
        let happenings: Vec<_> = happened
            .map(|(key, on, subject)| Happened { key, on: *on, subject })
            .collect();
        for h in &happenings {
            assert!(set.key(h.key).is_some(), "{}: {}", row.why, h.key);
        }
        let code = row.kind.as_deref().unwrap_or("first");
        let course = if row.course.as_deref() == Some("simple") {
            Course::Simple
        } else {
            Course::Ordinary
        };
        let input = CaseInput {
            kind: CaseKind::ALL.into_iter().find(|k| k.code() == code).unwrap(),
            basis: row.basis,
            course: Some(course),
            filed_on: row.filed_on,
            happenings: &happenings,
            ..CaseInput::default()
        };
        let states = evaluate(set, calendar, &input, Settings::default(), row.today);
        for (node, wanted) in &row.expect {
            let got = match found(&states, node) {
                Value::String(absent) => json!([absent]),
                other => other,
            };
            if got != *wanted {
                wrong.push(format!("{}: {node}: got {got}, wanted {wanted}", row.why));
            }
        }
        let told: Vec<_> = warnings(set, calendar, &input, &states, row.today);
        let told = |code: &String| told.iter().any(|w| w.code.code() == code);
        if !row.warns.iter().all(told) || row.warns_not.iter().any(told) {
            wrong.push(format!("{}: warnings", row.why));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn figures_of_sanctions_are_those_of_the_law() {
    let set = NodeSet::builtin();
    let bounds = |id: &str| -> Vec<_> {
        let figures = set.node(id).unwrap().figures.iter();
        figures.map(|f: &Figure| (f.unit, f.at_least, f.at_most)).collect()
    };
    assert_eq!(bounds("N80b"), [(FigureUnit::Day, None, Some(15))]);
    assert_eq!(
        bounds("N80c"),
        [
            (FigureUnit::Fen, None, Some(10_000_000)),
            (FigureUnit::Fen, Some(5_000_000), Some(100_000_000))
        ]
    );
    assert_eq!(
        bounds("N80a"),
        [(FigureUnit::Hour, None, Some(8)), (FigureUnit::Hour, None, Some(24))]
    );
    assert_eq!(bounds("N36a"), [(FigureUnit::Hour, Some(24), None)]);
    assert!(bounds("N63").is_empty());
}

#[test]
fn a_citation_shows_the_number_in_force_on_the_day() {
    let set = NodeSet::builtin();
    let node = set.node("N51a").unwrap();
    for (day, article) in [
        ("2021-12-31", "232"),
        ("2022-01-01", "232"),
        ("2020-06-01", "225"),
        ("2023-12-31", "232"),
        ("2024-01-01", "236"),
    ] {
        let expected = if day == "2021-12-31" { "225" } else { article };
        assert_eq!(set.source(node, d(day)).zh, format!("民诉法第{expected}条"), "{day}");
    }
    for (node, day, source) in [
        (
            "N05",
            "2020-12-31",
            "民诉法解释第482条；执行工作规定第24条；民诉法第240条",
        ),
        (
            "N05",
            "2021-01-01",
            "民诉法解释第482条；执行工作规定第22条；民诉法第240条",
        ),
        (
            "N05",
            "2022-04-09",
            "民诉法解释第482条；执行工作规定第22条；民诉法第247条",
        ),
        (
            "N05",
            "2022-04-10",
            "民诉法解释第480条；执行工作规定第22条；民诉法第247条",
        ),
        (
            "N05",
            "2013-01-01",
            "民诉法解释第482条；执行工作规定第24条；民诉法第240条",
        ),
        ("N38", "2020-06-01", "拍卖变卖规定第23条"),
        ("N38", "2021-01-01", "拍卖变卖规定第20条"),
        ("N43a", "2020-06-01", "执行程序解释第25条；民诉法解释第511条"),
        ("N43a", "2024-06-01", "执行程序解释第17条；民诉法解释第509条"),
        ("N19", "2022-04-10", "民诉法解释第485条"),
        ("N61b", "2024-06-01", "民诉法第240条"),
        ("N81", "2024-06-01", "民诉法第264条"),
        ("N57a", "2022-06-01", "公证执行规定第13条；民诉法第245条"),
        ("N80c", "2020-06-01", "民诉法第115条；民诉法第116条"),
    ] {
        assert_eq!(set.source(set.node(node).unwrap(), d(day)).zh, source, "{node} {day}");
    }
    let plan = set.source(set.node("P7-5").unwrap(), d("2024-01-01"));
    assert_eq!(plan.zh, "商中法〔2022〕86号第7条第(5)项；商中法〔2022〕86号第11条");
}

/// 保全规定 Art. 4: the court rules within five days of receiving the application, whose day is a field of the case.
#[test]
fn a_preservation_case_has_the_clock_of_its_ruling() {
    let set = NodeSet::builtin();
    let node = set.node("N24a").unwrap();
    let starts = |key: &str| node.trigger.contains(&set.key(key).unwrap());
    assert!(starts("application_received") && starts("preservation_applied"));
    let kinds: Vec<_> = node.kinds().map(|kind| kind.code()).collect();
    assert_eq!(kinds, ["preservation"]);
}
