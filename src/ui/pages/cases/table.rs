//! The long list: a fixed pool of rows that move and change their contents while one scrolls.
//! (Making and dropping rows would leave memory behind with every row, and cost time.)
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{CaseId, Query, Sort};

use super::columns::{Column, fitting, least, tracks};
use super::feed::Feed;
use super::row::slot;
use super::selection::Selection;
use super::window::{self, Span};
use crate::lang::{cases as texts, t};
use crate::pages::watch::{self, watch_size};
use crate::parts::icon::{Icon, icon};
use crate::shortcuts::focus_search;

/// Below this width rows are cards, px.
const CARDS: f64 = 700.0;

/// What the list and its rows share. Free to copy.
#[derive(Clone, Copy)]
pub struct List {
    /// The rows.
    pub feed: Feed,
    /// Columns chosen.
    pub columns: RwSignal<Vec<Column>>,
    /// Columns shown.
    pub shown: Memo<Vec<Column>>,
    /// Chosen rows.
    pub chosen: RwSignal<Selection<CaseId>>,
    /// The row the keyboard is on.
    pub active: RwSignal<Option<u32>>,
    /// The case shown beside the list.
    pub beside: RwSignal<Option<CaseId>>,
    /// There is room beside the list.
    pub wide: Signal<bool>,
    /// Opens a case on its own page.
    pub open: Callback<CaseId>,
    /// Rows drawn.
    pub span: Memo<Span>,
    /// Slots in the pool.
    pub pool: Memo<u32>,
    /// Height of a row, px.
    pub row_px: Memo<f64>,
    /// Rows are cards.
    pub cards: Memo<bool>,
    top: RwSignal<f64>,
    size: RwSignal<(f64, f64)>,
    node: NodeRef<html::Div>,
}

impl List {
    /// Signals of a list over a feed.
    pub fn new(feed: Feed, wide: Signal<bool>, open: Callback<CaseId>) -> Self {
        let (top, size) = (RwSignal::new(0.0), RwSignal::new((0.0, 0.0)));
        // A screen with room for a case beside the list has a table, also where the case takes half of it.
        let cards = Memo::new(move |_| !wide.get() && (1.0..CARDS).contains(&size.get().0));
        let row_px = Memo::new(move |_| match (cards.get(), coarse()) {
            (true, _) => 100.0,
            (false, true) => 48.0,
            (false, false) => 32.0,
        });
        let total = move || feed.total.get().unwrap_or(0);
        let columns = RwSignal::new(Column::USUAL.to_vec());
        let beside = RwSignal::new(None);
        let room = move || size.get().0 / rem();
        let shown = move |_: Option<&Vec<Column>>| columns.with(|c| fitting(c, room(), beside.with(Option::is_some)));
        Self {
            feed,
            columns,
            shown: Memo::new(shown),
            chosen: RwSignal::default(),
            active: RwSignal::new(None),
            beside,
            wide,
            open,
            span: Memo::new(move |_| window::span(top.get(), size.get().1, row_px.get(), total())),
            pool: Memo::new(move |_| window::pool(size.get().1, row_px.get())),
            row_px,
            cards,
            top,
            size,
            node: NodeRef::new(),
        }
    }

    /// Back to the first row.
    pub fn to_top(self) {
        if let Some(node) = self.node.get_untracked() {
            node.set_scroll_top(0);
        }
        self.top.set(0.0);
        self.active.set(None);
    }

    /// Where one is: query, scroll, active row. Nothing once the page is gone.
    pub fn place(self) -> Option<(Query, i32, Option<u32>)> {
        let query = self.feed.query.try_get_untracked()?;
        Some((
            query,
            watch::pixels(self.top.try_get_untracked()?),
            self.active.try_get_untracked()?,
        ))
    }

