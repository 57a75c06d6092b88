//! Once everything works again: all devices are equal, and nothing anybody was told is safe is lost.
use std::collections::BTreeMap;

use casebook::clock::DeviceId;
use casebook::event::BOOK;
use casebook::pack::{PackError, envelope, unpack};
use casebook::query::Query;

use crate::executor::now;
use crate::fleet::Fleet;
use crate::office;
use crate::toy::case;

/// Rounds until everybody must have everything.
const ROUNDS: u32 = 24;
/// Time between rounds, milliseconds.
const PAUSE: u64 = 11 * 60_000;

/// Lets everything work again, and everybody exchange until nobody has anything more to do.
///
/// # Errors
/// If that does not end.
pub fn heal(fleet: &mut Fleet) -> Result<(), String> {
    // What was begun comes to its end, or to nothing.
    fleet.store.borrow_mut().settle();
    for at in 0..fleet.members.len() {
        fleet.members[at].link.offline.set(false);
        fleet.crash(at);
    }
    dismiss(fleet);
    // What others wrote is put again only after a while: one quiet round says little.
    let (mut last, mut calm) = (None, 0);
    for _ in 0..ROUNDS {
        let mut quiet = true;
        for at in 0..fleet.members.len() {
            if !fleet.stays(at) {
                continue;
            }
            let report = fleet.exchange_now(at).ok_or("no exchange")?;
            fleet.log.borrow_mut().note(format_args!("{at} heals: {report:?}"));
            let done = report.read_back == report.own && report.trouble.is_none();
            let rests = report.received == 0 && report.sent == 0 && done && !catch_up(fleet, at);
            if !rests {
                last = Some((at, report));
            }
            quiet &= rests;
        }
        quiet &= !dismiss(fleet);
        fleet.pass(PAUSE);
        calm = if quiet { calm + 1 } else { 0 };
        if calm == 3 {
            return Ok(());
        }
    }
    Err(format!("it does not come to rest: {last:?}"))
}

/// Who can join now does; the founder leaves letters. True if there was anything of it.
fn catch_up(fleet: &mut Fleet, at: usize) -> bool {
    if at == 0 {
        return office::deliver(fleet);
    }
    let device = &fleet.members[at].device;
    let before = device.head().chain;
    if let Some(actions) = office::joining(device, at) {
        now(device.write(actions));
    }
    device.head().chain != before
}

/// The store does not serve devices any more that the founder knows to be removed. True if there are new ones.
pub fn dismiss(fleet: &mut Fleet) -> bool {
    let removed: Vec<usize> = fleet.members[0].device.with(|m| {
        let directory = m.book.directory();
        let is_out = |at: &usize| directory.is_removed(fleet.members[*at].device.id);
        (0..fleet.members.len()).filter(is_out).collect()
    });
    let before = fleet.store.borrow().removed.len();
    fleet.store.borrow_mut().removed.extend(removed);
    let more = fleet.store.borrow().removed.len() > before;
    if more {
        office::recount(fleet);
    }
    more
}

/// Compares all devices, and every one with what people were told.
///
/// # Errors
/// What is not as it should be.
pub fn all_is_well(fleet: &Fleet) -> Result<(), String> {
    let followed = fleet.followed();
    let staying: Vec<usize> = (0..fleet.members.len())
        .filter(|at| fleet.stays(*at) && fleet.is_in(*at))
        .collect();
    for (at, other) in staying.iter().zip(&followed) {
        if *other != followed[0] {
            return Err(format!("{at} has packs {other:?}, 0 has {:?}", followed[0]));
        }
    }
    nothing_is_lost(fleet, &staying, &followed[0])?;
    let first = book(fleet, 0);
    for at in staying {
        let other = book(fleet, at);
        if other != first {
            return Err(format!("{at} has another book than 0:\n{other}\n{first}"));
        }
    }
    fleet.log.borrow_mut().note(format_args!("{first}"));
    nothing_refused_counts(fleet)?;
    nothing_leaks(fleet)?;
    the_store_is_lean(fleet)
}

