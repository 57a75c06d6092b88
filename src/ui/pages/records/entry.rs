//! Entering records from the register, one after the other: the case is found by its number, what is usual stands there
//! already, and saving begins the next.
use casebook::kinds::KindOf;
use casebook::queue::sort_of;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{ListCases, Query, RegisterRow, Row as CaseRow, Value};

use super::form::Form;
use super::register::Register;
use super::{begun, name, title};
use crate::lang::{common, entry as texts, records, t};
use crate::pages::ready::Read;
use crate::pages::writer::{Written, use_writer};
use crate::parts::dialog::Dialog;
use crate::parts::field::show_fault;
use crate::parts::fresh_id;

/// So many cases are offered while a number is typed.
const OFFERED: u32 = 6;

/// The button that begins, and its form.
#[component]
pub(super) fn Enter(
    /// The register.
    register: Register,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <button type="button" class="button button-main" on:click=move |_| open.set(true)>{t(records::ADD)}</button>
        <Dialog open title=name(&register.kind.name)><EntryForm register open/></Dialog>
    }
}

/// The case that is typed. Free to copy.
#[derive(Clone, Copy)]
struct CaseTyped {
    text: RwSignal<String>,
    offered: RwSignal<Vec<CaseRow>>,
}

impl CaseTyped {
    /// The one it means: the only one found, or the one that bears this number.
    fn case(self) -> Option<CaseRow> {
        self.offered.with(|offered| {
            let typed = self.text.with(|text| law::text::squeeze(text));
            let same = offered.iter().find(|row| law::text::squeeze(&row.case_number) == typed);
            same.or(offered.first().filter(|_| offered.len() == 1)).cloned()
        })
    }

    fn look(self) {
        let text = self.text.get_untracked();
        if text.trim().is_empty() {
            return self.offered.set(Vec::new());
        }
        let query = Query {
            text: text.clone(),
            ..Query::default()
        };
        let ask = WorkerClient::token().ask(ListCases {
            query,
            from: 0,
            count: OFFERED,
        });
        spawn_local(async move {
            // Nothing found and nothing answered look alike here: no case is taken.
            let found = ask.await.map(|page| page.rows).unwrap_or_default();
            if self.text.try_get_untracked() == Some(text) {
                self.offered.try_set(found);
            }
        });
    }
}

