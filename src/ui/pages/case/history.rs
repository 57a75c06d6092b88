//! The trace: who did what when, what stood there before; notes; taking back.
use casebook::action::REGISTERED_BEFORE;
use casebook::slot::IN_FORCE;
use casebook::undo::{MayUndo, inverse, may_undo};
use law::nodes::NodeSet;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Action, CaseView, Field, FieldEdit, Happening, Imported, RecordEdit, RecordWrite, Trace, Value};

use super::excluded::{end_word, ground_word};
use super::sheet::Sheet;
use super::texts;
use crate::kinds::kinds_now;
use crate::lang::{Text, attachment as attachments, common, field as fields, sync as share, t};
use crate::pages::allowed::RULE;
use crate::pages::flows as flow_words;
use crate::pages::records;
use crate::pages::rule_words::refusal;
use crate::pages::words;
use crate::parts::date::iso;
use crate::route::Route;
use crate::state::use_shell;

/// Lines shown at first.
const FEW: usize = 8;

/// The card.
#[component]
pub fn History(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let all = RwSignal::new(false);
    let lines = move || {
        let view = sheet.view()?;
        let shown = if all.get() {
            view.history.len()
        } else {
            FEW.min(view.history.len())
        };
        let rest = view.history.len() - shown;
        let rows: Vec<AnyView> = view.history[..shown]
            .iter()
            .map(|trace| line(sheet, &view, trace))
            .collect();
        Some(view! {
            <ol class="trace">{rows}</ol>
            {(rest > 0).then(|| view! {
                <button type="button" class="link no-print" on:click=move |_| all.set(true)>{texts::OLDER.with(&[&rest])}</button>
            })}
        })
    };
    view! {
        <section class="card history">
            <h2>{t(texts::HISTORY)}</h2>
            {safe_line()}
            <Note sheet/>
            {lines}
        </section>
    }
}

/// Where these entries are safe, as far as the whole book tells.
fn safe_line() -> impl IntoView {
    let sync = use_shell().sync;
    move || {
        let view = sync.get()?;
        let said = match (&view.endpoint, view.waits(), view.stored) {
            (None, _, _) => share::CASE_HERE.now().to_owned(),
            (_, 0, 0) => share::CASE_CHECKED.now().to_owned(),
            (_, 0, _) => share::CASE_STORED.now().to_owned(),
            (_, waiting, _) => share::CASE_WAITING.with(&[&waiting]),
        };
        Some(view! { <p class="quiet no-print"><a href=Route::Sync.href()>{said}</a></p> })
    }
}

#[component]
fn Note(sheet: Sheet) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let note = text.with_untracked(|t| t.trim().to_owned());
        if !note.is_empty() {
            // A note stays: it is part of the trace.
            sheet.write_plain(vec![Action::Note(note)]);
            text.set(String::new());
        }
    };
    view! {
        <form class="note-form no-print" on:submit=add>
            <input
                class="input"
                aria-label=t(texts::NOTE)
                placeholder=t(texts::NOTE)
                autocomplete="off"
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            />
            <button type="submit" class="button">{t(texts::ADD)}</button>
        </form>
    }
}

fn line(sheet: Sheet, view: &CaseView, trace: &Trace) -> AnyView {
    let by = if trace.by.is_empty() || trace.by == texts::H_NOBODY.0 {
        texts::H_NOBODY.now().to_owned()
    } else {
        trace.by.clone()
    };
    let order = (!trace.on_order_of.is_empty()).then(|| texts::H_ORDER.with(&[&trace.on_order_of]));
    let (said, changes) = told(sheet, view, trace);
    let said = if is_taken_back(view, trace) {
        view! { <del>{said}</del> }.into_any()
    } else {
        said.into_any()
    };
    let undo = undo_button(sheet, view, trace);
    let refused = trace.refused.as_ref().map(|rule| {
        view! { <p class="trace-refused"><span class="tag tag-warn">{t(texts::H_REFUSED)}</span>" "{refusal(rule)}</p> }
    });
    view! {
        <li class="trace-line" class:is-refused=trace.refused.is_some()>
            <p class="trace-said"><strong>{by}</strong>" "{said}</p>
            {changes}
            {refused}
            <p class="trace-when">{words::moment(trace.at_ms)}{order.map(|o| format!(" · {o}"))}" "{undo}</p>
        </li>
    }
    .into_any()
}

