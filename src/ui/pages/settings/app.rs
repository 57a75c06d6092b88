//! The app itself: version, a newer one waiting, diagnostics.
use leptos::prelude::*;

use crate::lang::{settings as texts, shell, t};
use crate::pages::save_file::offer;
use crate::panic::report;
use crate::state::use_shell;
use crate::update::use_update;

/// Version, offline state, diagnostics.
pub fn about() -> AnyView {
    let (update, forms) = (use_update(), use_shell().open_forms);
    let local = window().location().protocol().is_ok_and(|p| p == "file:");
    let newer = move || {
        if update.is_waiting() {
            view! {
                {t(shell::NEW_VERSION)}
                <button type="button" class="button" disabled=move || forms.get() > 0 on:click=move |_| update.take()>
                    {t(shell::NEW_VERSION_NOW)}
                </button>
            }
            .into_any()
        } else {
            view! { {t(texts::UP_TO_DATE)} }.into_any()
        }
    };
    let save = |_| {
        let _ = offer("fenliu-diagnostics.txt", "text/plain", report().as_bytes());
    };
    view! {
        <dl class="about">
            <div><dt>{t(texts::VERSION)}</dt><dd>{env!("CARGO_PKG_VERSION")}" · "{newer}</dd></div>
            <div><dt>{t(texts::OFFLINE)}</dt><dd>{t(if local { texts::OFFLINE_FILE } else { texts::OFFLINE_WEB })}</dd></div>
            <div>
                <dt>{t(texts::DIAGNOSTICS)}</dt>
                <dd>
                    {t(texts::DIAGNOSTICS_HINT)}
                    <button type="button" class="button" on:click=save>{t(texts::DIAGNOSTICS_GET)}</button>
                </dd>
            </div>
        </dl>
    }
    .into_any()
}
