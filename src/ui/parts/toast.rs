//! What was just done, with undo for ten seconds instead of a question before.
use std::time::Duration;

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::lang::{common, t};

const STAYS: Duration = Duration::from_secs(10);

/// One message.
#[derive(Clone)]
struct Toast {
    number: u32,
    text: String,
    undo: Option<Callback<()>>,
    urgent: bool,
}

/// The messages, in the context of every page.
#[derive(Clone, Copy)]
pub struct ToastBar {
    now: RwSignal<Option<Toast>>,
    count: StoredValue<u32>,
}

impl ToastBar {
    /// Says what was done, with a way back.
    pub fn undoable(self, text: impl Into<String>, undo: Callback<()>) {
        self.show(text.into(), Some(undo), false);
    }

    /// Says something once; not for "success".
    pub fn say(self, text: impl Into<String>) {
        self.show(text.into(), None, false);
    }

    /// Says that something failed; stays until closed.
    pub fn alarm(self, text: impl Into<String>) {
        self.show(text.into(), None, true);
    }

    /// Whether what was just done can be undone. Does not track.
    #[allow(dead_code, reason = "the quick page hands it over")]
    pub fn can_undo(self) -> bool {
        self.now
            .with_untracked(|now| now.as_ref().is_some_and(|toast| toast.undo.is_some()))
    }

    /// Takes the message away.
    pub fn clear(self) {
        self.now.set(None);
    }

    fn show(self, text: String, undo: Option<Callback<()>>, urgent: bool) {
        let number = self.count.get_value() + 1;
        self.count.set_value(number);
        self.now.set(Some(Toast {
            number,
            text,
            undo,
            urgent,
        }));
        if !urgent {
            set_timeout(
                move || {
                    let is_shown = |now: &Option<Toast>| now.as_ref().is_some_and(|n| n.number == number);
                    // The quick page may be gone by then.
                    if self.now.try_with_untracked(is_shown) == Some(true) {
                        self.now.set(None);
                    }
                },
                STAYS,
            );
        }
    }
}

/// The message bar of the page.
pub fn use_toasts() -> ToastBar {
    expect_context()
}

/// Creates the message bar. Call once, in the shell.
pub fn provide_toasts() {
    provide_context(ToastBar {
        now: RwSignal::new(None),
        count: StoredValue::new(0),
    });
}

/// Where the messages appear.
#[component]
pub fn Toasts() -> impl IntoView {
    let bar = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || bar.now.get().map(|toast| one(bar, toast))}
        </div>
    }
}

fn one(bar: ToastBar, toast: Toast) -> impl IntoView {
    let undo = toast.undo.map(|undo| {
        let run = move |_| {
            bar.clear();
            undo.try_run(());
        };
        view! { <button type="button" class="toast-action" on:click=run>{t(common::UNDO)}</button> }
    });
    view! {
        <div class="toast" class:toast-urgent=toast.urgent>
            <span>{toast.text}</span>
            {undo}
            <button type="button" class="button-icon" aria-label=t(common::CLOSE) on:click=move |_| bar.clear()>
                {icon(Icon::Cross)}
            </button>
        </div>
    }
}
