//! A device is removed, or a person leaves: it cannot be taken back, so what it means is said first.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Refusal, RemoveDevice, RemovePerson};

use super::PeopleModel;
use crate::lang::{common, people as texts, t};
use crate::pages::session::trouble;
use crate::pages::words::moment;
use crate::parts::dialog::Dialog;

/// The dialog.
#[component]
pub fn Remove(
    /// The page.
    people_model: PeopleModel,
) -> impl IntoView {
    view! { <Dialog open=people_model.remove title=texts::REMOVE><Question people_model/></Dialog> }
}

#[component]
fn Question(people_model: PeopleModel) -> impl IntoView {
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<Refusal>));
    let person = untrack(|| people_model.person()).unwrap_or_default();
    let device = people_model.device.get_untracked();
    let count = person.devices.iter().filter(|d| !d.removed).count();
    let named = device.and_then(|id| person.devices.iter().find(|d| d.id == id));
    let (title, word) = match device {
        Some(_) => (texts::REMOVE_TITLE, texts::REMOVE),
        None => (texts::LEAVE_TITLE, texts::LEAVE),
    };
    let what = named.map(|device| device.name.clone());
    let heard = named.map(|device| device.last_at_ms).filter(|at| *at > 0);
    let open = people_model.view.with_untracked(|view| {
        let all = view.iter().flat_map(|view| &view.invitations);
        all.filter(|i| i.person == person.id && i.state == 0).count()
    });
    let whose = person.name.clone();
    let (id, name) = (person.id, person.name);
    let text = move || match &what {
        Some(what) => texts::REMOVE_TEXT.with(&[what]),
        None => texts::LEAVE_TEXT.with(&[&name, &count]),
    };
    let go = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let client = WorkerClient::token();
            let removed = match device {
                Some(device) => client.ask(RemoveDevice { device }).await,
                None => client.ask(RemovePerson { person: id }).await,
            };
            match removed {
                Ok(summary) => {
                    people_model.writer.heard(&summary);
                    people_model.writer.say(texts::REMOVED.once());
                    people_model.remove.set(false);
                    people_model.fetch();
                }
                Err(error) => {
                    failed.try_set(Some(error.refusal));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <h3>{t(title)}</h3>
        <p>{text}</p>
        {heard.map(|at| view! { <p>{texts::REMOVE_HEARD.with(&[&moment(at)])}</p> })}
        {(open > 0).then(|| view! { <p>{texts::REMOVE_INVITATIONS.with(&[&whose, &open])}</p> })}
        {trouble(failed)}
        <footer class="dialog-foot">
            <button type="button" class="button" on:click=move |_| people_model.remove.set(false)>{t(common::CANCEL)}</button>
            <button type="button" class="button button-danger" disabled=busy on:click=go>{t(word)}</button>
        </footer>
    }
}
