//! What the text of a flow must hold: every state can be reached and left for an end, every step can be taken by
//! somebody, and nobody decides on what he asked for himself.
use std::collections::BTreeSet;

use super::{Flow, StepOf};
use crate::kinds::Both;

/// Why the text of a flow is not taken: the flow, and the state or step.
#[derive(Clone, Debug, PartialEq, Eq)]
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
