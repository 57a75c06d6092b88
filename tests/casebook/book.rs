//! The fold and the book: any order of events gives the same case, and nobody's word is lost.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book as support;

use std::rc::Rc;

use casebook::action::{Action, Happening, Particulars};
use casebook::book::{Book, BookError};
use casebook::chain::ChainFault;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::event::{BOOK, Event};
use casebook::field::{Field, Value};
use casebook::fold::{apply, fold};
use casebook::history::view;
use casebook::kinds::Kinds;
use casebook::pack::{Packer, Plain, pick, unpack};
use casebook::query::Query;
use casebook::state::CaseState;
use casebook::undo::inverse;
use law::money::Fen;
use proptest::prelude::*;
use support::{any_events, day, event, id, row, stamp, text, toy};

const NOW: u64 = 1_790_000_000_000;

fn cases(events: &[Event]) -> Vec<CaseState> {
    (0..4)
        .map(|n| fold(events.iter().filter(|e| e.case == id(n))))
        .collect()
}

/// Packs of one device, at most `size` events in each, with the events of each.
fn packs_of(device: u64, events: &[Event], size: usize) -> Vec<Vec<u8>> {
    let own: Vec<&Event> = events.iter().filter(|e| e.stamp.device.0 == device).collect();
    let (mut number, mut prev, mut packs) = (1, [0; 32], Vec::new());
    for part in own.chunks(size) {
        let mut packer = Packer::new(DeviceId(device), number, prev, Rc::new(Plain));
        part.iter().for_each(|e| {
            packer.add((*e).clone());
        });
        for pack in packer.finish() {
            (number, prev) = (pack.head.number + 1, pack.head.hash);
            packs.push(pack.bytes);
        }
    }
    packs
}

proptest! {
    #[test]
    fn any_order_and_repetition_gives_the_same_case(
        (events, shuffled) in any_events().prop_flat_map(|e| (Just(e.clone()), Just(e).prop_shuffle())),
        again in any::<u32>(),
    ) {
        let mut some_twice = shuffled.clone();
        some_twice.extend(shuffled.into_iter().enumerate().filter(|(at, _)| again >> (at % 32) & 1 == 1).map(|(_, e)| e));
        prop_assert_eq!(cases(&events), cases(&some_twice));
    }

    #[test]
    fn books_that_took_the_packs_in_another_order_agree(
        events in any_events(), size in 1..5usize, turns in prop::collection::vec(0..3usize, 0..40),
    ) {
        let mut queues: Vec<_> = (0..3).map(|d| packs_of(d, &events, size).into_iter()).collect();
        let mut mixed = Book::new(toy(), day("2022-06-01"));
        for turn in turns.into_iter().chain([0; 30]).chain([1; 30]).chain([2; 30]) {
            if let Some(pack) = queues[turn].next() {
                mixed.take(&pack).expect("the next pack of its device");
            }
        }
        let mut plain = Book::new(toy(), day("2022-06-01"));
        for device in [2, 1, 0] {
            for pack in packs_of(device, &events, 100) {
                plain.take(&pack).expect("the next pack of its device");
            }
        }
        for (n, state) in (0..4).zip(cases(&events)) {
            let expected = mixed.has(&id(n)).then_some(state);
            prop_assert_eq!(mixed.state(&id(n)).expect("readable"), expected.clone());
            prop_assert_eq!(plain.state(&id(n)).expect("readable"), expected);
        }
        let list = |book: &mut Book| {
            let mut rows = book.rows(&Query::default(), 0, 10).expect("readable").rows;
            rows.sort_by_key(|row| row.id);
            rows
        };
        let rows = list(&mut mixed);
        prop_assert_eq!(&rows, &list(&mut plain));
        for row in rows {
            let state = plain.state(&row.id).expect("readable").expect("there");
            prop_assert_eq!(row.handler.as_str(), state.text(Field::HANDLER));
            prop_assert_eq!(row.case_number.as_str(), state.text(Field::CASE_NUMBER));
            prop_assert_eq!(usize::from(row.conflicts), state.conflicts().count() + state.record_conflicts(Kinds::builtin()));
            prop_assert_eq!(row.sample, state.is_sample());
            prop_assert!(!state.is_hidden());
        }
    }

    #[test]
    fn a_snapshot_reopens_as_the_same_book(events in any_events(), cut in 0..30usize) {
        let packs = packs_of(1, &events, 2);
        let cut = cut.min(packs.len());
        let mut whole = Book::new(toy(), day("2022-06-01"));
        let mut first = Book::new(toy(), day("2022-06-01"));
        packs.iter().for_each(|p| { whole.take(p).expect("next"); });
        packs[..cut].iter().for_each(|p| { first.take(p).expect("next"); });
        let snapshot = first.snapshot(true);
        let chunks = snapshot.chunks.iter().map(|(_, bytes)| bytes);
        let mut again = Book::open(&snapshot.head, chunks, toy(), day("2022-06-01")).expect("opens");
        packs[cut..].iter().for_each(|p| { again.take(p).expect("next"); });
        prop_assert_eq!(again.followed(), whole.followed());
        let all = |book: &mut Book| book.rows(&Query::default(), 0, 10).expect("readable").rows;
        prop_assert_eq!(all(&mut again), all(&mut whole));
        for n in 0..4 {
            prop_assert_eq!(again.state(&id(n)).expect("readable"), whole.state(&id(n)).expect("readable"));
            prop_assert_eq!(again.refs(&id(n)).expect("readable"), whole.refs(&id(n)).expect("readable"));
        }
    }

    #[test]
    fn a_damaged_snapshot_is_refused(events in any_events(), at in any::<prop::sample::Index>(), bit in 0..8) {
        let mut book = Book::new(toy(), day("2022-06-01"));
        packs_of(0, &events, 9).iter().for_each(|p| { book.take(p).expect("next"); });
        let mut snapshot = book.snapshot(true);
        let mut parts: Vec<&mut Vec<u8>> = vec![&mut snapshot.head];
        parts.extend(snapshot.chunks.iter_mut().map(|(_, bytes)| bytes));
        let size: usize = parts.iter().map(|p| p.len()).sum();
        let mut at = at.index(size);
        for part in parts {
            if at < part.len() {
                part[at] ^= 1u8 << bit;
                break;
            }
            at -= part.len();
        }
        let chunks: Vec<Vec<u8>> = snapshot.chunks.into_iter().map(|(_, bytes)| bytes).collect();
        let opened = Book::open(&snapshot.head, &chunks, toy(), day("2022-06-01"));
        prop_assert!(matches!(opened, Err(BookError::Damaged)));
    }
}

