//! Where the data is, and the sample.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;

use crate::book::ask_to_keep;
use crate::demo::OpenDemo;
use crate::lang::{demo, settings as texts, sync, t};
use crate::pages::cases::{is_shared, load_sample};
use crate::pages::writer::use_writer;
use crate::route::Route;
use crate::safety::clock;
use crate::state::use_shell;
use protocol::RemoveSample;
use protocol::spawn::is_demo;

/// What is kept where, since when, and how safely.
pub fn state() -> AnyView {
    let shell = use_shell();
    let summary = shell.summary;
    let kept = Memo::new(move |_| summary.with(|s| s.as_ref().and_then(|s| s.persistent)));
    let ask = move |_| {
        spawn_local(async move {
            ask_to_keep(shell).await;
        });
    };
    let stored = move || {
        let summary = summary.get().unwrap_or_default();
        texts::CASES.with(&[&summary.cases, &bytes(summary.stored_bytes)])
    };
    let saved = move || {
        let at = summary.with(|s| s.as_ref().and_then(|s| s.saved_at_ms));
        at.map_or_else(|| texts::NEVER.now().to_owned(), clock)
    };
    let keeping = move || match kept.get() {
        Some(true) => texts::KEEPING_YES.now(),
        Some(false) => texts::KEEPING_NO.now(),
        None => texts::KEEPING_UNKNOWN.now(),
    };
    view! {
        <dl class="about">
            <div><dt>{t(texts::ON_DEVICE)}</dt><dd>{stored}</dd></div>
            <div><dt>{t(texts::LAST_SAVED)}</dt><dd>{saved}</dd></div>
            <div><dt>{t(texts::SHARED)}</dt><dd><a href=Route::Sync.href()>{t(sync::OPEN_PAGE)}</a></dd></div>
            <div>
                <dt>{t(texts::KEEPING)}</dt>
                <dd>
                    {keeping}
                    {move || (kept.get() != Some(true)).then(|| view! {
                        <button type="button" class="button" on:click=ask>{t(texts::KEEPING_ASK)}</button>
                    })}
                </dd>
            </div>
        </dl>
    }
    .into_any()
}

/// `3.2 MB`
fn bytes(n: u64) -> String {
    #[allow(clippy::cast_precision_loss)] // shown with one decimal
    let n = n as f64;
    match n {
        n if n < 1_000.0 => format!("{n:.0} B"),
        n if n < 1_000_000.0 => format!("{:.0} kB", n / 1_000.0),
        n => format!("{:.1} MB", n / 1_000_000.0),
    }
}

/// Opens the demo; loads and removes the sample list.
#[component]
pub fn Sample() -> impl IntoView {
    match is_demo() {
        true => view! { <p class="quiet">{t(demo::WHAT)}</p> }.into_any(),
        false => view! {
            <p class="quiet">{t(demo::WHAT)}</p>
            <div class="ways"><OpenDemo/></div>
            {sample_list()}
        }
        .into_any(),
    }
}

/// A list of made-up cases for one's own book.
fn sample_list() -> impl IntoView {
    let summary = use_shell().summary;
    let writer = use_writer();
    let busy = RwSignal::new(false);
    let run = move |load: bool| {
        busy.set(true);
        spawn_local(async move {
            let answer = match load {
                true => load_sample().await,
                false => WorkerClient::token().ask(RemoveSample).await,
            };
            match answer {
                Ok(summary) => writer.heard(&summary),
                Err(error) => writer.failed(&error.refusal),
            }
            busy.try_set(false);
        });
    };
    let count = Memo::new(move |_| summary.with(|s| s.as_ref().map_or(0, |s| s.sample)));
    let shared = is_shared();
    view! {
        {move || shared.get().then(|| view! { <p class="quiet">{t(texts::SAMPLE_NOT_SHARED)}</p> })}
        <p class="quiet">{t(texts::SAMPLE_HINT)}" "{move || (count.get() > 0).then(|| texts::SAMPLE_COUNT.with(&[&count.get()]))}</p>
        <div class="ways">
            <button type="button" class="button" disabled=move || busy.get() || shared.get() on:click=move |_| run(true)>{t(texts::SAMPLE_LOAD)}</button>
            <button type="button" class="button" disabled=move || busy.get() || count.get() == 0 on:click=move |_| run(false)>
                {t(texts::SAMPLE_REMOVE)}
            </button>
        </div>
    }
}
