//! Removal: cuts in the chains of devices, and what they void. [`super::evaluate`] says why.
use std::collections::{BTreeMap, BTreeSet};

use super::bureau::Bureau;
use super::directory::{Device, Rotation};
use super::evaluate::{Run, Stop, is_in_office, refused};
use super::fault::{PeopleFault, RefusedBy};
use super::membership::{Entry, comes_after};
use super::right::Right;
use super::{PeopleAction, Voucher};
use crate::action::Action;
use crate::clock::{DeviceId, Stamp};

/// So many changes of the key by one removed device are kept.
const OFFERED_LIMIT: usize = 8;

/// A device's packs above a number count for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// The last pack that counts.
    pub after: u32,
    /// Who cut.
    pub by: DeviceId,
    /// In which of its packs.
    pub number: u32,
    /// The event that cuts.
    pub stamp: Stamp,
}

/// Two removals, each of the other's author, neither author having seen the other's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mutual {
    /// One of them, which is accepted in spite of the other.
    pub stamp: Stamp,
    /// The other.
    pub other: Stamp,
}

/// What a pass starts with.
#[derive(Clone, Debug, Default)]
pub(super) struct Fixed {
    pub cuts: BTreeMap<DeviceId, Vec<Cut>>,
    /// Events that count for nothing, with the rule.
    pub void: BTreeMap<Stamp, PeopleFault>,
    /// Order of admission, as first found: a pass that meets a removal before the joining must know it, too.
    pub ranks: BTreeMap<DeviceId, (u8, usize)>,
    /// Nothing is added any more.
    pub closed: bool,
}

