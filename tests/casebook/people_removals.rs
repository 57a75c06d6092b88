//! Removals among those who manage people: nobody undoes his own, whenever he answers and whatever stamps he uses.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use crate::support::{book, people as support};

use std::rc::Rc;

use book::{event, id, stamp, text};
use casebook::action::Action;
use casebook::book::{Book, BookError};
use casebook::clock::DeviceId;
use casebook::event::BOOK;
use casebook::field::Field;
use casebook::pack::{Head, Pack, Packer};
use casebook::people::{JOINING, NewDevice, PeopleAction, Right, Voucher, in_domain, joining_text};
use support::*;

/// The court of three managers, and one of them removed by another with a change of the key.
struct Removed {
    court: Book,
    packs: Vec<Pack>,
    /// Who was removed, and by whom.
    gone: u64,
    by: u64,
    /// Last pack of whoever is gone, and of the remover before the removal.
    head: Head,
    before: u32,
}

fn rotated(key: u64, stay: &[u64]) -> Action {
    let boxes = stay.iter().map(|device| (DeviceId(*device), vec![])).collect();
    people(PeopleAction::Rotated { key, boxes })
}

fn removal(gone: u64, by: u64) -> Removed {
    let (mut court, mut packs) = managers();
    let last = |device| {
        packs
            .iter()
            .rev()
            .find(|p: &&Pack| p.head.device == DeviceId(device))
            .unwrap()
            .head
    };
    let (head, before) = (last(gone), last(by).number);
    packs.push(tell(&mut court, by, removed(gone, head.number), NOON + HOUR).unwrap());
    let stay: Vec<u64> = [1, 2, 3].into_iter().filter(|device| *device != gone).collect();
    packs.push(tell(&mut court, by, rotated(77, &stay), NOON + HOUR).unwrap());
    Removed {
        court,
        packs,
        gone,
        by,
        head,
        before,
    }
}

impl Removed {
    /// What whoever is gone writes against his remover, and what he writes after it.
    fn answer(&self, ms: u64) -> Vec<Pack> {
        let no = self.head.number;
        let answer = forge(
            self.gone,
            no + 1,
            self.head.hash,
            vec![said(self.gone, ms, removed(self.by, self.before))],
        );
        let key = said(self.gone, ms + 1, rotated(666, &[1, self.gone]));
        let key = forge(self.gone, no + 2, answer.head.hash, vec![key]);
        let set = Action::Set(vec![(Field::REMARK, text("by the removed"))]);
        let case = event(stamp(ms + 2, self.gone), id(1), set, &[]);
        let case = forge(self.gone, no + 3, key.head.hash, vec![case]);
        vec![answer, key, case]
    }

    fn with(&self, more: &[Pack]) -> Book {
        let all: Vec<&Pack> = self.packs.iter().chain(more).collect();
        let one = again(&all);
        // The answer comes before the removal: the same book.
        let late = |pack: &&&Pack| pack.head.device == DeviceId(self.by) && pack.head.number > self.before;
        let (last, first): (Vec<&Pack>, Vec<&Pack>) = all.iter().partition(|pack| late(pack));
        let other = again(&[first, last].concat());
        assert_eq!(active(&one), active(&other));
        assert_eq!(one.directory().rotations, other.directory().rotations);
        one
    }
}

/// When the answer is dated: at once, before the removal, a year later.
const DATED: [u64; 3] = [NOON + HOUR, NOON + 1, NOON + YEAR];
/// Who is removed by whom: admitted before his remover, after him, the founder himself.
const PAIRS: [(u64, u64); 4] = [(2, 3), (3, 2), (1, 3), (3, 1)];

#[test]
fn a_removed_manager_does_not_come_back_by_removing_his_remover() {
    for (gone, by) in PAIRS {
        for ms in DATED {
            let removed = removal(gone, by);
            let book = removed.with(&removed.answer(ms));
            assert!(!active(&book).contains(&gone), "{gone} {by} {ms}");
            assert!(!book.may(DeviceId(gone), Right::Write) && !book.has(&id(1)));
            assert!(book.directory().rotations.iter().all(|change| change.key != 666));
        }
    }
}

