//! What an attacker tried on the book: rights, another's entries, stamps.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::support::growth::grows_with_its_size;
use crate::support::{book as shared, people as support};

use casebook::action::{Action, Happening};
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::field::Field;
use casebook::kinds::Kinds;
use casebook::pack::Pack;
use casebook::people::Right;
use shared::{day, event, id, stamp, text};
use support::*;

fn happened(id: u8, key: &str, on: &str) -> Action {
    Action::Happened(Happening {
        id: [id; 16],
        key: key.to_owned(),
        on: day(on),
        subject: String::new(),
        particulars: Default::default(),
    })
}

/// The founder, a judge on device 2, a bailiff on device 3.
fn office() -> Book {
    let mut book = book(1);
    tell(&mut book, 1, founded(person(1, "bureau_chief", "")), NOON).unwrap();
    for (number, role) in [(2, "judge"), (3, "bailiff")] {
        tell(&mut book, 1, put(person(number, role, "")), NOON).unwrap();
        tell(&mut book, 1, invited(number, number), NOON).unwrap();
        let device = u64::from(number);
        tell(&mut book, device, accepted(device, number, number), NOON).unwrap();
    }
    book
}

fn forged(book: &mut Book, device: u64, ms: u64, action: Action) {
    let head = book.followed()[&DeviceId(device)];
    let pack = forge(
        device,
        head.number + 1,
        head.hash,
        vec![event(stamp(ms, device), id(1), action, &[])],
    );
    book.take(&pack.bytes).unwrap();
}

fn keys(book: &Book) -> Vec<(String, String)> {
    let view = book.state(&id(1)).unwrap().unwrap();
    let all = view.happened().into_iter();
    all.map(|h| (h.key.clone(), h.on.to_string())).collect()
}

#[test]
fn a_bailiff_takes_back_nothing_he_may_not_record() {
    let mut book = office();
    let back = |happening: u8, key: &str| Action::TakeBack {
        happening: [happening; 16],
        key: key.to_owned(),
    };
    write(
        &mut book,
        2,
        id(1),
        happened(7, "terminated_this_round", "2026-09-01"),
        NOON + HOUR,
    )
    .unwrap();
    write(
        &mut book,
        3,
        id(1),
        happened(8, "sanction_fine", "2026-09-02"),
        NOON + HOUR,
    )
    .unwrap();
    // By what it is, by what he may record, and as older builds wrote it.
    for (hours, key) in [(2, "terminated_this_round"), (3, "sanction_fine"), (4, "")] {
        forged(&mut book, 3, NOON + hours * HOUR, back(7, key));
    }
    assert_eq!(keys(&book).len(), 2);
    write(&mut book, 3, id(1), back(8, "sanction_fine"), NOON + 5 * HOUR).unwrap();
    assert_eq!(
        keys(&book),
        [("terminated_this_round".to_owned(), "2026-09-01".to_owned())]
    );
}

/// By the same id with a later stamp, and by a clock ahead for good.
#[test]
fn nobody_writes_another_happening_over() {
    let mut book = office();
    write(
        &mut book,
        2,
        id(1),
        happened(7, "terminated_this_round", "2026-09-01"),
        NOON + HOUR,
    )
    .unwrap();
    forged(&mut book, 3, NOON + YEAR, happened(7, "sanction_fine", "2020-01-01"));
    let there = keys(&book);
    assert!(
        there.contains(&("terminated_this_round".to_owned(), "2026-09-01".to_owned())),
        "{there:?}"
    );
}

/// A manager who was made a judge removes who did that, under a stamp of before: he manages nobody all the same, and a
/// third who had seen the first word decides.
#[test]
fn who_was_demoted_does_not_come_back_by_removing_his_demoter() {
    for by_office in [false, true] {
        let (mut book, mut packs) = managers();
        let before = book.followed()[&DeviceId(1)].number;
        let mut judge = person(2, if by_office { "centre_director" } else { "judge" }, "");
        judge.to = by_office.then(|| day("2026-09-01"));
        packs.push(tell(&mut book, 1, put(judge), NOON + HOUR).unwrap());
        let (court, so_far) = (book, packs.clone());
        let mut book = again(&so_far.iter().collect::<Vec<_>>());
        let answer: Pack = next(&book, 2, NOON + HOUR / 2, removed(1, before));
        book.take(&answer.bytes).unwrap();
        assert!(!book.may(DeviceId(2), Right::People));
        // The word of the third, who had heard of the first only, comes last and first.
        let mut third = court;
        let word = tell(&mut third, 3, put(person(9, "clerk", "A")), NOON + 2 * HOUR).unwrap();
        for late in [[&answer, &word], [&word, &answer]] {
            let all: Vec<&Pack> = so_far.iter().chain(late).collect();
            let book = again(&all);
            assert_eq!(active(&book), [1, 2, 3]);
            assert!(book.may(DeviceId(1), Right::People) && !book.may(DeviceId(2), Right::People));
        }
    }
}

/// A manager who was removed takes his remover's role under a stamp of before: he is out all the same, and so he is
/// once a third says a word who had heard of the removal only.
#[test]
fn a_removed_manager_does_not_come_back_by_taking_his_removers_role() {
    for answer_at in [HOUR / 2, 2 * HOUR] {
        let (mut court, mut packs) = managers();
        let before = court.followed()[&DeviceId(2)].number;
        packs.push(tell(&mut court, 1, removed(2, before), NOON + HOUR).unwrap());
        let mut book = again(&packs.iter().collect::<Vec<_>>());
        let answer: Pack = next(&book, 2, NOON + answer_at, put(person(1, "judge", "")));
        book.take(&answer.bytes).unwrap();
        assert!(
            !active(&book).contains(&2) && !book.may(DeviceId(2), Right::People),
            "{answer_at}"
        );
        let word = tell(&mut court, 3, put(person(9, "clerk", "A")), NOON + 3 * HOUR).unwrap();
        for late in [[&answer, &word], [&word, &answer]] {
            let all: Vec<&Pack> = packs.iter().chain(late).collect();
            let book = again(&all);
            assert_eq!(active(&book), [1, 3], "{answer_at}");
            assert!(book.may(DeviceId(1), Right::People), "{answer_at}");
        }
    }
}

