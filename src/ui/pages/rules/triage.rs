//! The triage rules by article, their readings and open questions; other courts' sets as examples.
use std::sync::Arc;

use casebook::rules::TRIAGE_KEY;
use law::triage::{FENGSHUN, PENGSHUI, Reading, Rule, RuleVerdict, TriageRules};
use leptos::prelude::*;

use super::effect::use_effect;
use super::{mark_tag, proposed_tag};
use crate::in_force::{Held, use_in_force};
use crate::lang::{Text, rules as texts, t};
use crate::pages::quick::words::{article, either, item};
use crate::parts::date::iso;

/// Sets that come with the program beside the one in force.
const EXAMPLES: [(Text, &str); 2] = [
    (Text("丰顺法院（示例）", "Fengshun court (example)"), FENGSHUN),
    (Text("彭水法院（示例）", "Pengshui court (example)"), PENGSHUI),
];

/// The triage rules.
#[component]
pub fn TriagePart() -> impl IntoView {
    let in_force = use_in_force();
    let shown = RwSignal::new(0usize);
    let set = Memo::new(
        move |_| match shown.get().checked_sub(1).and_then(|at| EXAMPLES.get(at)) {
            Some((_, text)) => TriageRules::parse(text).ok().map(|set| Held::Own(Arc::new(set))),
            None => in_force.triage.get(),
        },
    );
    let names = std::iter::once(texts::IN_FORCE).chain(EXAMPLES.map(|(name, _)| name));
    let choices = names.enumerate().map(|(at, name)| {
        view! {
            <button type="button" class="button" aria-pressed=move || (shown.get() == at).to_string() on:click=move |_| shown.set(at)>
                {t(name)}
            </button>
        }
    });
    view! {
        <div class="rules-sets no-print" role="group" aria-label=t(texts::SET)>{choices.collect_view()}</div>
        {move || set.get().map(|set| whole(&set, shown.get()))}
    }
}

fn whole(set: &Held<TriageRules>, shown: usize) -> AnyView {
    let data = set.set();
    let own = matches!(set, Held::Own(_));
    let effect = use_effect();
    let offer = match EXAMPLES.get(shown.wrapping_sub(1)) {
        Some((_, text)) => Some((texts::USE_SET, Some((*text).to_owned()))),
        None if own => Some((texts::BACK_TO_BUILT_IN, None)),
        None => None,
    };
    let offer = offer.map(|(label, text)| {
        let ask = move |_| effect.ask(TRIAGE_KEY.to_owned(), text.clone());
        view! { <button type="button" class="button no-print" on:click=ask>{label.now()}</button> }
    });
    let rules = |verdict: RuleVerdict| -> Vec<AnyView> {
        data.rules
            .iter()
            .filter(|rule| rule.verdict == verdict)
            .map(|rule| one(set, rule))
            .collect()
    };
    view! {
        <section class="card rules-head">
            <div>
                <h2>{either(&data.title.zh, &data.title.en).to_owned()}</h2>
                <p class="quiet">
                    {data.source.clone()}" · "{texts::VALID_FROM.with(&[&iso(data.valid_from)])}
                    {data.partial.then(|| format!(" · {}", texts::PARTIAL.now()))}
                </p>
                <p class="quiet">{texts::CHECKED.with(&[&set.cells()])}</p>
            </div>
            {offer}
        </section>
        <section class="card">
            <h2>{texts::FIRST.now()}</h2>
            <p>{either(&data.first.text.zh, &data.first.text.en).to_owned()}" "<span class="article">{article(&data.first.article)}</span></p>
        </section>
        <div class="rules-columns">
            <section class="card"><h2>{texts::SIMPLE.now()}</h2><ul class="rules">{rules(RuleVerdict::Simple)}</ul></section>
            <section class="card"><h2>{texts::ORDINARY.now()}</h2><ul class="rules">{rules(RuleVerdict::Ordinary)}</ul></section>
            <section class="card"><h2>{texts::READINGS.now()}</h2>{readings(set)}</section>
            <section class="card"><h2>{texts::OPEN.now()}</h2>{open(&data.open)}</section>
        </div>
    }
    .into_any()
}

fn one(set: &TriageRules, rule: &Rule) -> AnyView {
    let beats: Vec<String> = rule
        .beats
        .iter()
        .map(|beats| {
            let mut items: Vec<String> = beats
                .rules
                .iter()
                .filter_map(|id| set.rule_named(id))
                .map(|r| item(&r.item))
                .collect();
            items.dedup();
            texts::BEATS.with(&[
                &items.join(crate::lang::common::LIST.now()),
                &either(&beats.why.zh, &beats.why.en),
            ])
        })
        .collect();
    let beats: Vec<AnyView> = beats
        .into_iter()
        .map(|text| view! { <p class="quiet">{text}</p> }.into_any())
        .collect();
    view! {
        <li class="rule">
            <span class="tag">{item(&rule.item)}</span>
            <div>
                <p>{either(&rule.text.zh, &rule.text.en).to_owned()}" "<span class="article">{article(&rule.article)}</span></p>
                <p class="rule-tags">{mark_tag(&rule.mark)}{proposed_tag(rule.proposed)}<span class="quiet">{rule.source.clone()}</span></p>
                {beats}
            </div>
        </li>
    }
    .into_any()
}

fn readings(set: &TriageRules) -> AnyView {
    let about = |reading: &Reading| {
        set.rule_named(&reading.rule)
            .map_or_else(String::new, |rule| item(&rule.item))
    };
    let rows: Vec<AnyView> = set
        .set()
        .readings
        .iter()
        .map(|reading| {
            let question = reading.question.as_ref().map(|q| view! { <p>{either(&q.zh, &q.en).to_owned()}</p> });
            let other = texts::OTHER_READING.with(&[&either(&reading.other.zh, &reading.other.en)]);
            view! {
                <li class="rule">
                    <span class="tag tag-quiet">{about(reading)}</span>
                    <div>
                        <p>{either(&reading.text.zh, &reading.text.en).to_owned()}" "{proposed_tag(reading.proposed)}</p>
                        <p class="quiet">{other}</p>
                        {question}
                        <p class="quiet">{reading.source.clone()}</p>
                    </div>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="rules">{rows}</ul> }.into_any()
}

fn open(all: &[law::triage::Text]) -> AnyView {
    if all.is_empty() {
        return view! { <p class="quiet">{texts::NONE_OPEN.now()}</p> }.into_any();
    }
    let rows: Vec<AnyView> = all
        .iter()
        .map(|text| view! { <li>{either(&text.zh, &text.en).to_owned()}</li> }.into_any())
        .collect();
    view! { <ul class="open-questions">{rows}</ul> }.into_any()
}
