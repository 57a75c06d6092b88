//! Sharing out with reasons: linked cases, kinds of work, load; nobody recused is proposed or given work by hand.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use casebook::CaseId;
use casebook::action::{Action, Imported};
use casebook::book::{Book, BookError};
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::field::{Field, Value};
use casebook::flows::{StepEdit, of_record, standing, take};
use casebook::kinds::Kinds;
use casebook::linked::{Bond, Linked};
use casebook::matters;
use casebook::recusal::RECUSAL;
use casebook::rules::Rules;
use casebook::share_out::{Bundle, Why, share_out};
use casebook::sharing::{Hand, SharedCase};
use casebook::slot::{Kind, RecordKey, RecordWrite};
use chrono::NaiveDate;
use proptest::prelude::*;

use crate::support::book::{day, id, text};

fn today() -> NaiveDate {
    day("2026-06-10")
}

fn book() -> Book {
    Book::new(Box::new(Rules::of(&[]).expect("built in")), today())
}

fn add(book: &mut Book, actions: Vec<(CaseId, Action)>) -> Result<(), BookError> {
    let mut draft = Draft::new(book, DeviceId(1), Author::default(), 0);
    draft.add(book, actions, 0)?;
    for pack in draft.finish() {
        book.take(&pack.bytes).expect("the next pack");
    }
    Ok(())
}

fn case(number: u8, fields: &[(Field, &str)]) -> (CaseId, Action) {
    let mut all = vec![(Field::CASE_NUMBER, text(&format!("（2026）豫14执{number}号")))];
    all.extend(fields.iter().map(|(field, value)| (*field, text(value))));
    let import = Imported {
        file: "list.xlsx".to_owned(),
        row: u32::from(number),
        fields: all,
        reason: String::new(),
        sample: false,
    };
    (id(number), Action::Imported(Box::new(import)))
}

fn record(kind: Kind, n: u8, fields: &[(&str, Value)]) -> Action {
    let told = Kinds::builtin().get(kind).expect("built in");
    let number = |key: &str| told.field_named(key).expect("a field").number;
    Action::Record(Box::new(RecordWrite {
        record: RecordKey { kind, id: id(n) },
        in_force: Some(true),
        fields: fields.iter().map(|(key, value)| (number(key), value.clone())).collect(),
    }))
}

fn party(n: u8, role: &str, name: &str, number: &str) -> Action {
    let mut fields = vec![("role", text(role)), ("name", text(name))];
    if !number.is_empty() {
        fields.push(("id_number", text(number)));
    }
    record(Kind(16), n, &fields)
}

fn recusal(n: u8, who: &str) -> Action {
    record(
        RECUSAL,
        n,
        &[("who", text(who)), ("ground", text("relative")), ("way", text("self"))],
    )
}

fn step(book: &Book, of: u8, record: u8, key: &str, by: u8) -> Action {
    let record = RecordKey {
        kind: RECUSAL,
        id: id(record),
    };
    let state = book.state(&id(of)).unwrap().unwrap();
    let flow = Kinds::builtin()
        .get(RECUSAL)
        .expect("built in")
        .flow
        .as_ref()
        .expect("a flow");
    let steps = of_record(&state.steps(), record);
    let edit = StepEdit {
        record,
        step: key.to_owned(),
        heads: standing(flow, &steps).0.heads,
        content: None,
        on: today(),
        reason: "见笔录".to_owned(),
        receipt: String::new(),
    };
    Action::Step(Box::new(
        take(
            &state,
            casebook::kinds::Kinds::builtin(),
            None,
            &edit,
            [by; 16],
            today(),
        )
        .expect("a step that may be taken"),
    ))
}

fn links(book: &Book, of: u8) -> Vec<(u8, Bond, bool)> {
    let all = book.linked(&[id(of)]).unwrap().remove(0);
    all.iter()
        .map(|link: &Linked| (link.case[15], link.bond, link.as_applicant))
        .collect()
}

#[test]
fn a_debtor_is_found_in_other_cases_by_number_first_and_a_name_alone_may_be_another() {
    let mut book = book();
    let debtor = |n, name| case(n, &[(Field::DEBTOR, name)]);
    add(
        &mut book,
        vec![
            debtor(1, "甲公司、王五"),
            debtor(2, "王五"),
            case(3, &[(Field::APPLICANT, "甲公司"), (Field::DEBTOR, "丙")]),
            debtor(4, "王五"),
            debtor(5, "王伍（曾用名）"),
            debtor(6, "丁"),
            case(
                7,
                &[(Field::DEBTOR, "戊"), (Field::BASIS_DOC_NO, "（2025）豫14民初9号")],
            ),
            case(8, &[(Field::DEBTOR, "己"), (Field::BASIS_DOC_NO, "(2025)豫14民初9号")]),
            debtor(9, "王五之妻"),
        ],
    )
    .unwrap();
    let (own, other) = ("110105194912310021", "11010519491231002X");
    let numbered = |n: u8, name: &str, number: &str| (id(n), party(n, "debtor", name, number));
    add(
        &mut book,
        vec![
            numbered(1, "王五", other),
            numbered(4, "王五", own),
            numbered(5, "王伍", other),
        ],
    )
    .unwrap();
    // 4 has another number: it is somebody else. 9 bears another name.
    let expected = [
        (5, Bond::Identity, false),
        (2, Bond::Name, false),
        (3, Bond::Name, true),
    ];
    assert_eq!(links(&book, 1), expected);
    assert_eq!(links(&book, 7), [(8, Bond::Basis, false)]);
    assert_eq!(links(&book, 6), []);
}

