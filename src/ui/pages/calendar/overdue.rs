//! The pile of what is overdue, longest first, with the way to all of it.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{ListCases, Page, Query, Row};

use super::Month;
use crate::in_force::{InForce, use_in_force};
use crate::lang::{calendar as texts, cases as list_texts, t};
use crate::pages::cases::address;
use crate::pages::ready::book_version;
use crate::pages::words;
use crate::parts::mark::shape;
use crate::route::Route;

/// Cases shown.
const SOME: u32 = 12;

/// The card.
#[component]
pub fn Overdue(
    /// The month.
    month: Month,
) -> impl IntoView {
    let in_force = use_in_force();
    let page = RwSignal::new(None::<Page>);
    let version = book_version();
    Effect::new(move |_| {
        let query = Query {
            state: Some(0),
            ..month.query()
        };
        if version.get().is_none() {
            return;
        }
        spawn_local(async move {
            if let Ok(now) = WorkerClient::token()
                .ask(ListCases {
                    query,
                    from: 0,
                    count: SOME,
                })
                .await
            {
                page.try_set(Some(now));
            }
        });
    });
    let all = move || {
        let query = Query {
            state: Some(0),
            handler: month.handler.get(),
            ..Query::default()
        };
        format!("{}?{}", Route::Cases.href(), address::write(&query))
    };
    let body = move || {
        let page = page.get()?;
        if page.total == 0 {
            return Some(view! { <p class="quiet">{t(texts::NO_OVERDUE)}</p> }.into_any());
        }
        let rows: Vec<AnyView> = page.rows.iter().map(|row| entry(in_force, month, row)).collect();
        let more = page.total > SOME;
        Some(
            view! {
                <ul class="agenda-list">{rows}</ul>
                {more.then(|| view! { <a href=all()>{t(texts::ALL_OVERDUE)}</a> })}
            }
            .into_any(),
        )
    };
    let title = move || texts::OVERDUE.with(&[&page.get().map_or(0, |p| p.total)]);
    view! { <section class="card"><h2>{title}</h2>{body}</section> }
}

fn entry(in_force: InForce, month: Month, row: &Row) -> AnyView {
    let (state, said) = words::row_state(row, month.today.get());
    let matter = words::node_name(&in_force.nodes.get(), &row.next_node);
    let handler = (!row.handler.is_empty()).then(|| row.handler.clone());
    view! {
        <li>
            <a class="agenda-entry" href=Route::Case(row.id).href()>
                <span class=format!("mark {}", state.class())>{shape(state)}<span>{said}</span></span>
                <span class="agenda-matter">{matter}</span>
                <span class="agenda-case">
                    <span class="case-number">{row.case_number.clone()}</span>" "{row.debtor.clone()}
                    {handler.map(|h| format!(" · {}{h}", list_texts::HANDLER_MARK.now()))}
                </span>
            </a>
        </li>
    }
    .into_any()
}
