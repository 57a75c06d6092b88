//! The vault: seals, ring, lock, boxes, signatures.
#![allow(clippy::unwrap_used)]
use std::rc::Rc;

use casebook::clock::DeviceId;
use casebook::pack::{About, PackError, Sealed, Sealer, signed};
use proptest::prelude::*;
use vault::lock::{self, Cost};
use vault::pad::{LEAST, padded_len};
use vault::{Keyring, Keys, VaultError, boxes, key_id, packs, seal, sign, space_id};

/// Different bytes for every seed: stands for chance.
fn chance<const N: usize>(seed: u8) -> [u8; N] {
    std::array::from_fn(|at| {
        (at as u8)
            .wrapping_mul(31)
            .wrapping_add(seed)
            .wrapping_add((at >> 8) as u8)
    })
}

fn founder() -> Keyring {
    Keyring::new(&chance(1))
}

const ABOUT: About = About {
    device: DeviceId(7),
    number: 3,
    prev: [9; 32],
};

#[test]
fn a_seal_opens_only_with_its_key_in_its_place() {
    let (key, plain) = (chance(3), b"(2026)\xe8\xb1\xab1403\xe6\x89\xa71".as_slice());
    let sealed = seal::seal(&key, b"place\0a", plain);
    assert_eq!(seal::open(&key, b"place\0a", &sealed).unwrap(), plain);
    assert_eq!(seal::open(&key, b"place\0b", &sealed), Err(VaultError::SealBroken));
    assert_eq!(
        seal::open(&chance(4), b"place\0a", &sealed),
        Err(VaultError::SealBroken)
    );
    assert!(!sealed.windows(plain.len()).any(|part| part == plain));
}

#[test]
fn a_seal_with_any_bit_flipped_or_any_tail_missing_is_refused() {
    let key = chance(3);
    let sealed = seal::seal(&key, b"", b"short");
    for bit in 0..sealed.len() * 8 {
        let mut bad = sealed.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(seal::open(&key, b"", &bad), Err(VaultError::SealBroken), "bit {bit}");
    }
    for length in 0..sealed.len() {
        assert_eq!(seal::open(&key, b"", &sealed[..length]), Err(VaultError::SealBroken));
    }
}

#[test]
fn nonces_differ_for_places_contents_and_where_one_ends() {
    let key = chance(3);
    let nonce = |aad: &[u8], plain: &[u8]| seal::seal(&key, aad, plain)[..24].to_vec();
    let all = [
        nonce(b"a", b""),
        nonce(b"", b"a"),
        nonce(b"b", b""),
        nonce(b"", b""),
        nonce(b"a", b"\x80"),
    ];
    for (at, one) in all.iter().enumerate() {
        assert!(!all[..at].contains(one), "{at}");
    }
    assert_eq!(nonce(b"a", b"x"), nonce(b"a", b"x"));
    // 260 bytes are padded to 272, their last 244 to 256: place and padded content are the same bytes in a row.
    let long: Vec<u8> = (0..260).map(|at| at as u8).collect();
    assert_ne!(nonce(b"", &long), nonce(&long[..16], &long[16..]));
}

#[test]
fn sizes_are_hidden() {
    let key = chance(3);
    let size = |n: usize| seal::seal(&key, b"", &vec![1; n]).len();
    for n in 0..LEAST {
        assert_eq!(size(n), 24 + 256 + 16, "{n} bytes");
    }
    // A note of 3,000 to 3,071 bytes looks like any other of them.
    assert_eq!(size(2_945), size(3_007));
    let sizes: std::collections::BTreeSet<_> = (0..100_000).map(padded_len).collect();
    assert!(sizes.len() < 170, "{} sizes below 100,000", sizes.len());
    for n in 256..200_000 {
        assert!(padded_len(n) > n && padded_len(n) * 100 <= (n + 1) * 112, "{n}");
    }
}

