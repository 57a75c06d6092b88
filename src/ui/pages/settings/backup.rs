//! The backup file: made, read back, restored; restoring is all or nothing.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::{Cancel, WorkerClient};
use protocol::{BackupWord, LockKind, MakeBackup, OpenWith, Question, RestoreBackup};

use super::backup_word::Word;
use super::security::look_again;
use crate::in_force::use_in_force;
use crate::lang::{Text, common, settings as texts, t};
use crate::pages::pick_file::picked;
use crate::pages::save_file::save;
use crate::pages::session::file::{KeyForm, KeyRows};
use crate::pages::words::moment;
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
    /// Asks; nothing if it failed, which is said, or was stopped.
    async fn run<Q: Question>(self, question: Q, label: Text, writer: Writer) -> Option<Q::Answer> {
        self.label.set(label);
        self.at.set(Some((0, 0)));
        let at = self.at;
        let (answer, cancel) = WorkerClient::token().ask_with_progress(question, move |done, total| {
            at.try_set(Some((done, total)));
        });
        self.cancel.set_value(Some(cancel));
        let answer = answer.await;
        self.at.try_set(None);
        match answer {
            Ok(answer) => return Some(answer),
            Err(error) if error.refusal.is_cancelled() => {}
            Err(error) => writer.failed(&error.refusal),
        }
        None
    }

    async fn restore(self, question: RestoreBackup, writer: Writer) {
        if let Some(restored) = self.run(question, texts::RESTORING, writer).await {
            writer.heard(&restored);
        }
    }

    async fn make(self, question: MakeBackup, writer: Writer) {
        let made = self.run(question, texts::BACKUP_MAKING, writer).await;
        if made.is_some_and(|file| !save(&file)) {
            writer.say(texts::BACKUP_NOT_SAVED.once());
        }
    }
}

/// Makes and restores backups.
#[component]
pub fn Backup() -> impl IntoView {
    let writer = use_writer();
    let (shell, in_force) = (use_shell(), use_in_force());
    let summary = shell.summary;
    let running = Running {
        at: RwSignal::new(None),
        label: RwSignal::new(texts::BACKUP_MAKING),
        cancel: StoredValue::new(None),
    };
    let cases = Memo::new(move |_| summary.with(|s| s.as_ref().map_or(0, |s| s.cases)));
    let chosen = StoredValue::new(None::<Vec<u8>>);
    let asking = RwSignal::new(false);
    let restore = Callback::new(move |with: OpenWith| {
        asking.set(false);
        let replace = cases.get_untracked() > 0;
        if let Some(bytes) = chosen.try_update_value(Option::take).flatten() {
            spawn_local(running.restore(RestoreBackup { bytes, replace, with }, writer));
        }
    });
    let choose = move |event: leptos::ev::Event| {
        spawn_local(async move {
            if let Some((_, bytes)) = picked(&event).await {
                chosen.set_value(Some(bytes));
                asking.set(true);
            }
        });
    };
    let naming = RwSignal::new(false);
    let make = Callback::new(move |passphrase: Option<String>| {
        naming.set(false);
        spawn_local(async move {
            running.make(MakeBackup { passphrase }, writer).await;
            look_again(shell, in_force, writer).await;
        });
    });
    // Where this browser's key is the lock, the backup needs something else to open it.
    let begin = move |_| match shell.me().map(|me| me.lock) {
        Some(LockKind::Browser) => naming.set(true),
        _ => make.run(None),
    };
    view! {
        <p class="quiet">{t(texts::BACKUP_HINT)}" "{t(texts::RESTORE_HINT)}</p>
        <Last/>
        <div class="ways">
            <button type="button" class="button" disabled=move || running.at.get().is_some() on:click=begin>
                {icon(Icon::Download)}{t(texts::BACKUP_MAKE)}
            </button>
            <label class="button file-button">
                {icon(Icon::Upload)}{t(texts::RESTORE)}
                <input type="file" class="visually-hidden" accept=".fenliu" on:change=choose/>
            </label>
        </div>
        {move || running.at.get().is_some().then(|| progress(running))}
        <Dialog open=naming title=texts::BACKUP_TITLE><Word open=naming make/></Dialog>
        <Dialog open=asking title=texts::RESTORE_TITLE>
            <Opening asking cases restore/>
        </Dialog>
    }
}

/// When the last backup was made, what opens it, and whether it is behind.
#[component]
fn Last() -> impl IntoView {
    let shell = use_shell();
    let last = Memo::new(move |_| shell.me().and_then(|me| me.backup));
    let behind = move || {
        let saved = shell.summary.with(|s| s.as_ref().and_then(|s| s.saved_at_ms));
        last.get()
            .zip(saved)
            .is_some_and(|(last, saved)| saved > last.made_at_ms)
    };
    let made = move || {
        last.get()
            .map_or_else(|| texts::NEVER.now().to_owned(), |last| moment(last.made_at_ms))
    };
    let opens = move || {
        let last = last.get()?;
        let word = match last.word {
            BackupWord::None => None,
            BackupWord::Device => Some(texts::BACKUP_DEVICE_WORD.now()),
            BackupWord::Own => Some(texts::BACKUP_OWN_WORD.now()),
        };
        let kit = last.by_kit.then(|| texts::BACKUP_BY_KIT.now());
        let said: Vec<_> = word.into_iter().chain(kit).collect();
        Some(view! { <div><dt>{t(texts::BACKUP_OPENS)}</dt><dd>{said.join(" · ")}</dd></div> })
    };
    view! {
        <dl class="about">
            <div><dt>{t(texts::BACKUP_LAST)}</dt><dd>{made}</dd></div>
            {opens}
        </dl>
        {move || behind().then(|| view! { <p class="note">{t(texts::BACKUP_SINCE)}</p> })}
        <p class="quiet">{t(texts::BACKUP_OLD)}</p>
    }
}

/// What opens the backup; and that it takes the place of what is here.
#[component]
fn Opening(asking: RwSignal<bool>, cases: Memo<u32>, restore: Callback<OpenWith>) -> impl IntoView {
    let (form, tried) = (KeyForm::new(), RwSignal::new(false));
    let go = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if let Some(with) = form.key() {
            restore.run(with);
        }
    };
    let replaces = move || cases.get() > 0;
    view! {
        <form class="form" novalidate on:submit=go>
            {move || replaces().then(|| view! { <p class="note">{texts::REPLACE_TEXT.with(&[&cases.get()])}</p> })}
            <KeyRows form tried own=true/>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| asking.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button" class:button-danger=replaces class:button-main=move || !replaces()>
                    {move || if replaces() { texts::REPLACE.now() } else { texts::RESTORE_NOW.now() }}
                </button>
            </div>
        </form>
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
