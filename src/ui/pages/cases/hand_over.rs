//! Handing the chosen cases over to somebody else (plan Art. 4, 5): one form, a record in each case, all or none.
use std::collections::BTreeSet;

use casebook::field::Field;
use casebook::kinds::KindOf;
use casebook::slot::value_in;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CaseId, ListCases, Query, ReadPeople, RecordEdit, RecordWrites, Row, StepEdit, Value};

use super::actions::asked;
use super::selection::Selection;
use super::table::List;
use crate::kinds::kinds_now;
use crate::lang::field::both;
use crate::lang::{cases as texts, common, errors, t};
use crate::pages::people::group_called;
use crate::pages::records::{Form, fresh};
use crate::pages::writer::{Written, use_writer};
use crate::parts::dialog::Dialog;
use crate::parts::field::show_fault;
use crate::parts::icon::{Icon, icon};
use crate::parts::toast::use_toasts;
use crate::state::{use_shell, use_today};

/// The kind of records a hand-over is (`rules/records/transfer.json`), and the step that hands over.
pub(super) fn transfer() -> Option<&'static KindOf> {
    kinds_now().named("transfer")
}
const HAND: &str = "hand";

/// Whether the person here may hand cases over.
pub(super) fn may_hand() -> Memo<bool> {
    let shell = use_shell();
    Memo::new(move |_| {
        shell
            .me()
            .is_some_and(|me| me.steps.iter().any(|step| step == "transfer.hand"))
    })
}

/// The button, for whoever may hand cases over, and its form.
#[component]
pub(super) fn HandOver(list: List) -> impl IntoView {
    let (may, open) = (may_hand(), RwSignal::new(false));
    move || {
        let kind = transfer().filter(|_| may.get())?;
        Some(view! {
            <button type="button" class="button" on:click=move |_| open.set(true)>{icon(Icon::People)}{t(both(&kind.name))}</button>
            <Dialog open title=both(&kind.name)><Fields list kind open/></Dialog>
        })
    }
}

#[component]
fn Fields(list: List, kind: &'static KindOf, open: RwSignal<bool>) -> impl IntoView {
    let (writer, toasts, today) = (use_writer(), use_toasts(), use_today());
    // Who had it, is known.
    let form = Form::new(kind, kind.fields.iter().filter(|field| field.key != "from"), Vec::new());
    let busy = RwSignal::new(false);
    let count = list.chosen.with_untracked(Selection::len);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(fields) = form.changed() else {
            show_fault(&event);
            return;
        };
        if busy.get_untracked() {
            return;
        }
        let (query, today) = (asked(list), today.get_untracked());
        let value = |key: &str| {
            kind.field_named(key)
                .and_then(|field| value_in(&fields, field.number))
                .cloned()
        };
        if matches!(value("until"), Some(Value::Date(until)) if until < today) {
            return toasts.alarm(texts::UNTIL_PAST.once());
        }
        let Some(Value::Text(to)) = value("to") else { return };
        busy.set(true);
        spawn_local(async move {
            match known_rows(query, &to).await {
                Ok(None) => toasts.alarm(texts::NOBODY_CALLED.with(&[&to])),
                Ok(Some((rows, _))) if rows.is_empty() => toasts.alarm(texts::HAS_THEM.with(&[&to])),
                Ok(Some((rows, group))) => {
                    let moved = rows.iter().map(|row| (row, group.as_str()));
                    let said = format!("{}{}", texts::HANDED_OVER.with(&[&rows.len()]), of_other_teams(moved));
                    if writer
                        .records_with_steps(writes(kind, &rows, &fields, today), said)
                        .await
                        == Written::Yes
                    {
                        list.chosen.try_update(Selection::clear);
                        open.try_set(false);
                    }
                }
                Err(error) => toasts.alarm(errors::sentence(&error.refusal).once()),
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <p class="quiet">{texts::HAND_OVER_HELP.with(&[&count])}</p>
            {form.rows()}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=busy>{texts::HAND_OVER.with(&[&count])}</button>
            </footer>
        </form>
    }
}

/// What is said of those cases that go to another team than theirs; empty if there are none. Whether a simple case becomes an
/// ordinary one, and so another team's, the chief decides (plan Art. 17), not whoever hands it over.
pub(super) fn of_other_teams<'r>(moved: impl Iterator<Item = (&'r Row, &'r str)>) -> String {
    let team = |row: &'r Row| {
        let found = row.more.iter().find(|(field, _)| *field == Field::TEAM);
        match found {
            Some((_, Value::Text(team))) => team.as_str(),
            _ => "",
        }
    };
    let others = moved.filter(|(row, group)| !team(row).is_empty() && !group.is_empty() && team(row) != *group);
    let teams: Vec<&str> = others.map(|(row, _)| team(row)).collect();
    let names: BTreeSet<&str> = teams.iter().copied().collect();
    match teams.len() {
        0 => String::new(),
        count => {
            let names: Vec<&str> = names.into_iter().collect();
            texts::OTHER_TEAMS.with(&[&count, &names.join(common::LIST.now())])
        }
    }
}

