//! The inbox: what is good goes on in the order of its chain, whatever else comes with it.
#![cfg(test)]
use std::rc::Rc;

use super::*;
use crate::bundle::write;
use casebook::action::Action;
use casebook::clock::{Moment, Stamp};
use casebook::event::Event;
use casebook::pack::{Pack, Packer, Plain};

const D: DeviceId = DeviceId(7);

fn chain(device: DeviceId, count: u32, word: &str) -> Vec<Pack> {
    let (mut packs, mut prev) = (Vec::new(), [0; 32]);
    for number in 1..=count {
        let mut packer = Packer::new(device, number, prev, Rc::new(Plain));
        packer.add(Event {
            stamp: Stamp {
                moment: Moment::at(u64::from(number)),
                device,
            },
            case: [1; 16],
            by: word.to_owned(),
            on_order_of: String::new(),
            at_ms: 0,
            action: Action::Note(word.to_owned()),
            over: Vec::new(),
            receipt: None,
            raw: None,
        });
        packs.extend(packer.finish());
        prev = packs.last().unwrap().head.hash;
    }
    packs
}

fn object(from: u32, to: u32) -> Object {
    let span = Span::of(D, from, to);
    Object { span, size: 1 }
}

fn numbers(ready: &[Arrived]) -> Vec<u32> {
    ready.iter().map(|pack| pack.head.number).collect()
}

fn settle(inbox: &mut Inbox, fate: Fate) -> Vec<u32> {
    let ready = inbox.ready(usize::MAX);
    let heads: Vec<_> = ready
        .iter()
        .map(|p| (p.head.device, p.head.number, p.head.hash))
        .collect();
    inbox.settle(&heads, &vec![fate; heads.len()]);
    numbers(&ready)
}

#[test]
fn packs_in_any_order_come_out_in_that_of_their_chain() {
    let (packs, mut inbox) = (chain(D, 4, "a"), Inbox::default());
    for at in [3, 1, 2] {
        inbox.offer(&object(at + 1, at + 1), &packs[at as usize].bytes);
    }
    assert!(inbox.ready(usize::MAX).is_empty());
    let missing = ChainFault::Missing { from: 1, to: 1 };
    assert_eq!(inbox.faults(), [Fault::of_chain(D, missing)]);
    assert!(inbox.wants(D, 1) && !inbox.wants(D, 2) && inbox.wants(D, 5));
    inbox.offer(&object(1, 1), &packs[0].bytes);
    assert_eq!(settle(&mut inbox, Fate::Taken), [1, 2, 3, 4]);
    assert_eq!(inbox.faults(), []);
    assert_eq!((inbox.waiting(), inbox.bytes()), (0, 0));
}

#[test]
fn of_a_cut_bundle_the_first_packs_are_taken_and_the_rest_is_named() {
    let (packs, mut inbox) = (chain(D, 3, "a"), Inbox::default());
    let bytes: Vec<_> = packs.iter().map(|p| p.bytes.clone()).collect();
    let bundle = object(1, 3);
    let whole = write(&bundle.span, &bytes);
    inbox.offer(&bundle, &whole[..whole.len() - 1]);
    assert_eq!(settle(&mut inbox, Fate::Taken), [1, 2]);
    assert_eq!(inbox.faults(), [Fault::of_one(D, 3, "pack_malformed")]);
    assert!(inbox.wants(D, 3));
    inbox.offer(&object(3, 3), &bytes[2]);
    assert_eq!(settle(&mut inbox, Fate::Taken), [3]);
    assert_eq!(inbox.faults(), []);
}

#[test]
fn what_is_no_pack_or_another_pack_is_named_and_holds_up_nobody() {
    let (packs, other) = (chain(D, 2, "a"), chain(DeviceId(8), 1, "b"));
    let mut inbox = Inbox::default();
    let mut changed = packs[0].bytes.clone();
    changed[40] ^= 1;
    inbox.offer(&object(1, 1), &changed);
    inbox.offer(&object(2, 2), &packs[0].bytes);
    inbox.offer(&object(3, 3), &other[0].bytes);
    let mut elsewhere = object(1, 1);
    elsewhere.span.device = DeviceId(8);
    inbox.offer(&elsewhere, &other[0].bytes);
    let codes: Vec<_> = inbox.faults().iter().map(|f| (f.code, f.from)).collect();
    assert_eq!(
        codes,
        [("pack_hash_mismatch", 1), ("pack_misplaced", 2), ("pack_misplaced", 3)]
    );
    assert_eq!(settle(&mut inbox, Fate::Taken), [1]);
    assert_eq!(inbox.at(DeviceId(8)).number, 1);
}

