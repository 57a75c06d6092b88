//! Two columns for one subject are weighed by what they hold.
use super::cell::{Cell, RawRow};
use super::column::{COLUMNS, Column, Kind};
use super::heading::Confidence;
use super::layout::Layout;
use super::read_cell;
use super::text::trimmed;
use super::{date, parties};
use crate::law::case_number;

/// How many of a column's filled cells fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Cells that fit.
    pub fit: usize,
    /// Cells with anything in them.
    pub filled: usize,
}

impl Share {
    /// Half of the filled cells at least, and one.
    #[must_use]
    pub fn most(self) -> bool {
        self.fit > 0 && self.fit * 2 >= self.filled
    }
}

/// Counts the cells of a column that fit.
pub fn share(rows: &[RawRow], at: usize, fits: impl Fn(&Cell) -> bool) -> Share {
    let mut share = Share::default();
    for cell in rows.iter().map(|row| row.cell(at)).filter(|cell| is_filled(cell)) {
        share.filled += 1;
        share.fit += usize::from(fits(cell));
    }
    share
}

/// Anything is in the cell that tells what its column holds: no error, no stroke for nothing.
fn is_filled(cell: &Cell) -> bool {
    !cell.is_blank() && !matches!(cell, Cell::Error(_)) && !read_cell::says_nothing(Kind::Amount, cell)
}

/// For each subject the column that is taken for it, from what the headings name.
pub fn choose(layout: &mut Layout, named: &[Option<(&'static Column, Confidence)>], rows: &[RawRow]) {
    for column in &COLUMNS {
        let mut best: Option<(Rank, usize, Confidence)> = None;
        for (at, sure) in claims(named, column) {
            let held = share(rows, at, |cell| fits(column, cell));
            if sure != Confidence::Exact && held.filled > 0 && !held.most() {
                continue;
            }
            let rank = (held.most(), sure == Confidence::Exact, held.fit > 0);
            if best.as_ref().is_none_or(|(most, ..)| rank > *most) {
                best = Some((rank, at, sure));
            }
        }
        if let Some((_, at, sure)) = best {
            layout.take(at, column, sure);
        }
    }
}

/// Holds mostly what it should, named word by word, holds anything.
type Rank = (bool, bool, bool);

/// The columns whose heading names the subject, from the left.
fn claims<'n>(
    named: &'n [Option<(&'static Column, Confidence)>],
    column: &'static Column,
) -> impl Iterator<Item = (usize, Confidence)> + 'n {
    let own = move |(at, named): (usize, &Option<(&'static Column, Confidence)>)| {
        named.filter(|(c, _)| *c == column).map(|(_, sure)| (at, sure))
    };
    named.iter().enumerate().filter_map(own)
}

/// The cell holds what the column needs.
#[must_use]
pub fn fits(column: &Column, cell: &Cell) -> bool {
    match column.kind {
        Kind::Seq => true,
        Kind::CaseNumber => is_case_number(cell),
        Kind::Parties => parties::split(&cell.as_shown()).is_some(),
        Kind::Text if column.key == "basis_doc_no" => is_text(cell),
        Kind::Text | Kind::Code => is_text(cell) && !is_document_number(&cell.as_shown()),
        _ => read_cell::reads(column, cell),
    }
}

/// An enforcement case number.
#[must_use]
pub fn is_case_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if case_number::parse(text).is_ok())
}

/// A number of a document and hardly more: （2022）豫1421民初123号, 某仲裁字〔2021〕第12号.
#[must_use]
pub fn is_document_number(text: &str) -> bool {
    let folded = super::text::squeeze(text);
    let year = folded
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    let numbered = folded
        .match_indices('号')
        .any(|(at, _)| folded[..at].ends_with(|c: char| c.is_ascii_digit()));
    year && numbered && folded.chars().count() <= 60
}

/// Words rather than a day or a number.
fn is_text(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => {
            let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/' | ':' | ' ');
            trimmed(text).is_some_and(|text| !text.chars().all(digits)) && date::from_text(text, false).is_err()
        }
        _ => false,
    }
}
