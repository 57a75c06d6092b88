//! The warnings about all cases: by warning, team and person, answered one by one or several at once (plan Art. 9, 23).
mod answer;
mod said;
mod table;

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CaseId, ReadWarnings, WarnedRow};

pub use self::answer::{AnswerDialog, may_answer};
pub use self::said::{fact_said, origin, source};
use self::table::{Chosen, Filters, table};
use crate::in_force::use_in_force;
use crate::lang::{records, t, warnings as texts};
use crate::pages::paper::{Court, Printed, print_rows, turn_paper};
use crate::pages::ready::{Read, keep_read, loading, unread};
use crate::pages::records::Switch;
use crate::parts::icon::{Icon, icon};
use crate::parts::rest::SOME;
use crate::route::{Route, replace_query, use_place};
use crate::state::use_today;

/// What tells a row from the others: case and rule.
type RowKey = (CaseId, String);

fn key_of(row: &WarnedRow) -> RowKey {
    (row.case, row.warned.rule.clone())
}

/// Which warnings are shown: all, those of a sort, or of a rule.
#[derive(Clone, PartialEq, Eq)]
enum Which {
    All,
    Sort(String),
    Rule(String),
}

/// What the page and its parts share. Free to copy.
#[derive(Clone, Copy)]
struct Page {
    read: RwSignal<Read<WarnedRow>>,
    which: RwSignal<Which>,
    /// Only of this team, of this handler; an empty name for cases without.
    team: RwSignal<Option<String>>,
    handler: RwSignal<Option<String>>,
    chosen: RwSignal<BTreeSet<RowKey>>,
    asked: RwSignal<Vec<WarnedRow>>,
    room: RwSignal<usize>,
}

/// The page.
#[component]
pub fn WarningsPage() -> impl IntoView {
    let page = Page::open();
    turn_paper();
    let body = move || match page.read.get() {
        Read::Waiting => loading(),
        Read::Failed(why) => unread(why, move || page.fetch()),
        Read::Here(rows) if rows.is_empty() => view! { <p class="quiet" role="status">{t(texts::NONE)}</p> }.into_any(),
        Read::Here(_) => view! { <Filters page/><Chosen page/>{table(page)} }.into_any(),
    };
    view! {
        <Court/>
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <div class="page-actions no-print">
                <Switch kind=None/>
                <button type="button" class="button" on:click=move |_| print_rows(page.room)>
                    {icon(Icon::Printer)}{t(records::PRINT)}
                </button>
            </div>
        </header>
        <Printed/>
        <section class="register">{body}</section>
        <AnswerDialog asked=page.asked/>
    }
}

impl Page {
    fn open() -> Self {
        let page = Self {
            read: RwSignal::new(Read::Waiting),
            which: RwSignal::new(use_place().query.with_untracked(|query| Which::read(query))),
            team: RwSignal::new(None),
            handler: RwSignal::new(None),
            chosen: RwSignal::default(),
            asked: RwSignal::default(),
            room: RwSignal::new(SOME),
        };
        let today = use_today();
        keep_read(page.read, move || today.track(), move || page.fetch());
        // The address keeps which warnings, but no name: browsers write addresses to the disk, in plain.
        Effect::new(move |before: Option<()>| {
            let query = page.which.get().query();
            if before.is_some() {
                replace_query(Route::Warnings, &query);
            }
        });
        page
    }

    fn fetch(self) {
        let today = use_today().get_untracked();
        let ask = WorkerClient::token().ask(ReadWarnings { handler: None, today });
        spawn_local(async move {
            let now = Read::of(ask.await);
            // What is not there any more is not chosen any more.
            if let Read::Here(rows) = &now {
                let there: BTreeSet<RowKey> = rows.iter().map(key_of).collect();
                self.chosen
                    .try_update(|chosen| chosen.retain(|key| there.contains(key)));
            }
            self.read.try_set(now);
        });
    }

    /// All rows. Tracks.
    fn all(self) -> Vec<WarnedRow> {
        match self.read.get() {
            Read::Here(rows) => rows.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The rows that fit the filter. Tracks.
    fn rows(self) -> Vec<WarnedRow> {
        let (which, team, handler) = (self.which.get(), self.team.get(), self.handler.get());
        let rules = use_in_force().warnings.get();
        let sort_of = |id: &str| {
            let rules = rules.as_ref()?;
            Some(rules.sorts.get(rules.rule(id)?.sort)?.0.as_str())
        };
        let fits = |row: &WarnedRow| {
            let is_such = match &which {
                Which::All => true,
                Which::Sort(sort) => sort_of(&row.warned.rule) == Some(sort),
                Which::Rule(rule) => row.warned.rule == *rule,
            };
            is_such
                && team.as_ref().is_none_or(|team| row.team == *team)
                && handler.as_ref().is_none_or(|handler| row.handler == *handler)
        };
        self.all().into_iter().filter(fits).collect()
    }
}

impl Which {
    fn query(&self) -> String {
        match self {
            Which::All => String::new(),
            Which::Sort(sort) => format!("sort={sort}"),
            Which::Rule(rule) => format!("rule={rule}"),
        }
    }

    fn read(query: &str) -> Which {
        let one = query.split('&').find_map(|pair| pair.split_once('='));
        match one {
            Some(("sort", sort)) => Which::Sort(sort.to_owned()),
            Some(("rule", rule)) => Which::Rule(rule.to_owned()),
            _ => Which::All,
        }
    }
}
