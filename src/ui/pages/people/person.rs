//! One person: role, devices, and what can be done about them.
use leptos::prelude::*;
use protocol::DeviceView;

use super::PeopleModel;
use crate::lang::{common, people as texts, t};
use crate::pages::words;
use crate::parts::date::iso;
use crate::parts::dialog::Dialog;
use crate::parts::icon::{Icon, icon};

/// The dialog.
#[component]
pub fn Person(
    /// The page.
    people_model: PeopleModel,
) -> impl IntoView {
    view! { <Dialog open=people_model.person title=texts::PERSON>{move || body(people_model)}</Dialog> }
}

fn body(people_model: PeopleModel) -> Option<AnyView> {
    let person = people_model.person()?;
    let group = if person.group.is_empty() {
        texts::GROUP_NONE.now().to_owned()
    } else {
        people_model.group(&person.group)
    };
    let term = match (person.from, person.to) {
        (None, None) => None,
        (Some(from), None) => Some(texts::SINCE.with(&[&iso(from)])),
        (None, Some(to)) => Some(texts::UP_TO.with(&[&iso(to)])),
        (Some(from), Some(to)) => Some(texts::BETWEEN.with(&[&iso(from), &iso(to)])),
    };
    let devices: Vec<_> = person.devices.iter().map(|device| line(people_model, device)).collect();
    let none = devices.is_empty();
    let kept = [(texts::PHONE, &person.staff.phone), (texts::WORKS, &person.staff.works)];
    let kept = kept.into_iter().filter(|(_, said)| !said.is_empty());
    let kept: Vec<String> = kept.map(|(label, said)| format!("{}：{said}", label.now())).collect();
    let mine = person.devices.iter().any(|device| device.this);
    let acts = (people_model.manages() && !person.left).then(|| acts(people_model, mine));
    Some(
        view! {
            <h3>{person.name.clone()}{person.left.then(|| view! { " " <span class="tag tag-quiet">{t(texts::HAS_LEFT)}</span> })}</h3>
            <p>{people_model.role(&person.role)}" · "{group}{term.map(|term| format!(" · {term}"))}</p>
            {kept.into_iter().map(|said| view! { <p class="quiet">{said}</p> }).collect_view()}
            <h3 class="person-head">{t(texts::THEIR_DEVICES)}</h3>
            {none.then(|| view! { <p class="quiet">{t(texts::CAN_HAVE)}</p> })}
            <ul class="devices">{devices}</ul>
            {acts}
        }
        .into_any(),
    )
}

fn line(people_model: PeopleModel, device: &DeviceView) -> AnyView {
    let (id, removed) = (device.id, device.removed);
    let mut said = texts::JOINED_AT.with(&[&words::moment(device.joined_at_ms)]);
    if device.last_at_ms > 0 {
        said = format!(
            "{said} · {}",
            texts::HEARD_AT.with(&[&words::moment(device.last_at_ms)])
        );
    }
    let tag = match (device.this, removed) {
        (_, true) => Some(view! { <span class="tag tag-quiet">{t(texts::IS_REMOVED)}</span> }.into_any()),
        (true, _) => Some(view! { <span class="tag">{t(texts::THIS_DEVICE)}</span> }.into_any()),
        _ => None,
    };
    let ask = move |_| {
        people_model.device.set(Some(id));
        people_model.person.set(false);
        people_model.remove.set(true);
    };
    // Whoever removed the device in hand could not change the key any more.
    let may = people_model.manages() && !removed && !device.this;
    view! {
        <li class="device">
            {icon(Icon::Device)}
            <span class="device-name">
                <strong>{device.name.clone()}</strong>" "{tag}
                <span class="quiet">{said}</span>
            </span>
            {may.then(|| view! {
                <button type="button" class="button button-danger" on:click=ask>{t(texts::REMOVE)}</button>
            })}
        </li>
    }
    .into_any()
}

fn acts(people_model: PeopleModel, mine: bool) -> impl IntoView {
    let to = move |door: RwSignal<bool>| {
        people_model.person.set(false);
        door.set(true);
    };
    let leave = move |_| {
        people_model.device.set(None);
        to(people_model.remove);
    };
    view! {
        <footer class="dialog-foot">
            {(!mine).then(|| view! {
                <button type="button" class="button button-danger" on:click=leave>{t(texts::LEAVE)}</button>
            })}
            <button type="button" class="button" on:click=move |_| to(people_model.edit)>{icon(Icon::Pencil)}{t(common::EDIT)}</button>
            <button type="button" class="button button-main" on:click=move |_| to(people_model.invite)>{t(texts::INVITE)}</button>
        </footer>
    }
}
