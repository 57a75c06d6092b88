//! The XML of a part, event by event, with a bound on the length of each.
use std::io::{self, BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::read::ZipFile;

use super::Archive;
use crate::error::FileError;

/// Most bytes of one tag, text or comment: a cell holds 32,767 characters.
const EVENT_MAX: usize = 4 << 20;
/// Most elements within each other while one is passed over.
const DEPTH_MAX: u32 = 64;

type Part<'z, 'b> = BufReader<ZipFile<'z, Cursor<&'b [u8]>>>;

/// A part of the workbook.
pub(super) struct Xml<'z, 'b> {
    reader: Reader<Limited<Part<'z, 'b>>>,
    buffer: Vec<u8>,
}

impl<'z, 'b> Xml<'z, 'b> {
    /// Opens a part by its place in the archive.
    pub fn open(archive: &'z mut Archive<'b>, part: usize) -> Result<Xml<'z, 'b>, FileError> {
        let file = archive.by_index(part).map_err(|_| FileError::Broken)?;
        let inner = BufReader::with_capacity(64 << 10, file);
        let mut reader = Reader::from_reader(Limited { inner, left: EVENT_MAX });
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        Ok(Xml {
            reader,
            buffer: Vec::with_capacity(1024),
        })
    }

    /// The next event; nothing at the end.
    pub fn next(&mut self) -> Result<Option<Event<'_>>, FileError> {
        self.buffer.clear();
        self.reader.get_mut().left = EVENT_MAX;
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Eof) => Ok(None),
            Ok(event) => Ok(Some(event)),
            Err(_) => Err(FileError::Broken),
        }
    }

    /// The next event within an element, whose end must come.
    pub fn inner(&mut self) -> Result<Event<'_>, FileError> {
        self.next()?.ok_or(FileError::Truncated)
    }

    /// Adds the text of an element just opened, up to its end.
    pub fn text(&mut self, into: &mut String) -> Result<(), FileError> {
        let mut depth = 0_u32;
        loop {
            match self.inner()? {
                Event::Text(text) => into.push_str(&text.xml10_content()),
                Event::CData(text) => into.push_str(&text.xml10_content()),
                Event::GeneralRef(entity) => push_entity(&entity, into),
                Event::Start(_) if depth < DEPTH_MAX => depth += 1,
                Event::Start(_) => return Err(FileError::Broken),
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
    }

    /// Passes over an element just opened, up to its end.
    pub fn skip(&mut self) -> Result<(), FileError> {
        self.text(&mut String::new())
    }
}

/// A character by its number, one of the five names of XML, or the name as it stands.
fn push_entity(entity: &BytesRef<'_>, into: &mut String) {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        into.push(c);
        return;
    }
    if let Some(half) = half_of(entity) {
        // Both halves are joined where texts are unescaped.
        into.push_str(&format!("_x{half:04X}_"));
        return;
    }
    match &**entity {
        "amp" => into.push('&'),
        "lt" => into.push('<'),
        "gt" => into.push('>'),
        "quot" => into.push('"'),
        "apos" => into.push('\''),
        "nbsp" => into.push('\u{a0}'),
        other => {
            into.push('&');
            into.push_str(other);
            into.push(';');
        }
    }
}

/// Half of a character beyond the basic ones: some programs write it as two numbers, which XML forbids.
fn half_of(entity: &str) -> Option<u32> {
    let number = entity.strip_prefix('#')?;
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    (0xd800..0xe000).contains(&number).then_some(number)
}

/// An attribute by its name without the prefix, as it is written if it can be read.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).filter_map(Result::ok);
    let mut named = found.filter(|a| a.key.local_name().as_ref() == name);
    let value = named.next()?.value;
    let text = quick_xml::escape::unescape(&value).map(|text| text.into_owned());
    Some(text.unwrap_or_else(|_| value.into_owned()))
}

/// A truth of XML: `1`, `true` or `on`.
pub(super) fn is_on(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
}

/// An untruth of XML: `0`, `false` or `off`.
pub(super) fn is_off(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| matches!(value.trim(), "0" | "false" | "off"))
}

/// Gives an error once an event is longer than it may be.
struct Limited<R> {
    inner: R,
    left: usize,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl<R: BufRead> BufRead for Limited<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        self.inner.consume(amount);
    }
}
