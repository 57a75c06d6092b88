//! The rows of the table of overdue nodes, and its totals.
use std::collections::BTreeMap;
use std::sync::Arc;

use law::nodes::NodeSet;
use leptos::prelude::*;
use protocol::OverdueRow;

use casebook::overdue::explanations;

use super::explain::can_say;
use super::{Overdue, is_unsaid, key_of};
use crate::in_force::use_in_force;
use crate::kinds::kinds_now;
use crate::lang::{overdue as texts, records, t};
use crate::pages::flows::states;
use crate::pages::ready::Read;
use crate::pages::words;
use crate::parts::date::iso;
use crate::parts::rest::Rest;
use crate::route::Route;

/// What a node is called, with what it concerns.
pub(super) fn named(set: &NodeSet, row: &OverdueRow) -> String {
    let name = words::node_name(set, &row.node);
    match row.subject.is_empty() {
        true => name,
        false => format!("{name}（{}）", row.subject),
    }
}

fn owner(set: &NodeSet, code: &str) -> String {
    let found = set.owners().iter().find(|owner| owner.code == code);
    found.map_or_else(|| code.to_owned(), |owner| words::name(&owner.name))
}

/// How many nodes and days late there are for each of what was chosen.
#[component]
pub(super) fn Totals(overdue: Overdue) -> impl IntoView {
    move || {
        let Read::Here(rows) = overdue.read.get() else {
            return None;
        };
        let set = use_in_force().nodes.get();
        let key: fn(&NodeSet, &OverdueRow) -> String = match overdue.group.get() {
            1 => |_, row| row.team.clone(),
            2 => |_, row| row.handler.clone(),
            3 => |set, row| words::node_name(set, &row.node),
            4 => |set, row| owner(set, &row.owner),
            _ => return None,
        };
        let mut totals: BTreeMap<String, (usize, i64, i64)> = BTreeMap::new();
        for row in rows.iter() {
            let total = totals.entry(key(&set, row)).or_default();
            *total = (total.0 + 1, total.1 + row.days, total.2 + i64::from(row.working));
        }
        let lines = totals.into_iter().map(|(name, (count, days, working))| {
            let name = if name.is_empty() {
                texts::UNNAMED.now().to_owned()
            } else {
                name
            };
            view! { <tr><th scope="row">{name}</th><td>{count}</td><td>{days}</td><td>{working}</td></tr> }
        });
        let lines = lines.collect_view();
        Some(view! {
            <table class="plain register-table register-totals">
                <thead><tr>
                    <th scope="col">{t(texts::GROUPS[overdue.group.get()])}</th>
                    <th scope="col">{t(texts::HOW_MANY)}</th>
                    <th scope="col">{t(texts::DAYS)}</th>
                    <th scope="col">{t(texts::WORKING)}</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        })
    }
}

/// What can be done to the chosen rows at once.
#[component]
pub(super) fn Chosen(overdue: Overdue) -> impl IntoView {
    move || {
        let count = overdue.chosen.with(std::collections::BTreeSet::len);
        let ask = move |_| {
            let Read::Here(rows) = overdue.read.get_untracked() else {
                return;
            };
            let chosen = overdue.chosen.get_untracked();
            let asked = rows.iter().filter(|row| chosen.contains(&key_of(row)));
            overdue.asked.set(asked.cloned().collect());
        };
        (count > 0).then(|| {
            view! {
                <div class="register-chosen no-print" role="status">
                    <span>{records::CHOSEN.with(&[&count])}</span>
                    <button type="button" class="button" on:click=ask>{t(texts::EXPLAIN_ALL)}</button>
                </div>
            }
        })
    }
}

