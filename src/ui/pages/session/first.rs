//! First use: who, on which device, locked how. One page, one button.
use leptos::prelude::*;
use protocol::{FoundSpace, Session};

use super::ask::use_try;
use super::lock_form::{LockForm, LockRows};
use super::{device_name, trouble};
use crate::lang::{Text, bureau, session as texts, t};
use crate::parts::choice::Choice;
use crate::parts::field::Row;
use crate::parts::progress::Progress;
use crate::parts::text::TextInput;
use crate::prefs::use_prefs;
use crate::state::use_shell;

/// What is typed. Free to copy.
#[derive(Clone, Copy)]
struct Entry {
    name: RwSignal<String>,
    role: RwSignal<usize>,
    court: RwSignal<String>,
    device: RwSignal<String>,
    lock: LockForm,
}

impl Entry {
    fn new() -> Self {
        Self {
            name: RwSignal::new(use_prefs().name.get_untracked()),
            role: RwSignal::new(bureau::USUAL_ROLE),
            court: RwSignal::new(texts::COURT_USUAL.to_owned()),
            device: device_name(),
            lock: LockForm::new(),
        }
    }

    /// What is asked, once nothing is missing.
    fn question(self) -> Option<FoundSpace> {
        let passphrase = untrack(|| self.lock.passphrase()).ok()?;
        let text = |signal: RwSignal<String>| {
            let text = signal.with_untracked(|s| s.trim().to_owned());
            (!text.is_empty()).then_some(text)
        };
        Some(FoundSpace {
            device: text(self.device)?,
            name: text(self.name)?,
            role: bureau::ROLES.get(self.role.get_untracked())?.0.to_owned(),
            court: text(self.court)?,
            passphrase,
        })
    }
}

/// The form.
#[component]
pub fn First() -> impl IntoView {
    let (way, tried, entry) = (use_try(), RwSignal::new(false), Entry::new());
    let start = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if let Some(job) = entry.question() {
            way.ask(job, move || entry.lock.clear());
        }
    };
    let session = use_shell().session;
    let cases = Memo::new(move |_| {
        session.with(|session| match session {
            Some(Session::Unsealed { cases }) => Some(*cases),
            _ => None,
        })
    });
    let lead = move || match cases.get() {
        Some(cases) => texts::UNSEALED_LEAD.with(&[&cases]),
        None => texts::FIRST_LEAD.now().to_owned(),
    };
    let doing = match cases.get_untracked() {
        Some(_) => texts::SEALING,
        None => texts::STARTING,
    };
    view! {
        <form class="form" novalidate on:submit=start>
            <h1>{t(texts::FIRST_TITLE)}</h1>
            <p class="form-lead">{lead}</p>
            {rows(entry, tried)}
            <LockRows form=entry.lock tried/>
            {trouble(way.failed)}
            <footer class="session-foot">
                <button type="submit" class="button button-main" disabled=way.busy>{t(texts::START)}</button>
                {move || way.busy.get().then(|| view! { <Progress label=doing at=way.at/> })}
            </footer>
        </form>
    }
}

fn rows(entry: Entry, tried: RwSignal<bool>) -> impl IntoView {
    let hint = Signal::derive(|| texts::NAME_HINT.now().to_owned());
    let role_hint = Signal::derive(|| texts::ROLE_HINT.now().to_owned());
    let roles: Vec<Text> = bureau::ROLES.iter().map(|(_, word)| *word).collect();
    let choose = Callback::new(move |at| entry.role.set(at));
    view! {
        <Row label=texts::NAME hint><TextInput value=entry.name/>{missing(entry.name, tried, texts::NAME_MISSING)}</Row>
        <Row label=texts::ROLE hint=role_hint><Choice options=roles chosen=entry.role on_choose=choose/></Row>
        <Row label=texts::COURT><TextInput value=entry.court/>{missing(entry.court, tried, texts::COURT_MISSING)}</Row>
        <Row label=texts::DEVICE><TextInput value=entry.device/>{missing(entry.device, tried, texts::DEVICE_MISSING)}</Row>
    }
}

/// Says that a field is still empty, once the person has tried to go on.
pub fn missing(value: RwSignal<String>, tried: RwSignal<bool>, text: Text) -> impl IntoView {
    let empty = move || tried.get() && value.with(|value| value.trim().is_empty());
    view! { <p class="row-error" role="status">{move || empty().then(|| text.now())}</p> }
}
