//! The dossiers of all cases (卷宗一览, plan Art. 8): what each lacks by its type and stage, what nobody has confirmed, where its
//! paper stands.
use files::export::csv_of_texts;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{DossierRow, ReadDossiers};

use crate::kinds::kinds_now;
use crate::lang::{cases, common, dossiers as texts, overdue, records, t};
use crate::pages::flows::{headings, states};
use crate::pages::paper::{Court, Printed, print_rows, turn_paper};
use crate::pages::ready::{Read, keep_read, loading, unread};
use crate::pages::records::{SearchField, Switch};
use crate::pages::save_file::offer_csv;
use crate::parts::date::iso;
use crate::parts::icon::{Icon, icon};
use crate::parts::rest::{Rest, SOME};
use crate::parts::toast::use_toasts;
use crate::route::Route;
use crate::state::use_today;

/// What the page and its parts share. Free to copy.
#[derive(Clone, Copy)]
struct Page {
    read: RwSignal<Read<DossierRow>>,
    /// Index into [`texts::FILTERS`].
    filter: RwSignal<usize>,
    words: RwSignal<String>,
    room: RwSignal<usize>,
}

/// The page.
#[component]
pub fn DossiersPage() -> impl IntoView {
    let page = Page {
        read: RwSignal::new(Read::Waiting),
        filter: RwSignal::new(0),
        words: RwSignal::new(String::new()),
        room: RwSignal::new(SOME),
    };
    let today = use_today();
    keep_read(page.read, move || today.track(), move || page.fetch());
    turn_paper();
    let rows = Memo::new(move |_| page.rows());
    let body = move || match page.read.get() {
        Read::Waiting => loading(),
        Read::Failed(why) => unread(why, move || page.fetch()),
        Read::Here(all) if all.is_empty() => view! { <p class="quiet" role="status">{t(texts::NONE)}</p> }.into_any(),
        Read::Here(_) => view! { <Filters page rows/>{table(page, rows)} }.into_any(),
    };
    let toasts = use_toasts();
    let save = move |_| {
        let file = untrack(|| csv(&rows.get()));
        let named = format!("{} {}.csv", texts::TITLE.once(), iso(today.get_untracked()));
        if !offer_csv(&named, file) {
            toasts.alarm(texts::NOT_EXPORTED.once().to_owned());
        }
    };
    view! {
        <Court/>
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <div class="page-actions no-print">
                <Switch kind=None/>
                <button type="button" class="button" disabled=move || rows.with(Vec::is_empty) on:click=save>
                    {icon(Icon::Download)}{t(texts::EXPORT)}
                </button>
                <button type="button" class="button" on:click=move |_| print_rows(page.room)>
                    {icon(Icon::Printer)}{t(records::PRINT)}
                </button>
            </div>
        </header>
        <Printed/>
        <p class="quiet no-print">{t(texts::LEAD)}</p>
        <section class="register">{body}</section>
    }
}

impl Page {
    fn fetch(self) {
        let ask = WorkerClient::token().ask(ReadDossiers);
        spawn_local(async move {
            let now = Read::of(ask.await);
            self.read.try_set(now);
        });
    }

    /// The rows that fit filter and words. Tracks.
    fn rows(self) -> Vec<DossierRow> {
        let Read::Here(all) = self.read.get() else {
            return Vec::new();
        };
        let filter = self.filter.get();
        let words = self.words.with(|words| words.trim().to_lowercase());
        let fits = |row: &&DossierRow| passes(row, filter) && holds(row, &words);
        all.iter().filter(fits).cloned().collect()
    }
}

/// Whether a row is among those of a filter.
fn passes(row: &DossierRow, filter: usize) -> bool {
    match filter {
        1 => !row.gaps.missing.is_empty() && !row.is_archived,
        2 => row.gaps.unconfirmed > 0 && !row.is_archived,
        3 => row.is_closed && !row.is_archived,
        4 => row.is_archived,
        _ => true,
    }
}

/// Whether a row holds all the words. Tracks the language.
fn holds(row: &DossierRow, words: &str) -> bool {
    let all = [&row.case_number, &row.debtor, &row.team, &row.handler].map(String::as_str);
    let all = format!("{}\n{}", all.join("\n"), missing(row)).to_lowercase();
    words.split_whitespace().all(|word| all.contains(word))
}

/// The headings under which something is missing. Tracks the language.
fn missing(row: &DossierRow) -> String {
    named(row, str::to_owned)
}

/// The same in short: of a heading that names several papers the first. Tracks the language.
fn missing_in_short(row: &DossierRow) -> String {
    named(row, |name| match name.split_once(['、', ',']) {
        Some((first, _)) => texts::AND_SUCH.with(&[&first]),
        None => name.to_owned(),
    })
}

fn named(row: &DossierRow, say: impl Fn(&str) -> String) -> String {
    let names: Vec<String> = headings(&row.gaps).map(say).collect();
    names.join(common::SEMICOLON.now())
}

