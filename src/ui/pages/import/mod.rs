//! Import of a case list.
use leptos::prelude::*;

use crate::lang::{shell as texts, t};

/// Import of a case list.
#[component]
pub fn ImportPage() -> impl IntoView {
    view! { <header class="page-head"><h1>{t(texts::IMPORT)}</h1></header> }
}
