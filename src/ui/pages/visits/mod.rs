//! What is to be done at offices over all open cases (plan Art. 7(6)): one trip to the vehicle office for nine cases. Planned
//! with its documents, printed with room for receipts, recorded as done for many at once.
mod finished;
mod table;

use std::collections::BTreeSet;
use std::sync::Arc;

use casebook::kinds::{KindOf, ListOf};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CaseId, ReadVisits, RecordKey, RegisterRow};

use self::finished::{Finished, finished_after};
use self::table::{office, offices};
use crate::lang::{records, t, visits as texts};
use crate::pages::only_case::{self, OnlyCase};
use crate::pages::paper::{Court, Printed, print_rows, turn_paper};
use crate::pages::ready::{Read, keep_read, loading, unread};
use crate::pages::records::{Batches, SearchField, Several, said};
use crate::parts::icon::{Icon, icon};
use crate::parts::rest::{Rest, SOME};
use crate::route::Route;
use crate::state::use_today;

/// Names a row: its case and its record.
type RowKey = (CaseId, RecordKey);

/// What the page and its rows share. Free to copy.
#[derive(Clone, Copy)]
struct Visits {
    read: RwSignal<Read<RegisterRow>>,
    text: RwSignal<String>,
    chosen: RwSignal<BTreeSet<RowKey>>,
    /// Rows shown.
    room: RwSignal<usize>,
    shown: Memo<Arc<Vec<RegisterRow>>>,
    /// Cases in which something was recorded and nothing waits any more.
    finished: RwSignal<Vec<CaseId>>,
    today: Signal<NaiveDate>,
    /// The case it shows alone.
    only: RwSignal<Option<CaseId>>,
}

fn key(row: &RegisterRow) -> RowKey {
    (row.case, row.record)
}

/// The kinds of which something is done at offices.
fn kinds() -> impl Iterator<Item = &'static KindOf> {
    crate::kinds::kinds_now().iter().filter(|kind| kind.visit.is_some())
}

/// The page.
#[component]
pub fn VisitsPage() -> impl IntoView {
    let visits = Visits::open();
    turn_paper();
    let body = move || match visits.read.get() {
        Read::Waiting => loading(),
        Read::Failed(why) => unread(why, move || visits.fetch()),
        Read::Here(all) if all.is_empty() => view! { <p class="quiet" role="status">{t(texts::NONE)}</p> }.into_any(),
        Read::Here(_) => view! { <Found visits/> }.into_any(),
    };
    let nothing = move || visits.shown.with(|rows| rows.is_empty());
    view! {
        <Court/>
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <p class="no-print">{t(texts::LEAD)}</p>
            <div class="page-actions no-print">
                <a class="button" href=Route::Matters.href()>{t(crate::lang::matters::TITLE)}</a>
                <button type="button" class="button" disabled=nothing on:click=move |_| print_rows(visits.room)>
                    {icon(Icon::Printer)}{t(records::PRINT)}
                </button>
            </div>
        </header>
        <Printed/>
        <section class="register visits"><OnlyCase only=visits.only/>{body}<Finished visits/></section>
    }
}

impl Visits {
    fn open() -> Self {
        let read = RwSignal::new(Read::<RegisterRow>::Waiting);
        let (text, today, only) = (RwSignal::new(String::new()), use_today(), only_case::asked());
        let shown = Memo::new(move |_| {
            let Read::Here(all) = read.get() else {
                return Arc::default();
            };
            let words = text.with(|text: &String| text.trim().to_lowercase());
            let of = all.iter().filter(|row| only.get().is_none_or(|only| row.case == only));
            Arc::new(of.filter(|row| holds(row, &words)).cloned().collect::<Vec<_>>())
        });
        let visits = Self {
            read,
            text,
            chosen: RwSignal::default(),
            room: RwSignal::new(SOME),
            shown,
            finished: RwSignal::default(),
            today,
            only,
        };
        keep_read(read, move || today.track(), move || visits.fetch());
        visits
    }

    fn fetch(self) {
        let ask = WorkerClient::token().ask(ReadVisits {
            today: self.today.get_untracked(),
        });
        spawn_local(async move {
            let now = Read::of(ask.await);
            // What is not there any more is not chosen any more.
            if let Read::Here(rows) = &now {
                let there: BTreeSet<RowKey> = rows.iter().map(key).collect();
                self.chosen
                    .try_update(|chosen| chosen.retain(|key| there.contains(key)));
            }
            self.read.try_set(now);
        });
    }

    /// The chosen rows of a kind among those shown. Tracks.
    fn chosen_of(self, kind: &KindOf) -> Vec<RegisterRow> {
        let all = self.shown.get();
        let own = all.iter().filter(|row| row.record.kind == kind.kind);
        self.chosen
            .with(|chosen| own.filter(|row| chosen.contains(&key(row))).cloned().collect())
    }

    /// Something was written to the chosen rows of a kind.
    fn done(self, kind: &KindOf) {
        let rows = untrack(|| self.chosen_of(kind));
        let Some(Read::Here(all)) = self.read.try_get_untracked() else {
            return;
        };
        self.finished.try_set(finished_after(&rows, &all));
        self.chosen.try_set(BTreeSet::new());
    }
}

/// Whether a row holds the words searched for.
fn holds(row: &RegisterRow, words: &str) -> bool {
    let kind = crate::kinds::kinds_now().get(row.record.kind);
    let own = kind
        .into_iter()
        .flat_map(|kind| &kind.fields)
        .map(|field| said(field, &row.fields));
    let all = own.chain([row.case_number.clone(), row.debtor.clone(), row.handler.clone()]);
    let all = all.collect::<Vec<_>>().join("\n").to_lowercase();
    words.split_whitespace().all(|word| all.contains(word))
}

#[component]
fn Found(visits: Visits) -> impl IntoView {
    let bars = kinds().map(|kind| {
        let several = Several {
            kind,
            rows: Signal::derive(move || visits.chosen_of(kind)),
            done: Callback::new(move |()| visits.done(kind)),
            moved: Callback::new(move |()| visits.fetch()),
            today: visits.today,
        };
        view! { <Batches several on=ListOf::Visits/> }
    });
    let bars = bars.collect_view();
    let tables = move || {
        let rows = visits.shown.get();
        let some = &rows[..rows.len().min(visits.room.get())];
        let tables = offices(some)
            .into_iter()
            .map(|(name, rows)| office(visits, &name, rows));
        tables.collect_view()
    };
    let nothing = move || visits.shown.with(|rows| rows.is_empty());
    view! {
        <div class="register-filters no-print" role="search">
            <SearchField text=visits.text label=texts::SEARCH/>
            <span class="quiet" role="status">{move || records::SHOWN.with(&[&visits.shown.with(|rows| rows.len())])}</span>
        </div>
        {bars}
        {move || nothing().then(|| view! { <p class="quiet">{t(texts::NOTHING)}</p> })}
        {tables}
        <Rest count=Signal::derive(move || visits.shown.with(|rows| rows.len())) room=visits.room/>
    }
}
