//! The backup: one file that holds the whole book (docs/format.md, section Backup).
//!
//! It is written from front to end without going back, and read only as a whole: nothing is handed out before every
//! byte has been checked. Packs are bytes to it; their own hashes chain them.
use std::collections::HashSet;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

/// First bytes of every backup.
pub const MAGIC: [u8; 8] = *b"FENLIUBK";
/// Version written and read.
pub const VERSION: u8 = 1;
/// Algorithm 0: plain bytes.
pub const PLAIN: u8 = 0;

pub(super) const HEAD: usize = 34;
const HASH: usize = 32;
pub(super) const TAG_PACK: u8 = 1;
pub(super) const TAG_TEXT: u8 = 2;
pub(super) const TAG_END: u8 = 0xff;

/// Who made a backup, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// The device.
    pub device: [u8; 16],
    /// Milliseconds since 1970.
    pub at_ms: u64,
}

/// Counts at the end of a backup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Packs in the file.
    pub packs: u64,
    /// Texts in the file: settings and rules.
    pub texts: u64,
    /// Cases in the book, by the writer's count.
    pub cases: u64,
    /// Events in the packs, by the writer's count.
    pub events: u64,
}

/// A pack of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pack<'b> {
    /// The device that wrote it.
    pub device: [u8; 16],
    /// Its number there.
    pub number: u64,
    /// The pack.
    pub bytes: &'b [u8],
}

/// A backup, checked from the first to the last byte.
#[derive(Debug, PartialEq, Eq)]
pub struct Backup<'b> {
    /// Who made it, and when.
    pub made: Made,
    /// What is in it.
    pub counts: Counts,
    /// The packs, in the order they were written.
    pub packs: Vec<Pack<'b>>,
    /// Settings and rules by key.
    pub texts: Vec<(&'b str, &'b [u8])>,
}

/// Why a backup cannot be restored. Nothing of it was taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// Not a backup at all.
    #[error("this is not a backup of Fenliu")]
    WrongMagic,
    /// Made by a newer build.
    #[error("this backup was made by a newer version")]
    NewerVersion,
    /// Sealed in a way this build does not know.
    #[error("this backup is sealed in a way this version does not know")]
    UnknownAlgorithm,
    /// Ends too early.
    #[error("the backup is cut off")]
    Truncated,
    /// A hash does not fit its bytes.
    #[error("the backup is damaged")]
    Damaged,
    /// Two packs of a device have the same number, or two texts the same key.
    #[error("the backup holds something twice")]
    Twice,
    /// Bytes behind the end.
    #[error("something follows the end of the backup")]
    Trailing,
}

impl BackupError {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            BackupError::WrongMagic => "backup_wrong_magic",
            BackupError::NewerVersion => "backup_newer_version",
            BackupError::UnknownAlgorithm => "backup_unknown_algorithm",
            BackupError::Truncated => "backup_truncated",
            BackupError::Damaged => "backup_damaged",
            BackupError::Twice => "backup_twice",
            BackupError::Trailing => "backup_trailing",
        }
    }
}

/// Writes a backup piece by piece.
pub struct Writer<W: Write> {
    out: W,
    whole: Sha256,
    counts: Counts,
}

impl<W: Write> Writer<W> {
    /// Starts a backup.
    ///
    /// # Errors
    /// The bytes cannot be written.
    pub fn new(out: W, made: Made) -> io::Result<Writer<W>> {
        let mut writer = Writer {
            out,
            whole: Sha256::new(),
            counts: Counts::default(),
        };
        let mut head = Vec::with_capacity(HEAD);
        head.extend(MAGIC);
        head.extend([VERSION, PLAIN]);
        head.extend(made.at_ms.to_be_bytes());
        head.extend(made.device);
        writer.sealed(&[&head])?;
        Ok(writer)
    }

    /// Adds a pack.
    ///
    /// # Errors
    /// The bytes cannot be written.
    pub fn pack(&mut self, pack: &Pack<'_>) -> io::Result<()> {
        self.counts.packs += 1;
        let length = (pack.bytes.len() as u64).to_be_bytes();
        self.sealed(&[
            &[TAG_PACK],
            &pack.device,
            &pack.number.to_be_bytes(),
            &length,
            pack.bytes,
        ])
    }

    /// Adds a setting or a rule text.
    ///
    /// # Errors
    /// The bytes cannot be written, or the key has more than 65,535 bytes.
    pub fn text(&mut self, key: &str, text: &[u8]) -> io::Result<()> {
        self.counts.texts += 1;
        let key_length = u16::try_from(key.len()).map_err(io::Error::other)?.to_be_bytes();
        let length = (text.len() as u64).to_be_bytes();
        self.sealed(&[&[TAG_TEXT], &key_length, key.as_bytes(), &length, text])
    }

