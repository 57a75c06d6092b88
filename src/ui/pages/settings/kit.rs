//! Making a recovery kit: who holds a share, how many are needed.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{MakeKit, Refusal, Share};

use super::security::look_again;
use crate::in_force::use_in_force;
use crate::lang::{common, security as texts, t};
use crate::pages::session::trouble;
use crate::pages::writer::use_writer;
use crate::parts::dialog::Dialog;
use crate::parts::field::{Row, control_id};
use crate::state::use_shell;

/// Holders at most.
const MANY: usize = 16;

/// The dialog.
#[component]
pub fn Make(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Takes the shares, to be printed.
    sheets: RwSignal<Option<Vec<Share>>>,
) -> impl IntoView {
    view! { <Dialog open title=texts::KIT_TITLE><Fields open sheets/></Dialog> }
}

fn names(text: &str) -> Vec<String> {
    let lines = text.split(['\n', '、', '，', ',']).map(str::trim);
    lines.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[component]
fn Fields(open: RwSignal<bool>, sheets: RwSignal<Option<Vec<Share>>>) -> impl IntoView {
    let (shell, in_force, writer) = (use_shell(), use_in_force(), use_writer());
    let (holders, needed) = (RwSignal::new(String::new()), RwSignal::new(2_u8));
    let (tried, busy, failed) = (
        RwSignal::new(false),
        RwSignal::new(false),
        RwSignal::new(None::<Refusal>),
    );
    let make = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let holders = names(&holders.get_untracked());
        if !(2..=MANY).contains(&holders.len()) || busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let most = u8::try_from(holders.len()).unwrap_or(2);
        let needed = needed.get_untracked().min(most);
        spawn_local(async move {
            let answer = WorkerClient::token().ask(MakeKit { needed, holders }).await;
            busy.try_set(false);
            match answer {
                Ok(shares) => {
                    open.set(false);
                    sheets.set(Some(shares));
                    look_again(shell, in_force, writer).await;
                }
                Err(error) => {
                    failed.try_set(Some(error.refusal));
                }
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=make>
            <p class="form-lead">{t(texts::KIT_LEAD)}</p>
            {rows(holders, needed, tried)}
            {trouble(failed)}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=busy>{t(texts::MAKE)}</button>
            </footer>
        </form>
    }
}

/// Who holds a share, and how many are needed: two at least, all at most.
fn rows(holders: RwSignal<String>, needed: RwSignal<u8>, tried: RwSignal<bool>) -> impl IntoView {
    let count = Memo::new(move |_| holders.with(|text| names(text).len()));
    let fault = move || match count.get() {
        n if n > MANY => Some(texts::HOLDERS_MANY.now()),
        n if n < 2 && tried.get() => Some(texts::HOLDERS_FEW.now()),
        _ => None,
    };
    let options = move || {
        let most = u8::try_from(count.get().clamp(2, MANY)).unwrap_or(2);
        (2..=most)
            .map(|n| view! { <option value=n.to_string() prop:selected=move || needed.get() == n>{n}</option> })
            .collect_view()
    };
    let choose = move |event: web_sys::Event| {
        if let Ok(n) = event_target_value(&event).parse() {
            needed.set(n);
        }
    };
    let hint = Signal::derive(|| texts::HOLDERS_HINT.now().to_owned());
    view! {
        <Row label=texts::HOLDERS hint>
            <textarea
                class="input"
                id=control_id()
                rows="4"
                prop:value=holders
                on:input=move |event| holders.set(event_target_value(&event))
            ></textarea>
            <p class="row-error" role="status">{fault}</p>
        </Row>
        <Row label=texts::NEEDED>
            <select class="input" id=control_id() on:change=choose>{options}</select>
        </Row>
    }
}
