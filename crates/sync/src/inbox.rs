//! Packs that arrived, put in the order of their chains.
//!
//! Whatever a store hands out in any order, cut, changed or twice: what is no pack, or not the pack its name promises,
//! is set aside and named; what comes too early waits; the rest goes on.
use std::collections::{BTreeMap, BTreeSet};

use super::bundle::{Object, Span, read};
use super::local::{Arrived, Fate, Position};
use casebook::chain::ChainFault;
use casebook::clock::DeviceId;
use casebook::pack::{Hash, PackError, envelope};

/// Something wrong with packs of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fault {
    /// Whose packs.
    pub device: DeviceId,
    /// Stable code, of [`ChainFault`] or [`PackError`], or what [`Fate`] says.
    pub code: &'static str,
    /// First number.
    pub from: u32,
    /// Last number.
    pub to: u32,
}

impl Fault {
    /// A fault of one pack.
    #[must_use]
    pub fn of_one(device: DeviceId, number: u32, code: &'static str) -> Fault {
        Fault {
            device,
            code,
            from: number,
            to: number,
        }
    }

    /// A fault of a chain.
    #[must_use]
    pub fn of_chain(device: DeviceId, fault: ChainFault) -> Fault {
        let (from, to) = match fault {
            ChainFault::Missing { from, to } => (from, to),
            ChainFault::Truncated { at, known } => (at + 1, known),
            ChainFault::Repeated(n) | ChainFault::Forked(n) | ChainFault::Broken(n) => (n, n),
        };
        let code = fault.code();
        Fault { device, code, from, to }
    }
}

/// The packs of one device.
#[derive(Clone, Debug, Default)]
struct Line {
    at: Position,
    /// By number; several for one number if they differ: one of them may be forged.
    waiting: BTreeMap<u32, Vec<Arrived>>,
    /// Why the next one could not be taken when it was tried last.
    closed: Option<&'static str>,
}

/// What arrived and is not taken yet.
#[derive(Clone, Debug, Default)]
pub struct Inbox {
    lines: BTreeMap<DeviceId, Line>,
    faults: BTreeSet<Fault>,
    bytes: usize,
}

impl Inbox {
    /// Takes notice of how far packs are held here. What is waiting and held now is dropped.
    pub fn stand(&mut self, held: &[(DeviceId, Position)]) {
        for (device, at) in held {
            let line = self.lines.entry(*device).or_default();
            if line.at != *at {
                line.at = *at;
                line.closed = None;
                let later = line.waiting.split_off(&(at.number + 1));
                self.bytes -= size(line.waiting.values());
                line.waiting = later;
            }
        }
    }

    /// How far the packs of a device are held, as last heard.
    #[must_use]
    pub fn at(&self, device: DeviceId) -> Position {
        self.lines.get(&device).map_or(Position::default(), |line| line.at)
    }

    /// Is this pack still to be fetched? One that waits in vain is, in case another object has it, too.
    #[must_use]
    pub fn wants(&self, device: DeviceId, number: u32) -> bool {
        let Some(line) = self.lines.get(&device) else {
            return number > 0;
        };
        let first = number == line.at.number + 1;
        number > line.at.number && (!line.waiting.contains_key(&number) || (first && line.closed.is_some()))
    }

    /// Opens an object that was fetched. What is good in it waits; what is not is named. True if all of it is good.
    pub fn offer(&mut self, object: &Object, bytes: &[u8]) -> bool {
        let Span { device, from, to } = object.span;
        let packs = read(&object.span, bytes);
        let count = u32::try_from(packs.len()).unwrap_or(u32::MAX);
        let mut good = count == object.span.count();
        for (number, pack) in (from..=to).zip(packs) {
            if let Err(code) = self.offer_one(device, number, pack) {
                good = false;
                self.faults.insert(Fault::of_one(device, number, code));
            }
        }
        if count < object.span.count() {
            let (code, from) = (PackError::Malformed.code(), from + count);
            self.faults.insert(Fault { device, code, from, to });
        }
        good
    }

