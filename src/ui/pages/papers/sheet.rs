//! A document as it stands on paper.
use files::document::{Block, GAP, LineKind, Paper, Run};
use leptos::prelude::*;

/// The document; its gaps are marked.
pub fn sheet(paper: &Paper) -> AnyView {
    paper.blocks.iter().map(block).collect_view().into_any()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Line { kind, new_page, runs } => {
            let class = format!("doc-line {}", class(*kind));
            let said = self::runs(runs);
            if *kind == LineKind::Title {
                view! { <h3 class=class class:doc-new-page=*new_page>{said}</h3> }.into_any()
            } else {
                view! { <p class=class class:doc-new-page=*new_page>{said}</p> }.into_any()
            }
        }
        Block::Table { widths, head, rows } => {
            let widths = widths.iter().map(|width| {
                let width = format!("{}.{}%", width / 10, width % 10);
                view! { <col style:width=width/> }
            });
            let head = (!head.is_empty()).then(|| {
                let cells = head.iter().map(|cell| view! { <th scope="col">{cell.clone()}</th> });
                view! { <thead><tr>{cells.collect_view()}</tr></thead> }
            });
            let rows = rows.iter().map(|cells| {
                let cells = cells.iter().map(|cell| view! { <td>{runs(cell)}</td> });
                view! { <tr>{cells.collect_view()}</tr> }
            });
            view! {
                <table class="doc-table"><colgroup>{widths.collect_view()}</colgroup>{head}<tbody>{rows.collect_view()}</tbody></table>
            }
            .into_any()
        }
    }
}

fn class(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Court => "doc-court",
        LineKind::Title => "doc-title",
        LineKind::Number => "doc-end",
        LineKind::Flush => "doc-flush",
        LineKind::Paragraph => "doc-paragraph",
        LineKind::Signature | LineKind::Date => "doc-end doc-foot",
    }
}

fn runs(runs: &[Run]) -> AnyView {
    let said = runs.iter().map(|run| match run {
        Run::Text(text) | Run::Value(text) => text.clone().into_any(),
        Run::Gap(spot) => view! { <mark class="doc-gap" title=spot.field.clone()>{GAP}</mark> }.into_any(),
    });
    said.collect_view().into_any()
}
