//! Documents of cases (plan Art. 7(3), 12): which, for which cases, looked through, printed, saved, recorded as sent.
mod act;
mod doubts;
mod forms;
mod kept;
mod made;
mod own;
mod send;
pub mod shared;
pub mod sheet;
mod take_in;
mod unsure;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use casebook::kinds::{Both, KindOf};
use chrono::NaiveDate;
use files::document::Head;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CaseId, FormsInForce, Judge, ListIds, MakePapers, Papers, PapersAsked, Query, RecordView, Refusal};
use serde::{Deserialize, Serialize};

pub use self::act::Act;
use self::act::{is_offered, usual};
use self::forms::FormsHere;
use self::kept::{OF_COURT, is_kept, is_of_court};
use self::made::Made;
use self::own::OwnForms;
use self::shared::SharedNumbers;
use crate::drafts;
use crate::lang::field;
use crate::lang::{Text, common, errors, forms as own_texts, papers as texts, t};
use crate::pages::ready::unread;
use crate::parts::field::Row;
use crate::parts::name::NameInput;
use crate::parts::text::TextInput;
use crate::parts::toast::{ToastBar, use_toasts};
use crate::route::{Route, go};
use crate::state::{Shell, use_shell, use_today};

/// The cases chosen for documents, and what is written with them, kept while this page lives.
#[derive(Clone, Copy)]
struct Chosen(RwSignal<Vec<CaseId>>, RwSignal<Option<Act>>);

/// Call once, in the shell.
pub fn provide_papers() {
    provide_context(Chosen(RwSignal::default(), RwSignal::new(None)));
    provide_context(FormsHere::built_in());
}

/// Begins to make documents. Free to copy.
#[derive(Clone, Copy)]
pub struct PapersFor {
    chosen: Chosen,
    toasts: ToastBar,
}

/// The way to the page of documents.
pub fn use_papers() -> PapersFor {
    PapersFor {
        chosen: expect_context(),
        toasts: use_toasts(),
    }
}

impl PapersFor {
    /// For these cases.
    pub fn cases(self, cases: Vec<CaseId>) {
        self.chosen.1.set(None);
        self.chosen.0.set(cases);
        go(Route::Papers);
    }

    /// For an act, which is written when they are recorded as sent.
    pub fn act(self, act: Act) {
        self.chosen.0.set(act.cases());
        self.chosen.1.set(Some(act));
        go(Route::Papers);
    }

    /// For a record of a case, of which this form is one: what the record says answers what the form asks.
    pub fn record(self, case: CaseId, form: &Head, record: &RecordView) {
        self.chosen.0.set(vec![case]);
        self.chosen.1.set(Some(Act::of_record(form, record)));
        go(Route::Papers);
    }

    /// For what a query lists, in its order.
    pub fn query(self, query: Query) {
        spawn_local(async move {
            match WorkerClient::token().ask(ListIds { query }).await {
                Ok(ids) => self.cases(ids),
                Err(error) => self.toasts.alarm(errors::sentence(&error.refusal).once()),
            }
        });
    }
}

/// The forms that are made of records of a kind. Tracks.
pub fn forms_of(kind: &KindOf) -> Vec<Head> {
    let all = expect_context::<FormsHere>().get();
    let own = all.forms.iter().map(|form| &form.head);
    own.filter(|head| head.of.as_ref().is_some_and(|of| of.kind == kind.key))
        .cloned()
        .collect()
}

/// What is chosen and typed, for a draft.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
struct Typed {
    /// For which cases: what was typed for others is not put before these.
    cases: Vec<CaseId>,
    forms: BTreeSet<String>,
    answers: BTreeMap<String, String>,
}

/// What the page and its parts share. Free to copy.
#[derive(Clone, Copy)]
struct Batch {
    cases: RwSignal<Vec<CaseId>>,
    forms: RwSignal<BTreeSet<String>>,
    /// The forms in force.
    here: FormsHere,
    answers: StoredValue<BTreeMap<String, RwSignal<String>>>,
    /// How many of them there are: a form of the court's own brings more while the page is open.
    asked_of: RwSignal<usize>,
    /// What the answers live as long as.
    owner: StoredValue<Option<Owner>>,
    again: RwSignal<bool>,
    /// Written when the papers are recorded as sent.
    act: RwSignal<Option<Act>>,
    /// The act was written.
    written: RwSignal<bool>,
    /// A paper for each case, also where one goes to an office for all of them.
    apart: RwSignal<bool>,
    busy: RwSignal<bool>,
    made: RwSignal<Option<Result<Arc<Papers>, Refusal>>>,
    /// Papers that were unticked, by their places.
    unticked: RwSignal<BTreeSet<usize>>,
    /// Papers that were recorded as sent, by their places.
    sent: RwSignal<BTreeSet<usize>>,
    shell: Shell,
    today: Signal<NaiveDate>,
}

