//! What the text of a flow must hold: every state can be reached and left for an end, every step can be taken by
//! somebody, and nobody decides on what he asked for himself.
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Flow, StepOf};
use crate::kinds::{Both, OWN_PREFIX};

/// Why the text of a flow is not taken: the flow, and the state or step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FlowError {
    /// Not the text of a flow; with the reader's words.
    Unreadable(String),
    /// On a kind that is not known, or that has a flow already.
    UnknownKind(String),
    /// No article it comes from.
    NoSource(String),
    /// A name that is missing in one of the languages.
    NoName(String, String),
    /// A key that is used twice.
    Twice(String, String),
    /// A field, right or step is named that is not there.
    UnknownField(String, String),
    /// A state is named that the flow does not have.
    UnknownState(String, String),
    /// A state no step leads to.
    Unreachable(String, String),
    /// A state that is no end and from which no end can be reached.
    DeadEnd(String, String),
    /// A step nobody may take.
    Nobody(String, String),
    /// A step that says yes or no and does not keep out who asked.
    OwnDecision(String, String),
    /// A step from several states that somebody who decides in the earlier could take in the later, where others decide.
    SpansStages(String, String),
    /// A step that sets fields of the case and hangs on who took another: what it sets could not be judged in time.
    SetsUnjudged(String, String),
    /// A court's flow in the place of a built-in one that lacks a state or step of it.
    Lacks(String, String),
    /// A court's flow in the place of a built-in one that says otherwise of a state or step what clocks and code go by.
    Changed(String, String),
    /// A state or step that a court adds to a built-in flow, and whose key a later build may give.
    NotOwn(String, String),
}

impl FlowError {
    /// A stable code, the flow it names, and the state or step there; or nothing.
    #[must_use]
    pub fn told(&self) -> (&'static str, &str, &str) {
        match self {
            FlowError::Unreadable(why) => ("flow_unreadable", why, ""),
            FlowError::UnknownKind(kind) => ("flow_unknown_kind", kind, ""),
            FlowError::NoSource(flow) => ("flow_no_source", flow, ""),
            FlowError::NoName(flow, of) => ("flow_no_name", flow, of),
            FlowError::Twice(flow, of) => ("flow_twice", flow, of),
            FlowError::UnknownField(flow, of) => ("flow_unknown_field", flow, of),
            FlowError::UnknownState(flow, of) => ("flow_unknown_state", flow, of),
            FlowError::Unreachable(flow, of) => ("flow_unreachable", flow, of),
            FlowError::DeadEnd(flow, of) => ("flow_dead_end", flow, of),
            FlowError::Nobody(flow, of) => ("flow_nobody", flow, of),
            FlowError::OwnDecision(flow, of) => ("flow_own_decision", flow, of),
            FlowError::SpansStages(flow, of) => ("flow_spans_stages", flow, of),
            FlowError::SetsUnjudged(flow, of) => ("flow_sets_unjudged", flow, of),
            FlowError::Lacks(flow, of) => ("flow_lacks", flow, of),
            FlowError::Changed(flow, of) => ("flow_changed", flow, of),
            FlowError::NotOwn(flow, of) => ("flow_not_own", flow, of),
        }
    }
}

/// Checks a flow.
///
/// # Errors
/// The first fault.
pub(crate) fn check(flow: &Flow) -> Result<(), FlowError> {
    named(flow, "", &flow.name)?;
    for (at, (key, name)) in flow.states.iter().enumerate() {
        named(flow, key, name)?;
        if flow.states.iter().take(at).any(|(known, _)| known == key) {
            return fault(flow, key, FlowError::Twice);
        }
    }
    flow.open.iter().try_for_each(|open| named(flow, "", open))?;
    let listed = flow
        .ends
        .iter()
        .chain(&flow.editable)
        .chain(&flow.drafts)
        .chain(&flow.bars);
    let listed = listed.chain(flow.waits_for.iter().map(|(state, _)| state));
    listed.into_iter().try_for_each(|state| is_state(flow, state))?;
    for (at, step) in flow.steps.iter().enumerate() {
        if flow.steps.iter().take(at).any(|known| known.key == step.key) {
            return fault(flow, &step.key, FlowError::Twice);
        }
        step_holds(flow, step)?;
    }
    leads_on(flow)
}

/// Checks a court's flow in the place of a built-in one. States and steps stay, and what clocks, code and records rest on;
/// who takes a step, what it needs and from where else it leads on may be told otherwise, and others may be added.
///
/// # Errors
/// The first fault.
pub(crate) fn keeps(own: &Flow, built_in: &Flow) -> Result<(), FlowError> {
    if own.key != built_in.key || own.first() != built_in.first() {
        return fault(own, built_in.first(), FlowError::Changed);
    }
    for (state, _) in &built_in.states {
        if own.state(state).is_none() {
            return fault(own, state, FlowError::Lacks);
        }
        let marks = |flow: &Flow| {
            let lists = [&flow.ends, &flow.editable, &flow.drafts];
            lists.map(|list| list.contains(state))
        };
        if marks(own) != marks(built_in) {
            return fault(own, state, FlowError::Changed);
        }
    }
    for step in &built_in.steps {
        let Some(now) = own.step(&step.key) else {
            return fault(own, &step.key, FlowError::Lacks);
        };
        let goes_by = |step: &StepOf| (step.to.clone(), step.decides, step.records.clone(), step.sets.clone());
        let has_all = |now: &[String], before: &[String]| before.iter().all(|one| now.contains(one));
        let same = goes_by(now) == goes_by(step) && now.edits == step.edits && now.only_by == step.only_by;
        if !same || !has_all(&now.from, &step.from) || !has_all(&now.not_by, &step.not_by) {
            return fault(own, &step.key, FlowError::Changed);
        }
    }
    if built_in.waits_for.iter().any(|known| !own.waits_for.contains(known)) {
        return fault(own, "", FlowError::Changed);
    }
    let states = own
        .states
        .iter()
        .map(|(key, _)| key)
        .filter(|key| built_in.state(key).is_none());
    let steps = own
        .steps
        .iter()
        .map(|step| &step.key)
        .filter(|key| built_in.step(key).is_none());
    match states.chain(steps).find(|key| !key.starts_with(OWN_PREFIX)) {
        Some(key) => fault(own, key, FlowError::NotOwn),
        None => Ok(()),
    }
}

