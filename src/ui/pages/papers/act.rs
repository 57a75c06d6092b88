//! An act that documents are made of, and which forms are offered with it or without.
use std::collections::BTreeSet;

use files::document::Head;
use leptos::prelude::*;
use protocol::{AboutRecord, CaseId, RecordEdit, RecordView};

use crate::kinds::kinds_now;
use crate::lang::{Text, field};
use crate::pages::records::said;

/// An act on records of many cases that documents are made of: it is written when they are recorded as sent.
#[derive(Clone, PartialEq)]
pub struct Act {
    /// What it is called.
    pub name: Text,
    /// The keys of the forms.
    pub forms: Vec<String>,
    /// What is known of what they ask.
    pub answers: Vec<(String, String)>,
    /// The field of the records that says the number of the ruling.
    pub ruling: Option<u16>,
    /// What is written, each record with its case.
    pub writes: Vec<(CaseId, RecordEdit)>,
}

impl Act {
    /// A form of a record: nothing is written with it.
    pub(super) fn of_record(form: &Head, record: &RecordView) -> Act {
        let kind = crate::kinds::kinds_now().get(record.record.kind);
        let said = |key: &String| Some(said(kind?.field_named(key)?, &record.fields));
        let answers = form.of.iter().flat_map(|of| &of.answers).map(|(ask, keys)| {
            let parts = keys.iter().filter_map(said).filter(|part| !part.is_empty());
            (ask.clone(), parts.collect::<Vec<_>>().join(" "))
        });
        Act {
            name: field::own(&form.name),
            forms: vec![form.key.clone()],
            answers: answers.collect(),
            ruling: None,
            writes: Vec::new(),
        }
    }

    /// How many records it is about: what it keeps of the time before is none of them.
    pub(super) fn count(&self) -> usize {
        self.writes
            .iter()
            .filter(|(_, edit)| edit.write.in_force.is_none())
            .count()
    }

    /// The cases, each once.
    pub(super) fn cases(&self) -> Vec<CaseId> {
        let mut seen = BTreeSet::new();
        let cases = self.writes.iter().map(|(case, _)| *case);
        cases.filter(|case| seen.insert(*case)).collect()
    }

    /// What the papers are about.
    pub(super) fn about(&self) -> Vec<AboutRecord> {
        let of = |(case, edit): &(CaseId, RecordEdit)| AboutRecord {
            case: *case,
            record: edit.write.record,
            fields: edit.write.fields.clone(),
        };
        self.writes.iter().map(of).collect()
    }
}

/// The three documents of Art. 7(3), which most come for.
const USUAL: [&str; 3] = ["execution_notice", "asset_report_order", "clue_request"];

/// The forms that are ticked at first.
pub(super) fn usual(act: RwSignal<Option<Act>>) -> BTreeSet<String> {
    act.with_untracked(|act| match act {
        Some(act) => act.forms.iter().cloned().collect(),
        None => USUAL.map(str::to_owned).into(),
    })
}

/// Whether a form is to choose from: with an act those of it, else those of none. A renewal or a release is made of what was
/// ticked in the register, and nowhere else.
pub(super) fn is_offered(act: RwSignal<Option<Act>>, form: &Head) -> bool {
    act.with_untracked(|act| match act {
        Some(act) => act.forms.contains(&form.key),
        None => !is_of_some_act(form),
    })
}

/// A form that is made of an act on records.
fn is_of_some_act(form: &Head) -> bool {
    let batches = kinds_now().iter().flat_map(|kind| &kind.batches);
    batches.flat_map(|batch| &batch.forms).any(|key| *key == form.key)
}
