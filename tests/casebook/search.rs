//! Lists of the book: search, filters, order, counts, agenda.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book as support;

use casebook::CaseId;
use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::field::{Field, Value};
use casebook::query::{Query, Sort};
use support::{Toy, day, id, row, text, toy};

const CASES: [(&str, &str, &str, &str, i64, &str); 6] = [
    (
        "（2022）豫14执2号",
        "2022-05-09",
        "张三丰",
        "某置业公司",
        35_000_000,
        "李某",
    ),
    ("（2022）豫14执10号", "2022-05-20", "某村镇银行", "王某", 90_000, "张某"),
    ("（2022）豫1402执1号", "2022-04-01", "李某", "曾某某", 50_000, "张某"),
    ("（2023）豫14执恢3号", "2023-01-05", "ABC Trading", "单某", 100_000, ""),
    ("（2015）商中执字第45号", "2015-03-02", "某银行", "解某", 1, "李某"),
    ("（2022）豫14执7号", "2022-05-11", "王某甲", "某局", 100_001, "李某"),
];

fn write(book: &mut Book, actions: Vec<(CaseId, Action)>) {
    let mut draft = Draft::new(book, DeviceId(1), Author::default(), 1);
    draft.add(book, actions, 1).expect("readable");
    draft.finish().iter().for_each(|pack| {
        book.take(&pack.bytes).expect("the next pack");
    });
}

fn book() -> Book {
    let mut book = Book::new(toy(), day("2022-06-01"));
    let actions = (0u8..)
        .zip(CASES)
        .flat_map(|(n, (number, filed, applicant, debtor, fen, handler))| {
            let fields = vec![(Field::HANDLER, text(handler)), (Field::CAUSE, text("民间借贷纠纷"))];
            [
                (id(n), row(number, filed, applicant, debtor, fen)),
                (id(n), Action::Set(fields)),
            ]
        });
    write(&mut book, actions.collect());
    book
}

/// Which cases a query finds, as places in [`CASES`], in order.
fn find(book: &mut Book, query: &Query) -> Vec<u8> {
    book.ids(query).iter().map(|id| id[15]).collect()
}

#[test]
fn words_are_found_wherever_they_stand() {
    let mut book = book();
    for (words, found) in [
        ("", &[4, 2, 0, 5, 1, 3][..]),
        ("豫14执10", &[1]),
        ("(2022)豫14执2号", &[0]),
        ("（２０２２）豫14执", &[0, 5, 1]),
        ("张三丰", &[0]),
        ("zsf", &[0]),
        ("ZSF", &[0]),
        ("czyh", &[1]),
        ("zmm", &[2]),
        ("sm", &[3]),
        ("xm", &[4]),
        ("abc", &[3]),
        ("某 李", &[4, 2, 0, 5]),
        ("张某", &[2, 1]),
        ("民间借贷 银行", &[4, 1]),
        ("mjjd yh", &[4, 1]),
        ("nowhere", &[]),
        ("()", &[4, 2, 0, 5, 1, 3]),
        ("2号某置业", &[]),
    ] {
        let query = Query {
            text: words.to_owned(),
            ..Query::default()
        };
        let mut expected = found.to_vec();
        let mut got = find(&mut book, &query);
        expected.sort_unstable();
        got.sort_unstable();
        assert_eq!(got, expected, "{words:?}");
    }
}

#[test]
fn the_very_number_comes_first_whatever_the_order() {
    let mut book = book();
    let mut add = Vec::new();
    for (n, number) in [
        (6, "（2022）豫14执22号"),
        (7, "（2022）豫14执222号"),
        (8, "（2022）豫14执20号"),
    ] {
        add.push((id(n), row(number, "2022-04-02", "甲", "乙", 1)));
    }
    write(&mut book, add);
    for (words, first) in [
        ("22", &[6][..]),
        ("222", &[7]),
        ("2", &[0]),
        ("执22号", &[6]),
        ("豫14执22", &[6]),
        ("2022 22", &[6]),
        ("45号", &[4]),
        ("恢3", &[3]),
        // Nobody's very number: the usual order.
        ("2022", &[2]),
    ] {
        for descending in [false, true] {
            let query = Query {
                text: words.to_owned(),
                descending,
                ..Query::default()
            };
            let got = find(&mut book, &query);
            let usual = words == "2022" && descending;
            assert!(usual || got.starts_with(first), "{words}: {got:?}");
        }
    }
}

