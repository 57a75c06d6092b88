//! What a node of a case says, for tables of cases in files.
use law::nodes::{NodeState, Status};
use serde_json::{Value, json};

/// Status, alarm and days of a node named `id` or `id@subject`; `absent` where it has no such state.
pub fn found(states: &[NodeState], wanted: &str) -> Value {
    let (id, subject) = wanted.split_once('@').unwrap_or((wanted, ""));
    let Some(s) = states.iter().find(|s| s.id == id && s.subject == subject) else {
        return json!("absent");
    };
    let mut out = vec![json!(s.status.code()), json!(s.alarm)];
    match s.status {
        Status::Overdue { days, working } => out.extend([json!(days), json!(working)]),
        Status::Done {
            days_late,
            working_late,
            ..
        } => out.extend([json!(days_late), json!(working_late)]),
        _ => {}
    }
    Value::Array(out)
}
