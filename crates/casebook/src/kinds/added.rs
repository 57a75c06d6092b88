//! What a court adds to a built-in kind: fields, choices, words of ledgers, notes, columns. Nothing is taken away and
//! nothing is told otherwise, and what later builds add stays beside it.
use serde::Deserialize;
use std::collections::BTreeMap;

use super::own::is_own;
use super::text::{FieldText, read_field};
use super::{Both, FieldOf, KindError, KindOf, OWN_NUMBERS, ValueType};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddedText {
    /// The built-in kind.
    adds_to: String,
    source: String,
    mark: String,
    /// A field with a number is new; one without is built in and is given more.
    #[serde(default)]
    fields: Vec<serde_json::Value>,
    /// The columns of its table, in their order; missing: as built in.
    #[serde(default)]
    list: Option<Vec<String>>,
    /// The fields entered from its register; missing: as built in.
    #[serde(default)]
    entered: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownField {
    key: String,
    #[serde(default)]
    choices: Vec<(String, Both)>,
    #[serde(default)]
    note: Option<Both>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    words: BTreeMap<String, String>,
}

/// A built-in kind with what a text adds to it.
pub(super) fn add(base: &KindOf, text: &str) -> Result<KindOf, KindError> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(unreadable)?;
    // A whole text of a built-in kind would leave out what later builds bring.
    if value.get("adds_to").is_none() && value.get("kind").is_some() {
        return Err(KindError::BuiltIn(base.key.clone()));
    }
    let text: AddedText = serde_json::from_str(text).map_err(unreadable)?;
    if text.adds_to != base.key {
        return Err(KindError::NotOwn(base.key.clone(), text.adds_to));
    }
    if text.source.is_empty() || text.mark.is_empty() {
        return Err(KindError::NoSource(base.key.clone()));
    }
    let mut kind = base.clone();
    let mut new: Vec<FieldText> = Vec::new();
    for field in text.fields {
        if field.get("n").is_some() {
            new.push(serde_json::from_value(field).map_err(unreadable)?);
        } else {
            give_more(&mut kind, serde_json::from_value(field).map_err(unreadable)?)?;
        }
    }
    // A new field may be shown by another new one.
    let numbers: Vec<(String, u16)> = new.iter().map(|field| (field.key.clone(), field.n)).collect();
    let number = |name: &String| {
        let known = kind.field_named(name).map(|field| field.number);
        let added = || numbers.iter().find(|(key, _)| key == name).map(|(_, number)| *number);
        known
            .or_else(added)
            .ok_or_else(|| KindError::UnknownField(base.key.clone(), name.clone()))
    };
    let fields: Vec<FieldOf> = new
        .iter()
        .map(|field| of_court(base, field, &number))
        .collect::<Result<_, _>>()?;
    let named = |names: &Option<Vec<String>>| -> Result<Option<Vec<u16>>, KindError> {
        names
            .as_ref()
            .map(|names| names.iter().map(number).collect())
            .transpose()
    };
    let (columns, entered) = (named(&text.list)?, named(&text.entered)?);
    if let Some(left_out) = entered
        .as_ref()
        .and_then(|now| base.entered.iter().find(|number| !now.contains(number)))
    {
        let key = base.field(*left_out).map(|field| field.key.clone());
        return Err(KindError::Changed(base.key.clone(), key.unwrap_or_default()));
    }
    kind.fields.extend(fields);
    kind.columns = columns.unwrap_or(kind.columns);
    kind.entered = entered.unwrap_or(kind.entered);
    Ok(kind)
}

fn unreadable(error: serde_json::Error) -> KindError {
    KindError::Unreadable(error.to_string())
}

type Number<'n> = dyn Fn(&String) -> Result<u16, KindError> + 'n;

fn of_court(base: &KindOf, field: &FieldText, number: &Number<'_>) -> Result<FieldOf, KindError> {
    if base.field_named(&field.key).is_some() {
        return Err(KindError::Changed(base.key.clone(), field.key.clone()));
    }
    if !is_own(&field.key) || !OWN_NUMBERS.contains(&field.n) {
        return Err(KindError::NotOwn(base.key.clone(), field.key.clone()));
    }
    read_field(&base.key, field, number)
}

/// Gives a built-in field more choices, more words ledgers use for it and its codes, another note.
fn give_more(kind: &mut KindOf, more: KnownField) -> Result<(), KindError> {
    let key = kind.key.clone();
    let unknown = || KindError::UnknownField(key.clone(), more.key.clone());
    let field = kind
        .fields
        .iter_mut()
        .find(|field| field.key == more.key)
        .ok_or_else(unknown)?;
    if !more.choices.is_empty() {
        let ValueType::Choice(choices) = &mut field.holds else {
            return Err(KindError::Choice(key, more.key));
        };
        for (code, name) in more.choices {
            if !is_own(&code) {
                return Err(KindError::NotOwn(key, more.key));
            }
            if choices.iter().any(|(known, _)| *known == code) {
                return Err(KindError::Twice(key, more.key));
            }
            choices.push((code, name));
        }
    }
    if let Some((word, _)) = more
        .words
        .iter()
        .find(|(word, _)| field.words.iter().any(|(known, _)| known == *word))
    {
        return Err(KindError::Twice(key, word.clone()));
    }
    field.note = more.note.or(field.note.take());
    field.also.extend(more.also);
    field.words.extend(more.words);
    Ok(())
}
