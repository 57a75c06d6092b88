//! The rules in force on this page: the built-in ones, or what this book has put in their place.
use std::ops::Deref;
use std::sync::Arc;

use fenliu::law::calendar::Calendar;
use fenliu::law::triage::TriageRules;
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
    /// Triage; `None` only in a broken build (the tests load the built-in set).
    pub triage: RwSignal<Option<Held<TriageRules>>>,
}

/// The rules in force.
pub fn use_in_force() -> InForce {
    expect_context()
}

/// Begins with the built-in rules. Call once, in the shell.
pub fn provide_in_force() -> InForce {
    let in_force = InForce {
        calendar: RwSignal::new(Held::Builtin(Calendar::builtin())),
        triage: RwSignal::new(TriageRules::builtin().ok().map(Held::Builtin)),
    };
    provide_context(in_force);
    in_force
}
