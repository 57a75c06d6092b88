//! The rows of the form.
use ::law::facts::{ArbitrationKind, BasisType, ClaimKind};
use ::law::triage::{Contradiction, FactId, contradictions};
use casebook::entered::Entered;
use casebook::field::Field;
use leptos::prelude::*;

use super::form::{Form, MarkForm, Special};
use crate::in_force::use_in_force;
use crate::lang::{Lang, Text, common, law, paper, quick as texts, t, use_lang};
use crate::pages::unsound::sentence;
use crate::parts::answer::{Segments, ThreeAnswer};
use crate::parts::choice::Choice;
use crate::parts::date::DateInput;
use crate::parts::field::Row;
use crate::parts::icon::{Icon, icon};
use crate::parts::money::MoneyInput;
use crate::parts::text::TextInput;
use crate::state::use_today;

/// The form.
#[component]
pub fn Rows(
    /// Its state.
    form: Form,
) -> impl IntoView {
    let faults = Memo::new(move |_| contradictions(&form.facts()));
    view! {
        <div class="card quick-form">
            {basis_rows(form)}
            {claim_rows(form, faults)}
            {flag_rows(form, faults)}
            {local_rows(form)}
            {mark_rows(form)}
            {filing_rows(form)}
        </div>
    }
}

/// What contradicts the answer to a fact, said beside it.
fn fault(faults: Memo<Vec<Contradiction>>, fact: FactId) -> impl IntoView {
    move || {
        let here = faults.get().into_iter().filter(|what| what.fact() == fact);
        here.map(|what| view! { <p class="note" role="alert">{t(law::contradiction(what))}</p> })
            .collect_view()
    }
}

fn basis_rows(form: Form) -> AnyView {
    let options: Vec<Text> = std::iter::once(texts::NOT_CHOSEN).chain(law::BASIS).collect();
    let chosen = Signal::derive(move || form.basis.get().map_or(0, |basis| basis as usize + 1));
    let on_choose = Callback::new(move |at: usize| {
        form.basis
            .set(at.checked_sub(1).and_then(|at| BasisType::ALL.get(at).copied()));
    });
    let award = Memo::new(move |_| form.basis.get() == Some(BasisType::ArbitralAward));
    view! {
        <Row label=texts::BASIS>
            <span class:no-print=move || form.basis.get().is_none()><Choice options chosen on_choose/></span>
            {move || form.basis.get().is_none().then(|| view! { <span class="only-print">{t(common::UNKNOWN)}</span> })}
        </Row>
        {move || award.get().then(|| arbitration_row(form))}
    }
    .into_any()
}

fn arbitration_row(form: Form) -> AnyView {
    const UNKNOWN: usize = ArbitrationKind::ALL.len();
    let options: Vec<Text> = law::ARBITRATION.into_iter().chain([common::UNKNOWN]).collect();
    let chosen = Signal::derive(move || form.arbitration.get().map_or(UNKNOWN, |kind| kind as usize));
    let on_choose = Callback::new(move |at: usize| form.arbitration.set(ArbitrationKind::ALL.get(at).copied()));
    view! {
        <Row label=texts::ARBITRATION group=true>
            <Segments options chosen on_choose quiet=UNKNOWN/>
        </Row>
    }
    .into_any()
}

fn claim_rows(form: Form, faults: Memo<Vec<Contradiction>>) -> AnyView {
    let options: Vec<Text> = law::CLAIM_KIND.into_iter().chain([common::UNKNOWN]).collect();
    let chosen = Signal::derive(move || form.claim_kind.get().map_or(4, |kind| kind as usize));
    let on_choose = Callback::new(move |at: usize| form.claim_kind.set(ClaimKind::ALL.get(at).copied()));
    view! {
        <Row label=texts::CLAIM_KIND group=true>
            <Segments options chosen on_choose quiet=4/>
        </Row>
        <Row label=texts::AMOUNT>
            <MoneyInput value=form.amount/>
        </Row>
        {fault(faults, FactId::ClaimAmount)}
    }
    .into_any()
}

