//! The set of people events, and the order they are judged in.
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use minicbor::Decoder;

use super::{PeopleAction, Voucher};
use crate::action::Action;
use crate::bytes::{BadBytes, Reader, put_bytes, put_uint};
use crate::cbor::Out;
use crate::clock::{DeviceId, Stamp};
use crate::event::Event;
use crate::kinds::is_key;
use crate::rules::BUREAU_KEY;
use crate::wire::write_event;
use crate::wire_read::read_event;

/// So many people events of one device count at most, refused ones too; later ones are only counted. Every one of them is
/// kept by everybody for good, and judged anew with each that comes.
pub const OF_ONE_DEVICE: usize = 4_096;

/// A people event, with its place in the chain of its device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub event: Event,
    /// Number of the pack.
    pub number: u32,
    /// Place in the pack.
    pub place: u32,
    /// Not later than what its device wrote before: the clock of a device only runs forwards.
    pub late: bool,
}

impl Entry {
    pub fn stamp(&self) -> Stamp {
        self.event.stamp
    }

    pub fn device(&self) -> DeviceId {
        self.event.stamp.device
    }
}

impl Entry {
    /// Whether it founds the book or lets its own device in. A cut does not void that: without the founding there is no
    /// book, and whoever never joined could not be told apart from a stranger.
    pub fn admits(&self) -> bool {
        key_in(&self.event).is_some()
    }
}

/// Whether an event is one of those the directory rests on: about people, the table of rights, or kinds and flows, which say
/// what it takes to write a record and to take a step.
pub(crate) fn is_people(event: &Event) -> bool {
    event.case == crate::event::BOOK
        && match &event.action {
            Action::People(_) => true,
            Action::PutRules { key, .. } => key == BUREAU_KEY || is_key(key),
            _ => false,
        }
}

/// All people events, by stamp.
#[derive(Clone, Debug, Default)]
pub(crate) struct MembershipLog {
    entries: BTreeMap<Stamp, Entry>,
    /// Signatures of vouchers checked before: the directory is made anew often, and checking is slow.
    proofs: RefCell<BTreeMap<(Stamp, [u8; 32]), bool>>,
}

impl MembershipLog {
    /// Whether the proof of an event was made with a key, found out once.
    pub fn proves(&self, stamp: Stamp, key: &[u8; 32], check: impl FnOnce() -> bool) -> bool {
        let mut proofs = self.proofs.borrow_mut();
        *proofs.entry((stamp, *key)).or_insert_with(check)
    }

    /// Forgets what was checked: another sealer checks otherwise.
    pub fn forget_proofs(&self) {
        self.proofs.borrow_mut().clear();
    }

    /// Adds an event; false if it was there. A stamp used twice by a broken device counts once: the earlier in its chain.
    pub fn add(&mut self, entry: Entry) -> bool {
        match self.entries.entry(entry.stamp()) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(entry);
                true
            }
            std::collections::btree_map::Entry::Occupied(_) => false,
        }
    }

    /// Whether a device may have one more. Every chain is read in its order, so the same ones count everywhere.
    pub fn has_room(&self, device: DeviceId) -> bool {
        self.entries.keys().filter(|stamp| stamp.device == device).count() < OF_ONE_DEVICE
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether one of them founds the book, rightly or not.
    pub fn has_founding(&self) -> bool {
        let is_founding = |action: &Action| match action {
            Action::People(action) => matches!(**action, PeopleAction::Founded { .. }),
            _ => false,
        };
        self.entries().any(|entry| is_founding(&entry.event.action))
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// All, by stamp.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    pub fn get(&self, stamp: &Stamp) -> Option<&Entry> {
        self.entries.get(stamp)
    }

    /// The key a device's packs are signed with: the one its first event of joining or founding names.
    pub fn key(&self, device: DeviceId) -> Option<(&Entry, [u8; 32])> {
        let own = self.entries.values().filter(|e| e.device() == device);
        let keys = own.filter_map(|e| Some((e, key_in(&e.event)?)));
        keys.min_by_key(|(e, _)| (e.number, e.place))
    }

    /// Keys by which a voucher signs, as far as anybody has named them.
    pub fn voucher_keys(&self, by: &Voucher) -> impl Iterator<Item = [u8; 32]> {
        let device = match by {
            Voucher::Device(device) => self.key(*device).map(|(_, key)| key),
            _ => None,
        };
        let by = *by;
        let named = self.entries.values().filter_map(move |entry| {
            let Action::People(action) = &entry.event.action else {
                return None;
            };
            match (&**action, by) {
                (PeopleAction::Invited { id, verify, .. }, Voucher::Invitation(of)) if *id == of => Some(*verify),
                (PeopleAction::Kit { verify, .. }, Voucher::Kit) => Some(*verify),
                _ => None,
            }
        });
        device.into_iter().chain(named)
    }

    /// What an event comes after: the people events its author had seen, and the one before in its chain. A device that
    /// joins comes after nothing but what vouches for it, so that nobody can push it back.
    pub fn before(&self) -> BTreeMap<Stamp, Vec<Stamp>> {
        let mut chains: BTreeMap<DeviceId, Vec<&Entry>> = BTreeMap::new();
        for entry in self.entries.values() {
            chains.entry(entry.device()).or_default().push(entry);
        }
        let mut before: BTreeMap<Stamp, Vec<Stamp>> = BTreeMap::new();
        for chain in chains.values_mut() {
            chain.sort_by_key(|e| (e.number, e.place));
            let mut last = None;
            for entry in chain {
                let joins =
                    matches!(&entry.event.action, Action::People(d) if matches!(**d, PeopleAction::Joined { .. }));
                let seen = entry
                    .event
                    .over
                    .iter()
                    .filter(|s| !joins && self.entries.contains_key(s));
                let all = seen.copied().chain(last).filter(|s| *s != entry.stamp());
                before.insert(entry.stamp(), all.collect());
                last = Some(entry.stamp());
            }
        }
        before
    }

    /// Appends all to a snapshot.
    pub fn write(&self, out: &mut Vec<u8>) {
        put_uint(out, self.entries.len() as u64);
        for entry in self.entries.values() {
            out.extend_from_slice(&entry.device().0.to_le_bytes());
            put_uint(out, u64::from(entry.number));
            put_uint(out, u64::from(entry.place));
            out.push(u8::from(entry.late));
            let mut event = Out::new();
            write_event(&mut event, &entry.event);
            put_bytes(out, &event.done());
        }
    }

    /// Reads what [`MembershipLog::write`] wrote.
    pub fn read(r: &mut Reader<'_>) -> Result<MembershipLog, BadBytes> {
        let mut membership = MembershipLog::default();
        for _ in 0..r.count()? {
            let device = DeviceId(u64::from_le_bytes(r.array()?));
            let (number, place, late) = (r.u32()?, r.u32()?, r.byte()? == 1);
            let event = read_event(&mut Decoder::new(r.bytes()?), device).map_err(|_| BadBytes)?;
            membership.add(Entry {
                event,
                number,
                place,
                late,
            });
        }
        Ok(membership)
    }

    /// The last events: those nothing comes after.
    pub fn heads(&self) -> Vec<Stamp> {
        let before = self.before();
        let seen: BTreeSet<Stamp> = before.values().flatten().copied().collect();
        self.entries.keys().filter(|s| !seen.contains(s)).copied().collect()
    }
}

