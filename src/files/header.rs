//! Finds the header row and proposes what each column is.
use sha2::{Digest, Sha256};

use super::amount::Unit;
use super::by_content;
use super::cell::{COLUMNS_MAX, Cell, RawRow};
use super::column::{self, Column};
use super::heading::{self, Heading};
use super::text::squeeze;

/// Rows looked at for a header; titles, notes and merged headings fit well into them.
pub const HEADER_SEARCH: usize = 40;

/// Which column of a file is what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Row number of the header in the file; the lower one if headings take two rows.
    pub header_row: u32,
    /// Headings as found.
    pub headings: Vec<String>,
    /// What each column is taken for.
    pub columns: Vec<Option<&'static Column>>,
    /// Unit of amounts without one in the cell, by column.
    pub units: Vec<Unit>,
    /// How sure the finding is; more is better.
    pub score: u32,
}

impl Layout {
    /// Recognises this layout again, so that a person's mapping can be kept for it: 16 hex digits of a hash over
    /// the headings without white space.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for heading in &self.headings {
            hash.update(squeeze(heading).as_bytes());
            hash.update([0]);
        }
        hash.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect()
    }

    /// The position of a column.
    #[must_use]
    pub fn position(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.is_some_and(|c| c.key == key))
    }

    /// Puts a person's mapping in place of the proposal: a key for each column, or none. Unknown keys are none, and
    /// of two columns with the same key the first holds.
    pub fn remap(&mut self, keys: &[Option<String>]) {
        for slot in &mut self.columns {
            *slot = None;
        }
        for (at, key) in keys.iter().enumerate().take(self.columns.len()) {
            let column = key.as_deref().and_then(column::by_key);
            if column.is_some_and(|c| self.position(c.key).is_none()) {
                self.columns[at] = column;
            }
        }
    }
}

/// Finds the header among the first rows of a file.
#[must_use]
pub fn find(rows: &[RawRow]) -> Option<Layout> {
    let mut best: Option<Layout> = None;
    for (at, row) in rows.iter().enumerate().take(HEADER_SEARCH) {
        let single = texts(row);
        let double = at.checked_sub(1).map(|above| merged(&texts(&rows[above]), &single));
        // Between equals the single row holds, and the first: headers may be repeated on every page.
        for headings in [Some(single), double] {
            let Some(mut layout) = headings.and_then(read) else {
                continue;
            };
            layout.header_row = row.row;
            if best.as_ref().is_none_or(|b| layout.score > b.score) {
                sheet_unit(&rows[..at], &mut layout);
                by_content::settle(&mut layout, &rows[at + 1..]);
                best = Some(layout);
            }
        }
    }
    best
}

/// The texts of a row; a number in it makes it a row of data.
fn texts(row: &RawRow) -> Vec<String> {
    let text = |cell: &Cell| cell.text().map(|t| t.trim().to_owned()).unwrap_or_default();
    let mut texts: Vec<String> = row.cells.iter().take(COLUMNS_MAX).map(text).collect();
    while texts.last().is_some_and(String::is_empty) {
        texts.pop();
    }
    texts
}

/// Headings in two rows: the lower one holds, the upper one where the lower is blank (merged cells).
fn merged(upper: &[String], lower: &[String]) -> Vec<String> {
    (0..upper.len().max(lower.len()))
        .map(|at| {
            let below = lower.get(at).filter(|text| !text.is_empty());
            below.or_else(|| upper.get(at)).cloned().unwrap_or_default()
        })
        .collect()
}

/// Reads texts as headings: the layout if enough of them are known.
fn read(headings: Vec<String>) -> Option<Layout> {
    let found: Vec<Heading> = headings.iter().map(|text| heading::heading(text)).collect();
    let mut columns: Vec<Option<&'static Column>> = vec![None; found.len()];
    let mut score = 0;
    // Names known word by word go first, so that a vague heading further left does not take their place.
    for exact in [true, false] {
        for (at, heading) in found.iter().enumerate().filter(|(_, h)| h.exact == exact) {
            let Some(column) = heading.column else {
                continue;
            };
            if columns.iter().flatten().all(|taken| *taken != column) {
                columns[at] = Some(column);
                score += if exact { 3 } else { 1 };
            }
        }
    }
    let known = |key: &str| columns.iter().flatten().any(|c| c.key == key);
    let enough = columns.iter().flatten().filter(|c| c.key != "seq").count();
    let is_header = enough >= 3 || (enough >= 2 && (known("case_number") || known("filed_on")));
    let units = found.iter().map(|h| h.unit.unwrap_or_default()).collect();
    is_header.then_some(Layout {
        header_row: 0,
        headings,
        columns,
        units,
        score,
    })
}

/// A title row may name the unit of the whole sheet; it holds for headings without one of their own.
fn sheet_unit(above: &[RawRow], layout: &mut Layout) {
    let texts = above.iter().flat_map(|row| row.cells.iter().filter_map(Cell::text));
    let Some(unit) = texts.rev().find_map(heading::sheet_unit) else {
        return;
    };
    for (at, slot) in layout.units.iter_mut().enumerate() {
        if heading::heading(&layout.headings[at]).unit.is_none() {
            *slot = unit;
        }
    }
}
