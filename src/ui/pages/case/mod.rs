//! One case.
use fenliu::work::protocol::CaseId;
use leptos::prelude::*;

use crate::lang::{shell as texts, t};

/// One case.
#[component]
pub fn CasePage(
    /// Which case.
    id: CaseId,
) -> impl IntoView {
    let _ = id;
    view! { <header class="page-head"><h1>{t(texts::CASE)}</h1></header> }
}