/// Where the paper stands. Tracks the language.
fn paper(row: &DossierRow) -> String {
    let flow = kinds_now().named("volume").and_then(|kind| kind.flow.as_ref());
    let said = row.volumes.iter().filter_map(|volume| Some(states(flow?, volume)));
    match said.collect::<Vec<_>>() {
        said if said.is_empty() => texts::NOT_RECEIVED.now().to_owned(),
        said => said.join(common::LIST.now()),
    }
}

fn csv(rows: &[DossierRow]) -> Option<Vec<u8>> {
    let heads = [
        records::CASE,
        cases::DEBTOR,
        overdue::TEAM,
        records::HANDLER,
        texts::LINES,
        texts::MISSING,
        texts::CONFIRM,
        texts::PAPER,
    ];
    let heads: Vec<String> = heads.map(|head| head.now().to_owned()).to_vec();
    let lines = rows.iter().map(|row| {
        vec![
            row.case_number.clone(),
            row.debtor.clone(),
            row.team.clone(),
            row.handler.clone(),
            row.lines.to_string(),
            missing(row),
            row.gaps.unconfirmed.to_string(),
            paper(row),
        ]
    });
    csv_of_texts(&heads, lines).ok()
}

#[component]
fn Filters(page: Page, rows: Memo<Vec<DossierRow>>) -> impl IntoView {
    let options = (0..).zip(texts::FILTERS).map(|(at, text): (usize, _)| {
        view! { <option value=at.to_string() prop:selected=move || page.filter.get() == at>{t(text)}</option> }
    });
    let count = move || {
        rows.with(|rows| {
            let missing: usize = rows.iter().map(|row| row.gaps.missing.len()).sum();
            let confirm: u32 = rows.iter().map(|row| row.gaps.unconfirmed).sum();
            texts::COUNT.with(&[&rows.len(), &missing, &confirm])
        })
    };
    let choose = move |event| {
        if let Ok(at) = event_target_value(&event).parse() {
            page.filter.set(at);
        }
    };
    view! {
        <div class="register-filters no-print" role="search">
            <SearchField text=page.words label=texts::SEARCH/>
            <select class="input" aria-label=t(texts::WHICH) on:change=choose>{options.collect_view()}</select>
            <span class="quiet" role="status">{count}</span>
        </div>
    }
}

fn table(page: Page, rows: Memo<Vec<DossierRow>>) -> AnyView {
    let count = Signal::derive(move || rows.with(Vec::len));
    let lines = move || {
        let shown = rows.get().into_iter().take(page.room.get());
        shown.map(line).collect_view()
    };
    let none = move || (count.get() == 0).then(|| view! { <p class="quiet" role="status">{t(texts::NONE_SUCH)}</p> });
    view! {
        {none}
        <div class="scroll-x" tabindex="0">
            <table class="plain register-table warned-table is-unchosen">
                <thead><tr>
                    <th scope="col">{t(records::CASE)}</th>
                    <th scope="col">{t(cases::DEBTOR)}</th>
                    <th scope="col">{t(overdue::TEAM)}</th>
                    <th scope="col">{t(records::HANDLER)}</th>
                    <th scope="col">{t(texts::LINES)}</th>
                    <th scope="col">{t(texts::MISSING)}</th>
                    <th scope="col">{t(texts::CONFIRM)}</th>
                    <th scope="col">{t(texts::PAPER)}</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <Rest count room=page.room/>
    }
    .into_any()
}

fn line(row: DossierRow) -> AnyView {
    let closed = row
        .is_closed
        .then(|| view! { " "<span class="tag tag-quiet">{t(records::CLOSED)}</span> });
    let label = texts::OPEN.with(&[&row.case_number]);
    let (whole, paper) = (missing(&row), paper(&row));
    let count = row.gaps.missing.len();
    let missing = (count > 0).then(|| {
        view! { <span title=whole><strong>{texts::MISSING_COUNT.with(&[&count])}</strong>{missing_in_short(&row)}</span> }
    });
    let confirm = (row.gaps.unconfirmed > 0).then_some(row.gaps.unconfirmed);
    view! {
        <tr>
            <td data-label=t(records::CASE)>
                <a class="case-number" aria-label=label href=Route::CaseDossier(row.case).href()>{row.case_number.clone()}</a>{closed}
            </td>
            <td class="warned-text" data-label=t(cases::DEBTOR)>{row.debtor}</td>
            <td data-label=t(overdue::TEAM)>{row.team}</td>
            <td data-label=t(records::HANDLER)>{row.handler}</td>
            <td data-label=t(texts::LINES)>{row.lines}</td>
            <td class="warned-text dossiers-missing is-wide" data-label=t(texts::MISSING)>{missing}</td>
            <td data-label=t(texts::CONFIRM)>{confirm}</td>
            <td class="warned-text" data-label=t(texts::PAPER)>{paper}</td>
        </tr>
    }
    .into_any()
}
