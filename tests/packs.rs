//! Packs: what a newer build wrote survives, damage is found and named, nothing panics.
#![allow(clippy::expect_used, clippy::unwrap_used)]
#[path = "support/casebook.rs"]
mod support;

use std::rc::Rc;

use fenliu::casebook::chain::{ChainFault, check_chain};
use fenliu::casebook::clock::DeviceId;
use fenliu::casebook::deed::Deed;
use fenliu::casebook::event::Event;
use fenliu::casebook::field::Field;
use fenliu::casebook::pack::{
    Head, PACK_BYTES, PACK_LIMIT, Pack, PackError, Packer, Plain, envelope as read_envelope, unpack,
};
use minicbor::Encoder;
use minicbor::data::Tag;
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use support::{any_events, event, id, stamp, text};

const DEVICE: DeviceId = DeviceId(1);

fn packed(events: impl IntoIterator<Item = Event>) -> Vec<Pack> {
    let mut packer = Packer::new(DEVICE, 1, [0; 32], Rc::new(Plain));
    for event in events {
        packer.add(event);
    }
    packer.finish()
}

/// A pack around a payload written by hand, as another build might.
fn envelope(version: u64, algorithm: u64, payload: &[u8]) -> Vec<u8> {
    let mut e = Encoder::new(Vec::new());
    e.begin_map().unwrap();
    for (key, value) in [(0, version), (1, algorithm), (2, 1), (3, 1)] {
        e.u64(key).unwrap().u64(value).unwrap();
    }
    e.u64(4)
        .unwrap()
        .bytes(&[0; 32])
        .unwrap()
        .u64(5)
        .unwrap()
        .bytes(payload)
        .unwrap();
    let mut bytes = e.into_writer();
    let hash: [u8; 32] = Sha256::digest(&bytes).into();
    let mut e = Encoder::new(Vec::new());
    e.u64(7)
        .unwrap()
        .bytes(&hash)
        .unwrap()
        .u64(9)
        .unwrap()
        .str("what a newer build adds")
        .unwrap()
        .end()
        .unwrap();
    bytes.extend(e.into_writer());
    bytes
}

proptest! {
    #[test]
    fn events_come_back_as_they_were(events in any_events()) {
        let own: Vec<Event> = events.into_iter().filter(|e| e.stamp.device == DEVICE).collect();
        let mut back = Vec::new();
        for pack in packed(own.clone()) {
            let (head, events) = unpack(&pack.bytes, &Plain).expect("readable");
            prop_assert_eq!(head, pack.head);
            prop_assert_eq!(events.len() as u32, pack.count);
            back.extend(events);
        }
        prop_assert_eq!(back, own);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = unpack(&bytes, &Plain);
        let _ = unpack(&envelope(1, 0, &bytes), &Plain);
    }

    #[test]
    fn one_wrong_bit_is_found(events in any_events(), at in any::<prop::sample::Index>(), bit in 0..8) {
        for mut pack in packed(events.into_iter().filter(|e| e.stamp.device == DEVICE)) {
            let at = at.index(pack.bytes.len());
            pack.bytes[at] ^= 1u8 << bit;
            prop_assert!(unpack(&pack.bytes, &Plain).is_err());
        }
    }
}

#[test]
fn a_pack_cut_short_anywhere_is_refused() {
    let pack = packed([event(stamp(1, 1), id(1), Deed::Note("n".into()), &[])]).remove(0);
    for len in 0..pack.bytes.len() {
        assert!(unpack(&pack.bytes[..len], &Plain).is_err(), "{len} bytes");
    }
    let longer = [pack.bytes.as_slice(), &[0]].concat();
    assert_eq!(unpack(&longer, &Plain), Err(PackError::Malformed));
}

#[test]
fn packs_stay_near_a_mebibyte_and_follow_each_other() {
    let note = Deed::Note("x".repeat(100_000));
    let packs = packed((0..40).map(|n| event(stamp(n, 1), id(1), note.clone(), &[])));
    assert_eq!(packs.iter().map(|p| p.count).sum::<u32>(), 40);
    assert!(packs.len() >= 4 && packs.iter().all(|p| p.bytes.len() <= PACK_BYTES + 200));
    let heads: Vec<Head> = packs
        .iter()
        .map(|p| read_envelope(&p.bytes).expect("readable").head)
        .collect();
    assert!(check_chain(&heads, 0).is_empty());
}

