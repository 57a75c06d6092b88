//! What was changed in reading, by kind, with the rows.
use leptos::prelude::*;
use protocol::{HintView, Preview};

use super::Import;
use super::columns::name;
use crate::lang::{import as texts, t};

/// Rows named of one kind.
const SOME: usize = 12;

/// The card; nothing where nothing was changed.
#[component]
pub fn Hints(
    /// The import.
    import: Import,
) -> impl IntoView {
    move || {
        let rows: Vec<AnyView> = import.preview.with(|p| {
            let seen = p.as_ref().into_iter();
            seen.flat_map(|p| p.hints.iter().map(|hint| row(p, hint))).collect()
        });
        (!rows.is_empty()).then(|| {
            view! {
                <section class="card">
                    <h2>{t(texts::HINTS)}</h2>
                    <p class="quiet">{t(texts::HINTS_HELP)}</p>
                    <div class="scroll-x" tabindex="0" role="region" aria-label=t(texts::HINTS)>
                        <table class="plain hints">
                            <thead><tr>
                                <th scope="col">{t(texts::DONE_TO)}</th>
                                <th scope="col" class="number">{t(texts::COUNT)}</th>
                                <th scope="col">{t(texts::WHERE)}</th>
                            </tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                </section>
            }
        })
    }
}

fn row(preview: &Preview, hint: &HintView) -> AnyView {
    let field = hint.key.as_deref().map(name).filter(|n| !n.is_empty());
    let known = texts::HINT_KINDS.iter().find(|(code, _)| *code == hint.code);
    let what = known.map_or_else(|| texts::OTHER_CODE.now().to_owned(), |(_, text)| text.now().to_owned());
    view! {
        <tr>
            <td>{field.map(|f| view! { <span class="quiet">{f}" "</span> })}{what}</td>
            <td class="number">{hint.count}</td>
            <td class="quiet">{places(preview, hint)}</td>
        </tr>
    }
    .into_any()
}

/// The first rows; where several sheets are read, by sheet.
fn places(preview: &Preview, hint: &HintView) -> String {
    let shown = &hint.rows[..hint.rows.len().min(SOME)];
    let rest = usize::try_from(hint.count).unwrap_or(usize::MAX) > shown.len();
    let place = if rest { texts::HINT_MORE } else { texts::HINT_ROWS };
    let of_sheet = |rows: &[(u16, u32)]| {
        let numbers: Vec<String> = rows.iter().map(|(_, row)| row.to_string()).collect();
        let numbers = place.with(&[&numbers.join(crate::lang::common::LIST.now())]);
        match rows.first().and_then(|(at, _)| preview.sheet_name(*at)) {
            Some(sheet) => format!("{sheet} {numbers}"),
            None => numbers,
        }
    };
    let parts: Vec<String> = shown.chunk_by(|a, b| a.0 == b.0).map(of_sheet).collect();
    parts.join(" · ")
}
