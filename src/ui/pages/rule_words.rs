//! The bureau's table of rights in words: what a refusal names, and what the page of people shows.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use casebook::flows::StepFault;
use casebook::history::BACK_WITHOUT_EFFECT;
use casebook::people::{ANOTHERS_STEP, FLOW_STEP};
use leptos::prelude::*;
use protocol::{Locked, Refusal};
use serde::Deserialize;

use crate::lang::{Lang, errors, flows, people as texts, use_lang};

/// The built-in text; a book may have its own, whose rules this build names by their ids alone.
const BUILT_IN: &str = include_str!("../../../rules/bureau-shangqiu.json");

/// What the page reads of the text.
#[derive(Debug, Default, Deserialize)]
pub struct Table {
    /// Roles.
    pub roles: Vec<Named>,
    /// Groups and teams.
    pub groups: Vec<Named>,
    /// Groups of fields, by what rules call them.
    pub fields: BTreeMap<String, Vec<String>>,
    /// The table.
    pub rules: Vec<Rule>,
}

/// A role, group or team.
#[derive(Debug, Deserialize)]
pub struct Named {
    /// Id.
    pub id: String,
    /// Chinese and English.
    pub name: (String, String),
}

/// A row of the table.
#[derive(Debug, Deserialize)]
pub struct Rule {
    /// Id; what a refusal names.
    pub id: String,
    /// Article of the plan.
    pub article: String,
    /// Chinese and English.
    pub name: (String, String),
    /// Who, by role; missing: everybody.
    pub roles: Option<Vec<String>>,
    /// Of which groups; missing: of any.
    pub groups: Option<Vec<String>>,
    /// Keys of rights.
    pub may: Vec<String>,
    /// Groups of fields it is about; missing: all.
    pub fields: Option<Vec<String>>,
    /// Happenings it is about, as patterns; missing: all.
    pub nodes: Option<Vec<String>>,
    /// Our reading of the plan.
    #[serde(default)]
    pub proposed: bool,
}

/// The table; empty only in a broken build.
pub fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| serde_json::from_str(BUILT_IN).unwrap_or_default())
}

/// A name in the current language.
pub fn local(name: &(String, String)) -> &str {
    match use_lang().get() {
        Lang::Zh => &name.0,
        Lang::En => &name.1,
    }
}

/// Name of an id in a list; unknown ids stay as they are.
pub fn named(list: &[Named], id: &str) -> String {
    list.iter()
        .find(|entry| entry.id == id)
        .map_or_else(|| id.to_owned(), |entry| local(&entry.name).to_owned())
}

/// So many who fill something in are named; more are hinted at.
const NAMED: usize = 5;

/// Who fills in a field that is kept for others: those the table names for it first, then those who may write anything.
pub fn keeper(locked: &Locked) -> String {
    let all = table();
    if !all.rules.iter().any(|rule| rule.id == locked.rule) {
        return refusal(&locked.rule);
    }
    let key = locked.field.key();
    let writes = all
        .rules
        .iter()
        .filter(|rule| rule.may.iter().any(|may| may == "case.write"));
    let names_it = |groups: &Vec<String>| {
        let mut fields = groups.iter().filter_map(|group| all.fields.get(group)).flatten();
        fields.any(|field| field == key)
    };
    let (exact, general): (Vec<&Rule>, Vec<&Rule>) = writes
        .filter(|rule| rule.fields.as_ref().is_none_or(names_it))
        .partition(|rule| rule.fields.is_some());
    let mut who: Vec<String> = Vec::new();
    for rule in exact.into_iter().chain(general) {
        let named = match (&rule.groups, &rule.roles) {
            (Some(groups), _) => groups.iter().map(|id| named(&all.groups, id)).collect(),
            (None, Some(roles)) => roles.iter().map(|id| named(&all.roles, id)).collect(),
            (None, None) => Vec::new(),
        };
        who.extend(named);
    }
    let mut seen = BTreeSet::new();
    who.retain(|name| seen.insert(name.clone()));
    let said = who
        .iter()
        .take(NAMED)
        .cloned()
        .collect::<Vec<_>>()
        .join(crate::lang::common::LIST.now());
    match who.len() > NAMED {
        true => texts::KEPT_BY_MANY.with(&[&said]),
        false => texts::KEPT_BY.with(&[&said]),
    }
}

/// A row of a form; locked, and why, if it is not for the person here.
pub fn lockable(locked: Option<String>, row: AnyView) -> AnyView {
    let is_locked = locked.is_some();
    let note = locked.map(|said| view! { <p class="row-hint">{said}</p> });
    view! { <fieldset class="plain" disabled=is_locked>{row}</fieldset>{note} }.into_any()
}

/// Whose task a right is: the first row of the table that grants it, with its article.
pub fn whose(right: &str) -> String {
    match table()
        .rules
        .iter()
        .find(|rule| rule.may.iter().any(|may| may == right))
    {
        Some(rule) => texts::TASK_OF.with(&[&local(&rule.name), &texts::ARTICLE.with(&[&rule.article])]),
        None => refusal(right),
    }
}

/// Why an entry does not count: a row of the table with its article, or the sentence of a code.
pub fn refusal(code: &str) -> String {
    if let Some(fault) = StepFault::from_code(code) {
        return flows::fault(fault).now().to_owned();
    }
    if code == BACK_WITHOUT_EFFECT {
        return flows::BACK_VOID.now().to_owned();
    }
    if code == ANOTHERS_STEP {
        return flows::ANOTHERS.now().to_owned();
    }
    if code.starts_with(FLOW_STEP) {
        return flows::NOT_NAMED.now().to_owned();
    }
    match table().rules.iter().find(|rule| rule.id == code) {
        Some(rule) => texts::REFUSED_BY.with(&[&local(&rule.name), &texts::ARTICLE.with(&[&rule.article])]),
        None => match Refusal::from_code(code) {
            Refusal::Unknown(_) => texts::REFUSED_BY.with(&[&texts::RIGHTS.now(), &code]),
            known => errors::sentence(&known).now().to_owned(),
        },
    }
}