#[test]
fn two_who_did_not_see_each_other_both_stay() {
    let set = |amount| Action::Set(vec![(Field::CLAIM_AMOUNT, Value::Fen(Fen(amount)))]);
    let first = event(stamp(1, 1), id(1), set(100), &[]);
    let here = event(stamp(5, 1), id(1), set(200), &[first.stamp]);
    let there = event(stamp(9, 2), id(1), set(300), &[first.stamp]);
    let mut events = vec![there.clone(), first.clone(), here.clone()];
    let state = fold(&events);
    assert_eq!(state.conflicts().collect::<Vec<_>>(), [Field::CLAIM_AMOUNT]);
    assert_eq!(
        state.values(Field::CLAIM_AMOUNT),
        [&Value::Fen(Fen(300)), &Value::Fen(Fen(200))]
    );
    let shown = view(id(1), &events, &[], Kinds::builtin()).expect("a case");
    let authors: Vec<(&str, u64)> = shown.competing.iter().map(|c| (c.by.as_str(), c.at_ms)).collect();
    assert_eq!(authors, [("clerk 2", 9), ("clerk 1", 5)]);

    // Who has seen both settles it, and his word stands whatever the clocks say.
    let settles = event(stamp(2, 3), id(1), set(200), &[here.stamp, there.stamp]);
    events.push(settles);
    let state = fold(&events);
    assert_eq!(state.conflicts().count(), 0);
    assert_eq!(state.value(Field::CLAIM_AMOUNT), &Value::Fen(Fen(200)));
}

#[test]
fn the_same_value_twice_is_no_conflict_and_a_remark_goes_to_the_later() {
    let action = |remark: &str| {
        Action::Set(vec![
            (Field::CLAIM_AMOUNT, Value::Fen(Fen(1))),
            (Field::REMARK, text(remark)),
        ])
    };
    let events = [
        event(stamp(1, 1), id(1), action("a"), &[]),
        event(stamp(2, 2), id(1), action("b"), &[]),
    ];
    let state = fold(&events);
    assert_eq!(state.conflicts().count(), 0);
    assert_eq!(state.values(Field::REMARK), [&text("b")]);
    assert_eq!(state.shown().len(), 2);
}

