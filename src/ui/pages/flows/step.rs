//! The form that takes a step: of one record, or the same step of several.
use casebook::entered::Entered;
use casebook::flows::StepOf;
use casebook::flows::content_of;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{CaseId, RecordKey, RecordView, RegisterRow, Stamp, StepEdit};

use super::flow_of;
use crate::drafts;
use crate::lang::{Text, common, flows as texts, records, t};
use crate::pages::records::{name, title};
use crate::pages::writer::{Written, use_writer};
use crate::parts::date::DateInput;
use crate::parts::dialog::{Dialog, open_while};
use crate::parts::field::{Row, control_id, show_fault};
use crate::parts::text::TextInput;
use crate::state::use_today;

/// So many of the records are named in the form.
const NAMED: usize = 12;

/// A step somebody is about to take, of one record or of several.
#[derive(Clone, PartialEq)]
pub struct Asked {
    step: &'static StepOf,
    of: Vec<Of>,
}

/// A record of which a step is taken, as the person saw it.
#[derive(Clone, PartialEq)]
struct Of {
    case: CaseId,
    record: RecordKey,
    heads: Vec<Stamp>,
    content: [u8; 32],
    called: String,
}

impl Asked {
    /// Of a record of a case.
    pub fn of(case: CaseId, record: &RecordView, step: &'static StepOf) -> Asked {
        let called = flow_of(record.record).map(|(kind, _)| {
            format!(
                "{}{colon}{}",
                name(&kind.name).now(),
                title(kind, &record.fields),
                colon = crate::lang::common::COLON.now()
            )
        });
        let of = Of {
            case,
            record: record.record,
            heads: record.flow.as_ref().map(|flow| flow.heads.clone()).unwrap_or_default(),
            content: content_of(&record.fields),
            called: called.unwrap_or_default(),
        };
        Asked { step, of: vec![of] }
    }

    /// Of rows of a list.
    pub fn of_rows<'r>(rows: impl Iterator<Item = &'r RegisterRow>, step: &'static StepOf) -> Asked {
        let of = rows.map(|row| Of {
            case: row.case,
            record: row.record,
            heads: row.flow.as_ref().map(|flow| flow.heads.clone()).unwrap_or_default(),
            content: content_of(&row.fields),
            called: called(row),
        });
        Asked { step, of: of.collect() }
    }

    /// The first record it is of.
    pub fn first(&self) -> Option<RecordKey> {
        self.of.first().map(|of| of.record)
    }

    fn edits(&self, on: NaiveDate, reason: &str) -> Vec<(CaseId, StepEdit)> {
        let edit = |of: &Of| StepEdit {
            record: of.record,
            step: self.step.key.clone(),
            heads: of.heads.clone(),
            content: Some(of.content),
            on,
            reason: reason.to_owned(),
            receipt: String::new(),
        };
        self.of.iter().map(|of| (of.case, edit(of))).collect()
    }

    /// What it is about, the first few named. Tracks.
    fn names(&self) -> String {
        let names: Vec<&str> = self.of.iter().take(NAMED).map(|of| of.called.as_str()).collect();
        match self.of.len() > names.len() {
            true => records::AND_MORE.with(&[&names.join(crate::lang::common::SEMICOLON.now()), &self.of.len()]),
            false => names.join(crate::lang::common::SEMICOLON.now()),
        }
    }

    /// What a draft of this form is called: what is typed for one matter is not shown at another.
    fn draft(&self) -> Option<String> {
        let [one] = self.of.as_slice() else { return None };
        let record = uuid::Uuid::from_bytes(one.record.id).simple();
        Some(drafts::of_case(&format!("step.{}.{record}", self.step.key), one.case))
    }
}

/// What is decided on: number of the case, and what the record says.
fn called(row: &RegisterRow) -> String {
    let said = flow_of(row.record)
        .map(|(kind, _)| title(kind, &row.fields))
        .unwrap_or_default();
    format!("{} {said}", row.case_number).trim().to_owned()
}

/// What is typed. Free to copy.
#[derive(Clone, Copy)]
struct Typed {
    day: RwSignal<Entered<NaiveDate>>,
    reason: RwSignal<String>,
    order: RwSignal<String>,
    is_sure: RwSignal<bool>,
    tried: RwSignal<bool>,
}

impl Typed {
    /// Keeps what is typed as a draft.
    fn keep(self, name: &str) -> drafts::Draft {
        let now = move || {
            let (reason, order) = (self.reason.get(), self.order.get());
            (!(reason.is_empty() && order.is_empty())).then_some((reason, order))
        };
        drafts::draft(name, now, move |(reason, order): (String, String)| {
            self.reason.set(reason);
            self.order.set(order);
        })
    }

