//! A new case: number, filing day, parties, amount, handler, cause and number of the basis; the rest is filled in on its
//! page.
use casebook::entered::Entered;
use casebook::sound::Days;
use chrono::NaiveDate;
use law::case_number;
use law::money::Fen;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Action, CaseId, Field, Value};
use serde::{Deserialize, Serialize};

use crate::drafts::{Draft, draft};
use crate::lang::{Text, cases as texts, field as fields, t};
use crate::pages::rule_words::{keeper, lockable};
use crate::pages::unsound::{bearer, sentence, taken_note};
use crate::pages::writer::{Writer, use_writer};
use crate::parts::date::DateInput;
use crate::parts::dialog::Dialog;
use crate::parts::field::{Row, control_id, show_fault};
use crate::parts::money::MoneyInput;
use crate::route::{Route, go};
use crate::state::{hold_while, use_shell, use_today};

/// What is wrong with the number, and with the day.
type Problems = (Option<Text>, Option<Text>);

/// What is filled in.
#[derive(Clone, Copy)]
struct Form {
    number: RwSignal<String>,
    filed: RwSignal<Entered<NaiveDate>>,
    applicant: RwSignal<String>,
    debtor: RwSignal<String>,
    amount: RwSignal<Entered<Fen>>,
    handler: RwSignal<String>,
    cause: RwSignal<String>,
    basis_number: RwSignal<String>,
}

/// What was typed, for a draft.
#[derive(Serialize, Deserialize)]
struct Typed {
    texts: [String; 6],
    filed: Entered<NaiveDate>,
    amount: Entered<Fen>,
}

impl Form {
    fn new(today: NaiveDate) -> Self {
        Self {
            number: RwSignal::default(),
            filed: RwSignal::new(Entered::Read(today)),
            applicant: RwSignal::default(),
            debtor: RwSignal::default(),
            amount: RwSignal::default(),
            handler: RwSignal::default(),
            cause: RwSignal::default(),
            basis_number: RwSignal::default(),
        }
    }

    /// The fields, or what is wrong with the number and the day.
    fn read(self, today: NaiveDate) -> Result<Vec<(Field, Value)>, Problems> {
        let typed = self.number.with(|n| n.trim().to_owned());
        let number = if typed.is_empty() {
            Err(texts::NUMBER_MISSING)
        } else {
            case_number::typed(&typed).map_err(|_| texts::BAD_NUMBER)
        };
        let filed = self.filed.with(Entered::value);
        let days = Days {
            filed,
            ..Days::default()
        };
        let unsound = days.unsound(Some(today)).first().map(|(_, unsound)| sentence(*unsound));
        match (number, filed) {
            (Ok(number), Some(filed)) if unsound.is_none() => {
                let mut fields = vec![
                    (Field::CASE_NUMBER, Value::Text(number.normal)),
                    (Field::FILED_ON, Value::Date(filed)),
                ];
                let words = [
                    (Field::APPLICANT, self.applicant),
                    (Field::DEBTOR, self.debtor),
                    (Field::HANDLER, self.handler),
                    (Field::CAUSE, self.cause),
                    (Field::BASIS_DOC_NO, self.basis_number),
                ];
                for (field, text) in words {
                    let text = text.with(|t| t.trim().to_owned());
                    if !text.is_empty() {
                        fields.push((field, Value::Text(text)));
                    }
                }
                fields.extend(
                    self.amount
                        .with(Entered::value)
                        .map(|a| (Field::CLAIM_AMOUNT, Value::Fen(a))),
                );
                Ok(fields)
            }
            (number, filed) => Err((
                number.err(),
                unsound.or_else(|| filed.is_none().then_some(texts::FILED_MISSING)),
            )),
        }
    }

    /// What is typed, for a draft. Tracks.
    fn typed(self) -> Option<Typed> {
        self.touched().then(|| Typed {
            texts: self.texts().map(|text| text.get()),
            filed: self.filed.get(),
            amount: self.amount.get(),
        })
    }

    fn put(self, typed: Typed) {
        self.texts()
            .into_iter()
            .zip(typed.texts)
            .for_each(|(text, typed)| text.set(typed));
        self.filed.set(typed.filed);
        self.amount.set(typed.amount);
    }

    fn texts(self) -> [RwSignal<String>; 6] {
        let [cause, basis] = [self.cause, self.basis_number];
        [self.number, self.applicant, self.debtor, self.handler, cause, basis]
    }

    fn touched(self) -> bool {
        self.texts().iter().any(|s| s.with(|t| !t.is_empty())) || !self.amount.with(Entered::is_empty)
    }
}

