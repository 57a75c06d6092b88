//! How the sum came about: every segment, every payment, every source. Folded on the screen, open on paper.
use law::debt::{MoneyRules, RateKind, RuleId, Segment, Statement};
use law::nodes::Mark;
use leptos::prelude::*;

use crate::lang::{Text, debt as texts, quick};
use crate::pages::words::name;
use crate::parts::date::iso;
use crate::parts::icon::{Icon, icon};

/// The card. Whether it is unfolded outlives a change of the answer.
pub fn ledger(answer: &Statement, open: RwSignal<bool>) -> AnyView {
    let orders = answer.segments.iter().filter(|s| s.rule == RuleId::GeneralInterest);
    let several = (answer.starts.len() > 1, orders.map(|s| s.order).max() > Some(0));
    let segments = answer.segments.iter().map(|s| segment(s, several)).collect_view();
    view! {
        <section class="card debt-ledger" class:is-folded=move || !open.get()>
            <button type="button" class="debt-fold" aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)>
                {icon(Icon::ChevronRight)}<span>{texts::LEDGER.now()}</span>
            </button>
            <div class="debt-folded">
                <div class="scroll-x" tabindex="0" role="region" aria-label=texts::LEDGER.now()><table class="plain">
                    {head(&[texts::ITEM, texts::FROM, texts::TO], &[texts::DAYS, texts::BASE, texts::RATE, texts::EXACT])}
                    <tbody>{segments}</tbody>
                </table></div>
                {steps(answer)}
                {sources(answer)}
            </div>
        </section>
    }
    .into_any()
}

/// Names of the columns: words first, then figures.
fn head(words: &[Text], figures: &[Text]) -> AnyView {
    let names = words.iter().map(|name| view! { <th scope="col">{name.now()}</th> });
    let figures = figures
        .iter()
        .map(|name| view! { <th scope="col" class="number">{name.now()}</th> });
    view! { <thead><tr>{names.collect_view()}{figures.collect_view()}</tr></thead> }.into_any()
}

/// A segment; it is numbered where there are `several` instalments or interest orders.
fn segment(segment: &Segment, several: (bool, bool)) -> AnyView {
    let doubled = segment.rule == RuleId::DoubledPart;
    let (what, several) = match doubled {
        true => (texts::TO_DOUBLED, several.0),
        false => (texts::TO_INTEREST, several.1),
    };
    let number = several.then(|| format!(" {}", segment.order + 1));
    let kind = match segment.rate.kind {
        RateKind::Daily => texts::RATE_DAY,
        RateKind::Annual365 | RateKind::Annual360 => texts::RATE_YEAR,
    };
    let (exact, cut) = segment.exact.yuan();
    let out = segment.days_not_counted();
    let stays = (out > 0).then(|| view! { <br/><span class="quiet">{texts::NOT_COUNTED.with(&[&out])}</span> });
    view! {
        <tr>
            <td>{what.now()}{number}</td>
            <td class="nowrap">{iso(segment.from)}</td>
            <td class="nowrap">{iso(segment.to)}</td>
            <td class="number">{segment.days}{stays}</td>
            <td class="number">{segment.base.grouped()}</td>
            <td class="number">{kind.now()}" "{segment.rate.number.to_string()}</td>
            <td class="number">{exact}{cut.then_some("…")}</td>
        </tr>
    }
    .into_any()
}

/// Each payment and where it went.
fn steps(answer: &Statement) -> Option<AnyView> {
    if answer.steps.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = answer
        .steps
        .iter()
        .map(|step| {
            let sums = [
                step.paid,
                step.to_costs,
                step.to_interest,
                step.to_principal,
                step.to_doubled_part,
                step.left_over,
                step.principal_left,
            ];
            let cells = sums
                .into_iter()
                .map(|fen| view! { <td class="number">{fen.grouped()}</td> })
                .collect_view();
            view! { <tr><td class="nowrap">{iso(step.on)}</td>{cells}</tr> }.into_any()
        })
        .collect();
    let names = [
        texts::AMOUNT,
        texts::TO_COSTS,
        texts::TO_INTEREST,
        texts::PRINCIPAL,
        texts::TO_DOUBLED,
        texts::LEFT_OVER,
        texts::PRINCIPAL_LEFT,
    ];
    let table = view! {
        <h3>{texts::SET_OFF.now()}</h3>
        <div class="scroll-x" tabindex="0" role="region" aria-label=texts::SET_OFF.now()>
            <table class="plain">{head(&[texts::DAY], &names)}<tbody>{rows}</tbody></table>
        </div>
    };
    Some(table.into_any())
}

/// The rules used, with article, mark, our reading, and what the court has to settle.
fn sources(answer: &Statement) -> Option<AnyView> {
    let rules = MoneyRules::builtin().ok()?;
    let used = |id: RuleId| match id {
        RuleId::DelayInterest | RuleId::DoubledPart | RuleId::Start | RuleId::End | RuleId::Days | RuleId::Rounding => {
            true
        }
        RuleId::GeneralInterest => answer.segments.iter().any(|s| s.rule == id),
        RuleId::NotCounted => answer.segments.iter().any(|s| !s.not_counted.is_empty()),
        RuleId::Order => !answer.steps.is_empty(),
        RuleId::OrderInstalments => !answer.steps.is_empty() && answer.starts.len() > 1,
        _ => false,
    };
    let rows: Vec<AnyView> = rules
        .rules()
        .iter()
        .filter(|rule| used(rule.id))
        .map(|rule| {
            let tags = [
                rule.proposed.then_some(quick::PROPOSED),
                (rule.mark == Mark::K).then_some(quick::UNVERIFIED),
            ];
            let tags = tags.into_iter().flatten().map(|tag| view! { " "<span class="tag tag-warn">{tag.now()}</span> });
            let note = rule.note.as_ref().map(name);
            let ask = rule.open.as_ref();
            let ask = ask.map(|open| view! { <p class="quiet">{texts::ASK.now()}{name(open)}</p> });
            view! {
                <li>
                    <strong>{name(&rule.name)}</strong>" "{name(&rules.source(rule.id, answer.state_on))}{tags.collect_view()}
                    <p class="quiet">{note}</p>
                    {ask}
                </li>
            }
            .into_any()
        })
        .collect();
    Some(view! { <h3>{texts::SOURCES.now()}</h3><ul class="debt-sources">{rows}</ul> }.into_any())
}
