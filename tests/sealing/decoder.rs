//! The decoder in another language reads what is written here.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book as support;

use std::io::Read;
use std::process::{Command, Output};
use std::rc::Rc;

use crate::whole::seal_whole;
use casebook::clock::DeviceId;
use casebook::event::Event;
use casebook::pack::{About, Pack, Packer, Sealer, envelope};
use casebook::seen::Seen;
use files::backup as book;
use flate2::read::DeflateDecoder;
use minicbor::Decoder;
use minicbor::data::Type;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};
use support::any_events;
use vault::backup::Openers;
use vault::lock::{self, Cost};
use vault::{Keyring, backup};

const PASSPHRASE: &str = "商丘 2026 ok";

fn ring() -> Keyring {
    let mut ring = Keyring::new(&std::array::from_fn(|at| at as u8 ^ 0xa5));
    let second = ring.add_key([9; 32]);
    assert!(ring.set_current(second));
    ring
}

/// Some packs of one device, the first sealed with the first key of the space.
fn packs() -> Vec<Pack> {
    let mut runner = TestRunner::deterministic();
    let events: Vec<Event> = any_events().new_tree(&mut runner).unwrap().current();
    assert!(!events.is_empty());
    let mut packs: Vec<Pack> = Vec::new();
    let first = Keyring::new(&std::array::from_fn(|at| at as u8 ^ 0xa5));
    for sealer in [Rc::new(first), Rc::new(ring())] {
        let prev = packs.last().map_or([0; 32], |pack| pack.head.hash);
        let seen = vec![Seen {
            device: DeviceId(9),
            number: 3,
            hash: [7; 32],
        }];
        let mut packer = Packer::new(sealer.device(), packs.len() as u32 + 1, prev, sealer).having_seen(seen);
        events.iter().for_each(|event| {
            packer.add(event.clone());
        });
        packs.extend(packer.finish());
    }
    packs
}

fn sealed(packs: &[Pack], cost: Cost) -> Vec<u8> {
    let entries: Vec<book::Pack<'_>> = packs
        .iter()
        .map(|pack| book::Pack {
            device: u128::from(pack.head.device.0).to_be_bytes(),
            number: pack.head.number.into(),
            bytes: &pack.bytes,
        })
        .collect();
    let made = book::Made {
        device: [1; 16],
        at_ms: 1_790_000_000_000,
    };
    // A long text, so that there are several chunks.
    let text = vec![b'x'; 150_000];
    let body = book::write(made, &entries, &[("author", b"a"), ("long", &text)], (1, 2)).unwrap();
    let record = lock::wrap(&ring(), PASSPHRASE, [3; 16], cost).unwrap();
    let openers = Openers {
        lock: Some(&record),
        kit: None,
    };
    seal_whole(&ring(), openers, &[4; 64], &body)
}

/// Runs the decoder; nothing if there is no interpreter.
fn decode(name: &str, file: &[u8], passphrase: &str) -> Option<Output> {
    let path = std::env::temp_dir().join(format!("fenliu-{name}-{}.sealed", std::process::id()));
    std::fs::write(&path, file).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/decoder/open_backup.mjs");
    let run = Command::new("node").arg(script).arg(&path).arg(passphrase).output();
    std::fs::remove_file(&path).unwrap();
    match run {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("SKIPPED: there is no `node` here, so the decoder in another language did not run");
            None
        }
        run => Some(run.unwrap()),
    }
}

/// CBOR as the decoder prints it.
fn cbor(d: &mut Decoder<'_>) -> Value {
    let number = |n: i128| {
        if n.unsigned_abs() < 1 << 53 {
            json!(n as i64)
        } else {
            json!(n.to_string())
        }
    };
    match d.datatype().unwrap() {
        Type::Bool => json!(d.bool().unwrap()),
        Type::Null => d.null().map(|()| Value::Null).unwrap(),
        Type::Bytes => json!(
            d.bytes()
                .unwrap()
                .iter()
                .fold("0x".to_owned(), |all, byte| format!("{all}{byte:02x}"))
        ),
        Type::String => json!(d.str().unwrap()),
        Type::Tag => json!({ "tag": d.tag().unwrap().as_u64(), "value": cbor(d) }),
        Type::Array | Type::ArrayIndef => {
            let length = d.array().unwrap();
            json!(items(d, length, cbor))
        }
        Type::Map | Type::MapIndef => {
            let length = d.map().unwrap();
            let entry = |d: &mut Decoder<'_>| match cbor(d) {
                Value::String(key) => (key, cbor(d)),
                key => (key.to_string(), cbor(d)),
            };
            Value::Object(items(d, length, entry).into_iter().collect::<Map<_, _>>())
        }
        _ => number(d.int().unwrap().into()),
    }
}

