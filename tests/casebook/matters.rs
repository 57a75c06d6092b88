//! The matters of a case (plan Art. 7) have one state and one owner each; the list over all cases says the same.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use crate::support::book as support;

use casebook::CaseId;
use casebook::action::{Action, Happening, Particulars};
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::facts::CaseFile;
use casebook::field::{Field, Value};
use casebook::history::view;
use casebook::kinds::{Kinds, ValueType};
use casebook::matter_list::{MatterPage, MatterQuery, Whose, wanted};
use casebook::matters::{self, CaseMatter, MATTER, MatterState, of_case, record_of};
use casebook::people::{Bureau, fits};
use casebook::reckoned::{Reckoned, reckon};
use casebook::rules::Rules;
use casebook::share_out::{Bundle, Why, share_out};
use casebook::slot::RecordWrite;
use casebook::view::CaseView;
use chrono::NaiveDate;
use law::calendar::Calendar;
use law::nodes::{NATIONAL, NodeSet, PLAN, SetFault};
use proptest::prelude::*;
use support::{day, event, id, stamp, text};

/// 2022-06-01, 10:00 at UTC+8.
pub const NOW: u64 = 1_654_048_800_000;
pub const TODAY: &str = "2022-06-01";

pub fn filed(number: &str) -> Action {
    Action::Set(vec![
        (Field::CASE_NUMBER, text(number)),
        (Field::FILED_ON, Value::Date(day("2022-05-30"))),
        (Field::HANDLER, text("周律")),
    ])
}

pub fn happened(key: &str, on: &str) -> Action {
    Action::Happened(Happening {
        id: id(key.len() as u8),
        key: key.to_owned(),
        on: day(on),
        subject: String::new(),
        particulars: Particulars::default(),
    })
}

pub fn said(case: CaseId, matter: &str, fields: &[(u16, Value)]) -> Action {
    let mut all = vec![(matters::WHICH, text(matter))];
    all.extend(fields.iter().cloned());
    Action::Record(Box::new(RecordWrite {
        record: record_of(&case, matter),
        in_force: Some(true),
        fields: all,
    }))
}

/// Somebody says that the case has no such matter.
pub fn void(matter: &str) -> Action {
    happened(&format!("matter_{}_void", &matter[1..]), "2022-05-31")
}

fn case_of(actions: Vec<Action>) -> (CaseView, Reckoned) {
    let events: Vec<_> = (0..)
        .zip(actions)
        .map(|(at, action)| event(stamp(NOW + at, 1), id(1), action, &[]))
        .collect();
    let view = view(id(1), &events, &[], Kinds::builtin()).expect("a case");
    let law = reckon(
        CaseFile::of_view(&view, Kinds::builtin()),
        None,
        NodeSet::builtin(),
        Calendar::builtin(),
        day(TODAY),
    );
    (view, law)
}

/// The states in short: `m1 open P7-1`, `m3 done 2022-05-31`.
pub fn states(actions: Vec<Action>) -> Vec<String> {
    let (view, law) = case_of(actions);
    let all = of_case(NodeSet::builtin(), &law, &id(1), &view.records);
    all.iter().map(|matter| in_short(matter, &law)).collect()
}

fn in_short(matter: &CaseMatter<'_>, law: &Reckoned) -> String {
    let state = match matter.state {
        MatterState::Open(at) => format!("open {}", law.nodes[at].id),
        MatterState::Done(on) => format!("done {on}"),
        MatterState::Void => "void".to_owned(),
        MatterState::Unrecorded(at) => format!("unrecorded {}", law.nodes[at].id),
        MatterState::NoLimit => "no limit".to_owned(),
        MatterState::Ended => "ended".to_owned(),
    };
    format!("{} {state}", matter.matter.id)
}

const FILED: [&str; 11] = [
    "m1 open P7-1",
    "m2 open P6",
    "m3 open P7-3",
    "m4 open P7-4",
    "m5 open P7-5",
    "m6 open P7-6",
    "m7 no limit",
    "m8 no limit",
    "m9 no limit",
    "m10 no limit",
    "m11 no limit",
];

#[test]
fn a_case_opens_with_its_eleven_matters() {
    assert_eq!(states(vec![filed("（2022）豫14执2号")]), FILED);
}

#[test]
fn a_preservation_case_has_its_own_matters() {
    let expected = [
        "m1 open P7-1",
        "m4 open P7-4",
        "m5 open P7-5",
        "m6 open P7-6",
        "m9 no limit",
    ];
    assert_eq!(states(vec![filed("（2022）豫14执保2号")]), expected);
}

