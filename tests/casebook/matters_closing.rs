//! How matters are closed that nothing closes by itself: what ran out before the import, what was sent without the app, what
//! was taken out.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::matters::{NOW, TODAY, book_of, filed, happened, list, nodes_of, said, states, void};
use crate::support::book as support;

use casebook::action::Action;
use casebook::book::Book;
use casebook::edit::in_the_way;
use casebook::field::{Field, Value};
use casebook::fold::fold;
use casebook::history::view;
use casebook::kinds::Kinds;
use casebook::matter_list::{MatterQuery, MatterRow, Whose, wanted};
use casebook::matters::{self, Closing, record_of};
use casebook::slot::RecordWrite;
use law::nodes::NodeSet;
use support::{day, event, id, stamp, text};

/// What ran out before the book kept a case stands in no list of what is to be done; it has one of its own, by the states the
/// page shows, until it is recorded as done on its true day or set aside.
#[test]
fn what_ran_out_before_the_import_has_a_list_of_its_own() {
    let old = || {
        Action::Set(vec![
            (Field::CASE_NUMBER, text("（2022）豫14执1号")),
            (Field::FILED_ON, Value::Date(day("2022-05-05"))),
            (Field::HANDLER, text("周律")),
        ])
    };
    let before = |book: &Book| {
        let query = MatterQuery {
            wanted: wanted(NodeSet::builtin(), &[]),
            before: true,
            ..MatterQuery::default()
        };
        book.matters(&query, (0, 100), day(TODAY)).expect("readable")
    };
    let settled = [happened("filing_data_checked", "2022-05-06"), void("m4")];
    for actions in [vec![old()], std::iter::once(old()).chain(settled).collect()] {
        let page: Vec<String> = states(actions.clone())
            .into_iter()
            .filter_map(|state| Some(state.split_once(" unrecorded ")?).map(|(m, n)| format!("1号 {m} {n}")))
            .collect();
        let book = book_of(vec![(1, actions), (2, vec![filed("（2022）豫14执2号")])]);
        let listed = before(&book);
        let mut rows: Vec<String> = nodes_of(&listed).iter().map(|row| row.trim().to_owned()).collect();
        rows.sort();
        assert_eq!(rows, page);
        assert_eq!((listed.total, listed.before), (page.len() as u32, page.len() as u32));
        assert!(
            listed
                .rows
                .iter()
                .all(|row| row.kind == 4 && row.on.is_some_and(|on| on < day(TODAY)))
        );
        let usual = list(&book, &[], Whose::All, None);
        assert_eq!(usual.before, listed.total);
        let is_both = |row: &MatterRow| {
            listed
                .rows
                .iter()
                .any(|old| (old.case, &old.matter) == (row.case, &row.matter))
        };
        assert!(!usual.rows.iter().any(is_both), "nothing stands in both");
    }
    assert!(states(vec![old()]).contains(&"m1 unrecorded P7-1".to_owned()));
}

/// A matter of documents can be recorded as done by what went out without the app, also while only the law's clock presses.
#[test]
fn documents_sent_elsewhere_close_their_matter() {
    let set = NodeSet::builtin();
    let of = |id: &str| set.matters().iter().find(|matter| matter.id == id).expect("a matter");
    let keys = |keys: &[&str]| Closing::Happenings(keys.iter().map(|key| (*key).to_owned()).collect());
    for (matter, presses, closing) in [
        ("m1", "P7-1", keys(&["filing_data_checked"])),
        (
            "m3",
            "P7-3",
            keys(&["execution_notice_sent", "asset_report_order_sent", "clue_request_sent"]),
        ),
        ("m3", "N05", keys(&["execution_notice_sent"])),
        ("m5", "P7-5", Closing::Elsewhere),
        ("m9", "N19", Closing::Elsewhere),
        ("m9", "", Closing::Day),
        ("m3", "", Closing::Elsewhere),
    ] {
        assert_eq!(
            matters::closing(set, of(matter), presses),
            closing,
            "{matter} {presses}"
        );
    }
}

/// The record of a matter that was taken out can be written again from the case as well as from the list.
#[test]
fn a_matter_whose_record_was_taken_out_can_be_given_again() {
    let out = Action::Record(Box::new(RecordWrite {
        record: record_of(&id(1), "m3"),
        in_force: Some(false),
        fields: Vec::new(),
    }));
    let given = said(id(1), "m3", &[(matters::WHO, text("李文"))]);
    let events = [
        event(stamp(NOW, 1), id(1), filed("（2022）豫14执2号"), &[]),
        event(stamp(NOW + 1, 1), id(1), given, &[]),
        event(stamp(NOW + 2, 1), id(1), out, &[stamp(NOW + 1, 1)]),
    ];
    let view = view(id(1), &events, &[], Kinds::builtin()).expect("a case");
    assert_eq!(view.records, []);
    let known = matters::said(&view, "m3");
    let edit = matters::edit(&id(1), "m3", &known, vec![(matters::WHO, text("王明"))]);
    let state = fold(&events);
    assert!(in_the_way(&state, Kinds::builtin(), &edit, false).is_nothing());
}
