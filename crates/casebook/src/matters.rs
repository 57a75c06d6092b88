//! The matters of a case (事项, plan Art. 7): nodes seen as work. Each has one state and one owner; a record is written only
//! when somebody acts: takes it, hands it on, notes a day to look again, says that the case has no such matter.
use chrono::NaiveDate;
use law::nodes::{Matter, NodeSet, Rule, Status};
use sha2::{Digest, Sha256};

use super::CaseId;
use super::edit::RecordEdit;
use super::field::Value;
use super::keyed;
use super::kinds::Kinds;
use super::reckoned::{Line, Reckoned};
use super::slot::{Kind, RecordKey, RecordWrite, value_in};
use super::view::{CaseView, RecordView};

/// The kind of records about matters (`rules/records/matter.json`), and its fields.
pub const MATTER: Kind = Kind(37);
/// Which matter: [`Matter::id`].
pub const WHICH: u16 = 1;
/// Who does it.
pub const WHO: u16 = 2;
/// Since when.
pub const SINCE: u16 = 3;
/// The day it was received.
pub const RECEIVED_ON: u16 = 4;
/// The day to look again.
pub const FOLLOW_ON: u16 = 5;
/// The day it was done, where it has no limit.
pub const DONE_ON: u16 = 6;
/// Why it does not apply.
pub const REASON: u16 = 7;
/// What else is to be known.
pub const REMARK: u16 = 8;
/// Why it was given to this person.
pub const WHY: u16 = 9;

/// The happening that ends the matter of what is sealed at offices (plan Art. 7(6)).
pub const VISITED: &str = "offline_control_done";

/// Where a matter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatterState {
    /// To be done by a day, or to be watched: the node that presses most, by its place in [`Reckoned::nodes`].
    Open(usize),
    /// Done on that day.
    Done(NaiveDate),
    /// Somebody said, with the reason, that the case has no such matter.
    Void,
    /// Ran out before the book kept the case, and nothing tells whether it was done: the node that did, by its place.
    Unrecorded(usize),
    /// Nothing has started it, or it has no limit: it is done when there is occasion.
    NoLimit,
    /// The case is closed.
    Ended,
}

/// A matter of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseMatter<'s> {
    /// What it is.
    pub matter: &'s Matter,
    /// Where it stands.
    pub state: MatterState,
    /// Who does it, if somebody took it or was given it.
    pub who: Option<String>,
    /// The code of the group or person whose it is otherwise.
    pub owner: &'s str,
    /// What was recorded of it, if anything was.
    pub record: Option<RecordView>,
}

/// The record of a matter of a case. Two that act on it without seeing each other write the same record, so that there is
/// one outcome or one question.
#[must_use]
pub fn record_of(case: &CaseId, matter: &str) -> RecordKey {
    let mut hash = Sha256::new();
    hash.update(b"matter");
    hash.update(case);
    hash.update(matter.as_bytes());
    let digest: [u8; 32] = hash.finalize().into();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    RecordKey { kind: MATTER, id }
}

/// The matter that a write takes or gives to somebody; nothing for any other write, empty for a matter that no text known here
/// names. Giving back is no taking.
#[must_use]
pub fn taken(case: &CaseId, write: &RecordWrite) -> Option<String> {
    let text = |field: u16| match value_in(&write.fields, field) {
        Some(Value::Text(text)) if !text.trim().is_empty() => Some(text.trim()),
        _ => None,
    };
    if write.record.kind != MATTER || text(WHO).is_none() {
        return None;
    }
    // The record is made of the matter: what it says of itself is asked last.
    let mut all = NodeSet::builtin().matters().iter();
    let own = all.find(|matter| record_of(case, &matter.id) == write.record);
    let said = || text(WHICH).filter(|said| record_of(case, said) == write.record);
    Some(own.map_or_else(|| said().unwrap_or_default().to_owned(), |matter| matter.id.clone()))
}

/// What was recorded of a matter of a case, if anything was.
#[must_use]
pub fn record_for<'r>(records: &'r [RecordView], case: &CaseId, matter: &str) -> Option<&'r RecordView> {
    let own = record_of(case, matter);
    records.iter().find(|record| record.record == own)
}

/// What was said of a matter of a case: what its record says, with [`super::slot::IN_FORCE`] if it was taken out, as the list has it.
#[must_use]
pub fn said(case: &CaseView, matter: &str) -> Vec<(u16, Value)> {
    keyed::said(case, record_of(&case.id, matter))
}

/// The matters of a case in the order of the plan: those of which a node applies to it, each once.
#[must_use]
pub fn of_case<'s>(set: &'s NodeSet, law: &Reckoned, case: &CaseId, records: &[RecordView]) -> Vec<CaseMatter<'s>> {
    let all = set.matters().iter();
    all.filter_map(|matter| of_matter(set, matter, law, case, records))
        .collect()
}

fn of_matter<'s>(
    set: &'s NodeSet,
    matter: &'s Matter,
    law: &Reckoned,
    case: &CaseId,
    records: &[RecordView],
) -> Option<CaseMatter<'s>> {
    let own: Vec<(usize, &Line)> = lines(law, &matter.nodes);
    if own.is_empty() {
        return None;
    }
    let record = record_for(records, case, &matter.id).cloned();
    let text = |field| match record.as_ref()?.value(field) {
        Value::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    };
    let owner = matter.nodes.first().and_then(|node| set.owner(set.at(*node)?));
    Some(CaseMatter {
        matter,
        state: state(
            own,
            lines(law, &matter.sees),
            is_aside(set, matter, law),
            record.as_ref(),
        ),
        who: text(WHO),
        owner: owner.map_or("", |owner| owner.code.as_str()),
        record,
    })
}

