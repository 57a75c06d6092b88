//! Removing devices and people: what they write from now on counts for nothing, and what others write they cannot read,
//! because it is sealed with a key they never get.
use super::error::WorkError;
use super::found::record;
use super::ground::Ground;
use super::invite::keys_of;
use super::keys::box_for;
use super::people::people;
use super::protocol::{Answer, CaseId, Deed};
use super::share::Object;
use super::shop::Shop;
use crate::casebook::book::Book;
use crate::casebook::clock::DeviceId;
use crate::casebook::event::BOOK;
use crate::casebook::people::{InvitationState, PeopleDeed, PersonId};
use crate::sync::names::Name;
use crate::sync::roster::Fact;
use crate::vault::keys::key_id;
use crate::vault::kit::{box_number, seal_keys};
use crate::vault::ring::Ring;

/// Chance for a change of the key.
struct Chance {
    key: zeroize::Zeroizing<[u8; 32]>,
    boxes: zeroize::Zeroizing<[u8; 32]>,
}

impl<G: Ground> Shop<G> {
    /// Removes a device and changes the key.
    pub(super) async fn remove_device(&self, device: u64) -> Result<Answer, WorkError> {
        self.remove(|book| (book.removal(DeviceId(device)), vec![DeviceId(device)]))
            .await
    }

    /// A person leaves, with all devices, and the key changes.
    pub(super) async fn remove_person(&self, person: PersonId) -> Result<Answer, WorkError> {
        self.remove(|book| (vec![book.leaving(person)], book.directory().chains_of_person(&person)))
            .await
    }

    async fn remove(&self, who: impl Fn(&Book) -> (Vec<Deed>, Vec<DeviceId>)) -> Result<Answer, WorkError> {
        let ring = self.ring()?;
        let chance = Chance {
            key: self.chance(),
            boxes: self.chance(),
        };
        self.write_with(|book, draft, now_ms| {
            let (mut deeds, gone) = who(book);
            let mut objects: Vec<Object> = Vec::new();
            deeds.extend(rotate(book, &ring, &gone, &chance, &mut objects)?);
            let facts = deeds.iter().flat_map(removals);
            objects.extend(facts.map(|fact| record(&ring, fact)));
            let deeds: Vec<(CaseId, Deed)> = deeds.into_iter().map(|deed| (BOOK, deed)).collect();
            draft.add(book, deeds, now_ms)?;
            Ok(objects)
        })
        .await?;
        Ok(Answer::Written(self.with(|s| s.summary())))
    }
}

/// What the store is told of a removal: every chain that is cut, and after which pack.
fn removals(deed: &Deed) -> Vec<Fact> {
    let fact = |device: DeviceId, last| Fact::Remove { device: device.0, last };
    let Deed::People(deed) = deed else { return Vec::new() };
    match deed.as_ref() {
        PeopleDeed::Removed { device, after } => vec![fact(*device, *after)],
        PeopleDeed::Left { cuts, .. } => cuts.iter().map(|(device, after)| fact(*device, *after)).collect(),
        _ => Vec::new(),
    }
}

/// A new key for all who stay, and for the recovery kit. Open invitations whose secret may be on a device that is gone,
/// because they were made there or are for its person, are taken back. The others stay: whoever comes with one finds the
/// new key in a letter.
fn rotate(
    book: &Book,
    ring: &Ring,
    gone: &[DeviceId],
    chance: &Chance,
    objects: &mut Vec<Object>,
) -> Result<Vec<Deed>, WorkError> {
    let directory = book.directory();
    let stay = directory.active().filter(|device| !gone.contains(&device.id));
    let boxes: Result<Vec<_>, WorkError> = stay
        .map(|d| Ok((d.id, box_for(ring, &chance.key, (d.id, &d.keys.agree), &chance.boxes)?)))
        .collect();
    let mut deeds = Vec::new();
    let persons: Vec<PersonId> = gone
        .iter()
        .filter_map(|id| Some(directory.devices.get(id)?.person))
        .collect();
    let exposed = directory.invitations.values().filter(|i| {
        i.state == InvitationState::Open && (gone.contains(&i.stamp.device) || persons.contains(&i.person))
    });
    for id in exposed.map(|invitation| invitation.id) {
        deeds.push(people(PeopleDeed::Withdrawn { id }));
        objects.push(record(ring, Fact::Withdraw { id }));
    }
    if let Some(kit) = &directory.kit {
        let mut keys = keys_of(ring);
        keys.0.push(*chance.key);
        let sealed = seal_keys(&kit.agree, &ring.space(), &keys, &chance.boxes)?;
        let (device, number) = (ring.device(), box_number(&kit.verify, key_id(&chance.key)));
        objects.push((Name::Keys { device, number }, sealed));
    }
    let key = key_id(&chance.key);
    deeds.push(people(PeopleDeed::Rotated { key, boxes: boxes? }));
    Ok(deeds)
}
