//! Documents made of cases, many at once: which can be made, what they say, and as files.
use sha2::{Digest, Sha256};

use crate::error::{WorkError, refused};
use crate::files::export::file;
use crate::files::judges::not_judges;
use crate::files::offices::Offices;
use crate::platform::Platform;
use crate::service::Service;
use casebook::facts::CaseFile;
use casebook::kinds::Kinds;
use casebook::view::{CaseView, RecordView};
use chrono::NaiveDate;
use files::document::{Fill, Form, docx, of_case};
use law::canonical::hex;
use protocol::{
    AboutRecord, CaseId, CasePaper, Field, JobRefusal, LeftOut, PaperKey, Papers, PapersAsked, SavedFile, Value, WhyNot,
};

/// Cases in one batch: more would hold the page with papers nobody looks through.
const CASES_MOST: usize = 300;

/// Most bytes of the files of a batch: they are held in memory until they are saved.
pub(super) const FILES_MAX: usize = 200 << 20;

/// The media type of a .docx.
pub(crate) const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

impl<G: Platform> Service<G> {
    /// Makes the papers; nothing is written.
    pub(crate) async fn papers(&self, id: u32, asked: &PapersAsked) -> Result<Papers, WorkError> {
        let in_force = self.forms()?;
        let known = |key: &String| in_force.named(key);
        let forms: Vec<&Form> = asked.forms.iter().filter_map(known).collect();
        let total = u32::try_from(asked.cases.len().min(CASES_MOST)).unwrap_or(u32::MAX);
        let mut made = Papers::default();
        let mut offices = Offices::default();
        for (done, case) in (1_u32..).zip(asked.cases.iter().take(CASES_MOST)) {
            let view = self.case_view(*case).await?;
            self.with(|s| {
                papers_of(
                    (*case, view.as_ref()),
                    s.book()?.kinds(),
                    &forms,
                    asked,
                    &mut made,
                    &mut offices,
                )
            })?;
            self.goes_on(id, done, total).await?;
        }
        offices.papers(&asked.only, &mut made)?;
        self.with(|s| {
            let directory = s.book()?.directory();
            for paper in &mut made.papers {
                let form = in_force.named(&paper.paper.form);
                paper.not_judges = form.map_or_else(Vec::new, |form| not_judges(form, &asked.answers, directory));
            }
            Ok::<_, WorkError>(())
        })?;
        Ok(made)
    }

    /// These papers as files: one .docx, or all of them in an archive, named as courts name them.
    pub(crate) fn save_papers(&self, papers: &[CasePaper], today: NaiveDate) -> Result<SavedFile, WorkError> {
        let bytes = self.files_of(papers.iter())?;
        let mut files: Vec<(String, Vec<u8>)> = papers.iter().map(file_name).zip(bytes).collect();
        if files.len() == 1
            && let Some((name, bytes)) = files.pop()
        {
            return Ok(file(&name, DOCX, bytes));
        }
        let bytes = docx::archive(&files)?;
        Ok(file(&format!("文书-{today}.zip"), "application/zip", bytes))
    }

    /// The files of papers, in their order: to be saved, or to be kept as what was sent.
    ///
    /// # Errors
    /// `papers_moved`: one is not that whose fingerprint the paper bears, since the court's .docx was replaced after it was
    /// made. `papers_too_many`: together they are too large.
    pub(crate) fn files_of<'p>(&self, papers: impl Iterator<Item = &'p CasePaper>) -> Result<Vec<Vec<u8>>, WorkError> {
        let forms = self.forms()?;
        let (mut files, mut held) = (Vec::new(), 0);
        for paper in papers {
            let bytes = paper.paper.file(forms.named(&paper.paper.form))?;
            let bytes = bytes.filter(|bytes| fingerprint(bytes) == paper.fingerprint);
            let bytes = bytes.ok_or(refused(JobRefusal::PapersMoved))?;
            held += bytes.len();
            if held > FILES_MAX {
                return Err(refused(JobRefusal::PapersTooMany));
            }
            files.push(bytes);
        }
        Ok(files)
    }
}

/// As it stands in the record of a paper.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The name of a paper as a file, as courts name it.
pub(crate) fn file_name(paper: &CasePaper) -> String {
    let name = match paper.addressee.is_empty() {
        true => paper.paper.name.clone(),
        false => format!("{}（{}）", paper.paper.name, paper.addressee),
    };
    // Of several cases the first names the file: all of them would be too long for one.
    docx::file_name(&name, paper.case_number.split('、').next())
}

fn papers_of<'f>(
    (case, view): (CaseId, Option<&CaseView>),
    kinds: &Kinds,
    forms: &[&'f Form],
    asked: &PapersAsked,
    made: &mut Papers,
    offices: &mut Offices<'f>,
) -> Result<(), WorkError> {
    let number = view.map(number_of).unwrap_or_default();
    let fill = view.map(|view| {
        let mut fill = match asked.about.as_slice() {
            [] => of_case::of_case(view, kinds, &asked.court, asked.today),
            about => of_case::of_seizures(view, kinds, &told(case, view, about), &asked.court, asked.today),
        };
        let answers = asked.answers.iter().filter(|(_, value)| !value.trim().is_empty());
        answers.for_each(|(name, value)| fill.set(name, value.trim()));
        name_numbered(case, &mut fill, forms, &asked.only);
        fill
    });
    for form in forms {
        // Which of its cases a paper to an office is kept under is known once all are met.
        let is_wanted = |key: &PaperKey| key.case == case && key.form == form.key;
        if form.per.is_none() && !asked.only.is_empty() && !asked.only.iter().any(is_wanted) {
            continue;
        }
        let (Some(view), Some(fill)) = (view, &fill) else {
            made.left_out.push(left(case, &number, form, WhyNot::Gone));
            continue;
        };
        let again = asked.again || !asked.only.is_empty();
        match (why_not(view, kinds, &number, form, again), &form.per) {
            (Some(why), _) => made.left_out.push(left(case, &number, form, why)),
            (None, Some(per)) => offices.take(case, form, per, fill, asked.apart),
            (None, None) => made.papers.extend(of_form(case, &number, form, fill, &asked.only)?),
        }
    }
    Ok(())
}

