//! What falls due, lapses and may be done: a month, and the agenda of a day or week.
mod agenda;
mod grid;
mod month;
mod overdue;

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{AgendaItem, ExportCases, ExportKind, Query, ReadAgenda, Refusal};

use self::agenda::Agenda;
use self::grid::Grid;
use self::month::{month_step, on, weeks};
use self::overdue::Overdue;
use crate::lang::{calendar as texts, t};
use crate::pages::ready::{book_failure, book_version};
use crate::pages::save_file::save;
use crate::pages::writer::use_writer;
use crate::parts::empty::Failure;
use crate::parts::icon::{Icon, icon};
use crate::state::{use_shell, use_today};

/// What the parts of the page share. Free to copy.
#[derive(Clone, Copy)]
pub struct Month {
    /// The day chosen; its month is shown.
    pub chosen: RwSignal<NaiveDate>,
    /// Entries of the weeks shown, by day.
    pub items: RwSignal<Arc<Vec<AgendaItem>>>,
    /// Only this handler.
    pub handler: RwSignal<Option<String>>,
    /// Today.
    pub today: Signal<NaiveDate>,
    failure: RwSignal<Option<Refusal>>,
    turn: StoredValue<u32>,
}

impl Month {
    /// Of this handler, or all.
    pub fn query(self) -> Query {
        Query {
            handler: self.handler.get(),
            ..Query::default()
        }
    }

    fn fetch(self, from: NaiveDate, to: NaiveDate, query: Query) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        spawn_local(async move {
            let answer = WorkerClient::token().ask(ReadAgenda { from, to, query }).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(items) => {
                    self.failure.set(None);
                    self.items.set(Arc::new(items));
                }
                Err(error) => self.failure.set(Some(error.refusal)),
            }
        });
    }
}

/// The page.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let today = use_today();
    let month = Month {
        chosen: RwSignal::new(today.get_untracked()),
        items: RwSignal::default(),
        handler: RwSignal::new(None),
        today,
        failure: RwSignal::new(None),
        turn: StoredValue::new(0),
    };
    let (version, failure) = (book_version(), book_failure());
    let range = Memo::new(move |_| {
        let weeks = weeks(month.chosen.get());
        let first = weeks.first().map_or(month.chosen.get_untracked(), |w| w[0]);
        (first, on(first, weeks.len() as u64 * 7 - 1))
    });
    Effect::new(move |_| {
        let (from, to) = range.get();
        let query = month.query();
        if let Some(code) = failure.get() {
            month.failure.set(Some(code));
        } else if version.get().is_some() {
            month.fetch(from, to, query);
        }
    });
    view! {
        <header class="page-head calendar-head">
            <h1>{t(texts::TITLE)}</h1>
            <Steps month/>
            <span class="page-actions"><Handlers month/><Ics month/></span>
        </header>
        {move || month.failure.get().map(|why| view! { <Failure why/> })}
        <div class="calendar">
            <Grid month/>
            <div class="calendar-side"><Agenda month/><Overdue month/></div>
        </div>
    }
}

/// Month before, the month, month after, today.
#[component]
fn Steps(month: Month) -> impl IntoView {
    let go = move |by| month.chosen.update(|day| *day = month_step(*day, by));
    let words = move || {
        let day = month.chosen.get();
        texts::MONTH.with(&[&day.year(), &day.month()])
    };
    view! {
        <span class="steps">
            <button type="button" class="button-icon" aria-label=t(texts::BEFORE) on:click=move |_| go(-1)>{icon(Icon::ChevronLeft)}</button>
            <strong aria-live="polite">{words}</strong>
            <button type="button" class="button-icon" aria-label=t(texts::AFTER) on:click=move |_| go(1)>{icon(Icon::ChevronRight)}</button>
            <button type="button" class="button" on:click=move |_| month.chosen.set(month.today.get_untracked())>{t(texts::TODAY)}</button>
        </span>
    }
}

#[component]
fn Handlers(month: Month) -> impl IntoView {
    let summary = use_shell().summary;
    let names = Memo::new(move |_| summary.with(|s| s.as_ref().map(|s| s.handlers.clone()).unwrap_or_default()));
    let rows = move || {
        let names = names.get().into_iter().map(|name| {
            let here = month.handler.with(|h| h.as_ref() == Some(&name));
            view! { <option value=name.clone() prop:selected=here>{name.clone()}</option> }
        });
        view! { <option value="">{texts::ALL_HANDLERS.now()}</option>{names.collect_view()} }
    };
    view! {
        <select
            class="input select-small"
            class:is-set=move || month.handler.with(Option::is_some)
            aria-label=t(texts::HANDLER)
            on:change=move |event| {
                let name = event_target_value(&event);
                month.handler.set((!name.is_empty()).then_some(name));
            }
        >
            {rows}
        </select>
    }
}

#[component]
fn Ics(month: Month) -> impl IntoView {
    let writer = use_writer();
    let export = move |_| {
        let query = untrack(|| month.query());
        spawn_local(async move {
            match WorkerClient::token()
                .ask(ExportCases {
                    query,
                    kind: ExportKind::Ics,
                })
                .await
            {
                Ok(file) => _ = save(&file),
                Err(error) => writer.failed(&error.refusal),
            }
        });
    };
    view! { <button type="button" class="button" on:click=export>{icon(Icon::Download)}{t(texts::EXPORT)}</button> }
}
