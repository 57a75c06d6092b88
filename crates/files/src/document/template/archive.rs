//! The archive around a template: bounded when read, kept as it is where nothing is filled.
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::{TemplateError, inert};
use crate::error::FileError;
use crate::sniff::{FileKind, sniff};

/// Most bytes of a template.
const PACKED_MAX: usize = 20 << 20;
/// Most parts.
const PARTS_MAX: usize = 4_096;
/// Most bytes of one part with text, unpacked.
const PART_MAX: u64 = 16 << 20;
/// Most bytes of all parts with text, unpacked.
const XML_MAX: u64 = 48 << 20;
/// Most bytes of all parts, as the archive announces them: whoever opens the document will unpack them.
const TOTAL_MAX: u64 = 512 << 20;

/// The part that tells what the others are.
const TYPES: &str = "[content_types].xml";
/// The relations of the archive: they name the document itself.
const RELATIONS: &str = "_rels/.rels";
/// The document itself, where no relation names another part.
const DOCUMENT: &str = "word/document.xml";

/// A part with text.
pub(super) struct Text {
    /// Its place in the archive.
    pub at: usize,
    /// Its name in small letters.
    pub name: String,
    /// It is the document itself.
    pub is_body: bool,
    pub xml: String,
}

/// Checks the archive and unpacks the parts that may hold places.
pub(super) fn open(bytes: &[u8]) -> Result<Vec<Text>, TemplateError> {
    if bytes.len() > PACKED_MAX {
        return Err(TemplateError::TooLarge);
    }
    match sniff(bytes) {
        Ok(FileKind::Zip) => {}
        Err(FileError::Encrypted) => return Err(TemplateError::Encrypted),
        Err(FileError::OldExcel) => return Err(TemplateError::OldWord),
        _ => return Err(TemplateError::NotADocument),
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken(bytes))?;
    if zip.len() > PARTS_MAX {
        return Err(TemplateError::Bomb);
    }
    // Two parts of one name, or one within another: readers differ on what such a file says.
    if zip.has_duplicate_names() || zip.has_overlapping_files().unwrap_or(true) {
        return Err(TemplateError::Broken);
    }
    let names = names(&mut zip)?;
    let mut left = XML_MAX;
    let mut about = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        if name == TYPES || name.ends_with(".rels") {
            let xml = unpack(&mut zip, at, left.min(PART_MAX))?;
            left = left.saturating_sub(xml.len() as u64);
            inert::about(&xml)?;
            about.insert(name.as_str(), xml);
        }
    }
    let kinds = Kinds::of(
        about.get(TYPES).map_or("", String::as_str),
        about.get(RELATIONS).map_or("", String::as_str),
    );
    if !names.contains(&kinds.document) {
        return Err(TemplateError::NotADocument);
    }
    let mut texts = Vec::new();
    for (at, name) in names.iter().enumerate() {
        if about.contains_key(name.as_str()) || !kinds.is_text(name) {
            continue;
        }
        let xml = unpack(&mut zip, at, left.min(PART_MAX))?;
        left = left.saturating_sub(xml.len() as u64);
        let (name, is_body) = (name.clone(), *name == kinds.document);
        texts.push(Text { at, name, is_body, xml });
    }
    Ok(texts)
}

/// Which parts hold text, by what the archive says of them.
struct Kinds {
    /// The document itself.
    document: String,
    /// Parts, and endings of names, that are declared as text of WordprocessingML.
    parts: BTreeSet<String>,
    endings: BTreeSet<String>,
}

impl Kinds {
    /// Some programs name the document `word/document2.xml`; whoever opens the file goes by the relation, not by a name.
    fn of(types: &str, relations: &str) -> Kinds {
        let is_text = |kind: &str| kind.contains("wordprocessingml") && kind.ends_with("+xml");
        let mut kinds = Kinds {
            document: DOCUMENT.to_owned(),
            parts: BTreeSet::new(),
            endings: BTreeSet::new(),
        };
        each(
            types,
            &mut |get| match (get("PartName"), get("Extension"), get("ContentType")) {
                (Some(part), _, Some(kind)) if is_text(&kind) => {
                    kinds.parts.insert(part.trim_start_matches('/').to_owned());
                }
                (None, Some(ending), Some(kind)) if is_text(&kind) => {
                    kinds.endings.insert(format!(".{ending}"));
                }
                _ => {}
            },
        );
        each(relations, &mut |get| {
            if let (Some(kind), Some(target)) = (get("Type"), get("Target"))
                && kind.ends_with("/officedocument")
            {
                target.trim_start_matches('/').clone_into(&mut kinds.document);
            }
        });
        kinds
    }