/// So many items, or all until the end.
fn items<'b, T>(d: &mut Decoder<'b>, length: Option<u64>, one: impl Fn(&mut Decoder<'b>) -> T) -> Vec<T> {
    let mut all = Vec::new();
    while match length {
        Some(length) => (all.len() as u64) < length,
        None => d.datatype().unwrap() != Type::Break,
    } {
        all.push(one(d));
    }
    if length.is_none() {
        d.skip().unwrap();
    }
    all
}

/// What the decoder should print of a pack.
fn expected(pack: &Pack) -> Value {
    let read = envelope(&pack.bytes).unwrap();
    let head = read.head;
    let about = About {
        device: head.device,
        number: head.number,
        prev: head.prev,
    };
    let payload = ring().open(&about, read.payload).unwrap().into_owned();
    let mut content = payload[1..].to_vec();
    if payload[0] == 1 {
        content.clear();
        DeflateDecoder::new(&payload[1..]).read_to_end(&mut content).unwrap();
    }
    let content = cbor(&mut Decoder::new(&content));
    let hex = |bytes: &[u8]| {
        bytes
            .iter()
            .fold("0x".to_owned(), |all, byte| format!("{all}{byte:02x}"))
    };
    json!({
        "device": head.device.0.to_string(),
        "number": head.number,
        "prev": hex(&head.prev),
        "hash": hex(&head.hash),
        "seen": content[0],
        "events": content[1],
    })
}

#[test]
fn the_decoder_prints_heads_and_events_of_a_sealed_backup() {
    let packs = packs();
    let Some(run) = decode("whole", &sealed(&packs, Cost::test()), PASSPHRASE) else {
        return;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let printed: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(printed["madeAtMs"], json!(1_790_000_000_000_i64));
    assert_eq!(printed["texts"], json!(["author", "long"]));
    let expected: Vec<Value> = packs.iter().map(expected).collect();
    assert_eq!(expected.len(), 2);
    assert_eq!(printed["packs"], json!(expected));
}

#[test]
fn the_decoder_opens_a_lock_as_hard_as_people_use() {
    let file = sealed(&packs()[..1], Cost::TABLET);
    let Some(run) = decode("hard", &file, PASSPHRASE) else {
        return;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn the_decoder_refuses_what_is_refused_here() {
    let packs = packs();
    let file = sealed(&packs[..1], Cost::test());
    let mut changed = file.clone();
    *changed.last_mut().unwrap() ^= 1;
    for (name, bytes, passphrase) in [
        ("passphrase", file.as_slice(), "商丘 2027 ok"),
        ("cut", &file[..file.len() - 1], PASSPHRASE),
        ("changed", &changed, PASSPHRASE),
        ("other", b"FENLIUBK".as_slice(), PASSPHRASE),
    ] {
        let Some(run) = decode(name, bytes, passphrase) else {
            return;
        };
        assert!(!run.status.success() && run.stdout.is_empty(), "{name}");
        assert!(
            backup::open(bytes.to_vec(), backup::With::Passphrase(passphrase)).is_err(),
            "{name}"
        );
    }
}

#[test]
fn the_decoder_is_short() {
    let lines: usize = ["crypto.mjs", "open_backup.mjs"]
        .iter()
        .map(|name| format!("{}/tests/decoder/{name}", env!("CARGO_MANIFEST_DIR")))
        .map(|path| std::fs::read_to_string(path).unwrap().lines().count())
        .sum();
    assert!(lines <= 300, "{lines} lines");
}
