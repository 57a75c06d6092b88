//! One cell of a sheet, from its parts.
use crate::decode::REPLACEMENT;
use std::borrow::Cow;

use super::rows::Book;
use super::texts::unescape;
use crate::cell::Cell;
use crate::error::FileError;
use crate::hint::Hint;
use crate::text::{CELL_TEXT_MAX, without_entities};

/// What stands in a cell's element. Kept from cell to cell to save room being made anew.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Its type: `s`, `str`, `inlineStr`, `b`, `e`, `d`, `n`; blank if it has none.
    pub kind: String,
    /// Its style.
    pub style: usize,
    /// Its value; blank if it has none.
    pub value: String,
    /// Its own text; blank if it has none.
    pub inline: String,
    /// Parts of its own text were left out because they are struck through.
    pub struck: bool,
    /// Its formula, if there is one.
    pub formula: Option<String>,
}

/// The hint of a text of which parts are struck through.
fn struck(is_struck: bool) -> Option<Hint> {
    is_struck.then_some(Hint::StruckText)
}

impl Parts {
    /// Forgets the cell before.
    pub fn clear(&mut self) {
        self.kind.clear();
        self.style = 0;
        self.value.clear();
        self.inline.clear();
        self.struck = false;
        self.formula = None;
    }

    /// The cell, and what has to be told of it. What is struck through does not hold any more: it is unknown.
    ///
    /// # Errors
    /// A text longer than a spreadsheet can hold.
    pub fn cell(&self, book: &Book<'_>) -> Result<(Cell, Option<Hint>), FileError> {
        let (cell, hint) = self.written(book)?;
        if book.styles.get(self.style).struck && !cell.is_blank() {
            return Ok((Cell::Error(cell.shown()), struck(true)));
        }
        let cell = match cell {
            Cell::Text(text) => Cell::Text(without_entities(&text).unwrap_or(text)),
            other => other,
        };
        // A character that neither the file nor its program could write.
        let lost = cell.text().is_some_and(|text| text.contains(REPLACEMENT));
        Ok((cell, hint.or(lost.then_some(Hint::BrokenCharacter))))
    }

    fn written(&self, book: &Book<'_>) -> Result<(Cell, Option<Hint>), FileError> {
        if !self.inline.is_empty() {
            return Ok((Cell::Text(short(&self.inline)?), struck(self.struck)));
        }
        let value = self.value.as_str();
        let trimmed = value.trim();
        if trimmed.is_empty() {
            return Ok(self.without_value(value));
        }
        let unreadable = || -> Result<_, FileError> { Ok((Cell::Error(short(value)?), Some(Hint::UnreadableCell))) };
        let cell = match self.kind.as_str() {
            "s" => {
                let at = trimmed.parse().ok();
                let hint = struck(at.is_some_and(|at| book.texts.is_struck(at)));
                match at.and_then(|at| book.texts.get(at)) {
                    Some("") => return Ok((Cell::Blank, hint)),
                    Some(text) => return Ok((Cell::Text(short(text)?), hint)),
                    None => return unreadable(),
                }
            }
            "str" | "inlineStr" | "is" => Cell::Text(short(&unescape(value))?),
            "b" => match trimmed {
                "1" | "true" | "TRUE" | "True" => Cell::Bool(true),
                "0" | "false" | "FALSE" | "False" => Cell::Bool(false),
                _ => return unreadable(),
            },
            "e" => return Ok((Cell::Error(short(trimmed)?), Some(Hint::ErrorCell))),
            "d" => match number(trimmed) {
                Some(number) => self.number(number, book),
                None => Cell::Text(short(&local(trimmed))?),
            },
            "n" | "" => match number(trimmed) {
                Some(number) => self.number(number, book),
                None if self.kind.is_empty() => Cell::Text(short(&unescape(value))?),
                None => return unreadable(),
            },
            _ => return unreadable(),
        };
        let style = book.styles.get(self.style);
        Ok(match cell {
            Cell::Number(_) if style.doubtful => (cell, Some(Hint::FormatDoubtful)),
            // 300000元 on the sheet: the unit stands in the cell, whatever its heading says.
            Cell::Number(_) if style.yuan => (Cell::Text(format!("{}元", cell.shown())), None),
            cell => (cell, None),
        })
    }

    fn number(&self, number: f64, book: &Book<'_>) -> Cell {
        match book.styles.get(self.style).date {
            true => Cell::Day(number, book.since_1904),
            false => Cell::Number(number),
        }
    }

    /// A formula whose value the program did not keep is shown as it stands; a formula may also give a blank text.
    fn without_value(&self, value: &str) -> (Cell, Option<Hint>) {
        match &self.formula {
            Some(formula) if !matches!(self.kind.as_str(), "str" | "inlineStr") => {
                let shown: String = formula.chars().take(CELL_TEXT_MAX).collect();
                (Cell::Error(format!("={shown}")), Some(Hint::FormulaWithoutValue))
            }
            _ if value.is_empty() => (Cell::Blank, None),
            _ => (Cell::Text(value.chars().take(CELL_TEXT_MAX).collect()), None),
        }
    }
}

fn number(text: &str) -> Option<f64> {
    let plain = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'-' | b'e' | b'E');
    if !text.bytes().all(plain) {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A date-typed cell means local time even where a program writes a zone behind it.
fn local(text: &str) -> Cow<'_, str> {
    let Some(time) = text.find(['T', 't']) else {
        return Cow::Borrowed(text);
    };
    match text[time..].find(['Z', 'z', '+', '-']) {
        Some(zone) => Cow::Borrowed(&text[..time + zone]),
        None => Cow::Borrowed(text),
    }
}

/// The text, if a spreadsheet could have held it.
fn short(text: &str) -> Result<String, FileError> {
    if text.len() > CELL_TEXT_MAX * 4 {
        return Err(FileError::CellTooLong);
    }
    Ok(text.to_owned())
}