proptest! {
    #[test]
    fn whatever_is_sealed_comes_back(plain: Vec<u8>, aad: Vec<u8>, key: [u8; 32]) {
        let sealed = seal::seal(&key, &aad, &plain);
        prop_assert_eq!(sealed.len(), seal::sealed_len(plain.len()));
        prop_assert_eq!(seal::open(&key, &aad, &sealed).unwrap(), plain);
    }

    #[test]
    fn bad_bytes_never_panic(bytes: Vec<u8>) {
        prop_assert!(Keyring::from_bytes(&bytes).is_err());
        prop_assert!(lock::unwrap(&bytes, "x").is_err());
        prop_assert!(boxes::open_box(&founder(), b"", &bytes).is_err());
        prop_assert!(seal::open(&[0; 32], b"", &bytes).is_err());
        let _ = Keys::from_bytes(&bytes);
    }
}

#[test]
fn a_ring_comes_back_from_its_bytes() {
    let mut ring = founder();
    let second = ring.add_key(chance(5));
    assert!(ring.set_current(second));
    let back = Keyring::from_bytes(&ring.to_bytes()).unwrap();
    assert_eq!(*back.to_bytes(), *ring.to_bytes());
    assert_eq!((back.device(), back.space()), (ring.device(), ring.space()));
    assert_eq!(back.current(), second);
    assert_eq!(back.keys(), ring.keys());
    assert_eq!(back.space(), space_id(&ring.verify_key()));
}

#[test]
fn a_ring_shows_no_secret_and_keys_show_only_names() {
    let ring = founder();
    let shown = format!("{ring:?} {:?}", ring.keys());
    assert!(shown.contains(&format!("{:016x}", ring.current())));
    for secret in [ring.local_key(), ring.agree_secret(), &ring.keys().0[0]] {
        assert!(!shown.contains(&format!("{:?}", &secret[..4]).replace(['[', ']'], "")));
        assert!(!shown.contains(&format!("{:02x}{:02x}{:02x}", secret[0], secret[1], secret[2])));
    }
}

#[test]
fn a_joining_device_reads_what_the_space_wrote_and_has_its_own_name() {
    let founder = founder();
    let joined = Keyring::join(&chance(40), founder.space(), &founder.keys());
    assert_ne!(joined.device(), founder.device());
    assert_ne!(joined.verify_key(), founder.verify_key());
    let sealed = founder.seal(&ABOUT, b"events");
    assert_eq!(joined.open(&ABOUT, sealed).unwrap(), b"events".as_slice());
    assert!(
        !Keyring::join(&chance(40), founder.space(), &Keys(vec![]))
            .keys()
            .0
            .is_empty()
    );
}

#[test]
fn a_pack_opens_only_in_its_place_and_with_a_known_key() {
    let ring = founder();
    let sealed = ring.seal(&ABOUT, b"events");
    assert_eq!(ring.open(&ABOUT, sealed.clone()).unwrap(), b"events".as_slice());
    let elsewhere = [
        About { number: 4, ..ABOUT },
        About {
            device: DeviceId(8),
            ..ABOUT
        },
        About { prev: [8; 32], ..ABOUT },
    ];
    for about in elsewhere {
        assert_eq!(ring.open(&about, sealed.clone()), Err(PackError::SealBroken));
    }
    let stranger = Keyring::new(&chance(77));
    assert_eq!(stranger.open(&ABOUT, sealed.clone()), Err(PackError::NoKey));
    let plain = Sealed { algorithm: 0, ..sealed };
    assert_eq!(ring.open(&ABOUT, plain), Err(PackError::UnknownAlgorithm));
}

#[test]
fn old_packs_open_after_a_new_key_and_new_ones_name_it() {
    let mut ring = founder();
    let old = ring.seal(&ABOUT, b"old").into_owned();
    let id = ring.add_key(chance(9));
    assert_eq!(id, key_id(&chance(9)));
    assert_eq!(ring.add_key(chance(9)), id);
    assert!(ring.set_current(id) && !ring.set_current(1));
    let new = ring.seal(&ABOUT, b"new").into_owned();
    assert_eq!((new.key, ring.current()), (id, id));
    assert_eq!(ring.open(&ABOUT, old).unwrap(), b"old".as_slice());
    assert_eq!(founder().open(&ABOUT, new), Err(PackError::NoKey));
}

