//! The rules in force on this page: the built-in ones, or what this book has put in their place.
use std::ops::Deref;
use std::sync::Arc;

use casebook::rules::{NODES_KEY, NOTICE_KEY, TRIAGE_KEY, WARNINGS_KEY, own_nodes};
use casebook::warnings::Warnings;
use law::calendar::Calendar;
use law::nodes::NodeSet;
use law::triage::TriageRules;
use leptos::prelude::*;

/// Built in, or this book's own.
#[derive(Debug)]
pub enum Held<T: 'static> {
    /// Comes with the program.
    Builtin(&'static T),
    /// Put in force in this book.
    Own(Arc<T>),
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        match self {
            Held::Builtin(value) => Held::Builtin(value),
            Held::Own(value) => Held::Own(Arc::clone(value)),
        }
    }
}

impl<T> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Held::Builtin(value) => value,
            Held::Own(value) => value,
        }
    }
}

impl<T> PartialEq for Held<T> {
    /// The same rules, not merely equal ones.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq::<T>(&**self, &**other)
    }
}

/// The rules in force, as signals in the context.
#[derive(Clone, Copy)]
pub struct InForce {
    /// Days off and make-up days.
    pub calendar: RwSignal<Held<Calendar>>,
    /// Matters, limits and validity terms.
    pub nodes: RwSignal<Held<NodeSet>>,
    /// The book's own node texts (key, text) that are in force.
    pub own_nodes: RwSignal<Vec<(String, String)>>,
    /// Triage; `None` only in a broken build (the tests load the built-in set).
    pub triage: RwSignal<Option<Held<TriageRules>>>,
    /// Rules of warnings; `None` where there are no cases to warn about.
    pub warnings: RwSignal<Option<Held<Warnings>>>,
}

/// The rules in force.
pub fn use_in_force() -> InForce {
    expect_context()
}

/// Begins with the rules the program carries. Call once, in the shell.
pub fn provide_in_force(
    calendar: &'static Calendar,
    nodes: &'static NodeSet,
    triage: Option<&'static TriageRules>,
    warnings: Option<&'static Warnings>,
) -> InForce {
    let in_force = InForce {
        calendar: RwSignal::new(Held::Builtin(calendar)),
        nodes: RwSignal::new(Held::Builtin(nodes)),
        own_nodes: RwSignal::new(Vec::new()),
        triage: RwSignal::new(triage.map(Held::Builtin)),
        warnings: RwSignal::new(warnings.map(Held::Builtin)),
    };
    provide_context(in_force);
    in_force
}

impl InForce {
    /// Takes the book's own texts; what it has none of, or what this build refuses, stays built in.
    pub fn take(self, texts: &[(String, String)]) {
        self.take_nodes(texts);
        self.take_warnings(texts);
        let own = texts.iter().find(|(key, _)| key == TRIAGE_KEY);
        let built_in = || TriageRules::builtin().ok().map(Held::Builtin);
        let triage = match own {
            Some((_, text)) if self.has_triage(text) => return self.take_notices(texts),
            Some((_, text)) => TriageRules::parse(text)
                .ok()
                .map(|set| Held::Own(Arc::new(set)))
                .or_else(built_in),
            None => built_in(),
        };
        if self.triage.with_untracked(|now| *now != triage) {
            self.triage.set(triage);
        }
        self.take_notices(texts);
    }

    /// This very text is in force already.
    fn has_triage(self, text: &str) -> bool {
        self.triage
            .with_untracked(|now| now.as_ref().is_some_and(|set| set.text() == text))
    }

    fn take_warnings(self, texts: &[(String, String)]) {
        let own = texts.iter().find(|(key, _)| key == WARNINGS_KEY);
        let now = |text: &str| {
            self.warnings
                .with_untracked(|now| now.as_ref().is_some_and(|set| set.text() == text))
        };
        let warnings = match own {
            Some((_, text)) if now(text) => return,
            Some((_, text)) => Warnings::parse(text).ok().map(|set| Held::Own(Arc::new(set))),
            None => None,
        };
        let warnings = warnings.unwrap_or_else(|| Held::Builtin(Warnings::builtin()));
        if self.warnings.with_untracked(|now| now.as_ref() != Some(&warnings)) {
            self.warnings.set(Some(warnings));
        }
    }

    fn take_nodes(self, texts: &[(String, String)]) {
        let own: Vec<_> = texts
            .iter()
            .filter(|(key, _)| key.starts_with(NODES_KEY))
            .cloned()
            .collect();
        if self.own_nodes.with_untracked(|now| *now == own) {
            return;
        }
        // Texts that this build refuses are left out here as in the book: then the built-in nodes hold.
        let (nodes, own) = match own_nodes(&own) {
            Ok(Some(set)) => (Held::Own(Arc::new(set)), own),
            Ok(None) | Err(_) => (Held::Builtin(NodeSet::builtin()), Vec::new()),
        };
        self.nodes.set(nodes);
        self.own_nodes.set(own);
    }

    fn take_notices(self, texts: &[(String, String)]) {
        let mut notices: Vec<_> = texts.iter().filter(|(key, _)| key.starts_with(NOTICE_KEY)).collect();
        notices.sort_unstable();
        let mut calendar = Held::Builtin(Calendar::builtin());
        for (_, text) in notices {
            if let Ok(with) = calendar.with_text(text) {
                calendar = Held::Own(Arc::new(with));
            }
        }
        if self
            .calendar
            .with_untracked(|now| now.fingerprint() != calendar.fingerprint())
        {
            self.calendar.set(calendar);
        }
    }
}
