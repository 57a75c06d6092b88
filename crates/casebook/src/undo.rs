//! The actions that take an action back. Nothing is removed: taking back is an event of its own.
use super::action::{Action, Happening};
use super::clock::DeviceId;
use super::field::{Field, Value};
use super::slot::RecordWrite;
use super::view::{CaseView, Trace};

/// Who may take a line of the trace back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayUndo {
    /// Nobody: it no longer stands, or there is nothing before it.
    No,
    /// Whoever asks: it is their own.
    Own,
    /// Whoever asks, although it is another's: by the right to settle conflicts.
    OfAnother,
}

/// Whether a line of the trace may be taken back by somebody with these devices: what they recorded themselves, as long
/// as it stands; what another recorded only with the right to settle conflicts.
pub fn may_undo(view: &CaseView, trace: &Trace, own: &[DeviceId], may_rule: bool) -> MayUndo {
    let stands = match &trace.action {
        Action::Set(fields) => {
            let disputed = |field| view.competing.iter().any(|competing| competing.field == field);
            let still = |f: &(Field, Value)| !disputed(f.0) && (view.fields.contains(f) || f.1 == Value::None);
            fields.iter().all(still) && trace.before.iter().any(|(_, value)| *value != Value::None)
        }
        Action::Happened(happening) => view.happenings.iter().any(|h| h.id == happening.id),
        Action::Excluded { from, to, ground } => view.excluded.contains(&(*from, *to, ground.clone())),
        Action::Record(write) => record_stands(view, write),
        _ => false,
    };
    match own.contains(&trace.device) {
        _ if !stands || trace.refused.is_some() => MayUndo::No,
        true => MayUndo::Own,
        false if may_rule => MayUndo::OfAnother,
        false => MayUndo::No,
    }
}

/// Whether a record still says what was written, and nobody else since.
fn record_stands(view: &CaseView, write: &RecordWrite) -> bool {
    let now = view.records.iter().find(|record| record.record == write.record);
    match (now, write.in_force) {
        (None, in_force) => in_force == Some(false),
        (Some(_), Some(false)) => false,
        // Taking back the first entry takes back all of it: only while nobody has added a word.
        (Some(record), Some(true)) if record.fields.len() != write.fields.len() => false,
        (Some(record), _) => write.fields.iter().all(|(field, value)| record.value(*field) == value),
    }
}

/// The actions that undo `action`, given the values before it (as [`super::view::Trace::before`] lists them). Empty if
/// there is nothing to undo: a note stays, a ruling is answered by another ruling, a newer build's action is not understood,
/// a rule text has its own page, and an attachment taken out or filed elsewhere is brought back by who still has it before him.
///
/// `new_id` becomes the id of a happening that was taken back and comes again: an id taken back never returns.
pub fn inverse(action: &Action, before: &[(Field, Value)], taken: Option<&Happening>, new_id: [u8; 16]) -> Vec<Action> {
    match action {
        Action::Set(fields) => vec![set_back(fields, before)],
        Action::Imported(import) => {
            let is_new = before.iter().all(|(_, value)| *value == Value::None);
            // A case that came with the import has no earlier values to go back to.
            if is_new {
                vec![Action::Hide(true)]
            } else {
                vec![set_back(&import.fields, before)]
            }
        }
        Action::Happened(happening) => vec![Action::TakeBack {
            happening: happening.id,
            key: happening.key.clone(),
        }],
        Action::TakeBack { .. } => taken
            .map(|happening| {
                Action::Happened(Happening {
                    id: new_id,
                    ..happening.clone()
                })
            })
            .into_iter()
            .collect(),
        Action::Excluded { from, to, ground } => {
            vec![Action::ExcludedTakenBack {
                from: *from,
                to: *to,
                ground: ground.clone(),
            }]
        }
        Action::ExcludedTakenBack { from, to, ground } => {
            vec![Action::Excluded {
                from: *from,
                to: *to,
                ground: ground.clone(),
            }]
        }
        Action::Hide(hidden) => vec![Action::Hide(!hidden)],
        Action::Attached(attachment) => vec![Action::AttachmentTakenOut {
            attachment: attachment.id,
        }],
        Action::AttachmentTakenOut { .. } | Action::AttachmentFiled { .. } => Vec::new(),
        // Its values before are of another kind: see [`super::edit::RecordEdit::back`].
        Action::Record(_) => Vec::new(),
        // A step is answered by another step.
        Action::Step(_) | Action::StepTakenBack(_) => Vec::new(),
        Action::Note(_) | Action::Ruled { .. } | Action::Viewed { .. } | Action::People(_) => Vec::new(),
        Action::PutRules { .. } | Action::PutSetting { .. } | Action::Unknown { .. } => Vec::new(),
    }
}

fn set_back(fields: &[(Field, Value)], before: &[(Field, Value)]) -> Action {
    let earlier = |field: Field| {
        let found = before.iter().find(|(f, _)| *f == field);
        found.map_or(Value::None, |(_, value)| value.clone())
    };
    Action::Set(fields.iter().map(|(field, _)| (*field, earlier(*field))).collect())
}
