//! Words for what the law and the book name by codes: nodes, states, fields, values.
use ::law::nodes::{Lapse, Name, NodeSet, Status};
use chrono::{Duration, NaiveDate, Timelike};
use leptos::prelude::*;
use protocol::{Field, Row, Value};

use super::quick::words::item;
use crate::lang::{Lang, case as texts, common, field, law, use_lang};
use crate::parts::date::iso;
use crate::parts::mark::State;

/// A name of the rule texts in the current language.
pub fn name(name: &Name) -> String {
    match use_lang().get() {
        Lang::Zh => name.zh.clone(),
        Lang::En => name.en.clone(),
    }
}

/// Names of fields, for a sentence.
pub fn names<'a>(fields: impl Iterator<Item = &'a Field>) -> String {
    let names: Vec<&str> = fields.map(|at| field::name(*at).now()).collect();
    names.join(crate::lang::common::LIST.now())
}

/// Name of a node in the current language; an id this build does not know stays as it is.
pub fn node_name(set: &NodeSet, id: &str) -> String {
    set.node(id).map_or_else(|| id.to_owned(), |node| name(&node.name))
}

/// Verdict of a case in the list, and its ground: the item's own name where it names the verdict, too (简易 1).
pub fn row_verdict(row: &Row) -> (&'static str, String) {
    let word = law::VERDICT_SHORT
        .get(usize::from(row.verdict))
        .map_or("", |word| word.now());
    let item = item(&row.ground);
    let number = item.strip_prefix(word).map(|number| number.trim().to_owned());
    (word, number.unwrap_or(item))
}

/// Mark of a case in the list, and what to say with it.
pub fn row_state(row: &Row, today: NaiveDate) -> (State, String) {
    if let (0 | 1, Some(on), Some(act_by)) = (row.state, row.next_due, row.act_by) {
        return lapse(on, act_by, today);
    }
    if row.is_closed() {
        return (State::Done, texts::IS_CLOSED.now().to_owned());
    }
    let days = row.next_due.map(|due| (due - today).num_days());
    match (row.state, days) {
        (0, Some(days)) if days < 0 => (State::Overdue, texts::OVERDUE_BY.with(&[&-days])),
        (0, _) => (State::Overdue, State::Overdue.word().now().to_owned()),
        (1, Some(0)) => (State::Soon, texts::DUE_TODAY.now().to_owned()),
        (1, _) => (State::Soon, State::Soon.word().now().to_owned()),
        _ => (State::Running, texts::FINE.now().to_owned()),
    }
}

/// Mark of what lapses after `on` and can be renewed up to `act_by`, and what to say with it: the one wording of it.
pub fn lapse(on: NaiveDate, act_by: NaiveDate, today: NaiveDate) -> (State, String) {
    match ::law::nodes::lapse(act_by, on, today) {
        Lapse::Lapsed(days) => (State::Overdue, texts::LAPSED.with(&[&days])),
        Lapse::PastActBy(days) => (State::Overdue, texts::PAST_ACT_BY.with(&[&days])),
        Lapse::InForce => (State::Lapsing, texts::LAPSES.with(&[&iso(on)])),
    }
}

/// Mark of a node, and what to say with it. `due` is its day, `act_by` the last day to renew.
pub fn status(status: Status, due: Option<NaiveDate>, act_by: Option<NaiveDate>) -> (State, String) {
    let day = due.map(iso).unwrap_or_default();
    if let (Some(on), Some(act_by), Some(left)) = (due, act_by, left_of(status)) {
        return lapse(on, act_by, on - Duration::days(left));
    }
    match status {
        Status::NotTriggered => (State::Idle, State::Idle.word().now().to_owned()),
        Status::Running { .. } => (State::Running, texts::DUE_ON.with(&[&day])),
        Status::DueSoon { working: 0, days: 0 } => (State::Soon, texts::DUE_TODAY.now().to_owned()),
        Status::DueSoon { working, .. } => (State::Soon, texts::LEFT.with(&[&working.max(0)])),
        Status::Overdue { days, .. } => (State::Overdue, texts::OVERDUE_BY.with(&[&days])),
        Status::Done { on, aside: true, .. } => (State::Idle, texts::SET_ASIDE.with(&[&iso(on)])),
        Status::Done { on, days_late: 0, .. } => (State::Done, texts::DONE_ON.with(&[&iso(on)])),
        Status::Done { on, days_late, .. } => (State::Done, texts::DONE_LATE.with(&[&iso(on), &days_late])),
        Status::Lapsing { .. } => (State::Lapsing, texts::LAPSES.with(&[&day])),
        Status::Lapsed { days } => (State::Overdue, texts::LAPSED.with(&[&days])),
        Status::Waiting { from } => (State::Idle, texts::OPENS.with(&[&iso(from)])),
        Status::Open { until: Some(until) } => (State::Running, texts::OPEN_UNTIL.with(&[&iso(until)])),
        Status::Open { until: None } => (State::Running, texts::OPEN_NOW.now().to_owned()),
        Status::Unrecorded => (State::Idle, texts::UNRECORDED.now().to_owned()),
        Status::Ended => (State::Idle, texts::ENDED.now().to_owned()),
        Status::Timeless => (State::Idle, texts::TIMELESS.now().to_owned()),
        Status::NoDate(_) => (State::Idle, texts::NO_DATE.now().to_owned()),
    }
}

/// Calendar days until what runs lapses, fewer than none if it has.
fn left_of(status: Status) -> Option<i64> {
    match status {
        Status::Running { days, .. } | Status::Lapsing { days, .. } => Some(days),
        Status::Lapsed { days } => Some(-days),
        _ => None,
    }
}

/// A value in the words of the office.
pub fn value(field: Field, value: &Value) -> String {
    match value {
        Value::None => texts::NOT_KNOWN.now().to_owned(),
        Value::Date(day) => iso(*day),
        Value::Fen(amount) => amount.grouped(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => (if *yes { common::YES } else { common::NO }).now().to_owned(),
        Value::Text(text) => {
            let choices = field::choices(field).unwrap_or_default();
            let known = choices.iter().find(|(code, _)| code == text);
            known.map_or_else(|| text.replace('|', " · "), |(_, word)| word.now().to_owned())
        }
    }
}

/// `10:02` at UTC+8, from milliseconds since 1970.
pub fn clock(ms: u64) -> String {
    moment(ms).split_whitespace().nth(1).unwrap_or_default().to_owned()
}

/// `2022-05-06 10:02` at UTC+8, from milliseconds since 1970.
pub fn moment(ms: u64) -> String {
    let utc = i64::try_from(ms).ok().and_then(chrono::DateTime::from_timestamp_millis);
    let local = utc.map(|utc| utc + chrono::TimeDelta::hours(8));
    local
        .map(|at| format!("{} {:02}:{:02}", at.date_naive(), at.hour(), at.minute()))
        .unwrap_or_default()
}
