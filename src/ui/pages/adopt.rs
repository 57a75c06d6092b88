//! From quick triage to a case: the number and the parties, then everything typed goes into the book in one write.
use ::law::case_number;
use ::law::facts::Facts;
use casebook::CaseId;
use casebook::entered::Entered;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Action, Field, Refusal, Value, WriteActions};

use super::quick::Form;
use crate::book::take_summary;
use crate::lang::{case as case_texts, common, errors, law, quick as texts, t};
use crate::pages::rule_words::keeper;
use crate::pages::unsound::{bearer, sentence};
use crate::pages::words::names;
use crate::parts::dialog::Dialog;
use crate::parts::field::Row;
use crate::parts::text::TextInput;
use crate::parts::toast::use_toasts;
use crate::route::{Route, go};
use crate::state::{Shell, use_shell};

/// The dialog that makes a case of what was typed.
#[component]
pub fn Adopt(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What was typed.
    form: Form,
) -> impl IntoView {
    // Whoever leaves the page with the dialog open finds the page without it.
    on_cleanup(move || {
        open.try_set(false);
    });
    view! {
        <Dialog open title=texts::ADOPT>
            <AdoptForm form open/>
        </Dialog>
    }
}

#[derive(Clone, Copy, Default)]
struct Entry {
    number: RwSignal<String>,
    applicant: RwSignal<String>,
    debtor: RwSignal<String>,
}

#[component]
fn AdoptForm(form: Form, open: RwSignal<bool>) -> impl IntoView {
    let entry = Entry::default();
    let shell = use_shell();
    let toasts = use_toasts();
    let (busy, failed, known) = (
        RwSignal::new(false),
        RwSignal::new(None::<Refusal>),
        RwSignal::new(None::<CaseId>),
    );
    let parsed = Memo::new(move |_| entry.number.with(|text| case_number::typed(text)));
    let hint = Signal::derive(move || match parsed.get() {
        Ok(number) => number.normal,
        Err(_) if entry.number.with(|text| text.trim().is_empty()) => texts::NUMBER_HINT.now().to_owned(),
        Err(error) => texts::NUMBER_BREAKS.with(&[&(error.at + 1), &law::case_number_fault(error.why.code()).now()]),
    });
    let unsound = Memo::new(move |_| form.unsound(shell.today.get()).first().map(|(_, unsound)| *unsound));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if unsound.get_untracked().is_some() {
            return;
        }
        let Ok(number) = parsed.get_untracked() else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (fields, unwritten) = permitted(shell, fields(entry, &number.normal, form));
        spawn_local(async move {
            match write(&number.normal, fields).await {
                Ok(Written::New(id, summary)) => {
                    take_summary(shell, summary);
                    form.clear(shell.today.get_untracked());
                    open.set(false);
                    go(Route::Case(id));
                    if let Some(said) = unwritten {
                        toasts.alarm(said);
                    }
                }
                Ok(Written::Known(id)) => known.set(Some(id)),
                Err(why) => failed.set(Some(why)),
            }
            busy.set(false);
        });
    };
    view! {
        <form on:submit=submit>
            <Row label=texts::NUMBER hint><TextInput value=entry.number/></Row>
            <Row label=texts::APPLICANT><TextInput value=entry.applicant/></Row>
            <Row label=texts::DEBTOR><TextInput value=entry.debtor/></Row>
            {move || unsound.get().map(|what| view! { <p class="note" role="alert">{t(sentence(what))}</p> })}
            {refusals(known, failed)}
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=move || busy.get() || parsed.with(Result::is_err)>
                    {t(texts::ADOPT)}
                </button>
            </div>
        </form>
    }
}

/// Why no case was made: its number is taken, or it could not be written.
fn refusals(known: RwSignal<Option<CaseId>>, failed: RwSignal<Option<Refusal>>) -> impl IntoView {
    view! {
        {move || known.get().map(|id| view! {
            <p class="note">{t(texts::NUMBER_KNOWN)}" "<a href=Route::Case(id).href()>{t(texts::OPEN_KNOWN)}</a></p>
        })}
        {move || failed.get().map(|why| view! { <p class="note" role="alert">{t(errors::sentence(&why))}</p> })}
    }
}

