//! The directory: who is in, with which devices, and what they may do. A pure function of the set of people events
//! ([`super::evaluate`]), so it is the same on every device that has the same events.
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::access::Access;
use super::bureau::Bureau;
use super::fault::RefusedBy;
use super::right::Right;
use super::{NewDevice, Person, PersonId};
use crate::clock::{DeviceId, Moment, Stamp};
use crate::kinds::{Kinds, OwnKinds};

/// The directory of a book. Empty for a book that nobody founded: then everything is allowed.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// How the book was founded.
    pub founding: Option<Founding>,
    /// Everybody ever named.
    pub people: BTreeMap<PersonId, Member>,
    /// Every device that joined.
    pub devices: BTreeMap<DeviceId, Device>,
    /// Every invitation accepted into the book.
    pub invitations: BTreeMap<[u8; 16], Invitation>,
    /// The recovery kit in force.
    pub kit: Option<Kit>,
    /// New space keys, in order.
    pub rotations: Vec<Rotation>,
    /// Changes of the key by devices that were removed. They have no effect, but what was sealed with such a key by
    /// those who had not heard is to be read: of two who removed each other it may decide which removal counts.
    pub offered: Vec<Rotation>,
    /// People events that had no effect, with what refused them.
    pub refused: BTreeMap<Stamp, RefusedBy>,
    /// Tables of rights put in place of the built-in one, in the order they were accepted.
    pub(crate) bureaus: Vec<(Stamp, Rc<Bureau>)>,
    /// The court's own kinds of record and flows.
    pub(crate) own_kinds: OwnKinds,
    /// The last pack of each removed device that counts.
    pub(crate) cuts: BTreeMap<DeviceId, u32>,
    pub(crate) access: BTreeMap<DeviceId, Rc<Access>>,
    /// Until then the founder is alone, and may do everything.
    pub(crate) alone_until: Option<Moment>,
    /// The last people events: what a new one is written over.
    pub heads: Vec<Stamp>,
    /// Judging the people events did not come to an end: then nobody may do anything.
    pub(crate) undecided: bool,
}

/// How a book became that of a court.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// Name of the court.
    pub court: String,
    /// The founder's device.
    pub device: DeviceId,
    /// The founder.
    pub person: PersonId,
    /// The key whose hash names the space.
    pub verify: [u8; 32],
    /// Chains of an older book that the founder's key signs.
    pub adopted: Vec<DeviceId>,
    /// When.
    pub stamp: Stamp,
}

/// A person with their past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// As they are now.
    pub person: Person,
    /// Has left.
    pub left: bool,
    /// Every version with its moment, in the order they were accepted.
    pub versions: Vec<(Stamp, Person)>,
}

/// A device that joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its number.
    pub id: DeviceId,
    /// Whose it is.
    pub person: PersonId,
    /// Its name and keys.
    pub keys: NewDevice,
    /// When it joined.
    pub joined: Stamp,
    /// The last pack that counts, once it is removed.
    pub cut: Option<u32>,
    /// Ids of the changed keys that it got with its invitation.
    pub given: Vec<u64>,
    /// The events that let it in: what vouched for it, and the first word on its person.
    pub(crate) basis: Vec<Stamp>,
}

/// How it stands with an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationState {
    /// Not used; whether it has expired is a question of the clock.
    Open,
    /// A device joined with it.
    Used,
    /// Taken back.
    Withdrawn,
}

/// An invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Id.
    pub id: [u8; 16],
    /// For whom.
    pub person: PersonId,
    /// Checks what is signed with its secret.
    pub verify: [u8; 32],
    /// Until when, milliseconds since 1970.
    pub expires_ms: u64,
    /// How it stands.
    pub state: InvitationState,
    /// Ids of the changed keys that its box holds: those of all changes its author had seen.
    pub keys: Vec<u64>,
    /// When it was made.
    pub stamp: Stamp,
}

/// A recovery kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kit {
    /// Checks what is signed with its secret.
    pub verify: [u8; 32],
    /// Seals keys to it.
    pub agree: [u8; 32],
    /// Shares needed.
    pub needed: u8,
    /// Holders in the order of the shares.
    pub holders: Vec<String>,
    /// When it was made, milliseconds since 1970.
    pub at_ms: u64,
}

/// A new space key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// Id of the key.
    pub key: u64,
    /// The event that made it.
    pub stamp: Stamp,
    /// The key, sealed to each device that stays.
    pub boxes: Vec<(DeviceId, Vec<u8>)>,
}

impl Directory {
    /// Was the book founded? Before that there are no rights, and everything is allowed.
    pub fn is_founded(&self) -> bool {
        self.founding.is_some()
    }

