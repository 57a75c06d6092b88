//! What was imported, and where to go from here.
use leptos::prelude::*;

use super::Import;
use super::check::figure;
use crate::lang::{import as texts, t};
use crate::parts::icon::{Icon, icon};
use crate::route::Route;

/// The third step.
#[component]
pub fn Done(
    /// The import.
    import: Import,
) -> impl IntoView {
    let done = import.result.get_untracked().unwrap_or_default();
    let left_out = import
        .preview
        .with_untracked(|p| p.as_ref().map(|p| p.rejected).unwrap_or_default());
    let number = |n: u32| Signal::derive(move || n);
    view! {
        <section class="card import-done">
            <h2>{t(texts::RESULT)}</h2>
            <dl class="counts">
                {figure(texts::ADDED, number(done.added), "is-good")}
                {figure(texts::UPDATED, number(done.updated), "")}
                {figure(texts::SKIPPED, number(done.skipped), "")}
                {figure(texts::REJECTED, number(left_out), "is-bad")}
            </dl>
            <div class="empty-ways">
                <a class="button button-main" href=Route::Cases.href()>{t(texts::TO_LIST)}</a>
                {(left_out > 0).then(|| view! {
                    <button type="button" class="button" on:click=move |_| import.save_rejected()>
                        {icon(Icon::Download)}{t(texts::REJECTED_FILE)}
                    </button>
                })}
                <button type="button" class="button" on:click=move |_| import.reset()>{t(texts::ANOTHER)}</button>
            </div>
        </section>
    }
}
