//! What to list: search as one types, states with their counts, verdict, handler, year.
use std::time::Duration;

use fenliu::work::protocol::Query;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::feed::Feed;
use crate::lang::{Text, cases as texts, law, t};
use crate::pages::case::texts as case_texts;
use crate::parts::icon::{Icon, icon};
use crate::parts::mark::{State, shape};
use crate::state::use_shell;

/// Pause after a key before the worker is asked.
const PAUSE: Duration = Duration::from_millis(60);

/// States by the codes of `Row::state`.
const STATES: [(State, Text); 4] = [
    (State::Overdue, texts::OVERDUE),
    (State::Soon, texts::SOON),
    (State::Running, texts::FINE),
    (State::Done, case_texts::IS_CLOSED),
];

/// Search field; `/` leads here from anywhere on the page.
#[component]
pub fn Search(
    /// The list.
    feed: Feed,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let slash = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "/" && !types_somewhere(&event) {
            event.prevent_default();
            if let Some(input) = node.try_get_untracked().flatten() {
                let _ = input.focus();
                input.select();
            }
        }
    });
    on_cleanup(move || slash.remove());
    let typed = RwSignal::new(feed.query.with_untracked(|q| q.text.clone()));
    // A change from outside (a saved filter, the address, "clear") shows in the box.
    Effect::new(move |_| {
        let text = feed.query.with(|q| q.text.clone());
        if typed.with_untracked(|t| t.trim() != text) {
            typed.set(text);
        }
    });
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let look = move |text: String| {
        typed.set(text);
        if let Some(before) = waiting.try_get_value().flatten() {
            before.clear();
        }
        let ask = move || {
            let Some(text) = typed.try_get_untracked() else {
                return;
            };
            let text = text.trim().to_owned();
            if feed.query.try_with_untracked(|q| q.text != text) == Some(true) {
                feed.query.update(|q| q.text = text);
            }
        };
        waiting.set_value(set_timeout_with_handle(ask, PAUSE).ok());
    };
    view! {
        <div class="search" role="search">
            {icon(Icon::Search)}
            <input
                class="input"
                type="search"
                node_ref=node
                autocomplete="off"
                spellcheck="false"
                aria-label=t(texts::SEARCH)
                placeholder=t(texts::SEARCH)
                prop:value=typed
                on:input=move |event| look(event_target_value(&event))
            />
            <kbd aria-hidden="true">"/"</kbd>
        </div>
    }
}

fn types_somewhere(event: &web_sys::KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) else {
        return false;
    };
    event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || target
            .closest("input:not([type=checkbox]), textarea, select, dialog")
            .ok()
            .flatten()
            .is_some()
}

