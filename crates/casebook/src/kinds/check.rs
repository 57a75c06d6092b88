//! What the texts of kinds must hold, each alone and all together.
use serde::{Deserialize, Serialize};

use super::{Both, FieldOf, KindOf, ValueType, begins, visit};
use crate::flows::FlowError;
use crate::slot::{IN_FORCE, Kind, LAST_STEP};

/// Why a text is not taken: the kind, and the field where there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KindError {
    /// Not the text of a kind; with the reader's words.
    Unreadable(String),
    /// A field is named that the kind does not have.
    UnknownField(String, String),
    /// A field of a type that is not known.
    UnknownType(String, String),
    /// A right that is not known.
    UnknownRight(String),
    /// No article it comes from.
    NoSource(String),
    /// A name that is missing in one of the languages.
    NoName(String, String),
    /// A number or a key that is used twice.
    Twice(String, String),
    /// A number that is kept for the case book's own kinds or slots.
    Reserved(String, String),
    /// A number that was given to something else before, or is not in the list of numbers given.
    Reused(String, String),
    /// A choice without codes, or a condition on a code that its field does not have.
    Choice(String, String),
    /// A happening whose day is no date.
    NotADay(String, String),
    /// What says that a record waits is no number.
    NotANumber(String, String),
    /// What tells one record from another is text of several lines, or leaves out all it cannot be without.
    NotTelling(String, String),
    /// A number or a key of a court's text that is not from the range that is the court's.
    NotOwn(String, String),
    /// A court's text on a built-in kind that says otherwise what is told already: only something can be added.
    Changed(String, String),
    /// A court's text of a kind this build brings: what is added to it goes under `adds_to`.
    BuiltIn(String),
    /// Larger than a text may be, or than all of a court's may be together.
    TooLarge,
    /// A flow on it does not hold together.
    Flow(FlowError),
}

impl KindError {
    /// A stable code, the kind or flow it names, and the field, state or step there; or nothing.
    #[must_use]
    pub fn told(&self) -> (&'static str, &str, &str) {
        match self {
            KindError::Unreadable(why) => ("unreadable", why, ""),
            KindError::UnknownField(kind, field) => ("unknown_field", kind, field),
            KindError::UnknownType(kind, field) => ("unknown_type", kind, field),
            KindError::UnknownRight(kind) => ("unknown_right", kind, ""),
            KindError::NoSource(kind) => ("no_source", kind, ""),
            KindError::NoName(kind, field) => ("no_name", kind, field),
            KindError::Twice(kind, field) => ("twice", kind, field),
            KindError::Reserved(kind, field) => ("reserved", kind, field),
            KindError::Reused(kind, field) => ("reused", kind, field),
            KindError::Choice(kind, field) => ("choice", kind, field),
            KindError::NotADay(kind, field) => ("not_a_day", kind, field),
            KindError::NotANumber(kind, field) => ("not_a_number", kind, field),
            KindError::NotTelling(kind, field) => ("not_telling", kind, field),
            KindError::NotOwn(kind, field) => ("not_own", kind, field),
            KindError::Changed(kind, field) => ("changed", kind, field),
            KindError::BuiltIn(kind) => ("built_in", kind, ""),
            KindError::TooLarge => ("too_large", "", ""),
            KindError::Flow(error) => error.told(),
        }
    }
}

impl From<FlowError> for KindError {
    fn from(error: FlowError) -> KindError {
        KindError::Flow(error)
    }
}

/// Checks all kinds together; `is_given` says whether a number of a kind, or of a field of it, may mean this key.
pub(super) fn all<'k>(
    kinds: impl Iterator<Item = &'k KindOf> + Clone,
    is_given: &dyn Fn(Kind, Option<u16>, &str) -> bool,
) -> Result<(), KindError> {
    for (at, kind) in kinds.clone().enumerate() {
        let same = |other: &KindOf| other.kind == kind.kind || other.key == kind.key;
        if kinds.clone().take(at).any(same) {
            return Err(KindError::Twice(kind.key.clone(), String::new()));
        }
        if kind.kind.0 < Kind::FIRST_OF_DATA {
            return Err(KindError::Reserved(kind.key.clone(), String::new()));
        }
        if !is_given(kind.kind, None, &kind.key) {
            return Err(KindError::Reused(kind.key.clone(), String::new()));
        }
        for (at, field) in kind.fields.iter().enumerate() {
            let fault = |error: fn(String, String) -> KindError| Err(error(kind.key.clone(), field.key.clone()));
            let same = |other: &FieldOf| other.number == field.number || other.key == field.key;
            if kind.fields.iter().take(at).any(same) {
                return fault(KindError::Twice);
            }
            if field.number == IN_FORCE || field.number == LAST_STEP {
                return fault(KindError::Reserved);
            }
            if !is_given(kind.kind, Some(field.number), &field.key) {
                return fault(KindError::Reused);
            }
        }
        one(kind)?;
        begins::check(kind, kinds.clone())?;
        visit::check(kind)?;
    }
    keeping(kinds)
}

/// What a batch takes the place of is kept as a kind that says of which record it is, in the fields of the batch.
fn keeping<'k>(kinds: impl Iterator<Item = &'k KindOf> + Clone) -> Result<(), KindError> {
    for kind in kinds.clone() {
        for (batch, key) in kind
            .batches
            .iter()
            .filter_map(|batch| Some((batch, batch.keeps.as_ref()?)))
        {
            let unknown = |field: &str| KindError::UnknownField(key.clone(), field.to_owned());
            // A text that is checked alone may name a kind that stands in another.
            let Some(kept) = kinds.clone().find(|kept| kept.key == *key) else {
                continue;
            };
            kept.field_named("of").ok_or_else(|| unknown("of"))?;
            for field in batch.fields.iter().filter_map(|number| kind.field(*number)) {
                kept.field_named(&field.key).ok_or_else(|| unknown(&field.key))?;
            }
        }
    }
    Ok(())
}

