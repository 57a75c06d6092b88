//! Tables in text: csv, tsv, and what a spreadsheet puts on the clipboard.
use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, GB18030, UTF_8};

use super::cell::{COLUMNS_MAX, Cell, RawRow};
use super::error::FileError;
use super::header::{self, HEADER_SEARCH, Layout};
use super::text::CELL_TEXT_MAX;

/// Rows a sheet can hold; longer texts are no ledgers.
const ROWS_MAX: u32 = 1_048_576;
/// Separators tried; the first wins between equals.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// A decoded text.
#[derive(Debug)]
pub struct Text<'b> {
    text: Cow<'b, str>,
    odd_quotes: bool,
    /// Name of the encoding, for the person to check.
    pub encoding: &'static str,
}

/// How a text is cut into cells, and its layout.
#[derive(Debug)]
pub struct Found {
    /// The separator.
    pub separator: u8,
    /// Its layout.
    pub layout: Layout,
}

impl<'b> Text<'b> {
    /// Decodes by byte order mark, else as UTF-8, else as GB18030 (which holds GBK).
    ///
    /// # Errors
    /// The bytes are none of these, or no text at all.
    pub fn decode(bytes: &'b [u8]) -> Result<Text<'b>, FileError> {
        let (text, encoding) = match Encoding::for_bom(bytes) {
            Some((encoding, mark)) => (
                encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]),
                encoding,
            ),
            None => match std::str::from_utf8(bytes) {
                Ok(text) => (Some(Cow::Borrowed(text)), UTF_8),
                Err(_) => (
                    GB18030.decode_without_bom_handling_and_without_replacement(bytes),
                    GB18030,
                ),
            },
        };
        let text = text.ok_or(FileError::Encoding)?;
        if text.as_bytes().iter().take(1 << 20).any(|b| *b == 0) {
            return Err(FileError::NotATable);
        }
        let odd_quotes = text.bytes().filter(|b| *b == b'"').count() % 2 == 1;
        Ok(Text {
            text,
            odd_quotes,
            encoding: encoding.name(),
        })
    }

    /// The separator that gives the clearest header.
    ///
    /// # Errors
    /// No header is found with any separator.
    pub fn ledger(&self) -> Result<Found, FileError> {
        if self.text.trim().is_empty() {
            return Err(FileError::Empty);
        }
        let mut best: Option<Found> = None;
        for separator in SEPARATORS {
            let head: Vec<RawRow> = self
                .rows(separator)
                .map_while(Result::ok)
                .filter(|row| !row.is_blank())
                .take(HEADER_SEARCH)
                .collect();
            let better = |l: &Layout| best.as_ref().is_none_or(|b| l.score > b.layout.score);
            if let Some(layout) = header::find(&head).filter(better) {
                best = Some(Found { separator, layout });
            }
        }
        best.ok_or(FileError::NoHeader)
    }

    /// Lines, as a measure of progress.
    #[must_use]
    pub fn lines(&self) -> u32 {
        let count = self.text.bytes().filter(|b| *b == b'\n').count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The rows, cut at a separator. Blank lines are skipped but counted.
    #[must_use]
    pub fn rows(&self, separator: u8) -> Rows<'_> {
        let reader = ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(self.text.as_bytes());
        Rows {
            reader,
            record: StringRecord::new(),
            row: 0,
            odd_quotes: self.odd_quotes,
            length: self.text.len(),
            done: false,
        }
    }
}

/// Rows of a text.
pub struct Rows<'t> {
    reader: csv::Reader<&'t [u8]>,
    record: StringRecord,
    row: u32,
    odd_quotes: bool,
    length: usize,
    done: bool,
}

impl Rows<'_> {
    fn read(&mut self) -> Result<Option<RawRow>, FileError> {
        let start = self.reader.position().line();
        let more = self.reader.read_record(&mut self.record);
        if !more.map_err(|_| FileError::NotATable)? {
            return Ok(None);
        }
        let at_end = self.reader.position().byte() as usize >= self.length;
        let inner: usize = self
            .record
            .iter()
            .map(|f| f.bytes().filter(|b| *b == b'\n').count())
            .sum();
        if self.odd_quotes && at_end && inner > 0 {
            return Err(FileError::OpenQuote);
        }
        let passed = self.reader.position().line().saturating_sub(start);
        // Every line passed that the record does not hold was blank; the last record may lack its line end.
        let blank = passed.saturating_sub(inner as u64 + 1);
        self.row = self
            .row
            .saturating_add(u32::try_from(blank).unwrap_or(u32::MAX))
            .saturating_add(1);
        if self.row > ROWS_MAX {
            return Err(FileError::TooManyRows);
        }
        let fields = self.record.iter().take(COLUMNS_MAX);
        let cells = fields.map(cell).collect::<Result<Vec<Cell>, FileError>>()?;
        Ok(Some(RawRow {
            row: self.row,
            cells,
            ..RawRow::default()
        }))
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<RawRow, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let row = self.read().transpose();
        self.done = !matches!(row, Some(Ok(_)));
        row
    }
}

/// A field as a cell. An export puts an apostrophe before texts a spreadsheet would take for a formula.
fn cell(field: &str) -> Result<Cell, FileError> {
    if field.len() > CELL_TEXT_MAX * 4 {
        return Err(FileError::CellTooLong);
    }
    let text = match field.strip_prefix('\'') {
        Some(rest) if guarded(rest) => rest,
        _ => field,
    };
    Ok(if text.is_empty() {
        Cell::Blank
    } else {
        Cell::Text(text.to_owned())
    })
}

/// A text that an export guards with an apostrophe: a spreadsheet would run it as a formula, or drop the apostrophe
/// it begins with.
#[must_use]
pub fn guarded(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\''])
}
