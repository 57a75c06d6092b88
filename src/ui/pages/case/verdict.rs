//! The verdict of a case with its full reasoning; an answer offered there is written with one tap.
use ::law::triage::{Change, Verdict};
use casebook::facts::fields_saying;
use leptos::prelude::*;
use protocol::{Action, Field, Value};

use super::decide::under_way;
use super::sheet::Sheet;
use super::{CaseDialogs, texts};
use crate::lang::{Text, law, t};
use crate::pages::allowed::DECIDE;
use crate::pages::flows::flow_of;
use crate::pages::flows::part::{mark, state_of};
use crate::pages::quick::Outcome;
use crate::pages::quick::verdict::verdict_card;
use crate::pages::rule_words::whose;
use crate::pages::words;
use crate::parts::mark::State;
use crate::state::use_shell;

/// The step by which a verdict is prepared, as [`protocol::Me::steps`] names it.
const PREPARE: &str = "triage.prepare";

/// The card.
#[component]
pub fn VerdictPart(
    /// The case.
    sheet: Sheet,
    /// Its dialogs.
    dialogs: CaseDialogs,
) -> impl IntoView {
    let outcome = Memo::new(move |_| {
        let (law, rules) = (sheet.law.get()?, sheet.in_force.triage.get()?);
        Some(Outcome {
            rules,
            facts: law.file.facts.clone(),
            triage: law.triage.clone()?,
        })
    });
    let take = Callback::new(move |change: Change| match fields_saying(change.fact, change.to) {
        Some(set) => sheet.set(set),
        // Marks need a name and a reason: the form asks for them.
        None => dialogs.edit.set(true),
    });
    let shell = use_shell();
    let may_decide = Memo::new(move |_| shell.may(DECIDE));
    let may_prepare = Memo::new(move |_| shell.me().is_some_and(|me| me.steps.iter().any(|step| step == PREPARE)));
    view! {
        <section class="card verdict" class:is-decided=move || word_decided(sheet).is_some() aria-live="polite">
            {move || word_decided(sheet).map(|word| view! {
                <p class="verdict-label">{t(texts::VERDICT)}</p>
                <div class="verdict-head"><p class="verdict-word">{t(word)}</p></div>
                {decided(sheet)}
            })}
            <div class="verdict-by-rules">
                {move || outcome.get().map(|outcome| {
                    let label = if word_decided(sheet).is_some() { texts::BY_RULES } else { texts::VERDICT };
                    verdict_card(label, outcome, take)
                })}
            </div>
            {move || word_decided(sheet).is_none().then(|| decided(sheet))}
            {move || stands(sheet)}
            {move || begin(may_decide.get(), may_prepare.get(), word_decided(sheet).is_some(), dialogs)}
        </section>
    }
}

/// What was decided, if anything was: the word that counts.
pub(super) fn word_decided(sheet: Sheet) -> Option<Text> {
    match sheet.text(Field::DECIDED_VERDICT).as_str() {
        "simple" => Some(law::VERDICT_SIMPLE),
        "ordinary" => Some(law::VERDICT_ORDINARY),
        _ => None,
    }
}

/// Who decided what, when, why.
pub(super) fn decided(sheet: Sheet) -> Option<AnyView> {
    let view = sheet.view()?;
    let code = sheet.text(Field::DECIDED_VERDICT);
    if code.is_empty() {
        return Some(view! { <p class="quiet verdict-decided">{t(texts::UNDECIDED)}</p> }.into_any());
    }
    let word = words::value(Field::DECIDED_VERDICT, &Value::Text(code.clone()));
    // Settled by a step, or as one of two that did not see each other.
    let last = view
        .words_on(Field::DECIDED_VERDICT)
        .find_map(|trace| match &trace.action {
            Action::Step(step) => Some((trace.by.clone(), words::moment(trace.at_ms), step.reason.clone())),
            Action::Ruled { reason, .. } => Some((trace.by.clone(), words::moment(trace.at_ms), reason.clone())),
            _ => None,
        });
    let (by, when, reason) = last.unwrap_or_default();
    Some(
        view! {
            <div class="verdict-decided">
                <strong>{texts::DECIDED.with(&[&word])}</strong>
                <span class="quiet">" "{by}" "{when}</span>
                {(!reason.is_empty()).then(|| view! { <p>{reason}</p> })}
                {differs(sheet, &code)}
            </div>
        }
        .into_any(),
    )
}

/// That the rules say something else by now than was decided.
fn differs(sheet: Sheet, decided: &str) -> Option<AnyView> {
    let law = sheet.law.get()?;
    let (now, word) = match law.verdict {
        Verdict::Simple => ("simple", law::VERDICT_SIMPLE),
        Verdict::Ordinary => ("ordinary", law::VERDICT_ORDINARY),
        _ => return None,
    };
    let said = move || texts::FACTS_CHANGED.with(&[&word.now()]);
    (now != decided).then(|| view! { <p class="note" role="status">{said}</p> }.into_any())
}

/// How it stands with the decision, while one is under way.
fn stands(sheet: Sheet) -> Option<AnyView> {
    let view = sheet.view()?;
    let record = under_way(&view)?;
    let (stands, (_, flow)) = (record.flow.as_ref()?, flow_of(record.record)?);
    let is_over = state_of(flow, &stands.states) == State::Done;
    (!is_over).then(|| view! { <p class="verdict-stands">{mark(flow, &stands.states)}</p> }.into_any())
}

/// The button for whoever may decide, or prepare; else whose task it is.
fn begin(may_decide: bool, may_prepare: bool, is_decided: bool, dialogs: CaseDialogs) -> AnyView {
    let label = match (may_decide, may_prepare) {
        (true, _) if is_decided => texts::DECIDE_AGAIN,
        (true, _) => texts::DECIDE,
        (false, true) => texts::PREPARE,
        (false, false) => return view! { <p class="quiet no-print">{whose(DECIDE)}</p> }.into_any(),
    };
    view! {
        <p class="verdict-decide no-print">
            <button type="button" class="button" on:click=move |_| dialogs.decide.set(true)>{t(label)}</button>
        </p>
    }
    .into_any()
}