/// Whether a number of a kind, or of a field of it, is in the list of numbers given, a line each (`16 party`, `16.1 name`),
/// and means this key.
pub(super) fn is_given(numbers: &str, kind: Kind, field: Option<u16>, key: &str) -> bool {
    let name = match field {
        Some(field) => format!("{}.{field}", kind.0),
        None => kind.0.to_string(),
    };
    numbers.lines().any(|line| line.split_once(' ') == Some((&name, key)))
}

fn one(kind: &KindOf) -> Result<(), KindError> {
    named(kind, "", &kind.name)?;
    for field in &kind.fields {
        named(kind, &field.key, &field.name)?;
        if let Some(note) = &field.note {
            named(kind, &field.key, note)?;
        }
        if let ValueType::Choice(choices) = &field.holds {
            if choices.is_empty() {
                return Err(KindError::Choice(kind.key.clone(), field.key.clone()));
            }
            choices.iter().try_for_each(|(_, name)| named(kind, &field.key, name))?;
        }
        field
            .words
            .iter()
            .try_for_each(|(_, code)| has_code(kind, field.number, code))?;
        if let Some((on, codes)) = &field.shown {
            codes.iter().try_for_each(|code| has_code(kind, *on, code))?;
        }
    }
    for batch in &kind.batches {
        named(kind, "", &batch.name)?;
    }
    if let Some(lasts) = &kind.lasts {
        lasts
            .years
            .iter()
            .try_for_each(|(code, _)| has_code(kind, lasts.by, code))?;
        let days = lasts
            .steps
            .iter()
            .flat_map(|(from, until)| [*from, *until])
            .chain([lasts.released])
            .chain(lasts.queued);
        days.into_iter().try_for_each(|field| is_day(kind, field, ""))?;
        let rank = lasts.waits.and_then(|waits| kind.field(waits));
        if let Some(field) = rank.filter(|field| field.holds != ValueType::Number) {
            return Err(KindError::NotANumber(kind.key.clone(), field.key.clone()));
        }
    }
    telling(kind)?;
    entered(kind)?;
    kind.order
        .iter()
        .flatten()
        .chain(&kind.past)
        .try_for_each(|field| is_day(kind, *field, ""))?;
    amounts(kind)?;
    for happens in &kind.happens {
        is_day(kind, happens.on, &happens.key)?;
        happens
            .when
            .iter()
            .try_for_each(|(field, code)| has_code(kind, *field, code))?;
    }
    Ok(())
}

/// What is part of another is an amount, and so is the other.
fn amounts(kind: &KindOf) -> Result<(), KindError> {
    let amounts = kind.within.iter().flat_map(|(part, whole)| [part, whole]);
    let mut fields = amounts.filter_map(|number| kind.field(*number));
    match fields.find(|field| field.holds != ValueType::Money) {
        Some(field) => Err(KindError::NotANumber(kind.key.clone(), field.key.clone())),
        None => Ok(()),
    }
}

/// Records are told apart by fields of a line, one of them at least never empty.
fn telling(kind: &KindOf) -> Result<(), KindError> {
    let fields: Vec<&FieldOf> = kind.same.iter().filter_map(|number| kind.field(*number)).collect();
    let long = fields.iter().find(|field| field.holds == ValueType::LongText);
    if let Some(field) = long {
        return Err(KindError::NotTelling(kind.key.clone(), field.key.clone()));
    }
    if !fields.is_empty() && !fields.iter().any(|field| field.needed) {
        return Err(KindError::NotTelling(kind.key.clone(), String::new()));
    }
    Ok(())
}

/// What is entered from the register has all a record cannot be without.
fn entered(kind: &KindOf) -> Result<(), KindError> {
    let missing = kind
        .fields
        .iter()
        .find(|field| field.needed && !kind.entered.contains(&field.number));
    let stray = kind.anew.iter().find(|number| !kind.entered.contains(number));
    let stray = stray.and_then(|number| kind.field(*number));
    match missing.filter(|_| !kind.entered.is_empty()).or(stray) {
        Some(field) => Err(KindError::NotTelling(kind.key.clone(), field.key.clone())),
        None => Ok(()),
    }
}

fn is_day(kind: &KindOf, field: u16, of: &str) -> Result<(), KindError> {
    match kind.field(field).map(|field| &field.holds) {
        Some(ValueType::Date) => Ok(()),
        _ => Err(KindError::NotADay(kind.key.clone(), of.to_owned())),
    }
}

fn named(kind: &KindOf, field: &str, name: &Both) -> Result<(), KindError> {
    if name.zh.trim().is_empty() || name.en.trim().is_empty() {
        return Err(KindError::NoName(kind.key.clone(), field.to_owned()));
    }
    Ok(())
}

fn has_code(kind: &KindOf, field: u16, code: &str) -> Result<(), KindError> {
    let found = kind.field(field);
    match found.map(|field| &field.holds) {
        Some(ValueType::Choice(choices)) if choices.iter().any(|(known, _)| known == code) => Ok(()),
        _ => {
            let key = found.map(|field| field.key.clone()).unwrap_or_default();
            Err(KindError::Choice(kind.key.clone(), key))
        }
    }
}
