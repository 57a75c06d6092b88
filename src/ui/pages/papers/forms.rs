//! The forms in force, as the pages of documents know them.
use std::collections::BTreeSet;
use std::sync::Arc;

use files::document::{Forms, Head};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{FormInForce, FormsInForce, ReadForms};

use crate::state::use_shell;

/// The forms in force; until the book has said so, those built in. Free to copy.
#[derive(Clone, Copy)]
pub(super) struct FormsHere(RwSignal<Arc<FormsInForce>>);

impl FormsHere {
    /// Begins with those built in.
    pub(super) fn built_in() -> Self {
        let forms = Forms::builtin().iter().map(|form| FormInForce {
            head: form.head.clone(),
            own: None,
        });
        Self(RwSignal::new(Arc::new(FormsInForce {
            forms: forms.collect(),
            left_out: Vec::new(),
            judges: Vec::new(),
        })))
    }

    /// Asks the book now, and again whenever it changes while the page is open.
    pub(super) fn follow(self) {
        let shell = use_shell();
        let version = Memo::new(move |_| shell.summary.with(|now| now.as_ref().map(|now| now.version)));
        Effect::new(move |_| {
            version.track();
            self.fetch();
        });
    }

    /// Asks the book.
    pub(super) fn fetch(self) {
        let ask = WorkerClient::token().ask(ReadForms);
        spawn_local(async move {
            // A book that does not answer is said elsewhere; the forms known so far stay.
            if let Ok(forms) = ask.await
                && self.0.try_with_untracked(|now| **now != forms) == Some(true)
            {
                self.0.set(Arc::new(forms));
            }
        });
    }

    /// All of them. Tracks.
    pub(super) fn get(self) -> Arc<FormsInForce> {
        self.0.get()
    }

    /// Those of these keys, in the order they are shown. Tracks.
    pub(super) fn chosen(self, keys: &BTreeSet<String>) -> Vec<Head> {
        let all = self.get();
        let chosen = all.forms.iter().filter(|form| keys.contains(&form.head.key));
        chosen.map(|form| form.head.clone()).collect()
    }

    /// The form of a key. Tracks.
    pub(super) fn named(self, key: &str) -> Option<Head> {
        let all = self.get();
        let form = all.forms.iter().find(|form| form.head.key == key);
        form.map(|form| form.head.clone())
    }
}
