//! Choose a file, drop it, or paste rows.
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::Import;
use crate::lang::{import as texts, t};
use crate::parts::icon::{Icon, icon};
use protocol::JobRefusal;

/// What the file dialog offers.
const ACCEPT: &str =
    ".xlsx,.xls,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The first step.
#[component]
pub fn Choose(
    /// The import.
    import: Import,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let picked = move |_| {
        let file = node
            .get_untracked()
            .and_then(|input| input.files())
            .and_then(|files| files.get(0));
        read(import, file);
    };
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        read(
            import,
            event
                .data_transfer()
                .and_then(|d| d.files())
                .and_then(|files| files.get(0)),
        );
    };
    view! {
        <section class="card import-choose">
            <div
                class="drop"
                class:is-over=over
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=dropped
            >
                {icon(Icon::Upload)}
                <label class="button button-main">
                    {t(texts::CHOOSE)}
                    <input class="visually-hidden" type="file" accept=ACCEPT node_ref=node on:change=picked/>
                </label>
                <p class="quiet">{move || if over.get() { texts::LET_GO.now() } else { texts::DROP.now() }}</p>
            </div>
            <Paste import/>
        </section>
    }
}

#[component]
fn Paste(import: Import) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let take = move |_| {
        let rows = text.with_untracked(|t| t.as_bytes().to_vec());
        import.take(texts::PASTED.now().to_owned(), rows);
    };
    view! {
        <div class="paste">
            <label class="quiet" for="paste-rows">{t(texts::PASTE)}</label>
            <textarea
                class="input"
                id="paste-rows"
                rows="4"
                spellcheck="false"
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            <button
                type="button"
                class="button"
                disabled=move || text.with(|t| t.trim().is_empty())
                on:click=take
            >
                {t(texts::READ_PASTED)}
            </button>
        </div>
    }
}

/// Hands the bytes of a file to the import; nothing happens without a file.
fn read(import: Import, file: Option<web_sys::File>) {
    let Some(file) = file else { return };
    spawn_local(async move {
        if let Ok(buffer) = JsFuture::from(file.array_buffer()).await {
            import.take(file.name(), js_sys::Uint8Array::new(&buffer).to_vec());
        } else {
            import.fail(JobRefusal::FileUnreadable.into(), super::Stage::Choosing);
        }
    });
}
