//! One case as its page holds it: read from the worker, worked out by the law, written back.
use std::sync::Arc;

use casebook::folder::is_folder;
use casebook::parties::{self, role_of};
use law::calendar::Calendar;
use law::nodes::NodeSet;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{
    Action, AttachmentId, CaseId, CaseView, Field, FieldEdit, Judged, ReadCase, RecordEdit, RecordWrites, Refusal,
    Value,
};

use super::texts;
use crate::in_force::{Held, InForce, use_in_force};
use crate::kinds::kinds_now;
use crate::pages::ready::{book_failure, book_version};
use crate::pages::rule_words::keeper;
use crate::pages::words::{self, names};
use crate::pages::writer::{Writer, Written, use_writer};
use crate::state::use_today;
use casebook::facts::CaseFile;
use casebook::reckoned::{Reckoned, reckon};

/// How the reading stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// Not answered yet.
    Waiting,
    /// Here it is.
    Here(Arc<CaseView>),
    /// There is no such case.
    Gone,
    /// It could not be read.
    Failed(Refusal),
}

/// A case on its page. Free to copy.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// Which case.
    pub id: CaseId,
    /// How the reading stands.
    pub read: RwSignal<Read>,
    /// What the law says of it.
    pub law: Memo<Option<Arc<Reckoned>>>,
    /// Today.
    pub today: Signal<chrono::NaiveDate>,
    /// The rules in force.
    pub in_force: InForce,
    /// The attachment that is looked at.
    pub shown: RwSignal<Option<AttachmentId>>,
    writer: Writer,
}

impl Sheet {
    /// Reads a case, and again whenever the book changes.
    pub fn open(id: CaseId) -> Self {
        let read = RwSignal::new(Read::Waiting);
        let (in_force, today) = (use_in_force(), use_today());
        let law = Memo::new(move |_| {
            let Read::Here(view) = read.get() else { return None };
            let (rules, calendar, nodes) = (in_force.triage.get(), in_force.calendar.get(), in_force.nodes.get());
            Some(Arc::new(reckon(
                CaseFile::of_view(&view, kinds_now()),
                rules.as_deref(),
                &nodes,
                &calendar,
                today.get(),
            )))
        });
        let sheet = Self {
            id,
            read,
            law,
            today,
            in_force,
            shown: RwSignal::new(None),
            writer: use_writer(),
        };
        let (version, failure) = (book_version(), book_failure());
        Effect::new(move |_| {
            if let Some(code) = failure.get() {
                sheet.read.set(Read::Failed(code));
            } else if version.get().is_some() {
                sheet.fetch();
            }
        });
        sheet
    }

    /// Asks the worker for the case; what is shown stays until the answer.
    pub fn fetch(self) {
        spawn_local(async move {
            let now = match WorkerClient::token().ask(ReadCase { id: self.id }).await {
                Ok(Some(view)) => Read::Here(Arc::new(view)),
                // A folder that is no case begins with its first record.
                Ok(None) if is_folder(&self.id) => Read::Here(Arc::new(CaseView::empty(self.id))),
                Ok(None) => Read::Gone,
                Err(error) => Read::Failed(error.refusal),
            };
            if self.read.try_with_untracked(|old| *old != now) == Some(true) {
                self.read.try_set(now);
            }
        });
    }

    /// Why it could not be read, if so. Tracks.
    pub fn failure(self) -> Option<Refusal> {
        match self.read.get() {
            Read::Failed(why) => Some(why),
            _ => None,
        }
    }

    /// The case, if it is here. Tracks.
    pub fn view(self) -> Option<Arc<CaseView>> {
        match self.read.get() {
            Read::Here(view) => Some(view),
            _ => None,
        }
    }

    /// The node set in force. Tracks.
    pub fn nodes(self) -> Held<NodeSet> {
        self.in_force.nodes.get()
    }

    /// The calendar in force. Tracks.
    pub fn calendar(self) -> Held<Calendar> {
        self.in_force.calendar.get()
    }

