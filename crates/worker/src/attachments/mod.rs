//! Attachments: added, shown, and the sealed blobs held here.
pub(crate) mod add;
pub(crate) mod held;
mod sent;

use crate::answer::{Answered, Asked};
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::{Service, State};
use casebook::clock::DeviceId;
use casebook::dossier::{self, Catalogues};
use casebook::facts::CaseFile;
use casebook::people::Right;
use protocol::{
    AddAttachment, AttachmentId, AttachmentRefusal, AttachmentsJob, CaseId, Content, JobRefusal, ReadAttachment,
};

impl<G: Platform> Service<G> {
    /// Answers what is asked of attachments.
    pub(crate) async fn answer_attachments(&self, asked: Asked, job: AttachmentsJob) -> Result<Answered, WorkError> {
        match job {
            AttachmentsJob::AddAttachment(new) => asked.answer::<AddAttachment>(self.add_attachment(new).await),
            AttachmentsJob::ReadAttachment(of) => asked.answer::<ReadAttachment>(self.shown(of).await),
        }
    }

    /// A file as a person may look at it.
    ///
    /// # Errors
    /// As [`Service::content`]. `attachment_internal`: it stands in the internal volume, and this person may not look at that.
    async fn shown(&self, of: ReadAttachment) -> Result<Content, WorkError> {
        self.may_look(of.case, of.attachment).await?;
        self.content(of.attachment, of.small, of.sha256).await
    }

    /// Whoever has the right looks at everything; for the others their case is read to know where it stands (plan Art. 10).
    async fn may_look(&self, case: CaseId, attachment: AttachmentId) -> Result<(), WorkError> {
        if self.with(|s| s.may(Right::Internal))? {
            return Ok(());
        }
        let view = self.case_view(case).await?;
        let view = view.ok_or(refused(JobRefusal::CaseUnknown))?;
        if !view.attachments.iter().any(|of| of.attachment.id == attachment) {
            return Err(refused(AttachmentRefusal::NotThere));
        }
        let is_internal = self.with(|s| {
            let kinds = s.book()?.kinds();
            let file = CaseFile::of_view(&view, kinds);
            let dossier = dossier::of_case(Catalogues::builtin(), &view, &file, kinds);
            Ok::<_, WorkError>(dossier.is_some_and(|dossier| dossier.is_internal(attachment)))
        })?;
        match is_internal {
            true => Err(refused(AttachmentRefusal::Internal)),
            false => Ok(()),
        }
    }
}

impl State {
    /// Whether the person here has a right. Who has not joined yet, in a book of one's own, has all.
    pub(crate) fn may(&mut self, right: Right) -> Result<bool, WorkError> {
        let device = DeviceId(self.book.at.device);
        let book = self.book()?;
        Ok(!book.directory().is_founded() || book.may(device, right))
    }
}
