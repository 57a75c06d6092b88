//! A year: devices come and go for weeks, and the store stays small.
use crate::Mutation;
use crate::executor::now;
use crate::fleet::{DAY, Fleet};
use crate::office;
use crate::proof;
use crate::toy::{any_action, case};

/// What a year came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Year {
    /// Devices.
    pub devices: usize,
    /// Packs written.
    pub packs: usize,
    /// The most objects the store ever held.
    pub most: usize,
    /// The objects at the end.
    pub last: usize,
}

/// Each device writes a few times on every day it is there, and is away for weeks now and then.
///
/// # Errors
/// What is not as it should be.
pub fn year(seed: u64) -> Result<Year, String> {
    let mut fleet = Fleet::new(seed, Mutation::None);
    fleet.store.borrow_mut().faults = 0;
    fleet.exchange_now(0);
    for at in 1..fleet.members.len() {
        fleet.exchange_now(at);
        let actions = office::joining(&fleet.members[at].device, at).ok_or("not invited")?;
        now(fleet.members[at].device.write(actions));
        fleet.exchange_now(at);
    }
    fleet.store.borrow_mut().faults = 20;
    let mut away = vec![0_u32; fleet.members.len()];
    let mut year = Year {
        devices: fleet.members.len(),
        ..Year::default()
    };
    for _ in 0..365 {
        for (at, days) in away.iter_mut().enumerate() {
            if *days == 0 && fleet.dice.u8(0..40) == 0 {
                *days = fleet.dice.u32(7..50);
            }
            *days = days.saturating_sub(1);
            // Without a network one goes on writing.
            fleet.members[at].link.offline.set(*days > 0);
            for _ in 0..fleet.dice.u8(0..4) {
                let actions = vec![(case(fleet.dice.u8(0..200)), any_action(&mut fleet.dice))];
                now(fleet.members[at].device.write(actions));
                fleet.exchange_now(at);
                year.most = year.most.max(fleet.store.borrow().objects.len());
            }
        }
        fleet.pass(DAY);
    }
    proof::heal(&mut fleet)?;
    proof::all_is_well(&fleet)?;
    year.packs = fleet.ledger.borrow().len();
    year.last = fleet.store.borrow().objects.len();
    Ok(year)
}
