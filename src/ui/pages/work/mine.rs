//! The own cases of the person here: what is overdue or due soon, what lapses, and what was noted to be done.
use std::sync::Arc;

use casebook::matters::MATTER;
use casebook::mine::note_day;
use chrono::{Days, NaiveDate};
use law::nodes::LAPSE_DAYS;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{
    Away, Failure, ListCases, MatterPage as Window, Mine, Query, ReadAway, ReadMatters, ReadMine, ReadWarnings,
    RegisterRow, Row, WarnedRow, Whose,
};

use crate::in_force::use_in_force;
use crate::kinds::kinds_now;
use crate::lang::{Text, flows as texts, matters as matter_texts, t, warnings};
use crate::pages::matters::act::state_of;
use crate::pages::ready::{book_version, unread};
use crate::pages::records::{may_write, title};
use crate::pages::words;
use crate::parts::date::iso;
use crate::parts::mark::{State, shape};
use crate::route::Route;
use crate::state::{use_shell, use_today};

/// Cases of a state shown here; the list has them all.
const CASES: u32 = 50;
/// Warnings shown here.
const WARNINGS: usize = 20;

/// What is read of one person.
#[derive(Clone, Default, PartialEq)]
struct Day {
    /// Somebody who is away and for whom the person here stands in; nothing for the own day.
    of: Option<Away>,
    /// Overdue, then due soon; each with how many there are.
    cases: [(u32, Vec<Row>); 2],
    records: Mine,
    matters: Window,
    warned: Vec<WarnedRow>,
}

/// The part of the page; nothing for whoever handles no case.
#[component]
pub(super) fn Own() -> impl IntoView {
    let (shell, today, version) = (use_shell(), use_today(), book_version());
    let mine = RwSignal::new(Ok(Arc::new(Vec::<Day>::new())));
    let again = RwSignal::new(0_u32);
    let me = Memo::new(move |_| shell.me().map(|me| me.name).unwrap_or_default());
    Effect::new(move |_| {
        let (me, today) = (me.get(), today.get());
        again.track();
        if version.get().is_some() && !me.is_empty() {
            spawn_local(async move {
                let now = read_all(me, today)
                    .await
                    .map(Arc::new)
                    .map_err(|failure| failure.refusal);
                if mine.try_with_untracked(|before| *before != now) == Some(true) {
                    mine.try_set(now);
                }
            });
        }
    });
    move || {
        // What could not be read must not look like a day without work.
        let mine = match mine.get() {
            Ok(mine) => mine,
            Err(why) => return unread(why, move || again.update(|times| *times += 1)),
        };
        mine.iter().map(of_one).collect_view().into_any()
    }
}

/// How many cases of all are overdue, whoever handles them: the way to their list. Nothing where there are none.
#[component]
pub(super) fn AllOverdue() -> impl IntoView {
    let summary = use_shell().summary;
    let count = Memo::new(move |_| summary.with(|now| now.as_ref().map_or(0, |now| now.by_state[0])));
    move || {
        let count = count.get();
        (count > 0).then(|| {
            view! { <a class="button" href=format!("{}?state=0", Route::Cases.href())>{texts::ALL_OVERDUE.with(&[&count])}</a> }
        })
    }
}

/// How many matters nobody was given, for whoever shares them out: the way to their list. Nothing where there are none.
#[component]
pub(super) fn Nobodys() -> impl IntoView {
    let (shell, today, version) = (use_shell(), use_today(), book_version());
    let count = RwSignal::new(0_u32);
    let may = Memo::new(move |_| {
        crate::kinds::kinds_now()
            .get(MATTER)
            .is_some_and(|kind| may_write(shell, kind))
    });
    Effect::new(move |_| {
        let today = today.get();
        if version.get().is_none() || !may.get() {
            return count.set(0);
        }
        let asked = ReadMatters {
            whose: Whose::Nobodys,
            ..ReadMatters::of_all(today)
        };
        spawn_local(async move {
            // What cannot be read is said where the matters themselves are listed.
            if let Ok(window) = WorkerClient::token().ask(asked).await {
                count.try_set(window.total);
            }
        });
    });
    move || {
        let count = count.get();
        (count > 0).then(|| {
            view! { <a class="button" href=format!("{}?nobody", Route::Matters.href())>{matter_texts::NOBODYS.with(&[&count])}</a> }
        })
    }
}

/// The day of one person: the own, or of somebody who is away.
fn of_one(day: &Day) -> AnyView {
    let [overdue, soon] = &day.cases;
    let of = day.of.as_ref().map(|away| {
        let said = matter_texts::STANDS_IN.with(&[&away.who, &iso(away.to)]);
        view! { <h2 class="stands-in">{said}</h2> }
    });
    view! {
        {of}
        {matters(&day.matters, day.of.is_none())}
        {cases(texts::MY_OVERDUE, State::Overdue, overdue)}
        {cases(texts::MY_SOON, State::Soon, soon)}
        {warned(&day.warned)}
        {records_of(texts::MY_LAPSING, &day.records.lapsing)}
        {records_of(texts::MY_NOTES, &day.records.notes)}
    }
    .into_any()
}