    fn is_text(&self, name: &str) -> bool {
        name.starts_with("word/") && name.ends_with(".xml")
            || name == self.document
            || self.parts.contains(name)
            || self.endings.iter().any(|ending| name.ends_with(ending.as_str()))
    }
}

/// Reads an attribute of an element, in small letters.
type Get<'e> = dyn Fn(&str) -> Option<String> + 'e;

/// Passes what reads the attributes of an element, for each element. The part was read before.
fn each(xml: &str, see: &mut dyn FnMut(&Get<'_>)) {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    while let Ok(event) = reader.read_event() {
        match &event {
            Event::Start(element) | Event::Empty(element) => see(&|name: &str| {
                let found = element.attributes().flatten().find(|a| a.key.as_ref() == name)?;
                let value = quick_xml::escape::unescape(&found.value).ok()?;
                Some(value.trim().to_ascii_lowercase().replace('\\', "/"))
            }),
            Event::Eof => break,
            _ => {}
        }
    }
}

/// The names of the parts in small letters, if none is protected or a macro.
fn names(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<String>, TemplateError> {
    let mut total = 0_u64;
    let mut names: Vec<String> = Vec::new();
    for at in 0..zip.len() {
        let part = zip.by_index_raw(at).map_err(|_| TemplateError::Broken)?;
        if part.encrypted() {
            return Err(TemplateError::Encrypted);
        }
        total = total.saturating_add(part.size());
        if total > TOTAL_MAX {
            return Err(TemplateError::Bomb);
        }
        let name = part.name().map_err(|_| TemplateError::Broken)?;
        let name = name.to_ascii_lowercase().replace('\\', "/");
        if name.contains("vbaproject") || name.contains("vbadata") || name.contains("activex/") {
            return Err(TemplateError::Macros);
        }
        // Names that differ in the size of letters alone are one name to Word.
        if names.contains(&name) {
            return Err(TemplateError::Broken);
        }
        names.push(name);
    }
    Ok(names)
}

/// Unpacks a part as far as it may be long.
fn unpack(zip: &mut ZipArchive<Cursor<&[u8]>>, at: usize, most: u64) -> Result<String, TemplateError> {
    let part = zip.by_index(at).map_err(|_| TemplateError::Broken)?;
    let mut bytes = Vec::new();
    let read = part.take(most + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > most {
        return Err(TemplateError::Bomb);
    }
    read.map_err(|_| TemplateError::Broken)?;
    // Word writes UTF-8 only.
    String::from_utf8(bytes).map_err(|_| TemplateError::Broken)
}

/// Writes the archive again, with other text in some parts.
pub(super) fn write(bytes: &[u8], texts: &[(usize, String)]) -> Result<Vec<u8>, TemplateError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TemplateError::Broken)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    out.set_raw_comment(zip.comment().into())
        .map_err(|_| TemplateError::Broken)?;
    for at in 0..zip.len() {
        let part = zip.by_index_raw(at).map_err(|_| TemplateError::Broken)?;
        match texts.iter().find(|(changed, _)| *changed == at) {
            None => out.raw_copy_file(part).map_err(|_| TemplateError::Broken)?,
            Some((_, xml)) => {
                let options = SimpleFileOptions::default()
                    .compression_method(CompressionMethod::Deflated)
                    .last_modified_time(part.last_modified().unwrap_or(DateTime::default()))
                    .unix_permissions(0o644)
                    .system(System::Unix);
                let name = part.name().map_err(|_| TemplateError::Broken)?;
                out.start_file(name, options).map_err(|_| TemplateError::Broken)?;
                out.write_all(xml.as_bytes()).map_err(|_| TemplateError::TooLarge)?;
            }
        }
    }
    let written = out.finish().map_err(|_| TemplateError::TooLarge)?;
    Ok(written.into_inner())
}

/// An archive without its end was cut off.
fn broken(bytes: &[u8]) -> TemplateError {
    match crate::zip_check::broken(bytes) {
        FileError::Truncated => TemplateError::Truncated,
        _ => TemplateError::Broken,
    }
}
