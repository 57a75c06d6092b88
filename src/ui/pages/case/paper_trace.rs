//! The whole trace of a case on paper, oldest first, each change of a field written out.
use leptos::prelude::*;
use protocol::{Action, CaseView, Field, Trace, Value};

use super::history::{is_taken_back, told};
use super::sheet::Sheet;
use super::texts;
use crate::lang::{field as fields, paper, t};
use crate::pages::rule_words::refusal;
use crate::pages::words;

/// The table.
pub fn trace(sheet: Sheet) -> Option<AnyView> {
    let view = sheet.view()?;
    let rows: Vec<AnyView> = view
        .history
        .iter()
        .rev()
        .enumerate()
        .map(|(at, trace)| row(sheet, &view, at + 1, trace))
        .collect();
    let title = paper::TRACE.with(&[&rows.len()]);
    Some(
        view! {
            <section class="paper-trace">
                <h2>{sheet.text(Field::CASE_NUMBER)}"　"{title}</h2>
                <table>
                    <thead><tr>
                        <th scope="col" class="paper-no">{t(paper::RUNNING_NUMBER)}</th>
                        <th scope="col">{t(paper::WHEN)}</th>
                        <th scope="col">{t(paper::WHO)}</th>
                        <th scope="col">{t(paper::WHAT)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn row(sheet: Sheet, view: &CaseView, number: usize, trace: &Trace) -> AnyView {
    let said = told(sheet, view, trace).0;
    let said = if is_taken_back(view, trace) || trace.refused.is_some() {
        view! { <del>{said}</del> }.into_any()
    } else {
        said.into_any()
    };
    let by = match trace.by.as_str() {
        "" => texts::H_NOBODY.now().to_owned(),
        by => by.to_owned(),
    };
    let order = (!trace.on_order_of.is_empty()).then(|| texts::H_ORDER.with(&[&trace.on_order_of]));
    let refused = trace.refused.as_ref();
    let refused = refused.map(|rule| view! { <p>{texts::H_REFUSED.now()}" "{refusal(rule)}</p> });
    view! {
        <tr>
            <td class="paper-no">{number}</td>
            <td class="nowrap">{words::moment(trace.at_ms)}</td>
            <td class="paper-who">{by}{order.map(|order| format!(" · {order}"))}</td>
            <td>{said}{changes(trace)}{refused}</td>
        </tr>
    }
    .into_any()
}

/// Fields with what they became, and what stood there before.
fn changes(trace: &Trace) -> Option<AnyView> {
    let one;
    let fields: &[(Field, Value)] = match &trace.action {
        Action::Set(fields) => fields,
        Action::Imported(import) => &import.fields,
        Action::Ruled { field, value, .. } => {
            one = [(*field, value.clone())];
            &one
        }
        _ => return None,
    };
    let parts: Vec<String> = fields
        .iter()
        .map(|(field, now)| {
            let before = trace
                .before
                .iter()
                .find(|(f, value)| f == field && *value != Value::None);
            let before = before.map(|(_, was)| format!("{} → ", words::value(*field, was)));
            let (name, now) = (fields::name(*field).now(), words::value(*field, now));
            format!("{name} {}{now}", before.unwrap_or_default())
        })
        .collect();
    Some(view! { <p class="paper-changes">{parts.join(crate::lang::common::SEMICOLON.now())}</p> }.into_any())
}
