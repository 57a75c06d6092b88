//! Tables in text: csv, tsv, and what a spreadsheet puts on the clipboard.
use std::borrow::Cow;

use super::cell::{COLUMNS_MAX, Cell, RawRow};
use super::decode::{self, REPLACEMENT};
use super::error::FileError;
use super::header::{self, HEADER_SEARCH, Layout};
use super::hint::Hint;
use super::records::{FIELD_MAX, Field, Records};
use super::text::without_entities;

/// Rows a sheet can hold; longer texts are no ledgers.
const ROWS_MAX: u32 = 1_048_576;
/// Separators tried; the first wins between equals.
pub(super) const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// A decoded text.
#[derive(Debug)]
pub struct Text<'b> {
    text: Cow<'b, str>,
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
    /// Decodes a text; see [`decode::decode`].
    ///
    /// # Errors
    /// The bytes are no text.
    pub fn decode(bytes: &'b [u8]) -> Result<Text<'b>, FileError> {
        let (text, encoding) = decode::decode(bytes)?;
        Ok(Text { text, encoding })
    }

    /// The separator that gives the clearest header; the one the text names, if it does.
    ///
    /// # Errors
    /// No header is found with any separator.
    pub fn ledger(&self) -> Result<Found, FileError> {
        if self
            .text
            .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
            .is_empty()
        {
            return Err(FileError::Empty);
        }
        let named = self.named_separator();
        let tried = named.as_ref().map_or(&SEPARATORS[..], std::slice::from_ref);
        let mut best: Option<Found> = None;
        for separator in tried.iter().copied() {
            let head: Vec<RawRow> = self
                .rows(separator)
                .map_while(Result::ok)
                .filter(|row| !row.is_blank())
                .take(HEADER_SEARCH)
                .collect();
            let better = |l: &Layout| best.as_ref().is_none_or(|b| l.score > b.layout.score);
            if let Some(mut layout) = header::find(&head).filter(better) {
                // A tab stands in no text by chance, so rows cut at tabs are cut rightly.
                let headings = head.iter().find(|row| row.row == layout.header_row);
                layout.width = headings.map(|row| row.cells.len()).filter(|_| separator != b'\t');
                best = Some(Found { separator, layout });
            }
        }
        best.ok_or(FileError::NoHeader)
    }

    /// The separator of a first line such as `sep=;`, which spreadsheets heed.
    pub(super) fn named_separator(&self) -> Option<u8> {
        let first = self
            .text
            .lines()
            .next()?
            .trim_start_matches('\u{feff}')
            .trim_matches('"');
        match first.as_bytes() {
            [s, e, p, b'=', separator] if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" => {
                let fits = separator.is_ascii_punctuation() || *separator == b'\t';
                (fits && *separator != b'"').then_some(*separator)
            }
            _ => None,
        }
    }

    /// Lines, as a measure of progress.
    #[must_use]
    pub fn lines(&self) -> u32 {
        let count = memchr::memchr2_iter(b'\n', b'\r', self.text.as_bytes()).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The rows, cut at a separator. Blank lines are skipped but counted.
    #[must_use]
    pub fn rows(&self, separator: u8) -> Rows<'_> {
        Rows {
            records: Records::new(&self.text, separator),
            fields: Vec::new(),
            row: 0,
            done: false,
        }
    }
}

/// Rows of a text.
pub struct Rows<'t> {
    records: Records<'t>,
    fields: Vec<Field<'t>>,
    row: u32,
    done: bool,
}

impl Rows<'_> {
    fn read(&mut self) -> Result<Option<RawRow>, FileError> {
        let Some(blank) = self.records.next(&mut self.fields)? else {
            return Ok(None);
        };
        self.row = self.row.saturating_add(blank).saturating_add(1);
        if self.row > ROWS_MAX {
            return Err(FileError::TooManyRows);
        }
        let mut raw = RawRow {
            row: self.row,
            cells: Vec::with_capacity(self.fields.len().min(COLUMNS_MAX)),
            ..RawRow::default()
        };
        for (column, field) in (0_u16..).zip(self.fields.drain(..).take(COLUMNS_MAX)) {
            if field.text.len() > FIELD_MAX {
                return Err(FileError::CellTooLong);
            }
            if field.stray {
                raw.hints.push((column, Hint::StrayQuote));
            }
            if field.text.contains(REPLACEMENT) {
                raw.hints.push((column, Hint::BrokenCharacter));
            }
            raw.cells.push(cell(&field.text));
        }
        Ok(Some(raw))
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

/// A field as a cell, without what programs put around a text so that a spreadsheet leaves it as it is: an apostrophe
/// or a tab before it, or `="…"` around it.
fn cell(field: &str) -> Cell {
    let formula = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let text = match (formula, field.strip_prefix('\'')) {
        (Some(inner), _) => Cow::Owned(inner.replace("\"\"", "\"")),
        (None, Some(rest)) if guarded(rest) || !(rest.is_empty() || rest.ends_with('\'')) => Cow::Borrowed(rest),
        _ => Cow::Borrowed(field.trim_matches(['\t', '\u{1f}'])),
    };
    let text = without_entities(&text).map_or(text, Cow::Owned);
    if text.is_empty() {
        Cell::Blank
    } else {
        Cell::Text(text.into_owned())
    }
}

/// A text that an export guards with an apostrophe: a spreadsheet would run it as a formula, or drop the apostrophe
/// it begins with.
#[must_use]
pub fn guarded(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\''])
}
