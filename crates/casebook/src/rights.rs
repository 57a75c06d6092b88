//! Who is in the book and what they may do, asked of the book.
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::CaseId;
use super::action::Action;
use super::book::{Book, Followed};
use super::cbor::date;
use super::clock::{DeviceId, Stamp};
use super::draft::may_still_come;
use super::edit::Locked;
use super::event::Event;
use super::field::{Field, Value};
use super::flows::Who;
use super::kinds::Kinds;
use super::pack::Head;
use super::people::membership::{MembershipLog, key_in};
use super::people::{Directory, JOINING, PeopleAction, PersonId, Right, in_domain, joining_text, space_of};
use super::refusals::{LATEST, Refusals, Refused};
use super::state::CaseState;

impl Book {
    /// Who is in, with which devices.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Whether the person of a device may do what takes this right today, at least in part.
    pub fn may(&self, device: DeviceId, right: Right) -> bool {
        self.directory.may(device, right, self.day())
    }

    /// Whether the person of a device is one of those who may take a step of a flow today.
    pub fn may_take(&self, device: DeviceId, who: &[Who]) -> bool {
        self.directory.may_take(device, who, self.day())
    }

    /// The steps of flows the person of a device may take today, as far as role, group and right go: `triage.decide`.
    pub fn steps_for(&self, device: DeviceId) -> Vec<String> {
        let flows = self.kinds().iter().filter_map(|kind| Some((kind, kind.flow.as_ref()?)));
        let steps = flows.flat_map(|(kind, flow)| flow.steps.iter().map(move |step| (kind, step)));
        let own = steps.filter(|(_, step)| self.may_take(device, &step.who));
        own.map(|(kind, step)| format!("{}.{}", kind.key, step.key)).collect()
    }

    /// The keys of all rights the person of a device has today.
    pub fn rights(&self, device: DeviceId) -> Vec<String> {
        self.directory.rights(device, self.day())
    }

    /// Whether a device is out: it was removed, or its joining counts for nothing, as when the invitation it came by was
    /// withdrawn by somebody who had not heard of it.
    pub fn is_out(&self, device: DeviceId) -> bool {
        let is_joining = |action: &Action| match action {
            Action::People(action) => matches!(**action, PeopleAction::Joined { .. }),
            _ => false,
        };
        let refused = &self.directory.refused;
        let is_void = |event: &Event| {
            let by = refused.get(&event.stamp);
            is_joining(&event.action) && by.is_some_and(|by| !may_still_come(&event.action, by))
        };
        let known = self.directory.devices.contains_key(&device);
        let mut own = self.membership.entries().filter(|entry| entry.stamp().device == device);
        self.directory.is_removed(device) || !known && own.any(|entry| is_void(&entry.event))
    }

    /// The fields the person of a device may not set today.
    pub fn locked(&self, device: DeviceId) -> Vec<Locked> {
        self.directory.locked(device, self.day())
    }

    /// The happenings the person of a device may record today, as patterns for [`super::people::fits`].
    pub fn recordable(&self, device: DeviceId) -> Vec<String> {
        self.directory.recordable(device, self.day())
    }

    fn day(&self) -> NaiveDate {
        date(self.today).unwrap_or_default()
    }

    /// Events that had no effect, latest first, at most [`LATEST`].
    pub fn refused(&self) -> Vec<Refused> {
        let people = self.directory.refused.iter();
        let people = people.filter_map(|(stamp, by)| Some(Refused::of(&self.membership.get(stamp)?.event, by.text())));
        let mut all: Vec<Refused> = self.refusals.latest().cloned().chain(people).collect();
        all.sort_by(|a, b| b.cmp(a));
        all.truncate(LATEST);
        all
    }

    /// How many events had no effect.
    pub fn refused_count(&self) -> usize {
        self.refusals.count() as usize + self.directory.refused.len()
    }

    /// The refused events of a case, with the rule: for its trace.
    pub fn refusals(&self, case: &CaseId) -> Vec<(Stamp, String)> {
        self.refusals.of(case)
    }

    /// A people event arrived that judges otherwise what was folded before. The states are not to be relied on until
    /// the packs are folded again: [`Book::fold_again`], then take them all.
    pub fn stale(&self) -> bool {
        self.stale
    }

    /// Forgets all that was folded and keeps the people: then all packs are taken again, in any order of chains, and
    /// none of them makes the book stale.
    pub fn fold_again(&mut self) {
        let fresh = Book::new(Box::new(super::judge::NoRules), self.day());
        let before = std::mem::replace(self, fresh);
        (self.sealer, self.judge) = (before.sealer, before.judge);
        (self.membership, self.directory) = (before.membership, before.directory);
        self.version = before.version + 1;
    }

