//! What was done, told again in the simplest way: the last word holds. It knows nothing of stamps, packs and rights.
use std::collections::{BTreeMap, BTreeSet};

use casebook::CaseId;
use casebook::action::{Action, Happening};
use casebook::facts::CaseFile;
use casebook::field::{Field, Value};
use casebook::flows::{Flow, Step};
use casebook::kinds::Kinds;
use casebook::people::{Person, PersonId};
use casebook::slot::RecordKey;
use casebook::view::{CaseView, FlowView, RecordView};
use chrono::NaiveDate;

use super::Figures;
use crate::{Change, Deed};

/// A record.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    /// What it says.
    pub values: BTreeMap<u16, Value>,
    /// The steps taken: which, by whom, on which day.
    pub steps: Vec<(String, PersonId, NaiveDate)>,
}

impl Noted {
    /// Where it stands: where the last step led, or where it began.
    pub fn state<'f>(&self, flow: &'f Flow) -> &'f str {
        let last = self.steps.last().and_then(|(key, ..)| flow.step(key));
        last.map_or(flow.first(), |step| &step.to)
    }

    /// It is on somebody's desk.
    pub fn is_undecided(&self, flow: &Flow) -> bool {
        let state = self.state(flow).to_owned();
        let is_drawn_up = self.steps.is_empty() && flow.drafts.contains(&state);
        !is_drawn_up && !flow.ends.contains(&state)
    }

    /// The first day of each happening its steps stand for.
    fn happened(&self, flow: &Flow) -> Vec<(String, NaiveDate)> {
        let mut first: BTreeMap<String, NaiveDate> = BTreeMap::new();
        for (key, _, on) in &self.steps {
            if let Some(happening) = flow.step(key).and_then(|step| step.records.clone()) {
                first.entry(happening).or_insert(*on);
            }
        }
        first.into_iter().collect()
    }
}

/// The flow of a record.
pub fn flow_of(record: &RecordKey) -> Option<&'static Flow> {
    Kinds::builtin().get(record.kind)?.flow.as_ref()
}

/// A case.
#[derive(Clone, Debug)]
pub struct Told {
    /// Since when it is kept.
    since: NaiveDate,
    fields: BTreeMap<Field, Value>,
    happenings: Vec<Happening>,
    excluded: BTreeSet<(NaiveDate, NaiveDate, String)>,
    /// Its records.
    pub records: BTreeMap<RecordKey, Noted>,
}

impl Told {
    /// What a field says.
    pub fn value(&self, field: Field) -> Value {
        self.fields.get(&field).cloned().unwrap_or(Value::None)
    }

    /// The text of a field.
    pub fn text(&self, field: Field) -> String {
        match self.value(field) {
            Value::Text(text) => text,
            _ => String::new(),
        }
    }

    /// Whether it is closed.
    pub fn is_closed(&self) -> bool {
        self.value(Field::CLOSED_ON) != Value::None
    }

    /// The day something first happened, if it did.
    pub fn first(&self, file: &CaseFile, key: &str) -> Option<NaiveDate> {
        let own = file.happenings.iter().filter(|happening| happening.key == key);
        own.map(|happening| happening.on).min()
    }

    fn put(&mut self, field: Field, value: Value) {
        match value {
            Value::None => _ = self.fields.remove(&field),
            value => _ = self.fields.insert(field, value),
        }
    }

    fn step(&mut self, step: &Step) {
        for (field, value) in &step.sets {
            self.put(*field, value.clone());
        }
        let noted = self.records.entry(step.record).or_default();
        noted.steps.push((step.step.clone(), step.by, step.on));
    }

    /// What the law is asked about, by way of what a page shows.
    pub fn file(&self, id: CaseId) -> CaseFile {
        let records = self.records.iter().map(|(record, noted)| RecordView {
            record: *record,
            fields: noted
                .values
                .iter()
                .map(|(field, value)| (*field, value.clone()))
                .collect(),
            by: String::new(),
            at_ms: 0,
            flow: flow_of(record).map(|flow| FlowView {
                happened: noted.happened(flow),
                ..FlowView::default()
            }),
        });
        CaseFile::of_view(
            &CaseView {
                fields: self.fields.clone().into_iter().collect(),
                kept_since: Some(self.since),
                happenings: self.happenings.clone(),
                excluded: self.excluded.iter().cloned().collect(),
                records: records.collect(),
                ..CaseView::empty(id)
            },
            Kinds::builtin(),
        )
    }
}

/// All cases and everybody.
#[derive(Default)]
pub struct Ledger {
    /// The cases, and the folder of the bureau.
    pub cases: BTreeMap<CaseId, Told>,
    /// Everybody who works there now.
    pub people: BTreeMap<PersonId, Person>,
}

impl Ledger {
    /// Somebody comes, changes or leaves.
    pub fn change(&mut self, change: &Change) {
        match change {
            Change::Comes(person) | Change::Moves(person) => _ = self.people.insert(person.id, person.clone()),
            Change::Leaves(person) => _ = self.people.remove(person),
        }
    }

    /// Something was done.
    pub fn hear(&mut self, on: NaiveDate, deed: &Deed) {
        let told = self.cases.entry(deed.case).or_insert_with(|| Told {
            since: on,
            fields: BTreeMap::new(),
            happenings: Vec::new(),
            excluded: BTreeSet::new(),
            records: BTreeMap::new(),
        });
        match &deed.action {
            Action::Set(fields) => fields.iter().for_each(|(field, value)| told.put(*field, value.clone())),
            Action::Happened(happening) => told.happenings.push(happening.clone()),
            Action::TakeBack { happening, .. } => told.happenings.retain(|known| known.id != *happening),
            Action::Excluded { from, to, ground } => _ = told.excluded.insert((*from, *to, ground.clone())),
            Action::ExcludedTakenBack { from, to, ground } => {
                told.excluded.remove(&(*from, *to, ground.clone()));
            }
            Action::Record(write) => {
                let noted = told.records.entry(write.record).or_default();
                noted.values.extend(write.fields.iter().cloned());
            }
            Action::Step(step) => told.step(step),
            _ => {}
        }
    }

    /// The cases, without the folder of the bureau.
    pub fn of_court(&self) -> impl Iterator<Item = (&CaseId, &Told)> {
        let is_case = |id: &CaseId| *id != casebook::folder::BUREAU;
        self.cases.iter().filter(move |(id, _)| is_case(id))
    }

    /// Every record on its way, with its case.
    pub fn errands(&self) -> impl Iterator<Item = (&CaseId, &RecordKey, &'static Flow, &Noted)> {
        self.cases.iter().flat_map(|(id, told)| {
            let own = told.records.iter();
            own.filter_map(move |(record, noted)| Some((id, record, flow_of(record)?, noted)))
        })
    }

    /// Counts.
    pub fn figures(&self, figures: &mut Figures) {
        figures.cases = self.of_court().count();
        figures.closed = self.of_court().filter(|(_, told)| told.is_closed()).count();
        figures.errands = self.errands().count();
        figures.undecided = self
            .errands()
            .filter(|(_, _, flow, noted)| noted.is_undecided(flow))
            .count();
    }
}
