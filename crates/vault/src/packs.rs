//! The ring seals, opens and signs packs: algorithm 1.
use std::borrow::Cow;

use super::ring::Keyring;
use super::{seal, sign};
use casebook::pack::{About, Hash, PackError, Sealed, Sealer, Signature};

/// Algorithm of a payload: sealed by [`seal::seal`] with the space key the pack names.
pub const SEALED: u64 = 1;

/// The domain of a pack's signature; [`casebook::pack::signed`] is the same text.
pub const PACK_DOMAIN: &str = "fenliu pack 1";

/// A payload opens only in its own place, with the key the pack names.
fn place(about: &About, key: u64) -> Vec<u8> {
    let mut aad = b"fenliu payload 1\0".to_vec();
    aad.extend(about.device.0.to_be_bytes());
    aad.extend(about.number.to_be_bytes());
    aad.extend(about.prev);
    aad.extend(key.to_be_bytes());
    aad
}

impl Sealer for Keyring {
    fn seal<'a>(&self, about: &About, payload: &'a [u8]) -> Sealed<'a> {
        let id = self.current();
        // A ring always knows its current key; were it otherwise, nobody could open the pack, and nobody could read it.
        let key = self.key(id).unwrap_or(self.local_key());
        Sealed {
            algorithm: SEALED,
            key: id,
            bytes: Cow::Owned(seal::seal(key, &place(about, id), payload)),
        }
    }

    /// A plain payload is refused, too: in a sealed book nobody may slip in what nobody sealed.
    fn open<'a>(&self, about: &About, sealed: Sealed<'a>) -> Result<Cow<'a, [u8]>, PackError> {
        if sealed.algorithm != SEALED {
            return Err(PackError::UnknownAlgorithm);
        }
        let key = self.key(sealed.key).ok_or(PackError::NoKey)?;
        seal::open(key, &place(about, sealed.key), &sealed.bytes)
            .map(Cow::Owned)
            .map_err(|_| PackError::SealBroken)
    }

    fn sign(&self, hash: &Hash) -> Option<Signature> {
        Some(Keyring::sign(self, PACK_DOMAIN, hash))
    }

    fn verify(&self, by: &[u8; 32], text: &[u8], signature: &Signature) -> bool {
        sign::verify_text(by, text, signature)
    }

    fn space(&self) -> Option<[u8; 16]> {
        Some(Keyring::space(self))
    }
}
