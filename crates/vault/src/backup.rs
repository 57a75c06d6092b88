//! The sealed backup: the book's backup file (`files::backup`) in sealed chunks, behind a head that says what opens it.
//!
//! Head: `FENLIUSB` (8) ‖ version 1 (1) ‖ space (16) ‖ number of openers (1) ‖ for each its kind (1), length (4) and
//! bytes. Then the chunks ([`super::chunks`]), bound to `fenliu backup body 1` ‖ 0 ‖ SHA-256 of the head.
//! Openers: 1 a lock record of the maker's ring ([`super::lock`]); the ring then opens 3. 2 a box for the recovery kit.
//! 3 sealed with a key of the maker's ring. 2 and 3 hold the key of the chunks (32) ‖ all space keys.
use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::chunks::{Chunker, SEALED_CHUNK, open_all, open_chunk};
use super::derive::derive;
use super::error::VaultError;
use super::keys::Keys;
use super::kit::Kit;
use super::read::Reader;
use super::ring::Keyring;
use super::{boxes, lock, seal};

const MAGIC: &[u8; 8] = b"FENLIUSB";
const VERSION: u8 = 1;
const BY_LOCK: u8 = 1;
const BY_KIT: u8 = 2;
const BY_RING: u8 = 3;
/// More openers than this are not read.
const MOST: u8 = 8;

/// What shall open a backup besides the maker's own ring.
#[derive(Clone, Copy, Debug, Default)]
pub struct Openers<'a> {
    /// A lock record of the ring, as the device keeps it, or made for this file with a passphrase of its own.
    pub lock: Option<&'a [u8]>,
    /// Agreement key of the recovery kit.
    pub kit: Option<[u8; 32]>,
}

/// Whose secret opens a backup.
#[derive(Clone, Copy, Debug)]
pub enum With<'a> {
    /// The passphrase of its lock record.
    Passphrase(&'a str),
    /// The recovery kit.
    Kit(&'a Kit),
    /// The ring that made it.
    Keyring(&'a Keyring),
}

/// An opened backup.
#[derive(Debug)]
pub struct Opened {
    /// The space it belongs to.
    pub space: [u8; 16],
    /// The bytes of the book's backup file.
    pub body: Vec<u8>,
    /// All space keys the maker had.
    pub keys: Keys,
    /// The maker's ring, if a passphrase opened the file. Whoever goes on with it takes another device number first.
    pub ring: Option<Keyring>,
}

/// Writes a sealed backup: whatever is written to it goes sealed to `out`.
pub struct Sealing<W: Write> {
    out: W,
    chunker: Chunker,
}

impl<W: Write> Sealing<W> {
    /// Writes the head. Chance: key of the chunks (32), for the kit's box (32).
    ///
    /// # Errors
    /// The bytes cannot be written, or the kit's key is not usable.
    pub fn new(mut out: W, ring: &Keyring, openers: Openers<'_>, chance: &[u8; 64]) -> io::Result<Sealing<W>> {
        let (first, second) = chance.split_at(32);
        let key = derive(first, "fenliu backup 1 key", &[&ring.space()]);
        let box_chance = derive(second, "fenliu backup 1 box", &[]);
        let head = head(ring, openers, &key, &box_chance).map_err(io::Error::other)?;
        out.write_all(&head)?;
        Ok(Sealing {
            out,
            chunker: Chunker::new(key, about(&head)),
        })
    }

    /// Seals and writes what is left.
    ///
    /// # Errors
    /// The bytes cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(&self.chunker.finish())?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.chunker.take(bytes, |sealed| self.out.write_all(sealed))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn head(ring: &Keyring, openers: Openers<'_>, key: &[u8; 32], chance: &[u8; 32]) -> Result<Vec<u8>, VaultError> {
    let mut secret = Zeroizing::new(Vec::with_capacity(35 + ring.keys().0.len() * 32));
    secret.extend(key);
    secret.extend(ring.keys().to_bytes().iter());
    let mut all = Vec::new();
    if let Some(record) = openers.lock {
        all.push((BY_LOCK, record.to_vec()));
    }
    if let Some(agree) = openers.kit {
        all.push((
            BY_KIT,
            boxes::seal_to(&agree, &kit_info(&ring.space()), &secret, chance)?,
        ));
    }
    all.push((BY_RING, seal::seal(&own_key(ring), &own_place(&ring.space()), &secret)));
    let mut head = [MAGIC.as_slice(), &[VERSION], &ring.space()].concat();
    head.extend(u8::try_from(all.len()));
    for (kind, bytes) in all {
        head.push(kind);
        head.extend(
            u32::try_from(bytes.len())
                .map_err(|_| VaultError::Malformed)?
                .to_be_bytes(),
        );
        head.extend(bytes);
    }
    Ok(head)
}

fn about(head: &[u8]) -> Vec<u8> {
    [b"fenliu backup body 1\0".as_slice(), &Sha256::digest(head)].concat()
}

fn kit_info(space: &[u8; 16]) -> Vec<u8> {
    [b"fenliu backup kit 1\0".as_slice(), space].concat()
}

fn own_place(space: &[u8; 16]) -> Vec<u8> {
    [b"fenliu backup own 1\0".as_slice(), space].concat()
}

fn own_key(ring: &Keyring) -> Zeroizing<[u8; 32]> {
    derive(ring.local_key(), "fenliu backup own 1", &[])
}

/// Whether these bytes begin as a sealed backup does.
#[must_use]
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Opens a sealed backup, in place.
///
/// # Errors
/// [`VaultError::NoOpener`]: not what opens this file. [`VaultError::WrongPassphrase`]. [`VaultError::SealBroken`]:
/// another kit or ring, or changed bytes. [`VaultError::Truncated`], [`VaultError::NotABackup`],
/// [`VaultError::NewerVersion`].
pub fn open(mut bytes: Vec<u8>, with: With<'_>) -> Result<Opened, VaultError> {
    let parsed = Parsed::read(&bytes)?;
    let (space, length) = (parsed.space, parsed.length);
    let (secret, ring) = parsed.secret(with)?;
    let mut reader = Reader::new(&secret);
    let key = Zeroizing::new(reader.array()?);
    let keys = Keys::from_bytes(reader.rest())?;
    let about = about(&bytes[..length]);
    open_all(&key, &about, &mut bytes, length)?;
    Ok(Opened {
        space,
        body: bytes,
        keys,
        ring,
    })
}

/// What a sealed backup holds, chunk by chunk: the sealed bytes stay as they are, and no second copy is made.
pub struct Opening<'b> {
    key: Zeroizing<[u8; 32]>,
    about: Vec<u8>,
    rest: &'b [u8],
    index: u64,
    held: Zeroizing<Vec<u8>>,
    at: usize,
}

/// Begins to read a sealed backup.
///
/// # Errors
/// As [`open`]; what is wrong with the chunks shows while they are read.
pub fn opening<'b>(bytes: &'b [u8], with: With<'_>) -> Result<Opening<'b>, VaultError> {
    let parsed = Parsed::read(bytes)?;
    let (secret, _) = parsed.secret(with)?;
    let (head, rest) = bytes.split_at(parsed.length);
    Ok(Opening {
        key: Zeroizing::new(Reader::new(&secret).array()?),
        about: about(head),
        rest,
        index: 0,
        held: Zeroizing::default(),
        at: 0,
    })
}

impl Read for Opening<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // Also content of no bytes is one chunk, which has to open.
        while self.at == self.held.len() && (!self.rest.is_empty() || self.index == 0) {
            let (chunk, rest) = self.rest.split_at(self.rest.len().min(SEALED_CHUNK));
            let plain = open_chunk(&self.key, &self.about, self.index, rest.is_empty(), chunk);
            self.held = Zeroizing::new(plain.map_err(io::Error::other)?);
            (self.rest, self.at) = (rest, 0);
            self.index += 1;
        }
        let count = (&self.held[self.at..]).read(out)?;
        self.at += count;
        Ok(count)
    }
}

