//! A ring wrapped by a passphrase: Argon2id makes the key, the record says how hard.
//!
//! Record: `FENLIULK` (8) ‖ version 1 (1) ‖ memory in KiB (4) ‖ passes (4) ‖ salt (16) ‖ the ring, sealed with the
//! derived key, everything before it as its place. Changing the passphrase writes a new record and nothing else.
use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use super::error::VaultError;
use super::read::Reader;
use super::ring::Keyring;
use super::seal;

const MAGIC: &[u8; 8] = b"FENLIULK";
const VERSION: u8 = 1;
/// Length of magic, version, cost and salt.
const HEAD: usize = 33;
/// More memory is never asked for, in KiB: a forged record must not exhaust a tablet.
const MEMORY_LIMIT_KIB: u32 = 256 * 1024;
/// More work is never done, in KiB times passes.
const WORK_LIMIT: u64 = 1 << 20;

/// What a try of a passphrase costs: Argon2id, version 0x13, one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// For people: measured 0.4 s as wasm on an office machine, so about 0.5–1 s on a tablet, in the worker.
    pub const TABLET: Cost = Cost {
        memory_kib: 46 * 1024,
        passes: 3,
    };

    /// For tests only: no protection at all.
    #[must_use]
    pub fn test() -> Cost {
        Cost {
            memory_kib: 32,
            passes: 1,
        }
    }

    fn params(self) -> Result<Params, VaultError> {
        let work = u64::from(self.memory_kib) * u64::from(self.passes);
        if self.memory_kib > MEMORY_LIMIT_KIB || work > WORK_LIMIT {
            return Err(VaultError::AbsurdCost);
        }
        Params::new(self.memory_kib, self.passes, 1, Some(32)).map_err(|_| VaultError::AbsurdCost)
    }
}

impl Default for Cost {
    fn default() -> Cost {
        Cost::TABLET
    }
}

/// What a passphrase is before it is stretched: letters and digits typed full-width count as plain ones, because input
/// methods switch between them unseen; white space at the ends does not count.
fn plain(passphrase: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(passphrase.len()));
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    out.extend(passphrase.trim().chars().map(narrow));
    out
}

/// The key a passphrase gives.
///
/// # Errors
/// [`VaultError::AbsurdCost`], [`VaultError::NoMemory`].
pub(super) fn stretch(passphrase: &str, salt: &[u8; 16], cost: Cost) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?);
    let mut key = Zeroizing::new([0; 32]);
    argon
        .hash_password_into(plain(passphrase).as_bytes(), salt, &mut *key)
        .map_err(|error| match error {
            argon2::Error::OutOfMemory => VaultError::NoMemory,
            _ => VaultError::Malformed,
        })?;
    Ok(key)
}

/// Wraps a ring by a passphrase.
///
/// # Errors
/// [`VaultError::AbsurdCost`], [`VaultError::NoMemory`].
pub fn wrap(ring: &Keyring, passphrase: &str, salt: [u8; 16], cost: Cost) -> Result<Vec<u8>, VaultError> {
    wrap_bytes(MAGIC, &ring.to_bytes(), passphrase, salt, cost)
}

/// Opens a wrapped ring.
///
/// # Errors
/// [`VaultError::WrongPassphrase`] (or changed bytes: nobody can tell them apart), [`VaultError::Malformed`],
/// [`VaultError::NewerVersion`], [`VaultError::AbsurdCost`], [`VaultError::NoMemory`].
pub fn unwrap(record: &[u8], passphrase: &str) -> Result<Keyring, VaultError> {
    Keyring::from_bytes(&unwrap_bytes(MAGIC, record, passphrase)?)
}

/// Wraps any secret by a passphrase, under a magic of eight bytes that says what it is.
pub(super) fn wrap_bytes(
    magic: &[u8; 8],
    secret: &[u8],
    passphrase: &str,
    salt: [u8; 16],
    cost: Cost,
) -> Result<Vec<u8>, VaultError> {
    let key = stretch(passphrase, &salt, cost)?;
    let mut record = Vec::with_capacity(HEAD + seal::sealed_len(secret.len()));
    record.extend(magic);
    record.push(VERSION);
    record.extend(cost.memory_kib.to_be_bytes());
    record.extend(cost.passes.to_be_bytes());
    record.extend(salt);
    let sealed = seal::seal(&key, &record, secret);
    record.extend(sealed);
    Ok(record)
}

/// Opens what [`wrap_bytes`] made.
pub(super) fn unwrap_bytes(magic: &[u8; 8], record: &[u8], passphrase: &str) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let mut reader = Reader::new(record);
    if reader.array::<8>()? != *magic {
        return Err(VaultError::Malformed);
    }
    reader.version(VERSION)?;
    let memory_kib = u32::from_be_bytes(reader.array()?);
    let passes = u32::from_be_bytes(reader.array()?);
    let salt = reader.array()?;
    let key = stretch(passphrase, &salt, Cost { memory_kib, passes })?;
    seal::open(&key, &record[..HEAD], reader.rest())
        .map(Zeroizing::new)
        .map_err(|_| VaultError::WrongPassphrase)
}

/// How long to wait before the next try, in milliseconds, after so many wrong ones in a row: nothing after the first
/// two, then a second, doubled each time, at most five minutes.
#[must_use]
pub fn delay_ms(wrong_tries: u32) -> u64 {
    match wrong_tries {
        0..3 => 0,
        n => (1000 << (n - 3).min(9)).min(300_000),
    }
}