trait IntoOwned {
    fn into_owned(self) -> Sealed<'static>;
}

impl IntoOwned for Sealed<'_> {
    fn into_owned(self) -> Sealed<'static> {
        Sealed {
            algorithm: self.algorithm,
            key: self.key,
            bytes: self.bytes.into_owned().into(),
        }
    }
}

#[test]
fn a_signature_counts_for_its_domain_its_key_and_its_bytes_only() {
    let ring = founder();
    let signature = ring.sign("fenliu test 1", b"text");
    assert!(sign::verify(&ring.verify_key(), "fenliu test 1", b"text", &signature));
    assert!(!sign::verify(&ring.verify_key(), "fenliu test 2", b"text", &signature));
    assert!(!sign::verify(&ring.verify_key(), "fenliu test 1", b"texT", &signature));
    assert!(!sign::verify(
        &Keyring::new(&chance(2)).verify_key(),
        "fenliu test 1",
        b"text",
        &signature
    ));
    assert!(!sign::verify(&[0; 32], "fenliu test 1", b"text", &[0; 64]));
}

#[test]
fn a_pack_signature_is_over_the_text_the_case_book_names() {
    let (ring, hash) = (founder(), [5; 32]);
    let signature = Sealer::sign(&ring, &hash).unwrap();
    assert!(ring.verify(&ring.verify_key(), &signed(&hash), &signature));
    assert!(!ring.verify(&ring.verify_key(), &signed(&[6; 32]), &signature));
    let text = signed(&hash);
    let (domain, rest) = text.split_at(packs::PACK_DOMAIN.len());
    assert_eq!(
        (domain, rest),
        (
            packs::PACK_DOMAIN.as_bytes(),
            [&[0u8], hash.as_slice()].concat().as_slice()
        )
    );
}

#[test]
fn a_lock_opens_with_its_passphrase_however_it_was_typed() {
    let ring = founder();
    let record = lock::wrap(&ring, "Shangqiu 2026", chance(8), Cost::test()).unwrap();
    for typed in ["Shangqiu 2026", " Shangqiu 2026\n", "Ｓｈａｎｇｑｉｕ　２０２６"] {
        assert_eq!(*lock::unwrap(&record, typed).unwrap().to_bytes(), *ring.to_bytes());
    }
    for wrong in ["", "shangqiu 2026", "Shangqiu 2027", "Shangqiu2026"] {
        assert_eq!(lock::unwrap(&record, wrong).unwrap_err(), VaultError::WrongPassphrase);
    }
}

#[test]
fn a_lock_with_any_bit_flipped_does_not_open() {
    let record = lock::wrap(&founder(), "x", chance(8), Cost::test()).unwrap();
    // Bits of the cost are left to the next test: they only change how long it takes to refuse.
    for bit in (0..9 * 8).chain(17 * 8..record.len() * 8) {
        let mut bad = record.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        assert!(lock::unwrap(&bad, "x").is_err(), "bit {bit}");
    }
}

#[test]
fn a_lock_that_would_exhaust_the_device_is_refused_unread() {
    let record = lock::wrap(&founder(), "x", chance(8), Cost::test()).unwrap();
    let with = |memory: u32, passes: u32| {
        let mut bad = record.clone();
        bad[9..13].copy_from_slice(&memory.to_be_bytes());
        bad[13..17].copy_from_slice(&passes.to_be_bytes());
        lock::unwrap(&bad, "x").unwrap_err()
    };
    for (memory, passes) in [
        (u32::MAX, 1),
        (1 << 19, 1),
        (1 << 18, 5),
        (64, u32::MAX),
        (0, 1),
        (64, 0),
    ] {
        assert_eq!(
            with(memory, passes),
            VaultError::AbsurdCost,
            "{memory} KiB, {passes} passes"
        );
    }
    assert_eq!(with(40, 1), VaultError::WrongPassphrase);
}

#[test]
fn a_lock_of_a_newer_version_says_so() {
    let mut record = lock::wrap(&founder(), "x", chance(8), Cost::test()).unwrap();
    record[8] = 2;
    assert_eq!(lock::unwrap(&record, "x").unwrap_err(), VaultError::NewerVersion);
}

