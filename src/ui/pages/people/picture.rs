//! The bureau as a picture: the centre with its groups, the teams, and who works in each.
use leptos::prelude::*;
use protocol::{PeopleView, PersonView};

use super::{PeopleModel, local};
use crate::lang::{people as texts, t};
use crate::parts::icon::{Icon, icon};

/// The centre, whose groups bear one letter (plan Art. 3, 7).
const CENTRE: &str = "centre";

/// The picture.
#[component]
pub fn Picture(
    /// The page.
    people_model: PeopleModel,
) -> impl IntoView {
    move || {
        let view = people_model.view.get()?;
        let (inner, outer): (Vec<_>, Vec<_>) = view
            .groups
            .iter()
            .filter(|(id, _, _)| id != CENTRE)
            .partition(|(id, _, _)| id.len() == 1);
        let centre = view.groups.iter().find(|(id, _, _)| id == CENTRE).map(|group| {
            let groups: Vec<_> = inner.iter().map(|group| unit(people_model, &view, group)).collect();
            view! {
                <section class="card team team-centre">
                    <h2>{local(group)}</h2>
                    {members(people_model, &view, CENTRE)}
                    <div class="teams">{groups}</div>
                </section>
            }
        });
        let teams: Vec<_> = outer.iter().map(|group| unit(people_model, &view, group)).collect();
        Some(
            view! { {centre}<div class="teams">{teams}{others(people_model, &view)}</div>{left(people_model, &view)} }
                .into_any(),
        )
    }
}

fn unit(people_model: PeopleModel, view: &PeopleView, group: &(String, String, String)) -> AnyView {
    view! {
        <section class="card team"><h3>{local(group)}</h3>{members(people_model, view, &group.0)}</section>
    }
    .into_any()
}

fn members(people_model: PeopleModel, view: &PeopleView, group: &str) -> AnyView {
    let here: Vec<_> = view
        .people
        .iter()
        .filter(|person| !person.left && person.group == group)
        .map(|person| face(people_model, person))
        .collect();
    if here.is_empty() {
        return view! { <p class="quiet">{t(texts::NOBODY)}</p> }.into_any();
    }
    view! { <ul class="faces">{here}</ul> }.into_any()
}

/// Who is in no group the bureau's text names.
fn others(people_model: PeopleModel, view: &PeopleView) -> Option<AnyView> {
    let known = |group: &str| view.groups.iter().any(|(id, _, _)| id == group);
    let here: Vec<_> = view
        .people
        .iter()
        .filter(|person| !person.left && !known(&person.group))
        .map(|person| face(people_model, person))
        .collect();
    (!here.is_empty()).then(|| {
        view! {
            <section class="card team"><h3>{t(texts::UNGROUPED)}</h3><ul class="faces">{here}</ul></section>
        }
        .into_any()
    })
}

/// Who has left, folded: they keep a place in the trace.
fn left(people_model: PeopleModel, view: &PeopleView) -> Option<AnyView> {
    let gone: Vec<_> = view
        .people
        .iter()
        .filter(|p| p.left)
        .map(|p| face(people_model, p))
        .collect();
    let title = texts::LEFT_ONES.with(&[&gone.len()]);
    (!gone.is_empty()).then(|| {
        view! { <details class="card"><summary>{title}</summary><ul class="faces">{gone}</ul></details> }.into_any()
    })
}

/// A person: the family name as a sign, name and role, and whether a device has joined.
fn face(people_model: PeopleModel, person: &PersonView) -> AnyView {
    let id = person.id;
    let devices = person.devices.iter().filter(|device| !device.removed).count();
    let mine = person.devices.iter().any(|device| device.this);
    let open = move |_| {
        people_model.chosen.set(Some(id));
        people_model.person.set(true);
    };
    let sign: String = person.name.chars().take(1).collect();
    let said = match (person.left, devices) {
        (true, _) => texts::HAS_LEFT.now().to_owned(),
        (_, 0) if !person.devices.is_empty() => texts::NO_DEVICE_LEFT.now().to_owned(),
        (_, 0) => texts::NO_DEVICE.now().to_owned(),
        (_, n) => texts::DEVICES.with(&[&n]),
    };
    view! {
        <li>
            <button type="button" class="face" class:face-away=devices == 0 on:click=open>
                <span class="face-sign" aria-hidden="true">{sign}</span>
                <span class="face-name">
                    <strong>{person.name.clone()}</strong>
                    {mine.then(|| view! { " " <span class="tag">{t(texts::ME)}</span> })}
                    <span class="quiet">{people_model.role(&person.role)}</span>
                </span>
                <span class="face-devices quiet">{icon(Icon::Device)}{said}</span>
            </button>
        </li>
    }
    .into_any()
}
