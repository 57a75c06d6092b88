//! Cuts a text into rows of fields.
//!
//! Quoted fields are read as RFC 4180 has them. People and programs leave quotation marks that quote nothing: one that
//! neither opens nor closes at the border of a field is text, and one that would swallow other rows is text, too.
use std::borrow::Cow;

use memchr::{memchr_iter, memchr3};

use super::error::FileError;
use super::text::CELL_TEXT_MAX;
use law::case_number;

/// Most bytes of a field.
pub const FIELD_MAX: usize = CELL_TEXT_MAX * 4;
/// Lines looked at for the number of fields before a row is read.
const LOOK_LINES: usize = 40;
/// Rows with at least so many fields are known by their number of separators alone.
const WIDE: usize = 8;

/// One field.
#[derive(Debug)]
pub struct Field<'t> {
    /// Its text, without the marks around it.
    pub text: Cow<'t, str>,
    /// A quotation mark in it quotes nothing and was left as text.
    pub stray: bool,
}

/// What follows an opening quotation mark.
enum Quoted<'t> {
    /// The text up to the closing mark, whether marks stand in it that are not doubled, and where it ends.
    Text(Cow<'t, str>, bool, usize),
    /// The mark opens nothing.
    Stray,
}

/// A text on its way to rows.
#[derive(Debug)]
pub struct Records<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
    /// Most fields of a row until now; a guess before the first.
    width: usize,
    /// A row with several fields was read.
    measured: bool,
    /// Marks before this place close in their line or not at all: another row begins there.
    rows_until: usize,
}

