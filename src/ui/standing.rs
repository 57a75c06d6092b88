//! Where one stands, in the shell: who works here, what is stored where, the lock. At the foot of the rail where there
//! is room, else in a line above the page; once, so that it is read out once.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Refusal, SyncRefusal, SyncState, SyncView};

use crate::bell::bell;
use crate::book;
use crate::in_force::use_in_force;
use crate::lang::{errors, session, sync as texts, t};
use crate::pages::allowed::RULE;
use crate::pages::watch::media;
use crate::parts::icon::{Icon, icon};
use crate::parts::toast::use_toasts;
use crate::route::Route;
use crate::safety::SafetyLine;
use crate::state::use_shell;

/// From here on the rail has room for it.
const WIDE: &str = "(min-width: 1200px)";

/// The foot of the full rail.
#[component]
pub fn Foot() -> impl IntoView {
    let wide = media(WIDE);
    move || {
        wide.get().then(|| {
            view! {
                <div class="rail-foot">
                    <SafetyLine/>
                    {standing()}
                </div>
            }
            .into_any()
        })
    }
}

/// The line above the page, where the rail is narrow or at the bottom.
#[component]
pub fn TopLine() -> impl IntoView {
    let wide = media(WIDE);
    let shell = use_shell();
    let open = Memo::new(move |_| shell.me().is_some());
    move || (!wide.get() && open.get()).then(|| view! { <div class="top-line no-print">{standing()}</div> }.into_any())
}

/// Sharing in a word, who works here, and the lock; nothing before the session is open.
fn standing() -> AnyView {
    let (shell, in_force, toasts) = (use_shell(), use_in_force(), use_toasts());
    let lock = move |_| {
        spawn_local(async move {
            toasts.clear();
            if let Err(code) = book::lock(shell, in_force).await {
                toasts.alarm(errors::sentence(&code).once());
            }
        });
    };
    // For whoever may: the cases that wait for them.
    let to_settle = move || {
        let count = shell.summary.with(|s| s.as_ref().map_or(0, |s| s.disputed));
        (count > 0 && shell.may(RULE)).then(|| {
            let href = format!("{}?disputed=1", Route::Cases.href());
            view! { <a class="standing-sync" href=href><span class="dot dot-soon"></span>{texts::TO_SETTLE.with(&[&count])}</a> }
        })
    };
    let who = move || {
        let me = shell.me()?;
        Some(view! {
            <div class="standing">
                <a class="standing-sync" href=Route::Sync.href()>{move || word(shell.sync.get())}</a>
                {to_settle}
                {bell()}
                <span class="standing-who">{me.name}</span>
                <button type="button" class="button standing-lock" on:click=lock>{icon(Icon::Lock)}{t(session::LOCK)}</button>
            </div>
        })
    };
    view! { {who} }.into_any()
}

/// One quiet word; louder only where somebody must do something.
fn word(view: Option<SyncView>) -> AnyView {
    let Some(view) = view else {
        return view! { <span class="dot dot-hollow"></span>{t(texts::SHORT_UNKNOWN)} }.into_any();
    };
    let waiting = view.waits();
    let (class, said) = match &view.state {
        _ if !view.faults.is_empty() => ("dot dot-risk", texts::SHORT_FAULT.now().to_owned()),
        SyncState::Off => ("dot dot-hollow", texts::SHORT_OFF.now().to_owned()),
        SyncState::Working { .. } => ("dot dot-hollow", texts::SHORT_WORKING.now().to_owned()),
        SyncState::Waiting {
            why: Refusal::Sync(SyncRefusal::Offline),
            ..
        } if waiting > 0 => {
            let word = if is_online() {
                texts::SHORT_UNREACHED_WAITING
            } else {
                texts::SHORT_OFFLINE_WAITING
            };
            ("dot dot-soon", word.with(&[&waiting]))
        }
        SyncState::Waiting {
            why: Refusal::Sync(SyncRefusal::Offline),
            ..
        } => {
            let word = if is_online() {
                texts::SHORT_UNREACHED
            } else {
                texts::SHORT_OFFLINE
            };
            ("dot dot-hollow", word.now().to_owned())
        }
        SyncState::Waiting { .. } if waiting == 0 => ("dot dot-risk", texts::SHORT_STUCK.now().to_owned()),
        SyncState::Waiting { .. } => ("dot dot-risk", texts::SHORT_STUCK_WAITING.with(&[&waiting])),
        SyncState::Idle if waiting > 0 => ("dot dot-soon", texts::SHORT_WAITING.with(&[&waiting])),
        SyncState::Idle if view.lacking > 0 => ("dot dot-soon", texts::SHORT_LACKING.now().to_owned()),
        SyncState::Idle => ("dot", texts::SHORT_STORED.now().to_owned()),
    };
    view! { <span class=class></span>{said} }.into_any()
}

/// Whether the device has a network; the store may be out of reach all the same.
fn is_online() -> bool {
    window().navigator().on_line()
}
