//! The table of nodes: what must happen by when, with source and mark.
use law::nodes::{Mark, Node, NodeSet};
use leptos::prelude::*;

use super::effect::use_effect;
use super::{mark_tag, proposed_tag};
use crate::in_force::use_in_force;
use crate::lang::{figures, rules as texts, t};
use crate::pages::quick::dates::running;
use crate::pages::words::name;
use crate::parts::fresh_id;
use crate::state::use_today;

/// The nodes.
#[component]
pub fn NodesPart() -> impl IntoView {
    let (in_force, today) = (use_in_force(), use_today());
    let wanted = RwSignal::new(String::new());
    let id = fresh_id();
    let rows = move || {
        let set = in_force.nodes.get();
        let wanted = wanted.get().to_lowercase();
        let rows: Vec<AnyView> = set
            .nodes()
            .iter()
            .filter(|node| matches(&set, node, &wanted))
            .map(|node| one(&set, node, today.get()))
            .collect();
        view! {
            <p class="quiet">{texts::NODE_COUNT.with(&[&rows.len()])}</p>
            <ul class="rules">{rows}</ul>
        }
    };
    view! {
        <OwnNodes/>
        <section class="card">
            <div class="rules-find no-print">
                <label for=id.clone()>{t(texts::FIND)}</label>
                <input class="input" type="search" id=id prop:value=wanted on:input=move |event| wanted.set(event_target_value(&event))/>
            </div>
            {rows}
        </section>
    }
}

/// The book's own node texts, each with its way out.
#[component]
fn OwnNodes() -> impl IntoView {
    let (in_force, effect) = (use_in_force(), use_effect());
    let one = move |key: String| {
        let name = key.clone();
        let ask = move |_| effect.ask(key.clone(), None);
        view! {
            <li>
                <span>{name}</span>
                <button type="button" class="button no-print" on:click=ask>{texts::BACK_TO_BUILT_IN.now()}</button>
            </li>
        }
    };
    move || {
        let own = in_force.own_nodes.get();
        (!own.is_empty()).then(|| {
            view! {
                <section class="card">
                    <h3>{texts::OWN_NODES.now()}</h3>
                    <ul class="years">{own.into_iter().map(|(key, _)| one(key)).collect_view()}</ul>
                </section>
            }
        })
    }
}

fn matches(set: &NodeSet, node: &Node, wanted: &str) -> bool {
    let source = set.source(node, node.valid_from);
    [&node.id, &node.name.zh, &node.name.en, &source.zh, &source.en]
        .iter()
        .any(|text| text.to_lowercase().contains(wanted))
}

fn one(set: &NodeSet, node: &Node, on: chrono::NaiveDate) -> AnyView {
    let mark = match node.mark {
        Mark::L => "L",
        Mark::P => "P",
        Mark::C => "C",
        Mark::K => "K",
    };
    let remark = |text: &law::nodes::Name| view! { <p class="quiet">{name(text)}</p> };
    let owner = set.owner(node).map(|owner| name(&owner.name));
    view! {
        <li class="rule">
            <span class="tag tag-quiet">{node.id.clone()}</span>
            <div>
                <p><strong>{name(&node.name)}</strong>" "<span>{running(set, node)}</span></p>
                <p class="rule-tags">
                    {mark_tag(mark)}{proposed_tag(node.proposed)}
                    <span class="quiet">{name(&set.source(node, on))}{owner.map(|owner| format!(" · {owner}"))}</span>
                </p>
                {node.figures.iter().map(|f| view! { <p>{figures::figure(f)}</p> }).collect_view()}
                {node.note.as_ref().map(remark)}
                {node.open.as_ref().map(remark)}
            </div>
        </li>
    }
    .into_any()
}
