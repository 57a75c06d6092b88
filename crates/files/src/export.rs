//! Lists as files: workbook and csv, which import again to the same cases, and rejected rows to be mended.
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::cell::Cell;
use super::delimited::guarded;
use super::error::FileError;
use super::header::Layout;
use super::import::{ImportRow, Problem};
use super::read_cell::Code;
use super::table::{Language, Out, Table};
use super::text::CELL_TEXT_MAX;

/// Fen a spreadsheet's numbers hold exactly: 15 digits.
const EXACT_FEN: u64 = 1_000_000_000_000_000;

/// Mark of UTF-8 for spreadsheets that would guess GBK.
const BOM: &str = "\u{feff}";

/// The list as a workbook: frozen header, real dates and numbers, case numbers as text.
///
/// # Errors
/// More rows than a sheet holds, or a text longer than a cell holds.
pub fn xlsx(table: &Table<'_>, language: Language, made_on: NaiveDate) -> Result<Vec<u8>, FileError> {
    let mut book = book(made_on)?;
    let sheet = book.add_worksheet();
    let done = sheet.set_name(language.of(("执行案件台账", "Enforcement cases")));
    done.map_err(|error| failed(&error))?;
    let formats = Formats::new();
    head(sheet, &table.headings(), &table.widths(), &formats).map_err(|error| failed(&error))?;
    for at in 0..table.len() {
        let row = u32::try_from(at + 1).map_err(|_| FileError::TooManyRows)?;
        for (column, cell) in (0_u16..).zip(table.cells(at)) {
            formats
                .put(sheet, (row, column), &cell)
                .map_err(|error| failed(&error))?;
        }
    }
    book.save_to_buffer().map_err(|error| failed(&error))
}

/// The list as csv: UTF-8 with a mark, and no text that a spreadsheet would run as a formula.
///
/// # Errors
/// None in practice: memory is the only limit.
pub fn csv(table: &Table<'_>) -> Result<Vec<u8>, FileError> {
    let headings = table.headings();
    let rows = (0..table.len()).map(|at| table.cells(at));
    let shown = |cell: &Out| match cell {
        Out::Text(text) => guard(text),
        other => other.shown(),
    };
    records(&headings, rows.map(|cells| cells.iter().map(shown).collect()))
}

