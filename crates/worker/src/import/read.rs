//! Import: a preview that reads the whole file, then one transaction with all rows.
use std::rc::Rc;

use chrono::NaiveDate;

use crate::book::write::TRIES;
use crate::error::{WorkError, refused};
use crate::import::known::{Did, Doings, Way, bring_again, tell};
use crate::platform::Platform;
use crate::service::Service;
use casebook::ledger::take_as_checked;
use casebook::normal::normal;
use files::amount::Unit;
use files::column::Kind;
use files::error::FileError;
use files::import::{self, ImportRow};
use files::layout::{Layout, unit_by_code, unit_code};
use files::read::{Options, SheetInfo, Sink, Source, read};
use law::calendar::Calendar;
use protocol::{
    Action, CaseId, ColumnView, Field, ImportDone, ImportOptions, Imported, JobRefusal, Preview, Problem, SheetView,
    Value,
};
use store::StoreError;

/// Problems shown of one file.
const PROBLEMS: usize = 1_000;

/// Rows shown of one file.
const SHOWN: usize = 20;

/// Rows drafted between two turns of the event loop: some tens of milliseconds.
const STEP: usize = 1_000;

/// What a preview read, waiting for the word.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    pub name: String,
    pub layout: Layout,
    pub rows: Vec<Good>,
    pub rejected: Vec<ImportRow>,
    /// What becomes of known cases beyond updating.
    pub way: Way,
}

/// Today and the calendar, to take filing data as checked by; nothing to leave them open.
pub(crate) type Settle<'c> = Option<(NaiveDate, &'c Calendar)>;

/// A row that can be imported, without its blank cells.
#[derive(Clone, Debug)]
pub(crate) struct Good {
    pub row: u32,
    pub fields: Vec<(Field, Value)>,
}

impl Good {
    /// The action of taking the row over. What a known case says of its filing data is not touched.
    pub fn imported(&self, file: &str, sample: bool, settle: Settle<'_>) -> Action {
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
        Action::Imported(Box::new(imported))
    }
}

struct Reading<'s, G: Platform> {
    service: &'s Service<G>,
    id: u32,
    pending: Pending,
    preview: Preview,
}

/// A file read before, to read it again.
#[derive(Debug)]
pub(crate) struct KeptFile {
    name: String,
    bytes: Vec<u8>,
}

impl<G: Platform> Sink for Reading<'_, G> {
    fn layout(&mut self, source: &Source, layout: &Layout) {
        // Of several sheets the first one's columns are shown: the others' read alike.
        if self.preview.header_row > 0 {
            return;
        }
        self.preview.source = source.shown();
        self.preview.columns = (0..layout.headings.len()).map(|at| column_view(layout, at)).collect();
        self.preview.header_row = layout.header_row;
        self.pending.layout = layout.clone();
    }

    fn row(&mut self, mut row: ImportRow) {
        if let Some(today) = self.service.with(|s| s.book.today) {
            row.not_after(today);
        }
        let preview = &mut self.preview;
        if preview.sample.len() < SHOWN {
            let cells = row.raw.cells.iter().map(files::cell::Cell::shown).collect();
            preview.sample.push((row.row, cells));
        }
        for problem in &row.problems {
            preview.problem_count += 1;
            if preview.problems.len() < PROBLEMS {
                preview.problems.push(problem_view(problem, row.raw.sheet));
            }
        }
        for hint in &row.hints {
            preview.hint((row.raw.sheet, row.row), *hint);
        }
        if row.rejected().is_some() {
            preview.rejected += 1;
            self.pending.rejected.push(row);
        } else {
            preview.accepted += 1;
            let mut fields = row.values;
            fields.retain(|(_, value)| *value != Value::None);
            self.pending.rows.push(Good { row: row.row, fields });
        }
    }

    fn sheets(&mut self, sheets: &[SheetInfo]) {
        self.preview.sheets = sheets.iter().map(sheet_view).collect();
    }

    async fn pause(&mut self, done: u32, total: u32) -> bool {
        self.service.goes_on(self.id, done, total).await.is_ok()
    }
}

