//! Taking over the office's own ledger of a kind: choose the file, see row by row what can be recorded, record it.
use casebook::kinds::{EntryFault, FieldOf, KindOf, ValueType};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{
    CaseDoubt, CaseId, LedgerLine, LedgerSheet, LedgerView, ReadLedger, RecordEdit, RecordWrite, RowFault, Twin, Value,
};

use super::{begun, name, said, word};
use crate::lang::{Text, common, import_errors, ledger as texts, records, t};
use crate::pages::pick_file::picked;
use crate::pages::writer::{Written, use_writer};
use crate::parts::dialog::Dialog;
use crate::parts::field::{Row, control_id};
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
    /// The case whose rows they are; nothing: each row bears the number of its own.
    case: Option<CaseId>,
) -> impl IntoView {
    let (today, writer) = (use_today(), use_writer());
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let read = RwSignal::new(None::<LedgerView>);
    let look = move |bytes: Vec<u8>| async move {
        let today = today.get_untracked();
        let kind = kind.kind;
        match WorkerClient::token()
            .ask(ReadLedger {
                kind,
                bytes,
                case,
                today,
            })
            .await
        {
            Ok(view) => {
                read.try_set(Some(view));
                open.try_set(true);
            }
            Err(failure) => writer.alarm(import_errors::sentence(&failure.refusal).once().to_owned()),
        }
    };
    let take = move |event: web_sys::Event| {
        busy.set(true);
        spawn_local(async move {
            if let Some((_, bytes)) = picked(&event).await {
                look(bytes).await;
            }
            busy.try_set(false);
        });
    };
    let pasting = RwSignal::new(false);
    let pasted = Callback::new(move |text: String| {
        pasting.set(false);
        spawn_local(look(text.into_bytes()));
    });
    view! {
        {case.is_none().then(|| view! {
            <label class="button" class:is-busy=busy>
                {icon(Icon::Upload)}{t(texts::TAKE_LEDGER)}
                <input class="visually-hidden" type="file" accept=ACCEPT disabled=busy on:change=take/>
            </label>
        })}
        <button type="button" class="button no-print" on:click=move |_| pasting.set(true)>{t(texts::PASTE)}</button>
        <Dialog open=pasting title=texts::PASTE><Paste pasted of_case=case.is_some()/></Dialog>
        <Dialog open title=texts::TAKE_LEDGER>
            <Ledger kind read open/>
        </Dialog>
    }
}

/// Rows copied from a spreadsheet or a page, with their headings.
#[component]
fn Paste(pasted: Callback<String>, of_case: bool) -> impl IntoView {
    let help = if of_case {
        texts::PASTED_OF_CASE
    } else {
        texts::PASTED_HELP
    };
    let text = RwSignal::new(String::new());
    let take = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if text.with_untracked(|text| !text.trim().is_empty()) {
            pasted.run(text.get_untracked());
        }
    };
    view! {
        <form class="form" novalidate on:submit=take>
            <Row label=texts::PASTED_ROWS hint=Signal::derive(move || help.now().to_owned())>
                <textarea class="input" rows="8" spellcheck="false" id=control_id() prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))></textarea>
            </Row>
            <footer class="dialog-foot">
                <button type="submit" class="button button-main" disabled=move || text.with(|text| text.trim().is_empty())>{t(texts::READ_PASTED)}</button>
            </footer>
        </form>
    }
}

#[component]
fn Ledger(kind: &'static KindOf, read: RwSignal<Option<LedgerView>>, open: RwSignal<bool>) -> impl IntoView {
    let writer = use_writer();
    let view = read.get_untracked()?;
    let of = |is: fn(&LedgerLine) -> bool| view.rows.iter().filter(|row| is(row)).cloned().collect::<Vec<_>>();
    let (ready, more) = (of(LedgerLine::is_ready), of(LedgerLine::is_more));
    let known = view.rows.iter().filter(|row| row.is_known).count();
    let left = of(|row| !row.is_ready() && !row.is_more() && !row.is_known);
    let counts = texts::COUNTS.with(&[&view.rows.len(), &ready.len(), &more.len(), &known, &left.len()]);
    let noted = of(|row| !(row.is_known || row.notes.is_empty() && row.doubts.is_empty()));
    // What somebody must look at comes first; of the others the number does, and what they say is a press away.
    let tables = view! {
        {table(&view, texts::WHY, &left, |row| why(kind, &view, row))}
        {table(&view, texts::NOTES, &noted, |row| notes(kind, row))}
        {table(&view, texts::ADDS, &more, |row| values(kind, &row.more))}
        {sure(kind, &view, &ready)}
    };
    let busy = RwSignal::new(false);
    let (new, added) = (ready.len(), more.len());
    let count = new + added;
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let edits = ready
            .iter()
            .chain(&more)
            .filter_map(|row| Some((row.case?, edit_of(kind, row))))
            .collect();
        let said = records::SAVED_ALL.with(&[&name(&kind.name).once(), &count]);
        spawn_local(async move {
            let written = writer.records(edits, said).await;
            busy.try_set(false);
            if written == Written::Yes {
                open.try_set(false);
            }
        });
    };
    let take = match (new, added) {
        (_, 0) => texts::TAKE.with(&[&new]),
        (0, _) => texts::COMPLETE.with(&[&added]),
        _ => texts::TAKE_BOTH.with(&[&new, &added]),
    };
    Some(view! {
        <form class="form" novalidate on:submit=save>
            <p class="form-lead">{counts}</p>
            {told(&view)}
            {tables}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=move || busy.get() || count == 0>
                    {take}
                </button>
            </footer>
        </form>
    })
}

