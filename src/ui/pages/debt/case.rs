//! What is owed in a case: a card on its page, and a page of its own to fill in and print. What is typed is kept while
//! the book stays open and is written nowhere.
use std::collections::HashMap;

use fenliu::casebook::entered::Entered;
use fenliu::work::protocol::{CaseId, Field, Value};
use leptos::prelude::*;

use super::form::{Form, Term};
use super::{body, heading, owed};
use crate::book::BookState;
use crate::lang::{common, debt as texts, t};
use crate::pages::case::Sheet;
use crate::pages::paper::{PrintButton, Printed};
use crate::parts::icon::{Icon, icon};
use crate::route::Route;
use crate::state::{hold_while, use_shell, use_today};

/// Forms by case. Free to copy.
#[derive(Clone, Copy)]
struct CaseDebts {
    forms: StoredValue<HashMap<CaseId, Form>>,
    owner: StoredValue<Owner>,
}

/// Keeps the forms for the session; they go when the book is shut. Call once, in the shell.
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

/// The form of a case, if it was begun.
fn begun(id: CaseId) -> Option<Form> {
    let debts: CaseDebts = expect_context();
    debts.forms.with_value(|forms| forms.get(&id).copied())
}

/// The form of a case, begun with what the case says.
fn form_of(sheet: Sheet) -> Form {
    if let Some(form) = begun(sheet.id) {
        return form;
    }
    let debts: CaseDebts = expect_context();
    let today = use_today().get_untracked();
    let form = debts.owner.with_value(|owner| owner.with(|| Form::new(today)));
    form.number.set(sheet.text(Field::CaseNumber));
    let parties = [sheet.text(Field::Applicant), sheet.text(Field::Debtor)];
    form.parties.set(parties.join(" / "));
    if let Some(Value::Fen(claim)) = sheet.value(Field::ClaimAmount) {
        form.principal.set(Entered::Read(claim));
        form.claim.set(Entered::Read(claim));
    }
    if let Some(Value::Date(day)) = sheet.value(Field::BasisEffectiveOn) {
        form.term.set(Term::Effect);
        form.effective_on.set(Entered::Read(day));
    }
    debts.forms.update_value(|forms| {
        forms.insert(sheet.id, form);
    });
    form
}

/// The page.
#[component]
pub fn CaseDebtPage(
    /// Which case.
    id: CaseId,
) -> impl IntoView {
    let sheet = Sheet::open(id);
    let here = Memo::new(move |_| sheet.view().is_some());
    let page = move || {
        if !here.get() {
            return view! { <p class="quiet" role="status">{t(common::LOADING)}</p> }.into_any();
        }
        let form = untrack(|| form_of(sheet));
        hold_while(move || form.is_touched());
        body(form)
    };
    view! {
        <header class="page-head">
            <a class="case-back no-print" href=Route::Case(id).href()>{icon(Icon::ChevronLeft)}{t(texts::BACK)}</a>
            {heading()}
            <div class="page-actions"><PrintButton/></div>
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
    let found = begun(sheet.id).map(owed::found);
    let shown = move || match found.map(|found| found.get()) {
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
