//! Lists one below the other on one sheet: each is read by its own headings and units.
use std::collections::VecDeque;

use super::cell::{Cell, RawRow};
use super::error::FileError;
use super::header::{self, HEADER_SEARCH, Layout};
use super::layout::UnitFrom;
use super::skip;
use super::text::squeeze;
use super::unit_words::{self, Said};

/// Most filled cells of a line between two lists.
const LINE_CELLS: usize = 2;

/// Rows of a sheet with a view of those ahead, to find the headings of a further list.
pub(super) struct Stacked<I> {
    rows: I,
    ahead: VecDeque<RawRow>,
    failed: Option<FileError>,
    /// Lines since the last case: they may name the unit of the list that follows.
    lines: Vec<RawRow>,
    /// The layout of the first list, which holds what a person chose.
    first: Layout,
}

impl<I: Iterator<Item = Result<RawRow, FileError>>> Stacked<I> {
    /// Starts with the layout of the first list.
    pub fn new(rows: I, first: Layout) -> Stacked<I> {
        Stacked {
            rows,
            ahead: VecDeque::new(),
            failed: None,
            lines: Vec::new(),
            first,
        }
    }

    /// The next row.
    pub fn next(&mut self) -> Option<Result<RawRow, FileError>> {
        if let Some(row) = self.ahead.pop_front() {
            return Some(Ok(row));
        }
        match self.failed.take() {
            Some(error) => Some(Err(error)),
            None => self.rows.next(),
        }
    }

    /// The layout that holds from this row on, if the row begins another list or names another unit.
    pub fn turn(&mut self, row: &RawRow, now: &Layout) -> Option<Layout> {
        if row.row <= now.header_row || row.is_blank() {
            return None;
        }
        let number = now.position("case_number").map(|at| row.cell(at));
        if number.and_then(Cell::text).is_some_and(skip::opens_number) {
            self.lines.clear();
            return None;
        }
        if header::is_list_heading(row) {
            let found = self.heading(row, now);
            self.lines.clear();
            return found;
        }
        if row.cells.iter().filter(|cell| !cell.is_blank()).count() > LINE_CELLS {
            self.lines.clear();
            return None;
        }
        self.lines.push(row.clone());
        other_unit(row, now)
    }

    /// Reads the headings of a further list; nothing if they are those of the list before, repeated.
    fn heading(&mut self, row: &RawRow, now: &Layout) -> Option<Layout> {
        while self.ahead.len() < HEADER_SEARCH && self.failed.is_none() {
            match self.rows.next() {
                Some(Ok(row)) => self.ahead.push_back(row),
                Some(Err(error)) => self.failed = Some(error),
                None => break,
            }
        }
        let lines = self.lines.iter().chain(std::iter::once(row)).chain(&self.ahead);
        let block: Vec<RawRow> = lines.filter(|row| !row.is_blank()).cloned().collect();
        let mut found = header::find(&block).filter(|layout| layout.header_row >= row.row)?;
        let same = |(one, other): (&String, &String)| squeeze(one) == squeeze(other);
        let repeated = found.headings.len() == now.headings.len() && found.headings.iter().zip(&now.headings).all(same);
        if repeated && !found.unit_from.contains(&UnitFrom::RowAbove) {
            return None;
        }
        if now.unit_from.contains(&UnitFrom::RowAbove) {
            // The line above the first list may hold for this one or not.
            found.put_unit(Said::Doubtful, UnitFrom::RowAbove);
        }
        found.width = self.first.width.map(|_| width_of(row));
        found.further = true;
        found.follow(&self.first);
        Some(found)
    }
}

/// How many cells a row of headings has.
fn width_of(row: &RawRow) -> usize {
    row.cells.len()
}

/// A line between the cases names a unit: it holds from there on where the headings name none.
fn other_unit(row: &RawRow, now: &Layout) -> Option<Layout> {
    if skip::is_line_below(row) {
        return None;
    }
    let said = unit_words::in_line(&header::line(row));
    if said == Said::Nothing {
        return None;
    }
    let mut next = now.clone();
    for from in &mut next.unit_from {
        if matches!(from, UnitFrom::RowAbove | UnitFrom::RowBelow) {
            *from = UnitFrom::Nowhere;
        }
    }
    next.put_unit(said, UnitFrom::RowAbove);
    Some(next)
}