/// Of two, the one admitted earlier stays, also where one removes and the other takes a role.
#[test]
fn of_two_the_earlier_stays_whether_a_device_is_removed_or_a_role_taken() {
    let mut book = book(1);
    let mut packs = vec![tell(&mut book, 1, founded(person(1, "bureau_chief", "")), NOON).unwrap()];
    packs.push(tell(&mut book, 1, put(person(2, "centre_director", "")), NOON).unwrap());
    packs.push(tell(&mut book, 1, invited(2, 2), NOON).unwrap());
    packs.push(tell(&mut book, 2, accepted(2, 2, 2), NOON).unwrap());
    let last = |device| book.followed()[&DeviceId(device)].number;
    for (one_at, two_at) in [(HOUR, YEAR), (YEAR, HOUR)] {
        let one = next(&book, 1, NOON + one_at, removed(2, last(2)));
        let two = next(&book, 2, NOON + two_at, put(person(1, "judge", "")));
        for both in [[&one, &two], [&two, &one]] {
            let all: Vec<&Pack> = packs.iter().chain(both).collect();
            let book = again(&all);
            assert_eq!(active(&book), [1], "{one_at} {two_at}");
            assert!(book.may(DeviceId(1), Right::People), "{one_at} {two_at}");
        }
    }
}

/// One event of a member who may write remarks names very many stamps: no device stands still for it.
#[test]
fn an_event_over_very_many_stamps_holds_nobody_up() {
    grows_with_its_size(20_000, |size| {
        let mut book = office();
        let over: Vec<_> = (0..size).rev().map(|n| stamp(n, 9)).collect();
        let set = Action::Set(vec![(Field::REMARK, text("r"))]);
        let head = book.followed()[&DeviceId(3)];
        let events = vec![event(stamp(NOON + HOUR, 3), id(1), set, &over)];
        let pack = forge(3, head.number + 1, head.hash, events);
        move || _ = book.take(&pack.bytes)
    });
}

/// What a member writes stands in the trace under his own name.
#[test]
fn nobody_writes_under_anothers_name() {
    let mut book = office();
    let mut note = event(
        stamp(NOON + HOUR, 3),
        id(1),
        Action::Set(vec![(Field::REMARK, text("r"))]),
        &[],
    );
    note.by = "person 1".to_owned();
    let head = book.followed()[&DeviceId(3)];
    let pack = forge(3, head.number + 1, head.hash, vec![note.clone()]);
    book.take(&pack.bytes).unwrap();
    assert_eq!(book.view(id(1), vec![note]).unwrap().history[0].by, "person 3");
}

/// A member writes one field over and over without naming what he wrote before.
#[test]
fn a_field_with_very_many_values_holds_nobody_up() {
    grows_with_its_size(2_500, |size| {
        let mut book = office();
        let head = book.followed()[&DeviceId(3)];
        let remark = |n: u64| {
            let set = Action::Set(vec![(Field::REMARK, text(&n.to_string()))]);
            event(stamp(NOON + HOUR + n, 3), id(1), set, &[])
        };
        let pack = forge(3, head.number + 1, head.hash, (0..size).map(remark).collect());
        move || {
            book.take(&pack.bytes).unwrap();
            let debtor = Action::Set(vec![(Field::DEBTOR, text("d"))]);
            write(&mut book, 2, id(1), debtor, NOON + 2 * HOUR).unwrap();
        }
    });
}

/// A member without the right to it writes very many people events.
#[test]
fn very_many_people_events_hold_nobody_up() {
    grows_with_its_size(1_000, |size| {
        let mut book = office();
        let head = book.followed()[&DeviceId(3)];
        let named = |n: u64| {
            let people = put(person(3, "clerk", ""));
            event(stamp(NOON + HOUR + n, 3), casebook::event::BOOK, people, &[])
        };
        let pack = forge(3, head.number + 1, head.hash, (0..size).map(named).collect());
        move || {
            book.take(&pack.bytes).unwrap();
            for number in 10..15 {
                tell(&mut book, 1, put(person(number, "clerk", "")), NOON + 2 * HOUR).unwrap();
            }
        }
    });
}

/// An attachment added by another under the same id takes nobody's attachment away.
#[test]
fn an_attachment_under_anothers_id_takes_no_photo_away() {
    use casebook::attachment::Attachment;
    let added = |device, ms, sha: u8| {
        let attachment = Attachment {
            id: [4; 16],
            sha256: [sha; 32],
            ..Attachment::default()
        };
        event(stamp(ms, device), id(1), Action::Attached(Box::new(attachment)), &[])
    };
    let events = [added(2, NOON, 1), added(3, NOON + YEAR, 2)];
    let view = casebook::history::view(id(1), &events, &[], Kinds::builtin()).unwrap();
    assert!(view.attachments.iter().any(|view| view.attachment.sha256 == [1; 32]));
}

/// What the tests of time above would say of work that grows with the square.
#[test]
#[should_panic(expected = "12000")]
fn work_that_grows_with_the_square_is_found() {
    let pairs = |size: u64| {
        (0..size)
            .map(|a| (0..size).filter(|b| std::hint::black_box(*b) == a).count())
            .sum::<usize>()
    };
    grows_with_its_size(3_000, |size| move || _ = std::hint::black_box(pairs(size)));
}
