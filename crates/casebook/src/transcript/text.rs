//! The text of a record of an interview: what is shown, printed and signed. It is Chinese whatever the interface speaks, and
//! rests on the names in `rules/records/transcript.json`: who changes one of them changes every text that was signed, so a
//! test holds them.
use chrono::Datelike;
use sha2::{Digest, Sha256};

use super::field::SORT;
use crate::field::Value;
use crate::kinds::{FieldOf, KindOf, ValueType};
use crate::slot::value_in;

/// A line of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'k> {
    /// The number of its field.
    pub number: u16,
    /// What it is of.
    pub label: &'k str,
    /// What it says.
    pub text: String,
    /// It is several lines.
    pub is_long: bool,
}

/// The title of a record of an interview.
#[must_use]
pub fn title(kind: &KindOf, fields: &[(u16, Value)]) -> String {
    let sort = kind.field(SORT).map(|field| said(field, fields)).unwrap_or_default();
    if sort.is_empty() { kind.name.zh.clone() } else { sort }
}

/// The lines of a record, those that say something, in the order of its text.
#[must_use]
pub fn lines<'k>(kind: &'k KindOf, fields: &[(u16, Value)]) -> Vec<Line<'k>> {
    let value = |number: u16| value_in(fields, number).cloned();
    let shown = kind
        .fields
        .iter()
        .filter(|field| field.number != SORT && field.is_shown(&value));
    let lines = shown.map(|field| Line {
        number: field.number,
        label: &field.name.zh,
        text: said(field, fields),
        is_long: field.holds == ValueType::LongText,
    });
    lines.filter(|line| !line.text.is_empty()).collect()
}

/// The whole text.
#[must_use]
pub fn text(kind: &KindOf, fields: &[(u16, Value)]) -> String {
    let mut text = title(kind, fields);
    for line in lines(kind, fields) {
        let between = if line.is_long { "：\n" } else { "：" };
        text.push('\n');
        text.push_str(line.label);
        text.push_str(between);
        text.push_str(&line.text);
    }
    text
}

/// SHA-256 of a text, as a signature keeps it.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    law::canonical::hex(&Sha256::digest(text.as_bytes()))
}

/// What a field says; values that did not see each other stand beside each other.
fn said(field: &FieldOf, fields: &[(u16, Value)]) -> String {
    let own = fields.iter().filter(|(number, _)| *number == field.number);
    let words: Vec<String> = own.map(|(_, value)| word(field, value)).collect();
    words.join(" / ")
}

fn word(field: &FieldOf, value: &Value) -> String {
    match value {
        Value::None => String::new(),
        Value::Date(day) => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Value::Fen(amount) => format!("{}元", amount.grouped()),
        Value::Bool(yes) => (if *yes { "是" } else { "否" }).to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => match &field.holds {
            ValueType::Choice(choices) => {
                let known = choices.iter().find(|(code, _)| code == text);
                known.map_or_else(|| text.clone(), |(_, both)| both.zh.clone())
            }
            _ => text.clone(),
        },
    }
}
