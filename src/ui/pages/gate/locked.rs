//! The lock: one field, the focus in it; a wrong passphrase says so and how long to wait.
use std::time::Duration;

use fenliu::work::protocol::{Gate, Job};
use leptos::html;
use leptos::prelude::*;

use super::ask::use_try;
use super::trouble;
use crate::lang::{gate as texts, t};
use crate::state::{now_ms, use_shell};

/// The form.
#[component]
pub fn Locked() -> impl IntoView {
    let way = use_try();
    let passphrase = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            request_animation_frame(move || {
                let _ = field.focus();
            });
        }
    });
    let gate = use_shell().gate;
    let device = move || {
        gate.with(|gate| match gate {
            Some(Gate::Locked { device, .. }) => device.clone(),
            _ => String::new(),
        })
    };
    let wait = seconds_left();
    let unlock = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = passphrase.get_untracked();
        if typed.is_empty() || wait.get_untracked() > 0 {
            return;
        }
        way.ask(Job::Unlock { passphrase: typed }, move || {
            passphrase.try_set(String::new());
        });
    };
    Effect::new(move |_| {
        // Wrong: what stands there is to be typed over.
        if way.failed.with(Option::is_some)
            && let Some(field) = field.get_untracked()
        {
            field.select();
        }
    });
    let said = move || {
        let left = wait.get();
        (left > 0).then(|| texts::WAIT.with(&[&left]))
    };
    view! {
        <form class="form" novalidate on:submit=unlock>
            <h1>{t(texts::LOCKED_TITLE)}</h1>
            <p class="form-lead">{move || texts::LOCKED_LEAD.with(&[&device()])}</p>
            <label class="gate-secret">
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
            {trouble(way.failed)}
            <footer class="gate-foot">
                <button
                    type="submit"
                    class="button button-main"
                    disabled=move || way.busy.get() || wait.get() != 0
                >{t(texts::UNLOCK)}</button>
                <span class="quiet" role="status">{move || way.busy.get().then(|| texts::UNLOCKING.now())}</span>
                <span class="quiet" role="timer">{said}</span>
            </footer>
        </form>
    }
}

/// Whole seconds until the next try is taken, counting down.
fn seconds_left() -> Signal<u32> {
    let gate = use_shell().gate;
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
        let wait = gate.with(|gate| match gate {
            Some(Gate::Locked { wait_ms, .. }) => *wait_ms,
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
