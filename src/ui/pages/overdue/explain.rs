//! Explaining why a node was late: a record of the case, with a flow of its own.
use casebook::kinds::KindOf;
use casebook::overdue::explanations;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{OverdueRow, RecordEdit, RecordKey, RecordWrite, RecordWrites, StepEdit, Value};

use super::Overdue;
use crate::drafts;
use crate::in_force::use_in_force;
use crate::lang::{common, overdue as texts, t};
use crate::pages::records::Form;
use crate::pages::writer::{Written, use_writer};
use crate::parts::dialog::Dialog;
use crate::parts::field::show_fault;

/// The dialog, open while a row is asked about.
#[component]
pub(super) fn ExplainDialog(overdue: Overdue) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let wanted = overdue.asked.with(Option::is_some);
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    // Closed by Escape: then nothing is asked any more.
    Effect::new(move |_| {
        if !open.get() && overdue.asked.with_untracked(Option::is_some) {
            overdue.asked.set(None);
        }
    });
    move || {
        let row = overdue.asked.get()?;
        let kind = explanations()?;
        Some(view! { <Dialog open title=texts::EXPLAIN><Explain overdue kind row=row.clone()/></Dialog> })
    }
}

#[component]
fn Explain(overdue: Overdue, kind: &'static KindOf, row: OverdueRow) -> impl IntoView {
    let writer = use_writer();
    let set = use_in_force().nodes.get_untracked();
    let name = set
        .node(&row.node)
        .map_or_else(|| row.node.clone(), |node| node.name.zh.clone());
    let typed = kind
        .fields
        .iter()
        .filter(|field| !["node", "due_on", "subject"].contains(&field.key.as_str()));
    let form = Form::new(kind, typed, Vec::new());
    let draft = kept(form, &row);
    let close = move || {
        draft.done();
        overdue.asked.try_set(None);
    };
    let (busy, said, today) = (RwSignal::new(false), name.clone(), overdue.today);
    let (case, lead) = (row.case, format!("{name} {} {}", row.due, row.case_number));
    let known = known_of(name, &row);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Some(mut fields) = form.changed() else {
            show_fault(&event);
            return;
        };
        fields.extend(named(kind, &known));
        let edit = begun(kind, fields);
        let said = texts::EXPLAINED.with(&[&said]);
        busy.set(true);
        let steps = vec![(case, submitted(&edit, today.get_untracked()))];
        let writes = RecordWrites {
            edits: vec![(case, edit)],
            steps,
            ..RecordWrites::default()
        };
        spawn_local(async move {
            let written = writer.records_with_steps(writes, said).await;
            busy.try_set(false);
            if written == Written::Yes {
                close();
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=save>
            {draft.note()}
            <p class="form-lead">{lead}</p>
            {form.rows()}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| close()>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=busy>{t(common::SAVE)}</button>
            </footer>
        </form>
    }
}

/// What the row says of itself.
fn known_of(name: String, row: &OverdueRow) -> Vec<(&'static str, Value)> {
    let mut known = vec![("node", Value::Text(name)), ("due_on", Value::Date(row.due))];
    if !row.subject.is_empty() {
        known.push(("subject", Value::Text(row.subject.clone())));
    }
    known
}

/// Keeps what is typed of a row as a draft.
fn kept(form: Form, row: &OverdueRow) -> drafts::Draft {
    let name = drafts::of_case(&format!("overdue.{}.{}.{}", row.node, row.due, row.subject), row.case);
    let now = move || Some(form.typed()).filter(|typed| !typed.is_empty());
    drafts::draft(&name, now, move |typed| form.put(typed))
}

/// Values by the numbers of their fields.
fn named(kind: &KindOf, values: &[(&str, Value)]) -> Vec<(u16, Value)> {
    let known = values.iter();
    known
        .filter_map(|(key, value)| Some((kind.field_named(key)?.number, value.clone())))
        .collect()
}

/// The step by which it is submitted.
fn submitted(edit: &RecordEdit, today: NaiveDate) -> StepEdit {
    StepEdit {
        record: edit.write.record,
        step: "say".to_owned(),
        heads: Vec::new(),
        content: None,
        on: today,
        reason: String::new(),
        receipt: String::new(),
    }
}

/// A new record.
fn begun(kind: &KindOf, fields: Vec<(u16, Value)>) -> RecordEdit {
    RecordEdit::new(RecordWrite {
        record: RecordKey {
            kind: kind.kind,
            id: uuid::Uuid::now_v7().into_bytes(),
        },
        in_force: Some(true),
        fields,
    })
}
