//! The archive around a template: bounded when read, kept as it is where nothing is filled.
use std::io::{Cursor, Read, Write};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::TemplateError;
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

/// A part with text.
pub(super) struct Text {
    /// Its place in the archive.
    pub at: usize,
    /// Its name in small letters.
    pub name: String,
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
    let mut texts = Vec::new();
    let mut left = XML_MAX;
    for (at, name) in names.into_iter().enumerate() {
        let in_word = name.starts_with("word/") && name.ends_with(".xml");
        let about = name == "[content_types].xml" || name.ends_with(".rels");
        if !in_word && !about {
            continue;
        }
        let xml = unpack(&mut zip, at, left.min(PART_MAX))?;
        left = left.saturating_sub(xml.len() as u64);
        if about {
            inert(&xml)?;
        } else {
            texts.push(Text { at, name, xml });
        }
    }
    Ok(texts)
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
    if !names.iter().any(|name| name == "word/document.xml") {
        return Err(TemplateError::NotADocument);
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

/// No part is declared as a macro, and nothing is fetched from elsewhere when the document is opened: a template fetched
/// so may hold macros, a picture tells that it was opened. A link is followed only by who clicks on it.
fn inert(xml: &str) -> Result<(), TemplateError> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    loop {
        let event = reader.read_event().map_err(|_| TemplateError::Broken)?;
        let element = match &event {
            Event::Start(element) | Event::Empty(element) => element,
            Event::DocType(_) => return Err(TemplateError::Broken),
            Event::Eof => return Ok(()),
            _ => continue,
        };
        let (mut link, mut away) = (false, false);
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|_| TemplateError::Broken)?;
            let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| TemplateError::Broken)?;
            let value = value.trim().to_ascii_lowercase();
            if value.contains("macroenabled") || value.contains("vbaproject") {
                return Err(TemplateError::Macros);
            }
            link |= attribute.key.as_ref() == "Type" && value.ends_with("/hyperlink");
            away |= attribute.key.as_ref() == "Target" && leads_away(&value);
        }
        if away && !link {
            return Err(TemplateError::Foreign);
        }
    }
}

/// Whether an address is on another machine. Word writes `file:///C:\…` for a template of its own.
fn leads_away(target: &str) -> bool {
    let path = target.strip_prefix("file:").unwrap_or(target);
    let local = path.trim_start_matches(['/', '\\']);
    let slashes = path.len() - local.len();
    let drive = local.as_bytes().get(1) == Some(&b':');
    target.contains("://") && !target.starts_with("file:") || slashes > 1 && !drive
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
