//! Another way in: the shares of the recovery kit, and the store.
use leptos::prelude::*;

use super::ask::use_try;
use super::first::missing;
use super::lock_form::{LockForm, LockRows};
use super::shares::{SharesRow, shares_of};
use super::{device_name, here, trouble};
use crate::lang::{session as texts, t};
use crate::parts::field::Row;
use crate::parts::progress::Progress;
use crate::parts::text::TextInput;
use protocol::RecoverSpace;

/// The form.
#[component]
pub fn KitForm() -> impl IntoView {
    let (way, tried) = (use_try(), RwSignal::new(false));
    let (shares, endpoint) = (RwSignal::new(String::new()), RwSignal::new(here()));
    let (device, lock) = (device_name(), LockForm::new());
    let recover = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let Ok(passphrase) = untrack(|| lock.passphrase()) else {
            return;
        };
        let text = |signal: RwSignal<String>| signal.with_untracked(|s| s.trim().to_owned());
        let (device, endpoint, shares) = (text(device), text(endpoint), shares_of(&shares.get_untracked()));
        if device.is_empty() || endpoint.is_empty() || shares.is_empty() {
            return;
        }
        let job = RecoverSpace {
            shares,
            endpoint,
            device,
            passphrase,
        };
        way.ask(job, move || lock.clear());
    };
    view! {
        <form class="form" novalidate on:submit=recover>
            <h1>{t(texts::KIT_TITLE)}</h1>
            <p class="form-lead">{t(texts::KIT_LEAD)}</p>
            <SharesRow value=shares tried/>
            <Row label=texts::ENDPOINT><TextInput value=endpoint/>{missing(endpoint, tried, texts::ENDPOINT_MISSING)}</Row>
            <Row label=texts::DEVICE><TextInput value=device/>{missing(device, tried, texts::DEVICE_MISSING)}</Row>
            <LockRows form=lock tried/>
            {trouble(way.failed)}
            <footer class="session-foot">
                <button type="submit" class="button button-main" disabled=way.busy>{t(texts::RECOVER)}</button>
                {move || way.busy.get().then(|| view! { <Progress label=texts::RECOVERING at=way.at/> })}
            </footer>
        </form>
    }
}
