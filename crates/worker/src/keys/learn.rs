//! The keys of the space, as the people events tell: who learns which, and which is current.
use std::rc::Rc;

use crate::error::WorkError;
use crate::service::State;
use casebook::clock::DeviceId;
use casebook::pack::Sealer;
use vault::boxes::{open_box, seal_to};
use vault::keys::Keys;
use vault::ring::Keyring;

/// What a box with a new space key is bound to: the space and the device it is for.
fn about(space: &[u8; 16], device: DeviceId) -> Vec<u8> {
    [b"fenliu rotation 1\0".as_slice(), space, &device.0.to_be_bytes()].concat()
}

/// A new space key in a box for a device.
pub(crate) fn box_for(
    ring: &Keyring,
    key: &[u8; 32],
    (device, agree): (DeviceId, &[u8; 32]),
    chance: &[u8; 32],
) -> Result<Vec<u8>, WorkError> {
    Ok(seal_to(agree, &about(&ring.space(), device), key, chance)?)
}

impl State {
    /// Reads and writes with these keys from now on.
    pub fn hold(&mut self, ring: Option<Rc<Keyring>>) {
        if let (Some(book), Some(ring)) = (&mut self.book.open, &ring) {
            book.seal_with(Rc::clone(ring) as Rc<dyn Sealer>);
        }
        self.session.ring = ring;
    }

    /// Learns space keys.
    pub fn learn(&mut self, keys: &Keys) -> Result<(), WorkError> {
        let Some(ring) = &self.session.ring else {
            return Ok(());
        };
        let mut more = Keyring::from_bytes(&ring.to_bytes())?;
        keys.0.iter().for_each(|key| _ = more.add_key(*key));
        self.hold(Some(Rc::new(more)));
        Ok(())
    }

    /// Whether the key to write with is not here yet.
    pub fn awaits_key(&mut self) -> Result<bool, WorkError> {
        let last = self.book()?.directory().rotations.last().map(|change| change.key);
        let has = |key| self.session.ring.as_ref().is_none_or(|ring| ring.key(key).is_some());
        Ok(!last.is_none_or(has))
    }

    /// Opens the boxes with new space keys that are for this device, and writes with the last one that counts.
    pub fn follow_rotations(&mut self) -> Result<(), WorkError> {
        let Some(ring) = self.session.ring.clone() else {
            return Ok(());
        };
        let directory = self.book()?.directory();
        let last = directory.rotations.last().map(|rotation| rotation.key);
        let all = directory.rotations.iter().chain(&directory.offered);
        let unknown = all.filter(|rotation| ring.key(rotation.key).is_none());
        let boxes = unknown.flat_map(|rotation| rotation.boxes.iter().filter(|(device, _)| *device == ring.device()));
        let about = about(&ring.space(), ring.device());
        let open = |bytes: &Vec<u8>| {
            let key = open_box(ring.as_ref(), &about, bytes).ok()?;
            <[u8; 32]>::try_from(key.as_slice()).ok()
        };
        let learned: Vec<[u8; 32]> = boxes.filter_map(|(_, bytes)| open(bytes)).collect();
        let is_current = last.is_none_or(|last| ring.current() == last || ring.key(last).is_none());
        if learned.is_empty() && is_current {
            return Ok(());
        }
        let mut more = Keyring::from_bytes(&ring.to_bytes())?;
        learned.into_iter().for_each(|key| _ = more.add_key(key));
        // A removed device never learns the last key; what it still writes counts for nothing anyway.
        let _known = last.map(|last| more.set_current(last));
        self.hold(Some(Rc::new(more)));
        Ok(())
    }
}
