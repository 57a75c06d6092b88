//! Which column of the file is which field; first cells beside it.
use std::collections::BTreeSet;

use fenliu::files::column::COLUMNS;
use leptos::prelude::*;

use super::Import;
use crate::lang::{Lang, import as texts, t, use_lang};

/// First cells shown for a column.
const CELLS: usize = 3;

/// The card.
#[component]
pub fn Columns(
    /// The import.
    import: Import,
) -> impl IntoView {
    let headings = Memo::new(move |_| {
        import
            .preview
            .with(|p| p.as_ref().map(|p| p.headings.clone()).unwrap_or_default())
    });
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
                        <th scope="col">{t(texts::FIRST_CELLS)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn column(import: Import, at: usize, heading: String) -> AnyView {
    let now = Memo::new(move |_| {
        import
            .preview
            .with(|p| p.as_ref().and_then(|p| p.columns.get(at).cloned().flatten()))
    });
    let cells = move || {
        import.preview.with(|p| {
            let rows = p.as_ref().map(|p| p.sample.as_slice()).unwrap_or_default();
            let cells = rows.iter().filter_map(|(_, row)| row.get(at)).filter(|c| !c.is_empty());
            cells.take(CELLS).map(String::as_str).collect::<Vec<_>>().join(" · ")
        })
    };
    let change = move |event: web_sys::Event| {
        let key = Some(event_target_value(&event)).filter(|key| !key.is_empty());
        let mut columns = import
            .preview
            .with_untracked(|p| p.as_ref().map(|p| p.columns.clone()).unwrap_or_default());
        // A field has one column: the newer choice takes it over.
        columns.iter_mut().filter(|c| **c == key).for_each(|c| *c = None);
        if let Some(column) = columns.get_mut(at) {
            *column = key;
        }
        import.remap(columns);
    };
    let options = COLUMNS.iter().filter(|c| c.field.is_some()).map(|column| {
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
            <td class="mapping-cells">{cells}</td>
        </tr>
    }
    .into_any()
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
pub fn missing(columns: &[Option<String>]) -> Option<&'static str> {
    let keys: BTreeSet<&str> = columns.iter().flatten().map(String::as_str).collect();
    match (keys.contains("case_number"), keys.contains("filed_on")) {
        (false, _) => Some(texts::NO_NUMBER.now()),
        (true, false) => Some(texts::NO_FILED.now()),
        (true, true) => None,
    }
}