struct Parsed<'b> {
    space: [u8; 16],
    openers: Vec<(u8, &'b [u8])>,
    length: usize,
}

impl<'b> Parsed<'b> {
    fn read(bytes: &'b [u8]) -> Result<Parsed<'b>, VaultError> {
        if !is_sealed(bytes) {
            return Err(VaultError::NotABackup);
        }
        let short = |error| match error {
            VaultError::Malformed => VaultError::Truncated,
            other => other,
        };
        let mut reader = Reader::new(&bytes[MAGIC.len()..]);
        reader.version(VERSION).map_err(short)?;
        let space = reader.array().map_err(short)?;
        let [count] = reader.array().map_err(short)?;
        if count > MOST {
            return Err(VaultError::Malformed);
        }
        let mut openers = Vec::new();
        for _ in 0..count {
            let [kind] = reader.array().map_err(short)?;
            let length = u32::from_be_bytes(reader.array().map_err(short)?);
            let length = usize::try_from(length).map_err(|_| VaultError::Truncated)?;
            openers.push((kind, reader.take(length).map_err(short)?));
        }
        let length = bytes.len() - reader.left();
        Ok(Parsed { space, openers, length })
    }

    fn opener(&self, kind: u8) -> Result<&'b [u8], VaultError> {
        let found = self.openers.iter().find(|(own, _)| *own == kind);
        found.map(|(_, bytes)| *bytes).ok_or(VaultError::NoOpener)
    }

    fn secret(&self, with: With<'_>) -> Result<(Zeroizing<Vec<u8>>, Option<Keyring>), VaultError> {
        match with {
            With::Passphrase(passphrase) => {
                let ring = lock::unwrap(self.opener(BY_LOCK)?, passphrase)?;
                Ok((self.by_ring(&ring)?, Some(ring)))
            }
            With::Kit(kit) => {
                let secret = boxes::open_box(kit, &kit_info(&self.space), self.opener(BY_KIT)?)?;
                Ok((secret, None))
            }
            With::Keyring(ring) => Ok((self.by_ring(ring)?, None)),
        }
    }

    fn by_ring(&self, ring: &Keyring) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        seal::open(&own_key(ring), &own_place(&self.space), self.opener(BY_RING)?).map(Zeroizing::new)
    }
}
