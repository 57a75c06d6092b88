//! Kinds of record and flows that a court puts beside those built in, while records are written and packs arrive.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use casebook::action::Action;
use casebook::book::{Book, BookError};
use casebook::clock::DeviceId;
use casebook::event::BOOK;
use casebook::field::Value;
use casebook::flows::{Step, content_of};
use casebook::judge::NoRules;
use casebook::kinds::Kinds;
use casebook::pack::{Pack, Packer, Plain};
use casebook::people::PeopleFault;
use casebook::records::RegisterRow;
use casebook::rules::key_of;
use casebook::slot::{Kind, RecordKey, RecordWrite};
use proptest::prelude::*;
use std::rc::Rc;

use crate::support::book::{day, event, id, stamp, text};
use crate::support::people::{self, HOUR, NOON, tell, write};

const CONTACT: &str = include_str!("../data/kinds/own_contact.json");
const CONTACTS: Kind = Kind(1000);
const TODAY: &str = "2026-09-21";

fn put(text: Option<&str>) -> Action {
    Action::PutRules {
        key: "kind-own_contact".to_owned(),
        text: text.map(str::to_owned),
    }
}

fn contact(number: u8) -> RecordKey {
    RecordKey {
        kind: CONTACTS,
        id: id(number),
    }
}

fn fields() -> Vec<(u16, Value)> {
    vec![
        (1, text("王五")),
        (2, text("phone")),
        (3, Value::Date(day("2026-03-02"))),
    ]
}

fn recorded(number: u8) -> Action {
    Action::Record(Box::new(RecordWrite {
        record: contact(number),
        in_force: Some(true),
        fields: fields(),
    }))
}

fn step(number: u8, key: &str, by: u8) -> Action {
    Action::Step(Box::new(Step {
        record: contact(number),
        step: key.to_owned(),
        by: [by; 16],
        on: day("2026-09-20"),
        reason: String::new(),
        content: content_of(&fields()),
        sets: Vec::new(),
        receipt: String::new(),
    }))
}

fn register(book: &Book) -> Vec<RegisterRow> {
    let Some(kind) = book.kinds().get(CONTACTS) else {
        return Vec::new();
    };
    book.register(kind, DeviceId(2), day(TODAY)).unwrap()
}

fn states(book: &Book) -> Vec<String> {
    let flows = register(book).into_iter().filter_map(|row| row.flow);
    flows.flat_map(|flow| flow.states).collect()
}

#[test]
fn records_of_a_kind_that_was_taken_back_are_kept_and_come_back() {
    let mut book = people::with("team_leader", "general");
    assert_eq!(write(&mut book, 1, id(1), recorded(1), NOON).map(drop), Ok(()));
    tell(&mut book, 1, put(Some(CONTACT)), NOON + HOUR).unwrap();
    assert_eq!(register(&book).len(), 1, "written before the kind was known");
    write(&mut book, 1, id(1), step(1, "ask", 1), NOON + 2 * HOUR).unwrap();
    assert_eq!(states(&book), ["asked"]);
    let waits = |book: &Book| book.waiting(DeviceId(2), day(TODAY)).unwrap().len();
    assert_eq!(waits(&book), 1);
    tell(&mut book, 1, put(None), NOON + 3 * HOUR).unwrap();
    assert_eq!(
        (register(&book).len(), waits(&book), book.count_records(CONTACTS)),
        (0, 0, Ok(1))
    );
    assert_eq!(book.kinds(), Kinds::builtin());
    tell(&mut book, 1, put(Some(CONTACT)), NOON + 4 * HOUR).unwrap();
    assert_eq!((states(&book), waits(&book)), (vec!["asked".to_owned()], 1));
    write(&mut book, 2, id(1), step(1, "check", 2), NOON + 5 * HOUR).unwrap();
    assert_eq!((states(&book), book.stale()), (vec!["checked".to_owned()], false));
}

