//! Workbooks: cell by cell, never a dense grid.
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::cell::{COLUMNS_MAX, Cell, RawRow};
use super::error::FileError;
use super::header::{self, HEADER_SEARCH, Layout};
use super::text::CELL_TEXT_MAX;
use super::zip_check;

/// Most sheets looked at for the ledger.
const SHEETS_MAX: usize = 40;

type Bytes<'b> = Cursor<&'b [u8]>;

/// Row and column, from 0, and what stands there.
type Placed = ((u32, u32), Cell);

/// An open workbook.
pub struct Workbook<'b> {
    inner: Xlsx<Bytes<'b>>,
}

/// The sheet that looks most like a ledger.
#[derive(Debug)]
pub struct Found {
    /// Name of the sheet.
    pub sheet: String,
    /// Its layout.
    pub layout: Layout,
}

impl<'b> Workbook<'b> {
    /// Opens a workbook after checking its archive.
    ///
    /// # Errors
    /// The file is no readable workbook; see [`zip_check::check`].
    pub fn open(bytes: &'b [u8]) -> Result<Workbook<'b>, FileError> {
        zip_check::check(bytes)?;
        let inner = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        Ok(Workbook { inner })
    }

    /// The sheet whose header is found with most certainty; visible ones first.
    ///
    /// # Errors
    /// No sheet has a header, or all are empty.
    pub fn ledger(&mut self) -> Result<Found, FileError> {
        let mut sheets = self.inner.sheets_metadata().to_vec();
        sheets.retain(|sheet| sheet.typ == SheetType::WorkSheet);
        sheets.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
        let (mut best, mut filled, mut failed): (Option<Found>, bool, _) = (None, false, None);
        for sheet in sheets.into_iter().take(SHEETS_MAX) {
            let hidden = sheet.visible != SheetVisible::Visible;
            if hidden && best.is_some() {
                break;
            }
            let head = self.rows(&sheet.name).and_then(|rows| first_rows(rows));
            let head = match head {
                Ok(head) => head,
                Err(error) => {
                    failed = Some(error);
                    continue;
                }
            };
            filled |= !head.is_empty();
            let better = |layout: &Layout| best.as_ref().is_none_or(|b| layout.score > b.layout.score);
            if let Some(layout) = header::find(&head).filter(better) {
                best = Some(Found {
                    sheet: sheet.name,
                    layout,
                });
            }
        }
        let none = if filled { FileError::NoHeader } else { FileError::Empty };
        best.ok_or(failed.unwrap_or(none))
    }

    /// The rows of a sheet that have cells.
    ///
    /// # Errors
    /// The sheet cannot be opened.
    pub fn rows(&mut self, sheet: &str) -> Result<Rows<'_, 'b>, FileError> {
        let is_1904 = self.inner.has_1904_epoch();
        let cells = self
            .inner
            .worksheet_cells_reader(sheet)
            .map_err(|error| damaged(&error))?;
        let announced = cells.dimensions().end.0.saturating_add(1);
        Ok(Rows {
            cells,
            next: None,
            announced,
            is_1904,
            ended: false,
            done: false,
        })
    }
}

/// The first rows with anything in them, as many as a header is searched in.
fn first_rows(rows: Rows<'_, '_>) -> Result<Vec<RawRow>, FileError> {
    rows.filter(|row| row.as_ref().is_ok_and(|r| !r.is_blank()) || row.is_err())
        .take(HEADER_SEARCH)
        .collect()
}

/// Rows of a sheet, from the stream of its cells.
pub struct Rows<'w, 'b> {
    cells: XlsxCellReader<'w, Bytes<'b>>,
    next: Option<Placed>,
    /// Number of the last row by the sheet's own word: good for a progress bar, not to be trusted.
    pub announced: u32,
    is_1904: bool,
    ended: bool,
    done: bool,
}

impl Rows<'_, '_> {
    fn cell(&mut self) -> Result<Option<Placed>, FileError> {
        if let Some(cell) = self.next.take() {
            return Ok(Some(cell));
        }
        while !self.ended {
            let Some(found) = self.cells.next_cell().map_err(|error| damaged(&error))? else {
                // Asked once more, the reader would run on behind the cells.
                self.ended = true;
                break;
            };
            let (row, column) = found.get_position();
            if (column as usize) < COLUMNS_MAX && *found.get_value() != DataRef::Empty {
                return Ok(Some(((row, column), cell(found.get_value(), self.is_1904)?)));
            }
        }
        Ok(None)
    }

    fn row(&mut self) -> Result<Option<RawRow>, FileError> {
        let Some(((row, column), cell)) = self.cell()? else {
            return Ok(None);
        };
        let mut cells = Vec::with_capacity(24);
        put(&mut cells, column, cell);
        while let Some((at, cell)) = self.cell()? {
            if at.0 != row {
                self.next = Some((at, cell));
                break;
            }
            put(&mut cells, at.1, cell);
        }
        Ok(Some(RawRow {
            row: row.saturating_add(1),
            cells,
            ..RawRow::default()
        }))
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

fn put(cells: &mut Vec<Cell>, column: u32, cell: Cell) {
    let column = column as usize;
    if cells.len() <= column {
        cells.resize_with(column + 1, Cell::default);
    }
    cells[column] = cell;
}

fn cell(value: &DataRef<'_>, is_1904: bool) -> Result<Cell, FileError> {
    Ok(match value {
        DataRef::Empty => Cell::Blank,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => Cell::Text(short(text)?),
        DataRef::SharedString(text) => Cell::Text(short(text)?),
        DataRef::Bool(yes) => Cell::Bool(*yes),
        DataRef::DateTime(time) if time.is_duration() => Cell::Number(time.as_f64()),
        DataRef::DateTime(time) => Cell::Day(time.as_f64(), is_1904),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(short(text)?),
        DataRef::Error(error) => Cell::Text(error.to_string()),
    })
}

/// The text, if a spreadsheet could have held it.
fn short(text: &str) -> Result<String, FileError> {
    if text.len() > CELL_TEXT_MAX * 4 {
        return Err(FileError::CellTooLong);
    }
    Ok(text.to_owned())
}

fn damaged(error: &XlsxError) -> FileError {
    match error {
        XlsxError::Password => FileError::Encrypted,
        XlsxError::XmlEof(_) => FileError::Truncated,
        _ => FileError::Broken,
    }
}