    /// Ends the backup with the book's own counts of cases and events.
    ///
    /// # Errors
    /// The bytes cannot be written.
    pub fn finish(mut self, cases: u64, events: u64) -> io::Result<W> {
        let counts = Counts {
            cases,
            events,
            ..self.counts
        };
        self.put(&[TAG_END])?;
        for count in [counts.packs, counts.texts, counts.cases, counts.events] {
            self.put(&count.to_be_bytes())?;
        }
        let whole = self.whole.clone().finalize();
        self.out.write_all(&whole)?;
        self.out.flush()?;
        Ok(self.out)
    }

    /// Writes parts and the hash over them.
    fn sealed(&mut self, parts: &[&[u8]]) -> io::Result<()> {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part);
            self.put(part)?;
        }
        self.put(&hash.finalize())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.whole.update(bytes);
        self.out.write_all(bytes)
    }
}

/// Writes a backup into memory.
///
/// # Errors
/// A text's key has more than 65,535 bytes.
pub fn write(
    made: Made,
    packs: &[Pack<'_>],
    texts: &[(&str, &[u8])],
    (cases, events): (u64, u64),
) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new(), made)?;
    for pack in packs {
        writer.pack(pack)?;
    }
    for (key, text) in texts {
        writer.text(key, text)?;
    }
    writer.finish(cases, events)
}

/// Reads a backup and checks all of it.
///
/// # Errors
/// Anything in it is not as it was written.
pub fn read(bytes: &[u8]) -> Result<Backup<'_>, BackupError> {
    let mut cursor = Cursor { bytes, at: 0 };
    let made = cursor.head()?;
    let mut backup = Backup {
        made,
        counts: Counts::default(),
        packs: Vec::new(),
        texts: Vec::new(),
    };
    let (mut numbers, mut keys) = (HashSet::new(), HashSet::new());
    loop {
        let start = cursor.at;
        let fresh = match cursor.take(1)? {
            [TAG_PACK] => {
                let device = cursor.array()?;
                let number = u64::from_be_bytes(cursor.array()?);
                let bytes = cursor.long()?;
                cursor.hash(start)?;
                backup.packs.push(Pack { device, number, bytes });
                numbers.insert((device, number))
            }
            [TAG_TEXT] => {
                let length = u16::from_be_bytes(cursor.array()?);
                let key = cursor.take(usize::from(length))?;
                let text = cursor.long()?;
                cursor.hash(start)?;
                let key = std::str::from_utf8(key).map_err(|_| BackupError::Damaged)?;
                backup.texts.push((key, text));
                keys.insert(key)
            }
            [TAG_END] => break,
            _ => return Err(BackupError::Damaged),
        };
        if !fresh {
            return Err(BackupError::Twice);
        }
    }
    backup.counts = cursor.end()?;
    let seen = (backup.packs.len() as u64, backup.texts.len() as u64);
    if seen != (backup.counts.packs, backup.counts.texts) {
        return Err(BackupError::Damaged);
    }
    Ok(backup)
}

/// What has been read.
struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Cursor<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], BackupError> {
        let end = self.at.checked_add(count).ok_or(BackupError::Truncated)?;
        let taken = self.bytes.get(self.at..end).ok_or(BackupError::Truncated)?;
        self.at = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], BackupError> {
        self.take(N)?.try_into().map_err(|_| BackupError::Truncated)
    }

    /// Bytes with their length in front.
    fn long(&mut self) -> Result<&'b [u8], BackupError> {
        let length = u64::from_be_bytes(self.array()?);
        self.take(usize::try_from(length).map_err(|_| BackupError::Truncated)?)
    }

    /// The hash over everything since `start`.
    fn hash(&mut self, start: usize) -> Result<(), BackupError> {
        let sealed = &self.bytes[start..self.at];
        let hash: [u8; HASH] = self.array()?;
        if Sha256::digest(sealed)[..] == hash {
            Ok(())
        } else {
            Err(BackupError::Damaged)
        }
    }

    fn head(&mut self) -> Result<Made, BackupError> {
        let magic = self.bytes.get(..MAGIC.len()).ok_or(BackupError::WrongMagic)?;
        if magic != MAGIC {
            return Err(BackupError::WrongMagic);
        }
        self.at = MAGIC.len();
        match self.array()? {
            [version, _] if version > VERSION => return Err(BackupError::NewerVersion),
            [VERSION, PLAIN] => {}
            [VERSION, _] => return Err(BackupError::UnknownAlgorithm),
            _ => return Err(BackupError::Damaged),
        }
        let at_ms = u64::from_be_bytes(self.array()?);
        let device = self.array()?;
        self.hash(0)?;
        Ok(Made { device, at_ms })
    }

    fn end(&mut self) -> Result<Counts, BackupError> {
        let [packs, texts, cases, events] = [(); 4].map(|()| self.array().map(u64::from_be_bytes));
        let counts = Counts {
            packs: packs?,
            texts: texts?,
            cases: cases?,
            events: events?,
        };
        self.hash(0)?;
        if self.at < self.bytes.len() {
            return Err(BackupError::Trailing);
        }
        Ok(counts)
    }
}
