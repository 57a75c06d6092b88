//! Sharing.
use leptos::prelude::*;

use crate::lang::{shell as texts, t};

/// Sharing.
#[component]
pub fn SyncPage() -> impl IntoView {
    view! { <header class="page-head"><h1>{t(texts::SYNC)}</h1></header> }
}
