//! What to list: search as one types, states with their counts, verdict, handler, year.
use std::time::Duration;

use casebook::field::{CaseField, Fields};
use leptos::prelude::*;
use protocol::{Field, Query, Summary, Value};

use super::feed::Feed;
use super::table::List;
use crate::lang::{Text, cases as texts, common, field as fields, law, paper, t};
use crate::pages::case::texts as case_texts;
use crate::pages::menu::Menu;
use crate::pages::words;
use crate::parts::icon::{Icon, icon};
use crate::parts::mark::{State, shape};
use crate::state::use_shell;

/// Pause after a key before the worker is asked.
const PAUSE: Duration = Duration::from_millis(60);

/// The handler of cases without one, as the value of a choice: no name is a blank.
const NO_HANDLER: &str = " ";

/// States by the codes of `Row::state`.
const STATES: [(State, Text); 4] = [
    (State::Overdue, texts::OVERDUE),
    (State::Soon, texts::SOON),
    (State::Running, texts::FINE),
    (State::Done, case_texts::IS_CLOSED),
];

/// Search field; `/` leads here from anywhere, and the arrow down from here into the list.
#[component]
pub fn Search(
    /// The list.
    list: List,
) -> impl IntoView {
    let feed = list.feed;
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
                autocomplete="off"
                spellcheck="false"
                aria-label=t(texts::SEARCH)
                placeholder=t(texts::SEARCH)
                prop:value=typed
                on:input=move |event| look(event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "ArrowDown" {
                        event.prevent_default();
                        list.enter();
                    }
                }
            />
            <kbd aria-hidden="true">"/"</kbd>
        </div>
    }
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
            {disputed_chip(feed)}
            {removed_chip(feed)}
        </div>
    }
}

/// Leads to the cases with entries to settle and back; not there while there are none.
fn disputed_chip(feed: Feed) -> impl IntoView {
    let summary = use_shell().summary;
    let count = Memo::new(move |_| summary.with(|s| s.as_ref().map_or(0, |s| s.disputed)));
    flag_chip(feed, (texts::DISPUTED, "chip chip-soon"), count.into(), true, |q| {
        &mut q.disputed
    })
}

/// Leads to the removed cases and back; not there while none is removed.
fn removed_chip(feed: Feed) -> impl IntoView {
    // While they are shown, what is counted here are the others.
    flag_chip(feed, (texts::REMOVED, "chip"), feed.removed.into(), false, |q| {
        &mut q.removed
    })
}