    /// What is wrong, as far as the form can see. Tracks.
    fn faults(self, step: &StepOf, today: NaiveDate) -> [Option<Text>; 3] {
        let day = match self.day.get() {
            Entered::Read(day) if day > today => Some(texts::DAY_TO_COME),
            Entered::Read(_) => None,
            Entered::Empty | Entered::Unreadable(_) => Some(texts::DAY_NEEDED),
        };
        let lacks_reason = step.reason && self.reason.with(|reason| reason.trim().is_empty());
        let unsure = step.confirm.is_some() && !self.is_sure.get();
        [
            day,
            lacks_reason.then_some(texts::REASON_NEEDED),
            unsure.then_some(texts::NOT_CONFIRMED),
        ]
    }
}

/// The dialog, open while `asked` holds what is about to be done.
#[component]
pub fn StepDialog(
    /// What is about to be done.
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let open = open_while(move || asked.with(Option::is_some), move || asked.set(None));
    move || {
        asked.with(|asked| asked.as_ref().map(|asked| asked.step)).map(|step| {
            view! { <Dialog open title=name(&step.name)><TakeStep asked/></Dialog> }
        })
    }
}

#[component]
fn TakeStep(asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let writer = use_writer();
    let now = asked.get_untracked()?;
    let (step, today) = (now.step, use_today());
    let typed = Typed {
        day: RwSignal::new(Entered::Read(today.get_untracked())),
        reason: RwSignal::default(),
        order: RwSignal::default(),
        is_sure: RwSignal::new(false),
        tried: RwSignal::new(false),
    };
    let draft = now.draft().map(|name| typed.keep(&name));
    let close = move || {
        if let Some(draft) = draft {
            draft.done();
        }
        asked.try_set(None);
    };
    let names = now.names();
    let busy = RwSignal::new(false);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        typed.tried.set(true);
        let faults = untrack(|| typed.faults(step, today.get()));
        let day = typed.day.get_untracked().value();
        let (Some(day), true) = (day, faults.iter().all(Option::is_none)) else {
            show_fault(&event);
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let edits = now.edits(day, &typed.reason.get_untracked());
        let order = typed.order.get_untracked();
        spawn_local(async move {
            let written = writer.steps(edits, order, step).await;
            busy.try_set(false);
            // What was typed stays while nothing was taken: the message says what to mend.
            if written == Written::Yes {
                close();
            }
        });
    };
    Some(view! {
        <form class="form" novalidate on:submit=save>
            {draft.map(|draft| draft.note())}
            <p class="form-lead">{names}</p>
            {step.confirm.as_ref().map(|text| view! { <p class="note">{t(name(text))}</p> })}
            {rows(typed, step, today)}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| close()>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=busy>{t(name(&step.name))}</button>
            </footer>
        </form>
    })
}

fn rows(typed: Typed, step: &'static StepOf, today: Signal<NaiveDate>) -> AnyView {
    let fault = move |at: usize| {
        let said = typed
            .tried
            .get()
            .then(|| typed.faults(step, today.get()))
            .and_then(|faults| faults[at]);
        said.map(Text::now)
    };
    let hint = Signal::derive(move || {
        if step.reason {
            String::new()
        } else {
            texts::OPTIONAL.now().to_owned()
        }
    });
    let optional = Signal::derive(|| texts::OPTIONAL.now().to_owned());
    let sure = move || {
        view! {
            <div class="row">
                <label class="check">
                    <input type="checkbox" prop:checked=typed.is_sure on:change=move |event| typed.is_sure.set(event_target_checked(&event))/>
                    <span>{t(texts::CONFIRM)}</span>
                </label>
                <p class="row-error" role="status">{move || fault(2)}</p>
            </div>
        }
    };
    view! {
        <Row label=texts::REASON hint>
            <textarea class="input" id=control_id() rows="3" prop:value=typed.reason
                on:input=move |event| typed.reason.set(event_target_value(&event))></textarea>
            <p class="row-error" role="status">{move || fault(1)}</p>
        </Row>
        <Row label=texts::DAY>
            <DateInput value=typed.day/>
            <p class="row-error" role="status">{move || fault(0)}</p>
        </Row>
        <Row label=texts::ORDER hint=optional><TextInput value=typed.order/></Row>
        {step.confirm.is_some().then(sure)}
    }
    .into_any()
}