    /// Goes to where one was.
    pub fn back_to(self, top: i32, active: Option<u32>) {
        self.active.set(active);
        // The rows must have their height before the list can be scrolled.
        request_animation_frame(move || {
            // The page may be gone by then.
            if let Some(node) = self.node.try_get_untracked().flatten() {
                node.set_scroll_top(top);
            }
        });
    }

    /// Makes a row the active one and brings it into sight.
    pub fn go_to(self, index: u32) {
        self.active.set(Some(index));
        if let Some(node) = self.node.get_untracked() {
            let head = if self.cards.get_untracked() {
                0.0
            } else {
                self.row_px.get_untracked()
            };
            let height = self.size.get_untracked().1 - head;
            let top = window::reveal(self.top.get_untracked(), height, self.row_px.get_untracked(), index);
            let pixels = watch::pixels(top);
            if node.scroll_top() != pixels {
                node.set_scroll_top(pixels);
            }
        }
        // An open case beside the list follows the row; a closed one stays closed.
        if self.beside.with_untracked(Option::is_some) {
            self.show_beside(index);
        }
    }

    /// Shows a row's case beside the list, where there is room.
    pub fn show_beside(self, index: u32) {
        if self.wide.get_untracked()
            && let Some(row) = self.feed.row(index)
        {
            self.beside.set(Some(row.id));
        }
    }

    /// Gives the keyboard to the list: to the row it was on, or the first.
    pub fn enter(self) {
        if let Some(node) = self.node.get_untracked() {
            let _ = node.focus();
        }
        if self.feed.total.get_untracked().unwrap_or(0) > 0 {
            self.go_to(self.active.get_untracked().unwrap_or(0));
        }
    }

    /// Escape takes back one thing at a time: the choice, the case beside the list, the place in the list.
    fn escape(self) {
        if self.chosen.with_untracked(|c| c.len() > 0) {
            self.chosen.update(Selection::clear);
        } else if self.beside.with_untracked(Option::is_some) {
            self.beside.set(None);
        } else {
            focus_search();
        }
    }

    /// Chooses a row or lets it go; with `range`, all from the last one on.
    pub fn choose(self, index: u32, range: bool) {
        let Some(row) = self.feed.row(index) else {
            return;
        };
        if !range {
            self.chosen.update(|c| c.toggle(row.id, index));
            return;
        }
        let run = self.chosen.with_untracked(|c| c.range_to(index));
        spawn_local(async move {
            let ids = self.feed.ids(run).await;
            self.chosen.try_update(|c| c.add(ids));
        });
    }

    /// Chooses all rows of the query, or lets all go.
    pub fn choose_all(self) {
        let all = self.feed.total.get_untracked().unwrap_or(0);
        if self
            .chosen
            .with_untracked(|c| u32::try_from(c.len()).is_ok_and(|n| n >= all && n > 0))
        {
            self.chosen.update(Selection::clear);
            return;
        }
        spawn_local(async move {
            let ids = self.feed.all_ids().await;
            self.chosen.try_update(|c| c.add(ids));
        });
    }

    /// Sorts by a column; a second time the other way round.
    pub fn sort_by(self, sort: Sort) {
        self.feed.query.update(|q| {
            q.descending = q.sort == sort && !q.descending;
            q.sort = sort;
        });
    }

    fn pressed(self, event: &web_sys::KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            if event.key() == "a" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                self.choose_all();
            }
            return;
        }
        let total = self.feed.total.get_untracked().unwrap_or(0);
        let page = watch::pixels(self.size.get_untracked().1 / self.row_px.get_untracked()) - 1;
        let active = self.active.get_untracked();
        if let Some(index) = window::step(&event.key(), active, u32::try_from(page).unwrap_or(1), total) {
            event.prevent_default();
            if event.shift_key() {
                self.choose(index, true);
            }
            self.go_to(index);
            return;
        }
        let Some(index) = active else { return };
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                if let Some(row) = self.feed.row(index) {
                    self.open.run(row.id);
                }
            }
            " " => {
                event.prevent_default();
                self.choose(index, event.shift_key());
            }
            "ArrowRight" => self.show_beside(index),
            "ArrowLeft" => self.beside.set(None),
            "Escape" => self.escape(),
            _ => {}
        }
    }
}

