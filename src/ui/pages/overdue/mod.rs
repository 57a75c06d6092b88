//! The table of overdue nodes of a period (plan Art. 9): on the screen, on paper, as a workbook; each can be explained.
mod explain;
mod table;

use std::collections::BTreeSet;

use casebook::entered::Entered;
use casebook::overdue::counted_to;
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CaseId, Explained, ExportOverdue, OverdueRow, ReadOverdue};

use self::explain::ExplainDialog;
use self::table::{Chosen, Totals, table};
use crate::lang::{overdue as texts, records, t};
use crate::pages::paper::{Court, Printed, print_rows, turn_paper};
use crate::pages::period::{days, period_in_query, value_in_query};
use crate::pages::ready::{Read, keep_read, loading, unread};
use crate::pages::records::Switch;
use crate::pages::save_file;
use crate::pages::writer::use_writer;
use crate::parts::date::iso;
use crate::parts::icon::{Icon, icon};
use crate::parts::rest::SOME;
use crate::route::{Route, replace_query, use_place};
use crate::state::use_today;

/// Totals by team, at first: an index into [`texts::GROUPS`].
const BY_TEAM: usize = 1;

/// What tells a row from the others: case, node, last day, what it concerns.
type RowKey = (CaseId, String, NaiveDate, String);

fn key_of(row: &OverdueRow) -> RowKey {
    (row.case, row.node.clone(), row.due, row.subject.clone())
}

/// What the page and its parts share. Free to copy.
#[derive(Clone, Copy)]
struct Overdue {
    from: RwSignal<Entered<NaiveDate>>,
    to: RwSignal<Entered<NaiveDate>>,
    read: RwSignal<Read<OverdueRow>>,
    /// Index into [`texts::GROUPS`].
    group: RwSignal<usize>,
    /// Rows shown.
    room: RwSignal<usize>,
    /// Rows chosen to be explained at once.
    chosen: RwSignal<BTreeSet<RowKey>>,
    /// The rows that are explained.
    asked: RwSignal<Vec<OverdueRow>>,
    today: Signal<NaiveDate>,
}

/// The page.
#[component]
pub fn OverduePage() -> impl IntoView {
    let overdue = Overdue::open();
    let writer = use_writer();
    turn_paper();
    let body = move || match overdue.read.get() {
        // Of what is no period there is no table.
        _ if overdue.period().is_none() => ().into_any(),
        Read::Waiting => loading(),
        Read::Failed(why) => unread(why, move || overdue.fetch()),
        Read::Here(rows) if rows.is_empty() => view! { <p class="quiet" role="status">{t(texts::NONE)}</p> }.into_any(),
        Read::Here(rows) => view! { <Totals overdue/><Chosen overdue/>{table(overdue, rows)} }.into_any(),
    };
    let save = move |_| {
        let Some((from, to)) = untrack(|| overdue.period()) else {
            return;
        };
        let today = overdue.today.get_untracked();
        let ask = WorkerClient::token().ask(ExportOverdue { from, to, today });
        spawn_local(async move {
            match ask.await {
                Ok(file) if save_file::save(&file) => {}
                Ok(_) => writer.alarm(records::NOT_EXPORTED.once().to_owned()),
                Err(error) => writer.failed(&error.refusal),
            }
        });
    };
    view! {
        <Court/>
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <div class="page-actions no-print">
                <Switch kind=None/>
                <button type="button" class="button" disabled=move || overdue.period().is_none() on:click=save>{icon(Icon::Download)}{t(records::EXPORT)}</button>
                <button type="button" class="button" on:click=move |_| print_rows(overdue.room)>
                    {icon(Icon::Printer)}{t(records::PRINT)}
                </button>
            </div>
        </header>
        <Printed/>
        <section class="register">
            <p class="only-print">{move || overdue.said()}</p>
            <Period overdue/>
            {body}
            <div class="only-print">
                <p class="paper-sign"><span>{t(texts::MADE_BY)}</span><span>{t(texts::CHECKED_BY)}</span></p>
            </div>
        </section>
        <ExplainDialog overdue/>
    }
}