/// The rows.
pub(super) fn table(overdue: Overdue, rows: Arc<Vec<OverdueRow>>) -> AnyView {
    let room = overdue.room;
    let count = rows.len();
    let unsaid: Arc<Vec<_>> = Arc::new(rows.iter().filter(|row| is_unsaid(row)).map(key_of).collect());
    let keys = unsaid.clone();
    let all = move || {
        !keys.is_empty()
            && overdue
                .chosen
                .with(|chosen| keys.iter().all(|key| chosen.contains(key)))
    };
    let choose_all = move |event| {
        overdue.chosen.update(|chosen| match event_target_checked(&event) {
            true => chosen.extend(unsaid.iter().cloned()),
            false => chosen.clear(),
        });
    };
    let lines = move || {
        let set = use_in_force().nodes.get();
        let shown = rows.iter().take(room.get());
        shown.map(|row| line(overdue, &set, row)).collect_view()
    };
    view! {
        <div class="scroll-x" tabindex="0">
            <table class="plain register-table overdue-table">
                <thead><tr>
                    <th class="no-print"><input type="checkbox" aria-label=t(texts::CHOOSE_UNSAID) prop:checked=all on:change=choose_all/></th>
                    <th scope="col">{t(texts::NODE)}</th>
                    <th scope="col">{t(records::CASE)}</th>
                    <th scope="col">{t(texts::TEAM)}</th>
                    <th scope="col">{t(records::HANDLER)}</th>
                    <th scope="col">{t(texts::OWNER)}</th>
                    <th scope="col">{t(texts::TRIGGER)}</th>
                    <th scope="col">{t(texts::DUE)}</th>
                    <th scope="col">{t(texts::DONE)}</th>
                    <th scope="col">{t(texts::DAYS)}</th>
                    <th scope="col">{t(texts::WORKING)}</th>
                    <th scope="col">{t(texts::EXCLUDED)}</th>
                    <th scope="col">{t(texts::WHY)}</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <Rest count room/>
    }
    .into_any()
}

/// A box to choose a row that nobody has explained.
fn choice(overdue: Overdue, row: &OverdueRow, label: String) -> Option<AnyView> {
    let key = key_of(row);
    let own = key.clone();
    let is_chosen = move || overdue.chosen.with(|chosen| chosen.contains(&own));
    let choose = move |event| {
        overdue.chosen.update(|chosen| match event_target_checked(&event) {
            true => drop(chosen.insert(key.clone())),
            false => drop(chosen.remove(&key)),
        });
    };
    is_unsaid(row)
        .then(|| view! { <input type="checkbox" aria-label=label prop:checked=is_chosen on:change=choose/> }.into_any())
}

/// What was said of a row, and the way to say or correct it.
fn why(overdue: Overdue, row: &OverdueRow, called: &str) -> AnyView {
    let flow = explanations(kinds_now()).and_then(|kind| kind.flow.as_ref());
    let said = row.explained.as_ref().map(|said| {
        let parts = [said.reason.as_str(), said.remedy.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty());
        view! {
            <span>{parts.collect::<Vec<_>>().join(crate::lang::common::SEMICOLON.now())}</span>
            " "
            <span class="quiet">{flow.map(|flow| states(flow, &said.states))}</span>
            " "
        }
    });
    let can = match (&row.explained, flow) {
        (Some(said), Some(flow)) => can_say(flow, said),
        (explained, _) => explained.is_none(),
    };
    let does = if row.explained.is_none() {
        texts::EXPLAIN
    } else {
        texts::CORRECT
    };
    let label = format!("{} {called}", does.now());
    let asked = row.clone();
    let button = can.then(|| {
        view! {
            <button type="button" class="link no-print" aria-label=label on:click=move |_| overdue.asked.set(vec![asked.clone()])>
                {t(does)}
            </button>
        }
    });
    view! { {said}{button} }.into_any()
}

fn line(overdue: Overdue, set: &NodeSet, row: &OverdueRow) -> AnyView {
    let named = named(set, row);
    let called = format!("{named} {}", row.case_number);
    let kind = (!row.kind.is_empty()).then(|| row.kind.clone());
    let choose = format!("{} {called}", texts::CHOOSE.now());
    view! {
        <tr>
            <td class="no-print">{choice(overdue, row, choose)}</td>
            <td>{named}</td>
            <td data-label=t(records::CASE)><a class="case-number" href=Route::Case(row.case).href() title=kind>{row.case_number.clone()}</a></td>
            <td data-label=t(texts::TEAM)>{row.team.clone()}</td>
            <td data-label=t(records::HANDLER)>{row.handler.clone()}</td>
            <td data-label=t(texts::OWNER)>{owner(set, &row.owner)}</td>
            <td data-label=t(texts::TRIGGER)>{iso(row.trigger)}</td>
            <td data-label=t(texts::DUE)>{iso(row.due)}</td>
            <td data-label=t(texts::DONE)>{row.done.map_or_else(|| texts::OPEN.now().to_owned(), iso)}</td>
            <td data-label=t(texts::DAYS)>{row.days}</td>
            <td data-label=t(texts::WORKING)>{row.working}</td>
            <td data-label=t(texts::EXCLUDED)>{(row.excluded_days > 0).then_some(row.excluded_days)}</td>
            <td class="overdue-why" data-label=t(texts::WHY)>{why(overdue, row, &called)}</td>
        </tr>
    }
    .into_any()
}
