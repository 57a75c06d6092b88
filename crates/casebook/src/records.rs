//! A register: all records of a kind over all cases, with the dates the rules give them.
use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::book::{Book, BookError};
use super::clock::{DeviceId, Stamp};
use super::facts::CaseFile;
use super::field::{Field, Value};
use super::flows::{Flow, StepTaken, of_record, open_after, standing};
use super::fold::china_day;
use super::folder::is_folder;
use super::history::{begun, shown};
use super::judge::Term;
use super::kinds::{KindOf, Kinds};
use super::lazy_state::LazyState;
use super::line::{Line, kind_bit};
use super::parties::PARTY;
use super::people::PersonId;
use super::queue::Place;
use super::renewals::Term as Earlier;
use super::slot::{Kind, RecordId, RecordKey, value_in};
use super::state::{CaseState, Fields, latest};
use super::state_bytes::decode_of;
use super::view::CaseView;
use law::case_number;

/// A record in a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterRow {
    /// Which case.
    pub case: CaseId,
    /// 案号
    pub case_number: String,
    /// 被执行人
    pub debtor: String,
    /// 承办人
    pub handler: String,
    /// 办理团队
    pub team: String,
    /// The case is closed; what is seized may still lapse.
    pub closed: bool,
    /// Which record.
    pub record: RecordKey,
    /// Its values by the numbers of its fields, the latest first.
    pub fields: Vec<(u16, Value)>,
    /// The earliest of its dates that are still to come or to act on.
    pub next: Option<RegisterDate>,
    /// How it stands in its flow, if its kind has one.
    pub flow: Option<RegisterFlow>,
    /// The day (UTC+8) it was begun in the book.
    pub kept_since: Option<NaiveDate>,
    /// Where it stands among those of the same thing, if its kind waits for others (首封、轮候).
    pub place: Option<Place>,
    /// Its renewals that were renewed again, in no order ([`KindOf::terms`]).
    pub earlier: Vec<Earlier>,
}

/// How a record in a register stands in its flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterFlow {
    /// The key of its state; several if somebody has to say which holds.
    pub states: Vec<String>,
    /// The last steps: what the next one follows.
    pub heads: Vec<Stamp>,
    /// The steps this person may take now.
    pub open: Vec<String>,
    /// The day of the last step; nothing if none was taken.
    pub since: Option<NaiveDate>,
    /// Who took the last step; empty if nobody did, or nobody knows the person.
    pub by: String,
    /// Why, or empty.
    pub reason: String,
    /// This person took one of the steps that led here.
    pub mine: bool,
}

/// A date of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterDate {
    /// Node id.
    pub node: String,
    /// The last day.
    pub on: NaiveDate,
    /// The last working day to act.
    pub act_by: NaiveDate,
    /// Something lapses after the last day.
    pub lapses: bool,
    /// Rests on an unpublished calendar.
    pub provisional: bool,
}

impl RegisterRow {
    /// The latest value of a field.
    #[must_use]
    pub fn value(&self, field: u16) -> Option<Value> {
        value_in(&self.fields, field).cloned()
    }
}

impl Book {
    /// Every record of a kind in the cases of the lists, those with the earliest day to act first, those without a date
    /// last.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn register(&self, kind: &KindOf, own: DeviceId, today: NaiveDate) -> Result<Vec<RegisterRow>, BookError> {
        let mut rows = Vec::new();
        let reading = Reading::new(self, vec![kind], own, today);
        for (line, bytes) in self.holding(reading.bits()) {
            reading.rows_of(line.id, bytes, &|_| true, &mut rows)?;
        }
        self.put_in_line(kind, &mut rows, today)?;
        sort_by_day(&mut rows);
        Ok(rows)
    }

    /// Every record of a kind in force, also in cases that were taken out of the lists: a number that went out stays used.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn every_record(&self, kind: &KindOf, own: DeviceId, today: NaiveDate) -> Result<Vec<RegisterRow>, BookError> {
        let mut rows = Vec::new();
        let reading = Reading::new(self, vec![kind], own, today);
        for block in &self.blocks {
            let lines = block.lines.iter().enumerate();
            for (at, line) in lines.filter(|(_, line)| line.kinds & reading.bits() != 0) {
                reading.rows_of(line.id, block.states.get(at), &|_| true, &mut rows)?;
            }
        }
        Ok(rows)
    }

    /// The texts that a field of records of a kind says that were taken out again, in whatever case.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn taken_out(&self, kind: &KindOf, field: u16) -> Result<Vec<String>, BookError> {
        let mut said = Vec::new();
        for block in &self.blocks {
            let lines = block.lines.iter().enumerate();
            for (at, _) in lines.filter(|(_, line)| line.kinds & kind_bit(kind.kind) != 0) {
                let state = decode_of(block.states.get(at), &|of| of == kind.kind)?;
                let all = state.records.iter().filter(|(record, _)| record.kind == kind.kind);
                let out = all.filter(|(record, fields)| !state.stands(self.kinds(), **record, fields));
                said.extend(out.filter_map(|(_, fields)| match latest(fields, field) {
                    Some(Value::Text(text)) => Some(text.clone()),
                    _ => None,
                }));
            }
        }
        Ok(said)
    }

    /// The lines and states of the cases of the lists, and of the bureau's folder, that have a record of some kinds: most
    /// have none, and their states are not even read.
    pub(super) fn holding(&self, kinds: u64) -> impl Iterator<Item = (&Line, &[u8])> {
        let all = self
            .blocks
            .iter()
            .flat_map(move |block| block.lines.iter().enumerate().map(move |(at, line)| (block, at, line)));
        all.filter(move |(.., line)| line.kinds & kinds != 0 && (line.listed() || is_folder(&line.id)))
            .map(|(block, at, line)| (line, block.states.get(at)))
    }
}

