//! What can be recorded is found by what a clerk types; a document's number completes nothing and prevents nothing.
#![allow(clippy::unwrap_used)]
use casebook::action::{Happening, Particulars};
use casebook::facts::CaseFile;
use casebook::normal::initials_of;
use casebook::recordable::{find, recordables};
use chrono::NaiveDate;
use law::calendar::Calendar;
use law::nodes::{NodeSet, Settings, Status, evaluate};
use law::triage::Verdict;

fn initials(name: &str) -> String {
    initials_of(vec![name.to_owned()]).pop().unwrap().1
}

#[test]
fn a_happening_is_found_by_words_and_by_pinyin_initials() {
    let all = recordables(NodeSet::builtin(), initials);
    let cases = [
        ("执行通知", "execution_notice_sent"),
        ("发出 执行通知", "execution_notice_sent"),
        ("fczxtzs", "execution_notice_sent"),
        ("FCZXTZS", "execution_notice_sent"),
        ("execution notice", "execution_notice_sent"),
        ("wtpg", "appraisal_entrusted"),
        ("结案", "closed"),
    ];
    for (typed, key) in cases {
        let (_, found) = find(&all, typed, &[]);
        assert!(found.iter().any(|m| m.key == key), "{typed}");
        assert!(found.len() < all.len(), "{typed} finds everything");
    }
    assert_eq!(find(&all, " ", &[]).1.len(), all.len());
    assert!(find(&all, "没有这件事", &[]).1.is_empty());
}

#[test]
fn what_answers_a_to_do_comes_first_and_a_case_s_own_days_do_not_come() {
    let all = recordables(NodeSet::builtin(), initials);
    let first = ["asset_report_order_sent", "execution_notice_sent"].map(str::to_owned);
    let (pressing, rest) = find(&all, "", &first);
    let keys: Vec<&str> = pressing.iter().map(|m| m.key.as_str()).collect();
    assert_eq!(keys, first);
    assert!(rest.iter().all(|m| !first.contains(&m.key)));
    assert!(all.iter().all(|m| m.key != "filed"));
}

#[test]
fn every_happening_stands_under_a_text_with_a_title() {
    let set = NodeSet::builtin();
    assert!(set.titles().iter().all(|t| !t.zh.is_empty() && !t.en.is_empty()));
    for one in recordables(set, initials) {
        assert!(set.titles().get(usize::from(one.title)).is_some(), "{}", one.key);
    }
}

#[test]
fn documents_with_numbers_of_their_own_complete_each_other() {
    let set = NodeSet::builtin();
    let on: NaiveDate = "2022-05-12".parse().unwrap();
    let done = |key: &str, document: &str, n: u8| Happening {
        id: [n; 16],
        key: key.to_owned(),
        on,
        subject: String::new(),
        particulars: Particulars {
            document: document.to_owned(),
            ..Particulars::default()
        },
    };
    // 财产调查规定 Art. 3: the order to report goes out together with the notice.
    let file = CaseFile {
        kind: Some("执"),
        filed_on: Some("2022-05-09".parse().unwrap()),
        happenings: vec![
            done("execution_notice_sent", "（2022）豫14执101号通知书", 1),
            done("asset_report_order_sent", "（2022）豫14执101号报告财产令", 2),
        ],
        ..CaseFile::default()
    };
    let status = file.with_input(Verdict::Ordinary, |input| {
        let states = evaluate(set, Calendar::builtin(), input, Settings::default(), on);
        states.iter().find(|state| state.id == "N08").map(|state| state.status)
    });
    assert!(matches!(status, Some(Status::Done { .. })), "{status:?}");
}
