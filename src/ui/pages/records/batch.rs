//! Writing the same fields to several records at once: a renewal, a release.
use std::collections::BTreeSet;

use casebook::kinds::{Batch, FieldOf, KindOf, ListOf, ValueType};
use casebook::slot::value_in;
use chrono::NaiveDate;
use files::document::Forms;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{CaseId, RecordEdit, RecordWrite, RegisterRow, Value};

use super::form::Form;
use super::register::Register;
use super::{may_write, name, title};
use crate::lang::field::both;
use crate::lang::{Text, common, records as texts, t};
use crate::pages::papers::{Act, use_papers};
use crate::pages::writer::{Writer, Written, use_writer};
use crate::parts::dialog::Dialog;
use crate::parts::field::show_fault;
use crate::state::use_shell;

/// So many of the chosen are named in the form that writes to all.
const NAMED: usize = 6;

/// The rows of a list that are chosen, and what becomes of the choice. Free to copy.
#[derive(Clone, Copy)]
pub struct Several {
    /// The kind they are of.
    pub kind: &'static KindOf,
    /// The rows: those that are chosen among those shown, so that nothing is written to what nobody sees.
    pub rows: Signal<Vec<RegisterRow>>,
    /// Runs after something was written to them.
    pub done: Callback<()>,
    /// Runs when somebody else wrote one of them meanwhile: the list is to be read again.
    pub moved: Callback<()>,
    /// The civil date at UTC+8.
    pub today: Signal<NaiveDate>,
}

/// What can be written to the chosen rows of the register at once.
#[component]
pub(super) fn Chosen(register: Register) -> impl IntoView {
    let several = Several {
        kind: register.kind,
        rows: Signal::derive(move || register.chosen_rows()),
        done: Callback::new(move |()| drop(register.chosen.try_set(BTreeSet::new()))),
        moved: Callback::new(move |()| register.fetch()),
        today: register.today,
    };
    view! { <Batches several on=ListOf::Register/> }
}

