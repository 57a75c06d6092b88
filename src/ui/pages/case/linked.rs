//! The parties of the case in other cases: who handles each, where it stands, what is seized and what was found there.
use std::sync::Arc;

use casebook::parties::PARTY;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Bond, Field, LinkedCase, LinkedCases, ReadLinked, RegisterRow, Value};

use super::sheet::Sheet;
use crate::lang::{linked as texts, t};
use crate::pages::words;
use crate::parts::date::iso;
use crate::parts::mark::shape;
use crate::route::Route;

/// The card; nothing until it is known.
#[component]
pub fn Linked(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let found = RwSignal::new(None::<Arc<LinkedCases>>);
    // Asked again when what links the case changes, not with every change of the book.
    let known_by = Memo::new(move |_| {
        let view = sheet.view()?;
        let parties = view.records.iter().filter(|record| record.record.kind == PARTY);
        let parties: Vec<_> = parties.map(|record| record.fields.clone()).collect();
        Some((sheet.text(Field::DEBTOR), sheet.text(Field::BASIS_DOC_NO), parties))
    });
    Effect::new(move |_| {
        if known_by.with(Option::is_none) {
            return;
        }
        let (case, today) = (sheet.id, sheet.today.get());
        spawn_local(async move {
            // What could not be read is not shown as none; the case itself says what is wrong with the book.
            if let Ok(read) = WorkerClient::token().ask(ReadLinked { case, today }).await {
                found.try_set(Some(Arc::new(read)));
            }
        });
    });
    move || {
        let found = found.get()?;
        let body = match found.cases.is_empty() {
            true => view! { <p class="quiet">{t(texts::NONE)}</p> }.into_any(),
            false => {
                let rows: Vec<_> = found.cases.iter().map(|case| line(sheet, case)).collect();
                view! { <ul class="linked-cases">{rows}</ul> }.into_any()
            }
        };
        let listed = found.cases.len();
        let more = (found.total as usize > listed).then(|| texts::MORE.with(&[&found.total, &listed]));
        Some(view! {
            <section class="card linked">
                <h2>{t(texts::TITLE)}</h2>
                {body}
                {more.map(|more| view! { <p class="quiet">{more}</p> })}
            </section>
        })
    }
}

fn line(sheet: Sheet, case: &LinkedCase) -> AnyView {
    let row = &case.row;
    let bond = match case.link.bond {
        Bond::Identity => texts::SAME_NUMBER.now().to_owned(),
        Bond::Basis => texts::SAME_BASIS.with(&[&case.link.called]),
        Bond::Name => texts::SAME_NAME.now().to_owned(),
    };
    let is_doubtful = case.link.bond == Bond::Name;
    let handler = match row.handler.is_empty() {
        true => texts::NO_HANDLER.now().to_owned(),
        false => texts::HANDLER.with(&[&row.handler]),
    };
    let as_applicant = case.link.as_applicant.then(|| texts::AS_APPLICANT.now().to_owned());
    let said: Vec<String> = [Some(row.debtor.clone()), Some(handler), as_applicant]
        .into_iter()
        .flatten()
        .collect();
    let money: Vec<String> = [
        case.frozen.map(|fen| texts::FROZEN.with(&[&fen.grouped()])),
        case.recovered.map(|fen| texts::RECOVERED.with(&[&fen.grouped()])),
        (!case.seized.is_empty()).then(|| {
            let all: Vec<String> = case.seized.iter().map(seized).collect();
            format!("{}：{}", texts::SEIZED.with(&[&case.seized.len()]), all.join("、"))
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    let (mark, stage) = stage(sheet, case);
    view! {
        <li class="linked-case">
            <p>
                <a href=Route::Case(row.id).href()>{row.case_number.clone()}</a>" "
                <span class="tag" class:tag-warn=is_doubtful class:tag-quiet=!is_doubtful>{bond}</span>
            </p>
            <p class="quiet">{said.join(" · ")}</p>
            <p class="linked-stage"><span class=mark.class()>{shape(mark)}</span>{stage}</p>
            {(!money.is_empty()).then(|| view! { <p>{money.join(" · ")}</p> })}
        </li>
    }
    .into_any()
}

/// Where the case stands: what is next and how it is with that, or how it was closed.
fn stage(sheet: Sheet, case: &LinkedCase) -> (crate::parts::mark::State, String) {
    let row = &case.row;
    let (mark, said) = words::row_state(row, sheet.today.get());
    let said = match (&case.closed_by, row.is_closed()) {
        (Value::Text(_), true) => texts::CLOSED_BY.with(&[&words::value(Field::CLOSED_BY, &case.closed_by)]),
        (_, true) => said,
        _ if row.next_node.is_empty() => said,
        _ => texts::NEXT.with(&[&words::node_name(&sheet.nodes(), &row.next_node), &said]),
    };
    (mark, said)
}

fn seized(row: &RegisterRow) -> String {
    let kind = crate::kinds::kinds_now().get(row.record.kind);
    let called = kind
        .map(|kind| kind.title(&|field| row.value(field)))
        .unwrap_or_default();
    match &row.next {
        Some(date) => texts::SEIZED_UNTIL.with(&[&called, &iso(date.on)]),
        None => called,
    }
}