fn column_view(layout: &Layout, at: usize) -> ColumnView {
    let column = layout.columns.get(at).copied().flatten();
    let unit = layout
        .units
        .get(at)
        .filter(|_| column.is_some_and(|c| c.kind == Kind::Amount));
    ColumnView {
        heading: layout.headings.get(at).cloned().unwrap_or_default(),
        key: column.map(|c| c.key.to_owned()),
        confidence: layout.confidence.get(at).copied().unwrap_or_default(),
        unit: unit.map(|unit| unit_code(*unit).to_owned()),
        unit_from: layout.unit_from.get(at).copied().unwrap_or_default(),
    }
}

fn sheet_view(sheet: &SheetInfo) -> SheetView {
    SheetView {
        name: sheet.name.clone(),
        rows: sheet.rows,
        hidden_rows: sheet.hidden_rows,
        hidden: sheet.hidden,
        taken: sheet.taken,
        alike: sheet.alike,
        why: sheet.why.map(|why| why.code().to_owned()),
    }
}

fn problem_view(problem: &import::Problem, sheet: u16) -> Problem {
    Problem {
        row: problem.row,
        sheet,
        field: problem.column.map(|column| column.key.to_owned()),
        code: problem.code.code().to_owned(),
        cell: problem.cell.clone(),
        other: problem.duplicate_of.map(|row| (row, problem.duplicate_of_sheet)),
    }
}

impl<G: Platform> Service<G> {
    /// Reads a file from end to end and keeps what it found for [`Service::import_commit`].
    pub(crate) async fn import_preview(
        &self,
        id: u32,
        name: String,
        bytes: Vec<u8>,
        options: ImportOptions,
    ) -> Result<Preview, WorkError> {
        let file = Rc::new(KeptFile { name, bytes });
        self.with(|s| s.import.kept_file = Some(Rc::clone(&file)));
        self.look_at(id, &file, options).await
    }

    /// Reads the file of the last preview again.
    pub(crate) async fn import_again(&self, id: u32, options: ImportOptions) -> Result<Preview, WorkError> {
        let file = self.with(|s| s.import.kept_file.clone());
        let file = file.ok_or(refused(JobRefusal::NoPreview))?;
        self.look_at(id, &file, options).await
    }

    async fn look_at(&self, id: u32, file: &KeptFile, options: ImportOptions) -> Result<Preview, WorkError> {
        self.with(|s| s.import.pending = None);
        let (mut pending, mut preview) = self.read_file(id, file.name.clone(), &file.bytes, &options).await?;
        if options == ImportOptions::default()
            && let Some(saved) = self.saved_choice(&pending.layout).await?
        {
            (pending, preview) = self.read_file(id, file.name.clone(), &file.bytes, &saved).await?;
            preview.saved = true;
        }
        tell(&mut preview, &pending.rows, &self.compare(id, &pending).await?);
        self.with(|s| s.import.pending = Some(pending));
        Ok(preview)
    }

    pub(crate) async fn read_file(
        &self,
        id: u32,
        name: String,
        bytes: &[u8],
        options: &ImportOptions,
    ) -> Result<(Pending, Preview), WorkError> {
        let pending = Pending {
            name,
            ..Pending::default()
        };
        let mut reading = Reading {
            service: self,
            id,
            pending,
            preview: Preview::default(),
        };
        let unit = |code: &Option<String>| code.as_deref().and_then(unit_by_code);
        let units: Vec<Option<Unit>> = options.units.iter().map(unit).collect();
        let options = Options {
            columns: options.columns.as_deref(),
            units: &units,
            sheets: options.sheets.as_deref(),
        };
        read(bytes, options, &mut reading).await.map_err(|e| match e {
            FileError::Cancelled => WorkError::CANCELLED,
            other => other.into(),
        })?;
        Ok((reading.pending, reading.preview))
    }