    /// Would the directory judge anything folded so far otherwise than the one before?
    pub(super) fn judges_otherwise(
        &self,
        membership: &MembershipLog,
        new: &Directory,
        head: &Head,
        last: &Followed,
    ) -> bool {
        let old = &self.directory;
        // The pack at hand was judged by the new directory.
        let folded = self.followed.iter().map(|(device, followed)| {
            let before = if *device == head.device { last } else { followed };
            (device, before)
        });
        let differs = |device: &DeviceId, followed: &Followed| match (old.access.get(device), new.access.get(device)) {
            (Some(old), Some(new)) => !old.same_up_to(new, followed.number, followed.moment),
            _ if old.undecided != new.undecided => true,
            (None, None) => old.is_founded() != new.is_founded(),
            _ => true,
        };
        let mut judged = folded.filter(|(_, followed)| followed.judged);
        if judged.any(|(device, followed)| differs(device, followed)) {
            return true;
        }
        let texts = self.membership.entries().filter(|e| e.event.action.is_text());
        let mut texts = texts.filter(|e| membership.get(&e.stamp()).is_some());
        texts.any(|e| old.refused.contains_key(&e.stamp()) != new.refused.contains_key(&e.stamp()))
    }

    /// The actions that remove a device as far as its packs are known here.
    pub fn removal(&self, device: DeviceId) -> Vec<Action> {
        let cut = |device| PeopleAction::Removed {
            device,
            after: self.last_of(device),
        };
        let chains = self.directory.chains_of(device);
        chains.into_iter().map(|d| Action::People(Box::new(cut(d)))).collect()
    }

    /// The action by which a person leaves, with all devices as far as their packs are known here.
    pub fn leaving(&self, person: PersonId) -> Action {
        let chains = self.directory.chains_of_person(&person);
        let cuts = chains.into_iter().map(|d| (d, self.last_of(d))).collect();
        Action::People(Box::new(PeopleAction::Left { person, cuts }))
    }

    /// Whether the first pack of a device says who it is in a way only somebody could who may: it founds the space with
    /// the key that names it, or whoever is said to vouch has signed. Whether that still counts is for the directory.
    pub(super) fn is_vouched(&self, head: &Head, key: &[u8; 32], events: &[Event]) -> bool {
        let Some(space) = self.sealer.space() else {
            return true;
        };
        let first = events.iter().find(|event| key_in(event).as_ref() == Some(key));
        let Some(Action::People(action)) = first.map(|event| &event.action) else {
            return false;
        };
        match action.as_ref() {
            PeopleAction::Founded { .. } => space_of(key) == space,
            PeopleAction::Joined {
                person,
                device,
                by,
                proof,
            } => {
                let text = in_domain(JOINING, &joining_text(&space, head.device, device, person));
                let mut keys = self.membership.voucher_keys(by);
                keys.any(|voucher| self.sealer.verify(&voucher, &text, proof))
            }
            _ => false,
        }
    }

    fn last_of(&self, device: DeviceId) -> u32 {
        let here = self.followed.get(&device).map_or(0, |f| f.number);
        let cut = self.directory.cuts.get(&device).copied();
        // What was cut before does not come back by another removal.
        cut.map_or(here, |cut| cut.min(here))
    }

    pub(super) fn put_people(&self, out: &mut Vec<u8>) {
        self.membership.write(out);
        self.refusals.write(out);
        super::bytes::put_uint(out, self.unborn.len() as u64);
        for (case, refs) in &self.unborn {
            out.extend_from_slice(case);
            super::bytes::put_bytes(out, refs);
        }
        out.push(u8::from(self.stale));
    }

    pub(super) fn read_people(&mut self, r: &mut super::bytes::Reader<'_>) -> Result<(), super::bytes::BadBytes> {
        self.membership = MembershipLog::read(r)?;
        self.refusals = Refusals::read(r)?;
        let mut unborn = BTreeMap::new();
        for _ in 0..r.count()? {
            unborn.insert(r.array()?, r.bytes()?.to_vec());
        }
        self.unborn = unborn;
        self.stale = r.byte()? == 1;
        Ok(())
    }
}

/// Whether looking at a case is logged (plan Art. 10), whoever looks: a party is an organ of party
/// or government, it is foreign-related, marked as complex or sensitive (Art. 11, O1, O3, O4), or under petition (Art. 21).
pub fn is_sensitive(state: &CaseState, kinds: &Kinds) -> bool {
    let yes = |field| state.values(field).contains(&&Value::Bool(true));
    yes(Field::PARTY_OR_GOV_ORGAN)
        || yes(Field::FOREIGN_RELATED)
        || state
            .values(Field::COMPLEXITY)
            .iter()
            .any(|value| **value != Value::None)
        || state
            .happened()
            .iter()
            .any(|happening| happening.key.starts_with("petition_"))
        || super::parties::are_sensitive(state)
        || kinds
            .iter()
            .any(|kind| kind.sensitive && state.in_force(kinds, kind.kind).next().is_some())
}
