//! Recusal (回避): who gets no work in a case. A request bars until it is decided (Civil Procedure Law 48), a decision from
//! then on; what was refused or withdrawn bars nobody.
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::action::Action;
use super::book::{Book, BookError};
use super::field::{Field, Value};
use super::flows::{of_record, standing};
use super::kinds::Kinds;
use super::slot::{Kind, RecordKey};
use super::state::{CaseState, latest};

/// The kind of such records (`rules/records/recusal.json`), and its fields.
pub const RECUSAL: Kind = Kind(49);
const WHO: u16 = 1;
const GROUND: u16 = 2;

/// Somebody who gets no work in a case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Recused {
    /// Who.
    pub who: String,
    /// It was decided; else it waits for the decision.
    pub is_decided: bool,
    /// The code of its ground.
    pub ground: String,
}

/// Who gets no work in a case, by its state.
#[must_use]
pub fn recused(state: &CaseState, kinds: &Kinds) -> Vec<Recused> {
    let Some(flow) = kinds.flow(RECUSAL) else {
        return Vec::new();
    };
    let mut records = state.in_force(kinds, RECUSAL).peekable();
    if records.peek().is_none() {
        return Vec::new();
    }
    let steps = state.steps();
    let of = |(id, fields)| {
        let key = RecordKey { kind: RECUSAL, id };
        let (stands, _) = standing(flow, &of_record(&steps, key));
        let bars = stands.states.iter().any(|state| flow.bars.contains(state));
        let text = |field| match latest(fields, field) {
            Some(Value::Text(text)) => text.trim().to_owned(),
            _ => String::new(),
        };
        let who = text(WHO);
        (bars && !who.is_empty()).then(|| Recused {
            who,
            is_decided: stands
                .states
                .iter()
                .all(|state| flow.is_over(std::slice::from_ref(state))),
            ground: text(GROUND),
        })
    };
    let mut all: Vec<Recused> = records.filter_map(of).collect();
    // One who is recused twice is told once, by what was decided.
    all.sort_by(|a, b| (&a.who, !a.is_decided).cmp(&(&b.who, !b.is_decided)));
    all.dedup_by(|later, first| later.who == first.who);
    all
}

/// Whether an action gives work in a case to somebody who gets none there.
pub(crate) fn gives_to_recused(state: &CaseState, kinds: &Kinds, action: &Action) -> bool {
    let names = given(action, kinds);
    if names.is_empty() {
        return false;
    }
    let recused = recused(state, kinds);
    names
        .iter()
        .any(|name| recused.iter().any(|own| own.who == name.trim()))
}

/// The fields of a case that say whose work it is.
pub(crate) const WHOSE_WORK: [Field; 2] = [Field::HANDLER, Field::CLERK];

/// The names an action gives work to.
fn given<'a>(action: &'a Action, kinds: &Kinds) -> Vec<&'a str> {
    let fields: &[(Field, Value)] = match action {
        Action::Set(fields) => fields,
        Action::Imported(import) => &import.fields,
        Action::Step(step) => &step.sets,
        Action::StepTakenBack(back) => &back.sets,
        Action::Ruled { field, value, .. } => {
            return WHOSE_WORK
                .contains(field)
                .then(|| text(value))
                .flatten()
                .into_iter()
                .collect();
        }
        Action::Record(write) => {
            let assigns = |number: u16| {
                let field = kinds.get(write.record.kind)?.field(number)?;
                Some(field.assigns)
            };
            let own = write.fields.iter().filter(|(number, _)| assigns(*number) == Some(true));
            return own.filter_map(|(_, value)| text(value)).collect();
        }
        _ => &[],
    };
    let own = fields.iter().filter(|(field, _)| WHOSE_WORK.contains(field));
    own.filter_map(|(_, value)| text(value)).collect()
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

impl Book {
    /// Who gets no work in a case.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if the case cannot be read.
    pub fn recused(&self, case: &CaseId) -> Result<Vec<Recused>, BookError> {
        Ok(self
            .state(case)?
            .map(|state| recused(&state, self.kinds()))
            .unwrap_or_default())
    }
}
