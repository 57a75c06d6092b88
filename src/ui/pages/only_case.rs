//! A list that was reached from a case shows that case alone, until all are asked for: `#/register/46?case=…`.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CaseId, ListCases, Query};
use web_sys::UrlSearchParams;

use crate::address::{hex, parse_id};
use crate::lang::{cases as texts, t};
use crate::route::{Route, use_place};

/// The address of a list that shows one case.
pub fn of_case(route: Route, case: &CaseId) -> String {
    format!("{}?case={}", route.href(), hex(case))
}

/// The case the address asks for; nothing for all.
pub fn asked() -> RwSignal<Option<CaseId>> {
    let query = use_place().query;
    let read = |query: &String| {
        let params = UrlSearchParams::new_with_str(query).ok()?;
        parse_id(&params.get("case")?)
    };
    let only = RwSignal::new(query.with_untracked(read));
    Effect::new(move |before: Option<String>| {
        let now = query.get();
        if before.is_some_and(|before| before != now) {
            only.set(read(&now));
        }
        now
    });
    only
}

/// Says that one case is shown alone, and leads to all.
#[component]
pub fn OnlyCase(
    /// The case.
    only: RwSignal<Option<CaseId>>,
) -> impl IntoView {
    let number = RwSignal::new(String::new());
    Effect::new(move |_| {
        let Some(case) = only.get() else { return };
        let query = Query {
            ids: Some(vec![case]),
            ..Query::default()
        };
        let ask = WorkerClient::token().ask(ListCases {
            query,
            from: 0,
            count: 1,
        });
        spawn_local(async move {
            // Without its number the line still leads to the case.
            let row = ask.await.ok().and_then(|page| page.rows.into_iter().next());
            number.try_set(row.map(|row| row.case_number).unwrap_or_default());
        });
    });
    move || {
        only.get().map(|case| {
            view! {
                <p class="note no-print" role="status">
                    <span>{t(texts::ONLY_CASE)}" "<a class="case-number" href=Route::Case(case).href()>{number}</a></span>
                    <button type="button" class="link" on:click=move |_| only.set(None)>{t(texts::SHOW_ALL)}</button>
                </p>
            }
        })
    }
}
