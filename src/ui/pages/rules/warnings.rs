//! The rules of warnings: what is warned about, why, what to do, with source and mark.
use casebook::rules::WARNINGS_KEY;
use casebook::warnings::{WarningRule, Warnings};
use leptos::prelude::*;

use super::effect::use_effect;
use super::{mark_tag, proposed_tag};
use crate::in_force::{Held, use_in_force};
use crate::lang::{rules as texts, warnings};
use crate::pages::warnings::origin;

/// The rules, by sort.
#[component]
pub fn WarningsPart() -> impl IntoView {
    let in_force = use_in_force();
    move || in_force.warnings.get().map(|set| whole(&set))
}

fn whole(set: &Held<Warnings>) -> AnyView {
    let effect = use_effect();
    let back = matches!(set, Held::Own(_)).then(|| {
        let ask = move |_| effect.ask(WARNINGS_KEY.to_owned(), None);
        view! { <button type="button" class="button no-print" on:click=ask>{texts::BACK_TO_BUILT_IN.now()}</button> }
    });
    let sorts = set.sorts.iter().enumerate().map(|(at, (_, name))| {
        let own = set.rules.iter().filter(|rule| rule.sort == at).map(one);
        view! { <h3>{warnings::either(name)}</h3><ul class="rules">{own.collect_view()}</ul> }
    });
    view! {
        <section class="card">
            <h2>{warnings::either(&set.title)}</h2>
            {back}
            {sorts.collect_view()}
        </section>
    }
    .into_any()
}

fn one(rule: &WarningRule) -> AnyView {
    let why = warnings::WHY_AND_DO.with(&[&warnings::either(&rule.why), &warnings::either(&rule.to_do)]);
    view! {
        <li class="rule">
            <span class="tag tag-quiet">{rule.id.clone()}</span>
            <div>
                <p><strong>{warnings::either(&rule.name)}</strong></p>
                <p class="rule-tags">{mark_tag(&rule.mark)}{proposed_tag(rule.proposed)}<span class="quiet">{origin(rule)}</span></p>
                <p>{why}</p>
            </div>
        </li>
    }
    .into_any()
}
