//! What falls due, lapses and may be closed.
mod month;

use leptos::prelude::*;

use crate::lang::{shell as texts, t};

/// What falls due, lapses and may be closed.
#[component]
pub fn CalendarPage() -> impl IntoView {
    view! { <header class="page-head"><h1>{t(texts::CALENDAR)}</h1></header> }
}
