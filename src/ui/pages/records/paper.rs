//! The records of a case on paper: a table for each kind that has any.
use casebook::kinds::{KindOf, Kinds};
use leptos::prelude::*;
use protocol::RecordView;

use super::{name, said};
use crate::lang::t;
use crate::pages::case::Sheet;

/// All tables. Tracks.
pub fn on_paper(sheet: Sheet) -> Option<AnyView> {
    let view = sheet.view()?;
    let tables = Kinds::builtin().iter().filter_map(|kind| {
        let own: Vec<&RecordView> = view
            .records
            .iter()
            .filter(|record| record.record.kind == kind.kind)
            .collect();
        (!own.is_empty()).then(|| table(kind, &own))
    });
    let tables: Vec<AnyView> = tables.collect();
    (!tables.is_empty()).then(|| tables.into_any())
}

fn table(kind: &'static KindOf, records: &[&RecordView]) -> AnyView {
    let columns: Vec<_> = kind.columns.iter().filter_map(|number| kind.field(*number)).collect();
    let heads = columns
        .iter()
        .map(|field| view! { <th scope="col">{t(name(&field.name))}</th> });
    let rows = records.iter().map(|record| {
        let cells = columns
            .iter()
            .map(|field| view! { <td>{said(field, &record.fields)}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <h2>{t(name(&kind.name))}</h2>
        <table>
            <thead><tr>{heads.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
