//! A device that was removed: what it wrote and nobody got, to be read and saved, and the way back by a new invitation.
use chrono::NaiveDate;
use files::export::csv_of_texts;
use law::nodes::NodeSet;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Action, Field, Happening, LeaveSpace, ReadUnsent, Refusal, Unsent, UnsentEntries, Value};

use crate::book::take_gate;
use crate::in_force::use_in_force;
use crate::kinds::kinds_now;
use crate::lang::{attachment as attachments, case as case_texts, common, flows as flow_texts, sync as texts, t};
use crate::pages::case::{end_word, ground_word, happening_said};
use crate::pages::flows::step_said;
use crate::pages::records;
use crate::pages::save_file::offer_csv;
use crate::pages::session::trouble;
use crate::pages::words;
use crate::pages::writer::use_writer;
use crate::parts::date::iso;
use crate::parts::toast::use_toasts;
use crate::route::{Route, go};
use crate::state::use_shell;

/// Entries shown; the file holds all.
const SHOWN: usize = 2_000;

/// The card.
#[component]
pub fn Removed() -> impl IntoView {
    // How many entries the file saved last holds.
    let saved = RwSignal::new(None::<usize>);
    let (in_force, toasts) = (use_in_force(), use_toasts());
    let unsent = RwSignal::new(None::<UnsentEntries>);
    let failed = RwSignal::new(None::<Refusal>);
    let load = move || {
        failed.set(None);
        spawn_local(async move {
            match WorkerClient::token().ask(ReadUnsent).await {
                Ok(found) => _ = unsent.try_set(Some(found)),
                Err(error) => _ = failed.try_set(Some(error.refusal)),
            }
        });
    };
    load();
    let table = move || {
        let nodes = in_force.nodes.get();
        unsent.with(|unsent| unsent.as_ref().map(|unsent| rows(unsent, &nodes)))
    };
    let save = move |_| {
        let nodes = in_force.nodes.get_untracked();
        let file = unsent.with_untracked(|unsent| csv(unsent.as_ref()?, &nodes));
        let name = format!("{}.csv", texts::UNSENT.now());
        match offer_csv(&name, file) {
            true => saved.set(unsent.with_untracked(|unsent| unsent.as_ref().map(|u| u.entries.len()))),
            false => toasts.alarm(texts::UNSENT_NOT_SAVED.now().to_owned()),
        }
    };
    let is_loading = move || unsent.with(Option::is_none);
    // Nothing here may be lost that nobody else has.
    let may_leave = Signal::derive(move || {
        let nothing = unsent.with(|unsent| {
            unsent
                .as_ref()
                .is_some_and(|u| u.entries.is_empty() && u.missing.is_empty())
        });
        // What was written after it was saved is not in the file.
        let count = unsent.with(|unsent| unsent.as_ref().map(|u| u.entries.len()));
        nothing || (count.is_some() && saved.get() == count)
    });
    view! {
        <section class="card">
            <h2>{t(texts::REMOVED_HERE)}</h2>
            <p>{t(texts::REMOVED_MEANS)}</p>
            {trouble(failed)}
            {move || failed.with(Option::is_some).then(|| view! {
                <button type="button" class="button" on:click=move |_| load()>{t(common::RETRY)}</button>
            })}
            {table}
            <div class="ways">
                <button type="button" class="button" disabled=is_loading on:click=save>{t(texts::UNSENT_SAVE)}</button>
            </div>
            <Leave may_leave/>
        </section>
    }
}