#[test]
fn what_is_recorded_moves_a_matter_and_no_other() {
    let (on, frozen) = ("2022-05-31", "deposit_frozen");
    let number = || filed("（2022）豫14执2号");
    let one = id(1);
    let sent = ["execution_notice_sent", "asset_report_order_sent", "clue_request_sent"];
    let cases: Vec<(Vec<Action>, &[&str])> = vec![
        (vec![happened("filing_data_checked", on)], &["m1 done 2022-05-31"]),
        (
            vec![
                happened("filing_data_checked", on),
                happened("filing_data_error_found", TODAY),
            ],
            &["m1 open P7-1e"],
        ),
        (vec![happened("first_reception_done", on)], &["m2 done 2022-05-31"]),
        // One of three notices is not all of them; the order to report goes with the notice (财产调查规定 Art. 3).
        (vec![happened(sent[0], TODAY)], &["m3 open N08"]),
        (
            sent.iter().map(|key| happened(key, on)).collect(),
            &["m3 done 2022-05-31"],
        ),
        (vec![happened(frozen, on)], &["m9 open N19"]),
        (vec![void("m6")], &["m6 void"]),
        (
            vec![said(one, "m8", &[(matters::DONE_ON, Value::Date(day(on)))])],
            &["m8 done 2022-05-31"],
        ),
        // A day of one's own ends no limit: only what happened does.
        (vec![said(one, "m4", &[(matters::DONE_ON, Value::Date(day(on)))])], &[]),
        (vec![said(one, "m4", &[(matters::WHO, text("李文"))])], &[]),
    ];
    for (actions, moved) in cases {
        let told = format!("{actions:?}");
        let mut all = vec![number()];
        all.extend(actions);
        let now = states(all);
        let differ: Vec<&str> = now
            .iter()
            .map(String::as_str)
            .filter(|state| !FILED.contains(state))
            .collect();
        assert_eq!(differ, moved, "{told}");
    }
}

#[test]
fn a_matter_that_does_not_apply_ends_the_court_s_own_limit_and_keeps_the_law_s() {
    let (_, before) = case_of(vec![
        filed("（2022）豫14执2号"),
        happened("application_received", "2022-05-27"),
    ]);
    let (_, after) = case_of(vec![
        filed("（2022）豫14执2号"),
        happened("application_received", "2022-05-27"),
        void("m3"),
    ]);
    let live = |law: &Reckoned, node: &str| law.nodes.iter().any(|line| line.id == node && line.status.is_live());
    assert!(live(&before, "P7-3") && live(&before, "N05"));
    assert!(!live(&after, "P7-3"));
    assert!(
        live(&after, "N05"),
        "民诉法 asks for the notice whatever the bureau says"
    );
}

#[test]
fn a_text_that_would_set_the_law_aside_is_refused() {
    let own = PLAN.replace(r#""nodes": ["P7-3"]"#, r#""nodes": ["N05"]"#);
    assert_ne!(own, PLAN);
    let error = NodeSet::beside_national(&[&own]).unwrap_err();
    // N05 is watched by the same matter, too: the first thing that is wrong is said.
    assert!(
        [SetFault::NotInternal, SetFault::DuplicateId].contains(&error.fault),
        "{error}"
    );
    let own = PLAN.replace(
        r#""sees": ["N41", "N42"], "void""#,
        r#""sees": ["N41", "N42", "P7-3"], "void""#,
    );
    assert_ne!(own, PLAN);
    assert_eq!(
        NodeSet::beside_national(&[&own]).unwrap_err().fault,
        SetFault::DuplicateId
    );
    let own = PLAN.replace(
        r#"{"id": "m2", "name": ["初次接待", "First reception"]"#,
        r#"{"id": "m1", "name": ["初次接待", "First reception"]"#,
    );
    assert_ne!(own, PLAN);
    assert_eq!(
        NodeSet::beside_national(&[&own]).unwrap_err().fault,
        SetFault::DuplicateId
    );
    assert!(NodeSet::parse(&NATIONAL).unwrap().matters().is_empty());
}

#[test]
fn the_text_of_the_plan_the_kind_of_records_and_the_table_of_rights_name_the_same_matters() {
    let set = NodeSet::builtin();
    let kind = Kinds::builtin().get(MATTER).expect("built in");
    let which = kind.field(matters::WHICH).expect("a field");
    let ValueType::Choice(choices) = &which.holds else {
        panic!("{:?}", which.holds);
    };
    let by_kind: Vec<_> = choices
        .iter()
        .map(|(code, name)| (code.as_str(), name.zh.as_str(), name.en.as_str()))
        .collect();
    let by_text = set.matters().iter();
    let by_text: Vec<_> = by_text
        .map(|m| (m.id.as_str(), m.name.zh.as_str(), m.name.en.as_str()))
        .collect();
    assert_eq!(by_kind, by_text);
    for matter in set.matters() {
        let key = matter.void.and_then(|key| set.key_at(key)).map(|key| key.code.as_str());
        // The group whose matter it is may say that a case has none.
        let owner = set.owner(set.at(matter.nodes[0]).unwrap()).unwrap();
        if let Some(key) = key {
            let grant = Bureau::builtin().of("clerk", &owner.code).expect("a grant");
            assert!(
                grant.nodes().iter().any(|pattern| fits(pattern, key)),
                "{} {}",
                matter.id,
                owner.code
            );
        }
    }
}

pub fn book_of(cases: Vec<(u8, Vec<Action>)>) -> Book {
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day(TODAY));
    for (case, actions) in cases {
        let mut draft = Draft::new(&book, DeviceId(1), Author::default(), NOW);
        let actions = actions.into_iter().map(|action| (id(case), action)).collect();
        draft.add(&book, actions, NOW).expect("readable");
        for pack in draft.finish() {
            book.take(&pack.bytes).expect("the next pack");
        }
    }
    book
}

