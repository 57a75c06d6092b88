//! What a device may do at which moment, laid out so that asking is a look-up.
use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;

use super::Person;
use super::bureau::Bureau;
use super::directory::{Directory, Founding, Member};
use super::grant::Grant;
use super::right::{Need, Right, need, need_of};
use crate::action::Action;
use crate::clock::{DeviceId, Moment, Stamp};
use crate::edit::Locked;
use crate::event::Event;
use crate::field::{Field, Value};
use crate::flows::Who;
use crate::fold::china_day;
use crate::kinds::Kinds;

/// The pack is one that a removal does not count any more.
pub const DEVICE_REMOVED: &str = "device_removed";
/// The device is not in the directory.
pub const DEVICE_UNKNOWN: &str = "device_unknown";
/// The person is not in office on the day of the event.
pub const NOT_IN_OFFICE: &str = "not_in_office";
/// What became of people and rights could not be decided.
pub const PEOPLE_UNDECIDED: &str = "people_undecided";
/// The step of a flow was taken in another's name.
pub const ANOTHERS_STEP: &str = "anothers_step";
/// Before the kind and the step of a flow: who may take it is told by the flow.
pub const FLOW_STEP: &str = "flow:";
/// The event is not later than what its device wrote before it.
pub const CLOCK_BACK: &str = "clock_back";

/// What holds from a moment on.
#[derive(Clone, Debug)]
struct Span {
    from: Moment,
    office: (Option<NaiveDate>, Option<NaiveDate>),
    grant: Rc<Grant>,
    bureau: Option<Rc<Bureau>>,
    /// The kinds of record; nothing: the built-in ones.
    kinds: Option<Arc<Kinds>>,
    /// Role and group; nothing for whoever may do everything.
    post: Option<Rc<(String, String)>>,
}

impl PartialEq for Span {
    fn eq(&self, other: &Span) -> bool {
        let holds = |span: &Span| {
            let grant = Rc::clone(&span.grant);
            (span.from, span.office, grant, span.post.clone(), span.kinds.clone())
        };
        holds(self) == holds(other)
    }
}

impl Span {
    /// An older book had no rights, so its chains keep their word whatever they say and however its clock went. They end
    /// where a removal cuts them.
    fn everything() -> Span {
        Span {
            from: Moment(0),
            office: (None, None),
            grant: Rc::new(Grant::everything()),
            bureau: None,
            kinds: None,
            post: None,
        }
    }

    /// The kinds of record by which events of then are judged, whatever is in force later: a decision stays one when the
    /// flow is told otherwise.
    fn kinds(&self) -> &Kinds {
        self.kinds.as_deref().unwrap_or(Kinds::builtin())
    }

    /// The rule that keeps for others what an action takes, if one does.
    fn keeper(&self, need: &Need<'_>) -> Option<String> {
        if let Some((kind, step, who)) = need.step
            && !self.may_take(who)
        {
            return Some(format!("{FLOW_STEP}{kind}.{step}"));
        }
        if need.or_steps.iter().any(|who| self.may_take(who)) {
            return None;
        }
        let bureau = self.bureau.as_deref().unwrap_or(Bureau::builtin());
        if let Some(matter) = &need.matter
            && !self.grant.takes(matter)
        {
            return Some(bureau.keeper(Right::Take, 0, Some(matter)).to_owned());
        }
        let (right, fields) = self.grant.covers(need).err()?;
        Some(
            bureau
                .keeper(right, fields, need.keys.iter().chain(&need.any_of).next().copied())
                .to_owned(),
        )
    }

    /// Whether it is one of those who may take a step.
    fn may_take(&self, who: &[Who]) -> bool {
        let Some(post) = &self.post else {
            return true;
        };
        let (role, group) = (&post.0, &post.1);
        who.iter().any(|who| {
            who.right.is_none_or(|right| self.grant.has(right))
                && (who.roles.is_empty() || who.roles.contains(role))
                && (who.groups.is_empty() || who.groups.contains(group))
        })
    }
}

/// What a device may do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Access {
    /// Packs above this number count for nothing.
    cut: Option<u32>,
    /// By moment, the first from the beginning of time; empty: nothing is allowed.
    spans: Vec<Span>,
}

impl Access {
    /// The rule that refuses an event of a pack, if one does. `last`: the latest moment its device used before.
    pub fn refuses(&self, event: &Event, number: u32, last: Moment) -> Option<String> {
        let moment = event.stamp.moment;
        if self.cut.is_some_and(|cut| number > cut) {
            return Some(DEVICE_REMOVED.to_owned());
        }
        if moment <= last {
            return Some(CLOCK_BACK.to_owned());
        }
        let at = self.spans.partition_point(|span| span.from <= moment);
        let Some(span) = at.checked_sub(1).and_then(|at| self.spans.get(at)) else {
            return Some(DEVICE_UNKNOWN.to_owned());
        };
        let day = || china_day(moment.ms());
        let early = span.office.0.is_some_and(|from| day().is_some_and(|day| day < from));
        if early || span.office.1.is_some_and(|to| day().is_none_or(|day| day > to)) {
            return Some(NOT_IN_OFFICE.to_owned());
        }
        span.keeper(&need_of(event, span.kinds()))
    }

