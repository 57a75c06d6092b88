//! The items a scan is cut into: what each is called, where it belongs, and saving them.
use std::sync::Arc;

use casebook::dossier::{Dossier, Piece, left};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Scan;
use crate::drafts::Draft;
use crate::lang::{scan as texts, t};
use crate::pages::dossier::{dossier_of, heading_options, runs};

/// The list.
#[component]
pub(super) fn Items(scan: Scan, kept: Draft) -> impl IntoView {
    let count = Memo::new(move |_| {
        scan.cutting
            .with(|cutting| cutting.as_ref().map_or(0, |cutting| cutting.items.len()))
    });
    let rest = move || {
        scan.cutting.with(|cutting| {
            let cutting = cutting.as_ref()?;
            let items: Vec<_> = cutting.items.iter().map(|item| item.pages.clone()).collect();
            let pages = casebook::dossier::count(&left(cutting.pages, &items));
            (pages > 0).then(|| texts::LEFT.with(&[&pages]))
        })
    };
    let shared = move || {
        scan.cutting.with(|cutting| {
            cutting
                .as_ref()
                .is_some_and(|cutting| (1..=cutting.pages).any(|page| cutting.is_shared(page)))
        })
    };
    // Its headings are those of every line.
    let dossier = Memo::new(move |_| dossier_of(scan.sheet));
    let rows = move || (0..count.get()).map(|at| row(scan, dossier, at)).collect_view();
    view! {
        <section class="scan-items card" aria-label=move || texts::ITEMS.with(&[&count.get()])>
            <div class="card-head"><h2>{move || texts::ITEMS.with(&[&count.get()])}</h2><span class="quiet">{rest}</span></div>
            {kept.note_with(texts::GIVE_UP)}
            {move || shared().then(|| view! { <p class="note" role="status">{t(texts::SHARED)}</p> })}
            <ol class="scan-list">{rows}</ol>
            {move || scan.may.get().then(|| view! {
                <div class="scan-save">
                    <button type="button" class="button button-main" disabled=move || !scan.is_changed() on:click=move |_| scan.save()>{t(texts::SAVE)}</button>
                    <button type="button" class="button" disabled=move || !scan.is_changed() on:click=move |_| scan.give_up()>{t(texts::GIVE_UP)}</button>
                </div>
            })}
        </section>
    }
}

/// The dossier whose headings are offered.
type Headings = Memo<Option<Arc<Dossier<'static>>>>;

/// A line of the list. Free to copy.
#[derive(Clone, Copy)]
struct Line {
    scan: Scan,
    dossier: Headings,
    /// Its place among the items.
    at: usize,
    item: Memo<Piece>,
}

/// An item. Its controls stay while the items around it change.
fn row(scan: Scan, dossier: Headings, at: usize) -> AnyView {
    let item = Memo::new(move |_| {
        let found = scan.cutting.with(|cutting| cutting.as_ref()?.items.get(at).cloned());
        found.unwrap_or(Piece {
            record: None,
            pages: 1..=1,
            title: String::new(),
            heading: String::new(),
        })
    });
    let line = Line {
        scan,
        dossier,
        at,
        item,
    };
    let number = at + 1;
    let range = move || item.with(|item| runs(std::slice::from_ref(&item.pages)));
    let is_here = move || {
        let page = scan.at.get();
        item.with(|item| item.pages.contains(&page))
    };
    view! {
        <li class="scan-row" class:is-here=is_here>
            <button type="button" class="link scan-range" aria-label=move || texts::PAGE.with(&[&range(), &scan.pages()]) on:click=move |_| line.look()>
                <span class="scan-item">{number}</span>" "<span>{range}</span>
            </button>
            {line.title()}
            {line.heading()}
            {move || scan.may.get().then(|| view! {
                <button type="button" class="button-icon" aria-label=texts::LEAVE_OUT_IT.with(&[&number]) title=t(texts::LEAVE_OUT) on:click=move |_| scan.cut(|cutting| cutting.leave_out(at))>"×"</button>
            })}
        </li>
    }
    .into_any()
}

impl Line {
    /// Looks at its first page.
    fn look(self) {
        self.scan.go(self.item.with_untracked(|item| *item.pages.start()));
    }

    fn change(self, change: impl FnOnce(&mut Piece)) {
        self.scan.cut(|cutting| {
            if let Some(item) = cutting.items.get_mut(self.at) {
                change(item);
            }
        });
    }

    /// What it is called. Enter goes to the next item: names are typed one after the other.
    fn title(self) -> AnyView {
        let title = Memo::new(move |_| self.item.with(|item| item.title.clone()));
        let next = move |event: leptos::ev::KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                let titles = document().query_selector_all(".scan-row input");
                let next = titles
                    .ok()
                    .and_then(|titles| titles.item(u32::try_from(self.at + 1).ok()?));
                if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
                    let _ = next.focus();
                }
            }
        };
        view! {
            <input
                class="input"
                maxlength="200"
                aria-label=texts::ITEM_TITLE.with(&[&(self.at + 1)])
                placeholder=t(texts::NO_TITLE)
                disabled=move || !self.scan.may.get()
                prop:value=title
                on:focus=move |_| self.look()
                on:keydown=next
                on:input=move |event| self.change(|item| item.title = event_target_value(&event))
            />
        }
        .into_any()
    }

    /// Where it belongs: as its name tells, or as somebody says.
    fn heading(self) -> AnyView {
        let heading = Memo::new(move |_| self.item.with(|item| item.heading.clone()));
        let options = move || Some(heading_options(&*self.dossier.get()?, &heading.get()));
        view! {
            <select
                class="input"
                aria-label=texts::ITEM_HEADING.with(&[&(self.at + 1)])
                disabled=move || !self.scan.may.get()
                on:change=move |event| self.change(|item| item.heading = event_target_value(&event))
            >
                <option value="" prop:selected=move || heading.with(String::is_empty)>{t(texts::BY_NAME)}</option>
                {options}
            </select>
        }
        .into_any()
    }
}
