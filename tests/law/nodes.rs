//! Nodes: the embedded sets, scenarios as data, refusals, and the short forms against the long one.
#![allow(clippy::unwrap_used)]
use std::collections::BTreeMap;

use chrono::NaiveDate;
use law::calendar::Calendar;
use law::counting::Period;
use law::facts::BasisType;
use law::nodes::{
    CaseInput, CaseKind, Course, Happened, ListState, Mark, NATIONAL, NodeSet, NodeState, PLAN, Rule, SetFault,
    Settings, Status, dates, evaluate, list_state, next_alarm, warnings,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::nodes as support;
use support::found;

#[derive(Deserialize)]
struct File {
    scenarios: Vec<Scenario>,
}

#[derive(Deserialize)]
struct Scenario {
    name: String,
    kind: String,
    basis: Option<BasisType>,
    course: Option<String>,
    filed_on: Option<NaiveDate>,
    received_on: Option<NaiveDate>,
    closed_on: Option<NaiveDate>,
    #[serde(default)]
    closed_by: String,
    kept_since: Option<NaiveDate>,
    today: NaiveDate,
    frozen_covers: Option<bool>,
    happened: Vec<(String, NaiveDate, String)>,
    #[serde(default)]
    excluded: Vec<(NaiveDate, NaiveDate)>,
    expect: BTreeMap<String, Value>,
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    leads: Vec<String>,
    warn: Vec<String>,
    next: String,
}

fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Scenario {
    fn happenings(&self) -> Vec<Happened<'_>> {
        self.happened
            .iter()
            .map(|(key, on, subject)| Happened { key, on: *on, subject })
            .collect()
    }

    fn periods(&self) -> Vec<Period> {
        self.excluded
            .iter()
            .map(|(from, to)| Period { from: *from, to: *to })
            .collect()
    }

    fn input<'a>(&'a self, happenings: &'a [Happened<'a>], excluded: &'a [Period]) -> CaseInput<'a> {
        let course = self.course.as_deref().map(|c| {
            if c == "simple" {
                Course::Simple
            } else {
                Course::Ordinary
            }
        });
        CaseInput {
            kind: CaseKind::ALL.into_iter().find(|k| k.code() == self.kind).unwrap(),
            basis: self.basis,
            course,
            filed_on: self.filed_on,
            received_on: self.received_on,
            materials_received_on: None,
            closed_on: self.closed_on,
            closed_by: &self.closed_by,
            kept_since: self.kept_since,
            happenings,
            excluded,
            frozen_covers: self.frozen_covers,
        }
    }
}

fn scenarios() -> Vec<Scenario> {
    serde_json::from_str::<File>(include_str!("../data/node_scenarios.json"))
        .unwrap()
        .scenarios
}