#[test]
fn a_number_keeps_its_meaning_also_when_its_text_is_gone() {
    let mut book = people::with("clerk", "general");
    tell(&mut book, 1, put(Some(CONTACT)), NOON).unwrap();
    tell(&mut book, 1, put(None), NOON + HOUR).unwrap();
    let other = CONTACT.replace("own_contact", "own_visit");
    let put_other = |key: &str, text: &str| Action::PutRules {
        key: key.to_owned(),
        text: Some(text.to_owned()),
    };
    let refused = Err(BookError::Refused(PeopleFault::KindsRefused));
    for (key, text) in [
        ("kind-own_visit", other.clone()),
        (
            "kind-own_contact",
            CONTACT.replace("\"number\": 1000", "\"number\": 1001"),
        ),
        (
            "kind-own_contact",
            CONTACT.replace("\"key\": \"words\"", "\"key\": \"text\""),
        ),
        (
            "kind-own_contact",
            CONTACT.replace("\"type\": \"long_text\"", "\"type\": \"text\""),
        ),
        // A key that is not that of the text.
        ("kind-own_else", CONTACT.to_owned()),
    ] {
        let put = tell(&mut book, 1, put_other(key, &text), NOON + 2 * HOUR).map(drop);
        assert_eq!(put, refused, "{key}");
    }
    let other = other.replace("\"number\": 1000", "\"number\": 1001");
    assert!(tell(&mut book, 1, put_other("kind-own_visit", &other), NOON + 3 * HOUR).is_ok());
    assert!(tell(&mut book, 1, put(Some(CONTACT)), NOON + 4 * HOUR).is_ok());
}

/// Who may put rules in force puts kinds in force; what was decided while somebody might decide stays decided.
#[test]
fn another_flow_does_not_reach_back() {
    let mut book = people::with("team_leader", "general");
    let denied = tell(&mut book, 2, put(Some(CONTACT)), NOON).map(drop);
    assert!(
        matches!(denied, Err(BookError::Refused(_) | BookError::NotAllowed)),
        "{denied:?}"
    );
    tell(&mut book, 1, put(Some(CONTACT)), NOON + HOUR).unwrap();
    for number in [1, 2] {
        write(&mut book, 1, id(1), recorded(number), NOON + 2 * HOUR).unwrap();
        write(&mut book, 1, id(1), step(number, "ask", 1), NOON + 3 * HOUR).unwrap();
    }
    write(&mut book, 2, id(1), step(1, "check", 2), NOON + 4 * HOUR).unwrap();
    let chief = CONTACT.replace("{\"roles\": [\"team_leader\"]}", "{\"roles\": [\"deputy_chief\"]}");
    tell(&mut book, 1, put(Some(&chief)), NOON + 5 * HOUR).unwrap();
    assert_eq!(states(&book), ["checked", "asked"]);
    let late = write(&mut book, 2, id(1), step(2, "check", 2), NOON + 6 * HOUR).map(drop);
    assert_eq!(late, Err(BookError::NotAllowed));
    assert_eq!(book.refused_count(), 0);
}

/// What two put in unseen: one of them does not stand beside the other, the same one everywhere, and it is named.
#[test]
fn of_two_texts_that_contradict_each_other_one_counts_and_the_other_is_named() {
    let mut book = people::with("centre_director", "");
    let other = CONTACT.replace("own_contact", "own_visit");
    let said = |text: &str| Action::PutRules {
        key: key_of(text).unwrap(),
        text: Some(text.to_owned()),
    };
    let first = people::next(&book, 1, NOON + HOUR, said(CONTACT));
    let second = people::next(&book, 2, NOON + 2 * HOUR, said(&other));
    book.take(&second.bytes).unwrap();
    assert!(book.kinds().named("own_visit").is_some());
    book.take(&first.bytes).unwrap();
    assert!(book.kinds().named("own_visit").is_none() && book.kinds().named("own_contact").is_some());
    let left = book.kinds_left_out();
    let told: Vec<_> = left.iter().map(|left| (left.key.as_str(), left.why.told().0)).collect();
    assert_eq!(told, [("kind-own_visit", "reused")]);
}

/// Two chains: the founder puts texts in and out and takes steps; a team leader writes and decides.
fn chains(of: &[(bool, u8)]) -> [Vec<Pack>; 2] {
    let mut book = people::with("team_leader", "general");
    let mut chains = [Vec::new(), Vec::new()];
    for (at, (founder, what)) in (1..).zip(of) {
        let (device, by) = if *founder { (1, 1) } else { (2, 2) };
        let number = what % 2;
        let (case, action) = match what / 2 {
            0 if *founder => (BOOK, put(Some(CONTACT))),
            1 if *founder => (BOOK, put(None)),
            2 if *founder => (
                BOOK,
                put(Some(&CONTACT.replace("[\"team_leader\"]", "[\"deputy_chief\"]"))),
            ),
            0 | 3 => (id(number), recorded(number)),
            1 | 4 => (id(number), step(number, "ask", by)),
            _ => (id(number), step(number, "check", by)),
        };
        // As a program writes that asks nothing: what is not allowed is refused by everybody who takes it.
        let over = book.state(&case).unwrap().unwrap_or_default().over(&action);
        let events = vec![event(stamp(NOON + HOUR * at, device), case, action, &over)];
        let head = book.followed()[&DeviceId(device)];
        let pack = people::forge(device, head.number + 1, head.hash, events);
        book.take(&pack.bytes).unwrap();
        chains[usize::from(!founder)].push(pack);
    }
    chains
}

