//! What was changed in reading, by kind, with the rows.
use fenliu::work::protocol::HintView;
use leptos::prelude::*;

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
        let hints = import
            .preview
            .with(|p| p.as_ref().map(|p| p.hints.clone()).unwrap_or_default());
        (!hints.is_empty()).then(|| {
            let rows: Vec<AnyView> = hints.iter().map(row).collect();
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

fn row(hint: &HintView) -> AnyView {
    let field = hint.key.as_deref().map(name).filter(|n| !n.is_empty());
    let known = texts::HINT_KINDS.iter().find(|(code, _)| *code == hint.code);
    let what = known.map_or_else(|| hint.code.clone(), |(_, text)| text.now().to_owned());
    let rows: Vec<String> = hint.rows.iter().take(SOME).map(u32::to_string).collect();
    let listed = rows.join("、");
    let rest = usize::try_from(hint.count).unwrap_or(usize::MAX) > rows.len();
    let place = if rest { texts::HINT_MORE } else { texts::HINT_ROWS };
    view! {
        <tr>
            <td>{field.map(|f| view! { <span class="quiet">{f}" "</span> })}{what}</td>
            <td class="number">{hint.count}</td>
            <td class="quiet">{place.with(&[&listed])}</td>
        </tr>
    }
    .into_any()
}
