//! Sealed backups and blobs: chunks, what opens them, what they refuse.
#![allow(clippy::unwrap_used)]
use std::io::{Read, Write};

use crate::whole::seal_whole;
use proptest::prelude::*;
use vault::backup::{self, Openers, Sealing, With};
use vault::blob::{self, Blob, Kind};
use vault::chunks::{CHUNK, SEALED_CHUNK};
use vault::kit::Kit;
use vault::lock::{self, Cost};
use vault::{Keyring, VaultError};

fn ring(seed: u8) -> Keyring {
    Keyring::new(&std::array::from_fn(|at| seed.wrapping_mul(7).wrapping_add(at as u8)))
}

fn body(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at % 251) as u8).collect()
}

fn sealed(body: &[u8]) -> Vec<u8> {
    let ring = ring(1);
    let record = lock::wrap(&ring, "open", [2; 16], Cost::test()).unwrap();
    let openers = Openers {
        lock: Some(&record),
        kit: Some(Kit::new(&[3; 32]).agree_key()),
    };
    seal_whole(&ring, openers, &[4; 64], body)
}

#[test]
fn a_backup_opens_by_passphrase_by_kit_and_by_its_ring() {
    let file = sealed(&body(1000));
    let kit = Kit::new(&[3; 32]);
    for with in [With::Passphrase("open"), With::Kit(&kit), With::Keyring(&ring(1))] {
        let opened = backup::open(file.clone(), with).unwrap();
        assert_eq!((opened.space, opened.body), (ring(1).space(), body(1000)));
        assert_eq!(opened.keys, ring(1).keys());
        let with_ring = matches!(with, With::Passphrase(_));
        assert_eq!(
            opened.ring.map(|r| r.verify_key()),
            with_ring.then(|| ring(1).verify_key())
        );
    }
}

#[test]
fn a_backup_opens_by_nothing_else() {
    let file = sealed(b"x");
    let refused = |with: With<'_>| backup::open(file.clone(), with).unwrap_err();
    assert_eq!(refused(With::Passphrase("close")), VaultError::WrongPassphrase);
    assert_eq!(refused(With::Kit(&Kit::new(&[9; 32]))), VaultError::SealBroken);
    assert_eq!(refused(With::Keyring(&ring(2))), VaultError::SealBroken);
    let own = seal_whole(&ring(1), Openers::default(), &[4; 64], b"x");
    let refused = |with: With<'_>| backup::open(own.clone(), with).unwrap_err();
    assert_eq!(refused(With::Passphrase("open")), VaultError::NoOpener);
    assert_eq!(refused(With::Kit(&Kit::new(&[3; 32]))), VaultError::NoOpener);
}

#[test]
fn every_length_around_a_chunk_comes_back() {
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 200_000] {
        let opened = backup::open(sealed(&body(length)), With::Keyring(&ring(1))).unwrap();
        assert!(opened.body == body(length), "{length}");
        let (file, mut through) = (sealed(&body(length)), Vec::new());
        let mut opening = backup::opening(&file, With::Keyring(&ring(1))).unwrap();
        opening.read_to_end(&mut through).unwrap();
        assert!(through == body(length), "{length}");
        let cut = &file[..file.len() - 1];
        let mut opening = backup::opening(cut, With::Keyring(&ring(1))).unwrap();
        assert!(opening.read_to_end(&mut Vec::new()).is_err(), "{length}");
        let blob = Blob {
            id: [1; 16],
            kind: Kind::Whole,
        };
        let file = blob.seal(&ring(1), &body(length));
        assert!(blob.open(&ring(1), file).unwrap() == body(length), "{length}");
    }
}

#[test]
fn pieces_of_any_size_give_the_same_file() {
    let (whole, ring) = (body(150_000), ring(1));
    let by = |size: usize| {
        let mut sealing = Sealing::new(Vec::new(), &ring, Openers::default(), &[4; 64]).unwrap();
        whole.chunks(size).for_each(|piece| sealing.write_all(piece).unwrap());
        sealing.finish().unwrap()
    };
    assert!(by(1) == by(150_000) && by(CHUNK) == by(70_001));
}

#[test]
fn any_bit_flipped_anywhere_is_refused() {
    let file = sealed(b"short");
    for bit in 0..file.len() * 8 {
        let mut bad = file.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        assert!(backup::open(bad, With::Keyring(&ring(1))).is_err(), "bit {bit}");
    }
}

#[test]
fn a_backup_cut_off_anywhere_is_refused_and_at_a_chunk_it_says_so() {
    let file = sealed(&body(3 * CHUNK));
    let first = file.len() - 3 * SEALED_CHUNK;
    let cut = |length: usize| backup::open(file[..length].to_vec(), With::Keyring(&ring(1))).unwrap_err();
    for chunks in 0..3 {
        assert_eq!(
            cut(first + chunks * SEALED_CHUNK),
            VaultError::Truncated,
            "{chunks} chunks"
        );
    }
    for length in (0..first).chain([first + 1, first + SEALED_CHUNK + 39, file.len() - 1]) {
        let error = cut(length);
        assert!(
            matches!(
                error,
                VaultError::Truncated | VaultError::SealBroken | VaultError::NotABackup
            ),
            "{length}"
        );
    }
    let mut longer = file.clone();
    longer.push(0);
    assert!(backup::open(longer, With::Keyring(&ring(1))).is_err());
}

