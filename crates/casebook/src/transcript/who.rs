//! Who signs a record of an interview, as what and how, and the signatures among the records of its case.
use chrono::NaiveDate;

use super::{SIGNATURE, Strokes, field, signed};
use crate::attachment::AttachmentId;
use crate::field::Value;
use crate::parties::names;
use crate::slot::{RecordId, RecordKey, from_hex};
use crate::view::RecordView;

/// As what somebody signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// 谈话人
    Interviewer,
    /// 记录人
    Recorder,
    /// 被谈话人
    Interviewee,
    /// 翻译人
    Interpreter,
    /// 法定代理人、监护人
    Guardian,
    /// 见证人
    Witness,
    /// 在场人, at an enforcement
    Present,
    /// 执行人员
    Officers,
}

impl Part {
    /// All of them, in the order in which they sign on paper.
    pub const ALL: [Part; 8] = [
        Part::Interviewee,
        Part::Present,
        Part::Guardian,
        Part::Interpreter,
        Part::Witness,
        Part::Interviewer,
        Part::Officers,
        Part::Recorder,
    ];

    /// Whether it is that of the court's own people.
    #[must_use]
    pub fn is_staff(self) -> bool {
        matches!(self, Part::Interviewer | Part::Officers | Part::Recorder)
    }

    /// Its code in a record.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Part::Interviewer => "interviewer",
            Part::Recorder => "recorder",
            Part::Interviewee => "interviewee",
            Part::Interpreter => "interpreter",
            Part::Guardian => "guardian",
            Part::Witness => "witness",
            Part::Present => "present",
            Part::Officers => "officers",
        }
    }

    /// The part of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.code() == code)
    }

    /// The field of the record that names whoever has this part; nothing: it is named by whoever signs.
    #[must_use]
    pub fn field(self) -> Option<u16> {
        match self {
            Part::Interviewer => Some(field::INTERVIEWER),
            Part::Recorder => Some(field::RECORDER),
            Part::Interviewee => Some(field::INTERVIEWEE),
            Part::Present => Some(field::PRESENT),
            Part::Officers => Some(field::OFFICERS),
            Part::Interpreter | Part::Guardian | Part::Witness => None,
        }
    }
}

/// How somebody signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// With a pen or a finger, here.
    Pen,
    /// On the printed paper.
    Paper,
    /// Not at all: it is said why, and who saw it.
    Refused,
}

impl Way {
    /// Its code in a record.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Way::Pen => "pen",
            Way::Paper => "paper",
            Way::Refused => "refused",
        }
    }

    fn of_code(code: &str) -> Option<Way> {
        [Way::Pen, Way::Paper, Way::Refused]
            .into_iter()
            .find(|way| way.code() == code)
    }
}

/// A signature on a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Its record.
    pub record: RecordKey,
    /// As what.
    pub part: Part,
    /// Who.
    pub name: String,
    /// How.
    pub way: Way,
    /// The day.
    pub on: Option<NaiveDate>,
    /// The time, as it was written.
    pub at: String,
    /// SHA-256 of the text that was signed.
    pub fingerprint: String,
    /// What was written.
    pub strokes: Option<Strokes>,
    /// Why it is refused or on paper.
    pub reason: String,
    /// Who saw the refusal.
    pub witnesses: String,
    /// The scan of the page that was signed on paper: an attachment of the case.
    pub scan: Option<AttachmentId>,
    /// Who entered it.
    pub by: String,
    /// When it was recorded, milliseconds since 1970.
    pub at_ms: u64,
}

/// How it stands with a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// There is none.
    Missing,
    /// Said to be on the paper of this text; the scan that shows it is not in the case.
    AwaitsScan,
    /// It is of this text.
    Fits,
    /// The text was changed since.
    Stale,
}

/// Somebody who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// As what.
    pub part: Part,
    /// Who.
    pub name: String,
    /// Without this signature the record is not complete.
    pub is_needed: bool,
    /// The last signature.
    pub signature: Option<Signature>,
    /// How it stands with it.
    pub stands: Stands,
}

/// The signatures of a record, as they were recorded.
pub(super) fn signatures(of: RecordId, records: &[RecordView]) -> impl Iterator<Item = Signature> + '_ {
    let of = law::canonical::hex(&of);
    let own = records
        .iter()
        .filter(move |record| record.record.kind == SIGNATURE && said(record, signed::OF) == of);
    own.filter_map(|record| {
        Some(Signature {
            record: record.record,
            part: Part::of_code(said(record, signed::PART))?,
            name: said(record, signed::NAME).trim().to_owned(),
            way: Way::of_code(said(record, signed::WAY))?,
            on: match record.value(signed::ON) {
                Value::Date(day) => Some(*day),
                _ => None,
            },
            at: said(record, signed::AT).to_owned(),
            fingerprint: said(record, signed::FINGERPRINT).to_owned(),
            strokes: Strokes::read(said(record, signed::STROKES)),
            reason: said(record, signed::REASON).to_owned(),
            witnesses: said(record, signed::WITNESSES).to_owned(),
            scan: from_hex(said(record, signed::SCAN)),
            by: record.by.clone(),
            at_ms: record.at_ms,
        })
    })
}

/// Those the record names for a part.
pub(super) fn named(transcript: &RecordView, part: Part) -> Vec<String> {
    let text = part.field().map(|field| said(transcript, field)).unwrap_or_default();
    names(text).into_iter().map(str::to_owned).collect()
}

pub(super) fn said(record: &RecordView, field: u16) -> &str {
    match record.value(field) {
        Value::Text(text) => text,
        _ => "",
    }
}
