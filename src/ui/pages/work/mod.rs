//! What waits for the person here: decisions, approvals, receipts of all flows, one by one or several at once.
mod mine;
mod table;

use std::collections::BTreeSet;

use casebook::flows::StepOf;
use casebook::stand_in::STAND_IN;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{ReadWaiting, RecordKey, RegisterRow};

use self::mine::{AllOverdue, Nobodys, Own};
use self::table::{go_to_line, others, waiting};
use crate::lang::{flows as texts, matters, records, t};
use crate::pages::flows::{Asked, StepDialog, flow_of};
use crate::pages::last_acts::LastActsList;
use crate::pages::ready::{Read, keep_read, loading, unread};
use crate::pages::records::name;
use crate::route::Route;
use crate::state::use_today;

/// What the page and its rows share. Free to copy.
#[derive(Clone, Copy)]
struct Work {
    read: RwSignal<Read<RegisterRow>>,
    chosen: RwSignal<BTreeSet<RecordKey>>,
    asked: RwSignal<Option<Asked>>,
    /// The first of the records a step is asked of, and its place in the list.
    acted: StoredValue<Option<(RecordKey, usize)>>,
    today: Signal<chrono::NaiveDate>,
}

/// The page.
#[component]
pub fn WorkPage() -> impl IntoView {
    let work = Work::open();
    let body = move || match work.read.get() {
        Read::Waiting => loading(),
        Read::Failed(why) => unread(why, move || work.fetch()),
        Read::Here(_) => view! { {chosen(work)}{waiting(work)}{others(work)} }.into_any(),
    };
    view! {
        <header class="page-head">
            <h1>{t(texts::WORK)}</h1>
            <div class="page-actions no-print">
                <a class="button" href=Route::Register(STAND_IN.0).href()>{t(matters::AWAY)}</a>
                <AllOverdue/>
                <Nobodys/>
                <a class="button" href=Route::Matters.href()>{t(matters::TITLE)}</a>
            </div>
        </header>
        <section class="register">{body}<Own/><LastActsList/></section>
        <StepDialog asked=work.asked/>
    }
}

impl Work {
    fn open() -> Self {
        let work = Self {
            read: RwSignal::new(Read::Waiting),
            chosen: RwSignal::default(),
            asked: RwSignal::new(None),
            acted: StoredValue::new(None),
            today: use_today(),
        };
        // Where somebody decides is noted when the form opens: afterwards the line is gone.
        Effect::new(move |_| {
            let first = work.asked.with(|asked| asked.as_ref().and_then(Asked::first));
            let rows = untrack(|| work.rows(true));
            if let Some(first) = first {
                let at = rows.iter().position(|row| row.record == first);
                work.acted.set_value(at.map(|at| (first, at)));
            }
        });
        Effect::new(move |_| {
            let rows = work.rows(true);
            let acted = work.acted.get_value();
            if let Some((_, at)) = acted.filter(|(record, _)| rows.iter().all(|row| row.record != *record)) {
                work.acted.set_value(None);
                go_to_line(at);
            }
        });
        keep_read(work.read, move || work.today.track(), move || work.fetch());
        work
    }

    fn fetch(self) {
        let today = self.today.get_untracked();
        let ask = WorkerClient::token().ask(ReadWaiting { today });
        spawn_local(async move {
            let now = Read::of(ask.await);
            // What is not there any more is not chosen any more, also when it comes back.
            if let Read::Here(rows) = &now {
                let there: BTreeSet<RecordKey> = rows.iter().map(|row| row.record).collect();
                self.chosen
                    .try_update(|chosen| chosen.retain(|key| there.contains(key)));
            }
            self.read.try_set(now);
        });
    }

    /// The rows; of those this person may act on (`open`) or of the others. Tracks.
    fn rows(self, open: bool) -> Vec<RegisterRow> {
        let Read::Here(rows) = self.read.get() else {
            return Vec::new();
        };
        let is_open = |row: &&RegisterRow| row.flow.as_ref().is_some_and(|flow| !flow.open.is_empty()) == open;
        rows.iter().filter(is_open).cloned().collect()
    }

    /// The chosen rows that are still there. Tracks.
    fn chosen_rows(self) -> Vec<RegisterRow> {
        let rows = self.rows(true).into_iter();
        self.chosen
            .with(|chosen| rows.filter(|row| chosen.contains(&row.record)).collect())
    }
}

/// The steps every one of these rows allows.
fn common_steps(rows: &[RegisterRow]) -> Vec<&'static StepOf> {
    let Some((kind, flow)) = rows.first().and_then(|first| flow_of(first.record)) else {
        return Vec::new();
    };
    let allows = |row: &RegisterRow, step: &StepOf| {
        row.record.kind == kind.kind && row.flow.as_ref().is_some_and(|flow| flow.open.contains(&step.key))
    };
    let steps = flow.steps.iter();
    steps.filter(|step| rows.iter().all(|row| allows(row, step))).collect()
}

/// What can be done to the chosen rows at once.
fn chosen(work: Work) -> impl IntoView {
    let rows = Memo::new(move |_| work.chosen_rows());
    let buttons = move || {
        let steps = rows.with(|rows| common_steps(rows));
        let buttons = steps.into_iter().map(|step| {
            let ask = move |_| {
                work.asked
                    .set(Some(rows.with_untracked(|rows| Asked::of_rows(rows.iter(), step))));
            };
            view! { <button type="button" class="button" on:click=ask>{t(name(&step.name))}</button> }
        });
        buttons.collect_view()
    };
    move || {
        let count = rows.with(Vec::len);
        (count > 0).then(|| {
            view! {
                <div class="register-chosen no-print" role="status">
                    <span>{records::CHOSEN.with(&[&count])}</span>
                    {buttons()}
                    {move || rows.with(|rows| common_steps(rows).is_empty()).then(|| texts::MIXED.now())}
                </div>
            }
        })
    }
}
