//! Who belongs to the book: invitations, removal, clocks, and what was refused.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::{book, people as support};

use book::{event, id, stamp, text};
use casebook::action::Action;
use casebook::book::{Book, BookError};
use casebook::clock::DeviceId;
use casebook::field::{Field, Value};
use casebook::people::{DEVICE_REMOVED, InvitationState, PeopleAction, PeopleFault, Right, Voucher};
use support::*;

fn remark(what: &str) -> Action {
    Action::Set(vec![(Field::REMARK, text(what))])
}

/// A court: 1 the chief who founded it, 2 a centre director, 3 a clerk of group A; each with the device of that number.
fn court() -> Book {
    let mut book = book(1);
    let chief = person(1, "bureau_chief", "");
    let others = [person(2, "centre_director", "centre"), person(3, "clerk", "A")];
    tell(&mut book, 1, founded(chief), NOON).unwrap();
    for (number, other) in (2..).zip(others) {
        tell(&mut book, 1, put(other), NOON).unwrap();
        tell(&mut book, 1, invited(number, number), NOON).unwrap();
        let device = u64::from(number);
        tell(&mut book, device, accepted(device, number, number), NOON).unwrap();
    }
    book
}

fn rules(book: &Book) -> Vec<String> {
    book.refused().into_iter().map(|refused| refused.rule).collect()
}

#[test]
fn a_book_nobody_founded_allows_everything() {
    let mut book = Book::new(Box::new(casebook::judge::NoRules), book::day("2026-09-21"));
    let note = event(stamp(1, 9), id(1), remark("a"), &[]);
    let pack = forge(9, 1, [0; 32], vec![note]);
    book.take(&pack.bytes).unwrap();
    assert_eq!(book.len(), 1);
    assert!(book.may(DeviceId(9), Right::People));
}

#[test]
fn a_founder_alone_does_everything_and_then_goes_by_the_table() {
    let mut book = book(1);
    tell(&mut book, 1, founded(person(1, "judge", "general")), NOON).unwrap();
    let decided = || Action::Set(vec![(Field::DECIDED_VERDICT, Value::Text("simple".to_owned()))]);
    write(&mut book, 1, id(1), decided(), NOON).unwrap();
    // A second person would leave a book that nobody may manage.
    let second = put(person(2, "clerk", "A"));
    assert_eq!(
        tell(&mut book, 1, second.clone(), NOON),
        Err(BookError::Refused(PeopleFault::NobodyManages))
    );
    tell(&mut book, 1, put(person(1, "bureau_chief", "")), NOON).unwrap();
    tell(&mut book, 1, second, NOON).unwrap();
    tell(&mut book, 1, put(person(4, "centre_director", "")), NOON).unwrap();
    assert!(book.may(DeviceId(1), Right::Decide));
    assert_eq!(book.directory().people.len(), 3);
    assert!(!book.stale());
}

#[test]
fn an_invitation_lets_one_device_in() {
    let mut book = court();
    assert_eq!(book.directory().devices.len(), 3);
    assert_eq!(book.directory().invitations[&[3; 16]].state, InvitationState::Used);
    assert_eq!(
        tell(&mut book, 9, accepted(9, 3, 3), NOON),
        Err(BookError::Refused(PeopleFault::InvitationUsed))
    );
    // Written all the same, it has no effect, and neither has what follows.
    let forged = forge(
        9,
        1,
        [0; 32],
        vec![
            said(9, NOON + HOUR, accepted(9, 3, 3)),
            event(stamp(NOON + HOUR + 1, 9), id(7), remark("x"), &[]),
        ],
    );
    book.take(&forged.bytes).unwrap();
    assert_eq!(rules(&book), ["device_unknown", "invitation_used"]);
    assert!(!book.has(&id(7)));
}

#[test]
fn an_invitation_is_for_its_person_its_time_and_its_secret() {
    let mut book = court();
    tell(&mut book, 1, invited(8, 3), NOON).unwrap();
    let other = joined(8, 2, Voucher::Invitation([8; 16]), &invitation_key(8));
    let no_secret = joined(8, 3, Voucher::Invitation([8; 16]), &invitation_key(9));
    let mut late = accepted(8, 3, 8);
    for (action, at, fault) in [
        (other, NOON, PeopleFault::VoucherOtherPerson),
        (no_secret, NOON, PeopleFault::VoucherBadProof),
        (late.clone(), NOON + 101 * YEAR, PeopleFault::InvitationExpired),
    ] {
        assert_eq!(tell(&mut book, 8, action, at), Err(BookError::Refused(fault)));
    }
    if let Action::People(action) = &mut late
        && let PeopleAction::Joined { device, .. } = action.as_mut()
    {
        // Another agreement key than the one the voucher signed for.
        device.agree = key(4);
    }
    assert_eq!(
        tell(&mut book, 8, late, NOON),
        Err(BookError::Refused(PeopleFault::VoucherBadProof))
    );
    tell(&mut book, 1, people(PeopleAction::Withdrawn { id: [8; 16] }), NOON).unwrap();
    assert_eq!(
        tell(&mut book, 8, accepted(8, 3, 8), NOON),
        Err(BookError::Refused(PeopleFault::InvitationWithdrawn))
    );
}

