//! One slot of the pool: a row of the list, or a card where it is narrow.
use std::sync::Arc;

use leptos::prelude::*;
use protocol::Row;

use super::columns::{Column, words};
use super::table::List;
use super::window::row_of_slot;
use crate::in_force::use_in_force;
use crate::lang::{cases as texts, t};
use crate::pages::words::{node_name, row_state, row_verdict};
use crate::parts::date::iso;
use crate::parts::mark::shape;
use crate::route::Route;
use crate::state::use_today;

type Shown = Memo<Option<Arc<Row>>>;

/// A slot; which row it shows follows the scroll.
pub fn slot(list: List, number: u32) -> impl IntoView {
    let index = Memo::new(move |_| row_of_slot(number, list.span.get().first, list.pool.get()));
    let row: Shown = Memo::new(move |_| {
        list.feed.tick.track();
        list.feed.row(index.get())
    });
    let is_active = move || list.active.get() == Some(index.get());
    let is_chosen = Memo::new(move |_| row.with(|r| r.as_ref().is_some_and(|r| list.chosen.with(|c| c.has(&r.id)))));
    let is_beside =
        move || list.wide.get() && row.with(|r| r.as_ref().is_some_and(|r| list.beside.get() == Some(r.id)));
    let beyond = move || list.feed.total.get().is_none_or(|total| index.get() >= total);
    let clicked = move |event: web_sys::MouseEvent| {
        let at = index.get_untracked();
        if event.shift_key() || event.ctrl_key() || event.meta_key() {
            list.choose(at, event.shift_key());
            return;
        }
        list.go_to(at);
        list.show_beside(at);
        if !list.wide.get_untracked()
            && let Some(row) = row.get_untracked()
        {
            list.open.run(row.id);
        }
    };
    let opened = move |_: web_sys::MouseEvent| {
        if let Some(row) = row.get_untracked() {
            list.open.run(row.id);
        }
    };
    view! {
        <div
            class="list-row list-case"
            class:is-active=is_active
            class:is-chosen=is_chosen
            class:is-beside=is_beside
            id=format!("slot-{number}")
            role="row"
            aria-rowindex=move || (index.get() + 2).to_string()
            aria-selected=move || if is_chosen.get() { "true" } else { "false" }
            hidden=beyond
            style=("transform", move || format!("translateY({}px)", f64::from(index.get()) * list.row_px.get()))
            on:click=clicked
            on:dblclick=opened
        >
            {move || if list.cards.get() { card(list, index, row, is_chosen).into_any() } else { cells(list, index, row, is_chosen).into_any() }}
        </div>
    }
}

fn cells(list: List, index: Memo<u32>, row: Shown, chosen: Memo<bool>) -> impl IntoView {
    let cells = list
        .shown
        .get()
        .into_iter()
        .map(|column| cell(column, row))
        .collect_view();
    view! {
        <span role="gridcell" class="pick">{pick(list, index, row, chosen)}</span>
        {cells}
    }
}

fn pick(list: List, index: Memo<u32>, row: Shown, chosen: Memo<bool>) -> impl IntoView {
    let label = move || row.with(|r| r.as_ref().map(|r| texts::CHOOSE.with(&[&r.case_number])));
    // The label fills the cell, so that a thumb hits it; its click must not open the row.
    view! {
        <label class="pick-target" on:click=|event| event.stop_propagation()>
            <input
                type="checkbox"
                tabindex="-1"
                aria-label=label
                prop:checked=chosen
                on:click=move |event: web_sys::MouseEvent| {
                    event.stop_propagation();
                    list.choose(index.get_untracked(), event.shift_key());
                }
            />
        </label>
    }
}

fn cell(column: Column, row: Shown) -> AnyView {
    let class = format!("cell cell-{}", column.key());
    match column {
        Column::Number => view! { <span role="gridcell" class=class>{number(row)}</span> }.into_any(),
        Column::State => view! { <span role="gridcell" class=class>{state(row)}</span> }.into_any(),
        Column::Next => view! { <span role="gridcell" class=class>{next(row)}</span> }.into_any(),
        Column::Verdict => view! { <span role="gridcell" class=class>{verdict(row)}</span> }.into_any(),
        _ => {
            let text = Memo::new(move |_| row.with(|r| r.as_ref().map(|r| words(column, r))));
            view! {
                <span role="gridcell" class=class class:is-loading=move || text.with(Option::is_none) title=text>{text}</span>
            }
            .into_any()
        }
    }
}

/// Number as a link, so that it opens in another tab too.
fn number(row: Shown) -> impl IntoView {
    move || {
        row.get().map(|r| {
            let conflict = (r.conflicts > 0).then(|| {
                view! { <span class="flag flag-conflict" title=t(texts::CONFLICT)>"≠"</span> }
            });
            view! {
                // Before the number: at the end of a narrow column it would be cut.
                {conflict}
                <a class="case-number" tabindex="-1" href=Route::Case(r.id).href() on:click=|event| event.stop_propagation()>
                    {r.case_number.clone()}
                </a>
            }
        })
    }
}

fn state(row: Shown) -> impl IntoView {
    let today = use_today();
    move || {
        row.get().map(|r| {
            let (state, words) = row_state(&r, today.get());
            view! { <span class=format!("mark {}", state.class())>{shape(state)}<span>{words}</span></span> }
        })
    }
}

/// Day and matter of the next alarm.
fn next(row: Shown) -> impl IntoView {
    let in_force = use_in_force();
    move || {
        let nodes = in_force.nodes.get();
        row.get().map(|r| {
            let day = r.next_due.map(iso);
            view! { <span class="next-day">{day}</span>" "<span class="matter">{node_name(&nodes, &r.next_node)}</span> }
        })
    }
}

fn verdict(row: Shown) -> impl IntoView {
    move || {
        row.get().map(|r| {
            let (word, ground) = row_verdict(&r);
            let changed = r
                .differs
                .then(|| view! { " "<span class="flag" title=t(texts::FACTS_CHANGED)>{t(texts::CHANGED)}</span> });
            view! {
                <span class=format!("verdict-tag verdict-tag-{}", r.verdict)>{word}</span>
                " "<span class="ground-code">{ground}</span>
                {changed}
            }
        })
    }
}

/// A row where it is narrow: what one must know to pick it, in three lines.
fn card(list: List, index: Memo<u32>, row: Shown, chosen: Memo<bool>) -> impl IntoView {
    view! {
        <div role="gridcell" class="card-row">
            <span class="card-pick">{pick(list, index, row, chosen)}</span>
            <span class="card-number">{number(row)}</span>
            <span class="card-state">{state(row)}</span>
            <span class="card-parties">
                {move || row.get().map(|r| format!("{} → {}", r.applicant, r.debtor))}
            </span>
            <span class="card-verdict">{verdict(row)}</span>
            <span class="card-next">{next(row)}</span>
            <span class="card-handler">{move || row.get().map(|r| r.handler.clone())}</span>
        </div>
    }
}
