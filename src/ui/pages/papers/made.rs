//! The documents that were made: what is missing, what was left out, each to be looked at, printed, saved, recorded as sent.
use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CasePaper, LeftOut, Papers, SavePapers};

use super::send::Send;
use super::sheet::sheet;
use super::{Batch, RESULT, tick};
use crate::lang::{common, field, papers as texts, records, t};
use crate::pages::allowed::{RECORD, only_with};
use crate::pages::paper::print;
use crate::pages::save_file;
use crate::pages::writer::use_writer;
use crate::parts::icon::{Icon, icon};
use crate::route::Route;
use crate::state::use_today;

/// What was made.
#[component]
pub(super) fn Made(batch: Batch, papers: Arc<Papers>) -> impl IntoView {
    let duplex = RwSignal::new(false);
    let open: Vec<Vec<String>> = papers.papers.iter().map(|paper| batch.gaps(paper)).collect();
    let with_gaps = open.iter().filter(|gaps| !gaps.is_empty()).count();
    let all = papers.papers.len();
    let gaps = gaps(&open);
    let left = left_out(batch, &papers.left_out);
    let asked = StoredValue::new_local(batch.asked());
    let by_docx = papers.papers.iter().filter(|paper| paper.is_docx()).count();
    let only_docx = all > 0 && by_docx == all;
    let lines = papers
        .papers
        .iter()
        .enumerate()
        .map(|(at, paper)| line(batch, at, paper));
    let lines = lines.collect_view();
    // What a .docx looks like is told by that file alone: it is printed from there.
    let on_page = papers.papers.iter().enumerate().filter(|(_, paper)| !paper.is_docx());
    let sheets = on_page.map(|(at, paper)| {
        let skipped = move || batch.unticked.with(|unticked| unticked.contains(&at));
        view! { <article class="doc-sheet only-print" class:no-print=skipped class:doc-recto=duplex>{sheet(&paper.paper)}</article> }
    });
    let sheets = sheets.collect_view();
    let none = all == 0;
    let to_save = Arc::clone(&papers);
    view! {
        <section class="card papers-made no-print">
            <h2 id=RESULT tabindex="-1" role="status">{move || texts::MADE.with(&[&all, &with_gaps])}</h2>
            {move || (!gaps.is_empty()).then(|| texts::GAPS.with(&[&gap_words(&gaps)]))}
            {left}
            {(!none).then(|| view! {
                <div class="page-actions">
                    <button type="button" class="button" disabled=only_docx on:click=|_| print()>{icon(Icon::Printer)}{t(texts::PRINT)}</button>
                    <SaveButton papers=to_save/>
                    {tick(texts::DUPLEX, duplex)}
                </div>
                {(by_docx > 0).then(|| view! { <p class="note">{move || texts::BY_DOCX.with(&[&by_docx])}</p> })}
                {only_with(RECORD, { let papers = Arc::clone(&papers); move || view! { <Send batch asked papers=Arc::clone(&papers)/> }.into_any() })}
            })}
            <ul class="papers-list">{lines}</ul>
        </section>
        {sheets}
    }
}

/// Fields that are missing, each with the number of papers.
fn gaps(papers: &[Vec<String>]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for field in papers.iter().flatten() {
        *counts.entry(field).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts
        .into_iter()
        .map(|(field, count)| (field.to_owned(), count))
        .collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn gap_words(gaps: &[(String, usize)]) -> String {
    let words: Vec<String> = gaps
        .iter()
        .map(|(field, count)| texts::GAP.with(&[field, count]))
        .collect();
    words.join(common::LIST.now())
}

/// What was left out, with the reasons.
fn left_out(batch: Batch, left: &[LeftOut]) -> Option<AnyView> {
    let lines = left.iter().map(|left| {
        let form = untrack(|| batch.here.named(&left.form)).map(|form| field::own(&form.name));
        let (number, why) = (left.case_number.clone(), left.why);
        view! { <li>{number}" "{form.map(t)}{t(common::COLON)}{move || texts::why_not(why)}</li> }
    });
    let (count, lines) = (left.len(), lines.collect_view());
    (count > 0).then(|| {
        view! {
            <details class="papers-left" open>
                <summary>{move || texts::LEFT_OUT.with(&[&count])}</summary>
                <ul>{lines}</ul>
            </details>
        }
        .into_any()
    })
}

/// What a paper is called: its name, and for whom it is.
pub(super) fn called(paper: &CasePaper) -> String {
    match paper.addressee.is_empty() {
        true => paper.paper.name.clone(),
        false => format!("{}（{}）", paper.paper.name, paper.addressee),
    }
}

/// A paper: tick, name, what is missing, and its text on demand.
fn line(batch: Batch, at: usize, paper: &CasePaper) -> AnyView {
    let called = called(paper);
    let toggle = move |_| {
        batch.unticked.update(|unticked| {
            if !unticked.remove(&at) {
                unticked.insert(at);
            }
        });
    };
    let missing = batch.gaps(paper);
    let not_judges = paper.not_judges.clone();
    let unsigned = (!not_judges.is_empty()).then(|| {
        let said = move || texts::NOT_JUDGES.with(&[&not_judges.join(common::LIST.now())]);
        view! { <span class="tag">{said}</span> }
    });
    let missing = move || match missing.is_empty() {
        true => texts::COMPLETE.now().to_owned(),
        false => texts::GAPS_HERE.with(&[&missing.join(common::LIST.now())]),
    };
    let (is_docx, number) = (paper.is_docx(), paper.number.clone());
    let label = texts::TICK.with(&[&paper.case_number, &called]);
    view! {
        <li>
            <label class="papers-tick">
                <input type="checkbox" aria-label=label prop:checked=move || batch.unticked.with(|unticked| !unticked.contains(&at)) on:change=toggle/>
            </label>
            <details>
                <summary>
                    <a class="case-number" href=Route::Case(paper.case).href()>{paper.case_number.clone()}</a>
                    " "<span>{called}</span>" "{(!number.is_empty()).then(|| view! { <span class="tag">{number}</span> })}" "<span class="quiet">{missing}</span>
                    {unsigned}
                    {is_docx.then(|| view! { <span class="tag tag-quiet">{t(texts::IS_DOCX)}</span> })}
                    {move || batch.sent.with(|sent| sent.contains(&at)).then(|| view! { <span class="tag">{t(texts::IS_SENT)}</span> })}
                </summary>
                {is_docx.then(|| view! { <p class="quiet">{t(texts::ONLY_TEXT)}</p> })}
                <article class="doc-sheet">{sheet(&paper.paper)}</article>
            </details>
        </li>
    }
    .into_any()
}

/// Saves the papers as they stand here, with their numbers, also those that were sent meanwhile.
#[component]
fn SaveButton(papers: Arc<Papers>) -> impl IntoView {
    let (writer, today) = (use_writer(), use_today());
    let busy = RwSignal::new(false);
    let save = move |_| {
        busy.set(true);
        let ask = WorkerClient::token().ask(SavePapers {
            papers: papers.papers.clone(),
            today: today.get_untracked(),
        });
        spawn_local(async move {
            match ask.await {
                Ok(file) if save_file::save(&file) => {}
                Ok(_) => writer.alarm(records::NOT_EXPORTED.once().to_owned()),
                Err(error) => writer.failed(&error.refusal),
            }
            busy.try_set(false);
        });
    };
    view! { <button type="button" class="button" disabled=busy on:click=save>{icon(Icon::Download)}{t(texts::SAVE)}</button> }
}
