//! What a document does by itself when somebody opens it: nothing. What a court sends must not run, fetch, or carry along what
//! nobody looked at.
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::TemplateError;

/// Relations to what is carried along and opened by another program, by the last part of their type (ECMA-376 part 1, 11 and
/// 15): objects, other documents, controls, pages of the web beside the document.
const CARRIED: [&str; 9] = [
    "oleobject",
    "package",
    "afchunk",
    "subdocument",
    "control",
    "frame",
    "attachedtoolbars",
    "webextension",
    "webextensiontaskpanes",
];
/// Relations to data that is fetched when a letter is made of them.
const FETCHED: [&str; 2] = ["mailmergesource", "mailmergeheadersource"];
/// Fields that fetch a file or start a program (ECMA-376 part 1, 17.16.5; DDE and IMPORT are older).
const FIELDS: [&str; 12] = [
    "INCLUDETEXT",
    "INCLUDEPICTURE",
    "INCLUDE",
    "IMPORT",
    "LINK",
    "DDE",
    "DDEAUTO",
    "DATABASE",
    "RD",
    "MACROBUTTON",
    "HTMLCONTROL",
    "CONTROL",
];

/// Checks a part that tells what the other parts are or what they refer to: none is declared as a macro, nothing is carried
/// along, and nothing is fetched from elsewhere when the document is opened: a template fetched so may hold macros, a picture
/// tells that it was opened. A link is followed only by who clicks on it.
pub(super) fn about(xml: &str) -> Result<(), TemplateError> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    loop {
        let event = reader.read_event().map_err(|_| TemplateError::Broken)?;
        match &event {
            Event::Start(element) | Event::Empty(element) => relation(element)?,
            Event::DocType(_) => return Err(TemplateError::Broken),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn relation(element: &BytesStart<'_>) -> Result<(), TemplateError> {
    let (mut kind, mut away) = (String::new(), false);
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| TemplateError::Broken)?;
        let value = unescape(&attribute.value).map_err(|_| TemplateError::Broken)?;
        let value = value.trim().to_ascii_lowercase();
        if value.contains("macroenabled") || value.contains("vbaproject") {
            return Err(TemplateError::Macros);
        }
        match attribute.key.as_ref() {
            "Type" => value.rsplit('/').next().unwrap_or_default().clone_into(&mut kind),
            "Target" => away = leads_away(&value),
            _ => {}
        }
    }
    if away && kind != "hyperlink" || FETCHED.contains(&kind.as_str()) {
        return Err(TemplateError::Foreign);
    }
    match CARRIED.contains(&kind.as_str()) {
        true => Err(TemplateError::Carries),
        false => Ok(()),
    }
}

/// Whether an address is on another machine. Word writes `file:///C:\…` for a template of its own.
fn leads_away(target: &str) -> bool {
    let path = target.strip_prefix("file:").unwrap_or(target);
    let local = path.trim_start_matches(['/', '\\']);
    let slashes = path.len() - local.len();
    let drive = local.as_bytes().get(1) == Some(&b':');
    let scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    });
    scheme || slashes > 1 && !drive
}

/// The fields of a part that are open, each with its instruction as far as it was read; nothing once that was looked at.
#[derive(Default)]
pub(super) struct Fields(Vec<Option<String>>);

impl Fields {
    /// Looks at an element that begins: nothing fetches, nothing is left of who worked on the text before. Names count
    /// without what stands before the colon: that can be declared anew within a part.
    pub fn element(&mut self, element: &BytesStart<'_>) -> Result<(), TemplateError> {
        let name = element.name();
        match local(name.as_ref()) {
            "fldSimple" => fetches(&attribute(element, "instr")?),
            "fldChar" => match attribute(element, "fldCharType")?.as_str() {
                "begin" => {
                    self.0.push(Some(String::new()));
                    Ok(())
                }
                "separate" => self
                    .0
                    .last_mut()
                    .and_then(Option::take)
                    .map_or(Ok(()), |said| fetches(&said)),
                _ => self.0.pop().flatten().map_or(Ok(()), |said| fetches(&said)),
            },
            "mailMerge" => Err(TemplateError::Foreign),
            "imagedata" | "fill" | "stroke" if leads_away(&attribute(element, "src")?.to_ascii_lowercase()) => {
                Err(TemplateError::Foreign)
            }
            "ins" | "del" | "moveFrom" | "moveTo" | "delText" | "comment" => Err(TemplateError::Traces),
            _ => Ok(()),
        }
    }

    /// Text of an instruction.
    pub fn instruction(&mut self, text: &str) {
        if let Some(Some(said)) = self.0.last_mut() {
            said.push_str(text);
        }
    }
}

fn fetches(instruction: &str) -> Result<(), TemplateError> {
    let word = instruction
        .split(|c: char| !c.is_ascii_alphabetic())
        .find(|word| !word.is_empty());
    match word {
        Some(word) if FIELDS.contains(&word.to_ascii_uppercase().as_str()) => Err(TemplateError::Foreign),
        _ => Ok(()),
    }
}

/// The name of an element or attribute without what stands before the colon.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of an attribute, whatever stands before its colon; empty if there is none.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<String, TemplateError> {
    let found = element.attributes().flatten().find(|a| local(a.key.as_ref()) == name);
    let value = found.map(|a| unescape(&a.value).map(|value| value.trim().to_owned()));
    value
        .transpose()
        .map(Option::unwrap_or_default)
        .map_err(|_| TemplateError::Broken)
}