/// The button that takes a line back, for whoever may. Another's entry is named, so that it is not taken for one's own.
fn undo_button(sheet: Sheet, view: &CaseView, trace: &Trace) -> Option<AnyView> {
    let shell = use_shell();
    let own = shell.me().map(|me| me.devices).unwrap_or_default();
    let label = match may_undo(view, trace, &own, shell.may(RULE)) {
        MayUndo::No => return None,
        MayUndo::Own => common::UNDO.now().to_owned(),
        MayUndo::OfAnother => texts::UNDO_OF.with(&[&trace.by]),
    };
    let (action, before) = (trace.action.clone(), trace.before.clone());
    let before_of_record = trace.record_before.clone();
    let undo = move |_| match &action {
        Action::Set(fields) => {
            let earlier = |field: Field| before.iter().find(|(f, _)| *f == field).map(|(_, value)| value.clone());
            let back = fields.iter().map(|(field, value)| FieldEdit {
                field: *field,
                seen: value.clone(),
                value: earlier(*field).unwrap_or(Value::None),
            });
            sheet.edit_and_say(back.collect());
        }
        Action::Record(write) => {
            let mut seen = before_of_record.clone();
            seen.retain(|(field, _)| *field == IN_FORCE || write.fields.iter().any(|(f, _)| f == field));
            let edit = RecordEdit {
                write: (**write).clone(),
                seen,
            };
            spawn_local(async move {
                sheet
                    .write_records(vec![edit.back()], texts::TAKEN_BACK.now().to_owned())
                    .await;
            });
        }
        action => {
            let back = inverse(action, &before, None, [0; 16]);
            let happening = match action {
                Action::Happened(happening) => Some(happening),
                _ => None,
            };
            // It comes again under an id of its own: one that was taken back never returns.
            let again = |back: &Action| inverse(back, &[], happening, uuid::Uuid::now_v7().into_bytes());
            let again = back.iter().flat_map(again).collect();
            sheet.write(back, again, texts::TAKEN_BACK.now().to_owned());
        }
    };
    Some(view! { <button type="button" class="link no-print" on:click=undo>{label}</button> }.into_any())
}

/// A line of the trace in words, and the changes of fields one by one.
pub(super) fn told(sheet: Sheet, view: &CaseView, trace: &Trace) -> (String, AnyView) {
    let plain = |said: String| (said, ().into_any());
    match &trace.action {
        Action::Set(fields) => {
            let first = trace.before.iter().all(|(_, value)| *value == Value::None);
            let said = if first { texts::H_SET } else { texts::H_CHANGED };
            (said.now().to_owned(), changes(fields, &trace.before))
        }
        Action::Imported(import) if import.is_taken_back() => (
            texts::H_IMPORT_TAKEN_BACK.with(&[&import.file]),
            changes(&import.fields, &trace.before),
        ),
        Action::Imported(import) => (
            texts::H_IMPORTED.with(&[&import.file, &import.row]) + assumed(import),
            changes(&import.fields, &trace.before),
        ),
        Action::Happened(happening) => plain(happened(sheet, happening, |name, on| {
            texts::H_HAPPENED.with(&[&name, &on])
        })),
        Action::TakeBack { happening, .. } => {
            let known = recorded(view, happening);
            let known = known.map(|happening| happened(sheet, happening, |name, on| format!("{name} {on}")));
            plain(texts::H_TAKEN_BACK.with(&[&known.unwrap_or_else(|| texts::H_OTHER.now().to_owned())]))
        }
        Action::ExcludedTakenBack { from, to, ground } => {
            let period = texts::H_EXCLUDED.with(&[&iso(*from), &end_word(*to), &ground_word(ground)]);
            plain(texts::H_TAKEN_BACK.with(&[&period]))
        }
        Action::Excluded { from, to, ground } => {
            plain(texts::H_EXCLUDED.with(&[&iso(*from), &end_word(*to), &ground_word(ground)]))
        }
        Action::Step(step) => {
            let said = flow_words::step_said(step);
            let set = changes(&step.sets, &trace.before);
            let receipt = (!step.receipt.is_empty()).then(|| view! { <Receipt text=step.receipt.clone()/> });
            (said, view! { {set}{receipt} }.into_any())
        }
        Action::StepTakenBack(back) => (flow_words::back_said(view, back), changes(&back.sets, &trace.before)),
        Action::Note(note) => plain(format!("“{note}”")),
        Action::Hide(true) => plain(texts::H_HIDDEN.now().to_owned()),
        Action::Hide(false) => plain(texts::H_SHOWN.now().to_owned()),
        Action::Ruled { field, value, reason } => (
            texts::H_RULED.with(&[reason]),
            changes(&[(*field, value.clone())], &trace.before),
        ),
        Action::Record(write) => of_record(view, trace, write),
        Action::Viewed { .. } => plain(texts::H_VIEWED.now().to_owned()),
        Action::Attached(attachment) => plain(format!(
            "{} {}",
            attachments::H_ADDED.with(&[&attachment.name]),
            attachment.shows
        )),
        Action::AttachmentTakenOut { .. } => plain(attachments::H_TAKEN_OUT.now().to_owned()),
        Action::AttachmentFiled { .. } => plain(attachments::H_FILED.now().to_owned()),
        Action::PutRules { .. } | Action::PutSetting { .. } | Action::People(_) | Action::Unknown { .. } => {
            plain(texts::H_OTHER.now().to_owned())
        }
    }
}

