//! The office's own ledger of records, read by the text of their kind: one record to a row, each with the number of its
//! case. Headings are the names of the fields, or what ledgers also call them.
use casebook::field::Value;
use casebook::kinds::{EntryFault, FieldOf, KindOf, ValueType};
use law::money::{self, Unit};

use super::cell::{Cell, RawRow};
use super::choice;
use super::date;
use super::delimited::Text;
use super::error::FileError;
use super::sniff::{FileKind, sniff};
use super::text::squeeze;
use super::unit_words::{Said, at_the_end, in_brackets};
use super::xlsx::Workbook;

/// Rows looked at for the headings.
const HEADER_SEARCH: usize = 20;
/// Rows of one ledger at most: what a page can show and one transaction can hold.
pub const ROWS_MAX: usize = 20_000;
/// What ledgers call the number of a case.
const CASE_NUMBER: [&str; 4] = ["案号", "执行案号", "案件编号", "case number"];

/// A ledger that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// The headings, each with the field it was taken for; nothing for one that is not read.
    pub columns: Vec<(String, Option<u16>)>,
    /// The rows with anything in them.
    pub rows: Vec<LedgerRow>,
    /// There were more than [`ROWS_MAX`].
    pub is_cut: bool,
}

/// A row of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LedgerRow {
    /// Its number in the file, from 1.
    pub row: u32,
    /// The number of the case, as it stands.
    pub case_number: String,
    /// The fields that could be read and are not empty.
    pub fields: Vec<(u16, Value)>,
    /// Fields whose cell could not be read, with what stands there.
    pub problems: Vec<(u16, EntryFault, String)>,
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Column<'k> {
    CaseNumber,
    Field(&'k FieldOf, Unit),
}

/// Reads a workbook (its first sheet with such headings) or a table in text.
///
/// # Errors
/// Why the file cannot be read; [`FileError::NoRegisterHeader`] if no row has the number of the case and a field that is
/// needed.
pub fn read(bytes: &[u8], kind: &KindOf) -> Result<Ledger, FileError> {
    match sniff(bytes)? {
        FileKind::Zip => {
            let mut workbook = Workbook::open(bytes)?;
            for sheet in 0..workbook.sheets().len() {
                let Ok(rows) = workbook.rows(sheet) else { continue };
                let rows: Vec<RawRow> = rows.take(ROWS_MAX + HEADER_SEARCH).collect::<Result<_, _>>()?;
                if let Some(ledger) = ledger(&rows, kind) {
                    return Ok(ledger);
                }
            }
            Err(FileError::NoRegisterHeader)
        }
        FileKind::Text => {
            let text = Text::decode(bytes)?;
            for separator in [b',', b'\t', b';'] {
                let rows = text.rows(separator).take(ROWS_MAX + HEADER_SEARCH);
                let rows: Vec<RawRow> = rows.collect::<Result<_, _>>()?;
                if let Some(ledger) = ledger(&rows, kind) {
                    return Ok(ledger);
                }
            }
            Err(FileError::NoRegisterHeader)
        }
    }
}

/// The ledger in these rows, if a row near the top has its headings.
fn ledger(rows: &[RawRow], kind: &KindOf) -> Option<Ledger> {
    let known = |row: &RawRow| -> Vec<Option<Column<'_>>> {
        row.cells.iter().map(|cell| column(&cell.as_shown(), kind)).collect()
    };
    let is_head = |columns: &[Option<Column<'_>>]| {
        let found = columns.iter().flatten();
        let needed = |column: &Column<'_>| matches!(column, Column::Field(field, _) if field.needed);
        found.clone().any(|column| matches!(column, Column::CaseNumber)) && found.clone().any(needed)
    };
    let (at, columns) = rows
        .iter()
        .take(HEADER_SEARCH)
        .map(known)
        .enumerate()
        .find(|(_, columns)| is_head(columns))?;
    let head = rows.get(at)?;
    let names = head.cells.iter().zip(&columns).map(|(cell, column)| {
        let field = match column {
            Some(Column::Field(field, _)) => Some(field.number),
            _ => None,
        };
        (cell.shown(), field)
    });
    let behind = rows.iter().skip(at + 1).filter(|row| !row.is_blank());
    let mut lines: Vec<LedgerRow> = behind.map(|row| line(row, &columns)).collect();
    // 合计 below the last row has no number of a case and is none.
    lines.retain(|line| !(line.case_number.is_empty() && is_total(rows, line.row)));
    let is_cut = lines.len() > ROWS_MAX;
    lines.truncate(ROWS_MAX);
    Some(Ledger {
        columns: names.collect(),
        rows: lines,
        is_cut,
    })
}

