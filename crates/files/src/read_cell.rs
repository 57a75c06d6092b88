//! From a cell to the value of a field.
use law::radicals::unified_text;
use std::borrow::Cow;

use super::amount::{self, Amount, Unit};
use super::cell::Cell;
use super::column::{Column, Kind};
use super::date::{self, DateError};
use super::decode::REPLACEMENT;
use super::hint::Hint;
use super::text::{is_blank_word, is_null, squeeze, trimmed};
use super::words::{self, Word};
use casebook::field::{Field, Value};
use law::money::MoneyError;

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
    /// 结案日期 is earlier than 立案日期.
    ClosedBeforeFiled,
    /// A day that has not come yet.
    InFuture,
    /// The case number stood in an accepted row before.
    Duplicate,
    /// The row of a text has more cells than there are headings: a separator stands within a cell.
    ColumnsDoNotFit,
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
            Code::ClosedBeforeFiled => "closed_before_filed",
            Code::InFuture => "in_future",
            Code::Duplicate => "duplicate",
            Code::ColumnsDoNotFit => "columns_do_not_fit",
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
    pub why: Cow<'static, str>,
}

const fn fault(code: Code, why: &'static str) -> Fault {
    Fault {
        code,
        why: Cow::Borrowed(why),
    }
}

/// What a cell cannot say itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Unit of amounts that name none; none where it is doubtful.
    pub unit: Option<Unit>,
    /// The workbook counts days from 1904.
    pub since_1904: bool,
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
    context: Context,
    out: &mut Vec<(Field, Value)>,
) -> Result<Vec<Hint>, Fault> {
    let nothing = nothing_said(column.kind, cell).or_else(|| no_name(column, cell));
    if cell.is_blank() || nothing.is_some() {
        out.push((field, Value::None));
        if column.kind == Kind::Basis {
            out.push((Field::ARBITRATION_KIND, Value::None));
        }
        return Ok(nothing.into_iter().collect());
    }
    let mut hints = Vec::new();
    let value = match column.kind {
        Kind::Seq | Kind::Parties => return Ok(hints),
        Kind::Date => Value::Date(read_date(cell, context, &mut hints)?),
        Kind::Amount => read_amount(cell, context, &mut hints)?,
        Kind::Basis => return read_basis(field, cell, out).map(|()| hints),
        Kind::Arbitration => code_of(&words::ARBITRATIONS, cell)?,
        Kind::Claim if words::is_mixed(&words::CLAIMS, &cell.as_shown()) => {
            return Err(fault(Code::UnknownWord, "holds words of several kinds"));
        }
        Kind::Claim => code_of(&words::CLAIMS, cell)?,
        Kind::Closing => code_of(&words::CLOSINGS, cell)?,
        Kind::Choice => choice_of(field, cell)?,
        Kind::YesNo => Value::Bool(read_yes_no(column, cell)?),
        Kind::CaseNumber | Kind::Text | Kind::Code => text_of(cell),
    };
    if matches!(&value, Value::Text(name) if column.names_parties() && has_lost(name)) {
        hints.push(Hint::BrokenCharacter);
    }
    out.push((field, value));
    Ok(hints)
}

/// A character of a name was lost on its way: programs put a question mark or a box in its place, or a code of their own
/// that means nothing elsewhere.
fn has_lost(name: &str) -> bool {
    let stands_in = |c: char| matches!(c, '?' | '？' | '□' | '■' | '〓' | '▇' | '█' | '#' | REPLACEMENT);
    let private =
        |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..) || matches!(u32::from(c) & 0xfffe, 0xfffe);
    name.contains(|c| stands_in(c) || private(c))
}

/// The cell holds a value of the column's kind.
#[must_use]
pub fn reads(column: &Column, cell: &Cell) -> bool {
    let context = Context {
        unit: Some(Unit::Yuan),
        since_1904: false,
    };
    let read = |field| read(column, field, cell, context, &mut Vec::new());
    nothing_said(column.kind, cell).is_none() && column.field.is_some_and(|field| read(field).is_ok())
}

/// The cell says that there is nothing to say, or shows an error. In a column of texts only programs say so (`NULL`):
/// `/` may be meant. A date computed from blank cells is day 0.
#[must_use]
pub fn nothing_said(kind: Kind, cell: &Cell) -> Option<Hint> {
    let blank = match (kind, cell) {
        (_, Cell::Error(_)) => return Some(Hint::ErrorCell),
        (Kind::Date | Kind::Amount, Cell::Text(text)) if is_error_word(text) => return Some(Hint::ErrorCell),
        (Kind::Seq | Kind::CaseNumber, _) => false,
        (Kind::Date | Kind::Amount, Cell::Text(text)) => is_blank_word(text),
        (_, Cell::Text(text)) => is_null(text),
        (Kind::Date, Cell::Number(day) | Cell::Day(day, false)) => *day == 0.0,
        _ => false,
    };
    blank.then_some(Hint::BlankWord)
}

/// An error of a spreadsheet that a text took over: `#NAME?`, `#VALUE!`.
pub(super) fn is_error_word(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('#') && text.ends_with(['!', '?', '！', '？', 'A'])
}

/// Words for the cell above, which only a person can look up.
pub(super) const AS_ABOVE: [&str; 7] = ["同上", "同前", "同左", "〃", "″", "\"", "''"];

fn no_name(column: &Column, cell: &Cell) -> Option<Hint> {
    (column.names_parties() && !cell.is_blank() && is_no_name(cell)).then(|| match cell {
        Cell::Text(text) if is_blank_word(text) => Hint::BlankWord,
        Cell::Text(text) if is_error_word(text) => Hint::ErrorCell,
        _ => Hint::NoName,
    })
}

