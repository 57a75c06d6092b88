//! Packs: events of one device in an envelope, numbered and chained by hash.
//!
//! Envelope (CBOR, an open map, keys rising): 0 format version · 1 algorithm of the payload (0 plain) · 2 device ·
//! 3 number, from 1 · 4 hash of the pack before (32 bytes, zeros for the first) · 5 payload (bytes) · 6 id of the key it
//! is sealed with (absent: none) · 7 SHA-256 of all bytes before this key · 8 the device's signature over [`signed`] of
//! that hash. Keys above 8 may follow; a reader skips those it does not know.
//! What is in the payload is told in `payload`; how it is sealed is the vault's matter: [`Sealer`].
use std::borrow::Cow;
use std::rc::Rc;

use minicbor::Decoder;
use minicbor::data::Type;
use sha2::{Digest, Sha256};

use super::cbor::{Out, read_map};
use super::clock::{DeviceId, Moment};
use super::event::Event;
use super::payload;
use super::seen::Seen;
use super::wire::write_event;

/// Version of the envelope this build writes.
pub const VERSION: u64 = 2;
/// The payload is not sealed.
pub const PLAIN: u64 = 0;
/// A pack is closed when its events have reached this size, in bytes, before they are made smaller.
pub const PACK_BYTES: usize = 1 << 20;
/// Nothing larger is read, in bytes: a single event may exceed [`PACK_BYTES`], but not without bound.
pub const PACK_LIMIT: usize = 16 << 20;

/// SHA-256 of a pack.
pub type Hash = [u8; 32];

/// A signature (Ed25519).
pub type Signature = [u8; 64];

/// What a device signs of a pack: a fixed text, then the hash.
pub fn signed(hash: &Hash) -> Vec<u8> {
    [b"fenliu pack 1\0".as_slice(), hash].concat()
}

/// What a seal is bound to: a payload opens only in its own place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// Who wrote the pack.
    pub device: DeviceId,
    /// Its number, from 1.
    pub number: u32,
    /// Hash of the pack before it.
    pub prev: Hash,
}

/// A payload as it lies in the envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed<'a> {
    /// How it is sealed; [`PLAIN`] if not at all.
    pub algorithm: u64,
    /// Id of the key; 0 for none.
    pub key: u64,
    /// The bytes.
    pub bytes: Cow<'a, [u8]>,
}

/// Seals, opens and signs packs. The vault's keys do it; [`Plain`] leaves everything readable.
pub trait Sealer {
    /// Seals a payload. The same payload in the same place gives the same bytes: no chance is needed.
    fn seal<'a>(&self, about: &About, payload: &'a [u8]) -> Sealed<'a>;

    /// Opens a payload.
    ///
    /// # Errors
    /// [`PackError::UnknownAlgorithm`], [`PackError::NoKey`], [`PackError::SealBroken`].
    fn open<'a>(&self, about: &About, sealed: Sealed<'a>) -> Result<Cow<'a, [u8]>, PackError>;

    /// This device's signature over [`signed`] of a hash; nothing if it has no key.
    fn sign(&self, hash: &Hash) -> Option<Signature>;

    /// Whether a signature over this text (for a pack: [`signed`] of its hash) was made with this key (Ed25519).
    fn verify(&self, by: &[u8; 32], text: &[u8], signature: &Signature) -> bool;

    /// The space its keys belong to. Packs of a space count only if their device signed them, and only the device
    /// whose key made the id of the space can have founded it. Nothing: signatures are not asked for.
    fn space(&self) -> Option<[u8; 16]> {
        None
    }
}

/// No seal and no signature.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain;

impl Sealer for Plain {
    fn seal<'a>(&self, _: &About, payload: &'a [u8]) -> Sealed<'a> {
        Sealed {
            algorithm: PLAIN,
            key: 0,
            bytes: Cow::Borrowed(payload),
        }
    }

    fn open<'a>(&self, _: &About, sealed: Sealed<'a>) -> Result<Cow<'a, [u8]>, PackError> {
        match sealed.algorithm {
            PLAIN => Ok(sealed.bytes),
            _ => Err(PackError::UnknownAlgorithm),
        }
    }

    fn sign(&self, _: &Hash) -> Option<Signature> {
        None
    }

    fn verify(&self, _: &[u8; 32], _: &[u8], _: &Signature) -> bool {
        false
    }
}

