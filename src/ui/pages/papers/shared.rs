//! Numbers that two documents bear: one question, wherever documents are made or listed.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{ReadSharedNumbers, SharedNumber};

use crate::lang::{papers as texts, t};
use crate::route::Route;
use crate::state::use_shell;

/// Which documents share a number, as long as any do.
#[component]
pub fn SharedNumbers() -> impl IntoView {
    let shell = use_shell();
    let shared = RwSignal::new(Vec::<SharedNumber>::new());
    let version = Memo::new(move |_| shell.summary.with(|now| now.as_ref().map(|now| now.version)));
    Effect::new(move |_| {
        version.track();
        let ask = WorkerClient::token().ask(ReadSharedNumbers);
        spawn_local(async move {
            if let Ok(now) = ask.await {
                shared.try_set(now);
            }
        });
    });
    move || {
        let all = shared.get();
        (!all.is_empty()).then(|| {
            let lines: Vec<AnyView> = all.iter().map(line).collect();
            view! { <section class="note no-print" role="status"><p>{texts::SHARED.now()}</p><ul class="own-faults">{lines}</ul></section> }
        })
    }
}

fn line(shared: &SharedNumber) -> AnyView {
    let papers = shared.papers.iter().map(|(case, number, name)| {
        let link = view! { <a class="case-number" href=Route::Case(*case).href()>{number.clone()}</a> };
        view! { " "{link}{format!("《{name}》")} }
    });
    view! { <li><strong>{shared.number.clone()}</strong>{t(crate::lang::common::COLON)}{papers.collect_view()}</li> }
        .into_any()
}
