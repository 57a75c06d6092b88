//! What is to be done, most pressing first; one tap tells why a date is what it is.
use casebook::kinds::{is_of_record, readable};
use casebook::matters::{WHO, record_for};
use std::sync::Arc;

use law::nodes::{Name, NodeSet, Status};
use leptos::prelude::*;
use protocol::Value;

use super::record::Draft;
use super::sheet::Sheet;
use super::why::why;
use super::{CaseDialogs, texts};
use crate::lang::t;
use crate::pages::allowed::{DECIDE, TRIAGE_DECIDED, only_with};
use crate::pages::transcript::{Shaken, WriteLink};
use crate::pages::words;
use crate::parts::icon::{Icon, icon};
use crate::parts::mark::shape;
use crate::state::use_shell;
use casebook::reckoned::{Line, Reckoned};
use casebook::recordable::CLOSED;
use casebook::transcript::RECEPTION_DONE;

/// Lines shown beside the list.
const FEW: usize = 8;

/// The card.
#[component]
pub fn Todo(
    /// The case.
    sheet: Sheet,
    /// Its dialogs.
    dialogs: CaseDialogs,
    /// Only the first lines (beside the list).
    compact: bool,
) -> impl IntoView {
    // Which lines stand open, by node and subject: they stay open when the case changes.
    let open = RwSignal::new(Vec::<(u16, String)>::new());
    let lists = move || {
        let law = sheet.law.get()?;
        let set = sheet.nodes();
        let ours = |l: &&Line| set.at(l.index).is_some_and(|n| !n.outside);
        let mut live: Vec<&Line> = law.nodes.iter().filter(|l| l.status.is_live()).filter(ours).collect();
        live.sort_by_key(|l| l.urgency());
        let more = live.len().saturating_sub(FEW);
        if compact {
            live.truncate(FEW);
        }
        let rows: Vec<AnyView> = live.iter().map(|line| row(sheet, dialogs, open, &law, line)).collect();
        Some(view! {
            {rows.is_empty().then(|| view! { <p class="quiet">{t(texts::TODO_NONE)}</p> })}
            <ul class="todo">{rows}</ul>
            {(compact && more > 0).then(|| view! { <p class="quiet">{texts::OLDER.with(&[&more])}</p> })}
            {(!compact).then(|| others(sheet, dialogs, open, &law, &set))}
        })
    };
    view! { <section class="card"><h2>{t(texts::TODO)}</h2>{lists}</section> }
}

/// What others must do, what is done, what ran out before the book, what waits for a trigger.
fn others(
    sheet: Sheet,
    dialogs: CaseDialogs,
    open: RwSignal<Vec<(u16, String)>>,
    law: &Arc<Reckoned>,
    set: &NodeSet,
) -> AnyView {
    let outside = |l: &Line| set.at(l.index).is_some_and(|n| n.outside);
    let fold = |title: String, lines: Vec<&Line>| {
        if lines.is_empty() {
            return ().into_any();
        }
        let rows: Vec<AnyView> = lines.iter().map(|line| row(sheet, dialogs, open, law, line)).collect();
        view! { <details class="todo-more"><summary>{title}</summary><ul class="todo">{rows}</ul></details> }.into_any()
    };
    let pick = |test: &dyn Fn(&Line) -> bool| law.nodes.iter().filter(|l| test(l)).collect::<Vec<_>>();
    let theirs = pick(&|l| l.status.is_live() && outside(l));
    let done = pick(&|l| matches!(l.status, Status::Done { aside: false, .. }));
    let aside = pick(&|l| matches!(l.status, Status::Done { aside: true, .. }));
    let before = pick(&|l| l.status == Status::Unrecorded);
    let waiting = pick(&|l| l.status == Status::NotTriggered && !outside(l));
    view! {
        {fold(texts::THEIRS.with(&[&theirs.len()]), theirs)}
        {fold(texts::DONE.with(&[&done.len()]), done)}
        {fold(texts::ASIDE.with(&[&aside.len()]), aside)}
        {fold(texts::BEFORE_BOOK.with(&[&before.len()]), before)}
        {fold(texts::WAITING.with(&[&waiting.len()]), waiting)}
    }
    .into_any()
}

