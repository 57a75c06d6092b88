//! Reads what `wire` writes. An action that lacks a part it cannot be without is an error: then it counts as unknown.
use minicbor::Decoder;
use minicbor::decode::Error;

use super::wire::{FOUNDED, INVITED, JOINED, KIT, LEFT, PUT_PERSON, REMOVED, ROTATED, WITHDRAWN};
use super::{NewDevice, PeopleAction, Person, Voucher};
use crate::cbor::{read_date, read_id, read_map};
use crate::clock::DeviceId;

/// The action, and whether all of it was understood; nothing for a kind that is not about people.
pub(crate) fn read_people(kind: u16, d: &mut Decoder<'_>) -> Result<Option<(PeopleAction, bool)>, Error> {
    Ok(Some(match kind {
        FOUNDED => read_founded(d)?,
        PUT_PERSON => {
            let (mut person, mut inner) = (None, true);
            let known = read_map(d, |key, d| {
                put(key == 0, &mut person, || read_known(d, &mut inner, read_person))
            })?;
            (PeopleAction::PutPerson(there(person)?), known && inner)
        }
        LEFT => {
            let (mut person, mut cuts) = (None, Vec::new());
            let known = read_map(d, |key, d| {
                match key {
                    0 => person = Some(read_id(d)?),
                    1 => cuts = read_pairs(d, |d| d.u32())?,
                    _ => return Ok(false),
                }
                Ok(true)
            })?;
            let person = there(person)?;
            (PeopleAction::Left { person, cuts }, known)
        }
        INVITED => read_invited(d)?,
        WITHDRAWN => {
            let mut id = None;
            let known = read_map(d, |key, d| put(key == 0, &mut id, || read_id(d)))?;
            (PeopleAction::Withdrawn { id: there(id)? }, known)
        }
        JOINED => read_joined(d)?,
        REMOVED => {
            let (mut device, mut after) = (None, None);
            let known = read_map(d, |key, d| {
                match key {
                    0 => device = Some(DeviceId(d.u64()?)),
                    1 => after = Some(d.u32()?),
                    _ => return Ok(false),
                }
                Ok(true)
            })?;
            let (device, after) = (there(device)?, there(after)?);
            (PeopleAction::Removed { device, after }, known)
        }
        ROTATED => {
            let (mut id, mut boxes) = (None, Vec::new());
            let known = read_map(d, |key, d| {
                match key {
                    0 => id = Some(d.u64()?),
                    1 => boxes = read_pairs(d, |d| Ok(d.bytes()?.to_vec()))?,
                    _ => return Ok(false),
                }
                Ok(true)
            })?;
            let key = there(id)?;
            (PeopleAction::Rotated { key, boxes }, known)
        }
        KIT => read_kit(d)?,
        _ => return Ok(None),
    }))
}

