//! Letters: whoever a change of the key left out, because the one who changed it had not heard of them yet or their
//! invitation is older, finds the keys in a box beside the packs. A device that manages people leaves it.
use sha2::{Digest, Sha256};

use super::outbox::Object;
use crate::error::WorkError;
use crate::people::invite::keys_of;
use crate::platform::Platform;
use crate::service::{Service, State};
use casebook::clock::DeviceId;
use casebook::people::{Directory, Right};
use store::StoreTable;
use sync::exchange::Report;
use sync::names::Name;
use sync::remote::{Remote, RemoteError, listed};
use vault::boxes::{open_box, seal_to};
use vault::keys::Keys;
use vault::ring::Keyring;

/// What a letter is bound to, and the record with keys that came in one.
const LETTER: &str = "fenliu letter 1";
/// So many changes of the key may lie between what the receiver knows and the letter.
const AHEAD: usize = 64;

/// What a letter is bound to: the space and the device it is for.
fn about(space: &[u8; 16], device: DeviceId) -> Vec<u8> {
    [LETTER.as_bytes(), b"\0", space, &device.0.to_be_bytes()].concat()
}

/// Where the letter for a device lies after so many changes of the key.
fn place(space: &[u8; 16], device: DeviceId, changes: usize) -> Name {
    let changes = u32::try_from(changes).unwrap_or(u32::MAX).to_be_bytes();
    let hash = Sha256::new().chain_update(about(space, device)).chain_update(changes);
    let mut id = [0; 16];
    id.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    Name::Invitation(id)
}

impl<G: Platform> Service<G> {
    /// Leaves a letter for everybody who was left out, if that is for this device to do. True if there are new ones.
    pub(super) async fn leave_letters(&self) -> Result<bool, WorkError> {
        let ring = self.ring()?;
        let mut owed = self.with(|s| s.letters_owed(&ring))?;
        if owed.is_empty() {
            return Ok(false);
        }
        let _held = self.platform.hold().await;
        let outbox = self.outbox().await?;
        owed.retain(|(name, ..)| !outbox.has(name));
        let (keys, chance) = (keys_of(&ring).to_bytes(), self.chance::<32>());
        let seal = |(name, device, agree): (Name, DeviceId, [u8; 32])| -> Result<Object, WorkError> {
            Ok((name, seal_to(&agree, &about(&ring.space(), device), &keys, &chance)?))
        };
        let letters = owed.into_iter().map(seal).collect::<Result<_, _>>()?;
        self.leave_objects(letters).await
    }

    /// Looks for a letter if packs came that no key here opens. True if it held keys that were not known.
    pub(super) async fn look_for_letter(&self, remote: &G::Remote, report: &Report) -> Result<bool, WorkError> {
        if !report.faults.iter().any(|fault| fault.code == "pack_no_key") {
            return Ok(false);
        }
        let Some(keys) = self.letter_there(remote).await? else {
            return Ok(false);
        };
        // Kept before it is used: what it opens may be stored at once.
        self.keep_record((StoreTable::Meta, LETTER.into(), keys.to_bytes().to_vec()))
            .await?;
        let before = self.ring()?.keys().0.len();
        self.with(|s| {
            s.learn(&keys)?;
            s.follow_rotations()
        })?;
        Ok(self.ring()?.keys().0.len() > before)
    }

    /// The keys in the newest letter for this device, if there is one.
    async fn letter_there(&self, remote: &G::Remote) -> Result<Option<Keys>, WorkError> {
        let ring = self.ring()?;
        let changes = self.with(|s| Ok::<_, WorkError>(s.book()?.directory().rotations.len()))?;
        let (space, device) = (ring.space(), ring.device());
        let there = match listed(remote, "i/").await {
            Ok(there) => there,
            // The next exchange asks again.
            Err(_) => return Ok(None),
        };
        let places = (changes..=changes.saturating_add(AHEAD)).rev();
        for name in places.map(|n| place(&space, device, n).to_string()) {
            if !there.contains_key(&name) {
                continue;
            }
            let bytes = match remote.get(&name).await {
                Ok(bytes) => bytes,
                Err(RemoteError::NotFound) => continue,
                Err(_) => return Ok(None),
            };
            // One that does not open is no letter.
            let opened = open_box(ring.as_ref(), &about(&space, device), &bytes);
            if let Some(keys) = opened.ok().and_then(|plain| Keys::from_bytes(&plain).ok()) {
                return Ok(Some(keys));
            }
        }
        Ok(None)
    }

    /// Keys that came in a letter before: known from the first pack on.
    pub(crate) async fn reread_letter(&self) -> Result<(), WorkError> {
        let Some(bytes) = self.own_record_or_none(LETTER).await? else {
            return Ok(());
        };
        match Keys::from_bytes(&bytes) {
            Ok(keys) => self.with(|s| s.learn(&keys)),
            Err(_) => Ok(()),
        }
    }
}

impl State {
    /// The letters that are to be there, and for whom. All devices that know the same would put them in the same places:
    /// the first one stays.
    fn letters_owed(&mut self, ring: &Keyring) -> Result<Vec<(Name, DeviceId, [u8; 32])>, WorkError> {
        let book = self.book()?;
        let directory = book.directory();
        if !book.may(ring.device(), Right::People) || !has_all_keys(directory, ring) {
            return Ok(Vec::new());
        }
        let (space, changes) = (ring.space(), directory.rotations.len());
        let others = directory.left_out().filter(|device| device.id != ring.device());
        Ok(others
            .map(|device| (place(&space, device.id, changes), device.id, device.keys.agree))
            .collect())
    }
}

/// Whether nothing is closed to this ring.
pub(super) fn has_all_keys(directory: &Directory, ring: &Keyring) -> bool {
    directory.rotations.iter().all(|change| ring.key(change.key).is_some())
}
