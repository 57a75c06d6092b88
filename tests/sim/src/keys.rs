//! The keys of a device: the real ring, and a memory of signatures already checked.
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use casebook::pack::{About, Hash, PackError, Sealed, Sealer, Signature};
use casebook::people::Directory;
use vault::boxes::open_box;
use vault::{Keyring, Keys};

use crate::Mutation;

/// What a box with a space key is for.
pub const KEY_BOX: &[u8] = b"sim space key";

type Checked = HashMap<([u8; 32], Signature, Vec<u8>), bool>;

thread_local! {
    /// All devices of a seed check the same signatures: once is enough.
    static CHECKED: RefCell<Checked> = RefCell::default();
}

/// Forgets the signatures of another seed.
pub fn forget_signatures() {
    CHECKED.with(|checked| checked.borrow_mut().clear());
}

/// The ring of a device.
pub struct HeldKeys {
    ring: RefCell<Keyring>,
    /// As it was wrapped when the device was set up.
    first: RefCell<Vec<u8>>,
    mutation: Mutation,
}

impl HeldKeys {
    /// A ring, kept as it is now.
    pub fn new(ring: Keyring, mutation: Mutation) -> HeldKeys {
        let first = RefCell::new(ring.to_bytes().to_vec());
        HeldKeys {
            ring: RefCell::new(ring),
            first,
            mutation,
        }
    }

    /// Forgets what was learned since.
    pub fn restart(&self) {
        self.ring
            .replace(Keyring::from_bytes(&self.first.borrow()).expect("just written"));
    }

    /// Looks at the ring.
    pub fn with<T>(&self, look: impl FnOnce(&Keyring) -> T) -> T {
        look(&self.ring.borrow())
    }

    /// Learns the keys the directory has for this device. The last one named is the one to write with.
    pub fn learn(&self, directory: &Directory) {
        let mut ring = self.ring.borrow_mut();
        for rotation in &directory.rotations {
            if ring.key(rotation.key).is_none() {
                let own = rotation.boxes.iter().filter(|(device, _)| *device == ring.device());
                let keys: Vec<_> = own
                    .filter_map(|(_, bytes)| open_box(&*ring, KEY_BOX, bytes).ok())
                    .collect();
                for key in keys {
                    if let Ok(key) = <[u8; 32]>::try_from(key.as_slice()) {
                        ring.add_key(key);
                    }
                }
            }
        }
        if let Some(last) = directory
            .rotations
            .last()
            .filter(|_| self.mutation != Mutation::KeepsTheOldKey)
        {
            _ = ring.set_current(last.key);
        }
    }

    /// Opens a letter with keys, and keeps the ring with them.
    pub fn read_letter(&self, letter: &[u8]) {
        let mut ring = self.ring.borrow_mut();
        let keys = open_box(&*ring, KEY_BOX, letter)
            .ok()
            .and_then(|bytes| Keys::from_bytes(&bytes).ok());
        for key in keys.iter().flat_map(|keys| &keys.0) {
            ring.add_key(*key);
        }
        self.first.replace(ring.to_bytes().to_vec());
    }

    /// Has it the key to write with?
    pub fn is_up_to_date(&self, directory: &Directory) -> bool {
        let ring = self.ring.borrow();
        directory
            .rotations
            .last()
            .is_none_or(|last| ring.key(last.key).is_some())
    }
}

impl Sealer for HeldKeys {
    fn seal<'a>(&self, about: &About, payload: &'a [u8]) -> Sealed<'a> {
        self.ring.borrow().seal(about, payload)
    }

    fn open<'a>(&self, about: &About, sealed: Sealed<'a>) -> Result<Cow<'a, [u8]>, PackError> {
        self.ring.borrow().open(about, sealed)
    }

    fn sign(&self, hash: &Hash) -> Option<Signature> {
        Sealer::sign(&*self.ring.borrow(), hash)
    }

    fn verify(&self, by: &[u8; 32], text: &[u8], signature: &Signature) -> bool {
        CHECKED.with(|checked| {
            let known = (*by, *signature, text.to_vec());
            let ring = self.ring.borrow();
            *checked
                .borrow_mut()
                .entry(known)
                .or_insert_with(|| Sealer::verify(&*ring, by, text, signature))
        })
    }

    fn space(&self) -> Option<[u8; 16]> {
        Sealer::space(&*self.ring.borrow())
    }
}
