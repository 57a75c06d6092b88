//! Writing to the book from a page: acknowledged only when stored; a way back for ten seconds, and in the list of last acts.
use std::collections::BTreeSet;
use std::future::Future;

use casebook::flows::StepOf;
use casebook::slot::IN_FORCE;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{
    Action, CaseId, EditCase, Edited, FieldEdit, Happening, Judged, Particulars, RecordEdit, RecordKey, RecordWrites,
    RecordsWritten, Refusal, Stamp, StepBackEdit, StepEdit, Summary, WriteActions, WriteRecords, Wrote,
};

use super::flows::{flow_of, refusal};
use super::last_acts::{LastActs, use_last_acts};
use super::words::names;
use crate::kinds::kinds_now;
use crate::lang::{Text, case as texts, errors, flows, records, transcript};
use crate::parts::toast::{ToastBar, use_toasts};
use crate::state::use_shell;

/// Actions on cases, written as one.
pub type Actions = Vec<(CaseId, Action)>;

/// Records that something happened on a day, without more words; and what takes it back.
pub fn happened(key: &str, on: NaiveDate) -> (Action, Action) {
    let id = uuid::Uuid::now_v7().into_bytes();
    let happening = Happening {
        id,
        key: key.to_owned(),
        on,
        subject: String::new(),
        particulars: Particulars::default(),
    };
    let back = Action::TakeBack {
        happening: id,
        key: key.to_owned(),
    };
    (Action::Happened(happening), back)
}

/// What became of writing records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Stored.
    Yes,
    /// Somebody else wrote one of the fields meanwhile: nothing was stored, and it was said.
    Moved,
    /// It failed, and it was said.
    No,
}

/// The names of fields of a record.
fn record_names(record: RecordKey, fields: &[u16]) -> String {
    let kind = kinds_now().get(record.kind);
    let names = fields.iter().filter_map(|number| kind?.field(*number));
    let names: Vec<&str> = names.map(|field| Text(&field.name.zh, &field.name.en).once()).collect();
    names.join(crate::lang::common::LIST.now())
}

/// Writes for a page. Free to copy.
#[derive(Clone, Copy)]
pub struct Writer {
    summary: RwSignal<Option<Summary>>,
    toasts: ToastBar,
    acts: LastActs,
}

/// The writer of this page.
pub fn use_writer() -> Writer {
    Writer {
        summary: use_shell().summary,
        toasts: use_toasts(),
        acts: use_last_acts(),
    }
}