/// Lines of texts as csv, as [`csv`] writes them.
///
/// # Errors
/// As [`csv`].
pub fn csv_of_texts(headings: &[String], lines: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, FileError> {
    let lines = lines.into_iter();
    records(
        headings,
        lines.map(|line| line.iter().map(|text| guard(text)).collect()),
    )
}

fn records(headings: &[String], lines: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, FileError> {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BOM.as_bytes().to_vec());
    out.write_record(headings).map_err(|_| FileError::Broken)?;
    for line in lines {
        out.write_record(line).map_err(|_| FileError::Broken)?;
    }
    out.into_inner().map_err(|_| FileError::Broken)
}

/// Rejected rows as they stood, with the row number and the reason in front, to be mended and imported again.
///
/// # Errors
/// More rows than a sheet holds.
pub fn rejected(
    layout: &Layout,
    rows: &[ImportRow],
    language: Language,
    made_on: NaiveDate,
) -> Result<Vec<u8>, FileError> {
    let mut book = book(made_on)?;
    let sheet = book.add_worksheet();
    let formats = Formats::new();
    let own = [
        language.of(("退回原因", "Reason")),
        language.of(("原表行", "Original row")),
    ];
    let headings: Vec<String> = own
        .iter()
        .map(|t| (*t).to_owned())
        .chain(layout.headings.iter().cloned())
        .collect();
    let widths: Vec<u16> = [46, 10].into_iter().chain(layout.headings.iter().map(|_| 18)).collect();
    head(sheet, &headings, &widths, &formats).map_err(|error| failed(&error))?;
    for (at, row) in (1_u32..).zip(rows.iter().filter(|row| row.rejected().is_some())) {
        let reasons: Vec<String> = row.problems.iter().map(|p| reason(p, language)).collect();
        let reason = Out::Text(reasons.join(language.of(("；", "; "))));
        let mut cells = vec![reason, Out::Count(row.row)];
        cells.extend(row.raw.cells.iter().take(layout.headings.len()).map(raw));
        for (column, cell) in (0_u16..).zip(cells) {
            formats
                .put(sheet, (at, column), &cell)
                .map_err(|error| failed(&error))?;
        }
    }
    book.save_to_buffer().map_err(|error| failed(&error))
}

/// Why a row came back, in a sentence.
#[must_use]
pub fn reason(problem: &Problem, language: Language) -> String {
    let what = language.of(match problem.code {
        Code::MissingCaseNumber => ("没有案号", "no case number"),
        Code::BadCaseNumber => ("案号写法有误", "the case number cannot be read"),
        Code::MissingFiledOn => ("没有立案日期", "no filing date"),
        Code::BadDate => ("日期无法识别或不存在", "not a date, or no such day"),
        Code::BadAmount => ("金额无法识别", "not an amount"),
        Code::NegativeAmount => ("金额为负数", "the amount is negative"),
        Code::ReceivedAfterFiled => ("收案日期晚于立案日期", "received later than filed"),
        Code::ClosedBeforeFiled => ("结案日期早于立案日期", "closed before it was filed"),
        Code::InFuture => ("日期还没有到", "the day has not come yet"),
        Code::ColumnsDoNotFit => ("列数比表头多", "More cells than headings"),
        Code::Duplicate => ("案号与前面的行重复", "the case number stood in an earlier row"),
        Code::UnknownWord => ("内容不在可选范围内", "a word that is not known"),
    });
    let mut text = String::new();
    if let Some(column) = problem.column {
        text.push_str(language.of((column.zh, column.en)));
        text.push_str(language.of(("：", ": ")));
    }
    text.push_str(what);
    if let Some(row) = problem.duplicate_of {
        text.push_str(&match language {
            Language::Chinese => format!("（第{row}行）"),
            Language::English => format!(" (row {row})"),
        });
    } else if !problem.cell.is_empty() {
        let cell: String = problem.cell.chars().take(60).collect();
        text.push_str(&match language {
            Language::Chinese => format!("（{cell}）"),
            Language::English => format!(" ({cell})"),
        });
    }
    text
}

/// A raw cell as it goes back: dates as dates, numbers as they are shown.
fn raw(cell: &Cell) -> Out {
    match cell {
        Cell::Blank => Out::Blank,
        Cell::Day(serial, is_1904) => {
            super::date::from_serial(*serial, *is_1904).map_or_else(|_| Out::Text(cell.shown()), Out::Date)
        }
        other => Out::Text(other.shown()),
    }
}

/// A text that no spreadsheet takes for a formula; the import takes the apostrophe away again.
fn guard(text: &str) -> String {
    let text = text.replace('\0', "");
    if guarded(&text) { format!("'{text}") } else { text }
}

/// An empty workbook whose only date is the one given.
pub(crate) fn book(made_on: NaiveDate) -> Result<Workbook, FileError> {
    let mut book = Workbook::new();
    let made = excel_day(made_on).ok_or(FileError::Broken)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    Ok(book)
}

/// Years a workbook's dates can have.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year())
        .ok()
        .filter(|year| (1900..=9999).contains(year))?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

fn head(sheet: &mut Worksheet, headings: &[String], widths: &[u16], formats: &Formats) -> Result<(), XlsxError> {
    for (column, (heading, width)) in (0_u16..).zip(headings.iter().zip(widths)) {
        sheet.write_string_with_format(0, column, heading, &formats.head)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(1, 2)?;
    Ok(())
}

/// Formats of cells.
pub(crate) struct Formats {
    pub(crate) head: Format,
    date: Format,
    money: Format,
    text: Format,
}

impl Formats {
    pub(crate) fn new() -> Formats {
        let head = Format::new().set_bold().set_align(FormatAlign::Center);
        Formats {
            head: head.set_background_color(Color::RGB(0x00dd_ebf7)),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            money: Format::new().set_num_format("#,##0.00"),
            text: Format::new().set_num_format("@"),
        }
    }

    pub(crate) fn put(&self, sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Out) -> Result<(), XlsxError> {
        match cell {
            Out::Blank => {}
            Out::Count(count) => {
                sheet.write_number(row, column, *count)?;
            }
            Out::Fen(fen) if fen.0.unsigned_abs() < EXACT_FEN => {
                sheet.write_number_with_format(row, column, fen.0 as f64 / 100.0, &self.money)?;
            }
            Out::Date(day) => match excel_day(*day) {
                Some(day) => {
                    sheet.write_datetime_with_format(row, column, &day, &self.date)?;
                }
                None => self.text(sheet, (row, column), &day.to_string())?,
            },
            other => self.text(sheet, (row, column), &other.shown())?,
        }
        Ok(())
    }

    fn text(&self, sheet: &mut Worksheet, (row, column): (u32, u16), text: &str) -> Result<(), XlsxError> {
        if text.chars().count() > CELL_TEXT_MAX {
            return Err(XlsxError::MaxStringLengthExceeded);
        }
        sheet.write_string_with_format(row, column, text, &self.text)?;
        Ok(())
    }
}

pub(crate) fn failed(error: &XlsxError) -> FileError {
    match error {
        XlsxError::MaxStringLengthExceeded => FileError::CellTooLong,
        XlsxError::RowColumnLimitError => FileError::TooManyRows,
        _ => FileError::Broken,
    }
}
