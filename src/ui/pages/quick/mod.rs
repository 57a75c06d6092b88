//! Quick triage: the verdict and the dates of a case while one types. Nothing is stored.
mod form;
mod rows;
pub mod verdict;
pub mod words;

use fenliu::law::triage::{Change, Triage, TriageRules, triage};
use leptos::prelude::*;

use crate::in_force::{Held, use_in_force};
use crate::lang::{common, quick as texts, t};
use crate::state::{hold_while, use_today};
use form::Form;
use rows::Rows;
use verdict::verdict_card;

/// An outcome with the rules it was reached by.
#[derive(Clone, PartialEq)]
pub struct Outcome {
    /// The rules.
    pub rules: Held<TriageRules>,
    /// The outcome.
    pub triage: Triage,
}

/// Quick triage.
#[component]
pub fn QuickPage() -> impl IntoView {
    let today = use_today();
    let form = Form::new(today.get_untracked());
    let in_force = use_in_force();
    hold_while(move || form.is_touched());
    let outcome = Memo::new(move |_| {
        let rules = in_force.triage.get()?;
        let triage = triage(&rules, &form.facts());
        Some(Outcome { rules, triage })
    });
    let take = Callback::new(move |change: Change| {
        let local = in_force.triage.with_untracked(|r| r.as_ref().map(|r| r.fact_code(change.fact).to_owned()));
        form.take(&change, local);
    });
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <div class="page-actions">
                <button type="button" class="button" on:click=move |_| form.clear(today.get_untracked())>
                    {t(common::CLEAR)}
                </button>
            </div>
            <p>{t(texts::LEAD)}</p>
        </header>
        <div class="quick">
            <Rows form/>
            <div class="quick-side">
                <section class="card verdict" aria-live="polite">
                    {move || outcome.get().map(|outcome| verdict_card(outcome, take))}
                </section>
            </div>
        </div>
    }
}
