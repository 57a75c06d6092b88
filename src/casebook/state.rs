//! What the events of a case add up to.
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::clock::{DeviceId, Stamp};
use super::deed::{Deed, Happening};
use super::field::{Field, Value, Weight};
use super::register::Register;

/// Excluded time: first day, last day, ground.
pub type Period = (NaiveDate, NaiveDate, String);

/// The state of a case: a pure fold of its events, the same in any order of arrival (see [`super::fold`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseState {
    /// Fields ever written.
    pub fields: BTreeMap<Field, Register<Value>>,
    /// Excluded periods ever written: in force or taken back.
    pub excluded: BTreeMap<Period, Register<bool>>,
    /// Happenings by id and by the device that recorded them, so that nobody writes another's over; the later one if a
    /// device used an id twice.
    pub happenings: BTreeMap<([u8; 16], DeviceId), (Stamp, Happening)>,
    /// Happenings taken back, also those that have not arrived yet: id, and what they are; empty for whatever they are.
    pub taken_back: BTreeSet<([u8; 16], String)>,
    /// Hidden from the lists.
    pub hidden: Register<bool>,
    /// A sample case.
    pub sample: Register<bool>,
    /// The earliest day (UTC+8) on which somebody wrote about the case here: since then the book keeps it.
    pub since: Option<NaiveDate>,
}

impl CaseState {
    /// The value shown: the latest of those in force.
    pub fn value(&self, field: Field) -> &Value {
        self.fields
            .get(&field)
            .and_then(Register::latest)
            .unwrap_or(&Value::None)
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
        let Some(register) = self.fields.get(&field) else {
            return Vec::new();
        };
        let mut values = register.values();
        if field.weight() == Weight::Light {
            values.truncate(1);
        }
        values
    }

    /// Fields of legal weight with more than one value in force.
    pub fn conflicts(&self) -> impl Iterator<Item = Field> {
        self.fields
            .iter()
            // Most registers hold one write: that is cheap to see.
            .filter(|(field, r)| r.live().len() > 1 && field.weight() == Weight::Legal && r.values().len() > 1)
            .map(|(field, _)| *field)
    }

    /// All values to show: fields in the order of their codes, several entries for those in conflict.
    pub fn shown(&self) -> Vec<(Field, Value)> {
        let fields = self.fields.keys();
        let values = fields.flat_map(|f| self.values(*f).into_iter().map(move |v| (*f, v.clone())));
        values
            .filter(|(f, v)| *v != Value::None || self.values(*f).len() > 1)
            .collect()
    }

    /// Happenings in force, by day.
    pub fn happened(&self) -> Vec<Happening> {
        let all = self.happenings.values().map(|(_, happening)| happening);
        let mut list: Vec<Happening> = all
            .filter(|happening| !self.is_taken_back(happening))
            .cloned()
            .collect();
        list.sort_by(|a, b| (a.on, &a.key, a.id).cmp(&(b.on, &b.key, b.id)));
        list
    }

    fn is_taken_back(&self, happening: &Happening) -> bool {
        let named = |key: &str| self.taken_back.contains(&(happening.id, key.to_owned()));
        !self.taken_back.is_empty() && (named(&happening.key) || named(""))
    }

    /// Excluded periods in force, by day.
    pub fn excluded(&self) -> Vec<Period> {
        let in_force = self.excluded.iter().filter(|(_, r)| r.latest() == Some(&true));
        in_force.map(|(period, _)| period.clone()).collect()
    }

    /// Is it hidden from the lists?
    pub fn is_hidden(&self) -> bool {
        self.hidden.latest() == Some(&true)
    }

    /// Is it a sample case?
    pub fn is_sample(&self) -> bool {
        self.sample.latest() == Some(&true)
    }

    /// The stamps a deed written now replaces: the writes in force of every register it writes.
    pub fn over(&self, deed: &Deed) -> Vec<Stamp> {
        let mut over = Vec::new();
        let mut add = |stamps: &mut dyn Iterator<Item = Stamp>| over.extend(stamps);
        match deed {
            Deed::Set(fields) => fields.iter().for_each(|(f, _)| add(&mut live(self.fields.get(f)))),
            Deed::Imported(import) => {
                import
                    .fields
                    .iter()
                    .for_each(|(f, _)| add(&mut live(self.fields.get(f))));
                add(&mut live(Some(&self.sample)));
            }
            Deed::Decided { .. } => add(&mut live(self.fields.get(&Field::DecidedVerdict))),
            Deed::Ruled { field, .. } => add(&mut live(self.fields.get(field))),
            Deed::Hide(_) => add(&mut live(Some(&self.hidden))),
            Deed::Excluded { from, to, ground } | Deed::ExcludedTakenBack { from, to, ground } => {
                add(&mut live(self.excluded.get(&(*from, *to, ground.clone()))));
            }
            Deed::Happened(_) | Deed::TakeBack { .. } | Deed::Note(_) | Deed::Viewed { .. } => {}
            Deed::PhotoAdded(_) | Deed::PhotoTakenOut { .. } => {}
            Deed::PutRules { .. } | Deed::PutSetting { .. } | Deed::People(_) | Deed::Unknown { .. } => {}
        }
        over.sort();
        over.dedup();
        over
    }
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
    /// Rule texts in force, by key.
    pub fn rules(&self) -> Vec<(String, String)> {
        in_force(&self.rules)
    }

    /// Settings, by key.
    pub fn settings(&self) -> Vec<(String, String)> {
        in_force(&self.settings)
    }

    /// The stamps a deed written now replaces.
    pub fn over(&self, deed: &Deed) -> Vec<Stamp> {
        match deed {
            Deed::PutRules { key, .. } => live(self.rules.get(key)).collect(),
            Deed::PutSetting { key, .. } => live(self.settings.get(key)).collect(),
            _ => Vec::new(),
        }
    }
}

fn in_force(texts: &BTreeMap<String, Register<Option<String>>>) -> Vec<(String, String)> {
    let shown = texts
        .iter()
        .filter_map(|(key, r)| Some((key.clone(), r.latest()?.clone()?)));
    shown.collect()
}