/// A chip that turns a flag of the query on and off; not there while it is off and would lead to nothing.
fn flag_chip(
    feed: Feed,
    (word, class): (Text, &'static str),
    count: Signal<u32>,
    counts_when_on: bool,
    flag: fn(&mut Query) -> &mut bool,
) -> impl IntoView {
    let on = Memo::new(move |_| *flag(&mut feed.query.get()));
    let toggle = move |_| {
        feed.query.update(|query| {
            let flag = flag(query);
            *flag = !*flag;
        });
    };
    move || {
        (on.get() || count.get() > 0).then(|| {
            view! {
                <button
                    type="button"
                    class=class
                    aria-pressed=move || if on.get() { "true" } else { "false" }
                    on:click=toggle
                >
                    <span>{t(word)}</span>
                    {(counts_when_on || !on.get()).then(|| view! { <span class="chip-count">{count}</span> })}
                </button>
            }
        })
    }
}

/// Whoever looks for a case that was removed is told where it is.
#[component]
pub fn RemovedNote(
    /// The list.
    feed: Feed,
) -> impl IntoView {
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

/// Verdict, handler and year: chosen less often than the states, so they stand in a panel.
#[component]
pub fn SelectMenu(
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
        let none = (NO_HANDLER.to_owned(), texts::NO_HANDLER.now().to_owned());
        [none]
            .into_iter()
            .chain(names.into_iter().map(|n| (n.clone(), n)))
            .collect()
    };
    let handler = |q: &Query| {
        let name = q.handler.as_ref()?;
        Some(if name.is_empty() {
            NO_HANDLER.to_owned()
        } else {
            name.clone()
        })
    };
    let years = move || {
        let years = summary.with(|s| s.as_ref().map(|s| s.years.clone()).unwrap_or_default());
        years
            .into_iter()
            .map(|y| (y.to_string(), texts::YEAR.with(&[&y])))
            .collect()
    };
    let chosen = move || {
        let own = |q: &Query| [q.verdict.is_some(), q.handler.is_some(), q.year.is_some()];
        let own = |q: &Query| own(q).into_iter().filter(|is| *is).count();
        feed.query.with(|q| own(q) + q.marks.len())
    };
    let label = Signal::derive(move || match chosen() {
        0 => texts::FILTERS.now().to_owned(),
        n => texts::FILTERS_SET.with(&[&n]),
    });
    view! {
        <Menu label sign=Icon::Funnel>
        <div class="menu-selects">
        {select(texts::BY_VERDICT, texts::ALL_VERDICTS, verdicts, feed, |q| q.verdict.map(|v| v.to_string()), |q, v| {
            q.verdict = v.and_then(|v| v.parse().ok());
        })}
        {select(texts::HANDLER, texts::ALL_HANDLERS, handlers, feed, handler, |q, v| {
            q.handler = v.map(|name| name.trim().to_owned());
        })}
        {select(texts::FILED, texts::ALL_YEARS, years, feed, |q| q.year.map(|y| y.to_string()), |q, v| {
            q.year = v.and_then(|v| v.parse().ok());
        })}
        {Fields::builtin().filters().map(|told| mark(told, feed)).collect_view()}
        </div>
        </Menu>
    }
}

/// The select of a field the table of fields filters by: its codes, or the values that stand in the cases.
fn mark(told: &'static CaseField, feed: Feed) -> impl IntoView {
    let (summary, field) = (use_shell().summary, told.field);
    let options = move || {
        let here = |s: &Summary| {
            let marks = s.marks.iter().find(|(at, _)| *at == field);
            marks.map(|(_, texts)| texts.clone()).unwrap_or_default()
        };
        let texts = summary.with(|s| s.as_ref().map(here).unwrap_or_default());
        let named = |text: String| {
            let word = mark_words(field, &text);
            (text, word)
        };
        texts.into_iter().map(named).collect()
    };
    let get = move |q: &Query| Some(q.marks.iter().find(|(at, _)| *at == field)?.1.clone());
    select(fields::name(field), texts::ALL, options, feed, get, move |q, value| {
        q.marks.retain(|(at, _)| *at != field);
        q.marks.extend(value.map(|value| (field, value)));
    })
}

/// A value that is filtered by, in words.
fn mark_words(field: Field, text: &str) -> String {
    match text {
        "yes" => common::YES.now().to_owned(),
        "no" => common::NO.now().to_owned(),
        text => words::value(field, &Value::Text(text.to_owned())),
    }
}

/// A select that narrows the query; its first choice takes the narrowing away.
fn select(
    label: Text,
    all: Text,
    options: impl Fn() -> Vec<(String, String)> + Send + Sync + 'static,
    feed: Feed,
    get: impl Fn(&Query) -> Option<String> + Send + Sync + 'static,
    set: impl Fn(&mut Query, Option<String>) + 'static,
) -> impl IntoView {
    let now = Memo::new(move |_| feed.query.with(&get));
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
        <label class="menu-select">
        <span>{t(label)}</span>
        <select
            class="input select-small"
            class:is-set=move || now.get().is_some()
            on:change=move |event| {
                let value = event_target_value(&event);
                feed.query.update(|q| set(q, (!value.is_empty()).then_some(value)));
            }
        >
            {rows}
        </select>
        </label>
    }
}

/// Does the query leave anything out?
pub fn narrows(query: &Query) -> bool {
    !query.text.is_empty()
        || query.verdict.is_some()
        || query.state.is_some()
        || query.handler.is_some()
        || query.year.is_some()
        || !query.marks.is_empty()
        || query.removed
        || query.disputed
}

/// The query with the same order and nothing left out.
pub fn widest(query: &Query) -> Query {
    Query {
        sort: query.sort,
        descending: query.descending,
        ..Query::default()
    }
}

/// What is listed, in words.
pub fn filter_words(query: &Query) -> String {
    let only = |name: Text, what: &str| paper::ONLY.with(&[&name.now(), &what]);
    let state = query.state.and_then(|s| STATES.get(usize::from(s)));
    let verdict = query.verdict.and_then(|v| law::VERDICT_SHORT.get(usize::from(v)));
    let parts = [
        query.removed.then(|| texts::REMOVED.now().to_owned()),
        state.map(|(_, word)| only(texts::BY_STATE, word.now())),
        verdict.map(|word| only(texts::BY_VERDICT, word.now())),
        query.handler.as_ref().map(|name| match name.is_empty() {
            true => texts::NO_HANDLER.now().to_owned(),
            false => only(texts::HANDLER, name),
        }),
        query.year.map(|year| texts::YEAR.with(&[&year])),
        (!query.text.is_empty()).then(|| paper::SEARCHED.with(&[&query.text])),
    ];
    let marks = query.marks.iter();
    let marks = marks.map(|(field, text)| only(fields::name(*field), &mark_words(*field, text)));
    let parts: Vec<String> = parts.into_iter().flatten().chain(marks).collect();
    if parts.is_empty() {
        paper::ALL_CASES.now().to_owned()
    } else {
        parts.join(crate::lang::common::COMMA.now())
    }
}
