//! The list of cases.
use leptos::prelude::*;

use crate::lang::{shell as texts, t};

/// The list of cases.
#[component]
pub fn CasesPage() -> impl IntoView {
    view! { <header class="page-head"><h1>{t(texts::CASES)}</h1></header> }
}