/// What the person here may fill in; the case is made without the rest, and this is said.
fn permitted(shell: Shell, fields: Vec<(Field, Value)>) -> (Vec<(Field, Value)>, Option<String>) {
    let me = untrack(|| shell.me());
    let lock_of = |field: Field| me.as_ref().and_then(|me| me.lock_of(field).cloned());
    let (may, left): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(field, _)| lock_of(*field).is_none());
    let first = left.first().and_then(|(field, _)| lock_of(*field));
    let kept = names(left.iter().map(|(field, _)| field));
    (
        may,
        first.map(|first| case_texts::EDIT_PARTLY.with(&[&kept, &keeper(&first)])),
    )
}

enum Written {
    New(CaseId, protocol::Summary),
    Known(CaseId),
}

/// Writes the case, unless its number is in the book already.
async fn write(number: &str, fields: Vec<(Field, Value)>) -> Result<Written, Refusal> {
    if let Some(known) = bearer(number.to_owned()).await? {
        return Ok(Written::Known(known));
    }
    let id: CaseId = uuid::Uuid::now_v7().into_bytes();
    let actions = vec![(id, Action::Set(fields))];
    match WorkerClient::token().ask(WriteActions { actions }).await {
        Ok(summary) => Ok(Written::New(id, summary)),
        Err(error) => Err(error.refusal),
    }
}

fn fields(entry: Entry, number: &str, form: Form) -> Vec<(Field, Value)> {
    let mut out = vec![(Field::CASE_NUMBER, Value::Text(number.to_owned()))];
    let mut put = |field, value: Option<Value>| out.extend(value.map(|value| (field, value)));
    let text = |signal: RwSignal<String>| {
        let text = signal.get_untracked().trim().to_owned();
        (!text.is_empty()).then_some(Value::Text(text))
    };
    put(Field::APPLICANT, text(entry.applicant));
    put(Field::DEBTOR, text(entry.debtor));
    put(
        Field::FILED_ON,
        form.filed_on.with_untracked(Entered::value).map(Value::Date),
    );
    put(
        Field::RECEIVED_ON,
        form.received_on.with_untracked(Entered::value).map(Value::Date),
    );
    let facts = untrack(|| form.facts());
    put(
        Field::FROZEN_AMOUNT,
        form.frozen.with_untracked(Entered::value).map(Value::Fen),
    );
    put_facts(&facts, &mut put);
    out
}

fn put_facts(facts: &Facts, put: &mut impl FnMut(Field, Option<Value>)) {
    let code = |code: &str| Value::Text(code.to_owned());
    put(Field::BASIS_TYPE, facts.basis_type.map(|kind| code(kind.code())));
    put(
        Field::ARBITRATION_KIND,
        facts.arbitration_kind.map(|kind| code(kind.code())),
    );
    put(Field::CLAIM_KIND, facts.claim_kind.map(|kind| code(kind.code())));
    put(Field::CLAIM_AMOUNT, facts.claim_amount_fen.map(Value::Fen));
    // Not yet all back is how every case begins; only "all back" is a statement.
    put(
        Field::FROZEN_COMPLETE,
        facts.frozen_complete.then_some(Value::Bool(true)),
    );
    for (field, answer) in [
        (Field::ENTRUSTED, facts.entrusted),
        (Field::FOREIGN_RELATED, facts.foreign_related),
        (Field::PARTY_OR_GOV_ORGAN, facts.party_or_gov_organ),
        (Field::PRESERVATION, facts.preservation),
        (Field::LITIGATION_FEE_RECOVERY, facts.litigation_fee_recovery),
        (Field::FILING_DATA_OK, facts.filing_data_ok),
    ] {
        put(field, answer.map(Value::Bool));
    }
    let complexity = facts.complexity.first().filter(|_| facts.complexity_counts());
    put(
        Field::COMPLEXITY,
        complexity.map(|m| Value::Text(format!("{}|{}|{}", m.mark, m.by, m.reason))),
    );
    let simple = facts.simple_mark.as_ref().filter(|_| facts.simple_mark_counts());
    put(
        Field::SIMPLE_MARK,
        simple.map(|m| Value::Text(format!("{}|{}", m.by, m.reason))),
    );
}