/// The key an event of joining or founding names.
pub(crate) fn key_in(event: &Event) -> Option<[u8; 32]> {
    match &event.action {
        Action::People(action) => match &**action {
            PeopleAction::Founded { device, .. } | PeopleAction::Joined { device, .. } => Some(device.verify),
            _ => None,
        },
        _ => None,
    }
}

/// Whether `later` comes after `earlier`.
pub(crate) fn comes_after(before: &BTreeMap<Stamp, Vec<Stamp>>, later: Stamp, earlier: Stamp) -> bool {
    let (mut to_see, mut seen) = (vec![later], BTreeSet::new());
    while let Some(stamp) = to_see.pop() {
        for earlier_one in before.get(&stamp).into_iter().flatten() {
            if *earlier_one == earlier {
                return true;
            }
            if seen.insert(*earlier_one) {
                to_see.push(*earlier_one);
            }
        }
    }
    false
}

/// Hands out events in order: what comes before goes before, otherwise the lowest stamp first. An event can be put off
/// until another is through. If events wait for each other, the lowest stamp goes first.
pub(crate) struct Queue {
    waits: BTreeMap<Stamp, usize>,
    then: BTreeMap<Stamp, Vec<Stamp>>,
    ready: BinaryHeap<Reverse<Stamp>>,
    put_off: BTreeSet<Stamp>,
}

impl Queue {
    pub fn of(before: &BTreeMap<Stamp, Vec<Stamp>>) -> Queue {
        let (mut waits, mut then) = (BTreeMap::new(), BTreeMap::<Stamp, Vec<Stamp>>::new());
        let mut ready = BinaryHeap::new();
        for (stamp, earlier) in before {
            let earlier: BTreeSet<Stamp> = earlier.iter().copied().collect();
            match earlier.len() {
                0 => ready.push(Reverse(*stamp)),
                count => _ = waits.insert(*stamp, count),
            }
            earlier
                .into_iter()
                .for_each(|e| then.entry(e).or_default().push(*stamp));
        }
        Queue {
            waits,
            then,
            ready,
            put_off: BTreeSet::new(),
        }
    }

    /// The next event; and whether it is its last chance, because nothing else can go before it.
    pub fn next(&mut self) -> Option<(Stamp, bool)> {
        if let Some(Reverse(stamp)) = self.ready.pop() {
            return Some((stamp, false));
        }
        let stamp = self.put_off.first().or(self.waits.keys().next()).copied()?;
        self.put_off.remove(&stamp);
        self.waits.remove(&stamp);
        Some((stamp, true))
    }

    /// The event is through.
    pub fn done(&mut self, stamp: Stamp) {
        for next in self.then.remove(&stamp).unwrap_or_default() {
            if let Some(count) = self.waits.get_mut(&next) {
                *count -= 1;
                if *count == 0 {
                    self.waits.remove(&next);
                    self.ready.push(Reverse(next));
                }
            }
        }
    }

    /// The event waits until [`Queue::again`].
    pub fn put_off(&mut self, stamp: Stamp) {
        self.put_off.insert(stamp);
    }

    /// What was put off is tried again.
    pub fn again(&mut self) {
        self.ready
            .extend(std::mem::take(&mut self.put_off).into_iter().map(Reverse));
    }
}
