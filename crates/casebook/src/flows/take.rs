//! Taking a step as a form does: judged by how the record stands now, so that nothing is decided on what nobody saw.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Flow, Step, StepFault, StepJudged, content_of, keys_that_count, of_record, standing, would_fail};
use crate::clock::Stamp;
use crate::dossier::Gaps;
use crate::field::{Field, Value};
use crate::history::shown;
use crate::kinds::Kinds;
use crate::people::PersonId;
use crate::slot::{IN_FORCE, RecordKey, RecordWrite, value_in};
use crate::state::{CaseState, latest};

/// A step as a form takes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepEdit {
    /// Of which record.
    pub record: RecordKey,
    /// Key of the step.
    pub step: String,
    /// The last steps the person saw.
    pub heads: Vec<Stamp>,
    /// What stood in the record: [`content_of`] the values the person saw; nothing for one that is written with the step.
    pub content: Option<[u8; 32]>,
    /// The day it counts from.
    pub on: NaiveDate,
    /// Why, or empty.
    pub reason: String,
    /// Text of the receipt it rests on, or empty.
    pub receipt: String,
}

/// Why a step is not taken. Nothing was written of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepRefusal {
    /// The record is not there, or has no such flow or step.
    NotThere,
    /// Somebody took a step or wrote the record meanwhile: look first.
    Moved,
    /// It would count for nothing.
    Fault(StepFault),
    /// Another role or group takes it.
    NotYours,
    /// These fields of the record must be filled in first.
    Missing(Vec<u16>),
    /// It takes a reason.
    NoReason,
    /// The dossier lacks something.
    DossierLacks(Gaps),
    /// It was confirmed as without a way back, so it is not taken back.
    Final,
    /// Its day has not come yet.
    InFuture,
    /// Its day is before that of the step it follows, of what the record is about, or of the filing.
    TooEarly(NaiveDate),
}

/// The step to write on `today`, if it may be taken. `with` is what is written to the record in the same breath.
///
/// # Errors
/// Why it may not. Whether role and group allow it, the table of rights says.
pub fn take(
    state: &CaseState,
    kinds: &Kinds,
    with: Option<&RecordWrite>,
    edit: &StepEdit,
    by: PersonId,
    today: NaiveDate,
) -> Result<Step, StepRefusal> {
    if edit.on > today {
        return Err(StepRefusal::InFuture);
    }
    let flow = kinds.flow(edit.record.kind).ok_or(StepRefusal::NotThere)?;
    let of = flow.step(&edit.step).ok_or(StepRefusal::NotThere)?;
    let fields = state.records.get(&edit.record);
    let begins = with.is_some_and(|write| write.in_force == Some(true));
    let there = fields.is_some_and(|fields| latest(fields, IN_FORCE) == Some(&Value::Bool(true)));
    if !(begins || there) {
        return Err(StepRefusal::NotThere);
    }
    let known = fields.map(shown).unwrap_or_default();
    let values = values_of(with, &known);
    let steps = of_record(&state.steps(), edit.record);
    let (stands, judged) = standing(flow, &steps);
    if stands.heads != edit.heads || edit.content.is_some_and(|seen| seen != content_of(&known)) {
        return Err(StepRefusal::Moved);
    }
    if let Some(fault) = would_fail(flow, &steps, of, by) {
        return Err(StepRefusal::Fault(fault));
    }
    let lacks = |field: &&u16| value_in(&values, **field).is_none_or(|value| *value == Value::None);
    let missing: Vec<u16> = of.needs.iter().filter(lacks).copied().collect();
    if !missing.is_empty() {
        return Err(StepRefusal::Missing(missing));
    }
    if of.reason && edit.reason.trim().is_empty() {
        return Err(StepRefusal::NoReason);
    }
    if let Some(first) = earliest(state, flow, &values, &judged).filter(|first| edit.on < *first) {
        return Err(StepRefusal::TooEarly(first));
    }
    let sets = of
        .sets
        .iter()
        .map(|(field, from)| (*field, value_in(&values, *from).cloned().unwrap_or(Value::None)));
    Ok(Step {
        record: edit.record,
        step: edit.step.clone(),
        by,
        on: edit.on,
        reason: edit.reason.trim().to_owned(),
        content: content_of(&values),
        sets: sets.collect(),
        receipt: edit.receipt.clone(),
    })
}

/// What the record says with what is written in the same breath.
fn values_of(with: Option<&RecordWrite>, known: &[(u16, Value)]) -> Vec<(u16, Value)> {
    let written: Vec<(u16, Value)> = with.map(|write| write.fields.clone()).unwrap_or_default();
    let kept = known.iter().filter(|(field, _)| value_in(&written, *field).is_none());
    written.iter().chain(kept).cloned().collect()
}

/// The first day a step may bear: not before the filing, what the flow names as its cause, or the step before it.
fn earliest(state: &CaseState, flow: &Flow, values: &[(u16, Value)], judged: &[StepJudged<'_>]) -> Option<NaiveDate> {
    let counted = judged.iter().filter(|judged| judged.counts);
    let last = counted.map(|judged| judged.taken.on).max();
    let cause = |field: &u16| match value_in(values, *field) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let filed = match state.value(Field::FILED_ON) {
        Value::Date(day) => Some(*day),
        _ => None,
    };
    flow.not_before.iter().filter_map(cause).chain(filed).chain(last).max()
}

/// Whether a record may not be written so now, because of where it stands in its flow: corrected, or taken out, which
/// nothing is that was decided on. `with` is the step taken in the same breath, if one is.
#[must_use]
pub fn is_closed(state: &CaseState, kinds: &Kinds, write: &RecordWrite, with: Option<&str>) -> bool {
    let Some(flow) = kinds
        .flow(write.record.kind)
        .filter(|_| state.records.contains_key(&write.record))
    else {
        return false;
    };
    let steps = of_record(&state.steps(), write.record);
    let (stands, judged) = standing(flow, &steps);
    if write.in_force == Some(false) {
        return !flow.is_removable(&stands.states, keys_that_count(&judged));
    }
    let edits = with.and_then(|key| flow.step(key)).is_some_and(|step| step.edits);
    !edits && !flow.is_editable(&stands.states)
}
