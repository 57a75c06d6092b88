//! When people disagree, clocks are off, or a newer build speaks: what holds.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use crate::support::{book, people as support};

use std::rc::Rc;

use book::{event, id, stamp, text};
use casebook::action::Action;
use casebook::attachment::{Attachment, Filed, Origin};
use casebook::book::BookError;
use casebook::clock::{DeviceId, Stamp};
use casebook::event::{BOOK, Event};
use casebook::field::{Field, Value};
use casebook::pack::{Pack, Packer, Plain, unpack};
use casebook::people::{PeopleAction, PeopleFault, Right, Voucher};
use casebook::slot::{Kind, RecordKey};
use support::*;

#[test]
fn two_who_remove_each_other_are_both_out_whatever_the_stamps() {
    let (court, base) = managers();
    let last = |device| court.followed()[&DeviceId(device)].number;
    for (two_at, three_at) in [(HOUR, 2 * HOUR), (2 * HOUR, HOUR), (YEAR, 1), (1, YEAR)] {
        let by_two = next(&court, 2, NOON + two_at, removed(3, last(3)));
        let by_three = next(&court, 3, NOON + three_at, removed(2, last(2)));
        let mut packs: Vec<&Pack> = base.iter().collect();
        packs.extend([&by_two, &by_three]);
        let one = again(&packs);
        packs.swap(base.len(), base.len() + 1);
        let other = again(&packs);
        assert_eq!(active(&one), [1], "{two_at} {three_at}");
        assert_eq!(active(&other), [1], "{two_at} {three_at}");
    }
}

#[test]
fn three_who_remove_each_other_in_a_ring_leave_a_book_that_is_managed() {
    let (court, base) = managers();
    let last = |device| court.followed()[&DeviceId(device)].number;
    let mut ring = vec![
        next(&court, 1, NOON + HOUR, removed(2, last(2))),
        next(&court, 2, NOON + HOUR, removed(3, last(3))),
        next(&court, 3, NOON + HOUR, removed(1, last(1))),
    ];
    let mut results = Vec::new();
    for _ in 0..3 {
        ring.rotate_left(1);
        let packs: Vec<&Pack> = base.iter().chain(&ring).collect();
        results.push(active(&again(&packs)));
    }
    assert!(!results[0].is_empty());
    assert!(results.iter().all(|active| *active == results[0]));
}

#[test]
fn a_removed_manager_cannot_take_anybody_along() {
    let (mut court, base) = managers();
    let cut = court.followed()[&DeviceId(3)].number;
    // Written before 3 was removed, say its stamps: 2 and the founder removed, a friend let in, a colleague promoted.
    let mut chain = vec![next(&court, 3, NOON + 1, removed(2, 0))];
    for action in [removed(1, 0), put(person(9, "bureau_chief", "")), invited(9, 9)] {
        let head = chain.last().unwrap().head;
        let ms = NOON + u64::from(head.number);
        chain.push(forge(3, head.number + 1, head.hash, vec![said(3, ms, action)]));
    }
    let friend = forge(9, 1, [0; 32], vec![said(9, NOON + 9, accepted(9, 9, 9))]);
    let removal = tell(&mut court, 2, removed(3, cut), NOON + HOUR).unwrap();
    let unheard: Vec<&Pack> = base.iter().chain(&chain).chain([&friend, &removal]).collect();
    // As long as no third has said a word, the one who removed him waits, too; nobody else.
    assert_eq!(active(&again(&unheard)), [1]);
    let word = tell(&mut court, 1, put(person(7, "clerk", "")), NOON + 2 * HOUR).unwrap();
    let book = again(&unheard.into_iter().chain([&word]).collect::<Vec<_>>());
    assert_eq!(active(&book), [1, 2]);
    assert_eq!(book.directory().refused.len(), 5);
    assert!(!book.directory().people.contains_key(&person_id(9)));
}

#[test]
fn the_office_with_its_kit_prevails_over_the_founders_stolen_device() {
    let (mut court, mut packs) = managers();
    let kit = PeopleAction::Kit {
        verify: key(900),
        agree: [0; 32],
        needed: 2,
        holders: vec!["甲".to_owned(), "乙".to_owned()],
        at_ms: NOON,
    };
    packs.push(tell(&mut court, 1, people(kit), NOON + HOUR).unwrap());
    packs.push(tell(&mut court, 4, joined(4, 1, Voucher::Kit, &key(900)), NOON + 2 * HOUR).unwrap());
    let removal = court.removal(DeviceId(1)).remove(0);
    let answer = next(&court, 1, NOON + 2 * HOUR, removed(4, 0));
    packs.push(tell(&mut court, 4, removal, NOON + 3 * HOUR).unwrap());
    let all: Vec<&Pack> = packs.iter().chain([&answer]).collect();
    assert_eq!(active(&again(&all)), [2, 3, 4]);
}