/// What an import set that the file does not say.
fn assumed(import: &Imported) -> &'static str {
    match import.reason.as_str() {
        REGISTERED_BEFORE => texts::H_ASSUMED.now(),
        _ => "",
    }
}

/// A happening in words: what and when as `said` puts it, about what, and who did it.
fn happened(sheet: Sheet, happening: &Happening, said: impl Fn(&str, &str) -> String) -> String {
    happening_said(&sheet.nodes(), happening, said)
}

/// As `happened`, by a set of nodes.
pub fn happening_said(set: &NodeSet, happening: &Happening, said: impl Fn(&str, &str) -> String) -> String {
    let key = set.key(&happening.key).and_then(|k| set.key_at(k));
    let name = key.map_or_else(|| happening.key.clone(), |k| words::name(&k.name));
    let mut parts = vec![said(&name, &iso(happening.on))];
    let more = &happening.particulars;
    let known = [
        (texts::H_ABOUT, &happening.subject),
        (texts::H_DOCUMENT, &more.document),
        (texts::H_BY, &more.by),
        (texts::H_ORDER, &more.order),
    ];
    let known = known.into_iter().filter(|(_, text)| !text.is_empty());
    parts.extend(known.map(|(said, text)| said.with(&[&text])));
    parts.join(" · ")
}

/// The happening of an id, if the trace has it.
fn recorded<'a>(view: &'a CaseView, id: &[u8; 16]) -> Option<&'a Happening> {
    view.history.iter().find_map(|trace| match &trace.action {
        Action::Happened(happening) if happening.id == *id => Some(happening),
        _ => None,
    })
}

/// Whether what a line of the trace recorded was taken back later: it stands there no longer.
pub(super) fn is_taken_back(view: &CaseView, trace: &Trace) -> bool {
    let stands = match &trace.action {
        Action::Happened(happening) => view.happenings.iter().any(|h| h.id == happening.id),
        Action::Excluded { from, to, ground } => view.excluded.contains(&(*from, *to, ground.clone())),
        _ => return false,
    };
    !stands && trace.refused.is_none()
}

/// The receipt of a decision, folded.
#[component]
fn Receipt(text: String) -> impl IntoView {
    view! {
        <details class="receipt"><summary class="link">{t(texts::RECEIPT)}</summary><pre tabindex="0">{text}</pre></details>
    }
}

/// What was written to a record, in words, and its fields before and after.
fn of_record(view: &CaseView, trace: &Trace, write: &RecordWrite) -> (String, AnyView) {
    let kind = kinds_now().get(write.record.kind);
    let now = view.records.iter().find(|record| record.record == write.record);
    let now = now.map(|record| &record.fields[..]);
    // One that was taken out is called as it was entered.
    let entered = view.history.iter().rev().find_map(|earlier| match &earlier.action {
        Action::Record(first) if first.record == write.record && !first.fields.is_empty() => Some(&first.fields[..]),
        _ => None,
    });
    let now = now.or(entered);
    let (said, changed) = records::told(kind, write, &trace.record_before, now);
    (said, record_changes(&changed))
}

/// The fields of a record before and after.
fn record_changes(changed: &[(Text, String, String)]) -> AnyView {
    let rows = changed.iter().map(|(name, before, now)| {
        let before = (!before.is_empty()).then(|| view! { <del>{before.clone()}</del>" → " });
        view! { <li><span class="quiet">{t(*name)}</span>" "{before}{now.clone()}</li> }
    });
    view! { <ul class="trace-fields">{rows.collect_view()}</ul> }.into_any()
}

/// Fields before and after; many are folded.
fn changes(fields: &[(Field, Value)], before: &[(Field, Value)]) -> AnyView {
    let rows = fields.iter().map(|(field, now)| {
        let earlier = before
            .iter()
            .find(|(f, _)| f == field)
            .map_or(Value::None, |(_, value)| value.clone());
        let earlier = (earlier != Value::None).then(|| words::value(*field, &earlier));
        view! {
            <li>
                <span class="quiet">{t(fields::name(*field))}</span>" "
                {earlier.map(|was| view! { <del>{was}</del>" → " })}
                {words::value(*field, now)}
            </li>
        }
    });
    let list = view! { <ul class="trace-fields">{rows.collect_view()}</ul> };
    if fields.len() <= 3 {
        return list.into_any();
    }
    let title = texts::H_FIELDS.with(&[&fields.len()]);
    view! { <details><summary class="link">{title}</summary>{list}</details> }.into_any()
}
