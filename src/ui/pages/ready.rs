//! When pages may ask the book, and when they must ask again.
use std::sync::Arc;

use leptos::prelude::*;

use crate::book::BookState;
use crate::lang::{cases as texts, t};
use crate::parts::empty::Failure;
use crate::state::use_shell;
use protocol::Refusal;

/// How the reading of a page's rows stands.
#[derive(Clone, PartialEq)]
pub enum Read<T> {
    /// Not answered yet.
    Waiting,
    /// Here they are.
    Here(Arc<Vec<T>>),
    /// They could not be read.
    Failed(Refusal),
}

impl<T> Read<T> {
    /// What the worker answered.
    pub fn of(answer: Result<Vec<T>, protocol::Failure>) -> Self {
        match answer {
            Ok(rows) => Self::Here(Arc::new(rows)),
            Err(error) => Self::Failed(error.refusal),
        }
    }
}

/// Fetches once the book is open, and again whenever it or what `tracked` reads has changed.
pub fn keep_read<T: Send + Sync + 'static>(
    read: RwSignal<Read<T>>,
    tracked: impl Fn() + 'static,
    fetch: impl Fn() + 'static,
) {
    let (version, failure) = (book_version(), book_failure());
    Effect::new(move |_| {
        tracked();
        if let Some(why) = failure.get() {
            read.set(Read::Failed(why));
        } else if version.get().is_some() {
            fetch();
        }
    });
}

/// In place of rows that are on their way.
pub fn loading() -> AnyView {
    view! { <p class="quiet" role="status">{t(texts::LOADING)}</p> }.into_any()
}

/// In place of rows that could not be read: why, and once more.
pub fn unread(why: Refusal, again: impl Fn() + Send + Sync + 'static) -> AnyView {
    view! {
        <Failure why>
            <button type="button" class="button" on:click=move |_| again()>{t(texts::RETRY)}</button>
        </Failure>
    }
    .into_any()
}

/// Version of the open book: nothing until it is open, another number after every change.
/// Read it in the effect that asks the worker.
pub fn book_version() -> Memo<Option<u32>> {
    let shell = use_shell();
    Memo::new(move |_| {
        let open = shell.book.with(|book| *book == BookState::Open);
        let version = shell.summary.with(|s| s.as_ref().map(|s| s.version));
        if open { version } else { None }
    })
}

/// Why the book cannot be opened, if it cannot.
pub fn book_failure() -> Memo<Option<Refusal>> {
    let shell = use_shell();
    Memo::new(move |_| {
        shell.book.with(|book| {
            if let BookState::Failed(code) = book {
                Some(code.clone())
            } else {
                None
            }
        })
    })
}
