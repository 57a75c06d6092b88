//! Invitations, and entries that do not count.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{InvitationView, PostView, RefusedView, WithdrawInvitation};

use super::PeopleModel;
use crate::lang::{people as texts, t};
use crate::pages::rule_words::refusal;
use crate::pages::words;
use crate::route::Route;

/// Posts that have too few people or too many; nothing if all are filled as the plan has them.
#[component]
pub fn Posts(
    /// The page.
    people_model: PeopleModel,
) -> impl IntoView {
    move || {
        let view = people_model.view.get()?;
        let line = |post: &PostView| {
            let post_name = people_model.post(&post.role, &post.group);
            let wanted = match post.most {
                Some(most) if most == post.least => texts::POST_EXACTLY.with(&[&most]),
                _ => texts::POST_LEAST.with(&[&post.least]),
            };
            view! { <li>{texts::POST.with(&[&post_name, &wanted, &post.have])}</li> }
        };
        let lines: Vec<_> = view.posts.iter().map(line).collect();
        (!lines.is_empty()).then(|| {
            view! {
                <section class="card">
                    <h2>{t(texts::POSTS)}</h2>
                    <p class="quiet">{t(texts::POSTS_HELP)}</p>
                    <ul>{lines}</ul>
                </section>
            }
            .into_any()
        })
    }
}

/// Invitations, latest first; nothing if there never was one.
#[component]
pub fn Invitations(
    /// The page.
    people_model: PeopleModel,
) -> impl IntoView {
    move || {
        let view = people_model.view.get()?;
        let rows: Vec<_> = view
            .invitations
            .iter()
            .map(|invitation| {
                let person = view.people.iter().find(|person| person.id == invitation.person);
                line(
                    people_model,
                    invitation,
                    person.map(|p| p.name.clone()).unwrap_or_default(),
                )
            })
            .collect();
        (!rows.is_empty()).then(|| {
            view! { <section class="card"><h2>{t(texts::INVITATIONS)}</h2><ul class="devices">{rows}</ul></section> }
                .into_any()
        })
    }
}

fn line(people_model: PeopleModel, invitation: &InvitationView, name: String) -> AnyView {
    let (id, state) = (invitation.id, usize::from(invitation.state).min(3));
    let until = invitation.expires_at_ms;
    let withdraw = move |_| {
        spawn_local(async move {
            match WorkerClient::token().ask(WithdrawInvitation { invitation: id }).await {
                Ok(summary) => {
                    people_model.writer.heard(&summary);
                    people_model.writer.say(texts::WITHDRAWN.once());
                    people_model.fetch();
                }
                Err(error) => people_model.writer.failed(&error.refusal),
            }
        });
    };
    let may = people_model.manages() && state == 0;
    view! {
        <li class="device">
            <span class="device-name">
                <strong>{name}</strong>" "
                <span class="tag" class:tag-quiet=state != 0>{t(texts::STATES[state])}</span>
                <span class="quiet">{texts::INVITE_UNTIL.with(&[&words::moment(until)])}</span>
            </span>
            {may.then(|| view! { <button type="button" class="button" on:click=withdraw>{t(texts::WITHDRAW)}</button> })}
        </li>
    }
    .into_any()
}

/// Entries that were refused, latest first; nothing if there are none.
#[component]
pub fn Refused(
    /// The page.
    people_model: PeopleModel,
) -> impl IntoView {
    move || {
        let view = people_model.view.get()?;
        let rows: Vec<_> = view.refused.iter().map(entry).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="card">
                    <h2>{t(texts::REFUSED)}</h2>
                    <p class="quiet">{t(texts::REFUSED_LEAD)}</p>
                    <ul class="devices">{rows}</ul>
                </section>
            }
            .into_any()
        })
    }
}

fn entry(refused: &RefusedView) -> AnyView {
    let case = (refused.case != [0; 16]).then(|| {
        let number = refused.case_number.clone();
        view! { " · " <a class="case-number" href=Route::Case(refused.case).href()>{number}</a> }
    });
    view! {
        <li class="device">
            <span class="device-name">
                <strong>{refused.by.clone()}</strong>" "{texts::right(&refused.what)}{case}
                <span class="quiet">{words::moment(refused.at_ms)}" · "{refused.device.clone()}" · "{refusal(&refused.rule)}</span>
            </span>
        </li>
    }
    .into_any()
}
