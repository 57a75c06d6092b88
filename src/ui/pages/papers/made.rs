//! The documents that were made: what is missing, what was left out, each to be looked at, printed, saved, recorded as sent.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use casebook::entered::Entered;
use casebook::kinds::{KindOf, Kinds, ValueType};
use chrono::NaiveDate;
use files::document::OTHER;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{
    CaseId, CasePaper, JobRefusal, LeftOut, MakePapers, NextNumbers, PaperKey, Papers, PapersAsked, RecordEdit,
    RecordKey, RecordWrite, RecordWrites, Refusal, SavePapers, SentPaper, Value,
};

use super::sheet::sheet;
use super::{Batch, RESULT, tick};
use crate::lang::field::{self, both};
use crate::lang::{Text, papers as texts, records, t};
use crate::pages::allowed::{RECORD, only_with};
use crate::pages::paper::print;
use crate::pages::save_file;
use crate::pages::writer::{Writer, Written, use_writer};
use crate::parts::choice::Choice;
use crate::parts::date::DateInput;
use crate::parts::field::Row;
use crate::parts::icon::{Icon, icon};
use crate::route::Route;
use crate::state::use_today;

/// The kind of records that documents are (`rules/records/document.json`).
fn document() -> Option<&'static KindOf> {
    Kinds::builtin().named("document")
}

/// What the papers were asked with.
type Asked = StoredValue<PapersAsked, LocalStorage>;

