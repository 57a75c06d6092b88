//! Judges the people events one by one and makes the directory.
//!
//! **Order.** An event comes after those its author had seen and after those before it in its chain; otherwise the lowest
//! stamp goes first. A device that joins waits for what vouches for it. So a clock that is off does not change who may do
//! what to whom, as long as authors name what they have seen (and [`crate::draft`] does).
//!
//! **Authority.** Every event is judged by the directory as it stands at that step. What is refused stays in the set.
//!
//! **Removal is a cut, not a moment.** A device removed after its pack *n* has no event in any later pack, whatever their
//! stamps say: backdating gains nothing. So a removal can void events accepted earlier in the order. Then everything
//! begins anew with that cut known from the start. No cut reaches what the remover's own place rests on: what was accepted
//! before he was admitted, and what made him who he is. And nobody is made never to have joined by a removal: the joining
//! stands, and counts for nothing. The same holds for a device that joined by a voucher which somebody,
//! not having seen it join, took away: an invitation withdrawn, a kit replaced, a vouching device removed.
//!
//! **Two who remove each other**, or of whom one removes the other and the other takes his right to manage people, neither having seen the other's removal: both removals stand, and nothing else in their
//! packs. Stamps cannot decide, because whoever was removed can backdate the answer, and neither can the order of
//! admission: he would be back a year later. A third who manages people decides: by a word that saw one removal and
//! not the other, which may be older than the answer, or by removing one of the two from before that removal. Then
//! the one that lost counts for nothing. Where nobody would be left to manage, the one admitted earlier stays. Devices let
//! in by the recovery kit stand before all others: so the office, with its shares together, prevails over a stolen device,
//! even the founder's.
//!
//! **It ends, and always alike.** Each new beginning adds a void, which stays for good, or a cut, which stays as long as
//! its event is not voided for an opposite removal; a voided event never cuts again. There are finitely many of either.
//! Every step depends on the set alone, so every device with the same events has the same
//! directory.
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::access::end_of_alone;
use super::bureau::Bureau;
use super::cuts::{Cut, Fixed, Mutual};
use super::directory::{Device, Directory, Founding, Invitation, InvitationState, Kit, Member, Rotation};
use super::fault::{PeopleFault, RefusedBy};
use super::membership::{Entry, MembershipLog, Queue, comes_after};
use super::right::Right;
use super::{NewDevice, PeopleAction, Person, PersonId, space_of};
use crate::action::Action;
use crate::clock::{DeviceId, Moment, Stamp};
use crate::fold::china_day;
use crate::kinds::is_key;
use crate::pack::Sealer;

/// Why an event is not through.
pub(super) enum Stop {
    /// Refused by this.
    Refused(RefusedBy),
    /// Something it rests on is not there (yet).
    Later(PeopleFault),
    /// Everything begins anew, with what is fixed now.
    Again,
}

/// A refusal by a rule of the directory itself.
pub(super) fn refused(fault: PeopleFault) -> Stop {
    Stop::Refused(RefusedBy::Fault(fault))
}

/// One pass over all events.
pub(super) struct Run<'a> {
    pub membership: &'a MembershipLog,
    pub before: &'a BTreeMap<Stamp, Vec<Stamp>>,
    pub sealer: &'a dyn Sealer,
    pub fixed: &'a mut Fixed,
    pub dir: Directory,
    /// Cuts known so far, those fixed before included.
    pub cuts: BTreeMap<DeviceId, Vec<Cut>>,
    /// Devices whose removal is through in this pass.
    pub gone: BTreeSet<DeviceId>,
    /// Events accepted so far.
    pub accepted: Vec<Stamp>,
    /// Devices that joined, by what vouched for them.
    pub joins: Vec<(Stamp, super::Voucher)>,
    /// Kits in the order they were accepted.
    pub kits: Vec<(Stamp, [u8; 32])>,
    /// Removals accepted in spite of an opposite one.
    pub mutual: Vec<Mutual>,
    /// When people left.
    pub left: BTreeMap<PersonId, Stamp>,
}

/// The directory of a set of people events.
pub(crate) fn evaluate(membership: &MembershipLog, sealer: &dyn Sealer) -> Directory {
    if membership.is_empty() {
        return Directory::default();
    }
    let before = membership.before();
    let mut fixed = Fixed::default();
    // By the argument above it ends long before; the bound is for arguments that are wrong. Then nobody may do anything.
    let mut passes = 4 * membership.len() + 4;
    loop {
        fixed.closed = passes == 0;
        let mut run = Run {
            membership,
            before: &before,
            sealer,
            cuts: fixed.cuts.clone(),
            fixed: &mut fixed,
            dir: Directory::default(),
            gone: BTreeSet::new(),
            accepted: Vec::new(),
            joins: Vec::new(),
            kits: Vec::new(),
            mutual: Vec::new(),
            left: BTreeMap::new(),
        };
        let is_decided = run.all();
        if is_decided || passes == 0 {
            let mut directory = run.finish();
            directory.undecided = !is_decided;
            return directory;
        }
        passes -= 1;
    }
}

