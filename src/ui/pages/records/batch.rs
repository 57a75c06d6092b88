//! Writing the same fields to several records at once: a renewal, a release.
use std::collections::BTreeSet;

use casebook::kinds::Batch;
use casebook::slot::value_in;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{CaseId, RecordEdit, RecordWrite, RegisterRow, Value};

use super::form::Form;
use super::register::Register;
use super::{may_write, name, title};
use crate::lang::{Text, common, records as texts, t};
use crate::pages::writer::{Written, use_writer};
use crate::parts::dialog::Dialog;
use crate::parts::field::show_fault;
use crate::state::use_shell;

/// So many of the chosen are named in the form that writes to all.
const NAMED: usize = 6;

/// What can be written to the chosen rows at once.
#[component]
pub(super) fn Chosen(register: Register) -> impl IntoView {
    let shell = use_shell();
    let may = Memo::new(move |_| may_write(shell, register.kind));
    let batches: Vec<(&'static Batch, RwSignal<bool>)> = register
        .kind
        .batches
        .iter()
        .map(|batch| (batch, RwSignal::new(false)))
        .collect();
    let count = Memo::new(move |_| register.chosen_rows().len());
    let begin = batches.clone();
    let buttons = move || {
        let buttons = begin.iter().map(|(batch, open)| {
            let open = *open;
            view! {
                <button type="button" class="button" on:click=move |_| open.set(true)>{t(name(&batch.name))}</button>
            }
        });
        buttons.collect_view()
    };
    let bar = move || {
        (count.get() > 0 && may.get()).then(|| {
            view! {
                <div class="register-chosen no-print" role="status">
                    <span>{move || texts::CHOSEN.with(&[&count.get()])}</span>
                    {buttons()}
                </div>
            }
        })
    };
    let forms = batches.into_iter().map(|(batch, open)| {
        view! { <Dialog open title=name(&batch.name)><BatchForm register batch open/></Dialog> }
    });
    view! { {bar}{forms.collect_view()} }
}

#[component]
fn BatchForm(register: Register, batch: &'static Batch, open: RwSignal<bool>) -> impl IntoView {
    let fields = batch.fields.iter().filter_map(|number| register.kind.field(*number));
    let form = Form::new(register.kind, fields, Vec::new());
    let (nothing, writer, busy) = (RwSignal::new(false), use_writer(), RwSignal::new(false));
    let count = move || register.chosen_rows().len();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(fields) = form.changed() else {
            show_fault(&event);
            return;
        };
        nothing.set(fields.is_empty());
        if fields.is_empty() {
            return;
        }
        let rows = untrack(|| register.chosen_rows());
        if busy.get_untracked() || rows.is_empty() {
            return;
        }
        let unfit = rows
            .iter()
            .find_map(|row| Some((row, unfit(register, row, &written_to(batch, row, &fields))?)));
        if let Some((row, why)) = unfit {
            let called = title(register.kind, &row.fields);
            writer.alarm(texts::DOES_NOT_FIT.with(&[&called, &row.case_number, &why.once()]));
            return;
        }
        busy.set(true);
        let edits: Vec<(CaseId, RecordEdit)> = rows
            .iter()
            .map(|row| (row.case, edit_of(row, written_to(batch, row, &fields))))
            .collect();
        let said = texts::SAVED_ALL.with(&[&name(&batch.name).once(), &edits.len()]);
        spawn_local(async move {
            let written = writer.records(edits, said).await;
            busy.try_set(false);
            match written {
                Written::Yes => {
                    register.chosen.try_set(BTreeSet::new());
                    open.try_set(false);
                }
                // What stands there now is fetched with the news of it; the form stays.
                Written::Moved => register.fetch(),
                Written::No => {}
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <p class="quiet">{move || texts::WRITTEN_TO.with(&[&names(register)])}</p>
            {form.rows()}
            <p class="row-error" role="status">{move || nothing.get().then(|| texts::NOTHING_TO_WRITE.now())}</p>
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main">{move || texts::TO_ALL.with(&[&count()])}</button>
            </footer>
        </form>
    }
}

/// The names of what is written to, the first few of them. Tracks.
fn names(register: Register) -> String {
    let rows = register.chosen_rows();
    let some = rows.iter().take(NAMED).map(|row| title(register.kind, &row.fields));
    let some = some.collect::<Vec<_>>().join("、");
    if rows.len() > NAMED {
        texts::AND_MORE.with(&[&some, &rows.len()])
    } else {
        some
    }
}

/// Why one of several records does not take these fields, if it does not.
fn unfit(register: Register, row: &RegisterRow, fields: &[(u16, Value)]) -> Option<Text> {
    let before = |number: u16| row.value(number);
    let now = |number: u16| value_in(fields, number).cloned().or_else(|| row.value(number));
    let faults = register.kind.days_faults(&now, &before, register.today.get_untracked());
    faults.first().map(|(_, fault)| texts::days_fault(*fault))
}

/// What is written to one of several records.
fn written_to(batch: &Batch, row: &RegisterRow, fields: &[(u16, Value)]) -> Vec<(u16, Value)> {
    batch.of(fields, &|number| row.value(number))
}

fn edit_of(row: &RegisterRow, fields: Vec<(u16, Value)>) -> RecordEdit {
    let seen = fields
        .iter()
        .map(|(field, _)| (*field, row.value(*field).unwrap_or(Value::None)));
    RecordEdit {
        seen: seen.collect(),
        write: RecordWrite {
            record: row.record,
            in_force: None,
            fields,
        },
    }
}
