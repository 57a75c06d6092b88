//! What has to hold when everything was done to the book.
use std::collections::BTreeSet;

use protocol::{PeopleView, Share, SyncState};

use super::Court;
use super::attack::is_refused;
use super::desk::Desk;

/// Rounds until everybody who stays must have everything.
const ROUNDS: u32 = 12;
/// Rounds after which everybody has heard of everything.
const HEARD: u32 = 2;
/// Time between rounds, milliseconds.
const PAUSE: u64 = 11 * 60_000;

/// What somebody was promised.
#[derive(Clone, Debug)]
pub enum Claim {
    /// This link lets a device in, which reads what the others read.
    Link(String),
    /// These shares of the kit do.
    Kit(Vec<Share>),
    /// This person has this role.
    Role([u8; 16], String),
    /// The store refuses this device.
    Removed(usize),
}

impl Claim {
    /// Does it hold, although somebody did the same again?
    pub fn lasts(&self) -> bool {
        matches!(self, Claim::Link(_) | Claim::Removed(_))
    }
}

impl Court {
    /// Those who manage people and are not refused by the store, nor by their own book.
    pub fn managers(&self) -> Result<Vec<usize>, String> {
        let mut managers = Vec::new();
        for at in 0..self.desks.len() {
            if self.stays(at)? && manages(&self.desks[at].people()?) {
                managers.push(at);
            }
        }
        Ok(managers)
    }

    /// One of them.
    pub fn a_manager(&mut self) -> Result<usize, String> {
        let managers = self.managers()?;
        self.dice
            .choice(managers)
            .ok_or_else(|| "nobody manages people".to_owned())
    }

    /// One who does not manage people.
    pub fn a_judge(&mut self) -> Result<Option<usize>, String> {
        let managers = self.managers()?;
        let mut others = Vec::new();
        for at in (0..self.desks.len()).filter(|at| !managers.contains(at)) {
            if self.stays(at)? {
                others.push(at);
            }
        }
        Ok(self.dice.choice(others))
    }

    /// Anybody who belongs to the space.
    pub fn any_who_stays(&mut self) -> Result<usize, String> {
        let staying = self.staying()?;
        self.dice.choice(staying).ok_or_else(|| "nobody is left".to_owned())
    }

    fn stays(&self, at: usize) -> Result<bool, String> {
        let me = self.desks[at].me()?;
        Ok(!self.doubted.contains(&at) && !self.store.refuses(me.device) && !me.removed)
    }

    /// Who belongs to the space and shows one history.
    pub fn staying(&self) -> Result<Vec<usize>, String> {
        let mut staying = Vec::new();
        for at in 0..self.desks.len() {
            if self.stays(at)? {
                staying.push(at);
            }
        }
        Ok(staying)
    }

    /// Everybody exchanges until nobody has anything more to do.
    ///
    /// # Errors
    /// That does not end.
    pub fn calm(&mut self) -> Result<(), String> {
        self.finish();
        let mut last = Vec::new();
        for round in 1..=ROUNDS {
            last = Vec::new();
            for at in self.staying()? {
                let view = self.desks[at].sync();
                let heard: Vec<u32> = view.devices.iter().map(|(_, entries, _)| *entries).collect();
                last.push((view.state == SyncState::Idle, view.waiting.0, heard));
            }
            self.pass(PAUSE);
            let rests = last.iter().all(|one| *one == last[0] && one.0 && one.1 == 0);
            // Where a device has two histories, its readers stand in different places.
            let is_heard = round > HEARD && !self.doubted.is_empty();
            if rests || is_heard && last.iter().all(|one| one.0 && one.1 == 0) {
                return Ok(());
            }
        }
        Err(format!("it does not come to rest: {last:?}"))
    }

