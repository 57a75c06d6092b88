//! Name, role, group and term of a person, new or known.
use casebook::entered::Entered;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{PeopleView, PutPerson, Refusal, Staff};

use super::{PeopleModel, local};
use crate::lang::{common, people as texts, t};
use crate::pages::session::first::missing;
use crate::pages::session::trouble;
use crate::parts::date::DateInput;
use crate::parts::dialog::Dialog;
use crate::parts::field::{Row, control_id};
use crate::parts::text::TextInput;

/// The dialog.
#[component]
pub fn Edit(
    /// The page.
    people_model: PeopleModel,
) -> impl IntoView {
    view! { <Dialog open=people_model.edit title=texts::DETAILS><Fields people_model/></Dialog> }
}

#[component]
fn Fields(people_model: PeopleModel) -> impl IntoView {
    let known = untrack(|| people_model.person());
    let id = known.as_ref().map(|person| person.id);
    let person = known.unwrap_or_default();
    let usual = Some(person.role).filter(|role| !role.is_empty());
    let usual = usual.unwrap_or_else(|| "clerk".to_owned());
    let (name, role, group) = (
        RwSignal::new(person.name),
        RwSignal::new(usual),
        RwSignal::new(person.group),
    );
    let (from, to) = (
        RwSignal::new(Entered::from(person.from)),
        RwSignal::new(Entered::from(person.to)),
    );
    let (phone, works) = (RwSignal::new(person.staff.phone), RwSignal::new(person.staff.works));
    let (tried, busy) = (RwSignal::new(false), RwSignal::new(false));
    let failed = RwSignal::new(None::<Refusal>);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let called = name.with_untracked(|name| name.trim().to_owned());
        let unreadable = [from, to].iter().any(|day| day.with_untracked(Entered::is_unreadable));
        if called.is_empty() || unreadable || busy.get_untracked() {
            return;
        }
        let person = PutPerson {
            id,
            name: called,
            role: role.get_untracked(),
            group: group.get_untracked(),
            from: from.with_untracked(Entered::value),
            to: to.with_untracked(Entered::value),
            staff: Staff {
                phone: phone.get_untracked(),
                works: works.get_untracked(),
            },
        };
        put(people_model, person, busy, failed);
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <Row label=texts::NAME><TextInput value=name/>{missing(name, tried, texts::NAME_MISSING)}</Row>
            <Row label=texts::ROLE>{pick(people_model, role, false)}</Row>
            <Row label=texts::GROUP>
                {pick(people_model, group, true)}
                <p class="row-error" role="status">{move || needs_group(people_model, role, group).then(|| texts::GROUP_NEEDED.now())}</p>
            </Row>
            <Row label=texts::FROM><DateInput value=from/></Row>
            <Row label=texts::TO><DateInput value=to/></Row>
            {staff_rows(phone, works)}
            {trouble(failed)}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| people_model.edit.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=busy>{t(common::SAVE)}</button>
            </footer>
        </form>
    }
}

/// Phone and kinds of work.
fn staff_rows(phone: RwSignal<String>, works: RwSignal<String>) -> impl IntoView {
    view! {
        <Row label=texts::PHONE><TextInput value=phone/></Row>
        <Row label=texts::WORKS hint=Signal::derive(|| texts::WORKS_HELP.now().to_owned())><TextInput value=works/></Row>
    }
}

/// Whether the role chosen needs a group, and none is. Tracks.
fn needs_group(people_model: PeopleModel, role: RwSignal<String>, group: RwSignal<String>) -> bool {
    let grouped = |view: &PeopleView| role.with(|role| view.grouped_roles.contains(role));
    group.with(String::is_empty) && people_model.view.with(|view| view.as_deref().is_some_and(grouped))
}

/// Writes it; the dialog closes once it is stored.
fn put(people_model: PeopleModel, person: PutPerson, busy: RwSignal<bool>, failed: RwSignal<Option<Refusal>>) {
    busy.set(true);
    spawn_local(async move {
        match WorkerClient::token().ask(person).await {
            Ok(summary) => {
                people_model.writer.heard(&summary);
                people_model.edit.set(false);
                people_model.fetch();
            }
            Err(error) => {
                failed.try_set(Some(error.refusal));
            }
        }
        busy.try_set(false);
    });
}

/// A select of the bureau's roles, or of its groups and none.
fn pick(people_model: PeopleModel, value: RwSignal<String>, groups: bool) -> AnyView {
    let id = control_id();
    let options = move || {
        let view = people_model.view.get()?;
        let list = if groups { &view.groups } else { &view.roles };
        let rows: Vec<_> = list
            .iter()
            .map(|entry| {
                let (key, own) = (entry.0.clone(), entry.0.clone());
                view! { <option value=key prop:selected=move || value.with(|v| *v == own)>{local(entry)}</option> }
            })
            .collect();
        Some(rows)
    };
    view! {
        <select class="input" id=id on:change=move |event| value.set(event_target_value(&event))>
            {groups.then(|| view! {
                <option value="" prop:selected=move || value.with(String::is_empty)>{t(texts::GROUP_NONE)}</option>
            })}
            {options}
        </select>
    }
    .into_any()
}
