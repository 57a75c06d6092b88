//! What one can do with the chosen rows, or with all of them: export, remove from the lists, put back.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Action, CaseId, ExportCases, ExportKind, Query};

use super::hand_over::HandOver;
use super::selection::Selection;
use super::share::ShareOut;
use super::table::List;
use crate::lang::{Text, cases as texts, errors, papers, t};
use crate::pages::allowed::{HIDE, only_with};
use crate::pages::menu::Menu;
use crate::pages::papers::use_papers;
use crate::pages::save_file::save;
use crate::pages::writer::{Writer, use_writer};
use crate::parts::icon::{Icon, icon};
use crate::parts::toast::use_toasts;

/// Kinds of export.
const KINDS: [(ExportKind, Text); 3] = [
    (ExportKind::Xlsx, texts::EXPORT_XLSX),
    (ExportKind::Csv, texts::EXPORT_CSV),
    (ExportKind::Ics, texts::EXPORT_ICS),
];

/// The chosen rows, or all that are listed.
pub fn asked(list: List) -> Query {
    let query = list.feed.query.get_untracked();
    let ids = list.chosen.with_untracked(Selection::ids);
    if ids.is_empty() {
        return query;
    }
    Query {
        sort: query.sort,
        descending: query.descending,
        removed: query.removed,
        ids: Some(ids),
        ..Query::default()
    }
}

/// Export of the chosen rows, or of all that are listed.
#[component]
pub fn ExportMenu(
    /// The list.
    list: List,
) -> impl IntoView {
    let toasts = use_toasts();
    let export = move |kind: ExportKind| {
        let query = asked(list);
        spawn_local(async move {
            match WorkerClient::token().ask(ExportCases { query, kind }).await {
                Ok(file) => _ = save(&file),
                Err(error) => toasts.alarm(errors::sentence(&error.refusal).now()),
            }
        });
    };
    let rows = KINDS.into_iter().map(move |(kind, word)| {
        view! { <button type="button" class="menu-item" on:click=move |_| export(kind)>{t(word)}</button> }
    });
    view! {
        <Menu label=Signal::derive(|| texts::EXPORT.now().to_owned()) sign=Icon::Download quiet=true>
            <div class="menu-list">{rows.clone().collect_view()}</div>
        </Menu>
    }
}

/// The bar above the list while rows are chosen.
#[component]
pub fn ChosenBar(
    /// The list.
    list: List,
) -> impl IntoView {
    let (writer, papers_for) = (use_writer(), use_papers());
    let count = Memo::new(move |_| list.chosen.with(Selection::len));
    let removed = Memo::new(move |_| list.feed.query.with(|q| q.removed));
    let act = move || {
        let (word, sign) = if removed.get() {
            (texts::RESTORE, Icon::Refresh)
        } else {
            (texts::HIDE, Icon::Trash)
        };
        let run = move |_| hide(list.chosen, writer, !removed.get_untracked());
        view! { <button type="button" class="button" on:click=run>{icon(sign)}{t(word)}</button> }
    };
    view! {
        <div class="chosen-bar" hidden=move || count.get() == 0 role="status">
            <strong>{move || texts::CHOSEN.with(&[&count.get()])}</strong>
            <button type="button" class="button" on:click=move |_| papers_for.query(asked(list))>
                {icon(Icon::Printer)}{t(papers::MAKE_FOR)}
            </button>
            <HandOver list/>
            <ShareOut list/>
            {only_with(HIDE, move || act().into_any())}
            <button type="button" class="button" on:click=move |_| list.chosen.update(Selection::clear)>
                {icon(Icon::Cross)}{t(texts::UNCHOOSE)}
            </button>
        </div>
    }
}

/// Takes the chosen cases out of the lists, or back into them.
fn hide(chosen: RwSignal<Selection<CaseId>>, writer: Writer, out: bool) {
    let ids = chosen.with_untracked(Selection::ids);
    let actions = |hidden| ids.iter().map(|id| (*id, Action::Hide(hidden))).collect::<Vec<_>>();
    chosen.update(Selection::clear);
    let said = if out { texts::HIDDEN } else { texts::RESTORED };
    writer.undoable(actions(out), actions(!out), said.with(&[&ids.len()]));
}
