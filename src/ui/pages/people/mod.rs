//! The bureau: its people, their devices, what each may do, and what was refused.
mod edit;
mod invite;
mod lists;
mod person;
mod picture;
mod remove;
mod rights;
mod staff_list;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{PeopleView, PersonView, ReadPeople, Refusal};

use crate::lang::{Lang, common, people as texts, staff_list as staff_list_texts, t, use_lang};
use crate::pages::ready::{book_failure, book_version};
use crate::pages::writer::{Writer, use_writer};
use crate::parts::empty::Failure;
use crate::parts::icon::{Icon, icon};

/// The page as it is held. Free to copy.
#[derive(Clone, Copy)]
pub struct PeopleModel {
    /// What the worker said last.
    view: RwSignal<Option<Arc<PeopleView>>>,
    failed: RwSignal<Option<Refusal>>,
    /// Who is looked at.
    chosen: RwSignal<Option<[u8; 16]>>,
    /// Dialogs: a person; name and role of one (nobody: a new one); an invitation; a removal.
    person: RwSignal<bool>,
    edit: RwSignal<bool>,
    invite: RwSignal<bool>,
    remove: RwSignal<bool>,
    /// The list of staff that is taken in.
    list: RwSignal<bool>,
    /// The device to be removed; none: the person leaves.
    device: RwSignal<Option<u64>>,
    writer: Writer,
}

impl PeopleModel {
    fn new() -> Self {
        Self {
            view: RwSignal::new(None),
            failed: RwSignal::new(None),
            chosen: RwSignal::new(None),
            person: RwSignal::new(false),
            edit: RwSignal::new(false),
            invite: RwSignal::new(false),
            remove: RwSignal::new(false),
            list: RwSignal::new(false),
            device: RwSignal::new(None),
            writer: use_writer(),
        }
    }

    fn fetch(self) {
        spawn_local(async move {
            match WorkerClient::token().ask(ReadPeople).await {
                Ok(view) => {
                    self.failed.try_set(None);
                    self.view.try_set(Some(Arc::new(view)));
                }
                Err(error) => {
                    self.failed.try_set(Some(error.refusal));
                }
            }
        });
    }

    /// Whether people may be managed here. Tracks.
    fn manages(self) -> bool {
        self.view.with(|view| {
            view.as_ref()
                .is_some_and(|view| view.may.iter().any(|key| key == "people.manage"))
        })
    }

    /// The person looked at. Tracks.
    fn person(self) -> Option<PersonView> {
        let id = self.chosen.get()?;
        let view = self.view.get()?;
        view.people.iter().find(|person| person.id == id).cloned()
    }

    /// Name of a role in the current language. Tracks.
    fn role(self, id: &str) -> String {
        self.view
            .get()
            .map_or_else(|| id.to_owned(), |view| named(&view.roles, id))
    }

    /// Name of a group in the current language. Tracks.
    fn group(self, id: &str) -> String {
        self.view
            .get()
            .map_or_else(|| id.to_owned(), |view| named(&view.groups, id))
    }

    /// A post: the role, with the group it is of. Tracks.
    fn post(self, role: &str, group: &str) -> String {
        self.view
            .get()
            .map_or_else(|| role.to_owned(), |view| post_in(&view, role, group))
    }
}

/// A post as the bureau calls it: the role, with the group it is of. Tracks the language.
pub fn post_in(view: &PeopleView, role: &str, group: &str) -> String {
    let role = named(&view.roles, role);
    match group.is_empty() {
        true => role,
        false => format!(
            "{}{}{role}",
            named(&view.groups, group),
            crate::lang::common::COLON.now()
        ),
    }
}

/// The name of a group or team as cases have it; empty for none.
pub fn group_called(view: &PeopleView, group: &str) -> String {
    let found = view.groups.iter().find(|(id, ..)| id == group);
    found.map(|(_, name, _)| name.clone()).unwrap_or_default()
}

/// Name of a role or group in the current language.
fn named(list: &[(String, String, String)], id: &str) -> String {
    let found = list.iter().find(|(known, _, _)| known == id);
    found.map_or_else(|| id.to_owned(), local)
}

/// Name of a role or group in the current language.
fn local((_, zh, en): &(String, String, String)) -> String {
    match use_lang().get() {
        Lang::Zh => zh.clone(),
        Lang::En => en.clone(),
    }
}

/// People and rights.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let people_model = PeopleModel::new();
    let (version, failure) = (book_version(), book_failure());
    Effect::new(move |_| {
        if let Some(code) = failure.get() {
            people_model.failed.set(Some(code));
        } else if version.get().is_some() {
            people_model.fetch();
        }
    });
    let add = move |_| {
        people_model.chosen.set(None);
        people_model.edit.set(true);
    };
    // Not made anew with everything that comes in: dialogs are open and forms in use.
    let stands = Memo::new(move |_| (people_model.failed.get(), people_model.view.with(Option::is_some)));
    let body = move || match stands.get() {
        (Some(why), _) => view! {
            <Failure why>
                <button type="button" class="button" on:click=move |_| people_model.fetch()>{t(common::RETRY)}</button>
            </Failure>
        }
        .into_any(),
        (None, false) => view! { <p class="quiet" role="status">{t(common::LOADING)}</p> }.into_any(),
        (None, true) => view! {
            <picture::Picture people_model/>
            <lists::Posts people_model/>
            <lists::Invitations people_model/>
            <lists::Refused people_model/>
            <rights::Rights/>
            <person::Person people_model/>
            <edit::Edit people_model/>
            <invite::Invite people_model/>
            <remove::Remove people_model/>
            <staff_list::StaffList people_model/>
        }
        .into_any(),
    };
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <div class="page-actions">
                {move || people_model.manages().then(|| view! {
                    <button type="button" class="button" on:click=move |_| people_model.list.set(true)>
                        {icon(Icon::Upload)}{t(staff_list_texts::TITLE)}
                    </button>
                    <button type="button" class="button button-main" on:click=add>{icon(Icon::Plus)}{t(texts::ADD)}</button>
                })}
            </div>
            {move || head(people_model)}
        </header>
        <div class="people">{body}</div>
    }
}

/// The court, how many there are, and what one may do here.
fn head(people_model: PeopleModel) -> Option<AnyView> {
    let view = people_model.view.get()?;
    let staying: Vec<_> = view.people.iter().filter(|person| !person.left).collect();
    let devices = staying.iter().flat_map(|p| &p.devices).filter(|d| !d.removed).count();
    let count = texts::PEOPLE_COUNT.with(&[&staying.len(), &devices]);
    let note = match (people_model.manages(), staying.len()) {
        (false, _) => Some(texts::READ_ONLY),
        (true, 1) => Some(texts::ALONE),
        _ => None,
    };
    Some(view! { <p>{view.court.clone()}" · "{count}{note.map(|note| format!(" · {}", note.now()))}</p> }.into_any())
}
