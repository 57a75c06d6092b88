//! The records of a case on paper: a table for each kind that has any.
use casebook::flows::Flow;
use casebook::kinds::KindOf;
use leptos::prelude::*;
use protocol::RecordView;

use super::{name, said, short, terms};
use crate::kinds::kinds_now;
use crate::lang::{flows as texts, records as records_texts, t};
use crate::pages::case::Sheet;
use crate::pages::flows::part::step_line;
use crate::pages::flows::states;

/// All tables. Tracks.
pub fn on_paper(sheet: Sheet) -> Option<AnyView> {
    let view = sheet.view()?;
    let tables = kinds_now().iter().filter_map(|kind| {
        let own: Vec<&RecordView> = view
            .records
            .iter()
            .filter(|record| record.record.kind == kind.kind)
            .collect();
        // What is kept of a record stands with that record.
        let is_kept = crate::kinds::kinds_now()
            .iter()
            .any(|of| of.kept_as().is_some_and(|kept| kept.kind == kind.kind));
        (!own.is_empty() && !is_kept && !kind.unlisted).then(|| table(kind, &own, &view.records))
    });
    let tables: Vec<AnyView> = tables.collect();
    (!tables.is_empty()).then(|| tables.into_any())
}

fn table(kind: &'static KindOf, records: &[&RecordView], all: &[RecordView]) -> AnyView {
    let flow = kind.flow.as_ref();
    let columns: Vec<_> = kind.columns.iter().filter_map(|number| kind.field(*number)).collect();
    let heads = columns
        .iter()
        .map(|field| view! { <th scope="col">{t(name(&field.name))}</th> });
    let rows = records.iter().map(|record| {
        let cells = columns
            .iter()
            .map(|field| view! { <td>{short(said(field, &record.fields))}</td> });
        let stands = flow.map(|flow| view! { <td>{stands(flow, record)}</td> });
        let chain = kind.kept_as().map(|_| {
            let terms = terms::of_record(kind, record, all);
            let lines = terms.into_iter().map(|term| view! { <li>{term}</li> });
            view! { <td><ol class="record-terms">{lines.collect_view()}</ol></td> }
        });
        view! { <tr>{cells.collect_view()}{chain}{stands}</tr> }
    });
    view! {
        <h2>{t(name(&kind.name))}</h2>
        <table>
            <thead><tr>
                {heads.collect_view()}
                {kind.kept_as().map(|_| view! { <th scope="col">{t(records_texts::TERMS)}</th> })}
                {flow.map(|_| view! { <th scope="col">{t(texts::STATE)}</th> })}
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// Where a record stands, and below it each step that counts: who, what, which day, why.
fn stands(flow: &'static Flow, record: &RecordView) -> Option<AnyView> {
    let stands = record.flow.as_ref()?;
    let counted = stands.steps.iter().filter(|step| step.counts);
    let lines = counted.map(|step| view! { <li>{step_line(flow, step)}</li> });
    Some(view! { {states(flow, &stands.states)}<ul>{lines.collect_view()}</ul> }.into_any())
}