/// Why bytes are not a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// Larger than [`PACK_LIMIT`].
    #[error("pack larger than the limit")]
    TooLarge,
    /// Not the envelope described above, or cut short.
    #[error("pack is not readable")]
    Malformed,
    /// The bytes do not match the hash they carry.
    #[error("pack does not match its hash")]
    HashMismatch,
    /// Written by a newer build.
    #[error("pack of an unknown version")]
    UnknownVersion,
    /// Sealed in a way this build does not know.
    #[error("pack sealed with an unknown algorithm")]
    UnknownAlgorithm,
    /// Sealed with a key this device does not have.
    #[error("no key for this pack")]
    NoKey,
    /// The key is there, but the seal does not open: the bytes were changed, or belong elsewhere.
    #[error("the seal of the pack is broken")]
    SealBroken,
    /// Not signed by the device it names.
    #[error("pack not signed by its device")]
    BadSignature,
    /// The envelope is right, the events in it are not.
    #[error("events are not readable")]
    BadEvents,
}

impl PackError {
    /// Stable code for the interface.
    pub fn code(self) -> &'static str {
        match self {
            PackError::TooLarge => "pack_too_large",
            PackError::Malformed => "pack_malformed",
            PackError::HashMismatch => "pack_hash_mismatch",
            PackError::UnknownVersion => "pack_unknown_version",
            PackError::UnknownAlgorithm => "pack_unknown_algorithm",
            PackError::NoKey => "pack_no_key",
            PackError::SealBroken => "pack_seal_broken",
            PackError::BadSignature => "pack_bad_signature",
            PackError::BadEvents => "pack_bad_events",
        }
    }
}

/// What the envelope says: enough to check the chain without the events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Who wrote it.
    pub device: DeviceId,
    /// Its number, from 1.
    pub number: u32,
    /// Hash of the pack before it.
    pub prev: Hash,
    /// Its own hash.
    pub hash: Hash,
}

/// A pack ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// What the envelope says.
    pub head: Head,
    /// The envelope with all it holds.
    pub bytes: Vec<u8>,
    /// How many events are in it.
    pub count: u32,
    /// The moment of the last of them.
    pub last: Moment,
}

/// Packs events of one device as they come, in packs of about [`PACK_BYTES`]. The order of the events is kept.
pub struct Packer {
    about: About,
    sealer: Rc<dyn Sealer>,
    seen: Vec<Seen>,
    items: Vec<u8>,
    count: u32,
    packs: Vec<Pack>,
    last: Option<Event>,
}

impl Packer {
    /// Starts with the pack `number` after the pack with hash `prev` (zeros before number 1).
    pub fn new(device: DeviceId, number: u32, prev: Hash, sealer: Rc<dyn Sealer>) -> Packer {
        Packer {
            about: About { device, number, prev },
            sealer,
            seen: Vec::new(),
            items: Vec::new(),
            count: 0,
            packs: Vec::new(),
            last: None,
        }
    }

    /// The first pack says that its author has seen this of other devices' chains.
    #[must_use]
    pub fn having_seen(mut self, seen: Vec<Seen>) -> Packer {
        self.seen = seen;
        self
    }

    /// Adds an event and gives it back to look at.
    pub fn add(&mut self, event: Event) -> &Event {
        let mut out = Out::new();
        write_event(&mut out, &event);
        let item = out.done();
        if self.items.len() + item.len() > PACK_BYTES {
            self.close();
        }
        self.items.extend_from_slice(&item);
        self.count += 1;
        self.last.insert(event)
    }

    /// Number of the pack being filled.
    pub fn number(&self) -> u32 {
        self.about.number
    }

    fn close(&mut self) {
        if self.count == 0 {
            return;
        }
        let payload = payload::write(&std::mem::take(&mut self.seen), &self.items, self.count);
        let last = self.last.as_ref().map_or(Moment(0), |event| event.stamp.moment);
        let (head, bytes) = seal(&self.about, self.sealer.as_ref(), &payload);
        let pack = Pack {
            head,
            bytes,
            count: self.count,
            last,
        };
        (self.about.number, self.about.prev) = (self.about.number + 1, pack.head.hash);
        self.packs.push(pack);
        self.items.clear();
        self.count = 0;
    }

    /// All packs.
    pub fn finish(mut self) -> Vec<Pack> {
        self.close();
        self.packs
    }
}

fn seal(about: &About, sealer: &dyn Sealer, payload: &[u8]) -> (Head, Vec<u8>) {
    let sealed = sealer.seal(about, payload);
    let mut out = Out::new();
    out.open_map();
    let start = [VERSION, sealed.algorithm, about.device.0, u64::from(about.number)];
    for (key, value) in (0..).zip(start) {
        out.uint(key);
        out.uint(value);
    }
    out.uint(4);
    out.bytes(&about.prev);
    out.uint(5);
    out.bytes(&sealed.bytes);
    if sealed.key != 0 {
        out.uint(6);
        out.uint(sealed.key);
    }
    let mut bytes = out.done();
    let hash: Hash = Sha256::digest(&bytes).into();
    let mut tail = Out::new();
    tail.uint(7);
    tail.bytes(&hash);
    if let Some(signature) = sealer.sign(&hash) {
        tail.uint(8);
        tail.bytes(&signature);
    }
    tail.end();
    bytes.extend_from_slice(&tail.done());
    let head = Head {
        device: about.device,
        number: about.number,
        prev: about.prev,
        hash,
    };
    (head, bytes)
}

