//! Settles by their cells what headings leave open.
use super::amount::Unit;
use super::cell::{Cell, RawRow};
use super::column::{self, Kind};
use super::header::Layout;
use super::read_cell;
use super::words;
use crate::law::case_number;

/// Looks at the first rows of data: a column of words is no amount (执行标的 may head either), and a column of case
/// numbers is one whatever its heading says.
pub fn settle(layout: &mut Layout, rows: &[RawRow]) {
    for at in 0..layout.columns.len() {
        let Some(column) = layout.columns[at].filter(|c| c.kind == Kind::Amount) else {
            continue;
        };
        let amount = |cell: &Cell| read_cell::reads(column, cell, Unit::Yuan);
        if !all(rows, at, |cell| !amount(cell)) {
            continue;
        }
        let claim = |cell: &Cell| words::find(&words::CLAIMS, &cell.as_shown()).is_some();
        let free = layout.position("claim_kind").is_none();
        if free && all(rows, at, claim) {
            layout.columns[at] = column::by_key("claim_kind");
        }
    }
    if layout.position("case_number").is_none() {
        let number = |cell: &Cell| case_number::parse(&cell.as_shown()).is_ok();
        let free = |at: &usize| layout.columns[*at].is_none_or(|c| c.kind == Kind::Seq);
        if let Some(at) = (0..layout.columns.len()).filter(free).find(|at| all(rows, *at, number)) {
            layout.columns[at] = column::by_key("case_number");
        }
    }
}

/// At least one cell of a column is filled, and all that are fit.
fn all(rows: &[RawRow], at: usize, fits: impl Fn(&Cell) -> bool) -> bool {
    let mut filled = rows
        .iter()
        .map(|row| row.cell(at))
        .filter(|cell| !cell.is_blank())
        .peekable();
    filled.peek().is_some() && filled.all(fits)
}
