//! What the book shows: counts, rows, one case, the agenda.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::action::{Action, Happening};
use super::attachment::AttachmentView;
use super::clock::{DeviceId, Stamp};
use super::field::{Field, Value};
use super::flows::StepFault;
use super::parties;
use super::slot::{RecordKey, value_in};
use law::money::Fen;

/// Counts for the shell and the filters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Grows with every change; a page with an older version asks again.
    pub version: u32,
    /// All cases.
    pub cases: u32,
    /// Open cases by verdict: simple, ordinary, needs more facts.
    pub by_verdict: [u32; 3],
    /// Open cases with something overdue, due soon (within 3 working days), fine, closed.
    pub by_state: [u32; 4],
    /// Cases with fields in which several values wait for a ruling.
    pub disputed: u32,
    /// Of these, sample cases.
    pub sample: u32,
    /// Bytes stored here, and whether the browser promised to keep them.
    pub stored_bytes: u64,
    /// `Some(true)` granted, `Some(false)` refused, `None` unknown.
    pub persistent: Option<bool>,
    /// Time of the last durable write, milliseconds since 1970.
    pub saved_at_ms: Option<u64>,
    /// Handlers of the cases in the lists, each once, in the order of the list: what the filter offers.
    pub handlers: Vec<String>,
    /// The values of the fields lists are filtered by, of the cases in the lists, in the order of the table of fields.
    pub marks: Vec<(Field, Vec<String>)>,
    /// Filing years of the cases in the lists, latest first.
    pub years: Vec<i32>,
    /// Stored packs that could not be read, by their local number, with a code. Everything else is there.
    pub faults: Vec<(u32, String)>,
}

/// A window of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Book version this was read at.
    pub version: u32,
    /// Rows of the whole query.
    pub total: u32,
    /// Index of the first row here.
    pub from: u32,
    /// Counts by state within the query without its state filter: overdue, due soon, fine, closed.
    pub by_state: [u32; 4],
    /// Cases removed from the lists that the query would show otherwise; 0 if it asks for these.
    pub removed: u32,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Which case.
    pub id: CaseId,
    /// 案号
    pub case_number: String,
    /// 申请执行人
    pub applicant: String,
    /// 被执行人
    pub debtor: String,
    /// 案由
    pub cause: String,
    /// 承办人
    pub handler: String,
    /// 立案日期
    pub filed_on: Option<NaiveDate>,
    /// 申请执行标的额
    pub claim_amount: Option<Fen>,
    /// 0 simple, 1 ordinary, 2 needs more facts.
    pub verdict: u8,
    /// Decisive ground, e.g. `S1`; empty where another verdict was decided than it is the ground of.
    pub ground: String,
    /// By what is known now the rules say another verdict than was decided.
    pub differs: bool,
    /// 0 overdue, 1 due soon, 2 fine, 3 closed.
    pub state: u8,
    /// The last day of what is next to be done: the day the case itself shows.
    pub next_due: Option<NaiveDate>,
    /// The last day to renew, where it is something that lapses.
    pub act_by: Option<NaiveDate>,
    /// Node of the next alarm (its id in the rule set).
    pub next_node: String,
    /// Fields with two competing values.
    pub conflicts: u8,
    /// A sample case.
    pub sample: bool,
    /// What it says in the columns that the table of fields adds.
    pub more: Vec<(Field, Value)>,
}

impl Row {
    /// The case is closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.state == CLOSED_STATE
    }
}

/// [`Row::state`] of a closed case.
pub(crate) const CLOSED_STATE: u8 = 3;

/// Everything about one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseView {
    /// Which case.
    pub id: CaseId,
    /// Current values; a field with several entries is in conflict.
    pub fields: Vec<(Field, Value)>,
    /// The competing values of those in conflict, with author and time.
    pub competing: Vec<Competing>,
    /// Since when this book keeps the case: the day of the first event.
    pub kept_since: Option<NaiveDate>,
    /// Happenings in force.
    pub happenings: Vec<Happening>,
    /// Excluded periods: from, to, ground.
    pub excluded: Vec<(NaiveDate, NaiveDate, String)>,
    /// The attachments, in the order they were added.
    pub attachments: Vec<AttachmentView>,
    /// The records of the kinds told by texts, in the order they were begun.
    pub records: Vec<RecordView>,
    /// The trace, newest first.
    pub history: Vec<Trace>,
    /// A sample case.
    pub sample: bool,
    /// Hidden from the lists.
    pub hidden: bool,
}

impl CaseView {
    /// A case, or a folder, of which nothing is known.
    pub fn empty(id: CaseId) -> CaseView {
        CaseView {
            id,
            fields: Vec::new(),
            competing: Vec::new(),
            kept_since: None,
            happenings: Vec::new(),
            excluded: Vec::new(),
            attachments: Vec::new(),
            records: Vec::new(),
            history: Vec::new(),
            sample: false,
            hidden: false,
        }
    }

