//! The store's address: share through it, or stop.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Refusal, SetEndpoint};

use crate::lang::{sync as texts, t};
use crate::pages::allowed::{SETTINGS, only_with};
use crate::pages::session::{here, trouble};
use crate::parts::field::Row;
use crate::parts::text::TextInput;
use crate::state::{Shell, use_shell};

/// The form.
#[component]
pub fn Store() -> impl IntoView {
    let shell = use_shell();
    let set = Memo::new(move |_| {
        shell
            .sync
            .with(|view| view.as_ref().and_then(|view| view.endpoint.clone()))
    });
    let address = RwSignal::new(set.get_untracked().unwrap_or_else(here));
    let (tried, busy, failed) = (
        RwSignal::new(false),
        RwSignal::new(false),
        RwSignal::new(None::<Refusal>),
    );
    let whole = move || address.with(|text| text.trim().starts_with("https://") || text.trim().starts_with("http://"));
    let same = move || set.with(|set| set.as_deref() == Some(address.get().trim().trim_end_matches('/')));
    let tell = move |endpoint: Option<String>| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            if let Err(code) = tell_worker(shell, endpoint).await {
                failed.try_set(Some(code));
            }
            busy.try_set(false);
        });
    };
    let share = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if untrack(whole) {
            let text = address.with_untracked(|text| text.trim().trim_end_matches('/').to_owned());
            tell(Some(text));
        }
    };
    let hint = Signal::derive(|| texts::ADDRESS_HINT.now().to_owned());
    let fault = move || (tried.get() && !whole()).then(|| texts::ADDRESS_BAD.now());
    view! {
        <form class="form" novalidate on:submit=share>
            <Row label=texts::ADDRESS hint>
                <TextInput value=address/>
                <p class="row-error" role="status">{fault}</p>
            </Row>
            {move || (set.get().is_some() && !same()).then(|| view! { <p class="note" role="status"><span>{t(texts::ADDRESS_MOVES)}</span></p> })}
            {trouble(failed)}
            <div class="ways">
                <button type="submit" class="button" disabled=move || busy.get() || same()>{t(texts::CONNECT)}</button>
                {move || set.get().is_some().then(|| only_with(SETTINGS, move || view! {
                    <button type="button" class="button" disabled=busy on:click=move |_| tell(None)>{t(texts::DISCONNECT)}</button>
                    <p class="quiet">{t(texts::DISCONNECT_MEANS)}</p>
                }.into_any()))}
            </div>
        </form>
    }
}

/// Sets or drops the address, and shows how it stands then.
async fn tell_worker(shell: Shell, endpoint: Option<String>) -> Result<(), Refusal> {
    match WorkerClient::token().ask(SetEndpoint { endpoint }).await {
        Ok(view) => shell.sync.set(Some(view)),
        Err(error) => return Err(error.refusal),
    }
    Ok(())
}
