//! What the events of a case add up to.
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::action::{Action, Happening};
use super::clock::Stamp;
use super::edit::is_disputed;
use super::field::{Field, Value, Weight};
use super::flows::slots::{linked, mark_of};
use super::flows::{Flow, StepTaken, of_record, standing};
use super::kinds::{Kinds, is_key};
use super::register::Register;
use super::rules::FORM_KEY;
use super::slot::{IN_FORCE, Kind, LAST_STEP, RecordId, RecordKey, SAMPLE, happening_of, period_of, slots};

/// Excluded time: first day, last day, ground.
pub type Period = (NaiveDate, NaiveDate, String);

/// The fields ever written of a record, by their numbers.
pub type Fields = BTreeMap<u16, Register<Value>>;

/// The state of a case: a pure fold of its events, the same in any order of arrival (see [`super::fold`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseState {
    /// Records ever written; the case itself is [`RecordKey::CASE`].
    pub records: BTreeMap<RecordKey, Fields>,
    /// The earliest day (UTC+8) on which somebody wrote about the case here: since then the book keeps it.
    pub since: Option<NaiveDate>,
}

impl CaseState {
    /// The register of a slot, if it was ever written.
    pub fn slot(&self, record: RecordKey, field: u16) -> Option<&Register<Value>> {
        self.records.get(&record)?.get(&field)
    }

    /// The register of a field of the case, if it was ever written.
    pub fn register(&self, field: Field) -> Option<&Register<Value>> {
        self.slot(RecordKey::CASE, field.slot())
    }

    /// The value shown: the latest of those in force.
    pub fn value(&self, field: Field) -> &Value {
        self.register(field).and_then(Register::latest).unwrap_or(&Value::None)
    }

    /// Text of a field, or empty.
    pub fn text(&self, field: Field) -> &str {
        match self.value(field) {
            Value::Text(text) => text,
            _ => "",
        }
    }

    /// Values of a field: one, or the competing ones of a field of legal weight, the latest first.
    pub fn values(&self, field: Field) -> Vec<&Value> {
        let Some(register) = self.register(field) else {
            return Vec::new();
        };
        let mut values = register.values();
        if field.weight() == Weight::Light {
            values.truncate(1);
        }
        values
    }

    /// The fields of the case ever written, with their registers, in the order of their codes.
    fn fields(&self) -> impl Iterator<Item = (Field, &Register<Value>)> {
        let own = self.records.get(&RecordKey::CASE);
        own.into_iter()
            .flatten()
            .filter_map(|(number, register)| Some((Field::from_code(u8::try_from(*number).ok()?)?, register)))
    }

    /// Fields of legal weight with more than one value in force.
    pub fn conflicts(&self) -> impl Iterator<Item = Field> {
        self.fields()
            // Most registers hold one write: that is cheap to see.
            .filter(|(field, r)| r.live().len() > 1 && field.weight() == Weight::Legal && r.values().len() > 1)
            .map(|(field, _)| field)
    }

    /// How many fields of records in force wait for a person: those of kinds that are known.
    pub fn record_conflicts(&self, kinds: &Kinds) -> usize {
        let known = |key: &RecordKey| kinds.get(key.kind).is_some();
        let in_force = self
            .records
            .iter()
            .filter(|(key, fields)| known(key) && self.stands(kinds, **key, fields));
        let is_disputed = |key, field| is_disputed(self, kinds, key, field);
        let disputed = in_force.map(|(key, fields)| fields.keys().filter(|f| is_disputed(*key, **f)).count());
        let steps = self.steps();
        let asks = |(key, flow): &(RecordKey, &Flow)| standing(flow, &of_record(&steps, *key)).0.is_question();
        let with_flow = self
            .records
            .iter()
            .filter(|(key, fields)| self.stands(kinds, **key, fields));
        let with_flow = with_flow.filter_map(|(key, _)| Some((*key, kinds.flow(key.kind)?)));
        disputed.sum::<usize>() + with_flow.filter(asks).count()
    }

    /// All values to show: fields in the order of their codes, several entries for those in conflict.
    pub fn shown(&self) -> Vec<(Field, Value)> {
        let values = self
            .fields()
            .flat_map(|(f, _)| self.values(f).into_iter().map(move |v| (f, v.clone())));
        values
            .filter(|(f, v)| *v != Value::None || self.values(*f).len() > 1)
            .collect()
    }