/// What of the file was not read, or read though nobody sees it there.
fn told(view: &LedgerView) -> AnyView {
    let columns = view.columns.iter();
    let is_used = |heading: &str| is_case_number(heading) || view.compared.iter().any(|own| own == heading);
    let columns = columns.filter(|(heading, field)| field.is_none() && !is_used(heading));
    let columns: Vec<&str> = columns
        .map(|(heading, _)| heading.as_str())
        .filter(|h| !h.trim().is_empty())
        .collect();
    let sheet_name = |sheet: &LedgerSheet| match sheet.is_hidden {
        true => texts::HIDDEN_SHEET.with(&[&sheet.name]),
        false => sheet.name.clone(),
    };
    let left = view.sheets.iter().filter(|sheet| !sheet.is_read);
    let sheets: Vec<String> = left.map(sheet_name).collect();
    let unseen = view.sheets.iter().filter(|sheet| sheet.is_read && sheet.is_hidden);
    let unseen: Vec<String> = unseen.map(sheet_name).collect();
    let columns = (!columns.is_empty()).then(|| texts::UNREAD.with(&[&columns.join(common::LIST.now())]));
    let sheets = (!sheets.is_empty()).then(|| texts::SHEETS_LEFT.with(&[&sheets.join(common::LIST.now())]));
    let unseen = (!unseen.is_empty()).then(|| texts::SHEETS_UNSEEN.with(&[&unseen.join(common::LIST.now())]));
    let hidden = (view.hidden_rows > 0).then(|| texts::HIDDEN_ROWS.with(&[&view.hidden_rows]));
    let lines = [columns, sheets, unseen, hidden].into_iter().flatten();
    view! {
        {view.is_cut.then(|| view! { <p class="note">{t(texts::CUT)}</p> })}
        {lines.map(|line| view! { <p class="quiet">{line}</p> }).collect_view()}
    }
    .into_any()
}

fn is_case_number(heading: &str) -> bool {
    ["案号", "案件编号", "案件号", "执行案件号"]
        .iter()
        .any(|name| heading.contains(name))
}

/// Where a row stands: its number, with its sheet where several are read.
fn place(view: &LedgerView, sheet: u16, row: u32) -> String {
    let several = view.sheets.iter().filter(|sheet| sheet.is_read).count() > 1;
    match view.sheets.get(usize::from(sheet)).filter(|_| several) {
        Some(sheet) => texts::ROW_OF.with(&[&sheet.name, &row]),
        None => texts::ROW_AT.with(&[&row]),
    }
}