fn flag_rows(form: Form, faults: Memo<Vec<Contradiction>>) -> AnyView {
    let frozen_hint = Signal::derive(move || texts::FROZEN_HINT.now().to_owned());
    let organ_hint = Signal::derive(move || texts::ORGAN_HINT.now().to_owned());
    let control = Signal::derive(move || usize::from(!form.frozen_complete.get()));
    let on_control = Callback::new(move |at: usize| form.frozen_complete.set(at == 0));
    view! {
        <Row label=texts::FOREIGN group=true>
            <ThreeAnswer value=form.foreign/>
        </Row>
        <Row label=texts::ORGAN group=true hint=organ_hint>
            <ThreeAnswer value=form.organ/>
        </Row>
        {fault(faults, FactId::PartyOrGovOrgan)}
        <Row label=texts::FROZEN hint=frozen_hint>
            <MoneyInput value=form.frozen/>
        </Row>
        {fault(faults, FactId::Frozen)}
        <Row label=texts::CONTROL group=true>
            <Segments options=vec![texts::CONTROL_BACK, texts::CONTROL_OPEN] chosen=control on_choose=on_control quiet=1/>
        </Row>
        {special_rows(form)}
        {fault(faults, FactId::Preservation)}
        {fault(faults, FactId::LitigationFeeRecovery)}
    }
    .into_any()
}

const SPECIALS: [Special; 3] = [Special::None, Special::Some, Special::Unknown];

fn special_rows(form: Form) -> AnyView {
    let chosen = Signal::derive(move || form.special.get() as usize);
    let on_choose = Callback::new(move |at: usize| form.special.set(SPECIALS[at.min(2)]));
    let options = vec![texts::SPECIAL_NONE, texts::SPECIAL_SOME, common::UNKNOWN];
    let each = move || {
        (form.special.get() == Special::Some).then(|| {
            view! {
                <div class="sub-rows">
                    <Row label=texts::ENTRUSTED group=true><ThreeAnswer value=form.entrusted/></Row>
                    <Row label=texts::PRESERVATION group=true><ThreeAnswer value=form.preservation/></Row>
                    <Row label=texts::FEE group=true><ThreeAnswer value=form.fee/></Row>
                </div>
            }
        })
    };
    view! {
        <Row label=texts::SPECIAL group=true>
            <Segments options chosen on_choose quiet=2/>
        </Row>
        {each}
    }
    .into_any()
}

/// Facts that only the court's own set asks for.
fn local_rows(form: Form) -> impl IntoView {
    let in_force = use_in_force();
    move || {
        let rules = in_force.triage.get()?;
        let rows = rules
            .set()
            .local_facts
            .iter()
            .map(|fact| local_row(form, fact.id.clone(), &fact.text));
        Some(rows.collect_view())
    }
}

fn local_row(form: Form, id: String, text: &::law::triage::Text) -> AnyView {
    let label = match use_lang().get() {
        Lang::Zh => text.zh.clone(),
        Lang::En => text.en.clone(),
    };
    let key = StoredValue::new(id);
    let value = move || form.local.with(|local| key.with_value(|key| local.get(key).copied()));
    let chosen = Signal::derive(move || match value() {
        Some(true) => 0,
        Some(false) => 1,
        None => 2,
    });
    let on_choose = Callback::new(move |at: usize| {
        form.local.update(|local| {
            let key = key.get_value();
            match at {
                0 | 1 => local.insert(key, at == 0),
                _ => local.remove(&key),
            };
        });
    });
    let id = crate::parts::fresh_id();
    provide_context(crate::parts::field::ControlId(id.clone()));
    view! {
        <div class="row">
            <span class="row-label" id=format!("{id}-label")>{label}</span>
            <div class="row-control">
                <Segments options=vec![common::YES, common::NO, common::UNKNOWN] chosen on_choose quiet=2/>
            </div>
        </div>
    }
    .into_any()
}

fn mark_rows(form: Form) -> AnyView {
    view! {
        {mark_row(texts::COMPLEXITY, form.complexity, true)}
        {mark_row(texts::SIMPLE, form.simple, false)}
    }
    .into_any()
}