/// What numbered papers of a case are called in the others of the act, unless somebody typed it.
fn name_numbered(case: CaseId, fill: &mut Fill, forms: &[&Form], only: &[PaperKey]) {
    for form in forms {
        let Some(name) = &form.gives else { continue };
        let given = only.iter().find(|key| key.case == case && key.form == form.key);
        if let Some(key) = given.filter(|key| !key.number.is_empty() && fill.value(name).is_none()) {
            fill.set(name, key.number.as_str());
        }
    }
}

/// The records of a case that the papers are about, as they will stand when these are sent.
fn told(case: CaseId, view: &CaseView, about: &[AboutRecord]) -> Vec<RecordView> {
    let own = about.iter().filter(|about| about.case == case);
    let told = own.filter_map(|about| {
        let mut record = view.records.iter().find(|known| known.record == about.record)?.clone();
        let is_written = |field: u16| about.fields.iter().any(|(written, _)| *written == field);
        record.fields.retain(|(field, _)| !is_written(*field));
        let written = about.fields.iter().filter(|(_, value)| *value != Value::None);
        record.fields.extend(written.cloned());
        Some(record)
    });
    told.collect()
}

/// The number of a paper among these, empty if it has none; nothing if it is not among them. None wanted: all are. `before`:
/// so many papers of this case and form go to others of the same name, each with a number of its own.
pub(super) fn wanted(only: &[PaperKey], case: CaseId, form: &Form, addressee: &str, before: usize) -> Option<String> {
    let is_this = |key: &&PaperKey| key.case == case && key.form == form.key && key.addressee == addressee;
    match only {
        [] => Some(String::new()),
        only => only.iter().filter(is_this).nth(before).map(|key| key.number.clone()),
    }
}

fn of_form(
    case: CaseId,
    number: &str,
    form: &Form,
    fill: &Fill,
    only: &[PaperKey],
) -> Result<Vec<CasePaper>, WorkError> {
    let mut papers = Vec::new();
    let mut named: Vec<String> = Vec::new();
    for (addressee, mut own) in form.copies_of(fill) {
        let before = named.iter().filter(|known| **known == addressee).count();
        named.push(addressee.clone());
        let Some(given) = wanted(only, case, form, &addressee, before) else {
            continue;
        };
        own.set("文书号", given.as_str());
        let made = form.made(addressee, &own)?;
        papers.push(CasePaper {
            case,
            others: Vec::new(),
            case_number: number.to_owned(),
            addressee: made.addressee,
            number: given,
            fingerprint: fingerprint(&made.bytes),
            paper: made.paper,
            not_judges: Vec::new(),
        });
    }
    Ok(papers)
}

fn left(case: CaseId, number: &str, form: &Form, why: WhyNot) -> LeftOut {
    LeftOut {
        case,
        case_number: number.to_owned(),
        form: form.key.clone(),
        why,
    }
}

/// The days on which documents of this name are recorded as sent.
fn recorded<'v>(view: &'v CaseView, form: &'v Form) -> impl Iterator<Item = NaiveDate> + 'v {
    let kind = Kinds::builtin().named("document");
    let number = |key: &str| kind.and_then(|kind| kind.field_named(key)).map(|field| field.number);
    let (name, issued) = (number("name"), number("issued_on"));
    let own = view
        .records
        .iter()
        .filter(move |record| Some(record.record.kind) == kind.map(|kind| kind.kind));
    let called = move |record: &&RecordView| {
        let value = name.map(|name| record.value(name));
        matches!(value, Some(Value::Text(text)) if *text == form.name.zh)
    };
    own.filter(called)
        .filter_map(move |record| match record.value(issued?) {
            Value::Date(day) => Some(*day),
            _ => None,
        })
}

pub(super) fn number_of(view: &CaseView) -> String {
    let found = view.fields.iter().find(|(field, _)| *field == Field::CASE_NUMBER);
    match found {
        Some((_, Value::Text(number))) => number.clone(),
        _ => String::new(),
    }
}

fn why_not(view: &CaseView, kinds: &Kinds, number: &str, form: &Form, again: bool) -> Option<WhyNot> {
    if view.hidden {
        return Some(WhyNot::Gone);
    }
    if number.is_empty() {
        return Some(WhyNot::NoNumber);
    }
    let file = CaseFile::of_view(view, kinds);
    if file.closed_on.is_some() && !form.after_close {
        return Some(WhyNot::Closed);
    }
    let happening = form.closes.as_ref().map_or("", |closes| closes.happening.as_str());
    // The three notices of 7(3) rest on what is owed; preservation has none of them.
    let of_notice = form.closes.as_ref().is_some_and(|closes| closes.node == "P7-3");
    if of_notice && file.facts.preservation == Some(true) {
        return Some(WhyNot::Preservation);
    }
    let sent = file.happenings.iter().filter(|known| known.key == happening);
    let last: Option<NaiveDate> = sent.map(|known| known.on).chain(recorded(view, form)).max();
    last.filter(|_| !again).map(WhyNot::SentBefore)
}
