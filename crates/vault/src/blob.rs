//! Sealed blobs: attachments and their thumbnails, readable in parts.
//!
//! Blob: `FENLIUBL` (8) ‖ version 2 (1) ‖ id of the space key (8) ‖ chunks as [`super::chunks`] says, of the content padded
//! as a whole ([`super::pad`]): padding of the last chunk alone would leave hundreds of sizes to tell attachments apart by. Key of the chunks:
//! HKDF of the space key, label `fenliu blob 1`, over the kind and the blob's id. What the chunks are bound to:
//! `fenliu blob 1` ‖ 0 ‖ kind (1) ‖ id (16) ‖ id of the space key (8).
use std::ops::Range;

use zeroize::Zeroizing;

use super::chunks::{Chunker, SEALED_CHUNK, open_all, open_chunk};
use super::derive::derive;
use super::error::VaultError;
use super::pad::{content_len, padding};
use super::read::Reader;
use super::ring::Keyring;

const MAGIC: &[u8; 8] = b"FENLIUBL";
/// In version 1 only the last chunk was padded.
const VERSION: u8 = 2;
/// Bytes before the first chunk.
pub const HEAD: usize = 17;

/// Which blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Its id, random, never used for other content.
    pub id: [u8; 16],
    /// What of it.
    pub kind: Kind,
}

/// What of a blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All of it.
    Whole,
    /// The small picture of it.
    Thumbnail,
}

impl Blob {
    fn kind(self) -> u8 {
        match self.kind {
            Kind::Whole => 1,
            Kind::Thumbnail => 2,
        }
    }

    fn key(self, space_key: &[u8; 32]) -> Zeroizing<[u8; 32]> {
        derive(space_key, "fenliu blob 1", &[&[self.kind()], &self.id])
    }

    fn about(self, key: u64) -> Vec<u8> {
        [
            b"fenliu blob 1\0".as_slice(),
            &[self.kind()],
            &self.id,
            &key.to_be_bytes(),
        ]
        .concat()
    }

    /// Seals a blob with the current space key.
    #[must_use]
    pub fn seal(self, ring: &Keyring, plain: &[u8]) -> Vec<u8> {
        let id = ring.current();
        // As for packs: without a key, nobody can open it, and nobody can read it.
        let key = ring.key(id).unwrap_or(ring.local_key());
        let mut out = [MAGIC.as_slice(), &[VERSION], &id.to_be_bytes()].concat();
        let mut chunker = Chunker::new(self.key(key), self.about(id));
        let mut feed = |mut rest: &[u8]| {
            while !rest.is_empty() {
                let taken = chunker.take(rest, |sealed| {
                    out.extend_from_slice(sealed);
                    Ok::<(), std::convert::Infallible>(())
                });
                let Ok(taken) = taken;
                rest = &rest[taken..];
            }
        };
        feed(plain);
        feed(&padding(plain.len()));
        out.extend(chunker.finish());
        out
    }

    /// Opens a blob.
    ///
    /// # Errors
    /// [`VaultError`]: not a blob, of a newer version, without a key, cut off, or changed.
    pub fn open(self, ring: &Keyring, mut bytes: Vec<u8>) -> Result<Vec<u8>, VaultError> {
        let id = key_of(&bytes)?;
        let key = self.key(ring.key(id).ok_or(VaultError::NoKey)?);
        open_all(&key, &self.about(id), &mut bytes, HEAD)?;
        let length = content_len(&bytes).ok_or(VaultError::Malformed)?;
        bytes.truncate(length);
        Ok(bytes)
    }

    /// Opens one chunk: `key` from [`key_of`], `total` the length of the whole sealed blob, `bytes` what lies at
    /// [`chunk`]. After the content come a byte 128 and zeros.
    ///
    /// # Errors
    /// As [`Blob::open`].
    pub fn open_chunk(
        self,
        ring: &Keyring,
        key: u64,
        total: usize,
        index: usize,
        bytes: &[u8],
    ) -> Result<Vec<u8>, VaultError> {
        let place = chunk(total, index).ok_or(VaultError::Truncated)?;
        let own = self.key(ring.key(key).ok_or(VaultError::NoKey)?);
        open_chunk(&own, &self.about(key), index as u64, place.end == total, bytes)
    }
}

/// The id of the space key a blob was sealed with, from its first [`HEAD`] bytes.
///
/// # Errors
/// [`VaultError::Malformed`], [`VaultError::NewerVersion`].
pub fn key_of(bytes: &[u8]) -> Result<u64, VaultError> {
    let mut reader = Reader::new(bytes);
    if reader.array::<8>()? != *MAGIC {
        return Err(VaultError::Malformed);
    }
    reader.version(VERSION)?;
    Ok(u64::from_be_bytes(reader.array()?))
}

/// Where a chunk lies in a sealed blob of this length. Chunk `n` holds the content from `n` times
/// [`super::chunks::CHUNK`] on.
#[must_use]
pub fn chunk(total: usize, index: usize) -> Option<Range<usize>> {
    let start = index.checked_mul(SEALED_CHUNK)?.checked_add(HEAD)?;
    (start < total).then(|| start..start.saturating_add(SEALED_CHUNK).min(total))
}
