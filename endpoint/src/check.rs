//! Whether bytes are what their name says. What a pack holds cannot be read here; that it is whole, sealed, in its place
//! and signed by the device it names can.
use axum::http::StatusCode;
use casebook::clock::DeviceId;
use casebook::pack::{Hash, PLAIN, envelope};
use sync::names::Name;
use sync::roster::Roster;
use vault::sign;

use crate::answer::Refusal;

/// What a device signs a pack's hash for.
const SIGNED: &str = "fenliu pack 1";

/// Not what the name says.
const fn wrong(code: &'static str) -> Refusal {
    Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, code)
}

/// A pack as a part of its device's chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its number.
    pub number: u32,
    /// Hash of the one before.
    pub prev: Hash,
    /// Its own.
    pub hash: Hash,
}

/// Checks packs and bundles, and gives what is in them; other kinds are sealed boxes that only their receivers can
/// judge.
///
/// # Errors
/// The refusal.
pub fn packs(name: &Name, bytes: &[u8], roster: &Roster) -> Result<Vec<Link>, Refusal> {
    match *name {
        Name::Pack { device, number } => pack(device, number, bytes, roster).map(|link| vec![link]),
        Name::Bundle { device, from, to } => bundle(device, from, to, bytes, roster),
        _ => Ok(Vec::new()),
    }
}

/// Checks one pack.
fn pack(device: DeviceId, number: u32, bytes: &[u8], roster: &Roster) -> Result<Link, Refusal> {
    let envelope = envelope(bytes).map_err(|error| wrong(error.code()))?;
    if envelope.head.device != device || envelope.head.number != number {
        return Err(wrong("pack_other_place"));
    }
    if envelope.payload.algorithm == PLAIN {
        return Err(wrong("pack_not_sealed"));
    }
    let Some(known) = roster.device(device) else {
        return Err(wrong("pack_unknown_device"));
    };
    let signature = envelope.signature.ok_or(wrong("pack_bad_signature"))?;
    if !sign::verify(&known.verify, SIGNED, &envelope.head.hash, &signature) {
        return Err(wrong("pack_bad_signature"));
    }
    Ok(Link {
        number,
        prev: envelope.head.prev,
        hash: envelope.head.hash,
    })
}

/// Checks packs one after the other, each after its length: numbered without a gap, each naming the one before.
fn bundle(device: DeviceId, from: u32, to: u32, bytes: &[u8], roster: &Roster) -> Result<Vec<Link>, Refusal> {
    let (mut rest, mut links) = (bytes, Vec::<Link>::new());
    for number in from..=to {
        let (length, after) = rest.split_first_chunk::<4>().ok_or(wrong("bundle_malformed"))?;
        let length = u32::from_be_bytes(*length) as usize;
        let (one, after) = after.split_at_checked(length).ok_or(wrong("bundle_malformed"))?;
        let link = pack(device, number, one, roster)?;
        if links.last().is_some_and(|last| last.hash != link.prev) {
            return Err(wrong("bundle_broken"));
        }
        links.push(link);
        rest = after;
    }
    match rest {
        [] => Ok(links),
        _ => Err(wrong("bundle_malformed")),
    }
}
