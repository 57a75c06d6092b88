//! The last import, on the page of import until it is taken back: whoever leaves the page and comes again can still do
//! so. The worker knows what to take back as long as the book stays open.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{ImportDone, UndoImport};

use crate::book::BookState;
use crate::lang::{import as texts, t};
use crate::pages::writer::{Writer, use_writer};
use crate::state::use_shell;

/// The last import of this session. Free to copy.
#[derive(Clone, Copy)]
pub struct LastImport {
    /// Name of its file, and what came of it.
    done: RwSignal<Option<(String, ImportDone)>>,
}

/// Keeps the last import while the book is open. Call once, in the shell.
pub fn provide_last_import() {
    let last = LastImport {
        done: RwSignal::new(None),
    };
    provide_context(last);
    let book = use_shell().book;
    Effect::new(move |_| {
        if book.with(|book| *book != BookState::Open) {
            last.done.set(None);
        }
    });
}

/// The last import.
pub fn use_last_import() -> LastImport {
    expect_context()
}

impl LastImport {
    /// Something was imported.
    pub fn put(self, file: String, done: ImportDone) {
        let does_anything = done.added + done.updated + done.restored > 0;
        self.done.set(does_anything.then_some((file, done)));
    }

    /// Whether there is something to take back. Tracks.
    pub fn is_there(self) -> bool {
        self.done.with(Option::is_some)
    }

    /// Takes it back as one.
    pub fn undo(self, writer: Writer) {
        spawn_local(async move {
            match WorkerClient::token().ask(UndoImport).await {
                Ok(summary) => {
                    writer.heard(&summary);
                    self.done.set(None);
                    writer.say(texts::UNDONE.once());
                }
                Err(error) => writer.failed(&error.refusal),
            }
        });
    }
}

/// A line on the first step: what was imported last, and the way back.
#[component]
pub fn LastLine() -> impl IntoView {
    let (last, writer) = (use_last_import(), use_writer());
    move || {
        let (file, done) = last.done.get()?;
        Some(view! {
            <p class="note note-calm">
                <span>{texts::LAST.with(&[&file, &done.added, &done.updated])}</span>
                <button type="button" class="button" on:click=move |_| last.undo(writer)>{t(texts::UNDO_IMPORT)}</button>
            </p>
        })
    }
}