/// Is the device worked by finger or glove?
fn coarse() -> bool {
    window()
        .match_media("(pointer: coarse)")
        .ok()
        .flatten()
        .is_some_and(|m| m.matches())
}

/// Size of the page's words, px.
fn rem() -> f64 {
    if coarse() { 16.0 } else { 15.0 }
}

/// The list itself.
#[component]
pub fn Table(
    /// Its signals.
    list: List,
) -> impl IntoView {
    Effect::new(move |_| {
        if let Some(node) = list.node.get() {
            watch_size(&node, move |width, height| list.size.set((width, height)));
        }
    });
    Effect::new(move |_| {
        let span = list.span.get();
        list.feed.want(span);
    });
    let total = move || list.feed.total.get().unwrap_or(0);
    let active_slot = move || {
        let (index, pool) = (list.active.get()?, list.pool.get().max(1));
        Some(format!("slot-{}", index % pool))
    };
    let scrolled = move |_| {
        if let Some(node) = list.node.get_untracked() {
            list.top.set(f64::from(node.scroll_top()));
        }
    };
    view! {
        <div
            class="list"
            class:list-cards=list.cards
            node_ref=list.node
            role="grid"
            tabindex="0"
            aria-label=t(texts::TABLE)
            aria-description=t(texts::KEYS)
            aria-multiselectable="true"
            aria-rowcount=move || (total() + 1).to_string()
            aria-activedescendant=active_slot
            style=("--tracks", move || list.shown.with(|c| tracks(c)))
            style=("--least", move || list.shown.with(|c| format!("{}rem", least(c))))
            on:scroll=scrolled
            on:keydown=move |event| list.pressed(&event)
        >
            <div class="list-head" role="rowgroup">{move || head(list)}</div>
            <div
                class="list-body"
                role="rowgroup"
                style=("height", move || format!("{}px", f64::from(total()) * list.row_px.get()))
            >
                <For each=move || 0..list.pool.get() key=|n| *n children=move |n| slot(list, n)/>
            </div>
        </div>
    }
}

fn head(list: List) -> impl IntoView {
    let columns = list.shown.get();
    let all = move || {
        let total = list.feed.total.get().unwrap_or(0);
        total > 0 && list.chosen.with(|c| u32::try_from(c.len()).is_ok_and(|n| n >= total))
    };
    let cells = columns.into_iter().map(|column| head_cell(list, column)).collect_view();
    view! {
        <div class="list-row" role="row" aria-rowindex="1">
            <span role="columnheader" class="pick">
                <input
                    type="checkbox"
                    aria-label=t(texts::CHOOSE_ALL)
                    prop:checked=all
                    on:change=move |_| list.choose_all()
                />
            </span>
            {cells}
        </div>
    }
}

fn head_cell(list: List, column: Column) -> AnyView {
    let class = format!("cell cell-{}", column.key());
    let Some(sort) = column.sort() else {
        return view! { <span role="columnheader" class=class>{t(column.head())}</span> }.into_any();
    };
    let now = Memo::new(move |_| list.feed.query.with(|q| (q.sort == sort).then_some(q.descending)));
    let aria = move || match now.get() {
        Some(false) => "ascending",
        Some(true) => "descending",
        None => "none",
    };
    view! {
        <span role="columnheader" class=class aria-sort=aria>
            <button type="button" class="sort" class:sort-down=move || now.get() == Some(true) on:click=move |_| list.sort_by(sort)>
                {t(column.head())}
                {move || now.get().is_some().then(|| icon(Icon::ChevronDown))}
            </button>
        </span>
    }
    .into_any()
}
