//! How a record of an interview stands: who must sign, who did, and whether that is still of this text.
use chrono::NaiveDate;

use super::faults::faults;
use super::seal::{Reopened, reopened};
use super::who::{named, said, signatures};
use super::{
    FIRST_RECEPTION, Fault, Forms, Part, RECEPTION_DONE, Signature, Signer, Stands, TRANSCRIPT, Way, field,
    fingerprint, text,
};
use crate::field::Value;
use crate::kinds::Kinds;
use crate::slot::RecordKey;
use crate::view::{CaseView, RecordView};

/// How a record of an interview stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The text.
    pub text: String,
    /// Its SHA-256.
    pub fingerprint: String,
    /// Who signs: those that must, then others who did.
    pub signers: Vec<Signer>,
    /// The parts that must sign a record of this sort.
    pub must: Vec<Part>,
    /// What is in the way of signing.
    pub faults: Vec<Fault>,
    /// The times it was opened for correction after all had signed, the first one first.
    pub reopened: Vec<Reopened>,
}

impl Standing {
    /// Whether all who must have signed this very text, or are recorded as refusing. What else is in the way of signing was
    /// asked when they did: a rule that came later, or another number of the case, takes no signature off the text.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let must = |part: &Part| {
            self.signers
                .iter()
                .any(|signer| signer.is_needed && signer.part == *part)
        };
        let mut needed = self.signers.iter().filter(|signer| signer.is_needed);
        !self.must.is_empty() && self.must.iter().all(must) && needed.all(|signer| signer.stands == Stands::Fits)
    }

    /// Whether it is signed by all who must and nobody opened this text for correction: then nothing of it is written anew.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.is_complete() && self.reopened.iter().all(|one| one.fingerprint != self.fingerprint)
    }

    /// Who is done with this text without a pen: refused, or signed the printed paper.
    pub fn without_pen(&self) -> impl Iterator<Item = (&Signer, Way)> {
        let done = self.signers.iter().filter(|signer| signer.stands == Stands::Fits);
        done.filter_map(|signer| {
            let way = signer.signature.as_ref()?.way;
            (way != Way::Pen).then_some((signer, way))
        })
    }

    /// Who signed something else than what stands there now.
    pub fn stale(&self) -> impl Iterator<Item = &Signer> {
        self.signers.iter().filter(|signer| signer.stands == Stands::Stale)
    }

    /// Who is said to have signed the paper, of which no scan is in the case.
    pub fn awaiting(&self) -> impl Iterator<Item = &Signer> {
        self.signers.iter().filter(|signer| signer.stands == Stands::AwaitsScan)
    }

    /// Whether anybody signed it.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.signers.iter().any(|signer| signer.signature.is_some())
    }
}

/// How a record stands in its case: with the signatures among its records and the scans among its files.
#[must_use]
pub fn standing(kinds: &Kinds, transcript: &RecordView, view: &CaseView) -> Standing {
    let text = kinds
        .get(TRANSCRIPT)
        .map(|kind| text(kind, &transcript.fields))
        .unwrap_or_default();
    let fingerprint = fingerprint(&text);
    let mut all: Vec<Signature> = signatures(transcript.record.id, &view.records).collect();
    all.sort_by_key(|signature| signature.at_ms);
    let mut signers = Vec::new();
    let signer = |part: Part, name: String, is_needed: bool, signature: Option<Signature>| Signer {
        stands: stands(view, signature.as_ref(), &fingerprint),
        part,
        name,
        is_needed,
        signature,
    };
    let form = Forms::builtin().of(said(transcript, field::SORT));
    let must: Vec<Part> = form.map(|form| form.signs.clone()).unwrap_or_default();
    for part in Part::ALL.into_iter().filter(|part| must.contains(part)) {
        for name in named(transcript, part) {
            // Of several by the same person the last one counts.
            let own = all.iter().rposition(|one| one.part == part && one.name == name);
            let last = own.and_then(|at| all.get(at).cloned());
            all.retain(|one| one.part != part || one.name != name);
            signers.push(signer(part, name, true, last));
        }
    }
    while let Some(last) = all.pop() {
        all.retain(|one| one.part != last.part || one.name != last.name);
        signers.push(signer(last.part, last.name.clone(), false, Some(last)));
    }
    let order = |signer: &Signer| Part::ALL.iter().position(|part| *part == signer.part);
    signers.sort_by_key(order);
    Standing {
        faults: faults(transcript, form, view, &signers),
        must,
        reopened: reopened(transcript.record.id, &view.records),
        text,
        fingerprint,
        signers,
    }
}

fn stands(view: &CaseView, signature: Option<&Signature>, fingerprint: &str) -> Stands {
    let is_there = |scan| view.attachments.iter().any(|file| file.attachment.id == scan);
    match signature {
        None => Stands::Missing,
        Some(signature) if signature.fingerprint != fingerprint => Stands::Stale,
        Some(signature) if signature.way == Way::Paper && !signature.scan.is_some_and(is_there) => Stands::AwaitsScan,
        Some(_) => Stands::Fits,
    }
}

/// The day a first reception was held that is signed by all who must and not yet recorded as done.
#[must_use]
pub fn reception_to_record(view: &CaseView, transcript: &RecordView, standing: &Standing) -> Option<NaiveDate> {
    let is_reception = said(transcript, field::SORT) == FIRST_RECEPTION;
    let is_recorded = view.happenings.iter().any(|happening| happening.key == RECEPTION_DONE);
    match transcript.value(field::HELD_ON) {
        Value::Date(day) if is_reception && !is_recorded && standing.is_complete() => Some(*day),
        _ => None,
    }
}

/// The record a first reception that is recorded as done rests on, if it no longer holds: it was signed, and no such record is
/// signed by all who must as it stands now.
#[must_use]
pub fn reception_shaken(view: &CaseView, kinds: &Kinds) -> Option<RecordKey> {
    if !view.happenings.iter().any(|happening| happening.key == RECEPTION_DONE) {
        return None;
    }
    let receptions = view.records.iter().filter(|record| record.record.kind == TRANSCRIPT);
    let receptions = receptions.filter(|record| said(record, field::SORT) == FIRST_RECEPTION);
    let standings = receptions.map(|record| (record.record, standing(kinds, record, view)));
    let standings: Vec<(RecordKey, Standing)> = standings.collect();
    if standings.iter().any(|(_, standing)| standing.is_complete()) {
        return None;
    }
    let shaken = standings.into_iter().find(|(_, standing)| standing.is_signed());
    shaken.map(|(key, _)| key)
}
