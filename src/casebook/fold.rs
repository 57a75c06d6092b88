//! The fold: events into the state of a case, or of the book.
//!
//! Every step is a union of sets or a maximum, so events may come in any order, in any parts and more than once; the
//! state is the same on every device that has the same events. What a newer build wrote changes nothing here.
use chrono::NaiveDate;

use super::cbor::date;
use super::clock::Stamp;
use super::deed::{Deed, Happening};
use super::event::Event;
use super::field::{Field, Value};
use super::state::{BookState, CaseState};

/// Adds an event of the case to its state.
pub fn apply(state: &mut CaseState, event: &Event) {
    let (stamp, over) = (event.stamp, event.over.as_slice());
    let day = china_day(event.at_ms);
    state.since = [state.since, day].into_iter().flatten().min();
    match &event.deed {
        Deed::Set(fields) => set(state, fields, stamp, over),
        Deed::Imported(import) => {
            set(state, &import.fields, stamp, over);
            if import.sample || !over.is_empty() {
                state.sample.write(stamp, &import.sample, over);
            }
        }
        Deed::Decided { verdict, .. } => {
            let fields = [(Field::DecidedVerdict, Value::Text(verdict.clone()))];
            set(state, &fields, stamp, over);
        }
        Deed::Ruled { field, value, .. } => {
            state.fields.entry(*field).or_default().write(stamp, value, over);
        }
        Deed::Hide(hide) => state.hidden.write(stamp, hide, over),
        Deed::Excluded { from, to, ground } => {
            let period = (*from, *to, ground.clone());
            state.excluded.entry(period).or_default().write(stamp, &true, over);
        }
        Deed::ExcludedTakenBack { from, to, ground } => {
            let period = (*from, *to, ground.clone());
            state.excluded.entry(period).or_default().write(stamp, &false, over);
        }
        Deed::Happened(happening) => happened(state, happening, stamp),
        Deed::TakeBack { happening, key } => _ = state.taken_back.insert((*happening, key.clone())),
        // Notes, looks and photos live in the trace only; the rest belongs to the book, or to a newer build.
        Deed::Note(_) | Deed::Viewed { .. } | Deed::PhotoAdded(_) | Deed::PhotoTakenOut { .. } => {}
        Deed::PutRules { .. } | Deed::PutSetting { .. } | Deed::People(_) | Deed::Unknown { .. } => {}
    }
}

/// The civil date at UTC+8 of a moment, if the calendar reaches that far.
pub(crate) fn china_day(ms: u64) -> Option<NaiveDate> {
    const HOURS_8: u64 = 8 * 3_600_000;
    let days = ms.saturating_add(HOURS_8) / 86_400_000;
    i32::try_from(days).ok().and_then(date)
}

fn set(state: &mut CaseState, fields: &[(Field, Value)], stamp: Stamp, over: &[Stamp]) {
    for (at, (field, value)) in fields.iter().enumerate() {
        // A field named twice in one deed: the last word counts.
        if fields.iter().skip(at + 1).all(|(later, _)| later != field) {
            state.fields.entry(*field).or_default().write(stamp, value, over);
        }
    }
}

fn happened(state: &mut CaseState, happening: &Happening, stamp: Stamp) {
    let entry = state
        .happenings
        .entry((happening.id, stamp.device))
        .or_insert_with(|| (stamp, happening.clone()));
    if (stamp, happening) > (entry.0, &entry.1) {
        *entry = (stamp, happening.clone());
    }
}

/// Adds an event of the book to its state.
pub fn apply_book(state: &mut BookState, event: &Event) {
    let (texts, key, text) = match &event.deed {
        Deed::PutRules { key, text } => (&mut state.rules, key, text),
        Deed::PutSetting { key, text } => (&mut state.settings, key, text),
        _ => return,
    };
    texts
        .entry(key.clone())
        .or_default()
        .write(event.stamp, text, &event.over);
}

/// The state of a case from its events.
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> CaseState {
    let mut state = CaseState::default();
    events.into_iter().for_each(|event| apply(&mut state, event));
    state
}
