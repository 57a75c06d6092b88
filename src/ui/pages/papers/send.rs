//! Recording papers as sent: which of them, on what day, and what speaks against some of them.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use casebook::entered::Entered;
use casebook::kinds::{KindOf, ValueType};
use chrono::NaiveDate;
use files::document::OTHER;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{
    CaseId, CasePaper, JobRefusal, MakePapers, NextNumbers, PaperKey, Papers, PapersAsked, RecordEdit, RecordWrites,
    Refusal, SentPaper, UnsureSeries, Value,
};

use super::Batch;
use super::doubts::{Doubts, Found, found};
use super::unsure::{Unsure, unsure};
use crate::lang::field::both;
use crate::lang::{Text, papers as texts, records, t};
use crate::pages::records::begun;
use crate::pages::writer::{Writer, Written, use_writer};
use crate::parts::choice::Choice;
use crate::parts::date::DateInput;
use crate::parts::field::Row;
use crate::route::Route;
use crate::state::use_today;

/// The kind of records that documents are (`rules/records/document.json`).
fn document() -> Option<&'static KindOf> {
    crate::kinds::kinds_now().named("document")
}

/// What the papers were asked with.
pub(super) type Asked = StoredValue<PapersAsked, LocalStorage>;

/// Records the ticked papers as sent: a record each, all or none, with one way back. What was sent stays marked; the rest can
/// be sent later. Where something speaks against some of them, nothing is written until she says what becomes of these.
#[component]
pub(super) fn Send(batch: Batch, asked: Asked, papers: Arc<Papers>) -> impl IntoView {
    let form = SendForm::new(batch, asked, papers);
    let names: Vec<Text> = std::iter::once(records::NOT_CHOSEN)
        .chain(ways().iter().map(|(_, name)| both(name)))
        .collect();
    let send = Callback::new(move |(places, despite)| form.put_down(places, despite));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        form.tried.set(true);
        form.look();
    };
    let wrong = move || form.tried.get().then(|| form.bad()).flatten();
    let question = move || {
        let (found, papers) = (form.doubts.get()?, form.papers.try_get_value()?);
        let places = form.waiting.get_untracked();
        Some(view! { <Doubts batch papers found places send/> })
    };
    let go_on = Callback::new(move |()| {
        form.unsure.set(None);
        form.look();
    });
    let numbers = move || form.unsure.get().map(|all| view! { <Unsure all go_on/> });
    let way = form.way;
    view! {
        <form class="papers-send" novalidate on:submit=submit>
            <Row label=texts::SENT_ON><DateInput value=form.day/><p class="row-error" role="status">{wrong}</p></Row>
            <Row label=texts::WAY><Choice options=names chosen=way on_choose=Callback::new(move |at| way.set(at))/></Row>
            <button type="submit" class="button button-main" disabled=move || form.busy.get() || form.waiting.with(Vec::is_empty)>
                {move || send_label(batch, form.waiting.with(Vec::len))}
            </button>
        </form>
        {numbers}
        {question}
        {move || told(batch.sent.with(BTreeSet::len))}
    }
}

/// What is typed of sending, and what speaks against it. Free to copy.
#[derive(Clone, Copy)]
struct SendForm {
    batch: Batch,
    asked: Asked,
    papers: StoredValue<Arc<Papers>>,
    writer: Writer,
    today: Signal<NaiveDate>,
    day: RwSignal<Entered<NaiveDate>>,
    way: RwSignal<usize>,
    busy: RwSignal<bool>,
    tried: RwSignal<bool>,
    /// The places of the papers that would be sent.
    waiting: Memo<Vec<usize>>,
    doubts: RwSignal<Option<Arc<Found>>>,
    /// Series of which it is asked how far they were used, before anything is written.
    unsure: RwSignal<Option<Arc<Vec<UnsureSeries>>>>,
}