/// The book of the packs in some order of arrival, folded again where it says so.
fn arrived(chains: &[Vec<Pack>; 2], order: u64) -> Book {
    let mut book = people::with("team_leader", "general");
    let mut taken: Vec<&Pack> = Vec::new();
    let (mut next, mut order) = ([0, 0], order);
    while let Some(which) = [(order & 1) as usize, 1 - (order & 1) as usize]
        .into_iter()
        .find(|which| next[*which] < chains[*which].len())
    {
        let pack = &chains[which][next[which]];
        next[which] += 1;
        order >>= 1;
        book.take(&pack.bytes).unwrap();
        taken.push(pack);
    }
    if book.stale() {
        // All from the beginning, under the people and kinds known at the end.
        book.fold_again();
        let beginning = beginning();
        beginning
            .iter()
            .chain(taken)
            .for_each(|pack| _ = book.take(&pack.bytes).unwrap());
        assert!(!book.stale());
    }
    book
}

/// The packs of [`people::with`].
fn beginning() -> Vec<Pack> {
    let mut book = people::book(1);
    let mut packs = Vec::new();
    for (device, action) in [
        (1, people::founded(people::person(1, "bureau_chief", ""))),
        (1, people::put(people::person(2, "team_leader", "general"))),
        (1, people::invited(2, 2)),
        (2, people::accepted(2, 2, 2)),
    ] {
        packs.push(tell(&mut book, device, action, NOON).unwrap());
    }
    packs
}

/// All that can be seen of it.
fn seen(book: &Book) -> impl PartialEq + std::fmt::Debug + use<> {
    let cases = [id(0), id(1)].map(|case| book.state(&case).unwrap());
    let waiting = [1, 2].map(|device| book.waiting(DeviceId(device), day(TODAY)).unwrap());
    let mut refusals = [id(0), id(1)].map(|case| book.refusals(&case));
    refusals.iter_mut().for_each(|of| of.sort());
    let lines: Vec<u8> = cases
        .iter()
        .flatten()
        .map(|state| u8::try_from(state.record_conflicts(book.kinds())).unwrap())
        .collect();
    (
        cases,
        register(book),
        waiting,
        refusals,
        lines,
        book.count_records(CONTACTS),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_text_that_arrives_before_or_after_its_records_makes_the_same_book(
        what in prop::collection::vec((any::<bool>(), 0..12_u8), 1..14),
        orders in prop::collection::vec(any::<u64>(), 2),
    ) {
        let chains = chains(&what);
        let mut first = arrived(&chains, orders[0]);
        let second = arrived(&chains, orders[1]);
        let one = seen(&first);
        prop_assert_eq!(&one, &seen(&second));
        // The snapshot holds the same lines, and reopened they are those of a book made of the packs.
        let snapshot = first.snapshot(true);
        let pieces = snapshot.chunks.iter().map(|(_, bytes)| bytes);
        let mut again = Book::open(&snapshot.head, pieces, Box::new(NoRules), day(TODAY)).unwrap();
        again.seal_with(people::sealer(1));
        prop_assert_eq!(&one, &seen(&again));
    }
}

/// A book nobody founded has no rights, and kinds all the same.
#[test]
fn a_book_without_rights_has_kinds_of_its_own() {
    let mut book = Book::new(Box::new(NoRules), day(TODAY));
    let mut packer = Packer::new(DeviceId(1), 1, [0; 32], Rc::new(Plain));
    packer.add(event(stamp(NOON, 1), id(1), recorded(1), &[]));
    packer.add(event(stamp(NOON + 1, 1), BOOK, put(Some(CONTACT)), &[]));
    packer.add(event(stamp(NOON + 2, 1), id(1), step(1, "ask", 0), &[]));
    for pack in packer.finish() {
        book.take(&pack.bytes).unwrap();
    }
    assert!(!book.directory().is_founded() && !book.stale());
    assert_eq!(states(&book), ["asked"]);
    assert!(book.texts().rules().is_empty());
}
