//! The table of overdue nodes as a workbook (plan Art. 9): totals are formulas over what is shown, so they are right after a
//! row was deleted or filtered out.
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

use super::error::FileError;
use super::export::{Formats, book, failed};
use super::table::Out;

/// A table to be written: a title, headings with widths, and its rows.
pub struct OverdueSheet<'t> {
    /// Name of the sheet and first line.
    pub title: &'t str,
    /// Second line: the period, the court, when it was made.
    pub about: &'t str,
    /// Headings with the widths of their columns, in characters.
    pub headings: &'t [(&'t str, u16)],
    /// The cells of each row.
    pub rows: Vec<Vec<Out>>,
    /// The column whose rows are counted, and those that are added up, from 0.
    pub counted: u16,
    /// As above.
    pub added: &'t [u16],
    /// What stands before the totals.
    pub total: &'t str,
}

/// Rows before the headings: title, about.
const HEAD: u32 = 2;

/// Writes it.
///
/// # Errors
/// More rows than a sheet holds, or a text longer than a cell holds.
pub fn xlsx(table: &OverdueSheet<'_>, made_on: NaiveDate) -> Result<Vec<u8>, FileError> {
    let mut book = book(made_on)?;
    let sheet = book.add_worksheet();
    write(sheet, table).map_err(|error| failed(&error))?;
    book.save_to_buffer().map_err(|error| failed(&error))
}

fn write(sheet: &mut Worksheet, table: &OverdueSheet<'_>) -> Result<(), XlsxError> {
    let formats = Formats::new();
    sheet.set_name(table.title)?;
    sheet.write_string_with_format(0, 0, table.title, &Format::new().set_bold().set_font_size(14))?;
    sheet.write_string(1, 0, table.about)?;
    for (column, (heading, width)) in (0_u16..).zip(table.headings) {
        sheet.write_string_with_format(HEAD, column, *heading, &formats.head)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEAD, HEAD)?;
    let first = HEAD + 1;
    let mut row = first;
    for cells in &table.rows {
        for (column, cell) in (0_u16..).zip(cells) {
            formats.put(sheet, (row, column), cell)?;
        }
        row += 1;
    }
    if table.rows.is_empty() {
        return Ok(());
    }
    let last = row - 1;
    let columns = u16::try_from(table.headings.len()).unwrap_or(u16::MAX);
    sheet.autofilter(HEAD, 0, last, columns.saturating_sub(1))?;
    sheet.write_string_with_format(row, 0, table.total, &formats.head)?;
    let range = |column: u16| {
        let name = rust_xlsxwriter::utility::column_number_to_name(column);
        format!("{name}{}:{name}{}", first + 1, last + 1)
    };
    // 103 counts and 109 adds up what is shown: rows filtered out or deleted do not count.
    let count = format!("SUBTOTAL(103,{})", range(table.counted));
    let counted = Formula::new(count).set_result(table.rows.len().to_string());
    sheet.write_formula(row, table.counted, counted)?;
    for column in table.added {
        let sum: f64 = table
            .rows
            .iter()
            .filter_map(|cells| number(cells.get(usize::from(*column))))
            .sum();
        let added = Formula::new(format!("SUBTOTAL(109,{})", range(*column))).set_result(sum.to_string());
        sheet.write_formula(row, *column, added)?;
    }
    Ok(())
}

fn number(cell: Option<&Out>) -> Option<f64> {
    match cell {
        Some(Out::Count(number)) => Some(f64::from(*number)),
        _ => None,
    }
}