#[test]
fn every_scenario_stands_as_its_table_says() {
    let (set, calendar) = (NodeSet::builtin(), Calendar::builtin());
    let mut wrong = Vec::new();
    for s in scenarios() {
        let (happenings, periods) = (s.happenings(), s.periods());
        let input = s.input(&happenings, &periods);
        let states = evaluate(set, calendar, &input, Settings::default(), s.today);
        let mut check = |what: &str, got: Value, wanted: Value| {
            if got != wanted {
                wrong.push(format!("{}: {what}: got {got}, wanted {wanted}", s.name));
            }
        };
        for (node, wanted) in &s.expect {
            check(node, found(&states, node), wanted.clone());
        }
        for node in &s.absent {
            check(node, found(&states, node), json!("absent"));
        }
        let leads: Vec<_> = states.iter().filter(|x| x.leads).map(|x| x.id).collect();
        for node in &s.leads {
            check("leads", json!(leads.contains(&node.as_str())), json!(true));
        }
        let said = |w: &law::nodes::Warning| {
            let id = |i: u16| set.at(i).unwrap().id.as_str();
            format!("{} {} {}", w.code.code(), id(w.node), w.other.map_or("-", id))
        };
        let mut said: Vec<_> = warnings(set, calendar, &input, &states, s.today)
            .iter()
            .map(said)
            .collect();
        let mut wanted = s.warn.clone();
        said.sort();
        wanted.sort();
        check("warnings", json!(said), json!(wanted));
        let next = next_alarm(set, calendar, &input).map(|a| format!("{} {}", set.at(a.node).unwrap().id, a.on));
        check("next", json!(next.unwrap_or("none".into())), json!(s.next));
        for state in &states {
            let Some(ledger) = state.explain(set, calendar, &input) else {
                continue;
            };
            check(
                "explained",
                json!(Some(ledger.due.due)),
                json!(state.due.map(|d| d.due)),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_embedded_sets_are_whole() {
    let set = NodeSet::beside_national(&[PLAN]).unwrap();
    assert_eq!(set.nodes().len(), 227);
    // Every row of norms.md section 4.
    let rows = [
        1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
        33, 34, 35, 37, 38, 39, 41, 42, 43, 44, 45, 46, 47, 49, 50, 51, 52, 53, 54, 55, 56, 58, 59, 60, 61, 62, 63, 64,
        65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 76,
    ];
    for row in rows {
        let id = format!("N{row:02}");
        assert!(set.nodes().iter().any(|n| n.id.starts_with(&id)), "{id}");
    }
    for part in 1..=11 {
        assert!(set.node(&format!("P7-{part}")).is_some(), "P7-{part}");
    }
    for node in set.nodes() {
        assert!(!set.source(node, d("2024-06-01")).zh.is_empty(), "{}", node.id);
        assert!(node.kinds().next().is_some(), "{}", node.id);
    }
    assert_eq!(set.node("N15").unwrap().mark, Mark::K);
    assert_eq!(set.node("P8").map(|n| n.proposed), Some(true));
}

/// N12 and N12u are clocks on one matter, but two clues are two matters.
#[test]
fn clocks_on_two_clues_do_not_compete() {
    let clue = |key, on, subject| Happened {
        key,
        on: d(on),
        subject,
    };
    let stand = |second: &'static str| {
        let happenings = [
            clue("clue_received", "2024-03-04", "豫A12345"),
            clue("urgent_clue_received", "2024-03-05", second),
        ];
        let input = CaseInput {
            filed_on: Some(d("2024-03-01")),
            happenings: &happenings,
            ..CaseInput::default()
        };
        let states = evaluate(
            NodeSet::builtin(),
            Calendar::builtin(),
            &input,
            Settings::default(),
            d("2024-03-06"),
        );
        let clues = states
            .iter()
            .filter(|s| ["N12", "N12u"].contains(&s.id) && s.status.is_live());
        clues.map(|s| (s.id.to_owned(), s.leads, s.follows)).collect::<Vec<_>>()
    };
    let of = |id: &str, leads, follows| (id.to_owned(), leads, follows);
    assert_eq!(stand("豫A12345"), [of("N12", false, true), of("N12u", true, false)]);
    assert_eq!(
        stand("招商银行账户"),
        [of("N12", false, false), of("N12u", false, false)]
    );
}

#[test]
fn another_court_takes_the_place_of_the_plan() {
    let set = NodeSet::beside_national(&[include_str!("../../rules/nodes-pengshui.json")]).unwrap();
    let happenings = [Happened {
        key: "money_arrived",
        on: d("2024-03-04"),
        subject: "",
    }];
    let input = CaseInput {
        course: Some(Course::Simple),
        filed_on: Some(d("2024-03-01")),
        happenings: &happenings,
        ..CaseInput::default()
    };
    let states = evaluate(&set, Calendar::builtin(), &input, Settings::default(), d("2024-03-05"));
    let alarm = |id: &str| states.iter().find(|s| s.id == id).map(|s| s.alarm);
    assert_eq!(alarm("PS-11"), Some(Some(d("2024-03-14"))));
    assert_eq!(alarm("N41"), Some(Some(d("2024-04-03"))));
    assert_eq!((alarm("PS-10"), alarm("P7-3")), (None, None));
    assert_ne!(set.fingerprint(), NodeSet::builtin().fingerprint());
}

#[test]
fn a_broken_set_is_refused_with_the_rule_to_blame() {
    let base = json!({"id": "X1", "name": ["测试", "Test"], "owner": "A", "term": "5 day", "trigger": ["filed"],
        "done": ["closed"], "cite": ["plan:1"], "mark": "L"});
    let with = |edit: &dyn Fn(&mut Value)| {
        let mut node = base.clone();
        edit(&mut node);
        let text = json!({"norms": {"plan": {"name": ["方案", "Plan"], "from": "2022-04-29"}}, "nodes": [node]});
        NodeSet::beside_national(&[&text.to_string()])
            .err()
            .map(|e| (e.fault.code(), e.rule))
    };
    assert_eq!(with(&|_| ()), None);
    let edits: [(&str, &str, Value); 26] = [
        ("unknown_key", "unless", json!(["x"])),
        (
            "bad_figure",
            "figures",
            json!([{"of": ["罚款", "Fine"], "unit": "fen"}]),
        ),
        (
            "bad_figure",
            "figures",
            json!([{"of": ["罚款", "Fine"], "unit": "fen", "at_least": 2, "at_most": 1}]),
        ),
        (
            "bad_figure",
            "figures",
            json!([{"of": ["罚款", "Fine"], "unit": "percent", "at_most": 101}]),
        ),
        (
            "name_missing",
            "figures",
            json!([{"of": ["", "Fine"], "unit": "hour", "at_most": 24}]),
        ),
        ("unknown_key", "trigger", json!(["filled"])),
        ("unknown_key", "done", json!(["shut"])),
        ("unknown_key", "needs", json!(["x"])),
        ("unknown_owner", "owner", json!("Z")),
        ("unknown_norm", "cite", json!(["law:1"])),
        ("unknown_norm", "cite", json!(["cpl:@nothing"])),
        ("unknown_kind", "kinds", json!(["odd"])),
        ("unknown_basis", "bases", json!(["civil"])),
        ("unknown_basis", "not_bases", json!(["civil"])),
        ("unknown_clock", "clock", json!("odd")),
        ("unknown_course", "course", json!("fast")),
        ("unknown_node", "from", json!(["N999"])),
        ("source_missing", "cite", json!([])),
        ("mark_missing", "mark", json!("X")),
        ("bad_term", "term", json!("0 working_day")),
        ("bad_term", "term", json!("99999 day")),
        ("bad_term", "term", json!("5 weeks")),
        ("bad_validity", "valid_to", json!("2020-01-01")),
        ("no_trigger", "trigger", json!([])),
        ("no_completion", "done", json!([])),
        ("name_missing", "name", json!(["测试", ""])),
    ];
    for (code, field, value) in edits {
        let got = with(&|n| n[field] = value.clone());
        assert_eq!(got, Some((code, "X1".to_string())), "{field}: {value}");
    }
    assert_eq!(
        with(&|n| n["id"] = json!("N05")),
        Some(("duplicate_id", "N05".to_string()))
    );
    assert_eq!(with(&|n| n["lenght"] = json!(5)).unwrap().0, "not_readable");
    assert_eq!(
        with(&|n| {
            n["from"] = json!(["N65"]);
        })
        .unwrap()
        .0,
        "chained"
    );
    assert_eq!(NodeSet::parse(&[PLAN]).unwrap_err().fault, SetFault::MissingKey);
    assert_eq!(NodeSet::parse(&["[]"]).unwrap_err().fault, SetFault::NotReadable);
}

#[test]
fn the_short_forms_agree_with_the_long_one() {
    let (set, calendar) = (NodeSet::builtin(), Calendar::builtin());
    for s in scenarios() {
        let (happenings, periods) = (s.happenings(), s.periods());
        let input = s.input(&happenings, &periods);
        let states = evaluate(set, calendar, &input, Settings::default(), s.today);
        let court = |x: &&NodeState| {
            let node = set.at(x.index).unwrap();
            let earliest = matches!(x.status, Status::Waiting { .. } | Status::Open { .. });
            x.status.is_live() && !node.outside && !earliest && !matches!(node.rule, Rule::Window(_))
        };
        let long = states.iter().filter(court).filter_map(|x| x.alarm).min();
        let short = next_alarm(set, calendar, &input);
        assert_eq!(short.map(|a| a.on), long, "{}", s.name);
        let state = list_state(calendar, short.as_ref(), Settings::default(), s.today);
        let overdue = states
            .iter()
            .filter(court)
            .any(|x| matches!(x.status, Status::Overdue { .. } | Status::Lapsed { .. }));
        assert!(!overdue || state == ListState::Overdue, "{}", s.name);
        let mut agenda = 0;
        dates(set, calendar, &input, |_| agenda += 1);
        let closed_window =
            |x: &&NodeState| matches!(set.at(x.index).unwrap().rule, Rule::Window(_)) && x.status == Status::Ended;
        let open = states.iter().filter(|x| x.status.is_live()).count() + states.iter().filter(closed_window).count();
        assert_eq!(agenda, open, "{}", s.name);
    }
}

#[test]
fn dates_beyond_the_tables_are_said_not_guessed() {
    let input = CaseInput {
        filed_on: Some(d("2060-12-30")),
        ..CaseInput::default()
    };
    let states = evaluate(
        NodeSet::builtin(),
        Calendar::builtin(),
        &input,
        Settings::default(),
        d("2026-11-23"),
    );
    let code = |id: &str| states.iter().find(|s| s.id == id).unwrap().status.code();
    assert_eq!(
        (code("P7-1"), code("N05"), code("N63")),
        ("no_date", "no_date", "no_date")
    );
}

#[test]
fn finding_2_warns_on_exactly_61_filing_days() {
    let (set, calendar) = (NodeSet::builtin(), Calendar::builtin());
    let days = d("2022-05-01").iter_days().take_while(|x| *x <= d("2026-11-30"));
    let warned = days.filter(|day| {
        let input = CaseInput {
            filed_on: Some(*day),
            received_on: Some(*day),
            ..CaseInput::default()
        };
        let states = evaluate(set, calendar, &input, Settings::default(), *day);
        warnings(set, calendar, &input, &states, *day)
            .iter()
            .any(|w| w.code.code() == "two_clocks")
    });
    assert_eq!(warned.count(), 61);
}

mod broken_texts {
    use super::*;
    use law::calendar::{BUILTIN, YearNotice};
    use proptest::prelude::*;

    /// A text with one stretch cut out, doubled or overwritten at a character boundary.
    fn torn(text: &str, at: usize, length: usize, with: &str) -> String {
        let floor = |i: usize| {
            (0..=i.min(text.len()))
                .rev()
                .find(|i| text.is_char_boundary(*i))
                .unwrap_or(0)
        };
        let (from, to) = (floor(at % text.len()), floor(at % text.len() + length));
        format!("{}{with}{}", &text[..from], &text[to..])
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_torn_text_is_refused_or_read_but_never_a_panic(
            at in any::<usize>(), length in 0usize..40, with in "[0-9a-z \",{}\\[\\]:年-]{0,6}"
        ) {
            drop(NodeSet::beside_national(&[&torn(PLAN, at, length, &with)]));
            drop(NodeSet::parse(&[&torn(NATIONAL[0], at, length, &with)]));
            drop(Calendar::parse(&torn(BUILTIN, at, length, &with)));
            let notice = r#"{"year": 2027, "numbers": ["x"], "off": "元旦 0101, 春节 0205-0211", "work": {"2027-02-14": "春节"}}"#;
            if let Ok(read) = YearNotice::parse(&torn(notice, at, length, &with)) {
                drop(Calendar::builtin().with_year(read));
            }
        }
    }
}
