//! How a record of an interview stands: who must sign, who did, and whether that is still of this text.
use chrono::NaiveDate;

use super::{FIRST_RECEPTION, RECEPTION_DONE, SIGNATURE, Strokes, TRANSCRIPT, field, fingerprint, signed, text};
use crate::field::Value;
use crate::kinds::Kinds;
use crate::parties::names;
use crate::slot::{RecordId, RecordKey};
use crate::view::{CaseView, RecordView};

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
}

impl Part {
    /// All of them, in the order in which they sign on paper.
    pub const ALL: [Part; 6] = [
        Part::Interviewee,
        Part::Guardian,
        Part::Interpreter,
        Part::Witness,
        Part::Interviewer,
        Part::Recorder,
    ];

    /// Whether it is that of the court's own people.
    #[must_use]
    pub fn is_staff(self) -> bool {
        matches!(self, Part::Interviewer | Part::Recorder)
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
    /// When it was recorded, milliseconds since 1970.
    pub at_ms: u64,
}

/// How it stands with a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// There is none.
    Missing,
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

/// What is in the way of signing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No question and no answer: there is nothing to sign.
    Empty,
    /// Nobody is named for a part that must sign.
    Unnamed(Part),
    /// One person interviews and records.
    OneForBoth(String),
    /// One name stands in two parts.
    TwoParts(String),
    /// Values of a field that did not see each other: somebody has to say first which holds.
    Disputed(u16),
}

/// How a record of an interview stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The text.
    pub text: String,
    /// Its SHA-256.
    pub fingerprint: String,
    /// Who signs: those that must, then others who did.
    pub signers: Vec<Signer>,
    /// What is in the way of signing.
    pub faults: Vec<Fault>,
}

impl Standing {
    /// Whether all who must have signed this very text, or are recorded as refusing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let mut needed = self.signers.iter().filter(|signer| signer.is_needed);
        self.faults.is_empty() && needed.all(|signer| signer.stands == Stands::Fits)
    }

    /// Who is done with this text without a pen: refused, or to sign on the printed paper.
    pub fn without_pen(&self) -> impl Iterator<Item = (&Signer, Way)> {
        let done = self.signers.iter().filter(|signer| signer.stands == Stands::Fits);
        done.filter_map(|signer| {
            let way = signer.signature.as_ref()?.way;
            (way != Way::Pen).then_some((signer, way))
        })
    }

    /// Who signed something else than what stands there now.
    pub fn stale(&self) -> impl Iterator<Item = &Signer> {
        self.signers.iter().filter(|signer| signer.stands == Stands::Stale)
    }

    /// Whether anybody signed it.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.signers.iter().any(|signer| signer.signature.is_some())
    }
}

/// How a record stands, with the signatures among the records of its case.
#[must_use]
pub fn standing(kinds: &Kinds, transcript: &RecordView, records: &[RecordView]) -> Standing {
    let text = kinds
        .get(TRANSCRIPT)
        .map(|kind| text(kind, &transcript.fields))
        .unwrap_or_default();
    let fingerprint = fingerprint(&text);
    let mut all: Vec<Signature> = signatures(transcript.record.id, records).collect();
    all.sort_by_key(|signature| signature.at_ms);
    let mut signers = Vec::new();
    let signer = |part: Part, name: String, is_needed: bool, signature: Option<Signature>| Signer {
        stands: match &signature {
            None => Stands::Missing,
            Some(signature) if signature.fingerprint == fingerprint => Stands::Fits,
            Some(_) => Stands::Stale,
        },
        part,
        name,
        is_needed,
        signature,
    };
    for part in Part::ALL {
        for name in named(transcript, part) {
            // Of several by the same person the last one counts.
            let own = all.iter().rposition(|one| one.part == part && one.name == name);
            let last = own.and_then(|at| all.get(at).cloned());
            all.retain(|one| one.part != part || one.name != name);
            signers.push(signer(part, name, true, last));
        }
    }
    while let Some(last) = all.pop() {
        all.retain(|one| one.part != last.part || one.name != last.name);
        signers.push(signer(last.part, last.name.clone(), false, Some(last)));
    }
    let order = |signer: &Signer| Part::ALL.iter().position(|part| *part == signer.part);
    signers.sort_by_key(order);
    Standing {
        faults: faults(transcript, &signers),
        text,
        fingerprint,
        signers,
    }
}

/// The day a first reception was held that is signed by all who must and not yet recorded as done.
#[must_use]
pub fn reception_to_record(view: &CaseView, transcript: &RecordView, standing: &Standing) -> Option<NaiveDate> {
    let is_reception = said(transcript, field::SORT) == FIRST_RECEPTION;
    let is_recorded = view.happenings.iter().any(|happening| happening.key == RECEPTION_DONE);
    match transcript.value(field::HELD_ON) {
        Value::Date(day) if is_reception && !is_recorded && standing.is_complete() => Some(*day),
        _ => None,
    }
}

fn signatures(of: RecordId, records: &[RecordView]) -> impl Iterator<Item = Signature> + '_ {
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
            at_ms: record.at_ms,
        })
    })
}

/// Those the record names for a part.
fn named(transcript: &RecordView, part: Part) -> Vec<String> {
    let text = part.field().map(|field| said(transcript, field)).unwrap_or_default();
    names(text).into_iter().map(str::to_owned).collect()
}

fn faults(transcript: &RecordView, signers: &[Signer]) -> Vec<Fault> {
    let mut faults = Vec::new();
    if said(transcript, field::BODY).trim().is_empty() {
        faults.push(Fault::Empty);
    }
    let must = Part::ALL.into_iter().filter(|part| part.field().is_some());
    faults.extend(
        must.filter(|part| named(transcript, *part).is_empty())
            .map(Fault::Unnamed),
    );
    let needed: Vec<&Signer> = signers.iter().filter(|signer| signer.is_needed).collect();
    for (at, one) in needed.iter().enumerate() {
        let other = needed.iter().skip(at + 1).find(|other| other.name == one.name);
        let Some(other) = other else { continue };
        faults.push(match one.part.is_staff() && other.part.is_staff() {
            true => Fault::OneForBoth(one.name.clone()),
            false => Fault::TwoParts(one.name.clone()),
        });
    }
    let mut numbers: Vec<u16> = transcript.fields.iter().map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    let twice = numbers.windows(2).filter(|pair| pair.first() == pair.last());
    let mut twice: Vec<u16> = twice.filter_map(|pair| pair.first().copied()).collect();
    twice.dedup();
    faults.extend(twice.into_iter().map(Fault::Disputed));
    faults
}

fn said(record: &RecordView, field: u16) -> &str {
    match record.value(field) {
        Value::Text(text) => text,
        _ => "",
    }
}
