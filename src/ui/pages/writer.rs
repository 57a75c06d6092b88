//! Writing to the book from a page: acknowledged only when stored; a way back for ten seconds.
use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Answer, CaseId, Deed, Edited, FieldEdit, Job, Judged, Summary};

use super::words::names;
use crate::lang::{case as texts, errors};
use crate::parts::toast::{ToastBar, use_toasts};
use crate::state::use_shell;

/// Deeds on cases, written as one.
pub type Deeds = Vec<(CaseId, Deed)>;

/// Writes for a page. Free to copy.
#[derive(Clone, Copy)]
pub struct Writer {
    summary: RwSignal<Option<Summary>>,
    toasts: ToastBar,
}

/// The writer of this page.
pub fn use_writer() -> Writer {
    Writer {
        summary: use_shell().summary,
        toasts: use_toasts(),
    }
}

impl Writer {
    /// Writes; false (and said so) if nothing was stored.
    pub fn write(self, deeds: Deeds) -> impl Future<Output = bool> + 'static {
        let asked = WorkerClient::token().ask(Job::Write { deeds });
        async move {
            match asked.await {
                Ok(answer) => {
                    self.heard(answer);
                    true
                }
                Err(error) => {
                    self.toasts.alarm(errors::sentence(&error.code).once());
                    false
                }
            }
        }
    }

    /// Writes and offers the way back.
    pub fn undoable(self, deeds: Deeds, back: Deeds, said: String) {
        spawn_local(async move {
            if self.write(deeds).await {
                self.offer(back, said);
            }
        });
    }

    /// Changes fields of a case as a form does; says what was not written. Nothing if it failed, which is said too.
    pub async fn edit(self, case: CaseId, edits: Vec<FieldEdit>) -> Option<Judged> {
        match WorkerClient::token().ask(Job::Edit { case, edits }).await {
            Ok(Answer::Edited(edited)) => {
                let Edited { judged, summary } = *edited;
                self.summary.try_set(Some(summary));
                Some(judged)
            }
            Ok(_) => None,
            Err(error) => {
                self.failed(&error.code);
                None
            }
        }
    }

    /// Offers for ten seconds to put fields back, unless somebody wrote them since.
    pub fn offer_edit(self, case: CaseId, back: Vec<FieldEdit>, said: String) {
        let run = Callback::new(move |()| {
            let back = back.clone();
            spawn_local(async move {
                let judged = self.edit(case, back).await;
                if let Some(judged) = judged.filter(Judged::is_held_up) {
                    let held = names(judged.moved.iter().chain(&judged.disputed));
                    self.toasts.alarm(texts::UNDO_MOVED.with(&[&held]));
                }
            });
        });
        self.toasts.undoable(said, run);
    }

    /// Offers to write `back` for ten seconds.
    pub fn offer(self, back: Deeds, said: String) {
        let run = Callback::new(move |()| {
            let back = back.clone();
            spawn_local(async move {
                self.write(back).await;
            });
        });
        self.toasts.undoable(said, run);
    }

    /// Keeps the summary an answer brings, so that every page asks anew.
    pub fn heard(self, answer: Answer) {
        let now = match &answer {
            Answer::Opened(now) => Some(now),
            answer => answer.written(),
        };
        if let Some(now) = now.cloned() {
            self.summary.try_set(Some(now));
        }
    }

    /// Says something once.
    pub fn say(self, text: &str) {
        self.toasts.say(text);
    }

    /// Says what went wrong.
    pub fn alarm(self, text: String) {
        self.toasts.alarm(text);
    }

    /// Says that a job failed.
    pub fn failed(self, code: &str) {
        self.toasts.alarm(errors::sentence(code).once());
    }
}
