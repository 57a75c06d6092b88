//! The terms of a seizure one after the other, in words: on its card, on paper, in a file.
use casebook::kinds::KindOf;
use casebook::renewals::{Term, terms_in};
use chrono::NaiveDate;
use leptos::prelude::*;
use protocol::{RecordView, RegisterRow, Value};

use crate::lang::{common, records as texts, t};
use crate::parts::date::iso;

/// The terms of a record of a case, and its release, in words; nothing where its first term is all there is.
pub(super) fn of_record(kind: &KindOf, record: &RecordView, all: &[RecordView]) -> Vec<String> {
    let value = |number: u16| Some(record.value(number).clone());
    words(kind, &terms_in(record, all), &value)
}

/// The same of a row of the register.
pub(super) fn of_row(kind: &KindOf, row: &RegisterRow) -> Vec<String> {
    let value = |number: u16| row.value(number);
    words(kind, &kind.terms(&value, &row.earlier), &value)
}

fn words(kind: &KindOf, terms: &[Term], value: &dyn Fn(u16) -> Option<Value>) -> Vec<String> {
    let released = kind.released().and_then(value);
    let released = match released {
        Some(Value::Date(on)) => Some(on),
        _ => None,
    };
    if terms.len() + usize::from(released.is_some()) < 2 {
        return Vec::new();
    }
    let each = terms.iter().enumerate().map(|(at, term)| {
        let what = if at == 0 {
            texts::TERM_FIRST
        } else {
            texts::TERM_RENEWED
        };
        let until = term.until.map_or_else(|| common::UNKNOWN.now().to_owned(), iso);
        with_document(&what.with(&[&iso(term.from), &until]), &term.document)
    });
    each.chain(released.map(|on| ended(kind, on, value))).collect()
}

/// That it was released, with the document.
fn ended(kind: &KindOf, on: NaiveDate, value: &dyn Fn(u16) -> Option<Value>) -> String {
    let document = kind
        .field_named("release_document")
        .and_then(|field| value(field.number));
    let document = match document {
        Some(Value::Text(text)) => text,
        _ => String::new(),
    };
    with_document(&texts::TERM_RELEASED.with(&[&iso(on)]), &document)
}

fn with_document(said: &str, document: &str) -> String {
    match document.is_empty() {
        true => said.to_owned(),
        false => texts::TERM_BY.with(&[&said, &document]),
    }
}

/// The list on the card of a record.
pub(super) fn on_card(lines: Vec<String>) -> Option<AnyView> {
    let rows = lines
        .iter()
        .map(|line| view! { <li>{line.clone()}</li> })
        .collect_view();
    (!lines.is_empty())
        .then(|| view! { <p class="quiet">{t(texts::TERMS)}</p><ol class="record-terms">{rows}</ol> }.into_any())
}