    fn offer_one(&mut self, device: DeviceId, number: u32, bytes: &[u8]) -> Result<(), &'static str> {
        let head = envelope(bytes).map_err(PackError::code)?.head;
        if head.device != device || head.number != number {
            return Err("pack_misplaced");
        }
        let line = self.lines.entry(device).or_default();
        if number <= line.at.number {
            // What was before the last is known to be right by the hashes after it.
            let forked = number == line.at.number && head.hash != line.at.hash;
            return if forked {
                Err(ChainFault::Forked(number).code())
            } else {
                Ok(())
            };
        }
        let here = line.waiting.entry(number).or_default();
        if !here.iter().any(|other| other.head == head && other.bytes == bytes) {
            let bytes = bytes.to_vec();
            self.bytes += bytes.len();
            here.push(Arrived { head, bytes });
        }
        Ok(())
    }

    /// Packs to be taken now: of every device those that follow from what is held, at most so many bytes in all. Of a
    /// device whose next pack could not be taken before, only that one.
    pub fn ready(&mut self, limit: usize) -> Vec<Arrived> {
        let (mut ready, mut bytes) = (Vec::new(), 0);
        for (device, line) in &mut self.lines {
            let mut at = line.at;
            while let Some(here) = line.waiting.get(&(at.number + 1)) {
                let Some(next) = here.iter().find(|pack| pack.head.prev == at.hash) else {
                    self.faults
                        .insert(Fault::of_chain(*device, ChainFault::Broken(at.number + 1)));
                    break;
                };
                bytes += next.bytes.len();
                if bytes > limit && !ready.is_empty() {
                    return ready;
                }
                at = Position {
                    number: next.head.number,
                    hash: next.head.hash,
                };
                ready.push(next.clone());
                if line.closed.is_some() {
                    break;
                }
            }
        }
        ready
    }

    /// What became of packs that were ready. True if any was taken.
    pub fn settle(&mut self, packs: &[(DeviceId, u32, Hash)], fates: &[Fate]) -> bool {
        let mut taken = false;
        for (&(device, number, hash), fate) in packs.iter().zip(fates) {
            let Some(line) = self.lines.get_mut(&device) else {
                continue;
            };
            if line.at.number + 1 != number {
                continue;
            }
            match fate {
                Fate::Taken | Fate::SetAside(_) => {
                    line.at = Position { number, hash };
                    line.closed = None;
                    self.bytes -= size(line.waiting.remove(&number).iter());
                    taken = true;
                    // What was wrong with other copies of it no longer matters.
                    self.faults.retain(|f| f.device != device || f.to != number);
                    if let Fate::SetAside(code) = fate {
                        self.faults.insert(Fault::of_one(device, number, code));
                    }
                }
                Fate::NotYet(code) => {
                    line.closed = Some(code);
                    // Where there are several, another is tried next time.
                    if let Some(here) = line.waiting.get_mut(&number) {
                        here.rotate_left(1);
                    }
                }
            }
        }
        taken
    }

    /// Drops what waits and cannot be taken, to be fetched once more.
    pub fn forget(&mut self) {
        for line in self.lines.values_mut() {
            line.waiting.clear();
            line.closed = None;
        }
        self.bytes = 0;
        self.faults.clear();
    }

    /// Everything wrong, as far as known: what was set aside, and what waits in vain and why.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = self.faults.clone();
        for (device, line) in &self.lines {
            let first = line.at.number + 1;
            match (line.closed, line.waiting.first_key_value()) {
                (Some(code), _) => {
                    faults.insert(Fault::of_one(*device, first, code));
                }
                (None, Some((number, _))) if *number > first => {
                    let (from, to) = (first, number - 1);
                    faults.insert(Fault::of_chain(*device, ChainFault::Missing { from, to }));
                }
                _ => {}
            }
        }
        faults.into_iter().collect()
    }

    /// Packs that wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.lines.values().map(|line| line.waiting.len()).sum()
    }

    /// Bytes that wait.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

fn size<'a>(packs: impl Iterator<Item = &'a Vec<Arrived>>) -> usize {
    packs.flatten().map(|pack| pack.bytes.len()).sum()
}

#[path = "inbox_tests.rs"]
mod tests;