#[test]
fn what_is_taken_back_stays_so_in_either_order() {
    let on = day("2022-06-01");
    let happening = Happening {
        id: id(9),
        key: "notice_sent".into(),
        on,
        subject: String::new(),
        particulars: Default::default(),
    };
    let happened = event(stamp(1, 1), id(1), Action::Happened(happening), &[]);
    let back = event(
        stamp(2, 2),
        id(1),
        Action::TakeBack {
            happening: id(9),
            key: "notice_sent".into(),
        },
        &[],
    );
    assert_eq!(fold([&happened]).happened().len(), 1);
    assert!(fold([&happened, &back]).happened().is_empty());
    assert!(fold([&back, &happened]).happened().is_empty());
}

#[test]
fn the_history_says_who_changed_what_from_what() {
    let first = event(
        stamp(1, 1),
        id(1),
        row("（2022）豫14执1号", "2022-05-09", "甲", "乙", 5),
        &[],
    );
    let edit = Action::Set(vec![(Field::DEBTOR, text("丙")), (Field::HANDLER, text("张"))]);
    let second = event(stamp(2, 2), id(1), edit, &[first.stamp]);
    let view = view(id(1), &[second, first], &[], Kinds::builtin()).expect("a case");
    assert_eq!(view.history.len(), 2);
    assert_eq!(view.history[0].by, "clerk 2");
    assert_eq!(
        view.history[0].before,
        [(Field::DEBTOR, text("乙")), (Field::HANDLER, Value::None)]
    );
    assert!(view.history[1].before.iter().all(|(_, value)| *value == Value::None));
}

/// What the button of the trace writes, and what the way back of that writes: everything stands as before.
#[test]
fn what_was_taken_back_stands_again_once_that_is_undone() {
    let happening = Happening {
        id: id(9),
        key: "notice_served".into(),
        on: day("2022-06-01"),
        subject: String::new(),
        particulars: Particulars::default(),
    };
    let excluded = Action::Excluded {
        from: day("2022-06-01"),
        to: day("2022-06-30"),
        ground: "appraisal".into(),
    };
    for (action, taken) in [
        (Action::Happened(happening.clone()), Some(&happening)),
        (excluded, None),
    ] {
        let mut desk = Desk::new();
        let count = |desk: &Desk| {
            let state = desk.book.state(&id(1)).unwrap().unwrap_or_default();
            (state.happened().len(), state.excluded().len())
        };
        desk.write(vec![(id(1), action.clone())]);
        let stood = count(&desk);
        assert_eq!(stood.0 + stood.1, 1);
        let back = inverse(&action, &[], None, id(0));
        desk.write(back.iter().map(|action| (id(1), action.clone())).collect());
        assert_eq!(count(&desk), (0, 0));
        let again = back.iter().flat_map(|back| inverse(back, &[], taken, id(10)));
        desk.write(again.map(|action| (id(1), action)).collect());
        assert_eq!(count(&desk), stood, "{action:?}");
    }
}

/// A book of one device with a way to write to it.
struct Desk {
    book: Book,
    packs: Vec<Vec<u8>>,
}

impl Desk {
    fn new() -> Desk {
        Desk {
            book: Book::new(toy(), day("2022-06-01")),
            packs: Vec::new(),
        }
    }

    fn write(&mut self, actions: Vec<(casebook::CaseId, Action)>) -> u32 {
        let author = Author {
            by: "张某".into(),
            ..Author::default()
        };
        let mut draft = Draft::new(&self.book, DeviceId(1), author, NOW);
        draft.add(&self.book, actions, NOW).expect("readable");
        let events = draft.events();
        for pack in draft.finish() {
            self.book.take(&pack.bytes).expect("the next pack");
            self.packs.push(pack.bytes);
        }
        events
    }
}

#[test]
fn writing_again_what_is_there_writes_nothing() {
    let mut desk = Desk::new();
    let action = row("（2022）豫14执1号", "2022-05-09", "甲", "乙", 5);
    assert_eq!(desk.write(vec![(id(1), action.clone())]), 1);
    assert_eq!(desk.write(vec![(id(1), action)]), 0);
    let other = row("（2022）豫14执1号", "2022-05-09", "甲", "丙", 5);
    assert_eq!(desk.write(vec![(id(1), other)]), 1);
    let state = desk.book.state(&id(1)).expect("readable").expect("there");
    assert_eq!(state.text(Field::DEBTOR), "丙");
    assert_eq!(state.conflicts().count(), 0);
}