#[test]
fn those_without_a_handler_can_be_listed() {
    let mut book = book();
    let query = Query {
        handler: Some(String::new()),
        ..Query::default()
    };
    assert_eq!(find(&mut book, &query), [3]);
}

#[test]
fn every_sort_has_its_order_and_empty_ones_come_last() {
    let mut book = book();
    for (sort, ascending, descending) in [
        (Sort::NextDue, [4, 2, 0, 5, 1, 3], [3, 1, 5, 0, 2, 4]),
        (Sort::FiledOn, [4, 2, 0, 5, 1, 3], [3, 1, 5, 0, 2, 4]),
        (Sort::CaseNumber, [4, 0, 5, 1, 2, 3], [3, 2, 1, 5, 0, 4]),
        (Sort::Amount, [4, 2, 1, 3, 5, 0], [0, 5, 3, 1, 2, 4]),
        (Sort::Applicant, [3, 2, 1, 4, 5, 0], [0, 5, 4, 1, 2, 3]),
        (Sort::Debtor, [2, 3, 4, 5, 0, 1], [1, 0, 5, 4, 3, 2]),
        (Sort::Handler, [4, 0, 5, 1, 2, 3], [1, 2, 4, 0, 5, 3]),
        (Sort::Verdict, [4, 1, 2, 3, 0, 5], [0, 5, 4, 1, 2, 3]),
    ] {
        let query = Query {
            sort,
            ..Query::default()
        };
        if sort != Sort::Debtor && sort != Sort::Applicant {
            assert_eq!(find(&mut book, &query), ascending, "{sort:?}");
            assert_eq!(
                find(
                    &mut book,
                    &Query {
                        descending: true,
                        ..query
                    }
                ),
                descending,
                "{sort:?} descending"
            );
        } else {
            let up = find(&mut book, &query);
            let mut down = find(
                &mut book,
                &Query {
                    descending: true,
                    ..query
                },
            );
            down.reverse();
            assert_eq!(up, down, "{sort:?}");
        }
    }
}

#[test]
fn long_names_sort_beyond_their_beginning_and_missing_ones_come_last() {
    let mut book = Book::new(toy(), day("2022-06-01"));
    let names = [
        "商丘市睢阳区某某置业",
        "商丘市睢阳区某某建设",
        "",
        "商丘市睢阳区某某置业",
        "",
        "商丘市睢阳区某某",
    ];
    let number = |n: u8| format!("（2022）豫14执{}号", 9 - n);
    let actions = (0u8..).zip(names).map(|(n, name)| {
        let fields = vec![
            (Field::CASE_NUMBER, text(&number(n))),
            (Field::DEBTOR, if name.is_empty() { Value::None } else { text(name) }),
        ];
        (id(n), Action::Set(fields))
    });
    write(&mut book, actions.collect());
    let query = Query {
        sort: Sort::Debtor,
        ..Query::default()
    };
    assert_eq!(find(&mut book, &query), [5, 1, 3, 0, 4, 2]);
    assert_eq!(
        find(
            &mut book,
            &Query {
                descending: true,
                ..query
            }
        ),
        [3, 0, 1, 5, 4, 2]
    );
}