#[test]
fn an_invitation_taken_back_lets_nobody_in_who_backdates() {
    let (mut court, base) = managers();
    let open = tell(&mut court, 1, invited(8, 3), NOON + HOUR).unwrap();
    let back = tell(
        &mut court,
        1,
        people(PeopleAction::Withdrawn { id: [8; 16] }),
        NOON + 3 * HOUR,
    )
    .unwrap();
    let joins = forge(8, 1, [0; 32], vec![said(8, NOON + 2 * HOUR, accepted(8, 3, 8))]);
    let packs: Vec<&Pack> = base.iter().chain([&open, &back, &joins]).collect();
    let book = again(&packs);
    assert_eq!(active(&book), [1, 2, 3]);
    assert_eq!(
        book.directory().refused.values().collect::<Vec<_>>(),
        [&casebook::people::RefusedBy::Fault(PeopleFault::InvitationWithdrawn)]
    );
}

#[test]
fn a_clock_years_ahead_neither_holds_nor_undoes_what_others_say_later() {
    let (mut court, mut packs) = managers();
    let mad = NOON + 5 * YEAR;
    packs.push(tell(&mut court, 2, put(person(4, "clerk", "A")), mad).unwrap());
    packs.push(tell(&mut court, 2, invited(4, 4), mad).unwrap());
    packs.push(tell(&mut court, 4, accepted(4, 4, 4), NOON + HOUR).unwrap());
    let mut judge = person(4, "judge", "general");
    packs.push(tell(&mut court, 1, put(judge.clone()), NOON + 2 * HOUR).unwrap());
    packs.push(tell(&mut court, 2, put(person(4, "centre_director", "")), mad + HOUR).unwrap());
    judge.name = "法官".to_owned();
    packs.push(tell(&mut court, 1, put(judge), NOON + 3 * HOUR).unwrap());
    let member = &court.directory().people[&person_id(4)];
    assert_eq!(
        (member.person.role.as_str(), member.person.name.as_str()),
        ("judge", "法官")
    );
    assert!(!court.may(DeviceId(4), Right::Decide));
    let exclude = || Action::Excluded {
        from: book::day("2026-09-01"),
        to: book::day("2026-09-02"),
        ground: "stay".to_owned(),
    };
    packs.push(write(&mut court, 4, id(1), exclude(), NOON + 4 * HOUR).unwrap());
    let all: Vec<&Pack> = packs.iter().collect();
    let book = again(&all);
    assert_eq!(book.refused(), []);
    assert!(book.has(&id(1)));
    // And when the mad day has come, the director of that day is none.
    let decide = Action::Set(vec![(Field::DECIDED_VERDICT, Value::Text("simple".to_owned()))]);
    assert_eq!(
        write(&mut court, 4, id(1), decide, mad + 2 * HOUR),
        Err(BookError::NotAllowed)
    );
}

#[test]
fn a_founder_whose_clock_is_years_ahead_hinders_nobody() {
    let mut court = book(1);
    let mad = NOON + 5 * YEAR;
    let actions = [
        founded(person(1, "bureau_chief", "")),
        put(person(2, "judge", "general")),
        invited(2, 2),
    ];
    let mut packs: Vec<Pack> = actions.map(|action| tell(&mut court, 1, action, mad).unwrap()).to_vec();
    packs.push(tell(&mut court, 2, accepted(2, 2, 2), NOON).unwrap());
    packs.push(write(&mut court, 2, id(1), Action::Note("n".to_owned()), NOON + 1).unwrap());
    let all: Vec<&Pack> = packs.iter().collect();
    assert_eq!(again(&all).refused(), []);
}

