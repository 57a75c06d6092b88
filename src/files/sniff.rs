//! Tells what a file is by its first bytes, not by its name.
use super::error::FileError;

/// Most bytes read of a file: a ledger of 100,000 cases is a tenth of it.
pub const FILE_MAX: usize = 256 << 20;

/// Kinds of file that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A zip archive, hopefully a workbook.
    Zip,
    /// A table in text.
    Text,
}

/// Compound files: old workbooks, and the wrapping of encrypted ones.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// Sectors of a compound file searched for its directory.
const COMPOUND_SEARCH: usize = 4 << 20;

/// What the file is.
///
/// # Errors
/// It is of a kind that is not read.
pub fn sniff(bytes: &[u8]) -> Result<FileKind, FileError> {
    if bytes.len() > FILE_MAX {
        return Err(FileError::TooLarge);
    }
    if bytes.is_empty() {
        return Err(FileError::Empty);
    }
    if bytes.starts_with(b"PK") {
        return Ok(FileKind::Zip);
    }
    if bytes.starts_with(COMPOUND) {
        return Err(compound(bytes));
    }
    if bytes.starts_with(b"%PDF") || bytes.starts_with(b"{\\rtf") {
        return Err(FileError::NotATable);
    }
    let head: Vec<u8> = bytes.iter().take(512).map(u8::to_ascii_lowercase).collect();
    let has = |mark: &[u8]| head.windows(mark.len()).any(|window| window == mark);
    if has(b"<html") || has(b"<table") || has(b"<!doctype html") || has(b"<?xml") {
        return Err(FileError::WebPage);
    }
    Ok(FileKind::Text)
}

/// A compound file that holds `EncryptedPackage` is a workbook with a password; else an old workbook.
fn compound(bytes: &[u8]) -> FileError {
    let names: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let near_start = &bytes[..bytes.len().min(COMPOUND_SEARCH)];
    let near_end = &bytes[bytes.len().saturating_sub(COMPOUND_SEARCH)..];
    let encrypted = [near_start, near_end]
        .iter()
        .any(|part| part.windows(names.len()).any(|window| window == names));
    if encrypted {
        FileError::Encrypted
    } else {
        FileError::OldExcel
    }
}