/// What a list offers to write to the chosen rows of a kind at once.
#[component]
pub fn Batches(
    /// The rows.
    several: Several,
    /// The list.
    on: ListOf,
) -> impl IntoView {
    let shell = use_shell();
    let may = Memo::new(move |_| may_write(shell, several.kind));
    let offered = several.kind.batches.iter().filter(|batch| batch.on.contains(&on));
    let batches: Vec<(&'static Batch, RwSignal<bool>)> = offered.map(|batch| (batch, RwSignal::new(false))).collect();
    let count = Memo::new(move |_| several.rows.with(Vec::len));
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
    let said = move || match on {
        ListOf::Register => texts::CHOSEN.with(&[&count.get()]),
        ListOf::Visits => texts::CHOSEN_OF.with(&[&name(&several.kind.name).now(), &count.get()]),
    };
    let bar = move || {
        (count.get() > 0 && may.get()).then(|| {
            view! {
                <div class="register-chosen no-print" role="status">
                    <span>{said}</span>
                    {buttons()}
                </div>
            }
        })
    };
    let forms = batches.into_iter().map(|(batch, open)| {
        view! { <Dialog open title=name(&batch.name)><BatchForm several batch open/></Dialog> }
    });
    view! { {bar}{forms.collect_view()} }
}

/// The fields that are offered for the chosen rows: the number of a document is of one case, over several it would stand in the
/// wrong ones.
fn fields_of(several: Several, batch: &'static Batch) -> impl Iterator<Item = &'static FieldOf> {
    let cases: BTreeSet<CaseId> = several
        .rows
        .with_untracked(|rows| rows.iter().map(|row| row.case).collect());
    let fields = batch.fields.iter();
    let fields = fields.filter(move |number| cases.len() < 2 || !batch.of_one_case.contains(number));
    fields.filter_map(move |number| several.kind.field(*number))
}

#[component]
fn BatchForm(several: Several, batch: &'static Batch, open: RwSignal<bool>) -> impl IntoView {
    let form = Form::new(several.kind, fields_of(several, batch), Vec::new());
    let (nothing, writer, busy) = (RwSignal::new(false), use_writer(), RwSignal::new(false));
    let papers = use_papers();
    // The papers say what is going to be written; it is written when they are sent.
    let with_papers = RwSignal::new(!batch.forms.is_empty());
    let count = move || several.rows.with(Vec::len);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(fields) = form.changed() else {
            show_fault(&event);
            return;
        };
        nothing.set(fields.is_empty());
        if fields.is_empty() || busy.get_untracked() {
            return;
        }
        let Some(edits) = edits(several, batch, &fields, writer) else {
            return;
        };
        if with_papers.get_untracked() {
            return papers.act(act(several.kind, batch, &fields, edits));
        }
        busy.set(true);
        let said = texts::SAVED_ALL.with(&[&name(&batch.name).once(), &untrack(count)]);
        spawn_local(async move {
            let written = writer.records(edits, said).await;
            busy.try_set(false);
            match written {
                Written::Yes => {
                    several.done.try_run(());
                    open.try_set(false);
                }
                // What stands there now is fetched with the news of it; the form stays.
                Written::Moved => drop(several.moved.try_run(())),
                Written::No => {}
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <p class="quiet">{move || texts::WRITTEN_TO.with(&[&names(several)])}</p>
            {form.rows()}
            {(!batch.forms.is_empty()).then(|| view! {
                <label class="papers-tick">
                    <input type="checkbox" prop:checked=with_papers on:change=move |_| with_papers.update(|yes| *yes = !*yes)/>
                    <span>{texts::WITH_PAPERS.with(&[&paper_names(batch)])}</span>
                </label>
            })}
            <p class="row-error" role="status">{move || nothing.get().then(|| texts::NOTHING_TO_WRITE.now())}</p>
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main">
                    {move || if with_papers.get() { texts::TO_PAPERS.with(&[&count()]) } else { texts::TO_ALL.with(&[&count()]) }}
                </button>
            </footer>
        </form>
    }
}

/// What is written to the chosen rows; nothing if one of them does not take it, which is said.
fn edits(
    several: Several,
    batch: &Batch,
    fields: &[(u16, Value)],
    writer: Writer,
) -> Option<Vec<(CaseId, RecordEdit)>> {
    let rows = several.rows.get_untracked();
    let unfit = rows
        .iter()
        .find_map(|row| Some((row, unfit(several, row, &written_to(batch, row, fields))?)));
    if let Some((row, why)) = unfit {
        let called = title(several.kind, &row.fields);
        writer.alarm(texts::DOES_NOT_FIT.with(&[&called, &row.case_number, &why.once()]));
        return None;
    }
    let edits = rows.iter().flat_map(|row| {
        let kept = kept(several.kind, batch, row, fields).into_iter();
        std::iter::once(edit_of(batch, row, written_to(batch, row, fields)))
            .chain(kept)
            .map(|edit| (row.case, edit))
    });
    Some(edits.collect::<Vec<_>>()).filter(|edits| !edits.is_empty())
}

/// The act its documents are made of. The text of the batch is the number of the ruling its notices go with.
fn act(kind: &KindOf, batch: &'static Batch, fields: &[(u16, Value)], writes: Vec<(CaseId, RecordEdit)>) -> Act {
    let mut texts = batch.fields.iter().filter_map(|number| kind.field(*number));
    let document = texts.find(|field| field.holds == ValueType::Text);
    let ruling = document.and_then(|field| value_in(fields, field.number));
    Act {
        ruling: document.map(|field| field.number),
        name: name(&batch.name),
        forms: batch.forms.clone(),
        answers: match ruling {
            Some(Value::Text(number)) => vec![("裁定书文号".to_owned(), number.clone())],
            _ => Vec::new(),
        },
        writes,
    }
}

/// The names of the documents of a batch.
fn paper_names(batch: &Batch) -> String {
    let forms = batch.forms.iter().filter_map(|key| Forms::builtin().named(key));
    let names: Vec<&str> = forms.map(|form| both(&form.name).now()).collect();
    names.join(crate::lang::common::LIST.now())
}

/// The names of what is written to, the first few of them. Tracks.
fn names(several: Several) -> String {
    let rows = several.rows.get();
    let some = rows.iter().take(NAMED).map(|row| title(several.kind, &row.fields));
    let some = some.collect::<Vec<_>>().join(crate::lang::common::LIST.now());
    if rows.len() > NAMED {
        texts::AND_MORE.with(&[&some, &rows.len()])
    } else {
        some
    }
}

/// Why one of several records does not take these fields, if it does not.
fn unfit(several: Several, row: &RegisterRow, fields: &[(u16, Value)]) -> Option<Text> {
    let before = |number: u16| row.value(number);
    let now = |number: u16| value_in(fields, number).cloned().or_else(|| row.value(number));
    let faults = several.kind.days_faults(&now, &before, several.today.get_untracked());
    faults.first().map(|(_, fault)| texts::days_fault(*fault))
}

/// What is written to one of several records.
fn written_to(batch: &Batch, row: &RegisterRow, fields: &[(u16, Value)]) -> Vec<(u16, Value)> {
    batch.of(fields, &|number| row.value(number))
}

/// What a renewal takes the place of, as a record of its own.
fn kept(kind: &KindOf, batch: &Batch, row: &RegisterRow, fields: &[(u16, Value)]) -> Option<RecordEdit> {
    let id = uuid::Uuid::now_v7().into_bytes();
    let write = kind.kept_before(batch, row.record, fields, &|number| row.value(number), id);
    write.map(RecordEdit::new)
}

fn edit_of(batch: &Batch, row: &RegisterRow, fields: Vec<(u16, Value)>) -> RecordEdit {
    // The number of a ruling is written with the others once the ruling has it.
    let seen = batch
        .fields
        .iter()
        .map(|field| (*field, row.value(*field).unwrap_or(Value::None)));
    RecordEdit {
        seen: seen.collect(),
        write: RecordWrite {
            record: row.record,
            in_force: None,
            fields,
        },
    }
}
