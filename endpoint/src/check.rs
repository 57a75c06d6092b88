//! Whether bytes are what their name says. What a pack holds cannot be read here; that it is whole, sealed, in its place
//! and signed by the device it names can.
use axum::http::StatusCode;
use fenliu::casebook::clock::DeviceId;
use fenliu::casebook::pack::{Hash, PLAIN, envelope};
use fenliu::sync::names::Name;
use fenliu::sync::roster::Roster;
use fenliu::vault::sign;

use crate::answer::Refusal;

/// What a device signs a pack's hash for.
const SIGNED: &str = "fenliu pack 1";

/// Not what the name says.
const fn wrong(code: &'static str) -> Refusal {
    Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, code)
}

/// Checks packs and bundles; other kinds are sealed boxes that only their receivers can judge.
///
/// # Errors
/// The refusal.
pub fn packs(name: &Name, bytes: &[u8], roster: &Roster) -> Result<(), Refusal> {
    match *name {
        Name::Pack { device, number } => pack(device, number, bytes, roster).map(|_| ()),
        Name::Bundle { device, from, to } => bundle(device, from, to, bytes, roster),
        _ => Ok(()),
    }
}

/// Checks one pack. Gives the hash it carries of the one before, and its own.
fn pack(device: DeviceId, number: u32, bytes: &[u8], roster: &Roster) -> Result<(Hash, Hash), Refusal> {
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
    Ok((envelope.head.prev, envelope.head.hash))
}

/// Checks packs one after the other, each after its length: numbered without a gap, each naming the one before.
fn bundle(device: DeviceId, from: u32, to: u32, bytes: &[u8], roster: &Roster) -> Result<(), Refusal> {
    let (mut rest, mut last) = (bytes, None);
    for number in from..=to {
        let (length, after) = rest.split_first_chunk::<4>().ok_or(wrong("bundle_malformed"))?;
        let length = u32::from_be_bytes(*length) as usize;
        let (one, after) = after.split_at_checked(length).ok_or(wrong("bundle_malformed"))?;
        let (prev, hash) = pack(device, number, one, roster)?;
        if last.is_some_and(|last| last != prev) {
            return Err(wrong("bundle_broken"));
        }
        (rest, last) = (after, Some(hash));
    }
    if rest.is_empty() {
        Ok(())
    } else {
        Err(wrong("bundle_malformed"))
    }
}