#[test]
fn two_actions_on_one_case_in_one_write_follow_each_other() {
    let mut desk = Desk::new();
    let set = |amount| Action::Set(vec![(Field::CLAIM_AMOUNT, Value::Fen(Fen(amount)))]);
    desk.write(vec![(id(1), set(1)), (id(2), set(5)), (id(1), set(2))]);
    let state = desk.book.state(&id(1)).expect("readable").expect("there");
    assert_eq!(state.values(Field::CLAIM_AMOUNT), [&Value::Fen(Fen(2))]);
}

#[test]
fn references_lead_back_to_the_events() {
    let mut desk = Desk::new();
    for (n, amount) in [(1, 10), (2, 20), (1, 30)] {
        desk.write(vec![(
            id(n),
            row("（2022）豫14执1号", "2022-05-09", "甲", "乙", amount),
        )]);
    }
    let refs = desk.book.refs(&id(1)).expect("readable");
    let events: Vec<Event> = refs
        .iter()
        .flat_map(|r| pick(&desk.packs[r.number as usize - 1], &[r.place], &Plain).expect("readable"))
        .collect();
    assert_eq!(events.len(), 2);
    let state = desk.book.state(&id(1)).expect("readable").expect("there");
    assert_eq!(fold(&events), state);
}

#[test]
fn a_pack_out_of_turn_changes_nothing() {
    let mut desk = Desk::new();
    desk.write(vec![(id(1), Action::Note("a".into()))]);
    desk.write(vec![(id(1), Action::Note("b".into()))]);
    let mut other = Book::new(toy(), day("2022-06-01"));
    let missing = other.take(&desk.packs[1]).expect_err("number 1 is missing");
    assert_eq!(missing, BookError::Chain(ChainFault::Missing { from: 1, to: 1 }));
    assert_eq!(other.len(), 0);
    other.take(&desk.packs[0]).expect("first");
    let twice = other.take(&desk.packs[0]).expect_err("taken before");
    assert_eq!(twice, BookError::Chain(ChainFault::Repeated(1)));
    assert_eq!(other.version(), 1);
}

#[test]
fn a_rule_text_of_the_book_is_in_force_until_it_is_taken_out() {
    let mut desk = Desk::new();
    let put = |text: Option<&str>| Action::PutRules {
        key: "2027".into(),
        text: text.map(str::to_owned),
    };
    desk.write(vec![(BOOK, put(Some("notice")))]);
    assert_eq!(desk.book.texts().rules(), [("2027".to_owned(), "notice".to_owned())]);
    assert_eq!(desk.book.len(), 0);
    desk.write(vec![(BOOK, put(None))]);
    assert!(desk.book.texts().rules().is_empty());
    let snapshot = desk.book.snapshot(true);
    let again = Book::open(&snapshot.head, Vec::<Vec<u8>>::new(), toy(), day("2022-06-01")).expect("opens");
    assert_eq!(again.texts(), desk.book.texts());
}

#[test]
fn the_clock_of_a_mad_device_does_not_spread_and_does_not_win() {
    let century = 100 * 365 * 86_400_000;
    let mad = event(
        stamp(NOW + century, 2),
        id(1),
        Action::Set(vec![(Field::REMARK, text("mad"))]),
        &[],
    );
    let mut packer = Packer::new(DeviceId(2), 1, [0; 32], Rc::new(Plain));
    packer.add(mad);
    let mut desk = Desk::new();
    desk.book.take(&packer.finish()[0].bytes).expect("first pack");
    desk.write(vec![(id(1), Action::Set(vec![(Field::REMARK, text("sane"))]))]);
    let state = desk.book.state(&id(1)).expect("readable").expect("there");
    assert_eq!(state.values(Field::REMARK), [&text("sane")]);
    let (_, events) = unpack(&desk.packs[0], &Plain).expect("readable");
    assert_eq!(events[0].stamp.moment.ms(), NOW);
}

#[test]
fn the_fold_passes_over_what_belongs_to_the_book() {
    let mut state = CaseState::default();
    let put = Action::PutSetting {
        key: "k".into(),
        text: None,
    };
    apply(&mut state, &event(stamp(1, 1), id(1), put, &[]));
    assert_eq!((state.shown().len(), state.conflicts().count()), (0, 0));
}
