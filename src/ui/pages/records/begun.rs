//! A record that is begun from another of its case: a seizure from what a query found, with the values carried over.
use casebook::kinds::KindOf;
use leptos::prelude::*;
use protocol::{RecordView, Value};

use super::card::Forms;
use super::{may_write, name, title};
use crate::lang::{records as texts, t};
use crate::pages::case::Sheet;
use crate::state::use_shell;

/// The forms of the kinds of a case.
#[derive(Clone)]
pub(super) struct Opened(pub Vec<(&'static KindOf, Forms)>);

/// Begins what is begun from a record of this kind, with its values; or says that it was.
pub(super) fn begun_from(sheet: Sheet, kind: &'static KindOf, record: &RecordView) -> Option<AnyView> {
    let begins = kind.begins.as_ref()?;
    let Opened(opened) = use_context()?;
    let (new, forms) = opened.into_iter().find(|(other, _)| other.key == begins.kind)?;
    let begin = begins.values(kind, new, &|field| Some(record.value(field).clone()))?;
    let (shell, called) = (use_shell(), title(kind, &record.fields));
    let label = format!("{} {called}", name(&begins.name).now());
    // The same thing by what tells one from another: its number, or else what it is called.
    let telling = new.tells_asset().iter();
    let telling: Vec<(u16, String)> = telling
        .filter_map(|field| begin.iter().find(|(number, _)| number == field).cloned())
        .collect();
    let is_there = Memo::new(move |_| {
        let view = sheet.view();
        let own = view
            .iter()
            .flat_map(|view| &view.records)
            .filter(|known| known.record.kind == new.kind);
        let same = |known: &RecordView| {
            telling
                .first()
                .is_some_and(|(field, text)| *known.value(*field) == Value::Text(text.clone()))
        };
        own.into_iter().any(same)
    });
    Some(
        (move || {
            let (begin, label) = (begin.clone(), label.clone());
            match (is_there.get(), may_write(shell, new)) {
                (true, _) => Some(view! { <p class="quiet">{texts::BEGUN.with(&[&name(&new.name).now()])}</p> }.into_any()),
                (false, true) => Some(
                    view! {
                        <p class="no-print"><button type="button" class="button" aria-label=label on:click=move |_| forms.add(begin.clone())>{t(name(&begins.name))}</button></p>
                    }
                    .into_any(),
                ),
                (false, false) => None,
            }
        })
        .into_any(),
    )
}
