//! One line of the catalogue changed: its heading, title, day and pages.
use casebook::dossier::{Entry, HEADING, Item, ON, PAGES, PLACE, Stands, TITLE, say};
use casebook::entered::Entered;
use leptos::prelude::*;
use protocol::Value;

use super::Page;
use super::chosen::options;
use crate::lang::{common, dossier as texts, t};
use crate::parts::date::DateInput;
use crate::parts::dialog::{Dialog, open_while};
use crate::parts::field::{Row, control_id, show_fault};

/// Pages of one paper at most.
const PAGES_MOST: i64 = 9999;

/// The dialog, open while a line is changed.
#[component]
pub(super) fn ChangeDialog(page: Page) -> impl IntoView {
    let open = open_while(
        move || page.changed.with(Option::is_some),
        move || page.changed.set(None),
    );
    view! {
        <Dialog open title=texts::CHANGE_TITLE>
            {move || {
                let item = page.changed.get()?;
                let dossier = untrack(|| page.dossier.get())?;
                let entry = dossier.entry(item)?.clone();
                Some(form(page, item, entry))
            }}
        </Dialog>
    }
}

fn form(page: Page, item: Item, entry: Entry) -> AnyView {
    let heading = RwSignal::new(entry.heading.clone());
    let title = RwSignal::new(entry.title.clone());
    let on = RwSignal::new(entry.on.map_or(Entered::Empty, Entered::Read));
    let pages = RwSignal::new(entry.pages.map(|pages| pages.to_string()).unwrap_or_default());
    // The pages of a part of a scan are those that were cut.
    let whole = entry.part.is_none();
    let counted = move || pages.with(|typed| read_pages(typed));
    let shown = StoredValue::new(entry);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(counted) = counted() else {
            return show_fault(&event);
        };
        if on.with(Entered::is_unreadable) {
            return show_fault(&event);
        }
        let fields = shown.with_value(|shown| {
            changes(
                shown,
                &heading.get_untracked(),
                &title.get_untracked(),
                (on.get_untracked().value(), counted),
            )
        });
        let said = texts::SAID_CHANGED.with(&[&title.get_untracked().trim()]);
        page.changed.set(None);
        page.write(said, |view, _| match fields.is_empty() {
            true => Vec::new(),
            false => vec![say(view, item, fields)],
        });
    };
    view! {
        <form class="rows" novalidate on:submit=save>
            <Row label=texts::HEADING>
                <select class="input" id=control_id() on:change=move |event| heading.set(event_target_value(&event))>
                    {options(page, &heading.get_untracked())}
                </select>
            </Row>
            <Row label=texts::NAME>
                <input class="input" id=control_id() maxlength="200" prop:value=title on:input=move |event| title.set(event_target_value(&event))/>
            </Row>
            <Row label=texts::DAY><DateInput value=on/></Row>
            {whole.then(|| pages_row(pages))}
            <footer class="form-foot">
                <button type="button" class="button" on:click=move |_| page.changed.set(None)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main">{t(common::SAVE)}</button>
            </footer>
        </form>
    }
    .into_any()
}

fn pages_row(pages: RwSignal<String>) -> AnyView {
    let is_bad = move || pages.with(|typed| read_pages(typed).is_none());
    view! {
        <Row label=texts::PAGES>
            <input
                class="input dossier-pages-input"
                id=control_id()
                inputmode="numeric"
                aria-invalid=move || is_bad().then_some("true")
                prop:value=pages
                on:input=move |event| pages.set(event_target_value(&event))
            />
            <p class="row-error" role="status">{move || is_bad().then(|| texts::BAD_PAGES.now())}</p>
        </Row>
    }
    .into_any()
}

/// The pages typed: none, or a number; nothing if it is neither.
fn read_pages(typed: &str) -> Option<Option<i64>> {
    match typed.trim() {
        "" => Some(None),
        typed => {
            let number = typed.parse().ok().filter(|number| (1..=PAGES_MOST).contains(number));
            number.map(Some)
        }
    }
}

/// What of the form says something else than the line. Whoever saves has looked at the heading: it is confirmed.
fn changes(
    shown: &Entry,
    heading: &str,
    title: &str,
    (on, pages): (Option<chrono::NaiveDate>, Option<i64>),
) -> Vec<(u16, Value)> {
    let mut fields = Vec::new();
    let moves = shown.heading != heading;
    if moves || shown.stands != Stands::Confirmed {
        fields.push((HEADING, Value::Text(heading.to_owned())));
    }
    if moves && shown.place.is_some() {
        fields.push((PLACE, Value::None));
    }
    if title.trim() != shown.title {
        let title = Some(title.trim()).filter(|title| !title.is_empty());
        fields.push((TITLE, title.map_or(Value::None, |title| Value::Text(title.to_owned()))));
    }
    if on != shown.on {
        fields.push((ON, on.map_or(Value::None, Value::Date)));
    }
    if pages != shown.pages.map(i64::from) {
        fields.push((PAGES, pages.map_or(Value::None, Value::Number)));
    }
    fields
}
