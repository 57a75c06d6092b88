//! Invitations: a secret in a link lets one new device in, once, until it expires.
//!
//! From the secret come a signing key, which vouches for the device, and a key that opens the box of space keys left in
//! the store. The secret stands only in the fragment of the link, which no browser sends anywhere. The id of the
//! invitation comes from its public key, the id of the space from the founder's: a link cannot name wrong ones.
use base64ct::{Base64UrlUnpadded, Encoding};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::derive::derive;
use super::error::VaultError;
use super::keys::{Keys, space_id};
use super::read::Reader;
use super::{seal, sign};

/// What comes before the text in a link's fragment.
pub const ROUTE: &str = "#/join/";

/// Bytes of a link without address and checksum: version, secret, founder's key, expiry.
const SHORTEST: usize = 1 + 32 + 32 + 8;

const VERSION: u8 = 1;
const SUM: usize = 4;
/// Longest address of an endpoint, in bytes.
const ADDRESS: usize = 512;

/// The secret of an invitation, and what comes from it.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Invitation {
    secret: [u8; 32],
}

impl Invitation {
    /// A new one from chance.
    #[must_use]
    pub fn new(chance: &[u8; 32]) -> Invitation {
        Invitation { secret: *chance }
    }

    /// Its id, by which the store and the events know it.
    #[must_use]
    pub fn id(&self) -> [u8; 16] {
        let hash = Sha256::new()
            .chain_update(b"fenliu invitation id 1\0")
            .chain_update(self.verify_key());
        let hash = hash.finalize();
        std::array::from_fn(|at| hash[at])
    }

    fn signing(&self) -> Zeroizing<[u8; 32]> {
        derive(&self.secret, "fenliu invitation 1 sign", &[])
    }

    /// Public key of its signatures.
    #[must_use]
    pub fn verify_key(&self) -> [u8; 32] {
        sign::verify_key(&self.signing())
    }

    /// Signs bytes for a domain.
    #[must_use]
    pub fn sign(&self, domain: &str, bytes: &[u8]) -> [u8; 64] {
        sign::sign(&self.signing(), domain, bytes)
    }

    /// The box of space keys that waits in the store.
    #[must_use]
    pub fn seal_keys(&self, space: &[u8; 16], keys: &Keys) -> Vec<u8> {
        let sealed = seal::seal(&self.box_key(), &place(space), &keys.to_bytes());
        [[VERSION].as_slice(), &sealed].concat()
    }

    /// Opens that box. Only who had the link can have made it.
    ///
    /// # Errors
    /// [`VaultError::Malformed`], [`VaultError::NewerVersion`], [`VaultError::SealBroken`].
    pub fn open_keys(&self, space: &[u8; 16], bytes: &[u8]) -> Result<Keys, VaultError> {
        let mut reader = Reader::new(bytes);
        reader.version(VERSION)?;
        let plain = Zeroizing::new(seal::open(&self.box_key(), &place(space), reader.rest())?);
        Keys::from_bytes(&plain)
    }

    fn box_key(&self) -> Zeroizing<[u8; 32]> {
        derive(&self.secret, "fenliu invitation 1 box", &[])
    }
}

fn place(space: &[u8; 16]) -> Vec<u8> {
    [b"fenliu invitation keys 1\0".as_slice(), space].concat()
}

impl std::fmt::Debug for Invitation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Invitation")
    }
}

/// What a link says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Address of the endpoint; empty if the file is carried by hand.
    pub endpoint: String,
    /// Verify key of the founder: all trust in the space hangs on it.
    pub founder: [u8; 32],
    /// Until when, milliseconds since 1970.
    pub expires_ms: u64,
    /// The secret.
    pub invitation: Invitation,
}

/// Why a text is not an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Not an invitation at all.
    #[error("not an invitation")]
    Malformed,
    /// Cut short or changed on the way.
    #[error("the link is not complete")]
    Damaged,
    /// Made by a newer build.
    #[error("made by a newer version")]
    NewerVersion,
    /// The address in it is none.
    #[error("the address in it is none")]
    BadEndpoint,
}

