//! Reads a whole file: kind, sheet or separator, header, then row by row with pauses.
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::amount::Unit;
use super::cell::RawRow;
use super::delimited::Text;
use super::error::FileError;
use super::header::Layout;
use super::import::{ImportRow, Ledger};
use super::sniff::{self, FileKind};
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

/// One sheet of a workbook, read or offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetInfo {
    /// Its name.
    pub name: String,
    /// Rows of data if it was read, else rows with anything in them.
    pub rows: u32,
    /// Rows among them that are hidden or filtered out.
    pub hidden_rows: u32,
    /// The sheet itself is hidden.
    pub hidden: bool,
    /// Its rows were given to the sink.
    pub taken: bool,
    /// Its headings read like those of the sheet that looks most like a case list: it is read unless left out.
    pub alike: bool,
    /// Why it was not read.
    pub why: Option<NotTaken>,
}

/// Why a sheet was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// A person left it out.
    LeftOut,
    /// It has headings of a list, but other ones: it can be read by asking for it.
    OtherHeadings,
    /// No row looks like the headings of a case list.
    NoHeader,
    /// No cell holds anything.
    Empty,
    /// Its part of the workbook cannot be read.
    Unreadable,
}

impl NotTaken {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NotTaken::LeftOut => "left_out",
            NotTaken::OtherHeadings => "other_headings",
            NotTaken::NoHeader => "no_header",
            NotTaken::Empty => "empty",
            NotTaken::Unreadable => "unreadable",
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
        FileKind::Zip => {
            let mut workbook = Workbook::open(bytes)?;
            let found = workbook.ledger()?;
            let rows = workbook.rows(&found.sheet)?;
            let total = rows.announced;
            let source = Source::Sheet(found.sheet.clone());
            drive(rows, total, (&source, found.layout, options), sink).await
        }
        FileKind::Text => {
            let text = Text::decode(bytes)?;
            let found = text.ledger()?;
            let separator = char::from(found.separator);
            let source = Source::Text {
                encoding: text.encoding,
                separator,
            };
            drive(
                text.rows(found.separator),
                text.lines(),
                (&source, found.layout, options),
                sink,
            )
            .await
        }
    }
}

/// Source, proposed layout and a person's mapping.
type Plan<'p> = (&'p Source, Layout, Options<'p>);

async fn drive<S: Sink>(
    rows: impl Iterator<Item = Result<RawRow, FileError>>,
    total: u32,
    (source, mut layout, options): Plan<'_>,
    sink: &mut S,
) -> Result<(), FileError> {
    if let Some(keys) = options.columns {
        layout.remap(keys);
    }
    layout.set_units(options.units);
    sink.layout(source, &layout);
    let mut ledger = Ledger::new(layout);
    let mut since = 0;
    for row in rows {
        let row = row?;
        let done = row.row;
        if let Some(row) = ledger.row(row) {
            sink.row(row);
        }
        since += 1;
        if since == PAUSE_ROWS {
            since = 0;
            if !sink.pause(done, total.max(done)).await {
                return Err(FileError::Cancelled);
            }
        }
    }
    if let Some(row) = ledger.finish() {
        sink.row(row);
    }
    Ok(())
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
