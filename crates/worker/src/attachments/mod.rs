//! Attachments: added, shown, and the sealed blobs held here.
pub(crate) mod add;
pub(crate) mod held;
mod sent;

use crate::answer::{Answered, Asked};
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use protocol::{AddAttachment, AttachmentsJob, ReadAttachment};

impl<G: Platform> Service<G> {
    /// Answers what is asked of attachments.
    pub(crate) async fn answer_attachments(&self, asked: Asked, job: AttachmentsJob) -> Result<Answered, WorkError> {
        match job {
            AttachmentsJob::AddAttachment(new) => asked.answer::<AddAttachment>(self.add_attachment(new).await),
            AttachmentsJob::ReadAttachment(ReadAttachment {
                attachment,
                small,
                sha256,
            }) => asked.answer::<ReadAttachment>(self.content(attachment, small, sha256).await),
        }
    }
}
