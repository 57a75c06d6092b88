//! The ring: all secrets of a device, a few hundred bytes.
use std::fmt;

use ed25519_dalek::SigningKey;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::boxes;
use super::derive::derive;
use super::error::VaultError;
pub use super::keys::Keys;
use super::keys::{key_id, space_id};
use super::read::Reader;
use super::sign::sign_with;
use casebook::clock::DeviceId;

const VERSION: u8 = 1;

/// All secrets of a device. It is kept only wrapped ([`super::lock`], or by a key of the browser), and wiped when
/// dropped.
#[derive(ZeroizeOnDrop)]
pub struct Keyring {
    #[zeroize(skip)]
    device: DeviceId,
    space: [u8; 16],
    signing: SigningKey,
    agree: [u8; 32],
    local: [u8; 32],
    current: u64,
    keys: Keys,
}

impl Keyring {
    /// The ring of a device that founds a space. Chance: number of the device (8), signing secret (32), secret of the
    /// agreement key (32), local key (32), first space key (32).
    #[must_use]
    pub fn new(chance: &[u8; 136]) -> Keyring {
        let (own, key) = split::<104, 32, 136>(chance);
        let mut ring = Keyring::join(&own, [0; 16], &Keys(vec![*key]));
        ring.space = space_id(&ring.verify_key());
        ring
    }

    /// The ring of a new device of an existing space. Chance: number of the device (8), signing secret (32), secret of
    /// the agreement key (32), local key (32). The last key is taken for the current one. Without any key it gets one
    /// of its own, which opens nothing of others: nothing is ever written unsealed.
    #[must_use]
    pub fn join(chance: &[u8; 104], space: [u8; 16], keys: &Keys) -> Keyring {
        let (device, secrets) = split::<8, 96, 104>(chance);
        let (signing, secrets) = split::<32, 64, 96>(&secrets);
        let (agree, local) = split::<32, 32, 64>(&secrets);
        let mut keys = keys.clone();
        if keys.0.is_empty() {
            keys.0.push(*derive(&*local, "fenliu lonely key 1", &[]));
        }
        Keyring {
            // 0 stands for no device.
            device: DeviceId(u64::from_be_bytes(*device).max(1)),
            space,
            signing: SigningKey::from_bytes(&signing),
            agree: *agree,
            local: *local,
            current: keys.0.last().map_or(0, key_id),
            keys,
        }
    }

    /// The ring of a device that goes on under a new number: with other secrets towards the others, and with the same
    /// keys to what lies on it. Chance: number of the device (8), signing secret (32), secret of the agreement key (32).
    #[must_use]
    pub fn again(chance: &[u8; 72], old: &Keyring) -> Keyring {
        let mut all = Zeroizing::new([0; 104]);
        all[..72].copy_from_slice(chance);
        all[72..].copy_from_slice(&old.local);
        let mut ring = Keyring::join(&all, old.space, &old.keys);
        ring.current = old.current;
        ring
    }

    /// The number of the device.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The space it belongs to.
    #[must_use]
    pub fn space(&self) -> [u8; 16] {
        self.space
    }

    /// Who checks this device's signatures uses this key (Ed25519).
    #[must_use]
    pub fn verify_key(&self) -> [u8; 32] {
        self.signing.verifying_key().to_bytes()
    }

    /// Who sends this device secrets uses this key (X25519).
    #[must_use]
    pub fn agree_key(&self) -> [u8; 32] {
        boxes::agree_key(&self.agree)
    }

    /// Opens [`boxes`] for this device.
    #[must_use]
    pub fn agree_secret(&self) -> &[u8; 32] {
        &self.agree
    }

    /// Seals what never leaves the device.
    #[must_use]
    pub fn local_key(&self) -> &[u8; 32] {
        &self.local
    }

    /// All space keys, in the order they were learned.
    #[must_use]
    pub fn keys(&self) -> Keys {
        self.keys.clone()
    }

    /// Id of the key new packs are sealed with.
    #[must_use]
    pub fn current(&self) -> u64 {
        self.current
    }

    /// The space key of this id, if it is known.
    #[must_use]
    pub fn key(&self, id: u64) -> Option<&[u8; 32]> {
        self.keys.0.iter().find(|key| key_id(key) == id)
    }

    /// Learns a key and answers its id. Which key is current stays as it is.
    pub fn add_key(&mut self, key: [u8; 32]) -> u64 {
        let id = key_id(&key);
        if self.key(id).is_none() {
            // A new list instead of a grown one: growing would leave a copy of the keys behind.
            let mut keys = Keys(Vec::with_capacity(self.keys.0.len() + 1));
            keys.0.extend(self.keys.0.iter().chain([&key]));
            self.keys = keys;
        }
        id
    }

    /// Seals new packs with this key from now on; false if it is not known.
    #[must_use]
    pub fn set_current(&mut self, key: u64) -> bool {
        let known = self.key(key).is_some();
        if known {
            self.current = key;
        }
        known
    }

    /// Signs bytes for a domain.
    #[must_use]
    pub fn sign(&self, domain: &str, bytes: &[u8]) -> [u8; 64] {
        sign_with(&self.signing, domain, bytes)
    }

    /// All of it as bytes, to be wrapped: version (1), device (8), space (16), signing secret (32), secret of the
    /// agreement key (32), local key (32), id of the current key (8), number of keys (2), keys (32 each).
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let keys = self.keys.to_bytes();
        // Large enough from the start, so that growing leaves no copy behind.
        let mut out = Zeroizing::new(Vec::with_capacity(128 + keys.len()));
        out.push(VERSION);
        out.extend(self.device.0.to_be_bytes());
        out.extend(self.space);
        let mut signing = self.signing.to_bytes();
        out.extend(signing);
        signing.zeroize();
        out.extend(self.agree);
        out.extend(self.local);
        out.extend(self.current.to_be_bytes());
        out.extend(&keys[1..]);
        out
    }

    /// Reads what [`Keyring::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`VaultError::Malformed`], [`VaultError::NewerVersion`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Keyring, VaultError> {
        let mut reader = Reader::new(bytes);
        reader.version(VERSION)?;
        let device = DeviceId(u64::from_be_bytes(reader.array()?));
        let space = reader.array()?;
        let signing = Zeroizing::new(reader.array()?);
        let agree = Zeroizing::new(reader.array()?);
        let local = Zeroizing::new(reader.array()?);
        let current = u64::from_be_bytes(reader.array()?);
        let keys = Keys::read(&mut reader)?;
        reader.end()?;
        let mut ring = Keyring {
            device,
            space,
            signing: SigningKey::from_bytes(&signing),
            agree: *agree,
            local: *local,
            current: 0,
            keys,
        };
        if ring.set_current(current) {
            Ok(ring)
        } else {
            Err(VaultError::Malformed)
        }
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring")
            .field("device", &self.device)
            .field("space", &self.space)
            .field("current", &self.current)
            .finish_non_exhaustive()
    }
}

/// The first `A` and the next `B` bytes of `N`.
fn split<const A: usize, const B: usize, const N: usize>(bytes: &[u8; N]) -> (Zeroizing<[u8; A]>, Zeroizing<[u8; B]>) {
    const { assert!(A + B == N) };
    let (mut first, mut second) = (Zeroizing::new([0; A]), Zeroizing::new([0; B]));
    first.copy_from_slice(&bytes[..A]);
    second.copy_from_slice(&bytes[A..]);
    (first, second)
}
