//! Quick triage.
use leptos::prelude::*;

use crate::lang::{shell as texts, t};

/// Quick triage.
#[component]
pub fn QuickPage() -> impl IntoView {
    view! { <header class="page-head"><h1>{t(texts::QUICK)}</h1></header> }
}