    /// The parties of a side entered as records, in the order they were begun.
    pub fn parties(&self, field: Field) -> impl Iterator<Item = &str> {
        let role = parties::role_of(field);
        let own = self
            .records
            .iter()
            .filter(|record| record.record.kind == parties::PARTY);
        let own = own
            .filter(move |record| matches!(record.value(parties::ROLE), Value::Text(of) if Some(of.as_str()) == role));
        own.filter_map(|record| match record.value(parties::NAME) {
            Value::Text(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The names of a side that are not entered as records: of those nothing but the name is known.
    pub fn unrecorded(&self, field: Field) -> Vec<String> {
        let texts = self.fields.iter().filter_map(|(f, value)| match value {
            Value::Text(text) if *f == field => Some(text.as_str()),
            _ => None,
        });
        let recorded: Vec<&str> = self.parties(field).collect();
        let names = texts.flat_map(parties::names).filter(|name| !recorded.contains(name));
        names.map(str::to_owned).collect()
    }

    /// The lines of the trace that wrote a field and counted, the newest first.
    pub fn words_on(&self, field: Field) -> impl Iterator<Item = &Trace> {
        let counted = self.history.iter().filter(|trace| trace.refused.is_none());
        counted.filter(move |trace| match &trace.action {
            Action::Set(fields) => fields.iter().any(|(f, _)| *f == field),
            Action::Imported(import) => import.fields.iter().any(|(f, _)| *f == field),
            Action::Ruled { field: ruled, .. } => *ruled == field,
            Action::Step(step) => step.sets.iter().any(|(f, _)| *f == field),
            Action::StepTakenBack(back) => back.sets.iter().any(|(f, _)| *f == field),
            _ => false,
        })
    }
}

/// A record in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordView {
    /// Which.
    pub record: RecordKey,
    /// Its values by the numbers of its fields; a field with several entries has values that did not see each other.
    pub fields: Vec<(u16, Value)>,
    /// Who began it, or brought it back.
    pub by: String,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
    /// How it stands in its flow, if its kind has one.
    pub flow: Option<FlowView>,
}

/// How a record stands in its flow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowView {
    /// The key of its state; several if somebody has to say which holds.
    pub states: Vec<String>,
    /// The last steps: what the next one follows.
    pub heads: Vec<Stamp>,
    /// The steps taken, the earliest first.
    pub steps: Vec<StepView>,
    /// The steps that may be taken here now.
    pub open: Vec<String>,
    /// Happenings its steps stand for, each with its day.
    pub happened: Vec<(String, NaiveDate)>,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// Its key.
    pub step: String,
    /// Who.
    pub by: String,
    /// On whose order, or empty.
    pub on_order_of: String,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
    /// The day it counts from.
    pub on: NaiveDate,
    /// Why, or empty.
    pub reason: String,
    /// The event.
    pub stamp: Stamp,
    /// Why it counts for nothing, if so.
    pub fault: Option<StepFault>,
    /// It led to where the record stands.
    pub counts: bool,
    /// The record says something else now than when it was taken.
    pub changed: bool,
}

impl RecordView {
    /// The latest value of a field.
    #[must_use]
    pub fn value(&self, field: u16) -> &Value {
        value_in(&self.fields, field).unwrap_or(&Value::None)
    }
}

/// One of several values written without knowing of each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Competing {
    /// Which field.
    pub field: Field,
    /// The value.
    pub value: Value,
    /// Who wrote it.
    pub by: String,
    /// On which device.
    pub device: DeviceId,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
    /// Why, if it was decided or ruled; or empty.
    pub reason: String,
}

/// One line of the trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Who.
    pub by: String,
    /// On whose order, or empty.
    pub on_order_of: String,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
    /// What.
    pub action: Action,
    /// What stood before in the fields of the case it writes.
    pub before: Vec<(Field, Value)>,
    /// What stood before in the fields of the record it writes.
    pub record_before: Vec<(u16, Value)>,
    /// On which device.
    pub device: DeviceId,
    /// The rule that refused it, if it had no effect: a row of the table of rights, or a code.
    pub refused: Option<String>,
    /// What it rests on, if that was kept with it: the text of a receipt.
    pub receipt: Option<String>,
}

/// One entry of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// The day it falls on.
    pub on: NaiveDate,
    /// 0 due, 1 lapses, 2 may be done from this day on.
    pub kind: u8,
    /// The last day to renew what lapses.
    pub act_by: Option<NaiveDate>,
    /// Node id.
    pub node: String,
    /// Which case.
    pub case: CaseId,
    /// 案号
    pub case_number: String,
    /// Debtor, for recognising the case.
    pub debtor: String,
    /// State as in [`Row::state`].
    pub state: u8,
    /// Rests on an unpublished calendar.
    pub provisional: bool,
}

/// Entries of the agenda on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCount {
    /// The day.
    pub on: NaiveDate,
    /// How many are due, lapse, may be done from this day on.
    pub by_kind: [u32; 3],
}
