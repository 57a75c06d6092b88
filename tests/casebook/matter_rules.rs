//! Matters: the page says what the list says, the right that is asked for is the group's, and what is undone can be done again.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use crate::matters::{NOW, TODAY, filed, happened, list};
use crate::support::{book as support, people};

use casebook::CaseId;
use casebook::action::Action;
use casebook::book::{Book, BookError};
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::edit::{RecordEdit, in_the_way};
use casebook::facts::CaseFile;
use casebook::field::Value;
use casebook::folder::BUREAU;
use casebook::history::view;
use casebook::kinds::Kinds;
use casebook::matter_list::{MatterPage, MatterRow, Whose};
use casebook::matters::{self, MATTER, MatterState, back, of_case, record_for, record_of};
use casebook::people::SHANGQIU;
use casebook::reckoned::reckon;
use casebook::rules::{BUREAU_KEY, Rules};
use casebook::slot::{RecordKey, RecordWrite, value_in};
use casebook::stand_in::STAND_IN;
use law::calendar::Calendar;
use law::nodes::{NodeSet, PLAN};
use people::{HOUR, NOON, with};
use support::{day, event, id, stamp, text};

/// Nothing is in the way.
const NOTHING: [u16; 0] = [];

fn fields_of(matter: &str, fields: &[(u16, Value)]) -> Vec<(u16, Value)> {
    let mut all = vec![(matters::WHICH, text(matter))];
    all.extend(fields.iter().cloned());
    all
}

fn written(record: RecordKey, in_force: Option<bool>, fields: Vec<(u16, Value)>) -> Action {
    Action::Record(Box::new(RecordWrite {
        record,
        in_force,
        fields,
    }))
}

fn said(case: CaseId, matter: &str, fields: &[(u16, Value)]) -> Action {
    written(record_of(&case, matter), Some(true), fields_of(matter, fields))
}

fn who(name: &str) -> (u16, Value) {
    (matters::WHO, text(name))
}

/// Somebody says that the case has no such matter.
fn aside(matter: &str, on: &str) -> Action {
    happened(&format!("matter_{}_void", &matter[1..]), on)
}

fn book_of(actions: Vec<Action>, today: &str) -> Book {
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day(today));
    actions.into_iter().for_each(|action| add(&mut book, action));
    book
}

fn add(book: &mut Book, action: Action) {
    let mut draft = Draft::new(book, DeviceId(1), Author::default(), NOW);
    draft.add(book, vec![(id(1), action)], NOW).expect("readable");
    for pack in draft.finish() {
        book.take(&pack.bytes).expect("the next pack");
    }
}

/// Matter and node of each row.
fn rows(page: &MatterPage) -> Vec<String> {
    let rows = page.rows.iter();
    rows.map(|row| format!("{} {}", row.matter, row.node).trim().to_owned())
        .collect()
}

/// Matter and state of each on the page of the case.
fn states(actions: &[Action]) -> Vec<(String, String)> {
    let events: Vec<_> = (0..)
        .zip(actions)
        .map(|(at, action)| event(stamp(NOW + at, 1), id(1), action.clone(), &[]))
        .collect();
    let view = view(id(1), &events, &[], Kinds::builtin()).expect("a case");
    let (set, calendar) = (NodeSet::builtin(), Calendar::builtin());
    let law = reckon(
        CaseFile::of_view(&view, Kinds::builtin()),
        None,
        set,
        calendar,
        day(TODAY),
    );
    let all = of_case(set, &law, &id(1), &view.records).into_iter();
    all.map(|one| {
        let state = match one.state {
            MatterState::Open(at) => law.nodes[at].id.to_string(),
            other => format!("{other:?}"),
        };
        (one.matter.id.clone(), state)
    })
    .collect()
}

fn state(actions: &[Action], matter: &str) -> String {
    let all = states(actions).into_iter();
    all.filter(|(id, _)| id == matter).map(|(_, state)| state).collect()
}

/// What the page writes of a matter, from what a row says of it.
fn edit(book: &Book, matter: &str, fields: &[(u16, Value)]) -> RecordEdit {
    let page = list(book, &[matter], Whose::All, None);
    let said = page.rows.first().map(|row| row.said.clone()).unwrap_or_default();
    matters::edit(&id(1), matter, &said, fields.to_vec())
}

/// Writes as the worker does; the fields that are in the way, if any is.
fn try_write(book: &mut Book, edit: &RecordEdit) -> Vec<u16> {
    let state = book.state(&id(1)).unwrap().unwrap();
    let found = in_the_way(&state, Kinds::builtin(), edit, true);
    if found.moved.is_empty() {
        add(book, Action::Record(Box::new(edit.write.clone())));
    }
    found.moved
}

