//! Once everything works again: all devices are equal, and nothing anybody was told is safe is lost.
use std::collections::BTreeMap;

use fenliu::casebook::clock::DeviceId;
use fenliu::casebook::pack::envelope;
use fenliu::casebook::query::Query;

use crate::fleet::Fleet;
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
    let mut last = None;
    for _ in 0..ROUNDS {
        let mut quiet = true;
        for at in 0..fleet.members.len() {
            if fleet.store.borrow().removed.contains(&at) {
                continue;
            }
            let report = fleet.exchange_now(at).ok_or("no exchange")?;
            let open = report.incoming > 0 || report.read_back < report.own;
            quiet &= report.received == 0 && report.sent == 0 && report.trouble.is_none() && !open;
            last = Some((at, report));
        }
        fleet.pass(PAUSE);
        if quiet {
            return Ok(());
        }
    }
    Err(format!("it does not come to rest: {last:?}"))
}

/// Compares all devices, and every one with what people were told.
///
/// # Errors
/// What is not as it should be.
pub fn all_is_well(fleet: &Fleet) -> Result<(), String> {
    let followed = fleet.followed();
    for (at, other) in followed.iter().enumerate() {
        if *other != followed[0] {
            return Err(format!("{at} has packs {other:?}, 0 has {:?}", followed[0]));
        }
    }
    nothing_is_lost(fleet, &followed[0])?;
    let books: Vec<String> = (0..fleet.members.len()).map(|at| book(fleet, at)).collect();
    for (at, other) in books.iter().enumerate() {
        if *other != books[0] {
            return Err(format!("{at} has another book than 0:\n{other}\n{}", books[0]));
        }
    }
    fleet.log.borrow_mut().note(format_args!("{}", books[0]));
    the_store_is_lean(fleet)
}

/// Every pack that somebody was told is safe is on every device, with the same hash.
fn nothing_is_lost(fleet: &Fleet, followed: &BTreeMap<DeviceId, u32>) -> Result<(), String> {
    for &(device, number, hash) in fleet.ledger.borrow().iter() {
        if followed.get(&device).is_none_or(|last| *last < number) {
            return Err(format!("pack {number} of {device:?} was acknowledged and is lost"));
        }
        for (at, member) in fleet.members.iter().enumerate() {
            let bytes = member.device.pack(device, number);
            let there = bytes.and_then(|bytes| Some(envelope(&bytes).ok()?.head.hash));
            if there != Some(hash) {
                return Err(format!("pack {number} of {device:?} is another on {at}"));
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
        format!("{rows:?}\n{states:?}\n{:?}", m.book.texts())
    })
}

/// The store holds no more objects than it should.
fn the_store_is_lean(fleet: &Fleet) -> Result<(), String> {
    let store = fleet.store.borrow();
    let (live, most) = (store.objects.len(), 64 + 8 * fleet.members.len());
    if live > most {
        return Err(format!("the store holds {live} objects, at most {most} are allowed"));
    }
    Ok(())
}
