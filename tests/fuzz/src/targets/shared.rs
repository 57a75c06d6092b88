//! What passes an endpoint: names of objects, headers of requests, records of the roster.
use casebook::clock::DeviceId;
use ed25519_dalek::{Signer, SigningKey};
use sync::names::{Name, is_beginning};
use sync::roster::{Fact, Record, Roster};
use sync::signed::{Asked, Signed};

use super::Target;

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn by() -> [u8; 32] {
    key().verifying_key().to_bytes()
}

fn sign(domain: &str, bytes: &[u8]) -> [u8; 64] {
    key().sign(&[domain.as_bytes(), &[0], bytes].concat()).to_bytes()
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Names of objects: there is one spelling, and it leads nowhere else.
pub const NAME: Target = Target {
    name: "object-name",
    seeds: || {
        let device = DeviceId(0x1234_5678_9abc_def0);
        let names = [
            Name::Pack { device, number: 7 },
            Name::Bundle {
                device,
                from: 1,
                to: 64,
            },
            Name::Record([1; 16]),
            Name::Invitation([2; 16]),
            Name::Keys { device, number: 3 },
            Name::Blob([4; 16]),
            Name::Thumb([5; 16]),
        ];
        names.iter().map(|n| n.to_string().into_bytes()).collect()
    },
    run: |bytes| {
        let text = lossy(bytes);
        let _ = is_beginning(&text);
        let Some(name) = Name::parse(&text) else { return false };
        assert_eq!(name.to_string(), text, "one spelling");
        assert!(
            !text.contains("..") && !text.starts_with('/') && is_beginning(&text),
            "{text}"
        );
        true
    },
};

/// The header of a signed request.
pub const REQUEST: Target = Target {
    name: "request",
    seeds: || {
        let asked = Asked {
            method: "GET",
            target: "/v1/00/o?under=p/",
        };
        vec![
            Signed::new(&asked, b"", by(), 1_795_000_000_000, [9; 8], sign)
                .to_string()
                .into_bytes(),
        ]
    },
    run: |bytes| {
        let text = lossy(bytes);
        let Ok(signed) = Signed::parse(&text) else { return false };
        assert_eq!(signed.to_string(), text, "one spelling");
        let other = Asked {
            method: "PUT",
            target: "/v1/00/o/p/1",
        };
        assert!(
            signed.verify(&other, signed.time_ms).is_err(),
            "a signature holds for one request only"
        );
        true
    },
};

fn facts() -> [Fact; 6] {
    let (device, verify, id) = (5, by(), [3; 16]);
    [
        Fact::Found {
            device,
            kit: Some([8; 32]),
        },
        Fact::Admit {
            device: 6,
            verify,
            admin: true,
        },
        Fact::Invite {
            id,
            verify,
            expires_ms: 1_795_000_000_000,
            admin: false,
        },
        Fact::Withdraw { id },
        Fact::Remove { device, last: 7 },
        Fact::Kit { verify, number: 1 },
    ]
}

fn record(fact: Fact) -> Vec<u8> {
    Record::write(vault::space_id(&by()), by(), fact, sign).1
}

/// The body of a record without its frame: array of two, then the body's length.
fn body(record: &[u8]) -> Vec<u8> {
    let framed = match record.get(1) {
        Some(0x58) => record.get(3..),
        Some(0x59) => record.get(4..),
        _ => record.get(2..),
    };
    let framed = framed.unwrap_or_default();
    framed[..framed.len().saturating_sub(66)].to_vec()
}

/// A record of the roster; the signature is put right, so that the founder says what was mutated.
pub const RECORD: Target = Target {
    name: "roster-record",
    seeds: || facts().into_iter().map(|f| body(&record(f))).collect(),
    run: |bytes| {
        let mut object = vec![0x82];
        match bytes.len() {
            short @ 0..24 => object.push(0x40 | short as u8),
            middle @ 24..256 => object.extend([0x58, middle as u8]),
            long => object.extend([0x59, (long >> 8) as u8, long as u8]),
        }
        object.extend(bytes);
        object.extend([0x58, 64]);
        object.extend(sign("fenliu roster 1", bytes));
        let space = vault::space_id(&by());
        let _ = Record::read(space, bytes);
        let Ok(read) = Record::read(space, &object) else {
            return false;
        };
        let known = facts().into_iter().filter_map(|f| Record::read(space, &record(f)).ok());
        let records: Vec<_> = known.chain([read]).collect();
        let roster = Roster::of(space, &records);
        let reversed: Vec<_> = records.into_iter().rev().collect();
        assert_eq!(
            Roster::of(space, &reversed),
            roster,
            "the order of arrival does not matter"
        );
        true
    },
};