impl Run<'_> {
    /// Refuses what stands in a pack that a removal does not count. A removal of the remover, neither having seen the
    /// other's, stands beside it, and so does taking the right to manage people from him: gives whom it answers. Against a device let in by the kit nothing else stands.
    pub fn not_cut(&mut self, entry: &Entry) -> Result<Vec<DeviceId>, Stop> {
        let cuts = self.cuts.get(&entry.device()).map_or(&[][..], Vec::as_slice);
        let cut: Vec<Cut> = cuts.iter().filter(|cut| entry.number > cut.after).copied().collect();
        if cut.is_empty() {
            return Ok(Vec::new());
        }
        let mut targets = self.cuts_in(entry);
        targets.extend(self.ousted_in(entry).map(|device| (device, 0)));
        let is_answered = |cut: &Cut| targets.iter().any(|(d, after)| *d == cut.by && *after < cut.number);
        let answered: Vec<DeviceId> = cut.iter().map(|cut| cut.by).collect();
        let may = || self.allowed_beside(entry, Right::People, &answered).is_ok();
        if self.fixed.closed || !cut.iter().all(is_answered) || !may() {
            return Err(refused(PeopleFault::DeviceRemoved));
        }
        let (class, _) = self.rank(entry.device());
        for cut in &cut {
            let (other, _) = self.rank(cut.by);
            if class > other {
                return Err(self.lost(entry.stamp()));
            }
            if class < other {
                return Err(self.lost(cut.stamp));
            }
        }
        let stamp = entry.stamp();
        self.mutual.extend(cut.iter().map(|cut| Mutual {
            stamp,
            other: cut.stamp,
        }));
        Ok(answered)
    }

    /// A removal that lost against the opposite one counts for nothing, and what it cut stands again.
    fn lost(&mut self, stamp: Stamp) -> Stop {
        self.fixed.void.insert(stamp, PeopleFault::DeviceRemoved);
        for cuts in self.fixed.cuts.values_mut() {
            cuts.retain(|cut| cut.stamp != stamp);
        }
        Stop::Again
    }

    /// If nobody could manage people once both are out, the one admitted earlier stays.
    pub fn or_the_earlier(&mut self, entry: &Entry, answered: &[DeviceId], stop: Stop) -> Stop {
        let is_last = matches!(&stop, Stop::Refused(RefusedBy::Fault(PeopleFault::NobodyManages)));
        if answered.is_empty() || !is_last {
            return stop;
        }
        let own = self.rank(entry.device());
        let stamp = entry.stamp();
        let others = self.mutual.iter().filter(|pair| pair.stamp == stamp);
        let later: Vec<Stamp> = others
            .map(|pair| pair.other)
            .filter(|other| self.rank(other.device) > own)
            .collect();
        if later.len() < answered.len() {
            return self.lost(stamp);
        }
        later.into_iter().for_each(|other| _ = self.lost(other));
        Stop::Again
    }

    /// If all the removals together leave nobody who could manage people, those of the one admitted first count for
    /// nothing. Each was judged alone, and a cut outlasts its event. True if that changes anything.
    pub fn keep_a_manager(&mut self) -> bool {
        let alone = self.dir.people.len() == 1;
        let managers = self.dir.devices.values().filter(|device| {
            let member = self.dir.people.get(&device.person);
            member.is_some_and(|member| alone || self.has(&member.person, Right::People))
        });
        let removals = |device: &Device| {
            let member = self.dir.people.get(&device.person).filter(|member| member.left);
            let left = member.and_then(|_| self.left.get(&device.person)).copied();
            let cuts = self.cuts.get(&device.id).into_iter().flatten().map(|cut| cut.stamp);
            cuts.chain(left).collect::<Vec<Stamp>>()
        };
        let mut out: Vec<(DeviceId, Vec<Stamp>)> = managers.map(|device| (device.id, removals(device))).collect();
        if self.fixed.closed || out.iter().any(|(_, removals)| removals.is_empty()) {
            return false;
        }
        out.sort_by_key(|(device, _)| self.rank(*device));
        let Some((_, first)) = out.into_iter().next() else {
            return false;
        };
        first.into_iter().for_each(|stamp| _ = self.lost(stamp));
        true
    }

    /// What a third says who manages people: of two opposite removals the one that was seen without the other counts.
    /// True if that decides any.
    pub fn third_decides(&mut self) -> bool {
        if self.fixed.closed {
            return false;
        }
        let pairs = std::mem::take(&mut self.mutual);
        let parties = |pair: &Mutual| [pair.stamp.device, pair.other.device];
        let is_party = |stamp: &Stamp| pairs.iter().any(|pair| parties(pair).contains(&stamp.device));
        let thirds: Vec<Stamp> = self
            .accepted
            .iter()
            .filter(|stamp| !is_party(stamp) && self.membership.get(stamp).is_some_and(|third| !third.admits()))
            .copied()
            .collect();
        let saw = |third: &Stamp, removal: Stamp| comes_after(self.before, *third, removal);
        let only = |one: Stamp, not: Stamp| thirds.iter().any(|third| saw(third, one) && !saw(third, not));
        let decided =
            pairs.iter().filter_map(
                |pair| match (only(pair.stamp, pair.other), only(pair.other, pair.stamp)) {
                    (true, false) => Some(pair.other),
                    (false, true) => Some(pair.stamp),
                    _ => None,
                },
            );
        let lost: Vec<Stamp> = decided.collect();
        let is_any = !lost.is_empty();
        lost.into_iter().for_each(|stamp| _ = self.lost(stamp));
        is_any
    }

    /// The changes of the key that count for nothing because their author was removed.
    pub fn offered(&self) -> Vec<Rotation> {
        let mut offered: BTreeMap<DeviceId, Vec<Rotation>> = BTreeMap::new();
        let is_cut = |by: &RefusedBy| *by == RefusedBy::Fault(PeopleFault::DeviceRemoved);
        let removed = self.dir.refused.iter().filter(|(_, by)| is_cut(by));
        for (stamp, _) in removed {
            let Some(Action::People(action)) = self.membership.get(stamp).map(|entry| &entry.event.action) else {
                continue;
            };
            let of_author = offered.entry(stamp.device).or_default();
            if let PeopleAction::Rotated { key, boxes } = action.as_ref()
                && of_author.len() < OFFERED_LIMIT
            {
                of_author.push(Rotation {
                    key: *key,
                    stamp: *stamp,
                    boxes: boxes.clone(),
                });
            }
        }
        offered.into_values().flatten().collect()
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
                let on = self.membership.get(stamp).filter(|_| stamp.device == device);
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
        let said = said
            .filter_map(|stamp| self.membership.get(&stamp))
            .map(|e| e.number)
            .max();
        floor.max(said.unwrap_or(0))
    }

    fn named_in(&self, entry: &Entry) -> Vec<(DeviceId, u32)> {
        let Action::People(action) = &entry.event.action else {
            return Vec::new();
        };
        match action.as_ref() {
            PeopleAction::Removed { device, after } => vec![(*device, *after)],
            PeopleAction::Left { person, cuts } => {
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

    /// Whether the author manages people, beside those he answers or but for them: gives whom he answers.
    pub fn manages(&mut self, entry: &Entry, answered: Vec<DeviceId>) -> Result<Vec<DeviceId>, Stop> {
        let Err(stop) = self.allowed_beside(entry, Right::People, &answered) else {
            return Ok(answered);
        };
        let answered = self.may_but_for(entry)?;
        if answered.is_empty() { Err(stop) } else { Ok(answered) }
    }

    /// Whether the author of a removal may make it but for what those it removes said in packs it cuts, and what he had not
    /// seen: they took his right to manage people. Stamps cannot decide there, as between two removals: both stand. Gives whom it
    /// answers, once for each of their words; nobody if he may not.
    fn may_but_for(&mut self, entry: &Entry) -> Result<Vec<DeviceId>, Stop> {
        let targets = self.cuts_in(entry);
        let is_taken = |stamp: &Stamp| {
            let number = self.membership.get(stamp).map_or(0, |said| said.number);
            let is_cut = targets
                .iter()
                .any(|(device, after)| *device == stamp.device && number > *after);
            is_cut && !self.saw(entry, *stamp)
        };
        let own = self.dir.devices.get(&entry.device());
        let Some(member) = own.and_then(|own| self.dir.people.get(&own.person)).filter(|m| !m.left) else {
            return Ok(Vec::new());
        };
        let versions = member.versions.iter().map(|(stamp, _)| *stamp);
        let tables = self.dir.bureaus.iter().map(|(stamp, _)| *stamp);
        let taken: Vec<Stamp> = versions.chain(tables).filter(&is_taken).collect();
        let before = member.versions.iter().rev().find(|(stamp, _)| !is_taken(stamp));
        let table = self.dir.bureaus.iter().rev().find(|(stamp, _)| !is_taken(stamp));
        let table = table.map_or(Bureau::builtin(), |(_, table)| table.as_ref());
        let may = before.is_some_and(|(_, person)| {
            let grant = table.of(&person.role, &person.group);
            is_in_office(person, entry) && grant.is_some_and(|grant| grant.has(Right::People))
        });
        if self.fixed.closed || taken.is_empty() || !may {
            return Ok(Vec::new());
        }
        let (stamp, (class, _)) = (entry.stamp(), self.rank(entry.device()));
        let answered = taken.iter().map(|stamp| stamp.device).collect();
        for other in taken {
            let (others, _) = self.rank(other.device);
            if class > others {
                return Ok(Vec::new());
            }
            if class < others {
                return Err(self.lost(other));
            }
            self.mutual.push(Mutual { stamp, other });
        }
        Ok(answered)
    }

    /// The devices from whose person an event takes the right to manage people. Else whoever was made a judge would remove,
    /// under a stamp of before, who did that: the removal would cut what it answers.
    fn ousted_in(&self, entry: &Entry) -> impl Iterator<Item = DeviceId> {
        let taken = match &entry.event.action {
            Action::People(action) => match action.as_ref() {
                PeopleAction::PutPerson(person) => Some(person),
                _ => None,
            },
            _ => None,
        };
        let taken = taken.filter(|person| person.to.is_some() || !self.has(person, Right::People));
        let own = self.dir.devices.values();
        own.filter(move |device| taken.is_some_and(|person| person.id == device.person))
            .map(|device| device.id)
    }

    /// Cuts chains. If that voids what was accepted before, everything begins anew.
    pub fn cut(&mut self, entry: &Entry, targets: &[(DeviceId, u32)]) -> Result<(), Stop> {
        let (by, number, stamp) = (entry.device(), entry.number, entry.stamp());
        let mut again = false;
        self.decides(entry, targets)?;
        for &(device, after) in targets {
            let cut = Cut {
                after,
                by,
                number,
                stamp,
            };
            let cuts = self.cuts.entry(device).or_default();
            if cuts.contains(&cut) {
                continue;
            }
            cuts.push(cut);
            let voids = |stamp: &Stamp| {
                let earlier = self.membership.get(stamp).filter(|_| stamp.device == device);
                earlier.is_some_and(|earlier| earlier.number > after && !earlier.admits())
            };
            if self.accepted.iter().any(voids) && !self.fixed.closed {
                self.fixed.cuts.entry(device).or_default().push(cut);
                again = true;
            }
        }
        self.void_joins(
            entry,
            PeopleFault::DeviceRemoved,
            |by| matches!(by, Voucher::Device(device) if targets.iter().any(|(d, _)| d == device)),
        )?;
        if again { Err(Stop::Again) } else { Ok(()) }
    }

    /// A third who removes one of two that removed each other, from before that removal, decides for the other.
    fn decides(&mut self, entry: &Entry, targets: &[(DeviceId, u32)]) -> Result<(), Stop> {
        let is_voided = |stamp: &Stamp| {
            let number = self.membership.get(stamp).map_or(0, |removal| removal.number);
            let is_cut = targets
                .iter()
                .any(|(device, after)| *device == stamp.device && number > *after);
            is_cut && !self.fixed.void.contains_key(stamp)
        };
        let pairs = self
            .mutual
            .iter()
            .filter(|pair| ![pair.stamp.device, pair.other.device].contains(&entry.device()));
        let removals: BTreeSet<Stamp> = pairs.flat_map(|pair| [pair.stamp, pair.other]).collect();
        let lost: Vec<Stamp> = removals.into_iter().filter(is_voided).collect();
        if self.fixed.closed || lost.is_empty() {
            return Ok(());
        }
        lost.into_iter().for_each(|stamp| _ = self.lost(stamp));
        Err(Stop::Again)
    }

    /// Voids the joining of devices whose voucher is taken away by somebody who had not seen them join.
    pub fn void_joins(
        &mut self,
        entry: &Entry,
        fault: PeopleFault,
        voucher: impl Fn(&Voucher) -> bool,
    ) -> Result<(), Stop> {
        let joins = self.joins.iter().filter(|(_, by)| voucher(by)).map(|(stamp, _)| *stamp);
        let unseen: Vec<Stamp> = joins.filter(|stamp| !self.saw(entry, *stamp)).collect();
        if unseen.is_empty() || self.fixed.closed {
            return Ok(());
        }
        self.fixed.void.extend(unseen.into_iter().map(|stamp| (stamp, fault)));
        Err(Stop::Again)
    }
}
