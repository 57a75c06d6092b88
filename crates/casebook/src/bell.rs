//! What is new for a person since that person last looked: derived from the events of others and from the days of the
//! cases. Nothing is kept for it but how far was looked.
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::action::Action;
use super::book::{Book, BookError};
use super::clock::{DeviceId, Stamp};
use super::event::Event;
use super::field::{Field, Value};
use super::flows::of_record;
use super::folder::is_folder;
use super::kinds::{KindOf, Kinds, ValueType};
use super::line::{CLOSED, Line, day, day_number};
use super::matters::{self, MATTER};
use super::recusal::WHOSE_WORK;
use super::slot::{RecordKey, value_in};
use super::special_team;
use super::state::{CaseState, latest};

/// Most that is told at once.
pub const TOLD_MAX: usize = 200;

/// How far a person has looked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// The last pack of each device that was there.
    pub packs: BTreeMap<u64, u32>,
    /// The day.
    pub day: NaiveDate,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum What {
    /// The case was given to the person: as handler, or as clerk.
    Case(bool),
    /// A matter of the plan (its id) was given to the person.
    Matter(String),
    /// A note of what is to be done names the person.
    Task,
    /// A step of a flow was taken: key of the kind, key of the step.
    Step(String, String),
    /// Somebody wrote a note on the case.
    Note,
    /// The alarm of the case has begun: the node, and its last day.
    Due(String, NaiveDate),
    /// The case is overdue since today or since the last look: the node, and its last day.
    Overdue(String, NaiveDate),
}

/// Why a person is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum WhyTold {
    /// It was given to the person.
    Given,
    /// The record names the person.
    Named,
    /// The person took a step there before.
    Acted,
    /// The person handles the case, or is its clerk.
    Handles,
}

/// Something new for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewFor {
    /// When, milliseconds since 1970; of a day its beginning (UTC+8).
    pub at_ms: u64,
    /// What.
    pub what: What,
    /// Why the person is told.
    pub why: WhyTold,
    /// The person it is about: who looks, or somebody that person stands in for.
    pub who: String,
    /// Who did it; empty for a day that came.
    pub by: String,
    /// Which case, or the folder of the bureau.
    pub case: CaseId,
    /// 案号, or empty.
    pub case_number: String,
    /// 被执行人, or empty.
    pub debtor: String,
    /// The record, if it is about one.
    pub record: Option<RecordKey>,
    /// The note, or the reason of the step; or empty.
    pub words: String,
}

/// Whether an event may be new for one of these people: what is kept until they look.
#[must_use]
pub fn may_concern(event: &Event, names: &[String]) -> bool {
    let named = |value: &Value| matches!(value, Value::Text(text) if names.iter().any(|name| name == text.trim()));
    let of_case = |fields: &[(Field, Value)]| {
        let mut own = fields.iter().filter(|(field, _)| WHOSE_WORK.contains(field));
        own.any(|(_, value)| named(value))
    };
    match &event.action {
        Action::Note(_) | Action::Step(_) => true,
        Action::Set(fields) => of_case(fields),
        Action::Imported(import) => of_case(&import.fields),
        Action::Ruled { field, value, .. } => of_case(&[(*field, value.clone())]),
        Action::Record(write) => write.fields.iter().any(|(_, value)| named(value)),
        _ => false,
    }
}

/// Who looks.
struct Me<'a> {
    own: DeviceId,
    names: &'a [String],
    /// The kinds of record in force.
    kinds: &'a Kinds,
}

impl Me<'_> {
    fn is(&self, value: Option<&Value>) -> Option<String> {
        match value {
            Some(Value::Text(text)) => self.names.iter().find(|name| *name == text.trim()).cloned(),
            _ => None,
        }
    }
}

