//! The list of cases: find, filter, choose, open.
mod actions;
pub mod address;
mod columns;
mod feed;
mod filters;
mod hand_over;
mod new_case;
mod nothing;
mod paper;
pub use nothing::{is_shared, load_sample};
mod row;
mod saved;
mod selection;
mod share;
mod table;
mod window;

use std::cell::RefCell;

use leptos::prelude::*;
use protocol::Query;

use self::actions::{ChosenBar, ExportMenu};
use self::feed::Feed;
use self::filters::{RemovedNote, Search, SelectMenu, StateChips, narrows, widest};
use self::new_case::NewCase;
use self::nothing::Nothing;
use self::paper::Paper;
use self::saved::{ColumnMenu, FilterMenu, recall};
use self::selection::Selection;
use self::table::{List, Table};
use crate::lang::{cases as texts, common, t};
use crate::pages::case::CasePane;
use crate::pages::ready::{book_failure, book_version};
use crate::pages::watch::media;
use crate::parts::icon::{Icon, icon};
use crate::route::{Route, go, replace_query, use_place};

thread_local! {
    /// Where one was when one left: coming back from a case shows the same rows.
    static LEFT: RefCell<Option<(Query, i32, Option<u32>)>> = const { RefCell::new(None) };
}

/// The list of cases.
#[component]
pub fn CasesPage() -> impl IntoView {
    let place = use_place();
    let feed = Feed::new(address::read(&place.query.get_untracked()));
    let list = List::new(
        feed,
        media("(min-width: 1200px)"),
        Callback::new(|id| go(Route::Case(id))),
    );
    let filters = RwSignal::new(Vec::new());
    let new_open = RwSignal::new(false);
    let paper = Paper::of(list);
    recall(list, filters);
    follow_address(feed);
    ask_when_changed(list);
    come_back(list);
    view! {
        <div class="cases">
            <header class="page-head">
                <h1>{t(texts::TITLE)}</h1>
                <span class="page-count">{move || feed.total.get().map(|n| texts::COUNT.with(&[&grouped(n)]))}</span>
                <span class="page-actions">
                    {paper.button()}
                    <a class="button" href=Route::Import.href()>{icon(Icon::Upload)}<span class="button-words">{t(texts::IMPORT)}</span></a>
                    <button type="button" class="button button-main" on:click=move |_| new_open.set(true)>
                        {icon(Icon::Plus)}{t(texts::NEW)}
                    </button>
                </span>
            </header>
            <div class="cases-bar">
                <Search list/>
                <StateChips feed/>
                <SelectMenu feed/>
                <button
                    type="button"
                    class="button button-quiet"
                    hidden=move || !feed.query.with(narrows)
                    on:click=move |_| feed.query.update(|q| *q = widest(q))
                >
                    {t(texts::CLEAR_FILTERS)}
                </button>
                <span class="cases-menus"><FilterMenu list filters/><ColumnMenu list/><ExportMenu list/></span>
            </div>
            <RemovedNote feed/>
            <ChosenBar list/>
            <div class="cases-split">
                <div class="cases-main"><Nothing feed new_open/><Table list/></div>
                {beside(list)}
            </div>
            <NewCase open=new_open/>
            {paper.sheet()}
        </div>
    }
}

/// The case picked, beside the list: only while one is, so that the list has the room otherwise.
fn beside(list: List) -> impl IntoView {
    let shown = Memo::new(move |_| list.beside.get().filter(|_| list.wide.get()));
    move || {
        shown.get().map(|id| {
            view! {
                <aside class="cases-beside" aria-label=t(texts::BESIDE)>
                    <button
                        type="button"
                        class="button-icon beside-close"
                        aria-label=t(common::CLOSE)
                        on:click=move |_| list.beside.set(None)
                    >
                        {icon(Icon::Cross)}
                    </button>
                    <CasePane id/>
                </aside>
            }
        })
    }
}

/// A link to a filter, or going back in the history, changes the query.
fn follow_address(feed: Feed) {
    let place = use_place();
    Effect::new(move |before: Option<String>| {
        let text = place.query.get();
        if before.is_some_and(|b| b != text) && place.route.get_untracked() == Route::Cases {
            let query = address::read(&text);
            if feed.query.with_untracked(|q| *q != query) {
                feed.query.set(query);
            }
        }
        text
    });
}

/// Asks again when the query or the book changes; a new query begins at the top.
fn ask_when_changed(list: List) {
    let (version, failure) = (book_version(), book_failure());
    Effect::new(move |_| {
        if let Some(code) = failure.get() {
            list.feed.failure.set(Some(code));
        }
    });
    Effect::new(move |before: Option<Query>| {
        let is_open = version.get().is_some();
        let query = list.feed.query.get();
        // A choice among listed cases is none among removed ones.
        if before.as_ref().is_some_and(|b| b.removed != query.removed) {
            list.chosen.update(Selection::clear);
        }
        if before.is_some_and(|b| b != query) {
            list.to_top();
            replace_query(Route::Cases, &address::write(&query));
        }
        if is_open {
            list.feed.restart(list.span.get_untracked());
        }
        query
    });
}

/// Remembers the place in the list when leaving, and goes there on coming back to the same query.
fn come_back(list: List) {
    let goal = LEFT
        .with_borrow_mut(Option::take)
        .filter(|l| list.feed.query.with_untracked(|q| *q == l.0));
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) {
            return true;
        }
        let ready = list.feed.total.get().is_some();
        if let (true, Some((_, top, active))) = (ready, &goal) {
            list.back_to(*top, *active);
        }
        ready
    });
    on_cleanup(move || {
        if let Some((query, top, active)) = list.place() {
            LEFT.with_borrow_mut(|left| *left = Some((query, top, active)));
        }
    });
}

/// `12,345`
fn grouped(n: u32) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
