//! Packs beside those that lie in the store already: one history of a device, from its first pack on, without a gap.
use axum::http::StatusCode;
use casebook::clock::DeviceId;
use sync::names::Name;

use crate::answer::Refusal;
use crate::app::App;
use crate::check::{self, Link};
use crate::door::{self, Caller};
use crate::shelf::ShelfError;

/// Other packs are there under these numbers. They stay.
pub const EXISTS: Refusal = Refusal::new(StatusCode::CONFLICT, "exists");
/// The pack before these is not there.
const NO_PREVIOUS: Refusal = Refusal::new(StatusCode::CONFLICT, "no_previous");
/// So many objects are looked at for one put; honest devices bring theirs together long before.
const LOOKED_AT: usize = 4096;
const TOO_MANY: Refusal = Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "bundle_too_wide");

/// An object of a device that holds packs.
struct Object {
    name: Name,
    from: u32,
    to: u32,
}

/// Whether these packs may come in under this name: where packs of the device lie there already they are the same,
/// the pack before follows on, and the one after does. What is spoilt in the store hinders nobody.
///
/// # Errors
/// `exists`, `no_previous`, and trouble of the store.
pub async fn fits(app: &App, caller: &Caller, name: &Name, new: &[Link]) -> Result<(), Refusal> {
    let Some((device, from, to)) = name.packs() else {
        return Ok(());
    };
    let (first, last) = (from.saturating_sub(1), to.saturating_add(1));
    let mut near = objects(app, caller, device).await?;
    near.retain(|o| o.name != *name && o.from <= last && first <= o.to);
    if near.len() > LOOKED_AT {
        return Err(TOO_MANY);
    }
    let is_before = |o: &Object| o.from <= first && first <= o.to;
    if first > 0 && !near.iter().any(is_before) {
        return Err(NO_PREVIOUS);
    }
    for object in near {
        match links(app, caller, &object.name).await? {
            Some(there) if !are_one_chain(new, &there) => return Err(EXISTS),
            _ => {}
        }
    }
    Ok(())
}

/// Whether all packs of an object also lie in one larger object of the device, the same ones. One that is gone already
/// may be deleted again.
///
/// # Errors
/// Trouble of the store.
pub async fn is_covered(app: &App, caller: &Caller, name: &Name) -> Result<bool, Refusal> {
    let Some((device, from, to)) = name.packs() else {
        return Ok(false);
    };
    let all = objects(app, caller, device).await?;
    if !all.iter().any(|o| o.name == *name) {
        return Ok(true);
    }
    let Some(own) = links(app, caller, name).await? else {
        // Spoilt, or gone meanwhile: its device may put it anew.
        return Ok(true);
    };
    for larger in all.iter().filter(|o| o.name != *name && o.from <= from && to <= o.to) {
        if let Some(there) = links(app, caller, &larger.name).await?
            && own.iter().all(|link| there.contains(link))
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The objects of a device.
async fn objects(app: &App, caller: &Caller, device: DeviceId) -> Result<Vec<Object>, Refusal> {
    let under = format!("p/{:016x}", device.0);
    let found = app.shelf.list(&format!("{}/{under}", caller.space.hex)).await?;
    let object = |(rest, _): &(String, u64)| {
        let name = Name::parse(&format!("{under}/{rest}"))?;
        let (_, from, to) = name.packs()?;
        Some(Object { name, from, to })
    };
    Ok(found.iter().filter_map(object).collect())
}

/// The packs of an object in the store; nothing if it is gone or spoilt.
async fn links(app: &App, caller: &Caller, name: &Name) -> Result<Option<Vec<Link>>, Refusal> {
    let bytes = match app.shelf.get(&caller.space.path(name)).await {
        Err(ShelfError::NotFound) => return Ok(None),
        bytes => bytes?,
    };
    let (name, roster) = (*name, caller.roster.clone());
    door::off_thread(bytes.len(), move || check::packs(&name, &bytes, &roster).ok()).await
}

/// Whether two runs of packs can be of one chain: the same where they overlap, linked where they meet.
fn are_one_chain(new: &[Link], old: &[Link]) -> bool {
    let (Some(first), Some(last)) = (new.first(), new.last()) else {
        return true;
    };
    old.iter().all(|link| {
        let at = link.number.checked_sub(first.number).map(|at| at as usize);
        let is_same = at.and_then(|at| new.get(at)).is_none_or(|other| other == link);
        let is_before = link.number.checked_add(1) == Some(first.number);
        let is_after = last.number.checked_add(1) == Some(link.number);
        is_same && (!is_before || first.prev == link.hash) && (!is_after || link.prev == last.hash)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Packs `from` to `to` of a history; those up to `fork` are those of history 0.
    fn run(history: u8, fork: u32, from: u32, to: u32) -> Vec<Link> {
        let hash = |number: u32| match number {
            0 => [0; 32],
            old if old <= fork => [old as u8; 32],
            new => [new as u8 | history << 4; 32],
        };
        let link = |number: u32| Link {
            number,
            prev: hash(number - 1),
            hash: hash(number),
        };
        (from..=to).map(link).collect()
    }

    #[test]
    fn two_runs_are_of_one_chain_if_they_agree_where_they_overlap_or_meet() {
        for new in [(1, 1), (1, 3), (2, 4), (4, 4), (4, 9), (9, 9)] {
            for old in [(1, 1), (1, 9), (2, 3), (3, 3), (5, 6), (8, 8)] {
                let (from, to) = new;
                let same = are_one_chain(&run(0, 0, from, to), &run(0, 0, old.0, old.1));
                assert!(same, "{new:?} {old:?}");
                // Another history from its third pack on: noticed wherever the two touch from there on.
                let forked = are_one_chain(&run(1, 2, from, to), &run(0, 2, old.0, old.1));
                let touch = from.max(old.0) <= to.min(old.1).saturating_add(1);
                let noticed = touch && to.min(old.1) > 2;
                assert_eq!(forked, !noticed, "{new:?} {old:?}");
            }
        }
    }
}