#[test]
fn faults_of_a_chain_are_named() {
    let note = |n: u64| event(stamp(n, 1), id(1), Deed::Note("x".repeat(900_000)), &[]);
    let heads: Vec<Head> = packed((0..5).map(note)).iter().map(|p| p.head).collect();
    let pick = |numbers: &[usize]| numbers.iter().map(|n| heads[n - 1]).collect::<Vec<_>>();
    assert_eq!(check_chain(&pick(&[1, 2, 3, 4, 5]), 5), []);
    assert_eq!(
        check_chain(&pick(&[1, 2, 5]), 0),
        [ChainFault::Missing { from: 3, to: 4 }]
    );
    assert_eq!(check_chain(&pick(&[2]), 0), [ChainFault::Missing { from: 1, to: 1 }]);
    assert_eq!(check_chain(&pick(&[1, 3, 2]), 0), [ChainFault::Reordered(2)]);
    assert_eq!(check_chain(&pick(&[1, 2, 2, 3]), 0), [ChainFault::Repeated(2)]);
    assert_eq!(
        check_chain(&pick(&[1, 2]), 5),
        [ChainFault::Truncated { at: 2, known: 5 }]
    );
    assert_eq!(check_chain(&[], 1), [ChainFault::Truncated { at: 0, known: 1 }]);
    let mut forged = heads.clone();
    forged[2].prev = [9; 32];
    assert_eq!(check_chain(&forged, 0), [ChainFault::Broken(3)]);
    let mut forked = heads.clone();
    forked.push(Head {
        hash: [8; 32],
        ..heads[4]
    });
    assert_eq!(check_chain(&forked, 0), [ChainFault::Forked(5)]);
}

#[test]
fn another_version_or_algorithm_is_told_from_damage() {
    assert_eq!(unpack(&envelope(2, 0, &[0x80]), &Plain), Err(PackError::UnknownVersion));
    assert_eq!(
        unpack(&envelope(1, 1, &[0x80]), &Plain),
        Err(PackError::UnknownAlgorithm)
    );
    assert_eq!(unpack(&envelope(1, 0, &[0x81]), &Plain), Err(PackError::BadEvents));
    assert_eq!(unpack(&envelope(1, 0, &[0x80]), &Plain).expect("an empty pack").1, []);
    assert_eq!(unpack(&vec![0; PACK_LIMIT + 1], &Plain), Err(PackError::TooLarge));
}

#[test]
fn a_count_that_lies_asks_for_no_memory() {
    // An array of 2^62 events, and an event that replaces 2^62 others.
    let huge = [0x9b, 0x40, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(unpack(&envelope(1, 0, &huge), &Plain), Err(PackError::BadEvents));
    let over = [&[0x81, 0xa1, 0x06][..], &huge].concat();
    assert_eq!(unpack(&envelope(1, 0, &over), &Plain), Err(PackError::BadEvents));
}

#[test]
fn what_a_newer_build_wrote_is_kept_unchanged() {
    // An unknown kind with an unknown body and an unknown key; a Set with an unknown field and an unknown value.
    let mut e = Encoder::new(Vec::new());
    e.array(2).unwrap();
    e.map(5)
        .unwrap()
        .u8(0)
        .unwrap()
        .u64(77 << 16)
        .unwrap()
        .u8(1)
        .unwrap()
        .bytes(&id(1))
        .unwrap();
    e.u8(4)
        .unwrap()
        .u16(999)
        .unwrap()
        .u8(5)
        .unwrap()
        .array(1)
        .unwrap()
        .str("new")
        .unwrap();
    e.u8(40).unwrap().f64(1.5).unwrap();
    e.map(5)
        .unwrap()
        .u8(0)
        .unwrap()
        .u64(78 << 16)
        .unwrap()
        .u8(1)
        .unwrap()
        .bytes(&id(1))
        .unwrap();
    e.u8(2).unwrap().str("clerk").unwrap().u8(4).unwrap().u16(1).unwrap();
    e.u8(5).unwrap().map(3).unwrap().u8(31).unwrap().str("remark").unwrap();
    e.u8(200).unwrap().str("new field").unwrap();
    e.u8(29).unwrap().tag(Tag::new(4711)).unwrap().str("new value").unwrap();
    let payload = e.into_writer();
    let (_, events) = unpack(&envelope(1, 0, &payload), &Plain).expect("readable");
    assert_eq!(events[0].deed, Deed::Unknown { kind: 999 });
    assert_eq!(events[1].deed, Deed::Set(vec![(Field::Remark, text("remark"))]));
    let again = packed(events.clone());
    let inside = read_envelope(&again[0].bytes).expect("readable").payload.bytes;
    assert_eq!(inside, payload);
    assert_eq!(unpack(&again[0].bytes, &Plain).expect("readable").1, events);
}