#[test]
fn filters_and_counts_agree() {
    let mut book = book();
    // 30 days after filing against 2022-06-01: cases 4 and 2 are overdue, nothing is due soon, the rest is fine.
    let page = book.rows(&Query::default(), 0, 2).expect("readable");
    assert_eq!(
        (page.total, page.from, page.rows.len(), page.by_state),
        (6, 0, 2, [2, 0, 4, 0])
    );
    assert_eq!(page.rows[0].case_number, CASES[4].0);
    assert_eq!(
        (page.rows[0].state, page.rows[0].verdict, page.rows[0].ground.as_str()),
        (0, 0, "T1")
    );
    let overdue = book
        .rows(
            &Query {
                state: Some(0),
                ..Query::default()
            },
            0,
            9,
        )
        .expect("readable");
    assert_eq!((overdue.total, overdue.by_state), (2, [2, 0, 4, 0]));
    assert_eq!(
        find(
            &mut book,
            &Query {
                year: Some(2023),
                ..Query::default()
            }
        ),
        [3]
    );
    assert_eq!(
        find(
            &mut book,
            &Query {
                handler: Some("张某".into()),
                ..Query::default()
            }
        ),
        [2, 1]
    );
    assert!(
        find(
            &mut book,
            &Query {
                handler: Some("nobody".into()),
                ..Query::default()
            }
        )
        .is_empty()
    );
    assert_eq!(
        find(
            &mut book,
            &Query {
                verdict: Some(1),
                ..Query::default()
            }
        ),
        [0, 5]
    );
    let chosen = Query {
        ids: Some(vec![id(3), id(0), id(99)]),
        ..Query::default()
    };
    assert_eq!(find(&mut book, &chosen), [0, 3]);

    let summary = book.summary();
    assert_eq!(
        (summary.cases, summary.by_verdict, summary.by_state),
        (6, [4, 2, 0], [2, 0, 4, 0])
    );
    assert_eq!(summary.handlers, ["李某", "张某"]);
    assert_eq!(summary.years, [2023, 2022, 2015]);
}

#[test]
fn another_day_moves_states_without_asking_the_rules() {
    let mut book = book();
    book.set_today(day("2022-06-06"));
    let page = book.rows(&Query::default(), 0, 9).expect("readable");
    assert_eq!(page.by_state, [2, 1, 3, 0]);
    book.set_today(day("2022-06-09"));
    assert_eq!(book.summary().by_state, [3, 1, 2, 0]);
}

#[test]
fn other_rules_move_every_verdict() {
    let mut book = book();
    book.set_judge(Box::new(Toy { limit: 0 })).expect("readable");
    assert_eq!(book.summary().by_verdict, [0, 6, 0]);
    let snapshot = book.snapshot(true);
    let chunks: Vec<Vec<u8>> = snapshot.chunks.into_iter().map(|(_, bytes)| bytes).collect();
    let under_others = Book::open(&snapshot.head, &chunks, toy(), day("2022-06-01")).expect("opens");
    assert_eq!(under_others.summary().by_verdict, [4, 2, 0]);
}

#[test]
fn closed_decided_hidden_and_edited_cases_are_shown_so() {
    let mut book = book();
    let before = book.version();
    write(
        &mut book,
        vec![
            (
                id(4),
                Action::Set(vec![(Field::CLOSED_ON, Value::Date(day("2015-09-01")))]),
            ),
            (id(2), Action::Hide(true)),
            (
                id(0),
                Action::Set(vec![(Field::DECIDED_VERDICT, Value::Text("simple".into()))]),
            ),
            (id(1), Action::Set(vec![(Field::DEBTOR, text("钱某"))])),
        ],
    );
    assert_ne!(book.version(), before);
    let page = book.rows(&Query::default(), 0, 9).expect("readable");
    assert_eq!((page.total, page.by_state), (5, [0, 0, 4, 1]));
    let closed = page.rows.last().expect("the closed one");
    assert_eq!((closed.id, closed.state, closed.next_due), (id(4), 3, None));
    assert_eq!(
        find(
            &mut book,
            &Query {
                text: "三丰".into(),
                verdict: Some(0),
                ..Query::default()
            }
        ),
        [0]
    );
    assert_eq!(
        find(
            &mut book,
            &Query {
                text: "qm".into(),
                ..Query::default()
            }
        ),
        [1]
    );
    assert!(
        find(
            &mut book,
            &Query {
                text: "wangmou".into(),
                ..Query::default()
            }
        )
        .is_empty()
    );
    assert_eq!(book.summary().cases, 5);
    write(&mut book, vec![(id(2), Action::Hide(false))]);
    assert_eq!(book.summary().cases, 6);
}

#[test]
fn a_case_is_found_by_its_number_however_it_is_written() {
    let book = book();
    assert_eq!(book.find_number("(2022) 豫14执10号"), Some(id(1)));
    assert_eq!(book.find_number("（2022）豫14执1号"), None);
    assert_eq!(book.by_number().len(), 6);
}

