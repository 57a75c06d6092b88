//! Removal: cuts in the chains of devices, and what they void. [`super::evaluate`] says why.
use std::collections::BTreeMap;

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
        self.dir.devices.get(&device).map_or((u8::MAX, usize::MAX), |d| d.rank)
    }

    /// The cuts an event makes. Whoever removes the own device does so with what stands in this pack.
    pub fn cuts_in(&self, entry: &Entry) -> Vec<(DeviceId, u32)> {
        let mut cuts = self.named_in(entry);
        let own = cuts.iter_mut().filter(|(device, _)| *device == entry.device());
        own.for_each(|(_, after)| *after = entry.number.max(*after));
        cuts
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
                stamp.device == device && self.roll.get(stamp).is_some_and(|earlier| earlier.number > after)
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
