//! The text of a flow, as it is written in `rules/flows/`.
use serde::Deserialize;
use std::collections::BTreeMap;

use super::{Flow, FlowError, StepOf, Who};
use crate::field::Field;
use crate::kinds::{Both, KindOf, ValueType};
use crate::people::Right;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FlowText {
    flow: String,
    /// The key of the kind it is on.
    pub on: String,
    name: Both,
    source: String,
    mark: String,
    states: Vec<(String, Both)>,
    steps: Vec<StepText>,
    ends: Vec<String>,
    editable: Vec<String>,
    #[serde(default)]
    drafts: Vec<String>,
    #[serde(default, rename = "for")]
    waits_for: BTreeMap<String, String>,
    #[serde(default)]
    why: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    bars: Vec<String>,
    #[serde(default)]
    open: Vec<Both>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepText {
    key: String,
    name: Both,
    from: Vec<String>,
    to: String,
    who: Vec<WhoText>,
    #[serde(default)]
    decides: bool,
    #[serde(default)]
    not_by: Vec<String>,
    #[serde(default)]
    only_by: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    reason: bool,
    #[serde(default)]
    edits: bool,
    #[serde(default)]
    records: Option<String>,
    #[serde(default)]
    sets: BTreeMap<String, String>,
    #[serde(default)]
    confirm: Option<Both>,
    #[serde(default)]
    complete: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhoText {
    #[serde(default)]
    right: Option<String>,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    groups: Vec<String>,
}

/// Takes the text of a flow apart.
pub(crate) fn parse(text: &str) -> Result<FlowText, FlowError> {
    serde_json::from_str(text).map_err(|error| FlowError::Unreadable(error.to_string()))
}

/// Reads the text of a flow on a kind. What hangs together is checked afterwards, by [`super::check`].
pub(crate) fn read(text: FlowText, kind: &KindOf) -> Result<Flow, FlowError> {
    if text.source.is_empty() || text.mark.is_empty() {
        return Err(FlowError::NoSource(text.flow));
    }
    let day = |name: &String| match kind.field_named(name) {
        Some(field) if field.holds == ValueType::Date => Ok(field.number),
        _ => Err(FlowError::UnknownField(text.flow.clone(), name.clone())),
    };
    let named = |(state, name): (&String, &String)| match kind.field_named(name) {
        Some(field) if [ValueType::Text, ValueType::Person].contains(&field.holds) => Ok((state.clone(), field.number)),
        _ => Err(FlowError::UnknownField(text.flow.clone(), name.clone())),
    };
    let waits_for = text.waits_for.iter().map(named).collect::<Result<_, _>>()?;
    let not_before = text.not_before.iter().map(day).collect::<Result<_, _>>()?;
    let why = |name: &String| match kind.field_named(name) {
        Some(field) => Ok(field.number),
        None => Err(FlowError::UnknownField(text.flow.clone(), name.clone())),
    };
    let why = text.why.iter().map(why).collect::<Result<_, _>>()?;
    let steps = text.steps.into_iter().map(|step| read_step(&text.flow, step, kind));
    Ok(Flow {
        steps: steps.collect::<Result<_, _>>()?,
        key: text.flow,
        name: text.name,
        source: text.source,
        states: text.states,
        ends: text.ends,
        editable: text.editable,
        drafts: text.drafts,
        waits_for,
        why,
        not_before,
        bars: text.bars,
        open: text.open,
    })
}

fn read_step(flow: &str, text: StepText, kind: &KindOf) -> Result<StepOf, FlowError> {
    let unknown = |name: &str| FlowError::UnknownField(flow.to_owned(), name.to_owned());
    let number = |name: &String| {
        kind.field_named(name)
            .map(|field| field.number)
            .ok_or_else(|| unknown(name))
    };
    let needs = text.needs.iter().map(number).collect::<Result<_, _>>()?;
    let mut sets = Vec::new();
    for (field, from) in &text.sets {
        sets.push((Field::from_key(field).ok_or_else(|| unknown(field))?, number(from)?));
    }
    let who = text.who.into_iter().map(|who| {
        let right = who.right.map(|key| Right::from_key(&key).ok_or_else(|| unknown(&key)));
        Ok(Who {
            right: right.transpose()?,
            roles: who.roles,
            groups: who.groups,
        })
    });
    Ok(StepOf {
        who: who.collect::<Result<_, FlowError>>()?,
        key: text.key,
        name: text.name,
        from: text.from,
        to: text.to,
        decides: text.decides,
        not_by: text.not_by,
        only_by: text.only_by,
        needs,
        reason: text.reason,
        edits: text.edits,
        records: text.records,
        sets,
        confirm: text.confirm,
        complete: text.complete,
    })
}
