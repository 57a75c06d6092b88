//! Reads a whole file: kind, sheet or separator, header, then row by row with pauses.
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::amount::Unit;
use super::cell::RawRow;
use super::delimited::Text;
use super::error::FileError;
use super::header;
use super::hint::Hint;
use super::import::{ImportRow, Ledger};
use super::layout::{Layout, UnitFrom};
use super::merged::Joined;
use super::sheets::{self, Plan, Planned};
pub use super::sheets::{NotTaken, SheetInfo};
use super::sniff::{self, FileKind};
use super::stacked::Stacked;
use super::xlsx::Workbook;

/// Rows between two pauses: some ten milliseconds of work.
pub const PAUSE_ROWS: u32 = 1_000;

/// What a reader of files does with what is read.
pub trait Sink {
    /// The layout is known; rows follow.
    fn layout(&mut self, source: &Source, layout: &Layout);
    /// A row of data.
    fn row(&mut self, row: ImportRow);
    /// All rows are read: the sheets of the workbook in its order, with what was read of each. Texts have none.
    fn sheets(&mut self, _sheets: &[SheetInfo]) {}
    /// A moment to report progress and to look for a stop: rows done and the likely total. False stops.
    fn pause(&mut self, done: u32, total: u32) -> impl Future<Output = bool>;
}

/// Where the rows come from, for the person to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A sheet of a workbook, by its name.
    Sheet(String),
    /// A text: encoding and separator.
    Text {
        /// Name of the encoding.
        encoding: &'static str,
        /// The separator.
        separator: char,
    },
}

impl Source {
    /// In short: the sheet's name, or `UTF-8 ,`.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Source::Sheet(name) => name.clone(),
            Source::Text {
                encoding,
                separator: '\t',
            } => format!("{encoding} ⇥"),
            Source::Text { encoding, separator } => format!("{encoding} {separator}"),
        }
    }
}

/// What a person chose in place of what is proposed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'o> {
    /// A key for each column of the first sheet read, or none.
    pub columns: Option<&'o [Option<String>]>,
    /// Unit of amounts for each column of the first sheet read, or none to leave it.
    pub units: &'o [Option<Unit>],
    /// Names of the sheets to read; nothing stands for all whose headings read alike.
    pub sheets: Option<&'o [String]>,
}

/// Reads a file.
///
/// # Errors
/// The file cannot be read to its end; rows given to the sink before must then be dropped.
pub async fn read<S: Sink>(bytes: &[u8], options: Options<'_>, sink: &mut S) -> Result<(), FileError> {
    if !sink.pause(0, 0).await {
        return Err(FileError::Cancelled);
    }
    match sniff::sniff(bytes)? {
        FileKind::Zip => workbook(bytes, options, sink).await,
        FileKind::Text => text(bytes, options, sink).await,
    }
}

/// All sheets that are to be read, in the order of the workbook.
async fn workbook<S: Sink>(bytes: &[u8], options: Options<'_>, sink: &mut S) -> Result<(), FileError> {
    let mut workbook = Workbook::open(bytes)?;
    let Plan { mut sheets, first } = sheets::plan(&mut workbook, options)?;
    let main = sheets
        .get(first)
        .and_then(|s| s.layout.clone())
        .ok_or(FileError::NoHeader)?;
    let source = Source::Sheet(sheets.get(first).map(|s| s.info.name.clone()).unwrap_or_default());
    sink.layout(&source, &main);
    let mut reading = Reading::new(main, sink);
    for (at, Planned { info, layout }) in sheets.iter_mut().enumerate() {
        let Ok(mut rows) = workbook.rows(at) else {
            continue;
        };
        let announced = rows.announced;
        if let Some(layout) = layout.take().filter(|_| info.taken) {
            rows.merged_behind = Some(layout.header_row);
            reading.ledger.next_sheet(layout);
            (info.rows, info.hidden_rows) = reading.rows(rows, announced).await?;
        } else if info.why != Some(NotTaken::Unreadable) {
            (info.rows, info.hidden_rows) = reading.count(rows).await?;
        }
    }
    let infos: Vec<SheetInfo> = sheets.into_iter().map(|sheet| sheet.info).collect();
    sink.sheets(&infos);
    Ok(())
}

async fn text<S: Sink>(bytes: &[u8], options: Options<'_>, sink: &mut S) -> Result<(), FileError> {
    let text = Text::decode(bytes)?;
    let mut found = text.ledger()?;
    let source = Source::Text {
        encoding: text.encoding,
        separator: char::from(found.separator),
    };
    if let Some(keys) = options.columns {
        found.layout.remap(keys);
    }
    found.layout.set_units(options.units);
    if found.layout.has_no_unit() {
        let rows = text.rows(found.separator).map_while(Result::ok);
        let said = header::unit_below(rows, &found.layout);
        found.layout.put_unit(said, UnitFrom::RowBelow);
    }
    sink.layout(&source, &found.layout);
    let mut reading = Reading::new(found.layout, sink);
    reading.rows(text.rows(found.separator), text.lines()).await?;
    Ok(())
}