fn lines<'l>(law: &'l Reckoned, nodes: &[u16]) -> Vec<(usize, &'l Line)> {
    let all = law.nodes.iter().enumerate();
    all.filter(|(_, line)| nodes.contains(&line.index)).collect()
}

/// Whether somebody said that the case has no such matter.
fn is_aside(set: &NodeSet, matter: &Matter, law: &Reckoned) -> bool {
    let key = matter.void.and_then(|key| set.key_at(key));
    let filed = law.file.filed_on;
    let mut happened = law.file.happenings.iter();
    key.is_some_and(|key| happened.any(|one| one.key == key.code && filed.is_none_or(|filed| filed <= one.on)))
}

fn state(own: Vec<(usize, &Line)>, sees: Vec<(usize, &Line)>, aside: bool, record: Option<&RecordView>) -> MatterState {
    let value = |field| record.map(|record| record.value(field));
    let limited = own.iter().any(|(_, line)| line.status != Status::Timeless);
    let mut all = own;
    all.extend(sees);
    let live = all.iter().filter(|(_, line)| line.status.is_live());
    if let Some((at, _)) = live.min_by_key(|(_, line)| line.urgency()) {
        return MatterState::Open(*at);
    }
    // What the law asks for runs on, whatever was said of the matter.
    if aside {
        return MatterState::Void;
    }
    if let (false, Some(Value::Date(day))) = (limited, value(DONE_ON)) {
        return MatterState::Done(*day);
    }
    let done = all.iter().filter_map(|(_, line)| match line.status {
        Status::Done { on, .. } => Some(on),
        _ => None,
    });
    let first = |status| all.iter().find(|(_, line)| line.status == status).map(|(at, _)| *at);
    match (done.max(), first(Status::Unrecorded)) {
        (Some(day), _) => MatterState::Done(day),
        (None, Some(at)) => MatterState::Unrecorded(at),
        (None, None) if first(Status::Ended).is_some() => MatterState::Ended,
        (None, None) => MatterState::NoLimit,
    }
}

/// What writes these fields of the record of a matter. `said` is what stands there, with [`super::slot::IN_FORCE`] if it was taken out:
/// then what else it said does not come back with it.
#[must_use]
pub fn edit(case: &CaseId, matter: &str, said: &[(u16, Value)], mut fields: Vec<(u16, Value)>) -> RecordEdit {
    if keyed::begins(said) {
        fields.insert(0, (WHICH, Value::Text(matter.to_owned())));
    }
    keyed::edit(record_of(case, matter), said, fields)
}

/// The edit that takes such an edit back: the fields say again what they said; a record that was begun stays, empty.
#[must_use]
pub fn back(edit: &RecordEdit) -> RecordEdit {
    let mut back = edit.back();
    if edit.write.in_force == Some(true) {
        let said = |field: u16| value_in(&edit.seen, field).cloned().unwrap_or(Value::None);
        let fields = edit.write.fields.iter().filter(|(field, _)| *field != WHICH);
        back.write.in_force = None;
        back.write.fields = fields.map(|(field, _)| (*field, said(*field))).collect();
    }
    back
}

/// How a matter is recorded as done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closing {
    /// By these happenings: of its documents one each, which may have been sent without the app.
    Happenings(Vec<String>),
    /// By a day of its own: it has no limit, and nothing of it is open.
    Day,
    /// Where it is decided, or where the thing is registered that runs out.
    Elsewhere,
}

/// How a matter is recorded as done while this node of it presses; empty: none does.
#[must_use]
pub fn closing(set: &NodeSet, matter: &Matter, presses: &str) -> Closing {
    if presses.is_empty() {
        let mut own = matter.nodes.iter().filter_map(|at| set.at(*at));
        return match own.all(|node| node.rule == Rule::Timeless) {
            true => Closing::Day,
            false => Closing::Elsewhere,
        };
    }
    let is_own = |at: &u16| matter.nodes.contains(at);
    let found = matter
        .all()
        .find(|at| set.at(*at).is_some_and(|node| node.id == presses));
    // What the law's clocks ask for is a matter's to record only where it makes the documents that end them.
    let Some(node) = found
        .filter(|at| is_own(at) || !matter.forms.is_empty())
        .and_then(|at| set.at(at))
    else {
        return Closing::Elsewhere;
    };
    let count = if node.done_all { node.done.len() } else { 1 };
    let keys = node.done.iter().take(count).filter_map(|key| set.key_at(*key));
    let keys: Vec<String> = keys.map(|key| key.code.clone()).collect();
    match keys.iter().any(|key| Kinds::builtin().stand_for(key)) {
        false if !keys.is_empty() => Closing::Happenings(keys),
        _ => Closing::Elsewhere,
    }
}

/// Whether this happening ends a node of a matter's own.
#[must_use]
pub fn ends_with(set: &NodeSet, matter: &Matter, happening: &str) -> bool {
    let own = matter.nodes.iter().filter_map(|at| set.at(*at));
    let mut keys = own.flat_map(|node| &node.done).filter_map(|key| set.key_at(*key));
    keys.any(|key| key.code == happening)
}