/// States as chips, each with how many cases it has.
#[component]
pub fn StateChips(
    /// The list.
    feed: Feed,
) -> impl IntoView {
    let now = Memo::new(move |_| feed.query.with(|q| q.state));
    let all = move || feed.by_state.get().iter().sum::<u32>();
    let chip = move |code: u8, state: State, word: Text| {
        view! {
            <button
                type="button"
                class=format!("chip chip-{}", state.class())
                aria-pressed=move || if now.get() == Some(code) { "true" } else { "false" }
                on:click=move |_| {
                    feed.query.update(|q| q.state = if q.state == Some(code) { None } else { Some(code) });
                }
            >
                {shape(state)}
                <span>{t(word)}</span>
                <span class="chip-count">{move || feed.by_state.get()[usize::from(code)]}</span>
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label=t(texts::BY_STATE)>
            <button
                type="button"
                class="chip"
                aria-pressed=move || if now.get().is_none() { "true" } else { "false" }
                on:click=move |_| feed.query.update(|q| q.state = None)
            >
                <span>{t(texts::ALL)}</span>
                <span class="chip-count">{all}</span>
            </button>
            {(0u8..).zip(STATES).map(|(code, (state, word))| chip(code, state, word)).collect_view()}
            {removed_chip(feed)}
        </div>
        {removed_note(feed)}
    }
}

/// Leads to the removed cases and back; not there while none is removed.
fn removed_chip(feed: Feed) -> impl IntoView {
    let here = Memo::new(move |_| feed.query.with(|q| q.removed));
    move || {
        let count = feed.removed.get();
        (here.get() || count > 0).then(|| {
            view! {
                <button
                    type="button"
                    class="chip"
                    aria-pressed=move || if here.get() { "true" } else { "false" }
                    on:click=move |_| feed.query.update(|q| q.removed = !q.removed)
                >
                    <span>{t(texts::REMOVED)}</span>
                    {(!here.get()).then(|| view! { <span class="chip-count">{count}</span> })}
                </button>
            }
        })
    }
}

/// Whoever looks for a case that was removed is told where it is.
fn removed_note(feed: Feed) -> impl IntoView {
    let missed = Memo::new(move |_| {
        let looks = feed.total.get() == Some(0) || feed.query.with(|q| !q.text.is_empty());
        (looks && feed.removed.get() > 0).then(|| feed.removed.get())
    });
    move || {
        missed.get().map(|count| {
            view! {
                <p class="note" role="status">
                    <span>{texts::REMOVED_NOT_SHOWN.with(&[&count])}</span>
                    <button type="button" class="link" on:click=move |_| feed.query.update(|q| q.removed = true)>
                        {t(texts::SHOW_REMOVED)}
                    </button>
                </p>
            }
        })
    }
}

/// Verdict, handler and year.
#[component]
pub fn Selects(
    /// The list.
    feed: Feed,
) -> impl IntoView {
    let summary = use_shell().summary;
    let verdicts = move || {
        (0..)
            .zip(law::VERDICT_SHORT)
            .map(|(i, w)| (i.to_string(), w.now().to_owned()))
            .collect()
    };
    let handlers = move || {
        let names = summary.with(|s| s.as_ref().map(|s| s.handlers.clone()).unwrap_or_default());
        names.into_iter().map(|n| (n.clone(), n)).collect()
    };
    let years = move || {
        let years = summary.with(|s| s.as_ref().map(|s| s.years.clone()).unwrap_or_default());
        years
            .into_iter()
            .map(|y| (y.to_string(), texts::YEAR.with(&[&y])))
            .collect()
    };
    view! {
        {select(texts::BY_VERDICT, texts::ALL_VERDICTS, verdicts, feed, |q| q.verdict.map(|v| v.to_string()), |q, v| {
            q.verdict = v.and_then(|v| v.parse().ok());
        })}
        {select(texts::HANDLER, texts::ALL_HANDLERS, handlers, feed, |q| q.handler.clone(), |q, v| q.handler = v)}
        {select(texts::FILED, texts::ALL_YEARS, years, feed, |q| q.year.map(|y| y.to_string()), |q, v| {
            q.year = v.and_then(|v| v.parse().ok());
        })}
    }
}

/// A select that narrows the query; its first choice takes the narrowing away.
fn select(
    label: Text,
    all: Text,
    options: impl Fn() -> Vec<(String, String)> + Send + Sync + 'static,
    feed: Feed,
    get: fn(&Query) -> Option<String>,
    set: fn(&mut Query, Option<String>),
) -> impl IntoView {
    let now = Memo::new(move |_| feed.query.with(get));
    let rows = move || {
        let chosen = now.get();
        let mut options = options();
        // A filter from the address may name what no longer is there: it stays visible so that it can be taken away.
        if let Some(value) = &chosen
            && !options.iter().any(|o| o.0 == *value)
        {
            options.push((value.clone(), value.clone()));
        }
        let rows = options.into_iter().map(|(value, words)| {
            let here = chosen.as_ref() == Some(&value);
            view! { <option value=value prop:selected=here>{words}</option> }
        });
        let rows = rows.collect_view();
        view! { <option value="" prop:selected=chosen.is_none()>{all.now()}</option>{rows} }
    };
    view! {
        <select
            class="input select-small"
            class:is-set=move || now.get().is_some()
            aria-label=t(label)
            on:change=move |event| {
                let value = event_target_value(&event);
                feed.query.update(|q| set(q, (!value.is_empty()).then_some(value)));
            }
        >
            {rows}
        </select>
    }
}

/// Does the query leave anything out?
pub fn narrows(query: &Query) -> bool {
    !query.text.is_empty()
        || query.verdict.is_some()
        || query.state.is_some()
        || query.handler.is_some()
        || query.year.is_some()
        || query.removed
}

/// The query with the same order and nothing left out.
pub fn widest(query: &Query) -> Query {
    Query {
        sort: query.sort,
        descending: query.descending,
        ..Query::default()
    }
}
