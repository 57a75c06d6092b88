//! The bureau at work on a book that is not sealed, with signatures anybody could make: quick, and all the tests need.
use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use casebook::clock::DeviceId;
use casebook::pack::{About, Hash, PackError, Sealed, Sealer, Signature, signed};
use casebook::people::{JOINING, NewDevice, in_domain, space_of};
use chrono::NaiveDate;
use demo::office::Keys;
use sha2::{Digest, Sha256};

pub use demo::office::Stored;

/// The bureau.
pub type Office = demo::office::Office<Pens>;

/// Nobody is there yet.
///
/// # Errors
/// The rules built in cannot be read.
pub fn open(on: NaiveDate) -> Result<Office, String> {
    Office::new(on, Pens::new())
}

fn key(of: u64) -> [u8; 32] {
    let mut key = [0xab; 32];
    key[..8].copy_from_slice(&of.to_be_bytes());
    key
}

/// A stand-in for a signature: whoever knows the public key can make it.
fn signature(key: &[u8; 32], text: &[u8]) -> Signature {
    let mut signature = [0; 64];
    let hash = Sha256::new().chain_update(key).chain_update(text).finalize();
    signature[..32].copy_from_slice(&hash);
    signature
}

/// The key an invitation of a place bears.
fn invitation(place: u64) -> [u8; 32] {
    key(500_000 + place)
}

/// Signs for whoever writes now; nothing is sealed.
pub struct Pens {
    place: Cell<u64>,
}

impl Pens {
    /// Pens for whoever comes.
    #[must_use]
    pub fn new() -> Rc<Pens> {
        Rc::new(Pens { place: Cell::new(1) })
    }
}

impl Keys for Pens {
    fn write_as(&self, place: u64) {
        self.place.set(place);
    }

    fn device(&self, place: u64, name: String) -> (DeviceId, NewDevice) {
        let device = NewDevice {
            name,
            verify: key(place),
            agree: key(place + 1_000_000),
        };
        (DeviceId(place), device)
    }

    fn invitation(&self, place: u64) -> [u8; 32] {
        invitation(place)
    }

    fn joins(&self, place: u64, text: &[u8]) -> Signature {
        signature(&invitation(place), &in_domain(JOINING, text))
    }
}

impl Sealer for Pens {
    fn seal<'a>(&self, _: &About, payload: &'a [u8]) -> Sealed<'a> {
        let (algorithm, bytes) = (0, Cow::Borrowed(payload));
        Sealed {
            algorithm,
            key: 0,
            bytes,
        }
    }

    fn open<'a>(&self, _: &About, sealed: Sealed<'a>) -> Result<Cow<'a, [u8]>, PackError> {
        Ok(sealed.bytes)
    }

    fn sign(&self, hash: &Hash) -> Option<Signature> {
        Some(signature(&key(self.place.get()), &signed(hash)))
    }

    fn verify(&self, by: &[u8; 32], text: &[u8], given: &Signature) -> bool {
        *given == signature(by, text)
    }

    fn space(&self) -> Option<[u8; 16]> {
        Some(space_of(&key(1)))
    }
}
