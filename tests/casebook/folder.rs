//! Records of the bureau, which are about no case; and that what records stand for is known to the nodes.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book as support;

use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::field::Field;
use casebook::folder::BUREAU;
use casebook::kinds::Kinds;
use casebook::query::Query;
use casebook::rules::Rules;
use casebook::slot::{RecordKey, RecordWrite};
use support::{day, id, text};

/// 2026-03-10, 10:00 at UTC+8.
const NOW: u64 = 1_773_108_000_000;

fn write(book: &mut Book, case: casebook::CaseId, action: Action) {
    let mut draft = Draft::new(book, DeviceId(1), Author::default(), NOW);
    draft.add(book, vec![(case, action)], NOW).expect("readable");
    for pack in draft.finish() {
        book.take(&pack.bytes).expect("the next pack");
    }
}

/// What a record or a step stands for is a key of the node tables: a misspelt one would start and end nothing.
#[test]
fn every_happening_of_a_record_or_a_step_is_known_to_the_nodes() {
    let rules = Rules::of(&[]).expect("built in");
    for kind in Kinds::builtin().iter() {
        for key in kind.happening_keys() {
            assert!(rules.nodes().key(key).is_some(), "{}: {key}", kind.key);
        }
    }
}

/// The problem log and other records of the bureau are about no case: they stand in their registers and in no list.
#[test]
fn records_of_the_bureau_lie_in_a_folder_that_is_no_case() {
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day("2026-03-10"));
    write(
        &mut book,
        id(1),
        Action::Set(vec![(Field::CASE_NUMBER, text("（2026）豫14执2号"))]),
    );
    let problem = Kinds::builtin().named("problem").expect("built in");
    let write_of = RecordWrite {
        record: RecordKey {
            kind: problem.kind,
            id: id(9),
        },
        in_force: Some(true),
        fields: vec![(1, text("终本约谈记录缺失")), (4, text("李静"))],
    };
    write(&mut book, BUREAU, Action::Record(Box::new(write_of)));
    let page = book.rows(&Query::default(), 0, 10).expect("readable");
    assert_eq!((page.total, page.removed, book.summary().cases), (1, 0, 1));
    let removed = Query {
        removed: true,
        ..Query::default()
    };
    assert_eq!(book.rows(&removed, 0, 10).expect("readable").total, 0);
    let rows = book
        .register(problem, DeviceId(1), day("2026-03-10"))
        .expect("readable");
    assert_eq!((rows.len(), rows[0].case), (1, BUREAU));
    let waiting = book.waiting(DeviceId(1), day("2026-03-10")).expect("readable");
    assert!(waiting.is_empty(), "it names for whom it waits");
    let unnamed = RecordWrite {
        record: RecordKey {
            kind: problem.kind,
            id: id(10),
        },
        in_force: Some(true),
        fields: vec![(1, text("送达回证未上传"))],
    };
    write(&mut book, BUREAU, Action::Record(Box::new(unnamed)));
    let waiting = book.waiting(DeviceId(1), day("2026-03-10")).expect("readable");
    let waiting: Vec<_> = waiting.iter().map(|row| row.record.id).collect();
    assert_eq!(
        waiting,
        [id(10)],
        "open from the beginning, it waits for whoever may put it right"
    );
}