/// Clearing this device, once what nobody got is saved.
#[component]
fn Leave(may_leave: Signal<bool>) -> impl IntoView {
    let (shell, in_force, writer, toasts) = (use_shell(), use_in_force(), use_writer(), use_toasts());
    let leaving = RwSignal::new(false);
    let leave = move |_| {
        spawn_local(async move {
            match WorkerClient::token().ask(LeaveSpace).await {
                Ok(session) => {
                    toasts.clear();
                    go(Route::Join);
                    take_gate(shell, in_force, session);
                }
                Err(error) => writer.failed(&error.refusal),
            }
        });
    };
    view! {
        <div class="ways">
            <button type="button" class="button" disabled=move || !may_leave.get() on:click=move |_| leaving.set(true)>
                {t(texts::LEAVE)}
            </button>
        </div>
        {move || (!may_leave.get()).then(|| view! { <p class="quiet">{t(texts::LEAVE_AFTER)}</p> })}
        {move || (leaving.get() && may_leave.get()).then(|| view! {
            <p class="note" role="alert"><span>{t(texts::LEAVE_MEANS)}</span></p>
            <div class="ways">
                <button type="button" class="button" on:click=leave>{t(texts::LEAVE_NOW)}</button>
                <button type="button" class="button" on:click=move |_| leaving.set(false)>{t(texts::LEAVE_NOT)}</button>
            </div>
        })}
    }
}