#[test]
fn a_removed_device_is_refused_however_it_sets_its_clock() {
    let mut book = court();
    let last = write(&mut book, 3, id(1), remark("kept"), NOON).unwrap();
    let removal = book.removal(DeviceId(3));
    assert_eq!(removal, [removed(3, last.head.number)]);
    tell(&mut book, 1, removal[0].clone(), NOON + HOUR).unwrap();
    assert_eq!(
        write(&mut book, 3, id(1), remark("no"), NOON + 2),
        Err(BookError::NotAllowed)
    );
    // Between the last event that counts and the removal, years ahead, and one after the other.
    let first = event(
        stamp(NOON + HOUR / 2, 3),
        id(1),
        remark("backdated"),
        &[last_stamp(&book, 3)],
    );
    let second = event(stamp(NOON + 3 * YEAR, 3), id(2), remark("ahead"), &[]);
    let pack = forge(3, last.head.number + 1, last.head.hash, vec![first, second]);
    book.take(&pack.bytes).unwrap();
    assert_eq!(rules(&book), [DEVICE_REMOVED, DEVICE_REMOVED]);
    assert_eq!(book.state(&id(1)).unwrap().unwrap().value(Field::REMARK), &text("kept"));
    assert_eq!(
        book.refs(&id(1)).unwrap().len(),
        2,
        "the refused event stays in the trace"
    );
    assert!(!book.has(&id(2)));
    assert_eq!(book.refs(&id(2)).unwrap().len(), 1);
    assert!(!book.stale());
}

fn last_stamp(book: &Book, device: u64) -> casebook::clock::Stamp {
    let moment = book.followed()[&DeviceId(device)].moment;
    casebook::clock::Stamp {
        moment,
        device: DeviceId(device),
    }
}

#[test]
fn a_removal_that_comes_late_makes_the_book_stale_and_folding_again_puts_it_right() {
    let mut here = court();
    let kept = write(&mut here, 3, id(1), remark("kept"), NOON).unwrap();
    let gone = event(stamp(NOON + 9, 3), id(1), remark("gone"), &[last_stamp(&here, 3)]);
    let gone = forge(3, kept.head.number + 1, kept.head.hash, vec![gone]);
    here.take(&gone.bytes).unwrap();
    assert_eq!(here.state(&id(1)).unwrap().unwrap().value(Field::REMARK), &text("gone"));
    let removal = tell(&mut here, 1, removed(3, kept.head.number), NOON).unwrap();
    assert!(here.stale());
    let mut again = court();
    for pack in [&kept, &gone] {
        again.take(&pack.bytes).unwrap();
    }
    again.take(&removal.bytes).unwrap();
    assert!(again.stale());
    let version = again.version();
    again.fold_again();
    assert!(!again.stale() && again.is_empty() && again.version() > version);
    let mut all = packs_of_court();
    all.extend([kept, gone, removal]);
    for pack in &all {
        again.take(&pack.bytes).unwrap();
        assert!(!again.stale());
    }
    assert_eq!(
        again.state(&id(1)).unwrap().unwrap().value(Field::REMARK),
        &text("kept")
    );
    assert_eq!(rules(&again), [DEVICE_REMOVED]);
}

/// The packs of [`court`], in the order they were written.
fn packs_of_court() -> Vec<casebook::pack::Pack> {
    let mut book = book(1);
    let mut packs = vec![tell(&mut book, 1, founded(person(1, "bureau_chief", "")), NOON).unwrap()];
    for (number, other) in (2..).zip([person(2, "centre_director", "centre"), person(3, "clerk", "A")]) {
        packs.push(tell(&mut book, 1, put(other), NOON).unwrap());
        packs.push(tell(&mut book, 1, invited(number, number), NOON).unwrap());
        let device = u64::from(number);
        packs.push(tell(&mut book, device, accepted(device, number, number), NOON).unwrap());
    }
    packs
}

#[test]
fn a_snapshot_keeps_people_and_refusals() {
    let mut book = court();
    let forged = event(stamp(NOON + 1, 3), id(5), Action::Hide(true), &[]);
    let head = book.followed()[&DeviceId(3)];
    let pack = forge(3, head.number + 1, head.hash, vec![forged]);
    book.take(&pack.bytes).unwrap();
    write(&mut book, 2, id(1), remark("a"), NOON).unwrap();
    let snapshot = book.snapshot(true);
    let chunks: Vec<_> = snapshot.chunks.iter().map(|(_, bytes)| bytes.clone()).collect();
    let judge = Box::new(casebook::judge::NoRules);
    let mut again = Book::open(&snapshot.head, &chunks, judge, book::day("2026-09-21")).unwrap();
    again.seal_with(sealer(2));
    assert_eq!(again.refused(), book.refused());
    assert_eq!(rules(&again), ["B25-lead"]);
    assert_eq!(again.directory().devices, book.directory().devices);
    assert_eq!(again.refs(&id(5)).unwrap(), book.refs(&id(5)).unwrap());
    assert!(again.may(DeviceId(2), Right::Decide) && !again.may(DeviceId(3), Right::Decide));
}

#[test]
fn a_pack_counts_only_if_its_device_signed_it() {
    let mut book = court();
    let head = book.followed()[&DeviceId(3)];
    let note = || event(stamp(NOON + 5, 3), id(1), remark("x"), &[]);
    let mut packer = casebook::pack::Packer::new(DeviceId(3), head.number + 1, head.hash, sealer(2));
    packer.add(note());
    let by_another = packer.finish().remove(0);
    assert_eq!(book.take(&by_another.bytes).unwrap_err().code(), "pack_bad_signature");
    let stranger = forge(77, 1, [0; 32], vec![event(stamp(NOON, 77), id(1), remark("x"), &[])]);
    assert_eq!(book.take(&stranger.bytes).unwrap_err().code(), "pack_bad_signature");
    book.take(&forge(3, head.number + 1, head.hash, vec![note()]).bytes)
        .unwrap();
}
