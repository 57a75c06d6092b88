//! Import: a preview that reads the whole file, then one transaction with all rows.
use std::collections::HashMap;

use super::error::WorkError;
use super::ground::Ground;
use super::protocol::{Answer, CaseId, Deed, Field, ImportDone, Imported, Preview, Problem, Value};
use super::shop::Shop;
use crate::casebook::normal::normal;
use crate::files::error::FileError;
use crate::files::header::Layout;
use crate::files::import::ImportRow;
use crate::files::read::{Sink, Source, read};
use crate::store::StoreError;

/// Problems shown of one file.
const PROBLEMS: usize = 1_000;

/// Rows shown of one file.
const SHOWN: usize = 20;

/// Rows drafted between two turns of the event loop: some tens of milliseconds.
const STEP: usize = 1_000;

/// What a preview read, waiting for the word.
#[derive(Debug, Default)]
pub(super) struct Pending {
    pub name: String,
    pub layout: Layout,
    pub rows: Vec<Good>,
    pub rejected: Vec<ImportRow>,
}

/// A row that can be imported, without its blank cells.
#[derive(Clone, Debug)]
pub(super) struct Good {
    pub row: u32,
    pub fields: Vec<(Field, Value)>,
}

struct Reading<'s, G: Ground> {
    shop: &'s Shop<G>,
    id: u32,
    pending: Pending,
    preview: Preview,
}

impl<G: Ground> Sink for Reading<'_, G> {
    fn layout(&mut self, source: &Source, layout: &Layout) {
        self.preview.source = source.shown();
        self.preview.headings = layout.headings.clone();
        let key = |column: &Option<&'static crate::files::column::Column>| column.map(|c| c.key.to_owned());
        self.preview.columns = layout.columns.iter().map(key).collect();
        self.preview.header_row = layout.header_row;
        self.pending.layout = layout.clone();
    }

    fn row(&mut self, row: ImportRow) {
        let preview = &mut self.preview;
        if preview.sample.len() < SHOWN {
            let cells = row.raw.cells.iter().map(crate::files::cell::Cell::shown).collect();
            preview.sample.push((row.row, cells));
        }
        for problem in &row.problems {
            preview.problem_count += 1;
            if preview.problems.len() < PROBLEMS {
                preview.problems.push(Problem {
                    row: problem.row,
                    field: problem.column.map(|column| column.key.to_owned()),
                    code: problem.code.code().to_owned(),
                    cell: problem.cell.clone(),
                });
            }
        }
        if row.rejected().is_some() {
            self.pending.rejected.push(row);
        } else {
            preview.accepted += 1;
            let mut fields = row.values;
            fields.retain(|(_, value)| *value != Value::None);
            self.pending.rows.push(Good { row: row.row, fields });
        }
    }

    async fn pause(&mut self, done: u32, total: u32) -> bool {
        self.shop.goes_on(self.id, done, total).await.is_ok()
    }
}

impl<G: Ground> Shop<G> {
    /// Reads a file from end to end and keeps what it found for [`Shop::import_commit`].
    pub(super) async fn import_preview(
        &self,
        id: u32,
        name: String,
        bytes: Vec<u8>,
        columns: Option<Vec<Option<String>>>,
    ) -> Result<Answer, WorkError> {
        self.with(|s| s.pending = None);
        let mut reading = Reading {
            shop: self,
            id,
            pending: Pending::default(),
            preview: Preview::default(),
        };
        reading.pending.name = name;
        read(&bytes, columns.as_deref(), &mut reading)
            .await
            .map_err(|e| match e {
                FileError::Cancelled => WorkError::CANCELLED,
                other => other.into(),
            })?;
        let Reading {
            pending, mut preview, ..
        } = reading;
        self.with(|s| {
            let known = s.book()?.by_number();
            let is_known = |good: &&Good| number(good).is_some_and(|n| known.contains_key(n.as_bytes()));
            preview.known = u32::try_from(pending.rows.iter().filter(is_known).count()).unwrap_or(u32::MAX);
            s.pending = Some(pending);
            Ok(Answer::Preview(Box::new(preview)))
        })
    }

