//! The month: days with holidays, make-up days, and how much falls on each.
use std::collections::BTreeMap;

use ::law::calendar::{Calendar, DayKind};
use chrono::{Datelike, NaiveDate};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Month;
use super::month::{step, tally, weeks};
use crate::in_force::use_in_force;
use crate::lang::{Text, calendar as texts, common, law, t};
use crate::parts::date::{iso, weekday};
use crate::parts::mark::{State, shape};

/// Mark of each kind of entry.
pub const KINDS: [(State, Text); 3] = [
    (State::Running, texts::KINDS[0]),
    (State::Lapsing, texts::KINDS[1]),
    (State::Idle, texts::KINDS[2]),
];

/// The month as a grid.
#[component]
pub fn Grid(
    /// The month.
    month: Month,
) -> impl IntoView {
    let in_force = use_in_force();
    let node = NodeRef::<html::Table>::new();
    let counts = Memo::new(move |_| month.items.with(|items| tally(items.iter().map(|i| (i.on, i.kind)))));
    let shown = Memo::new(move |_| weeks(month.chosen.get()));
    let pressed = move |event: web_sys::KeyboardEvent| {
        if let Some(day) = step(&event.key(), month.chosen.get_untracked()) {
            event.prevent_default();
            month.chosen.set(day);
            focus_chosen(node);
        }
    };
    let rows = move || {
        let (calendar, counts, today) = (in_force.calendar.get(), counts.get(), month.today.get());
        let weeks = shown.get().into_iter().map(|week| {
            let days = week
                .into_iter()
                .map(|day| cell(month, &calendar, &counts, day, today))
                .collect_view();
            view! { <tr>{days}</tr> }
        });
        weeks.collect_view()
    };
    let open_year = move || {
        let calendar = in_force.calendar.get();
        let year = month.chosen.get().year();
        (year > calendar.settled_through()).then(|| texts::OPEN_YEAR.with(&[&year]))
    };
    view! {
        <section class="card month">
            <table role="grid" aria-label=t(texts::GRID) node_ref=node on:keydown=pressed>
                <thead><tr>{heads()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {move || open_year().map(|text| view! { <p class="quiet">{text}</p> })}
        </section>
    }
}

fn heads() -> Vec<AnyView> {
    common::WEEKDAYS
        .into_iter()
        .map(|day| view! { <th scope="col">{t(day)}</th> }.into_any())
        .collect()
}

fn focus_chosen(node: NodeRef<html::Table>) {
    request_animation_frame(move || {
        // The page may be gone by then.
        let chosen = node
            .try_get_untracked()
            .flatten()
            .and_then(|n| n.query_selector("[tabindex='0']").ok().flatten());
        if let Some(button) = chosen.and_then(|c| c.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = button.focus();
        }
    });
}

fn cell(
    month: Month,
    calendar: &Calendar,
    counts: &BTreeMap<NaiveDate, [u32; 3]>,
    day: NaiveDate,
    today: NaiveDate,
) -> AnyView {
    let info = calendar.day(day);
    let kind = info.map_or(DayKind::Working, |d| d.kind);
    let name = info.and_then(|d| d.name).map(law::holiday).unwrap_or_default();
    let off = match kind {
        DayKind::Holiday => Some(texts::REST),
        DayKind::MakeUp => Some(texts::WORK),
        DayKind::Working | DayKind::Weekend => None,
    };
    let count = counts.get(&day).copied().unwrap_or_default();
    let chosen = Memo::new(move |_| month.chosen.get() == day);
    let outside = month.chosen.with_untracked(|c| c.month() != day.month());
    let class = match kind {
        DayKind::Holiday => "date-cell is-holiday",
        DayKind::Weekend => "date-cell is-weekend",
        DayKind::MakeUp => "date-cell is-makeup",
        DayKind::Working => "date-cell",
    };
    let spoken = spoken(day, off, &name, count);
    view! {
        <td role="gridcell" aria-selected=move || if chosen.get() { "true" } else { "false" }>
            <button
                type="button"
                class=class
                class:is-outside=outside
                class:is-today=day == today
                class:is-chosen=chosen
                tabindex=move || if chosen.get() { "0" } else { "-1" }
                title=spoken
                aria-current=(day == today).then_some("date")
                on:click=move |_| month.chosen.set(day)
            >
                <span class="date-head">
                    <span class="date-number">{day.day()}</span>
                    {off.map(|off| view! { <span class="date-off">{t(off)}</span> })}
                    <span class="date-name">{name}</span>
                </span>
                <span class="date-counts">{marks(count, day < today)}</span>
            </button>
        </td>
    }
    .into_any()
}

fn marks(count: [u32; 3], past: bool) -> Vec<AnyView> {
    let shown = count.into_iter().zip(KINDS).filter(|(n, _)| *n > 0);
    shown
        .map(|(n, (state, word))| {
            let state = if past && state == State::Running {
                State::Overdue
            } else {
                state
            };
            view! {
                <span class=format!("date-count {}", state.class())>
                    {shape(state)}<span class="date-word">{t(word)}</span><b>{n}</b>
                </span>
            }
            .into_any()
        })
        .collect()
}

/// The day in full, as a hint and for screen readers: date, weekday, what it is, how much falls on it.
fn spoken(day: NaiveDate, off: Option<Text>, name: &str, count: [u32; 3]) -> String {
    let mut out = format!("{} {}", iso(day), weekday(day));
    for word in [off.map(Text::now), Some(name).filter(|n| !n.is_empty())]
        .into_iter()
        .flatten()
    {
        out.push(' ');
        out.push_str(word);
    }
    for (n, (_, word)) in count.into_iter().zip(KINDS).filter(|(n, _)| *n > 0) {
        out.push_str(&format!(", {n} {}", word.now()));
    }
    out
}
