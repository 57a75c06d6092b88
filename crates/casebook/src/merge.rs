//! What a list brought in again would change in a case that is known: a correction made by hand is not undone unasked.
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::edit::Locked;
use super::field::{Field, Value};
use super::normal::normal;
use super::state::CaseState;
use super::view::CaseView;

/// Why a field keeps what it says although the list says something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kept {
    /// A person wrote it last, not a list. Is overwritten on a person's word.
    ByHand,
    /// Two values wait for a ruling. No list ends that.
    Disputed,
    /// It was ruled or decided so. No list overwrites that.
    Ruled,
    /// Whoever imports may not write this field of a case that is known.
    NotYours,
}

/// A field on which the case and the list differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub field: Field,
    /// What the case says.
    pub before: Value,
    /// What the list says.
    pub after: Value,
    /// Why it stays, if it does.
    pub kept: Option<Kept>,
}

impl Difference {
    /// Whether the list's value is taken; `overwrite`: also over what a person wrote.
    pub fn is_taken(&self, overwrite: bool) -> bool {
        match self.kept {
            None => true,
            Some(Kept::ByHand) => overwrite,
            Some(Kept::Disputed | Kept::Ruled | Kept::NotYours) => false,
        }
    }
}

/// Whether a case and the fields of a row differ at all: cheap, without the trace.
pub fn differs(state: &CaseState, fields: &[(Field, Value)]) -> bool {
    let other = |(field, value): &(Field, Value)| !same(*field, state.value(*field), value);
    fields.iter().any(other)
}

/// The fields on which a case and a row differ, in the row's order. A blank cell says nothing. `locked`: the fields
/// whoever imports may not write.
pub fn differences(view: &CaseView, fields: &[(Field, Value)], locked: &[Locked]) -> Vec<Difference> {
    let stated = fields.iter().filter(|(_, value)| *value != Value::None);
    let different = stated.filter_map(|(field, after)| {
        let disputed = view.competing.iter().any(|competing| competing.field == *field);
        let shown = view.fields.iter().find(|(shown, _)| shown == field);
        let before = shown.map_or(Value::None, |(_, value)| value.clone());
        if !disputed && same(*field, &before, after) {
            return None;
        }
        let kept = if disputed {
            Some(Kept::Disputed)
        } else if locked.iter().any(|locked| locked.field == *field) {
            Some(Kept::NotYours)
        } else {
            by_person(view, *field)
        };
        Some(Difference {
            field: *field,
            before,
            after: after.clone(),
            kept,
        })
    });
    different.collect()
}

fn same(field: Field, one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) if field == Field::CASE_NUMBER => normal(one) == normal(other),
        (Value::Text(one), Value::Text(other)) => one.trim() == other.trim(),
        _ => one == other,
    }
}

/// What keeps a field, if the last word on it is a person's. Also an emptied field is: somebody took the value out. An
/// import that was taken back says nothing any more: the word before it counts.
fn by_person(view: &CaseView, field: Field) -> Option<Kept> {
    let mut taken_back = 0_usize;
    for trace in view.words_on(field) {
        match &trace.action {
            Action::Set(_) => return Some(Kept::ByHand),
            Action::Ruled { .. } | Action::Step(_) | Action::StepTakenBack(_) => return Some(Kept::Ruled),
            Action::Imported(import) if import.is_taken_back() => taken_back += 1,
            Action::Imported(_) if taken_back > 0 => taken_back -= 1,
            _ => return None,
        }
    }
    None
}
