//! Why a PDF cannot be shown or cut, in words.
use pdf::PdfFault;

use crate::lang::{Text, scan as texts};
use crate::pdf_client::PdfTrouble;

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
