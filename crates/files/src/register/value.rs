//! From a cell of a ledger to the value of a field.
use casebook::field::Value;
use casebook::kinds::{EntryFault, FieldOf, ValueType, has_other_check};
use chrono::Datelike;
use law::numerals::below_ten_thousand;

use super::EntryNote;
use crate::amount::Unit;
use crate::cell::Cell;
use crate::choice;
use crate::column::Kind;
use crate::date;
use crate::hint::Hint;
use crate::read_cell::{self, AS_ABOVE, Context};
use crate::text::{is_blank_word, is_null, squeeze};
use crate::words;

/// From this number on spreadsheets keep fewer digits than it has.
const DIGITS_LOST: f64 = 1e15;
/// Days before this year are computed from blank cells (=EDATE(D2,24)): nothing in a ledger is as old.
const FIRST_YEAR: i32 = 1980;
/// Words behind a count or a rank, longer ones first.
const COUNTED: [&str; 12] = [
    "顺位", "位次", "查封", "冻结", "人次", "人", "名", "次", "位", "轮", "页", "份",
];
/// Words for the first.
const FIRST: [&str; 12] = [
    "首封",
    "首冻",
    "首轮",
    "首次",
    "首位",
    "首查封",
    "首次查封",
    "首次冻结",
    "首先查封",
    "初次",
    "初访",
    "头次",
];

/// A value, and what was done to read it.
pub(super) type Read = (Value, Option<EntryNote>);

/// Reads a cell; `unit` is none where that of the column is doubtful. What says that there is nothing is no value.
pub(super) fn value(cell: &Cell, field: &FieldOf, unit: Option<Unit>, since_1904: bool) -> Result<Read, EntryFault> {
    let shown = cell.as_shown();
    let text = shown.trim();
    if matches!(cell, Cell::Error(_)) || is_error(text) {
        return Err(EntryFault::ErrorCell);
    }
    if is_as_above(text) {
        return Err(EntryFault::AsAbove);
    }
    let context = Context { unit, since_1904 };
    let plain = |value| Ok((value, None));
    match &field.holds {
        ValueType::Text | ValueType::LongText | ValueType::Person if is_null(text) || is_strokes(text) => {
            plain(Value::None)
        }
        ValueType::Text | ValueType::LongText | ValueType::Person => words_of(cell, field).and_then(plain),
        // A signature is written by a hand, never by a file.
        ValueType::Strokes if text.is_empty() => plain(Value::None),
        ValueType::Strokes => Err(EntryFault::NotAChoice),
        ValueType::Date => {
            let is_number = date::is_bare_number(text) && !matches!(cell, Cell::Day(..));
            day(cell, context).map(|day| (day, is_number.then_some(EntryNote::DayOfNumber)))
        }
        ValueType::Money => amount(cell, context),
        // 无 may be one of the choices, and is an answer.
        ValueType::Choice(choices) => match choice::code(text, choices, &field.words) {
            Some(code) => plain(Value::Text(code)),
            None if is_blank_word(text) => plain(Value::None),
            None => Err(EntryFault::NotAChoice),
        },
        ValueType::YesNo => match answer(text, field) {
            Some(yes) => plain(Value::Bool(yes)),
            None if is_blank_word(text) => plain(Value::None),
            None => Err(EntryFault::NotAChoice),
        },
        ValueType::IdNumber | ValueType::Number if is_blank_word(text) => plain(Value::None),
        ValueType::IdNumber if has_lost_digits(cell) => Err(EntryFault::DigitsLost),
        ValueType::IdNumber => field.read(text).map(|value| {
            let other = matches!(&value, Value::Text(number) if has_other_check(number));
            (value, other.then_some(EntryNote::OtherCheck))
        }),
        ValueType::Number => count(text)
            .map(|count| (Value::Number(count), None))
            .ok_or(EntryFault::NotANumber),
    }
}

/// An error a text took over from a spreadsheet: `#REF!`, `#N/A`, `#DIV/0!`.
fn is_error(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_uppercase() || matches!(c, '/' | '0' | '!' | '?' | '！' | '？');
    let bare = text.strip_prefix('#').unwrap_or_default();
    read_cell::is_error_word(text) && bare.chars().count() >= 3 && bare.chars().all(letter)
}

