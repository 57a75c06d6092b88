//! Writes the actions about people; `wire` describes the rest of an event.
//!
//! Each body is a map. A person is a map: 0 id · 1 name · 2 role · 3 group · 4 from · 5 to. A new device: 0 name ·
//! 1 signing key · 2 agreement key. A voucher is `[0, invitation]`, `[1]` or `[2, device]`.
use super::{NewDevice, PeopleAction, Person, Voucher};
use crate::cbor::Out;
use crate::clock::DeviceId;

pub(crate) const FOUNDED: u16 = 14;
pub(crate) const PUT_PERSON: u16 = 15;
pub(crate) const LEFT: u16 = 16;
pub(crate) const INVITED: u16 = 17;
pub(crate) const WITHDRAWN: u16 = 18;
pub(crate) const JOINED: u16 = 19;
pub(crate) const REMOVED: u16 = 20;
pub(crate) const ROTATED: u16 = 21;
pub(crate) const KIT: u16 = 22;

/// Number of an action's kind in the stored format.
pub(crate) fn kind(action: &PeopleAction) -> u16 {
    match action {
        PeopleAction::Founded { .. } => FOUNDED,
        PeopleAction::PutPerson(_) => PUT_PERSON,
        PeopleAction::Left { .. } => LEFT,
        PeopleAction::Invited { .. } => INVITED,
        PeopleAction::Withdrawn { .. } => WITHDRAWN,
        PeopleAction::Joined { .. } => JOINED,
        PeopleAction::Removed { .. } => REMOVED,
        PeopleAction::Rotated { .. } => ROTATED,
        PeopleAction::Kit { .. } => KIT,
    }
}

/// Writes the body of an action.
pub(crate) fn write_people(out: &mut Out, action: &PeopleAction) {
    out.open_map();
    match action {
        PeopleAction::Founded {
            court,
            person,
            device,
            adopted,
        } => {
            out.uint(0);
            out.text(court);
            out.uint(1);
            write_person(out, person);
            out.uint(2);
            write_device(out, device);
            out.uint(3);
            out.array(adopted.len());
            adopted.iter().for_each(|device| out.uint(device.0));
        }
        PeopleAction::PutPerson(person) => {
            out.uint(0);
            write_person(out, person);
        }
        PeopleAction::Left { person, cuts } => {
            out.uint(0);
            out.bytes(person);
            out.uint(1);
            pairs(out, cuts, |out, after| out.uint(u64::from(*after)));
        }
        _ => write_joining(out, action),
    }
    out.end();
}

/// The entries of the actions about invitations and joining.
fn write_joining(out: &mut Out, action: &PeopleAction) {
    match action {
        PeopleAction::Invited {
            id,
            person,
            verify,
            expires_ms,
        } => {
            for (key, bytes) in [id.as_slice(), person, verify].into_iter().enumerate() {
                out.uint(key as u64);
                out.bytes(bytes);
            }
            out.uint(3);
            out.uint(*expires_ms);
        }
        PeopleAction::Withdrawn { id } => {
            out.uint(0);
            out.bytes(id);
        }
        PeopleAction::Joined {
            person,
            device,
            by,
            proof,
        } => {
            out.uint(0);
            out.bytes(person);
            out.uint(1);
            write_device(out, device);
            out.uint(2);
            write_voucher(out, by);
            out.uint(3);
            out.bytes(proof);
        }
        _ => write_keys(out, action),
    }
}

/// The entries of the actions about devices and keys that end or replace.
fn write_keys(out: &mut Out, action: &PeopleAction) {
    match action {
        PeopleAction::Removed { device, after } => {
            out.uint(0);
            out.uint(device.0);
            out.uint(1);
            out.uint(u64::from(*after));
        }
        PeopleAction::Rotated { key, boxes } => {
            out.uint(0);
            out.uint(*key);
            out.uint(1);
            pairs(out, boxes, |out, sealed| out.bytes(sealed));
        }
        PeopleAction::Kit {
            verify,
            agree,
            needed,
            holders,
            at_ms,
        } => {
            out.uint(0);
            out.bytes(verify);
            out.uint(1);
            out.bytes(agree);
            out.uint(2);
            out.uint(u64::from(*needed));
            out.uint(3);
            out.array(holders.len());
            holders.iter().for_each(|holder| out.text(holder));
            out.uint(4);
            out.uint(*at_ms);
        }
        _ => {}
    }
}

fn pairs<T>(out: &mut Out, list: &[(DeviceId, T)], write: impl Fn(&mut Out, &T)) {
    out.array(list.len());
    for (device, value) in list {
        out.array(2);
        out.uint(device.0);
        write(out, value);
    }
}

fn write_person(out: &mut Out, person: &Person) {
    out.open_map();
    out.uint(0);
    out.bytes(&person.id);
    for (key, text) in (1..).zip([&person.name, &person.role, &person.group]) {
        out.uint(key);
        out.text(text);
    }
    for (key, day) in (4..).zip([person.from, person.to]) {
        if let Some(day) = day {
            out.uint(key);
            out.date(day);
        }
    }
    out.end();
}

fn write_device(out: &mut Out, device: &NewDevice) {
    out.map(3);
    out.uint(0);
    out.text(&device.name);
    out.uint(1);
    out.bytes(&device.verify);
    out.uint(2);
    out.bytes(&device.agree);
}

fn write_voucher(out: &mut Out, by: &Voucher) {
    match by {
        Voucher::Invitation(id) => {
            out.array(2);
            out.uint(0);
            out.bytes(id);
        }
        Voucher::Kit => {
            out.array(1);
            out.uint(1);
        }
        Voucher::Device(device) => {
            out.array(2);
            out.uint(2);
            out.uint(device.0);
        }
    }
}
