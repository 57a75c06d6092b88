//! Published vectors: fixed chance gives fixed bytes, in this build and in every other.
//!
//! `cargo test --test sealing vectors -- --ignored` writes the file anew; a change of it is a change of the format.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use std::fmt::Write;
use std::io::Read;
use std::rc::Rc;

use crate::whole::seal_whole;
use casebook::action::Action;
use casebook::clock::{DeviceId, Moment, Stamp};
use casebook::event::Event;
use casebook::pack::{About, Packer, Plain, Sealer, envelope};
use casebook::seen::Seen;
use flate2::read::DeflateDecoder;
use serde_json::{Value, json};
use vault::backup::{self, Openers, With};
use vault::blob::{Blob, Kind};
use vault::invite::{Invitation, Link};
use vault::kit::{self, Kit, Share};
use vault::lock::{self, Cost};
use vault::{Keyring, Keys, boxes, key_id, seal, sign, space_id};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/vault_vectors.json");
const ABOUT: About = About {
    device: DeviceId(0x0102_0304_0506_0708),
    number: 2,
    prev: [0xab; 32],
};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut all, byte| {
        write!(all, "{byte:02x}").unwrap();
        all
    })
}

fn bytes(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    (0..text.len() / 2)
        .map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap())
        .collect()
}

/// Chance of the vectors: rising bytes.
fn chance<const N: usize>(from: u8) -> [u8; N] {
    std::array::from_fn(|at| from.wrapping_add(at as u8))
}

fn ring() -> Keyring {
    Keyring::new(&chance(0))
}

/// The content of a pack with one note, not made smaller, as that may differ from build to build; its author had seen one other chain.
fn payload() -> Vec<u8> {
    let seen = Seen {
        device: DeviceId(9),
        number: 3,
        hash: chance(12),
    };
    let stamp = Stamp {
        moment: Moment(1 << 16),
        device: ABOUT.device,
    };
    let note = Event {
        stamp,
        case: chance(13),
        by: String::new(),
        on_order_of: String::new(),
        at_ms: 1,
        action: Action::Note("n".to_owned()),
        over: Vec::new(),
        receipt: None,
        raw: None,
    };
    let mut packer = Packer::new(ABOUT.device, ABOUT.number, ABOUT.prev, Rc::new(Plain)).having_seen(vec![seen]);
    packer.add(note);
    let pack = packer.finish().remove(0);
    let payload = envelope(&pack.bytes).unwrap().payload.bytes.into_owned();
    let mut content = payload[1..].to_vec();
    if payload[0] == 1 {
        content.clear();
        DeflateDecoder::new(&payload[1..]).read_to_end(&mut content).unwrap();
    }
    content
}

/// Everything, made from fixed chance.
fn made() -> Value {
    let ring = ring();
    let keys = Keys(vec![chance(10), chance(50)]);
    let lock = lock::wrap(&ring, "商丘 2026", chance(3), Cost::test()).unwrap();
    let kit = Kit::new(&chance(5));
    let shares = kit::split(&chance(5), ring.space(), 3, 4, &chance(6)).unwrap();
    let invitation = Invitation::new(&chance(7));
    let link = Link {
        endpoint: "https://fenliu.example".to_owned(),
        founder: ring.verify_key(),
        expires_ms: 1_800_000_000_000,
        invitation: invitation.clone(),
    };
    let blob = Blob {
        id: chance(8),
        kind: Kind::Thumbnail,
    };
    let openers = Openers {
        lock: Some(&lock),
        kit: Some(kit.agree_key()),
    };
    json!({
        "about": "Made by tests/sealing/vectors.rs; docs/format.md says what it is. Bytes in hex. Chance from n: n, n+1, n+2 …",
        "seal": { "key": hex(&chance::<32>(1)), "aad": hex(b"place\0"), "plain": hex(b"plain"),
            "sealed": hex(&seal::seal(&chance(1), b"place\0", b"plain")) },
        "keys": { "key": hex(&chance::<32>(10)), "id": format!("{:016x}", key_id(&chance(10))), "bytes": hex(&keys.to_bytes()) },
        "ring": { "chance": hex(&chance::<136>(0)), "bytes": hex(&ring.to_bytes()), "space": hex(&ring.space()),
            "verify": hex(&ring.verify_key()), "agree": hex(&ring.agree_key()) },
        "sign": { "domain": "fenliu test 1", "bytes": hex(b"text"), "signature": hex(&ring.sign("fenliu test 1", b"text")) },
        "pack": { "device": "0102030405060708", "number": 2, "prev": hex(&ABOUT.prev), "plain": hex(b"events"),
            "key": format!("{:016x}", ring.current()), "sealed": hex(&Sealer::seal(&ring, &ABOUT, b"events").bytes) },
        "payload": { "seen": { "device": "0000000000000009", "number": 3, "hash": hex(&chance::<32>(12)) }, "note": "n",
            "content": hex(&payload()) },
        "lock": { "passphrase": "商丘 2026", "record": hex(&lock) },
        "box": { "info": hex(b"info"), "plain": hex(b"plain"), "chance": hex(&chance::<32>(4)),
            "bytes": hex(&boxes::seal_to(&ring.agree_key(), b"info", b"plain", &chance(4)).unwrap()) },
        "kit": { "secret": hex(&chance::<32>(5)), "verify": hex(&kit.verify_key()), "agree": hex(&kit.agree_key()),
            "id": hex(&kit.id()), "needed": 3, "of": 4, "chance": hex(&chance::<32>(6)),
            "shares": shares.iter().map(|share| share.text().to_string()).collect::<Vec<_>>(),
            "keys": hex(&kit::seal_keys(&kit.agree_key(), &ring.space(), &keys, &chance(4)).unwrap()) },
        "invitation": { "secret": hex(&chance::<32>(7)), "id": hex(&invitation.id()), "verify": hex(&invitation.verify_key()),
            "fragment": link.fragment().unwrap().to_string(), "keys": hex(&invitation.seal_keys(&ring.space(), &keys)) },
        "blob": { "id": hex(&blob.id), "kind": 2, "plain": hex(b"photo"), "bytes": hex(&blob.seal(&ring, b"photo")) },
        "backup": { "chance": hex(&chance::<64>(9)), "plain": hex(b"body"),
            "bytes": hex(&seal_whole(&ring, openers, &chance(9), b"body")) },
    })
}

