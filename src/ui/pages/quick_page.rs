//! Quick triage and what is owed, side by side as tabs: what was typed in one stays while one looks at the other.
use leptos::prelude::*;

use super::adopt::Adopt;
use super::debt;
use super::quick::{Form, TriageTab, tabs};
use crate::handover::Handed;
use crate::lang::common;
use crate::parts::toast::use_toasts;
use crate::route::{Route, use_place};
use crate::state::{hold_while, use_today};

/// What was typed in the two tabs. Free to copy.
#[derive(Clone, Copy)]
struct QuickForms {
    triage: Form,
    owed: debt::Form,
    /// A case is to be made of the first.
    adopting: RwSignal<bool>,
}

/// Keeps what was typed while one looks at other pages of the app, beginning with what the quick page handed over. Call
/// once, in the shell.
pub fn provide_quick_forms(handed: Option<Handed>) {
    let today = use_today().get_untracked();
    let (triage, owed) = (Form::new(today), debt::Form::new(today));
    let adopting = RwSignal::new(false);
    if let Some(handed) = handed {
        triage.put(handed.typed);
        adopting.set(handed.adopting);
        if let Some(cleared) = handed.cleared {
            use_toasts().undoable(common::CLEARED.once(), triage.way_back(cleared));
        }
    }
    hold_while(move || triage.is_touched() || owed.is_touched());
    provide_context(QuickForms { triage, owed, adopting });
}

/// The page of both.
#[component]
pub fn QuickPage() -> impl IntoView {
    let QuickForms { triage, owed, adopting } = expect_context();
    let route = use_place().route;
    let money = Memo::new(move |_| route.get() == Route::QuickMoney);
    let shown = move || {
        if money.get() {
            view! { <debt::DebtTab form=owed/> }.into_any()
        } else {
            view! { <TriageTab form=triage adopting/><Adopt open=adopting form=triage/> }.into_any()
        }
    };
    view! { {tabs()}{shown} }
}
