//! What is owed: beside quick triage, and for a case. Nothing of it is stored.
mod case;
mod conditions;
mod fields;
mod form;
mod ledger;
mod owed;
mod typed;

pub use case::{CaseDebtPage, DebtCard, provide_case_debts};
pub use form::Form;

use leptos::prelude::*;

use crate::lang::{common, debt as texts, t};
use crate::pages::paper::{PrintButton, Printed};
use crate::parts::icon::{Icon, icon};
use crate::parts::toast::use_toasts;
use crate::state::use_today;

/// The second part of quick triage.
#[component]
pub fn DebtTab(
    /// What was typed.
    form: Form,
) -> impl IntoView {
    let today = use_today();
    let toasts = use_toasts();
    let clear = move |_| {
        let back = form.way_back();
        form.clear(today.get_untracked());
        toasts.undoable(common::CLEARED.once(), back);
    };
    view! {
        <header class="page-head">
            {heading()}
            <div class="page-actions">
                <button type="button" class="button" on:click=clear>{icon(Icon::Refresh)}{t(common::CLEAR)}</button>
                <PrintButton/>
            </div>
            <p class="no-print">{t(texts::LEAD)}</p>
        </header>
        <Printed/>
        {body(form)}
    }
}

/// Form beside result.
fn body(form: Form) -> AnyView {
    let found = owed::found(form);
    view! {
        <div class="quick debt">
            {fields::fields(form)}
            <div class="quick-side">{owed::side(form, found)}</div>
        </div>
    }
    .into_any()
}

fn heading() -> impl IntoView {
    view! {
        <h1><span class="no-print">{t(texts::TITLE)}</span><span class="only-print">{t(texts::PRINT_TITLE)}</span></h1>
    }
}
