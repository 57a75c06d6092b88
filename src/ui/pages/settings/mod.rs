//! Settings.
use leptos::prelude::*;

use crate::lang::{shell as texts, t};

/// Settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! { <header class="page-head"><h1>{t(texts::SETTINGS)}</h1></header> }
}