#[component]
fn EntryForm(register: Register, open: RwSignal<bool>) -> impl IntoView {
    let kind = register.kind;
    let form = Form::begin(kind, kind.entered.iter().filter_map(|number| kind.field(*number)));
    let case = CaseTyped {
        text: RwSignal::new(String::new()),
        offered: RwSignal::default(),
    };
    usual(register, form, case);
    let (writer, busy, tried) = (use_writer(), RwSignal::new(false), RwSignal::new(false));
    let field_id = fresh_id();
    let case_id = field_id.clone();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (Some(fields), Some(of)) = (form.changed(), untrack(|| case.case())) else {
            show_fault(&event);
            return;
        };
        if busy.get_untracked() {
            return;
        }
        let goes_on = !is_last(&event);
        let said = texts::SAVED.with(&[&title(kind, &fields), &of.case_number]);
        let edit = begun(kind.kind, fields);
        let focus = case_id.clone();
        busy.set(true);
        spawn_local(async move {
            let written = writer.records(vec![(of.id, edit)], said).await;
            busy.try_set(false);
            if written != Written::Yes {
                return;
            }
            if goes_on {
                tried.try_set(false);
                form.clear_for_next(&kind.anew);
                select(&focus);
            } else {
                open.try_set(false);
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <CaseField case tried id=field_id/>
            {form.rows()}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=busy>{t(texts::SAVE_NEXT)}</button>
                <button type="submit" class="button" value=LAST disabled=busy>{t(texts::SAVE_CLOSE)}</button>
            </footer>
        </form>
    }
}

/// The value of the button that saves and closes.
const LAST: &str = "last";

/// Whether the button that saves and closes was pressed.
fn is_last(event: &web_sys::SubmitEvent) -> bool {
    use wasm_bindgen::JsCast;
    let pressed = event
        .submitter()
        .and_then(|pressed| pressed.dyn_into::<web_sys::HtmlButtonElement>().ok());
    pressed.is_some_and(|pressed| pressed.value() == LAST)
}

/// Puts the cursor into a field so that typing replaces what stands there: the next one may be of another case.
fn select(id: &str) {
    use wasm_bindgen::JsCast;
    let field = document().get_element_by_id(id);
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        let _ = field.focus();
        field.select();
    }
}

/// The number of the case, with those that are meant while it is typed.
#[component]
fn CaseField(case: CaseTyped, tried: RwSignal<bool>, id: String) -> impl IntoView {
    let list = fresh_id();
    let options = move || {
        let offered = case.offered.get().into_iter();
        let options = offered.map(|row| view! { <option value=row.case_number.clone()>{row.debtor}</option> });
        options.collect_view()
    };
    let found = move || {
        case.case()
            .map(|row| texts::FOUND.with(&[&row.case_number, &row.debtor, &row.handler]))
    };
    let missing = move || {
        let typed = case.text.with(|text| !text.trim().is_empty());
        let several = case.offered.with(|offered| offered.len() > 1);
        match (case.case(), typed) {
            (Some(_), _) => None,
            (None, true) if several => Some(texts::SEVERAL.now()),
            (None, true) => Some(texts::NO_CASE.now()),
            (None, false) => tried.get().then(|| records::MISSING.now()),
        }
    };
    let list_of = list.clone();
    let input = move |event| {
        case.text.set(event_target_value(&event));
        case.look();
    };
    view! {
        <div class="row">
            <label class="row-label" for=id.clone()>{t(records::CASE)}</label>
            <div class="row-control">
                <input class="input input-wide" type="text" autocomplete="off" id=id list=list_of prop:value=case.text on:input=input/>
                <datalist id=list>{options}</datalist>
                <p class="quiet" role="status">{found}</p>
                <p class="row-error" role="status">{missing}</p>
            </div>
        </div>
    }
}

/// Puts what is usual where nothing else was entered: the sort of asset by what it is called, the debtor as owner, and the
/// office last used for that sort. The day is nobody's guess; from one record to the next it stays.
fn usual(register: Register, form: Form, case: CaseTyped) {
    let kind = register.kind;
    let number = |key: &str| kind.field_named(key).map(|field| field.number);
    let (Some(sort), [identifier, called]) = (kind.waits().and(kind.lasts_by()), kind.tells_asset()) else {
        return;
    };
    waits(kind, form);
    let by_itself = |field: u16, value: Memo<String>| {
        Effect::new(move |before: Option<String>| {
            let now = value.get();
            form.suggest(field, before.as_deref().unwrap_or_default(), &now);
            now
        });
    };
    let (identifier, called) = (*identifier, *called);
    let guessed = Memo::new(move |_| sort_of(kind, &form.text(identifier), &form.text(called)).unwrap_or_default());
    by_itself(sort, guessed);
    if let Some(owner) = number("owner") {
        by_itself(
            owner,
            Memo::new(move |_| case.case().map(|row| row.debtor).unwrap_or_default()),
        );
    }
    if let Some(office) = number("office") {
        let last = Memo::new(move |_| last_office(register, sort, &form.text(sort), office));
        by_itself(office, last);
    }
}

/// What waits is not in force: its day is the one it was registered on, and back again.
fn waits(kind: &'static KindOf, form: Form) {
    let (Some(rank), Some(queued), Some((from, _))) = (kind.waits(), kind.queued(), kind.steps().first()) else {
        return;
    };
    let is_waiting = Memo::new(move |_| form.text(rank).trim().parse::<u32>().is_ok_and(|rank| rank > 1));
    Effect::new(move |before: Option<bool>| {
        let now = is_waiting.get();
        match (before, now) {
            (Some(false), true) => form.move_day(*from, queued),
            (Some(true), false) => form.move_day(queued, *from),
            _ => {}
        }
        now
    });
}

/// The office of the last record of this sort that names one.
fn last_office(register: Register, sort: u16, of: &str, office: u16) -> String {
    let Read::Here(rows) = register.read.get() else {
        return String::new();
    };
    let is_of = |row: &&RegisterRow| !of.is_empty() && row.value(sort) == Some(Value::Text(of.to_owned()));
    let named = rows.iter().filter(is_of).filter_map(|row| match row.value(office) {
        Some(Value::Text(named)) => Some((row.record.id, named)),
        _ => None,
    });
    // Records are numbered by the time they were begun.
    named.max().map(|(_, named)| named).unwrap_or_default()
}
