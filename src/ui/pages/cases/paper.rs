//! The list on paper: a ledger across A4 with all cases that answer the filter, not only those in sight.
use ::law::nodes::NodeSet;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{ListCases, Query, Refusal, Row};

use super::actions::asked;
use super::columns::{Column, words};
use super::filters::filter_words;
use super::table::List;
use crate::in_force::use_in_force;
use crate::lang::{cases as list_texts, errors, paper as texts, t};
use crate::pages::paper::{SheetHead, print, turn_paper};
use crate::pages::words::{node_name, row_state, row_verdict};
use crate::parts::date::iso;
use crate::parts::icon::{Icon, icon};
use crate::parts::toast::{ToastBar, use_toasts};
use crate::state::use_today;

/// Rows printed at most: beyond, nobody reads paper, and a browser takes minutes.
const MOST: u32 = 3000;
/// Rows asked for at once.
const PIECE: u32 = 500;

/// All rows of a query, made ready for paper.
#[derive(Clone, PartialEq)]
struct Ledger {
    filter: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// Why there is no ledger.
enum Lack {
    /// So many rows.
    TooMany(u32),
    /// Code of the error.
    Failed(Refusal),
    /// The page was left.
    Left,
}

/// The list on paper. Free to copy.
#[derive(Clone, Copy)]
pub struct Paper {
    list: List,
    ledger: RwSignal<Option<Ledger>>,
    busy: RwSignal<bool>,
    toasts: ToastBar,
}

impl Paper {
    /// Nothing is gathered before somebody prints. Ctrl+P prints the whole list too.
    pub fn of(list: List) -> Self {
        let paper = Self {
            list,
            ledger: RwSignal::new(None),
            busy: RwSignal::new(false),
            toasts: use_toasts(),
        };
        turn_paper();
        drop_when_changed(list, paper.ledger);
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            let is_plain = !event.shift_key() && !event.alt_key();
            if (event.ctrl_key() || event.meta_key()) && is_plain && event.key() == "p" {
                event.prevent_default();
                paper.start();
            }
        });
        on_cleanup(move || keys.remove());
        paper
    }

    /// Gathers the rows and opens the print dialog.
    fn start(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            match gather(self.list).await {
                Ok(found) => {
                    self.ledger.try_set(Some(found));
                    // The rows stand in the page by the next frame but one; then the browser may look.
                    request_animation_frame(move || request_animation_frame(print));
                }
                Err(Lack::TooMany(total)) => {
                    let said = untrack(|| texts::TOO_MANY.with(&[&total, &MOST]));
                    self.toasts.alarm(said);
                }
                Err(Lack::Failed(code)) => self.toasts.alarm(errors::sentence(&code).once()),
                Err(Lack::Left) => {}
            }
            self.busy.try_set(false);
        });
    }

    /// The button.
    pub fn button(self) -> impl IntoView {
        let busy = self.busy;
        let word = move || {
            if busy.get() {
                texts::PREPARING.now()
            } else {
                texts::PRINT_LIST.now()
            }
        };
        view! {
            <button type="button" class="button print-list" disabled=busy on:click=move |_| self.start()>
                {icon(Icon::Printer)}<span class="button-words">{word}</span>
            </button>
        }
    }

    /// The sheet, which only paper shows.
    pub fn sheet(self) -> impl IntoView {
        let (today, in_force) = (use_today(), use_in_force());
        let rows = move || {
            let Some(ledger) = self.ledger.get() else {
                return view! { <p>{t(texts::USE_BUTTON)}</p> }.into_any();
            };
            let nodes = in_force.nodes.get();
            table(&ledger, &nodes, today.get())
        };
        view! { <div class="paper paper-list only-print"><SheetHead title=texts::LIST/>{rows}</div> }
    }
}

/// What was gathered says nothing of another query, choice or state of the book.
fn drop_when_changed(list: List, ledger: RwSignal<Option<Ledger>>) {
    Effect::new(move |before: Option<()>| {
        list.feed.query.track();
        list.feed.total.track();
        list.chosen.track();
        list.columns.track();
        if before.is_some() {
            ledger.set(None);
        }
    });
}

/// Fetches every row that is to be printed.
async fn gather(list: List) -> Result<Ledger, Lack> {
    let query = untrack(|| asked(list));
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let from = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let job = ListCases {
            query: query.clone(),
            from,
            count: PIECE,
        };
        let page = match WorkerClient::token().ask(job).await {
            Ok(page) => page,
            Err(error) => return Err(Lack::Failed(error.refusal)),
        };
        if page.total > MOST {
            return Err(Lack::TooMany(page.total));
        }
        let got = page.rows.len();
        rows.extend(page.rows);
        if got == 0 || rows.len() as u64 >= u64::from(page.total) {
            break;
        }
    }
    let shown = list.feed.query.try_get_untracked().ok_or(Lack::Left)?;
    let columns = list.columns.try_get_untracked().ok_or(Lack::Left)?;
    let is_chosen = list.chosen.try_with_untracked(|c| c.len() > 0).ok_or(Lack::Left)?;
    Ok(Ledger {
        filter: untrack(|| scope(&query, &shown, is_chosen)),
        columns,
        rows,
    })
}

/// Which cases these are, and in what order.
fn scope(query: &Query, shown: &Query, is_chosen: bool) -> String {
    let which = if is_chosen {
        texts::CHOSEN.now().to_owned()
    } else {
        filter_words(shown)
    };
    let by = Column::all().find(|c| c.sort() == Some(query.sort));
    let order = by.map(|column| {
        let said = if query.descending {
            texts::SORTED_DOWN
        } else {
            texts::SORTED
        };
        said.with(&[&column.head().now()])
    });
    let order = order.map(|order| format!("　{order}")).unwrap_or_default();
    texts::FILTER.with(&[&format!("{which}{order}")])
}

fn table(ledger: &Ledger, nodes: &NodeSet, today: NaiveDate) -> AnyView {
    let head = ledger.columns.iter().map(|column| {
        let class = format!("paper-{}", column.key());
        view! { <th scope="col" class=class>{column.head().now()}</th> }
    });
    let head = head.collect_view();
    let rows = ledger.rows.iter().enumerate().map(|(at, row)| {
        let cells = ledger.columns.iter().map(|column| {
            let class = format!("paper-{}", column.key());
            view! { <td class=class>{said(*column, row, nodes, today)}</td> }
        });
        let cells = cells.collect_view();
        view! { <tr><td class="paper-no">{at + 1}</td>{cells}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <p class="paper-scope">{ledger.filter.clone()}"　"{texts::ROWS.with(&[&ledger.rows.len()])}</p>
        <table>
            <thead><tr><th scope="col" class="paper-no">{texts::RUNNING_NUMBER.now()}</th>{head}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A cell in plain words.
fn said(column: Column, row: &Row, nodes: &NodeSet, today: NaiveDate) -> String {
    match column {
        Column::State => row_state(row, today).1,
        Column::Next => {
            let day = row.next_due.map(iso).unwrap_or_default();
            format!("{day} {}", node_name(nodes, &row.next_node)).trim().to_owned()
        }
        Column::Verdict => {
            let (word, ground) = row_verdict(row);
            let changed = if row.differs { list_texts::CHANGED.now() } else { "" };
            [word, &ground, changed].join(" ").trim().to_owned()
        }
        _ => words(column, row),
    }
}
