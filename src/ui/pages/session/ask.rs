//! Asking the worker to open the session, by whichever door.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Question, ReadSession, Refusal, Session};

use crate::book::take_gate;
use crate::in_force::{InForce, use_in_force};
use crate::state::{Shell, use_shell};

/// One try to get through. Free to copy.
#[derive(Clone, Copy)]
pub struct Try {
    shell: Shell,
    in_force: InForce,
    /// Under way.
    pub busy: RwSignal<bool>,
    /// How far, where the worker says so.
    pub at: RwSignal<(u32, u32)>,
    /// Why it did not work.
    pub failed: RwSignal<Option<Refusal>>,
}

/// A try of this page.
pub fn use_try() -> Try {
    Try {
        shell: use_shell(),
        in_force: use_in_force(),
        busy: RwSignal::new(false),
        at: RwSignal::new((0, 0)),
        failed: RwSignal::new(None),
    }
}

impl Try {
    /// Asks; `through` runs once the session is open, before the page asked for appears.
    pub fn ask(self, question: impl Question, through: impl FnOnce() + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        let (answer, _) = WorkerClient::token().ask_with_progress(question, move |done, total| {
            self.at.try_set((done, total));
        });
        spawn_local(async move {
            let answer = answer.await;
            // Whatever came of it: the worker knows where the session stands, and how long to wait after a wrong try.
            let session = WorkerClient::token().ask(ReadSession).await.ok();
            self.busy.try_set(false);
            match answer {
                Ok(_) if matches!(session, Some(Session::Open(_))) => through(),
                Ok(_) => {}
                Err(error) => {
                    self.failed.try_set(Some(error.refusal));
                }
            }
            if let Some(session) = session {
                take_gate(self.shell, self.in_force, session);
            }
        });
    }
}
