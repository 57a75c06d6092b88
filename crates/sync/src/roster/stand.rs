//! What follows from a set of records.
//!
//! Authority spreads from the founder in rounds: each round takes the records of those who became admins in the round
//! before. Within a round the order is fixed by what a record is and who signed it, then by its id, so the order of
//! arrival plays no part. A number taken by one key is not given to another.
use std::collections::BTreeSet;

use super::record::{Fact, Record};
use super::{Device, Invitation, Roster};
use casebook::clock::DeviceId;
use vault::space_id;

/// The roster of `space`.
pub fn roster(space: [u8; 16], records: &[Record]) -> Roster {
    let mut sorted: Vec<&Record> = records.iter().filter(|record| record.space == space).collect();
    sorted.sort_by_key(|record| record.id);
    sorted.dedup_by_key(|record| record.id);
    let mut roster = Roster::default();
    let begins = |r: &&&Record| matches!(r.fact, Fact::Found { .. }) && space_id(&r.by) == space;
    let Some(first) = sorted.iter().find(begins) else {
        return roster;
    };
    found(&mut roster, first);
    let mut admins = BTreeSet::new();
    while let Some(new) = fresh(&roster, &mut admins) {
        for taken in [words, admissions, by_kit, by_invitation] {
            for record in &sorted {
                taken(&mut roster, record, &new);
            }
        }
    }
    for record in &sorted {
        end(&mut roster, record, &admins);
    }
    roster
}

fn found(roster: &mut Roster, record: &Record) {
    roster.founder = Some(record.by);
    if let Fact::Found { kit: Some(kit), .. } = record.fact {
        roster.kits.insert(0, kit);
    }
    admit(roster, record);
}

/// Keys that have become admins' since the last round; none: all is said.
fn fresh(roster: &Roster, admins: &mut BTreeSet<[u8; 32]>) -> Option<BTreeSet<[u8; 32]>> {
    let all = roster
        .devices
        .values()
        .filter(|device| device.admin)
        .map(|device| device.verify);
    let new: BTreeSet<_> = all.filter(|key| !admins.contains(key)).collect();
    admins.extend(&new);
    (!new.is_empty()).then_some(new)
}

/// Invitations and kits that admins give out. The lowest id wins where two have one name.
fn words(roster: &mut Roster, record: &Record, by: &BTreeSet<[u8; 32]>) {
    if !by.contains(&record.by) {
        return;
    }
    let is_new = match record.fact {
        Fact::Invite {
            id,
            verify,
            expires_ms,
            admin,
        } => {
            let invitation = Invitation {
                verify,
                expires_ms,
                admin,
                withdrawn: false,
                used: None,
            };
            let is_free = !roster.invitations.contains_key(&id) && !is_device_key(roster, &verify);
            is_free && roster.invitations.insert(id, invitation).is_none()
        }
        Fact::Kit { verify, number } if number > 0 && !roster.kits.contains_key(&number) => {
            roster.kits.insert(number, verify).is_none()
        }
        _ => false,
    };
    if is_new {
        roster.records.insert(record.id);
    }
}

/// Devices that admins admit.
fn admissions(roster: &mut Roster, record: &Record, by: &BTreeSet<[u8; 32]>) {
    if by.contains(&record.by) && !matches!(record.fact, Fact::Found { .. }) {
        admit(roster, record);
    }
}

/// Devices that come with a recovery kit, whichever was in force then.
fn by_kit(roster: &mut Roster, record: &Record, _: &BTreeSet<[u8; 32]>) {
    if roster.kits.values().any(|kit| *kit == record.by) {
        admit(roster, record);
    }
}

/// Devices that come with an invitation: one for each.
fn by_invitation(roster: &mut Roster, record: &Record, _: &BTreeSet<[u8; 32]>) {
    let Fact::Admit { device, admin, .. } = record.fact else {
        return;
    };
    let found = roster.invitations.iter().find(|(_, i)| i.verify == record.by);
    let Some((id, invitation)) = found.map(|(id, invitation)| (*id, *invitation)) else {
        return;
    };
    let may = invitation.used.is_none() && (invitation.admin || !admin);
    let is_new = !roster.devices.contains_key(&DeviceId(device));
    if may && is_new && admit(roster, record) {
        roster.invitations.insert(
            id,
            Invitation {
                used: Some(DeviceId(device)),
                ..invitation
            },
        );
    }
}

/// Makes the record's device known; false if its number is another's. An admin stays one.
fn admit(roster: &mut Roster, record: &Record) -> bool {
    let Some((id, verify, admin)) = record.fact.device(&record.by) else {
        return false;
    };
    let new = Device {
        verify,
        admin,
        removed: None,
    };
    let device = roster.devices.entry(id).or_insert(new);
    if device.verify != verify {
        return false;
    }
    device.admin |= admin;
    roster.records.insert(record.id);
    true
}

/// Removals and withdrawals, by whoever was ever an admin: two who remove each other are both gone.
fn end(roster: &mut Roster, record: &Record, admins: &BTreeSet<[u8; 32]>) {
    if !admins.contains(&record.by) {
        return;
    }
    let done = match record.fact {
        // Of several removals the one that leaves least counts, in whatever order they come.
        Fact::Remove { device, last } => roster
            .devices
            .get_mut(&DeviceId(device))
            .map(|d| d.removed = Some(d.removed.map_or(last, |least| least.min(last)))),
        Fact::Withdraw { id } => roster.invitations.get_mut(&id).map(|i| i.withdrawn = true),
        _ => None,
    };
    if done.is_some() {
        roster.records.insert(record.id);
    }
}

fn is_device_key(roster: &Roster, key: &[u8; 32]) -> bool {
    roster.devices.values().any(|device| device.verify == *key)
}
