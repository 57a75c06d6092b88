//! What a field takes: from the text of a form or a cell to a value, and why not.
use chrono::NaiveDate;
use law::money::Fen;
use serde::{Deserialize, Serialize};

use super::id_number::id_number;
use super::{FieldOf, ValueType};
use crate::field::Value;

impl FieldOf {
    /// Whether the field is shown, given the values of the others.
    pub fn is_shown(&self, value: &dyn Fn(u16) -> Option<Value>) -> bool {
        self.shown.as_ref().is_none_or(|(field, codes)| match value(*field) {
            Some(Value::Text(code)) => codes.contains(&code),
            _ => false,
        })
    }

    /// Reads what somebody typed; an empty text empties the field.
    ///
    /// # Errors
    /// Why it cannot be taken.
    pub fn read(&self, text: &str) -> Result<Value, EntryFault> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Value::None);
        }
        if self.holds != ValueType::LongText && text.chars().count() > LINE_MOST {
            return Err(EntryFault::TooLong);
        }
        Ok(match &self.holds {
            ValueType::Text | ValueType::LongText | ValueType::Person => Value::Text(text.to_owned()),
            ValueType::IdNumber => Value::Text(id_number(text)?),
            ValueType::Date => Value::Date(date(text)?),
            ValueType::Money => Value::Fen(money(text)?),
            ValueType::Number => Value::Number(number(text)?),
            ValueType::YesNo => match text {
                "yes" => Value::Bool(true),
                "no" => Value::Bool(false),
                _ => return Err(EntryFault::NotAChoice),
            },
            ValueType::Strokes => return Err(EntryFault::NotAChoice),
            ValueType::Choice(choices) => {
                if !choices.iter().any(|(code, _)| code == text) {
                    return Err(EntryFault::NotAChoice);
                }
                Value::Text(text.to_owned())
            }
        })
    }

    /// The text a form shows of a value: what [`FieldOf::read`] reads.
    pub fn entered(&self, value: &Value) -> String {
        match value {
            Value::None => String::new(),
            Value::Text(text) => text.clone(),
            Value::Date(date) => date.to_string(),
            Value::Fen(fen) => fen.to_string(),
            Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Value::Number(number) => number.to_string(),
        }
    }
}

/// Why a field does not take what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntryFault {
    /// No civil date.
    NotADate,
    /// Written as a date, but there is no such day.
    NoSuchDay,
    /// No amount of money.
    NotMoney,
    /// No whole number.
    NotANumber,
    /// None of the choices.
    NotAChoice,
    /// More than a line of text holds.
    TooLong,
    /// A resident identity number (GB 11643) or a unified social credit code (GB 32100) whose check digit is wrong.
    WrongCheckDigit,
    /// Figures of an identity number that are too few or too many, or partly hidden.
    NotWhole,
    /// A resident identity number with a day of birth that is none.
    NoSuchBirthday,
    /// A number a spreadsheet cut to fifteen digits.
    DigitsLost,
    /// Another column says something else of the same field.
    SaidTwice,
    /// The unit or the currency of the amount is not beyond doubt.
    UnitDoubtful,
    /// A day before records were kept by a program: mostly computed from a blank cell.
    TooEarly,
    /// The cell shows an error of the spreadsheet.
    ErrorCell,
    /// The cell is struck through.
    Struck,
    /// Words for the cell above or beside it.
    AsAbove,
}

/// Characters a line of text may have: what lists and sheets of paper can still show.
const LINE_MOST: usize = 200;

/// A whole number from 1: a rank, a count.
fn number(text: &str) -> Result<i64, EntryFault> {
    let read = law::text::fold(text).parse().ok().filter(|number| *number > 0);
    read.ok_or(EntryFault::NotANumber)
}

fn date(text: &str) -> Result<NaiveDate, EntryFault> {
    text.parse().map_err(|_| match law::date::read(text) {
        Err(law::date::DateError::NoSuchDay) => EntryFault::NoSuchDay,
        _ => EntryFault::NotADate,
    })
}

fn money(text: &str) -> Result<Fen, EntryFault> {
    let read = law::money::read(text, law::money::Unit::Yuan).map_err(|_| EntryFault::NotMoney)?;
    // The person who typed can look: nothing is rounded.
    if read.rounded {
        return Err(EntryFault::NotMoney);
    }
    Ok(read.fen)
}