/// Words for another cell, which only a person can look up.
fn is_as_above(text: &str) -> bool {
    let squeezed = squeeze(text);
    let bare = squeezed.trim_matches(['(', ')', '。']);
    AS_ABOVE.contains(&text) || bare.starts_with("同上") || ["如上", "见上", "同左", "同前", "上同"].contains(&bare)
}

/// Nothing but strokes: `/`, `——`.
fn is_strokes(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "—－–_-/\\".contains(c))
}

/// Words as they stand.
fn words_of(cell: &Cell, field: &FieldOf) -> Result<Value, EntryFault> {
    if has_lost_digits(cell) {
        return Err(EntryFault::DigitsLost);
    }
    match read_cell::text_of(cell) {
        Value::Text(text) => field.read(&text),
        other => Ok(other),
    }
}

/// A long number of which a spreadsheet kept fifteen digits, or which it wrote with a power of ten: `6.22E+18`.
fn has_lost_digits(cell: &Cell) -> bool {
    if let Cell::Number(number) = cell {
        return number.abs() >= DIGITS_LOST;
    }
    let text = squeeze(&cell.as_shown()).to_uppercase();
    let Some((digits, power)) = text.split_once('E') else {
        return false;
    };
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, behind) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_power = power
        .strip_prefix('+')
        .map_or(digits.contains('.') && plain(power), plain);
    plain(whole) && plain(behind) && is_power
}

fn day(cell: &Cell, context: Context) -> Result<Value, EntryFault> {
    if let Some(hint) = read_cell::nothing_said(Kind::Date, cell) {
        return match hint {
            Hint::ErrorCell => Err(EntryFault::ErrorCell),
            _ => Ok(Value::None),
        };
    }
    let day = read_cell::read_date(cell, context, &mut Vec::new()).map_err(|_| no_day(cell))?;
    if day.year() < FIRST_YEAR {
        return Err(EntryFault::TooEarly);
    }
    Ok(Value::Date(day))
}

/// Why a cell holds no day: 2026-02-30 is written whole, but there is no such day.
fn no_day(cell: &Cell) -> EntryFault {
    match cell.text().map(law::date::read) {
        Some(Err(law::date::DateError::NoSuchDay)) => EntryFault::NoSuchDay,
        _ => EntryFault::NotADate,
    }
}

fn amount(cell: &Cell, context: Context) -> Result<Read, EntryFault> {
    if let Some(hint) = read_cell::nothing_said(Kind::Amount, cell) {
        return match hint {
            Hint::ErrorCell => Err(EntryFault::ErrorCell),
            _ => Ok((Value::None, None)),
        };
    }
    let mut hints = Vec::new();
    let value = read_cell::read_amount(cell, context, &mut hints).map_err(|_| EntryFault::NotMoney)?;
    if hints.contains(&Hint::UnitDoubtful) {
        return Err(EntryFault::UnitDoubtful);
    }
    Ok((value, hints.contains(&Hint::Rounded).then_some(EntryNote::Rounded)))
}

/// The answer; it may also be the matter itself: 涉外, 非涉外.
fn answer(text: &str, field: &FieldOf) -> Option<bool> {
    let squeezed = squeeze(text);
    let denied = squeezed.strip_prefix(['非', '不', '未']);
    let matter = denied.unwrap_or(&squeezed);
    let own = field.name.zh.split('、').chain(field.also.iter().map(String::as_str));
    let named = own.filter(|name| !name.starts_with("是否")).any(|name| name == matter);
    words::yes_no(&squeezed).or(named.then_some(denied.is_none()))
}

/// A count or a rank, from 1: `3人`, `第2次`, `首封`, `2.0`.
fn count(text: &str) -> Option<i64> {
    let squeezed = squeeze(text);
    if FIRST.contains(&squeezed.as_str()) {
        return Some(1);
    }
    let body = squeezed.strip_prefix(['第', '共']).unwrap_or(&squeezed);
    let body = COUNTED.iter().find_map(|word| body.strip_suffix(word)).unwrap_or(body);
    let body = body
        .split_once('.')
        .filter(|(_, rest)| !rest.is_empty() && rest.bytes().all(|b| b == b'0'))
        .map_or(body, |(whole, _)| whole);
    let in_figures = body.parse().ok().filter(|_| body.bytes().all(|b| b.is_ascii_digit()));
    let in_words = || below_ten_thousand(body).map(i64::from).filter(|_| !body.is_ascii());
    in_figures.or_else(in_words).filter(|count| *count > 0)
}