pub fn list(book: &Book, matters: &[&str], whose: Whose, until: Option<NaiveDate>) -> MatterPage {
    let matters: Vec<String> = matters.iter().map(|id| (*id).to_owned()).collect();
    let query = MatterQuery {
        wanted: wanted(NodeSet::builtin(), &matters),
        whose,
        until,
        ..MatterQuery::default()
    };
    book.matters(&query, (0, 100), day(TODAY)).expect("readable")
}

pub fn nodes_of(page: &MatterPage) -> Vec<String> {
    page.rows
        .iter()
        .map(|row| {
            format!(
                "{} {} {} {}",
                row.case_number.rsplit('执').next().unwrap(),
                row.matter,
                row.node,
                row.who
            )
        })
        .collect()
}

fn two_cases() -> Book {
    let given = said(id(1), "m3", &[(matters::WHO, text("李文"))]);
    let taken = said(id(2), "m8", &[(matters::WHO, text("李文"))]);
    let again = said(
        id(2),
        "m4",
        &[
            (matters::WHO, text("李文")),
            (matters::FOLLOW_ON, Value::Date(day("2022-06-03"))),
        ],
    );
    book_of(vec![
        (1, vec![filed("（2022）豫14执1号"), given, void("m6")]),
        (
            2,
            vec![
                filed("（2022）豫14执2号"),
                taken,
                again,
                happened("deposit_frozen", "2021-06-20"),
            ],
        ),
        (
            3,
            vec![
                filed("（2022）豫14执3号"),
                Action::Set(vec![(Field::CLOSED_ON, Value::Date(day("2022-05-31")))]),
            ],
        ),
    ])
}

#[test]
fn the_list_says_whose_each_open_matter_is() {
    let book = two_cases();
    let mine = list(&book, &[], Whose::Of("李文".to_owned()), None);
    // Each once, by the earlier of its limit and the day to look again; what has no limit comes last.
    assert_eq!(
        nodes_of(&mine),
        ["2号 m4 P7-4 李文", "1号 m3 P7-3 李文", "2号 m8  李文"]
    );
    let has_day: Vec<bool> = mine.rows.iter().map(|row| row.on.is_some()).collect();
    assert_eq!(has_day, [true, true, false]);
    // A freeze that lapses within thirty days is the handler's business until somebody is given it.
    assert_eq!(
        nodes_of(&list(&book, &["m9"], Whose::Of("周律".to_owned()), None)),
        ["2号 m9 N19 周律"]
    );
    assert_eq!(nodes_of(&list(&book, &["m6"], Whose::All, None)), ["2号 m6 P7-6 "]);
    assert_eq!(list(&book, &[], Whose::Of("没有此人".to_owned()), None).total, 0);
}

#[test]
fn only_matters_of_the_named_cases_are_listed_and_counted() {
    let book = two_cases();
    let query = MatterQuery {
        wanted: wanted(NodeSet::builtin(), &["m3".to_owned(), "m4".to_owned()]),
        cases: [id(1)].into(),
        ..MatterQuery::default()
    };
    let page = book.matters(&query, (0, 100), day(TODAY)).expect("readable");
    assert!(page.rows.iter().all(|row| row.case == id(1)));
    assert_eq!((page.rows.len(), page.total), (2, 2));
}