fn read_founded(d: &mut Decoder<'_>) -> Result<(PeopleAction, bool), Error> {
    let (mut court, mut person, mut device, mut adopted) = (String::new(), None, None, Vec::new());
    let mut inner = true;
    let known = read_map(d, |key, d| {
        match key {
            0 => d.str()?.clone_into(&mut court),
            1 => person = Some(read_known(d, &mut inner, read_person)?),
            2 => device = Some(read_known(d, &mut inner, read_device)?),
            3 => adopted = read_list(d, |d| Ok(DeviceId(d.u64()?)))?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let (person, device) = (there(person)?, there(device)?);
    let founded = PeopleAction::Founded {
        court,
        person,
        device,
        adopted,
    };
    Ok((founded, known && inner))
}

fn read_invited(d: &mut Decoder<'_>) -> Result<(PeopleAction, bool), Error> {
    let (mut id, mut person, mut verify, mut expires) = (None, None, None, None);
    let known = read_map(d, |key, d| {
        match key {
            0 => id = Some(read_id(d)?),
            1 => person = Some(read_id(d)?),
            2 => verify = Some(read_array(d)?),
            3 => expires = Some(d.u64()?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let invited = PeopleAction::Invited {
        id: there(id)?,
        person: there(person)?,
        verify: there(verify)?,
        expires_ms: there(expires)?,
    };
    Ok((invited, known))
}

fn read_joined(d: &mut Decoder<'_>) -> Result<(PeopleAction, bool), Error> {
    let (mut person, mut device, mut by, mut proof) = (None, None, None, None);
    let mut inner = true;
    let known = read_map(d, |key, d| {
        match key {
            0 => person = Some(read_id(d)?),
            1 => device = Some(read_known(d, &mut inner, read_device)?),
            2 => by = Some(read_voucher(d)?),
            3 => proof = Some(read_array(d)?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let joined = PeopleAction::Joined {
        person: there(person)?,
        device: there(device)?,
        by: there(by)?,
        proof: there(proof)?,
    };
    Ok((joined, known && inner))
}

fn read_kit(d: &mut Decoder<'_>) -> Result<(PeopleAction, bool), Error> {
    let (mut verify, mut agree, mut needed, mut at) = (None, None, 0, 0);
    let mut holders = Vec::new();
    let known = read_map(d, |key, d| {
        match key {
            0 => verify = Some(read_array(d)?),
            1 => agree = Some(read_array(d)?),
            2 => needed = d.u8()?,
            3 => holders = read_list(d, |d| Ok(d.str()?.to_owned()))?,
            4 => at = d.u64()?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let kit = PeopleAction::Kit {
        verify: there(verify)?,
        agree: there(agree)?,
        needed,
        holders,
        at_ms: at,
    };
    Ok((kit, known))
}

fn read_person(d: &mut Decoder<'_>) -> Result<(Person, bool), Error> {
    let (mut person, mut id) = (Person::default(), None);
    let known = read_map(d, |key, d| {
        match key {
            0 => id = Some(read_id(d)?),
            1 => d.str()?.clone_into(&mut person.name),
            2 => d.str()?.clone_into(&mut person.role),
            3 => d.str()?.clone_into(&mut person.group),
            4 => person.from = Some(read_date(d)?),
            5 => person.to = Some(read_date(d)?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    person.id = there(id)?;
    Ok((person, known))
}

fn read_device(d: &mut Decoder<'_>) -> Result<(NewDevice, bool), Error> {
    let (mut name, mut verify, mut agree) = (String::new(), None, None);
    let known = read_map(d, |key, d| {
        match key {
            0 => d.str()?.clone_into(&mut name),
            1 => verify = Some(read_array(d)?),
            2 => agree = Some(read_array(d)?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let (verify, agree) = (there(verify)?, there(agree)?);
    Ok((NewDevice { name, verify, agree }, known))
}

fn read_voucher(d: &mut Decoder<'_>) -> Result<Voucher, Error> {
    match (d.array()?, d.u64()?) {
        (Some(2), 0) => Ok(Voucher::Invitation(read_id(d)?)),
        (Some(1), 1) => Ok(Voucher::Kit),
        (Some(2), 2) => Ok(Voucher::Device(DeviceId(d.u64()?))),
        _ => Err(Error::message("unknown voucher")),
    }
}

fn read_list<T>(
    d: &mut Decoder<'_>,
    mut read: impl FnMut(&mut Decoder<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let count = d.array()?.ok_or_else(|| Error::message("open array"))?;
    // Every item takes a byte at least: a count that lies runs out of bytes, not of memory.
    let mut list = Vec::new();
    for _ in 0..count {
        list.push(read(d)?);
    }
    Ok(list)
}

fn read_pairs<T>(
    d: &mut Decoder<'_>,
    read: impl Fn(&mut Decoder<'_>) -> Result<T, Error>,
) -> Result<Vec<(DeviceId, T)>, Error> {
    read_list(d, |d| match d.array()? {
        Some(2) => Ok((DeviceId(d.u64()?), read(d)?)),
        _ => Err(Error::message("not a pair")),
    })
}

fn read_array<const N: usize>(d: &mut Decoder<'_>) -> Result<[u8; N], Error> {
    d.bytes()?.try_into().map_err(|_| Error::message("wrong length"))
}

/// Reads a part that may hold entries of a newer build, and remembers if it does.
fn read_known<T>(
    d: &mut Decoder<'_>,
    known: &mut bool,
    read: impl Fn(&mut Decoder<'_>) -> Result<(T, bool), Error>,
) -> Result<T, Error> {
    let (part, all) = read(d)?;
    *known &= all;
    Ok(part)
}

fn put<T>(here: bool, into: &mut Option<T>, read: impl FnOnce() -> Result<T, Error>) -> Result<bool, Error> {
    if here {
        *into = Some(read()?);
    }
    Ok(here)
}

fn there<T>(part: Option<T>) -> Result<T, Error> {
    part.ok_or_else(|| Error::message("a part is missing"))
}
