//! The recovery kit: a secret of 32 bytes in shares, any `needed` of which bring it back, fewer say nothing of it.
//!
//! From the secret come a signing key, which vouches for a new device, and an agreement key, to which devices seal all
//! space keys. Nobody keeps the secret: it exists while shares are printed, and again while they are joined.
//! Shamir's scheme over GF(256), byte by byte; the coefficients come from chance by HKDF.
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::boxes::{self, Opens};
use super::derive::derive;
use super::error::VaultError;
use super::keys::Keys;
use super::{gf, share_text, sign};

/// Version, number, needed, of, kit (6), space (16), value (32), checksum (4).
const BYTES: usize = 62;
const CHECKED: usize = BYTES - 4;
const VERSION: u8 = 1;
/// More shares are not made.
pub const MOST: u8 = 16;

/// The kit's keys.
#[derive(ZeroizeOnDrop)]
pub struct Kit {
    sign: [u8; 32],
    agree: [u8; 32],
}

impl Kit {
    /// The keys of a secret.
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Kit {
        Kit {
            sign: *derive(secret, "fenliu kit 1 sign", &[]),
            agree: *derive(secret, "fenliu kit 1 agree", &[]),
        }
    }

    /// Public key of its signatures.
    #[must_use]
    pub fn verify_key(&self) -> [u8; 32] {
        sign::verify_key(&self.sign)
    }

    /// Public key for boxes.
    #[must_use]
    pub fn agree_key(&self) -> [u8; 32] {
        boxes::agree_key(&self.agree)
    }

    /// Signs bytes for a domain.
    #[must_use]
    pub fn sign(&self, domain: &str, bytes: &[u8]) -> [u8; 64] {
        sign::sign(&self.sign, domain, bytes)
    }

    /// Short name of the kit, printed on every share.
    #[must_use]
    pub fn id(&self) -> [u8; 6] {
        let hash = Sha256::new()
            .chain_update(b"fenliu kit id 1\0")
            .chain_update(self.verify_key());
        let hash = hash.finalize();
        std::array::from_fn(|at| hash[at])
    }

    /// Opens the box of space keys a device left for the kit. Anybody may have left it: which space it really is, and
    /// which key is current, the signed events say.
    ///
    /// # Errors
    /// [`VaultError::Malformed`], [`VaultError::NewerVersion`], [`VaultError::SealBroken`].
    pub fn open_keys(&self, space: &[u8; 16], bytes: &[u8]) -> Result<Keys, VaultError> {
        Keys::from_bytes(&boxes::open_box(self, &keys_info(space), bytes)?)
    }
}

impl Opens for Kit {
    fn secret(&self) -> &[u8; 32] {
        &self.agree
    }
}

/// Seals all space keys for a kit with this agreement key.
///
/// # Errors
/// [`VaultError::BadKey`].
pub fn seal_keys(agree: &[u8; 32], space: &[u8; 16], keys: &Keys, chance: &[u8; 32]) -> Result<Vec<u8>, VaultError> {
    boxes::seal_to(agree, &keys_info(space), &keys.to_bytes(), chance)
}

/// The number under which a device leaves the box of space keys for the kit with this verify key, while the space key of
/// this id is current. So everybody who lists the store sees whether there is one.
#[must_use]
pub fn box_number(verify: &[u8; 32], key: u64) -> u32 {
    let hash = Sha256::new()
        .chain_update(b"fenliu kit box 1\0")
        .chain_update(verify)
        .chain_update(key.to_be_bytes());
    u32::from_be_bytes(fill(hash.finalize().iter().copied()))
}

fn keys_info(space: &[u8; 16]) -> Vec<u8> {
    [b"fenliu kit keys 1\0".as_slice(), space].concat()
}

impl std::fmt::Debug for Kit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kit({:02x?})", self.id())
    }
}

