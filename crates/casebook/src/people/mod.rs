//! Who belongs to the book, with which devices: the actions that say so.
//!
//! They are events of the book as a whole. What they add up to is the directory.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::clock::DeviceId;

mod access;
mod bureau;
mod cuts;
mod directory;
mod evaluate;
mod fault;
mod grant;
mod join;
pub(crate) mod membership;
mod own_kinds;
mod right;
pub mod staff_list;
mod staffing;
pub(crate) mod wire;
pub(crate) mod wire_read;

pub use access::{
    ANOTHERS_STEP, CLOCK_BACK, DEVICE_REMOVED, DEVICE_UNKNOWN, FLOW_STEP, NOT_IN_OFFICE, PEOPLE_UNDECIDED,
};
pub use bureau::{Bureau, BureauError, BureauFault, Named, Pair, Row, SHANGQIU};
pub use directory::{Device, Directory, Founding, Invitation, InvitationState, Kit, Member, Rotation};
pub(crate) use evaluate::evaluate;
pub use fault::{PeopleFault, RefusedBy};
pub use grant::{Grant, fits};
pub use right::{Right, right_of};
pub use staffing::PostFault;

/// Identity of a person: UUID v7 bytes.
pub type PersonId = [u8; 16];

/// A person of the bureau (plan Art. 2–5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Person {
    /// Id, the same through every change.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Role, an id of the bureau's text.
    pub role: String,
    /// Group or team, an id of the bureau's text; or empty.
    pub group: String,
    /// In office from this day on (UTC+8).
    pub from: Option<NaiveDate>,
    /// To this day, inclusive.
    pub to: Option<NaiveDate>,
}

/// A device that joins, with its public keys. Its number is that of the pack it speaks in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewDevice {
    /// Its name.
    pub name: String,
    /// Checks its signatures (Ed25519).
    pub verify: [u8; 32],
    /// Seals keys to it (X25519).
    pub agree: [u8; 32],
}

/// Who vouches for a device that joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Voucher {
    /// The invitation with this id.
    Invitation([u8; 16]),
    /// The recovery kit.
    Kit,
    /// A device that is in already, of the same person.
    Device(DeviceId),
}

/// What somebody does about people, devices and keys.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PeopleAction {
    /// The book becomes that of a court. Its author is the first person, on the first device.
    Founded {
        /// Name of the court.
        court: String,
        /// The founder.
        person: Person,
        /// The device this stands on.
        device: NewDevice,
        /// Chains of an older book without a seal: the founder's key signs them, and everything in them was allowed. A
        /// removal of each after its last pack closes them.
        adopted: Vec<DeviceId>,
    },
    /// A person is new or changes.
    PutPerson(Person),
    /// A person leaves; all their devices are removed.
    Left {
        /// Who.
        person: PersonId,
        /// The last pack of each device that still counts. Every device the author knows is named; one that joined without
        /// the author's knowing counts for nothing.
        cuts: Vec<(DeviceId, u32)>,
    },
    /// Somebody is invited to join with one device.
    Invited {
        /// Id of the invitation.
        id: [u8; 16],
        /// For whom.
        person: PersonId,
        /// Checks what is signed with the invitation's secret (Ed25519).
        verify: [u8; 32],
        /// Milliseconds since 1970 until which it holds.
        expires_ms: u64,
    },
    /// An invitation is taken back.
    Withdrawn {
        /// Its id.
        id: [u8; 16],
    },
    /// The device this stands on joins: the first event of its chain.
    Joined {
        /// Whose it is.
        person: PersonId,
        /// The device.
        device: NewDevice,
        /// Who vouches for it.
        by: Voucher,
        /// The voucher's signature over [`joining_text`].
        #[serde(with = "serde_bytes")]
        proof: [u8; 64],
    },
    /// A device is removed.
    Removed {
        /// Which.
        device: DeviceId,
        /// Its packs above this number count for nothing, whatever their stamps say.
        after: u32,
    },
    /// A new space key. This event is sealed with the old one, what comes after it with the new.
    Rotated {
        /// Id of the new key.
        key: u64,
        /// The key, sealed to each device that stays.
        boxes: Vec<(DeviceId, Vec<u8>)>,
    },
    /// A recovery kit, in place of the one before.
    Kit {
        /// Checks what is signed with the kit's secret (Ed25519).
        verify: [u8; 32],
        /// Seals keys to it (X25519).
        agree: [u8; 32],
        /// Shares needed.
        needed: u8,
        /// Who holds one, in the order of the shares.
        holders: Vec<String>,
        /// When it was made, milliseconds since 1970.
        at_ms: u64,
    },
}

/// The domain under which a voucher signs [`joining_text`]: a signature made for anything else is none for this.
pub const JOINING: &str = "fenliu joining 1";

/// What a voucher signs to let a device join (under the domain [`JOINING`]): space, device number (8 bytes, highest
/// first), both keys, person, name of the device.
pub fn joining_text(space: &[u8; 16], device: DeviceId, new: &NewDevice, person: &PersonId) -> Vec<u8> {
    let mut text = space.to_vec();
    text.extend_from_slice(&device.0.to_be_bytes());
    text.extend_from_slice(&new.verify);
    text.extend_from_slice(&new.agree);
    text.extend_from_slice(person);
    text.extend_from_slice(new.name.as_bytes());
    text
}

/// The space a founder's verify key names: the first half of a hash.
pub fn space_of(verify: &[u8; 32]) -> [u8; 16] {
    let hash: [u8; 32] = Sha256::digest(in_domain("fenliu space 1", verify)).into();
    let mut space = [0; 16];
    space.copy_from_slice(hash.split_at(16).0);
    space
}

/// What an Ed25519 signature under a domain covers: the domain, a zero, the text.
pub fn in_domain(domain: &str, text: &[u8]) -> Vec<u8> {
    [domain.as_bytes(), b"\0", text].concat()
}
