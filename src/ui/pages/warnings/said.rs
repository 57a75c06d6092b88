//! Warnings in words.
use casebook::warnings::{Fact, Name, WarningRule};
use leptos::prelude::*;

use crate::in_force::use_in_force;
use crate::kinds::kinds_now;
use crate::lang::{field, law, warnings as texts};
use crate::pages::records::{name, word};
use crate::pages::words;
use crate::parts::date::iso;
use protocol::Value;

/// What is known of something a rule asks, e.g. `申请执行标的额 10,000.00`. Tracks.
pub fn fact_said(fact: &Fact) -> Option<String> {
    let (called, values): (String, Vec<String>) = match &fact.name {
        Name::Field(of) => {
            let values = fact.values.iter().map(|value| words::value(*of, value)).collect();
            (field::name(*of).now().to_owned(), values)
        }
        Name::Happening(key) => {
            let set = use_in_force().nodes.get();
            let known = set.key(key).and_then(|key| set.key_at(key));
            let called = known.map_or_else(|| key.clone(), |key| words::name(&key.name));
            (called, fact.values.iter().map(day).collect())
        }
        Name::Records(kind, number) | Name::Own(kind, number) => {
            let told = kinds_now().get(*kind)?.field(*number)?;
            let values = fact.values.iter().map(|value| word(told, value)).collect();
            (name(&told.name).now().to_owned(), values)
        }
        Name::CaseKind => return None,
    };
    Some(texts::FACT.with(&[&called, &values.join(crate::lang::common::LIST.now())]))
}

fn day(value: &Value) -> String {
    match value {
        Value::Date(day) => iso(*day),
        _ => String::new(),
    }
}

/// Where a rule comes from. Tracks.
pub fn origin(rule: &WarningRule) -> String {
    rule.source.replace("plan:", texts::OF_PLAN.now())
}

/// The same, with how far that was seen and whether it is our reading. Tracks.
pub fn source(rule: &WarningRule) -> String {
    let mark = law::source_mark(&rule.mark).map_or_else(|| rule.mark.clone(), |words| words.now().to_owned());
    let proposed = rule.proposed.then(|| texts::PROPOSED.now().to_owned());
    let parts = [Some(origin(rule)), Some(mark), proposed];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