/// A share.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Share {
    /// Its number, from 1.
    pub number: u8,
    /// Shares needed.
    pub needed: u8,
    /// Shares made.
    pub of: u8,
    /// The kit.
    pub kit: [u8; 6],
    /// The space the kit recovers.
    pub space: [u8; 16],
    value: [u8; 32],
}

/// What is wrong with a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareFault {
    /// A slip in this group of six, counted from 1.
    #[error("a slip in group {group}")]
    Slip {
        /// Which.
        group: u8,
    },
    /// Too short or too long.
    #[error("too short or too long")]
    Length,
    /// Every group is right, the whole is not: groups in another order, or not a share.
    #[error("the share does not fit its checksum")]
    Checksum,
    /// Of a newer version.
    #[error("of a newer version")]
    NewerVersion,
    /// Of another kit than most of those given.
    #[error("of another kit")]
    Foreign,
    /// Given twice.
    #[error("given twice")]
    Double,
    /// Reads well, but does not fit the others: altered.
    #[error("does not fit the others")]
    Wrong,
}

impl ShareFault {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ShareFault::Slip { .. } => "share_slip",
            ShareFault::Length => "share_length",
            ShareFault::Checksum => "share_checksum",
            ShareFault::NewerVersion => "share_newer_version",
            ShareFault::Foreign => "share_foreign",
            ShareFault::Double => "share_double",
            ShareFault::Wrong => "share_wrong",
        }
    }
}

/// Why shares do not make a kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KitError {
    /// The share at this place of those given, from 0.
    #[error("share {at}: {fault}")]
    Share {
        /// Where.
        at: usize,
        /// What is wrong with it.
        fault: ShareFault,
    },
    /// More are needed.
    #[error("{have} shares, {needed} needed")]
    TooFew {
        /// Good shares given.
        have: u8,
        /// Needed.
        needed: u8,
    },
    /// They read well, but at least one was altered; with one more share it could be told which.
    #[error("the shares do not fit together")]
    Unfit,
    /// A kit of so many shares is not made.
    #[error("not a possible number of shares")]
    BadNumbers,
}

impl KitError {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            KitError::Share { fault, .. } => fault.code(),
            KitError::TooFew { .. } => "kit_too_few",
            KitError::Unfit => "kit_unfit",
            KitError::BadNumbers => "kit_bad_numbers",
        }
    }
}

/// Makes shares of a secret. Two to sixteen; at least two are needed.
///
/// # Errors
/// [`KitError::BadNumbers`].
pub fn split(
    secret: &[u8; 32],
    space: [u8; 16],
    needed: u8,
    of: u8,
    chance: &[u8; 32],
) -> Result<Vec<Share>, KitError> {
    if needed < 2 || needed > of || of > MOST {
        return Err(KitError::BadNumbers);
    }
    let kit = Kit::new(secret).id();
    let mut coefficients = vec![Zeroizing::new(*secret)];
    coefficients.extend((1..needed).map(|at| derive(chance, "fenliu share 1", &[secret, &[at]])));
    Ok((1..=of)
        .map(|number| Share {
            number,
            needed,
            of,
            kit,
            space,
            value: gf::evaluate(coefficients.iter().map(|c| &**c), number),
        })
        .collect())
}

impl Share {
    fn same_kit(&self, other: &Share) -> bool {
        let all = |s: &Share| (s.kit, s.space, s.needed, s.of);
        all(self) == all(other)
    }

