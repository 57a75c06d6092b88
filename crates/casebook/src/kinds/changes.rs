//! What other kinds would change: named one by one, for whoever puts a text in force or takes it back.
use serde::{Deserialize, Serialize};

use super::{Both, FieldOf, KindOf, Kinds, ValueType};
use crate::flows::{Flow, StepOf};
use crate::slot::Kind;

/// A change, with the name of what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The kind it is about.
    pub kind: Kind,
    /// Its name.
    pub of: Both,
    /// What.
    pub what: What,
}

/// What changes of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// It is new.
    Added,
    /// It is gone: its records are kept and shown no more.
    Gone,
    /// A field is new.
    Field(Both),
    /// A field is gone: what it said is kept and shown no more.
    FieldGone(Both),
    /// A field has another choice.
    Choice(Both, Both),
    /// A field has a choice less.
    ChoiceGone(Both, Both),
    /// A field is told otherwise: its name, note, words of ledgers, when it is shown or needed.
    FieldTold(Both),
    /// It is told otherwise: its name, columns, what is entered from the register, what it takes to write one.
    Told,
    /// It has a flow now.
    Flow(Both),
    /// Its flow is gone: steps are kept and count for nothing.
    FlowGone(Both),
    /// A state is new, or is called otherwise.
    State(Both),
    /// A state is gone.
    StateGone(Both),
    /// A step is new.
    Step(Both),
    /// A step is gone: where it was taken it counts no more.
    StepGone(Both),
    /// A step is told otherwise: who takes it, what it needs, where it leads.
    StepTold(Both),
    /// The flow is told otherwise.
    FlowTold,
}

/// What other kinds change of these.
#[must_use]
pub fn changes(before: &Kinds, after: &Kinds) -> Vec<Change> {
    let mut found = Vec::new();
    for kind in after.iter() {
        match before.get(kind.kind) {
            Some(known) if known == kind => {}
            Some(known) => found.extend(of_kind(known, kind).into_iter().map(|what| change(kind, what))),
            None => {
                found.push(change(kind, What::Added));
                found.extend(
                    kind.fields
                        .iter()
                        .map(|field| change(kind, What::Field(field.name.clone()))),
                );
                let flow = kind.flow.iter().map(|flow| What::Flow(flow.name.clone()));
                found.extend(flow.map(|what| change(kind, what)));
            }
        }
    }
    let gone = before.iter().filter(|kind| after.get(kind.kind).is_none());
    found.extend(gone.map(|kind| change(kind, What::Gone)));
    found
}

fn change(kind: &KindOf, what: What) -> Change {
    Change {
        kind: kind.kind,
        of: kind.name.clone(),
        what,
    }
}

fn of_kind(before: &KindOf, after: &KindOf) -> Vec<What> {
    let mut found = Vec::new();
    for field in &after.fields {
        match before.field(field.number) {
            None => found.push(What::Field(field.name.clone())),
            Some(known) => found.extend(of_field(known, field)),
        }
    }
    let gone = before.fields.iter().filter(|field| after.field(field.number).is_none());
    found.extend(gone.map(|field| What::FieldGone(field.name.clone())));
    match (&before.flow, &after.flow) {
        (Some(before), Some(after)) => found.extend(of_flow(before, after)),
        (Some(before), None) => found.push(What::FlowGone(before.name.clone())),
        (None, Some(after)) => found.push(What::Flow(after.name.clone())),
        (None, None) => {}
    }
    let rest = |kind: &KindOf| KindOf {
        fields: Vec::new(),
        flow: None,
        ..kind.clone()
    };
    if rest(before) != rest(after) {
        found.push(What::Told);
    }
    found
}

fn of_field(before: &FieldOf, after: &FieldOf) -> Vec<What> {
    let choices = |field: &FieldOf| match &field.holds {
        ValueType::Choice(choices) => choices.clone(),
        _ => Vec::new(),
    };
    let (old, new) = (choices(before), choices(after));
    let less = |all: &[(String, Both)], than: &[(String, Both)]| -> Vec<Both> {
        let own = all
            .iter()
            .filter(|(code, _)| than.iter().all(|(known, _)| known != code));
        own.map(|(_, name)| name.clone()).collect()
    };
    let added = less(&new, &old).into_iter();
    let mut found: Vec<What> = added.map(|name| What::Choice(after.name.clone(), name)).collect();
    let gone = less(&old, &new).into_iter();
    found.extend(gone.map(|name| What::ChoiceGone(after.name.clone(), name)));
    let rest = |field: &FieldOf| FieldOf {
        holds: ValueType::Text,
        ..field.clone()
    };
    if rest(before) != rest(after) {
        found.push(What::FieldTold(after.name.clone()));
    }
    found
}

fn of_flow(before: &Flow, after: &Flow) -> Vec<What> {
    let mut found = Vec::new();
    let new = after.states.iter().filter(|state| !before.states.contains(state));
    found.extend(new.map(|(_, name)| What::State(name.clone())));
    let gone = before.states.iter().filter(|(key, _)| after.state(key).is_none());
    found.extend(gone.map(|(_, name)| What::StateGone(name.clone())));
    for step in &after.steps {
        match before.step(&step.key) {
            None => found.push(What::Step(step.name.clone())),
            Some(known) if known != step => found.push(What::StepTold(step.name.clone())),
            Some(_) => {}
        }
    }
    let is_gone = |step: &&StepOf| after.step(&step.key).is_none();
    found.extend(
        before
            .steps
            .iter()
            .filter(is_gone)
            .map(|step| What::StepGone(step.name.clone())),
    );
    let rest = |flow: &Flow| Flow {
        states: Vec::new(),
        steps: Vec::new(),
        ..flow.clone()
    };
    if rest(before) != rest(after) {
        found.push(What::FlowTold);
    }
    found
}
