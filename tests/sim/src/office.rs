//! The people: who founds, who is invited, who changes role, who is removed.
use std::collections::BTreeSet;
use std::rc::Rc;

use casebook::action::Action;
use casebook::clock::DeviceId;
use casebook::event::BOOK;
use casebook::pack::envelope;
use casebook::people::{Directory, JOINING, NewDevice, PeopleAction, Person, Voucher, joining_text};
use sync::bundle::{Span, read};
use vault::boxes::seal_to;
use vault::sign::{sign, verify_key};

use crate::device::Device;
use crate::fleet::{DAY, EPOCH, Fleet};
use crate::keys::KEY_BOX;

/// Roles and groups; the first is the founder's.
const ROLES: [(&str, &str); 5] = [
    ("bureau_chief", ""),
    ("centre_director", "centre"),
    ("team_leader", "fast_1"),
    ("judge", "general"),
    ("clerk", "A"),
];

fn people(action: PeopleAction) -> (casebook::CaseId, Action) {
    (BOOK, Action::People(Box::new(action)))
}

fn person(at: usize, role: usize) -> Person {
    Person {
        id: [at as u8 + 1; 16],
        name: format!("person {at}"),
        role: ROLES[role].0.to_owned(),
        group: ROLES[role].1.to_owned(),
        ..Person::default()
    }
}

/// The secret of an invitation.
fn secret(at: usize) -> [u8; 32] {
    [at as u8 + 100; 32]
}

fn new_device(device: &Device) -> NewDevice {
    device.keys.with(|ring| NewDevice {
        name: "tablet".to_owned(),
        verify: ring.verify_key(),
        agree: ring.agree_key(),
    })
}

/// The actions by which a person with one device is let in.
pub fn invitation(at: usize, role: usize) -> Vec<(casebook::CaseId, Action)> {
    vec![
        people(PeopleAction::PutPerson(person(at, role))),
        people(PeopleAction::Invited {
            id: [at as u8; 16],
            person: [at as u8 + 1; 16],
            verify: verify_key(&secret(at)),
            expires_ms: EPOCH + 36_500 * DAY,
        }),
    ]
}

/// The first device founds the space and invites the others.
pub fn found(fleet: &mut Fleet) {
    let device = Rc::clone(&fleet.members[0].device);
    let mut actions = vec![people(PeopleAction::Founded {
        court: "court".to_owned(),
        person: person(0, 0),
        device: new_device(&device),
        adopted: Vec::new(),
    })];
    for at in 1..fleet.members.len() {
        actions.extend(invitation(at, at % ROLES.len()));
    }
    crate::executor::now(device.write(actions));
}

/// The action by which a device joins, if it knows of its invitation and has not joined.
pub fn joining(device: &Device, at: usize) -> Option<Vec<(casebook::CaseId, Action)>> {
    let new = new_device(device);
    device.with(|m| {
        let directory = m.book.directory();
        let known = directory.invitations.contains_key(&[at as u8; 16]);
        if !known || m.book.followed().contains_key(&device.id) {
            return None;
        }
        let person = [at as u8 + 1; 16];
        let space = device.keys.with(|ring| ring.space());
        let text = joining_text(&space, device.id, &new, &person);
        Some(vec![people(PeopleAction::Joined {
            person,
            device: new.clone(),
            by: Voucher::Invitation([at as u8; 16]),
            proof: sign(&secret(at), JOINING, &text),
        })])
    })
}

/// Somebody gets another role.
pub fn change_role(fleet: &mut Fleet) -> Vec<(casebook::CaseId, Action)> {
    let (at, role) = (
        fleet.dice.usize(1..fleet.members.len()),
        fleet.dice.usize(..ROLES.len()),
    );
    vec![people(PeopleAction::PutPerson(person(at, role)))]
}

fn boxes(directory: &Directory, but: Option<DeviceId>, key: &[u8; 32], chance: &[u8; 32]) -> Vec<(DeviceId, Vec<u8>)> {
    let stays = directory.active().filter(|device| Some(device.id) != but);
    stays
        .filter_map(|device| Some((device.id, seal_to(&device.keys.agree, KEY_BOX, key, chance).ok()?)))
        .collect()
}

/// A device is removed, and everybody who stays gets a new key.
pub fn removal(fleet: &mut Fleet, at: usize) -> Vec<(casebook::CaseId, Action)> {
    let (key, chance) = (fleet.chance::<32>(), fleet.chance::<32>());
    let id = fleet.members[at].device.id;
    fleet.members[0].device.with(|m| {
        let directory = m.book.directory();
        if directory.is_removed(id) || !directory.devices.contains_key(&id) {
            return Vec::new();
        }
        let mut actions: Vec<_> = m.book.removal(id).into_iter().map(|action| (BOOK, action)).collect();
        actions.push(people(PeopleAction::Rotated {
            key: vault::key_id(&key),
            boxes: boxes(directory, Some(id), &key, &chance),
        }));
        actions
    })
}

/// Whoever joined while the key was changed, or by an older invitation, has no box in any pack that it could open: the
/// founder leaves a letter beside the packs, as `worker` does. True if there is a new one.
pub fn deliver(fleet: &mut Fleet) -> bool {
    let chance = fleet.chance::<32>();
    let founder = &fleet.members[0].device;
    let directory = founder.with(|m| Rc::new(m.book.directory().clone()));
    let Some(last) = directory.rotations.last() else {
        return false;
    };
    let joined = directory.left_out().map(|d| (d.id, d.keys.agree));
    let mut letters = fleet.letters.borrow_mut();
    let mut any = false;
    for (device, agree) in joined {
        if letters.get(&device).is_some_and(|(key, _)| *key == last.key) {
            continue;
        }
        let keys = founder.keys.with(|ring| ring.keys().to_bytes());
        if let Ok(letter) = seal_to(&agree, KEY_BOX, &keys, &chance) {
            letters.insert(device, (last.key, letter));
            any = true;
        }
    }
    any
}

/// A browser wipes its storage, and its person does not come back.
pub fn evict(fleet: &mut Fleet, at: usize) {
    fleet.crash(at);
    fleet.gone.insert(at);
    fleet.log.borrow_mut().note(format_args!("{at} is wiped"));
    recount(fleet);
}

/// What was acknowledged on a device that is gone lives on only if it is whole in the store, or on a device that may
/// still write there. From now on the operator is careful: two misfortunes at once may lose something.
pub fn recount(fleet: &mut Fleet) {
    if fleet.gone.is_empty() {
        return;
    }
    fleet.is_operator_careful = true;
    let mut store = fleet.store.borrow_mut();
    store.late.clear();
    for id in fleet.gone.iter().map(|at| fleet.members[*at].device.id) {
        let mut safe = BTreeSet::new();
        for (name, bytes) in &store.objects {
            if let Some(span) = Span::of_name(name).filter(|span| span.device == id) {
                let heads = read(&span, bytes)
                    .into_iter()
                    .map(|pack| envelope(pack).map(|e| e.head.number));
                safe.extend(heads.take_while(Result::is_ok).flatten());
            }
        }
        for (other, member) in fleet.members.iter().enumerate() {
            if !fleet.gone.contains(&other) && !store.removed.contains(&other) {
                safe.extend(
                    1..=member
                        .device
                        .with(|m| m.book.followed().get(&id).map_or(0, |f| f.number)),
                );
            }
        }
        // A chain counts up to its first gap.
        let upto = (1..).take_while(|n| safe.contains(n)).last().unwrap_or(0);
        fleet
            .ledger
            .borrow_mut()
            .retain(|(device, number, _)| *device != id || *number <= upto);
    }
}
