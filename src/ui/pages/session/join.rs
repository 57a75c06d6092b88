//! Another way in: an invitation. Its secret stands in the address only until the page has read it.
use leptos::prelude::*;

use super::ask::use_try;
use super::first::missing;
use super::lock_form::{LockForm, LockRows};
use super::{device_name, trouble};
use crate::lang::{session as texts, t};
use crate::parts::field::Row;
use crate::parts::progress::Progress;
use crate::parts::text::TextInput;
use crate::role_news::Joined;
use crate::route::{Route, go, use_place};
use protocol::JoinSpace;

/// The form.
#[component]
pub fn JoinForm() -> impl IntoView {
    let (way, tried) = (use_try(), RwSignal::new(false));
    let invitation = use_place().invitation;
    let joined: Joined = expect_context();
    let pasted = RwSignal::new(String::new());
    let came = move || invitation.with(Option::is_some);
    let (device, lock) = (device_name(), LockForm::new());
    let join = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let Ok(passphrase) = untrack(|| lock.passphrase()) else {
            return;
        };
        let device = device.with_untracked(|s| s.trim().to_owned());
        let link = invitation
            .get_untracked()
            .unwrap_or_else(|| pasted.get_untracked().trim().to_owned());
        if device.is_empty() || link.is_empty() {
            return;
        }
        let job = JoinSpace {
            link,
            device,
            passphrase,
        };
        way.ask(job, move || {
            lock.clear();
            invitation.set(None);
            joined.0.set(true);
            go(Route::Cases);
        });
    };
    let link = move || {
        if came() {
            view! { <p class="note note-calm">{t(texts::JOIN_TAKEN)}</p> }.into_any()
        } else {
            view! {
                <Row label=texts::LINK><TextInput value=pasted/>{missing(pasted, tried, texts::LINK_MISSING)}</Row>
            }
            .into_any()
        }
    };
    view! {
        <form class="form" novalidate on:submit=join>
            <h1>{t(texts::JOIN_TITLE)}</h1>
            <p class="form-lead">{t(texts::JOIN_LEAD)}</p>
            {link}
            <Row label=texts::DEVICE><TextInput value=device/>{missing(device, tried, texts::DEVICE_MISSING)}</Row>
            <LockRows form=lock tried/>
            {trouble(way.failed)}
            <footer class="session-foot">
                <button type="submit" class="button button-main" disabled=way.busy>{t(texts::JOIN)}</button>
                {move || way.busy.get().then(|| view! { <Progress label=texts::JOINING at=way.at/> })}
            </footer>
        </form>
    }
}

/// An invitation was opened on a device that has a book.
#[component]
pub fn AlreadyIn() -> impl IntoView {
    view! {
        <div class="session">
            <section class="card">
                <h1>{t(texts::JOIN_TITLE)}</h1>
                <p class="note">{t(texts::JOIN_ALREADY)}</p>
                <p><a class="button" href=Route::Cases.href()>{t(crate::lang::shell::CASES)}</a></p>
            </section>
        </div>
    }
}
