//! Packs: what a newer build wrote survives, damage is found and named, nothing panics.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book as support;

use std::io::{Read, Write};
use std::rc::Rc;

use casebook::action::Action;
use casebook::book::{Book, BookError};
use casebook::chain::ChainFault;
use casebook::clock::DeviceId;
use casebook::event::Event;
use casebook::field::Field;
use casebook::pack::{PACK_BYTES, PACK_LIMIT, Pack, PackError, Packer, Plain, envelope as read_envelope, unpack};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
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

/// A pack around events written by hand, as another build might.
fn around(events: &[u8]) -> Vec<u8> {
    // Neither made smaller nor with any chain seen.
    envelope(2, 0, &[&[0, 0x82, 0x80], events].concat())
}

fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(vec![1], Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A pack around a payload written by hand.
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

/// Text that cannot be made much smaller.
fn noise(len: usize) -> String {
    let mut state = 1_u64;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        char::from(b'!' + u8::try_from((state >> 33) % 94).unwrap())
    };
    (0..len).map(|_| next()).collect()
}

/// The content of a payload.
fn unpacked(payload: &[u8]) -> Vec<u8> {
    match payload.split_first().unwrap() {
        (0, rest) => rest.to_vec(),
        (_, rest) => {
            let mut content = Vec::new();
            DeflateDecoder::new(rest).read_to_end(&mut content).unwrap();
            content
        }
    }
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
        let _ = unpack(&around(&bytes), &Plain);
        let _ = unpack(&envelope(2, 0, &bytes), &Plain);
        let _ = unpack(&envelope(2, 0, &[&[1], bytes.as_slice()].concat()), &Plain);
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
    let pack = packed([event(stamp(1, 1), id(1), Action::Note("n".into()), &[])]).remove(0);
    for len in 0..pack.bytes.len() {
        assert!(unpack(&pack.bytes[..len], &Plain).is_err(), "{len} bytes");
    }
    let longer = [pack.bytes.as_slice(), &[0]].concat();
    assert_eq!(unpack(&longer, &Plain), Err(PackError::Malformed));
}

#[test]
fn packs_stay_near_a_mebibyte_and_follow_each_other() {
    let packs = packed((0..40).map(|n| event(stamp(n, 1), id(1), Action::Note(noise(100_000)), &[])));
    assert_eq!(packs.iter().map(|p| p.count).sum::<u32>(), 40);
    assert!(packs.len() >= 4 && packs.iter().all(|p| p.bytes.len() <= PACK_BYTES + 200));
    let mut book = book();
    assert!(packs.iter().all(|pack| book.take(&pack.bytes).is_ok()));
}

fn book() -> Book {
    Book::new(support::toy(), support::day("2022-06-01"))
}

/// As the book takes packs: what does not follow is named and changes nothing.
#[test]
fn faults_of_a_chain_are_named() {
    let note = |n: u64| event(stamp(n, 1), id(1), Action::Note("x".repeat(900_000)), &[]);
    let mut chain = packed((1..4).map(note));
    let other = |number: u32, prev: [u8; 32]| {
        let mut packer = Packer::new(DEVICE, number, prev, Rc::new(Plain));
        packer.add(note(9));
        packer.finish().remove(0)
    };
    let (forged, forked) = (other(3, [9; 32]), other(2, chain[0].head.hash));
    chain.extend([forged, forked]);
    let missing = |from, to| ChainFault::Missing { from, to };
    for (order, fault) in [
        (&[1, 2, 3][..], None),
        (&[2], Some(missing(1, 1))),
        (&[1, 3], Some(missing(2, 2))),
        (&[1, 2, 2], Some(ChainFault::Repeated(2))),
        (&[1, 2, 1], Some(ChainFault::Repeated(1))),
        (&[1, 2, 4], Some(ChainFault::Broken(3))),
        (&[1, 2, 5], Some(ChainFault::Forked(2))),
    ] {
        let mut book = book();
        let (last, before) = order.split_last().unwrap();
        before.iter().for_each(|n| _ = book.take(&chain[n - 1].bytes).unwrap());
        let refs = book.refs(&id(1)).unwrap();
        let taken = book.take(&chain[last - 1].bytes);
        assert_eq!(taken.err(), fault.map(BookError::Chain), "{order:?}");
        assert_eq!(
            book.refs(&id(1)).unwrap().len(),
            refs.len() + usize::from(taken.is_ok())
        );
    }
}

