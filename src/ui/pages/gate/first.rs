//! First use: who, on which device, locked how. One page, one button.
use fenliu::work::protocol::{Gate, Job};
use leptos::prelude::*;

use super::ask::use_try;
use super::lock_form::{LockForm, LockRows};
use super::{device_name, trouble};
use crate::lang::{Text, bureau, gate as texts, t};
use crate::parts::choice::Choice;
use crate::parts::field::Row;
use crate::parts::progress::Progress;
use crate::parts::text::TextInput;
use crate::prefs::use_prefs;
use crate::state::use_shell;

/// The form.
#[component]
pub fn First() -> impl IntoView {
    let (way, tried) = (use_try(), RwSignal::new(false));
    let name = RwSignal::new(use_prefs().name.get_untracked());
    let role = RwSignal::new(bureau::USUAL_ROLE);
    let court = RwSignal::new(texts::COURT_USUAL.to_owned());
    let device = device_name();
    let lock = LockForm::new();
    let start = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let Ok(passphrase) = untrack(|| lock.passphrase()) else {
            return;
        };
        let text = |signal: RwSignal<String>| signal.with_untracked(|s| s.trim().to_owned());
        let (device, name, court) = (text(device), text(name), text(court));
        if device.is_empty() || name.is_empty() || court.is_empty() {
            return;
        }
        let role = bureau::ROLES[role.get_untracked()].0.to_owned();
        let job = Job::Found {
            device,
            name,
            role,
            court,
            passphrase,
        };
        way.ask(job, move || lock.clear());
    };
    let gate = use_shell().gate;
    let cases = Memo::new(move |_| {
        gate.with(|gate| match gate {
            Some(Gate::Unsealed { cases }) => Some(*cases),
            _ => None,
        })
    });
    let lead = move || {
        cases.get().map_or_else(
            || texts::FIRST_LEAD.now().to_owned(),
            |n| texts::UNSEALED_LEAD.with(&[&n]),
        )
    };
    let doing = if cases.get_untracked().is_some() {
        texts::SEALING
    } else {
        texts::STARTING
    };
    let hint = Signal::derive(|| texts::NAME_HINT.now().to_owned());
    let role_hint = Signal::derive(|| texts::ROLE_HINT.now().to_owned());
    let chosen = Signal::derive(move || role.get());
    let roles: Vec<Text> = bureau::ROLES.iter().map(|(_, word)| *word).collect();
    view! {
        <form class="form" novalidate on:submit=start>
            <h1>{t(texts::FIRST_TITLE)}</h1>
            <p class="form-lead">{lead}</p>
            <Row label=texts::NAME hint><TextInput value=name/>{missing(name, tried, texts::NAME_MISSING)}</Row>
            <Row label=texts::ROLE hint=role_hint><Choice options=roles chosen on_choose=Callback::new(move |at| role.set(at))/></Row>
            <Row label=texts::COURT><TextInput value=court/>{missing(court, tried, texts::COURT_MISSING)}</Row>
            <Row label=texts::DEVICE><TextInput value=device/>{missing(device, tried, texts::DEVICE_MISSING)}</Row>
            <LockRows form=lock tried/>
            {trouble(way.failed)}
            <footer class="gate-foot">
                <button type="submit" class="button button-main" disabled=way.busy>{t(texts::START)}</button>
                {move || way.busy.get().then(|| view! { <Progress label=doing at=way.at/> })}
            </footer>
        </form>
    }
}

/// Says that a field is still empty, once the person has tried to go on.
pub fn missing(value: RwSignal<String>, tried: RwSignal<bool>, text: Text) -> impl IntoView {
    let empty = move || tried.get() && value.with(|value| value.trim().is_empty());
    view! { <p class="row-error" role="status">{move || empty().then(|| text.now())}</p> }
}