    /// The settled value of a field; nothing if it is empty or in conflict. Tracks.
    pub fn value(self, field: Field) -> Option<Value> {
        let view = self.view()?;
        let mut values = view.fields.iter().filter(|(f, v)| *f == field && *v != Value::None);
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value.clone()),
            _ => None,
        }
    }

    /// What a field says, in words: its value, or all that wait to be settled; nothing if it is empty. Tracks.
    pub fn said(self, field: Field) -> Option<String> {
        let view = self.view()?;
        if let Some(value) = self.value(field) {
            let said = words::value(field, &value);
            return Some(match role_of(field) {
                Some(_) => parties::shown(&said, view.parties(field)),
                None => said,
            });
        }
        let disputed = view.competing.iter().filter(|c| c.field == field);
        let all: Vec<String> = disputed.map(|c| words::value(field, &c.value)).collect();
        if all.is_empty() {
            let recorded = parties::shown("", view.parties(field));
            return Some(recorded).filter(|names| !names.is_empty());
        }
        Some(texts::TO_SETTLE.with(&[&all.join(" / ")]))
    }

    /// Text of a field, or empty. Tracks.
    pub fn text(self, field: Field) -> String {
        match self.value(field) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        }
    }

    /// Writes actions on this case and offers the way back for ten seconds.
    pub fn write(self, actions: Vec<Action>, back: Vec<Action>, said: String) {
        let named = |actions: Vec<Action>| actions.into_iter().map(|action| (self.id, action)).collect();
        self.writer.undoable(named(actions), named(back), said);
    }

    /// Writes records of this case as a form does, and offers the way back.
    pub async fn write_records(self, edits: Vec<RecordEdit>, said: String) -> Written {
        let edits = edits.into_iter().map(|edit| (self.id, edit)).collect();
        let written = self.writer.records(edits, said).await;
        if written == Written::Moved {
            self.fetch();
        }
        written
    }

    /// Writes records of this case with steps on them, and offers the way back.
    pub async fn write_with_steps(self, writes: RecordWrites, said: String) -> Written {
        self.writer.records_with_steps(writes, said).await
    }

    /// Writes actions that stay.
    pub fn write_plain(self, actions: Vec<Action>) {
        let actions = actions.into_iter().map(|action| (self.id, action)).collect();
        spawn_local(async move {
            self.writer.write(actions).await;
        });
    }

    /// Says that something failed.
    pub fn failed(self, why: &Refusal) {
        self.writer.failed(why);
    }

    /// Changes fields as a form does and offers the way back of what was written; what was not, [`unwritten`] puts in
    /// words. Nothing if it failed.
    pub async fn edit(self, edits: Vec<FieldEdit>) -> Option<Judged> {
        let seen: Vec<(Field, Value)> = edits.iter().map(|edit| (edit.field, edit.seen.clone())).collect();
        let judged = self.writer.edit(self.id, edits).await?;
        if judged.is_held_up() {
            self.fetch();
            return Some(judged);
        }
        let before = |field: Field| seen.iter().find(|(f, _)| *f == field).map(|(_, value)| value.clone());
        let back = judged.write.iter().map(|(field, value)| FieldEdit {
            field: *field,
            seen: value.clone(),
            value: before(*field).unwrap_or(Value::None),
        });
        if !judged.write.is_empty() {
            let said = texts::SAVED.with(&[&names(judged.write.iter().map(|(field, _)| field))]);
            self.writer.offer_edit(self.id, back.collect(), said);
        }
        Some(judged)
    }

    /// Sets fields that were seen as they stand now.
    pub fn set(self, fields: Vec<(Field, Value)>) {
        let edits = fields.into_iter().map(|(field, value)| FieldEdit {
            field,
            seen: untrack(|| self.value(field)).unwrap_or(Value::None),
            value,
        });
        let edits = edits.collect();
        self.edit_and_say(edits);
    }

    /// Changes fields where no form says what was not written.
    pub fn edit_and_say(self, edits: Vec<FieldEdit>) {
        spawn_local(async move {
            if let Some(said) = self.edit(edits).await.as_ref().and_then(unwritten) {
                self.writer.alarm(said);
            }
        });
    }
}

/// What of an edit was not written, and why; nothing if all was.
pub fn unwritten(judged: &Judged) -> Option<String> {
    if judged.is_held_up() {
        let held = names(judged.moved.iter().chain(&judged.disputed));
        return Some(texts::EDIT_HELD_UP.with(&[&held]));
    }
    let first = judged.not_yours.first()?;
    let kept = names(judged.not_yours.iter().map(|locked| &locked.field));
    Some(texts::EDIT_PARTLY.with(&[&kept, &keeper(first)]))
}