/// The chosen cases that somebody of this name does not have yet, with the name of his group or team; nothing if nobody is
/// called so, here or among the people. Whoever is alone in a book names others before they come.
async fn known_rows(query: Query, to: &str) -> Result<Option<(Vec<Row>, String)>, protocol::Failure> {
    let view = WorkerClient::token().ask(ReadPeople).await?;
    let people = &view.people;
    let person = people.iter().find(|person| person.name == to && !person.left);
    let (named, group) = (
        person.is_some(),
        person.map(|person| group_called(&view, &person.group)),
    );
    let has_cases = Query {
        handler: Some(to.to_owned()),
        ..Query::default()
    };
    let (from, count) = (0, 1);
    let known = named
        || WorkerClient::token()
            .ask(ListCases {
                query: has_cases,
                from,
                count,
            })
            .await?
            .total
            > 0;
    if !known && people.len() > 1 {
        return Ok(None);
    }
    let mut rows = rows(query).await?;
    rows.retain(|row| row.handler != to);
    Ok(Some((rows, group.unwrap_or_default())))
}

/// The rows of the chosen cases, all of them.
pub(super) async fn rows(query: Query) -> Result<Vec<Row>, protocol::Failure> {
    let (mut rows, count) = (Vec::new(), 1_000);
    loop {
        let from = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let (query, before) = (query.clone(), rows.len());
        let page = WorkerClient::token().ask(ListCases { query, from, count }).await?;
        rows.extend(page.rows);
        if rows.len() == before || rows.len() >= page.total as usize {
            return Ok(rows);
        }
    }
}

/// A record and its step for each case, all saying the same.
fn writes(kind: &KindOf, rows: &[Row], fields: &[(u16, Value)], today: chrono::NaiveDate) -> RecordWrites {
    let each = rows.iter().map(|row| (row, fields.to_vec()));
    writes_of(kind, each, today)
}

/// A record and its step for each case, each saying its own, by the keys of the fields.
pub(super) fn writes_to(kind: &KindOf, rows: &[(Row, Vec<(&str, Value)>)], today: chrono::NaiveDate) -> RecordWrites {
    let number = |(key, value): &(&str, Value)| Some((kind.field_named(key)?.number, value.clone()));
    let each = rows
        .iter()
        .map(|(row, said)| (row, said.iter().filter_map(number).collect()));
    writes_of(kind, each, today)
}

fn writes_of<'r>(
    kind: &KindOf,
    rows: impl Iterator<Item = (&'r Row, Vec<(u16, Value)>)>,
    today: chrono::NaiveDate,
) -> RecordWrites {
    let from = kind.field_named("from").map(|field| field.number);
    let mut writes = RecordWrites::default();
    for (row, mut fields) in rows {
        let record = fresh(kind.kind);
        if !row.handler.is_empty() {
            fields.extend(from.map(|from| (from, Value::Text(row.handler.clone()))));
        }
        let edit = RecordEdit::begun(record, fields);
        let step = StepEdit {
            record,
            step: HAND.to_owned(),
            heads: Vec::new(),
            content: None,
            on: today,
            reason: String::new(),
            receipt: String::new(),
        };
        let case: CaseId = row.id;
        writes.edits.push((case, edit));
        writes.steps.push((case, step));
    }
    writes
}
