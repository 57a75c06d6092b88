//! The control of a field: what it holds, and how it looks in a form.
use casebook::entered::Entered;
use casebook::field::Holds;
use casebook::kinds::ValueType;
use chrono::NaiveDate;
use law::case_number;
use law::money::Fen;
use leptos::prelude::*;
use protocol::{Field, Value};
use serde::{Deserialize, Serialize};

use super::texts;
use crate::lang::{Text, cases as list_texts, common, field as fields, t};
use crate::parts::answer::ThreeAnswer;
use crate::parts::date::DateInput;
use crate::parts::field::{Row, control_id};
use crate::parts::money::MoneyInput;

/// A control and what it holds.
#[derive(Clone, Copy)]
pub enum Held {
    /// A line of text, or a code.
    Text(RwSignal<String>),
    /// A day.
    Day(RwSignal<Entered<NaiveDate>>),
    /// Money.
    Amount(RwSignal<Entered<Fen>>),
    /// Yes, no, unknown.
    Answer(RwSignal<Option<bool>>),
}

impl Held {
    /// A control for a field, with what stands in it.
    pub fn new(field: Field, value: &Value) -> Self {
        let held = match &field.told().holds {
            Holds::Plain(ValueType::YesNo) => Held::Answer(RwSignal::new(None)),
            Holds::Plain(ValueType::Date) => Held::Day(RwSignal::new(Entered::Empty)),
            Holds::Plain(ValueType::Money) => Held::Amount(RwSignal::new(Entered::Empty)),
            _ => Held::Text(RwSignal::new(String::new())),
        };
        held.show(value);
        held
    }

    /// What it holds now; nothing if it cannot be read. Tracks.
    pub fn value(self) -> Option<Value> {
        let value = match self {
            Held::Text(text) => {
                let text = text.with(|t| t.trim().to_owned());
                if text.is_empty() {
                    Value::None
                } else {
                    Value::Text(text)
                }
            }
            Held::Day(day) => standing(&day.get(), Value::Date)?,
            Held::Amount(fen) => standing(&fen.get(), Value::Fen)?,
            Held::Answer(yes) => yes.get().map_or(Value::None, Value::Bool),
        };
        Some(value)
    }
}

/// What was typed into a control, for a draft.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Typed {
    /// A line of text, or a code.
    Text(String),
    /// A day.
    Day(Entered<NaiveDate>),
    /// Money.
    Amount(Entered<Fen>),
    /// Yes, no, unknown.
    Answer(Option<bool>),
}

impl Held {
    /// What is typed into it, also what cannot be read. Tracks.
    pub fn typed(self) -> Typed {
        match self {
            Held::Text(text) => Typed::Text(text.get()),
            Held::Day(day) => Typed::Day(day.get()),
            Held::Amount(fen) => Typed::Amount(fen.get()),
            Held::Answer(yes) => Typed::Answer(yes.get()),
        }
    }

    /// Shows a value in place of what is typed.
    pub fn show(self, value: &Value) {
        match (self, value) {
            (Held::Text(text), Value::Text(value)) => text.set(value.clone()),
            (Held::Text(text), _) => text.set(String::new()),
            (Held::Day(day), Value::Date(value)) => day.set(Entered::Read(*value)),
            (Held::Day(day), _) => day.set(Entered::Empty),
            (Held::Amount(fen), Value::Fen(value)) => fen.set(Entered::Read(*value)),
            (Held::Amount(fen), _) => fen.set(Entered::Empty),
            (Held::Answer(yes), Value::Bool(value)) => yes.set(Some(*value)),
            (Held::Answer(yes), _) => yes.set(None),
        }
    }

    /// Puts back what was typed. A field that is of another kind in this build stays as it is.
    pub fn put(self, typed: Typed) {
        match (self, typed) {
            (Held::Text(text), Typed::Text(typed)) => text.set(typed),
            (Held::Day(day), Typed::Day(typed)) => day.set(typed),
            (Held::Amount(fen), Typed::Amount(typed)) => fen.set(typed),
            (Held::Answer(yes), Typed::Answer(typed)) => yes.set(typed),
            _ => {}
        }
    }
}

/// A value to store; `None` if it cannot be read.
fn standing<T: Copy>(entered: &Entered<T>, value: fn(T) -> Value) -> Option<Value> {
    match entered {
        Entered::Empty => Some(Value::None),
        Entered::Read(read) => Some(value(*read)),
        Entered::Unreadable(_) => None,
    }
}

/// What may not be saved.
pub fn problem(field: Field, value: &Value) -> Option<Text> {
    match (field, value) {
        (Field::CASE_NUMBER, Value::None) => Some(list_texts::NUMBER_MISSING),
        (Field::CASE_NUMBER, Value::Text(text)) if case_number::typed(text).is_err() => Some(list_texts::BAD_NUMBER),
        (Field::FILED_ON, Value::None) => Some(list_texts::FILED_MISSING),
        _ => None,
    }
}

/// The row of a field.
pub fn control(field: Field, held: Held, tried: RwSignal<bool>) -> AnyView {
    let wrong = move || {
        tried
            .get()
            .then(|| problem(field, &held.value()?))
            .flatten()
            .map(Text::now)
    };
    match held {
        Held::Answer(value) => {
            view! { <Row label=fields::name(field) group=true><ThreeAnswer value/></Row> }.into_any()
        }
        Held::Amount(value) => view! { <Row label=fields::name(field)><MoneyInput value/></Row> }.into_any(),
        Held::Day(value) => view! {
            <Row label=fields::name(field)>
                <DateInput value/>
                <p class="row-error" role="status">{wrong}</p>
            </Row>
        }
        .into_any(),
        Held::Text(value) => view! {
            <Row label=fields::name(field) hint=Signal::derive(move || hint(field).map(|h| h.now().to_owned()).unwrap_or_default())>
                {text(field, value)}
                <p class="row-error" role="status">{wrong}</p>
            </Row>
        }
        .into_any(),
    }
}

/// A select where the field holds a code, else a line or a few lines of text.
fn text(field: Field, value: RwSignal<String>) -> AnyView {
    let id = control_id();
    let typed = move |event: web_sys::Event| value.set(event_target_value(&event));
    if let Some(choices) = fields::choices(field) {
        let options = choices.into_iter().map(|(code, word)| {
            view! { <option value=code prop:selected=move || value.with(|v| v == code)>{t(word)}</option> }
        });
        return view! {
            <select class="input" id=id on:change=typed>
                <option value="" prop:selected=move || value.with(String::is_empty)>{t(common::UNKNOWN)}</option>
                {options.collect_view()}
            </select>
        }
        .into_any();
    }
    if matches!(field.told().holds, Holds::Plain(ValueType::LongText) | Holds::Marks) {
        return view! { <textarea class="input" id=id rows="2" prop:value=value on:input=typed></textarea> }.into_any();
    }
    view! { <input class="input input-wide" id=id autocomplete="off" prop:value=value on:input=typed/> }.into_any()
}

/// Marks count only with a name and a reason.
fn hint(field: Field) -> Option<Text> {
    match field.told().holds {
        Holds::Marks => Some(texts::COMPLEXITY_HINT),
        Holds::Mark => Some(texts::SIMPLE_HINT),
        _ => None,
    }
}
