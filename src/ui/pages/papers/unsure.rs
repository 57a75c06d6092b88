//! Before the first number of a series is given after a backup was restored: how far it was really used on paper.
use std::sync::Arc;

use casebook::folder::BUREAU;
use casebook::last_number::LastNumber;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Papers, ReadUnsureNumbers, Refusal, UnsureSeries};

use super::Batch;
use crate::lang::{papers as texts, t};
use crate::pages::writer::{Written, use_writer};
use crate::parts::field::Row;
use crate::parts::text::TextInput;

/// The series of these papers of which it is not known how far they were used.
pub(super) async fn unsure(
    batch: Batch,
    papers: &Papers,
    places: &[usize],
    on: chrono::NaiveDate,
) -> Result<Vec<UnsureSeries>, Refusal> {
    let wanted = places.iter().filter_map(|at| papers.papers.get(*at));
    let wanted = wanted.filter(|paper| batch.is_numbered(paper));
    let papers: Vec<_> = wanted.map(|paper| (paper.case, paper.paper.form.clone())).collect();
    if papers.is_empty() {
        return Ok(Vec::new());
    }
    let asked = WorkerClient::token().ask(ReadUnsureNumbers { papers, on }).await;
    asked.map_err(|error| error.refusal)
}

/// What somebody typed of a series: the last number, whole or its serial alone; nothing typed says that the book is right.
/// `Err` if it cannot be read, or the book knows a higher one.
fn last(one: &UnsureSeries, typed: &str) -> Result<u32, texts::Wrong> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(one.known);
    }
    let serial = law::text::squeeze(typed)
        .parse()
        .ok()
        .or_else(|| one.series.serial(typed));
    match serial {
        None => Err(texts::Wrong::Unread),
        Some(serial) if serial < one.known => Err(texts::Wrong::Lower),
        Some(serial) => Ok(serial),
    }
}

/// The question. `go_on` runs when it is answered.
#[component]
pub(super) fn Unsure(all: Arc<Vec<UnsureSeries>>, go_on: Callback<()>) -> impl IntoView {
    let writer = use_writer();
    let (busy, tried) = (RwSignal::new(false), RwSignal::new(false));
    let typed: Vec<RwSignal<String>> = all.iter().map(|_| RwSignal::new(String::new())).collect();
    let rows = all.iter().cloned().zip(typed.iter().copied()).map(|(one, value)| {
        let known = match one.known {
            0 => texts::KNOWN_NONE.with(&[&one.series.name()]),
            known => texts::KNOWN_LAST.with(&[&one.series.number(known)]),
        };
        let wrong = move || {
            let wrong = last(&one, &value.get()).err().filter(|_| tried.get());
            wrong.map(|wrong| wrong.said().now())
        };
        view! {
            <li>
                <span>{known}</span>
                <Row label=texts::LAST_USED><TextInput value/><p class="row-error" role="status">{wrong}</p></Row>
            </li>
        }
    });
    let rows = rows.collect_view();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let of = |(one, value): (&UnsureSeries, &RwSignal<String>)| {
            let last = last(one, &value.get_untracked()).ok()?;
            let (series, device) = (one.series.name(), one.device.clone());
            Some((BUREAU, LastNumber { series, last, device }.edit()))
        };
        let edits: Option<Vec<_>> = all.iter().zip(&typed).map(of).collect();
        let Some(edits) = edits.filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        let said = texts::LAST_KEPT.with(&[&edits.len()]);
        spawn_local(async move {
            let written = writer.records(edits, said).await;
            busy.try_set(false);
            if written == Written::Yes {
                go_on.run(());
            }
        });
    };
    view! {
        <section class="note papers-doubts" role="alert">
            <form novalidate on:submit=submit>
                <p><strong>{t(texts::UNSURE)}</strong></p>
                <ul>{rows}</ul>
                <div class="page-actions"><button type="submit" class="button button-main" disabled=move || busy.get()>{t(texts::LAST_CONFIRM)}</button></div>
            </form>
        </section>
    }
}