#[test]
fn a_matter_whose_taking_was_undone_can_be_given_to_another() {
    let mut book = book_of(vec![filed("（2022）豫14执1号")], TODAY);
    let take = edit(&book, "m3", &[who("李文"), (matters::SINCE, Value::Date(day(TODAY)))]);
    assert_eq!(try_write(&mut book, &take), NOTHING);
    assert_eq!(try_write(&mut book, &back(&take)), NOTHING);
    let other = edit(&book, "m3", &[who("王明"), (matters::SINCE, Value::Date(day(TODAY)))]);
    assert_eq!(
        try_write(&mut book, &other),
        NOTHING,
        "nothing is on the screen that could have moved"
    );
}

#[test]
fn what_a_record_that_was_taken_out_said_does_not_come_back_with_it() {
    let note = (matters::REMARK, text("旧"));
    let mut book = book_of(vec![filed("（2022）豫14执1号")], TODAY);
    let take = edit(&book, "m3", &[who("李文"), note]);
    assert_eq!(try_write(&mut book, &take), NOTHING);
    add(&mut book, written(record_of(&id(1), "m3"), Some(false), Vec::new()));
    let again = edit(&book, "m3", &[who("王明")]);
    assert_eq!(try_write(&mut book, &again), NOTHING);
    let row = list(&book, &["m3"], Whose::All, None).rows.remove(0);
    assert_eq!((row.who.as_str(), value_in(&row.said, matters::REMARK)), ("王明", None));
}

#[test]
fn a_second_record_of_a_matter_keeps_nobody_from_acting_on_it() {
    // The form on the card of the case gives a record an id by chance, and so does a hostile device.
    let stray = RecordKey {
        kind: MATTER,
        id: [9; 16],
    };
    let second = written(stray, Some(true), fields_of("m3", &[who("李文")]));
    let mut book = book_of(vec![filed("（2022）豫14执1号"), second], TODAY);
    let take = edit(&book, "m3", &[who("王明")]);
    assert_eq!(try_write(&mut book, &take), NOTHING);
}

#[test]
fn list_and_page_take_the_same_of_two_records_of_a_matter() {
    let keys = [[1; 16], [0xff; 16]].map(|id| RecordKey { kind: MATTER, id });
    for first in keys {
        let fields = fields_of("m3", &[who("李文")]);
        let of_key = said(id(1), "m3", &[who("王明")]);
        let actions = vec![filed("（2022）豫14执1号"), written(first, Some(true), fields), of_key];
        let events: Vec<_> = (0..)
            .zip(&actions)
            .map(|(at, action)| event(stamp(NOW + at, 1), id(1), action.clone(), &[]))
            .collect();
        let view = view(id(1), &events, &[], Kinds::builtin()).expect("a case");
        let page = record_for(&view.records, &id(1), "m3")
            .expect("two")
            .value(matters::WHO)
            .clone();
        let row = list(&book_of(actions, TODAY), &["m3"], Whose::All, None).rows.remove(0);
        assert_eq!(
            (Value::Text(row.who), value_in(&row.said, matters::WHO)),
            (page.clone(), Some(&page))
        );
    }
}

#[test]
fn what_no_text_lets_be_set_aside_stays_open() {
    for matter in ["m1", "m5"] {
        let now = state(&[filed("（2022）豫14执1号"), aside(matter, TODAY)], matter);
        assert!(now.starts_with("P7-"), "{matter}: {now}");
    }
}

#[test]
fn what_is_said_to_be_before_the_filing_sets_nothing_aside() {
    let actions = [filed("（2022）豫14执1号"), aside("m6", "2022-05-01")];
    assert_eq!(
        rows(&list(&book_of(actions.to_vec(), TODAY), &["m6"], Whose::All, None)),
        ["m6 P7-6"]
    );
    assert_eq!(state(&actions, "m6"), "P7-6");
}

#[test]
fn page_and_list_say_the_same_of_a_matter_set_aside_whose_law_runs_on() {
    let actions = [
        filed("（2022）豫14执1号"),
        happened("application_received", "2022-05-27"),
        aside("m3", TODAY),
    ];
    let listed = rows(&list(&book_of(actions.to_vec(), TODAY), &["m3"], Whose::All, None));
    assert_eq!(listed, ["m3 N05"]);
    assert_eq!(state(&actions, "m3"), "N05");
}

/// Numbers of cases whose matters differ.
const NUMBERS: [&str; 4] = [
    "（2022）豫14执1号",
    "（2022）豫14执保1号",
    "（2022）豫14执异1号",
    "（2022）豫14执恢1号",
];

