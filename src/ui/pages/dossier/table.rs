//! A volume: its headings with what stands under each, and what can be done with it.
use casebook::dossier::{Entry, Item, Section, Stands, move_by};
use leptos::prelude::*;
use protocol::Field;

use super::export::Export;
use super::{Page, key, pdf_of, words};
use crate::lang::{Text, dossier as texts, scan, t};
use crate::pages::paper::{Court, Printed, print};
use crate::pages::records::name;
use crate::parts::date::iso;
use crate::parts::icon::{Icon, icon};
use crate::route::Route;

/// Columns of the table.
const COLUMNS: &str = "9";

/// A volume, the internal one or the main one.
pub(super) fn volume(page: Page, internal: bool) -> AnyView {
    let (title, on_paper) = match internal {
        true => (texts::INTERNAL, texts::PAPER_INTERNAL),
        false => (texts::MAIN, texts::PAPER_MAIN),
    };
    let sections = Memo::new(move |_| page.sections(internal));
    let count = Memo::new(move |_| sections.with(|all| all.iter().map(|section| section.entries.len()).sum::<usize>()));
    let others = move || page.prints_internal.get() != internal;
    let rows = move || {
        let all = page.all.get();
        let shown = sections.get().into_iter();
        let shown = shown.filter(|section| all || section.is_missing() || !section.entries.is_empty());
        shown.map(|section| part(page, section)).collect_view()
    };
    view! {
        <section class="card dossier-volume" class:no-print=others aria-label=t(title)>
            <Court/>
            <p class="paper-title only-print">{t(on_paper)}</p>
            <p class="only-print dossier-case">{move || about(page)}</p>
            <div class="card-head no-print">
                <h2>
                    {t(title)}" "<span class="quiet">{move || texts::COUNT.with(&[&count.get()])}</span>
                    {internal.then(|| view! { " "<span class="tag tag-warn">{t(texts::IS_INTERNAL)}</span> })}
                </h2>
                <Actions page internal title count/>
            </div>
            {move || (count.get() == 0).then(|| view! { <p class="quiet">{t(texts::EMPTY)}</p> })}
            <table class="plain register-table dossier-table">
                <thead><tr>
                    <th class="no-print"></th>
                    <th scope="col">{t(texts::NUMBER)}</th>
                    <th scope="col">{t(texts::NAME)}</th>
                    <th scope="col">{t(texts::DAY)}</th>
                    <th scope="col">{t(texts::PAGES)}</th>
                    <th scope="col">{t(texts::FIRST_PAGE)}</th>
                    <th scope="col" class="no-print">{t(texts::FROM)}</th>
                    <th scope="col" class="no-print">{t(texts::STATE)}</th>
                    <th class="no-print"></th>
                </tr></thead>
                {rows}
            </table>
            <Printed/>
        </section>
    }
    .into_any()
}

/// The case, as the head of its catalogue on paper says. Tracks.
fn about(page: Page) -> String {
    let sheet = page.sheet;
    let sides = [Field::APPLICANT, Field::DEBTOR].map(|field| {
        let said = sheet.said(field).unwrap_or_default();
        crate::lang::common::OF.with(&[&crate::lang::field::name(field).now(), &said])
    });
    format!("{}　{}", sheet.text(Field::CASE_NUMBER), sides.join("　"))
}

/// Printing and exporting a volume.
#[component]
fn Actions(page: Page, internal: bool, title: Text, count: Memo<usize>) -> impl IntoView {
    let export = Export::new(page, internal);
    let print_it = move |_| {
        page.prints_internal.set(internal);
        // The other volume is hidden before the second frame begins.
        request_animation_frame(|| request_animation_frame(print));
    };
    let label = move |text: Text| move || text.with(&[&title.now()]);
    let nothing = move || count.get() == 0;
    let busy = move || export.is_busy();
    view! {
        <div class="page-actions">
            <button type="button" class="button" aria-label=label(texts::PRINT) disabled=nothing on:click=print_it>
                {icon(Icon::Printer)}{t(texts::PRINT_SHORT)}
            </button>
            <button type="button" class="button" aria-label=label(texts::EXPORT) disabled=move || busy() || nothing() on:click=move |_| export.begin()>
                {icon(Icon::Download)}{t(texts::EXPORT_SHORT)}
            </button>
            {move || busy().then(|| export.progress())}
        </div>
    }
}

/// A heading, and what stands under it.
fn part(page: Page, section: Section<'static>) -> AnyView {
    let heading = name(&section.heading.name);
    let missing = section.is_missing();
    let last = section.entries.len().saturating_sub(1);
    let held = StoredValue::new(section.clone());
    let lines = section.entries.iter().enumerate();
    let lines = lines.map(|(at, entry)| line(page, held, entry, (at == 0, at == last)));
    view! {
        <tbody class:no-print=section.entries.is_empty()>
            <tr class="dossier-heading">
                <th scope="rowgroup" colspan=COLUMNS>
                    <span class="dossier-number">{section.number}</span>" "{t(heading)}
                    {missing.then(|| view! { " "<span class="tag tag-warn">{t(texts::MISSING)}</span> })}
                </th>
            </tr>
            {lines.collect_view()}
        </tbody>
    }
    .into_any()
}