#[test]
fn the_agenda_has_each_date_once_in_order() {
    let mut book = book();
    let (from, to) = (day("2022-05-01"), day("2022-06-10"));
    let items = book.agenda(from, to, &Query::default(), 100).expect("readable");
    let dates: Vec<(String, u8)> = items.iter().map(|item| (item.on.to_string(), item.case[15])).collect();
    let expected = [("2022-05-01", 2), ("2022-06-08", 0), ("2022-06-10", 5)];
    assert_eq!(dates, expected.map(|(on, case)| (on.to_owned(), case)));
    assert_eq!(
        (items[1].debtor.as_str(), items[1].node.as_str()),
        ("某置业公司", "closing")
    );
    assert_eq!(book.agenda(from, to, &Query::default(), 1).expect("readable").len(), 1);
    let query = Query {
        handler: Some("李某".into()),
        ..Query::default()
    };
    let own = book.agenda(from, to, &query, 100).expect("readable");
    let own: Vec<String> = own.iter().map(|item| item.on.to_string()).collect();
    assert_eq!(own, ["2022-06-08", "2022-06-10"]);
}

#[test]
fn blocks_fill_and_only_changed_chunks_are_written_again() {
    let mut book = Book::new(toy(), day("2022-06-01"));
    let case = |n: u32| {
        let mut case = id(0);
        case[..4].copy_from_slice(&n.to_be_bytes());
        case
    };
    let number = |n: u32| format!("（2022）豫14执{}号", n + 1);
    let actions = (0..5_000).map(|n| (case(n), row(&number(n), "2022-05-09", "甲", "乙", i64::from(n))));
    write(&mut book, actions.collect());
    let first = book.snapshot(false);
    assert_eq!((first.count, first.chunks.len()), (3, 3));
    book.saved(book.version());
    write(
        &mut book,
        vec![(case(3_000), Action::Set(vec![(Field::DEBTOR, text("别人"))]))],
    );
    let second = book.snapshot(false);
    assert_eq!(second.chunks.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [1]);
    let chunks = [&first.chunks[0].1, &second.chunks[0].1, &first.chunks[2].1];
    let mut again = Book::open(&second.head, chunks, toy(), day("2022-06-01")).expect("opens");
    let query = Query {
        text: "别人".into(),
        ..Query::default()
    };
    assert_eq!(again.ids(&query), [case(3_000)]);
    let by_number = Query {
        sort: Sort::CaseNumber,
        descending: true,
        ..Query::default()
    };
    let page = again.rows(&by_number, 4_998, 10).expect("readable");
    assert_eq!(
        page.rows.iter().map(|r| r.case_number.clone()).collect::<Vec<_>>(),
        [number(1), number(0)]
    );
    // Chunks of two moments do not make a book.
    let mixed = first.chunks.iter().map(|(_, bytes)| bytes);
    assert!(Book::open(&second.head, mixed, toy(), day("2022-06-01")).is_err());
}

#[test]
fn a_removed_case_has_a_place_of_its_own() {
    let mut book = book();
    write(
        &mut book,
        vec![(id(2), Action::Hide(true)), (id(4), Action::Hide(true))],
    );
    let search = |words: &str, removed| Query {
        text: words.to_owned(),
        removed,
        ..Query::default()
    };
    // Words, listed, of these removed and told, removed when asked for.
    let cases: [(&str, &[u8], u32, &[u8]); 3] = [
        ("", &[0, 1, 3, 5], 2, &[2, 4]),
        ("李某", &[0, 5], 2, &[2, 4]),
        ("置业", &[0], 0, &[]),
    ];
    for (words, listed, told, removed) in cases {
        let sorted = |mut found: Vec<u8>| {
            found.sort_unstable();
            found
        };
        assert_eq!(sorted(find(&mut book, &search(words, false))), listed, "{words}");
        let page = book.rows(&search(words, false), 0, 10).expect("readable");
        assert_eq!(page.removed, told, "{words}");
        assert_eq!(sorted(find(&mut book, &search(words, true))), removed, "{words}");
        let page = book.rows(&search(words, true), 0, 10).expect("readable");
        assert_eq!((page.total, page.removed), (removed.len() as u32, 0), "{words}");
    }
    write(&mut book, vec![(id(2), Action::Hide(false))]);
    assert_eq!(find(&mut book, &search("", true)), [4]);
}