fn step_holds(flow: &Flow, step: &StepOf) -> Result<(), FlowError> {
    named(flow, &step.key, &step.name)?;
    step.confirm.iter().try_for_each(|text| named(flow, &step.key, text))?;
    step.from
        .iter()
        .chain([&step.to])
        .try_for_each(|state| is_state(flow, state))?;
    for other in step.not_by.iter().chain(&step.only_by) {
        if flow.step(other).is_none() {
            return fault(flow, other, FlowError::UnknownField);
        }
    }
    let somebody = |who: &super::Who| who.right.is_some() || !who.roles.is_empty() || !who.groups.is_empty();
    if step.from.is_empty() || step.who.is_empty() || !step.who.iter().all(somebody) {
        return fault(flow, &step.key, FlowError::Nobody);
    }
    if step.decides && !keeps_out(flow, step) {
        return fault(flow, &step.key, FlowError::OwnDecision);
    }
    if spans_stages(flow, step) {
        return fault(flow, &step.key, FlowError::SpansStages);
    }
    let hangs_on_others = !step.not_by.is_empty() || !step.only_by.is_empty();
    if hangs_on_others && !step.sets.is_empty() {
        return fault(flow, &step.key, FlowError::SetsUnjudged);
    }
    Ok(())
}

/// Whether a step keeps out whoever asked: each step that leads to where it is taken, also by way of others who decided,
/// and is no decision itself.
fn keeps_out(flow: &Flow, step: &StepOf) -> bool {
    let (mut from, mut looked): (Vec<&String>, BTreeSet<&String>) = (step.from.iter().collect(), BTreeSet::new());
    while let Some(state) = from.pop() {
        if !looked.insert(state) {
            continue;
        }
        for other in flow.steps.iter().filter(|other| other.to == *state) {
            match other.decides {
                true => from.extend(&other.from),
                false if step.not_by.contains(&other.key) => {}
                false => return false,
            }
        }
    }
    !step.not_by.is_empty()
}

/// Whether somebody who decides in one state of a step, and not in a later one, could take it there.
fn spans_stages(flow: &Flow, step: &StepOf) -> bool {
    let roles = |step: &StepOf| -> BTreeSet<String> { step.who.iter().flat_map(|who| who.roles.clone()).collect() };
    let deciding = |state: &String| -> BTreeSet<String> {
        let others = flow
            .steps
            .iter()
            .filter(|other| other.from == [state.clone()] && other.decides);
        others.flat_map(roles).collect()
    };
    let in_order = flow.states.iter().filter(|(key, _)| step.from.contains(key));
    let stages: Vec<BTreeSet<String>> = in_order
        .map(|(key, _)| deciding(key))
        .filter(|roles| !roles.is_empty())
        .collect();
    let own = roles(step);
    let below = |(earlier, later): (&BTreeSet<String>, &BTreeSet<String>)| {
        earlier.difference(later).any(|role| own.contains(role))
    };
    stages.iter().zip(stages.iter().skip(1)).any(below)
}

fn leads_on(flow: &Flow) -> Result<(), FlowError> {
    let mut reached: BTreeSet<&str> = BTreeSet::from([flow.first()]);
    let mut ends: BTreeSet<&str> = flow.ends.iter().map(String::as_str).collect();
    // As often as there are states: then nothing changes any more.
    for _ in &flow.states {
        for step in &flow.steps {
            if step.from.iter().any(|state| reached.contains(state.as_str())) {
                reached.insert(&step.to);
            }
            if ends.contains(step.to.as_str()) {
                ends.extend(step.from.iter().map(String::as_str));
            }
        }
    }
    for (state, _) in &flow.states {
        if !reached.contains(state.as_str()) {
            return fault(flow, state, FlowError::Unreachable);
        }
        if !ends.contains(state.as_str()) {
            return fault(flow, state, FlowError::DeadEnd);
        }
    }
    Ok(())
}

fn is_state(flow: &Flow, state: &str) -> Result<(), FlowError> {
    match flow.state(state) {
        Some(_) => Ok(()),
        None => fault(flow, state, FlowError::UnknownState),
    }
}

fn named(flow: &Flow, of: &str, name: &Both) -> Result<(), FlowError> {
    match name.zh.trim().is_empty() || name.en.trim().is_empty() {
        true => fault(flow, of, FlowError::NoName),
        false => Ok(()),
    }
}

fn fault(flow: &Flow, of: &str, error: fn(String, String) -> FlowError) -> Result<(), FlowError> {
    Err(error(flow.key.clone(), of.to_owned()))
}