#[test]
fn two_who_change_different_things_of_a_person_both_have_their_way() {
    let (mut here, mut packs) = managers();
    let mut there = again(&packs.iter().collect::<Vec<_>>());
    let mut renamed = person(3, "centre_director", "");
    renamed.name = "新名".to_owned();
    let one = tell(&mut here, 1, put(renamed), NOON + HOUR).unwrap();
    let other = tell(&mut there, 2, put(person(3, "clerk", "A")), NOON + 2 * HOUR).unwrap();
    packs.extend([one, other]);
    let book = again(&packs.iter().collect::<Vec<_>>());
    let person = &book.directory().people[&person_id(3)].person;
    assert_eq!((person.name.as_str(), person.role.as_str()), ("新名", "clerk"));
}

#[test]
fn whoever_leaves_leaves_with_all_devices() {
    let (mut court, _) = managers();
    let second = joined(33, 3, Voucher::Device(DeviceId(3)), &key(3));
    tell(&mut court, 33, second, NOON + HOUR).unwrap();
    let forgetful = people(PeopleAction::Left {
        person: person_id(3),
        cuts: vec![(DeviceId(3), 1)],
    });
    assert_eq!(
        tell(&mut court, 1, forgetful, NOON + 2 * HOUR),
        Err(BookError::Refused(PeopleFault::DeviceNotNamed))
    );
    let leaving = court.leaving(person_id(3));
    tell(&mut court, 1, leaving, NOON + 2 * HOUR).unwrap();
    assert_eq!(active(&court), [1, 2]);
    assert!(court.directory().people[&person_id(3)].left);
    let third = joined(34, 3, Voucher::Device(DeviceId(33)), &key(33));
    assert_eq!(
        tell(&mut court, 34, third, NOON + HOUR),
        Err(BookError::Refused(PeopleFault::DeviceRemoved))
    );
    let founder = court.leaving(person_id(1));
    tell(&mut court, 1, founder, NOON + 3 * HOUR).unwrap();
    let last = court.leaving(person_id(2));
    assert_eq!(
        tell(&mut court, 2, last, NOON + 4 * HOUR),
        Err(BookError::Refused(PeopleFault::NobodyManages))
    );
}

#[test]
fn an_older_book_keeps_its_word_under_the_founders_key() {
    // The chain of device 20 was written before there were keys; the founder signs it anew.
    let old = Stamp {
        moment: stamp(NOON - HOUR, 20).moment,
        device: DeviceId(20),
    };
    let decided = Action::Set(vec![(Field::DECIDED_VERDICT, Value::Text("simple".to_owned()))]);
    let mut packer = Packer::new(DeviceId(20), 1, [0; 32], sealer(1));
    packer.add(event(old, id(1), decided, &[]));
    let adopted = packer.finish().remove(0);
    let mut book = book(1);
    assert_eq!(book.take(&adopted.bytes), Err(BookError::UnknownDevice));
    let Action::People(mut founding) = founded(person(1, "judge", "general")) else {
        panic!("founded");
    };
    if let PeopleAction::Founded { adopted, .. } = founding.as_mut() {
        adopted.push(DeviceId(20));
    }
    tell(&mut book, 1, Action::People(founding), NOON).unwrap();
    book.take(&adopted.bytes).unwrap();
    assert_eq!(
        book.state(&id(1)).unwrap().unwrap().text(Field::DECIDED_VERDICT),
        "simple"
    );
    // Once it is closed nothing is added to it.
    tell(&mut book, 1, removed(20, 1), NOON).unwrap();
    let late = event(stamp(NOON + HOUR, 20), id(2), Action::Note("late".to_owned()), &[]);
    let mut packer = Packer::new(DeviceId(20), 2, adopted.head.hash, sealer(1));
    packer.add(late);
    book.take(&packer.finish().remove(0).bytes).unwrap();
    assert_eq!(book.refused()[0].rule, "device_removed");
    // Another removal does not bring that back.
    assert_eq!(book.removal(DeviceId(1)), [removed(1, 2), removed(20, 1)]);
}

#[test]
fn only_the_device_whose_key_names_the_space_founds_it() {
    let mut book = book(1);
    let stranger = PeopleAction::Founded {
        court: "别的".to_owned(),
        person: person(5, "bureau_chief", ""),
        device: new_device(5),
        adopted: Vec::new(),
    };
    let taken = book.take(&forge(5, 1, [0; 32], vec![said(5, 1, people(stranger))]).bytes);
    assert_eq!(taken.unwrap_err(), BookError::UnknownDevice);
    assert!(!book.directory().is_founded());
    // With the founder's key in it, but signed by another: not even a pack.
    let mut packer = Packer::new(DeviceId(6), 1, [0; 32], sealer(6));
    packer.add(said(6, 1, founded(person(6, "bureau_chief", ""))));
    assert_eq!(
        book.take(&packer.finish().remove(0).bytes).unwrap_err().code(),
        "pack_bad_signature"
    );
    tell(&mut book, 1, founded(person(1, "bureau_chief", "")), NOON).unwrap();
    assert_eq!(book.directory().founding.as_ref().unwrap().device, DeviceId(1));
}

