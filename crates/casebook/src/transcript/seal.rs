//! A record that all have signed is not written anew in silence: whoever must correct it opens it first, with a reason (补正), and
//! from then on the signatures are of the older text.
use chrono::NaiveDate;

use super::who::said;
use super::{REOPENED, SIGNATURE, Standing, TRANSCRIPT, reopening, signed, standing};
use crate::CaseId;
use crate::attachment::{self, AttachmentView};
use crate::field::Value;
use crate::history::{begun, shown};
use crate::kinds::Kinds;
use crate::slot::{Kind, RecordId, RecordKey, RecordWrite, from_hex};
use crate::state::CaseState;
use crate::view::{CaseView, RecordView};

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
    // What is new changes nothing that was signed.
    let Some(fields) = state.records.get(&write.record) else {
        return false;
    };
    let of: Option<RecordId> = match write.record.kind {
        TRANSCRIPT => Some(write.record.id),
        SIGNATURE => from_hex(said(&seen(write.record, fields), signed::OF)),
        _ => None,
    };
    let key = |id| RecordKey { kind: TRANSCRIPT, id };
    let transcript = of.and_then(|id| Some(seen(key(id), state.records.get(&key(id))?)));
    let view = || view_of(case, state, kinds);
    transcript.is_some_and(|transcript| standing(kinds, &transcript, &view()).is_sealed())
}

/// As much of a case as a record of an interview is judged by.
fn view_of(case: CaseId, state: &CaseState, kinds: &Kinds) -> CaseView {
    let of = |kind: Kind| {
        let all = state.in_force(kinds, kind);
        all.map(move |(id, fields)| seen(RecordKey { kind, id }, fields))
    };
    let file = |attachment| AttachmentView {
        attachment,
        by: String::new(),
        at_ms: 0,
    };
    let files = attachment::standing(state, kinds).into_iter();
    CaseView {
        fields: state.shown(),
        records: of(SIGNATURE).chain(of(REOPENED)).collect(),
        attachments: files.map(|(_, attachment)| file(attachment)).collect(),
        ..CaseView::empty(case)
    }
}

/// A record as it is read, without who began it.
fn seen(record: RecordKey, fields: &crate::state::Fields) -> RecordView {
    RecordView {
        record,
        fields: shown(fields),
        by: String::new(),
        at_ms: begun(fields).map_or(0, |stamp| stamp.moment.ms()),
        flow: None,
    }
}
