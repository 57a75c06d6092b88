//! The backup file: made, read back, restored; restoring is all or nothing.
use fenliu::work::desk::{Cancel, Desk};
use fenliu::work::protocol::{Answer, Job, OpenWith};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use crate::lang::{Text, common, settings as texts, t};
use crate::pages::save_file::save;
use crate::pages::writer::{Writer, use_writer};
use crate::parts::dialog::Dialog;
use crate::parts::icon::{Icon, icon};
use crate::parts::progress::Progress;
use crate::state::use_shell;

/// A job under way.
#[derive(Clone, Copy)]
struct Running {
    at: RwSignal<Option<(u32, u32)>>,
    label: RwSignal<Text>,
    cancel: StoredValue<Option<Cancel>>,
}

impl Running {
    async fn run(self, job: Job, label: Text, writer: Writer) {
        self.label.set(label);
        self.at.set(Some((0, 0)));
        let at = self.at;
        let (answer, cancel) = Desk::token().ask_with_progress(job, move |done, total| {
            at.try_set(Some((done, total)));
        });
        self.cancel.set_value(Some(cancel));
        match answer.await {
            Ok(file @ Answer::File { .. }) => {
                save(file);
            }
            Ok(answer) => writer.heard(answer),
            Err(error) if error.code == "cancelled" => {}
            Err(error) => writer.failed(&error.code),
        }
        self.at.try_set(None);
    }
}

/// Makes and restores backups.
#[component]
pub fn Backup() -> impl IntoView {
    let writer = use_writer();
    let summary = use_shell().summary;
    let running = Running {
        at: RwSignal::new(None),
        label: RwSignal::new(texts::BACKUP_MAKING),
        cancel: StoredValue::new(None),
    };
    let chosen = StoredValue::new(None::<Vec<u8>>);
    let asking = RwSignal::new(false);
    let restore = move |replace: bool| {
        asking.set(false);
        if let Some(bytes) = chosen.try_update_value(Option::take).flatten() {
            spawn_local(running.run(
                Job::Restore {
                    bytes,
                    replace,
                    with: OpenWith::OwnKeys,
                },
                texts::RESTORING,
                writer,
            ));
        }
    };
    let choose = move |event: leptos::ev::Event| {
        let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let Some(file) = input.files().and_then(|files| files.item(0)) else {
            return;
        };
        spawn_local(async move {
            if let Ok(buffer) = JsFuture::from(file.array_buffer()).await {
                chosen.set_value(Some(js_sys::Uint8Array::new(&buffer).to_vec()));
                let cases = summary.with_untracked(|s| s.as_ref().map_or(0, |s| s.cases));
                if cases > 0 { asking.set(true) } else { restore(false) }
            }
            input.set_value("");
        });
    };
    let cases = move || summary.with(|s| s.as_ref().map_or(0, |s| s.cases));
    let make = move |_| spawn_local(running.run(Job::Backup, texts::BACKUP_MAKING, writer));
    view! {
        <p class="quiet">{t(texts::BACKUP_HINT)}" "{t(texts::RESTORE_HINT)}</p>
        <div class="ways">
            <button type="button" class="button" disabled=move || running.at.get().is_some() on:click=make>
                {icon(Icon::Download)}{t(texts::BACKUP_MAKE)}
            </button>
            <label class="button file-button">
                {icon(Icon::Upload)}{t(texts::RESTORE)}
                <input type="file" class="visually-hidden" accept=".fenliu" on:change=choose/>
            </label>
        </div>
        {move || running.at.get().is_some().then(|| progress(running))}
        <Dialog open=asking title=texts::REPLACE_TITLE>
            <p>{move || texts::REPLACE_TEXT.with(&[&cases()])}</p>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| asking.set(false)>{t(common::CANCEL)}</button>
                <button type="button" class="button button-danger" on:click=move |_| restore(true)>{t(texts::REPLACE)}</button>
            </div>
        </Dialog>
    }
}

fn progress(running: Running) -> impl IntoView {
    let at = Signal::derive(move || running.at.get().unwrap_or_default());
    let cancel = Callback::new(move |()| {
        if let Some(cancel) = running.cancel.get_value() {
            cancel.cancel();
        }
    });
    view! { <Progress label=running.label.get() at on_cancel=cancel/> }
}