/// Those with the earliest day to act first, those without a date last.
pub(super) fn sort_by_day(rows: &mut [RegisterRow]) {
    let day = |row: &RegisterRow| row.next.as_ref().map_or(NaiveDate::MAX, |date| date.act_by);
    rows.sort_by(|a, b| (day(a), &a.case_number, a.record).cmp(&(day(b), &b.case_number, b.record)));
}

/// A record on its way to a row.
pub(super) struct Found<'s> {
    pub kind: &'s KindOf,
    pub id: RecordId,
    pub fields: &'s Fields,
    pub flow: Option<RegisterFlow>,
}

/// Reads records of some kinds for the person of a device. Of a case it reads what the rows need and nothing else.
pub(super) struct Reading<'b> {
    book: &'b Book,
    kinds: Vec<&'b KindOf>,
    today: NaiveDate,
    /// Who this person is in steps.
    by: PersonId,
    /// The steps of flows this person may take, as far as role, group and right go: asked once, not for each record.
    may: HashSet<(Kind, &'b str)>,
}

impl<'b> Reading<'b> {
    pub fn new(book: &'b Book, kinds: Vec<&'b KindOf>, own: DeviceId, today: NaiveDate) -> Self {
        let steps = kinds.iter().flat_map(|kind| {
            let steps = kind.flow.iter().flat_map(|flow| &flow.steps);
            steps.map(move |step| (kind.kind, step))
        });
        let may = steps.filter(|(_, step)| book.may_take(own, &step.who));
        Reading {
            may: may.map(|(kind, step)| (kind, step.key.as_str())).collect(),
            by: book.directory().taker(own),
            book,
            kinds,
            today,
        }
    }

    /// The bits of the kinds in [`Line::kinds`].
    pub fn bits(&self) -> u64 {
        self.kinds.iter().fold(0, |bits, kind| bits | kind_bit(kind.kind))
    }

    /// Whether this person may take a step of a kind, as far as role, group and right go.
    pub fn may(&self, kind: Kind, step: &str) -> bool {
        self.may.contains(&(kind, step))
    }