    /// The share as it is printed, typed and put in a QR code: groups of six letters and digits.
    #[must_use]
    pub fn text(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(BYTES));
        bytes.extend([VERSION, self.number, self.needed, self.of]);
        bytes.extend(self.kit);
        bytes.extend(self.space);
        bytes.extend(self.value);
        let sum = checksum(&bytes);
        bytes.extend(sum);
        Zeroizing::new(share_text::write(&bytes))
    }

    /// Reads a share.
    ///
    /// # Errors
    /// A slip, with its group; a wrong length or checksum; a newer version.
    pub fn parse(text: &str) -> Result<Share, ShareFault> {
        let bytes = Zeroizing::new(share_text::read::<BYTES>(text)?);
        if bytes[CHECKED..] != checksum(&bytes[..CHECKED]) {
            return Err(ShareFault::Checksum);
        }
        if bytes[0] != VERSION {
            return Err(ShareFault::NewerVersion);
        }
        let part = |from: usize| bytes.iter().skip(from).copied();
        let share = Share {
            number: bytes[1],
            needed: bytes[2],
            of: bytes[3],
            kit: fill(part(4)),
            space: fill(part(10)),
            value: fill(part(26)),
        };
        let sound = share.needed >= 2 && (1..=share.of).contains(&share.number) && share.needed <= share.of;
        if sound && share.of <= MOST {
            Ok(share)
        } else {
            Err(ShareFault::Checksum)
        }
    }
}

fn fill<const N: usize>(mut bytes: impl Iterator<Item = u8>) -> [u8; N] {
    std::array::from_fn(|_| bytes.next().unwrap_or(0))
}

fn checksum(bytes: &[u8]) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(b"fenliu share text 1\0")
        .chain_update(bytes)
        .finalize();
    fill(hash.iter().copied())
}

impl std::fmt::Debug for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Share({} of {}, {} needed)", self.number, self.of, self.needed)
    }
}

/// A kit brought back.
#[derive(Debug)]
pub struct Joined {
    /// Its keys.
    pub kit: Kit,
    /// The space it recovers.
    pub space: [u8; 16],
    /// Places, from 0, of shares that were altered. The others were enough.
    pub wrong: Vec<usize>,
}

/// Brings a kit back.
///
/// # Errors
/// [`KitError`] says which share is foreign or double, or how many are missing.
pub fn join(shares: &[Share]) -> Result<Joined, KitError> {
    // The kit most of them belong to; the first one's if it is even.
    let votes = |share: &&Share| shares.iter().filter(|other| other.same_kit(share)).count();
    let first = shares.iter().rev().max_by_key(votes);
    let first = first.ok_or(KitError::TooFew { have: 0, needed: 2 })?;
    for (at, share) in shares.iter().enumerate() {
        if !share.same_kit(first) {
            return Err(KitError::Share {
                at,
                fault: ShareFault::Foreign,
            });
        }
        if shares[..at].iter().any(|other| other.number == share.number) {
            return Err(KitError::Share {
                at,
                fault: ShareFault::Double,
            });
        }
    }
    let needed = usize::from(first.needed);
    if shares.len() < needed {
        let have = u8::try_from(shares.len()).unwrap_or(u8::MAX);
        return Err(KitError::TooFew {
            have,
            needed: first.needed,
        });
    }
    // At most 16 shares: at most 12,870 choices, and the first fits unless a share was altered.
    let mut chosen: Vec<usize> = (0..needed).collect();
    loop {
        let points: Vec<_> = chosen
            .iter()
            .map(|at| (shares[*at].number, &shares[*at].value))
            .collect();
        let secret = Zeroizing::new(gf::interpolate(&points, 0));
        let kit = Kit::new(&secret);
        if kit.id() == first.kit {
            let off = |at: &usize| gf::interpolate(&points, shares[*at].number) != shares[*at].value;
            let wrong = (0..shares.len()).filter(off).collect();
            return Ok(Joined {
                kit,
                space: first.space,
                wrong,
            });
        }
        if !next_choice(&mut chosen, shares.len()) {
            return Err(KitError::Unfit);
        }
    }
}

/// The next choice of rising places below `of`.
fn next_choice(chosen: &mut [usize], of: usize) -> bool {
    let count = chosen.len();
    let Some(at) = (0..count).rev().find(|at| chosen[*at] + count - at < of) else {
        return false;
    };
    chosen[at] += 1;
    for next in at + 1..count {
        chosen[next] = chosen[next - 1] + 1;
    }
    true
}
