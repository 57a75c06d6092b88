//! Where the headings of a ledger stand, in one row or in several.
use casebook::kinds::ValueType;

use super::heading::{Column, Names};
use crate::cell::RawRow;
use crate::header::{self, HEADER_SEARCH};
use crate::heading;
use crate::unit_words::{self, Said};

/// Most rows one heading takes.
const DEPTH_MAX: usize = 3;

/// The headings of a list.
#[derive(Clone, Debug)]
pub(super) struct Head<'k> {
    /// The number in the file of their lowest row.
    pub row: u32,
    /// How many rows they take, with what stands above them.
    pub rows: usize,
    /// As they stand; the lowest text of each.
    pub headings: Vec<String>,
    /// What each column holds.
    pub columns: Vec<Option<Column<'k>>>,
    /// What lines above say of the unit.
    pub above: Said,
    /// Cells of their lowest row.
    pub width: usize,
    /// How sure the finding is; more is better.
    pub score: usize,
}

impl Head<'_> {
    /// A column of amounts names no unit.
    pub fn has_no_unit(&self) -> bool {
        self.columns.iter().flatten().any(|column| match column {
            Column::Field(field, said) => field.holds == ValueType::Money && *said == Said::Nothing,
            _ => false,
        })
    }

    /// The column of the debtors, where that is no field of the kind.
    pub fn debtor(&self) -> Option<usize> {
        let mut columns = self.headings.iter().zip(&self.columns);
        columns.position(|(said, column)| {
            column.is_none() && heading::by_name(said).is_some_and(|column| column.key == "debtor")
        })
    }

    /// Has all the fields the other has that a record cannot be without.
    pub fn is_alike(&self, other: &Head<'_>) -> bool {
        let has = |number: u16| {
            let mut fields = self.columns.iter().flatten().filter_map(|column| column.field());
            fields.any(|field| field.number == number)
        };
        let fields = other.columns.iter().flatten().filter_map(|column| column.field());
        fields.filter(|field| field.needed).all(|field| has(field.number))
    }
}

/// Finds the headings among the first rows of a sheet or a text.
pub(super) fn find<'k>(rows: &[RawRow], names: &Names<'k>) -> Option<Head<'k>> {
    let mut best: Option<Head<'k>> = None;
    for from in 0..rows.len().min(HEADER_SEARCH) {
        // What stands below the first number belongs to it or to another list.
        if best.is_some() && header::holds_number(&rows[from]) {
            break;
        }
        let Some(mut head) = begin(&rows[from..], names) else {
            continue;
        };
        if best.as_ref().is_none_or(|best| head.score > best.score) {
            let lines = rows[..from].iter().map(|row| unit_words::in_line(&header::line(row)));
            head.above = lines.fold(Said::Nothing, Said::and);
            head.rows += from;
            best = Some(head);
        }
    }
    best
}

/// The headings that begin in the first of these rows.
pub(super) fn begin<'k>(rows: &[RawRow], names: &Names<'k>) -> Option<Head<'k>> {
    let mut best: Option<Head<'k>> = None;
    for depth in 1..=DEPTH_MAX.min(rows.len()) {
        let block = &rows[..depth];
        let texts: Vec<Vec<String>> = block.iter().map(header::texts).collect();
        let numbers = header::has_numbers(block) || block.iter().any(header::holds_number);
        if numbers || depth > 1 && is_title(&texts[0]) {
            break;
        }
        let found = read(block, &texts, names);
        if let Some(head) = found.filter(|head| best.as_ref().is_none_or(|best| head.score > best.score)) {
            best = Some(head);
        }
    }
    best
}

/// A line above the list rather than a row of headings.
fn is_title(texts: &[String]) -> bool {
    let mut filled = texts.iter().enumerate().filter(|(_, text)| !text.is_empty());
    let Some((at, first)) = filled.next() else {
        return true;
    };
    let told = |text: &String| heading::is_unit_alone(text) || heading::has_colon(text);
    texts.iter().any(told) || (at == 0 && filled.all(|(_, text)| text == first))
}

fn read<'k>(block: &[RawRow], texts: &[Vec<String>], names: &Names<'k>) -> Option<Head<'k>> {
    let width = texts.iter().map(Vec::len).max().unwrap_or_default();
    let mut headings = Vec::with_capacity(width);
    let mut columns = Vec::with_capacity(width);
    for at in 0..width {
        let stack = header::stack(texts, at);
        columns.push(names.read(&stack));
        headings.push(stack.last().copied().unwrap_or_default().to_owned());
    }
    names.settle(&mut columns);
    let mut fields: Vec<u16> = Vec::new();
    let (mut units, mut is_needed, mut has_number) = (0, false, false);
    for column in columns.iter().flatten() {
        match column {
            Column::CaseNumber(_) => has_number = true,
            Column::Field(field, said) => {
                is_needed |= field.needed;
                units += usize::from(*said != Said::Nothing);
                if !fields.contains(&field.number) {
                    fields.push(field.number);
                }
            }
            Column::Lasting(..) | Column::Unit | Column::Currency => {}
        }
    }
    let lowest = block.last()?;
    let has_case = has_number || names.needs_no_number() && fields.len() > 1;
    (has_case && is_needed).then(|| Head {
        row: lowest.row,
        rows: block.len(),
        headings,
        columns,
        above: Said::Nothing,
        width: lowest.cells.len(),
        score: fields.len() * 2 + units,
    })
}
