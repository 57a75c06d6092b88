//! Rows below a case that belong to it: its number is one merged cell over several rows, one party a row.
use super::cell::{Cell, RawRow};
use super::column::Kind;
use super::hint::Hint;
use super::layout::Layout;

/// The row stands inside the merged number of the row above it.
#[must_use]
pub fn belongs(above: &RawRow, row: &RawRow, number: usize) -> bool {
    let merged = is_merged(row, number);
    merged && above.sheet == row.sheet && above.cell(number) == row.cell(number)
}

/// Adds what a further row says to the row above: another party to the parties, text to text. What would put another
/// day or amount beside the one above is not taken, and said.
pub fn join(above: &mut RawRow, row: &RawRow, layout: &Layout) {
    for (at, column) in layout.columns.iter().enumerate() {
        let Some(column) = *column else { continue };
        let cell = row.cell(at);
        if column.kind == Kind::Seq || cell.is_blank() || is_merged(row, at) || cell == above.cell(at) {
            continue;
        }
        let hint = match column.kind {
            _ if above.cell(at).is_blank() => put(above, at, cell.clone()),
            Kind::Text | Kind::Parties => add_text(above, at, cell),
            _ => Some(Hint::FurtherCell),
        };
        let place = u16::try_from(at).unwrap_or(u16::MAX);
        above.hints.extend(hint.map(|hint| (place, hint)));
    }
    for (at, hint) in &row.hints {
        if !above.hints.contains(&(*at, *hint)) {
            above.hints.push((*at, *hint));
        }
    }
}

fn is_merged(row: &RawRow, at: usize) -> bool {
    row.hints
        .iter()
        .any(|(column, hint)| usize::from(*column) == at && *hint == Hint::Merged)
}

fn put(above: &mut RawRow, at: usize, cell: Cell) -> Option<Hint> {
    if above.cells.len() <= at {
        above.cells.resize(at + 1, Cell::Blank);
    }
    above.cells[at] = cell;
    Some(Hint::FurtherParty)
}

/// 甲 and 乙 become 甲、乙; a name that stands there already is not repeated.
fn add_text(above: &mut RawRow, at: usize, cell: &Cell) -> Option<Hint> {
    let (known, more) = (above.cell(at).shown(), cell.shown());
    let (known, more) = (known.trim(), more.trim());
    if known.split('、').any(|name| name == more) {
        return None;
    }
    put(above, at, Cell::Text(format!("{known}、{more}")))
}
