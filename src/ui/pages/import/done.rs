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
    let did = done.added + done.updated + done.restored > 0;
    view! {
        <section class="card import-done">
            <h2>{t(texts::RESULT)}</h2>
            <dl class="counts">
                {figure(texts::ADDED, number(done.added), "is-good")}
                {figure(texts::UPDATED, number(done.updated), "")}
                {figure(texts::SKIPPED, number(done.skipped), "")}
                {(done.restored > 0).then(|| figure(texts::RESTORED, number(done.restored), ""))}
                {(done.removed > 0).then(|| figure(texts::STILL_REMOVED, number(done.removed), ""))}
                {(done.kept > 0).then(|| figure(texts::FIELDS_KEPT, number(done.kept), ""))}
                {figure(texts::REJECTED, number(left_out), "is-bad")}
            </dl>
            <div class="empty-ways">
                <a class="button button-main" href=Route::Cases.href()>{t(texts::TO_LIST)}</a>
                {(left_out > 0).then(|| view! {
                    <button type="button" class="button" on:click=move |_| import.save_rejected()>
                        {icon(Icon::Download)}{t(texts::REJECTED_FILE)}
                    </button>
                })}
                {did.then(|| view! {
                    <button type="button" class="button" disabled=move || !import.last.is_there() on:click=move |_| import.undo()>
                        {t(texts::UNDO_IMPORT)}
                    </button>
                })}
                <button type="button" class="button" on:click=move |_| import.reset()>{t(texts::ANOTHER)}</button>
            </div>
        </section>
    }
}