#[test]
fn who_is_recused_or_may_be_gets_no_work_by_hand_and_who_was_not_does() {
    let mut book = book();
    add(&mut book, vec![case(1, &[(Field::DEBTOR, "甲")])]).unwrap();
    add(&mut book, vec![(id(1), recusal(1, "王明"))]).unwrap();
    let handler = |name: &str| Action::Set(vec![(Field::HANDLER, text(name))]);
    let matter = |name: &str| {
        let edit = matters::edit(&id(1), "m2", &[], vec![(matters::WHO, text(name))]);
        Action::Record(Box::new(edit.write))
    };
    let transfer = |name: &str| record(Kind(36), 9, &[("from", text("王明")), ("to", text(name))]);
    let clerk = |name: &str| Action::Set(vec![(Field::CLERK, text(name))]);
    let all: [&dyn Fn(&str) -> Action; 4] = [&handler, &clerk, &matter, &transfer];
    let refused = |book: &Book, name: &str| {
        let each = all.iter().map(|give| {
            let mut draft = Draft::new(book, DeviceId(1), Author::default(), 0);
            draft.add(book, vec![(id(1), give(name))], 0)
        });
        each.map(|given| given == Err(BookError::Recused)).collect::<Vec<_>>()
    };
    // Only written down, not asked for.
    assert_eq!(refused(&book, "王明"), [false; 4]);
    for (key, by, bars) in [("ask", 1, true), ("refuse", 2, false)] {
        let step = step(&book, 1, 1, key, by);
        add(&mut book, vec![(id(1), step)]).unwrap();
        assert_eq!(refused(&book, "王明"), [bars; 4], "{key}");
    }
    add(&mut book, vec![(id(1), recusal(2, "王明"))]).unwrap();
    for (key, by) in [("ask", 1), ("grant", 2)] {
        let step = step(&book, 1, 2, key, by);
        add(&mut book, vec![(id(1), step)]).unwrap();
    }
    assert_eq!(refused(&book, "王明"), [true; 4]);
    assert_eq!(refused(&book, "李文"), [false; 4]);
    let recused = book.recused(&id(1)).unwrap();
    assert_eq!(
        recused
            .iter()
            .map(|own| (own.who.as_str(), own.is_decided))
            .collect::<Vec<_>>(),
        [("王明", true)]
    );
}

#[test]
fn a_proposal_goes_by_linked_case_then_kind_of_work_then_load_and_says_which() {
    let bundle = |linked: &[usize], suits: &[usize], barred: &[usize]| Bundle {
        size: 1,
        barred: barred.to_vec(),
        linked: linked.to_vec(),
        suits: suits.to_vec(),
    };
    let load = [9, 1, 4];
    for (bundle, expected) in [
        (bundle(&[], &[], &[]), Some((1, Why::Load))),
        (bundle(&[0], &[1], &[]), Some((0, Why::Linked))),
        (bundle(&[0, 2], &[], &[0]), Some((2, Why::Linked))),
        (bundle(&[], &[0, 2], &[]), Some((2, Why::Suits))),
        (bundle(&[], &[2], &[2]), Some((1, Why::Load))),
        (bundle(&[7], &[8], &[]), Some((1, Why::Load))),
        (bundle(&[], &[], &[0, 1, 2]), None),
    ] {
        assert_eq!(
            share_out(std::slice::from_ref(&bundle), &load),
            [expected],
            "{bundle:?}"
        );
    }
}

#[test]
fn a_kind_of_work_suits_a_case_that_is_about_one_of_its_words() {
    let case = SharedCase {
        about: "（2026）豫14执保3号 买卖合同纠纷 civil_judgment 甲建筑公司".to_owned(),
        ..SharedCase::default()
    };
    for (works, word) in [
        ("仲裁、买卖合同", Some("买卖合同")),
        ("执保", Some("执保")),
        ("", None),
        ("、，", None),
        ("离婚", None),
    ] {
        let hand = Hand {
            works: works.to_owned(),
            ..Hand::default()
        };
        assert_eq!(hand.suited(&case), word, "{works}");
    }
}

proptest! {
    #[test]
    fn nobody_barred_is_ever_proposed(
        bundles in prop::collection::vec((1..9u32, prop::collection::vec(0..5usize, 0..6), prop::collection::vec(0..5usize, 0..3), prop::collection::vec(0..5usize, 0..3)), 0..20),
        load in prop::collection::vec(0..50u32, 0..5),
    ) {
        let bundles: Vec<Bundle> = bundles.into_iter().map(|(size, barred, linked, suits)| Bundle { size, barred, linked, suits }).collect();
        for (bundle, given) in bundles.iter().zip(share_out(&bundles, &load)) {
            match given {
                Some((person, _)) => prop_assert!(person < load.len() && !bundle.barred.contains(&person)),
                None => prop_assert!((0..load.len()).all(|person| bundle.barred.contains(&person))),
            }
        }
    }
}
