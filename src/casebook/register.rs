//! A register that keeps every value nobody has replaced knowingly.
//!
//! A write names the stamps it has seen in the register (`over`) and replaces exactly those. Two writes that did not
//! see each other both stay. So the result is the same in any order of arrival, and no clock can undo what a person
//! wrote later in full knowledge. Which value is shown, and whether several are a conflict, is the reader's matter.
use std::collections::BTreeSet;

use super::clock::Stamp;

/// The values in force, and the stamps that are not (also those that have not arrived yet).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register<T> {
    live: Vec<(Stamp, T)>,
    gone: Vec<Stamp>,
}

impl<T> Default for Register<T> {
    fn default() -> Register<T> {
        Register {
            live: Vec::new(),
            gone: Vec::new(),
        }
    }
}

impl<T: Ord + Clone> Register<T> {
    /// Puts a register together from its parts (a snapshot's), in any order.
    pub fn from_parts(live: Vec<(Stamp, T)>, gone: Vec<Stamp>) -> Register<T> {
        let mut register = Register { live, gone };
        register.live.sort();
        register.live.dedup();
        register.gone.sort();
        register.gone.dedup();
        register
    }

    /// Writes a value that replaces the writes of `over`.
    pub fn write(&mut self, stamp: Stamp, value: &T, over: &[Stamp]) {
        if !over.is_empty() {
            self.replace(stamp, over);
        }
        if self.gone.binary_search(&stamp).is_err() {
            // Ordered by stamp, then by value: also a stamp used twice by a broken device has one result.
            let at = self.live.partition_point(|(seen, held)| (seen, held) < (&stamp, value));
            if self
                .live
                .get(at)
                .is_none_or(|(seen, held)| (seen, held) != (&stamp, value))
            {
                self.live.insert(at, (stamp, value.clone()));
            }
        }
    }

    /// Takes the writes of `over` out of force, but for that of this stamp.
    fn replace(&mut self, stamp: Stamp, over: &[Stamp]) {
        let mut seen: Vec<Stamp> = over.iter().copied().filter(|seen| *seen != stamp).collect();
        seen.sort_unstable();
        seen.dedup();
        self.live.retain(|(held, _)| seen.binary_search(held).is_err());
        seen.retain(|seen| self.gone.binary_search(seen).is_err());
        // All at once: put in one by one, many of them take the square of their number.
        let follow = seen.is_empty() || self.gone.last() < seen.first();
        self.gone.append(&mut seen);
        if !follow {
            self.gone.sort();
        }
    }

    /// The writes in force, oldest first.
    pub fn live(&self) -> &[(Stamp, T)] {
        &self.live
    }

    /// The stamps that were replaced.
    pub fn gone(&self) -> &[Stamp] {
        &self.gone
    }

    /// The value in force with the highest stamp.
    pub fn latest(&self) -> Option<&T> {
        self.live.last().map(|(_, value)| value)
    }

    /// The different values in force, the latest first.
    pub fn values(&self) -> Vec<&T> {
        let mut known = BTreeSet::new();
        let latest_first = self.live.iter().rev().map(|(_, value)| value);
        latest_first.filter(|value| known.insert(*value)).collect()
    }
}
