//! Reads a backup through from front to end, holding one entry at a time: what a backup that was just made is checked
//! with, where the whole of it may not fit into memory a second time.
use std::collections::HashSet;
use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::backup::{BackupError, Counts, HEAD, MAGIC, PLAIN, TAG_END, TAG_PACK, TAG_TEXT, VERSION};

/// Bytes taken at once of an entry: a length that is wrong must not ask for memory it does not fill.
const PIECE: u64 = 65_536;

/// Checks every byte of a backup and shows each pack to `sound`, which says whether it is one. The counts at its end.
///
/// # Errors
/// The bytes cannot be read, or are not as they were written: then the cause is a [`BackupError`].
pub fn check(from: impl Read, mut sound: impl FnMut(&[u8]) -> bool) -> io::Result<Counts> {
    let mut stream = Stream {
        from,
        whole: Sha256::new(),
        entry: Sha256::new(),
    };
    stream.head()?;
    let (mut numbers, mut keys) = (HashSet::new(), HashSet::new());
    loop {
        stream.entry = Sha256::new();
        let fresh = match stream.array()? {
            [TAG_PACK] => {
                let device: [u8; 16] = stream.array()?;
                let number = u64::from_be_bytes(stream.array()?);
                let pack = stream.long()?;
                stream.hash()?;
                if !sound(&pack) {
                    return Err(fault(BackupError::Damaged));
                }
                numbers.insert((device, number))
            }
            [TAG_TEXT] => {
                let length = u16::from_be_bytes(stream.array()?);
                let key = stream.take(u64::from(length))?;
                stream.long()?;
                stream.hash()?;
                keys.insert(String::from_utf8(key).map_err(|_| fault(BackupError::Damaged))?)
            }
            [TAG_END] => break,
            _ => return Err(fault(BackupError::Damaged)),
        };
        if !fresh {
            return Err(fault(BackupError::Twice));
        }
    }
    let counts = stream.end()?;
    if (numbers.len() as u64, keys.len() as u64) != (counts.packs, counts.texts) {
        return Err(fault(BackupError::Damaged));
    }
    Ok(counts)
}

fn fault(error: BackupError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

/// What is being read, with the hashes over all of it and over the entry at hand.
struct Stream<R> {
    from: R,
    whole: Sha256,
    entry: Sha256,
}

impl<R: Read> Stream<R> {
    fn array<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        self.whole.update(bytes);
        self.entry.update(bytes);
        Ok(bytes)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.from.read_exact(bytes).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => fault(BackupError::Truncated),
            _ => error,
        })
    }

    fn take(&mut self, count: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut left = count;
        while left > 0 {
            let piece = left.min(PIECE);
            let start = bytes.len();
            // At most `PIECE`, which every address space here holds.
            bytes.resize(start + usize::try_from(piece).map_err(io::Error::other)?, 0);
            self.fill(&mut bytes[start..])?;
            left -= piece;
        }
        self.whole.update(&bytes);
        self.entry.update(&bytes);
        Ok(bytes)
    }

    /// Bytes with their length in front.
    fn long(&mut self) -> io::Result<Vec<u8>> {
        let length = u64::from_be_bytes(self.array()?);
        self.take(length)
    }

    /// The hash over the entry.
    fn hash(&mut self) -> io::Result<()> {
        let expected: [u8; 32] = self.entry.clone().finalize().into();
        match self.array::<32>()? == expected {
            true => Ok(()),
            false => Err(fault(BackupError::Damaged)),
        }
    }

    fn head(&mut self) -> io::Result<()> {
        let head: [u8; HEAD] = self.array()?;
        if head[..MAGIC.len()] != MAGIC {
            return Err(fault(BackupError::WrongMagic));
        }
        match head[MAGIC.len()..MAGIC.len() + 2] {
            [version, _] if version > VERSION => Err(fault(BackupError::NewerVersion)),
            [VERSION, PLAIN] => self.hash(),
            [VERSION, _] => Err(fault(BackupError::UnknownAlgorithm)),
            _ => Err(fault(BackupError::Damaged)),
        }
    }

    /// The counts and the hash over everything, behind which nothing follows.
    fn end(&mut self) -> io::Result<Counts> {
        let mut count = || self.array().map(u64::from_be_bytes);
        let counts = Counts {
            packs: count()?,
            texts: count()?,
            cases: count()?,
            events: count()?,
        };
        let expected: [u8; 32] = self.whole.clone().finalize().into();
        let mut hash = [0; 32];
        self.fill(&mut hash)?;
        if hash != expected {
            return Err(fault(BackupError::Damaged));
        }
        match self.from.read(&mut [0])? {
            0 => Ok(counts),
            _ => Err(fault(BackupError::Trailing)),
        }
    }
}