    /// Imports what the last preview read: all rows in one transaction, or none.
    pub(crate) async fn import_commit(&self, id: u32, update: bool) -> Result<ImportDone, WorkError> {
        let pending = self
            .with(|s| s.import.pending.take())
            .ok_or(refused(JobRefusal::NoPreview))?;
        match self.import(id, &pending, update).await {
            Ok(done) => {
                // The cases are stored; what was set for the headings is set again with the next file if need be.
                self.save_choice(&pending.layout).await.ok();
                let rows = Vec::new();
                self.with(|s| {
                    s.import.kept_file = None;
                    s.import.imported = Some(Pending { rows, ..pending });
                });
                Ok(done)
            }
            Err(e) => {
                // It may be tried again: after making room, say.
                self.with(|s| s.import.pending = Some(pending));
                Err(e)
            }
        }
    }

    async fn import(&self, id: u32, pending: &Pending, update: bool) -> Result<ImportDone, WorkError> {
        for _ in 0..TRIES {
            let _held = self.platform.hold().await;
            self.catch_up().await?;
            match self.import_once(id, pending, update).await {
                Err(WorkError::Store(StoreError::Stale)) => {}
                other => return other,
            }
        }
        Err(StoreError::Stale.into())
    }

    async fn import_once(&self, id: u32, pending: &Pending, update: bool) -> Result<ImportDone, WorkError> {
        let now_ms = self.platform.now_ms();
        let total = u32::try_from(pending.rows.len()).unwrap_or(u32::MAX);
        let known = self.compare(id, pending).await?;
        let (on, mut draft) = self.with(|s| Ok::<_, WorkError>((s.book.at, s.draft(now_ms)?)))?;
        let (rule_context, today) = (self.with(|s| s.rule_context().cloned())?, self.today()?);
        let mut done = ImportDone::default();
        let mut doings = Doings {
            between: (draft.last(), draft.last()),
            ..Doings::default()
        };
        for (step, rows) in pending.rows.chunks(STEP).enumerate() {
            self.goes_on(id, u32::try_from(step * STEP).unwrap_or(total), total)
                .await?;
            if self.with(|s| s.book.at) != on {
                return Err(StoreError::Stale.into());
            }
            let fresh = self.new_ids(rows.len());
            let settle = rule_context.settle(today);
            let mut actions = Vec::with_capacity(rows.len());
            for (at, (good, fresh)) in (step * STEP..).zip(rows.iter().zip(fresh)) {
                let (more, did) = match known.get(&at) {
                    Some(known) => bring_again(good, known, (&pending.name, update, pending.way), &mut done),
                    None => {
                        done.added += 1;
                        let new = good.imported(&pending.name, false, settle);
                        (vec![(fresh, new)], vec![(fresh, Did::Made)])
                    }
                };
                actions.extend(more);
                doings.cases.extend(did);
            }
            self.with(|s| Ok::<_, WorkError>(draft.add(s.book()?, actions, now_ms)?))?;
        }
        doings.between.1 = draft.last();
        // From here on it is one transaction: too late to cancel.
        self.store(on, draft.finish(), Vec::new()).await?;
        self.with(|s| s.import.done = Some((pending.name.clone(), doings)));
        done.summary = self.with(|s| s.summary());
        Ok(done)
    }
}

impl<G: Platform> Service<G> {
    /// A fresh id.
    ///
    /// # Errors
    /// `no_id`; never in practice.
    pub(crate) fn new_id(&self) -> Result<CaseId, WorkError> {
        self.new_ids(1).pop().ok_or(refused(JobRefusal::NoId))
    }

    /// Fresh ids of cases: UUID v7.
    pub(crate) fn new_ids(&self, count: usize) -> Vec<CaseId> {
        let mut chance = vec![0; count * 10];
        self.platform.random(&mut chance);
        let now_ms = self.platform.now_ms();
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
pub(crate) fn number(good: &Good) -> Option<String> {
    good.fields.iter().find_map(|(field, value)| match value {
        Value::Text(text) if *field == Field::CASE_NUMBER => Some(normal(text)),
        _ => None,
    })
}