#[test]
fn what_a_third_wrote_after_a_removal_makes_it_stand_against_every_answer() {
    for (gone, by) in PAIRS {
        for ms in DATED {
            let mut removed = removal(gone, by);
            let third = 6 - gone - by;
            let word = put(person(7, "clerk", ""));
            removed
                .packs
                .push(tell(&mut removed.court, third, word, NOON + 2 * HOUR).unwrap());
            let book = removed.with(&removed.answer(ms));
            let stay: Vec<u64> = [1, 2, 3].into_iter().filter(|device| *device != gone).collect();
            assert_eq!(active(&book), stay, "{gone} {by} {ms}");
            assert_eq!(
                book.directory().rotations.iter().map(|r| r.key).collect::<Vec<_>>(),
                [77]
            );
            assert!(!book.has(&id(1)) && book.may(DeviceId(by), Right::People));
        }
    }
}

#[test]
fn a_third_who_removes_one_of_the_two_decides_for_the_other() {
    for (gone, by) in PAIRS {
        let removed_one = removal(gone, by);
        let mut more = removed_one.answer(NOON + YEAR);
        let mut seen = removed_one.with(&more);
        let third = 6 - gone - by;
        let last = removed_one.head.number;
        more.push(tell(&mut seen, third, removed(gone, last), NOON + 2 * YEAR).unwrap());
        let stay: Vec<u64> = [1, 2, 3].into_iter().filter(|device| *device != gone).collect();
        assert_eq!(active(&removed_one.with(&more)), stay, "{gone} {by}");
        // Or for the other, if that is what he says.
        let mut more = removed_one.answer(NOON + YEAR);
        let mut seen = removed_one.with(&more);
        more.push(tell(&mut seen, third, removed(by, removed_one.before), NOON + 2 * YEAR).unwrap());
        let stay: Vec<u64> = [1, 2, 3].into_iter().filter(|device| *device != by).collect();
        assert_eq!(active(&removed_one.with(&more)), stay, "{gone} {by}");
    }
}

#[test]
fn an_answer_by_somebody_without_the_right_decides_nothing() {
    let (mut court, mut packs) = managers();
    packs.push(tell(&mut court, 1, put(person(4, "clerk", "A")), NOON).unwrap());
    packs.push(tell(&mut court, 1, invited(4, 4), NOON).unwrap());
    packs.push(tell(&mut court, 4, accepted(4, 4, 4), NOON).unwrap());
    let answer = next(&court, 4, NOON + HOUR, removed(3, 0));
    packs.push(tell(&mut court, 3, removed(4, 1), NOON + HOUR).unwrap());
    packs.push(answer);
    let all: Vec<&Pack> = packs.iter().collect();
    assert_eq!(active(&again(&all)), [1, 2, 3]);
}

#[test]
fn where_two_manage_the_one_admitted_earlier_stays() {
    let mut book = book(1);
    let mut packs = vec![tell(&mut book, 1, founded(person(1, "bureau_chief", "")), NOON).unwrap()];
    packs.push(tell(&mut book, 1, put(person(2, "centre_director", "")), NOON).unwrap());
    packs.push(tell(&mut book, 1, invited(2, 2), NOON).unwrap());
    packs.push(tell(&mut book, 2, accepted(2, 2, 2), NOON).unwrap());
    let last = |device| book.followed()[&DeviceId(device)].number;
    for (one_at, two_at) in [(HOUR, YEAR), (YEAR, HOUR)] {
        let one = next(&book, 1, NOON + one_at, removed(2, last(2)));
        let two = next(&book, 2, NOON + two_at, removed(1, last(1)));
        let all: Vec<&Pack> = packs.iter().chain([&one, &two]).collect();
        assert_eq!(active(&again(&all)), [1], "{one_at} {two_at}");
        let all: Vec<&Pack> = packs.iter().chain([&two, &one]).collect();
        assert_eq!(active(&again(&all)), [1], "{one_at} {two_at}");
    }
}

