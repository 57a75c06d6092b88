//! Records that are about no case: one page for each kind, with their forms and flows.
use casebook::folder::BUREAU;
use casebook::kinds::{Folder, KindOf, Kinds};
use leptos::prelude::*;

use super::card::OneKind;
use super::name;
use crate::lang::{cases as list_texts, overdue, records as texts, t};
use crate::pages::case::Sheet;
use crate::parts::empty::Failure;
use crate::route::{Route, go};

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

/// The choice of a register.
#[component]
pub fn Switch(
    /// The kind shown; nothing for the table of overdue nodes.
    kind: Option<&'static KindOf>,
) -> impl IntoView {
    let group = |of: Folder, label| {
        let own = Kinds::builtin().iter().filter(move |other| other.of == of);
        let options = own.map(move |other| {
            let number = other.kind.0.to_string();
            view! { <option value=number prop:selected=kind.is_some_and(|kind| other.kind == kind.kind)>{t(name(&other.name))}</option> }
        });
        view! { <optgroup label=t(label)>{options.collect_view()}</optgroup> }
    };
    let choose = move |event| match event_target_value(&event).parse() {
        Ok(number) => go(Route::Register(number)),
        Err(_) => go(Route::Overdue),
    };
    view! {
        <select class="input no-print" aria-label=t(texts::KIND) on:change=choose>
            <option value="overdue" prop:selected=kind.is_none()>{t(overdue::TITLE)}</option>
            {group(Folder::Case, texts::OF_CASES)}
            {group(Folder::Bureau, texts::OF_BUREAU)}
        </select>
    }
}
