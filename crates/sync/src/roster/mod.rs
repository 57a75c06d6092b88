//! Who belongs to a space, as far as a store needs to know: which key may ask for what.
//!
//! A pure function of the *set* of records, in whatever order they came. The truth about people and their rights is in
//! the sealed events and is every device's own to work out; the roster is the door, kept by an endpoint that can read
//! nothing.
//!
//! Two questions are kept apart. What *stands* follows from the set alone: a device that was admitted stays admitted
//! when the invitation it came with has expired since, or the admin who signed it has left. What may *come in now* is
//! asked once, at the door, with the time of that moment: [`Roster::admits`].
mod door;
mod record;
mod stand;

use std::collections::{BTreeMap, BTreeSet};

pub use door::AdmissionError;
pub use record::{DOMAIN, Fact, RECORD_LIMIT, Record, RecordError};

use casebook::clock::DeviceId;

/// So far may the number of a kit be beyond the one before it: kits that were made and never came to the store.
pub const KIT_STEP: u32 = 1_000;

/// Whether a kit of this number may come after the last one.
fn follows(last: Option<(u32, [u8; 32])>, number: u32) -> bool {
    match last {
        // The one that the founding names has the number 0.
        None => number <= KIT_STEP,
        Some((last, _)) => number > last && number - last <= KIT_STEP,
    }
}

/// A device of the space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// What its packs are signed with.
    pub verify: [u8; 32],
    /// Whether it may invite, admit and remove.
    pub admin: bool,
    /// Number of the last of its packs that counts, if it was removed.
    pub removed: Option<u32>,
}

/// An invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its verify key.
    pub verify: [u8; 32],
    /// Until when, milliseconds since 1970.
    pub expires_ms: u64,
    /// Whether it may make an admin.
    pub admin: bool,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// The device it admitted.
    pub used: Option<DeviceId>,
}

/// What a key is to the space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A device's.
    Device {
        /// Whether it may invite, admit and remove.
        admin: bool,
    },
    /// An invitation's, whether or not it still counts.
    Invitation {
        /// Its box is `i/{id}`.
        id: [u8; 16],
    },
    /// The recovery kit's.
    Kit,
    /// That of a removed device, or of an earlier kit.
    Removed,
    /// Nobody's.
    Unknown,
}

/// Who belongs to a space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    founder: Option<[u8; 32]>,
    devices: BTreeMap<DeviceId, Device>,
    invitations: BTreeMap<[u8; 16], Invitation>,
    kits: BTreeMap<u32, [u8; 32]>,
    records: BTreeSet<[u8; 16]>,
}

impl Roster {
    /// What follows from these records of `space`. Those of other spaces, and those whose signer had no right to them,
    /// count for nothing.
    #[must_use]
    pub fn of(space: [u8; 16], records: &[Record]) -> Roster {
        stand::roster(space, records)
    }

    /// Whether the space has begun.
    #[must_use]
    pub fn is_founded(&self) -> bool {
        self.founder.is_some()
    }

    /// What a key is to the space. One key may stand for several devices, as the founder's does for the chains of an
    /// older book: it counts while none of them was removed.
    #[must_use]
    pub fn standing(&self, key: &[u8; 32]) -> Standing {
        let devices: Vec<&Device> = self.devices.values().filter(|device| device.verify == *key).collect();
        if devices.iter().any(|device| device.removed.is_some()) {
            return Standing::Removed;
        }
        if !devices.is_empty() {
            let admin = devices.iter().any(|device| device.admin);
            return Standing::Device { admin };
        }
        if let Some((id, _)) = self
            .invitations
            .iter()
            .find(|(_, invitation)| invitation.verify == *key)
        {
            return Standing::Invitation { id: *id };
        }
        match self.kits.values().any(|kit| kit == key) {
            true if self.kit().is_some_and(|(_, kit)| kit == *key) => Standing::Kit,
            true => Standing::Removed,
            false => Standing::Unknown,
        }
    }

    /// A device, removed or not.
    #[must_use]
    pub fn device(&self, device: DeviceId) -> Option<&Device> {
        self.devices.get(&device)
    }

    /// Whether this pack was written after its device was removed.
    #[must_use]
    pub fn is_after_removal(&self, device: DeviceId, number: u32) -> bool {
        let last = self.device(device).and_then(|device| device.removed);
        last.is_some_and(|last| number > last)
    }

    /// All devices, removed or not.
    pub fn devices(&self) -> impl Iterator<Item = (DeviceId, &Device)> {
        self.devices.iter().map(|(id, device)| (*id, device))
    }

    /// An invitation.
    #[must_use]
    pub fn invitation(&self, id: &[u8; 16]) -> Option<&Invitation> {
        self.invitations.get(id)
    }

    /// Number and verify key of the recovery kit in force: the highest that is not far beyond the one before. Otherwise
    /// whoever may make kits could use up all numbers with one.
    #[must_use]
    pub fn kit(&self) -> Option<(u32, [u8; 32])> {
        let mut last = None;
        for (number, verify) in &self.kits {
            if !follows(last, *number) {
                break;
            }
            last = Some((*number, *verify));
        }
        last
    }

    /// Whether this record is among those that have effect.
    #[must_use]
    pub fn holds(&self, record: &[u8; 16]) -> bool {
        self.records.contains(record)
    }
}