/// Whoever holds the space key, also one who was removed, could take the number of a device that joins.
#[test]
fn a_first_pack_nobody_vouched_for_takes_no_newcomers_number() {
    let (mut court, mut packs) = managers();
    packs.push(tell(&mut court, 1, invited(5, 3), NOON + 1).unwrap());
    let kit = PeopleAction::Kit {
        verify: key(900),
        agree: [0; 32],
        needed: 2,
        holders: Vec::new(),
        at_ms: NOON,
    };
    packs.push(tell(&mut court, 1, people(kit), NOON + 2).unwrap());
    let base: Vec<&Pack> = packs.iter().collect();
    let mine = key(4242);
    let new = NewDevice {
        name: "x".into(),
        verify: mine,
        agree: mine,
    };
    let vouchers = [
        Voucher::Invitation([5; 16]),
        Voucher::Invitation([6; 16]),
        Voucher::Kit,
        Voucher::Device(DeviceId(3)),
        Voucher::Device(DeviceId(5)),
    ];
    let founding = PeopleAction::Founded {
        court: "别的".to_owned(),
        person: person(3, "bureau_chief", ""),
        device: new.clone(),
        adopted: Vec::new(),
    };
    let joins = vouchers.map(|by| PeopleAction::Joined {
        person: person_id(3),
        device: new.clone(),
        by,
        // His own signature: that of the voucher he does not have.
        proof: fake(
            &mine,
            &in_domain(JOINING, &joining_text(&space(), DeviceId(5), &new, &person_id(3))),
        ),
    });
    let truth = forge(5, 1, [0; 32], vec![said(5, NOON + 2, accepted(5, 3, 5))]);
    for action in joins.into_iter().chain([founding]) {
        let sealer = Rc::new(Fake {
            own: mine,
            space: space(),
        });
        let mut packer = Packer::new(DeviceId(5), 1, [0; 32], sealer);
        packer.add(said(5, NOON + 2, people(action.clone())));
        let forged = packer.finish().pop().unwrap();
        let mut book = again(&base);
        assert_eq!(
            book.take(&forged.bytes).unwrap_err(),
            BookError::UnknownDevice,
            "{action:?}"
        );
        book.take(&truth.bytes).unwrap();
        assert_eq!(active(&book), [1, 2, 3, 5]);
    }
}

/// A small source of numbers, the same for a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// What four who manage people write against each other, early or late, having seen what the others wrote or not.
fn quarrel(dice: &mut Dice, court: &Book) -> Vec<Vec<Pack>> {
    let mut chains: Vec<Vec<Pack>> = vec![Vec::new(); 4];
    let mut heads: Vec<Head> = Vec::new();
    for device in 1..=4 {
        let known = court.followed()[&DeviceId(device)];
        let (number, hash) = (known.number, known.hash);
        let device = DeviceId(device);
        heads.push(Head {
            device,
            number,
            prev: [0; 32],
            hash,
        });
    }
    let (mut seen, mut ms) = (Vec::new(), [NOON + HOUR; 4]);
    for _ in 0..3 + dice.below(8) {
        let at = dice.below(4) as usize;
        let other = 1 + dice.below(4);
        let last = heads[other as usize - 1].number;
        let after = last.saturating_sub(dice.below(3) as u32);
        let action = match dice.below(6) {
            0 => put(person(7, "clerk", "")),
            1 => rotated(dice.below(1_000) + 1, &[1, 2]),
            2 => people(PeopleAction::Left {
                person: person_id(other as u8),
                cuts: vec![(DeviceId(other), after)],
            }),
            _ => removed(other, after),
        };
        ms[at] += 1 + dice.below(3) * dice.below(YEAR);
        let over: Vec<_> = seen.iter().filter(|_| dice.below(3) > 0).copied().collect();
        let device = at as u64 + 1;
        let said = event(stamp(ms[at], device), BOOK, action, &over);
        seen.push(said.stamp);
        let pack = forge(device, heads[at].number + 1, heads[at].hash, vec![said]);
        heads[at] = pack.head;
        chains[at].push(pack);
    }
    chains
}

#[test]
fn many_who_remove_each_other_in_any_order_of_arrival_leave_one_book_that_is_managed() {
    let (mut court, mut base) = managers();
    base.push(tell(&mut court, 1, put(person(4, "centre_director", "")), NOON).unwrap());
    base.push(tell(&mut court, 1, invited(4, 4), NOON).unwrap());
    base.push(tell(&mut court, 4, accepted(4, 4, 4), NOON).unwrap());
    for seed in 0..150 {
        let mut dice = Dice(seed);
        let chains = quarrel(&mut dice, &court);
        let mut first: Option<Book> = None;
        for _ in 0..3 {
            let mut book = book(1);
            base.iter().for_each(|pack| _ = book.take(&pack.bytes).unwrap());
            let mut next = [0; 4];
            while (0..4).any(|at| next[at] < chains[at].len()) {
                let at = dice.below(4) as usize;
                if let Some(pack) = chains[at].get(next[at]) {
                    book.take(&pack.bytes).unwrap();
                    next[at] += 1;
                }
            }
            assert!(book.directory().is_founded() && !active(&book).is_empty(), "{seed}");
            let Some(first) = &first else {
                first = Some(book);
                continue;
            };
            let (one, other) = (first.directory(), book.directory());
            assert_eq!(one.devices, other.devices, "{seed}");
            assert_eq!(one.refused, other.refused, "{seed}");
            assert_eq!(one.rotations, other.rotations, "{seed}");
            assert_eq!(active(first), active(&book), "{seed}");
        }
    }
}
