//! From a cell to the value of a field.
use super::amount::{self, AmountError, Unit};
use super::cell::Cell;
use super::column::{Column, Kind};
use super::date::{self, DateError};
use super::hint::Hint;
use super::text::trimmed;
use super::words::{self, Word};
use crate::casebook::field::{Field, Value};

/// Why a row is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// 案号 is blank.
    MissingCaseNumber,
    /// 案号 cannot be read.
    BadCaseNumber,
    /// 立案日期 is blank.
    MissingFiledOn,
    /// A date cannot be read.
    BadDate,
    /// An amount cannot be read.
    BadAmount,
    /// An amount below zero.
    NegativeAmount,
    /// 收案日期 is later than 立案日期.
    ReceivedAfterFiled,
    /// The case number stood in an accepted row before.
    Duplicate,
    /// A cell with a fixed set of words holds another one: the row is accepted, the field stays unknown.
    UnknownWord,
}

impl Code {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Code::MissingCaseNumber => "missing_case_number",
            Code::BadCaseNumber => "bad_case_number",
            Code::MissingFiledOn => "missing_filed_on",
            Code::BadDate => "bad_date",
            Code::BadAmount => "bad_amount",
            Code::NegativeAmount => "negative_amount",
            Code::ReceivedAfterFiled => "received_after_filed",
            Code::Duplicate => "duplicate",
            Code::UnknownWord => "unknown_word",
        }
    }

    /// The row can be imported nevertheless.
    #[must_use]
    pub fn is_warning(self) -> bool {
        self == Code::UnknownWord
    }
}

/// What is wrong with a cell.
pub struct Fault {
    /// Code.
    pub code: Code,
    /// In English, after the name of the column.
    pub why: &'static str,
}

const fn fault(code: Code, why: &'static str) -> Fault {
    Fault { code, why }
}

/// Reads the cell of a column into values; a blank cell gives [`Value::None`]. An amount without a unit of its own
/// stays unknown where the column has none. Gives what was done beyond taking the cell as it stands.
///
/// # Errors
/// The cell does not hold what the column needs.
pub fn read(
    column: &Column,
    field: Field,
    cell: &Cell,
    unit: Option<Unit>,
    out: &mut Vec<(Field, Value)>,
) -> Result<Option<Hint>, Fault> {
    let error = matches!(cell, Cell::Error(_)).then_some(Hint::ErrorCell);
    if cell.is_blank() || error.is_some() {
        out.push((field, Value::None));
        if column.kind == Kind::Basis {
            out.push((Field::ArbitrationKind, Value::None));
        }
        return Ok(error);
    }
    let mut hint = None;
    let value = match column.kind {
        Kind::Seq | Kind::Parties => return Ok(None),
        Kind::Date => Value::Date(read_date(cell)?),
        Kind::Amount => {
            let (value, told) = read_amount(cell, unit)?;
            hint = told;
            value
        }
        Kind::Basis => return read_basis(field, cell, out).map(|()| None),
        Kind::Arbitration => code_of(&words::ARBITRATIONS, cell)?,
        Kind::Claim => code_of(&words::CLAIMS, cell)?,
        Kind::Closing => code_of(&words::CLOSINGS, cell)?,
        Kind::YesNo => Value::Bool(read_yes_no(cell)?),
        Kind::CaseNumber | Kind::Text | Kind::Code => text_of(cell),
    };
    out.push((field, value));
    Ok(hint)
}

/// The cell can be read as the column's kind.
#[must_use]
pub fn reads(column: &Column, cell: &Cell) -> bool {
    let unit = Some(Unit::Yuan);
    !matches!(cell, Cell::Error(_))
        && column
            .field
            .is_some_and(|field| read(column, field, cell, unit, &mut Vec::new()).is_ok())
}

fn text_of(cell: &Cell) -> Value {
    let shown = cell.as_shown();
    trimmed(&shown).map_or(Value::None, |text| Value::Text(text.to_owned()))
}

fn read_date(cell: &Cell) -> Result<chrono::NaiveDate, Fault> {
    let day = match cell {
        Cell::Text(text) => date::from_text(text),
        Cell::Number(number) => date::from_number(*number),
        Cell::Day(serial, is_1904) => date::from_serial(*serial, *is_1904),
        Cell::Bool(_) | Cell::Error(_) | Cell::Blank => Err(DateError::Unreadable),
    };
    day.map_err(|error| match error {
        DateError::NoSuchDay => fault(Code::BadDate, "is not a day of the calendar"),
        DateError::Unreadable => fault(Code::BadDate, "cannot be read as a date"),
    })
}

/// The amount, and whether the column's unit was needed for it: then reading it in another unit gives another one.
fn read_amount(cell: &Cell, unit: Option<Unit>) -> Result<(Value, Option<Hint>), Fault> {
    let fen = amount_in(cell, unit.unwrap_or_default())?;
    let needs_unit = |other| amount_in(cell, other).ok() != Some(fen);
    Ok(match unit {
        None if needs_unit(Unit::Wan) => (Value::None, Some(Hint::UnitDoubtful)),
        None | Some(Unit::Yuan) => (Value::Fen(fen), None),
        Some(_) => (Value::Fen(fen), needs_unit(Unit::Yuan).then_some(Hint::UnitApplied)),
    })
}

fn amount_in(cell: &Cell, unit: Unit) -> Result<crate::law::money::Fen, Fault> {
    let fen = match cell {
        Cell::Text(text) => amount::from_text(text, unit),
        Cell::Number(number) => amount::from_number(*number, unit),
        Cell::Day(..) | Cell::Bool(_) | Cell::Error(_) | Cell::Blank => Err(AmountError::Unreadable),
    };
    fen.map_err(|error| match error {
        AmountError::Negative => fault(Code::NegativeAmount, "is negative"),
        AmountError::Unreadable => fault(Code::BadAmount, "cannot be read as an amount"),
    })
}

fn read_yes_no(cell: &Cell) -> Result<bool, Fault> {
    let unknown = fault(Code::UnknownWord, "is neither yes nor no");
    match cell {
        Cell::Bool(yes) => Ok(*yes),
        cell => words::yes_no(&cell.as_shown()).ok_or(unknown),
    }
}

fn code_of(table: &'static [Word], cell: &Cell) -> Result<Value, Fault> {
    let word = words::find(table, cell.as_shown().trim());
    word.map(|word| Value::Text(word.code.to_owned()))
        .ok_or(fault(Code::UnknownWord, "holds a word that is not known"))
}

/// The name of the basis tells its kind and, for an award, the kind of arbitration.
fn read_basis(field: Field, cell: &Cell, out: &mut Vec<(Field, Value)>) -> Result<(), Fault> {
    let basis = code_of(&words::BASES, cell)?;
    let is_award = matches!(&basis, Value::Text(code) if code == "arbitral_award");
    let kind = match is_award {
        true => code_of(&words::ARBITRATIONS, cell).unwrap_or(Value::None),
        false => Value::None,
    };
    out.push((field, basis));
    out.push((Field::ArbitrationKind, kind));
    Ok(())
}
