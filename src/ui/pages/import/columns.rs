//! Which column of the file is which field; first cells beside it.
use files::column::{COLUMNS, Kind};
use leptos::prelude::*;
use protocol::{ColumnView, Confidence, Preview};

use super::Import;
use super::units::unit_select;
use crate::lang::{Lang, import as texts, t, use_lang};

/// First cells shown for a column.
const CELLS: usize = 3;

/// The card.
#[component]
pub fn Columns(
    /// The import.
    import: Import,
) -> impl IntoView {
    let headings = Memo::new(move |_| import.preview.with(|p| p.as_ref().map(headings_of).unwrap_or_default()));
    let rows = move || {
        let rows = headings
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, heading)| column(import, at, heading));
        rows.collect::<Vec<_>>()
    };
    view! {
        <section class="card">
            <h2>{t(texts::COLUMNS)}</h2>
            <p class="quiet">{t(texts::COLUMNS_HELP)}</p>
            <div class="scroll-x" tabindex="0" role="region" aria-label=t(texts::COLUMNS)>
                <table class="plain mapping">
                    <thead><tr>
                        <th scope="col">{t(texts::IN_FILE)}</th>
                        <th scope="col">{t(texts::READ_AS)}</th>
                        <th scope="col">{t(texts::SURE)}</th>
                        <th scope="col">{t(texts::UNIT)}</th>
                        <th scope="col">{t(texts::FIRST_CELLS)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn headings_of(preview: &Preview) -> Vec<String> {
    preview.columns.iter().map(|column| column.heading.clone()).collect()
}

/// One column of the preview, read anew whenever the file is.
pub fn view_of(import: Import, at: usize) -> Memo<ColumnView> {
    let view = move |p: &Option<Preview>| p.as_ref().and_then(|p| p.columns.get(at).cloned());
    Memo::new(move |_| import.preview.with(view).unwrap_or_default())
}

fn column(import: Import, at: usize, heading: String) -> AnyView {
    let this = view_of(import, at);
    let now = Memo::new(move |_| this.with(|c| c.key.clone()));
    let cells = move || {
        import.preview.with(|p| {
            let rows = p.as_ref().map(|p| p.sample.as_slice()).unwrap_or_default();
            let cells = rows.iter().filter_map(|(_, row)| row.get(at)).filter(|c| !c.is_empty());
            cells.take(CELLS).map(String::as_str).collect::<Vec<_>>().join(" · ")
        })
    };
    let change = move |event: web_sys::Event| {
        let key = Some(event_target_value(&event)).filter(|key| !key.is_empty());
        import.change(|options| {
            let Some(columns) = options.columns.as_mut() else {
                return;
            };
            // A field has one column: the newer choice takes it over.
            columns.iter_mut().filter(|c| **c == key).for_each(|c| *c = None);
            if let Some(column) = columns.get_mut(at) {
                *column = key;
            }
        });
    };
    let options = COLUMNS.iter().filter(|c| c.kind != Kind::Seq).map(|column| {
        let here = move || now.with(|n| n.as_deref() == Some(column.key));
        view! { <option value=column.key prop:selected=here>{move || name(column.key)}</option> }
    });
    let label = heading.clone();
    view! {
        <tr class:is-left-out=move || now.with(Option::is_none)>
            <td>{heading}</td>
            <td>
                <select class="input" aria-label=label on:change=change>
                    <option value="" prop:selected=move || now.with(Option::is_none)>{t(texts::LEAVE_OUT)}</option>
                    {options.collect_view()}
                </select>
            </td>
            <td>{move || this.with(sureness)}</td>
            <td>{unit_select(import, at)}</td>
            <td class="mapping-cells">{cells}</td>
        </tr>
    }
    .into_any()
}

/// How sure a column is: a shape and a word.
fn sureness(column: &ColumnView) -> AnyView {
    let (shape, class, word) = match (&column.key, column.confidence) {
        (None, _) => ("–", "tag tag-quiet", texts::NOT_TAKEN),
        (Some(_), Confidence::Exact) => ("●", "tag", texts::SURENESS[0]),
        (Some(_), Confidence::Like) => ("◐", "tag tag-warn", texts::SURENESS[1]),
        (Some(_), Confidence::Content) => ("○", "tag tag-warn", texts::SURENESS[2]),
        (Some(_), Confidence::Person) => ("✓", "tag", texts::SURENESS[3]),
    };
    view! { <span class=class><span aria-hidden="true">{shape}" "</span>{t(word)}</span> }.into_any()
}

/// Name of a column in the current language.
pub fn name(key: &str) -> &'static str {
    let column = COLUMNS.iter().find(|c| c.key == key);
    column.map_or("", |c| match use_lang().get() {
        Lang::Zh => c.zh,
        Lang::En => c.en,
    })
}

/// Why nothing can be imported with these columns.
pub fn missing(preview: &Preview) -> Option<String> {
    let has = |key: &str| preview.columns.iter().any(|c| c.key.as_deref() == Some(key));
    if !has("case_number") {
        return Some(texts::NO_NUMBER.now().to_owned());
    }
    if !has("filed_on") {
        return Some(texts::NO_FILED.now().to_owned());
    }
    preview.doubtful().map(|column| texts::NO_UNIT.with(&[&column.heading]))
}
