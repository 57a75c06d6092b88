//! Before rules are put in force: which verdicts and dates would move, and only then the choice.
use ::law::calendar::YearNotice;
use ::law::triage::SHANGQIU;
use casebook::rules::{NOTICE_KEY, TRIAGE_KEY};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{PreviewRules, PutRules, ReadRules, Refusal, RulesEffect};

use super::calendar::days;
use crate::book::load_rules;
use crate::in_force::{InForce, use_in_force};
use crate::lang::{Text, common, errors, law, rules as texts, t};
use crate::pages::words::node_name;
use crate::pages::writer::{Writer, use_writer};
use crate::parts::date::iso;
use crate::parts::dialog::Dialog;
use crate::parts::toast::{ToastBar, use_toasts};

/// A proposed change of rules, and what it would do.
#[derive(Clone, Copy)]
pub struct Proposal {
    open: RwSignal<bool>,
    text: RwSignal<Option<(String, Option<String>)>>,
    effect: RwSignal<Option<Result<RulesEffect, Refusal>>>,
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
        let text = match text {
            Some(text) => text,
            None if key == TRIAGE_KEY => SHANGQIU.to_owned(),
            // A year that loses its notice has no text to preview; the dialog says what it means.
            None => return self.effect.set(Some(Ok(RulesEffect::default()))),
        };
        spawn_local(async move {
            let effect = match WorkerClient::token().ask(PreviewRules { key, text }).await {
                Ok(effect) => Ok(effect),
                Err(error) => Err(error.refusal),
            };
            self.effect.try_set(Some(effect));
        });
    }

    /// What taking this text out means, where there is nothing to reckon beforehand.
    fn taken_out(self) -> Option<Text> {
        self.text.with(|text| match text {
            Some((key, None)) if key.starts_with(NOTICE_KEY) => Some(texts::NOTICE_OUT),
            Some((key, None)) if key != TRIAGE_KEY => Some(texts::NODES_OUT),
            _ => None,
        })
    }

    /// The days of a year's notice, to be compared with its text before it is put in force. Tracks.
    fn calendar(self) -> Option<AnyView> {
        let notice = self.text.with(|text| match text {
            Some((key, Some(text))) if key.starts_with(NOTICE_KEY) => YearNotice::parse(text).ok(),
            _ => None,
        })?;
        let named = notice.numbers.first().or(notice.title.as_ref()).cloned();
        let count = texts::OFF_COUNT.with(&[&notice.off.len(), &notice.work.len()]);
        Some(
            view! {
                <h3>{notice.year}" "{named}</h3>
                <p class="quiet">{count}</p>
                {days(&notice)}
            }
            .into_any(),
        )
    }

    fn accept(self, tools: Tools) {
        let Some((key, text)) = self.text.get_untracked() else {
            return;
        };
        spawn_local(async move {
            let before = before(&key).await;
            match put(tools, key.clone(), text).await {
                Ok(()) => {
                    self.open.try_set(false);
                    let back = Callback::new(move |()| {
                        let (key, before) = (key.clone(), before.clone());
                        spawn_local(async move {
                            if let Err(code) = put(tools, key, before).await {
                                tools.writer.failed(&code);
                            }
                        });
                    });
                    tools.toasts.undoable(texts::ACCEPTED.once(), back);
                }
                Err(code) => {
                    self.effect.try_set(Some(Err(code)));
                }
            }
        });
    }
}

/// What putting rules in force needs.
#[derive(Clone, Copy)]
struct Tools {
    writer: Writer,
    in_force: InForce,
    toasts: ToastBar,
}

/// The text under this key now, for the way back.
async fn before(key: &str) -> Option<String> {
    match WorkerClient::token().ask(ReadRules).await {
        Ok(texts) => texts.into_iter().find(|(k, _)| k == key).map(|(_, text)| text),
        _ => None,
    }
}

/// Puts a text in force, or takes it out; this page follows at once.
async fn put(tools: Tools, key: String, text: Option<String>) -> Result<(), Refusal> {
    let summary = WorkerClient::token()
        .ask(PutRules { key, text })
        .await
        .map_err(|error| error.refusal)?;
    tools.writer.heard(&summary);
    load_rules(WorkerClient::token(), tools.in_force).await;
    Ok(())
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
                Some(Ok(effect)) => match proposal.taken_out() {
                    Some(words) => view! { <p>{t(words)}</p> }.into_any(),
                    None => view! { {proposal.calendar()}{shown(&effect)} }.into_any(),
                },
            }}
            <Foot/>
        </Dialog>
    }
}

#[component]
fn Foot() -> impl IntoView {
    let proposal = use_effect();
    let tools = Tools {
        writer: use_writer(),
        in_force: use_in_force(),
        toasts: use_toasts(),
    };
    let fine = move || {
        proposal
            .effect
            .with(|e| matches!(e, Some(Ok(effect)) if effect.refused.is_none()))
    };
    view! {
        <div class="dialog-foot">
            <button type="button" class="button" on:click=move |_| proposal.open.set(false)>{t(common::CANCEL)}</button>
            <button type="button" class="button button-main" disabled=move || !fine()
                on:click=move |_| proposal.accept(tools)>{t(texts::ACCEPT)}</button>
        </div>
    }
}

fn shown(effect: &RulesEffect) -> AnyView {
    if let Some((why, detail)) = &effect.refused {
        return view! {
            <h3>{texts::REFUSED.now()}</h3>
            <p class="note" role="alert">{errors::sentence(why).now()}</p>
            {(!detail.is_empty()).then(|| view! {
                <p class="quiet">{texts::COUNTEREXAMPLE.now()}</p><pre class="refused">{detail.clone()}</pre>
            })}
        }
        .into_any();
    }
    let (verdicts, dates) = effect.counts;
    let settled = effect.settled;
    if verdicts == 0 && dates == 0 && settled > 0 {
        return view! { <p>{texts::ONLY_SETTLED.with(&[&settled])}</p> }.into_any();
    }
    if verdicts == 0 && dates == 0 {
        return view! { <p>{texts::NOTHING_MOVES.now()}</p> }.into_any();
    }
    let listed = effect.verdicts.len() + effect.dates.len();
    let cut = (verdicts as usize + dates as usize > listed).then(|| texts::MORE.with(&[&listed]));
    view! {
        <p>{texts::MOVES.with(&[&verdicts, &dates])}" "{cut}</p>
        {(settled > 0).then(|| view! { <p>{texts::AND_SETTLED.with(&[&settled])}</p> })}
        {table(effect)}
    }
    .into_any()
}

/// One list: verdicts first, then dates.
fn table(effect: &RulesEffect) -> AnyView {
    let set = use_in_force().nodes.get();
    let word = |verdict: u8| {
        law::VERDICT_SHORT
            .get(usize::from(verdict))
            .map_or("", |text| text.now())
            .to_owned()
    };
    let verdicts = effect
        .verdicts
        .iter()
        .map(|(case, before, after)| row(case, texts::VERDICT.now().to_owned(), word(*before), word(*after)));
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "—".to_owned(), iso);
    let dates = effect.dates.iter().map(|(case, node, before, after)| {
        row(case, node_name(&set, node), day((*before).into()), day((*after).into()))
    });
    let rows: Vec<AnyView> = verdicts.chain(dates).collect();
    let head = [texts::CASE, texts::WHAT, texts::BEFORE, texts::AFTER];
    let head: Vec<AnyView> = head
        .map(|text: Text| view! { <th scope="col">{text.now()}</th> }.into_any())
        .into();
    view! {
        <div class="effect-scroll" tabindex="0" role="region" aria-label=texts::EFFECT.now()>
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
