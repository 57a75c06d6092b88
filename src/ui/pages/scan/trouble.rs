//! A PDF of a case fetched and opened, and why it cannot be shown or cut, in words.
use pdf::PdfFault;
use protocol::client::WorkerClient;
use protocol::{Attachment, CaseId, ReadAttachment};

use crate::lang::{Text, errors, scan as texts};
use crate::pdf_client::{PdfFile, PdfTrouble};

/// Fetches a file of a case, compared with its hash, and opens it.
///
/// # Errors
/// What the worker or the reader says no to, in words.
pub async fn open_pdf(case: CaseId, file: &Attachment) -> Result<PdfFile, Text> {
    let asked = ReadAttachment {
        case,
        attachment: file.id,
        small: false,
        sha256: Some(file.sha256),
    };
    let content = WorkerClient::token().ask(asked).await;
    let content = content.map_err(|error| errors::sentence(&error.refusal))?;
    PdfFile::open(content.bytes).await.map_err(trouble)
}

/// What happened, what was kept, what to do.
pub fn trouble(why: PdfTrouble) -> Text {
    match why {
        PdfTrouble::Fault(PdfFault::TooLarge) => texts::TOO_LARGE,
        PdfTrouble::Fault(PdfFault::TooManyPages) => texts::TOO_MANY,
        PdfTrouble::Fault(PdfFault::Locked) => texts::LOCKED,
        PdfTrouble::Fault(PdfFault::CutOff) => texts::CUT_OFF,
        PdfTrouble::Fault(PdfFault::Unreadable) => texts::UNREADABLE,
        PdfTrouble::Fault(PdfFault::NoPage) => texts::NO_PAGE,
        PdfTrouble::Died => texts::DIED,
        PdfTrouble::TooLong => texts::TOO_LONG,
    }
}