    /// What holds on a day, as things stand at the end; the rule that lets it do nothing, if so.
    fn on(&self, today: NaiveDate) -> Result<&Span, &'static str> {
        let in_office =
            |span: &&Span| span.office.0.is_none_or(|from| today >= from) && span.office.1.is_none_or(|to| today <= to);
        match self.cut {
            Some(_) => Err(DEVICE_REMOVED),
            None => self.spans.last().filter(in_office).ok_or(NOT_IN_OFFICE),
        }
    }

    /// Whether it has a right on a day.
    pub fn may(&self, right: Right, today: NaiveDate) -> bool {
        self.on(today).is_ok_and(|span| span.grant.has(right))
    }

    /// Whether the two judge everything up to a pack and a moment alike: then nothing folded so far changes.
    pub fn same_up_to(&self, other: &Access, number: u32, moment: Moment) -> bool {
        let cut = |access: &Access| access.cut.unwrap_or(u32::MAX).min(number);
        let spans = |access: &Access| {
            let upto = access.spans.partition_point(|span| span.from <= moment);
            access.spans.get(..upto).map(<[Span]>::to_vec)
        };
        cut(self) == cut(other) && spans(self) == spans(other)
    }
}

impl Directory {
    /// The rule that refuses an event of a pack, if one does; see [`Access::refuses`].
    pub(crate) fn refuses(&self, event: &Event, number: u32, last: Moment) -> Option<String> {
        if self.is_open() {
            return None;
        }
        if self.undecided {
            return Some(PEOPLE_UNDECIDED.to_owned());
        }
        let taker = match &event.action {
            Action::Step(step) => Some(step.by),
            Action::StepTakenBack(back) => Some(back.by),
            _ => None,
        };
        if taker.is_some_and(|taker| taker != self.taker(event.stamp.device)) {
            return Some(ANOTHERS_STEP.to_owned());
        }
        match self.access.get(&event.stamp.device) {
            Some(access) => access.refuses(event, number, last),
            None => Some(DEVICE_UNKNOWN.to_owned()),
        }
    }

    /// Whether a device may take a step of a flow on a day, as far as role, group and right go.
    pub fn may_take(&self, device: DeviceId, who: &[Who], today: NaiveDate) -> bool {
        let access = self.access.get(&device).filter(|_| !self.undecided);
        self.is_open() || access.is_some_and(|access| access.on(today).is_ok_and(|span| span.may_take(who)))
    }

    /// The fields a device may not set on a day, each with the rule that keeps it for others.
    pub fn locked(&self, device: DeviceId, today: NaiveDate) -> Vec<Locked> {
        let span = match self.access.get(&device) {
            _ if self.is_open() => return Vec::new(),
            _ if self.undecided => Err(PEOPLE_UNDECIDED),
            Some(access) => access.on(today),
            None => Err(DEVICE_UNKNOWN),
        };
        let rule = |field| match span {
            Ok(span) => span.keeper(&need(&Action::Set(vec![(field, Value::None)]), span.kinds())),
            Err(rule) => Some(rule.to_owned()),
        };
        Field::all()
            .filter_map(|field| {
                Some(Locked {
                    field,
                    rule: rule(field)?,
                })
            })
            .collect()
    }

    /// The happenings a device may record on a day, as patterns for [`super::fits`].
    pub fn recordable(&self, device: DeviceId, today: NaiveDate) -> Vec<String> {
        if self.is_open() {
            return vec!["*".to_owned()];
        }
        let access = self.access.get(&device).filter(|_| !self.undecided);
        let span = access.and_then(|access| access.on(today).ok());
        span.map(|span| span.grant.nodes()).unwrap_or_default()
    }

    /// Lays out the access of every device.
    pub(crate) fn lay_out(&mut self) {
        let Some(founding) = self.founding.clone() else {
            return;
        };
        let mut access = std::collections::BTreeMap::new();
        let mut put = |device: DeviceId, spans: Vec<Span>| {
            let cut = self.cuts.get(&device).copied();
            access.insert(device, Rc::new(Access { cut, spans }));
        };
        for device in founding.adopted.iter().filter(|d| **d != founding.device) {
            put(*device, vec![Span::everything()]);
        }
        for device in self.devices.values() {
            let member = self.people.get(&device.person);
            put(
                device.id,
                member.map(|member| self.spans(member, &founding)).unwrap_or_default(),
            );
        }
        self.access = access;
    }

