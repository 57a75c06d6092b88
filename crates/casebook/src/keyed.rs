//! Records whose id follows from what they are about: whoever acts on it writes the same record, so that two who did not see
//! each other leave one outcome or one question.
use super::action::Action;
use super::edit::RecordEdit;
use super::field::Value;
use super::slot::{IN_FORCE, RecordKey, RecordWrite, value_in};
use super::view::CaseView;

/// What such a record says, with [`IN_FORCE`] if it was taken out; nothing if nobody wrote it yet.
#[must_use]
pub fn said(case: &CaseView, key: RecordKey) -> Vec<(u16, Value)> {
    if let Some(record) = case.records.iter().find(|record| record.record == key) {
        return record.fields.clone();
    }
    let mut said: Vec<(u16, Value)> = Vec::new();
    let counted = case.history.iter().rev().filter(|trace| trace.refused.is_none());
    for trace in counted {
        let Action::Record(write) = &trace.action else { continue };
        if write.record != key {
            continue;
        }
        let taken_out = write.in_force.map(|yes| (IN_FORCE, Value::Bool(yes)));
        for (field, value) in write.fields.iter().cloned().chain(taken_out) {
            said.retain(|(known, _)| *known != field);
            said.push((field, value));
        }
    }
    said
}

/// Whether writing the record begins it: nobody wrote it yet, or it was taken out.
#[must_use]
pub fn begins(said: &[(u16, Value)]) -> bool {
    said.is_empty() || value_in(said, IN_FORCE) == Some(&Value::Bool(false))
}

/// What writes these fields of the record. `said` is what stands there, with [`IN_FORCE`] if it was taken out: then what else
/// it said does not come back with it.
#[must_use]
pub fn edit(record: RecordKey, said: &[(u16, Value)], mut fields: Vec<(u16, Value)>) -> RecordEdit {
    let begins = begins(said);
    if begins {
        let written: Vec<u16> = fields.iter().map(|(field, _)| *field).collect();
        let left = said
            .iter()
            .filter(|(field, _)| *field != IN_FORCE && !written.contains(field));
        fields.extend(left.map(|(field, _)| (*field, Value::None)).collect::<Vec<_>>());
    }
    let seen = |field: u16| value_in(said, field).cloned().unwrap_or(Value::None);
    let mut before: Vec<(u16, Value)> = fields.iter().map(|(field, _)| (*field, seen(*field))).collect();
    before.push((IN_FORCE, seen(IN_FORCE)));
    RecordEdit {
        write: RecordWrite {
            record,
            in_force: begins.then_some(true),
            fields,
        },
        seen: before,
    }
}
