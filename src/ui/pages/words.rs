//! Words for what the law and the book name by codes: nodes, states, fields, values.
use chrono::NaiveDate;
use fenliu::work::protocol::Row;

use crate::lang::case as texts;
use crate::parts::mark::State;

/// Name of a node in the current language.
pub fn node_name(id: &str) -> String {
    id.to_owned()
}

/// Mark of a case in the list, and what to say with it.
pub fn row_state(row: &Row, today: NaiveDate) -> (State, String) {
    let days = row.next_due.map(|due| (due - today).num_days());
    match (row.state, days) {
        (0, Some(days)) if days < 0 => (State::Overdue, texts::OVERDUE_BY.with(&[&-days])),
        (0, _) => (State::Overdue, State::Overdue.word().now().to_owned()),
        (1, Some(0)) => (State::Soon, texts::DUE_TODAY.now().to_owned()),
        (1, _) => (State::Soon, State::Soon.word().now().to_owned()),
        (2, _) => (State::Running, State::Running.word().now().to_owned()),
        _ => (State::Done, texts::IS_CLOSED.now().to_owned()),
    }
}
