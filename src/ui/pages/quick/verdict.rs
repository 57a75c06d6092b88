//! The verdict card: one large word, the ground that decides, the others and why they yield, what is missing, what
//! would change it.
use ::law::triage::{Change, Flip, Ground, Triage, TriageRules, Verdict, WarningCode, suppose};
use leptos::prelude::*;

use super::{Outcome, words};
use crate::lang::{Text, law, quick as texts, t};
use crate::parts::icon::{Icon, icon};

/// The card. Its places stay where they are while one types; only their contents change. A plain function, called
/// inside a reactive closure, so that it follows the language too; `take` hears the answer taken here.
pub fn verdict_card(label: Text, outcome: Outcome, take: Callback<Change>) -> AnyView {
    let (rules, triage) = (&*outcome.rules, &outcome.triage);
    if !triage.contradictions.is_empty() {
        return contradictory(label, triage);
    }
    let open = triage.verdict == Verdict::NeedsMoreFacts;
    let team = rules
        .team(triage.verdict)
        .map(|team| words::either(&team.zh, &team.en).to_owned());
    view! {
        <p class="verdict-label">{t(label)}</p>
        <div class="verdict-head">
            <p class="verdict-word">{t(words::verdict(triage.verdict))}</p>
            {team.map(|team| view! { <span class="tag">{team}</span> })}
        </div>
        {grounds(rules, triage)}
        {answers(&outcome, take, open)}
        {warnings(triage)}
        {questions(rules, triage)}
    }
    .into_any()
}

/// Statements that exclude each other bear no verdict: what to correct stands in its place.
fn contradictory(label: Text, triage: &Triage) -> AnyView {
    let told = triage.contradictions.iter().map(|what| {
        let name = law::fact(what.fact().code()).map(|name| name.now()).unwrap_or_default();
        view! { <li>{name}{texts::COLON.now()}{t(law::contradiction(*what))}</li> }
    });
    view! {
        <p class="verdict-label">{t(label)}</p>
        <div class="verdict-head"><p class="verdict-word">{t(words::outcome(triage))}</p></div>
        <ul class="warnings">{told.collect_view()}</ul>
    }
    .into_any()
}

/// What the court should decide about the readings the verdict leans on.
fn questions(rules: &TriageRules, triage: &Triage) -> AnyView {
    let lines: Vec<AnyView> = triage
        .questions(rules)
        .map(|text| view! { <li>{words::either(&text.zh, &text.en).to_owned()}</li> }.into_any())
        .collect();
    (!lines.is_empty())
        .then(|| {
            view! {
                <section class="verdict-part"><h2>{t(texts::QUESTIONS)}</h2><ul class="open-questions">{lines}</ul></section>
            }
        })
        .into_any()
}

/// The grounds that stand, the deciding one first, and why others yield.
pub fn grounds(rules: &TriageRules, triage: &Triage) -> AnyView {
    let mut certain: Vec<&Ground> = triage.grounds.iter().filter(|g| g.certain).collect();
    certain.sort_by_key(|ground| !ground.decisive);
    let settled = triage.verdict != Verdict::NeedsMoreFacts;
    let agreed = settled && triage.decisive.is_none();
    let mut possible: Vec<String> = triage
        .grounds
        .iter()
        .filter(|g| !g.certain && !agreed)
        .map(|g| words::item(&g.item))
        .collect();
    possible.dedup();
    if certain.is_empty() && possible.is_empty() && !agreed {
        return ().into_any();
    }
    let rows: Vec<AnyView> = certain.into_iter().map(|ground| one_ground(rules, ground)).collect();
    view! {
        <section class="verdict-part">
            <h2>{t(texts::GROUNDS)}</h2>
            <ul class="grounds">{rows}</ul>
            {agreed.then(|| view! { <p class="quiet">{t(texts::NO_SINGLE)}</p> })}
            {(!settled && !possible.is_empty()).then(|| view! {
                <p class="quiet">{t(texts::POSSIBLE)}" "{possible.join(" · ")}</p>
            })}
            {triage.conflict.then(|| view! { <p class="note">{icon(Icon::Alert)}<span>{t(texts::CONFLICT)}</span></p> })}
        </section>
    }
    .into_any()
}

fn one_ground(rules: &TriageRules, ground: &Ground) -> AnyView {
    let Some(rule) = rules.rule_named(&ground.rule) else {
        return ().into_any();
    };
    let class = if ground.decisive {
        "ground ground-decisive"
    } else {
        "ground"
    };
    let settled = ground.yields_to.iter().any(|above| above.certain);
    let yields: Vec<String> = ground
        .yields_to
        .iter()
        .filter(|above| above.certain || !settled)
        .take(2)
        .filter_map(|above| {
            let item = words::item(&rules.rule_named(&above.rule)?.item);
            let why = words::either(&above.why.zh, &above.why.en);
            let text = if above.certain {
                texts::YIELDS
            } else {
                texts::YIELDS_MAYBE
            };
            Some(text.with(&[&item, &why]))
        })
        .collect();
    view! {
        <li class=class>
            <span class="tag" class:tag-quiet=!ground.decisive>{words::item(&ground.item)}</span>
            <span class="ground-text">
                {words::either(&rule.text.zh, &rule.text.en).to_owned()}
                " "<a class="article" href="#/rules" title=rule.source.clone()>{words::article(&rule.article)}</a>
                {yields.into_iter().map(|text| view! { <span class="yield">" —— "{text}</span> }).collect_view()}
            </span>
        </li>
    }
    .into_any()
}

