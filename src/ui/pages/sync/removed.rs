//! A device that was removed: what it wrote and nobody got, to be read and saved, and the way back by a new invitation.
use law::nodes::NodeSet;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Answer, Deed, Field, Job, Unsent, Value};

use crate::book::take_gate;
use crate::in_force::use_in_force;
use crate::lang::{case as case_texts, sync as texts, t};
use crate::pages::save_file::offer;
use crate::pages::words;
use crate::pages::writer::use_writer;
use crate::parts::date::iso;
use crate::parts::toast::use_toasts;
use crate::route::{Route, go};
use crate::state::use_shell;

/// The card.
#[component]
pub fn Removed() -> impl IntoView {
    let (shell, in_force, writer, toasts) = (use_shell(), use_in_force(), use_writer(), use_toasts());
    let unsent = RwSignal::new(None::<Vec<Unsent>>);
    let leaving = RwSignal::new(false);
    spawn_local(async move {
        if let Ok(Answer::Unsent(found)) = WorkerClient::token().ask(Job::Unsent).await {
            unsent.try_set(Some(found));
        }
    });
    let table = move || {
        let nodes = in_force.nodes.get();
        unsent.get().map(|unsent| rows(unsent, &nodes))
    };
    let save = move |_| {
        let nodes = in_force.nodes.get_untracked();
        let lines = unsent.with_untracked(|unsent| csv(unsent.as_deref().unwrap_or_default(), &nodes));
        offer(
            &format!("{}.csv", texts::UNSENT.now()),
            "text/csv;charset=utf-8",
            lines.as_bytes(),
        );
    };
    let leave = move |_| {
        spawn_local(async move {
            match WorkerClient::token().ask(Job::Leave).await {
                Ok(Answer::Gate(gate)) => {
                    toasts.clear();
                    go(Route::Join);
                    take_gate(shell, in_force, gate);
                }
                Ok(_) => {}
                Err(error) => writer.failed(&error.code),
            }
        });
    };
    view! {
        <section class="card">
            <h2>{t(texts::REMOVED_HERE)}</h2>
            <p>{t(texts::REMOVED_MEANS)}</p>
            {table}
            <div class="ways">
                <button type="button" class="button" on:click=save>{t(texts::UNSENT_SAVE)}</button>
                <button type="button" class="button" on:click=move |_| leaving.set(true)>{t(texts::LEAVE)}</button>
            </div>
            {move || leaving.get().then(|| view! {
                <p class="note" role="alert"><span>{t(texts::LEAVE_MEANS)}</span></p>
                <div class="ways">
                    <button type="button" class="button" on:click=leave>{t(texts::LEAVE_NOW)}</button>
                    <button type="button" class="button" on:click=move |_| leaving.set(false)>{t(texts::LEAVE_NOT)}</button>
                </div>
            })}
        </section>
    }
}

fn rows(unsent: Vec<Unsent>, nodes: &NodeSet) -> AnyView {
    if unsent.is_empty() {
        return view! { <p class="quiet">{t(texts::UNSENT_NONE)}</p> }.into_any();
    }
    let count = unsent.len();
    let rows = unsent.into_iter().map(|entry| {
        let [number, when, by, what] = cells(&entry, nodes);
        view! { <tr><td>{number}</td><td>{when}</td><td>{by}</td><td>{what}</td></tr> }
    });
    let heads = HEADS.map(|head| view! { <th>{t(head)}</th> });
    view! {
        <table class="sync-devices">
            <caption>{texts::UNSENT_COUNT.with(&[&count])}</caption>
            <thead><tr>{heads.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

const HEADS: [crate::lang::Text; 4] = [
    texts::UNSENT_CASE,
    texts::UNSENT_WHEN,
    texts::UNSENT_BY,
    texts::UNSENT_WHAT,
];

fn cells(entry: &Unsent, nodes: &NodeSet) -> [String; 4] {
    let trace = &entry.trace;
    [
        entry.case_number.clone(),
        words::moment(trace.at_ms),
        trace.by.clone(),
        said(&trace.deed, nodes),
    ]
}

/// What an entry says, in words.
fn said(deed: &Deed, nodes: &NodeSet) -> String {
    let fields = |fields: &[(Field, Value)]| {
        let one = |(field, value): &(Field, Value)| {
            format!("{}：{}", words::names([field].into_iter()), words::value(*field, value))
        };
        fields.iter().map(one).collect::<Vec<_>>().join("；")
    };
    match deed {
        Deed::Set(set) => fields(set),
        Deed::Imported(import) => fields(&import.fields),
        Deed::Ruled { field, value, reason } => format!("{}（{reason}）", fields(&[(*field, value.clone())])),
        Deed::Decided { verdict, reason, .. } => {
            let verdict = (Field::DecidedVerdict, Value::Text(verdict.clone()));
            format!("{}（{reason}）", fields(&[verdict]))
        }
        Deed::Happened(happening) => {
            let known = nodes.key(&happening.key).and_then(|key| nodes.key_at(key));
            let name = known.map_or_else(|| happening.key.clone(), |key| words::name(&key.name));
            let more = [&happening.subject, &happening.particulars.document];
            let more = more.into_iter().filter(|text| !text.is_empty()).cloned();
            [name, iso(happening.on)]
                .into_iter()
                .chain(more)
                .collect::<Vec<_>>()
                .join(" · ")
        }
        Deed::Note(note) => note.clone(),
        Deed::Excluded { from, to, .. } => case_texts::H_EXCLUDED.with(&[&iso(*from), &iso(*to), &""]),
        Deed::PhotoAdded(photo) => format!("{} {}", photo.name, photo.shows),
        _ => case_texts::H_OTHER.now().to_owned(),
    }
}

/// The entries as a file any spreadsheet opens.
fn csv(unsent: &[Unsent], nodes: &NodeSet) -> String {
    let quoted = |cell: String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |cells: [String; 4]| cells.map(quoted).join(",") + "\r\n";
    let head = line(HEADS.map(|head| head.now().to_owned()));
    let lines = unsent.iter().map(|entry| line(cells(entry, nodes)));
    ["\u{feff}".to_owned(), head].into_iter().chain(lines).collect()
}
