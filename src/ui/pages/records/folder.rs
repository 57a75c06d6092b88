//! Records that are about no case: one page for each kind, with their forms and flows.
use casebook::folder::BUREAU;
use casebook::kinds::{Folder, KindOf};
use leptos::prelude::*;

use super::card::OneKind;
use super::name;
use crate::kinds::kinds_now;
use crate::lang::{Text, bulletin, cases as list_texts, dossiers, overdue, records as texts, t, warnings};
use crate::pages::case::Sheet;
use crate::parts::empty::Failure;
use crate::route::{Route, go, use_place};

/// The records of a kind of the bureau.
#[component]
pub(super) fn BureauKind(
    /// The kind.
    kind: &'static KindOf,
) -> impl IntoView {
    let sheet = Sheet::open(BUREAU);
    let stage = Memo::new(move |_| (sheet.view().is_some(), sheet.failure()));
    move || match stage.get() {
        (true, _) => view! { <OneKind sheet kind/> }.into_any(),
        (false, Some(why)) => view! {
            <Failure why>
                <button type="button" class="button" on:click=move |_| sheet.fetch()>{t(list_texts::RETRY)}</button>
            </Failure>
        }
        .into_any(),
        (false, None) => view! { <p class="quiet" role="status">{t(list_texts::LOADING)}</p> }.into_any(),
    }
}

/// What the choice of a register has besides kinds.
const TABLES: [(&str, Text, Route); 4] = [
    ("overdue", overdue::TITLE, Route::Overdue),
    ("dossiers", dossiers::TITLE, Route::Dossiers),
    ("warnings", warnings::TITLE, Route::Warnings),
    ("bulletin", bulletin::TITLE, Route::Bulletin),
];

/// The choice of a register.
#[component]
pub fn Switch(
    /// The kind shown; nothing for a table that is no register.
    kind: Option<&'static KindOf>,
) -> impl IntoView {
    let here = use_place().route.get_untracked();
    let group = move |of: Folder, label| {
        let own = kinds_now()
            .iter()
            .filter(move |other| other.of == of && !other.unlisted);
        let options = own.map(move |other| {
            let number = other.kind.0.to_string();
            view! { <option value=number prop:selected=kind.is_some_and(|kind| other.kind == kind.kind)>{t(name(&other.name))}</option> }
        });
        view! { <optgroup label=t(label)>{options.collect_view()}</optgroup> }
    };
    let choose = move |event| match event_target_value(&event).parse() {
        Ok(number) => go(Route::Register(number)),
        Err(_) => {
            let value = event_target_value(&event);
            if let Some((_, _, route)) = TABLES.into_iter().find(|(key, ..)| *key == value) {
                go(route);
            }
        }
    };
    let tables = TABLES.map(|(key, title, route)| {
        view! { <option value=key prop:selected=route == here>{t(title)}</option> }
    });
    view! {
        <select class="input no-print" aria-label=t(texts::KIND) on:change=choose>
            {tables.collect_view()}
            {move || group(Folder::Case, texts::OF_CASES)}
            {move || group(Folder::Bureau, texts::OF_BUREAU)}
        </select>
    }
}
