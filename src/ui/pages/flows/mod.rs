//! Flows of records: where one stands, the form that takes a step, what a step says in words.
pub mod part;
mod step;

use std::collections::BTreeSet;

use casebook::dossier::{Catalogues, Gaps};
use casebook::flows::{Flow, Step, StepBack, StepOf, Who};
use casebook::kinds::KindOf;
use protocol::{CaseView, RecordKey, StepRefusal};

pub use self::step::{Asked, StepDialog};
use crate::kinds::kinds_now;
use crate::lang::{dossiers, flows as texts};
use crate::pages::records::name;
use crate::pages::rule_words::{named, table};

/// The flow on a kind.
pub fn flow_of(record: RecordKey) -> Option<(&'static KindOf, &'static Flow)> {
    let kind = kinds_now().get(record.kind)?;
    Some((kind, kind.flow.as_ref()?))
}

/// The names of states, in the current language.
pub fn states(flow: &'static Flow, states: &[String]) -> String {
    let names = states.iter().filter_map(|state| flow.state(state));
    names.map(|both| name(both).now()).collect::<Vec<_>>().join(" / ")
}

/// Who may take the next step from these states: groups where they are named, else roles. In the current language.
pub fn awaited(flow: &'static Flow, states: &[String]) -> String {
    let leads_on = |step: &&StepOf| step.from.iter().any(|state| states.contains(state));
    let who = flow.steps.iter().filter(leads_on).flat_map(|step| &step.who);
    let mut seen = BTreeSet::new();
    let mut names: Vec<String> = who.flat_map(who_words).collect();
    names.retain(|name| seen.insert(name.clone()));
    names.join(crate::lang::common::LIST.now())
}

fn who_words(who: &Who) -> Vec<String> {
    let table = table();
    if !who.groups.is_empty() {
        return who.groups.iter().map(|id| named(&table.groups, id)).collect();
    }
    let holds = |may: &[String]| who.right.is_some_and(|right| may.iter().any(|key| key == right.key()));
    let granted = table.rules.iter().filter(|rule| holds(&rule.may));
    let granted = granted.flat_map(|rule| rule.roles.iter().flatten());
    who.roles
        .iter()
        .chain(granted)
        .map(|id| named(&table.roles, id))
        .collect()
}

/// A step as the trace tells it.
pub fn step_said(step: &Step) -> String {
    let Some((kind, flow)) = flow_of(step.record) else {
        return texts::H_UNKNOWN.now().to_owned();
    };
    let done = flow
        .step(&step.step)
        .map_or_else(|| step.step.clone(), |of| name(&of.name).now().to_owned());
    texts::H_STEP.with(&[&name(&kind.name).now(), &done, &step.reason])
}

/// A step taken back as the trace tells it: which one it was.
pub fn back_said(view: &CaseView, back: &StepBack) -> String {
    let records = view.records.iter().filter(|record| record.record == back.record);
    let mut steps = records.flat_map(|record| &record.flow).flat_map(|flow| &flow.steps);
    let taken = steps.find(|step| step.stamp == back.step);
    let named = taken
        .zip(flow_of(back.record))
        .and_then(|(taken, (_, flow))| flow.step(&taken.step));
    let named = named.map_or(String::new(), |of| name(&of.name).now().to_owned());
    texts::H_BACK.with(&[&named])
}

/// Why a step was not taken, with what lacks.
pub fn refusal(record: RecordKey, why: &StepRefusal) -> String {
    let said = texts::refusal(why).once().to_owned();
    let lacking: Vec<String> = match (why, flow_of(record)) {
        (StepRefusal::Missing(fields), Some((kind, _))) => {
            let fields = fields.iter().filter_map(|number| kind.field(*number));
            fields.map(|field| name(&field.name).once().to_owned()).collect()
        }
        (StepRefusal::DossierLacks(gaps), _) => lacks(gaps),
        _ => return said,
    };
    format!(
        "{said}{colon}{}",
        lacking.join(crate::lang::common::LIST.now()),
        colon = crate::lang::common::COLON.now()
    )
}

/// The headings under which something is missing, in the current language.
pub fn headings(gaps: &Gaps) -> impl Iterator<Item = &'static str> {
    let known = gaps.missing.iter().filter_map(|key| Catalogues::builtin().heading(key));
    known.map(|heading| name(&heading.name).now())
}

/// What a dossier lacks, in words: its headings, and how much nobody has confirmed.
pub fn lacks(gaps: &Gaps) -> Vec<String> {
    let mut said: Vec<String> = headings(gaps).map(str::to_owned).collect();
    if gaps.unconfirmed > 0 {
        said.push(dossiers::UNCONFIRMED.with(&[&gaps.unconfirmed]));
    }
    said
}