#[test]
fn a_second_history_is_named_and_the_first_stays() {
    let (packs, forged) = (chain(D, 3, "a"), chain(D, 3, "b"));
    let mut inbox = Inbox::default();
    inbox.offer(&object(1, 1), &packs[0].bytes);
    assert_eq!(settle(&mut inbox, Fate::Taken), [1]);
    inbox.offer(&object(1, 1), &forged[0].bytes);
    inbox.offer(&object(2, 2), &forged[1].bytes);
    assert!(inbox.ready(usize::MAX).is_empty());
    let codes: Vec<_> = inbox.faults().iter().map(|f| (f.code, f.from)).collect();
    assert_eq!(codes, [("packs_broken", 2), ("packs_forked", 1)]);
    // The right one comes under another name.
    inbox.offer(&object(2, 2), &packs[1].bytes);
    assert_eq!(settle(&mut inbox, Fate::Taken), [2]);
}

#[test]
fn what_cannot_be_taken_yet_is_tried_again_alone_and_others_of_its_number_too() {
    let (packs, mut inbox) = (chain(D, 3, "a"), Inbox::default());
    for at in 0..3 {
        inbox.offer(&object(at + 1, at + 1), &packs[at as usize].bytes);
    }
    assert_eq!(settle(&mut inbox, Fate::NotYet("pack_no_key")), [1, 2, 3]);
    assert_eq!(inbox.faults(), [Fault::of_one(D, 1, "pack_no_key")]);
    assert!(inbox.wants(D, 1), "perhaps another object has a better one");
    let mut twin = packs[0].bytes.clone();
    // A signature more, the same hash.
    let end = twin.pop().unwrap();
    twin.extend([8, 0x58, 64]);
    twin.extend([9; 64]);
    twin.push(end);
    inbox.offer(&object(1, 1), &twin);
    assert_eq!(inbox.ready(usize::MAX)[0].bytes, packs[0].bytes);
    assert_eq!(settle(&mut inbox, Fate::NotYet("pack_no_key")), [1]);
    assert_eq!(inbox.ready(usize::MAX)[0].bytes, twin);
    assert_eq!(settle(&mut inbox, Fate::Taken), [1]);
    assert_eq!(settle(&mut inbox, Fate::SetAside("pack_seal_broken")), [2, 3]);
    assert_eq!(inbox.faults().len(), 2);
}

#[test]
fn what_another_tab_took_meanwhile_is_not_taken_twice() {
    let (packs, mut inbox) = (chain(D, 2, "a"), Inbox::default());
    inbox.offer(&object(1, 1), &packs[0].bytes);
    inbox.offer(&object(2, 2), &packs[1].bytes);
    let (number, hash) = (1, packs[0].head.hash);
    inbox.stand(&[(D, Position { number, hash })]);
    assert_eq!(settle(&mut inbox, Fate::Taken), [2]);
    assert_eq!(inbox.bytes(), 0);
}

/// Found by fuzzing: a store that names an object by the last number there is must not make the count run over.
#[test]
fn the_last_number_there_is_is_only_a_number() {
    let (packs, mut inbox) = (chain(D, 2, "a"), Inbox::default());
    let both: Vec<_> = packs.iter().map(|p| p.bytes.clone()).collect();
    let last = object(u32::MAX - 1, u32::MAX);
    inbox.offer(&last, &write(&last.span, &both));
    inbox.offer(&object(u32::MAX, u32::MAX), &both[0]);
    assert!(inbox.ready(usize::MAX).is_empty());
    assert!(inbox.faults().iter().all(|fault| fault.code == "pack_misplaced"));
}
