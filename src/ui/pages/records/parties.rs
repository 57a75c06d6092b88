//! Parties of whom only the name is known, from the text fields of the case: shown beside those entered as records, to be
//! completed with one tap.
use casebook::kinds::KindOf;
use casebook::parties::PARTY;
use leptos::prelude::*;
use protocol::Field;

use crate::lang::{field as fields, records as texts, t};
use crate::pages::case::Sheet;

/// The fields of the case that name a side.
const SIDES: [Field; 2] = [Field::APPLICANT, Field::DEBTOR];

/// Names without a record, each with its side; none for other kinds than parties.
pub(super) fn unrecorded(sheet: Sheet, kind: &'static KindOf) -> Memo<Vec<(Field, String)>> {
    Memo::new(move |_| {
        let Some(view) = sheet.view().filter(|_| kind.kind == PARTY) else {
            return Vec::new();
        };
        let names = SIDES.into_iter().flat_map(|side| {
            let names = view.unrecorded(side).into_iter();
            names.map(move |name| (side, name)).collect::<Vec<_>>()
        });
        names.collect()
    })
}

/// A line for such a name. `begin` opens the form with what is known.
pub(super) fn named_only(
    side: Field,
    called: String,
    may: Memo<bool>,
    begin: impl Fn(Vec<(u16, String)>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let known = called.clone();
    let complete = move |_| begin(values(side, &known));
    let label = format!("{} {called}", texts::COMPLETE.now());
    let button = move || {
        let (complete, label) = (complete.clone(), label.clone());
        may.get().then(move || {
            view! {
                <span class="record-do no-print">
                    <button type="button" class="link" aria-label=label on:click=complete>{t(texts::COMPLETE)}</button>
                </span>
            }
        })
    };
    view! {
        <li class="record">
            <p class="record-head"><strong>{called}</strong><span class="quiet">{t(fields::name(side))}</span>{button}</p>
        </li>
    }
    .into_any()
}

/// What the form of a party begins with.
fn values(side: Field, called: &str) -> Vec<(u16, String)> {
    let Some(kind) = casebook::kinds::Kinds::builtin().get(PARTY) else {
        return Vec::new();
    };
    let role = casebook::parties::role_of(side).unwrap_or_default();
    let known = [("role", role), ("name", called)];
    let known = known
        .into_iter()
        .filter_map(|(key, text)| Some((kind.field_named(key)?.number, text.to_owned())));
    known.collect()
}
