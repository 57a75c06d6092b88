//! Those who manage people fall out with each other.
use protocol::RemoveDevice;

use super::Court;
use super::proof::{directory, manages};
use crate::fleet::DAY;

impl Court {
    /// Two or three remove each other without having heard, some of them much later.
    pub fn fall_out(&mut self) -> Result<(), String> {
        let mut managers = self.managers()?;
        self.dice.shuffle(&mut managers);
        match (self.dice.u8(0..3), managers.as_slice()) {
            (0, [remover, removed, third]) => self.late_answer(*remover, *removed, *third),
            (1, [_, _, _]) => self.circle(&managers),
            _ => {
                managers.truncate(self.dice.usize(2..=3));
                self.remove_in_turn(&managers, true)?;
                self.hear();
                Ok(())
            }
        }
    }

    /// Each removes the next.
    fn remove_in_turn(&mut self, managers: &[usize], may_hear: bool) -> Result<(), String> {
        for (at, next) in managers.iter().zip(managers.iter().cycle().skip(1)) {
            let device = self.desks[*next].device()?;
            if self.dice.bool() {
                self.write(*at);
                self.finish();
            }
            self.log.note(format_args!("{at} removes {next}"));
            self.desks[*at].ask(RemoveDevice { device }).ok();
            self.wait_up_to(200 * DAY);
            // Those who have been told what became of it are no longer in time.
            if may_hear && self.dice.u8(0..3) == 0 {
                self.begin_sync(*at);
                self.finish();
            }
        }
        Ok(())
    }

    /// Removed, and a third has said a word since: the removed one answers much later, over a store that still serves
    /// him. Nothing of it counts.
    fn late_answer(&mut self, remover: usize, removed: usize, third: usize) -> Result<(), String> {
        let (device, by) = (self.desks[removed].device()?, self.desks[remover].device()?);
        self.desks[remover].ask(RemoveDevice { device }).ok();
        self.desks[remover].sync();
        self.desks[third].sync();
        self.desks[third].name("钱法官", "judge")?;
        self.desks[third].sync();
        self.wait_up_to(400 * DAY);
        self.written += 1;
        let late = self.written;
        self.desks[removed].write(late)?;
        self.desks[removed].ask(RemoveDevice { device: by }).ok();
        self.store.serve_all(true);
        self.desks[removed].sync();
        self.hear();
        self.store.serve_all(false);
        for at in (0..self.desks.len()).filter(|at| *at != removed) {
            if self.desks[at].numbers().contains(&late) {
                return Err(format!("what {removed} wrote after his removal counts for {at}"));
            }
            let people = self.desks[at].people()?.people;
            let out: Vec<u64> = people
                .iter()
                .flat_map(|person| &person.devices)
                .filter(|known| known.removed)
                .map(|known| known.id)
                .collect();
            if out != [device] {
                return Err(format!("for {at} {out:?} are removed, not {device}"));
            }
        }
        Ok(())
    }

    /// Each has removed another, and a store that serves everybody brings it all together: one of them is left, the same
    /// for everybody. That store would not refuse the same ones as their books, so nothing else is played.
    fn circle(&mut self, managers: &[usize]) -> Result<(), String> {
        self.is_over = true;
        self.store.serve_all(true);
        self.remove_in_turn(managers, false)?;
        self.hear();
        let mut first: Option<String> = None;
        let mut is_managed = false;
        for desk in &self.desks {
            let people = desk.people()?;
            is_managed |= manages(&people) && !desk.me()?.removed;
            let known = directory(&people);
            if *first.get_or_insert_with(|| known.clone()) != known {
                return Err(format!("two know other people:\n{known}\n{first:?}"));
            }
        }
        match is_managed {
            true => Ok(()),
            false => Err("all who managed people removed each other, and nobody is left".to_owned()),
        }
    }
}