/// Rows, each with what is to be said of it.
fn table(view: &LedgerView, said: Text, lines: &[LedgerLine], what: impl Fn(&LedgerLine) -> String) -> Option<AnyView> {
    let rows = lines.iter().take(LISTED).map(|row| {
        view! {
            <tr><td>{place(view, row.sheet, row.row)}</td><td>{row.case_number.clone()}</td><td>{what(row)}</td></tr>
        }
    });
    let rows = rows.collect_view();
    (!lines.is_empty()).then(|| {
        view! {
            <div class="scroll-x" tabindex="0">
                <table class="plain register-table">
                    <thead><tr>
                        <th scope="col">{t(texts::ROW)}</th>
                        <th scope="col">{t(records::CASE)}</th>
                        <th scope="col">{t(said)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    })
}

/// The rows that can be recorded, as they will be: a column for each field that any of them fills.
fn sure(kind: &'static KindOf, view: &LedgerView, ready: &[LedgerLine]) -> Option<AnyView> {
    let is_filled = |field: &&FieldOf| {
        let mut rows = ready.iter();
        rows.any(|row| row.fields.iter().any(|(number, _)| *number == field.number))
    };
    let columns: Vec<&'static FieldOf> = kind.fields.iter().filter(is_filled).collect();
    let heads = columns
        .iter()
        .map(|field| view! { <th scope="col">{t(name(&field.name))}</th> });
    let heads = heads.collect_view();
    let rows = ready.iter().take(LISTED).map(|row| {
        let cells = columns.iter().map(|field| view! { <td>{said(field, &row.fields)}</td> });
        view! { <tr><td>{place(view, row.sheet, row.row)}</td><td>{row.case_number.clone()}</td>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    (!ready.is_empty()).then(|| {
        view! {
            <details>
                <summary class="link">{texts::SURE.with(&[&ready.len()])}</summary>
                <div class="scroll-x" tabindex="0">
                    <table class="plain register-table">
                        <thead><tr>
                            <th scope="col">{t(texts::ROW)}</th>
                            <th scope="col">{t(records::CASE)}</th>
                            {heads}
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        }
        .into_any()
    })
}

fn field_name(kind: &'static KindOf, number: u16) -> &'static str {
    kind.field(number).map_or("", |field| name(&field.name).now())
}

fn values(kind: &'static KindOf, values: &[(u16, Value)]) -> String {
    let told = values.iter().filter_map(|(number, value)| {
        let field = kind.field(*number)?;
        Some(common::OF.with(&[&name(&field.name).now(), &word(field, value)]))
    });
    told.collect::<Vec<_>>().join(common::SEMICOLON.now())
}

fn notes(kind: &'static KindOf, row: &LedgerLine) -> String {
    let told = row.notes.iter().map(|(number, note, shown)| {
        format!(
            "{}“{shown}”{colon}{}",
            field_name(kind, *number),
            texts::note(*note).now(),
            colon = common::COLON.now()
        )
    });
    let doubts = row.doubts.iter().map(|doubt| match doubt {
        CaseDoubt::Closed => texts::CASE_CLOSED.now().to_owned(),
        CaseDoubt::OtherDebtor(named, known) => texts::OTHER_DEBTOR.with(&[named, known]),
    });
    doubts.chain(told).collect::<Vec<_>>().join(common::SEMICOLON.now())
}

/// Why a row cannot be recorded.
fn why(kind: &'static KindOf, view: &LedgerView, row: &LedgerLine) -> String {
    let field = |number: u16| field_name(kind, number);
    let mut all: Vec<String> = Vec::new();
    if row.case.is_none() {
        let said = if row.case_number.is_empty() {
            texts::NO_NUMBER
        } else {
            texts::NO_CASE
        };
        all.push(said.now().to_owned());
    }
    all.extend(
        row.faults
            .iter()
            .map(|RowFault::CutApart| texts::CUT_APART.now().to_owned()),
    );
    all.extend(
        row.missing
            .iter()
            .map(|number| common::OF.with(&[&field(*number), &records::MISSING.now()])),
    );
    let unread = row.unread.iter();
    let said = |number: &u16, fault: &EntryFault| match (fault, kind.field(*number).map(|field| &field.holds)) {
        (EntryFault::NotAChoice, Some(ValueType::Choice(choices))) => {
            let names: Vec<&str> = choices.iter().map(|(_, both)| name(both).now()).collect();
            texts::NO_CHOICE.with(&[&names.join(common::LIST.now())])
        }
        _ => records::fault(*fault).now().to_owned(),
    };
    all.extend(unread.map(|(number, fault, shown)| {
        format!(
            "{}“{shown}”{colon}{}",
            field(*number),
            said(number, fault),
            colon = common::COLON.now()
        )
    }));
    let days = row.days.iter();
    all.extend(days.map(|(number, fault)| common::OF.with(&[&field(*number), &records::days_fault(*fault).now()])));
    all.extend(row.differs.iter().filter_map(|(number, value)| {
        let stands = word(kind.field(*number)?, value);
        Some(common::OF.with(&[&field(*number), &texts::DIFFERS.with(&[&stands])]))
    }));
    all.extend(row.twin.map(|twin| match twin {
        Twin::Row(sheet, other) => texts::LIKE_ROW.with(&[&place(view, sheet, other)]),
        Twin::Records => texts::LIKE_SEVERAL.now().to_owned(),
        Twin::Closed => texts::CLOSED.now().to_owned(),
    }));
    all.join(common::SEMICOLON.now())
}

/// A record of its own, or what one that stands lacks: that field was empty when it was read.
fn edit_of(kind: &KindOf, row: &LedgerLine) -> RecordEdit {
    match row.of {
        None => begun(kind.kind, row.fields.clone()),
        Some(record) => RecordEdit::new(RecordWrite {
            record,
            in_force: None,
            fields: row.more.clone(),
        }),
    }
}
