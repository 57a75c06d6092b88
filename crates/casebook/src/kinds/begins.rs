//! A record that is begun from another: a seizure from what a query found. Its values are carried over.
use super::{Both, KindError, KindOf, OWN_PREFIX, ValueType};
use crate::field::Value;

/// What is begun from a record of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begins {
    /// The key of the kind that is begun.
    pub kind: String,
    /// What a person does by it.
    pub name: Both,
    /// The fields of the new record by their keys, each with the number of the field whose value is carried over.
    pub(super) values: Vec<(String, u16)>,
    /// Codes of a choice here with those they become there; a code that is not named stays as it is.
    pub(super) codes: Vec<(String, String)>,
    /// With one of these codes in a field that is carried over, nothing is begun.
    pub(super) not: Vec<String>,
}

impl Begins {
    /// What the form of the new record begins with, by the numbers of its fields; nothing where none is begun from this
    /// record. `of` is the kind it is of, `new` the one that is begun; `value` gives its values.
    pub fn values(
        &self,
        of: &KindOf,
        new: &KindOf,
        value: &dyn Fn(u16) -> Option<Value>,
    ) -> Option<Vec<(u16, String)>> {
        let mut begun = Vec::new();
        for (key, from) in &self.values {
            let (Some(there), Some(here)) = (new.field_named(key), of.field(*from)) else {
                continue;
            };
            let text = here.entered(&value(*from).unwrap_or(Value::None));
            if self.not.contains(&text) {
                return None;
            }
            let code = self
                .codes
                .iter()
                .find(|(known, _)| *known == text && is_choice(&there.holds));
            let text = code.map_or(text, |(_, code)| code.clone());
            // A code the court added here is none there.
            if !text.is_empty() && has(&there.holds, &text) {
                begun.push((there.number, text));
            }
        }
        Some(begun)
    }
}

/// Whether a field can hold what is carried over: of a choice, one of its codes.
fn has(holds: &ValueType, text: &str) -> bool {
    match holds {
        ValueType::Choice(codes) => codes.iter().any(|(code, _)| code == text),
        _ => true,
    }
}

fn is_choice(holds: &ValueType) -> bool {
    matches!(holds, ValueType::Choice(_))
}

/// What is begun is of a kind that is there, and what is carried over fits its fields.
pub(super) fn check<'k>(kind: &KindOf, kinds: impl Iterator<Item = &'k KindOf>) -> Result<(), KindError> {
    let Some(begins) = &kind.begins else { return Ok(()) };
    let unknown = |key: &str| KindError::UnknownField(kind.key.clone(), key.to_owned());
    let mut kinds = kinds;
    let new = kinds.find(|other| other.key == begins.kind);
    let new = new.ok_or_else(|| unknown(&begins.kind))?;
    if begins.name.zh.trim().is_empty() || begins.name.en.trim().is_empty() {
        return Err(KindError::NoName(kind.key.clone(), begins.kind.clone()));
    }
    for (key, from) in &begins.values {
        let there = new.field_named(key).ok_or_else(|| unknown(key))?;
        let here = kind.field(*from).ok_or_else(|| unknown(key))?;
        let fault = || KindError::Choice(kind.key.clone(), here.key.clone());
        match (&here.holds, &there.holds) {
            (ValueType::Choice(codes), ValueType::Choice(others)) => {
                let becomes = |code: &String| {
                    let named = begins.codes.iter().find(|(known, _)| known == code);
                    named.map_or(code, |(_, other)| other).clone()
                };
                let kept = codes
                    .iter()
                    .map(|(code, _)| code)
                    .filter(|code| !begins.not.contains(code) && !code.starts_with(OWN_PREFIX));
                let mut kept = kept.map(becomes);
                if !kept.all(|code| others.iter().any(|(known, _)| *known == code)) {
                    return Err(fault());
                }
            }
            (ValueType::Choice(_), _) | (_, ValueType::Choice(_)) => return Err(fault()),
            (here, there) if is_text(here) != is_text(there) => return Err(fault()),
            _ => {}
        }
    }
    Ok(())
}

fn is_text(holds: &ValueType) -> bool {
    matches!(
        holds,
        ValueType::Text | ValueType::LongText | ValueType::Person | ValueType::IdNumber
    )
}
