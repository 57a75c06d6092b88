//! What this device remembers of the list: columns and saved filters.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{PutSetting, Query, ReadSettings};
use serde::{Deserialize, Serialize};

use super::columns::{self, Column};
use super::filters::narrows;
use super::table::List;
use crate::lang::{cases as texts, t};
use crate::pages::menu::Menu;
use crate::parts::icon::{Icon, icon};

/// Key of the columns among the settings.
const COLUMNS: &str = "cases.columns";
/// Key of the saved filters among the settings.
const FILTERS: &str = "cases.filters";

/// A filter under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedFilter {
    name: String,
    query: Query,
}

/// Reads what is remembered; without an answer the usual columns stay.
pub fn recall(list: List, filters: RwSignal<Vec<SavedFilter>>) {
    spawn_local(async move {
        let Ok(settings) = WorkerClient::token().ask(ReadSettings).await else {
            return;
        };
        for (key, text) in settings {
            match key.as_str() {
                COLUMNS => {
                    if let Some(chosen) = columns::read(&text) {
                        list.columns.try_set(chosen);
                    }
                }
                FILTERS => {
                    if let Ok(saved) = serde_json::from_str(&text) {
                        filters.try_set(saved);
                    }
                }
                _ => {}
            }
        }
    });
}

fn remember(key: &str, text: String) {
    let job = PutSetting {
        key: key.to_owned(),
        text: Some(text),
    };
    // A lost wish about the list is no loss of data; it is asked for again next time.
    spawn_local(async move {
        let _ = WorkerClient::token().ask(job).await;
    });
}

/// The menu of columns.
#[component]
pub fn ColumnMenu(
    /// The list.
    list: List,
) -> impl IntoView {
    let toggle = move |column: Column| {
        list.columns.update(|chosen| {
            let now: Vec<Column> = Column::all()
                .filter(|c| {
                    if *c == column {
                        !chosen.contains(c)
                    } else {
                        chosen.contains(c)
                    }
                })
                .collect();
            *chosen = now;
        });
        remember(COLUMNS, list.columns.with_untracked(|c| columns::write(c)));
    };
    let boxes = Column::all().filter(|c| *c != Column::Number).map(move |column| {
        view! {
            <label class="menu-row">
                <input
                    type="checkbox"
                    prop:checked=move || list.columns.with(|c| c.contains(&column))
                    on:change=move |_| toggle(column)
                />
                <span>{t(column.head())}</span>
            </label>
        }
    });
    view! {
        <Menu label=Signal::derive(|| texts::COLUMNS.now().to_owned()) sign=Icon::Columns quiet=true>
            <fieldset class="menu-list"><legend class="visually-hidden">{t(texts::COLUMNS)}</legend>{boxes.collect_view()}</fieldset>
        </Menu>
    }
}

/// The menu of saved filters.
#[component]
pub fn FilterMenu(
    /// The list.
    list: List,
    /// The saved filters.
    filters: RwSignal<Vec<SavedFilter>>,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let title = name.with_untracked(|n| n.trim().to_owned());
        if title.is_empty() {
            return;
        }
        filters.update(|all| {
            all.retain(|f| f.name != title);
            all.push(SavedFilter {
                name: title,
                query: list.feed.query.get_untracked(),
            });
        });
        write(filters);
        name.set(String::new());
    };
    let can_save = move || list.feed.query.with(narrows);
    let rows = move || {
        filters
            .get()
            .into_iter()
            .map(|filter| saved_row(list, filters, filter))
            .collect_view()
    };
    view! {
        <Menu label=Signal::derive(|| texts::SAVED.now().to_owned()) sign=Icon::Bookmark quiet=true>
            {move || filters.with(Vec::is_empty).then(|| view! { <p class="menu-note">{t(texts::NO_SAVED)}</p> })}
            <ul class="menu-list">{rows}</ul>
            <form class="menu-form" hidden=move || !can_save() on:submit=keep>
                <input
                    class="input"
                    aria-label=t(texts::SAVE_FILTER)
                    placeholder=t(texts::SAVED_NAME)
                    maxlength="40"
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <button type="submit" class="button">{t(texts::SAVE)}</button>
            </form>
        </Menu>
    }
}

fn saved_row(list: List, filters: RwSignal<Vec<SavedFilter>>, filter: SavedFilter) -> impl IntoView {
    let SavedFilter { name, query } = filter;
    let (title, gone) = (name.clone(), name.clone());
    let forget = move |_| {
        filters.update(|all| all.retain(|f| f.name != gone));
        write(filters);
    };
    view! {
        <li class="menu-row">
            <button type="button" class="menu-item" on:click=move |_| list.feed.query.set(query.clone())>{title}</button>
            <button type="button" class="button-icon" aria-label=move || texts::FORGET_FILTER.with(&[&name]) on:click=forget>
                {icon(Icon::Trash)}
            </button>
        </li>
    }
}

fn write(filters: RwSignal<Vec<SavedFilter>>) {
    if let Ok(text) = filters.with_untracked(serde_json::to_string) {
        remember(FILTERS, text);
    }
}
