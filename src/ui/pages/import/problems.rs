//! Problems by row and cell, in sentences.
use fenliu::work::protocol::Problem;
use leptos::prelude::*;

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
        let (problems, count) = import.preview.with(|p| {
            p.as_ref()
                .map(|p| (p.problems.clone(), p.problem_count))
                .unwrap_or_default()
        });
        if count == 0 {
            return view! { <p class="quiet">{t(texts::NO_PROBLEMS)}</p> }.into_any();
        }
        let shown = problems.len().min(SOME);
        let rest = usize::try_from(count).unwrap_or(usize::MAX) - shown;
        let rows: Vec<AnyView> = problems.iter().take(SOME).map(row).collect();
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

fn row(problem: &Problem) -> AnyView {
    let field = problem.field.as_deref().map(name).filter(|n| !n.is_empty());
    view! {
        <tr>
            <td class="number">
                {problem.sheet.clone().map(|sheet| view! { <span class="quiet">{sheet}" "</span> })}{problem.row}
            </td>
            <td>{field.map(|f| view! { <span class="quiet">{f}" "</span> })}{sentence(problem)}</td>
            <td class="problem-cell">{problem.cell.clone()}</td>
        </tr>
    }
    .into_any()
}

/// The sentence for a problem; a code this build does not know is named.
fn sentence(problem: &Problem) -> String {
    let code = &problem.code;
    match &problem.other {
        Some((row, Some(sheet))) => return texts::SAME_AS_ON.with(&[sheet, row]),
        Some((row, None)) => return texts::SAME_AS.with(&[row]),
        None => {}
    }
    let known = texts::CODES.iter().find(|(c, _)| c == code);
    known.map_or_else(|| texts::OTHER_CODE.with(&[code]), |(_, text)| text.now().to_owned())
}
