//! The rows of the list of matters.
use casebook::matters::{FOLLOW_ON, RECEIVED_ON, WHO};
use casebook::slot::value_in;
use law::nodes::NodeSet;
use leptos::prelude::*;
use protocol::{MatterPage as Window, MatterRow, Value};

use super::act::{Target, state_of};
use super::{Matters, key, owner};
use crate::in_force::use_in_force;
use crate::lang::{matters as texts, records, t};
use crate::pages::words;
use crate::parts::date::iso;
use crate::parts::mark::shape;
use crate::route::Route;

/// The table.
pub(super) fn table(matters: Matters, window: &Window) -> AnyView {
    let mut rows: Vec<MatterRow> = window.rows.clone();
    match matters.order.get() {
        1 => rows.sort_by(|a, b| a.case_number.cmp(&b.case_number)),
        2 => rows.sort_by(|a, b| (&a.debtor, &a.case_number).cmp(&(&b.debtor, &b.case_number))),
        _ => {}
    }
    let keys: Vec<_> = rows.iter().map(key).collect();
    let every = keys.clone();
    let all = move || {
        every
            .iter()
            .all(|key| matters.chosen.with(|chosen| chosen.contains(key)))
    };
    let choose_all = move |event| {
        matters.chosen.update(|chosen| match event_target_checked(&event) {
            true => chosen.extend(keys.iter().copied()),
            false => chosen.clear(),
        });
    };
    let set = matters.in_force.nodes.get();
    let rows: Vec<AnyView> = rows.iter().map(|one| row(matters, &set, one)).collect();
    view! {
        <div class="scroll-x" tabindex="0">
            <table class="plain register-table">
                <thead><tr>
                    <th class="no-print"><input type="checkbox" aria-label=t(records::CHOOSE_ALL) prop:checked=all on:change=choose_all/></th>
                    <th scope="col">{t(texts::DUE)}</th>
                    <th scope="col">{t(texts::MATTER)}</th>
                    <th scope="col">{t(records::CASE)}</th>
                    <th scope="col">{t(texts::DEBTOR)}</th>
                    <th scope="col">{t(texts::WHO)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(matters: Matters, set: &NodeSet, row: &MatterRow) -> AnyView {
    let own = key(row);
    let is_chosen = move || matters.chosen.with(|chosen| chosen.contains(&own));
    let choose = move |event| {
        matters.chosen.update(|chosen| match event_target_checked(&event) {
            true => _ = chosen.insert(own),
            false => _ = chosen.remove(&own),
        });
    };
    let matter = set.matters().iter().find(|matter| matter.id == row.matter);
    let called = matter.map_or_else(|| row.matter.clone(), |matter| words::name(&matter.name));
    // A clock of the law that comes before the court's own is named beside the matter.
    let own_node = matter.is_some_and(|matter| {
        matter
            .nodes
            .iter()
            .any(|at| set.at(*at).is_some_and(|n| n.id == row.node))
    });
    let node = (!own_node && !row.node.is_empty()).then(|| words::node_name(set, &row.node));
    let group = matter.map(|matter| owner(set, matter)).unwrap_or_default();
    let label = records::CHOOSE.with(&[&format!("{called} {}", row.case_number)]);
    view! {
        <tr>
            <td class="no-print"><input type="checkbox" aria-label=label prop:checked=is_chosen on:change=choose/></td>
            <td data-label=t(texts::DUE)>{day(row, matters)}</td>
            <td>{called}{node.map(|node| view! { <span class="quiet">" "{node}</span> })}</td>
            <td data-label=t(records::CASE)><a class="case-number" href=Route::Case(row.case).href()>{row.case_number.clone()}</a></td>
            <td data-label=t(texts::DEBTOR)>{row.debtor.clone()}</td>
            <td data-label=t(texts::WHO)>{whose(group, &Target::of_row(row))}</td>
        </tr>
    }
    .into_any()
}

/// The day, with how it stands, and the day to look again.
fn day(row: &MatterRow, matters: Matters) -> AnyView {
    let follow = match value_in(&row.said, FOLLOW_ON) {
        Some(Value::Date(day)) => Some(texts::FOLLOW.with(&[&iso(*day)])),
        _ => None,
    };
    let Some(on) = row.on else {
        return view! { <span class="quiet">{follow.unwrap_or_else(|| texts::NO_LIMIT.now().to_owned())}</span> }
            .into_any();
    };
    let (state, said) = state_of(on, row, matters.today.get());
    view! {
        <span class=format!("mark {}", state.class())>{shape(state)}<span>{iso(on)}" "{said}</span></span>
        {follow.map(|follow| view! { <span class="quiet">" "{follow}</span> })}
    }
    .into_any()
}

/// Who does it: a person, whether it was received, or the group whose it is.
pub fn whose(group: &str, target: &Target) -> AnyView {
    let set = use_in_force().nodes.get();
    if target.who.is_empty() {
        let named = set.owners().iter().find(|owner| owner.code == group);
        let named = named.map_or_else(|| group.to_owned(), |owner| words::name(&owner.name));
        return view! { <span class="quiet">{texts::GROUP.with(&[&named])}</span> }.into_any();
    }
    // Two who were given it without knowing of each other: a person settles which.
    let names: Vec<String> = target
        .said
        .iter()
        .filter(|(field, _)| *field == WHO)
        .filter_map(|(_, value)| match value {
            Value::Text(name) => Some(name.clone()),
            _ => None,
        })
        .collect();
    if names.len() > 1 {
        return view! { <span class="tag tag-warn">{records::SEVERAL.with(&[&names.join(" / ")])}</span> }.into_any();
    }
    let given = target.is_given() && !matches!(value_in(&target.said, RECEIVED_ON), Some(Value::Date(_)));
    view! {
        {target.who.clone()}
        {given.then(|| view! { " "<span class="tag tag-quiet">{t(texts::NOT_RECEIVED)}</span> })}
    }
    .into_any()
}
