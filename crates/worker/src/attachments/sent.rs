//! Documents recorded as sent: the very file is kept as an attachment of its record.
use sha2::{Digest, Sha256};

use crate::attachments::add::Incoming;
use crate::error::{WorkError, refused};
use crate::files::papers::{DOCX, file_name};
use crate::platform::Platform;
use crate::service::Service;
use casebook::attachment::{Attachment, Filed, Origin};
use casebook::kinds::Kinds;
use casebook::slot::value_in;
use law::canonical::hex;
use protocol::{AttachmentRefusal, CaseId, RecordWrites, SentPaper, Value};

impl<G: Platform> Service<G> {
    /// The files of the documents that are recorded as sent, each with its case.
    ///
    /// # Errors
    /// `attachment_record_gone`: no record among those written is of it. `attachment_damaged`: the record bears another
    /// fingerprint than the file has. What [`Self::files_of`] says.
    pub(crate) fn sent_papers(&self, writes: &RecordWrites) -> Result<Vec<(CaseId, Incoming)>, WorkError> {
        let files = self.files_of(writes.papers.iter().map(|sent| &sent.paper))?;
        let papers = writes.papers.iter().zip(files);
        papers
            .map(|(sent, bytes)| Ok((sent.paper.case, self.sent(writes, sent, bytes)?)))
            .collect()
    }

    fn sent(&self, writes: &RecordWrites, sent: &SentPaper, bytes: Vec<u8>) -> Result<Incoming, WorkError> {
        let paper = &sent.paper;
        let sha256: [u8; 32] = Sha256::digest(&bytes).into();
        let mut edits = writes.edits.iter();
        let is_of = |case: &CaseId, record| *case == paper.case && record == sent.record;
        let (_, edit) = edits
            .find(|(case, edit)| is_of(case, edit.write.record) && edit.write.in_force == Some(true))
            .ok_or(refused(AttachmentRefusal::RecordGone))?;
        let kind = Kinds::builtin().get(sent.record.kind);
        let borne = kind
            .and_then(|kind| kind.field_named("fingerprint"))
            .and_then(|field| value_in(&edit.write.fields, field.number));
        if borne != Some(&Value::Text(hex(&sha256))) {
            return Err(refused(AttachmentRefusal::Damaged));
        }
        let attachment = Attachment {
            id: *self.chance(),
            name: file_name(paper),
            mime: DOCX.to_owned(),
            bytes: bytes.len() as u64,
            sha256,
            origin: Origin::MadeHere,
            filed: Some(Filed {
                record: sent.record,
                is_proof: false,
            }),
            ..Attachment::default()
        };
        Ok(Incoming {
            attachment,
            thumbnail: None,
            bytes,
        })
    }
}
