//! Another history of this device was met: going on under a new number, and what was kept aside then.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{GoOnAnew, LockKind, Refusal, SaveKept, WriteKept, WroteKept};

use crate::book::take_gate;
use crate::in_force::use_in_force;
use crate::lang::{errors, session, sync as texts, t};
use crate::pages::save_file;
use crate::pages::session::lock_form::Secret;
use crate::pages::session::trouble;
use crate::pages::settings::look_again;
use crate::pages::writer::use_writer;
use crate::parts::field::Row;
use crate::parts::text::TextInput;
use crate::state::use_shell;

/// Records of this device that cannot be read, and what follows from it; nothing where all is well.
#[component]
pub fn Unreadable() -> impl IntoView {
    let shell = use_shell();
    let damaged = Memo::new(move |_| shell.me().map(|me| me.unreadable).unwrap_or_default());
    move || {
        let said = damaged
            .get()
            .into_iter()
            .map(|record| view! { <li>{t(errors::sentence(&record.into()))}</li> });
        let said: Vec<_> = said.collect();
        (!said.is_empty()).then(|| {
            view! {
                <section class="card"><h2>{t(texts::UNREADABLE)}</h2><ul>{said}</ul></section>
            }
        })
    }
}

/// The notice; nothing where all is well.
#[component]
pub fn Anew() -> impl IntoView {
    let shell = use_shell();
    let stands = Memo::new(move |_| shell.me().map_or((false, 0), |me| (me.other_history, me.kept)));
    let wrote = RwSignal::new(None::<WroteKept>);
    move || match stands.get() {
        (true, _) => Some(view! { <section class="card"><h2>{t(texts::ANEW)}</h2><GoOn/></section> }.into_any()),
        (false, 0) => None,
        (false, kept) => {
            Some(view! { <section class="card"><h2>{t(texts::KEPT)}</h2><Kept kept wrote/></section> }.into_any())
        }
    }
}

#[component]
fn GoOn() -> impl IntoView {
    let (shell, in_force) = (use_shell(), use_in_force());
    let has_passphrase = untrack(|| shell.me()).is_some_and(|me| me.lock == LockKind::Passphrase);
    let (link, passphrase) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<Refusal>));
    let go_on = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let link = Some(link.get_untracked().trim().to_owned()).filter(|link| !link.is_empty());
        let passphrase = has_passphrase.then(|| passphrase.get_untracked());
        spawn_local(async move {
            match WorkerClient::token().ask(GoOnAnew { link, passphrase }).await {
                Ok(session) => take_gate(shell, in_force, session),
                Err(error) => _ = failed.try_set(Some(error.refusal)),
            }
            busy.try_set(false);
        });
    };
    let hint = Signal::derive(|| texts::ANEW_LINK_HINT.now().to_owned());
    view! {
        <p>{t(texts::ANEW_MEANS)}</p>
        <form class="form" novalidate on:submit=go_on>
            <Row label=texts::ANEW_LINK hint><TextInput value=link/></Row>
            {has_passphrase.then(|| view! { <Row label=session::PASSPHRASE><Secret value=passphrase/></Row> })}
            {trouble(failed)}
            <div class="ways">
                <button type="submit" class="button button-main" disabled=busy>{t(texts::ANEW_NOW)}</button>
            </div>
        </form>
    }
}

#[component]
fn Kept(
    /// Entries kept aside.
    kept: u32,
    /// What became of them when they were written again.
    wrote: RwSignal<Option<WroteKept>>,
) -> impl IntoView {
    let (shell, in_force, writer) = (use_shell(), use_in_force(), use_writer());
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<Refusal>));
    let begins = move || {
        let free = !busy.get_untracked();
        if free {
            busy.set(true);
            failed.set(None);
        }
        free
    };
    let save = move |_| {
        if !begins() {
            return;
        }
        spawn_local(async move {
            match WorkerClient::token().ask(SaveKept).await {
                Ok(file) => _ = save_file::save(&file),
                Err(error) => _ = failed.try_set(Some(error.refusal)),
            }
            busy.try_set(false);
        });
    };
    let write = move |_| {
        if !begins() {
            return;
        }
        spawn_local(async move {
            match WorkerClient::token().ask(WriteKept).await {
                Ok(done) => {
                    writer.heard(&done);
                    wrote.try_set(Some(done));
                    look_again(shell, in_force, writer).await;
                }
                Err(error) => _ = failed.try_set(Some(error.refusal)),
            }
            busy.try_set(false);
        });
    };
    view! {
        {move || wrote.get().map(|done| view! { <p class="note" role="status">{told(&done)}</p> })}
        <p>{move || texts::KEPT_MEANS.with(&[&kept])}</p>
        {trouble(failed)}
        <div class="ways">
            <button type="button" class="button" disabled=busy on:click=save>
                {t(texts::KEPT_SAVE)}
            </button>
            <button type="button" class="button button-main" disabled=busy on:click=write>
                {t(texts::KEPT_WRITE)}
            </button>
        </div>
    }
}

/// What was written, and why the rest stays.
fn told(done: &WroteKept) -> String {
    let parts = [
        (texts::KEPT_WROTE, done.written),
        (texts::KEPT_MOVED, done.moved),
        (texts::KEPT_DISPUTED, done.disputed),
        (texts::KEPT_NOT_YOURS, done.not_yours),
    ];
    let said = parts.iter().filter(|(_, count)| *count > 0);
    said.map(|(text, count)| text.with(&[count])).collect()
}