#[component]
fn Period(overdue: Overdue) -> impl IntoView {
    let groups = texts::GROUPS.into_iter().enumerate().map(move |(at, text)| {
        view! { <option value=at.to_string() prop:selected=move || overdue.group.get() == at>{t(text)}</option> }
    });
    view! {
        <div class="register-filters no-print">
            {days(overdue.from, overdue.to, move || overdue.period().is_some())}
            <select class="input" aria-label=t(texts::BY) on:change=move |event| {
                if let Ok(at) = event_target_value(&event).parse() {
                    overdue.group.set(at);
                }
            }>
                {groups.collect_view()}
            </select>
            <span class="quiet" role="status">{move || overdue.counts()}</span>
            <span class="quiet">{move || overdue.counted()}</span>
        </div>
    }
}

impl Overdue {
    fn open() -> Self {
        let today = use_today();
        let place = use_place();
        let (from, to, group) = place
            .query
            .with_untracked(|query| read_address(query))
            .unwrap_or_else(|| {
                let (from, to) = month_before(today.get_untracked());
                (from, to, BY_TEAM)
            });
        let overdue = Self {
            from: RwSignal::new(Entered::Read(from)),
            to: RwSignal::new(Entered::Read(to)),
            read: RwSignal::new(Read::Waiting),
            group: RwSignal::new(group),
            room: RwSignal::new(SOME),
            chosen: RwSignal::default(),
            asked: RwSignal::default(),
            today,
        };
        keep_read(
            overdue.read,
            move || {
                today.track();
                overdue.from.track();
                overdue.to.track();
            },
            move || overdue.fetch(),
        );
        // The address keeps the period, for coming back and for reloading.
        Effect::new(move |before: Option<()>| {
            let (period, group) = (overdue.period(), overdue.group.get());
            if let (Some((from, to)), Some(())) = (period, before) {
                replace_query(Route::Overdue, &write_address(from, to, group));
            }
        });
        overdue
    }

    /// The period and the counts in a line, for paper.
    fn said(self) -> Option<String> {
        let (from, to) = self.period()?;
        let counts = self.counts().unwrap_or_default();
        let counted = self.counted().unwrap_or_default();
        Some(texts::PERIOD.with(&[&iso(from), &iso(to), &counted, &counts]))
    }

    /// Up to which day the days late are counted. Tracks.
    fn counted(self) -> Option<String> {
        let (_, to) = self.period()?;
        Some(texts::COUNTED_TO.with(&[&iso(counted_to(to, self.today.get()))]))
    }

    /// First and last day, if they are a period. Tracks.
    fn period(self) -> Option<(NaiveDate, NaiveDate)> {
        let (from, to) = (self.from.get().value()?, self.to.get().value()?);
        (from <= to).then_some((from, to))
    }

    fn fetch(self) {
        let Some((from, to)) = untrack(|| self.period()) else {
            return;
        };
        let today = self.today.get_untracked();
        let ask = WorkerClient::token().ask(ReadOverdue { from, to, today });
        spawn_local(async move {
            let now = Read::of(ask.await);
            // What is not there any more is not chosen any more.
            if let Read::Here(rows) = &now {
                let there: BTreeSet<RowKey> = rows.iter().map(key_of).collect();
                self.chosen
                    .try_update(|chosen| chosen.retain(|key| there.contains(key)));
            }
            // Another period may have been chosen meanwhile.
            if untrack(|| self.from.try_get()).is_some() && untrack(|| self.period()) == Some((from, to)) {
                self.read.try_set(now);
            }
        });
    }

    fn counts(self) -> Option<String> {
        let Read::Here(rows) = self.read.get() else { return None };
        let open = rows.iter().filter(|row| row.done.is_none()).count();
        let unsaid = rows.iter().filter(|row| is_unsaid(row)).count();
        (!rows.is_empty()).then(|| texts::COUNT.with(&[&rows.len(), &open, &unsaid]))
    }
}

/// Nobody has explained it, or what was said was sent back.
fn is_unsaid(row: &OverdueRow) -> bool {
    row.explained.as_ref().is_none_or(Explained::is_returned)
}

/// The first and the last day of the month before.
pub fn month_before(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = today.with_day(1).unwrap_or(today);
    let last = first.pred_opt().unwrap_or(first);
    (last.with_day(1).unwrap_or(last), last)
}

/// The period and what is totalled by, as the address has them.
fn write_address(from: NaiveDate, to: NaiveDate, group: usize) -> String {
    format!("from={from}&to={to}&by={group}")
}

/// The same read; nothing if the address says something else.
fn read_address(query: &str) -> Option<(NaiveDate, NaiveDate, usize)> {
    let group = value_in_query(query, "by")?.parse().ok();
    let group = group.filter(|at| *at < texts::GROUPS.len())?;
    period_in_query(query).map(|(from, to)| (from, to, group))
}