fn row(
    sheet: Sheet,
    dialogs: CaseDialogs,
    open: RwSignal<Vec<(u16, String)>>,
    law: &Arc<Reckoned>,
    line: &Line,
) -> AnyView {
    let set = sheet.nodes();
    let Some(node) = set.at(line.index) else {
        return ().into_any();
    };
    let (state, said) = words::status(line.status, line.day(), line.act_by());
    let key = (line.index, line.subject.clone());
    let toggled = key.clone();
    let is_open = Memo::new(move |_| open.with(|all| all.contains(&key)));
    let toggle = move |_| {
        open.update(|all| match all.iter().position(|k| *k == toggled) {
            Some(at) => drop(all.remove(at)),
            None => all.push(toggled.clone()),
        });
    };
    let owner = given_to(sheet, &set, line.index)
        .or_else(|| Some(words::name(&set.owner(node)?.name)))
        .unwrap_or_default();
    let provisional = line.due.is_some_and(|d| d.provisional);
    let (law, mine) = (Arc::clone(law), line.clone());
    let subject = Some(readable(&line.subject).to_owned()).filter(|text| !text.is_empty());
    view! {
        <li class="todo-row" class:is-follower=line.follows>
            <div class="todo-line">
                <button
                    type="button"
                    class="todo-what"
                    aria-expanded=move || if is_open.get() { "true" } else { "false" }
                    on:click=toggle
                >
                    {icon(Icon::ChevronRight)}
                    <span class="todo-name">{words::name(&node.name)}{subject.map(|s| view! { <span class="todo-subject">{s}</span> })}</span>
                    <span class="visually-hidden">{t(texts::WHY)}</span>
                </button>
                <span class="todo-owner">{owner}</span>
                <span class="todo-state">
                    <span class=format!("mark {}", state.class())>{shape(state)}<span>{said}</span></span>
                    {provisional.then(|| view! { <span class="tag tag-warn">{t(texts::PROVISIONAL)}</span> })}
                    {line.leads.then(|| view! { <span class="tag tag-quiet">{t(texts::EARLIER)}</span> })}
                </span>
                {done_button(sheet, dialogs, &set, line, &node.name)}
            </div>
            {is_reception(&set, line).then(|| view! { <Shaken sheet/> })}
            {move || is_open.get().then(|| why(sheet, &law, &mine))}
        </li>
    }
    .into_any()
}

/// Whether a first reception does it.
fn is_reception(set: &NodeSet, line: &Line) -> bool {
    let done = set.at(line.index).into_iter().flat_map(|node| &node.done);
    done.filter_map(|key| set.key_at(*key))
        .any(|key| key.code == RECEPTION_DONE)
}

/// Who was given the matter a node belongs to, or took it. Tracks.
fn given_to(sheet: Sheet, set: &NodeSet, node: u16) -> Option<String> {
    let matter = set.matter_of(node).filter(|matter| matter.nodes.contains(&node))?;
    let view = sheet.view()?;
    let record = record_for(&view.records, &sheet.id, &matter.id)?;
    match record.value(WHO) {
        Value::Text(who) if !who.trim().is_empty() => Some(who.clone()),
        _ => None,
    }
}

/// Leads to the dialog with this matter chosen.
fn done_button(sheet: Sheet, dialogs: CaseDialogs, set: &NodeSet, line: &Line, name: &Name) -> AnyView {
    let key = set
        .at(line.index)
        .and_then(|n| n.done.first())
        .and_then(|k| set.key_at(*k));
    let may = key.is_some_and(|key| use_shell().me().is_some_and(|me| me.may_record(&key.code)));
    // What a record asks for is entered in the record.
    let by_hand = line.status.is_live() && !is_of_record(&line.subject);
    let (Some(key), true) = (key, by_hand && may) else {
        return view! { <span class="todo-do"></span> }.into_any();
    };
    let draft = Draft {
        key: key.code.clone(),
        subject: line.subject.clone(),
    };
    // A decision is made where its reason is asked for.
    if key.code == TRIAGE_DECIDED {
        let decide = move || {
            view! {
                <button type="button" class="todo-do link" on:click=move |_| dialogs.decide.set(true)>{t(texts::DECIDE)}</button>
            }
        };
        return only_with(DECIDE, move || decide().into_any()).into_any();
    }
    let label = format!("{} {}", texts::MARK_DONE.now(), words::name(name));
    let closes = key.code == CLOSED;
    let written = (key.code == RECEPTION_DONE).then(|| view! { <WriteLink case=sheet.id/> });
    view! {
        <span class="todo-do">
        {written}
        <button
            type="button"
            class="link"
            aria-label=label
            on:click=move |_| {
                if closes {
                    return dialogs.close_case();
                }
                dialogs.draft.set(draft.clone());
                dialogs.record.set(true);
            }
        >
            {t(texts::MARK_DONE)}
        </button>
        </span>
    }
    .into_any()
}
