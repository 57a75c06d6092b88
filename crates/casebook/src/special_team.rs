//! The special team of a case (特执团队, plan Art. 18): formed by a decision record, until it is dissolved. Its leader and
//! members are told of the case as its handler is.
use serde::{Deserialize, Serialize};

use super::field::Value;
use super::flows::{of_record, standing};
use super::kinds::{KindOf, Kinds};
use super::parties::names;
use super::slot::{RecordKey, value_in};
use super::state::{CaseState, latest};
use super::view::CaseView;

/// The state of the decision in which the team works (`rules/flows/team_decision.json`).
const FORMED: &str = "formed";

/// A special team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialTeam {
    /// The deputy chief who leads it.
    pub leader: String,
    /// Its members.
    pub members: Vec<String>,
    /// What it is to do, or empty.
    pub task: String,
}

impl SpecialTeam {
    /// Whether somebody leads it or belongs to it.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.leader == name || self.members.iter().any(|member| member == name)
    }
}

/// The kind of the decision that forms one.
const KEY: &str = "team_decision";

fn team(kind: &KindOf, value: &dyn Fn(u16) -> Option<Value>) -> SpecialTeam {
    let text = |key: &str| match kind.field_named(key).and_then(|field| value(field.number)) {
        Some(Value::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    let members = text("members");
    SpecialTeam {
        leader: text("leader"),
        members: names(&members).into_iter().map(ToOwned::to_owned).collect(),
        task: text("task"),
    }
}

/// The team that works on a case, by its state.
#[must_use]
pub fn of_state(state: &CaseState, kinds: &Kinds) -> Option<SpecialTeam> {
    let kind = kinds.named(KEY)?;
    let flow = kind.flow.as_ref()?;
    let mut records = state.in_force(kinds, kind.kind).peekable();
    records.peek()?;
    let steps = state.steps();
    let mut formed = records.filter(|(id, _)| {
        let key = RecordKey {
            kind: kind.kind,
            id: *id,
        };
        standing(flow, &of_record(&steps, key)).0.states == [FORMED]
    });
    let (_, fields) = formed.next()?;
    Some(team(kind, &|field| latest(fields, field).cloned()))
}

/// The team that works on a case, as the page reads it.
#[must_use]
pub fn of_view(view: &CaseView) -> Option<SpecialTeam> {
    let kind = Kinds::builtin().named(KEY)?;
    let mut own = view.records.iter().filter(|record| record.record.kind == kind.kind);
    let formed = own.find(|record| record.flow.as_ref().is_some_and(|flow| flow.states == [FORMED]))?;
    Some(team(kind, &|field| value_in(&formed.fields, field).cloned()))
}