impl Batch {
    fn open() -> Self {
        let here = expect_context::<FormsHere>();
        here.follow();
        let Chosen(cases, act) = expect_context::<Chosen>();
        let batch = Self {
            cases,
            act,
            written: RwSignal::new(false),
            apart: RwSignal::new(false),
            forms: RwSignal::new(usual(act)),
            here,
            answers: StoredValue::default(),
            asked_of: RwSignal::new(0),
            owner: StoredValue::new(Owner::current()),
            again: RwSignal::new(false),
            busy: RwSignal::new(false),
            made: RwSignal::new(None),
            unticked: RwSignal::default(),
            sent: RwSignal::default(),
            shell: use_shell(),
            today: use_today(),
        };
        OF_COURT.into_iter().for_each(|(name, _)| batch.make_room(name));
        // What more forms ask can be answered as soon as they are here.
        Effect::new(move |_| batch.expect_all(&here.get()));
        batch.expect_all(&untrack(|| here.get()));
        // What the act knows of what the forms ask.
        let known = act.with_untracked(|act| act.as_ref().map(|act| act.answers.clone()));
        let known = known.unwrap_or_default().into_iter();
        batch.put(known.collect());
        batch
    }

    /// Makes what lasts as long as the page; nothing once it was left.
    fn lasting<T>(self, make: impl FnOnce() -> T) -> Option<T> {
        let owner = self.owner.try_get_value().flatten()?;
        Some(owner.with(make))
    }

    fn expect_all(self, forms: &FormsInForce) {
        let asks = forms.forms.iter().flat_map(|form| &form.head.asks);
        asks.for_each(|ask| self.make_room(&ask.zh));
    }

    /// Makes room for an answer.
    fn make_room(self, name: &str) {
        let Some(owner) = self.owner.get_value() else { return };
        let count = self.answers.try_update_value(|answers| {
            let answer = || owner.with(|| RwSignal::new(String::new()));
            answers.entry(name.to_owned()).or_insert_with(answer);
            answers.len()
        });
        if let Some(count) = count.filter(|count| *count != self.asked_of.get_untracked()) {
            self.asked_of.set(count);
        }
    }

    fn answer(self, name: &str) -> Option<RwSignal<String>> {
        self.answers.with_value(|answers| answers.get(name).copied())
    }

    /// What is typed, of what the device keeps or of the rest. Tracks.
    fn typed(self, kept: bool) -> BTreeMap<String, String> {
        self.asked_of.track();
        let is_wanted = |name: &str| is_kept(name) == kept;
        self.answers.with_value(|answers| {
            let said = answers.iter().filter(|(name, _)| is_wanted(name));
            let said = said.map(|(name, value)| (name.clone(), value.get()));
            said.filter(|(_, value)| !value.is_empty()).collect()
        })
    }

    /// Keeps what is chosen and typed on the device: that of the court and its usual terms for good, the rest for these cases.
    fn keep(self) -> drafts::Draft {
        drafts::draft(
            "papers.court",
            move || Some(self.typed(true)).filter(|typed| !typed.is_empty()),
            move |kept: BTreeMap<String, String>| self.put(kept),
        );
        let typed = move || Typed {
            cases: self.cases.get(),
            forms: self.forms.get(),
            answers: self.typed(false),
        };
        let begun = untrack(typed);
        let put = move |kept: Typed| {
            if kept.cases != begun.cases {
                return;
            }
            self.forms.set(kept.forms);
            self.put(kept.answers);
        };
        let before = untrack(typed);
        // An act is made anew from the register: a draft of it would be of what was ticked then.
        let is_kept = move |now: &Typed| *now != before && self.act.with(Option::is_none);
        drafts::draft("papers", move || Some(typed()).filter(&is_kept), put)
    }

    fn put(self, kept: BTreeMap<String, String>) {
        for (name, value) in kept {
            self.make_room(&name);
            if let Some(answer) = self.answer(&name) {
                answer.set(value);
            }
        }
    }

    /// Forgets what was typed for these cases.
    fn clear(self) {
        self.forms.set(usual(self.act));
        self.answers.with_value(|answers| {
            let own = answers.iter().filter(|(name, _)| !is_of_court(name));
            own.for_each(|(_, value)| value.set(String::new()));
        });
        self.made.set(None);
    }

