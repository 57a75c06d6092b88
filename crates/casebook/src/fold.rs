//! The fold: events into the state of a case, or of the book.
//!
//! Every step is a union of sets or a maximum, so events may come in any order, in any parts and more than once; the
//! state is the same on every device that has the same events. What a newer build wrote changes nothing here.
use chrono::NaiveDate;

use super::action::Action;
use super::cbor::date;
use super::event::Event;
use super::slot::writes;
use super::state::{BookState, CaseState};

/// Adds an event of the case to its state.
pub fn apply(state: &mut CaseState, event: &Event) {
    let (stamp, over) = (event.stamp, event.over.as_slice());
    let day = china_day(event.at_ms);
    state.since = [state.since, day].into_iter().flatten().min();
    for (slot, value) in writes(event) {
        let record = state.records.entry(slot.record).or_default();
        record.entry(slot.field).or_default().write(stamp, value, over);
    }
}

/// The civil date at UTC+8 of a moment, if the calendar reaches that far.
pub fn china_day(ms: u64) -> Option<NaiveDate> {
    const HOURS_8: u64 = 8 * 3_600_000;
    let days = ms.saturating_add(HOURS_8) / 86_400_000;
    i32::try_from(days).ok().and_then(date)
}

/// Adds an event of the book to its state.
pub fn apply_book(state: &mut BookState, event: &Event) {
    let (texts, key, text) = match &event.action {
        Action::PutRules { key, text } => (&mut state.rules, key, text),
        Action::PutSetting { key, text } => (&mut state.settings, key, text),
        _ => return,
    };
    texts
        .entry(key.clone())
        .or_default()
        .write(event.stamp, text.clone(), &event.over);
}

/// The state of a case from its events.
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> CaseState {
    let mut state = CaseState::default();
    events.into_iter().for_each(|event| apply(&mut state, event));
    state
}
