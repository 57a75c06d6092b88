//! Keys and seals: what was sealed opens unchanged or not at all.
use casebook::pack::{PackError, unpack};
use vault::boxes::{open_box, seal_to};
use vault::keys::Keys;
use vault::lock::{Cost, unwrap, wrap};
use vault::ring::Keyring;
use vault::seal::{open, seal};

use super::Target;
use super::book::{hashed, sealed_with, unhashed};

const KEY: [u8; 32] = [5; 32];
const PLACE: &[u8] = b"fenliu fuzz 1\0";
const PLAIN: &[u8] = "（2026）豫14执1号".as_bytes();
const PASSPHRASE: &str = "柳絮 磨坊 四更 铜锁";

fn ring() -> Keyring {
    let mut chance = [0; 136];
    (1..).zip(&mut chance).for_each(|(n, byte)| *byte = n);
    let mut ring = Keyring::new(&chance);
    ring.add_key([9; 32]);
    ring
}

/// The secrets of a device.
pub const RING: Target = Target {
    name: "ring",
    seeds: || {
        vec![
            ring().to_bytes().to_vec(),
            Keyring::join(&[3; 104], [4; 16], &Keys(vec![KEY])).to_bytes().to_vec(),
        ]
    },
    run: |bytes| {
        let Ok(read) = Keyring::from_bytes(bytes) else {
            return false;
        };
        assert_eq!(*read.to_bytes(), bytes, "one spelling");
        true
    },
};

/// The same, wrapped by a passphrase: with a cost as forged as can be.
pub const LOCK: Target = Target {
    name: "lock-record",
    seeds: || wrap(&ring(), PASSPHRASE, [1; 16], Cost::test()).into_iter().collect(),
    run: |bytes| match unwrap(bytes, PASSPHRASE) {
        Ok(read) => {
            assert_eq!(*read.to_bytes(), *ring().to_bytes(), "opens unchanged or not at all");
            true
        }
        Err(_) => false,
    },
};

/// Sealed bytes.
pub const SEALED: Target = Target {
    name: "sealed",
    seeds: || vec![seal(&KEY, PLACE, PLAIN)],
    run: |bytes| match open(&KEY, PLACE, bytes) {
        Ok(plain) => {
            assert_eq!(
                (plain.as_slice(), bytes),
                (PLAIN, seal(&KEY, PLACE, PLAIN).as_slice()),
                "nothing else opens"
            );
            true
        }
        Err(_) => false,
    },
};

/// A box sealed to a public key.
pub const BOX: Target = Target {
    name: "box",
    seeds: || {
        seal_to(&ring().agree_key(), PLACE, PLAIN, &[6; 32])
            .into_iter()
            .collect()
    },
    run: |bytes| match open_box(&ring(), PLACE, bytes) {
        // Anybody may seal to a public key, but nobody can change what is sealed.
        Ok(plain) => {
            assert_eq!(plain.as_slice(), PLAIN);
            true
        }
        Err(_) => false,
    },
};

/// A sealed pack; its hash is put right.
pub const SEALED_PACK: Target = Target {
    name: "sealed-pack",
    seeds: || vec![unhashed(sealed_with(ring()))],
    run: |bytes| match unpack(&hashed(bytes.to_vec()), &ring()) {
        Ok((head, events)) => {
            assert!(!events.is_empty() && head.number == 1);
            true
        }
        Err(error) => {
            assert_ne!(
                error,
                PackError::BadEvents,
                "what opens was sealed by one who has the key, whole"
            );
            false
        }
    },
};