#[test]
fn chunks_in_another_order_repeated_or_from_another_file_are_refused() {
    let file = sealed(&body(3 * CHUNK));
    let first = file.len() - 3 * SEALED_CHUNK;
    let chunk = |at: usize| file[first + at * SEALED_CHUNK..][..SEALED_CHUNK].to_vec();
    let with = |order: &[usize]| {
        let parts: Vec<u8> = order.iter().flat_map(|at| chunk(*at)).collect();
        backup::open([&file[..first], &parts].concat(), With::Keyring(&ring(1)))
    };
    assert!(with(&[0, 1, 2]).is_ok());
    for order in [
        [1, 0, 2].as_slice(),
        &[0, 0, 2],
        &[0, 2],
        &[0, 1, 1, 2],
        &[2],
        &[0, 1, 2, 2],
    ] {
        assert!(with(order).is_err(), "{order:?}");
    }
    // The same content in a file with another opener: the chunks are bound to the head.
    let other = seal_whole(&ring(1), Openers::default(), &[4; 64], &body(3 * CHUNK));
    let mixed = [&file[..first], &other[other.len() - 3 * SEALED_CHUNK..]].concat();
    assert!(backup::open(mixed, With::Keyring(&ring(1))).is_err());
}

#[test]
fn a_newer_backup_says_so_and_other_files_are_none() {
    let mut newer = sealed(b"x");
    newer[8] = 2;
    assert_eq!(
        backup::open(newer, With::Keyring(&ring(1))).unwrap_err(),
        VaultError::NewerVersion
    );
    assert_eq!(
        backup::open(b"FENLIUBK".to_vec(), With::Keyring(&ring(1))).unwrap_err(),
        VaultError::NotABackup
    );
    assert!(backup::is_sealed(&sealed(b"x")) && !backup::is_sealed(b"FENLIUBK"));
}

#[test]
fn nothing_of_the_content_is_readable() {
    let plain = "申请执行人：商丘市某某公司".repeat(5000);
    let file = sealed(plain.as_bytes());
    let piece = "商丘市".as_bytes();
    assert!(!file.windows(piece.len()).any(|window| window == piece));
}

/// Padding the last chunk alone left 299 sizes of attachments between 3.0 and 3.2 MB.
#[test]
fn sizes_of_pictures_are_hidden() {
    let (ring, id) = (ring(1), [1; 16]);
    let blob = Blob { id, kind: Kind::Whole };
    let plain = body(720_000);
    let lengths = (600_000..=plain.len()).step_by(1_500);
    let sizes: std::collections::BTreeSet<usize> = lengths.map(|n| blob.seal(&ring, &plain[..n]).len()).collect();
    assert!(sizes.len() <= 9, "{} sizes", sizes.len());
    for n in [0, 1, 255, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK] {
        let sealed = blob.seal(&ring, &plain[..n]);
        assert!(sealed.len() <= 17 + (n + n / 8 + 512) + 40 * (n / CHUNK + 2), "{n}");
        assert!(blob.open(&ring, sealed).unwrap() == plain[..n], "{n}");
    }
}

#[test]
fn a_part_of_a_blob_opens_alone_and_only_in_its_place() {
    let (ring, blob) = (
        ring(1),
        Blob {
            id: [1; 16],
            kind: Kind::Whole,
        },
    );
    let plain = body(2 * CHUNK + 10);
    let file = blob.seal(&ring, &plain);
    let key = blob::key_of(&file).unwrap();
    for index in 0..3 {
        let place = blob::chunk(file.len(), index).unwrap();
        let part = blob
            .open_chunk(&ring, key, file.len(), index, &file[place.clone()])
            .unwrap();
        let of_content = &plain[index * CHUNK..plain.len().min((index + 1) * CHUNK)];
        assert!(part.starts_with(of_content), "{index}");
        // Only padding follows.
        let rest = &part[of_content.len()..];
        assert!(rest.first().is_none_or(|end| *end == 0x80) && rest.iter().skip(1).all(|byte| *byte == 0));
        let elsewhere = blob.open_chunk(&ring, key, file.len(), (index + 1) % 3, &file[place]);
        assert_eq!(elsewhere, Err(VaultError::SealBroken));
    }
    assert_eq!(blob::chunk(file.len(), 3), None);
}

#[test]
fn a_blob_opens_only_under_its_name_kind_and_keys() {
    let blob = Blob {
        id: [1; 16],
        kind: Kind::Whole,
    };
    let file = blob.seal(&ring(1), b"photo");
    let others = [
        Blob { id: [2; 16], ..blob },
        Blob {
            kind: Kind::Thumbnail,
            ..blob
        },
    ];
    for other in others {
        assert_eq!(other.open(&ring(1), file.clone()), Err(VaultError::SealBroken));
    }
    assert_eq!(blob.open(&ring(2), file.clone()), Err(VaultError::NoKey));
    let mut rotated = ring(1);
    let key = rotated.add_key([9; 32]);
    assert!(rotated.set_current(key));
    assert_eq!(blob.open(&rotated, file).unwrap(), b"photo");
}

proptest! {
    #[test]
    fn bad_bytes_never_panic(bytes: Vec<u8>) {
        let with_magic = |magic: &[u8]| [magic, &bytes].concat();
        prop_assert!(backup::open(with_magic(b"FENLIUSB\x01"), With::Keyring(&ring(1))).is_err());
        let blob = Blob { id: [1; 16], kind: Kind::Whole };
        prop_assert!(blob.open(&ring(1), with_magic(b"FENLIUBL\x01")).is_err());
        prop_assert!(blob.open_chunk(&ring(1), 0, bytes.len(), 0, &bytes).is_err());
    }
}
