//! Cells and rows as a file gives them, before anybody knows what they mean.
use std::borrow::Cow;

use super::hint::Hint;

/// Columns read; a case list has some twenty, and a stray cell far right is not one of them.
pub const COLUMNS_MAX: usize = 256;

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing there.
    #[default]
    Blank,
    /// Text as it stands.
    Text(String),
    /// A number without a date format.
    Number(f64),
    /// A number formatted as a date, and whether the workbook counts days from 1904.
    Day(f64, bool),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error of the spreadsheet, as it shows it (`#N/A`), or a cell that could not be read.
    Error(String),
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawRow {
    /// Number in the file, the first being 1.
    pub row: u32,
    /// Cells from the first column on; missing ones at the end are blank.
    pub cells: Vec<Cell>,
    /// What the reader of the file had to do to a cell, by column from 0.
    pub hints: Vec<(u16, Hint)>,
    /// The sheet it stands on, by its place in the workbook from 0; 0 in a text.
    pub sheet: u16,
    /// The workbook counts days from 1904: bare numbers in date columns do, too.
    pub since_1904: bool,
}

impl Cell {
    /// Blank, or nothing but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Blank => true,
            Cell::Text(text) => super::text::trimmed(text).is_none(),
            _ => false,
        }
    }

    /// The text of a text cell.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The cell as a person sees it, for previews and for handing rejected rows back.
    #[must_use]
    pub fn shown(&self) -> String {
        self.as_shown().into_owned()
    }

    /// [`Cell::shown`] without a copy of texts.
    #[must_use]
    pub fn as_shown(&self) -> Cow<'_, str> {
        match self {
            Cell::Blank => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(shown_number(*number)),
            Cell::Day(serial, is_1904) => match super::date::from_serial(*serial, *is_1904) {
                Ok(day) => Cow::Owned(day.to_string()),
                Err(_) => Cow::Owned(shown_number(*serial)),
            },
            Cell::Bool(yes) => Cow::Borrowed(if *yes { "TRUE" } else { "FALSE" }),
        }
    }
}

/// Fifteen digits, as a spreadsheet shows them.
fn shown_number(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

impl RawRow {
    /// The cell in a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Blank)
    }

    /// No cell holds anything.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}