    /// # Errors
    /// What is not as it should be.
    pub fn all_is_well(&mut self) -> Result<(), String> {
        let staying = self.staying()?;
        let first = *staying.first().ok_or("nobody is left")?;
        for at in &staying {
            let numbers = self.desks[*at].numbers();
            for author in &staying {
                let written = self.desks[*author].written.borrow();
                if let Some(lost) = written.difference(&numbers).next() {
                    return Err(format!("{author} was told that {lost} is saved, {at} does not have it"));
                }
            }
        }
        // What a removed device wrote need not be anywhere else, but it is there.
        for at in 0..self.desks.len() {
            self.keeps_its_own(&self.desks[at], at)?;
        }
        self.are_equal(first, &staying)?;
        if self.managers()?.is_empty() {
            return Err("nobody manages people any more".to_owned());
        }
        for claim in std::mem::take(&mut self.claims) {
            self.is_claimed(&claim)?;
            self.holds(first, &claim)?;
        }
        Ok(())
    }

    fn are_equal(&self, first: usize, staying: &[usize]) -> Result<(), String> {
        let (list, people) = (self.desks[first].list(), directory(&self.desks[first].people()?));
        for at in staying.iter().filter(|_| self.doubted.is_empty()) {
            if self.desks[*at].list() != list {
                return Err(format!("{at} has other cases than {first}"));
            }
            let other = directory(&self.desks[*at].people()?);
            if other != people {
                return Err(format!("{at} knows other people than {first}:\n{other}\n{people}"));
            }
        }
        Ok(())
    }

    /// All that was written on a device is on it.
    ///
    /// # Errors
    /// It is not.
    pub fn keeps_its_own(&self, desk: &Desk, at: usize) -> Result<(), String> {
        let here = desk.numbers();
        // A removal may cut off what its device wrote last: that stays in the trace and changes nothing.
        let is_cut = desk.me()?.removed;
        let lost = desk.written.borrow().difference(&here).next().copied();
        match lost.filter(|_| !is_cut) {
            Some(lost) => Err(format!("{at} lost its own {lost}")),
            None => Ok(()),
        }
    }

    /// What holds at once.
    ///
    /// # Errors
    /// It does not.
    pub fn is_claimed(&self, claim: &Claim) -> Result<(), String> {
        match claim {
            Claim::Removed(at) if !is_refused(&self.desks[*at].sync()) => Err(format!("{at} is removed and served")),
            _ => Ok(()),
        }
    }

    /// What holds once everybody has heard of it.
    fn holds(&mut self, first: usize, claim: &Claim) -> Result<(), String> {
        let newcomer = self.new_desk();
        match claim {
            Claim::Link(link) => newcomer.join(link)?,
            Claim::Kit(shares) => newcomer.recover(shares)?,
            Claim::Role(person, role) => {
                let people = self.desks[first].people()?.people;
                let now = people.iter().find(|known| known.id == *person).map(|known| &known.role);
                return match now == Some(role) {
                    true => Ok(()),
                    false => Err(format!("the role is {now:?}, not {role}")),
                };
            }
            Claim::Removed(_) => return Ok(()),
        }
        // Keys that were changed meanwhile come in a letter.
        for at in self.managers()? {
            self.desks[at].sync();
        }
        newcomer.sync();
        let here: BTreeSet<u32> = self.desks[first].numbers();
        match self.doubted.is_empty() && newcomer.numbers() != here {
            true => Err(format!("who came by {claim:?} reads something else")),
            false => Ok(()),
        }
    }
}

/// Whether the person here manages people.
pub fn manages(people: &PeopleView) -> bool {
    people.may.iter().any(|right| right == "people.manage")
}

/// What everybody must agree on.
pub fn directory(view: &PeopleView) -> String {
    let mut people: Vec<_> = view
        .people
        .iter()
        .map(|p| {
            let devices: Vec<_> = p.devices.iter().map(|d| (d.id, d.removed)).collect();
            (p.id, &p.name, &p.role, p.left, devices)
        })
        .collect();
    people.sort();
    let mut invitations: Vec<_> = view.invitations.iter().map(|i| (i.id, i.state)).collect();
    invitations.sort_unstable();
    format!("{people:?} {invitations:?}")
}
