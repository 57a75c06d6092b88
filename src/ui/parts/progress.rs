//! Something takes a while: how far it is, and a way to stop it.
use leptos::prelude::*;

use crate::lang::{Text, common, t};

/// Progress of a running job.
#[component]
pub fn Progress(
    /// What is being done.
    label: Text,
    /// Done and total; total 0 means not known yet.
    #[prop(into)]
    at: Signal<(u32, u32)>,
    /// Stops the job.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let value = move || {
        let (done, total) = at.get();
        (total > 0).then(|| done.to_string())
    };
    view! {
        <div class="progress" role="group" aria-label=t(label)>
            <span class="progress-label">{t(label)}</span>
            <progress value=value max=move || at.get().1.max(1).to_string() aria-label=t(label)></progress>
            <span class="progress-count">{move || {
                let (done, total) = at.get();
                (total > 0).then(|| format!("{done} / {total}"))
            }}</span>
            {on_cancel.map(|cancel| view! {
                <button type="button" class="button" on:click=move |_| cancel.run(())>{t(common::CANCEL)}</button>
            })}
        </div>
    }
}
