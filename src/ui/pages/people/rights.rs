//! The table of rights, to be read: who may do what, by which article.
use casebook::people::fits;
use law::nodes::NodeSet;
use leptos::prelude::*;
use protocol::Field;

use crate::in_force::{Held, use_in_force};
use crate::lang::{people as texts, t};
use crate::pages::rule_words::{Rule, local, named, table};
use crate::pages::words;

/// The table, folded: it is long, and read rarely.
#[component]
pub fn Rights() -> impl IntoView {
    let nodes = use_in_force().nodes;
    let rows = move || table().rules.iter().map(|rule| row(rule, nodes)).collect_view();
    view! {
        <details class="card rights">
            <summary><h2>{t(texts::RIGHTS)}</h2></summary>
            <p class="quiet">{t(texts::RIGHTS_LEAD)}</p>
            <table>
                <thead><tr><th>{t(texts::RIGHT_RULE)}</th><th>{t(texts::RIGHT_WHO)}</th><th>{t(texts::RIGHT_WHAT)}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

fn row(rule: &'static Rule, nodes: RwSignal<Held<NodeSet>>) -> AnyView {
    let all = table();
    let roles = rule.roles.as_ref().map_or_else(
        || texts::EVERYBODY.now().to_owned(),
        |roles| joined(roles.iter().map(|id| named(&all.roles, id))),
    );
    let groups = rule
        .groups
        .as_ref()
        .map(|groups| format!("（{}）", joined(groups.iter().map(|id| named(&all.groups, id)))));
    let may = joined(rule.may.iter().map(|key| texts::right(key)));
    let fields = rule.fields.as_ref().map(|groups| {
        let keys = groups.iter().filter_map(|group| all.fields.get(group)).flatten();
        let fields: Vec<Field> = keys.filter_map(|key| Field::from_key(key)).collect();
        texts::RIGHT_FIELDS.with(&[&words::names(fields.iter())])
    });
    let nodes = rule.nodes.as_ref().map(|patterns| {
        let set = nodes.get();
        let known = set
            .keys()
            .iter()
            .filter(|key| patterns.iter().any(|pattern| fits(pattern, &key.code)));
        texts::RIGHT_NODES.with(&[&joined(known.map(|key| words::name(&key.name)))])
    });
    let more = [fields, nodes]
        .into_iter()
        .flatten()
        .map(|said| view! { <p class="quiet">{said}</p> })
        .collect_view();
    let is_exact = rule.fields.is_some() || rule.nodes.is_some();
    let more =
        is_exact.then(|| view! { <details><summary class="link">{t(texts::RIGHT_EXACTLY)}</summary>{more}</details> });
    view! {
        <tr>
            <td>
                {local(&rule.name).to_owned()}
                <span class="quiet">{texts::ARTICLE.with(&[&rule.article])}" · "{rule.id.clone()}</span>
                {rule.proposed.then(|| view! { <span class="tag tag-warn">{t(texts::PROPOSED)}</span> })}
            </td>
            <td>{roles}{groups}</td>
            <td>{may}{more}</td>
        </tr>
    }
    .into_any()
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" · ")
}