    /// What a person may do from when on. It goes by the stamps of events, not by the order in which people events were
    /// accepted: a case event says nothing of the people events its author had seen.
    fn spans(&self, member: &Member, founding: &Founding) -> Vec<Span> {
        let versions = timeline(member.versions.iter().map(|(stamp, person)| (*stamp, person)));
        let own = self.bureaus.iter().map(|(stamp, bureau)| (*stamp, Some(bureau)));
        let bureaus = timeline(std::iter::once((founding.stamp, None)).chain(own));
        let own = self.own_kinds.versions.iter();
        let own = own.map(|(stamp, kinds)| (*stamp, kinds.as_ref()));
        let kinds = timeline(std::iter::once((founding.stamp, None)).chain(own));
        let alone = self.alone_until.filter(|_| member.person.id == founding.person);
        let mut starts: Vec<Moment> = versions
            .iter()
            .map(|v| v.0)
            .chain(bureaus.iter().map(|b| b.0))
            .chain(kinds.iter().map(|k| k.0))
            .collect();
        starts.extend(alone.filter(|until| until.0 != u64::MAX));
        starts.push(Moment(0));
        starts.sort();
        starts.dedup();
        let span = |from: Moment| {
            let person: &Person = at(&versions, from)?;
            let bureau = at(&bureaus, from).flatten();
            let alone = alone.is_some_and(|until| from < until);
            let grant = if alone {
                Grant::everything()
            } else {
                let bureau = bureau.map_or(Bureau::builtin(), |b| b.as_ref());
                bureau.of(&person.role, &person.group).cloned().unwrap_or_default()
            };
            Some(Span {
                from,
                office: (person.from, person.to),
                grant: Rc::new(grant),
                bureau: bureau.cloned(),
                kinds: at(&kinds, from).flatten().cloned(),
                post: (!alone).then(|| Rc::new((person.role.clone(), person.group.clone()))),
            })
        };
        let mut spans: Vec<Span> = starts.into_iter().filter_map(span).collect();
        spans.dedup_by(|next, first| {
            (next.office, &next.grant, &next.post, &next.kinds)
                == (first.office, &first.grant, &first.post, &first.kinds)
        });
        spans
    }
}

/// What is in force at a moment.
fn at<T: Copy>(line: &[(Moment, T)], moment: Moment) -> Option<T> {
    let upto = line.partition_point(|(from, _)| *from <= moment);
    upto.checked_sub(1).and_then(|at| line.get(at)).map(|(_, value)| *value)
}

/// Values with their moments, in the order they were accepted, laid out by moment. The first holds from the beginning.
///
/// A value from a clock that ran ahead gives way to the one put in its place, if that one's moment follows those before
/// it: so what a mad clock wrote does not come back when its day has come. A value from a clock that ran behind counts
/// from its own moment and disturbs no other; putting it again with a right clock settles it.
fn timeline<T: Copy>(values: impl Iterator<Item = (Stamp, T)>) -> Vec<(Moment, T)> {
    let mut line: Vec<(Stamp, T)> = Vec::new();
    for (stamp, value) in values {
        // The first value stays whatever its moment: there is nothing before it.
        let at = line.iter().skip(1).position(|(other, _)| *other > stamp);
        let at = at.map_or(line.len(), |at| at + 1);
        let ahead = line.get(at..).unwrap_or_default();
        let one_clock = ahead
            .windows(2)
            .all(|two| matches!(two, [a, b] if a.0.device == b.0.device));
        let follows = at
            .checked_sub(1)
            .and_then(|at| line.get(at))
            .is_some_and(|(before, _)| *before <= stamp);
        if one_clock && follows {
            line.truncate(at);
        }
        line.insert(at, (stamp, value));
    }
    let mut line: Vec<(Moment, T)> = line.into_iter().map(|(stamp, value)| (stamp.moment, value)).collect();
    if let Some(first) = line.first_mut() {
        first.0 = Moment(0);
    }
    line
}

/// The moment from which a founder is not alone any more; never before the founding.
pub(crate) fn end_of_alone(founded: Stamp, second: Stamp) -> Moment {
    founded.moment.max(second.moment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;

    /// Who may do what could not be decided: that must not be the same as a book nobody founded.
    #[test]
    fn where_nothing_was_decided_nobody_may_do_anything() {
        let day = NaiveDate::default();
        let device = DeviceId(1);
        let stamp = Stamp {
            moment: Moment(9),
            device,
        };
        let event = Event {
            stamp,
            case: [1; 16],
            by: String::new(),
            on_order_of: String::new(),
            at_ms: 0,
            action: Action::Note(String::new()),
            over: Vec::new(),
            receipt: None,
            raw: None,
        };
        for undecided in [false, true] {
            let directory = Directory {
                undecided,
                ..Directory::default()
            };
            let refused = directory.refuses(&event, 1, Moment(0));
            assert_eq!(refused.as_deref(), undecided.then_some(PEOPLE_UNDECIDED));
            assert_eq!(directory.may(device, Right::People, day), !undecided);
            assert_eq!(directory.locked(device, day).is_empty(), !undecided);
            assert_eq!(directory.recordable(device, day).is_empty(), undecided);
            assert_eq!(directory.rights(device, day).is_empty(), undecided);
        }
    }
}