fn mark_row(label: Text, mark: MarkForm, kinds: bool) -> AnyView {
    let id = crate::parts::fresh_id();
    let label_id = format!("{id}-label");
    let (group_label, described) = (label_id.clone(), label_id.clone());
    view! {
        <div class="row" role="group" aria-labelledby=group_label>
            <span class="row-label" id=label_id>{t(label)}</span>
            <div class="row-control">
                {move || if mark.on.get() {
                    mark_fields(mark, kinds)
                } else {
                    view! {
                        <button type="button" class="button button-quiet" aria-describedby=described.clone()
                            on:click=move |_| mark.on.set(true)>
                            {icon(Icon::Plus)}{t(texts::ADD_MARK)}
                        </button>
                        <span class="quiet">{t(texts::MARK_HINT)}</span>
                        <span class="only-print">{t(paper::NO_MARK)}</span>
                    }.into_any()
                }}
            </div>
        </div>
    }
    .into_any()
}

fn mark_fields(mark: MarkForm, kinds: bool) -> AnyView {
    let chosen = Signal::derive(move || mark.kind.get());
    let on_choose = Callback::new(move |at| mark.kind.set(at));
    let options: Vec<Text> = law::COMPLEXITY.iter().map(|(_, text)| *text).collect();
    let kind = kinds.then(|| {
        view! { <Row label=texts::MARK_KIND><Choice options chosen on_choose/></Row> }
    });
    view! {
        <div class="sub-rows">
            {kind}
            <Row label=texts::MARK_BY><TextInput value=mark.by/></Row>
            <Row label=texts::MARK_REASON><TextInput value=mark.reason/></Row>
            <div class="sub-foot">
                <span class="quiet">{t(texts::MARK_HINT)}</span>
                <button type="button" class="link" on:click=move |_| mark.on.set(false)>{t(texts::DROP_MARK)}</button>
            </div>
        </div>
    }
    .into_any()
}

fn filing_rows(form: Form) -> AnyView {
    let chosen = Signal::derive(move || match form.filing.get() {
        Some(true) => 0,
        Some(false) => 1,
        None => 2,
    });
    let on_choose = Callback::new(move |at: usize| form.filing.set([Some(true), Some(false), None][at.min(2)]));
    let today = use_today();
    let wrong = move |field| {
        move || {
            let here = form.unsound(today.get()).into_iter().find(|(at, _)| *at == field);
            here.map(|(_, unsound)| sentence(unsound).now())
        }
    };
    let assumed = Signal::derive(move || {
        let preset = form.filed_on.with(Entered::value) == Some(today.get());
        if preset {
            texts::FILED_TODAY.now().to_owned()
        } else {
            String::new()
        }
    });
    // Paper has no hints: it says what nobody has entered.
    let preset = move || (!assumed.with(String::is_empty)).then(|| paper::PRESET_TODAY.now());
    let blank = move || form.received_on.with(Entered::is_empty).then(|| paper::AS_FILED.now());
    let hint = Signal::derive(move || {
        let blank = form.received_on.with(Entered::is_empty);
        if blank {
            texts::RECEIVED_HINT.now().to_owned()
        } else {
            String::new()
        }
    });
    view! {
        <Row label=texts::FILING group=true>
            <Segments options=vec![texts::FILING_OK, texts::FILING_WRONG, texts::FILING_OPEN] chosen on_choose quiet=2/>
        </Row>
        <Row label=texts::FILED_ON hint=assumed>
            <DateInput value=form.filed_on/>
            <p class="quiet only-print">{preset}</p>
            <p class="row-error" role="status">{wrong(Field::FILED_ON)}</p>
        </Row>
        <Row label=texts::RECEIVED_ON hint>
            <DateInput value=form.received_on/>
            <p class="quiet only-print">{blank}</p>
            <p class="row-error" role="status">{wrong(Field::RECEIVED_ON)}</p>
        </Row>
    }
    .into_any()
}