fn rows(unsent: &UnsentEntries, nodes: &NodeSet) -> AnyView {
    let lacks = lacks(unsent);
    let lacks = (!lacks.is_empty()).then(|| view! { <p class="note">{lacks.join(" ")}</p> });
    if unsent.entries.is_empty() {
        return view! { {lacks}<p class="quiet">{t(texts::UNSENT_NONE)}</p> }.into_any();
    }
    let count = unsent.entries.len();
    let rows = unsent.entries.iter().take(SHOWN).map(|entry| {
        let [number, when, by, what] = cells(entry, nodes);
        view! { <tr><td>{number}</td><td>{when}</td><td>{by}</td><td>{what}</td></tr> }
    });
    let rows = rows.collect_view();
    let more = (count > SHOWN).then(|| view! { <p class="quiet">{texts::UNSENT_MORE.with(&[&SHOWN])}</p> });
    let heads = HEADS.map(|head| view! { <th>{t(head)}</th> });
    view! {
        {lacks}
        <table class="sync-devices">
            <caption>{texts::UNSENT_COUNT.with(&[&count])}</caption>
            <thead><tr>{heads.collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {more}
    }
    .into_any()
}

/// What the list and the file do not hold.
fn lacks(unsent: &UnsentEntries) -> Vec<String> {
    let mut lacks = Vec::new();
    if !unsent.missing.is_empty() {
        let numbers: Vec<String> = unsent.missing.iter().map(u32::to_string).collect();
        lacks.push(texts::UNSENT_LOST.with(&[&unsent.missing.len(), &numbers.join(common::LIST.now())]));
    }
    let is_attachment = |entry: &&Unsent| matches!(entry.trace.action, Action::Attached(_));
    match unsent.entries.iter().filter(is_attachment).count() {
        0 => {}
        attachments => lacks.push(texts::UNSENT_FILES.with(&[&attachments])),
    }
    lacks
}

const HEADS: [crate::lang::Text; 4] = [
    texts::UNSENT_CASE,
    texts::UNSENT_WHEN,
    texts::UNSENT_BY,
    texts::UNSENT_WHAT,
];

fn cells(entry: &Unsent, nodes: &NodeSet) -> [String; 4] {
    let trace = &entry.trace;
    let order = (!trace.on_order_of.is_empty()).then(|| case_texts::H_ORDER.with(&[&trace.on_order_of]));
    let by = [trace.by.clone()].into_iter().chain(order).collect::<Vec<_>>();
    [
        entry.case_number.clone(),
        words::moment(trace.at_ms),
        by.join(" · "),
        said(entry, nodes),
    ]
}

/// What an entry says, in words.
fn said(entry: &Unsent, nodes: &NodeSet) -> String {
    let other = || case_texts::H_OTHER.now().to_owned();
    match &entry.trace.action {
        Action::Set(set) => fields(set),
        Action::Imported(import) if import.is_taken_back() => {
            let said = case_texts::H_IMPORT_TAKEN_BACK.with(&[&import.file]);
            common::AND_THEN.with(&[&said, &fields(&import.fields)])
        }
        Action::Imported(import) => {
            let said = case_texts::H_IMPORTED.with(&[&import.file, &import.row]);
            common::AND_THEN.with(&[&said, &fields(&import.fields)])
        }
        Action::Ruled { field, value, reason } => {
            let said = case_texts::H_RULED.with(&[reason]);
            common::AND_THEN.with(&[&fields(&[(*field, value.clone())]), &said])
        }
        Action::Step(step) => {
            let parts = [step_said(step), fields(&step.sets), step.receipt.clone()];
            joined(parts.into_iter().filter(|part| !part.is_empty()))
        }
        Action::StepTakenBack(back) => {
            let parts = [flow_texts::H_BACK.with(&[&other()]), fields(&back.sets)];
            joined(parts.into_iter().filter(|part| !part.is_empty()))
        }
        Action::Happened(happening) => happened(nodes, happening),
        Action::TakeBack { .. } => {
            let taken = entry.taken.as_ref().map(|happening| happened(nodes, happening));
            case_texts::H_TAKEN_BACK.with(&[&taken.unwrap_or_else(other)])
        }
        Action::Excluded { from, to, ground } => excluded(*from, *to, ground),
        Action::ExcludedTakenBack { from, to, ground } => {
            case_texts::H_TAKEN_BACK.with(&[&excluded(*from, *to, ground)])
        }
        Action::Record(write) => {
            let kind = kinds_now().get(write.record.kind);
            let (said, changed) = records::told(kind, write, &entry.trace.record_before, None);
            let changed = changed
                .iter()
                .map(|(name, _, now)| common::OF.with(&[&name.now(), now]));
            joined(std::iter::once(said).chain(changed))
        }
        Action::Note(note) => note.clone(),
        Action::Hide(true) => case_texts::H_HIDDEN.now().to_owned(),
        Action::Hide(false) => case_texts::H_SHOWN.now().to_owned(),
        Action::Viewed { .. } => case_texts::H_VIEWED.now().to_owned(),
        Action::Attached(attachment) => format!(
            "{} {}",
            attachments::H_ADDED.with(&[&attachment.name]),
            attachment.shows
        ),
        Action::AttachmentTakenOut { .. } => attachments::H_TAKEN_OUT.now().to_owned(),
        Action::AttachmentFiled { .. } => attachments::H_FILED.now().to_owned(),
        Action::PutRules { .. } | Action::PutSetting { .. } | Action::People(_) | Action::Unknown { .. } => other(),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(common::SEMICOLON.now())
}

fn fields(fields: &[(Field, Value)]) -> String {
    let one = |(field, value): &(Field, Value)| {
        common::OF.with(&[&words::names([field].into_iter()), &words::value(*field, value)])
    };
    fields.iter().map(one).collect::<Vec<_>>().join(common::SEMICOLON.now())
}

fn happened(nodes: &NodeSet, happening: &Happening) -> String {
    happening_said(nodes, happening, |name, on| format!("{name} {on}"))
}

fn excluded(from: NaiveDate, to: NaiveDate, ground: &str) -> String {
    case_texts::H_EXCLUDED.with(&[&iso(from), &end_word(to), &ground_word(ground)])
}

/// The entries as a file any spreadsheet opens, and after them what it does not hold; nothing if it cannot be made.
fn csv(unsent: &UnsentEntries, nodes: &NodeSet) -> Option<Vec<u8>> {
    let heads = HEADS.map(|head| head.now().to_owned());
    let lines = unsent.entries.iter().map(|entry| cells(entry, nodes).to_vec());
    let lacks = lacks(unsent).into_iter().map(|lack| {
        let empty = String::new;
        vec![empty(), empty(), empty(), lack]
    });
    csv_of_texts(&heads, lines.chain(lacks)).ok()
}
