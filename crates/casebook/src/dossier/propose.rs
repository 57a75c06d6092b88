//! Which heading is proposed for a file or a document, and why.
use chrono::NaiveDate;

use super::{Heading, Reason};
use crate::field::Value;
use crate::kinds::{KindOf, Kinds};
use crate::normal::normal;
use crate::view::{CaseView, RecordView};

/// A document of a case, as its record says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Document {
    name: String,
    addressee: String,
    sort: String,
    pub(super) issued_on: Option<NaiveDate>,
    pub(super) served_on: Option<NaiveDate>,
}

impl Document {
    /// What the catalogue calls it.
    pub(super) fn title(&self) -> String {
        match self.addressee.is_empty() {
            true => self.name.clone(),
            false => format!("{}（{}）", self.name, self.addressee),
        }
    }
}

/// The documents of a case, in the order they were recorded.
pub(super) fn documents<'v>(
    view: &'v CaseView,
    kinds: &'v Kinds,
) -> impl Iterator<Item = (&'v RecordView, Document)> + 'v {
    let kind = kinds.named("document");
    let own = view
        .records
        .iter()
        .filter(move |record| kind.is_some_and(|kind| kind.kind == record.record.kind));
    own.map(move |record| {
        let value = |key: &str| Some(record.value(kind?.field_named(key)?.number));
        let text = |key: &str| match value(key) {
            Some(Value::Text(text)) => text.trim().to_owned(),
            _ => String::new(),
        };
        let day = |key: &str| match value(key) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        let document = Document {
            name: text("name"),
            addressee: text("addressee"),
            sort: text("sort"),
            issued_on: day("issued_on"),
            served_on: day("served_on"),
        };
        (record, document)
    })
}

/// What is known of something that is to be bound.
#[derive(Default)]
pub(super) struct Found<'f> {
    /// It proves service.
    pub(super) is_proof: bool,
    /// The document it is.
    pub(super) document: Option<&'f Document>,
    /// The kind of the record it belongs to.
    pub(super) record: Option<&'f KindOf>,
    /// The name of the file, and what it shows.
    pub(super) names: &'f str,
}

/// The key of the heading, and the reason: what is sure first, then what a name tells.
pub(super) fn propose(headings: &[&Heading], found: &Found<'_>) -> (String, Reason) {
    let first = |holds: &dyn Fn(&Heading) -> bool| headings.iter().find(|heading| holds(heading));
    let (proof, rest) = (first(&|heading| heading.proof), first(&|heading| heading.rest));
    if let Some(proof) = proof.filter(|_| found.is_proof) {
        return (proof.key.clone(), Reason::Proof);
    }
    if let Some(document) = found.document
        && let Some(heading) = first(&|heading| heading.sorts.contains(&document.sort))
    {
        return (heading.key.clone(), Reason::Sort(document.sort.clone()));
    }
    if let Some(kind) = found.record
        && let Some(heading) = first(&|heading| heading.records.contains(&kind.key))
    {
        return (heading.key.clone(), Reason::Record(kind.kind));
    }
    let names = match found.document {
        Some(document) => format!("{} {}", document.name, found.names),
        None => found.names.to_owned(),
    };
    if let Some((heading, word)) = by_word(headings, &normal(&names)) {
        return (heading.key.clone(), Reason::Word(word.clone()));
    }
    (rest.map_or_else(String::new, |rest| rest.key.clone()), Reason::Rest)
}

/// The heading with the longest word that is in a name: the longer, the more it tells. Of several the last in the name, which
/// in Chinese says what it is.
fn by_word<'h>(headings: &[&'h Heading], name: &str) -> Option<(&'h Heading, &'h String)> {
    let words = headings
        .iter()
        .flat_map(|heading| heading.words.iter().map(move |word| (*heading, word)));
    let found = words.filter_map(|(heading, word)| {
        let plain = normal(word);
        Some(((plain.chars().count(), name.rfind(&plain)?), heading, word))
    });
    found
        .max_by_key(|(weight, ..)| *weight)
        .map(|(_, heading, word)| (heading, word))
}
