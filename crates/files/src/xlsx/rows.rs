//! The rows of a sheet, from the stream of its cells.
use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::cell::Parts;
use super::merges::Merge;
use super::place::{place, row};
use super::styles::Styles;
use super::texts::{self, Texts};
use super::xml::{Xml, attribute, is_on};
use crate::cell::{COLUMNS_MAX, Cell, RawRow};
use crate::error::FileError;
use crate::hint::Hint;

/// What all sheets of a workbook share.
#[derive(Clone, Copy)]
pub(super) struct Book<'w> {
    pub texts: &'w Texts,
    pub styles: &'w Styles,
    pub since_1904: bool,
}

/// Rows of a sheet that have cells.
pub struct Rows<'w, 'b> {
    xml: Xml<'w, 'b>,
    book: Book<'w>,
    sheet: u16,
    parts: Parts,
    /// The row being read, or the one read last.
    at: u32,
    /// The rows have begun.
    begun: bool,
    /// Number of the last row by the sheet's own word: good for a progress bar, not to be trusted.
    pub announced: u32,
    merges: std::vec::IntoIter<Merge>,
    next_merge: Option<Merge>,
    /// Values that hold for rows below, by column, with their last row.
    holding: HashMap<u32, (u32, Cell)>,
    /// Merged cells hold for the rows below them from behind this row on; nothing while headings are searched.
    pub merged_behind: Option<u32>,
    done: bool,
}

/// What a start in a cell means.
enum Within {
    Value,
    Inline,
    Formula,
    Other,
}

impl<'w, 'b> Rows<'w, 'b> {
    pub(super) fn new(xml: Xml<'w, 'b>, book: Book<'w>, sheet: u16, merges: Vec<Merge>) -> Rows<'w, 'b> {
        let mut merges = merges.into_iter();
        Rows {
            xml,
            book,
            sheet,
            parts: Parts::default(),
            at: 0,
            begun: false,
            announced: 0,
            next_merge: merges.next(),
            merges,
            holding: HashMap::new(),
            merged_behind: None,
            done: false,
        }
    }

    /// The next row with cells.
    fn row(&mut self) -> Result<Option<RawRow>, FileError> {
        loop {
            let begun = self.begun;
            let Some(event) = self.xml.next()? else {
                // Rows without an end were cut off.
                return if begun { Err(FileError::Truncated) } else { Ok(None) };
            };
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => {
                        let number = attribute(&element, "r").and_then(|r| row(&r));
                        let hidden = is_on(&element, "hidden");
                        self.at = number.unwrap_or(self.at.saturating_add(1));
                        let raw = self.cells(number.is_some(), hidden)?;
                        if !raw.cells.is_empty() {
                            return Ok(Some(self.merged(raw)));
                        }
                    }
                    "sheetData" => self.begun = true,
                    "dimension" => {
                        let range = attribute(&element, "ref").unwrap_or_default();
                        let end = range.rsplit(':').next().and_then(place);
                        self.announced = end.map_or(0, |(_, row)| row);
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "sheetData" => return Ok(None),
                _ => {}
            }
        }
    }

    /// The cells of a row just opened.
    fn cells(&mut self, mut numbered: bool, hidden: bool) -> Result<RawRow, FileError> {
        let mut raw = RawRow {
            sheet: self.sheet,
            since_1904: self.book.since_1904,
            ..RawRow::default()
        };
        if hidden {
            raw.hints.push((0, Hint::HiddenRow));
        }
        let mut column = 0_u32;
        loop {
            match self.xml.inner()? {
                Event::Start(element) if element.local_name().as_ref() == "c" => {
                    let place = self.parts.start(&element);
                    if let Some((at, row)) = place {
                        column = at;
                        if !numbered {
                            (self.at, numbered) = (row, true);
                        }
                    }
                    self.cell()?;
                    let (cell, hint) = self.parts.cell(&self.book)?;
                    put(&mut raw, column, cell, hint);
                    column = column.saturating_add(1);
                }
                Event::End(element) if element.local_name().as_ref() == "row" => break,
                _ => {}
            }
        }
        raw.row = self.at;
        Ok(raw)
    }

    /// The inside of a cell just opened.
    fn cell(&mut self) -> Result<(), FileError> {
        loop {
            let within = match self.xml.inner()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "v" => Within::Value,
                    "is" => Within::Inline,
                    "f" => Within::Formula,
                    _ => Within::Other,
                },
                Event::End(_) => return Ok(()),
                _ => continue,
            };
            match within {
                Within::Value => self.xml.text(&mut self.parts.value)?,
                Within::Inline => self.parts.struck |= texts::runs(&mut self.xml, &mut self.parts.inline)?,
                Within::Formula => self.xml.text(self.parts.formula.insert(String::new()))?,
                Within::Other => self.xml.skip()?,
            }
        }
    }

    /// The row with the values of cells merged downwards; a row of its own it must be without them.
    fn merged(&mut self, mut raw: RawRow) -> RawRow {
        let Some(behind) = self.merged_behind else {
            return raw;
        };
        while let Some(merge) = self.next_merge.filter(|merge| merge.first <= raw.row) {
            self.next_merge = self.merges.next();
            let cell = raw.cell(merge.column as usize);
            let begins = merge.first == raw.row && merge.first > behind;
            if begins && (merge.column as usize) < COLUMNS_MAX && !cell.is_blank() {
                self.holding.insert(merge.column, (merge.last, cell.clone()));
            }
        }
        if self.holding.is_empty() || raw.is_blank() {
            return raw;
        }
        self.holding.retain(|_, (last, _)| *last >= raw.row);
        for (column, (_, cell)) in &self.holding {
            if raw.cell(*column as usize).is_blank() {
                put(&mut raw, *column, cell.clone(), Some(Hint::Merged));
            }
        }
        raw
    }
}

impl Parts {
    /// Begins a cell; its place if it names one.
    fn start(&mut self, element: &BytesStart<'_>) -> Option<(u32, u32)> {
        self.clear();
        let mut at = None;
        let mut attributes = element.attributes();
        for attribute in attributes.with_checks(false).filter_map(Result::ok) {
            match attribute.key.as_ref() {
                "r" => at = place(&attribute.value),
                "s" => self.style = attribute.value.trim().parse().unwrap_or_default(),
                "t" => attribute.value.trim().clone_into(&mut self.kind),
                _ => {}
            }
        }
        at
    }
}

impl Iterator for Rows<'_, '_> {
    type Item = Result<RawRow, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let row = self.row().transpose();
        self.done = !matches!(row, Some(Ok(_)));
        row
    }
}

/// Puts a cell at its place, unless it lies far right of any list or says nothing.
fn put(raw: &mut RawRow, column: u32, cell: Cell, hint: Option<Hint>) {
    let at = column as usize;
    if at >= COLUMNS_MAX || cell == Cell::Blank {
        return;
    }
    if raw.cells.len() <= at {
        raw.cells.resize_with(at + 1, Cell::default);
    }
    raw.cells[at] = cell;
    if let (Some(hint), Ok(column)) = (hint, u16::try_from(column)) {
        raw.hints.push((column, hint));
    }
}
