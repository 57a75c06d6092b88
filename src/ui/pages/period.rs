//! A period as the pages that count one ask for it: its first and its last day, and what an address says of it.
use casebook::entered::Entered;
use chrono::NaiveDate;
use leptos::prelude::*;

use crate::lang::{Text, overdue as texts, t};
use crate::parts::date::DateInput;
use crate::parts::field::ControlId;
use crate::parts::fresh_id;

/// The two days, and that they are no period if so.
pub fn days(
    from: RwSignal<Entered<NaiveDate>>,
    to: RwSignal<Entered<NaiveDate>>,
    is_period: impl Fn() -> bool + Send + Sync + 'static,
) -> impl IntoView {
    let bad = move || (!is_period()).then(|| texts::BAD_PERIOD.now());
    view! {
        {day(texts::FROM, from)}
        {day(texts::TO, to)}
        <span class="row-error" role="status">{bad}</span>
    }
}

fn day(label: Text, value: RwSignal<Entered<NaiveDate>>) -> impl IntoView {
    let id = fresh_id();
    provide_context(ControlId(id.clone()));
    view! { <label for=id>{t(label)}</label><DateInput value/> }
}

/// The value of a name in a query: `from=2026-10-01&to=2026-10-31`.
pub fn value_in_query<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query
        .split('&')
        .find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
}

/// The period a query names, if it is one.
pub fn period_in_query(query: &str) -> Option<(NaiveDate, NaiveDate)> {
    let day = |name| value_in_query(query, name)?.parse::<NaiveDate>().ok();
    let (from, to) = (day("from")?, day("to")?);
    (from <= to).then_some((from, to))
}