    /// Records of a kind in force. `kinds` are those in force.
    pub fn in_force<'s>(&'s self, kinds: &'s Kinds, kind: Kind) -> impl Iterator<Item = (RecordId, &'s Fields)> {
        self.records
            .iter()
            .filter(move |(key, fields)| key.kind == kind && self.stands(kinds, **key, fields))
            .map(|(key, fields)| (key.id, fields))
    }

    /// Records in force of a kind that has no flow and gets none: the case book's own, and built-in ones without.
    pub fn marked(&self, kind: Kind) -> impl Iterator<Item = (RecordId, &Fields)> {
        self.records
            .iter()
            .filter(move |(key, fields)| key.kind == kind && is_in_force(fields))
            .map(|(key, fields)| (key.id, fields))
    }

    /// Whether a record is in force. One on which something was decided is, whoever says that it was taken out: no form
    /// says so, and no program has to be trusted for that.
    pub fn stands(&self, kinds: &Kinds, key: RecordKey, fields: &Fields) -> bool {
        let flow = || kinds.flow(key.kind);
        is_in_force(fields)
            || fields.contains_key(&LAST_STEP)
                && flow().is_some_and(|flow| flow.is_bound_by(&standing(flow, &of_record(&self.steps(), key)).1))
    }

    /// The steps taken of each record, in the order of their records.
    pub fn steps(&self) -> Vec<(RecordKey, StepTaken)> {
        let taken = self.marked(Kind::STEP);
        let marks = taken.filter_map(|(id, fields)| mark_of(&id, &|field| latest(fields, field).cloned()));
        linked(marks.collect())
    }

    /// Happenings in force, by day.
    pub fn happened(&self) -> Vec<Happening> {
        let in_force = self.marked(Kind::HAPPENING);
        let mut list: Vec<Happening> = in_force
            .filter_map(|(_, fields)| happening_of(&|field| latest(fields, field).cloned()))
            .filter(|happening| !self.is_taken_back(happening))
            .collect();
        list.sort_by(|a, b| (a.on, &a.key, a.id).cmp(&(b.on, &b.key, b.id)));
        list
    }

    /// Whether such a record is in force.
    pub fn is_marked(&self, record: RecordKey) -> bool {
        self.records.get(&record).is_some_and(is_in_force)
    }

    fn is_taken_back(&self, happening: &Happening) -> bool {
        let taken_back = |key: &str| self.is_marked(RecordKey::of_taken_back(happening.id, key));
        taken_back(&happening.key) || taken_back("")
    }

    /// A happening, also one that was taken back.
    pub fn happening(&self, id: RecordId) -> Option<Happening> {
        let mut all = self.marked(Kind::HAPPENING);
        all.find_map(|(_, fields)| happening_of(&|field| latest(fields, field).cloned()).filter(|h| h.id == id))
    }

    /// Excluded periods in force, by day.
    pub fn excluded(&self) -> Vec<Period> {
        let in_force = self.marked(Kind::EXCLUDED);
        let mut list: Vec<Period> = in_force
            .filter_map(|(_, fields)| period_of(&|field| latest(fields, field).cloned()))
            .collect();
        list.sort();
        list
    }

    /// Is it hidden from the lists?
    pub fn is_hidden(&self) -> bool {
        let register = self.slot(RecordKey::CASE, IN_FORCE);
        register.and_then(Register::latest) == Some(&Value::Bool(false))
    }

    /// Is it a sample case?
    pub fn is_sample(&self) -> bool {
        self.slot(RecordKey::CASE, SAMPLE).and_then(Register::latest) == Some(&Value::Bool(true))
    }

    /// Whether it is a sample case, or was one that was taken away.
    pub fn was_sample(&self) -> bool {
        self.is_sample() || (self.is_hidden() && self.slot(RecordKey::CASE, SAMPLE).is_some())
    }

    /// The stamps an action written now replaces: the writes in force of every slot it writes.
    pub fn over(&self, action: &Action) -> Vec<Stamp> {
        // Nothing stands in a new case: an import of many needs not ask each slot.
        if self.records.is_empty() {
            return Vec::new();
        }
        let registers = slots(action).into_iter().map(|slot| self.slot(slot.record, slot.field));
        let mut over: Vec<Stamp> = registers.flat_map(live).collect();
        over.sort();
        over.dedup();
        over
    }
}

/// The latest value of a field of a record.
pub fn latest(fields: &Fields, field: u16) -> Option<&Value> {
    fields.get(&field).and_then(Register::latest)
}

/// Whether a record is in force.
fn is_in_force(fields: &Fields) -> bool {
    latest(fields, IN_FORCE) == Some(&Value::Bool(true))
}

fn live<T: Ord + Clone>(register: Option<&Register<T>>) -> impl Iterator<Item = Stamp> {
    register
        .into_iter()
        .flat_map(|r| r.live().iter().map(|(stamp, _)| *stamp))
}

/// What the events of the book as a whole add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookState {
    /// Rule sets and notices in force, by key.
    pub rules: BTreeMap<String, Register<Option<String>>>,
    /// Settings of the book, by key.
    pub settings: BTreeMap<String, Register<Option<String>>>,
}

impl BookState {
    /// Rule texts in force, by key: those on which verdicts, dates and rights hang. Forms and kinds are kept apart.
    pub fn rules(&self) -> Vec<(String, String)> {
        let mut rules = in_force(&self.rules);
        rules.retain(|(key, _)| !key.starts_with(FORM_KEY) && !is_key(key));
        rules
    }

    /// The court's own forms of documents, by key.
    pub fn forms(&self) -> impl Iterator<Item = FormText<'_>> {
        let forms = self.rules.iter().filter(|(key, _)| key.starts_with(FORM_KEY));
        forms.filter_map(|(key, register)| {
            let (stamp, text) = register.live().last()?;
            Some(FormText {
                key,
                text: text.as_ref()?,
                stamp: *stamp,
            })
        })
    }

    /// Settings, by key.
    pub fn settings(&self) -> Vec<(String, String)> {
        in_force(&self.settings)
    }

    /// The stamps an action written now replaces.
    pub fn over(&self, action: &Action) -> Vec<Stamp> {
        match action {
            Action::PutRules { key, .. } => live(self.rules.get(key)).collect(),
            Action::PutSetting { key, .. } => live(self.settings.get(key)).collect(),
            _ => Vec::new(),
        }
    }
}

/// A form of documents as the book keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormText<'t> {
    /// Its key among the texts of the book.
    pub key: &'t str,
    /// Its text.
    pub text: &'t str,
    /// When it was put in, and by which device.
    pub stamp: Stamp,
}

fn in_force(texts: &BTreeMap<String, Register<Option<String>>>) -> Vec<(String, String)> {
    let shown = texts
        .iter()
        .filter_map(|(key, r)| Some((key.clone(), r.latest()?.clone()?)));
    shown.collect()
}
