//! The two tabs of quick triage: triage, and what is owed.
use leptos::prelude::*;

use crate::lang::{Text, debt as texts, t};
use crate::route::{Route, use_place};

/// Links to both.
pub fn tabs() -> impl IntoView {
    let route = use_place().route;
    let tab = move |to: Route, name: Text| {
        let here = move || (route.get() == to).then_some("page");
        view! { <a class="tab" href=to.href() aria-current=here>{t(name)}</a> }
    };
    view! {
        <nav class="tabs no-print" aria-label=t(texts::TABS)>
            {tab(Route::Quick, texts::TRIAGE_TAB)}
            {tab(Route::QuickMoney, texts::TITLE)}
        </nav>
    }
}
