//! A record that all have signed is not written anew in silence: whoever must correct it opens it first, with a reason (补正), and
//! from then on the signatures are of the older text.
use chrono::NaiveDate;

use super::who::said;
use super::{REOPENED, SIGNATURE, Standing, TRANSCRIPT, reopening, signed, standing};
use crate::CaseId;
use crate::field::Value;
use crate::history::view_without_trace;
use crate::kinds::Kinds;
use crate::slot::{RecordId, RecordKey, RecordWrite, from_hex};
use crate::state::CaseState;
use crate::view::RecordView;

/// Somebody opened a signed record for correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopened {
    /// Why.
    pub reason: String,
    /// The day.
    pub on: Option<NaiveDate>,
    /// Who.
    pub by: String,
    /// SHA-256 of the text as it was signed.
    pub fingerprint: String,
}

/// The fields of what opens a signed record for correction; nothing without a reason, or where it is not signed by all.
#[must_use]
pub fn reopen(of: RecordId, standing: &Standing, reason: &str, on: NaiveDate) -> Option<Vec<(u16, Value)>> {
    let reason = reason.trim();
    let fields = || {
        vec![
            (reopening::OF, Value::Text(law::canonical::hex(&of))),
            (reopening::REASON, Value::Text(reason.to_owned())),
            (reopening::ON, Value::Date(on)),
            (reopening::FINGERPRINT, Value::Text(standing.fingerprint.clone())),
        ]
    };
    (standing.is_sealed() && !reason.is_empty()).then(fields)
}

/// The times a record was opened, the first one first.
pub(super) fn reopened(of: RecordId, records: &[RecordView]) -> Vec<Reopened> {
    let of = law::canonical::hex(&of);
    let own = records
        .iter()
        .filter(|record| record.record.kind == REOPENED && said(record, reopening::OF) == of);
    let mut all: Vec<&RecordView> = own.collect();
    all.sort_by_key(|record| record.at_ms);
    let read = all.into_iter().map(|record| Reopened {
        reason: said(record, reopening::REASON).to_owned(),
        on: match record.value(reopening::ON) {
            Value::Date(day) => Some(*day),
            _ => None,
        },
        by: record.by.clone(),
        fingerprint: said(record, reopening::FINGERPRINT).to_owned(),
    });
    read.collect()
}

/// Whether this would change a record that all have signed, or one of its signatures, though nobody opened it for correction.
#[must_use]
pub fn breaks_seal(case: CaseId, state: &CaseState, kinds: &Kinds, write: &RecordWrite) -> bool {
    let is_of_one = [TRANSCRIPT, SIGNATURE].contains(&write.record.kind);
    // What is new changes nothing that was signed.
    if !is_of_one || !state.records.contains_key(&write.record) {
        return false;
    }
    let view = view_without_trace(case, state, kinds);
    let find = |key: RecordKey| view.records.iter().find(|record| record.record == key);
    let of = match find(write.record) {
        Some(signature) if signature.record.kind == SIGNATURE => from_hex(said(signature, signed::OF)),
        _ => Some(write.record.id),
    };
    let transcript = of.and_then(|id| find(RecordKey { kind: TRANSCRIPT, id }));
    transcript.is_some_and(|transcript| standing(kinds, transcript, &view).is_sealed())
}