impl Writer {
    /// Writes; false (and said so) if nothing was stored.
    pub fn write(self, actions: Actions) -> impl Future<Output = bool> + 'static {
        let asked = WorkerClient::token().ask(WriteActions { actions });
        async move {
            match asked.await {
                Ok(summary) => {
                    self.heard(&summary);
                    true
                }
                Err(error) => {
                    self.toasts.alarm(errors::sentence(&error.refusal).once());
                    false
                }
            }
        }
    }

    /// Writes and offers the way back.
    pub fn undoable(self, actions: Actions, back: Actions, said: String) {
        spawn_local(async move {
            if self.write(actions).await {
                self.offer(back, said);
            }
        });
    }

    /// Changes fields of a case as a form does; says what was not written. Nothing if it failed, which is said too.
    pub async fn edit(self, case: CaseId, edits: Vec<FieldEdit>) -> Option<Judged> {
        match WorkerClient::token().ask(EditCase { case, edits }).await {
            Ok(edited) => {
                let Edited { judged, summary } = edited;
                self.summary.try_set(Some(summary));
                Some(judged)
            }
            Err(error) => {
                self.failed(&error.refusal);
                None
            }
        }
    }

    /// Writes records as a form does, and offers the way back; says what was in the way.
    pub async fn records(self, edits: Vec<(CaseId, RecordEdit)>, said: String) -> Written {
        let writes = RecordWrites {
            edits,
            ..RecordWrites::default()
        };
        self.records_or_back(writes, said, Callback::new(|()| ())).await
    }

    /// The same, with the documents they record as sent; `undone` runs when they were taken back.
    pub async fn records_or_back(self, writes: RecordWrites, said: String, undone: Callback<()>) -> Written {
        let edits = writes.edits.iter();
        let back = edits.map(|(case, edit)| (*case, edit.back())).collect();
        self.records_with_back(writes, back, said, undone).await
    }

    /// The same with the way back given.
    pub async fn records_with_back(
        self,
        writes: RecordWrites,
        back: Vec<(CaseId, RecordEdit)>,
        said: String,
        undone: Callback<()>,
    ) -> Written {
        let Some(written) = self.write_all(writes).await else {
            return Written::No;
        };
        if let Some((_, record, fields)) = written.disputed.first() {
            self.toasts
                .alarm(records::DISPUTED.with(&[&record_names(*record, fields)]));
            return Written::Moved;
        }
        if let Some((_, record)) = written.closed.first() {
            let state = flow_of(*record).map_or_else(String::new, |(kind, _)| {
                Text(&kind.name.zh, &kind.name.en).once().to_owned()
            });
            self.toasts.alarm(records::UNDER_DECISION.with(&[&state]));
            return Written::Moved;
        }
        if !written.sealed.is_empty() {
            self.toasts.alarm(transcript::SEALED_REFUSED.once().to_owned());
            return Written::Moved;
        }
        if let Some((_, record, field)) = written.early.first() {
            let name = record_names(*record, &[*field]);
            self.toasts
                .alarm(records::BEFORE_FILED.with(&[&name, &written.early.len()]));
            return Written::Moved;
        }
        if written.moved.iter().any(|(.., fields)| fields.contains(&IN_FORCE)) {
            self.toasts.alarm(records::GONE.once().to_owned());
            return Written::Moved;
        }
        if let Some((_, record, fields)) = written.moved.first() {
            self.toasts
                .alarm(records::MOVED.with(&[&record_names(*record, fields)]));
            return Written::Moved;
        }
        let run = Callback::new(move |()| {
            let back = back.clone();
            spawn_local(async move {
                let now = self.write_records(back).await;
                let is_sealed = now.as_ref().is_some_and(|now| !now.sealed.is_empty());
                match now.map(|now| now.may_write()) {
                    Some(true) => undone.run(()),
                    Some(false) if is_sealed => self.toasts.alarm(transcript::SEALED_REFUSED.once().to_owned()),
                    Some(false) => self.toasts.alarm(records::NOT_UNDONE.once().to_owned()),
                    None => {}
                }
            });
        });
        self.undo_offered(said, run);
        Written::Yes
    }

    /// Takes a step of one record or of several, each for itself; says what could not be taken and offers the way back.
    pub async fn steps(self, steps: Vec<(CaseId, StepEdit)>, on_order_of: String, of: &'static StepOf) -> Written {
        let writes = RecordWrites {
            steps,
            on_order_of,
            ..RecordWrites::default()
        };
        let Some(written) = self.write_all(writes).await else {
            return Written::No;
        };
        let reasons = written.refused.iter().map(|(_, record, why)| refusal(*record, why));
        let reasons: BTreeSet<String> = reasons.collect();
        if !reasons.is_empty() {
            let reasons = reasons
                .into_iter()
                .collect::<Vec<_>>()
                .join(crate::lang::common::SEMICOLON.now());
            self.toasts
                .alarm(flows::LEFT_OUT.with(&[&written.refused.len(), &reasons]));
        }
        if written.taken.is_empty() {
            return Written::Moved;
        }
        if written.refused.is_empty() {
            let called = Text(&of.name.zh, &of.name.en).once();
            let said = flows::TAKEN_ALL.with(&[&called, &written.taken.len()]);
            self.offer_step_back(written.taken, of.confirm.is_some(), said);
        }
        Written::Yes
    }

    /// Writes records with steps on them, all or nothing.
    pub async fn records_with_steps(self, writes: RecordWrites, said: String) -> Written {
        let is_final = writes.steps.iter().any(|(_, edit)| {
            let step = flow_of(edit.record).and_then(|(_, flow)| flow.step(&edit.step));
            step.is_some_and(|step| step.confirm.is_some())
        });
        let Some(written) = self.write_all(writes).await else {
            return Written::No;
        };
        if let Some((_, record, why)) = written.refused.first() {
            self.toasts.alarm(flows::LEFT_OUT.with(&[&1, &refusal(*record, why)]));
            return Written::Moved;
        }
        if !written.may_write() {
            self.toasts.alarm(records::MOVED_STEP.once().to_owned());
            return Written::Moved;
        }
        self.offer_step_back(written.taken, is_final, said);
        Written::Yes
    }

    /// Offers for ten seconds to take steps back, unless somebody has gone on from there. What was confirmed as without a
    /// way back is only told.
    fn offer_step_back(self, taken: Vec<(CaseId, RecordKey, Stamp)>, is_final: bool, said: String) {
        if is_final {
            return self.toasts.say(said);
        }
        let run = Callback::new(move |()| {
            let back = taken.iter().map(|(case, record, step)| {
                let (record, step) = (*record, *step);
                (*case, StepBackEdit { record, step })
            });
            let writes = RecordWrites {
                back: back.collect(),
                ..RecordWrites::default()
            };
            spawn_local(async move {
                let undone = self.write_all(writes).await;
                if undone.is_some_and(|undone| !undone.refused.is_empty()) {
                    self.toasts.alarm(flows::NOT_TAKEN_BACK.once().to_owned());
                }
            });
        });
        self.undo_offered(said, run);
    }

    /// What became of it; nothing if it failed, which is said.
    async fn write_records(self, edits: Vec<(CaseId, RecordEdit)>) -> Option<RecordsWritten> {
        let writes = RecordWrites {
            edits,
            ..RecordWrites::default()
        };
        self.write_all(writes).await
    }

    async fn write_all(self, writes: RecordWrites) -> Option<RecordsWritten> {
        match WorkerClient::token().ask(WriteRecords { writes }).await {
            Ok(written) => {
                self.summary.try_set(Some(written.summary.clone()));
                Some(written)
            }
            Err(error) => {
                self.failed(&error.refusal);
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
        self.undo_offered(said, run);
    }

    /// Offers to write `back` for ten seconds.
    pub fn offer(self, back: Actions, said: String) {
        let run = Callback::new(move |()| {
            let back = back.clone();
            spawn_local(async move {
                self.write(back).await;
            });
        });
        self.undo_offered(said, run);
    }

    /// Keeps the summary an answer brings, so that every page asks anew.
    pub fn heard(self, answer: &impl Wrote) {
        if let Some(now) = answer.summary() {
            self.summary.try_set(Some(now.clone()));
        }
    }

    /// Says what was done and offers the way back: in the message, and as long as the book is open in the list of last acts.
    fn undo_offered(self, said: String, run: Callback<()>) {
        let run = self.acts.add(&said, run);
        self.toasts.undoable(said, run);
    }

    /// Says what was done by a question of its own, and offers to run its way back for ten seconds.
    pub fn offer_run(self, said: String, run: Callback<()>) {
        self.undo_offered(said, run);
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
    pub fn failed(self, why: &Refusal) {
        self.toasts.alarm(errors::sentence(why).once());
    }
}