impl Run<'_> {
    /// Judges all; false to begin anew.
    fn all(&mut self) -> bool {
        let mut queue = Queue::of(self.before);
        while let Some((stamp, last)) = queue.next() {
            let Some(entry) = self.membership.get(&stamp) else {
                continue;
            };
            match self.step(entry) {
                Ok(()) => {
                    self.accepted.push(stamp);
                    queue.done(stamp);
                    queue.again();
                    continue;
                }
                Err(Stop::Again) => return false,
                Err(Stop::Later(_)) if !last => {
                    queue.put_off(stamp);
                    continue;
                }
                Err(Stop::Later(fault)) => _ = self.dir.refused.insert(stamp, RefusedBy::Fault(fault)),
                Err(Stop::Refused(by)) => _ = self.dir.refused.insert(stamp, by),
            }
            queue.done(stamp);
        }
        !self.third_decides() && !self.keep_a_manager()
    }

    fn finish(mut self) -> Directory {
        let lowest = |cuts: &Vec<Cut>| cuts.iter().map(|cut| cut.after).min();
        let cuts = self
            .cuts
            .iter()
            .filter_map(|(device, cuts)| Some((*device, lowest(cuts)?)));
        self.dir.cuts = cuts.collect();
        for device in self.dir.devices.values_mut() {
            device.cut = self.dir.cuts.get(&device.id).copied();
        }
        self.dir.offered = self.offered();
        self.dir.heads = self.membership.heads();
        self.dir.lay_out();
        self.dir
    }

    fn step(&mut self, entry: &Entry) -> Result<(), Stop> {
        if let Some(fault) = self.fixed.void.get(&entry.stamp()) {
            return Err(refused(*fault));
        }
        if entry.late {
            return Err(refused(PeopleFault::ClockBack));
        }
        let mut answered = match entry.admits() {
            true => Vec::new(),
            false => self.not_cut(entry)?,
        };
        let action = match &entry.event.action {
            Action::People(action) => action.as_ref(),
            Action::PutRules { key, text } if is_key(key) => return self.put_kinds(entry, key, text.as_deref()),
            Action::PutRules { text, .. } => return self.put_bureau(entry, text.as_deref()),
            _ => return Err(refused(PeopleFault::DeviceUnknown)),
        };
        match action {
            PeopleAction::Founded {
                court,
                person,
                device,
                adopted,
            } => return self.found(entry, court, person, device, adopted),
            PeopleAction::Joined {
                person,
                device,
                by,
                proof,
            } => return self.join(entry, person, device, by, proof),
            _ => answered = self.manages(entry, answered)?,
        }
        match action {
            PeopleAction::PutPerson(person) => self
                .put_person(entry, person)
                .map_err(|stop| self.or_the_earlier(entry, &answered, stop)),
            PeopleAction::Left { person, cuts } => self
                .leave(entry, person, cuts)
                .map_err(|stop| self.or_the_earlier(entry, &answered, stop)),
            PeopleAction::Invited { .. } => self.invite(entry, action),
            PeopleAction::Withdrawn { id } => self.withdraw(entry, id),
            PeopleAction::Removed { device, .. } => {
                self.still_managed(|run| _ = run.gone.insert(*device))
                    .map_err(|stop| self.or_the_earlier(entry, &answered, stop))?;
                let cuts = self.cuts_in(entry);
                self.cut(entry, &cuts)
            }
            PeopleAction::Rotated { key, boxes } => {
                self.dir.rotations.push(Rotation {
                    key: *key,
                    stamp: entry.stamp(),
                    boxes: boxes.clone(),
                });
                Ok(())
            }
            PeopleAction::Kit { .. } => self.put_kit(entry, action),
            PeopleAction::Founded { .. } | PeopleAction::Joined { .. } => Ok(()),
        }
    }

    /// Whether `entry` was written by somebody who had seen `earlier`.
    pub fn saw(&self, entry: &Entry, earlier: Stamp) -> bool {
        comes_after(self.before, entry.stamp(), earlier)
    }

    /// Whether the author may do what takes this right.
    pub fn allowed(&self, entry: &Entry, right: Right) -> Result<(), Stop> {
        self.allowed_beside(entry, right, &[])
    }

    /// As [`Run::allowed`], where a leaving that one of `answered` wrote does not count.
    pub fn allowed_beside(&self, entry: &Entry, right: Right, answered: &[DeviceId]) -> Result<(), Stop> {
        let Some(device) = self.dir.devices.get(&entry.device()) else {
            return Err(Stop::Later(PeopleFault::DeviceUnknown));
        };
        let is_answered = |person| {
            self.left
                .get(person)
                .is_some_and(|left| answered.contains(&left.device))
        };
        let member = self.dir.people.get(&device.person);
        let Some(member) = member.filter(|m| !m.left || is_answered(&device.person)) else {
            return Err(refused(PeopleFault::PersonLeft));
        };
        if !is_in_office(&member.person, entry) {
            return Err(refused(PeopleFault::NotInOffice));
        }
        if self.dir.people.len() == 1 || self.has(&member.person, right) {
            return Ok(());
        }
        let row = self.dir.bureau().keeper(right, 0, None);
        Err(Stop::Refused(RefusedBy::Row(row.to_owned())))
    }

    pub fn has(&self, person: &Person, right: Right) -> bool {
        let grant = self.dir.bureau().of(&person.role, &person.group);
        grant.is_some_and(|grant| grant.has(right))
    }

    /// Makes a change, unless nobody with a device could manage people afterwards.
    pub fn still_managed(&mut self, change: impl FnOnce(&mut Self)) -> Result<(), Stop> {
        let before = (self.dir.people.clone(), self.dir.bureaus.clone(), self.gone.clone());
        change(self);
        let alone = self.dir.people.len() == 1;
        let mut devices = self.dir.devices.values().filter(|d| !self.gone.contains(&d.id));
        let managed = devices.any(|device| {
            let member = self.dir.people.get(&device.person).filter(|m| !m.left);
            member.is_some_and(|m| alone || self.has(&m.person, Right::People))
        });
        if managed {
            return Ok(());
        }
        (self.dir.people, self.dir.bureaus, self.gone) = before;
        Err(refused(PeopleFault::NobodyManages))
    }

    fn found(
        &mut self,
        entry: &Entry,
        court: &str,
        person: &Person,
        device: &NewDevice,
        adopted: &[DeviceId],
    ) -> Result<(), Stop> {
        if self.dir.is_founded() {
            return Err(refused(PeopleFault::AlreadyFounded));
        }
        let first = self
            .membership
            .key(entry.device())
            .is_some_and(|(e, _)| e.stamp() == entry.stamp());
        if self
            .sealer
            .space()
            .is_some_and(|space| space != space_of(&device.verify) || !first)
        {
            return Err(refused(PeopleFault::NotTheFounder));
        }
        self.dir.founding = Some(Founding {
            court: court.to_owned(),
            device: entry.device(),
            person: person.id,
            verify: device.verify,
            adopted: adopted.to_vec(),
            stamp: entry.stamp(),
        });
        self.dir.people.insert(person.id, member(person, entry.stamp()));
        self.dir.alone_until = Some(Moment(u64::MAX));
        self.admit(entry, person.id, device, 1, None);
        Ok(())
    }

    pub fn admit(&mut self, entry: &Entry, person: PersonId, keys: &NewDevice, class: u8, by: Option<Stamp>) {
        let first = self.dir.people.get(&person).and_then(|member| member.versions.first());
        let basis = first.map(|(stamp, _)| *stamp).into_iter().chain(by);
        let device = Device {
            id: entry.device(),
            person,
            keys: keys.clone(),
            joined: entry.stamp(),
            cut: None,
            given: Vec::new(),
            basis: basis.filter(|stamp| *stamp != entry.stamp()).collect(),
        };
        let rank = (class, self.fixed.ranks.len());
        self.fixed.ranks.entry(entry.device()).or_insert(rank);
        self.dir.devices.insert(entry.device(), device);
    }

    /// A person is new, or changes: what differs from the version the author had seen is what changes, so that two who
    /// change different things at the same time both have their way.
    fn put_person(&mut self, entry: &Entry, person: &Person) -> Result<(), Stop> {
        let bureau = self.dir.bureau();
        if bureau.roles().iter().all(|role| role.id != person.role) {
            return Err(refused(PeopleFault::RoleUnknown));
        }
        if !person.group.is_empty() && bureau.groups().iter().all(|group| group.id != person.group) {
            return Err(refused(PeopleFault::GroupUnknown));
        }
        let Some(known) = self.dir.people.get(&person.id) else {
            let alone = self.dir.people.len() == 1;
            self.still_managed(|run| _ = run.dir.people.insert(person.id, member(person, entry.stamp())))?;
            if alone && let Some(founding) = &self.dir.founding {
                self.dir.alone_until = Some(end_of_alone(founding.stamp, entry.stamp()));
            }
            return Ok(());
        };
        if known.left && !self.left.get(&person.id).is_some_and(|left| self.saw(entry, *left)) {
            return Err(refused(PeopleFault::PersonLeft));
        }
        let seen = known.versions.iter().rev().find(|(stamp, _)| self.saw(entry, *stamp));
        let put = match seen {
            Some((_, seen)) => merged(&known.person, seen, person),
            None => person.clone(),
        };
        self.still_managed(|run| {
            if let Some(member) = run.dir.people.get_mut(&person.id) {
                member.versions.push((entry.stamp(), put.clone()));
                (member.person, member.left) = (put, false);
            }
        })
    }

    fn leave(&mut self, entry: &Entry, person: &PersonId, cuts: &[(DeviceId, u32)]) -> Result<(), Stop> {
        match self.dir.people.get(person) {
            None => return Err(refused(PeopleFault::PersonUnknown)),
            Some(member) if member.left => return Err(refused(PeopleFault::PersonLeft)),
            Some(_) => {}
        }
        // A device the author had seen must be named: forgetting it would take all its work.
        let own = self.dir.devices.values().filter(|d| d.person == *person);
        let forgotten = |d: &Device| cuts.iter().all(|(device, _)| *device != d.id) && self.saw(entry, d.joined);
        if own.into_iter().any(forgotten) {
            return Err(refused(PeopleFault::DeviceNotNamed));
        }
        let cuts = self.cuts_in(entry);
        self.still_managed(|run| {
            run.gone.extend(cuts.iter().map(|(device, _)| *device));
            if let Some(member) = run.dir.people.get_mut(person) {
                member.left = true;
            }
        })?;
        self.left.insert(*person, entry.stamp());
        self.cut(entry, &cuts)
    }

    fn invite(&mut self, entry: &Entry, action: &PeopleAction) -> Result<(), Stop> {
        let PeopleAction::Invited {
            id,
            person,
            verify,
            expires_ms,
        } = action
        else {
            return Ok(());
        };
        if self.dir.invitations.contains_key(id) {
            return Err(refused(PeopleFault::InvitationExists));
        }
        match self.dir.people.get(person) {
            None => return Err(refused(PeopleFault::PersonUnknown)),
            Some(member) if member.left => return Err(refused(PeopleFault::PersonLeft)),
            Some(_) => {}
        }
        let seen = self.dir.rotations.iter().filter(|r| self.saw(entry, r.stamp));
        let invitation = Invitation {
            id: *id,
            keys: seen.map(|rotation| rotation.key).collect(),
            person: *person,
            verify: *verify,
            expires_ms: *expires_ms,
            state: InvitationState::Open,
            stamp: entry.stamp(),
        };
        self.dir.invitations.insert(*id, invitation);
        Ok(())
    }

    fn put_kit(&mut self, entry: &Entry, action: &PeopleAction) -> Result<(), Stop> {
        let PeopleAction::Kit {
            verify,
            agree,
            needed,
            holders,
            at_ms,
        } = action
        else {
            return Ok(());
        };
        self.void_joins(entry, PeopleFault::KitReplaced, |by| *by == super::Voucher::Kit)?;
        self.kits.push((entry.stamp(), *verify));
        self.dir.kit = Some(Kit {
            verify: *verify,
            agree: *agree,
            needed: *needed,
            holders: holders.clone(),
            at_ms: *at_ms,
        });
        Ok(())
    }

    /// Another table of rights, or the built-in one again.
    fn put_bureau(&mut self, entry: &Entry, text: Option<&str>) -> Result<(), Stop> {
        self.allowed(entry, Right::Rules)?;
        let bureau =
            Bureau::parse(text.unwrap_or(super::SHANGQIU)).map_err(|e| refused(PeopleFault::Bureau(e.fault)))?;
        self.still_managed(|run| run.dir.bureaus.push((entry.stamp(), Rc::new(bureau))))
    }
}

/// Whether the person is in office on the day of an event.
pub(super) fn is_in_office(person: &Person, entry: &Entry) -> bool {
    let day = china_day(entry.stamp().moment.ms());
    let is_early = person.from.is_some_and(|from| day.is_some_and(|day| day < from));
    !is_early && person.to.is_none_or(|to| day.is_some_and(|day| day <= to))
}

fn member(person: &Person, stamp: Stamp) -> Member {
    Member {
        person: person.clone(),
        left: false,
        versions: vec![(stamp, person.clone())],
    }
}

/// What stands now, with what the author changed in the version he had seen.
fn merged(now: &Person, seen: &Person, put: &Person) -> Person {
    fn pick<T: PartialEq + Clone>(now: &T, seen: &T, put: &T) -> T {
        if put == seen { now.clone() } else { put.clone() }
    }
    Person {
        id: now.id,
        name: pick(&now.name, &seen.name, &put.name),
        role: pick(&now.role, &seen.role, &put.role),
        group: pick(&now.group, &seen.group, &put.group),
        from: pick(&now.from, &seen.from, &put.from),
        to: pick(&now.to, &seen.to, &put.to),
    }
}
