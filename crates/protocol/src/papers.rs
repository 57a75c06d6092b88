//! Documents made of cases, many at once.
use casebook::CaseId;
use casebook::dossier::Pages;
use casebook::field::Value;
use casebook::slot::{RecordId, RecordKey};
use chrono::NaiveDate;
use files::document::Paper;
use files::document::number::Series;
use serde::{Deserialize, Serialize};

/// Which documents of which cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PapersAsked {
    /// The cases, in the order of the papers.
    pub cases: Vec<CaseId>,
    /// Keys of the forms.
    pub forms: Vec<String>,
    /// What the forms ask beside what the cases say: name and value, the same for all.
    pub answers: Vec<(String, String)>,
    /// The court, or empty.
    pub court: String,
    /// Also what was sent before.
    pub again: bool,
    /// The records the papers are about, each with its case; empty: all of the cases.
    pub about: Vec<AboutRecord>,
    /// A paper for each case, also where one form goes to an office for all of them.
    pub apart: bool,
    /// The civil date at UTC+8: the papers bear it.
    pub today: NaiveDate,
    /// These papers and no others, each with its number, whatever was sent before; none: all.
    pub only: Vec<PaperKey>,
}

/// Which paper of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperKey {
    /// The case.
    pub case: CaseId,
    /// The key of the form.
    pub form: String,
    /// For whom it is, or empty.
    pub addressee: String,
    /// 文书号, or empty as long as it has none.
    pub number: String,
}

/// A record that papers are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutRecord {
    /// Its case.
    pub case: CaseId,
    /// The record.
    pub record: RecordKey,
    /// What is written to it when the papers are sent: they say it already.
    pub fields: Vec<(u16, Value)>,
}

/// The documents, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Papers {
    /// The papers, case after case.
    pub papers: Vec<CasePaper>,
    /// What is not made, with the reason.
    pub left_out: Vec<LeftOut>,
}

/// A document of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePaper {
    /// The case; the first of several.
    pub case: CaseId,
    /// The other cases it is of.
    pub others: Vec<CaseId>,
    /// 案号; of several cases all of them.
    pub case_number: String,
    /// For whom it is, or empty.
    pub addressee: String,
    /// 文书号, or empty as long as it has none.
    pub number: String,
    /// What it says.
    pub paper: Paper,
    /// SHA-256 of its .docx, in hexadecimal digits.
    pub fingerprint: String,
    /// Who is named as a judge and has a post of none.
    pub not_judges: Vec<String>,
}

impl CasePaper {
    /// It is made by a .docx of the court's own: here stands its text, on paper it looks as that file says.
    #[must_use]
    pub fn is_docx(&self) -> bool {
        self.paper.filled_with.is_some()
    }
}

/// What speaks against recording a paper as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Places without a value, each once.
    Gaps(Vec<String>),
    /// These are named as judges and are none.
    NotJudges(Vec<String>),
    /// The case says something else than when the paper was made, or the paper is not made of it any more.
    Moved,
}

impl CasePaper {
    /// What speaks against recording it as sent. `now` is the same paper made of the case as it stands; `given` names the
    /// places that get their value when it is recorded: its number, and those of the papers it goes with.
    #[must_use]
    pub fn doubts(&self, now: Option<&CasePaper>, given: &[&str]) -> Vec<Doubt> {
        let mut gaps: Vec<String> = Vec::new();
        for spot in &self.paper.gaps {
            if !given.contains(&spot.field.as_str()) && !gaps.contains(&spot.field) {
                gaps.push(spot.field.clone());
            }
        }
        let mut doubts = Vec::new();
        if !gaps.is_empty() {
            doubts.push(Doubt::Gaps(gaps));
        }
        if !self.not_judges.is_empty() {
            doubts.push(Doubt::NotJudges(self.not_judges.clone()));
        }
        if now.is_none_or(|now| now.paper != self.paper) {
            doubts.push(Doubt::Moved);
        }
        doubts
    }
}

/// A document recorded as sent: its very file is kept with the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentPaper {
    /// The record, among those that are written. It bears the fingerprint.
    pub record: RecordKey,
    /// What was sent.
    pub paper: CasePaper,
}

impl CasePaper {
    /// Which paper it is.
    #[must_use]
    pub fn key(&self) -> PaperKey {
        PaperKey {
            case: self.case,
            form: self.paper.form.clone(),
            addressee: self.addressee.clone(),
            number: self.number.clone(),
        }
    }
}

/// A file made of pages of a scan, for a volume of the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutFile {
    /// The line it is of: the id of the item, or of the scan itself where pages are left.
    pub of: RecordId,
    /// The pages, in runs: the worker takes it only if the line still says so.
    pub runs: Vec<Pages>,
    /// The file.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// A number that several documents bear, though each was to have one of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedNumber {
    /// 文书号
    pub number: String,
    /// The documents: case, its number, and what the document is called.
    pub papers: Vec<(CaseId, String, String)>,
}

/// A series of numbers of which nobody said yet, since this device was restored from a backup, how far it was really used: what
/// was sent after the backup was made bears numbers the book does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsureSeries {
    /// The series.
    pub series: Series,
    /// The highest serial the book knows; 0: none.
    pub known: u32,
    /// This device, as the record of what was really used names it.
    pub device: String,
}

/// A document that is not made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The case.
    pub case: CaseId,
    /// 案号
    pub case_number: String,
    /// The key of the form.
    pub form: String,
    /// Why.
    pub why: WhyNot,
}

/// Why a document is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyNot {
    /// The case is not there any more.
    Gone,
    /// It has no number yet.
    NoNumber,
    /// It is closed.
    Closed,
    /// 保全: no execution notice and no order to report property (保全规定4; the notice rests on a judgment that is owed).
    Preservation,
    /// It was sent on this day.
    SentBefore(NaiveDate),
}

/// The bulletin of a period (plan Art. 9, 20–23).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulletinAsked {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// What the form asks beside the figures: name and value.
    pub answers: Vec<(String, String)>,
    /// The civil date at UTC+8: the paper bears it.
    pub today: NaiveDate,
}
