//! Numbers of documents by type and year. A number is given when a document is recorded as sent, and lies nowhere but in that
//! record: what is taken back is free again, and no counter has to be kept or shared. What was sent after an older backup was made is
//! unknown where that backup is restored: there somebody is asked how far each series was really used.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use crate::settings::RESTORED;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::kinds::{KindOf, Kinds};
use casebook::records::RegisterRow;
use chrono::{Datelike, NaiveDate};
use files::document::number::{Series, plain};
use protocol::{CaseId, Field, SharedNumber, UnsureSeries, Value};

/// A document that bears a number.
struct Bearer {
    case: CaseId,
    case_number: String,
    name: String,
    /// The fingerprint of its file, or empty.
    file: String,
}

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
    /// The series each of these documents is numbered in; none for a form that is not numbered, or a case without a number.
    fn series_of(&self, papers: &[(CaseId, String)], on: NaiveDate) -> Result<Vec<Option<Series>>, WorkError> {
        let forms = self.forms()?;
        self.with(|s| {
            let book = s.book()?;
            let of = |(case, form): &(CaseId, String)| {
                let pattern = forms.named(form).and_then(|form| form.numbered.clone());
                let case_number = book.state(case)?.map(|state| match state.value(Field::CASE_NUMBER) {
                    Value::Text(number) => number.clone(),
                    _ => String::new(),
                });
                let both = pattern.zip(case_number.filter(|number| !number.is_empty()));
                Ok::<_, WorkError>(both.and_then(|(pattern, number)| Series::of(&pattern, &number, on.year())))
            };
            papers.iter().map(of).collect()
        })
    }

    /// The next free numbers of documents that are about to be sent.
    pub(crate) fn next_numbers(&self, papers: &[(CaseId, String)], on: NaiveDate) -> Result<Vec<String>, WorkError> {
        let all = self.series_of(papers, on)?;
        self.with(|s| {
            let own = DeviceId(s.book.at.device);
            let book = s.book()?;
            let numbered = Numbered::of(book, own, on)?;
            let mut used: Vec<String> = numbered.0.iter().map(|row| text(row, "number")).collect();
            let number = document().and_then(|kind| Some((kind, kind.field_named("number")?.number)));
            let back = match number {
                Some((kind, number)) => book.taken_out(kind, number)?,
                None => Vec::new(),
            };
            let said = book.last_numbers()?;
            let mut given = Vec::with_capacity(papers.len());
            for series in all {
                let next = series.map(|series| {
                    let (used, back) = (used.iter(), back.iter());
                    let after = said.iter().filter(|said| said.series == series.name());
                    let after = after.map(|said| said.last).max().unwrap_or(0);
                    series.next(used.map(String::as_str), back.map(String::as_str), after)
                });
                used.extend(next.clone());
                given.push(next.unwrap_or_default());
            }
            Ok(given)
        })
    }

    /// The series of these documents of which nobody said yet, since this device was restored from a backup, how far they were
    /// really used.
    pub(crate) async fn unsure_numbers(
        &self,
        papers: &[(CaseId, String)],
        on: NaiveDate,
    ) -> Result<Vec<UnsureSeries>, WorkError> {
        let device = self.with(|s| s.book.at.device.to_string());
        let settings = self.all_settings().await?;
        if !settings.iter().any(|(key, text)| key == RESTORED && *text == device) {
            return Ok(Vec::new());
        }
        let mut all: Vec<Series> = self.series_of(papers, on)?.into_iter().flatten().collect();
        let mut seen = BTreeSet::new();
        all.retain(|series| seen.insert(series.name()));
        self.with(|s| {
            let own = DeviceId(s.book.at.device);
            let book = s.book()?;
            let numbered = Numbered::of(book, own, on)?;
            let said = book.last_numbers()?;
            all.retain(|series| {
                !said
                    .iter()
                    .any(|said| said.device == device && said.series == series.name())
            });
            let unsure = all.into_iter().map(|series| {
                let used = numbered.0.iter().filter_map(|row| series.serial(&text(row, "number")));
                let said = said
                    .iter()
                    .filter(|said| said.series == series.name())
                    .map(|said| said.last);
                UnsureSeries {
                    known: used.chain(said).max().unwrap_or(0),
                    series,
                    device: device.clone(),
                }
            });
            Ok(unsure.collect())
        })
    }

    /// Numbers of the forms in force that documents of two cases, or two documents of a case, bear.
    pub(crate) fn shared_numbers(&self) -> Result<Vec<SharedNumber>, WorkError> {
        let forms = self.forms()?;
        self.with(|s| {
            let (own, today) = (DeviceId(s.book.at.device), s.book.today.unwrap_or_default());
            let numbered = Numbered::of(s.book()?, own, today)?;
            let mut by_number: BTreeMap<String, (String, Vec<Bearer>)> = BTreeMap::new();
            let mut files = BTreeSet::new();
            for row in &numbered.0 {
                let name = text(row, "name");
                // Others are numbered by hand, as the court likes.
                if forms.named(&name).is_none_or(|form| form.numbered.is_none()) {
                    continue;
                }
                let (number, file) = (text(row, "number"), text(row, "fingerprint"));
                // One document is recorded in each of its cases,
                if !file.is_empty() && !files.insert((plain(&number), file.clone())) {
                    continue;
                }
                let (_, bearers) = by_number.entry(plain(&number)).or_insert((number, Vec::new()));
                // and by hand once for each it is served on. Two files are two documents: each was to get a number of its own.
                let is_one = |known: &Bearer| {
                    (known.case, &known.name) == (row.case, &name) && (known.file.is_empty() || file.is_empty())
                };
                if !bearers.iter().any(is_one) {
                    let (case, case_number) = (row.case, row.case_number.clone());
                    bearers.push(Bearer {
                        case,
                        case_number,
                        name,
                        file,
                    });
                }
            }
            let shared = by_number.into_values().filter(|(_, papers)| papers.len() > 1);
            let told = |known: Bearer| (known.case, known.case_number, known.name);
            let told = shared.map(|(number, papers)| SharedNumber {
                number,
                papers: papers.into_iter().map(told).collect(),
            });
            Ok(told.collect())
        })
    }
}