    /// Whether there are no rights yet, so that everything is allowed.
    pub(crate) fn is_open(&self) -> bool {
        !self.is_founded() && !self.undecided
    }

    /// The person of a device.
    pub fn person_of(&self, device: DeviceId) -> Option<&Member> {
        let adopted = || {
            let founding = self.founding.as_ref()?;
            founding.adopted.contains(&device).then_some(founding.person)
        };
        let person = self.devices.get(&device).map(|d| d.person).or_else(adopted)?;
        self.people.get(&person)
    }

    /// Who takes a step on a device: its person. Where nobody is known, as in a book nobody founded, the device stands for
    /// itself.
    pub fn taker(&self, device: DeviceId) -> PersonId {
        let person = self.person_of(device).map(|member| member.person.id);
        person.unwrap_or_else(|| {
            let mut id = [0; 16];
            id[8..].copy_from_slice(&device.0.to_be_bytes());
            id
        })
    }

    /// The name under which what a device wrote is shown: the one it gives if its person ever bore it, else what the
    /// person is called, so that nobody writes under another's name. Whose device nobody knows has no name. Chains of an
    /// older book keep the names of then.
    pub fn author<'a>(&'a self, device: DeviceId, given: &'a str) -> &'a str {
        let known = self.devices.get(&device);
        let is_older = |founding: &Founding| known.is_none() && founding.adopted.contains(&device);
        if self.founding.as_ref().is_none_or(is_older) {
            return given;
        }
        let Some(member) = known.and_then(|known| self.people.get(&known.person)) else {
            return "";
        };
        match member.versions.iter().any(|(_, person)| person.name == given) {
            true => given,
            false => &member.person.name,
        }
    }

    /// Is the device removed?
    pub fn is_removed(&self, device: DeviceId) -> bool {
        self.cuts.contains_key(&device)
    }

    /// Devices that are in and not removed.
    pub fn active(&self) -> impl Iterator<Item = &Device> {
        self.devices.values().filter(|device| device.cut.is_none())
    }

    /// Devices that are in and that a change of the key left out, because whoever changed it had not heard of them yet.
    /// What the pack with the change and all later ones say is closed to them, unless they get the keys beside the packs.
    /// Who joined with an invitation that held the new key already is named too: more than once does no harm.
    pub fn left_out(&self) -> impl Iterator<Item = &Device> {
        let named = |rotation: &Rotation, id| rotation.boxes.iter().any(|(device, _)| *device == id);
        self.active()
            .filter(move |device| !self.rotations.iter().all(|r| named(r, device.id)))
    }

    /// The table of rights in force.
    pub fn bureau(&self) -> &Bureau {
        self.bureaus.last().map_or(Bureau::builtin(), |(_, bureau)| bureau)
    }

    /// The kinds of record in force, with their flows.
    pub fn kinds(&self) -> &Kinds {
        self.own_kinds.kinds()
    }

    /// The court's own texts of kinds and flows.
    pub fn own_kinds(&self) -> &OwnKinds {
        &self.own_kinds
    }

    /// Whether a device may do what takes this right, on a day (UTC+8), at least in part.
    pub fn may(&self, device: DeviceId, right: Right, today: NaiveDate) -> bool {
        if self.is_open() {
            return true;
        }
        !self.undecided && self.access.get(&device).is_some_and(|access| access.may(right, today))
    }

    /// The keys of all rights a device has on a day, for the page.
    pub fn rights(&self, device: DeviceId, today: NaiveDate) -> Vec<String> {
        let held = Right::all().filter(|right| self.may(device, *right, today));
        held.map(|right| right.key().to_owned()).collect()
    }

    /// What a removal of the device has to name: itself, and the older chains its key signs.
    pub fn chains_of(&self, device: DeviceId) -> Vec<DeviceId> {
        let mut chains = vec![device];
        if let Some(founding) = self.founding.as_ref().filter(|f| f.device == device) {
            chains.extend(founding.adopted.iter().filter(|d| **d != device));
        }
        chains
    }

    /// What leaving has to name: every device of the person, and the older chains.
    pub fn chains_of_person(&self, person: &PersonId) -> Vec<DeviceId> {
        let own = self.devices.values().filter(|d| d.person == *person);
        own.flat_map(|d| self.chains_of(d.id)).collect()
    }

    /// The key that must have signed a device's packs: for an older chain that was adopted, the founder's.
    pub(crate) fn adopting_key(&self, device: DeviceId) -> Option<[u8; 32]> {
        let founding = self.founding.as_ref()?;
        founding.adopted.contains(&device).then_some(founding.verify)
    }
}
