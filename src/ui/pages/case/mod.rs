//! One case.
pub mod flow;
use fenliu::work::protocol::CaseId;
use leptos::prelude::*;

pub use crate::lang::case as texts;
use crate::lang::{shell, t};

/// One case.
#[component]
pub fn CasePage(
    /// Which case.
    id: CaseId,
) -> impl IntoView {
    let _ = id;
    view! { <header class="page-head"><h1>{t(shell::CASE)}</h1></header> }
}

/// One case beside the list.
#[component]
pub fn CasePane(
    /// Which case.
    id: CaseId,
) -> impl IntoView {
    let _ = id;
}
