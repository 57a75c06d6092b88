//! Removing devices and people: what they write from now on counts for nothing, and what others write they cannot read,
//! because it is sealed with a key they never get.
use crate::error::WorkError;
use crate::keys::learn::box_for;
use crate::people::invite::keys_of;
use crate::people::view::people;
use crate::platform::Platform;
use crate::service::Service;
use crate::session::found::record;
use crate::share::Object;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::event::BOOK;
use casebook::people::{InvitationState, PeopleAction, PersonId};
use protocol::{Action, CaseId, Summary};
use sync::names::Name;
use sync::roster::Fact;
use vault::keys::key_id;
use vault::kit::{box_number, seal_keys};
use vault::ring::Keyring;

/// Chance for a change of the key.
struct Chance {
    key: zeroize::Zeroizing<[u8; 32]>,
    boxes: zeroize::Zeroizing<[u8; 32]>,
}

impl<G: Platform> Service<G> {
    /// Removes a device and changes the key.
    pub(crate) async fn remove_device(&self, device: u64) -> Result<Summary, WorkError> {
        self.remove(|book| (book.removal(DeviceId(device)), vec![DeviceId(device)]))
            .await
    }

    /// A person leaves, with all devices, and the key changes.
    pub(crate) async fn remove_person(&self, person: PersonId) -> Result<Summary, WorkError> {
        self.remove(|book| (vec![book.leaving(person)], book.directory().chains_of_person(&person)))
            .await
    }

    async fn remove(&self, who: impl Fn(&Book) -> (Vec<Action>, Vec<DeviceId>)) -> Result<Summary, WorkError> {
        let ring = self.ring()?;
        let chance = Chance {
            key: self.chance(),
            boxes: self.chance(),
        };
        self.write_with(|book, draft, now_ms| {
            let (mut actions, gone) = who(book);
            let mut objects: Vec<Object> = Vec::new();
            actions.extend(rotate(book, &ring, &gone, &chance, &mut objects)?);
            let facts = actions.iter().flat_map(removals);
            objects.extend(facts.map(|fact| record(&ring, fact)));
            let actions: Vec<(CaseId, Action)> = actions.into_iter().map(|action| (BOOK, action)).collect();
            draft.add(book, actions, now_ms)?;
            Ok(objects)
        })
        .await?;
        Ok(self.with(|s| s.summary()))
    }
}

/// What the store is told of a removal: every chain that is cut, and after which pack.
fn removals(action: &Action) -> Vec<Fact> {
    let fact = |device: DeviceId, last| Fact::Remove { device: device.0, last };
    let Action::People(action) = action else {
        return Vec::new();
    };
    match action.as_ref() {
        PeopleAction::Removed { device, after } => vec![fact(*device, *after)],
        PeopleAction::Left { cuts, .. } => cuts.iter().map(|(device, after)| fact(*device, *after)).collect(),
        _ => Vec::new(),
    }
}

/// A new key for all who stay, and for the recovery kit. Open invitations whose secret may be on a device that is gone,
/// because they were made there or are for its person, are taken back. The others stay: whoever comes with one finds the
/// new key in a letter.
fn rotate(
    book: &Book,
    ring: &Keyring,
    gone: &[DeviceId],
    chance: &Chance,
    objects: &mut Vec<Object>,
) -> Result<Vec<Action>, WorkError> {
    let directory = book.directory();
    let stay = directory.active().filter(|device| !gone.contains(&device.id));
    let boxes: Result<Vec<_>, WorkError> = stay
        .map(|d| Ok((d.id, box_for(ring, &chance.key, (d.id, &d.keys.agree), &chance.boxes)?)))
        .collect();
    let mut actions = Vec::new();
    let persons: Vec<PersonId> = gone
        .iter()
        .filter_map(|id| Some(directory.devices.get(id)?.person))
        .collect();
    let exposed = directory.invitations.values().filter(|i| {
        i.state == InvitationState::Open && (gone.contains(&i.stamp.device) || persons.contains(&i.person))
    });
    for id in exposed.map(|invitation| invitation.id) {
        actions.push(people(PeopleAction::Withdrawn { id }));
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
    actions.push(people(PeopleAction::Rotated { key, boxes: boxes? }));
    Ok(actions)
}
