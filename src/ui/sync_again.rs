//! Exchanges at once when the network or the page comes back: nobody should wait for a later try.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{SyncNow, SyncState};

use crate::state::use_shell;

/// Listens as long as the page lives.
pub fn exchange_when_back() {
    let sync = use_shell().sync;
    let again = move || {
        let waits = sync.with_untracked(|view| {
            view.as_ref()
                .is_some_and(|view| matches!(view.state, SyncState::Waiting { .. }))
        });
        if waits {
            // What comes of it is told by the worker to everybody who listens.
            spawn_local(async { drop(WorkerClient::token().ask(SyncNow).await) });
        }
    };
    window_event_listener(leptos::ev::online, move |_| again());
    let is_seen = || document().visibility_state() == web_sys::VisibilityState::Visible;
    window_event_listener(leptos::ev::visibilitychange, move |_| {
        if is_seen() {
            again();
        }
    });
}
