//! The rule sets.
use leptos::prelude::*;

use crate::lang::{shell as texts, t};

/// The rule sets.
#[component]
pub fn RulesPage() -> impl IntoView {
    view! { <header class="page-head"><h1>{t(texts::RULES)}</h1></header> }
}
