//! Quick triage: the verdict and the dates of a case while one types. Nothing is stored.
mod article;
mod copy;
pub mod dates;
mod form;
mod rows;
mod tabs;
mod typed;
pub mod verdict;
pub mod words;

use casebook::entered::Entered;
use law::facts::Facts;
use law::nodes::CaseKind;
use law::triage::{Change, Triage, TriageRules, Verdict, triage};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::in_force::{Held, InForce, use_in_force};
use crate::lang::{common, quick as texts, t};
use crate::pages::paper::{Court, PrintButton, Printed};
use crate::parts::icon::{Icon, icon};
use crate::parts::toast::use_toasts;
use crate::state::use_today;
use dates::{Asked, date_cards};
pub use form::Form;
use rows::Rows;
pub use tabs::tabs;
pub use typed::Typed;
use verdict::verdict_card;

/// An outcome with the rules it was reached by.
#[derive(Clone, PartialEq)]
pub struct Outcome {
    /// The rules.
    pub rules: Held<TriageRules>,
    /// The facts it was reached from.
    pub facts: Facts,
    /// The outcome.
    pub triage: Triage,
}

impl Outcome {
    /// Decides.
    pub fn of(rules: Held<TriageRules>, facts: Facts) -> Outcome {
        let triage = triage(&rules, &facts);
        Outcome { rules, facts, triage }
    }
}

/// What follows from what was typed.
#[derive(Clone, Copy)]
struct Results {
    outcome: Memo<Option<Outcome>>,
    asked: Memo<Option<Asked>>,
}

/// The first tab: triage.
#[component]
pub fn TriageTab(
    /// What was typed.
    form: Form,
    /// Set when a case is to be made of it.
    adopting: RwSignal<bool>,
    /// Hears that there is a verdict.
    #[prop(optional)]
    decided: Option<Callback<()>>,
) -> impl IntoView {
    let today = use_today();
    let in_force = use_in_force();
    let results = results(form, in_force);
    let take = Callback::new(move |change: Change| {
        let local = in_force
            .triage
            .with_untracked(|r| r.as_ref().map(|r| r.fact_code(change.fact).to_owned()));
        form.take(&change, local);
    });
    if let Some(decided) = decided {
        Effect::new(move |_| {
            let verdict = |outcome: &Outcome| outcome.triage.verdict != Verdict::NeedsMoreFacts;
            if results.outcome.with(|outcome| outcome.as_ref().is_some_and(verdict)) {
                decided.run(());
            }
        });
    }
    view! {
        <Head form results adopting/>
        {verdict_bar(results.outcome)}
        <div class="quick">
            <Rows form/>
            <div class="quick-side">
                <section class="card verdict" id="verdict" aria-live="polite">
                    {move || results.outcome.get().map(|outcome| verdict_card(texts::VERDICT, outcome, take))}
                </section>
                {move || match results.asked.get() {
                    Some(asked) => date_cards(&asked, today.get()).into_any(),
                    None => view! { <p class="quiet">{t(texts::NO_FILING_DAY)}</p> }.into_any(),
                }}
                <div class="signatures">
                    <span>{t(texts::SIGN_HANDLER)}</span>
                    <span>{t(texts::SIGN_DIRECTOR)}</span>
                    <span>{t(texts::SIGN_DATE)}</span>
                </div>
            </div>
        </div>
    }
}

fn results(form: Form, in_force: InForce) -> Results {
    let facts = Memo::new(move |_| form.facts());
    let today = use_today();
    let outcome = Memo::new(move |_| {
        let rules = in_force.triage.get()?;
        Some(Outcome::of(rules, facts.get()))
    });
    let asked = Memo::new(move |_| {
        let verdict = outcome.with(|o| o.as_ref().map(|o| o.triage.verdict_to_act_on()));
        let filed = form
            .filed_on
            .with(Entered::value)
            .filter(|_| !form.has_unreadable_day() && form.unsound(today.get()).is_empty())?;
        let asked = facts.with(|facts| Asked {
            filed,
            received: form.received_on.with(Entered::value),
            // No case number is known yet.
            kind: CaseKind::of("", facts),
            basis: facts.basis_type,
            course: verdict.and_then(Verdict::course),
            covers: facts.frozen_covers(),
            calendar: in_force.calendar.get(),
            nodes: in_force.nodes.get(),
        });
        Some(asked)
    });
    Results { outcome, asked }
}

#[component]
fn Head(form: Form, results: Results, adopting: RwSignal<bool>) -> impl IntoView {
    let today = use_today();
    let toasts = use_toasts();
    let clear = move |_| {
        let back = form.way_back(untrack(|| form.typed()));
        form.clear(today.get_untracked());
        toasts.undoable(common::CLEARED.once(), back);
    };
    let unfit = move || {
        let told = |outcome: &Option<Outcome>| outcome.as_ref().is_some_and(|o| !o.triage.contradictions.is_empty());
        form.is_unreadable() || results.outcome.with(told)
    };
    view! {
        <Court/>
        <header class="page-head">
            <h1><span class="no-print">{t(texts::TITLE)}</span><span class="only-print">{t(texts::PRINT_TITLE)}</span></h1>
            <div class="page-actions">
                <button type="button" class="button" on:click=clear>
                    {icon(Icon::Refresh)}{t(common::CLEAR)}
                </button>
                <CopyButton results/>
                <PrintButton/>
                <button type="button" class="button button-main" disabled=unfit on:click=move |_| adopting.set(true)>
                    {t(texts::ADOPT)}
                </button>
            </div>
            <p class="no-print">{t(texts::LEAD)}</p>
        </header>
        <Printed/>
    }
}

#[component]
fn CopyButton(results: Results) -> impl IntoView {
    let (done, toasts) = (RwSignal::new(false), use_toasts());
    let copy = move |_| {
        let Some(outcome) = results.outcome.get_untracked() else {
            return;
        };
        let text = untrack(|| {
            let asked = results.asked.get();
            copy::sheet(&outcome, asked.as_ref())
        });
        leptos::task::spawn_local(async move {
            match JsFuture::from(window().navigator().clipboard().write_text(&text)).await {
                Ok(_) => {
                    done.set(true);
                    set_timeout(
                        move || {
                            done.try_set(false);
                        },
                        std::time::Duration::from_secs(2),
                    );
                }
                Err(_) => toasts.alarm(texts::COPY_FAILED.once()),
            }
        });
    };
    view! {
        <button type="button" class="button" on:click=copy>
            {move || icon(if done.get() { Icon::Check } else { Icon::Copy })}
            {move || if done.get() { texts::COPIED.now() } else { common::COPY.now() }}
        </button>
    }
}

/// On narrow screens the word stays in sight while one fills in the form; the card says the same to a reader.
fn verdict_bar(outcome: Memo<Option<Outcome>>) -> impl IntoView {
    let word = move || outcome.with(|o| o.as_ref().map(|o| words::outcome(&o.triage).now()));
    let show = move |_| {
        if let Some(card) = document().get_element_by_id("verdict") {
            card.scroll_into_view();
        }
    };
    view! {
        <button type="button" class="verdict-bar no-print" aria-hidden="true" tabindex="-1" on:click=show>
            <span class="quiet">{t(texts::VERDICT)}</span><strong>{word}</strong>{icon(Icon::ChevronDown)}
        </button>
    }
}
