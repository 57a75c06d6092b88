//! Answering warnings: handled, or not so, with the reason; a record of each case that the trace shows.
use casebook::warnings::answers;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{CaseId, RecordEdit, Value, WarnedRow};

use crate::in_force::use_in_force;
use crate::lang::{common, records, t, warnings as texts};
use crate::pages::records::{Form, begun, may_write};
use crate::pages::writer::{Written, use_writer};
use crate::parts::dialog::{Dialog, open_while};
use crate::parts::field::show_fault;
use crate::state::use_shell;

/// So many of the warnings are named in the form.
const NAMED: usize = 6;

/// Whether the person here may answer warnings. Tracks.
pub fn may_answer() -> bool {
    answers().is_some_and(|kind| may_write(use_shell(), kind))
}

/// The dialog, open while warnings are to be answered.
#[component]
pub fn AnswerDialog(
    /// Those that are.
    asked: RwSignal<Vec<WarnedRow>>,
) -> impl IntoView {
    let open = open_while(
        move || asked.with(|asked| !asked.is_empty()),
        move || asked.set(Vec::new()),
    );
    move || {
        let rows = asked.get();
        (!rows.is_empty())
            .then(|| view! { <Dialog open title=texts::ANSWER><Answer asked rows=rows.clone()/></Dialog> })
    }
}

#[component]
fn Answer(asked: RwSignal<Vec<WarnedRow>>, rows: Vec<WarnedRow>) -> impl IntoView {
    let kind = answers()?;
    let (writer, busy) = (use_writer(), RwSignal::new(false));
    let typed = kind
        .fields
        .iter()
        .filter(|field| ["answer", "reason"].contains(&field.key.as_str()));
    let form = Form::new(kind, typed, Vec::new());
    let lead = lead(&rows);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(fields) = form.changed() else {
            show_fault(&event);
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let edits: Vec<_> = rows.iter().filter_map(|row| answer_of(row, &fields)).collect();
        let said = texts::ANSWERED.with(&[&edits.len()]);
        spawn_local(async move {
            let written = writer.records(edits, said).await;
            busy.try_set(false);
            if written == Written::Yes {
                asked.try_set(Vec::new());
            }
        });
    };
    Some(view! {
        <form class="form" novalidate on:submit=save>
            <p class="form-lead">{lead}</p>
            <p class="quiet">{t(texts::LEAD)}</p>
            {form.rows()}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| asked.set(Vec::new())>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=busy>{t(common::SAVE)}</button>
            </footer>
        </form>
    })
}

/// What is answered, the first few by name.
fn lead(rows: &[WarnedRow]) -> String {
    let rules = use_in_force().warnings.get_untracked();
    let named = |row: &WarnedRow| {
        let rule = rules.as_ref().and_then(|rules| rules.rule(&row.warned.rule));
        let name = untrack(|| rule.map_or_else(|| row.warned.rule.clone(), |rule| texts::either(&rule.name)));
        format!("{name} {}", row.case_number)
    };
    let names: Vec<String> = rows.iter().take(NAMED).map(named).collect();
    match rows.len() > names.len() {
        true => records::AND_MORE.with(&[&names.join(crate::lang::common::SEMICOLON.now()), &rows.len()]),
        false => names.join(crate::lang::common::SEMICOLON.now()),
    }
}

/// The record that answers a warning: which one, what it rested on, and what was said of it.
fn answer_of(row: &WarnedRow, typed: &[(u16, Value)]) -> Option<(CaseId, RecordEdit)> {
    let (kind, rules) = (answers()?, use_in_force().warnings.get_untracked()?);
    let rule = rules.rule(&row.warned.rule)?;
    let of = |key: &str, text: &str| Some((kind.field_named(key)?.number, Value::Text(text.to_owned())));
    let mut fields = vec![
        of("rule", &row.warned.rule)?,
        of("name", &rule.name.zh)?,
        of("basis", &row.warned.basis)?,
    ];
    fields.extend_from_slice(typed);
    Some((row.case, begun(kind.kind, fields)))
}
