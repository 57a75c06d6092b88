//! Editing fields as a form does: judged under the right to write, so that nothing can move in between.
use std::cell::RefCell;

use super::error::{WorkError, refused};
use super::platform::Platform;
use super::service::Service;
use casebook::clock::DeviceId;
use casebook::edit::{FieldEdit, Judged, RecordEdit, in_the_way, judge};
use casebook::people::Right;
use protocol::{Action, CaseId, Edited, JobRefusal, RecordsWritten};

impl<G: Platform> Service<G> {
    /// Writes what of an edit may be written, unless it is held up; then nothing.
    pub(super) async fn edit(&self, case: CaseId, edits: Vec<FieldEdit>) -> Result<Edited, WorkError> {
        let judged = RefCell::new(Judged::default());
        let own = DeviceId(self.with(|s| s.at.device));
        self.write(|book, draft, now_ms| {
            // A case begins by a form of its own: an edit of none would make one of a single field.
            let state = book.state(&case)?.ok_or(refused(JobRefusal::CaseUnknown))?;
            let now = judge(&state, &book.locked(own), edits.clone());
            if !now.is_held_up() && !now.write.is_empty() {
                draft.add(book, vec![(case, Action::Set(now.write.clone()))], now_ms)?;
            }
            judged.replace(now);
            Ok(())
        })
        .await?;
        Ok(Edited {
            judged: judged.into_inner(),
            summary: self.with(|s| s.summary()),
        })
    }

    /// Writes records, unless a field of any of them was written by somebody else meanwhile; then nothing.
    pub(super) async fn write_records(&self, edits: Vec<(CaseId, RecordEdit)>) -> Result<RecordsWritten, WorkError> {
        let told = RefCell::new(RecordsWritten::default());
        let own = DeviceId(self.with(|s| s.at.device));
        self.write(|book, draft, now_ms| {
            let mut now = RecordsWritten::default();
            let may_rule = book.may(own, Right::Rule);
            for (case, edit) in &edits {
                let state = book.state(case)?.unwrap_or_default();
                let found = in_the_way(&state, edit, may_rule);
                let named = |fields| (*case, edit.write.record, fields);
                let some = |fields: Vec<u16>| Some(fields).filter(|fields| !fields.is_empty());
                now.moved.extend(some(found.moved).map(named));
                now.disputed.extend(some(found.disputed).map(named));
            }
            if now.moved.is_empty() && now.disputed.is_empty() {
                let actions = edits
                    .iter()
                    .map(|(case, edit)| (*case, Action::Record(Box::new(edit.write.clone()))));
                draft.add(book, actions.collect(), now_ms)?;
            }
            told.replace(now);
            Ok(())
        })
        .await?;
        Ok(RecordsWritten {
            summary: self.with(|s| s.summary()),
            ..told.into_inner()
        })
    }
}
