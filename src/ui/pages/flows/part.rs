//! Where a record of a case stands in its flow: its state, the steps so far, what may be done now.
use casebook::flows::{Flow, StepOf};
use leptos::prelude::*;
use protocol::{FlowView, RecordView, StepView};

use super::{Asked, awaited, flow_of, states};
use crate::lang::{flows as texts, t};
use crate::pages::records::{name, title};
use crate::pages::words;
use crate::parts::date::iso;
use crate::parts::mark::{State, shape};
use crate::state::use_shell;

/// The part of a record's card that is about its flow; nothing if its kind has none. `asked` opens the form.
pub fn flow_part(case: protocol::CaseId, record: &RecordView, asked: RwSignal<Option<Asked>>) -> Option<AnyView> {
    let (kind, flow) = flow_of(record.record)?;
    let stands = record.flow.clone()?;
    let called = format!("{} {}", name(&kind.name).now(), title(kind, &record.fields));
    let buttons = flow
        .steps
        .iter()
        .filter(|step| stands.open.contains(&step.key) && flow.leads_on(step, &stands.states))
        .map(|step| {
            let ask = Asked::of(case, record, step);
            let label = format!("{} {called}", name(&step.name).now());
            view! {
                <button type="button" class="button" aria-label=label on:click=move |_| asked.set(Some(ask.clone()))>
                    {t(name(&step.name))}
                </button>
            }
        });
    let buttons = buttons.collect_view();
    Some(
        view! {
            <div class="flow">
                <p class="flow-stands">{mark(flow, &stands.states)}{waits(flow, &stands)}{own(flow, &stands)}</p>
                <div class="flow-do no-print">{buttons}</div>
                {steps(flow, &stands.steps)}
            </div>
        }
        .into_any(),
    )
}

/// The state in a word, with the shape that goes with it.
pub fn mark(flow: &'static Flow, stand: &[String]) -> AnyView {
    let state = state_of(flow, stand);
    let said = states(flow, stand);
    view! { <span class=format!("mark {}", state.class())>{shape(state)}<span>{said}</span></span> }.into_any()
}

/// Over, under way, or a question.
pub fn state_of(flow: &Flow, states: &[String]) -> State {
    match states {
        [_] if flow.is_over(states) => State::Done,
        [_] => State::Running,
        _ => State::Overdue,
    }
}

fn waits(flow: &'static Flow, stands: &FlowView) -> Option<AnyView> {
    if stands.states.len() > 1 {
        return Some(view! { <span class="quiet">{t(texts::QUESTION)}</span> }.into_any());
    }
    (!flow.is_over(&stands.states)).then(|| {
        let who = awaited(flow, &stands.states);
        view! { <span class="quiet">{texts::WAITS_FOR.with(&[&who])}</span> }.into_any()
    })
}

/// That the next step is closed to the person here for having asked, if so. Tracks.
fn own(flow: &'static Flow, stands: &FlowView) -> Option<AnyView> {
    let me = use_shell().me()?.name;
    let took = |keys: &[String]| {
        let mut steps = stands.steps.iter().filter(|step| step.counts);
        steps.any(|step| keys.contains(&step.step) && step.by == me)
    };
    let leads_on = |step: &&StepOf| step.from.iter().any(|state| stands.states.contains(state));
    let closed = flow.steps.iter().filter(leads_on).find(|step| took(&step.not_by))?;
    Some(view! { <span class="quiet">{texts::NOT_YOUR_OWN.with(&[&name(&closed.name).now()])}</span> }.into_any())
}

fn steps(flow: &'static Flow, steps: &[StepView]) -> Option<AnyView> {
    let lines: Vec<AnyView> = steps.iter().map(|step| line(flow, step)).collect();
    let head = texts::STEPS.with(&[&lines.len()]);
    (!lines.is_empty()).then(|| {
        view! {
            <details class="flow-steps">
                <summary class="link">{head}</summary>
                <ol>{lines}</ol>
            </details>
        }
        .into_any()
    })
}

/// Who did what, and for which day. In the current language.
fn taken_said(flow: &'static Flow, step: &StepView) -> String {
    let done = flow
        .step(&step.step)
        .map_or_else(|| step.step.clone(), |of| name(&of.name).now().to_owned());
    texts::STEP_LINE.with(&[&step.by, &done, &iso(step.on)])
}

/// The same with the reason, as paper has it.
pub fn step_line(flow: &'static Flow, step: &StepView) -> String {
    let said = taken_said(flow, step);
    match step.reason.as_str() {
        "" => said,
        reason => format!("{said}{colon}{reason}", colon = crate::lang::common::COLON.now()),
    }
}

/// A step in a line: who, what, when, why, and whether it counts.
fn line(flow: &'static Flow, step: &StepView) -> AnyView {
    let said = taken_said(flow, step);
    let order = (!step.on_order_of.is_empty()).then(|| texts::BY_ORDER.with(&[&step.on_order_of]));
    let no_effect = step
        .fault
        .map(|fault| texts::NO_EFFECT.with(&[&texts::fault(fault).now()]));
    let changed = (step.counts && step.changed).then(|| texts::CHANGED_SINCE.now().to_owned());
    let more: Vec<String> = [order, no_effect, changed].into_iter().flatten().collect();
    let reason = (!step.reason.is_empty()).then(|| view! { <p>{step.reason.clone()}</p> });
    view! {
        <li class:is-refused=step.fault.is_some()>
            <span>{said}</span>
            <span class="quiet">" "{words::moment(step.at_ms)}{more.into_iter().map(|m| format!(" · {m}")).collect::<String>()}</span>
            {reason}
        </li>
    }
    .into_any()
}
