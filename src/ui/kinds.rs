//! The kinds of record in force on this page: those of this build, and what this book's court put beside them.
//!
//! There is one book to a page, so they are a signal of the whole page, as the language is. What was in force stays in
//! memory as long as the page: forms and rows made by it may still be shown, and a court changes its kinds a few times a
//! year.
use casebook::kinds::{Kinds, is_key};
use leptos::prelude::*;

/// The kinds, and the texts they were made of.
#[derive(Clone)]
struct InForce {
    own: Vec<(String, String)>,
    kinds: &'static Kinds,
}

thread_local! {
    static KINDS: ArcRwSignal<InForce> = ArcRwSignal::new(InForce { own: Vec::new(), kinds: Kinds::builtin() });
}

fn signal() -> ArcRwSignal<InForce> {
    KINDS.with(Clone::clone)
}

/// The kinds in force. Tracks.
pub fn kinds_now() -> &'static Kinds {
    signal().with(|now| now.kinds)
}

/// Takes the book's own texts of kinds and flows among these; without any, the built-in kinds hold.
pub fn take(texts: &[(String, String)]) {
    let own: Vec<(String, String)> = texts.iter().filter(|(key, _)| is_key(key)).cloned().collect();
    if signal().with_untracked(|now| now.own == own) {
        return;
    }
    let read = match own.is_empty() {
        true => None,
        // The worker gives those that stand together; a page of another build reloads before long.
        false => Kinds::of(own.iter().map(|(key, text)| (key.as_str(), text.as_str()))).ok(),
    };
    let kinds = read.map_or(Kinds::builtin(), |read| Box::leak(Box::new(read)));
    signal().set(InForce { own, kinds });
}
