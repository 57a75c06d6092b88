//! What a list brought in again would change in a case that is known: a correction made by hand is not undone unasked.
use serde::{Deserialize, Serialize};

use super::deed::Deed;
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
            Some(Kept::Disputed) => false,
        }
    }
}

/// Whether a case and the fields of a row differ at all: cheap, without the trace.
pub fn differs(state: &CaseState, fields: &[(Field, Value)]) -> bool {
    let other = |(field, value): &(Field, Value)| !same(*field, state.value(*field), value);
    fields.iter().any(other)
}

/// The fields on which a case and a row differ, in the row's order. A blank cell says nothing.
pub fn differences(view: &CaseView, fields: &[(Field, Value)]) -> Vec<Difference> {
    let stated = fields.iter().filter(|(_, value)| *value != Value::None);
    let different = stated.filter_map(|(field, after)| {
        let disputed = view.competing.iter().any(|competing| competing.field == *field);
        let shown = view.fields.iter().find(|(shown, _)| shown == field);
        let before = shown.map_or(Value::None, |(_, value)| value.clone());
        if !disputed && same(*field, &before, after) {
            return None;
        }
        let kept = match disputed {
            true => Some(Kept::Disputed),
            false => is_by_hand(view, *field).then_some(Kept::ByHand),
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
        (Value::Text(one), Value::Text(other)) if field == Field::CaseNumber => normal(one) == normal(other),
        (Value::Text(one), Value::Text(other)) => one.trim() == other.trim(),
        _ => one == other,
    }
}

/// Whether the last word on a field is a person's. Also an emptied field is: somebody took the value out. An import that
/// was taken back says nothing any more: the word before it counts.
fn is_by_hand(view: &CaseView, field: Field) -> bool {
    let in_force = view.history.iter().filter(|trace| trace.refused.is_none());
    let mut taken_back = 0_usize;
    for trace in in_force {
        match &trace.deed {
            Deed::Set(fields) if fields.iter().any(|(f, _)| *f == field) => return true,
            Deed::Ruled { field: ruled, .. } if *ruled == field => return true,
            Deed::Decided { .. } if field == Field::DecidedVerdict => return true,
            Deed::Imported(import) if import.fields.iter().any(|(f, _)| *f == field) => {
                if import.is_taken_back() {
                    taken_back += 1;
                } else if taken_back == 0 {
                    return false;
                } else {
                    taken_back -= 1;
                }
            }
            _ => {}
        }
    }
    false
}
