//! The eleven matters of a case in a line: where each stands and whose it is; a tap opens what can be done with one.
use std::sync::Arc;

use casebook::field::Field;
use casebook::matters::{self, CaseMatter, MatterState, of_case};
use casebook::reckoned::Reckoned;
use casebook::transcript::{RECEPTION_DONE, reception_shaken};
use law::nodes::NodeSet;
use leptos::prelude::*;
use protocol::{CaseView, Value};

use super::sheet::Sheet;
use crate::kinds::kinds_now;
use crate::lang::{case as case_texts, matters as texts, t, transcript};
use crate::pages::matters::act::{Acts, Asked, Dialogs, Target};
use crate::pages::matters::whose;
use crate::pages::transcript::{Shaken, WriteLink};
use crate::pages::words;
use crate::parts::date::iso;
use crate::parts::mark::{State, shape};

/// A matter as the line shows it.
#[derive(Clone, PartialEq)]
struct Shown {
    id: String,
    name: String,
    state: State,
    said: String,
    owner: String,
    is_open: bool,
    /// It is done by a record of an interview.
    is_written: bool,
    target: Target,
}

/// The card; nothing where the rules in force name no matters.
#[component]
pub(super) fn Matters(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let open = RwSignal::new(None::<String>);
    let asked = RwSignal::new(None::<Asked>);
    let all = Memo::new(move |_| shown(sheet));
    let card = move || {
        let all = all.get();
        let done = all.iter().filter(|one| one.state == State::Done).count();
        let to_do = all.iter().filter(|one| one.is_open).count();
        (!all.is_empty()).then(|| {
            view! {
                <section class="card matters-card">
                    <header class="card-head">
                        <h2>{t(texts::OF_CASE)}</h2>
                        <span class="quiet">{texts::OF_CASE_COUNT.with(&[&to_do, &done])}</span>
                    </header>
                    <ol class="matter-line">{all.iter().map(|one| button(one, open)).collect_view()}</ol>
                    {move || open.get().and_then(|id| all.iter().find(|one| one.id == id).map(|one| panel(sheet, one, asked)))}
                </section>
            }
        })
    };
    view! { {card}<Dialogs asked done=Callback::new(|()| ())/> }
}

fn shown(sheet: Sheet) -> Vec<Shown> {
    let (Some(law), Some(view)) = (sheet.law.get(), sheet.view()) else {
        return Vec::new();
    };
    let set = sheet.nodes();
    let debtor = sheet.text(Field::DEBTOR);
    let all = of_case(&set, &law, &sheet.id, &view.records);
    let all = all.into_iter().map(|one| {
        let is_written = is_written(&set, &one);
        let (state, said) = match is_written && reception_shaken(&view, kinds_now()).is_some() {
            true => (State::Soon, transcript::SHAKEN.now().to_owned()),
            false => state(&one, &law),
        };
        let target = Target {
            case: sheet.id,
            debtor: debtor.clone(),
            matter: one.matter.id.clone(),
            who: one.who.clone().unwrap_or_default(),
            node: match one.state {
                MatterState::Open(at) | MatterState::Unrecorded(at) => {
                    law.nodes.get(at).map(|line| line.id.clone()).unwrap_or_default()
                }
                _ => String::new(),
            },
            void: void(&set, &one, &view),
            said: matters::said(&view, &one.matter.id),
        };
        Shown {
            id: one.matter.id.clone(),
            name: words::name(&one.matter.name),
            state,
            said,
            owner: one.owner.to_owned(),
            is_open: matches!(one.state, MatterState::Open(_)),
            is_written,
            target,
        }
    });
    all.collect()
}

/// Whether a record of a first reception does the matter.
fn is_written(set: &NodeSet, one: &CaseMatter<'_>) -> bool {
    let nodes = one.matter.nodes.iter().filter_map(|node| set.at(*node));
    let mut keys = nodes.flat_map(|node| &node.done).filter_map(|key| set.key_at(*key));
    keys.any(|key| key.code == RECEPTION_DONE)
}

/// The happenings by which somebody said that the case has no such matter.
fn void(set: &NodeSet, one: &CaseMatter<'_>, view: &CaseView) -> Vec<[u8; 16]> {
    let key = one
        .matter
        .void
        .and_then(|key| set.key_at(key))
        .filter(|_| one.state == MatterState::Void);
    let own = view
        .happenings
        .iter()
        .filter(|happening| key.is_some_and(|key| key.code == happening.key));
    own.map(|happening| happening.id).collect()
}

/// How a matter stands, and what to say with it.
fn state(one: &CaseMatter<'_>, law: &Arc<Reckoned>) -> (State, String) {
    let reason = || match one
        .record
        .as_ref()
        .map(|record| record.value(casebook::matters::REASON))
    {
        Some(Value::Text(reason)) => reason.clone(),
        _ => String::new(),
    };
    match one.state {
        MatterState::Open(at) => match law.nodes.get(at) {
            Some(line) => words::status(line.status, line.day(), line.act_by()),
            None => (State::Idle, String::new()),
        },
        MatterState::Done(on) => (State::Done, case_texts::DONE_ON.with(&[&iso(on)])),
        MatterState::Void => (State::Idle, texts::VOID.with(&[&reason()])),
        MatterState::Unrecorded(_) => (State::Idle, case_texts::UNRECORDED.now().to_owned()),
        MatterState::NoLimit => (State::Idle, texts::NO_LIMIT.now().to_owned()),
        MatterState::Ended => (State::Idle, case_texts::ENDED.now().to_owned()),
    }
}

fn button(one: &Shown, open: RwSignal<Option<String>>) -> AnyView {
    let (own, toggled) = (one.id.clone(), one.id.clone());
    let is_open = move || open.with(|open| open.as_ref() == Some(&own));
    let toggle = move |_| {
        open.update(|open| *open = (open.as_ref() != Some(&toggled)).then(|| toggled.clone()));
    };
    view! {
        <li>
            <button
                type="button"
                class=format!("matter-button mark {}", one.state.class())
                aria-expanded=move || if is_open() { "true" } else { "false" }
                on:click=toggle
            >
                {shape(one.state)}
                <span>{one.name.clone()}</span>
                <span class="visually-hidden">{one.said.clone()}</span>
            </button>
        </li>
    }
    .into_any()
}

/// One matter: how it stands, whose it is, what can be done.
fn panel(sheet: Sheet, one: &Shown, asked: RwSignal<Option<Asked>>) -> AnyView {
    view! {
        <div class="matter-panel">
            <p>
                <strong>{one.name.clone()}</strong>" "
                <span class=format!("mark {}", one.state.class())>{shape(one.state)}<span>{one.said.clone()}</span></span>
            </p>
            <p>{t(texts::WHO)}" "{whose(&one.owner, &one.target)}</p>
            {one.is_written.then(|| view! { <Shaken sheet/><p class="no-print"><WriteLink case=one.target.case/></p> })}
            <div class="matter-acts no-print"><Acts targets=vec![one.target.clone()] asked/></div>
        </div>
    }
    .into_any()
}
