//! Problems by row and cell, in sentences.
use leptos::prelude::*;
use protocol::{Preview, Problem};

use super::Import;
use super::columns::name;
use crate::lang::{import as texts, t};
use crate::parts::icon::{Icon, icon};

/// Rows shown; all are in the file of rejected rows.
const SOME: usize = 60;

/// The card.
#[component]
pub fn Problems(
    /// The import.
    import: Import,
) -> impl IntoView {
    move || {
        let (shown, count, rows) = import.preview.with(|p| p.as_ref().map(listed).unwrap_or_default());
        if count == 0 {
            let hints: u32 = import
                .preview
                .with(|p| p.iter().flat_map(|p| &p.hints).map(|hint| hint.count).sum());
            return if hints == 0 {
                view! { <p class="quiet">{t(texts::NO_PROBLEMS)}</p> }.into_any()
            } else {
                view! { <p class="note"><span>{texts::NO_PROBLEMS_BUT.with(&[&hints])}</span></p> }.into_any()
            };
        }
        let rest = usize::try_from(count).unwrap_or(usize::MAX) - shown;
        view! {
            <section class="card">
                <div class="card-head">
                    <h2>{t(texts::PROBLEMS)}</h2>
                    <button type="button" class="button" on:click=move |_| import.save_rejected()>
                        {icon(Icon::Download)}{t(texts::REJECTED_FILE)}
                    </button>
                </div>
                <p class="quiet">{t(texts::PROBLEMS_HELP)}</p>
                <div class="scroll-x" tabindex="0" role="region" aria-label=t(texts::PROBLEMS)>
                    <table class="plain problems">
                        <thead><tr>
                            <th scope="col">{t(texts::ROW_HEAD)}</th>
                            <th scope="col">{t(texts::PROBLEM)}</th>
                            <th scope="col">{t(texts::CELL)}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {(rest > 0).then(|| view! { <p class="quiet">{texts::MORE_PROBLEMS.with(&[&rest])}</p> })}
            </section>
        }
        .into_any()
    }
}

/// How many rows are shown, how many problems there are, and the rows.
fn listed(preview: &Preview) -> (usize, u32, Vec<AnyView>) {
    let rows: Vec<AnyView> = preview.problems.iter().take(SOME).map(|p| row(preview, p)).collect();
    (rows.len(), preview.problem_count, rows)
}

fn row(preview: &Preview, problem: &Problem) -> AnyView {
    let sheet = preview.sheet_name(problem.sheet).map(str::to_owned);
    let field = problem.field.as_deref().map(name).filter(|n| !n.is_empty());
    view! {
        <tr>
            <td class="number">
                {sheet.map(|sheet| view! { <span class="quiet">{sheet}" "</span> })}{problem.row}
            </td>
            <td>{field.map(|f| view! { <span class="quiet">{f}" "</span> })}{sentence(preview, problem)}</td>
            <td class="problem-cell">{problem.cell.clone()}</td>
        </tr>
    }
    .into_any()
}

/// The sentence for a problem.
fn sentence(preview: &Preview, problem: &Problem) -> String {
    let code = &problem.code;
    if let Some((row, sheet)) = &problem.other {
        return match sheet.and_then(|at| preview.sheet_name(at)) {
            Some(sheet) => texts::SAME_AS_ON.with(&[&sheet, row]),
            None => texts::SAME_AS.with(&[row]),
        };
    }
    let known = texts::CODES.iter().find(|(c, _)| c == code);
    known.map_or_else(|| texts::OTHER_CODE.now().to_owned(), |(_, text)| text.now().to_owned())
}