#[test]
fn another_version_or_algorithm_is_told_from_damage() {
    for version in [1, 3] {
        assert_eq!(
            unpack(&envelope(version, 0, &[0x80]), &Plain),
            Err(PackError::UnknownVersion)
        );
    }
    assert_eq!(
        unpack(&envelope(2, 1, &[0x80]), &Plain),
        Err(PackError::UnknownAlgorithm)
    );
    assert_eq!(unpack(&around(&[0x81]), &Plain), Err(PackError::BadEvents));
    assert_eq!(unpack(&around(&[0x80]), &Plain).expect("an empty pack").1, []);
    assert_eq!(unpack(&vec![0; PACK_LIMIT + 1], &Plain), Err(PackError::TooLarge));
}

#[test]
fn a_count_that_lies_asks_for_no_memory() {
    // An array of 2^62 events, and an event that replaces 2^62 others.
    let huge = [0x9b, 0x40, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(unpack(&around(&huge), &Plain), Err(PackError::BadEvents));
    let over = [&[0x81, 0xa1, 0x06][..], &huge].concat();
    assert_eq!(unpack(&around(&over), &Plain), Err(PackError::BadEvents));
}

/// A few bytes can stand for very many: without a bound a small pack takes all memory.
#[test]
fn a_small_pack_holds_no_more_than_a_large_one() {
    let note = |len: usize| event(stamp(1, 1), id(1), Action::Note("x".repeat(len)), &[]);
    let large = packed([note(PACK_LIMIT / 2)]).remove(0);
    assert!(large.bytes.len() < PACK_LIMIT / 100, "{}", large.bytes.len());
    assert_eq!(unpack(&large.bytes, &Plain).expect("readable").1.len(), 1);
    let beyond = envelope(2, 0, &deflated(&vec![0; PACK_LIMIT + 1]));
    assert!(beyond.len() < PACK_LIMIT / 100);
    // One event may be large; many beyond the size of a pack are none of ours.
    let one = unpacked(&read_envelope(&packed([note(10)])[0].bytes).unwrap().payload.bytes);
    let item = &one[3..];
    let count = PACK_BYTES / item.len() + 1;
    let head = [&[0x82, 0x80, 0x9a][..], &u32::try_from(count).unwrap().to_be_bytes()].concat();
    let many = envelope(2, 0, &deflated(&[head, item.repeat(count)].concat()));
    let behind = envelope(2, 0, &[deflated(&one), vec![0]].concat());
    let cut = envelope(2, 0, &deflated(&one)[..20]);
    let other = envelope(2, 0, &[&[2], one.as_slice()].concat());
    for (name, bytes) in [
        ("beyond", beyond),
        ("many", many),
        ("behind", behind),
        ("cut", cut),
        ("other", other),
    ] {
        assert_eq!(unpack(&bytes, &Plain), Err(PackError::BadEvents), "{name}");
    }
}

#[test]
fn entries_of_a_list_lie_in_less_than_half_the_room() {
    let row = |n: u64| {
        let fields = vec![
            (Field::CASE_NUMBER, text(&format!("（2026）豫1402执{n}号"))),
            (Field::DEBTOR, text("某某有限公司")),
        ];
        event(stamp(n, 1), id(1), Action::Set(fields), &[])
    };
    let pack = packed((1..2_000).map(row)).remove(0);
    let payload = read_envelope(&pack.bytes).expect("readable").payload.bytes.into_owned();
    assert!(payload.len() * 2 < unpacked(&payload).len(), "{}", payload.len());
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
    let (_, events) = unpack(&around(&payload), &Plain).expect("readable");
    assert_eq!(events[0].action, Action::Unknown { kind: 999 });
    assert_eq!(events[1].action, Action::Set(vec![(Field::REMARK, text("remark"))]));
    let again = packed(events.clone());
    let inside = read_envelope(&again[0].bytes).expect("readable").payload.bytes;
    assert_eq!(unpacked(&inside)[2..], payload);
    assert_eq!(unpack(&again[0].bytes, &Plain).expect("readable").1, events);
}