impl Book {
    /// What is new for the person of a device, and for those that person stands in for, the latest first. `events` are
    /// those of others since the last look.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn new_for(
        &self,
        own: DeviceId,
        events: &[Event],
        looked: &Looked,
        today: NaiveDate,
    ) -> Result<Vec<NewFor>, BookError> {
        let Some(member) = self.directory().person_of(own) else {
            return Ok(Vec::new());
        };
        let names = self.acts_as(&member.person.name, today)?;
        let kinds = self.kinds();
        let me = Me {
            own,
            names: &names,
            kinds,
        };
        let mut all = self.days_come(&names, looked, today)?;
        let mut by_case: BTreeMap<CaseId, Vec<&Event>> = BTreeMap::new();
        let news = events.iter().filter(|event| !self.is_own(event, own));
        news.for_each(|event| by_case.entry(event.case).or_default().push(event));
        for (case, events) in by_case {
            let listed = self.line_of(&case).is_some_and(Line::listed);
            let Some(state) = self.state(&case)?.filter(|_| listed || is_folder(&case)) else {
                continue;
            };
            let void: BTreeSet<Stamp> = self.refusals.of(&case).into_iter().map(|(stamp, _)| stamp).collect();
            let counting = events.into_iter().filter(|event| !void.contains(&event.stamp));
            all.extend(counting.filter_map(|event| self.told(&me, &state, event)));
        }
        all.sort_by(|a, b| (b.at_ms, &a.case, &a.what).cmp(&(a.at_ms, &b.case, &b.what)));
        // The same said twice, as by two imports, is told once.
        let mut seen = BTreeSet::new();
        all.retain(|new| seen.insert((new.case, new.what.clone(), new.record, new.words.clone())));
        all.truncate(TOLD_MAX);
        Ok(all)
    }

    /// Written by the person of this device, here or on another.
    fn is_own(&self, event: &Event, own: DeviceId) -> bool {
        event.stamp.device == own || self.directory().taker(event.stamp.device) == self.directory().taker(own)
    }

    fn told(&self, me: &Me<'_>, state: &CaseState, event: &Event) -> Option<NewFor> {
        let (what, why, who, record, words) = match &event.action {
            Action::Set(fields) => of_fields(me, state, fields)?,
            Action::Imported(import) => of_fields(me, state, &import.fields)?,
            Action::Ruled { field, value, .. } => of_fields(me, state, &[(*field, value.clone())])?,
            Action::Record(write) => of_record_write(me, state, write.record, &write.fields)?,
            Action::Note(text) => {
                let who = handles(me, state)?;
                (What::Note, WhyTold::Handles, who, None, text.clone())
            }
            Action::Step(step) => {
                let kind = self.kinds().get(step.record.kind)?;
                let (why, who) = self.of_step(me, state, kind, step.record, event.stamp)?;
                let what = What::Step(kind.key.clone(), step.step.clone());
                (what, why, who, Some(step.record), step.reason.clone())
            }
            _ => return None,
        };
        let mut new = self.about(state, event.case, what, why, who);
        new.at_ms = event.at_ms;
        new.by = self.directory().author(event.stamp.device, &event.by).to_owned();
        (new.record, new.words) = (record, words);
        Some(new)
    }

    /// Why a person is told of a step, if it still stands.
    fn of_step(
        &self,
        me: &Me<'_>,
        state: &CaseState,
        kind: &KindOf,
        record: RecordKey,
        stamp: Stamp,
    ) -> Option<(WhyTold, String)> {
        let steps = of_record(&state.steps(), record);
        let stands = |step: &&super::flows::StepTaken| step.stamp == stamp && step.taken_back.is_none();
        steps.iter().find(stands)?;
        let fields = state.records.get(&record)?;
        let people = kind.fields.iter().filter(|field| field.holds == ValueType::Person);
        let named = people.filter_map(|field| me.is(latest(fields, field.number))).next();
        let named = named.or_else(|| in_team(me, state).filter(|_| kind.key == "team_decision"));
        let mine = self.directory().taker(me.own);
        let acted = steps.iter().any(|step| step.by == mine);
        match named {
            Some(who) => Some((WhyTold::Named, who)),
            None if acted => Some((WhyTold::Acted, me.names.first()?.clone())),
            None => None,
        }
    }

    /// Cases of these people whose alarm began, or that became overdue, since the last look.
    fn days_come(&self, names: &[String], looked: &Looked, today: NaiveDate) -> Result<Vec<NewFor>, BookError> {
        let (since, now) = (day_number(Some(looked.day)), day_number(Some(today)));
        let handlers: Vec<(u32, &String)> = names
            .iter()
            .filter_map(|name| Some((self.shared.handlers.find(name)?, name)))
            .collect();
        let mut all = Vec::new();
        for line in self.lines().filter(|line| line.listed() && line.flags & CLOSED == 0) {
            let Some((_, who)) = handlers.iter().find(|(number, _)| *number == line.handler) else {
                continue;
            };
            let (began, late) = (line.soon_from, line.last.saturating_add(1));
            let is_new = |from: i32| since < from && from <= now;
            let (Some(last), Some(from)) = (day(line.last), if is_new(late) { day(late) } else { day(began) }) else {
                continue;
            };
            if !is_new(late) && !is_new(began) {
                continue;
            }
            let node = self.shared.codes.text(line.node).to_owned();
            let what = if is_new(late) {
                What::Overdue(node, last)
            } else {
                What::Due(node, last)
            };
            let state = self.state(&line.id)?.unwrap_or_default();
            let mut new = self.about(&state, line.id, what, WhyTold::Handles, (*who).clone());
            new.at_ms = begins_ms(from);
            all.push(new);
        }
        Ok(all)
    }

    fn about(&self, state: &CaseState, case: CaseId, what: What, why: WhyTold, who: String) -> NewFor {
        NewFor {
            at_ms: 0,
            what,
            why,
            who,
            by: String::new(),
            case,
            case_number: state.text(Field::CASE_NUMBER).to_owned(),
            debtor: state.text(Field::DEBTOR).to_owned(),
            record: None,
            words: String::new(),
        }
    }
}

