//! Excluded time without a known end stops its terms; who approved it and the document stay with it.
#![allow(clippy::unwrap_used, clippy::expect_used)]
use crate::support::book as support;

use casebook::action::Action;
use casebook::excluded::{Ground, OPEN_END};
use casebook::facts::CaseFile;
use casebook::fold::fold;
use law::calendar::Calendar;
use law::nodes::{NodeSet, Settings, Status, evaluate};
use law::triage::Verdict;
use support::{day, event, id, stamp};

#[test]
fn a_ground_keeps_its_approver_and_its_document() {
    let cases = [
        ("中止", ("中止", "", "")),
        ("中止|陈局", ("中止", "陈局", "")),
        ("中止||（2022）豫14执1号之二", ("中止", "", "（2022）豫14执1号之二")),
        ("公告|李某|公告第3号", ("公告", "李某", "公告第3号")),
        ("", ("", "", "")),
    ];
    for (text, (why, approver, document)) in cases {
        let ground = Ground {
            why: why.to_owned(),
            approver: approver.to_owned(),
            document: document.to_owned(),
        };
        assert_eq!(Ground::of(text), ground, "{text}");
        assert_eq!(ground.text(), text);
    }
    let split = Ground {
        why: "a|b".to_owned(),
        ..Ground::default()
    };
    assert_eq!(Ground::of(&split.text()).approver, "");
}

#[test]
fn a_term_has_no_date_while_the_end_of_a_stay_is_not_known() {
    let set = NodeSet::builtin();
    // P16-2 would run out in November; then the stay is lifted on 30 June.
    let status = |to| {
        let file = CaseFile {
            kind: Some("执"),
            filed_on: Some(day("2022-05-09")),
            excluded: vec![(day("2022-06-01"), to, "中止".to_owned())],
            ..CaseFile::default()
        };
        file.with_input(Verdict::Ordinary, |input| {
            let states = evaluate(set, Calendar::builtin(), input, Settings::default(), day("2022-06-15"));
            let excludable = |id: &str| set.node(id).is_some_and(|node| node.excludable);
            let found = states
                .iter()
                .filter(|state| excludable(state.id) && state.trigger.is_some());
            found.map(|state| state.status).collect::<Vec<_>>()
        })
    };
    let open = status(OPEN_END);
    assert!(
        !open.is_empty() && open.iter().all(|s| matches!(s, Status::NoDate(_))),
        "{open:?}"
    );
    let ended = status(day("2022-06-30"));
    assert!(ended.iter().all(|s| !matches!(s, Status::NoDate(_))), "{ended:?}");
}

#[test]
fn an_open_period_is_closed_by_taking_it_back_and_giving_its_end() {
    let (from, ground) = (day("2022-06-01"), "中止|陈局".to_owned());
    let events = [
        event(
            stamp(1, 1),
            id(1),
            Action::Excluded {
                from,
                to: OPEN_END,
                ground: ground.clone(),
            },
            &[],
        ),
        event(
            stamp(2, 1),
            id(1),
            Action::ExcludedTakenBack {
                from,
                to: OPEN_END,
                ground: ground.clone(),
            },
            &[stamp(1, 1)],
        ),
        event(
            stamp(3, 1),
            id(1),
            Action::Excluded {
                from,
                to: day("2022-06-30"),
                ground: ground.clone(),
            },
            &[],
        ),
    ];
    assert_eq!(fold(&events).excluded(), [(from, day("2022-06-30"), ground)]);
}
