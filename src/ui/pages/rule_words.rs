//! The bureau's table of rights in words: what a refusal names, and what the page of people shows.
use std::collections::BTreeMap;
use std::sync::OnceLock;

use leptos::prelude::Get;
use serde::Deserialize;

use crate::lang::{Lang, errors, people as texts, use_lang};

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

/// Who fills in what is kept for others: a row of the table with its article, or the sentence of a code.
pub fn keeper(code: &str) -> String {
    match table().rules.iter().find(|rule| rule.id == code) {
        Some(rule) => texts::KEPT_BY.with(&[&local(&rule.name), &texts::ARTICLE.with(&[&rule.article])]),
        None => refusal(code),
    }
}

/// Why an entry does not count: a row of the table with its article, or the sentence of a code.
pub fn refusal(code: &str) -> String {
    match table().rules.iter().find(|rule| rule.id == code) {
        Some(rule) => texts::REFUSED_BY.with(&[&local(&rule.name), &texts::ARTICLE.with(&[&rule.article])]),
        None if errors::knows(code) => errors::sentence(code).now().to_owned(),
        None => texts::REFUSED_BY.with(&[&texts::RIGHTS.now(), &code]),
    }
}
