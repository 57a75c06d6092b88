//! Explaining why nodes were late: a record of the case for each, with a flow of its own. What was said and is not accepted
//! yet can be corrected.
use casebook::flows::{Flow, content_of};
use casebook::kinds::KindOf;
use casebook::overdue::explanations;
use casebook::slot::value_in;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{CaseId, Explained, OverdueRow, RecordEdit, RecordKey, RecordWrite, RecordWrites, StepEdit, Value};

use super::Overdue;
use crate::drafts;
use crate::in_force::use_in_force;
use crate::kinds::kinds_now;
use crate::lang::{common, overdue as texts, records, t};
use crate::pages::records::{Form, fresh};
use crate::pages::writer::{Written, use_writer};
use crate::parts::dialog::{Dialog, open_while};
use crate::parts::field::show_fault;

/// So many of the nodes are named in the form.
const NAMED: usize = 6;

/// The step by which what was said is submitted, also again.
const SAY: &str = "say";
/// The step by which what was submitted is corrected.
const CORRECT: &str = "correct";

/// The dialog, open while rows are asked about.
#[component]
pub(super) fn ExplainDialog(overdue: Overdue) -> impl IntoView {
    let open = open_while(
        move || overdue.asked.with(|asked| !asked.is_empty()),
        move || overdue.asked.set(Vec::new()),
    );
    move || {
        let rows = overdue.asked.get();
        let kind = explanations(kinds_now())?;
        (!rows.is_empty())
            .then(|| view! { <Dialog open title=texts::EXPLAIN><Explain overdue kind rows=rows.clone()/></Dialog> })
    }
}