    /// Imports what the last preview read: all rows in one transaction, or none.
    pub(super) async fn import_commit(&self, id: u32, update: bool) -> Result<Answer, WorkError> {
        let pending = self
            .with(|s| s.pending.take())
            .ok_or(WorkError::Refused("no_preview"))?;
        let done = self.import(id, &pending, update, false).await;
        match done {
            Ok(done) => Ok(Answer::Imported(done)),
            Err(e) => {
                // It may be tried again: after making room, say.
                self.with(|s| s.pending = Some(pending));
                Err(e)
            }
        }
    }

    pub(super) async fn import(
        &self,
        id: u32,
        pending: &Pending,
        update: bool,
        sample: bool,
    ) -> Result<ImportDone, WorkError> {
        loop {
            let _held = self.ground.hold().await;
            self.catch_up().await?;
            match self.import_once(id, pending, update, sample).await {
                Err(WorkError::Store(StoreError::Stale)) => {}
                other => return other,
            }
        }
    }

    async fn import_once(
        &self,
        id: u32,
        pending: &Pending,
        update: bool,
        sample: bool,
    ) -> Result<ImportDone, WorkError> {
        let now_ms = self.ground.now_ms();
        let total = u32::try_from(pending.rows.len()).unwrap_or(u32::MAX);
        let (on, mut draft, known) =
            self.with(|s| Ok::<_, WorkError>((s.at, s.draft(now_ms)?, s.book()?.by_number())))?;
        let mut done = ImportDone::default();
        for (step, rows) in pending.rows.chunks(STEP).enumerate() {
            self.goes_on(id, u32::try_from(step * STEP).unwrap_or(total), total)
                .await?;
            if self.with(|s| s.at) != on {
                return Err(StoreError::Stale.into());
            }
            let deeds = self.deeds(rows, &known, &mut done, (&pending.name, update, sample, now_ms));
            self.with(|s| Ok::<_, WorkError>(draft.add(s.book()?, deeds, now_ms)?))?;
        }
        // From here on it is one transaction: too late to cancel.
        self.store(on, draft.finish()).await?;
        done.summary = self.with(|s| s.summary());
        Ok(done)
    }

    fn deeds(
        &self,
        rows: &[Good],
        known: &HashMap<Box<[u8]>, CaseId>,
        done: &mut ImportDone,
        (file, update, sample, now_ms): (&str, bool, bool, u64),
    ) -> Vec<(CaseId, Deed)> {
        let mut deeds = Vec::with_capacity(rows.len());
        let mut chance = vec![0; rows.len() * 10];
        self.ground.random(&mut chance);
        for (good, random) in rows.iter().zip(chance.as_chunks::<10>().0) {
            let known = number(good).and_then(|n| known.get(n.as_bytes()).copied());
            let case = match known {
                Some(_) if !update => {
                    done.skipped += 1;
                    continue;
                }
                Some(case) => {
                    done.updated += 1;
                    case
                }
                None => {
                    done.added += 1;
                    uuid::Builder::from_unix_timestamp_millis(now_ms, random)
                        .into_uuid()
                        .into_bytes()
                }
            };
            let imported = Imported {
                file: file.to_owned(),
                row: good.row,
                fields: good.fields.clone(),
                reason: String::new(),
                sample,
            };
            deeds.push((case, Deed::Imported(Box::new(imported))));
        }
        deeds
    }
}

/// The case number of a row, as the book compares them.
fn number(good: &Good) -> Option<String> {
    good.fields.iter().find_map(|(field, value)| match value {
        Value::Text(text) if *field == Field::CaseNumber => Some(normal(text)),
        _ => None,
    })
}
