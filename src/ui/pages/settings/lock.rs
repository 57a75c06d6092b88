//! Another lock: another passphrase, or the browser alone. Only the keys are wrapped anew; the cases stay as they are.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{LockKind, Refusal, SetLock};

use super::security::look_again;
use crate::in_force::use_in_force;
use crate::lang::{common, security as texts, session, t};
use crate::pages::session::first::missing;
use crate::pages::session::lock_form::{LockForm, LockRows, Secret};
use crate::pages::session::trouble;
use crate::pages::writer::use_writer;
use crate::parts::dialog::Dialog;
use crate::parts::field::Row;
use crate::state::use_shell;

/// The dialog.
#[component]
pub fn Change(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! { <Dialog open title=texts::CHANGE_TITLE><Fields open/></Dialog> }
}

#[component]
fn Fields(open: RwSignal<bool>) -> impl IntoView {
    let (shell, in_force, writer) = (use_shell(), use_in_force(), use_writer());
    let has_one = untrack(|| shell.me()).is_some_and(|me| me.lock == LockKind::Passphrase);
    let (now, form, tried) = (RwSignal::new(String::new()), LockForm::new(), RwSignal::new(false));
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<Refusal>));
    let change = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let Ok(new) = untrack(|| form.passphrase()) else { return };
        let old = has_one.then(|| now.get_untracked());
        if busy.get_untracked() || old.as_ref().is_some_and(String::is_empty) {
            return;
        }
        busy.set(true);
        failed.set(None);
        let said = if new.is_some() {
            texts::CHANGED
        } else {
            texts::TO_BROWSER
        };
        spawn_local(async move {
            match WorkerClient::token().ask(SetLock { now: old, new }).await {
                Ok(_) => {
                    open.set(false);
                    writer.say(said.once());
                    look_again(shell, in_force, writer).await;
                }
                Err(error) => {
                    failed.try_set(Some(error.refusal));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="form" novalidate on:submit=change>
            {has_one.then(|| view! {
                <Row label=texts::NOW><Secret value=now/>{missing(now, tried, session::PASSPHRASE_MISSING)}</Row>
            })}
            <LockRows form tried word=texts::NEW/>
            {trouble(failed)}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=busy>{t(texts::CHANGE_NOW)}</button>
            </footer>
        </form>
    }
}