#[component]
fn Explain(overdue: Overdue, kind: &'static KindOf, rows: Vec<OverdueRow>) -> impl IntoView {
    let writer = use_writer();
    let typed = kind
        .fields
        .iter()
        .filter(|field| !["node", "due_on", "subject"].contains(&field.key.as_str()));
    let seen = match rows.as_slice() {
        [one] => one.explained.as_ref().map(|said| said.fields.clone()),
        _ => None,
    };
    let form = Form::new(kind, typed, seen.unwrap_or_default());
    let draft = kept(form, &rows);
    let close = move || {
        if let Some(draft) = draft {
            draft.done();
        }
        overdue.asked.try_set(Vec::new());
    };
    let (busy, today) = (RwSignal::new(false), overdue.today);
    let lead = lead(&rows);
    let said = texts::EXPLAINED.with(&[&lead]);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Some(fields) = form.changed() else {
            show_fault(&event);
            return;
        };
        let writes = writes_of(kind, &rows, &fields, today.get_untracked());
        if writes.steps.is_empty() {
            return close();
        }
        busy.set(true);
        let said = said.clone();
        spawn_local(async move {
            let written = writer.records_with_steps(writes, said).await;
            busy.try_set(false);
            if written == Written::Yes {
                overdue.chosen.try_update(|chosen| chosen.clear());
                close();
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=save>
            {draft.map(|draft| draft.note())}
            <p class="form-lead">{lead}</p>
            {form.rows()}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| close()>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=busy>{t(common::SAVE)}</button>
            </footer>
        </form>
    }
}

/// What is explained, the first few by name.
fn lead(rows: &[OverdueRow]) -> String {
    let set = use_in_force().nodes.get_untracked();
    let named = |row: &OverdueRow| format!("{} {} {}", super::table::named(&set, row), row.due, row.case_number);
    let names: Vec<String> = rows.iter().take(NAMED).map(named).collect();
    match rows.len() > names.len() {
        true => records::AND_MORE.with(&[&names.join(crate::lang::common::SEMICOLON.now()), &rows.len()]),
        false => names.join(crate::lang::common::SEMICOLON.now()),
    }
}

/// Keeps what is typed of one row as a draft.
fn kept(form: Form, rows: &[OverdueRow]) -> Option<drafts::Draft> {
    let [row] = rows else { return None };
    let name = drafts::of_case(&format!("overdue.{}.{}.{}", row.node, row.due, row.subject), row.case);
    let now = move || Some(form.typed()).filter(|typed| !typed.is_empty());
    Some(drafts::draft(&name, now, move |typed| form.put(typed)))
}

/// The records and steps by which rows are explained with what was typed.
fn writes_of(kind: &'static KindOf, rows: &[OverdueRow], typed: &[(u16, Value)], today: NaiveDate) -> RecordWrites {
    let mut writes = RecordWrites::default();
    for row in rows {
        match (&row.explained, &kind.flow) {
            (Some(said), Some(flow)) if can_say(flow, said) => {
                corrected(kind, flow, (row, said), typed, today, &mut writes)
            }
            (Some(_), _) => {}
            (None, _) => begun(kind, row, typed, today, &mut writes),
        }
    }
    writes
}

/// Whether it can be said, said again or corrected.
pub(super) fn can_say(flow: &Flow, said: &Explained) -> bool {
    step_of(flow, said).is_some()
}

/// The step by which an explanation goes on from where it stands.
fn step_of(flow: &Flow, said: &Explained) -> Option<&'static str> {
    let [state] = said.states.as_slice() else {
        return None;
    };
    let leads_on = |key: &&str| flow.step(key).is_some_and(|step| step.from.contains(state));
    [SAY, CORRECT].into_iter().find(leads_on)
}

/// An explanation that stands is changed and submitted.
fn corrected(
    kind: &'static KindOf,
    flow: &Flow,
    (row, said): (&OverdueRow, &Explained),
    typed: &[(u16, Value)],
    today: NaiveDate,
    writes: &mut RecordWrites,
) {
    let stands = |number: u16| value_in(&said.fields, number).cloned().unwrap_or(Value::None);
    let fields = typed.iter().filter(|(number, value)| stands(*number) != *value);
    let fields: Vec<(u16, Value)> = fields.cloned().collect();
    let Some(step) = step_of(flow, said) else { return };
    // What was submitted and says the same is not submitted once more.
    if fields.is_empty() && step == CORRECT {
        return;
    }
    let record = RecordKey {
        kind: kind.kind,
        id: said.record,
    };
    let content = Some(content_of(&said.fields));
    writes
        .steps
        .push((row.case, step_edit(record, step, said.heads.clone(), content, today)));
    if !fields.is_empty() {
        let edit = RecordEdit {
            seen: fields.iter().map(|(number, _)| (*number, stands(*number))).collect(),
            write: RecordWrite {
                record,
                in_force: None,
                fields,
            },
        };
        writes.edits.push((row.case, edit));
    }
}

/// A new explanation, submitted at once.
fn begun(kind: &'static KindOf, row: &OverdueRow, typed: &[(u16, Value)], today: NaiveDate, writes: &mut RecordWrites) {
    let mut fields = typed.to_vec();
    fields.extend(known_of(kind, row));
    let record = fresh(kind.kind);
    let place: CaseId = row.case;
    writes.edits.push((place, RecordEdit::begun(record, fields)));
    writes
        .steps
        .push((place, step_edit(record, SAY, Vec::new(), None, today)));
}

/// What the row says of itself, by the numbers of the fields.
fn known_of(kind: &KindOf, row: &OverdueRow) -> Vec<(u16, Value)> {
    let set = use_in_force().nodes.get_untracked();
    let name = set
        .node(&row.node)
        .map_or_else(|| row.node.clone(), |node| node.name.zh.clone());
    let mut known = vec![("node", Value::Text(name)), ("due_on", Value::Date(row.due))];
    if !row.subject.is_empty() {
        known.push(("subject", Value::Text(row.subject.clone())));
    }
    let known = known.into_iter();
    known
        .filter_map(|(key, value)| Some((kind.field_named(key)?.number, value)))
        .collect()
}

fn step_edit(
    record: RecordKey,
    step: &str,
    heads: Vec<protocol::Stamp>,
    content: Option<[u8; 32]>,
    on: NaiveDate,
) -> StepEdit {
    StepEdit {
        record,
        step: step.to_owned(),
        heads,
        content,
        on,
        reason: String::new(),
        receipt: String::new(),
    }
}