#[test]
fn the_load_counts_everybody_whoever_is_asked_for() {
    let book = two_cases();
    let all = list(&book, &["m3", "m4"], Whose::All, None);
    let load: u32 = all.load.iter().map(|(_, count)| count).sum();
    assert_eq!((load, all.total), (4, 4));
    let own = list(&book, &["m3", "m4"], Whose::Nobodys, None);
    assert_eq!(own.load, all.load);
    assert_eq!(
        own.load.iter().find(|(who, _)| who == "李文").map(|(_, count)| *count),
        Some(2)
    );
    assert_eq!(nodes_of(&own), ["1号 m4 P7-4 ", "2号 m3 P7-3 "]);
    // Up to a day: what has no day is not among it.
    assert_eq!(list(&book, &["m8"], Whose::All, Some(day("2030-01-01"))).total, 0);
    assert_eq!(list(&book, &["m3"], Whose::All, Some(day("2022-06-01"))).total, 0);
}

#[test]
fn windows_put_together_are_the_whole_list() {
    let book = two_cases();
    let query = MatterQuery {
        wanted: wanted(NodeSet::builtin(), &[]),
        ..MatterQuery::default()
    };
    let whole = book.matters(&query, (0, u32::MAX), day(TODAY)).unwrap();
    assert!(whole.total > 10 && whole.rows.len() == whole.total as usize);
    assert!(
        whole.rows.iter().all(|row| row.case != id(3)),
        "a closed case asks for nothing"
    );
    for size in 1..whole.total + 1 {
        let windows = (0..whole.total).step_by(size as usize);
        let rows: Vec<_> = windows
            .flat_map(|from| book.matters(&query, (from, size), day(TODAY)).unwrap().rows)
            .collect();
        assert_eq!(rows, whole.rows, "windows of {size}");
    }
}

#[test]
fn two_who_take_the_same_matter_write_one_record() {
    assert_eq!(record_of(&id(1), "m3"), record_of(&id(1), "m3"));
    assert_ne!(record_of(&id(1), "m3"), record_of(&id(2), "m3"));
    assert_ne!(record_of(&id(1), "m3"), record_of(&id(1), "m4"));
    let given = |to: &str| said(id(1), "m3", &[(matters::WHO, text(to))]);
    let events = [
        event(stamp(NOW, 1), id(1), filed("（2022）豫14执2号"), &[]),
        event(stamp(NOW + 1, 1), id(1), given("李文"), &[]),
        event(stamp(NOW + 1, 2), id(1), given("王明"), &[]),
    ];
    let view = view(id(1), &events, &[], Kinds::builtin()).expect("a case");
    assert_eq!(view.records.len(), 1);
    let who = view.records[0]
        .fields
        .iter()
        .filter(|(field, _)| *field == matters::WHO)
        .count();
    assert_eq!(who, 2, "a person settles whose it is");
}

proptest! {
    #[test]
    fn work_is_shared_out_whole_and_no_fairer_way_moves_one_bundle(
        bundles in prop::collection::vec(1..20u32, 0..30),
        load in prop::collection::vec(0..50u32, 1..6),
    ) {
        let of = |size: &u32| Bundle { size: *size, ..Bundle::default() };
        let given = share_out(&bundles.iter().map(of).collect::<Vec<_>>(), &load);
        prop_assert!(given.iter().all(|given| given.is_some_and(|(_, why)| why == Why::Load)));
        let to: Vec<usize> = given.iter().flatten().map(|(person, _)| *person).collect();
        prop_assert_eq!(to.len(), bundles.len());
        let mut after: Vec<u32> = load.clone();
        for (bundle, person) in bundles.iter().zip(&to) {
            after[*person] += bundle;
        }
        prop_assert_eq!(after.iter().sum::<u32>(), load.iter().sum::<u32>() + bundles.iter().sum::<u32>());
        // Nobody who was given something would still have more than another after giving away the smallest of it.
        let least = *after.iter().min().unwrap();
        for (person, total) in after.iter().enumerate() {
            let own = bundles.iter().zip(&to).filter(|(_, to)| **to == person).map(|(bundle, _)| *bundle);
            if let Some(smallest) = own.min() {
                prop_assert!(total - smallest <= least, "{person} has {total}, another {least}");
            }
        }
    }
}
