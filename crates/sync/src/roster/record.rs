//! One record of the roster: a few facts, the space they are for, who says so, and the signature.
//!
//! Object (CBOR): an array of the body (bytes) and the signature (bytes). Body: a map of 0 version · 1 space · 2 who
//! signs (verify key) · 3 what. It is stored as `r/` and the first half of the object's SHA-256.
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use crate::names::Name;
use casebook::clock::DeviceId;
use vault::sign;

/// What the signature is for.
pub const DOMAIN: &str = "fenliu roster 1";
/// No record is larger, in bytes.
pub const RECORD_LIMIT: usize = 1024;
/// Version of the body this build writes. In version 1 a removal did not say which packs count.
const VERSION: u8 = 2;

/// What a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Fact {
    /// The space begins. Signed by the founder, whose key names the space.
    #[n(0)]
    Found {
        /// The founder's device.
        #[n(0)]
        device: u64,
        /// Verify key of the recovery kit, if there is one already.
        #[cbor(n(1), with = "minicbor::bytes")]
        kit: Option<[u8; 32]>,
    },
    /// A device belongs to the space from now on.
    #[n(1)]
    Admit {
        /// Its number.
        #[n(0)]
        device: u64,
        /// Its verify key. Chains of an older book may be under the key of the device that adopted them.
        #[cbor(n(1), with = "minicbor::bytes")]
        verify: [u8; 32],
        /// Whether it may invite, admit and remove.
        #[n(2)]
        admin: bool,
    },
    /// Whoever holds this key may admit one device.
    #[n(2)]
    Invite {
        /// Names the box `i/{id}`.
        #[cbor(n(0), with = "minicbor::bytes")]
        id: [u8; 16],
        /// The invitation's verify key.
        #[cbor(n(1), with = "minicbor::bytes")]
        verify: [u8; 32],
        /// Until when, milliseconds since 1970.
        #[n(2)]
        expires_ms: u64,
        /// Whether the device may be an admin.
        #[n(3)]
        admin: bool,
    },
    /// An invitation counts no longer.
    #[n(3)]
    Withdraw {
        /// Which.
        #[cbor(n(0), with = "minicbor::bytes")]
        id: [u8; 16],
    },
    /// A device belongs to the space no longer. Its number never comes back.
    #[n(4)]
    Remove {
        /// Which.
        #[n(0)]
        device: u64,
        /// Number of the last of its packs that counts; 0: none does. Later ones are refused, whoever brings them.
        #[n(1)]
        last: u32,
    },
    /// A new recovery kit; earlier ones admit nobody any more.
    #[n(5)]
    Kit {
        /// Its verify key.
        #[cbor(n(0), with = "minicbor::bytes")]
        verify: [u8; 32],
        /// Counted from 1; the highest is in force.
        #[n(1)]
        number: u32,
    },
}

impl Fact {
    /// The device it makes known: number, key, whether it is an admin. The founder's is `by`.
    pub(super) fn device(&self, by: &[u8; 32]) -> Option<(DeviceId, [u8; 32], bool)> {
        match *self {
            Fact::Found { device, .. } => Some((DeviceId(device), *by, true)),
            Fact::Admit { device, verify, admin } => Some((DeviceId(device), verify, admin)),
            _ => None,
        }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Body {
    #[n(0)]
    version: u8,
    #[cbor(n(1), with = "minicbor::bytes")]
    space: [u8; 16],
    #[cbor(n(2), with = "minicbor::bytes")]
    by: [u8; 32],
    #[n(3)]
    fact: Fact,
}

#[derive(Encode, Decode)]
struct Object {
    #[cbor(n(0), with = "minicbor::bytes")]
    body: Vec<u8>,
    #[cbor(n(1), with = "minicbor::bytes")]
    signature: [u8; 64],
}

/// Why bytes are not a record of a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Not of this form, too large, not in the one spelling, or of a newer build.
    #[error("record is not readable")]
    Malformed,
    /// Of another space.
    #[error("record of another space")]
    OtherSpace,
    /// Not signed by whom it names.
    #[error("record not signed by whom it names")]
    BadSignature,
}

impl RecordError {
    /// Stable code for the interface.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            RecordError::Malformed => "record_malformed",
            RecordError::OtherSpace => "record_other_space",
            RecordError::BadSignature => "record_bad_signature",
        }
    }
}

/// A record with a true signature. Whether its signer had any right to it is for [`super::Roster`] to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// First half of the SHA-256 of its bytes.
    pub id: [u8; 16],
    /// The space it is for.
    pub space: [u8; 16],
    /// Verify key of who says so.
    pub by: [u8; 32],
    /// What it says.
    pub fact: Fact,
}

impl Record {
    /// Makes and signs a record: its name and the object's bytes. `sign` is given the domain and the body.
    pub fn write(
        space: [u8; 16],
        by: [u8; 32],
        fact: Fact,
        sign: impl FnOnce(&str, &[u8]) -> [u8; 64],
    ) -> (Name, Vec<u8>) {
        let version = VERSION;
        let body = encoded(&Body {
            version,
            space,
            by,
            fact,
        });
        let signature = sign(DOMAIN, &body);
        let bytes = encoded(&Object { body, signature });
        (Name::Record(half(&[&bytes])), bytes)
    }

    /// Reads an object of `space` and checks its signature.
    ///
    /// # Errors
    /// [`RecordError`].
    pub fn read(space: [u8; 16], bytes: &[u8]) -> Result<Record, RecordError> {
        let (object, body) = parse(bytes).ok_or(RecordError::Malformed)?;
        if body.space != space {
            return Err(RecordError::OtherSpace);
        }
        if !sign::verify(&body.by, DOMAIN, &object.body, &object.signature) {
            return Err(RecordError::BadSignature);
        }
        let Body { space, by, fact, .. } = body;
        let id = half(&[bytes]);
        Ok(Record { id, space, by, fact })
    }

    /// Its name in the store.
    #[must_use]
    pub fn name(&self) -> Name {
        Name::Record(self.id)
    }
}

/// Both layers, if they are in the one spelling this build would write.
fn parse(bytes: &[u8]) -> Option<(Object, Body)> {
    if bytes.len() > RECORD_LIMIT {
        return None;
    }
    let object: Object = minicbor::decode(bytes).ok()?;
    let body: Body = minicbor::decode(&object.body).ok()?;
    let same = encoded(&body) == object.body && encoded(&object) == bytes;
    (same && body.version == VERSION).then_some((object, body))
}

/// A `Vec` takes every byte.
fn encoded<T: Encode<()>>(value: &T) -> Vec<u8> {
    minicbor::to_vec(value).unwrap_or_default()
}

/// The first half of a SHA-256.
fn half(parts: &[&[u8]]) -> [u8; 16] {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    id
}
