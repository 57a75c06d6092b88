//! Texts: the shared table, runs of rich text, and the characters XML cannot hold.
use std::borrow::Cow;

use quick_xml::events::Event;

use super::Archive;
use super::xml::{Xml, is_off};
use crate::error::FileError;

/// Most elements within each other in a text.
const DEPTH_MAX: u32 = 64;

/// The shared table of texts, one behind the other: a hostile table of blank texts costs few bytes each.
#[derive(Debug, Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<u32>,
    /// Places of texts of which runs are struck through, in order.
    struck: Vec<usize>,
}

impl Texts {
    /// Reads the table. What cannot be read of it ends it: cells that point behind are told one by one.
    pub fn read(archive: &mut Archive<'_>, part: usize) -> Result<Texts, FileError> {
        let mut xml = Xml::open(archive, part)?;
        let mut texts = Texts::default();
        loop {
            let is_text = match xml.next() {
                Ok(Some(Event::Start(element))) => element.local_name().as_ref() == "si",
                Ok(Some(_)) => false,
                Ok(None) => return Ok(texts),
                Err(error) if texts.ends.is_empty() => return Err(error),
                Err(_) => return Ok(texts),
            };
            if is_text {
                let Ok(is_struck) = runs(&mut xml, &mut texts.all) else {
                    return Ok(texts);
                };
                if is_struck {
                    texts.struck.push(texts.ends.len());
                }
                let end = u32::try_from(texts.all.len()).map_err(|_| FileError::Bomb)?;
                texts.ends.push(end);
            }
        }
    }

    /// A text by its place.
    pub fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)? as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.all.get(start..end)
    }

    /// Whether runs of a text were left out because they are struck through.
    pub fn is_struck(&self, at: usize) -> bool {
        self.struck.binary_search(&at).is_ok()
    }
}

/// Adds the runs of a text just opened (`si` or `is`), without the readings over it and without what is struck
/// through. Says whether something was.
pub(super) fn runs(xml: &mut Xml<'_, '_>, into: &mut String) -> Result<bool, FileError> {
    let (mut depth, mut struck, mut left_out) = (0_u32, false, false);
    let start = into.len();
    loop {
        enum Next {
            Text,
            Skip,
            In,
            Out,
            On,
        }
        let next = match xml.inner()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => Next::Text,
                "rPh" => Next::Skip,
                "r" => {
                    struck = false;
                    Next::In
                }
                "strike" | "dstrike" => {
                    struck = !is_off(&element, "val");
                    Next::In
                }
                _ => Next::In,
            },
            Event::End(_) => Next::Out,
            _ => Next::On,
        };
        match next {
            Next::Text if struck => {
                left_out = true;
                xml.skip()?;
            }
            Next::Text => xml.text(into)?,
            Next::Skip => xml.skip()?,
            Next::In if depth == DEPTH_MAX => return Err(FileError::Broken),
            Next::In => depth += 1,
            Next::Out if depth == 0 => break,
            Next::Out => depth -= 1,
            Next::On => {}
        }
    }
    if let Cow::Owned(plain) = unescape(&into[start..]) {
        into.truncate(start);
        into.push_str(&plain);
    }
    Ok(left_out)
}

/// `_x000D_` stands for a character by its number (ECMA-376 Part 1, 22.4.2.4 bstr); two such stand for the halves of one
/// character.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(unit) = unit(rest) else {
            out.push_str("_x");
            rest = &rest[2..];
            continue;
        };
        rest = &rest[7..];
        let second = unit_after_half(unit, rest);
        if second.is_some() {
            rest = &rest[7..];
        }
        // A half alone is a character lost.
        let read = char::decode_utf16(std::iter::once(unit).chain(second)).next();
        out.push(read.and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The number of `_xHHHH_` at the beginning of a text.
fn unit(text: &str) -> Option<u16> {
    let digits = text
        .get(2..6)
        .filter(|_| text.starts_with("_x") && text.as_bytes().get(6) == Some(&b'_'));
    let digits = digits.filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
    digits.and_then(|d| u16::from_str_radix(d, 16).ok())
}

/// The second half behind the first one of a character.
fn unit_after_half(first: u16, rest: &str) -> Option<u16> {
    let second = unit(rest).filter(|unit| (0xdc00..0xe000).contains(unit));
    second.filter(|_| (0xd800..0xdc00).contains(&first))
}