/// What stands in a column of parties and is no name: a stroke, an error, 同上, a number, a day.
#[must_use]
pub fn is_no_name(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else {
        return !matches!(cell, Cell::Blank);
    };
    let bare = text.trim();
    let figures = bare.chars().all(|c| c.is_numeric() || ",.，。 ".contains(c)) && !bare.chars().any(is_han);
    let strokes = bare.chars().all(|c| "—－–_-/\\、.·*".contains(c));
    let day = date::from_text(bare, false).is_ok() && !bare.chars().any(is_han);
    AS_ABOVE.contains(&bare) || is_blank_word(bare) || is_error_word(bare) || figures || strokes || day
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

pub(super) fn text_of(cell: &Cell) -> Value {
    let shown = cell.as_shown();
    let own = |text: &str| unified_text(text).unwrap_or_else(|| text.to_owned());
    trimmed(&shown).map_or(Value::None, |text| Value::Text(own(text)))
}

pub(super) fn read_date(cell: &Cell, context: Context, hints: &mut Vec<Hint>) -> Result<chrono::NaiveDate, Fault> {
    let read = match cell {
        Cell::Text(text) => date::from_text(text, context.since_1904),
        Cell::Number(number) => date::from_number(*number, context.since_1904),
        Cell::Day(serial, is_1904) => date::from_serial(*serial, *is_1904).map(|day| (day, None)),
        Cell::Bool(_) | Cell::Error(_) | Cell::Blank => Err(DateError::Unreadable),
    };
    let (day, hint) = read.map_err(|error| match error {
        DateError::NoSuchDay => fault(Code::BadDate, "is not a day of the calendar"),
        DateError::Unreadable => fault(Code::BadDate, "cannot be read as a date"),
    })?;
    hints.extend(hint);
    Ok(day)
}

/// The amount; unknown where it takes a unit and the column's is doubtful.
pub(super) fn read_amount(cell: &Cell, context: Context, hints: &mut Vec<Hint>) -> Result<Value, Fault> {
    let amount = amount_in(cell, context.unit.unwrap_or_default())?;
    let in_wan = || amount_in(cell, Unit::Wan).ok().map(|other| other.fen);
    if context.unit.is_none() && in_wan() != Some(amount.fen) {
        hints.push(Hint::UnitDoubtful);
        return Ok(Value::None);
    }
    // ￥1,234.56 below 万元: the sign names the yuan, the heading its ten thousands.
    let signed = cell.text().is_some_and(|text| text.contains(['￥', '¥']));
    if signed && !amount.unit_applied && context.unit.is_some_and(|unit| unit != Unit::Yuan) && !names_unit(cell) {
        hints.push(Hint::UnitDoubtful);
        return Ok(Value::None);
    }
    hints.extend(amount.rounded.then_some(Hint::Rounded));
    hints.extend(amount.unit_applied.then_some(Hint::UnitApplied));
    Ok(Value::Fen(amount.fen))
}

/// The cell names a unit in words.
fn names_unit(cell: &Cell) -> bool {
    cell.as_shown().contains(['元', '圆', '万', '亿', '千', '角', '分'])
}

fn amount_in(cell: &Cell, unit: Unit) -> Result<Amount, Fault> {
    let read = match cell {
        Cell::Text(text) => amount::from_text(text, unit),
        Cell::Number(number) => amount::from_number(*number, unit),
        Cell::Day(..) | Cell::Bool(_) | Cell::Error(_) | Cell::Blank => Err(MoneyError::Bad),
    };
    read.map_err(|error| match error {
        MoneyError::Negative => fault(Code::NegativeAmount, "is negative"),
        MoneyError::Bad => fault(Code::BadAmount, "cannot be read as an amount"),
        MoneyError::Range => fault(Code::BadAmount, "is too large"),
        MoneyError::Finer => fault(Code::BadAmount, "is finer than a fen"),
        MoneyError::Doubtful(one, other) => Fault {
            code: Code::BadAmount,
            why: Cow::Owned(format!("can be read as {one} or as {other} yuan")),
        },
    })
}

/// The answer; it may also name the matter: 涉外, 非涉外.
fn read_yes_no(column: &Column, cell: &Cell) -> Result<bool, Fault> {
    let unknown = fault(Code::UnknownWord, "is neither yes nor no");
    match cell {
        Cell::Bool(yes) => Ok(*yes),
        cell => {
            let text = squeeze(&cell.as_shown());
            let denied = text.strip_prefix(['非', '不', '未']);
            let matter = denied.unwrap_or(&text);
            let named = column
                .also
                .split(' ')
                .any(|name| name == matter && !name.starts_with("是否"));
            let answer = words::yes_no(&text).or(named.then_some(denied.is_none()));
            answer.ok_or(unknown)
        }
    }
}

fn code_of(table: &'static [Word], cell: &Cell) -> Result<Value, Fault> {
    let word = words::find(table, cell.as_shown().trim());
    word.map(|word| Value::Text(word.code.to_owned()))
        .ok_or(fault(Code::UnknownWord, "holds a word that is not known"))
}

fn choice_of(field: Field, cell: &Cell) -> Result<Value, Fault> {
    let told = field.told();
    let code = super::choice::code(cell.as_shown().trim(), told.choices(), &told.words);
    code.map(Value::Text)
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
    out.push((Field::ARBITRATION_KIND, kind));
    Ok(())
}