/// Every pack that somebody was told is safe is on every device, with the same hash. What a removed device wrote and
/// nobody heard of is still on that device.
fn nothing_is_lost(fleet: &Fleet, staying: &[usize], followed: &BTreeMap<DeviceId, u32>) -> Result<(), String> {
    for &(device, number, hash) in fleet.ledger.borrow().iter() {
        let author = fleet.members.iter().position(|m| m.device.id == device);
        let heard = followed.get(&device).is_some_and(|last| *last >= number);
        let holders = match author {
            Some(author) if !heard && !staying.contains(&author) && !fleet.gone.contains(&author) => vec![author],
            _ => staying.to_vec(),
        };
        for at in holders {
            let bytes = fleet.members[at].device.pack(device, number);
            let there = bytes.and_then(|bytes| Some(envelope(&bytes).ok()?.head.hash));
            if there != Some(hash) {
                return Err(format!(
                    "pack {number} of {device:?} was acknowledged, {at} has {there:?}"
                ));
            }
        }
    }
    Ok(())
}

/// All a book says, as text.
fn book(fleet: &Fleet, at: usize) -> String {
    fleet.members[at].device.with(|m| {
        let mut rows = m.book.rows(&Query::default(), 0, 1_000).expect("readable").rows;
        rows.sort_by_key(|row| row.id);
        let states: Vec<_> = (0..6).map(|n| m.book.state(&case(n)).expect("readable")).collect();
        let directory = m.book.directory();
        let people = (
            &directory.people,
            &directory.devices,
            &directory.invitations,
            &directory.refused,
        );
        format!(
            "{rows:?}\n{states:?}\n{:?}\n{people:?}\n{:?}",
            m.book.texts(),
            m.book.refused()
        )
    })
}

/// Whatever a removed device wrote after the last pack that counts is refused, by name.
fn nothing_refused_counts(fleet: &Fleet) -> Result<(), String> {
    let founder = &fleet.members[0].device;
    founder.with(|m| {
        let devices = m.book.directory().devices.values();
        for (device, cut) in devices.filter_map(|d| Some((d.id, d.cut?))) {
            let last = m.book.followed().get(&device).map_or(0, |f| f.number);
            for number in cut + 1..=last {
                let bytes = m.stored(founder, device, number).ok_or("a pack is not there")?;
                let Ok((_, events)) = unpack(&bytes, founder.keys.as_ref()) else {
                    continue;
                };
                for event in events.iter().filter(|e| e.case != BOOK) {
                    let refused = m.book.refusals(&event.case);
                    if !refused.iter().any(|(stamp, _)| *stamp == event.stamp) {
                        return Err(format!("{:?} of a removed device counts", event.stamp));
                    }
                }
            }
        }
        Ok(())
    })
}

/// What was written by those who knew of a removal opens with no key the removed device ever had.
fn nothing_leaks(fleet: &Fleet) -> Result<(), String> {
    for &(device, number, removed) in fleet.hidden.borrow().iter() {
        let Some(spy) = fleet.members.iter().find(|m| m.device.id == removed) else {
            continue;
        };
        let Some(bytes) = fleet.members[0].device.pack(device, number) else {
            continue;
        };
        spy.device.with(|m| spy.device.keys.learn(m.book.directory()));
        let opened = unpack(&bytes, spy.device.keys.as_ref());
        if opened != Err(PackError::NoKey) {
            return Err(format!(
                "pack {number} of {device:?} can be read on {removed:?}, which was removed"
            ));
        }
    }
    Ok(())
}

/// The store holds no more objects than it should.
fn the_store_is_lean(fleet: &Fleet) -> Result<(), String> {
    let store = fleet.store.borrow();
    // Pictures are what the store is for, and lie under names of their own; this bounds what they are found by.
    let is_meta = |name: &&String| !name.starts_with("b/") && !name.starts_with("t/");
    let (live, most) = (
        store.objects.keys().filter(is_meta).count(),
        64 + 8 * fleet.members.len(),
    );
    if live > most {
        return Err(format!("the store holds {live} objects, at most {most} are allowed"));
    }
    Ok(())
}
