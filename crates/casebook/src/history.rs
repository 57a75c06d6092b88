//! One case with its trace, from its events.
use std::collections::{HashMap, HashSet};

use super::CaseId;
use super::action::Action;
use super::attachment::attachments;
use super::book::Book;
use super::clock::Stamp;
use super::event::Event;
use super::field::{Field, Value};
use super::flows::{Flow, StepFault, StepTaken, content_of, of_record, standing};
use super::fold::fold;
use super::kinds::Kinds;
use super::slot::{IN_FORCE, LAST_STEP, RecordKey, Slot, slots, writes};
use super::state::{CaseState, Fields};
use super::view::{CaseView, Competing, FlowView, RecordView, StepView, Trace};

impl Book {
    /// A case with its trace from its events, as they were read from the packs: each under the name its author bears.
    pub fn view(&self, id: CaseId, mut events: Vec<Event>) -> Option<CaseView> {
        for event in &mut events {
            event.by = self.directory().author(event.stamp.device, &event.by).to_owned();
        }
        view(id, &events, &self.refusals(&id), self.kinds())
    }
}

/// Everything about a case, from its events (in any order; those of other cases are passed over). Nothing if there is
/// none. Those in `refused` ([`super::book::Book::refusals`]) stand in the trace with the rule and change nothing.
pub fn view(id: CaseId, events: &[Event], refused: &[(Stamp, String)], kinds: &Kinds) -> Option<CaseView> {
    let rules: HashMap<Stamp, &String> = refused.iter().map(|(stamp, rule)| (*stamp, rule)).collect();
    let mut events: Vec<&Event> = events.iter().filter(|event| event.case == id).collect();
    events.sort_by_key(|event| event.stamp);
    events.dedup_by_key(|event| event.stamp);
    if events.is_empty() {
        return None;
    }
    let accepted = || events.iter().copied().filter(|event| !rules.contains_key(&event.stamp));
    let state = fold(accepted());
    let by_stamp: HashMap<Stamp, &Event> = events.iter().map(|event| (event.stamp, *event)).collect();
    let competing = state.conflicts().flat_map(|field| {
        let writes = state.register(field).map_or(&[][..], |register| register.live());
        let by_stamp = &by_stamp;
        writes.iter().rev().map(move |(stamp, value)| Competing {
            field,
            value: value.clone(),
            by: by_stamp.get(stamp).map(|event| event.by.clone()).unwrap_or_default(),
            device: stamp.device,
            at_ms: by_stamp.get(stamp).map_or(stamp.moment.ms(), |event| event.at_ms),
            reason: by_stamp
                .get(stamp)
                .map(|event| reason(&event.action))
                .unwrap_or_default(),
        })
    });
    let steps = state.steps();
    let faults = faults(&state, kinds, &steps);
    let undone = undone(&steps, &faults);
    Some(CaseView {
        competing: competing.collect(),
        history: events
            .iter()
            .rev()
            .map(|event| {
                let rule = rules.get(&event.stamp).copied().or_else(|| faults.get(&event.stamp));
                let empty = BACK_WITHOUT_EFFECT.to_owned();
                let is_empty = matches!(event.action, Action::StepTakenBack(_)) && !undone.contains(&event.stamp);
                trace(event, &by_stamp, rule.or(is_empty.then_some(&empty)))
            })
            .collect(),
        ..stands(id, &state, kinds, &by_stamp)
    })
}

/// How a case stands, without its trace; who wrote something is known where its event is at hand.
fn stands(id: CaseId, state: &CaseState, kinds: &Kinds, by_stamp: &HashMap<Stamp, &Event>) -> CaseView {
    CaseView {
        fields: state.shown(),
        kept_since: state.since,
        happenings: state.happened(),
        excluded: state.excluded(),
        attachments: attachments(state, kinds, by_stamp),
        records: records(state, kinds, &state.steps(), by_stamp),
        sample: state.is_sample(),
        hidden: state.is_hidden(),
        ..CaseView::empty(id)
    }
}

/// The same from what the book holds in memory: for tables over all cases, which tell no trace.
pub(crate) fn view_without_trace(id: CaseId, state: &CaseState, kinds: &Kinds) -> CaseView {
    stands(id, state, kinds, &HashMap::new())
}

/// The events that took a step back with effect.
fn undone(steps: &[(RecordKey, StepTaken)], faults: &HashMap<Stamp, String>) -> HashSet<Stamp> {
    let is_void = |taken: &&StepTaken| {
        faults
            .get(&taken.stamp)
            .is_some_and(|fault| *fault == StepFault::TakenBack.code())
    };
    let void = steps.iter().map(|(_, taken)| taken).filter(is_void);
    void.filter_map(|taken| taken.taken_back).collect()
}

/// In the trace: a step was taken back by somebody who had not taken it, or after others had gone on from there.
pub const BACK_WITHOUT_EFFECT: &str = "step_back_void";

/// A line of the trace. What stood there before is what the author had before him: the writes his event replaces.
fn trace(event: &Event, by_stamp: &HashMap<Stamp, &Event>, rule: Option<&String>) -> Trace {
    // A note replaces nothing.
    let written = slots(&event.action).into_iter();
    let before: Vec<(Slot, Value)> = written
        .map(|slot| (slot, value_before(event, slot, by_stamp)))
        .collect();
    Trace {
        by: event.by.clone(),
        on_order_of: event.on_order_of.clone(),
        at_ms: event.at_ms,
        action: event.action.clone(),
        before: before
            .iter()
            .filter(|(slot, _)| slot.record == RecordKey::CASE)
            .filter_map(|(slot, value)| Some((Field::from_code(u8::try_from(slot.field).ok()?)?, value.clone())))
            .collect(),
        record_before: before
            .into_iter()
            .filter(|(slot, _)| slot.record.kind.is_data())
            .map(|(slot, value)| (slot.field, value))
            .collect(),
        device: event.stamp.device,
        refused: rule.cloned(),
        receipt: event.receipt.clone(),
    }
}

