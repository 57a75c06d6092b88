//! What this person did here since the book was opened, each with its way back: the message of an act goes after ten seconds,
//! the way back stays until it was taken or the book is shut. Every way back is judged when it is taken, so what somebody has
//! built on since is left as it is and said.
use leptos::prelude::*;

use super::words::moment;
use crate::lang::{common, flows as texts, t};
use crate::state::{BookState, now_ms, use_shell};

/// So many are kept.
const KEPT: usize = 30;

/// An act and its way back.
#[derive(Clone)]
struct LastAct {
    number: u32,
    said: String,
    at_ms: u64,
    back: Callback<()>,
}

/// The acts, the last first. Free to copy.
#[derive(Clone, Copy)]
pub struct LastActs {
    acts: RwSignal<Vec<LastAct>>,
    count: StoredValue<u32>,
}

/// Keeps the acts while the book is open. Call once, in the shell.
pub fn provide_last_acts() {
    let acts = LastActs {
        acts: RwSignal::default(),
        count: StoredValue::new(0),
    };
    provide_context(acts);
    let book = use_shell().book;
    Effect::new(move |_| {
        // What was done is named there: a shut book shows nothing.
        if book.with(|book| *book == BookState::Shut) {
            acts.acts.set(Vec::new());
        }
    });
}

/// The acts of this page.
pub fn use_last_acts() -> LastActs {
    expect_context()
}

impl LastActs {
    /// Keeps an act; what is returned is its way back, which takes it off the list.
    pub fn add(self, said: &str, back: Callback<()>) -> Callback<()> {
        let number = self.count.get_value() + 1;
        self.count.set_value(number);
        // Milliseconds since 1970 are a whole number far below 2^53.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let at_ms = now_ms() as u64;
        let act = LastAct {
            number,
            said: said.to_owned(),
            at_ms,
            back,
        };
        self.acts.try_update(|acts| {
            acts.insert(0, act);
            acts.truncate(KEPT);
        });
        Callback::new(move |()| self.take_back(number))
    }

    fn take_back(self, number: u32) {
        let found = self.acts.try_update(|acts| {
            let at = acts.iter().position(|act| act.number == number)?;
            Some(acts.remove(at))
        });
        if let Some(act) = found.flatten() {
            act.back.try_run(());
        }
    }
}

/// The list; nothing while nothing was done.
#[component]
pub fn LastActsList() -> impl IntoView {
    let all = use_last_acts();
    let line = move |act: LastAct| {
        let number = act.number;
        let label = format!("{} {}", common::UNDO.once(), act.said);
        view! {
            <li class="work-line">
                <span class="quiet">{moment(act.at_ms)}</span>
                <span>{act.said}</span>
                <button type="button" class="button" aria-label=label on:click=move |_| all.take_back(number)>{t(common::UNDO)}</button>
            </li>
        }
    };
    move || {
        let acts = all.acts.get();
        (!acts.is_empty()).then(|| {
            view! {
                <section class="no-print">
                    <h2>{texts::LAST_ACTS.with(&[&acts.len()])}</h2>
                    <p class="quiet">{t(texts::LAST_ACTS_HELP)}</p>
                    <ul class="work-lines">{acts.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    }
}
