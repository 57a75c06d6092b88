//! An invitation: a link with a secret, as text and as a code, shown once.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::Refusal;
use protocol::client::WorkerClient;

use super::PeopleModel;
use crate::lang::{common, people as texts, shell, t};
use crate::pages::session::trouble;
use crate::pages::words;
use crate::parts::choice::Choice;
use crate::parts::dialog::Dialog;
use crate::parts::field::Row;
use crate::parts::icon::{Icon, icon};
use crate::parts::qr::qr;
use crate::route::Route;
use crate::state::use_shell;

/// Days an invitation may be good for, as offered.
const DAYS: [u8; 4] = [1, 3, 7, 30];

/// The dialog.
#[component]
pub fn Invite(
    /// The page.
    people_model: PeopleModel,
) -> impl IntoView {
    view! { <Dialog open=people_model.invite title=texts::INVITE_TITLE><Fields people_model/></Dialog> }
}

#[component]
fn Fields(people_model: PeopleModel) -> impl IntoView {
    let name = untrack(|| people_model.person())
        .map(|person| person.name)
        .unwrap_or_default();
    let chosen = RwSignal::new(2_usize);
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<Refusal>));
    let made = RwSignal::new(None::<(String, u64)>);
    let make = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(person) = people_model.chosen.get_untracked() else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let days = DAYS[chosen.get_untracked().min(3)];
        spawn_local(async move {
            match WorkerClient::token().ask(protocol::Invite { person, days }).await {
                Ok(invited) => {
                    made.try_set(Some((link(&invited.fragment), invited.expires_at_ms)));
                    people_model.fetch();
                }
                Err(error) => {
                    failed.try_set(Some(error.refusal));
                }
            }
            busy.try_set(false);
        });
    };
    move || match made.get() {
        Some((link, until)) => shown(people_model, &name, link, until),
        None => {
            let name = name.clone();
            view! {
                <form class="form" novalidate on:submit=make>
                    <p class="form-lead">{move || texts::INVITE_LEAD.with(&[&name])}</p>
                    {no_store()}
                    <Row label=texts::INVITE_DAYS>
                        <Choice options=texts::DAYS.to_vec() chosen on_choose=Callback::new(move |at| chosen.set(at))/>
                    </Row>
                    {trouble(failed)}
                    <footer class="dialog-foot">
                        <button type="button" class="button" on:click=move |_| people_model.invite.set(false)>{t(common::CANCEL)}</button>
                        <button type="submit" class="button button-main" disabled=busy>{t(texts::INVITE_MAKE)}</button>
                    </footer>
                </form>
            }
            .into_any()
        }
    }
}

/// An invitation is of no use before there is a store.
fn no_store() -> impl IntoView {
    let sync = use_shell().sync;
    let alone = move || sync.with(|view| view.as_ref().is_some_and(|view| view.endpoint.is_none()));
    move || {
        alone().then(|| {
            view! {
                <p class="note">{t(texts::INVITE_NO_SYNC)}" "<a href=Route::Sync.href()>{t(shell::SYNC)}</a></p>
            }
        })
    }
}

/// This app's own address with the invitation behind it.
fn link(fragment: &str) -> String {
    let href = window().location().href().unwrap_or_default();
    let base = href.split('#').next().unwrap_or_default();
    format!("{base}{fragment}")
}

fn shown(people_model: PeopleModel, name: &str, link: String, until: u64) -> AnyView {
    let copied = RwSignal::new(false);
    let text = link.clone();
    let copy = move |_| {
        let promise = window().navigator().clipboard().write_text(&text);
        spawn_local(async move {
            copied.try_set(wasm_bindgen_futures::JsFuture::from(promise).await.is_ok());
        });
    };
    view! {
        <h3>{texts::INVITE_FOR.with(&[&name])}</h3>
        <p class="form-lead">{t(texts::INVITE_ONCE)}</p>
        <div class="invitation">
            {qr(&link, texts::INVITE_QR.now().to_owned())}
            <label class="invitation-link">
                <span class="row-label">{t(texts::INVITE_LINK)}</span>
                <textarea class="input" rows="4" readonly prop:value=link.clone()></textarea>
                <span class="quiet">{move || texts::INVITE_UNTIL.with(&[&words::moment(until)])}</span>
            </label>
        </div>
        <footer class="dialog-foot">
            <span class="quiet" role="status">{move || copied.get().then(|| texts::INVITE_COPIED.now())}</span>
            <button type="button" class="button" on:click=move |_| people_model.invite.set(false)>{t(common::CLOSE)}</button>
            <button type="button" class="button button-main" on:click=copy>{icon(Icon::Copy)}{t(common::COPY)}</button>
        </footer>
    }
    .into_any()
}