    /// What the worker is asked for. Reads without tracking.
    fn asked(self) -> PapersAsked {
        let chosen = untrack(|| self.here.chosen(&self.forms.get()));
        let asks = chosen.iter().flat_map(|form| &form.asks).map(|ask| ask.zh.as_str());
        let answers = asks.chain(OF_COURT.map(|(name, _)| name)).filter_map(|name| {
            let value = self.answer(name)?.get_untracked();
            Some((name.to_owned(), value))
        });
        PapersAsked {
            cases: self.cases.get_untracked(),
            answers: answers.collect(),
            forms: chosen.iter().map(|form| form.key.clone()).collect(),
            court: untrack(|| self.shell.me()).map(|me| me.court).unwrap_or_default(),
            // What was sent of an earlier renewal is no reason to send none of this one.
            again: self.again.get_untracked() || self.act.with_untracked(Option::is_some),
            about: self
                .act
                .with_untracked(|act| act.as_ref().map(Act::about).unwrap_or_default()),
            apart: self.apart.get_untracked(),
            today: self.today.get_untracked(),
            only: Vec::new(),
        }
    }

    fn make(self, asked: PapersAsked) {
        self.busy.set(true);
        let ask = WorkerClient::token().ask(MakePapers { asked });
        spawn_local(async move {
            let made = ask.await.map(Arc::new).map_err(|error| error.refusal);
            self.busy.try_set(false);
            self.unticked.try_set(BTreeSet::new());
            self.sent.try_set(BTreeSet::new());
            self.made.try_set(Some(made));
            // The result stands below what was filled in.
            request_animation_frame(|| request_animation_frame(to_result));
        });
    }
}

/// Goes to the result.
fn to_result() {
    use wasm_bindgen::JsCast;
    let heading = document().get_element_by_id(RESULT);
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok()) {
        heading.scroll_into_view();
        // A heading that cannot take the focus is read where it stands.
        let _ = heading.focus();
    }
}

/// The heading of the result.
const RESULT: &str = "papers-result";

/// The page.
#[component]
pub fn PapersPage() -> impl IntoView {
    let batch = Batch::open();
    let none = Memo::new(move |_| batch.cases.with(Vec::is_empty));
    let body = move || match none.get() {
        true => view! {
            <p class="quiet" role="status">{t(texts::NO_CASES)}</p>
            <p><a class="button" href=Route::Cases.href()>{t(texts::TO_LIST)}</a></p>
        }
        .into_any(),
        false => view! { <Choose batch/> }.into_any(),
    };
    let made = move || match batch.made.get() {
        _ if none.get() => ().into_any(),
        None => ().into_any(),
        Some(Err(why)) => unread(why, move || batch.make(batch.asked())),
        Some(Ok(papers)) => view! { <Made batch papers/> }.into_any(),
    };
    view! {
        <header class="page-head no-print">
            <h1>{t(texts::TITLE)}</h1>
            <p class="quiet">{move || (!none.get()).then(|| texts::FOR_CASES.with(&[&batch.cases.with(Vec::len)]))}</p>
        </header>
        <SharedNumbers/>
        {body}
        {made}
        <OwnForms here=batch.here/>
    }
}

/// Which documents, and what they ask.
#[component]
fn Choose(batch: Batch) -> impl IntoView {
    let draft = batch.keep();
    // What was made is of what was chosen and typed then.
    Effect::new(move |before: Option<()>| {
        batch.forms.track();
        batch.again.track();
        batch.apart.track();
        batch.cases.track();
        let _ = (batch.typed(true), batch.typed(false));
        if before.is_some() {
            batch.made.set(None);
        }
    });
    let tried = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if batch.busy.get_untracked() || batch.forms.with_untracked(BTreeSet::is_empty) {
            return;
        }
        batch.make(batch.asked());
    };
    let boxes = move || {
        let all = batch.here.get();
        let forms = all.forms.iter().filter(|form| is_offered(batch.act, &form.head));
        let boxes: Vec<AnyView> = forms
            .map(|form| form_box(batch, &form.head, form.own.is_some()))
            .collect();
        boxes
    };
    let (told, again) = of_act(batch);
    let of_court = OF_COURT.into_iter().filter_map(|(name, label)| {
        let value = batch.answer(name)?;
        Some(view! { <Row label><TextInput value/></Row> })
    });
    let of_court = of_court.collect_view();
    let none = move || (tried.get() && batch.forms.with(BTreeSet::is_empty)).then(|| texts::NO_FORM.now());
    view! {
        <form class="card form papers-choose no-print" novalidate on:submit=submit>
            {draft.note_with(texts::CLEAR)}
            {told}
            <fieldset class="papers-forms"><legend>{t(texts::FORMS)}</legend>{boxes}</fieldset>
            <p class="row-error" role="status">{none}</p>
            {move || asks(batch)}
            <details class="papers-court">
                <summary>{t(texts::OF_COURT)}</summary>
                {of_court}
            </details>
            <p>{again}</p>
            <footer class="form-foot">
                <button type="button" class="button" on:click=move |_| batch.clear()>{t(texts::CLEAR)}</button>
                <button type="submit" class="button button-main" disabled=batch.busy>
                    {move || if batch.busy.get() { texts::MAKING.now() } else { texts::MAKE.now() }}
                </button>
            </footer>
        </form>
    }
}

