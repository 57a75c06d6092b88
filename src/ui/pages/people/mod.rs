//! The bureau: its people, their devices, and what each may do.
use leptos::prelude::*;

use crate::lang::{people as texts, t};

/// People and rights.
#[component]
pub fn PeoplePage() -> impl IntoView {
    view! { <header class="page-head"><h1>{t(texts::TITLE)}</h1></header> }
}
