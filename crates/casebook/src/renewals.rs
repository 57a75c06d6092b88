//! The terms of a seizure one after the other: the first, each renewal, up to the last (民诉法解释485; 查封规定27).
//!
//! The record of a seizure says its first term and its last renewal: by these its day is reckoned. What a renewal takes the
//! place of is kept as a record of its own (`rules/records/renewal.json`), written in the same act, so that no fact stands
//! twice and none is lost.
use chrono::NaiveDate;
use law::canonical::hex;
use serde::{Deserialize, Serialize};

use super::field::Value;
use super::kinds::{Batch, KindOf, Kinds, ValueType};
use super::slot::{RecordId, RecordKey, RecordWrite, value_in};
use super::view::RecordView;

/// A term: from when, to which last day, by which document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Term {
    /// In force from.
    pub from: NaiveDate,
    /// Its last day: that of the notice, or the longest the law allows; nothing if nobody can say.
    pub until: Option<NaiveDate>,
    /// 文书号, or empty.
    pub document: String,
}

/// Gives the values of a record by the numbers of its fields.
type Get<'v> = dyn Fn(u16) -> Option<Value> + 'v;

fn day(value: Option<Value>) -> Option<NaiveDate> {
    match value {
        Some(Value::Date(day)) => Some(day),
        _ => None,
    }
}

fn text(value: Option<Value>) -> String {
    match value {
        Some(Value::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    }
}

/// The field of what is kept that says of which record it is.
const OF: &str = "of";
/// The field with the document of the first term.
const DOCUMENT: &str = "document";

impl KindOf {
    /// The batch of which what stood before is kept, and the kind it is kept as.
    fn keeping(&self) -> Option<(&Batch, &'static KindOf)> {
        let mut batches = self.batches.iter();
        batches.find_map(|batch| Some((batch, Kinds::builtin().named(batch.keeps.as_deref()?)?)))
    }

    /// The kind its earlier renewals are kept as.
    #[must_use]
    pub fn kept_as(&self) -> Option<&'static KindOf> {
        self.keeping().map(|(_, kept)| kept)
    }

    /// What a batch takes the place of, as a record under a fresh id; nothing if nothing stood there, or the batch says the
    /// same again. `stands` gives the values of the record now.
    pub fn kept_before(
        &self,
        batch: &Batch,
        record: RecordKey,
        entered: &[(u16, Value)],
        stands: &Get<'_>,
        id: RecordId,
    ) -> Option<RecordWrite> {
        let kept = Kinds::builtin().named(batch.keeps.as_deref()?)?;
        let begins = batch.fields.first()?;
        let (stood, now) = (day(stands(*begins))?, value_in(entered, *begins)?);
        if *now == Value::Date(stood) {
            return None;
        }
        let mut fields = vec![(kept.field_named(OF)?.number, Value::Text(hex(&record.id)))];
        for field in &kept.fields {
            let own = self.field_named(&field.key).and_then(|own| stands(own.number));
            fields.extend(
                own.filter(|value| *value != Value::None)
                    .map(|value| (field.number, value)),
            );
        }
        Some(RecordWrite {
            record: RecordKey { kind: kept.kind, id },
            in_force: Some(true),
            fields,
        })
    }

    /// As [`KindOf::kept_before`], for what a form of the whole record writes: one renewal in the place of another.
    pub fn kept_by_form(
        &self,
        record: RecordKey,
        entered: &[(u16, Value)],
        stands: &Get<'_>,
        id: RecordId,
    ) -> Option<RecordWrite> {
        let (batch, _) = self.keeping()?;
        day(value_in(entered, *batch.fields.first()?).cloned())?;
        self.kept_before(batch, record, entered, stands, id)
    }

    /// An earlier renewal of a record, from what is kept of it; nothing if it is of another record, or says no day.
    pub fn earlier(&self, record: RecordId, value: &Get<'_>, kept_value: &Get<'_>) -> Option<Term> {
        let (batch, kept) = self.keeping()?;
        if text(kept_value(kept.field_named(OF)?.number)) != hex(&record) {
            return None;
        }
        let (from, until) = self.steps().last()?;
        let of_kept = |own: u16| kept_value(kept.field_named(&self.field(own)?.key)?.number);
        let begins = day(of_kept(*from))?;
        Some(Term {
            from: begins,
            until: day(of_kept(*until)).or_else(|| self.longest_from(begins, value)),
            document: self
                .document_of(batch)
                .map(|own| text(of_kept(own)))
                .unwrap_or_default(),
        })
    }

    /// The field of a batch with the number of its document.
    #[must_use]
    pub fn document_of(&self, batch: &Batch) -> Option<u16> {
        let mut fields = batch.fields.iter().filter_map(|number| self.field(*number));
        fields
            .find(|field| field.holds == ValueType::Text)
            .map(|field| field.number)
    }

    /// All terms of a record in their order. `earlier` are the renewals that were renewed again.
    pub fn terms(&self, value: &Get<'_>, earlier: &[Term]) -> Vec<Term> {
        let renewal = self.keeping().and_then(|(batch, _)| self.document_of(batch));
        let first = self.field_named(DOCUMENT).map(|field| field.number);
        let steps = self.steps().iter().enumerate();
        let own = steps.filter_map(|(at, (from, _))| {
            let document = if at == 0 { first } else { renewal };
            Some(Term {
                from: day(value(*from))?,
                until: self.last_day_of_step(at, value),
                document: text(document.and_then(value)),
            })
        });
        let mut terms: Vec<Term> = own.collect();
        // Two devices that renewed unseen keep the same term twice, and one that was taken back alone is the one that stands.
        let more = earlier
            .iter()
            .filter(|term| terms.iter().all(|own| own.from != term.from));
        let mut more: Vec<Term> = more.cloned().collect();
        more.sort();
        more.dedup_by_key(|term| term.from);
        // Nothing can be renewed before its first term.
        let at = terms.len().min(1);
        terms.splice(at..at, more);
        terms
    }
}

/// The terms of a record of a case, in their order; none for kinds whose renewals are not kept.
#[must_use]
pub fn terms_in(record: &RecordView, all: &[RecordView]) -> Vec<Term> {
    let Some(kind) = Kinds::builtin().get(record.record.kind) else {
        return Vec::new();
    };
    let Some(kept) = kind.kept_as() else { return Vec::new() };
    let value = |number: u16| Some(record.value(number).clone());
    let of_kept = all.iter().filter(|other| other.record.kind == kept.kind);
    let earlier =
        of_kept.filter_map(|other| kind.earlier(record.record.id, &value, &|number| Some(other.value(number).clone())));
    kind.terms(&value, &earlier.collect::<Vec<_>>())
}