/// What was made.
#[component]
pub(super) fn Made(batch: Batch, papers: Arc<Papers>) -> impl IntoView {
    let duplex = RwSignal::new(false);
    let with_gaps = papers
        .papers
        .iter()
        .filter(|paper| !paper.paper.gaps.is_empty())
        .count();
    let all = papers.papers.len();
    let gaps = gaps(&papers.papers);
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
fn gaps(papers: &[CasePaper]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for paper in papers {
        let mut fields: Vec<&str> = paper.paper.gaps.iter().map(|spot| spot.field.as_str()).collect();
        fields.sort_unstable();
        fields.dedup();
        fields
            .into_iter()
            .for_each(|field| *counts.entry(field).or_default() += 1);
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
    words.join("、")
}

/// What was left out, with the reasons.
fn left_out(batch: Batch, left: &[LeftOut]) -> Option<AnyView> {
    let lines = left.iter().map(|left| {
        let form = untrack(|| batch.here.named(&left.form)).map(|form| field::own(&form.name));
        let (number, why) = (left.case_number.clone(), left.why);
        view! { <li>{number}" "{form.map(t)}"："{move || texts::why_not(why)}</li> }
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

/// A paper: tick, name, what is missing, and its text on demand.
fn line(batch: Batch, at: usize, paper: &CasePaper) -> AnyView {
    let called = match paper.addressee.is_empty() {
        true => paper.paper.name.clone(),
        false => format!("{}（{}）", paper.paper.name, paper.addressee),
    };
    let toggle = move |_| {
        batch.unticked.update(|unticked| {
            if !unticked.remove(&at) {
                unticked.insert(at);
            }
        });
    };
    let mut missing: Vec<String> = paper.paper.gaps.iter().map(|spot| spot.field.clone()).collect();
    missing.dedup();
    let missing = move || match missing.is_empty() {
        true => texts::COMPLETE.now().to_owned(),
        false => texts::GAPS_HERE.with(&[&missing.join("、")]),
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

/// Records the ticked papers as sent: a record each, all or none, with one way back. What was sent stays marked; the rest can
/// be sent later.
#[component]
fn Send(batch: Batch, asked: Asked, papers: Arc<Papers>) -> impl IntoView {
    let (writer, today) = (use_writer(), use_today());
    let day = RwSignal::new(Entered::Read(today.get_untracked()));
    let way = RwSignal::new(0_usize);
    let (busy, tried) = (RwSignal::new(false), RwSignal::new(false));
    let names: Vec<Text> = std::iter::once(records::NOT_CHOSEN)
        .chain(ways().iter().map(|(_, name)| both(name)))
        .collect();
    let waiting = {
        let papers = Arc::clone(&papers);
        Memo::new(move |_| to_send(batch, &papers))
    };
    let of = Arc::clone(&papers);
    let with_gaps = move || gaps_among(&of, &waiting.get());
    let bad = move || match day.with(Entered::value) {
        None => Some(texts::NO_DAY.now()),
        Some(on) if on > today.get() => Some(texts::DAY_TO_COME.now()),
        Some(_) => None,
    };
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (Some(on), None) = (untrack(|| day.with(Entered::value)), untrack(bad)) else {
            return;
        };
        let places = waiting.get_untracked();
        if busy.get_untracked() || places.is_empty() {
            return;
        }
        let code = way.get_untracked().checked_sub(1).and_then(|at| ways().get(at));
        let way = code.map(|(code, _)| code.as_str());
        let (asked, papers) = (asked.get_value(), Arc::clone(&papers));
        let sending = Sending {
            papers,
            act: acts(batch),
            said: said_of(batch, places.len()),
            places,
        };
        busy.set(true);
        spawn_local(async move {
            sending.send(batch, writer, asked, on, way).await;
            busy.try_set(false);
        });
    };
    view! {
        <form class="papers-send" novalidate on:submit=send>
            <Row label=texts::SENT_ON><DateInput value=day/><p class="row-error" role="status">{move || tried.get().then(bad).flatten()}</p></Row>
            <Row label=texts::WAY><Choice options=names chosen=way on_choose=Callback::new(move |at| way.set(at))/></Row>
            <button type="submit" class="button button-main" disabled=move || busy.get() || waiting.with(Vec::is_empty)>
                {move || send_label(batch, waiting.with(Vec::len))}
            </button>
            <span class="quiet">{with_gaps}</span>
        </form>
        {move || told(batch.sent.with(BTreeSet::len))}
    }
}

/// Papers on their way to be recorded as sent.
struct Sending {
    papers: Arc<Papers>,
    /// What an act writes with them.
    act: Vec<(CaseId, RecordEdit)>,
    places: Vec<usize>,
    said: String,
}

impl Sending {
    /// Gives the papers their numbers, writes all or nothing, with one way back, and shows them as they were sent.
    async fn send(self, batch: Batch, writer: Writer, asked: PapersAsked, on: NaiveDate, way: Option<&'static str>) {
        let (papers, places) = (self.papers, self.places);
        let numbered = match numbered(batch, asked, &papers, &places, on).await {
            Ok(numbered) => numbered.map(Arc::new),
            Err(why) => return writer.failed(&why),
        };
        let as_sent = numbered.clone().unwrap_or_else(|| Arc::clone(&papers));
        let mut writes = sent_papers(batch, &as_sent, &places, on, way);
        let (of_act, has_numbers, back) = (!self.act.is_empty(), numbered.is_some(), places.clone());
        writes.edits.extend(self.act);
        let Some(undone) = batch.lasting(move || {
            Callback::new(move |()| {
                if of_act {
                    batch.written.try_set(false);
                }
                batch.sent.try_update(|sent| sent.retain(|at| !back.contains(at)));
                // A number that was taken back is free again. What was sent beside it keeps its own.
                batch.made.try_update(|made| match made {
                    Some(Ok(made)) if has_numbers => *made = Arc::new(with(made, &back, &papers)),
                    _ => {}
                });
            })
        }) else {
            return;
        };
        if writer.records_or_back(writes, self.said, undone).await == Written::Yes {
            if of_act {
                batch.written.try_set(true);
            }
            batch.sent.try_update(|sent| sent.extend(places));
            if let Some(numbered) = numbered {
                batch.made.try_set(Some(Ok(numbered)));
            }
        }
    }
}

/// What the act writes, unless it was written with papers sent before.
fn acts(batch: Batch) -> Vec<(CaseId, RecordEdit)> {
    let act = untrack(|| batch.act.get()).filter(|_| !batch.written.get_untracked());
    act.map(|act| act.writes).unwrap_or_default()
}

/// What the button does. Tracks.
fn send_label(batch: Batch, papers: usize) -> String {
    match batch.act.get().filter(|_| !batch.written.get()) {
        Some(act) => texts::SEND_WITH.with(&[&act.name.now(), &act.writes.len(), &papers]),
        None => texts::SEND.with(&[&papers]),
    }
}

/// What is said once it is stored.
fn said_of(batch: Batch, papers: usize) -> String {
    match untrack(|| batch.act.get()).filter(|_| !batch.written.get_untracked()) {
        Some(act) => texts::SENT_WITH.with(&[&act.name.once(), &act.writes.len(), &papers]),
        None => texts::SENT.with(&[&papers]),
    }
}

/// The papers with the next numbers on those at these places, and all others as they are; nothing if none is numbered.
async fn numbered(
    batch: Batch,
    asked: PapersAsked,
    papers: &Papers,
    places: &[usize],
    on: NaiveDate,
) -> Result<Option<Papers>, Refusal> {
    let mut keys: Vec<PaperKey> = papers.papers.iter().map(CasePaper::key).collect();
    let is_numbered = |form: &str| untrack(|| batch.here.named(form)).is_some_and(|form| form.numbered.is_some());
    let places: Vec<usize> = places
        .iter()
        .copied()
        .filter(|at| keys.get(*at).is_some_and(|key| is_numbered(&key.form)))
        .collect();
    if places.is_empty() {
        return Ok(None);
    }
    let wanted = places.iter().filter_map(|at| keys.get(*at));
    let wanted = wanted.map(|key| (key.case, key.form.clone())).collect();
    let next = WorkerClient::token().ask(NextNumbers { papers: wanted, on });
    let next = next.await.map_err(|error| error.refusal)?;
    for (at, number) in places.iter().zip(next) {
        if let Some(key) = keys.get_mut(*at) {
            key.number = number;
        }
    }
    let count = keys.len();
    let asked = PapersAsked { only: keys, ..asked };
    let made = WorkerClient::token().ask(MakePapers { asked }).await;
    let made = made.map_err(|error| error.refusal)?;
    if made.papers.len() != count {
        // A case or a party went while the papers lay here.
        return Err(JobRefusal::PapersMoved.into());
    }
    Ok(Some(with(papers, &places, &made)))
}

/// These papers, those at some places as they are among others.
fn with(papers: &Papers, places: &[usize], others: &Papers) -> Papers {
    let mut papers = papers.clone();
    for at in places {
        let (place, other) = (papers.papers.get_mut(*at), others.papers.get(*at));
        let is_same = |one: &CasePaper, other: &CasePaper| {
            (one.case, &one.paper.form, &one.addressee) == (other.case, &other.paper.form, &other.addressee)
        };
        if let Some((place, other)) = place.zip(other).filter(|(place, other)| is_same(place, other)) {
            place.clone_from(other);
        }
    }
    papers
}

/// How many of these papers have gaps, if any.
fn gaps_among(papers: &Papers, places: &[usize]) -> Option<String> {
    let papers = places.iter().filter_map(|at| papers.papers.get(*at));
    let count = papers.filter(|paper| !paper.paper.gaps.is_empty()).count();
    (count > 0).then(|| texts::SEND_GAPS.with(&[&count]))
}

/// The places of the papers that are ticked, go to somebody and were not sent yet. Tracks.
fn to_send(batch: Batch, papers: &Papers) -> Vec<usize> {
    let goes_out = |paper: &CasePaper| !batch.here.named(&paper.paper.form).is_some_and(|form| form.is_kept);
    let going = papers.papers.iter().enumerate().filter(|(_, paper)| goes_out(paper));
    let open = |at: &usize| {
        !batch.unticked.with(|unticked| unticked.contains(at)) && !batch.sent.with(|sent| sent.contains(at))
    };
    going.map(|(at, _)| at).filter(open).collect()
}

/// A record for each of these papers in each of its cases, with the paper that is kept.
fn sent_papers(batch: Batch, papers: &Papers, places: &[usize], on: NaiveDate, way: Option<&str>) -> RecordWrites {
    let papers = places.iter().filter_map(|at| papers.papers.get(*at));
    let of_cases = papers.flat_map(|paper| {
        let cases = std::iter::once(paper.case).chain(paper.others.iter().copied());
        cases.map(move |case| (case, paper))
    });
    let sort = |paper: &CasePaper| untrack(|| batch.here.named(&paper.paper.form)).map(|form| form.sort);
    let edit = |paper: &CasePaper| sent_paper(paper, sort(paper).as_deref().unwrap_or(OTHER), on, way);
    let mut writes = RecordWrites::default();
    for (case, paper, edit) in of_cases.filter_map(|(case, paper)| Some((case, paper, edit(paper)?))) {
        writes.papers.push(SentPaper {
            record: edit.write.record,
            paper: CasePaper { case, ..paper.clone() },
        });
        writes.edits.push((case, edit));
    }
    writes
}

/// That some were sent, with the way to their register.
fn told(number: usize) -> Option<AnyView> {
    (number > 0).then(|| {
        view! {
            <p class="note" role="status">
                <span>{texts::SENT_KEPT.with(&[&number])}</span>" "
                {document().map(|kind| view! { <a href=Route::Register(kind.kind.0).href()>{t(texts::SEE_SENT)}</a> })}
            </p>
        }
        .into_any()
    })
}

/// The ways of service, with their names.
fn ways() -> &'static [(String, casebook::kinds::Both)] {
    let way = document().and_then(|kind| kind.field_named("way"));
    match way.map(|field| &field.holds) {
        Some(ValueType::Choice(choices)) => choices,
        _ => &[],
    }
}

/// The record of a paper that was sent.
fn sent_paper(paper: &CasePaper, sort: &str, on: NaiveDate, way: Option<&str>) -> Option<RecordEdit> {
    let kind = document()?;
    let text = |text: &str| Value::Text(text.to_owned());
    let mut values = vec![
        ("name", text(&paper.paper.name)),
        ("sort", text(sort)),
        ("issued_on", Value::Date(on)),
        ("fingerprint", text(&paper.fingerprint)),
    ];
    if !paper.number.is_empty() {
        values.push(("number", text(&paper.number)));
    }
    if !paper.addressee.is_empty() {
        values.push(("addressee", text(&paper.addressee)));
    }
    values.extend(way.map(|way| ("way", text(way))));
    let fields = values.into_iter();
    let fields = fields.filter_map(|(key, value)| Some((kind.field_named(key)?.number, value)));
    Some(RecordEdit::new(RecordWrite {
        record: RecordKey {
            kind: kind.kind,
            id: uuid::Uuid::now_v7().into_bytes(),
        },
        in_force: Some(true),
        fields: fields.collect(),
    }))
}
