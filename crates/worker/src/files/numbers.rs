//! Numbers of documents by type and year. A number is given when a document is recorded as sent, and lies nowhere but in that
//! record: what is taken back is free again, and no counter has to be kept or shared.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::kinds::{KindOf, Kinds};
use casebook::records::RegisterRow;
use chrono::{Datelike, NaiveDate};
use files::document::number::Series;
use protocol::{CaseId, Field, SharedNumber, Value};

/// The documents of all cases that bear a number.
struct Numbered(Vec<RegisterRow>);

impl Numbered {
    fn of(book: &Book, own: DeviceId, today: NaiveDate) -> Result<Self, WorkError> {
        let Some(kind) = document() else {
            return Ok(Self(Vec::new()));
        };
        let mut rows = book.every_record(kind, own, today)?;
        rows.retain(|row| !text(row, "number").is_empty());
        Ok(Self(rows))
    }
}

fn document() -> Option<&'static KindOf> {
    Kinds::builtin().named("document")
}

/// The text of a field of a document, without the blanks around it.
fn text(row: &RegisterRow, key: &str) -> String {
    let field = document().and_then(|kind| kind.field_named(key));
    match field.and_then(|field| row.value(field.number)) {
        Some(Value::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    }
}

impl<G: Platform> Service<G> {
    /// The next free numbers of documents that are about to be sent.
    pub(crate) fn next_numbers(&self, papers: &[(CaseId, String)], on: NaiveDate) -> Result<Vec<String>, WorkError> {
        let forms = self.forms()?;
        self.with(|s| {
            let own = DeviceId(s.book.at.device);
            let book = s.book()?;
            let numbered = Numbered::of(book, own, on)?;
            let mut used: Vec<String> = numbered.0.iter().map(|row| text(row, "number")).collect();
            let mut given = Vec::with_capacity(papers.len());
            for (case, form) in papers {
                let pattern = forms.named(form).and_then(|form| form.numbered.clone());
                let case_number = book.state(case)?.map(|state| match state.value(Field::CASE_NUMBER) {
                    Value::Text(number) => number.clone(),
                    _ => String::new(),
                });
                let series = pattern
                    .zip(case_number.filter(|number| !number.is_empty()))
                    .and_then(|(pattern, number)| Series::of(&pattern, &number, on.year()));
                let next = series.map(|series| series.next(used.iter().map(String::as_str)));
                used.extend(next.clone());
                given.push(next.unwrap_or_default());
            }
            Ok(given)
        })
    }

    /// Numbers of the forms in force that documents of two cases, or two documents of a case, bear.
    pub(crate) fn shared_numbers(&self) -> Result<Vec<SharedNumber>, WorkError> {
        let forms = self.forms()?;
        self.with(|s| {
            let (own, today) = (DeviceId(s.book.at.device), s.book.today.unwrap_or_default());
            let numbered = Numbered::of(s.book()?, own, today)?;
            let mut by_number: BTreeMap<String, Vec<(CaseId, String, String)>> = BTreeMap::new();
            let mut files = BTreeSet::new();
            for row in &numbered.0 {
                let name = text(row, "name");
                // Others are numbered by hand, as the court likes.
                if forms.named(&name).is_none_or(|form| form.numbered.is_none()) {
                    continue;
                }
                let (number, file) = (text(row, "number"), text(row, "fingerprint"));
                // One document is recorded in each of its cases,
                if !file.is_empty() && !files.insert((number.clone(), file)) {
                    continue;
                }
                // and once for each it is served on.
                let bearers = by_number.entry(number).or_default();
                let is_one = |(case, _, known): &(CaseId, String, String)| (*case, known) == (row.case, &name);
                if !bearers.iter().any(is_one) {
                    bearers.push((row.case, row.case_number.clone(), name));
                }
            }
            let shared = by_number.into_iter().filter(|(_, papers)| papers.len() > 1);
            Ok(shared.map(|(number, papers)| SharedNumber { number, papers }).collect())
        })
    }
}