fn kept() -> Value {
    serde_json::from_str(&std::fs::read_to_string(PATH).unwrap()).unwrap()
}

#[test]
#[ignore = "writes the vectors"]
fn write_the_vectors() {
    let text = serde_json::to_string_pretty(&made()).unwrap();
    std::fs::write(PATH, text + "\n").unwrap();
}

#[test]
fn the_same_chance_gives_the_published_bytes() {
    let (kept, made) = (kept(), made());
    for (name, value) in kept.as_object().unwrap() {
        assert_eq!(value, &made[name], "{name}");
    }
    assert_eq!(kept, made);
}

#[test]
fn the_published_bytes_open() {
    let (kept, ring) = (kept(), ring());
    let of = |name: &str, field: &str| bytes(&kept[name][field]);
    assert_eq!(
        seal::open(&chance(1), b"place\0", &of("seal", "sealed")).unwrap(),
        b"plain"
    );
    assert_eq!(
        *Keyring::from_bytes(&of("ring", "bytes")).unwrap().to_bytes(),
        *ring.to_bytes()
    );
    assert_eq!(ring.space(), space_id(&ring.verify_key()));
    let signature = of("sign", "signature").try_into().unwrap();
    assert!(sign::verify(&ring.verify_key(), "fenliu test 1", b"text", &signature));
    assert_eq!(
        *lock::unwrap(&of("lock", "record"), "商丘 2026").unwrap().to_bytes(),
        *ring.to_bytes()
    );
    assert_eq!(*boxes::open_box(&ring, b"info", &of("box", "bytes")).unwrap(), b"plain");
    let shares: Vec<Share> = kept["kit"]["shares"].as_array().unwrap()[1..]
        .iter()
        .map(|text| Share::parse(text.as_str().unwrap()).unwrap())
        .collect();
    let joined = kit::join(&shares).unwrap();
    assert_eq!(
        joined.kit.open_keys(&ring.space(), &of("kit", "keys")).unwrap().0.len(),
        2
    );
    let link = Link::parse(kept["invitation"]["fragment"].as_str().unwrap()).unwrap();
    assert_eq!(
        link.invitation
            .open_keys(&link.space(), &of("invitation", "keys"))
            .unwrap()
            .0
            .len(),
        2
    );
    let backup = backup::open(of("backup", "bytes"), With::Kit(&joined.kit)).unwrap();
    assert_eq!(backup.body, b"body");
}

/// RFC 9180 A.2.1 (DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305, base mode), first message; its aad is
/// not ours (we use none), so only the key of the receiver is compared here.
#[test]
fn the_agreement_key_is_that_of_the_standard() {
    let secret = bytes(&json!(
        "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb"
    ));
    let public = "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a";
    assert_eq!(hex(&boxes::agree_key(&secret.try_into().unwrap())), public);
}

/// RFC 8032, section 7.1, test 1: with an empty domain ours signs one zero byte, so the key is compared, and that the
/// signature of test 1 counts for no domain of ours.
#[test]
fn the_signing_key_is_that_of_the_standard() {
    let secret = bytes(&json!(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    ));
    let public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let key = sign::verify_key(&secret.try_into().unwrap());
    assert_eq!(hex(&key), public);
    let signature = bytes(&json!(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    ));
    assert!(!sign::verify(&key, "", b"", &signature.try_into().unwrap()));
}