    /// The rows of the records of a case that are kept.
    pub fn rows_of(
        &self,
        case: CaseId,
        bytes: &[u8],
        keep: &dyn Fn(&Found<'_>) -> bool,
        rows: &mut Vec<RegisterRow>,
    ) -> Result<(), BookError> {
        let has_flow = self.kinds.iter().any(|kind| kind.flow.is_some());
        let is_own = |of: Kind| self.kinds.iter().any(|kind| kind.kind == of);
        let is_kept = |of: Kind| {
            self.kinds
                .iter()
                .any(|kind| kind.kept_as().is_some_and(|kept| kept.kind == of))
        };
        let state = decode_of(bytes, &|of| is_own(of) || is_kept(of) || has_flow && of == Kind::STEP)?;
        let steps = if has_flow { state.steps() } else { Vec::new() };
        let records = self.kinds.iter().flat_map(|kind| {
            state
                .in_force(self.book.kinds(), kind.kind)
                .map(move |record| (*kind, record))
        });
        let found = records.map(|(kind, (id, fields))| {
            let record = RecordKey { kind: kind.kind, id };
            let flow = kind.flow.as_ref();
            let flow = flow.map(|flow| self.stands(kind.kind, flow, &of_record(&steps, record)));
            Found { kind, id, fields, flow }
        });
        let found: Vec<Found<'_>> = found.filter(keep).collect();
        if found.is_empty() {
            return Ok(());
        }
        // Only what has dates of its own needs the rules, and those the whole case.
        let dated = found.iter().any(|found| found.kind.has_subject());
        let named = |of: Kind| dated || of == Kind::CASE || of == PARTY;
        let mut light = LazyState::read_of(bytes, self.book.kinds(), &named)?;
        let [number, debtor, handler, team] = [Field::CASE_NUMBER, Field::DEBTOR, Field::HANDLER, Field::TEAM]
            .map(|field| light.named(field).into_owned());
        let closed = light.cell(Field::CLOSED_ON).earliest.is_some();
        let terms = if dated {
            self.terms(&number, &mut light)
        } else {
            Vec::new()
        };
        rows.extend(found.into_iter().map(|found| RegisterRow {
            case,
            case_number: number.clone(),
            debtor: debtor.clone(),
            handler: handler.clone(),
            team: team.clone(),
            closed,
            earlier: found.earlier(&state, self.book.kinds()),
            record: found.key(),
            fields: shown(found.fields),
            kept_since: begun(found.fields).and_then(|stamp| china_day(stamp.moment.ms())),
            next: found.next(&terms),
            flow: found.flow,
            place: None,
        }));
        Ok(())
    }

    fn terms(&self, number: &str, light: &mut LazyState<'_>) -> Vec<Term> {
        let number = case_number::parse(number).ok();
        let file = CaseFile::of_light(light, number.as_ref());
        self.book.judge.terms(&file, self.today)
    }

    fn stands(&self, kind: Kind, flow: &Flow, steps: &[StepTaken]) -> RegisterFlow {
        let (stands, judged) = standing(flow, steps);
        let counting = || judged.iter().filter(|judged| judged.counts);
        let last = counting().rfind(|judged| stands.heads.contains(&judged.taken.stamp));
        let people = &self.book.directory().people;
        let by = last.and_then(|judged| people.get(&judged.taken.by));
        RegisterFlow {
            by: by.map(|member| member.person.name.clone()).unwrap_or_default(),
            reason: last.map(|judged| judged.taken.reason.clone()).unwrap_or_default(),
            since: counting().map(|judged| judged.taken.on).max(),
            mine: counting().any(|judged| judged.taken.by == self.by),
            open: open_after(flow, steps, &stands, self.by, &|step| self.may(kind, &step.key)),
            states: stands.states,
            heads: stands.heads,
        }
    }
}

impl Found<'_> {
    /// The earliest of its dates.
    fn next(&self, terms: &[Term]) -> Option<RegisterDate> {
        let value = |field: u16| latest(self.fields, field).cloned();
        let has_dates = self.kind.has_subject() && !terms.is_empty();
        has_dates.then(|| next_of(terms, &self.kind.subject(self.id, &value)))?
    }

    fn key(&self) -> RecordKey {
        let (kind, id) = (self.kind.kind, self.id);
        RecordKey { kind, id }
    }

    /// Its renewals that were renewed again.
    fn earlier(&self, state: &CaseState, kinds: &Kinds) -> Vec<Earlier> {
        let Some(kept) = self.kind.kept_as() else {
            return Vec::new();
        };
        let value = |number: u16| latest(self.fields, number).cloned();
        let of_kept = state.in_force(kinds, kept.kind);
        let earlier = of_kept.filter_map(|(_, fields)| {
            self.kind
                .earlier(self.id, &value, &|number| latest(fields, number).cloned())
        });
        earlier.collect()
    }

    /// The value of a field that a row shows first.
    pub fn value(&self, field: u16) -> Option<&Value> {
        let values = self.fields.get(&field)?.values();
        values.into_iter().find(|value| **value != Value::None)
    }
}

impl Book {
    /// The verdict the rules give for a case, whatever was decided: `simple`, `ordinary`, or empty while facts are missing.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if the case cannot be read.
    pub fn verdict_by_rules(&self, case: &CaseId) -> Result<&'static str, BookError> {
        let Some((_, _, file)) = self.file(case)? else {
            return Ok("");
        };
        Ok(match self.judge.judge(&file).verdict {
            0 => "simple",
            1 => "ordinary",
            _ => "",
        })
    }

    /// Says of each record of a case which steps the person of a device may take now.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if the case cannot be read.
    pub fn say_open_steps(&self, view: &mut CaseView, own: DeviceId) -> Result<(), BookError> {
        let steps = self.state(&view.id)?.map(|state| state.steps()).unwrap_or_default();
        for record in &mut view.records {
            if let (Some(flow), Some(stands)) = (self.kinds().flow(record.record.kind), &mut record.flow) {
                stands.open = self.open_steps(own, flow, &of_record(&steps, record.record));
            }
        }
        Ok(())
    }
}

/// The term of a subject at whose end it lapses; of what does not lapse, the one that asks for something first.
pub(super) fn next_of(terms: &[Term], subject: &str) -> Option<RegisterDate> {
    let own = terms.iter().filter(|term| term.subject == subject);
    let first = own.min_by_key(|term| (!term.lapses, term.alarm, term.on))?;
    Some(RegisterDate {
        node: first.node.clone(),
        on: first.on,
        act_by: first.alarm,
        lapses: first.lapses,
        provisional: first.provisional,
    })
}