#[test]
fn bytes_of_another_version_say_so() {
    let ring = founder();
    let with = |mut bytes: Vec<u8>, version: u8| {
        bytes[0] = version;
        bytes
    };
    let ring_bytes = |version| with(ring.to_bytes().to_vec(), version);
    assert_eq!(
        Keyring::from_bytes(&ring_bytes(2)).unwrap_err(),
        VaultError::NewerVersion
    );
    assert_eq!(Keyring::from_bytes(&ring_bytes(0)).unwrap_err(), VaultError::Malformed);
    let keys = |version| with(ring.keys().to_bytes().to_vec(), version);
    assert_eq!(Keys::from_bytes(&keys(2)), Err(VaultError::NewerVersion));
    assert_eq!(Keys::from_bytes(&keys(0)), Err(VaultError::Malformed));
    let sealed = boxes::seal_to(&ring.agree_key(), b"", b"x", &chance(6)).unwrap();
    let opened = |version| boxes::open_box(&ring, b"", &with(sealed.clone(), version)).unwrap_err();
    assert_eq!(
        (opened(2), opened(0)),
        (VaultError::NewerVersion, VaultError::Malformed)
    );
}

#[test]
fn a_ring_with_anything_missing_added_or_a_strange_current_key_is_refused() {
    let bytes = founder().to_bytes();
    for length in 0..bytes.len() {
        assert!(Keyring::from_bytes(&bytes[..length]).is_err(), "{length}");
    }
    assert!(Keyring::from_bytes(&[&bytes, [0].as_slice()].concat()).is_err());
    let mut strange = bytes.to_vec();
    strange[121] ^= 1;
    assert_eq!(Keyring::from_bytes(&strange).unwrap_err(), VaultError::Malformed);
}

#[test]
fn wrong_tries_cost_more_and_more_time() {
    let delays: Vec<u64> = (0..14).map(lock::delay_ms).collect();
    assert_eq!(&delays[..6], [0, 0, 0, 1000, 2000, 4000]);
    assert!(delays.is_sorted());
    assert_eq!(lock::delay_ms(u32::MAX), 300_000);
}

#[test]
fn a_box_opens_for_its_receiver_and_its_purpose_only() {
    let (ring, other) = (founder(), Keyring::new(&chance(2)));
    let sealed = boxes::seal_to(&ring.agree_key(), b"fenliu test 1", b"keys", &chance(6)).unwrap();
    assert_eq!(*boxes::open_box(&ring, b"fenliu test 1", &sealed).unwrap(), b"keys");
    assert_eq!(
        *boxes::open_box(ring.agree_secret(), b"fenliu test 1", &sealed).unwrap(),
        b"keys"
    );
    assert_eq!(
        boxes::open_box(&other, b"fenliu test 1", &sealed),
        Err(VaultError::SealBroken)
    );
    assert_eq!(
        boxes::open_box(&ring, b"fenliu test 2", &sealed),
        Err(VaultError::SealBroken)
    );
    for bit in 8..sealed.len() * 8 {
        let mut bad = sealed.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        // The highest bit of an X25519 key does not count, so it alone may be flipped; the library then still refuses,
        // because the key's bytes are part of what the cipher key is made from.
        assert!(boxes::open_box(&ring, b"fenliu test 1", &bad).is_err(), "bit {bit}");
    }
}

#[test]
fn chance_used_twice_makes_two_boxes() {
    let ring = founder();
    let sealed = |plain: &[u8]| boxes::seal_to(&ring.agree_key(), b"", plain, &chance(6)).unwrap();
    assert_ne!(sealed(b"one")[1..33], sealed(b"two")[1..33]);
    assert_eq!(boxes::seal_to(&[0; 32], b"", b"x", &chance(6)), Err(VaultError::BadKey));
}

#[test]
fn a_ring_is_shared_as_a_sealer() {
    let sealer: Rc<dyn Sealer> = Rc::new(founder());
    let sealed = sealer.seal(&ABOUT, b"x");
    assert_eq!(sealer.open(&ABOUT, sealed).unwrap(), b"x".as_slice());
}