/// The dialog.
#[component]
pub fn NewCase(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let shell = use_shell();
    let lock = Memo::new(move |_| shell.me()?.lock_of(Field::CASE_NUMBER).cloned());
    view! {
        <Dialog open title=texts::NEW>
            {move || match lock.get() {
                Some(rule) => view! { <p class="quiet">{keeper(&rule)}</p> }.into_any(),
                None => view! { <Fields open/> }.into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn Fields(open: RwSignal<bool>) -> impl IntoView {
    let today = use_today();
    let form = Form::new(today.get_untracked());
    let taken = RwSignal::new(None::<CaseId>);
    let tried = RwSignal::new(false);
    // A second press while the first is being written would make a second case of the same number.
    let busy = RwSignal::new(false);
    let writer = use_writer();
    hold_while(move || form.touched());
    let draft = draft("new", move || form.typed(), |typed| form.put(typed));
    let problems = Memo::new(move |_| {
        if tried.get() {
            form.read(today.get()).err()
        } else {
            None
        }
    });
    let create = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let read = untrack(|| form.read(today.get()));
        if form.amount.with_untracked(Entered::is_unreadable) {
            show_fault(&event);
            return;
        }
        let Ok(fields) = read else {
            show_fault(&event);
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let number = form.number.get_untracked();
        taken.set(None);
        spawn_local(async move {
            create_case(fields, number, (open, taken), writer, draft).await;
            busy.try_set(false);
        });
    };
    let cancel = move |_| {
        draft.done();
        open.set(false);
    };
    view! {
        <form class="form" novalidate on:submit=create>
            {draft.note()}
            <p class="form-lead">{t(texts::NEW_HELP)}</p>
            {rows(form, problems, taken)}
            <footer class="form-foot">
                <button type="button" class="button" on:click=cancel>{t(texts::CANCEL)}</button>
                <button type="submit" class="button button-main">{t(texts::CREATE)}</button>
            </footer>
        </form>
    }
}

/// The rows of the form, each with what is wrong with it.
fn rows(form: Form, problems: Memo<Option<Problems>>, taken: RwSignal<Option<CaseId>>) -> AnyView {
    let me = untrack(|| use_shell().me());
    let optional = |field: Field, label: Text, value: RwSignal<String>| {
        let lock = me.as_ref().and_then(|me| me.lock_of(field).map(keeper));
        lockable(lock, view! { <Row label>{text_input(value, "")}</Row> }.into_any())
    };
    view! {
        <Row label=texts::NUMBER>
            {text_input(form.number, "（2022）豫14执101号")}
            <p class="row-error" role="status">{move || problems.get().and_then(|p| p.0).map(Text::now)}</p>
            {move || taken.get().map(taken_note)}
        </Row>
        <Row label=texts::FILED>
            <DateInput value=form.filed/>
            <p class="row-error" role="status">{move || problems.get().and_then(|p| p.1).map(Text::now)}</p>
        </Row>
        <Row label=texts::APPLICANT>{text_input(form.applicant, "")}</Row>
        <Row label=texts::DEBTOR>{text_input(form.debtor, "")}</Row>
        <Row label=texts::AMOUNT><MoneyInput value=form.amount/></Row>
        {optional(Field::HANDLER, texts::HANDLER, form.handler)}
        {optional(Field::CAUSE, fields::name(Field::CAUSE), form.cause)}
        {optional(Field::BASIS_DOC_NO, fields::name(Field::BASIS_DOC_NO), form.basis_number)}
    }
    .into_any()
}

/// Writes the case, unless its number is taken, and goes to its page.
async fn create_case(
    fields: Vec<(Field, Value)>,
    number: String,
    (open, taken): (RwSignal<bool>, RwSignal<Option<CaseId>>),
    writer: Writer,
    draft: Draft,
) {
    match bearer(number).await {
        Ok(None) => {}
        Ok(Some(other)) => {
            taken.try_set(Some(other));
            return;
        }
        Err(why) => return writer.failed(&why),
    }
    let id: CaseId = uuid::Uuid::now_v7().into_bytes();
    if writer.write(vec![(id, Action::Set(fields))]).await {
        draft.done();
        open.try_set(false);
        go(Route::Case(id));
    }
}

fn text_input(value: RwSignal<String>, example: &'static str) -> impl IntoView {
    view! {
        <input
            class="input"
            type="text"
            id=control_id()
            autocomplete="off"
            placeholder=example
            prop:value=value
            on:input=move |event| value.set(event_target_value(&event))
        />
    }
}