impl<'t> Records<'t> {
    /// Starts at the beginning.
    #[must_use]
    pub fn new(text: &'t str, separator: u8) -> Records<'t> {
        let count = |line: &str| memchr_iter(separator, line.as_bytes()).count() + 1;
        let width = text.lines().take(LOOK_LINES).map(count).max();
        Records {
            text,
            at: 0,
            separator,
            width: width.unwrap_or_default(),
            measured: false,
            rows_until: 0,
        }
    }

    /// The fields of the next row that has any, and how many lines without anything stood before it; nothing at the
    /// end. Row numbers are those of a spreadsheet: line breaks within a field do not count.
    ///
    /// # Errors
    /// A field is too long, or opened by a quotation mark and cut off.
    pub fn next(&mut self, fields: &mut Vec<Field<'t>>) -> Result<Option<u32>, FileError> {
        fields.clear();
        let mut blank = 0_u32;
        while let Some(next) = self.line_end(self.at) {
            self.at = next;
            blank = blank.saturating_add(1);
        }
        if self.at >= self.text.len() {
            return Ok(None);
        }
        loop {
            let field = self.field()?;
            fields.push(field);
            if self.byte(self.at) == Some(self.separator) {
                self.at += 1;
                continue;
            }
            if let Some(next) = self.line_end(self.at) {
                self.at = next;
            }
            if fields.len() > 2 && fields.iter().all(|field| !field.stray) {
                self.width = if self.measured {
                    self.width.max(fields.len())
                } else {
                    fields.len()
                };
                self.measured = true;
            }
            return Ok(Some(blank));
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Where the next line begins, if a line ends here: `\n`, `\r`, `\r\n`, and `\r\r\n` of a file written twice over
    /// as text.
    fn line_end(&self, at: usize) -> Option<usize> {
        match self.byte(at)? {
            b'\n' => Some(at + 1),
            b'\r' => {
                let returns = self.text.as_bytes()[at..].iter().take_while(|b| **b == b'\r').count();
                let newline = self.byte(at + returns) == Some(b'\n');
                Some(if newline { at + returns + 1 } else { at + 1 })
            }
            _ => None,
        }
    }

    fn field(&mut self) -> Result<Field<'t>, FileError> {
        // The mark of a second file copied behind the first.
        if self.text[self.at..].starts_with('\u{feff}') {
            self.at += '\u{feff}'.len_utf8();
        }
        let rest = &self.text[self.at..];
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        // `="…"` keeps a spreadsheet from reading a number or a date into a text.
        let before = spaces + usize::from(rest[spaces..].starts_with("=\""));
        let mut stray = false;
        if self.byte(self.at + before) == Some(b'"') {
            match self.quoted(self.at + before + 1)? {
                Quoted::Text(text, stray, end) => {
                    self.at = end;
                    return Ok(Field { text, stray });
                }
                Quoted::Stray => stray = true,
            }
        }
        let end = memchr3(self.separator, b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        if end > FIELD_MAX {
            return Err(FileError::CellTooLong);
        }
        self.at += end;
        let text = Cow::Borrowed(&rest[..end]);
        Ok(Field { text, stray })
    }

    /// Reads on behind an opening mark.
    fn quoted(&mut self, from: usize) -> Result<Quoted<'t>, FileError> {
        let (mut at, mut stray, mut doubled) = (from, false, false);
        let mut line: Option<usize> = None;
        let empty = self.byte(from) == Some(b'"') && self.byte(from + 1) != Some(b'"');
        if empty && self.border(from + 1).is_none() {
            // Two marks before a word, as in ""甲"", quote nothing.
            return Ok(Quoted::Stray);
        }
        loop {
            let bytes = &self.text.as_bytes()[at..];
            let Some(found) = memchr3(b'"', b'\n', b'\r', bytes) else {
                return self.unclosed(line);
            };
            at += found;
            if at - from > FIELD_MAX {
                return Err(FileError::CellTooLong);
            }
            if let Some(next) = self.line_end(at) {
                let swallowed = line.is_some_and(|start| self.is_row(&self.text[start..at]));
                if swallowed {
                    self.rows_until = line.unwrap_or(at);
                }
                if swallowed || from < self.rows_until {
                    return Ok(Quoted::Stray);
                }
                (line, at) = (Some(next), next);
            } else if self.byte(at + 1) == Some(b'"') {
                (doubled, at) = (true, at + 2);
            } else if let Some(end) = self.border(at + 1) {
                if line.is_some_and(|start| self.begins_row(&self.text[start..at])) {
                    return Ok(Quoted::Stray);
                }
                let text = &self.text[from..at];
                let text = if doubled {
                    Cow::Owned(text.replace("\"\"", "\""))
                } else {
                    Cow::Borrowed(text)
                };
                return Ok(Quoted::Text(text, stray, end));
            } else {
                (stray, at) = (true, at + 1);
            }
        }
    }

    /// A mark without an end: text, if it stands in the last line or rows follow; else the file was cut off.
    fn unclosed(&self, line: Option<usize>) -> Result<Quoted<'t>, FileError> {
        match line {
            Some(start) if !self.is_row(&self.text[start..]) => Err(FileError::OpenQuote),
            _ => Ok(Quoted::Stray),
        }
    }

    /// The end of a field behind its closing mark, spaces left aside.
    fn border(&self, from: usize) -> Option<usize> {
        let rest = &self.text[from.min(self.text.len())..];
        let at = from + rest.len() - rest.trim_start_matches(' ').len();
        match self.byte(at) {
            None | Some(b'\n' | b'\r') => Some(at),
            Some(byte) => (byte == self.separator).then_some(at),
        }
    }

    /// A whole line within a quoted field is a row of its own: as many fields as other rows, or a case number and at
    /// least half of them.
    fn is_row(&self, line: &str) -> bool {
        let separators = memchr_iter(self.separator, line.as_bytes()).count();
        let others = self.width.saturating_sub(1);
        if separators < 2 {
            return false;
        }
        let whole = separators == others;
        (whole && self.width >= WIDE) || ((whole || separators * 2 >= others.max(4)) && self.has_number(line))
    }

    /// The last line of a quoted field, up to the closing mark, begins a row.
    fn begins_row(&self, line: &str) -> bool {
        memchr_iter(self.separator, line.as_bytes()).count() >= 2 && self.has_number(line)
    }

    /// One field is a case number, and only one: a remark may list several.
    fn has_number(&self, line: &str) -> bool {
        let fields = line.split(char::from(self.separator));
        let numbers = fields.filter(|field| case_number::parse(field.trim_matches('"')).is_ok());
        numbers.take(2).count() == 1
    }
}
