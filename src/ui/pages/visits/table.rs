//! An office with what is to be done there: on the screen to be chosen, on paper with room for the receipt.
use std::collections::BTreeSet;

use casebook::kinds::{FieldOf, KindOf};
use leptos::prelude::*;
use protocol::{CaseId, RegisterRow, Value};

use super::{RowKey, Visits, key};
use crate::lang::{records, t, visits as texts};
use crate::pages::records::{said, title};
use crate::parts::date::iso;
use crate::route::Route;

/// The rows by office; they come in that order. What names no office has an empty name.
pub(super) fn offices(rows: &[RegisterRow]) -> Vec<(String, &[RegisterRow])> {
    let of = |row: &RegisterRow| {
        let visit = crate::kinds::kinds_now()
            .get(row.record.kind)
            .and_then(|kind| kind.visit.as_ref());
        visit
            .map(|visit| visit.office(&|field| row.value(field)))
            .unwrap_or_default()
    };
    let groups = rows.chunk_by(|one, other| of(one) == of(other));
    groups
        .map(|group| (group.first().map(of).unwrap_or_default(), group))
        .collect()
}

/// The table of an office.
pub(super) fn office(visits: Visits, name: &str, rows: &[RegisterRow]) -> AnyView {
    let name = match name {
        "" => texts::NO_OFFICE.now().to_owned(),
        name => name.to_owned(),
    };
    let cases: BTreeSet<CaseId> = rows.iter().map(|row| row.case).collect();
    let head = texts::OFFICE.with(&[&name, &cases.len(), &rows.len()]);
    let keys: Vec<RowKey> = rows.iter().map(key).collect();
    let (every, any) = (keys.clone(), keys.clone());
    let all = move || {
        visits
            .chosen
            .with(|chosen| every.iter().all(|key| chosen.contains(key)))
    };
    // Paper has what is chosen, or everything.
    let left_out = move || {
        visits
            .chosen
            .with(|chosen| !chosen.is_empty() && !any.iter().any(|key| chosen.contains(key)))
    };
    let choose = move |event| {
        visits.chosen.update(|chosen| match event_target_checked(&event) {
            true => chosen.extend(keys.iter().copied()),
            false => keys.iter().for_each(|key| _ = chosen.remove(key)),
        });
    };
    let lines: Vec<AnyView> = rows.iter().map(|row| line(visits, row)).collect();
    view! {
        <section class="visits-office" class:no-print=left_out>
            <h2>{head}</h2>
            <div class="scroll-x" tabindex="0">
                <table class="plain register-table visits-table">
                    <thead><tr>
                        <th class="no-print"><input type="checkbox" aria-label=texts::ALL_OF.with(&[&name]) prop:checked=all on:change=choose/></th>
                        <th scope="col">{t(records::CASE)}</th>
                        <th scope="col">{t(crate::lang::matters::DEBTOR)}</th>
                        <th scope="col">{t(texts::ASSET)}</th>
                        <th scope="col">{t(texts::IDENTIFIER)}</th>
                        <th scope="col">{t(texts::WHAT)}</th>
                        <th scope="col">{t(texts::PLAN)}</th>
                        <th scope="col" class="only-print visits-receipt">{t(texts::RECEIPT)}</th>
                    </tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn line(visits: Visits, row: &RegisterRow) -> AnyView {
    let Some(kind) = crate::kinds::kinds_now().get(row.record.kind) else {
        return ().into_any();
    };
    let own = key(row);
    let is_chosen = move || visits.chosen.with(|chosen| chosen.contains(&own));
    let left_out = move || {
        visits
            .chosen
            .with(|chosen| !chosen.is_empty() && !chosen.contains(&own))
    };
    let choose = move |event| {
        visits.chosen.update(|chosen| match event_target_checked(&event) {
            true => _ = chosen.insert(own),
            false => _ = chosen.remove(&own),
        });
    };
    let called = title(kind, &row.fields);
    let label = records::CHOOSE.with(&[&format!("{} {called}", row.case_number)]);
    view! {
        <tr class:no-print=left_out>
            <td class="no-print"><input type="checkbox" aria-label=label prop:checked=is_chosen on:change=choose/></td>
            <td><a class="case-number" href=Route::Case(row.case).href()>{row.case_number.clone()}</a></td>
            <td class="visits-wide">{row.debtor.clone()}</td>
            <td class="visits-wide">{called}</td>
            <td>{word(kind, row, "identifier")}</td>
            <td>{what(kind, row)}</td>
            <td class="visits-wide">{plan(kind, row)}</td>
            <td class="only-print visits-receipt"></td>
        </tr>
    }
    .into_any()
}

fn field_said(field: Option<&'static FieldOf>, row: &RegisterRow) -> String {
    field.map(|field| said(field, &row.fields)).unwrap_or_default()
}

fn word(kind: &'static KindOf, row: &RegisterRow, named: &str) -> String {
    field_said(kind.field_named(named), row)
}

/// What is done there: the measure of a seizure; a clue is checked.
fn what(kind: &'static KindOf, row: &RegisterRow) -> String {
    match kind.field_named("measure") {
        Some(measure) => field_said(Some(measure), row),
        None => texts::CHECKED.now().to_owned(),
    }
}

/// When, by whom, and why it was not done before.
fn plan(kind: &'static KindOf, row: &RegisterRow) -> AnyView {
    let Some(visit) = &kind.visit else { return ().into_any() };
    let day = match row.value(visit.on) {
        Some(Value::Date(day)) => iso(day),
        _ => String::new(),
    };
    let who = field_said(kind.field(visit.by), row);
    let failed = field_said(kind.field(visit.failed), row);
    let failed =
        (!failed.is_empty()).then(|| view! { " "<span class="tag tag-warn">{texts::FAILED.with(&[&failed])}</span> });
    view! { {day}" "{who}{failed} }.into_any()
}
