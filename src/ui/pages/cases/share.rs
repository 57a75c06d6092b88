//! Sharing out the chosen cases among people (分案): a hand-over in each, with why it goes to whom, all or none.
use casebook::kinds::KindOf;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Row, Value};

use super::actions::asked;
use super::hand_over::{may_hand, of_other_teams, rows as read_rows, transfer, writes_to};
use super::selection::Selection;
use super::table::List;
use crate::lang::{common, errors, share as texts, t};
use crate::pages::share::{Given, Reason, Share, Work, rows};
use crate::pages::writer::{Written, use_writer};
use crate::parts::dialog::Dialog;
use crate::parts::field::show_fault;
use crate::parts::icon::{Icon, icon};
use crate::parts::toast::use_toasts;
use crate::state::use_today;

/// The button, for whoever may hand cases over, and its form.
#[component]
pub(super) fn ShareOut(list: List) -> impl IntoView {
    let (open, may, toasts) = (RwSignal::new(false), may_hand(), use_toasts());
    let chosen = RwSignal::new(Vec::<Row>::new());
    let ask = move |_| {
        let query = asked(list);
        spawn_local(async move {
            match read_rows(query).await {
                Ok(rows) => {
                    chosen.try_set(rows);
                    open.try_set(true);
                }
                Err(error) => toasts.alarm(errors::sentence(&error.refusal).once()),
            }
        });
    };
    move || {
        let kind = transfer().filter(|_| may.get())?;
        Some(view! {
            <button type="button" class="button" on:click=ask>{icon(Icon::Split)}{t(texts::SHARE_OUT)}</button>
            <Dialog open title=texts::SHARE_OUT><Fields list kind open chosen/></Dialog>
        })
    }
}

/// Closed cases are left out, and so are those that somebody handles, unless it is asked for: whoever ticks a whole list to
/// share out what is new takes no work from anybody.
#[component]
fn Fields(list: List, kind: &'static KindOf, open: RwSignal<bool>, chosen: RwSignal<Vec<Row>>) -> impl IntoView {
    let mut cases = chosen.get_untracked();
    let count = cases.len();
    cases.retain(|row| !row.is_closed());
    let closed = count - cases.len();
    let held = cases.iter().filter(|row| !row.handler.is_empty()).count();
    let again = RwSignal::new(false);
    let cases = StoredValue::new(cases);
    let body = move || {
        let is_in = |row: &&Row| again.get() || row.handler.is_empty();
        let cases: Vec<Row> = cases.with_value(|cases| cases.iter().filter(is_in).cloned().collect());
        view! { <Among list kind open cases/> }
    };
    view! {
        {(closed > 0).then(|| view! { <p class="quiet">{texts::CLOSED_OUT.with(&[&closed])}</p> })}
        {(held > 0).then(|| view! {
            <label class="check-row">
                <input type="checkbox" prop:checked=again on:change=move |event| again.set(event_target_checked(&event))/>
                <span>{texts::HELD_TOO.with(&[&held])}</span>
            </label>
        })}
        {body}
    }
}

/// Shares these cases out.
#[component]
fn Among(list: List, kind: &'static KindOf, open: RwSignal<bool>, cases: Vec<Row>) -> impl IntoView {
    let (writer, toasts, today) = (use_writer(), use_toasts(), use_today());
    let (busy, tried) = (RwSignal::new(false), RwSignal::new(false));
    let work = |row: &Row| Work {
        case: row.id,
        debtor: row.debtor.clone(),
        who: row.handler.clone(),
        ..Work::default()
    };
    let share = Share::open(cases.iter().map(work).collect(), async { None });
    let cases = StoredValue::new(cases);
    let changes = Memo::new(move |_| changes(share, cases));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if untrack(|| share.given().is_empty() || share.lacks_reason()) {
            show_fault(&event);
            return;
        }
        let changes = changes.get_untracked();
        if changes.is_empty() {
            return toasts.alarm(texts::NOBODY_LEFT.once());
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let said = said(share, &changes);
        let writes = writes_to(kind, &changes, today.get_untracked());
        spawn_local(async move {
            if writer.records_with_steps(writes, said).await == Written::Yes {
                list.chosen.try_update(Selection::clear);
                open.try_set(false);
            }
            busy.try_set(false);
        });
    };
    let left = move || {
        let left = share.given().len().saturating_sub(changes.with(Vec::len));
        (left > 0).then(|| view! { <p class="quiet">{texts::LEFT.with(&[&left])}</p> })
    };
    view! {
        <form class="form" novalidate on:submit=save>
            {rows(share, texts::HAS_CASES, tried)}
            {left}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=busy>
                    {move || texts::SHARE_OUT_COUNT.with(&[&changes.with(Vec::len)])}
                </button>
            </footer>
        </form>
    }
}

/// What is said of what was shared out: how many, and those that left their team.
fn said(share: Share, changes: &[(Row, Vec<(&'static str, Value)>)]) -> String {
    let groups = changes.iter().map(|(_, fields)| match fields.first() {
        Some((_, Value::Text(to))) => share.group_of(to),
        _ => String::new(),
    });
    let groups: Vec<String> = groups.collect();
    let moved = changes
        .iter()
        .map(|(row, _)| row)
        .zip(groups.iter().map(String::as_str));
    format!("{}{}", texts::SHARED.with(&[&changes.len()]), of_other_teams(moved))
}

/// The cases that change hands, each with what its hand-over says.
fn changes(share: Share, cases: StoredValue<Vec<Row>>) -> Vec<(Row, Vec<(&'static str, Value)>)> {
    let given = share.given();
    cases.with_value(|cases| {
        let pairs = cases.iter().zip(given);
        let moves = pairs.filter(|(row, given)| !given.to.is_empty() && given.to != row.handler);
        moves.map(|(row, given)| (row.clone(), values(share, &given))).collect()
    })
}

fn values(share: Share, given: &Given) -> Vec<(&'static str, Value)> {
    let ground = match given.why {
        Reason::Linked(..) => "linked",
        Reason::Suits(_) => "speciality",
        Reason::Load(_) => "load",
        Reason::ByHand | Reason::AllBarred => "other",
    };
    vec![
        ("to", Value::Text(given.to.clone())),
        ("ground", Value::Text(ground.to_owned())),
        ("remark", Value::Text(share.words(given))),
    ]
}
