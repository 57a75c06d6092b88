//! The lock: one field, the focus in it; a wrong passphrase says so and how long to wait.
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use protocol::{Session, Unlock};

use super::ask::{Try, use_try};
use super::trouble;
use crate::lang::{session as texts, t};
use crate::state::{now_ms, use_shell};

/// The form.
#[component]
pub fn Locked() -> impl IntoView {
    let shell = use_shell();
    let (way, wait) = (use_try(), seconds_left());
    let passphrase = RwSignal::new(String::new());
    let bare = shell.no_passphrase.get_untracked();
    let unlock = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = passphrase.get_untracked();
        if (!bare && typed.is_empty()) || wait.get_untracked() > 0 {
            return;
        }
        way.ask(Unlock { passphrase: typed }, move || {
            passphrase.try_set(String::new());
        });
    };
    let device = move || {
        shell.session.with(|session| match session {
            Some(Session::Locked { device, .. }) => device.clone(),
            _ => String::new(),
        })
    };
    let lead = if bare {
        texts::LOCKED_BROWSER
    } else {
        texts::LOCKED_LEAD
    };
    let said = move || {
        let left = wait.get();
        (left > 0).then(|| texts::WAIT.with(&[&left]))
    };
    view! {
        <form class="form" novalidate on:submit=unlock>
            <h1>{t(texts::LOCKED_TITLE)}</h1>
            <p class="form-lead">{move || lead.with(&[&device()])}</p>
            {(!bare).then(|| secret(passphrase, way))}
            {trouble(way.failed)}
            <footer class="session-foot">
                <button type="submit" class="button button-main" disabled=move || way.busy.get() || wait.get() != 0>
                    {t(texts::UNLOCK)}
                </button>
                <span class="quiet" role="status">{move || way.busy.get().then(|| texts::UNLOCKING.now())}</span>
                <span class="quiet" role="timer">{said}</span>
            </footer>
        </form>
    }
}

/// The field, with the focus in it; a wrong passphrase is selected, to be typed over.
fn secret(passphrase: RwSignal<String>, way: Try) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            request_animation_frame(move || {
                let _ = field.focus();
            });
        }
    });
    Effect::new(move |_| {
        if way.failed.with(Option::is_some)
            && let Some(field) = field.get_untracked()
        {
            field.select();
        }
    });
    view! {
        <label class="session-secret">
            <span class="row-label">{t(texts::PASSPHRASE)}</span>
            <input
                class="input input-wide"
                type="password"
                autocomplete="current-password"
                node_ref=field
                prop:value=passphrase
                on:input=move |event| passphrase.set(event_target_value(&event))
            />
        </label>
    }
}

/// Whole seconds until the next try is taken, counting down.
fn seconds_left() -> Signal<u32> {
    let session = use_shell().session;
    let left = RwSignal::new(0_u32);
    let until = RwSignal::new(0.0_f64);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )] // some minutes
    let count = move || {
        let now = ((until.get_untracked() - now_ms()).max(0.0) / 1000.0).ceil() as u32;
        if left.try_get_untracked().is_some_and(|before| before != now) {
            left.set(now);
        }
    };
    Effect::new(move |_| {
        let wait = session.with(|session| match session {
            Some(Session::Locked { wait_ms, .. }) => *wait_ms,
            _ => 0,
        });
        #[allow(clippy::cast_precision_loss)] // some minutes
        until.set(now_ms() + wait as f64);
        count();
    });
    if let Ok(tick) = set_interval_with_handle(count, Duration::from_millis(250)) {
        on_cleanup(move || tick.clear());
    }
    left.into()
}