/// What a line is called; a tap shows what there is of it.
fn title(page: Page, item: Item, called: &str) -> AnyView {
    let called = called.to_owned();
    match item {
        Item::Attachment(id) => {
            let label = crate::lang::attachment::OPEN.with(&[&called]);
            let open = move |_| page.sheet.shown.set(Some(id));
            view! { <button type="button" class="link" aria-label=label on:click=open>{called}</button> }.into_any()
        }
        Item::Transcript(id) => {
            let href = Route::CaseTranscript(page.sheet.id, Some(id)).href();
            view! { <a class="link" href=href>{called}</a> }.into_any()
        }
        Item::Document(_) | Item::Piece(_) => called.into_any(),
    }
}

fn line(page: Page, section: StoredValue<Section<'static>>, entry: &Entry, (first, last): (bool, bool)) -> AnyView {
    let (item, own) = (entry.item, key(entry.item));
    let called = entry.title.clone();
    let is_chosen = move || page.chosen.with(|chosen| chosen.contains(&own));
    let choose = move |event| {
        page.chosen.update(|chosen| match event_target_checked(&event) {
            true => _ = chosen.insert(own),
            false => _ = chosen.remove(&own),
        });
    };
    let title = title(page, item, &called);
    let from_page = entry
        .part
        .as_ref()
        .and_then(|part| part.runs.first().map(|run| *run.start()));
    let pdf = page
        .sheet
        .view()
        .and_then(|view| pdf_of(&view, entry).map(|file| file.id));
    let read = pdf.map(|file| {
        let href = format!(
            "{}?page={}",
            Route::CaseScan(page.sheet.id, file).href(),
            from_page.unwrap_or(1)
        );
        let label = scan::READ_IT.with(&[&called]);
        view! { " "<a class="no-print dossier-read" href=href aria-label=label>{t(scan::READ)}</a> }
    });
    let day = entry.on.map(iso);
    let (pages, from) = (entry.pages, entry.first_page);
    let confirmed = entry.stands == Stands::Confirmed;
    let (source, stands) = (words::source(entry), words::stands(entry));
    let moves = moves(page, section, item, &called, (first, last));
    let label = texts::CHOOSE.with(&[&called]);
    view! {
        <tr>
            <td class="no-print">{move || page.may.get().then(|| view! {
                <input type="checkbox" aria-label=label.clone() prop:checked=is_chosen on:change=choose/>
            })}</td>
            <td class="dossier-count" data-label=t(texts::NUMBER)>{entry.number}</td>
            <td class="dossier-title" data-label=t(texts::NAME)>{title}{read}</td>
            <td class="nowrap" data-label=t(texts::DAY)>{day}</td>
            <td class="dossier-count" data-label=t(texts::PAGES)>{pages}</td>
            <td class="dossier-count" data-label=t(texts::FIRST_PAGE)>{from}</td>
            <td class="no-print quiet" data-label=t(texts::FROM)>{source}</td>
            <td class="no-print" class:quiet=confirmed data-label=t(texts::STATE)>{stands}</td>
            <td class="no-print dossier-moves">{move || page.may.get().then(&moves)}</td>
        </tr>
    }
    .into_any()
}

/// Up, down, change. Whoever used one with the keyboard is at it again once the line stood anew.
fn moves(
    page: Page,
    section: StoredValue<Section<'static>>,
    item: Item,
    called: &str,
    (first, last): (bool, bool),
) -> impl Fn() -> AnyView + Send + Sync + use<> {
    let called = called.to_owned();
    let id: String = item.record().id.iter().map(|byte| format!("{byte:02x}")).collect();
    move || {
        let button = |lines: isize, sign: &'static str, label: Text, ends: bool| {
            let own = format!("dossier-{sign}-{id}", sign = if lines < 0 { "up" } else { "down" });
            let (back, said) = (own.clone(), texts::SAID_MOVED.with(&[&called]));
            let moved = move |_| {
                if ends {
                    return;
                }
                page.back_to.set(Some(back.clone()));
                let of = section.get_value();
                page.write(said.clone(), move |view, _| move_by(view, &of, item, lines));
            };
            let label = label.with(&[&called]);
            // At an end it stays, so that the keyboard stays with it.
            view! {
                <button type="button" class="button-icon" id=own aria-label=label aria-disabled=ends.then_some("true") on:click=moved>{sign}</button>
            }
        };
        let change = texts::CHANGE.with(&[&called]);
        view! {
            {button(-1, "↑", texts::UP, first)}
            {button(1, "↓", texts::DOWN, last)}
            <button type="button" class="button-icon" aria-label=change on:click=move |_| page.changed.set(Some(item))>{icon(Icon::Pencil)}</button>
        }
        .into_any()
    }
}
