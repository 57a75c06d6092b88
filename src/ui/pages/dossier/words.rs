//! Words of a line of the catalogue: where it is from, and how its heading is known.
use casebook::dossier::{Entry, Pages, Reason, Stands};
use casebook::kinds::ValueType;

use crate::kinds::kinds_now;
use crate::lang::{attachment, common, dossier as texts, scan};
use crate::pages::records::name;

/// Where it is from, and who added it.
pub(super) fn source(entry: &Entry) -> String {
    let from = entry.origin.map_or(texts::NO_FILE, attachment::origin).now();
    let mut said = vec![from.to_owned()];
    if let Some(part) = &entry.part {
        said.push(scan::PART.with(&[&runs(&part.runs)]));
        if part.is_shared {
            said.push(scan::IS_SHARED.now().to_owned());
        }
    }
    if !entry.by.is_empty() {
        said.push(entry.by.clone());
    }
    said.join(" · ")
}

/// Pages in words: 3–5, 9.
pub(crate) fn runs(runs: &[Pages]) -> String {
    let said = runs.iter().map(|run| match (run.start(), run.end()) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}–{last}"),
    });
    said.collect::<Vec<_>>().join(common::LIST.now())
}

/// How its heading is known.
pub(super) fn stands(entry: &Entry) -> String {
    match &entry.stands {
        Stands::Confirmed => texts::CONFIRMED.now().to_owned(),
        Stands::Proposed(reason) => texts::PROPOSED.with(&[&why(reason)]),
    }
}

fn why(reason: &Reason) -> String {
    match reason {
        Reason::Proof => texts::BY_PROOF.now().to_owned(),
        Reason::Sort(code) => texts::BY_SORT.with(&[&sort(code)]),
        Reason::Record(kind) => {
            let kind = kinds_now().get(*kind);
            texts::BY_RECORD.with(&[&kind.map_or("", |kind| name(&kind.name).now())])
        }
        Reason::Word(word) => texts::BY_WORD.with(&[word]),
        Reason::Rest => texts::BY_NOTHING.now().to_owned(),
    }
}

/// A sort of documents in words.
fn sort(code: &str) -> String {
    let field = kinds_now().named("document").and_then(|kind| kind.field_named("sort"));
    let choices = match field.map(|field| &field.holds) {
        Some(ValueType::Choice(choices)) => choices.as_slice(),
        _ => &[],
    };
    let known = choices.iter().find(|(known, _)| known == code);
    known.map_or_else(|| code.to_owned(), |(_, both)| name(both).now().to_owned())
}
