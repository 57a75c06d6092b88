//! One case with its trace, from its events.
use std::collections::HashMap;

use super::CaseId;
use super::book::Book;
use super::clock::Stamp;
use super::deed::Deed;
use super::event::Event;
use super::field::{Field, Value};
use super::fold::fold;
use super::photo::photos;
use super::view::{CaseView, Competing, Trace};

impl Book {
    /// A case with its trace from its events, as they were read from the packs: each under the name its author bears.
    pub fn view(&self, id: CaseId, mut events: Vec<Event>) -> Option<CaseView> {
        for event in &mut events {
            event.by = self.directory().author(event.stamp.device, &event.by).to_owned();
        }
        view(id, &events, &self.refusals(&id))
    }
}

/// Everything about a case, from its events (in any order; those of other cases are passed over). Nothing if there is
/// none. Those in `refused` ([`super::book::Book::refusals`]) stand in the trace with the rule and change nothing.
pub fn view(id: CaseId, events: &[Event], refused: &[(Stamp, String)]) -> Option<CaseView> {
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
        let writes = state.fields.get(&field).map_or(&[][..], |register| register.live());
        let by_stamp = &by_stamp;
        writes.iter().rev().map(move |(stamp, value)| Competing {
            field,
            value: value.clone(),
            by: by_stamp.get(stamp).map(|event| event.by.clone()).unwrap_or_default(),
            device: stamp.device,
            at_ms: by_stamp.get(stamp).map_or(stamp.moment.ms(), |event| event.at_ms),
            reason: by_stamp.get(stamp).map(|event| reason(&event.deed)).unwrap_or_default(),
        })
    });
    Some(CaseView {
        id,
        fields: state.shown(),
        competing: competing.collect(),
        kept_since: state.since,
        happenings: state.happened(),
        excluded: state.excluded(),
        photos: photos(accepted()),
        history: events
            .iter()
            .rev()
            .map(|event| trace(event, &by_stamp, rules.get(&event.stamp).copied()))
            .collect(),
        sample: state.is_sample(),
        hidden: state.is_hidden(),
    })
}

/// A line of the trace. What stood there before is what the author had before him: the writes his event replaces.
fn trace(event: &Event, by_stamp: &HashMap<Stamp, &Event>, rule: Option<&String>) -> Trace {
    let before = written(&event.deed).into_iter().map(|(field, _)| {
        let earlier = event.over.iter().rev().filter_map(|stamp| by_stamp.get(stamp));
        let mut values = earlier.flat_map(|e| written(&e.deed)).filter(|(f, _)| *f == field);
        // Of a ruling the value it overruled is news, not the one it chose.
        let value = match &event.deed {
            Deed::Ruled { value: chosen, .. } => values.find(|(_, value)| value != chosen),
            _ => values.next(),
        };
        (field, value.map_or(Value::None, |(_, value)| value))
    });
    Trace {
        by: event.by.clone(),
        on_order_of: event.on_order_of.clone(),
        at_ms: event.at_ms,
        deed: event.deed.clone(),
        before: before.collect(),
        device: event.stamp.device,
        refused: rule.cloned(),
    }
}

/// The reason a deed gives, or empty.
fn reason(deed: &Deed) -> String {
    match deed {
        Deed::Decided { reason, .. } | Deed::Ruled { reason, .. } => reason.clone(),
        _ => String::new(),
    }
}

/// The fields a deed sets; the last word on each.
fn written(deed: &Deed) -> Vec<(Field, Value)> {
    let fields = match deed {
        Deed::Set(fields) => fields.as_slice(),
        Deed::Imported(import) => import.fields.as_slice(),
        Deed::Decided { verdict, .. } => {
            return vec![(Field::DecidedVerdict, Value::Text(verdict.clone()))];
        }
        Deed::Ruled { field, value, .. } => return vec![(*field, value.clone())],
        _ => &[],
    };
    let mut last: Vec<(Field, Value)> = Vec::with_capacity(fields.len());
    for (field, value) in fields.iter().rev() {
        if !last.iter().any(|(f, _)| f == field) {
            last.push((*field, value.clone()));
        }
    }
    last.reverse();
    last
}
