//! Quick triage and what is owed, side by side as tabs: what was typed in one stays while one looks at the other.
use leptos::prelude::*;

use super::TriageTab;
use super::form::Form;
use crate::lang::{Text, debt as texts, t};
use crate::pages::debt;
use crate::route::{Route, use_place};
use crate::state::{hold_while, use_today};

/// What was typed in the two tabs. Free to copy.
#[derive(Clone, Copy)]
struct QuickForms {
    triage: Form,
    owed: debt::Form,
}

/// Keeps what was typed while one looks at other pages of the app. Call once, in the shell.
pub fn provide_quick_forms() {
    let today = use_today().get_untracked();
    let (triage, owed) = (Form::new(today), debt::Form::new(today));
    hold_while(move || triage.is_touched() || owed.is_touched());
    provide_context(QuickForms { triage, owed });
}

/// The page of both.
#[component]
pub fn QuickPage() -> impl IntoView {
    let QuickForms { triage, owed } = expect_context();
    let route = use_place().route;
    let money = Memo::new(move |_| route.get() == Route::QuickMoney);
    let tab = move |to: Route, name: Text| {
        let here = move || (money.get() == (to == Route::QuickMoney)).then_some("page");
        view! { <a class="tab" href=to.href() aria-current=here>{t(name)}</a> }
    };
    let shown = move || {
        if money.get() {
            view! { <debt::DebtTab form=owed/> }.into_any()
        } else {
            view! { <TriageTab form=triage/> }.into_any()
        }
    };
    view! {
        <nav class="tabs no-print" aria-label=t(texts::TABS)>
            {tab(Route::Quick, texts::TRIAGE_TAB)}
            {tab(Route::QuickMoney, texts::TITLE)}
        </nav>
        {shown}
    }
}
