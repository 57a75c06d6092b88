//! The table of rights, to be read: who may do what, by which article.
use leptos::prelude::*;

use crate::lang::{people as texts, t};
use crate::pages::rule_words::{Rule, local, named, table};

/// The table, folded: it is long, and read rarely.
#[component]
pub fn Rights() -> impl IntoView {
    let rows = move || table().rules.iter().map(row).collect_view();
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

fn row(rule: &'static Rule) -> AnyView {
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
    view! {
        <tr>
            <td>
                {local(&rule.name).to_owned()}
                <span class="quiet">{texts::ARTICLE.with(&[&rule.article])}" · "{rule.id.clone()}</span>
                {rule.proposed.then(|| view! { <span class="tag tag-warn">{t(texts::PROPOSED)}</span> })}
            </td>
            <td>{roles}{groups}</td>
            <td>{may}</td>
        </tr>
    }
    .into_any()
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" · ")
}
