//! The verdict card: one large word, the ground that decides, the others and why they yield, what is missing, what
//! would change it.
use fenliu::law::triage::{Change, Flip, Ground, Triage, TriageRules, Verdict};
use leptos::prelude::*;

use super::words;
use crate::lang::{law, quick as texts, t};
use crate::parts::icon::{Icon, icon};

/// The card. Its places stay where they are while one types; only their contents change. A plain function, called
/// inside a reactive closure, so that it follows the language too; `take` hears the answer taken here.
pub fn verdict_card(outcome: super::Outcome, take: Callback<Change>) -> impl IntoView {
    let (rules, triage) = (outcome.rules, outcome.triage);
    let open = triage.verdict == Verdict::NeedsMoreFacts;
    let team = rules.team(triage.verdict).map(|team| words::either(&team.zh, &team.en).to_owned());
    view! {
        <p class="verdict-label">{t(texts::VERDICT)}</p>
        <div class="verdict-head">
            <p class="verdict-word">{t(words::verdict(triage.verdict))}</p>
            {team.map(|team| view! { <span class="tag">{team}</span> })}
        </div>
        {grounds(&rules, &triage)}
        {answers(&rules, &triage, take, open)}
        {warnings(&triage)}
    }
}

fn grounds(rules: &TriageRules, triage: &Triage) -> AnyView {
    let mut certain: Vec<&Ground> = triage.grounds.iter().filter(|g| g.certain).collect();
    certain.sort_by_key(|ground| !ground.decisive);
    let settled = triage.verdict != Verdict::NeedsMoreFacts;
    let agreed = settled && triage.decisive.is_none();
    let possible: Vec<String> =
        triage.grounds.iter().filter(|g| !g.certain && !agreed).map(|g| words::item(&g.item)).collect();
    if certain.is_empty() && possible.is_empty() && !agreed {
        return ().into_any();
    }
    let rows: Vec<AnyView> = certain.into_iter().map(|ground| one_ground(rules, ground)).collect();
    view! {
        <section class="verdict-part">
            <h3>{t(texts::GROUNDS)}</h3>
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
    let Some(rule) = rules.rule_named(&ground.rule) else { return ().into_any() };
    let class = if ground.decisive { "ground ground-decisive" } else { "ground" };
    let yields: Vec<String> = ground
        .yields_to
        .iter()
        .filter_map(|above| {
            let item = words::item(&rules.rule_named(&above.rule)?.item);
            let why = words::either(&above.why.zh, &above.why.en);
            let text = if above.certain { texts::YIELDS } else { texts::YIELDS_MAYBE };
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
fn answers(rules: &TriageRules, triage: &Triage, take: Callback<Change>, open: bool) -> AnyView {
    let title = if open { texts::MISSING } else { texts::WOULD_FLIP };
    if open && triage.missing.len() == 1 && triage.flips.len() > 6 {
        // The kind of basis alone is missing: the form's first row asks for it.
        return view! {
            <section class="verdict-part"><h3>{t(title)}</h3><p>{t(texts::STEP_BASIS)}</p></section>
        }
        .into_any();
    }
    let body = if open {
        let facts: Vec<AnyView> = triage
            .missing
            .iter()
            .map(|fact| {
                let flips: Vec<&Flip> =
                    triage.flips.iter().filter(|f| f.changes.iter().any(|c| c.fact == *fact)).collect();
                missing_fact(words::fact(rules, *fact), &flips, take)
            })
            .collect();
        view! { <ul class="missing">{facts}</ul> }.into_any()
    } else if triage.flips.is_empty() {
        view! { <p class="quiet">{t(texts::NO_FLIP)}</p> }.into_any()
    } else {
        let rows: Vec<AnyView> = triage.flips.iter().map(|flip| one_flip(rules, flip)).collect();
        view! { <ul class="flips">{rows}</ul> }.into_any()
    };
    view! { <section class="verdict-part"><h3>{t(title)}</h3>{body}</section> }.into_any()
}

fn missing_fact(name: String, flips: &[&Flip], take: Callback<Change>) -> AnyView {
    let ways: Vec<AnyView> = if flips.len() > 6 {
        Vec::new()
    } else {
        flips.iter().filter_map(|flip| one_answer(flip, take)).collect()
    };
    view! { <li><span class="missing-name">{name}</span><span class="missing-ways">{ways}</span></li> }.into_any()
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
    let mut codes: Vec<&str> = triage.warnings.iter().map(|w| w.code.code()).collect();
    codes.dedup();
    let lines: Vec<AnyView> = codes
        .into_iter()
        .filter_map(law::warning)
        .map(|text| view! { <li>{t(text)}</li> }.into_any())
        .collect();
    (!lines.is_empty()).then(|| view! { <ul class="warnings">{lines}</ul> }).into_any()
}