/// While facts are missing: what each answer would give, to be taken with one tap. Else: what would flip it.
fn answers(outcome: &Outcome, take: Callback<Change>, open: bool) -> AnyView {
    let (rules, triage) = (&*outcome.rules, &outcome.triage);
    let title = if open { texts::MISSING } else { texts::WOULD_FLIP };
    let body = if open {
        missing(rules, triage, take)
    } else if !triage.flips.is_empty() {
        flips(rules, &triage.flips, "")
    } else if let Some((supposed, found)) = suppose(rules, &outcome.facts, triage) {
        let facts: Vec<String> = supposed.iter().map(|change| words::change(rules, change)).collect();
        flips(
            rules,
            &found,
            &texts::ASSUMING.with(&[&facts.join(crate::lang::common::LIST.now())]),
        )
    } else {
        view! { <p class="quiet">{t(texts::NO_FLIP)}</p> }.into_any()
    };
    view! { <section class="verdict-part"><h2>{t(title)}</h2>{body}</section> }.into_any()
}

/// Facts with an answer that settles the verdict get their answers as buttons; the others are only named.
fn missing(rules: &TriageRules, triage: &Triage, take: Callback<Change>) -> AnyView {
    let mut rows: Vec<AnyView> = Vec::new();
    let mut named: Vec<String> = Vec::new();
    for fact in &triage.missing {
        let ways: Vec<&Flip> = triage
            .flips
            .iter()
            .filter(|f| f.changes.first().is_some_and(|c| c.fact == *fact))
            .collect();
        let name = words::fact(rules, *fact);
        let settles = ways.iter().any(|way| way.verdict != Verdict::NeedsMoreFacts);
        if settles && ways.len() <= 6 {
            let ways: Vec<AnyView> = ways.into_iter().filter_map(|way| one_answer(way, take)).collect();
            let row =
                view! { <li><span class="missing-name">{name}</span><span class="missing-ways">{ways}</span></li> };
            rows.push(row.into_any());
        } else {
            named.push(name);
        }
    }
    view! {
        {(!named.is_empty()).then(|| view! { <p class="missing-named">{named.join(crate::lang::common::LIST.now())}</p> })}
        {(!rows.is_empty()).then(|| view! { <ul class="missing">{rows}</ul> })}
    }
    .into_any()
}

/// Changes that would flip the verdict, under a supposition if there is one.
fn flips(rules: &TriageRules, found: &[Flip], supposing: &str) -> AnyView {
    let rows: Vec<AnyView> = found.iter().take(4).map(|flip| one_flip(rules, flip)).collect();
    let supposing = (!supposing.is_empty()).then(|| view! { <p class="quiet">{supposing.to_owned()}</p> });
    view! { {supposing}<ul class="flips">{rows}</ul> }.into_any()
}

fn one_answer(flip: &Flip, take: Callback<Change>) -> Option<AnyView> {
    let change: Change = *flip.changes.first()?;
    let value = words::value(&change);
    let then = words::verdict(flip.verdict);
    Some(
        view! {
            <button type="button" class="answer-way" on:click=move |_| take.run(change)>
                <span>{value}</span>
                <span class="answer-then">"→ "{t(then)}</span>
            </button>
        }
        .into_any(),
    )
}

fn one_flip(rules: &TriageRules, flip: &Flip) -> AnyView {
    let changes: Vec<String> = flip.changes.iter().map(|change| words::change(rules, change)).collect();
    view! {
        <li>{changes.join(texts::AND.now())}" → "<strong>{t(words::verdict(flip.verdict))}</strong></li>
    }
    .into_any()
}

fn warnings(triage: &Triage) -> AnyView {
    let certain = |rule: &str| triage.grounds.iter().any(|g| g.certain && g.rule == rule);
    // What only a ground that may match warns of can wait until it does.
    let told = triage
        .warnings
        .iter()
        .filter(|w| w.code != WarningCode::InterestAndFeeNotCounted || w.about.as_deref().is_some_and(certain));
    let mut codes: Vec<&str> = told.map(|w| w.code.code()).collect();
    codes.dedup();
    let lines: Vec<AnyView> = codes
        .into_iter()
        .filter_map(law::warning)
        .map(|text| view! { <li>{t(text)}</li> }.into_any())
        .collect();
    (!lines.is_empty())
        .then(|| view! { <ul class="warnings">{lines}</ul> })
        .into_any()
}
