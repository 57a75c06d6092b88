//! A backup comes back whole, or not at all.
#![allow(clippy::unwrap_used)]

use files::backup::{self, BackupError, Made, Pack};
use files::backup_check::check;
use proptest::prelude::*;

const MADE: Made = Made {
    device: [7; 16],
    at_ms: 1_795_000_000_000,
};

fn pack(number: u64, bytes: &[u8]) -> Pack<'_> {
    Pack {
        device: [1; 16],
        number,
        bytes,
    }
}

fn sample() -> Vec<u8> {
    let packs = [pack(1, b"first"), pack(2, b""), pack(3, b"third")];
    backup::write(MADE, &packs, &[("filter/1", b"{}")], (2, 9)).unwrap()
}

/// What was written is read.
#[test]
fn backup_comes_back() {
    let bytes = sample();
    let read = backup::read(&bytes).unwrap();
    assert_eq!(read.made, MADE);
    assert_eq!(read.packs, [pack(1, b"first"), pack(2, b""), pack(3, b"third")]);
    assert_eq!(read.texts, [("filter/1", &b"{}"[..])]);
    assert_eq!(
        (
            read.counts.packs,
            read.counts.texts,
            read.counts.cases,
            read.counts.events
        ),
        (3, 1, 2, 9)
    );
}

/// A backup cut off anywhere, or with any one bit flipped, is refused as a whole.
#[test]
fn every_damage_is_found() {
    let whole = sample();
    for length in 0..whole.len() {
        assert!(backup::read(&whole[..length]).is_err(), "cut at {length}");
    }
    for at in 0..whole.len() * 8 {
        let mut bytes = whole.clone();
        bytes[at / 8] ^= 1 << (at % 8);
        assert!(backup::read(&bytes).is_err(), "bit {at}");
    }
}

/// Reading through, one entry at a time, finds the same as reading the whole.
#[test]
fn reading_through_finds_every_damage_too() {
    let whole = sample();
    let mut seen = Vec::new();
    let counts = check(&whole[..], |pack| {
        seen.push(pack.to_vec());
        true
    });
    assert_eq!(counts.unwrap(), backup::read(&whole).unwrap().counts);
    assert_eq!(seen, [&b"first"[..], b"", b"third"]);
    assert!(
        check(&whole[..], |pack| pack != b"third").is_err(),
        "a pack that is none"
    );
    for length in 0..whole.len() {
        assert!(check(&whole[..length], |_| true).is_err(), "cut at {length}");
    }
    for at in 0..whole.len() * 8 {
        let mut bytes = whole.clone();
        bytes[at / 8] ^= 1 << (at % 8);
        assert!(check(&bytes[..], |_| true).is_err(), "bit {at}");
    }
    let twice = backup::write(MADE, &[pack(1, b"a"), pack(1, b"a")], &[], (0, 0)).unwrap();
    for wrong in [twice, [&whole[..], b"x"].concat()] {
        let found = check(&wrong[..], |_| true).unwrap_err();
        let found = found
            .get_ref()
            .and_then(|error| error.downcast_ref::<BackupError>().copied());
        assert_eq!(found, backup::read(&wrong).err());
    }
}

/// Each kind of wrong file has its own code.
#[test]
fn wrong_files_are_named() {
    let with = |at: usize, byte: u8| {
        let mut bytes = sample();
        bytes[at] = byte;
        backup::read(&bytes).unwrap_err()
    };
    assert_eq!(backup::read(b""), Err(BackupError::WrongMagic));
    assert_eq!(backup::read(b"PK\x03\x04 a workbook"), Err(BackupError::WrongMagic));
    assert_eq!(with(8, 2), BackupError::NewerVersion);
    assert_eq!(with(9, 1), BackupError::UnknownAlgorithm);
    assert_eq!(with(20, 0), BackupError::Damaged);
    let mut longer = sample();
    longer.push(0);
    assert_eq!(backup::read(&longer), Err(BackupError::Trailing));
    let cut = sample();
    assert_eq!(backup::read(&cut[..cut.len() - 1]), Err(BackupError::Truncated));
    let twice = backup::write(MADE, &[pack(1, b"a"), pack(1, b"b")], &[], (0, 0)).unwrap();
    assert_eq!(backup::read(&twice), Err(BackupError::Twice));
}

proptest! {
    /// Bytes from anywhere never bring the reader down.
    #[test]
    fn noise_is_refused(mut bytes in proptest::collection::vec(any::<u8>(), 0..300), head in any::<bool>()) {
        if head {
            bytes.splice(0..0, sample().into_iter().take(66));
        }
        prop_assert!(backup::read(&bytes).is_err());
    }
}
