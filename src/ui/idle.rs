//! Locks when nobody has touched the app for the chosen time: in whichever tab, also while the device slept.
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::book::lock;
use crate::in_force::use_in_force;
use crate::state::{now_ms, use_shell};

/// When any tab was last touched, milliseconds since 1970 (localStorage; says nothing else).
const TOUCHED_KEY: &str = "fenliu.touched";
/// Touches closer together than this count as one, in milliseconds.
const GRAIN: f64 = 5_000.0;

/// Watches touches, and locks. Call once, in the shell.
pub fn lock_when_idle() {
    let (shell, in_force) = (use_shell(), use_in_force());
    let minutes = Memo::new(move |_| shell.me().map_or(0, |me| me.auto_lock_min));
    let last = StoredValue::new(now_ms());
    // Asked first: the touch that wakes a device must not count before it is seen how long it slept.
    let check = move || {
        let limit = f64::from(minutes.get_untracked()) * 60_000.0;
        if limit > 0.0 && now_ms() - last.get_value().max(touched_elsewhere()) >= limit {
            last.set_value(now_ms());
            spawn_local(async move {
                // A worker that cannot lock is down, and says so itself.
                let _ = lock(shell, in_force).await;
            });
        }
    };
    let touch = move || {
        let now = now_ms();
        if now - last.get_value() < GRAIN {
            return;
        }
        check();
        last.set_value(now);
        if minutes.get_untracked() > 0
            && let Ok(Some(storage)) = window().local_storage()
        {
            let _ = storage.set_item(TOUCHED_KEY, &format!("{now:.0}"));
        }
    };
    window_event_listener(leptos::ev::pointerdown, move |_| touch());
    window_event_listener(leptos::ev::keydown, move |_| touch());
    window_event_listener(leptos::ev::wheel, move |_| touch());
    window_event_listener(leptos::ev::visibilitychange, move |_| check());
    // A new choice, or a book just opened, starts the time anew.
    Effect::new(move |_| {
        minutes.get();
        last.set_value(now_ms());
    });
    let _ = set_interval_with_handle(check, Duration::from_secs(5));
}

fn touched_elsewhere() -> f64 {
    let saved = window()
        .local_storage()
        .ok()
        .flatten()
        .and_then(|s| s.get_item(TOUCHED_KEY).ok().flatten());
    saved.and_then(|text| text.parse().ok()).unwrap_or(0.0)
}
