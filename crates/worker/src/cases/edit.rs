//! Editing fields as a form does: judged under the right to write, so that nothing can move in between.
use std::cell::RefCell;

use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use casebook::clock::DeviceId;
use casebook::edit::{FieldEdit, Judged, judge};
use protocol::{Action, CaseId, Edited, JobRefusal};

impl<G: Platform> Service<G> {
    /// Writes what of an edit may be written, unless it is held up; then nothing.
    pub(crate) async fn edit(&self, case: CaseId, edits: Vec<FieldEdit>) -> Result<Edited, WorkError> {
        let judged = RefCell::new(Judged::default());
        let own = DeviceId(self.with(|s| s.book.at.device));
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
}