/// An envelope, read without any key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// What it says of its place in the chain.
    pub head: Head,
    /// The payload, sealed or not.
    pub payload: Sealed<'a>,
    /// The signature it carries. Whether it is that of the device is not checked here.
    pub signature: Option<Signature>,
}

/// Reads the envelope and checks its hash. Needs no key.
pub fn envelope(bytes: &[u8]) -> Result<Envelope<'_>, PackError> {
    if bytes.len() > PACK_LIMIT {
        return Err(PackError::TooLarge);
    }
    let mut d = Decoder::new(bytes);
    if !matches!(d.datatype(), Ok(Type::MapIndef)) {
        return Err(PackError::Malformed);
    }
    let (mut version, mut algorithm, mut device, mut number) = (None, None, None, None);
    let (mut prev, mut payload, mut hash) = (None, None, None);
    let (mut key_id, mut signature) = (0, None);
    read_map(&mut d, |key, d| {
        match key {
            0 => version = Some(d.u64()?),
            1 => algorithm = Some(d.u64()?),
            2 => device = Some(DeviceId(d.u64()?)),
            3 => number = Some(d.u32()?),
            4 => prev = Hash::try_from(d.bytes()?).ok(),
            5 => payload = Some(d.bytes()?),
            6 => key_id = d.u64()?,
            // The key itself took one byte.
            7 => hash = Some((d.position() - 1, Hash::try_from(d.bytes()?).ok())),
            8 => signature = Signature::try_from(d.bytes()?).ok(),
            _ => return Ok(false),
        }
        Ok(true)
    })
    .map_err(|_| match version {
        Some(version) if version != VERSION => PackError::UnknownVersion,
        _ => PackError::Malformed,
    })?;
    if version.ok_or(PackError::Malformed)? != VERSION {
        return Err(PackError::UnknownVersion);
    }
    let (Some(algorithm), Some(device), Some(number), Some(prev), Some(payload), Some((upto, Some(hash)))) =
        (algorithm, device, number, prev, payload, hash)
    else {
        return Err(PackError::Malformed);
    };
    check_hash(bytes.get(..upto), &hash)?;
    if d.position() != bytes.len() {
        return Err(PackError::Malformed);
    }
    Ok(Envelope {
        head: Head {
            device,
            number,
            prev,
            hash,
        },
        payload: Sealed {
            algorithm,
            key: key_id,
            bytes: Cow::Borrowed(payload),
        },
        signature,
    })
}

fn check_hash(covered: Option<&[u8]>, hash: &Hash) -> Result<(), PackError> {
    let made = Hash::from(Sha256::digest(covered.ok_or(PackError::Malformed)?));
    if made == *hash {
        Ok(())
    } else {
        Err(PackError::HashMismatch)
    }
}

/// A pack, opened.
pub struct Opened {
    /// What the envelope says.
    pub head: Head,
    /// The signature it carries, unchecked.
    pub signature: Option<Signature>,
    /// What its author had seen of other chains.
    pub seen: Vec<Seen>,
    /// Its events.
    pub events: Vec<Event>,
}

fn content(bytes: &[u8], sealer: &dyn Sealer) -> Result<(Head, Option<Signature>, Vec<u8>), PackError> {
    let envelope = envelope(bytes)?;
    let Head {
        device, number, prev, ..
    } = envelope.head;
    let payload = sealer.open(&About { device, number, prev }, envelope.payload)?;
    Ok((envelope.head, envelope.signature, payload::content(payload)?))
}

/// Reads a pack with its events.
pub fn unpack(bytes: &[u8], sealer: &dyn Sealer) -> Result<(Head, Vec<Event>), PackError> {
    open(bytes, sealer).map(|opened| (opened.head, opened.events))
}

/// Reads all of a pack.
pub fn open(bytes: &[u8], sealer: &dyn Sealer) -> Result<Opened, PackError> {
    let (head, signature, content) = content(bytes, sealer)?;
    let mut events = Vec::new();
    let seen = payload::read(&head, &content, |_, event| events.push(event))?;
    Ok(Opened {
        head,
        signature,
        seen,
        events,
    })
}

/// Reads only the events at these places (rising) of a pack.
pub fn pick(bytes: &[u8], places: &[u32], sealer: &dyn Sealer) -> Result<Vec<Event>, PackError> {
    let (head, _, content) = content(bytes, sealer)?;
    let mut events = Vec::with_capacity(places.len());
    payload::read(&head, &content, |at, event| {
        if places.binary_search(&at).is_ok() {
            events.push(event);
        }
    })?;
    Ok(events)
}
