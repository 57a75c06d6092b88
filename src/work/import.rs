//! Import: a preview that reads the whole file, then one transaction with all rows.
use std::collections::HashMap;

use chrono::NaiveDate;

use super::error::WorkError;
use super::ground::Ground;
use super::protocol::{Answer, CaseId, Deed, Field, ImportDone, Imported, Preview, Problem, Value};
use super::shop::Shop;
use crate::casebook::ledger::take_as_checked;
use crate::casebook::normal::normal;
use crate::files::error::FileError;
use crate::files::header::Layout;
use crate::files::import::ImportRow;
use crate::files::read::{Options, Sink, Source, read};
use crate::law::calendar::Calendar;
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

/// Today and the calendar, to take filing data as checked by; nothing to leave them open.
pub(super) type Settle<'c> = Option<(NaiveDate, &'c Calendar)>;

/// A row that can be imported, without its blank cells.
#[derive(Clone, Debug)]
pub(super) struct Good {
    pub row: u32,
    pub fields: Vec<(Field, Value)>,
}

impl Good {
    /// The deed of taking the row over. What a known case says of its filing data is not touched.
    pub fn imported(&self, file: &str, sample: bool, settle: Settle<'_>) -> Deed {
        let mut imported = Imported {
            file: file.to_owned(),
            row: self.row,
            fields: self.fields.clone(),
            reason: String::new(),
            sample,
        };
        if let Some((today, calendar)) = settle {
            take_as_checked(&mut imported, today, calendar);
        }
        Deed::Imported(Box::new(imported))
    }
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
        let (pending, mut preview) = self.read_file(id, name, &bytes, columns).await?;
        self.with(|s| {
            let known = s.book()?.by_number();
            let is_known = |good: &&Good| number(good).is_some_and(|n| known.contains_key(n.as_bytes()));
            preview.known = u32::try_from(pending.rows.iter().filter(is_known).count()).unwrap_or(u32::MAX);
            s.pending = Some(pending);
            Ok(Answer::Preview(Box::new(preview)))
        })
    }

    pub(super) async fn read_file(
        &self,
        id: u32,
        name: String,
        bytes: &[u8],
        columns: Option<Vec<Option<String>>>,
    ) -> Result<(Pending, Preview), WorkError> {
        let pending = Pending {
            name,
            ..Pending::default()
        };
        let mut reading = Reading {
            shop: self,
            id,
            pending,
            preview: Preview::default(),
        };
        let options = Options {
            columns: columns.as_deref(),
            ..Options::default()
        };
        read(bytes, options, &mut reading).await.map_err(|e| match e {
            FileError::Cancelled => WorkError::CANCELLED,
            other => other.into(),
        })?;
        Ok((reading.pending, reading.preview))
    }

    /// Imports what the last preview read: all rows in one transaction, or none.
    pub(super) async fn import_commit(&self, id: u32, update: bool) -> Result<Answer, WorkError> {
        let pending = self
            .with(|s| s.pending.take())
            .ok_or(WorkError::Refused("no_preview"))?;
        match self.import(id, &pending, update).await {
            Ok(done) => {
                let rows = Vec::new();
                self.with(|s| s.imported = Some(Pending { rows, ..pending }));
                Ok(Answer::Imported(done))
            }
            Err(e) => {
                // It may be tried again: after making room, say.
                self.with(|s| s.pending = Some(pending));
                Err(e)
            }
        }
    }

    async fn import(&self, id: u32, pending: &Pending, update: bool) -> Result<ImportDone, WorkError> {
        loop {
            let _held = self.ground.hold().await;
            self.catch_up().await?;
            match self.import_once(id, pending, update).await {
                Err(WorkError::Store(StoreError::Stale)) => {}
                other => return other,
            }
        }
    }

    async fn import_once(&self, id: u32, pending: &Pending, update: bool) -> Result<ImportDone, WorkError> {
        let now_ms = self.ground.now_ms();
        let total = u32::try_from(pending.rows.len()).unwrap_or(u32::MAX);
        let (on, mut draft, known) =
            self.with(|s| Ok::<_, WorkError>((s.at, s.draft(now_ms)?, s.book()?.by_number())))?;
        let (bench, today) = (self.with(|s| s.bench().cloned())?, self.today()?);
        let mut done = ImportDone::default();
        for (step, rows) in pending.rows.chunks(STEP).enumerate() {
            self.goes_on(id, u32::try_from(step * STEP).unwrap_or(total), total)
                .await?;
            if self.with(|s| s.at) != on {
                return Err(StoreError::Stale.into());
            }
            let fresh = self.new_ids(rows.len());
            let settle = bench.settle(today);
            let deeds = deeds(rows, fresh, &known, &mut done, (&pending.name, update, settle));
            self.with(|s| Ok::<_, WorkError>(draft.add(s.book()?, deeds, now_ms)?))?;
        }
        // From here on it is one transaction: too late to cancel.
        self.store(on, draft.finish(), Vec::new()).await?;
        done.summary = self.with(|s| s.summary());
        Ok(done)
    }
}

fn deeds(
    rows: &[Good],
    fresh: Vec<CaseId>,
    known: &HashMap<Box<[u8]>, CaseId>,
    done: &mut ImportDone,
    (file, update, settle): (&str, bool, Settle<'_>),
) -> Vec<(CaseId, Deed)> {
    let mut deeds = Vec::with_capacity(rows.len());
    for (good, fresh) in rows.iter().zip(fresh) {
        match number(good).and_then(|n| known.get(n.as_bytes()).copied()) {
            Some(_) if !update => done.skipped += 1,
            Some(case) => {
                done.updated += 1;
                deeds.push((case, good.imported(file, false, None)));
            }
            None => {
                done.added += 1;
                deeds.push((fresh, good.imported(file, false, settle)));
            }
        }
    }
    deeds
}

impl<G: Ground> Shop<G> {
    /// Fresh ids of cases: UUID v7.
    pub(super) fn new_ids(&self, count: usize) -> Vec<CaseId> {
        let mut chance = vec![0; count * 10];
        self.ground.random(&mut chance);
        let now_ms = self.ground.now_ms();
        let id = |random: &[u8; 10]| uuid::Builder::from_unix_timestamp_millis(now_ms, random).into_uuid();
        chance
            .as_chunks::<10>()
            .0
            .iter()
            .map(|random| id(random).into_bytes())
            .collect()
    }
}

/// The case number of a row, as the book compares them.
pub(super) fn number(good: &Good) -> Option<String> {
    good.fields.iter().find_map(|(field, value)| match value {
        Value::Text(text) if *field == Field::CaseNumber => Some(normal(text)),
        _ => None,
    })
}
