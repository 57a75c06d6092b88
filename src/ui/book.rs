//! The page's tie to the case book: starts the worker after the first paint, opens the book, follows its changes.
use std::future::Future;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{LockBook, LockKind, News, OpenBook, ReadRules, ReadSession, ReadSync, Refusal, Session, Summary};
use wasm_bindgen_futures::JsFuture;

use crate::in_force::{InForce, use_in_force};
use crate::pages::cases::address::forget;
pub use crate::state::BookState;
use crate::state::{Shell, use_shell};
use crate::{kinds, known};

/// Starts the worker once the page stands, and keeps the shared signals right from then on.
pub fn open_after_first_paint() {
    let (shell, in_force) = (use_shell(), use_in_force());
    let begin = move || {
        let client = WorkerClient::start();
        follow(client, shell, in_force);
        enter(client, shell, in_force);
    };
    if WorkerClient::is_early() {
        begin();
    } else {
        // Two frames: the first paint is out before the worker's program is fetched and compiled.
        request_animation_frame(move || set_timeout(begin, Duration::from_millis(30)));
    }
    // A new day is a new agenda.
    Effect::new(move |before: Option<chrono::NaiveDate>| {
        let today = shell.today.get();
        let is_open = shell.book.with_untracked(|book| *book == BookState::Open);
        if is_open && before.is_some_and(|before| before != today) {
            open(WorkerClient::token(), shell, in_force);
        }
        today
    });
}

/// Asks again after a failure: hires a new worker and opens the book.
pub fn try_again(shell: Shell, in_force: InForce) {
    shell.book.set(BookState::Opening);
    let client = WorkerClient::token();
    client.restart();
    enter(client, shell, in_force);
}

/// Asks how it stands with the book here, and opens it if nothing stands before it.
fn enter(client: WorkerClient, shell: Shell, in_force: InForce) {
    spawn_local(async move {
        match client.ask(ReadSession).await {
            Ok(session) => take_gate(shell, in_force, session),
            Err(error) => shell.book.set(BookState::Failed(error.refusal)),
        }
    });
}

/// The session is as the worker says: opens the book, or takes everything of it off the screen at once.
pub fn take_gate(shell: Shell, in_force: InForce, session: Session) {
    let is_open = matches!(session, Session::Open(_));
    known::remember(&session);
    if let Session::Open(me) = &session {
        shell.no_passphrase.set(me.lock == LockKind::Browser);
    }
    if !is_open {
        shell.book.set(BookState::Shut);
        shell.summary.set(None);
        shell.sync.set(None);
        in_force.take(&[]);
        kinds::take(&[]);
        forget();
    }
    if shell.session.with_untracked(|now| now.as_ref() != Some(&session)) {
        shell.session.set(Some(session));
    }
    if is_open && shell.book.with_untracked(|book| *book != BookState::Open) {
        shell.book.set(BookState::Opening);
        open(WorkerClient::token(), shell, in_force);
    }
}

/// Locks this device: here and in the other tabs nothing of the book stays on the screen.
pub fn lock(shell: Shell, in_force: InForce) -> impl Future<Output = Result<(), Refusal>> + 'static {
    let asked = WorkerClient::token().ask(LockBook);
    async move {
        match asked.await {
            Ok(session) => take_gate(shell, in_force, session),
            Err(error) => return Err(error.refusal),
        }
        Ok(())
    }
}

fn open(client: WorkerClient, shell: Shell, in_force: InForce) {
    let today = shell.today.get_untracked();
    spawn_local(async move {
        match client.ask(OpenBook { today }).await {
            // Locked while it was being opened.
            _ if shell.book.with_untracked(|book| *book == BookState::Shut) => {}
            Ok(summary) => {
                shell.book.set(BookState::Open);
                let ask = summary.persistent == Some(false) && summary.cases > summary.sample;
                shell.summary.set(Some(summary));
                load_rules(client, in_force).await;
                // From here on the worker says by itself when it changes.
                if let Ok(view) = client.ask(ReadSync).await {
                    shell.sync.set(Some(view));
                }
                if ask {
                    ask_to_keep(shell).await;
                }
            }
            Err(error) => shell.book.set(BookState::Failed(error.refusal)),
        }
    });
}

/// Hears what nobody asked for, as long as the page lives.
fn follow(client: WorkerClient, shell: Shell, in_force: InForce) {
    let listening = client.listen(move |news| match news {
        News::Changed(summary) => {
            take_summary(shell, summary.clone());
            spawn_local(async move {
                load_rules(WorkerClient::token(), in_force).await;
                // Somebody may have changed what this person may do.
                if let Ok(session) = WorkerClient::token().ask(ReadSession).await {
                    take_gate(shell, in_force, session);
                }
            });
        }
        News::Session(session) => take_gate(shell, in_force, session.clone()),
        News::Sync(view) => shell.sync.set(Some(view.clone())),
        News::MustReload => shell.book.set(BookState::MustReload),
        News::Failed(failure) => shell.book.set(BookState::Failed(failure.refusal.clone())),
    });
    std::mem::forget(listening);
}

/// Takes over a summary, unless a newer one is here already.
pub fn take_summary(shell: Shell, summary: Summary) {
    let newer = shell
        .summary
        .with_untracked(|now| now.as_ref().is_none_or(|now| now.version <= summary.version));
    if newer {
        shell.summary.set(Some(summary));
    }
}

/// The book's own rule texts take the place of the built-in ones.
pub async fn load_rules(client: WorkerClient, in_force: InForce) {
    if let Ok(texts) = client.ask(ReadRules).await {
        in_force.take(&texts);
        kinds::take(&texts);
    }
}

/// Once there are cases of one's own: asks the browser not to clear them. Refusal shows in the safety line.
pub async fn ask_to_keep(shell: Shell) -> Option<bool> {
    let promise = window().navigator().storage().persist().ok()?;
    let granted = JsFuture::from(promise).await.ok()?.as_bool()?;
    shell.summary.update(|summary| {
        if let Some(summary) = summary {
            summary.persistent = Some(granted);
        }
    });
    Some(granted)
}
