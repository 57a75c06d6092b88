//! The matters of a case (事项, plan Art. 7): nodes seen as work. Each has one state and one owner; a record is written only
//! when somebody acts: takes it, hands it on, notes a day to look again, says that the case has no such matter.
use chrono::NaiveDate;
use law::nodes::{Matter, NodeSet, Status};
use sha2::{Digest, Sha256};

use super::CaseId;
use super::field::Value;
use super::reckoned::{Line, Reckoned};
use super::slot::{Kind, RecordKey};
use super::view::RecordView;

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
/// Whether the case has it.
pub const STANDING: u16 = 6;
/// The day it was found not to apply.
pub const VOID_ON: u16 = 7;
/// Why it does not apply.
pub const REASON: u16 = 8;
/// The day it was done, where it has no limit.
pub const DONE_ON: u16 = 9;
/// The code by which [`STANDING`] says that the case has no such matter.
pub const VOID: &str = "void";

/// Where a matter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatterState {
    /// To be done by a day, or to be watched: the node that presses most, by its place in [`Reckoned::nodes`].
    Open(usize),
    /// Done on that day.
    Done(NaiveDate),
    /// Somebody said, with the reason, that the case has no such matter.
    Void,
    /// Ran out before the book kept the case, and nothing tells whether it was done.
    Unrecorded,
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

/// What was recorded of a matter of a case, if anything was.
#[must_use]
pub fn record_for<'r>(records: &'r [RecordView], matter: &str) -> Option<&'r RecordView> {
    let mut own = records.iter().filter(|record| record.record.kind == MATTER);
    own.find(|record| matches!(record.value(WHICH), Value::Text(id) if id == matter))
}

/// The matters of a case in the order of the plan: those of which a node applies to it, each once.
#[must_use]
pub fn of_case<'s>(set: &'s NodeSet, law: &Reckoned, records: &[RecordView]) -> Vec<CaseMatter<'s>> {
    let all = set.matters().iter();
    all.filter_map(|matter| of_matter(set, matter, law, records)).collect()
}

fn of_matter<'s>(
    set: &'s NodeSet,
    matter: &'s Matter,
    law: &Reckoned,
    records: &[RecordView],
) -> Option<CaseMatter<'s>> {
    let own: Vec<(usize, &Line)> = lines(law, &matter.nodes);
    if own.is_empty() {
        return None;
    }
    let record = record_for(records, &matter.id).cloned();
    let text = |field| match record.as_ref()?.value(field) {
        Value::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    };
    let owner = matter.nodes.first().and_then(|node| set.owner(set.at(*node)?));
    Some(CaseMatter {
        matter,
        state: state(own, lines(law, &matter.sees), record.as_ref()),
        who: text(WHO),
        owner: owner.map_or("", |owner| owner.code.as_str()),
        record,
    })
}

fn lines<'l>(law: &'l Reckoned, nodes: &[u16]) -> Vec<(usize, &'l Line)> {
    let all = law.nodes.iter().enumerate();
    all.filter(|(_, line)| nodes.contains(&line.index)).collect()
}

fn state(own: Vec<(usize, &Line)>, sees: Vec<(usize, &Line)>, record: Option<&RecordView>) -> MatterState {
    let value = |field| record.map(|record| record.value(field));
    if matches!(value(STANDING), Some(Value::Text(code)) if code == VOID) {
        return MatterState::Void;
    }
    let limited = own.iter().any(|(_, line)| line.status != Status::Timeless);
    let mut all = own;
    all.extend(sees);
    let live = all.iter().filter(|(_, line)| line.status.is_live());
    if let Some((at, _)) = live.min_by_key(|(_, line)| line.urgency()) {
        return MatterState::Open(*at);
    }
    if let (false, Some(Value::Date(day))) = (limited, value(DONE_ON)) {
        return MatterState::Done(*day);
    }
    let done = all.iter().filter_map(|(_, line)| match line.status {
        Status::Done { on, .. } => Some(on),
        _ => None,
    });
    let is = |status| all.iter().any(|(_, line)| line.status == status);
    match done.max() {
        Some(day) => MatterState::Done(day),
        None if is(Status::Unrecorded) => MatterState::Unrecorded,
        None if is(Status::Ended) => MatterState::Ended,
        None => MatterState::NoLimit,
    }
}
