//! Saving what was found: corrections that are asked for, or that all is right, which ends the matter.
use casebook::filing::{
    ASKED_ON, CHECKED, CORRECTION, FOUND, Item, PLACE, RIGHT, STANDS, WHAT, corrections, is_open, parts,
};
use chrono::NaiveDate;
use files::filing::{read, said};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{CaseId, Field, RecordEdit, Value};

use super::line::{called, fault};
use super::{Check, Said};
use crate::drafts::Draft;
use crate::lang::filing as texts;
use crate::pages::records::begun;
use crate::pages::writer::{Actions, Written, happened};
use crate::parts::field::show_fault;

/// How the check of a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// So many items are said to be wrong or missing.
    Wrong(usize),
    /// So many corrections are under way.
    Open(usize),
    /// So many items wait for a ruling.
    Disputed(usize),
    /// It was checked on that day, and nothing is open.
    Checked(NaiveDate),
    /// All is right, and somebody else may say so.
    NotYours,
    /// All is right.
    Right,
}

/// How it stands with what is said now. Tracks.
pub(super) fn stands(check: Check) -> Stands {
    let Some(view) = check.sheet.view() else {
        return Stands::NotYours;
    };
    let wrong = wrong(check).len();
    let open = corrections(&view).filter(|record| is_open(record)).count();
    let disputed = items(check).iter().filter(|item| item.values.len() > 1).count();
    let done = view.happenings.iter().filter(|happening| happening.key == CHECKED);
    let is_ok = check.sheet.value(Field::FILING_DATA_OK) == Some(Value::Bool(true));
    let me = check.shell.me();
    let may = me.is_some_and(|me| me.may_record(CHECKED) && me.lock_of(Field::FILING_DATA_OK).is_none());
    let is_settled = !view.competing.iter().any(|one| one.field == Field::FILING_DATA_OK);
    match (wrong, open, disputed) {
        (1.., ..) => Stands::Wrong(wrong),
        (0, 1.., _) => Stands::Open(open),
        (0, 0, 1..) => Stands::Disputed(disputed),
        _ => match done.map(|happening| happening.on).max().filter(|_| is_ok) {
            Some(on) => Stands::Checked(on),
            None if may && is_settled => Stands::Right,
            None => Stands::NotYours,
        },
    }
}

/// The items of the case. Tracks.
fn items(check: Check) -> Vec<Item> {
    let view = check.sheet.view();
    let parts = view.map(|view| parts(&view)).unwrap_or_default();
    parts.into_iter().flat_map(|part| part.items).collect()
}

/// The items said to be wrong of which no correction is under way. Tracks.
fn wrong(check: Check) -> Vec<(Item, Said)> {
    let all = items(check).into_iter();
    let said = all.map(|item| {
        let said = check.of(&item);
        (item, said)
    });
    said.filter(|(item, said)| said.wrong && item.values.len() <= 1 && !check.is_asked(item.place))
        .collect()
}

/// Saves and goes on.
pub(super) fn save(check: Check, draft: Draft, event: &web_sys::SubmitEvent) {
    if check.busy.get_untracked() {
        return;
    }
    match untrack(|| stands(check)) {
        Stands::Wrong(_) => ask(check, draft, event),
        Stands::Right => close(check, draft),
        _ => {}
    }
}

/// Asks for what is wrong to be corrected: a record each.
fn ask(check: Check, draft: Draft, event: &web_sys::SubmitEvent) {
    let found = untrack(|| wrong(check));
    check.tried.set(true);
    if found.iter().any(|(item, said)| fault(item, &said.right).is_some()) {
        return show_fault(event);
    }
    let (case, today) = (check.sheet.id, check.sheet.today.get_untracked());
    let edits: Vec<(CaseId, RecordEdit)> = found
        .iter()
        .map(|(item, said)| (case, correction(check, item, said, today)))
        .collect();
    let number = untrack(|| check.sheet.text(Field::CASE_NUMBER));
    let told = texts::SAID_ASKED.with(&[&number, &edits.len()]);
    let writer = check.writer;
    check.busy.set(true);
    spawn_local(async move {
        let written = writer.records(edits, told).await;
        check.busy.try_set(false);
        if written == Written::Yes {
            draft.done();
            check.go_on();
        }
    });
}

fn correction(check: Check, item: &Item, told: &Said, today: NaiveDate) -> RecordEdit {
    let text = |text: &str| Value::Text(text.to_owned());
    let found = if item.values.is_empty() { "missing" } else { "wrong" };
    let stands = item
        .values
        .first()
        .map(|value| said(item.place, value))
        .unwrap_or_default();
    // As it is read, not as it was typed: 3万 is 30000.00.
    let right = read(item.place, &told.right).map(|value| said(item.place, &value));
    let fields = [
        (PLACE, text(&item.place.code())),
        (WHAT, text(&called(check, item.place))),
        (FOUND, text(found)),
        (STANDS, text(&stands)),
        (RIGHT, text(&right.unwrap_or_default())),
        (ASKED_ON, Value::Date(today)),
    ];
    let is_said = |(_, value): &(u16, Value)| *value != Value::Text(String::new());
    begun(CORRECTION, fields.into_iter().filter(is_said).collect())
}

/// Says that all is right, which ends the matter; the fact for triage goes with it.
fn close(check: Check, draft: Draft) {
    let (case, today) = (check.sheet.id, check.sheet.today.get_untracked());
    let (done, undone) = happened(CHECKED, today);
    let (actions, back): (Actions, Actions) = (vec![(case, done)], vec![(case, undone)]);
    let told = texts::SAID_RIGHT.with(&[&untrack(|| check.sheet.text(Field::CASE_NUMBER))]);
    let writer = check.writer;
    check.busy.set(true);
    spawn_local(async move {
        let is_written = writer.write(actions).await;
        check.busy.try_set(false);
        if is_written {
            writer.offer(back, told);
            draft.done();
            check.go_on();
        }
    });
}
