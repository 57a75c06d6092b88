//! Before rules are put in force: which verdicts and dates would move, and only then the choice.
use fenliu::work::desk::Desk;
use fenliu::work::protocol::{Answer, Job, RulesEffect};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::book::load_rules;
use crate::in_force::{InForce, use_in_force};
use crate::lang::{Text, common, errors, law, rules as texts, t};
use crate::pages::words::node_name;
use crate::pages::writer::{Writer, use_writer};
use crate::parts::date::iso;
use crate::parts::dialog::Dialog;

/// A proposed change of rules, and what it would do.
#[derive(Clone, Copy)]
pub struct Proposal {
    open: RwSignal<bool>,
    text: RwSignal<Option<(String, Option<String>)>>,
    effect: RwSignal<Option<Result<RulesEffect, String>>>,
}

/// The proposal under way.
pub fn use_effect() -> Proposal {
    expect_context()
}

/// Creates it. Call once, on the page.
pub fn provide_effect() {
    provide_context(Proposal {
        open: RwSignal::new(false),
        text: RwSignal::new(None),
        effect: RwSignal::new(None),
    });
}

impl Proposal {
    /// Shows what this text under this key would change; no text goes back to the built-in rules.
    pub fn ask(self, key: String, text: Option<String>) {
        self.text.set(Some((key.clone(), text.clone())));
        self.effect.set(None);
        self.open.set(true);
        let Some(text) = text else {
            self.effect.set(Some(Ok(RulesEffect::default())));
            return;
        };
        spawn_local(async move {
            let effect = match Desk::token().ask(Job::RulesPreview { key, text }).await {
                Ok(Answer::RulesEffect(effect)) => Ok(*effect),
                Ok(_) => Err("bad_frame".to_owned()),
                Err(error) => Err(error.code),
            };
            self.effect.try_set(Some(effect));
        });
    }

    fn accept(self, writer: Writer, in_force: InForce) {
        let Some((key, text)) = self.text.get_untracked() else { return };
        spawn_local(async move {
            match Desk::token().ask(Job::PutRules { key, text }).await {
                Ok(answer) => {
                    writer.heard(answer);
                    load_rules(Desk::token(), in_force).await;
                    self.open.try_set(false);
                }
                Err(error) => {
                    self.effect.try_set(Some(Err(error.code)));
                }
            }
        });
    }
}

/// The dialog with the list of what would move.
#[component]
pub fn Effect() -> impl IntoView {
    let proposal = use_effect();
    view! {
        <Dialog open=proposal.open title=texts::EFFECT>
            {move || match proposal.effect.get() {
                None => view! { <p class="quiet">{t(common::LOADING)}</p> }.into_any(),
                Some(Err(code)) => view! { <p class="note" role="alert">{t(errors::sentence(&code))}</p> }.into_any(),
                Some(Ok(effect)) => shown(&effect),
            }}
            <Foot/>
        </Dialog>
    }
}

#[component]
fn Foot() -> impl IntoView {
    let proposal = use_effect();
    let (writer, in_force) = (use_writer(), use_in_force());
    let fine = move || proposal.effect.with(|e| matches!(e, Some(Ok(effect)) if effect.refused.is_none()));
    view! {
        <div class="dialog-foot">
            <button type="button" class="button" on:click=move |_| proposal.open.set(false)>{t(common::CANCEL)}</button>
            <button type="button" class="button button-main" disabled=move || !fine()
                on:click=move |_| proposal.accept(writer, in_force)>{t(texts::ACCEPT)}</button>
        </div>
    }
}

fn shown(effect: &RulesEffect) -> AnyView {
    if let Some((code, detail)) = &effect.refused {
        return view! {
            <h3>{texts::REFUSED.now()}</h3>
            <p class="note" role="alert">{errors::sentence(code).now()}</p>
            {(!detail.is_empty()).then(|| view! {
                <p class="quiet">{texts::COUNTEREXAMPLE.now()}</p><pre class="refused">{detail.clone()}</pre>
            })}
        }
        .into_any();
    }
    let (verdicts, dates) = effect.counts;
    if verdicts == 0 && dates == 0 {
        return view! { <p>{texts::NOTHING_MOVES.now()}</p> }.into_any();
    }
    let listed = effect.verdicts.len() + effect.dates.len();
    let cut = (verdicts as usize + dates as usize > listed).then(|| texts::MORE.with(&[&listed]));
    view! {
        <p>{texts::MOVES.with(&[&verdicts, &dates])}" "{cut}</p>
        {table(effect)}
    }
    .into_any()
}

/// One list: verdicts first, then dates.
fn table(effect: &RulesEffect) -> AnyView {
    let set = use_in_force().nodes.get();
    let word = |verdict: u8| law::VERDICT_SHORT.get(usize::from(verdict)).map_or("", |text| text.now()).to_owned();
    let verdicts = effect.verdicts.iter().map(|(case, before, after)| {
        row(case, texts::VERDICT.now().to_owned(), word(*before), word(*after))
    });
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "—".to_owned(), iso);
    let dates = effect
        .dates
        .iter()
        .map(|(case, node, before, after)| row(case, node_name(&set, node), day((*before).into()), day((*after).into())));
    let rows: Vec<AnyView> = verdicts.chain(dates).collect();
    let head = [texts::CASE, texts::WHAT, texts::BEFORE, texts::AFTER];
    let head: Vec<AnyView> = head.map(|text: Text| view! { <th scope="col">{text.now()}</th> }.into_any()).into();
    view! {
        <div class="effect-scroll" tabindex="0">
            <table class="effect"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

fn row(case: &str, what: String, before: String, after: String) -> AnyView {
    view! {
        <tr><td class="case-number">{case.to_owned()}</td><td>{what}</td><td>{before}</td><td><strong>{after}</strong></td></tr>
    }
    .into_any()
}