impl SendForm {
    fn new(batch: Batch, asked: Asked, papers: Arc<Papers>) -> Self {
        let today = use_today();
        let of = Arc::clone(&papers);
        let form = Self {
            batch,
            asked,
            papers: StoredValue::new(papers),
            writer: use_writer(),
            today,
            day: RwSignal::new(Entered::Read(today.get_untracked())),
            way: RwSignal::new(0),
            busy: RwSignal::new(false),
            tried: RwSignal::new(false),
            waiting: Memo::new(move |_| to_send(batch, &of)),
            doubts: RwSignal::new(None),
            unsure: RwSignal::new(None),
        };
        // Another choice is another question.
        Effect::new(move |_| {
            form.waiting.track();
            form.doubts.set(None);
            form.unsure.set(None);
        });
        form
    }

    /// What is wrong with the day. Tracks.
    fn bad(self) -> Option<&'static str> {
        match self.day.with(Entered::value) {
            None => Some(texts::NO_DAY.now()),
            Some(on) if on > self.today.get() => Some(texts::DAY_TO_COME.now()),
            Some(_) => None,
        }
    }

    /// Looks what speaks against the papers, and records them as sent if nothing does.
    fn look(self) {
        let places = self.waiting.get_untracked();
        if untrack(|| self.bad()).is_some() || self.busy.get_untracked() || places.is_empty() {
            return;
        }
        let (asked, papers) = (self.asked.get_value(), self.papers.get_value());
        let on = untrack(|| self.day.with(Entered::value)).unwrap_or_else(|| self.today.get_untracked());
        self.busy.set(true);
        spawn_local(async move {
            match unsure(self.batch, &papers, &places, on).await {
                Ok(all) if all.is_empty() => {}
                Ok(all) => {
                    self.busy.try_set(false);
                    self.unsure.try_set(Some(Arc::new(all)));
                    return;
                }
                Err(why) => {
                    self.busy.try_set(false);
                    return self.writer.failed(&why);
                }
            }
            let found = found(self.batch, asked, &papers, &places).await;
            self.busy.try_set(false);
            match found {
                Ok(found) if found.is_nothing() => self.put_down(places, BTreeMap::new()),
                Ok(found) => _ = self.doubts.try_set(Some(Arc::new(found))),
                Err(why) => self.writer.failed(&why),
            }
        });
    }

    /// Records papers as sent, each with what was wrong and why it is sent all the same, if something was.
    fn put_down(self, places: Vec<usize>, despite: BTreeMap<usize, String>) {
        // The page may have been left while the papers were looked at.
        let Some(papers) = self.papers.try_get_value() else {
            return;
        };
        let on = untrack(|| self.day.with(Entered::value));
        let Some(on) = on.filter(|_| untrack(|| self.bad()).is_none()) else {
            return;
        };
        if self.busy.get_untracked() || places.is_empty() {
            return;
        }
        let code = self.way.get_untracked().checked_sub(1).and_then(|at| ways().get(at));
        let way = code.map(|(code, _)| code.as_str());
        let sending = Sending {
            papers,
            act: acts(self.batch),
            said: said_of(self.batch, places.len()),
            places,
            despite,
        };
        let asked = self.asked.get_value();
        self.busy.set(true);
        spawn_local(async move {
            sending.send(self.batch, self.writer, asked, on, way).await;
            self.busy.try_set(false);
        });
    }
}

/// Papers on their way to be recorded as sent.
struct Sending {
    papers: Arc<Papers>,
    /// What an act writes with them.
    act: Vec<(CaseId, RecordEdit)>,
    places: Vec<usize>,
    /// What was wrong with some of them, and why they are sent all the same.
    despite: BTreeMap<usize, String>,
    said: String,
}

