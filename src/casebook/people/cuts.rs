//! Removal: cuts in the chains of devices, and what they void. [`super::evaluate`] says why.
use std::collections::{BTreeMap, BTreeSet};

use super::access::DEVICE_REMOVED;
use super::evaluate::{Run, Stop, refused};
use super::right::Right;
use super::roll::Entry;
use super::{PeopleDeed, Voucher};
use crate::casebook::clock::{DeviceId, Stamp};
use crate::casebook::deed::Deed;

/// A device's packs above a number count for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// The last pack that counts.
    pub after: u32,
    /// Who cut.
    pub by: DeviceId,
    /// In which of its packs.
    pub number: u32,
}

/// What a pass starts with.
#[derive(Clone, Debug, Default)]
pub(super) struct Fixed {
    pub cuts: BTreeMap<DeviceId, Vec<Cut>>,
    /// Events that count for nothing, with the rule.
    pub void: BTreeMap<Stamp, &'static str>,
    /// Order of admission, as first found: a pass that meets a removal before the joining must know it, too.
    pub ranks: BTreeMap<DeviceId, (u8, usize)>,
    /// Nothing is added any more.
    pub closed: bool,
}

impl Run<'_> {
    /// Refuses what stands in a pack that a removal does not count. If the event removes its remover, neither having
    /// seen the other, the one admitted earlier prevails.
    pub fn not_cut(&mut self, entry: &Entry) -> Result<(), Stop> {
        let cuts = self.cuts.get(&entry.device()).map_or(&[][..], Vec::as_slice);
        let cut: Vec<Cut> = cuts.iter().filter(|cut| entry.number > cut.after).copied().collect();
        if cut.is_empty() {
            return Ok(());
        }
        let targets = self.cuts_in(entry);
        let answer = |cut: &Cut| {
            let target = targets
                .iter()
                .find(|(device, after)| *device == cut.by && *after < cut.number);
            target
                .filter(|_| self.rank(entry.device()) < self.rank(cut.by))
                .map(|(_, after)| *after)
        };
        let answers: Option<Vec<u32>> = cut.iter().map(answer).collect();
        let Some(answers) = answers.filter(|_| !self.fixed.closed && self.allowed(entry, Right::People).is_ok()) else {
            return Err(refused(DEVICE_REMOVED));
        };
        for (cut, after) in cut.into_iter().zip(answers) {
            if let Some(fixed) = self.fixed.cuts.get_mut(&entry.device()) {
                fixed.retain(|other| *other != cut);
            }
            let number = entry.number;
            let by = entry.device();
            self.fixed
                .cuts
                .entry(cut.by)
                .or_default()
                .push(Cut { after, by, number });
        }
        Err(Stop::Again)
    }

    /// Order of admission; whoever is not in comes last.
    fn rank(&self, device: DeviceId) -> (u8, usize) {
        self.fixed.ranks.get(&device).copied().unwrap_or((u8::MAX, usize::MAX))
    }

    /// The cuts an event makes: not below what its author's place rests on, and for the own device not below this pack.
    pub fn cuts_in(&self, entry: &Entry) -> Vec<(DeviceId, u32)> {
        let mut cuts = self.named_in(entry);
        for (device, after) in &mut cuts {
            let floor = if *device == entry.device() {
                entry.number
            } else {
                self.floor(entry, *device)
            };
            *after = floor.max(*after);
        }
        cuts
    }

    /// The last pack of a device that its remover's own place rests on: what let him in, and those who let him in; and
    /// what he has seen said of himself.
    fn floor(&self, entry: &Entry, device: DeviceId) -> u32 {
        let mut floor = 0;
        let (mut to_see, mut seen) = (vec![entry.device()], BTreeSet::new());
        while let Some(member) = to_see.pop().and_then(|d| self.dir.devices.get(&d)) {
            for stamp in member.basis.iter().filter(|stamp| seen.insert(**stamp)) {
                to_see.push(stamp.device);
                let on = self.roll.get(stamp).filter(|_| stamp.device == device);
                floor = floor.max(on.map_or(0, |on| on.number));
            }
        }
        let own = self
            .dir
            .devices
            .get(&entry.device())
            .and_then(|d| self.dir.people.get(&d.person));
        let said = own.iter().flat_map(|member| &member.versions).map(|(stamp, _)| *stamp);
        let said = said.filter(|stamp| stamp.device == device && self.saw(entry, *stamp));
        let said = said.filter_map(|stamp| self.roll.get(&stamp)).map(|e| e.number).max();
        floor.max(said.unwrap_or(0))
    }

    fn named_in(&self, entry: &Entry) -> Vec<(DeviceId, u32)> {
        let Deed::People(deed) = &entry.event.deed else {
            return Vec::new();
        };
        match deed.as_ref() {
            PeopleDeed::Removed { device, after } => vec![(*device, *after)],
            PeopleDeed::Left { person, cuts } => {
                let own = self.dir.devices.values().filter(|d| d.person == *person).map(|d| d.id);
                let founding = self.dir.founding.as_ref().filter(|f| f.person == *person);
                let adopted = founding.into_iter().flat_map(|f| &f.adopted);
                let named = |device: DeviceId| cuts.iter().find(|(d, _)| *d == device).map(|(_, after)| *after);
                // An adopted chain that is not named stays: it ended with the founding anyway.
                let adopted = adopted.filter_map(|d| Some((*d, named(*d)?)));
                let own = own.map(|d| (d, named(d).unwrap_or(0)));
                own.chain(adopted).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Cuts chains. If that voids what was accepted before, everything begins anew.
    pub fn cut(&mut self, entry: &Entry, targets: &[(DeviceId, u32)]) -> Result<(), Stop> {
        let (by, number) = (entry.device(), entry.number);
        let mut again = false;
        for &(device, after) in targets {
            let cut = Cut { after, by, number };
            let cuts = self.cuts.entry(device).or_default();
            if cuts.contains(&cut) {
                continue;
            }
            cuts.push(cut);
            let voids = |stamp: &Stamp| {
                let earlier = self.roll.get(stamp).filter(|_| stamp.device == device);
                earlier.is_some_and(|earlier| earlier.number > after && !earlier.admits())
            };
            if self.accepted.iter().any(voids) && !self.fixed.closed {
                self.fixed.cuts.entry(device).or_default().push(cut);
                again = true;
            }
        }
        self.void_joins(
            entry,
            DEVICE_REMOVED,
            |by| matches!(by, Voucher::Device(device) if targets.iter().any(|(d, _)| d == device)),
        )?;
        if again { Err(Stop::Again) } else { Ok(()) }
    }

    /// Voids the joining of devices whose voucher is taken away by somebody who had not seen them join.
    pub fn void_joins(
        &mut self,
        entry: &Entry,
        code: &'static str,
        voucher: impl Fn(&Voucher) -> bool,
    ) -> Result<(), Stop> {
        let joins = self.joins.iter().filter(|(_, by)| voucher(by)).map(|(stamp, _)| *stamp);
        let unseen: Vec<Stamp> = joins.filter(|stamp| !self.saw(entry, *stamp)).collect();
        if unseen.is_empty() || self.fixed.closed {
            return Ok(());
        }
        self.fixed.void.extend(unseen.into_iter().map(|stamp| (stamp, code)));
        Err(Stop::Again)
    }
}
