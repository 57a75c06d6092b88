//! Long content in sealed chunks of 64 KiB: each opens by itself, only in its own place, and the last one knows that it
//! is the last. So nothing needs a second copy in memory, any part can be read alone, and nothing can be cut off,
//! put in another order or repeated.
//!
//! A chunk holds 65,535 bytes, which padding makes 65,536; only the last may hold fewer. Empty content is one chunk.
//! Place of a chunk: the text of what the whole is for ‖ index (8) ‖ 1 for the last, 0 for others (1).
use super::error::VaultError;
use super::seal;

/// Content of a chunk, in bytes.
pub const CHUNK: usize = 65_535;
/// The same, sealed.
pub const SEALED_CHUNK: usize = CHUNK + 1 + 40;

pub(super) fn seal_chunk(key: &[u8; 32], about: &[u8], index: u64, last: bool, plain: &[u8]) -> Vec<u8> {
    seal::seal(key, &place(about, index, last), plain)
}

/// Opens a chunk.
///
/// # Errors
/// [`VaultError::Truncated`]: it is whole, but not the last, and nothing follows. [`VaultError::SealBroken`].
pub(super) fn open_chunk(
    key: &[u8; 32],
    about: &[u8],
    index: u64,
    last: bool,
    sealed: &[u8],
) -> Result<Vec<u8>, VaultError> {
    if sealed.is_empty() {
        return Err(VaultError::Truncated);
    }
    let open = |last| seal::open(key, &place(about, index, last), sealed);
    match open(last) {
        Ok(plain) if last || plain.len() == CHUNK => Ok(plain),
        Err(_) if last && open(false).is_ok() => Err(VaultError::Truncated),
        _ => Err(VaultError::SealBroken),
    }
}

fn place(about: &[u8], index: u64, last: bool) -> Vec<u8> {
    [about, &index.to_be_bytes(), &[u8::from(last)]].concat()
}

/// Seals content that comes piece by piece.
pub(super) struct Chunker {
    key: zeroize::Zeroizing<[u8; 32]>,
    about: Vec<u8>,
    index: u64,
    held: zeroize::Zeroizing<Vec<u8>>,
}

impl Chunker {
    pub fn new(key: zeroize::Zeroizing<[u8; 32]>, about: Vec<u8>) -> Chunker {
        Chunker {
            key,
            about,
            index: 0,
            held: zeroize::Zeroizing::new(Vec::with_capacity(CHUNK)),
        }
    }

    /// Takes some bytes and answers how many; gives a sealed chunk to `out` whenever one is full and more follows.
    pub fn take<E>(&mut self, bytes: &[u8], out: impl FnOnce(&[u8]) -> Result<(), E>) -> Result<usize, E> {
        if self.held.len() == CHUNK && !bytes.is_empty() {
            out(&seal_chunk(&self.key, &self.about, self.index, false, &self.held))?;
            self.index += 1;
            self.held.clear();
        }
        let count = bytes.len().min(CHUNK - self.held.len());
        self.held.extend_from_slice(&bytes[..count]);
        Ok(count)
    }

    /// The last chunk.
    pub fn finish(self) -> Vec<u8> {
        seal_chunk(&self.key, &self.about, self.index, true, &self.held)
    }
}

/// Opens all chunks of `bytes` from `start` on, in place: the content then is all there is in `bytes`.
pub(super) fn open_all(key: &[u8; 32], about: &[u8], bytes: &mut Vec<u8>, start: usize) -> Result<(), VaultError> {
    let (mut from, mut to) = (start, 0);
    for index in 0.. {
        let end = from.saturating_add(SEALED_CHUNK).min(bytes.len());
        let last = end == bytes.len();
        let plain = open_chunk(
            key,
            about,
            index,
            last,
            bytes.get(from..end).ok_or(VaultError::Truncated)?,
        )?;
        // Content is shorter than what was sealed, so this never reaches what is still to be read.
        bytes[to..to + plain.len()].copy_from_slice(&plain);
        to += plain.len();
        from = end;
        if last {
            break;
        }
    }
    bytes.truncate(to);
    Ok(())
}
