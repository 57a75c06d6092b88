//! What is owed in a case: a card on its page, and a page of its own to fill in and print. What is typed is kept
//! as a draft, sealed on this device, and is no part of the case.
use std::collections::HashMap;

use casebook::entered::Entered;
use chrono::NaiveDate;
use leptos::prelude::*;
use protocol::{CaseId, Field, Value};

use super::form::{Form, Term};
use super::typed::Typed;
use super::{body, heading, owed};
use crate::book::BookState;
use crate::drafts::{draft, drafts_read, kept, of_case};
use crate::lang::{common, debt as texts, t};
use crate::pages::case::Sheet;
use crate::pages::paper::{PrintButton, Printed};
use crate::parts::icon::{Icon, icon};
use crate::parts::toast::use_toasts;
use crate::route::Route;
use crate::state::{use_shell, use_today};

/// Forms by case. Free to copy.
#[derive(Clone, Copy)]
struct CaseDebts {
    forms: StoredValue<HashMap<CaseId, Form>>,
    owner: StoredValue<Owner>,
}

/// Keeps the forms for the session; they go when the book is shut, and their drafts bring them back. Call once, in the shell.
pub fn provide_case_debts() {
    let debts = CaseDebts {
        forms: StoredValue::new(HashMap::new()),
        owner: StoredValue::new(Owner::current().unwrap_or_default().child()),
    };
    provide_context(debts);
    let (book, today) = (use_shell().book, use_today());
    Effect::new(move |_| {
        if book.with(|book| *book == BookState::Shut) {
            let forms = debts.forms.try_update_value(std::mem::take).unwrap_or_default();
            forms.into_values().for_each(|form| form.clear(today.get_untracked()));
        }
    });
}

/// Name of the draft.
fn draft_name(id: CaseId) -> String {
    of_case("reckon", id)
}

/// The form of a case, if it was begun in this session or one before.
fn begun(id: CaseId, today: NaiveDate) -> Option<Form> {
    let debts: CaseDebts = expect_context();
    let here = debts.forms.with_value(|forms| forms.get(&id).copied());
    here.or_else(|| {
        let typed: Typed = kept(&draft_name(id))?;
        let form = debts.begin(id, today);
        form.put(typed);
        Some(form)
    })
}

impl CaseDebts {
    /// An empty form for a case.
    fn begin(self, id: CaseId, today: NaiveDate) -> Form {
        let form = self.owner.with_value(|owner| owner.with(|| Form::new(today)));
        self.forms.update_value(|forms| {
            forms.insert(id, form);
        });
        form
    }
}

/// The form of a case, begun with what the case says.
fn form_of(sheet: Sheet) -> Form {
    let today = use_today().get_untracked();
    if let Some(form) = begun(sheet.id, today) {
        return form;
    }
    let form = expect_context::<CaseDebts>().begin(sheet.id, today);
    fill(form, sheet);
    form
}

/// What the case says, put into an empty form.
fn fill(form: Form, sheet: Sheet) {
    form.number.set(sheet.text(Field::CASE_NUMBER));
    let parties = [sheet.text(Field::APPLICANT), sheet.text(Field::DEBTOR)];
    form.parties.set(parties.join(" / "));
    if let Some(Value::Fen(claim)) = sheet.value(Field::CLAIM_AMOUNT) {
        form.principal.set(Entered::Read(claim));
        form.claim.set(Entered::Read(claim));
    }
    if let Some(Value::Date(day)) = sheet.value(Field::BASIS_EFFECTIVE_ON) {
        form.term.set(Term::Effect);
        form.effective_on.set(Entered::Read(day));
    }
}

/// Keeps what is typed as a draft, once something was typed: what a case says by itself is asked of the case again.
fn keep(sheet: Sheet, form: Form) {
    let scratch = Owner::new();
    let start = scratch.with(|| {
        let blank = Form::new(use_today().get_untracked());
        untrack(|| {
            fill(blank, sheet);
            blank.typed()
        })
    });
    scratch.cleanup();
    let now = move || Some(form.typed()).filter(|typed| *typed != start);
    draft(&draft_name(sheet.id), now, |_: Typed| {});
}

/// Back to what the case says, with a way back.
fn clear_button(sheet: Sheet) -> impl IntoView {
    let (today, toasts, debts) = (use_today(), use_toasts(), expect_context::<CaseDebts>());
    let clear = move |_| {
        let Some(form) = debts.forms.with_value(|forms| forms.get(&sheet.id).copied()) else {
            return;
        };
        let back = form.way_back();
        form.clear(today.get_untracked());
        untrack(|| fill(form, sheet));
        toasts.undoable(common::CLEARED.once(), back);
    };
    view! { <button type="button" class="button" on:click=clear>{icon(Icon::Refresh)}{t(common::CLEAR)}</button> }
}

/// The page.
#[component]
pub fn CaseDebtPage(
    /// Which case.
    id: CaseId,
) -> impl IntoView {
    let sheet = Sheet::open(id);
    let read = drafts_read();
    let here = Memo::new(move |_| read.get() && sheet.view().is_some());
    let page = move || {
        if !here.get() {
            return view! { <p class="quiet" role="status">{t(common::LOADING)}</p> }.into_any();
        }
        let form = untrack(|| form_of(sheet));
        keep(sheet, form);
        body(form)
    };
    view! {
        <header class="page-head">
            <a class="case-back no-print" href=Route::Case(id).href()>{icon(Icon::ChevronLeft)}{t(texts::BACK)}</a>
            {heading()}
            <div class="page-actions">{clear_button(sheet)}<PrintButton/></div>
            <p class="no-print">{t(texts::LEAD_CASE)}</p>
        </header>
        <Printed/>
        {page}
    }
}

/// The card on the page of a case.
#[component]
pub fn DebtCard(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let (read, today) = (drafts_read(), use_today());
    let found = move || {
        let form = read.get().then(|| begun(sheet.id, today.get_untracked())).flatten()?;
        Some(owed::found(form).get())
    };
    let shown = move || match found() {
        Some(Ok((_, answer))) => {
            let day = crate::parts::date::iso(answer.state_on);
            view! {
                <p><strong>{answer.total.grouped()}</strong>" "{common::YUAN.now()}" "<span class="quiet">{texts::AS_OF.with(&[&day])}</span></p>
            }
            .into_any()
        }
        _ => view! { <p class="quiet">{t(texts::CARD_NONE)}</p> }.into_any(),
    };
    view! {
        <section class="card debt-card">
            <div class="card-head">
                <h2>{t(texts::CARD)}</h2>
                <a class="button no-print" href=Route::CaseMoney(sheet.id).href()>{t(texts::CARD_OPEN)}</a>
            </div>
            {shown}
        </section>
    }
}