fn is_total(rows: &[RawRow], number: u32) -> bool {
    let row = rows.iter().find(|row| row.row == number);
    row.is_some_and(|row| {
        row.cells
            .iter()
            .any(|cell| ["合计", "总计", "小计"].contains(&squeeze(&cell.as_shown()).trim_end_matches([':', '：'])))
    })
}

/// What a heading names.
fn column<'k>(heading: &str, kind: &'k KindOf) -> Option<Column<'k>> {
    let plain = squeeze(heading).to_lowercase();
    let (bare, end) = at_the_end(&plain);
    let unit = match end.or(in_brackets(&plain)) {
        Said::Unit(unit) => unit,
        _ => Unit::Yuan,
    };
    let bare = bare.split(['(', '（', '[', '【']).next().unwrap_or(bare);
    if CASE_NUMBER.iter().any(|name| squeeze(name) == bare) {
        return Some(Column::CaseNumber);
    }
    let is_called = |field: &&FieldOf| {
        let own = [&field.name.zh, &field.name.en, &field.key].into_iter();
        own.chain(&field.also).any(|name| squeeze(name).to_lowercase() == bare)
    };
    let field = kind.fields.iter().find(is_called)?;
    Some(Column::Field(field, unit))
}

fn line(row: &RawRow, columns: &[Option<Column<'_>>]) -> LedgerRow {
    let mut line = LedgerRow {
        row: row.row,
        ..LedgerRow::default()
    };
    for (at, column) in columns.iter().enumerate() {
        let cell = row.cell(at);
        match column {
            Some(Column::CaseNumber) => line.case_number = cell.shown().trim().to_owned(),
            Some(Column::Field(field, unit)) if !cell.is_blank() => match value(cell, field, *unit, row.since_1904) {
                Ok(Value::None) => {}
                Ok(value) => line.fields.push((field.number, value)),
                Err(fault) => line.problems.push((field.number, fault, cell.shown())),
            },
            _ => {}
        }
    }
    line
}

fn value(cell: &Cell, field: &FieldOf, unit: Unit, is_1904: bool) -> Result<Value, EntryFault> {
    let shown = cell.shown();
    match (&field.holds, cell) {
        (_, Cell::Error(_)) => Err(EntryFault::NotAChoice),
        (ValueType::Date, Cell::Day(serial, is_1904)) => day(*serial, *is_1904),
        (ValueType::Date, Cell::Number(serial)) if (30_000.0..80_000.0).contains(serial) => day(*serial, is_1904),
        (ValueType::Date, _) => match law::date::read(&shown) {
            Ok(read) => Ok(Value::Date(read.day)),
            Err(_) => Err(EntryFault::NotADate),
        },
        (ValueType::Money, Cell::Number(number)) => match money::of_number(*number, unit) {
            Ok(read) => Ok(Value::Fen(read.fen)),
            Err(_) => Err(EntryFault::NotMoney),
        },
        (ValueType::Money, _) => match money::read(&shown, unit) {
            Ok(read) => Ok(Value::Fen(read.fen)),
            Err(_) => Err(EntryFault::NotMoney),
        },
        (ValueType::YesNo, _) => match squeeze(&shown).to_lowercase().as_str() {
            "是" | "有" | "yes" | "y" | "true" => Ok(Value::Bool(true)),
            "否" | "无" | "no" | "n" | "false" => Ok(Value::Bool(false)),
            _ => Err(EntryFault::NotAChoice),
        },
        (ValueType::Choice(choices), _) => choice::code(&shown, choices, &field.words)
            .map(Value::Text)
            .ok_or(EntryFault::NotAChoice),
        _ => field.read(&shown),
    }
}

fn day(serial: f64, is_1904: bool) -> Result<Value, EntryFault> {
    date::from_serial(serial, is_1904)
        .map(Value::Date)
        .map_err(|_| EntryFault::NotADate)
}
