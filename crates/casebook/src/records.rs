//! A register: all records of a kind over all cases, with the dates the rules give them.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::book::{Book, BookError};
use super::clock::{DeviceId, Stamp};
use super::facts::CaseFile;
use super::field::{Field, Value};
use super::flows::{Flow, StepTaken, of_record, standing};
use super::folder::is_folder;
use super::history::shown;
use super::judge::Term;
use super::kinds::{KindOf, Kinds};
use super::lazy_state::LazyState;
use super::line::{Line, kind_bit};
use super::people::Person;
use super::slot::{RecordKey, value_in};
use super::state::latest;
use super::state_bytes::decode;
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
        let mut rows = self.all_of(&[kind], own, today)?;
        rows.sort_by(|a, b| {
            let day = |row: &RegisterRow| row.next.as_ref().map_or(NaiveDate::MAX, |date| date.act_by);
            (day(a), &a.case_number, a.record).cmp(&(day(b), &b.case_number, b.record))
        });
        Ok(rows)
    }

    /// What waits for the person of a device, or for others after that person acted: records of all kinds with a flow that
    /// are not at an end, and of which that person may take a step or took one, those that wait longest first.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn waiting(&self, own: DeviceId, today: NaiveDate) -> Result<Vec<RegisterRow>, BookError> {
        let kinds: Vec<&KindOf> = Kinds::builtin().iter().filter(|kind| kind.flow.is_some()).collect();
        let mut rows = self.all_of(&kinds, own, today)?;
        let me = self.directory().person_of(own).map(|member| member.person.name.clone());
        rows.retain(|row| {
            let flow = Kinds::builtin()
                .get(row.record.kind)
                .and_then(|kind| kind.flow.as_ref());
            let (Some(flow), Some(stands)) = (flow, &row.flow) else {
                return false;
            };
            // A draft nobody has submitted waits for nobody.
            let begun = stands.since.is_some() || !flow.is_draft(&stands.states);
            // What names whom it waits for, waits for nobody else; but nothing waits for somebody who is gone.
            let named = flow.waits_for(&stands.states).and_then(|field| row.value(field));
            let awaits_me = match named {
                Some(Value::Text(name)) if self.has_person(name.trim(), today) => me.as_deref() == Some(name.trim()),
                _ => true,
            };
            begun && (stands.mine || awaits_me && !stands.open.is_empty()) && !flow.is_over(&stands.states)
        });
        rows.sort_by(|a, b| {
            let since = |row: &RegisterRow| row.flow.as_ref().and_then(|flow| flow.since);
            (since(a), &a.case_number, a.record).cmp(&(since(b), &b.case_number, b.record))
        });
        Ok(rows)
    }

    /// Whether somebody of this name belongs to the bureau, or will; in a book nobody founded every name may be somebody's.
    fn has_person(&self, name: &str, today: NaiveDate) -> bool {
        let stays = |person: &Person| person.to.is_none_or(|to| today <= to);
        let mut people = self.directory().people.values().filter(|member| !member.left);
        !self.directory().is_founded() || people.any(|member| member.person.name == name && stays(&member.person))
    }

    fn all_of(&self, kinds: &[&KindOf], own: DeviceId, today: NaiveDate) -> Result<Vec<RegisterRow>, BookError> {
        let mut rows = Vec::new();
        let wanted = kinds.iter().fold(0, |bits, kind| bits | kind_bit(kind.kind));
        for block in &self.blocks {
            // Most cases have no such record: their states are not even read.
            let shown = |line: &Line| line.kinds & wanted != 0 && (line.listed() || is_folder(&line.id));
            for (at, _) in block.lines.iter().enumerate().filter(|(_, line)| shown(line)) {
                let bytes = block.states.get(at);
                let mut light = LazyState::read(bytes)?;
                let has: Vec<&KindOf> = kinds
                    .iter()
                    .copied()
                    .filter(|kind| light.kinds.contains(&kind.kind))
                    .collect();
                if has.is_empty() {
                    continue;
                }
                let case = block.lines.get(at).map(|line| line.id).ok_or(BookError::Damaged)?;
                self.rows_of(case, &has, &mut light, bytes, (own, today), &mut rows)?;
            }
        }
        Ok(rows)
    }

    fn rows_of(
        &self,
        case: CaseId,
        kinds: &[&KindOf],
        light: &mut LazyState<'_>,
        bytes: &[u8],
        (own, today): (DeviceId, NaiveDate),
        rows: &mut Vec<RegisterRow>,
    ) -> Result<(), BookError> {
        let [number, debtor, handler] =
            [Field::CASE_NUMBER, Field::DEBTOR, Field::HANDLER].map(|field| light.named(field).into_owned());
        let parsed = case_number::parse(&number).ok();
        let file = CaseFile::of_light(light, parsed.as_ref());
        let terms = self.judge.terms(&file, today);
        let state = decode(bytes)?;
        let steps = state.steps();
        let records = kinds
            .iter()
            .flat_map(|kind| state.in_force(kind.kind).map(move |record| (*kind, record)));
        for (kind, (id, fields)) in records {
            let value = |field: u16| latest(fields, field).cloned();
            let record = RecordKey { kind: kind.kind, id };
            rows.push(RegisterRow {
                case,
                case_number: number.clone(),
                debtor: debtor.clone(),
                handler: handler.clone(),
                closed: file.closed_on.is_some(),
                record,
                fields: shown(fields),
                flow: kind
                    .flow
                    .as_ref()
                    .map(|flow| self.stands(flow, &of_record(&steps, record), own)),
                next: next_of(&terms, &kind.subject(id, &value)).filter(|_| kind.has_subject()),
            });
        }
        Ok(())
    }
}

impl Book {
    fn stands(&self, flow: &Flow, steps: &[StepTaken], own: DeviceId) -> RegisterFlow {
        let (stands, judged) = standing(flow, steps);
        let by = self.directory().taker(own);
        RegisterFlow {
            open: self.open_steps(own, flow, steps),
            since: judged
                .iter()
                .filter(|judged| judged.counts)
                .map(|judged| judged.taken.on)
                .max(),
            mine: judged.iter().any(|judged| judged.counts && judged.taken.by == by),
            states: stands.states,
            heads: stands.heads,
        }
    }

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
            let flow = Kinds::builtin()
                .get(record.record.kind)
                .and_then(|kind| kind.flow.as_ref());
            if let (Some(flow), Some(stands)) = (flow, &mut record.flow) {
                stands.open = self.open_steps(own, flow, &of_record(&steps, record.record));
            }
        }
        Ok(())
    }
}

/// The term of a subject at whose end it lapses; of what does not lapse, the one that asks for something first.
fn next_of(terms: &[Term], subject: &str) -> Option<RegisterDate> {
    let own = terms.iter().filter(|term| term.subject == subject);
    let first = own.min_by_key(|term| (!term.lapses, term.alarm, term.on))?;
    Some(RegisterDate {
        node: first.node.clone(),
        on: first.on,
        act_by: first.alarm,
        provisional: first.provisional,
    })
}
