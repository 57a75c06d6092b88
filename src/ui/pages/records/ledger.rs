//! Taking over the office's own ledger of a kind: choose the file, see row by row what can be recorded, record it.
use casebook::kinds::{EntryFault, KindOf, ValueType};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{LedgerLine, LedgerView, ReadLedger, RecordEdit, RecordKey, RecordWrite};

use super::name;
use crate::lang::{common, import_errors, records as texts, t};
use crate::pages::pick_file::picked;
use crate::pages::writer::{Written, use_writer};
use crate::parts::dialog::Dialog;
use crate::parts::icon::{Icon, icon};
use crate::state::use_today;

/// What the file dialog offers.
const ACCEPT: &str =
    ".xlsx,.xls,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// So many rows that cannot be recorded are listed.
const LISTED: usize = 200;

/// The button that takes a ledger, and what it holds.
#[component]
pub(super) fn TakeLedger(
    /// The kind.
    kind: &'static KindOf,
) -> impl IntoView {
    let (today, writer) = (use_today(), use_writer());
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let read = RwSignal::new(None::<LedgerView>);
    let take = move |event: web_sys::Event| {
        busy.set(true);
        spawn_local(async move {
            if let Some((_, bytes)) = picked(&event).await {
                let today = today.get_untracked();
                let kind = kind.kind;
                match WorkerClient::token().ask(ReadLedger { kind, bytes, today }).await {
                    Ok(view) => {
                        read.try_set(Some(view));
                        open.try_set(true);
                    }
                    Err(failure) => writer.alarm(import_errors::sentence(&failure.refusal).once().to_owned()),
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <label class="button" class:is-busy=busy>
            {icon(Icon::Upload)}{t(texts::TAKE_LEDGER)}
            <input class="visually-hidden" type="file" accept=ACCEPT disabled=busy on:change=take/>
        </label>
        <Dialog open title=texts::TAKE_LEDGER>
            <Ledger kind read open/>
        </Dialog>
    }
}

#[component]
fn Ledger(kind: &'static KindOf, read: RwSignal<Option<LedgerView>>, open: RwSignal<bool>) -> impl IntoView {
    let writer = use_writer();
    let view = read.get_untracked()?;
    let ready: Vec<LedgerLine> = view.rows.iter().filter(|row| row.is_ready()).cloned().collect();
    let known = view.rows.iter().filter(|row| row.is_known).count();
    let left: Vec<LedgerLine> = view
        .rows
        .iter()
        .filter(|row| !row.is_ready() && !row.is_known)
        .cloned()
        .collect();
    let counts = texts::LEDGER_COUNTS.with(&[&view.rows.len(), &ready.len(), &known, &left.len()]);
    let unread = view
        .columns
        .iter()
        .filter(|(heading, field)| field.is_none() && !is_case_number(heading));
    let unread: Vec<&str> = unread
        .map(|(heading, _)| heading.as_str())
        .filter(|h| !h.trim().is_empty())
        .collect();
    let unread = (!unread.is_empty()).then(|| texts::LEDGER_UNREAD.with(&[&unread.join("、")]));
    let busy = RwSignal::new(false);
    let count = ready.len();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let edits = ready
            .iter()
            .filter_map(|row| Some((row.case?, edit_of(kind, row))))
            .collect();
        let said = texts::SAVED_ALL.with(&[&name(&kind.name).once(), &count]);
        spawn_local(async move {
            let written = writer.records(edits, said).await;
            busy.try_set(false);
            if written == Written::Yes {
                open.try_set(false);
            }
        });
    };
    Some(view! {
        <form class="form" novalidate on:submit=save>
            <p class="form-lead">{counts}</p>
            {view.is_cut.then(|| view! { <p class="note">{t(texts::LEDGER_CUT)}</p> })}
            {unread.map(|unread| view! { <p class="quiet">{unread}</p> })}
            {problems(kind, &left)}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=move || busy.get() || count == 0>
                    {texts::LEDGER_TAKE.with(&[&count])}
                </button>
            </footer>
        </form>
    })
}

fn is_case_number(heading: &str) -> bool {
    heading.contains("案号") || heading.contains("案件编号")
}

/// The rows that cannot be recorded as they stand, each with why.
fn problems(kind: &'static KindOf, left: &[LedgerLine]) -> Option<AnyView> {
    let rows = left.iter().take(LISTED).map(|row| {
        view! {
            <tr><td>{row.row}</td><td>{row.case_number.clone()}</td><td>{why(kind, row)}</td></tr>
        }
    });
    let rows = rows.collect_view();
    (!left.is_empty()).then(|| {
        view! {
            <div class="scroll-x" tabindex="0">
                <table class="plain register-table">
                    <thead><tr>
                        <th scope="col">{t(texts::LEDGER_ROW)}</th>
                        <th scope="col">{t(texts::CASE)}</th>
                        <th scope="col">{t(texts::LEDGER_WHY)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    })
}

/// Why a row cannot be recorded.
fn why(kind: &'static KindOf, row: &LedgerLine) -> String {
    let field = |number: u16| kind.field(number).map_or("", |field| name(&field.name).now());
    let mut all: Vec<String> = Vec::new();
    if row.case.is_none() {
        let said = if row.case_number.is_empty() {
            texts::LEDGER_NO_NUMBER
        } else {
            texts::LEDGER_NO_CASE
        };
        all.push(said.now().to_owned());
    }
    all.extend(
        row.missing
            .iter()
            .map(|number| format!("{}：{}", field(*number), texts::MISSING.now())),
    );
    let unread = row.unread.iter();
    let said = |number: &u16, fault: &EntryFault| match (fault, kind.field(*number).map(|field| &field.holds)) {
        (EntryFault::NotAChoice, Some(ValueType::Choice(choices))) => {
            let names: Vec<&str> = choices.iter().map(|(_, both)| name(both).now()).collect();
            texts::LEDGER_NO_CHOICE.with(&[&names.join("、")])
        }
        _ => texts::fault(*fault).now().to_owned(),
    };
    all.extend(unread.map(|(number, fault, shown)| format!("{}“{shown}”：{}", field(*number), said(number, fault))));
    let days = row.days.iter();
    all.extend(days.map(|(number, fault)| format!("{}：{}", field(*number), texts::days_fault(*fault).now())));
    all.join("；")
}

fn edit_of(kind: &KindOf, row: &LedgerLine) -> RecordEdit {
    RecordEdit::new(RecordWrite {
        record: RecordKey {
            kind: kind.kind,
            id: uuid::Uuid::now_v7().into_bytes(),
        },
        in_force: Some(true),
        fields: row.fields.clone(),
    })
}
