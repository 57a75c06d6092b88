//! A court's own .docx with named places in it.
//!
//! The file is read once and bounded, since anybody may have made it. Filling changes nothing but the places: every other
//! byte of its XML, and every other part of the archive, stays as it was.
mod archive;
mod fault;
mod found;
mod hidden;
mod inert;
mod paths;
mod pieces;
mod scan;
mod sections;
mod steps;
mod words;

use std::collections::BTreeSet;

pub use fault::{MarkFault, TemplateError, What};

use super::fields::Vocabulary;
use super::fill::{Fill, Filler, Spot};
use super::paper::Run;
use steps::{Step, Written};

/// Most places of a template.
const MARKS_MAX: usize = 20_000;
/// Most bytes of the parts together when they are filled.
const FILLED_MAX: usize = 64 << 20;

/// A template that was read and holds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    bytes: Vec<u8>,
    parts: Vec<Part>,
    fields: BTreeSet<String>,
    lists: BTreeSet<String>,
}

/// A part of the archive that holds places, or the body.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    /// Its place in the archive.
    at: usize,
    is_body: bool,
    xml: String,
    /// Before the names of its elements: `w:`, or nothing.
    prefix: String,
    steps: Vec<Step>,
}

/// A filled template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The .docx.
    pub bytes: Vec<u8>,
    /// The text of its body, paragraph by paragraph, then that of the other parts with places: to be looked through.
    pub text: Vec<Vec<Run>>,
    /// The places without a value, each once.
    pub gaps: Vec<Spot>,
    /// The places whose value held characters that no document takes; they were left out.
    pub dropped: Vec<Spot>,
}

/// Reads a template and finds its places in body, headers, footers, notes and text boxes.
///
/// # Errors
/// The file is too large, cut off, damaged, protected, does something when it is opened, carries along what nobody sees, or
/// is no .docx; or all places whose names are not known or that do not hold together, each with the text around it.
pub fn read(bytes: &[u8], words: &Vocabulary) -> Result<Template, TemplateError> {
    let mut template = Template {
        bytes: bytes.to_vec(),
        parts: Vec::new(),
        fields: BTreeSet::new(),
        lists: BTreeSet::new(),
    };
    let mut faults = Vec::new();
    let texts = archive::open(bytes)?;
    let styles = hidden::styles(texts.iter().map(|text| text.xml.as_str()))?;
    let mut unseen = Vec::new();
    for text in texts {
        unseen.extend(hidden::of_part(&text.xml, &styles)?);
        let found = scan::scan(&text.xml)?;
        // A workbook names a document of its own kind.
        if text.is_body && !found.is_word() {
            return Err(TemplateError::NotADocument);
        }
        if found.marks.len() > MARKS_MAX {
            return Err(TemplateError::TooLarge);
        }
        let sections = sections::find(&found, &text.xml);
        let (sections, mut wrong) = sections;
        let steps = steps::build(&found, &sections, text.xml.len(), words, &mut wrong);
        for fault in &mut wrong {
            fault.part.clone_from(&text.name);
        }
        faults.extend(wrong);
        steps::names(&steps, &mut template.fields, &mut template.lists);
        if !found.marks.is_empty() || text.is_body {
            template.parts.push(Part {
                at: text.at,
                is_body: text.is_body,
                xml: text.xml,
                prefix: found.prefix,
                steps,
            });
        }
    }
    if !unseen.is_empty() {
        return Err(TemplateError::Hidden(hidden::told(unseen)));
    }
    if faults.is_empty() {
        Ok(template)
    } else {
        Err(TemplateError::Marks(faults))
    }
}

/// The text of a .docx, a line a paragraph, to be looked at without Word.
///
/// # Errors
/// As of [`read`], but that its places need not be known.
pub fn text(bytes: &[u8]) -> Result<Vec<String>, TemplateError> {
    let parts = archive::open(bytes)?;
    let body = parts.into_iter().find(|part| part.is_body);
    let xml = body.ok_or(TemplateError::NotADocument)?.xml;
    let prefix = scan::scan(&xml)?.prefix;
    let gaps = Vec::new();
    let lines = words::of_part(&Written { xml, gaps }, &prefix).into_iter();
    Ok(lines.map(|runs| runs.iter().map(Run::text).collect()).collect())
}

impl Template {
    /// The fields it uses, each once.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(String::as_str)
    }

    /// The lists it repeats something for, each once.
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        self.lists.iter().map(String::as_str)
    }

    /// Fills it. The same data gives the same bytes.
    ///
    /// # Errors
    /// The document would be too large.
    pub fn fill(&self, fill: &Fill) -> Result<Filled, TemplateError> {
        let mut filler = Filler::new(fill);
        let (mut written, mut text, mut around) = (Vec::new(), Vec::new(), Vec::new());
        let mut total = 0;
        for part in &self.parts {
            let mut out = Written::default();
            steps::write(&part.steps, part, &mut filler, None, &mut out)?;
            total += out.xml.len();
            if total > FILLED_MAX {
                return Err(TemplateError::TooLarge);
            }
            let to = if part.is_body { &mut text } else { &mut around };
            to.extend(words::of_part(&out, &part.prefix));
            written.push((part.at, out.xml));
        }
        text.append(&mut around);
        Ok(Filled {
            bytes: archive::write(&self.bytes, &written)?,
            text,
            gaps: filler.gaps,
            dropped: filler.dropped,
        })
    }
}
