//! The keys of a space.
use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::error::VaultError;
use super::read::Reader;

const VERSION: u8 = 1;

/// Keys of a space, in the order they were learned. The last is a good guess at the current one until the events of
/// the space say which it is.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Keys(pub Vec<[u8; 32]>);

impl Keys {
    /// The keys as bytes: version (1), number of keys (2), the keys (32 each).
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let count = u16::try_from(self.0.len()).unwrap_or(u16::MAX);
        let mut out = Zeroizing::new(Vec::with_capacity(3 + self.0.len() * 32));
        out.push(VERSION);
        out.extend(count.to_be_bytes());
        out.extend(self.0.iter().take(usize::from(count)).flatten());
        out
    }

    /// Reads keys; there is at least one.
    ///
    /// # Errors
    /// [`VaultError::Malformed`], [`VaultError::NewerVersion`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Keys, VaultError> {
        let mut reader = Reader::new(bytes);
        reader.version(VERSION)?;
        let keys = Keys::read(&mut reader)?;
        reader.end()?;
        Ok(keys)
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Keys, VaultError> {
        let count = u16::from_be_bytes(reader.array()?);
        let mut keys = Keys(Vec::with_capacity(usize::from(count).min(reader.left() / 32)));
        for _ in 0..count {
            keys.0.push(reader.array()?);
        }
        if keys.0.is_empty() {
            return Err(VaultError::Malformed);
        }
        Ok(keys)
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<_> = self.0.iter().map(|key| format!("{:016x}", key_id(key))).collect();
        write!(f, "Keys{ids:?}")
    }
}

/// The name of a space key: it says nothing of the key.
#[must_use]
pub fn key_id(key: &[u8; 32]) -> u64 {
    let hash = Sha256::new()
        .chain_update(b"fenliu key 1\0")
        .chain_update(key)
        .finalize();
    let mut id = [0; 8];
    id.copy_from_slice(&hash[..8]);
    u64::from_be_bytes(id)
}

/// The id of the space founded by the device with this verify key.
#[must_use]
pub fn space_id(founder: &[u8; 32]) -> [u8; 16] {
    let hash = Sha256::new()
        .chain_update(b"fenliu space 1\0")
        .chain_update(founder)
        .finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&hash[..16]);
    id
}