/// The own day, then those of whoever is away and stood in for by the person here.
async fn read_all(me: String, today: NaiveDate) -> Result<Vec<Day>, Failure> {
    let away = WorkerClient::token().ask(ReadAway { today }).await?;
    let mut days = vec![read(me.clone(), today).await?];
    for away in away.into_iter().filter(|away| away.by == me) {
        let day = read(away.who.clone(), today).await?;
        days.push(Day { of: Some(away), ..day });
    }
    Ok(days)
}

async fn read(me: String, today: NaiveDate) -> Result<Day, Failure> {
    let mut day = Day::default();
    for (state, place) in (0..).zip(&mut day.cases) {
        let query = Query {
            handler: Some(me.clone()),
            state: Some(state),
            ..Query::default()
        };
        let (from, count) = (0, CASES);
        let page = WorkerClient::token().ask(ListCases { query, from, count }).await?;
        *place = (page.total, page.rows);
    }
    let until = today
        .checked_add_days(Days::new(LAPSE_DAYS.unsigned_abs()))
        .unwrap_or(today);
    let asked = ReadMatters {
        whose: Whose::Of(me.clone()),
        count: CASES,
        ..ReadMatters::of_all(today)
    };
    day.matters = WorkerClient::token().ask(asked).await?;
    let handler = Some(me.clone());
    day.warned = WorkerClient::token().ask(ReadWarnings { handler, today }).await?;
    let name = me;
    day.records = WorkerClient::token().ask(ReadMine { name, until, today }).await?;
    Ok(day)
}

/// The matters of the person here, those that come first; the page of matters has them all.
fn matters(window: &Window, own: bool) -> Option<AnyView> {
    let (set, today) = (use_in_force().nodes.get(), use_today().get());
    let lines = window.rows.iter().map(|row| {
        let matter = set.matters().iter().find(|matter| matter.id == row.matter);
        let called = matter.map_or_else(|| row.matter.clone(), |matter| words::name(&matter.name));
        let day = row.on.map(|on| (state_of(on, row, today).0, iso(on)));
        let day = day.map(|(state, day)| view! { <span class=format!("mark {}", state.class())>{shape(state)}<span>{day}</span></span> });
        view! {
            <li class="work-line">
                <span>{day}</span>
                <span>{called}</span>
                <a class="case-number" href=Route::Case(row.case).href()>{row.case_number.clone()}</a>
                <span class="quiet">{row.debtor.clone()}</span>
            </li>
        }
    });
    let lines = lines.collect_view();
    (window.total > 0).then(|| {
        view! {
            <h2>{(if own { matter_texts::MINE } else { matter_texts::THEIRS }).with(&[&window.total])}</h2>
            <ul class="work-lines">{lines}</ul>
            {own.then(|| view! { <p class="no-print"><a href=format!("{}?mine", Route::Matters.href())>{t(matter_texts::ALL_MINE)}</a></p> })}
        }
        .into_any()
    })
}

fn cases(heading: Text, state: State, (total, rows): &(u32, Vec<Row>)) -> Option<AnyView> {
    let nodes = use_in_force().nodes.get();
    let lines = rows.iter().map(|row| {
        let day = row.next_due.map(iso).unwrap_or_default();
        view! {
            <li class="work-line">
                <span class=format!("mark {}", state.class())>{shape(state)}<span>{day}</span></span>
                <span>{words::node_name(&nodes, &row.next_node)}</span>
                <a class="case-number" href=Route::Case(row.id).href()>{row.case_number.clone()}</a>
                <span class="quiet">{row.debtor.clone()}</span>
            </li>
        }
    });
    let lines = lines.collect_view();
    (*total > 0).then(|| view! { <h2>{heading.with(&[total])}</h2><ul class="work-lines">{lines}</ul> }.into_any())
}

/// The first warnings about own cases; the page of warnings has them all.
fn warned(rows: &[WarnedRow]) -> Option<AnyView> {
    let rules = use_in_force().warnings.get()?;
    let lines = rows.iter().take(WARNINGS).filter_map(|row| {
        let rule = rules.rule(&row.warned.rule)?;
        Some(view! {
            <li class="work-line">
                <span>{warnings::either(&rule.name)}</span>
                <a class="case-number" href=Route::Case(row.case).href()>{row.case_number.clone()}</a>
                <span class="quiet">{row.warned.of.join(crate::lang::common::LIST.now())}</span>
            </li>
        })
    });
    let lines = lines.collect_view();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{warnings::MINE.with(&[&rows.len()])}</h2>
            <ul class="work-lines">{lines}</ul>
            <p><a href=Route::Warnings.href()>{t(warnings::ALL)}</a></p>
        }
        .into_any()
    })
}

fn records_of(heading: Text, rows: &[RegisterRow]) -> Option<AnyView> {
    let lines = rows.iter().map(|row| {
        let kind = kinds_now().get(row.record.kind);
        let called = kind.map(|kind| title(kind, &row.fields)).unwrap_or_default();
        let day = row.next.as_ref().map(|date| date.act_by).or_else(|| note_day(row));
        view! {
            <li class="work-line">
                <span>{day.map(iso).unwrap_or_default()}</span>
                <span>{called}</span>
                <a class="case-number" href=Route::Case(row.case).href()>{row.case_number.clone()}</a>
                <span class="quiet">{row.debtor.clone()}</span>
            </li>
        }
    });
    let lines = lines.collect_view();
    (!rows.is_empty())
        .then(|| view! { <h2>{heading.with(&[&rows.len()])}</h2><ul class="work-lines">{lines}</ul> }.into_any())
}
