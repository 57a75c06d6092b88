//! When pages may ask the book, and when they must ask again.
use leptos::prelude::*;

use crate::book::BookState;
use crate::state::use_shell;
use protocol::Refusal;

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