/// The reason an action gives, or empty.
fn reason(action: &Action) -> String {
    match action {
        Action::Ruled { reason, .. } => reason.clone(),
        Action::Step(step) => step.reason.clone(),
        _ => String::new(),
    }
}

/// What stood in a slot before an event: the latest of the writes it replaces.
fn value_before(event: &Event, slot: Slot, by_stamp: &HashMap<Stamp, &Event>) -> Value {
    let earlier = event.over.iter().rev().filter_map(|stamp| by_stamp.get(stamp));
    let mut values = earlier.flat_map(|e| writes(e)).filter(|(s, _)| *s == slot);
    // Of a ruling the value it overruled is news, not the one it chose.
    let found = match &event.action {
        Action::Ruled { value: chosen, .. } => values.find(|(_, value)| value != chosen),
        _ => values.next(),
    };
    found.map_or(Value::None, |(_, value)| value)
}

/// What the fields of the case that a step set said before it.
pub fn before_step(events: &[Event], step: Stamp) -> Vec<(Field, Value)> {
    let by_stamp: HashMap<Stamp, &Event> = events.iter().map(|event| (event.stamp, event)).collect();
    let Some(event) = by_stamp.get(&step) else {
        return Vec::new();
    };
    let Action::Step(taken) = &event.action else {
        return Vec::new();
    };
    let slot = |field: Field| Slot {
        record: RecordKey::CASE,
        field: field.slot(),
    };
    let sets = taken.sets.iter();
    sets.map(|(field, _)| (*field, value_before(event, slot(*field), &by_stamp)))
        .collect()
}

/// The records in force of the kinds that are told by texts, in the order they were begun.
fn records(
    state: &CaseState,
    kinds: &Kinds,
    steps: &[(RecordKey, StepTaken)],
    by_stamp: &HashMap<Stamp, &Event>,
) -> Vec<RecordView> {
    let data = state.records.iter().filter(|(key, _)| key.kind.is_data());
    let in_force = data.filter(|(key, fields)| state.stands(kinds, **key, fields));
    let mut views: Vec<(Option<Stamp>, RecordView)> = in_force
        .map(|(key, fields)| {
            let stamp = begun(fields);
            let event = stamp.and_then(|stamp| by_stamp.get(&stamp));
            let shown = shown(fields);
            let view = RecordView {
                record: *key,
                flow: kinds
                    .flow(key.kind)
                    .map(|flow| flow_view(flow, *key, &shown, steps, by_stamp)),
                fields: shown,
                by: event.map(|event| event.by.clone()).unwrap_or_default(),
                at_ms: event.map_or(stamp.map_or(0, |stamp| stamp.moment.ms()), |event| event.at_ms),
            };
            (stamp, view)
        })
        .collect();
    views.sort_by_key(|(stamp, view)| (*stamp, view.record));
    views.into_iter().map(|(_, view)| view).collect()
}

/// How a record stands in its flow.
fn flow_view(
    flow: &Flow,
    key: RecordKey,
    shown: &[(u16, Value)],
    steps: &[(RecordKey, StepTaken)],
    by_stamp: &HashMap<Stamp, &Event>,
) -> FlowView {
    let own = of_record(steps, key);
    let (stands, judged) = standing(flow, &own);
    let content = content_of(shown);
    let steps = judged.iter().map(|judged| {
        let (taken, event) = (judged.taken, by_stamp.get(&judged.taken.stamp));
        StepView {
            step: taken.step.clone(),
            by: event.map(|event| event.by.clone()).unwrap_or_default(),
            on_order_of: event.map(|event| event.on_order_of.clone()).unwrap_or_default(),
            at_ms: event.map_or(taken.stamp.moment.ms(), |event| event.at_ms),
            on: taken.on,
            reason: taken.reason.clone(),
            stamp: taken.stamp,
            fault: judged.fault,
            counts: judged.counts,
            changed: taken.content != content,
        }
    });
    FlowView {
        steps: steps.collect(),
        states: stands.states,
        heads: stands.heads,
        open: Vec::new(),
        happened: stands.happened,
    }
}

/// The steps that count for nothing, each with the code of why.
fn faults(state: &CaseState, kinds: &Kinds, steps: &[(RecordKey, StepTaken)]) -> HashMap<Stamp, String> {
    let flows = state.records.keys().filter_map(|key| {
        let flow = kinds.flow(key.kind)?;
        Some((flow, of_record(steps, *key)))
    });
    let mut faults = HashMap::new();
    for (flow, own) in flows {
        let (_, judged) = standing(flow, &own);
        let with_fault = judged
            .iter()
            .filter_map(|j| Some((j.taken.stamp, j.fault?.code().to_owned())));
        faults.extend(with_fault);
    }
    faults
}

/// The values of a record to show: of each field all in force, the latest first.
pub(crate) fn shown(fields: &Fields) -> Vec<(u16, Value)> {
    let own = fields
        .iter()
        .filter(|(field, _)| ![IN_FORCE, LAST_STEP].contains(field));
    let values =
        own.flat_map(|(field, register)| register.values().into_iter().map(move |value| (*field, value.clone())));
    values.filter(|(_, value)| *value != Value::None).collect()
}

/// The first write that put a record in force and still counts.
pub(crate) fn begun(fields: &Fields) -> Option<Stamp> {
    let register = fields.get(&IN_FORCE)?;
    register.live().first().map(|(stamp, _)| *stamp)
}