/// Rows on their way from a file to the sink.
struct Reading<'s, S> {
    sink: &'s mut S,
    ledger: Ledger,
    /// Rows of the sheets before.
    before: u32,
    since: u32,
}

impl<S: Sink> Reading<'_, S> {
    fn new(layout: Layout, sink: &mut S) -> Reading<'_, S> {
        Reading {
            sink,
            ledger: Ledger::new(layout),
            before: 0,
            since: 0,
        }
    }

    /// Gives rows to the sink; how many were data, and how many of them hidden.
    async fn rows(
        &mut self,
        rows: impl Iterator<Item = Result<RawRow, FileError>>,
        announced: u32,
    ) -> Result<(u32, u32), FileError> {
        let mut counts = (0, 0);
        let mut joined = Joined::new(self.ledger.layout());
        let mut last = 0;
        let mut rows = Stacked::new(rows, self.ledger.layout().clone());
        while let Some(row) = rows.next() {
            let row = row?;
            last = row.row;
            if let Some(layout) = rows.turn(&row, self.ledger.layout()) {
                if let Some(row) = joined.last() {
                    self.give(row, &mut counts);
                }
                joined = Joined::new(&layout);
                self.ledger.next_sheet(layout);
            }
            if let Some(row) = joined.next(row) {
                self.give(row, &mut counts);
            }
            self.step(last, announced).await?;
        }
        if let Some(row) = joined.last() {
            self.give(row, &mut counts);
        }
        self.before = self.before.saturating_add(last);
        Ok(counts)
    }

    fn give(&mut self, row: RawRow, counts: &mut (u32, u32)) {
        if let Some(row) = self.ledger.row(row) {
            counts.0 += 1;
            counts.1 += u32::from(row.raw.hints.iter().any(|(_, hint)| *hint == Hint::HiddenRow));
            self.sink.row(row);
        }
    }

    /// Counts the rows with anything in them of a sheet that is not read, and how many of them are hidden.
    async fn count(&mut self, rows: impl Iterator<Item = Result<RawRow, FileError>>) -> Result<(u32, u32), FileError> {
        let mut counts = (0, 0);
        // What is not read cannot make the reading fail.
        for row in rows.map_while(Result::ok).filter(|row| !row.is_blank()) {
            counts.0 += 1;
            counts.1 += u32::from(row.hints.iter().any(|(_, hint)| *hint == Hint::HiddenRow));
            self.step(0, 0).await?;
        }
        Ok(counts)
    }

    /// One row is done: now and then a pause.
    async fn step(&mut self, row: u32, announced: u32) -> Result<(), FileError> {
        self.since += 1;
        if self.since < PAUSE_ROWS {
            return Ok(());
        }
        self.since = 0;
        let done = self.before.saturating_add(row);
        let total = self.before.saturating_add(announced).max(done);
        match self.sink.pause(done, total).await {
            true => Ok(()),
            false => Err(FileError::Cancelled),
        }
    }
}

/// Everything read at once, for scripts and tests.
#[derive(Debug, Default)]
pub struct Read {
    /// Where the rows came from.
    pub source: Option<Source>,
    /// How they were read.
    pub layout: Layout,
    /// The rows of data.
    pub rows: Vec<ImportRow>,
    /// The sheets of a workbook.
    pub sheets: Vec<SheetInfo>,
}

impl Read {
    /// The name of the sheet a row stands on, if rows of more than one were read.
    #[must_use]
    pub fn sheet_of(&self, row: &ImportRow) -> Option<&str> {
        let several = self.sheets.iter().filter(|sheet| sheet.taken && sheet.rows > 0).count() > 1;
        let sheet = self.sheets.get(usize::from(row.raw.sheet)).filter(|_| several)?;
        Some(&sheet.name)
    }
}

impl Sink for Read {
    fn layout(&mut self, source: &Source, layout: &Layout) {
        self.source = Some(source.clone());
        self.layout = layout.clone();
    }

    fn row(&mut self, row: ImportRow) {
        self.rows.push(row);
    }

    fn sheets(&mut self, sheets: &[SheetInfo]) {
        self.sheets = sheets.to_vec();
    }

    fn pause(&mut self, _done: u32, _total: u32) -> impl Future<Output = bool> {
        std::future::ready(true)
    }
}

/// Reads a whole file in one go, by a person's mapping of the columns or the proposed one.
///
/// # Errors
/// See [`read`].
pub fn read_all(bytes: &[u8], columns: Option<&[Option<String>]>) -> Result<Read, FileError> {
    let options = Options {
        columns,
        ..Options::default()
    };
    read_with(bytes, options)
}

/// Reads a whole file in one go.
///
/// # Errors
/// See [`read`].
pub fn read_with(bytes: &[u8], options: Options<'_>) -> Result<Read, FileError> {
    let mut all = Read::default();
    {
        let mut reading = pin!(read(bytes, options, &mut all));
        // This sink never waits, so the first look finds it done.
        match reading.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => done?,
            Poll::Pending => return Err(FileError::Cancelled),
        }
    }
    Ok(all)
}