/// What is in the list and not on the page of its case.
fn only_listed(actions: Vec<Action>) -> Vec<String> {
    let on_page = states(&actions);
    let listed = list(&book_of(actions, TODAY), &[], Whose::All, None);
    let is_shown = |row: &&MatterRow| on_page.iter().any(|(matter, _)| *matter == row.matter);
    let rows = listed.rows.iter().filter(|row| !is_shown(row));
    rows.map(|row| format!("{} {} {}", row.case_number, row.matter, row.node))
        .collect()
}

#[test]
fn a_date_the_list_shows_belongs_to_a_matter_of_its_case() {
    let keys = [
        "application_received",
        "materials_received",
        "deposit_frozen",
        "money_arrived",
        "terminated_this_round",
        "dishonest_removal_ground",
        "auction_failed",
        "measure_before_notice",
    ];
    let cases = NUMBERS.into_iter().flat_map(|number| keys.map(|key| (number, key)));
    let found = cases.flat_map(|(number, key)| only_listed(vec![filed(number), happened(key, "2022-05-31")]));
    assert_eq!(found.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_matter_without_a_limit_is_listed_only_where_the_case_has_it() {
    let taken = || ["m7", "m8", "m10"].map(|matter| said(id(1), matter, &[who("李文")]));
    let actions = |number| [vec![filed(number)], taken().to_vec()].concat();
    let found = NUMBERS.into_iter().flat_map(|number| only_listed(actions(number)));
    assert_eq!(found.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_day_to_look_again_is_kept_where_a_day_of_ones_own_closes_nothing() {
    let own = [
        (matters::DONE_ON, Value::Date(day("2022-05-31"))),
        (matters::FOLLOW_ON, Value::Date(day("2022-06-02"))),
    ];
    let actions = vec![filed("（2022）豫14执1号"), said(id(1), "m4", &own)];
    assert_eq!(state(&actions, "m4"), "P7-4", "done by what is recorded only");
    let book = book_of(actions, TODAY);
    assert_eq!(
        rows(&list(&book, &["m4"], Whose::All, Some(day("2022-06-02")))),
        ["m4 P7-4"]
    );
}

#[test]
fn a_name_with_spaces_around_it_is_the_same_person() {
    let actions = vec![filed("（2022）豫14执1号"), said(id(1), "m4", &[who(" 李文 ")])];
    let book = book_of(actions, TODAY);
    for name in ["李文", " 李文 "] {
        assert_eq!(list(&book, &[], Whose::Of(name.to_owned()), None).total, 1, "{name:?}");
    }
}

#[test]
fn a_limit_that_was_missed_stays_in_the_table_when_the_matter_is_set_aside_later() {
    let (from, to) = (day("2022-06-01"), day("2022-08-31"));
    let today = "2022-09-30";
    let late = |action: Action| {
        let book = book_of(vec![filed("（2022）豫14执1号"), action], today);
        let rows = book.overdue(from, to, day(today)).unwrap();
        rows.iter().any(|row| row.node == "P7-6")
    };
    assert!(late(said(id(1), "m6", &[who("李文")])));
    assert!(late(aside("m6", "2022-09-15")), "it was late all summer");
    assert!(!late(aside("m6", "2022-06-02")), "in time");
}

/// What a person of device 2 may write about a case in which the chief wrote first.
fn may(role: &str, group: &str, before: &[Action], action: Action) -> Result<(), BookError> {
    let mut book = with(role, group);
    for (at, action) in (1..).zip(before) {
        people::write(&mut book, 1, id(1), action.clone(), NOON + at * HOUR).expect("the chief may");
    }
    people::write(&mut book, 2, id(1), action, NOON + 10 * HOUR).map(drop)
}

#[test]
fn the_group_whose_matter_it_is_sets_it_aside() {
    for (group, matter) in [("A", "m3"), ("B", "m9"), ("D", "m8")] {
        let action = aside(matter, "2026-09-01");
        assert_eq!(may("clerk", group, &[], action), Ok(()), "{group} {matter}");
    }
}

#[test]
fn a_matter_is_taken_by_its_group_or_given_by_who_shares_work_out() {
    let all: Vec<&str> = NodeSet::builtin()
        .matters()
        .iter()
        .map(|matter| matter.id.as_str())
        .collect();
    let a: &[&str] = &["m1", "m2", "m3", "m4", "m5", "m6", "m7"];
    for (role, group, own) in [
        ("clerk", "A", a),
        ("judge_assistant", "A", a),
        ("dossier_manager", "B", &["m9", "m11"]),
        ("clerk", "D", &["m8", "m10"]),
        ("centre_director", "", &all[..]),
        ("deputy_chief", "", &all[..]),
        ("clerk", "C", &[]),
        ("clerk", "fast_1", &[]),
        ("judge", "fast_1", &[]),
        ("filing_staff", "", &[]),
        ("bailiff", "", &[]),
    ] {
        let taken = |matter: &&&str| may(role, group, &[], said(id(1), matter, &[who("person 2")])).is_ok();
        let may_take: Vec<&str> = all.iter().filter(taken).copied().collect();
        assert_eq!(may_take, own, "{role} {group}");
    }
    // Given to somebody of another group, it is his to give back, to note a day of, to do.
    let given = [said(id(1), "m3", &[who("person 2")])];
    let record = record_of(&id(1), "m3");
    let later = |fields| may("judge", "fast_1", &given, written(record, None, fields));
    assert_eq!(
        later(vec![(matters::FOLLOW_ON, Value::Date(day("2026-09-09")))]),
        Ok(())
    );
    assert_eq!(later(vec![(matters::WHO, Value::None)]), Ok(()));
    assert_eq!(
        later(vec![who("person 3")]),
        Err(BookError::NotAllowed),
        "on to another it goes by who shares out"
    );
}

/// Which matter a record is about follows from its number: a wrong word in it opens no other.
#[test]
fn a_matter_of_another_group_is_not_taken_under_a_wrong_name() {
    let fields = vec![(matters::WHICH, text("m9")), who("person 2")];
    let wrong = written(record_of(&id(1), "m1"), Some(true), fields);
    assert_eq!(may("dossier_manager", "B", &[], wrong), Err(BookError::NotAllowed));
}

/// A court's own text from before matters were kept for their groups.
#[test]
fn a_text_that_does_not_speak_of_matters_leaves_them_to_all() {
    let text = SHANGQIU.replace(", \"matter.take\"", "");
    assert_ne!(text, SHANGQIU);
    let mut book = with("bailiff", "");
    let put = Action::PutRules {
        key: BUREAU_KEY.to_owned(),
        text: Some(text),
    };
    people::tell(&mut book, 1, put, NOON + HOUR).expect("the chief may");
    let taken = said(id(1), "m1", &[who("person 2")]);
    people::write(&mut book, 2, id(1), taken, NOON + 2 * HOUR).expect("whoever may note");
}

#[test]
fn nobody_sets_aside_the_matter_of_another_group() {
    let own = [
        ("A", ["m2", "m3", "m4", "m6", "m7"].as_slice()),
        ("B", &["m9", "m11"]),
        ("D", &["m8", "m10"]),
    ];
    let all = || {
        NodeSet::builtin()
            .matters()
            .iter()
            .filter(|matter| matter.void.is_some())
    };
    for (group, own) in own {
        let may_set = all().filter(|matter| may("clerk", group, &[], aside(&matter.id, "2026-09-01")).is_ok());
        assert_eq!(
            may_set.map(|matter| matter.id.as_str()).collect::<Vec<_>>(),
            own,
            "{group}"
        );
    }
    // Taking back what the right group said takes the same right.
    let said = aside("m3", "2026-09-01");
    let Action::Happened(happening) = &said else {
        panic!("{said:?}")
    };
    let taken_back = Action::TakeBack {
        happening: happening.id,
        key: happening.key.clone(),
    };
    assert!(may("clerk", "D", std::slice::from_ref(&said), taken_back.clone()).is_err());
    assert_eq!(may("clerk", "A", &[said], taken_back), Ok(()));
}

#[test]
fn what_starts_a_limit_or_is_done_anyway_sets_no_matter_aside() {
    for key in ["filed", "closed", "execution_notice_sent", "matter_4_void"] {
        let own = PLAN.replace(r#""void": "matter_3_void""#, &format!(r#""void": "{key}""#));
        assert_ne!(own, PLAN);
        assert!(NodeSet::beside_national(&[&own]).is_err(), "{key}");
    }
}

#[test]
fn an_absence_somebody_else_writes_takes_no_work_from_the_stand_in() {
    let kind = Kinds::builtin().get(STAND_IN).expect("built in");
    let away = |n: u8, by: &str, to: &str| {
        let fields = [
            ("who", text("王明")),
            ("by", text(by)),
            ("from", Value::Date(day("2026-09-01"))),
            ("to", Value::Date(day(to))),
        ];
        let fields = fields.map(|(key, value)| (kind.field_named(key).expect("a field").number, value));
        let id = id(n);
        written(RecordKey { kind: STAND_IN, id }, Some(true), fields.to_vec())
    };
    let mut book = with("auxiliary", "C");
    people::write(&mut book, 1, BUREAU, away(1, "李文", "2026-09-30"), NOON + HOUR).expect("the chief may");
    // Whoever may note may say that another is away, for as long as he likes; the longest absence wins.
    _ = people::write(&mut book, 2, BUREAU, away(2, "person 2", "2999-01-01"), NOON + 2 * HOUR);
    assert_eq!(book.acts_as("李文", day("2026-09-21")).unwrap(), ["李文", "王明"]);
}