/// What is said of the act, if there is one, and what may be chosen with it or without.
fn of_act(batch: Batch) -> (Option<AnyView>, AnyView) {
    let Some(act) = batch.act.get_untracked() else {
        return (None, tick(texts::AGAIN, batch.again).into_any());
    };
    if act.writes.is_empty() {
        return (None, ().into_any());
    }
    let said = texts::WITH_ACT.with(&[&act.name.now(), &act.count()]);
    let told = view! { <p class="note" role="status">{said}</p> };
    (Some(told.into_any()), tick(texts::APART, batch.apart).into_any())
}

/// What the chosen forms ask, the same for all papers. Tracks.
fn asks(batch: Batch) -> Option<AnyView> {
    let forms = batch.here.chosen(&batch.forms.get());
    // For several cases each paper names the one it is for.
    let is_one = batch.cases.with(Vec::len) == 1;
    let shared = |form: &'_ Head| {
        let addressee = form.addressee.as_ref().filter(|_| !is_one);
        let asks = form
            .asks
            .iter()
            .filter(|ask| addressee.is_none_or(|name| *name != ask.zh));
        asks.cloned().collect::<Vec<Both>>()
    };
    let mut asks: Vec<Both> = forms.iter().flat_map(shared).collect();
    let mut seen = BTreeSet::new();
    asks.retain(|ask| seen.insert(ask.zh.clone()));
    let of_judges: BTreeSet<&String> = forms.iter().flat_map(|form| &form.judges).collect();
    let rows: Vec<_> = asks
        .into_iter()
        .filter_map(|ask| {
            let (label, value) = (field::own(&ask), batch.answer(&ask.zh)?);
            let judges = move || {
                let all = batch.here.get();
                all.judges.iter().map(offered).collect::<Vec<_>>()
            };
            Some(match of_judges.contains(&ask.zh) {
                true => view! { <Row label><NameInput value names=judges/></Row> }.into_any(),
                false => view! { <Row label><TextInput value/></Row> }.into_any(),
            })
        })
        .collect();
    (!rows.is_empty())
        .then(|| view! { <h2>{t(texts::ASKS)}</h2><p class="quiet">{t(texts::ASKS_HELP)}</p>{rows} }.into_any())
}

/// A judge as the name is offered: a stand-in with whom he stands in for.
fn offered(judge: &Judge) -> (String, String) {
    let beside = match judge.stands_in_for.as_slice() {
        [] => String::new(),
        away => texts::STANDS_IN.with(&[&judge.name, &away.join(common::LIST.now())]),
    };
    (judge.name.clone(), beside)
}

fn form_box(batch: Batch, form: &Head, is_own: bool) -> AnyView {
    let key = StoredValue::new(form.key.clone());
    let toggle = move |_| {
        batch.forms.update(|forms| {
            let key = key.get_value();
            if !forms.remove(&key) {
                forms.insert(key);
            }
        });
    };
    let is_chosen = move || batch.forms.with(|forms| key.with_value(|key| forms.contains(key)));
    view! {
        <label class="papers-form">
            <input type="checkbox" prop:checked=is_chosen on:change=toggle/>
            <span>
                {t(field::own(&form.name))}" "{is_own.then(|| view! { <span class="tag tag-quiet">{t(own_texts::OWN)}</span> })}
                <small class="quiet">{form.source.clone()}</small>
            </span>
        </label>
    }
    .into_any()
}

/// A box with its words.
fn tick(label: Text, value: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="papers-tick">
            <input type="checkbox" prop:checked=value on:change=move |_| value.update(|yes| *yes = !*yes)/>
            <span>{t(label)}</span>
        </label>
    }
}
