//! What is known of a case, with the keys of its happenings resolved.
use chrono::NaiveDate;

use super::NodeSet;
use super::input::CaseInput;
use super::node::KeyId;
use crate::calendar::Calendar;

/// Keys every set holds, at these places: the dates a case has of itself.
pub(super) const DATE_KEYS: [&str; 4] = ["filed", "application_received", "materials_received", "closed"];
pub(super) const CLOSED: KeyId = KeyId(3);

/// What happened, with keys resolved.
pub(super) struct Facts<'a> {
    pub set: &'a NodeSet,
    pub calendar: &'a Calendar,
    pub input: &'a CaseInput<'a>,
    pub(super) events: Vec<(KeyId, NaiveDate, &'a str)>,
}

impl<'a> Facts<'a> {
    pub fn new(set: &'a NodeSet, calendar: &'a Calendar, input: &'a CaseInput<'a>) -> Facts<'a> {
        let known = input
            .happenings
            .iter()
            .filter_map(|h| Some((set.key(h.key)?, h.on, h.subject)));
        let mut events: Vec<_> = known.collect();
        if let (Some(key), Some(on)) = (set.key(input.closed_by), input.closed_on)
            && !events.iter().any(|e| e.0 == key)
        {
            events.push((key, on, ""));
        }
        Facts {
            set,
            calendar,
            input,
            events,
        }
    }

    /// The case's own date under a key, and whether another date stands in for it.
    pub(super) fn own(&self, key: KeyId) -> Option<(NaiveDate, bool)> {
        let input = self.input;
        match key.0 {
            0 => input.filed_on.map(|d| (d, false)),
            1 => input
                .received_on
                .map(|d| (d, false))
                .or(input.filed_on.map(|d| (d, true))),
            2 => input.materials_received_on.map(|d| (d, false)),
            3 => input.closed_on.map(|d| (d, false)),
            _ => None,
        }
    }

    /// Every day something under the key happened.
    pub(super) fn times(&self, key: KeyId) -> impl Iterator<Item = (NaiveDate, &'a str, bool)> + '_ {
        let own = self.own(key).map(|(on, assumed)| (on, "", assumed));
        let recorded = self
            .events
            .iter()
            .filter(move |e| e.0 == key)
            .map(|e| (e.1, e.2, false));
        // A recorded day of receipt makes the stand-in superfluous.
        let stand_in = own.is_some_and(|o| o.2) && self.events.iter().any(|e| e.0 == key);
        own.filter(|_| !stand_in).into_iter().chain(recorded)
    }

    pub(super) fn happened(&self, key: KeyId) -> bool {
        self.times(key).next().is_some()
    }
}
