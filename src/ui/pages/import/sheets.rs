//! The sheets of a workbook: which are read, with how many rows.
use leptos::prelude::*;
use protocol::{Preview, SheetView};

use super::Import;
use crate::lang::{import as texts, t};

/// The card; nothing for a text or a workbook of one sheet.
#[component]
pub fn Sheets(
    /// The import.
    import: Import,
) -> impl IntoView {
    // By name, so that a box does not lose the focus when the file was read again.
    let names = Memo::new(move |_| import.preview.with(|p| p.as_ref().map(names_of).unwrap_or_default()));
    move || {
        let names = names.get();
        (names.len() > 1).then(|| {
            let rows: Vec<AnyView> = names
                .into_iter()
                .enumerate()
                .map(|(at, name)| sheet(import, at, name))
                .collect();
            view! {
                <section class="card">
                    <h2>{t(texts::SHEETS)}</h2>
                    <p class="quiet">{t(texts::SHEETS_HELP)}</p>
                    <ul class="import-sheets">{rows}</ul>
                </section>
            }
        })
    }
}

fn names_of(preview: &Preview) -> Vec<String> {
    preview.sheets.iter().map(|sheet| sheet.name.clone()).collect()
}

fn sheet(import: Import, at: usize, name: String) -> AnyView {
    let get = move |p: &Option<Preview>| p.as_ref().and_then(|p| p.sheets.get(at).cloned());
    let this = Memo::new(move |_| import.preview.with(get).unwrap_or_default());
    let taken = Memo::new(move |_| this.with(|sheet| sheet.taken));
    let only = move |p: &Option<Preview>| {
        p.as_ref()
            .is_some_and(|p| p.sheets.iter().filter(|s| s.taken).count() == 1)
    };
    // The last sheet stays, and one without headings cannot be read.
    let fixed = Memo::new(move |_| match taken.get() {
        true => import.preview.with(only),
        false => this.with(|sheet| !matches!(sheet.why.as_deref(), Some("left_out" | "other_headings"))),
    });
    let own = name.clone();
    let change = move |_| {
        let own = own.clone();
        import.change(move |options| {
            let sheets = options.sheets.get_or_insert_default();
            match sheets.iter().position(|name| *name == own) {
                Some(at) => drop(sheets.remove(at)),
                None => sheets.push(own),
            }
        });
    };
    view! {
        <li>
            <label class="import-sheet" class:is-left-out=move || !taken.get()>
                <input type="checkbox" prop:checked=taken disabled=fixed on:change=change/>
                <span>{name}</span>
                <span class="quiet">{move || this.with(about)}</span>
            </label>
        </li>
    }
    .into_any()
}

/// Rows, hidden ones, and why it is not read.
fn about(sheet: &SheetView) -> String {
    let mut parts = vec![texts::SHEET_ROWS.with(&[&sheet.rows])];
    if sheet.hidden_rows > 0 {
        parts.push(texts::SHEET_HIDDEN_ROWS.with(&[&sheet.hidden_rows]));
    }
    if sheet.hidden {
        parts.push(texts::SHEET_HIDDEN.now().to_owned());
    }
    let why = texts::SHEET_WHY
        .iter()
        .find(|(code, _)| Some(*code) == sheet.why.as_deref());
    parts.extend(why.map(|(_, text)| text.now().to_owned()));
    parts.join(" · ")
}
