//! What a case says, as far as warnings ask: read from the view of a page or in passing from the stored bytes.
use chrono::NaiveDate;
use law::calendar::Calendar;
use law::nodes::CaseKind;

use super::answers;
use super::condition::{Asked, Name};
use crate::bytes::BadBytes;
use crate::facts::CaseFile;
use crate::field::{Field, Fields, Value};
use crate::history::shown;
use crate::kinds::Kinds;
use crate::lazy_state::LazyState;
use crate::parties::{self, PARTY};
use crate::slot::{Kind, RecordId, value_in};
use crate::state_bytes::decode_of;
use crate::view::CaseView;
use law::case_number;

/// What is known of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    file: CaseFile,
    /// Values of fields, of each the latest first.
    fields: Vec<(Field, Value)>,
    records: Vec<KnownRecord>,
    /// The warnings somebody answered: rule, and what it rested on.
    answered: Vec<(String, String)>,
}

/// A record in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KnownRecord {
    kind: Kind,
    pub id: RecordId,
    /// Its values, of each field the latest first.
    fields: Vec<(u16, Value)>,
}

impl KnownRecord {
    /// What a field says; nothing where it is empty.
    pub fn values(&self, field: u16) -> Vec<Value> {
        let latest = value_in(&self.fields, field).filter(|value| **value != Value::None);
        latest.cloned().into_iter().collect()
    }

    /// What it is called.
    pub fn title(&self) -> String {
        let kind = Kinds::builtin().get(self.kind);
        kind.map_or_else(String::new, |kind| {
            kind.title(&|field| value_in(&self.fields, field).cloned())
        })
    }
}

impl Known {
    /// What the view of a case says.
    #[must_use]
    pub fn of_view(view: &CaseView, kinds: &Kinds) -> Known {
        let records = view.records.iter().map(|record| KnownRecord {
            kind: record.record.kind,
            id: record.record.id,
            fields: record.fields.clone(),
        });
        Known::of(CaseFile::of_view(view, kinds), view.fields.clone(), records.collect())
    }

    /// The same of a case in the book.
    pub(crate) fn of_bytes(bytes: &[u8], kinds: &Kinds) -> Result<Known, BadBytes> {
        let mut light = LazyState::read(bytes, kinds)?;
        let number = case_number::parse(light.text(Field::CASE_NUMBER)).ok();
        let values = Fields::builtin()
            .iter()
            .map(|told| (told.field, light.cell(told.field).latest.to_value()));
        let fields = values.filter(|(_, value)| *value != Value::None).collect();
        let mut records = Vec::new();
        if !light.kinds.is_empty() {
            let state = decode_of(bytes, &|kind| kind.is_data() || kind == Kind::STEP)?;
            for kind in kinds.iter() {
                records.extend(state.in_force(kinds, kind.kind).map(|(id, fields)| KnownRecord {
                    kind: kind.kind,
                    id,
                    fields: shown(fields),
                }));
            }
        }
        Ok(Known::of(
            CaseFile::of_light(&mut light, number.as_ref()),
            fields,
            records,
        ))
    }

    fn of(file: CaseFile, fields: Vec<(Field, Value)>, mut records: Vec<KnownRecord>) -> Known {
        // The same order everywhere, so that what a warning rests on reads the same on a page and in the book.
        records.sort_by_key(|record| (record.kind, record.id));
        let answered = records.iter().filter_map(answer_in).collect();
        Known {
            file,
            fields,
            records,
            answered,
        }
    }

    pub(super) fn asked<'a>(&'a self, calendar: &'a Calendar, today: NaiveDate) -> Asked<'a> {
        Asked {
            known: self,
            record: None,
            calendar,
            today,
        }
    }

    /// Whether somebody answered this warning as it stands.
    pub(super) fn is_answered(&self, rule: &str, basis: &str) -> bool {
        self.answered.iter().any(|(of, on)| of == rule && on == basis)
    }

    pub(super) fn kept_since(&self) -> Option<NaiveDate> {
        self.file.kept_since
    }

    pub(super) fn records(&self, kind: Kind) -> impl Iterator<Item = &KnownRecord> {
        self.records.iter().filter(move |record| record.kind == kind)
    }

    /// What the case says of something; nothing where it is empty.
    pub(super) fn values(&self, name: &Name) -> Vec<Value> {
        match name {
            Name::Field(field) => {
                let own = self.fields.iter().find(|(known, _)| known == field);
                let own = own.map(|(_, value)| value.clone());
                own.into_iter().filter(|value| *value != Value::None).collect()
            }
            Name::Happening(key) => {
                let happened = self.file.happenings.iter().filter(|happening| happening.key == *key);
                happened.map(|happening| Value::Date(happening.on)).collect()
            }
            Name::Records(kind, field) | Name::Own(kind, field) => {
                self.records(*kind).flat_map(|record| record.values(*field)).collect()
            }
            Name::CaseKind => {
                let kind = CaseKind::of(self.file.kind.unwrap_or_default(), &self.file.facts);
                vec![Value::Text(kind.code().to_owned())]
            }
        }
    }

    /// The names of a side that are not entered as parties.
    pub(super) fn unrecorded(&self, field: Field) -> Vec<String> {
        let said = self.values(&Name::Field(field));
        let texts = said.iter().filter_map(|value| match value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let role = parties::role_of(field);
        let recorded: Vec<Value> = self
            .records(PARTY)
            .filter(|party| matches!(value_in(&party.fields, parties::ROLE), Some(Value::Text(of)) if Some(of.as_str()) == role))
            .flat_map(|party| party.values(parties::NAME))
            .collect();
        let names = texts.flat_map(parties::names).map(str::to_owned);
        names
            .filter(|name| !recorded.contains(&Value::Text(name.clone())))
            .collect()
    }
}

/// The warning a record answers, and what it rested on.
fn answer_in(record: &KnownRecord) -> Option<(String, String)> {
    let kind = answers().filter(|kind| kind.kind == record.kind)?;
    let text = |key: &str| match value_in(&record.fields, kind.field_named(key)?.number) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    Some((text("rule")?, text("basis")?))
}
