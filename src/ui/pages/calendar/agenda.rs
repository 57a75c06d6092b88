//! The agenda: what falls on the chosen day, or on the days of its week.
use chrono::NaiveDate;
use leptos::prelude::*;
use protocol::AgendaItem;

use super::Month;
use super::grid::KINDS;
use super::month::{monday, on};
use crate::in_force::{InForce, use_in_force};
use crate::lang::{calendar as texts, common, t};
use crate::pages::words;
use crate::parts::answer::Segments;
use crate::parts::date::{iso, weekday};
use crate::parts::mark::{State, shape};
use crate::route::Route;

/// Entries shown at first, and more with each tap.
const SOME: usize = 100;

/// The card.
#[component]
pub fn Agenda(
    /// The month.
    month: Month,
) -> impl IntoView {
    let in_force = use_in_force();
    let week = RwSignal::new(false);
    let room = RwSignal::new(SOME);
    let span = Memo::new(move |_| {
        let day = month.chosen.get();
        if week.get() {
            (monday(day), on(monday(day), 6))
        } else {
            (day, day)
        }
    });
    Effect::new(move |_| {
        span.track();
        room.set(SOME);
    });
    let list = move || {
        let (from, to) = span.get();
        let today = month.today.get();
        let items = month.items.get();
        let hits: Vec<&AgendaItem> = items.iter().filter(|i| from <= i.on && i.on <= to).collect();
        if hits.is_empty() {
            let words = [texts::NOTHING_DAY, texts::NOTHING_WEEK][usize::from(from != to)];
            return view! { <p class="quiet">{t(words)}</p> }.into_any();
        }
        let rest = hits.len().saturating_sub(room.get());
        let days = by_day(&hits[..hits.len() - rest]);
        let groups = days
            .into_iter()
            .map(|(day, items)| group(in_force, day, &items, today, from != to))
            .collect::<Vec<_>>();
        view! {
            {groups}
            {(rest > 0).then(|| view! {
                <button type="button" class="link" on:click=move |_| room.update(|n| *n += SOME)>
                    {common::MORE.with(&[&rest.min(SOME)])}
                </button>
            })}
        }
        .into_any()
    };
    let chosen = Signal::derive(move || usize::from(week.get()));
    view! {
        <section class="card agenda">
            <div class="card-head">
                <h2>{move || { let day = month.chosen.get(); format!("{} {}", iso(day), weekday(day)) }}</h2>
                <Segments
                    options=vec![texts::DAY, texts::WEEK]
                    chosen
                    on_choose=Callback::new(move |at| week.set(at == 1))
                />
            </div>
            {list}
        </section>
    }
}

fn by_day<'a>(items: &[&'a AgendaItem]) -> Vec<(NaiveDate, Vec<&'a AgendaItem>)> {
    let mut out: Vec<(NaiveDate, Vec<&AgendaItem>)> = Vec::new();
    for item in items {
        match out.last_mut() {
            Some((day, list)) if *day == item.on => list.push(item),
            _ => out.push((item.on, vec![item])),
        }
    }
    out
}

fn group(in_force: InForce, day: NaiveDate, items: &[&AgendaItem], today: NaiveDate, named: bool) -> AnyView {
    let rows: Vec<AnyView> = items.iter().map(|item| entry(in_force, item, today)).collect();
    view! {
        {named.then(|| view! { <h3 class="agenda-day">{iso(day)}" "{weekday(day)}</h3> })}
        <ul class="agenda-list">{rows}</ul>
    }
    .into_any()
}

/// One entry: its kind, the matter, the case.
fn entry(in_force: InForce, item: &AgendaItem, today: NaiveDate) -> AnyView {
    let (state, word) = KINDS.get(usize::from(item.kind)).copied().unwrap_or(KINDS[0]);
    let (state, word) = match (item.act_by, item.kind, (item.on - today).num_days()) {
        (Some(act_by), ..) => words::lapse(item.on, act_by, today),
        (_, 0, days) if days < 0 => (State::Overdue, word.now().to_owned()),
        (_, 0, 0..=3) => (State::Soon, word.now().to_owned()),
        _ => (state, word.now().to_owned()),
    };
    let matter = words::node_name(&in_force.nodes.get(), &item.node);
    view! {
        <li>
            <a class="agenda-entry" href=Route::Case(item.case).href()>
                <span class=format!("mark {}", state.class())>{shape(state)}<span>{word}</span></span>
                <span class="agenda-matter">{matter}</span>
                {item.provisional.then(|| view! { <span class="tag tag-warn">{t(texts::PROVISIONAL)}</span> })}
                <span class="agenda-case"><span class="case-number">{item.case_number.clone()}</span>" "{item.debtor.clone()}</span>
            </a>
        </li>
    }
    .into_any()
}