impl LinkError {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            LinkError::Malformed => "invite_malformed",
            LinkError::Damaged => "invite_damaged",
            LinkError::NewerVersion => "invite_newer_version",
            LinkError::BadEndpoint => "invite_bad_endpoint",
        }
    }
}

impl From<VaultError> for LinkError {
    fn from(error: VaultError) -> LinkError {
        match error {
            VaultError::NewerVersion => LinkError::NewerVersion,
            _ => LinkError::Malformed,
        }
    }
}

impl Link {
    /// The space it leads to.
    #[must_use]
    pub fn space(&self) -> [u8; 16] {
        space_id(&self.founder)
    }

    /// Whether it can no longer be used at this time, milliseconds since 1970.
    #[must_use]
    pub fn expired(&self, now_ms: u64) -> bool {
        now_ms >= self.expires_ms
    }

    /// The fragment of the link: [`ROUTE`] and the text. Binary, as unpadded base64url: version (1), secret (32),
    /// founder's verify key (32), expiry (8), endpoint (UTF-8, the rest), checksum (4).
    ///
    /// # Errors
    /// [`LinkError::BadEndpoint`].
    pub fn fragment(&self) -> Result<Zeroizing<String>, LinkError> {
        check_address(&self.endpoint)?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(80 + self.endpoint.len()));
        bytes.push(VERSION);
        bytes.extend(self.invitation.secret);
        bytes.extend(self.founder);
        bytes.extend(self.expires_ms.to_be_bytes());
        bytes.extend(self.endpoint.as_bytes());
        let sum = checksum(&bytes);
        bytes.extend(sum);
        let text = Zeroizing::new(Base64UrlUnpadded::encode_string(&bytes));
        Ok(Zeroizing::new([ROUTE, &text].concat()))
    }

    /// Reads a whole link, its fragment, or only the text.
    ///
    /// # Errors
    /// [`LinkError`]. Whether it has expired is for the caller, who knows the time.
    pub fn parse(text: &str) -> Result<Link, LinkError> {
        let text = text.trim();
        let (text, undecodable) = match text.split_once(ROUTE) {
            // People send a link with words around it.
            Some((_, text)) => (first_word(text), LinkError::Damaged),
            None => (text, LinkError::Malformed),
        };
        if text.len() > 2 * ADDRESS {
            return Err(LinkError::Malformed);
        }
        let bytes = Zeroizing::new(Base64UrlUnpadded::decode_vec(text).map_err(|_| undecodable)?);
        // What is shorter than any link is no newer one, but a part of one or something else.
        let split = bytes.len().checked_sub(SUM).filter(|split| *split >= SHORTEST);
        let split = split.ok_or(LinkError::Damaged)?;
        let mut reader = Reader::new(&bytes);
        reader.version(VERSION)?;
        if bytes[split..] != checksum(&bytes[..split]) {
            return Err(LinkError::Damaged);
        }
        let mut reader = Reader::new(&bytes[1..split]);
        let invitation = Invitation {
            secret: reader.array()?,
        };
        let founder = reader.array()?;
        let expires_ms = u64::from_be_bytes(reader.array()?);
        let endpoint = std::str::from_utf8(reader.rest()).map_err(|_| LinkError::BadEndpoint)?;
        check_address(endpoint)?;
        Ok(Link {
            endpoint: endpoint.to_owned(),
            founder,
            expires_ms,
            invitation,
        })
    }
}

/// Nothing, or http and https without spaces: what is opened because of a link must be an address and no script.
fn check_address(endpoint: &str) -> Result<(), LinkError> {
    let rest = endpoint
        .strip_prefix("https://")
        .or_else(|| endpoint.strip_prefix("http://"));
    let plain = |c: char| {
        c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '#' | '@')
    };
    let sound = rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(plain)) && endpoint.len() <= ADDRESS;
    if endpoint.is_empty() || sound {
        Ok(())
    } else {
        Err(LinkError::BadEndpoint)
    }
}

fn checksum(bytes: &[u8]) -> [u8; SUM] {
    let hash = Sha256::new()
        .chain_update(b"fenliu invitation link 1\0")
        .chain_update(bytes)
        .finalize();
    std::array::from_fn(|at| hash[at])
}
/// What of a text can be base64url.
fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    &text[..end.unwrap_or(text.len())]
}
