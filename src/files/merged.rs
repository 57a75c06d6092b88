//! Rows merged below the number of a case: they name its further parties.
use super::cell::{Cell, RawRow};
use super::column::{Column, Kind};
use super::header::Layout;
use super::hint::Hint;
use super::text::trimmed;

/// Between two parties of one cell.
pub(super) const AND: &str = "、";

/// Texts of rows joined to one are no longer than this, in bytes.
const JOINED_MAX: usize = 32 << 10;

/// Holds a row back until it is known whether the next one belongs to it.
#[derive(Debug)]
pub struct Joined {
    columns: Vec<Option<&'static Column>>,
    number: Option<u16>,
    held: Option<RawRow>,
}

impl Joined {
    /// Starts with the layout of a sheet.
    #[must_use]
    pub fn new(layout: &Layout) -> Joined {
        Joined {
            columns: layout.columns.clone(),
            number: layout.position("case_number").and_then(|at| u16::try_from(at).ok()),
            held: None,
        }
    }

    /// Takes a row and gives the one before, once it is complete.
    pub fn next(&mut self, row: RawRow) -> Option<RawRow> {
        let further = self.number.is_some_and(|at| row.hints.contains(&(at, Hint::Merged)));
        let held = self.held.as_mut().filter(|_| further);
        if held.is_some_and(|held| join(&self.columns, held, &row)) {
            return None;
        }
        self.held.replace(row)
    }

    /// The last row.
    pub fn last(&mut self) -> Option<RawRow> {
        self.held.take()
    }
}

/// Joins a row to the one above it; not if it says something else than parties and words, which a person has to see.
fn join(columns: &[Option<&'static Column>], above: &mut RawRow, row: &RawRow) -> bool {
    let mut texts: Vec<(usize, String)> = Vec::new();
    for (at, cell) in row.cells.iter().enumerate() {
        let kind = columns.get(at).copied().flatten().map(|column| column.kind);
        let old = above.cell(at);
        if cell.is_blank() || cell == old || kind == Some(Kind::Seq) {
            continue;
        }
        if !matches!(kind, None | Some(Kind::Text | Kind::Parties)) {
            return false;
        }
        let (old, new) = (old.as_shown(), cell.as_shown());
        match (trimmed(&old), trimmed(&new)) {
            // Some thousand parties are no case: a person has to see that, and each row more would be compared with all.
            (Some(old), Some(new)) if old.len() + new.len() > JOINED_MAX => return false,
            (Some(old), Some(new)) if old.split(AND).any(|one| one == new) => {}
            (Some(old), Some(new)) => texts.push((at, format!("{old}{AND}{new}"))),
            (None, Some(new)) => texts.push((at, new.to_owned())),
            (_, None) => {}
        }
    }
    for (at, text) in texts {
        if above.cells.len() <= at {
            above.cells.resize_with(at + 1, Cell::default);
        }
        above.cells[at] = Cell::Text(text);
        above
            .hints
            .extend(u16::try_from(at).ok().map(|at| (at, Hint::FurtherParty)));
    }
    true
}
