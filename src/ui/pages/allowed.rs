//! Rights are asked before, not after: who may not do something is told whose task it is.
use leptos::prelude::*;

use crate::pages::rule_words::whose;
use crate::state::use_shell;

/// The right to decide simple or ordinary, a key of the table as all here.
pub const DECIDE: &str = "case.decide";
/// The right to leave time out of a term.
pub const EXCLUDE: &str = "case.exclude";
/// The right to record what happened.
pub const RECORD: &str = "node.record";
/// The right to take a case out of the lists, or back into them.
pub const HIDE: &str = "hide";
/// The right to import.
pub const IMPORT: &str = "import";
/// The right to change what holds for the whole book.
pub const SETTINGS: &str = "settings.put";
/// The right to put rules and forms in force.
pub const RULES: &str = "rules.put";
/// The right to settle conflicts.
pub const RULE: &str = "conflict.rule";

/// Shows something to whoever has a right of the table; to others, whose task it is.
pub fn allowed(right: &'static str, of: impl Fn() -> AnyView + Send + Sync + 'static) -> impl IntoView {
    let shell = use_shell();
    let may = Memo::new(move |_| shell.may(right));
    move || match may.get() {
        true => of(),
        false => view! { <p class="quiet no-print">{whose(right)}</p> }.into_any(),
    }
}

/// Shows something to whoever has a right of the table, and nothing to others.
pub fn only_with(right: &'static str, of: impl Fn() -> AnyView + Send + Sync + 'static) -> impl IntoView {
    let shell = use_shell();
    let may = Memo::new(move |_| shell.may(right));
    move || may.get().then(&of)
}

/// The happening a decision of the triage records: it is not recorded by hand.
pub const TRIAGE_DECIDED: &str = "triage_decided";
