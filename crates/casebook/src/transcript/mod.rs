//! Records of interviews (笔录, plan Art. 6 and 13) and the signatures on them: the one text that is shown, printed and signed,
//! who must sign it, and whether each signature is still of this text.
mod begin;
mod checks;
mod faults;
mod forms;
mod seal;
mod sheets;
mod signing;
mod standing;
mod strokes;
mod text;
mod who;

use super::slot::Kind;
pub use begin::{Begun, begin};
pub use checks::{are_phones, minutes, unanswered};
pub use faults::Fault;
pub use forms::{Form, Forms, FormsError, Group, Phrase};
pub use seal::{Reopened, breaks_seal, reopen};
pub use sheets::{Row, Sheet, sheets, signs_each};
pub use signing::{SignFault, Signing, shown_by, sign};
pub use standing::{Standing, reception_shaken, reception_to_record, standing};
pub use strokes::{HEIGHT, Point, Strokes, WIDTH};
pub use text::{Line, fingerprint, lines, text, title};
pub use who::{Part, Signature, Signer, Stands, Way};

/// The kind of a record of an interview (`rules/records/transcript.json`).
pub const TRANSCRIPT: Kind = Kind(53);
/// The kind of a signature (`rules/records/signature.json`).
pub const SIGNATURE: Kind = Kind(54);
/// The kind of what opens a signed record for correction (`rules/records/reopening.json`).
pub const REOPENED: Kind = Kind(56);
/// The code of a first reception in [`field::SORT`].
pub const FIRST_RECEPTION: &str = "first_reception";
/// What the nodes hear once a first reception is recorded.
pub const RECEPTION_DONE: &str = "first_reception_done";

/// The fields of a record of an interview that code names.
#[allow(missing_docs, reason = "the text of the kind says what they are")]
pub mod field {
    pub const SORT: u16 = 1;
    pub const CASE_NUMBER: u16 = 2;
    pub const HELD_ON: u16 = 3;
    pub const BEGUN: u16 = 4;
    pub const ENDED: u16 = 5;
    pub const WAY: u16 = 6;
    pub const PLACE: u16 = 7;
    pub const INTERVIEWER: u16 = 8;
    pub const RECORDER: u16 = 9;
    pub const INTERVIEWEE: u16 = 10;
    pub const CAPACITY: u16 = 11;
    pub const ID_SORT: u16 = 14;
    pub const ID_NUMBER: u16 = 15;
    pub const PHONE: u16 = 16;
    pub const PRESENT: u16 = 17;
    pub const BASIS: u16 = 18;
    pub const BASIS_EFFECTIVE_ON: u16 = 19;
    pub const CLAIM_AMOUNT: u16 = 20;
    pub const PAID_AMOUNT: u16 = 21;
    pub const DEBTOR: u16 = 22;
    pub const DEBTOR_ADDRESS: u16 = 23;
    pub const DEBTOR_PHONE: u16 = 24;
    pub const CLUES: u16 = 26;
    pub const PRESERVATION: u16 = 27;
    pub const SETTLES: u16 = 28;
    pub const SERVICE_ADDRESS: u16 = 34;
    pub const TOLD: u16 = 37;
    pub const BODY: u16 = 38;
    pub const CONFIRMED: u16 = 39;
    pub const OFFICERS: u16 = 52;
}

/// The fields of a signature.
#[allow(missing_docs, reason = "the text of the kind says what they are")]
pub mod signed {
    pub const OF: u16 = 1;
    pub const PART: u16 = 2;
    pub const NAME: u16 = 3;
    pub const WAY: u16 = 4;
    pub const ON: u16 = 5;
    pub const AT: u16 = 6;
    pub const FINGERPRINT: u16 = 7;
    pub const STROKES: u16 = 8;
    pub const REASON: u16 = 9;
    pub const WITNESSES: u16 = 10;
    pub const SCAN: u16 = 11;
}

/// The fields of what opens a signed record for correction.
#[allow(missing_docs, reason = "the text of the kind says what they are")]
pub mod reopening {
    pub const OF: u16 = 1;
    pub const REASON: u16 = 2;
    pub const ON: u16 = 3;
    pub const FINGERPRINT: u16 = 4;
}