type Said = (What, WhyTold, String, Option<RecordKey>, String);

/// The case was given to the person, and still is that person's.
fn of_fields(me: &Me<'_>, state: &CaseState, fields: &[(Field, Value)]) -> Option<Said> {
    let given = |(field, value): &(Field, Value)| {
        let who = me.is(Some(value)).filter(|_| state.value(*field) == value)?;
        match *field {
            Field::HANDLER => Some((What::Case(true), who)),
            Field::CLERK => Some((What::Case(false), who)),
            _ => None,
        }
    };
    let (what, who) = fields.iter().find_map(given)?;
    Some((what, WhyTold::Given, who, None, String::new()))
}

/// A matter or a note was given to the person, and still is that person's.
fn of_record_write(me: &Me<'_>, state: &CaseState, record: RecordKey, fields: &[(u16, Value)]) -> Option<Said> {
    let kind = me.kinds.get(record.kind)?;
    let number = match (record.kind, kind.key.as_str()) {
        (MATTER, _) => matters::WHO,
        (_, "task") => kind.field_named("who")?.number,
        _ => return None,
    };
    let stands = state.records.get(&record)?;
    let who = me
        .is(value_in(fields, number))
        .filter(|_| latest(stands, number) == value_in(fields, number))?;
    let text = |number: u16| match latest(stands, number) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let (what, words) = match record.kind {
        MATTER => (What::Matter(text(matters::WHICH)), text(matters::WHY)),
        _ => (
            What::Task,
            kind.field_named("what")
                .map(|field| text(field.number))
                .unwrap_or_default(),
        ),
    };
    Some((what, WhyTold::Given, who, Some(record), words))
}

/// The person who leads the special team of the case, or belongs to it.
fn in_team(me: &Me<'_>, state: &CaseState) -> Option<String> {
    let team = special_team::of_state(state, me.kinds)?;
    me.names.iter().find(|name| team.has(name)).cloned()
}

/// The person who handles the case, is its clerk, or belongs to its special team.
fn handles(me: &Me<'_>, state: &CaseState) -> Option<String> {
    let own = WHOSE_WORK.into_iter();
    let own = own.filter_map(|field| me.is(Some(state.value(field)))).next();
    own.or_else(|| in_team(me, state))
}

/// The beginning of a day (UTC+8), milliseconds since 1970.
fn begins_ms(day: NaiveDate) -> u64 {
    let days = u64::try_from(super::cbor::days(day)).unwrap_or(0);
    (days * 24).saturating_sub(8) * 3_600_000
}