impl Sending {
    /// Gives the papers their numbers, writes all or nothing, with one way back, and shows them as they were sent.
    async fn send(self, batch: Batch, writer: Writer, asked: PapersAsked, on: NaiveDate, way: Option<&'static str>) {
        let (papers, places, despite) = (self.papers, self.places, self.despite);
        let numbered = match numbered(batch, asked, &papers, &places, on).await {
            Ok(numbered) => numbered.map(Arc::new),
            Err(why) => return writer.failed(&why),
        };
        let as_sent = numbered.clone().unwrap_or_else(|| Arc::clone(&papers));
        let sent = Sent {
            on,
            way,
            despite: &despite,
        };
        let mut writes = sent_papers(batch, &as_sent, &places, &sent);
        let (of_act, has_numbers, back) = (!self.act.is_empty(), numbered.is_some(), places.clone());
        writes.edits.extend(with_rulings(batch, self.act, &as_sent));
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
    match batch
        .act
        .get()
        .filter(|act| !act.writes.is_empty() && !batch.written.get())
    {
        Some(act) => texts::SEND_WITH.with(&[&act.name.now(), &act.count(), &papers]),
        None => texts::SEND.with(&[&papers]),
    }
}

/// What is said once it is stored.
fn said_of(batch: Batch, papers: usize) -> String {
    match untrack(|| batch.act.get()).filter(|act| !act.writes.is_empty() && !batch.written.get_untracked()) {
        Some(act) => texts::SENT_WITH.with(&[&act.name.once(), &act.count(), &papers]),
        None => texts::SENT.with(&[&papers]),
    }
}

/// The papers with the next numbers on those at these places, and all others as they are; nothing if none is numbered.
async fn numbered(
    batch: Batch,
    asked: PapersAsked,
    papers: &Papers,
    all: &[usize],
    on: NaiveDate,
) -> Result<Option<Papers>, Refusal> {
    let mut keys: Vec<PaperKey> = papers.papers.iter().map(CasePaper::key).collect();
    let is_numbered = |form: &str| untrack(|| batch.here.named(form)).is_some_and(|form| form.numbered.is_some());
    let places: Vec<usize> = all
        .iter()
        .copied()
        .filter(|at| keys.get(*at).is_some_and(|key| is_numbered(&key.form)))
        .collect();
    if places.is_empty() {
        return Ok(None);
    }
    // A number that was typed for the act is that of its ruling.
    let typed = |form: &str| {
        let gives = untrack(|| batch.here.named(form))?.gives?;
        let (_, value) = asked.answers.iter().find(|(name, _)| *name == gives)?;
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let wanted = places.iter().filter_map(|at| keys.get(*at));
    let wanted = wanted.map(|key| (key.case, key.form.clone())).collect();
    let next = WorkerClient::token().ask(NextNumbers { papers: wanted, on });
    let next = next.await.map_err(|error| error.refusal)?;
    for (at, number) in places.iter().zip(next) {
        if let Some(key) = keys.get_mut(*at) {
            key.number = typed(&key.form).unwrap_or(number);
        }
    }
    // Of what is not sent now only the numbers matter, which others may name: its case may be gone by now.
    let is_wanted = |(at, key): &(usize, &PaperKey)| all.contains(at) || !key.number.is_empty();
    let only = keys.iter().enumerate().filter(is_wanted).map(|(_, key)| key.clone());
    let asked = PapersAsked {
        only: only.collect(),
        ..asked.clone()
    };
    let made = WorkerClient::token().ask(MakePapers { asked }).await;
    let mut made = made.map_err(|error| error.refusal)?.papers;
    // Papers that name the number of another get it with that one.
    let names = batch.given();
    let mut numbered = papers.clone();
    for at in all {
        let (Some(place), Some(key)) = (numbered.papers.get_mut(*at), keys.get(*at)) else {
            continue;
        };
        let names_one = place.paper.gaps.iter().any(|gap| names.contains(&gap.field));
        if !places.contains(at) && !names_one {
            continue;
        }
        // A case or a party went while the papers lay here.
        let found = made.iter().position(|made| made.key() == *key);
        *place = made.remove(found.ok_or(JobRefusal::PapersMoved)?);
    }
    Ok(Some(numbered))
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

/// The places of the papers that are ticked, go to somebody and were not sent yet. Tracks.
fn to_send(batch: Batch, papers: &Papers) -> Vec<usize> {
    let goes_out = |paper: &CasePaper| !batch.here.named(&paper.paper.form).is_some_and(|form| form.is_kept);
    let going = papers.papers.iter().enumerate().filter(|(_, paper)| goes_out(paper));
    let open = |at: &usize| {
        !batch.unticked.with(|unticked| unticked.contains(at)) && !batch.sent.with(|sent| sent.contains(at))
    };
    going.map(|(at, _)| at).filter(open).collect()
}

/// What an act writes, with the number of the ruling of each case where none was typed.
fn with_rulings(batch: Batch, act: Vec<(CaseId, RecordEdit)>, papers: &Papers) -> Vec<(CaseId, RecordEdit)> {
    let field = untrack(|| batch.act.get()).and_then(|act| act.ruling);
    let is_ruling = |paper: &&CasePaper| {
        let form = untrack(|| batch.here.named(&paper.paper.form));
        !paper.number.is_empty() && form.is_some_and(|form| form.gives.is_some())
    };
    let number = |case: CaseId| {
        let mut own = papers.papers.iter().filter(|paper| paper.case == case);
        own.find(is_ruling).map(|paper| paper.number.clone())
    };
    let mut act = act;
    for (case, edit) in &mut act {
        let is_wanted =
            |field: &u16| edit.write.in_force.is_none() && edit.write.fields.iter().all(|(f, _)| f != field);
        if let Some((field, number)) = field.filter(is_wanted).zip(number(*case)) {
            edit.write.fields.push((field, Value::Text(number)));
        }
    }
    act
}

/// What is said of each paper that is sent.
struct Sent<'s> {
    on: NaiveDate,
    way: Option<&'s str>,
    despite: &'s BTreeMap<usize, String>,
}

/// A record for each of these papers in each of its cases, with the paper that is kept.
fn sent_papers(batch: Batch, papers: &Papers, places: &[usize], sent: &Sent<'_>) -> RecordWrites {
    let papers = places.iter().filter_map(|at| Some((*at, papers.papers.get(*at)?)));
    let of_cases = papers.flat_map(|(at, paper)| {
        let cases = std::iter::once(paper.case).chain(paper.others.iter().copied());
        cases.map(move |case| (at, case, paper))
    });
    let sort = |paper: &CasePaper| untrack(|| batch.here.named(&paper.paper.form)).map(|form| form.sort);
    let edit = |at: usize, paper: &CasePaper| {
        let despite = sent.despite.get(&at).map(String::as_str);
        sent_paper(paper, sort(paper).as_deref().unwrap_or(OTHER), sent, despite)
    };
    let mut writes = RecordWrites::default();
    for (case, paper, edit) in of_cases.filter_map(|(at, case, paper)| Some((case, paper, edit(at, paper)?))) {
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
fn sent_paper(paper: &CasePaper, sort: &str, sent: &Sent<'_>, despite: Option<&str>) -> Option<RecordEdit> {
    let kind = document()?;
    let text = |text: &str| Value::Text(text.to_owned());
    let mut values = vec![
        ("name", text(&paper.paper.name)),
        ("sort", text(sort)),
        ("issued_on", Value::Date(sent.on)),
        ("fingerprint", text(&paper.fingerprint)),
    ];
    if !paper.number.is_empty() {
        values.push(("number", text(&paper.number)));
    }
    if !paper.addressee.is_empty() {
        values.push(("addressee", text(&paper.addressee)));
    }
    values.extend(sent.way.map(|way| ("way", text(way))));
    values.extend(despite.map(|why| ("despite", text(why))));
    let fields = values.into_iter();
    let fields = fields.filter_map(|(key, value)| Some((kind.field_named(key)?.number, value)));
    Some(begun(kind.kind, fields.collect()))
}
