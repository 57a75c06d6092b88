//! Amounts, dates and case numbers as they came from the field, and more of the same kinds.
#![allow(clippy::unwrap_used)]

mod amounts;
mod cells;
mod dates;
mod doubtful;
mod lists;
mod numbers;
mod properties;

use files::date;
use law::money::{self, MoneyError, Unit};
use serde_json::Value;

fn field(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).unwrap();
    file["cases"].as_array().unwrap().clone()
}

/// Further writings of the same kinds.
fn more() -> Value {
    serde_json::from_str(include_str!("../../data/field/more.json")).unwrap()
}

fn list(name: &str) -> Vec<String> {
    let list: Vec<String> = serde_json::from_value(more()[name].clone()).unwrap();
    assert!(!list.is_empty());
    list
}

fn yuan(text: &str) -> Result<i64, MoneyError> {
    money::read(text, Unit::Yuan).map(|amount| amount.fen.0)
}

fn day(text: &str) -> Option<String> {
    date::from_text(text, false).ok().map(|(day, _)| day.to_string())
}
