//! All pages of a scan, small, in their order, with the item each belongs to. Arrows go from page to page, N and S cut.
use leptos::ev::KeyboardEvent;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Scan;
use super::shown::put_on;
use crate::lang::{scan as texts, t};
use crate::parts::progress::Progress;

/// The pages, and what is done with the one that is looked at.
#[component]
pub(super) fn Pages(scan: Scan) -> impl IntoView {
    let grid = NodeRef::<Div>::new();
    let pressed = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let at = scan.at.get_untracked();
        let row = grid.get_untracked().map_or(1, |grid| in_a_row(&grid));
        match event.key().as_str() {
            "ArrowRight" => scan.go(at + 1),
            "ArrowLeft" => scan.go(at.saturating_sub(1)),
            "ArrowDown" => scan.go(at + row),
            "ArrowUp" => scan.go(if at > row { at - row } else { at }),
            "Home" => scan.go(1),
            "End" => scan.go(u32::MAX),
            "n" | "N" => scan.cut(|cutting| cutting.begin_at(at)),
            "s" | "S" => scan.cut(|cutting| cutting.join_before(at)),
            _ => return,
        }
        event.prevent_default();
        focus(&grid, scan.at.get_untracked());
    };
    let total = untrack(|| scan.pages());
    let cells = (1..=total).map(|page| cell(scan, page));
    let begins = move || {
        let at = scan.at.get();
        let starts = |cutting: &casebook::dossier::Cutting| cutting.items.iter().any(|item| *item.pages.start() == at);
        scan.cutting.with(|cutting| cutting.as_ref().is_some_and(starts))
    };
    let is_first = move || {
        let at = scan.at.get();
        let item = scan
            .cutting
            .with(|cutting| cutting.as_ref().and_then(|cutting| cutting.item_at(at)));
        item.is_none_or(|item| item == 0)
    };
    let cut_here = move |_| {
        let at = scan.at.get_untracked();
        scan.cut(|cutting| cutting.begin_at(at));
    };
    let join_here = move |_| {
        let at = scan.at.get_untracked();
        scan.cut(|cutting| cutting.join_before(at));
    };
    view! {
        <section class="scan-pages" aria-label=t(texts::PAGES)>
            {move || (scan.drawn.get() < total).then(|| {
                let at = Signal::derive(move || (scan.drawn.get(), total));
                view! { <Progress label=texts::DRAWING at/> }
            })}
            <div class="scan-grid" node_ref=grid on:keydown=pressed>{cells.collect_view()}</div>
            {move || scan.may.get().then(|| view! {
                <div class="scan-cut">
                    <button type="button" class="button" disabled=begins on:click=cut_here>{t(texts::BEGIN)}</button>
                    <button type="button" class="button" disabled=is_first on:click=join_here>{t(texts::JOIN)}</button>
                </div>
            })}
        </section>
    }
}

/// How many pages stand beside each other.
fn in_a_row(grid: &web_sys::HtmlDivElement) -> u32 {
    let cells = grid.children();
    let top = |at: u32| Some(cells.item(at)?.dyn_into::<web_sys::HtmlElement>().ok()?.offset_top());
    let first = top(0);
    let row = (0..cells.length()).take_while(|at| top(*at) == first).count();
    u32::try_from(row).unwrap_or(1).max(1)
}

fn focus(grid: &NodeRef<Div>, page: u32) {
    let cell = grid.get_untracked().and_then(|grid| grid.children().item(page - 1));
    if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<web_sys::HtmlElement>().ok()) {
        // It scrolls into sight by itself.
        let _ = cell.focus();
    }
}

/// A page: its picture, its number, its item.
fn cell(scan: Scan, page: u32) -> AnyView {
    let canvas = NodeRef::<Canvas>::new();
    let picture = scan.small.with_value(|all| all.get(page as usize - 1).copied());
    Effect::new(move |_| {
        let (Some(canvas), Some(picture)) = (canvas.get(), picture) else {
            return;
        };
        picture.with(|drawn| {
            if let Some(drawn) = drawn.as_ref().filter(|drawn| !drawn.rgba.is_empty()) {
                put_on(&canvas, drawn);
            }
        });
    });
    // The number of its item, what that is called, and whether it begins here.
    let item = Memo::new(move |_| {
        scan.cutting.with(|cutting| {
            let cutting = cutting.as_ref()?;
            let at = cutting.item_at(page)?;
            let item = cutting.items.get(at)?;
            Some((at + 1, item.title.clone(), *item.pages.start() == page))
        })
    });
    let is_shared = Memo::new(move |_| {
        scan.cutting
            .with(|cutting| cutting.as_ref().is_some_and(|cutting| cutting.is_shared(page)))
    });
    let is_here = Memo::new(move |_| scan.at.get() == page);
    let label = move || match item.get() {
        _ if is_shared.get() => texts::PAGE_SHARED.with(&[&page]),
        Some((number, title, _)) => texts::PAGE_OF.with(&[&page, &number, &title]),
        None => texts::PAGE_OF_NONE.with(&[&page]),
    };
    let number = move || {
        item.with(|item| {
            item.as_ref()
                .map_or_else(|| "—".to_owned(), |(number, ..)| number.to_string())
        })
    };
    let is_even = move || item.with(|item| item.as_ref().is_some_and(|(number, ..)| number % 2 == 0));
    let begins = move || item.with(|item| item.as_ref().is_some_and(|(.., begins)| *begins));
    view! {
        <button
            type="button"
            class="scan-cell"
            class:is-even=is_even
            class:is-none=move || item.with(Option::is_none)
            class:is-first=begins
            class:is-shared=is_shared
            aria-current=move || is_here.get().then_some("page")
            tabindex=move || if is_here.get() { "0" } else { "-1" }
            aria-label=label
            on:click=move |_| scan.go(page)
        >
            <canvas node_ref=canvas aria-hidden="true"></canvas>
            <span class="scan-cell-foot"><span class="scan-item">{number}</span><span class="quiet">{page}</span></span>
        </button>
    }
    .into_any()
}
