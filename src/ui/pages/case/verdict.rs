//! The verdict of a case with its full reasoning; an answer offered there is written with one tap.
use law::triage::{Change, FactId, FactValue};
use leptos::prelude::*;
use protocol::{Action, Field, Value};

use super::sheet::Sheet;
use super::{CaseDialogs, texts};
use crate::lang::t;
use crate::pages::allowed::{DECIDE, allowed};
use crate::pages::quick::Outcome;
use crate::pages::quick::verdict::verdict_card;
use crate::pages::words;

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
    let take = Callback::new(move |change: Change| match answer(&change) {
        Some(set) => sheet.set(set),
        // Marks need a name and a reason: the form asks for them.
        None => dialogs.edit.set(true),
    });
    view! {
        <section class="card verdict" aria-live="polite">
            {move || outcome.get().map(|outcome| verdict_card(outcome, take))}
            {move || decided(sheet)}
            {allowed(DECIDE, move || view! {
                <p class="verdict-decide no-print">
                    <button type="button" class="button" on:click=move |_| dialogs.decide.set(true)>{t(texts::DECIDE)}</button>
                </p>
            }.into_any())}
        </section>
    }
}

/// Who decided what, when, why.
pub(super) fn decided(sheet: Sheet) -> Option<AnyView> {
    let view = sheet.view()?;
    let code = sheet.text(Field::DecidedVerdict);
    if code.is_empty() {
        return Some(view! { <p class="quiet verdict-decided">{t(texts::UNDECIDED)}</p> }.into_any());
    }
    let word = words::value(Field::DecidedVerdict, &Value::Text(code.clone()));
    let last = view.history.iter().find_map(|trace| match &trace.action {
        Action::Decided { verdict, reason, .. } if *verdict == code => {
            Some((trace.by.clone(), words::moment(trace.at_ms), reason.clone()))
        }
        _ => None,
    });
    let (by, when, reason) = last.unwrap_or_default();
    Some(
        view! {
            <div class="verdict-decided">
                <strong>{texts::DECIDED.with(&[&word])}</strong>
                <span class="quiet">" "{by}" "{when}</span>
                {(!reason.is_empty()).then(|| view! { <p>{reason}</p> })}
            </div>
        }
        .into_any(),
    )
}

/// The fields an answer sets; nothing where a name and a reason are needed.
fn answer(change: &Change) -> Option<Vec<(Field, Value)>> {
    let flag = Value::Bool(change.to == FactValue::Yes);
    let text = |code: &str| Value::Text(code.to_owned());
    let one = |field, value| Some(vec![(field, value)]);
    match (change.fact, change.to) {
        (FactId::BasisType, FactValue::Basis(kind)) => one(Field::BasisType, text(kind.code())),
        (FactId::ArbitrationKind, FactValue::Arbitration(kind)) => one(Field::ArbitrationKind, text(kind.code())),
        (FactId::ClaimKind, FactValue::Claim(kind)) => one(Field::ClaimKind, text(kind.code())),
        (FactId::ClaimAmount, FactValue::Amount(fen)) => one(Field::ClaimAmount, Value::Fen(fen)),
        (FactId::Frozen, FactValue::Amount(fen) | FactValue::Amounts(fen, _)) => Some(vec![
            (Field::FrozenAmount, Value::Fen(fen)),
            (Field::FrozenComplete, Value::Bool(true)),
        ]),
        (FactId::Frozen, _) => one(Field::FrozenComplete, flag),
        (FactId::ForeignRelated, _) => one(Field::ForeignRelated, flag),
        (FactId::Entrusted, _) => one(Field::Entrusted, flag),
        (FactId::Preservation, _) => one(Field::Preservation, flag),
        (FactId::LitigationFeeRecovery, _) => one(Field::LitigationFeeRecovery, flag),
        (FactId::PartyOrGovOrgan, _) => one(Field::PartyOrGovOrgan, flag),
        (FactId::FilingDataOk, _) => one(Field::FilingDataOk, flag),
        _ => None,
    }
}