/// Every action of this piece.
fn every_action() -> Vec<Action> {
    let mut whole = person(1, "judge", "A");
    whole.from = Some(book::day("2026-01-01"));
    whole.to = Some(book::day("2026-12-31"));
    vec![
        founded(whole.clone()),
        put(whole),
        people(PeopleAction::Left {
            person: person_id(1),
            cuts: vec![(DeviceId(1), 7), (DeviceId(u64::MAX), 0)],
        }),
        invited(1, 2),
        people(PeopleAction::Withdrawn { id: [3; 16] }),
        accepted(4, 5, 6),
        joined(4, 5, Voucher::Kit, &key(1)),
        joined(4, 5, Voucher::Device(DeviceId(7)), &key(1)),
        removed(8, u32::MAX),
        people(PeopleAction::Rotated {
            key: u64::MAX,
            boxes: vec![(DeviceId(1), vec![1, 2, 3]), (DeviceId(2), Vec::new())],
        }),
        people(PeopleAction::Kit {
            verify: key(1),
            agree: key(2),
            needed: 2,
            holders: vec!["甲".to_owned(), "乙".to_owned()],
            at_ms: 5,
        }),
        Action::Ruled {
            field: Field::DEBTOR,
            value: text("丙"),
            reason: "r".to_owned(),
        },
        Action::Viewed {
            what: "case".to_owned(),
        },
        Action::Attached(Box::new(Attachment {
            id: [7; 16],
            name: "现场.jpg".to_owned(),
            mime: "image/jpeg".to_owned(),
            bytes: u64::MAX,
            sha256: key(3),
            shows: "东墙裂缝".to_owned(),
            taken_ms: Some(1),
            origin: Origin::TakenHere,
            has_thumbnail: true,
            filed: filed(true),
        })),
        Action::Attached(Box::default()),
        Action::AttachmentTakenOut { attachment: [7; 16] },
        filed_now(filed(true)),
        filed_now(filed(false)),
        filed_now(None),
    ]
}

fn filed(is_proof: bool) -> Option<Filed> {
    let record = RecordKey {
        kind: Kind(35),
        id: [9; 16],
    };
    Some(Filed { record, is_proof })
}

fn filed_now(filed: Option<Filed>) -> Action {
    let attachment = [7; 16];
    Action::AttachmentFiled { attachment, filed }
}

#[test]
fn every_action_is_read_as_it_was_written() {
    let events: Vec<Event> = (1..)
        .zip(every_action())
        .map(|(ms, action)| said(1, ms, action))
        .collect();
    let mut packer = Packer::new(DeviceId(1), 1, [0; 32], Rc::new(Plain));
    events.iter().for_each(|event| _ = packer.add(event.clone()));
    let pack = packer.finish().remove(0);
    assert_eq!(unpack(&pack.bytes, &Plain).unwrap().1, events);
    // A page may ask the worker to write any of them.
    for event in events {
        let sent = postcard::to_stdvec(&event.action).unwrap();
        assert_eq!(postcard::from_bytes::<Action>(&sent).unwrap(), event.action);
    }
}

#[test]
fn a_people_action_of_a_newer_build_is_kept_and_changes_nothing() {
    let (mut court, _) = managers();
    let unknown = Event {
        case: BOOK,
        ..said(2, NOON + HOUR, Action::Unknown { kind: 40 })
    };
    let head = court.followed()[&DeviceId(2)];
    let pack = forge(2, head.number + 1, head.hash, vec![unknown]);
    let before = court.directory().people.clone();
    court.take(&pack.bytes).unwrap();
    assert_eq!(court.directory().people, before);
    assert_eq!(court.refused(), []);
    let (_, events) = unpack(&pack.bytes, sealer(2).as_ref()).unwrap();
    assert!(events[0].raw.is_some());
    // Written on, the bytes are the same.
    assert_eq!(forge(2, head.number + 1, head.hash, events).bytes, pack.bytes);
    tell(&mut court, 2, put(person(5, "clerk", "A")), NOON + 2 * HOUR).unwrap();
}
