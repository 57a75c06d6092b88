//! Another book that takes the same packs in another order comes to the same.
use std::collections::{BTreeMap, VecDeque};

use casebook::book::{Book, BookError};
use casebook::clock::DeviceId;
use casebook::query::Query;
use chrono::NaiveDate;

use crate::office::{Office, Stored};

/// Takes the packs, those of each device in their order and the devices in any; how often it had to begin again.
fn take(book: &mut Book, packs: &[Stored], dice: &mut fastrand::Rng) -> Result<usize, String> {
    let mut again = 0;
    loop {
        let mut chains: BTreeMap<DeviceId, VecDeque<&[u8]>> = BTreeMap::new();
        for (device, bytes) in packs {
            chains.entry(*device).or_default().push_back(bytes);
        }
        while !chains.is_empty() {
            let devices: Vec<DeviceId> = chains.keys().copied().collect();
            let Some(device) = dice.choice(devices) else { break };
            let Some(chain) = chains.get_mut(&device) else { break };
            // Some at a time, as they come from a store.
            for _ in 0..dice.usize(1..40) {
                let Some(bytes) = chain.front() else { break };
                match book.take(bytes) {
                    Ok(_) => _ = chain.pop_front(),
                    Err(BookError::UnknownDevice) => break,
                    Err(error) => return Err(error.to_string()),
                }
            }
            if chain.is_empty() {
                chains.remove(&device);
            }
        }
        if !book.stale() {
            return Ok(again);
        }
        again += 1;
        book.fold_again();
    }
}

/// Nothing differs; how often the other book had to fold everything again.
///
/// # Errors
/// Something differs.
pub fn makes_no_difference(office: &Office, today: NaiveDate, dice: &mut fastrand::Rng) -> Result<usize, String> {
    let mut other = office.another()?;
    let again = take(&mut other, &office.packs, dice)?;
    let say = |error: BookError| error.to_string();
    let book = &office.book;
    if (other.len(), other.refused_count()) != (book.len(), book.refused_count()) {
        return Err(format!(
            "{} cases and {} refusals in another order",
            other.len(),
            other.refused_count()
        ));
    }
    for id in other.ids(&Query::default()) {
        let (here, there) = (book.state(&id).map_err(say)?, other.state(&id).map_err(say)?);
        if here != there {
            return Err(format!("another order, another case: {here:?}\n{there:?}"));
        }
    }
    let year = (today - chrono::Days::new(400), today);
    if book.overdue(year.0, year.1, today).map_err(say)? != other.overdue(year.0, year.1, today).map_err(say)? {
        return Err("another order, another table of overdue nodes".to_owned());
    }
    let sums = |book: &Book| {
        (
            book.summary().by_state,
            book.summary().by_verdict,
            book.summary().handlers,
        )
    };
    if sums(book) != sums(&other) {
        return Err(format!(
            "another order, other sums: {:?} {:?}",
            sums(book),
            sums(&other)
        ));
    }
    for (_, device) in office.people().step_by(9) {
        if book.waiting(device, today).map_err(say)? != other.waiting(device, today).map_err(say)? {
            return Err(format!("another order, something else waits for {device:?}"));
        }
    }
    Ok(again)
}
