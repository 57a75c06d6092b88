//! Checks a workbook's archive before anything of it is taken into memory.
//!
//! The sizes in an archive's directory can lie, so every XML part is unpacked once into nothing, in small pieces,
//! with an eye on its length and on its longest stretch without a tag.
use std::io::{Cursor, ErrorKind, Read};

use zip::ZipArchive;

use super::error::FileError;
use super::xlsx::merges::{List, Merge};

/// Most parts of a workbook.
const PARTS_MAX: usize = 4_096;
/// Most bytes of a sheet, unpacked: they are streamed. A ledger of 100,000 cases has some 100 MB.
const SHEET_MAX: u64 = 512 << 20;
/// Most bytes of the table of texts, unpacked: it is held in memory.
const TEXTS_MAX: u64 = 160 << 20;
/// Most bytes of any other part, unpacked.
const OTHER_MAX: u64 = 32 << 20;
/// Most bytes of all parts together, unpacked.
const TOTAL_MAX: u64 = 1 << 30;
/// Honest sheets shrink 10- to 100-fold; nothing that deflate cannot do better than this is a ledger.
const RATIO_MAX: u64 = 400;
/// Parts smaller than this may shrink as they like.
const RATIO_FROM: u64 = 8 << 20;
/// Longest stretch without a tag: a cell holds 32,767 characters.
const STRETCH_MAX: usize = 1 << 20;

/// One part of a checked archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in small letters, with `/` between folders: some programs write `\\`.
    pub name: String,
    /// For a sheet its cells merged over several rows.
    pub merges: Vec<Merge>,
}

/// Checks the archive and names its parts, in its order.
///
/// # Errors
/// The archive is cut off, damaged, encrypted, too large inside, or no .xlsx workbook.
pub fn check(bytes: &[u8]) -> Result<Vec<Part>, FileError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken(bytes))?;
    if zip.len() > PARTS_MAX {
        return Err(FileError::Bomb);
    }
    let mut total = 0_u64;
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let part = zip.by_index_raw(at).map_err(|_| FileError::Broken)?;
        let name = part.name().map_err(|_| FileError::Broken)?;
        let name = name.to_ascii_lowercase().replace('\\', "/");
        let size = part.size();
        if part.encrypted() {
            return Err(FileError::Encrypted);
        }
        total = total.saturating_add(size);
        let inflated = size > RATIO_FROM && size / part.compressed_size().max(1) > RATIO_MAX;
        if total > TOTAL_MAX || size > limit(&name) || inflated {
            return Err(FileError::Bomb);
        }
        let merges = Vec::new();
        parts.push(Part { name, merges });
    }
    kind(&parts)?;
    for (at, part) in parts.iter_mut().enumerate() {
        if part.name.ends_with(".xml") || part.name.ends_with(".rels") {
            part.merges = unpack(&mut zip, at, &part.name)?;
        }
    }
    Ok(parts)
}

/// Only workbooks in XML are read.
fn kind(parts: &[Part]) -> Result<(), FileError> {
    let has = |name: &str| parts.iter().any(|part| part.name == name);
    if has("xl/workbook.bin") || has("content.xml") {
        return Err(FileError::OtherWorkbook);
    }
    if has("encryptedpackage") {
        return Err(FileError::Encrypted);
    }
    let workbook = parts.iter().any(|part| part.name.ends_with("workbook.xml"));
    if workbook { Ok(()) } else { Err(FileError::NotATable) }
}

fn limit(name: &str) -> u64 {
    if name.contains("worksheets/") {
        SHEET_MAX
    } else if name.ends_with("sharedstrings.xml") {
        TEXTS_MAX
    } else {
        OTHER_MAX
    }
}

/// Unpacks a part into nothing, as far as its limit; of a sheet the merged cells are kept.
fn unpack(zip: &mut ZipArchive<Cursor<&[u8]>>, at: usize, name: &str) -> Result<Vec<Merge>, FileError> {
    let mut part = zip.by_index(at).map_err(|_| FileError::Broken)?;
    let announced = part.size();
    let mut buffer = vec![0_u8; 64 << 10];
    let mut count = 0_u64;
    let mut stretch = 0_usize;
    let texts = name.ends_with("sharedstrings.xml");
    let mut merged = name.contains("worksheets/").then(List::default);
    loop {
        let length = match part.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                return Err(FileError::Truncated);
            }
            Err(_) => return Err(FileError::Broken),
        };
        let piece = &buffer[..length];
        if texts && count == 0 {
            unique_count(piece, announced)?;
        }
        count += length as u64;
        if count > announced {
            return Err(FileError::Bomb);
        }
        if let Some(list) = &mut merged {
            list.pass(piece);
        }
        for between in piece.split_inclusive(|b| *b == b'<') {
            stretch += between.len();
            if stretch > STRETCH_MAX {
                return Err(FileError::CellTooLong);
            }
            if between.last() == Some(&b'<') {
                stretch = 0;
            }
        }
    }
    Ok(merged.map(|list| list.merges()).unwrap_or_default())
}

/// The table of texts announces how many there are, and readers make room for as many: each needs a few bytes.
fn unique_count(head: &[u8], size: u64) -> Result<(), FileError> {
    const MARK: &[u8] = b"uniqueCount=";
    let Some(at) = head.windows(MARK.len()).position(|window| window == MARK) else {
        return Ok(());
    };
    let digits = head.iter().skip(at + MARK.len() + 1).take_while(|b| b.is_ascii_digit());
    let count = digits.fold(0_u64, |n, b| n.saturating_mul(10).saturating_add(u64::from(b - b'0')));
    if count > size { Err(FileError::Bomb) } else { Ok(()) }
}

/// An archive without its end was cut off.
pub(crate) fn broken(bytes: &[u8]) -> FileError {
    const END: &[u8] = b"PK\x05\x06";
    let tail = &bytes[bytes.len().saturating_sub(70_000)..];
    let has_end = tail.windows(END.len()).any(|window| window == END);
    if has_end {
        FileError::Broken
    } else {
        FileError::Truncated
    }
}
