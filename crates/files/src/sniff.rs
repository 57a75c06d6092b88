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
/// Bytes searched for the marks of a web page.
const PAGE_SEARCH: usize = 4 << 10;
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
    if is_web_page(bytes) {
        let head = &bytes[..bytes.len().min(PAGE_SEARCH)];
        let is_table = memchr::memmem::find(head, b"urn:schemas-microsoft-com:office:spreadsheet").is_some();
        return Err(if is_table {
            FileError::OtherWorkbook
        } else {
            FileError::WebPage
        });
    }
    Ok(FileKind::Text)
}

/// A page of tags, or several in one file (MHTML), in any encoding: their marks are plain ASCII.
fn is_web_page(bytes: &[u8]) -> bool {
    let head = bytes.iter().take(PAGE_SEARCH).filter(|b| **b != 0);
    let head: Vec<u8> = head.map(u8::to_ascii_lowercase).collect();
    let text = head.trim_ascii_start();
    let text = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"]
        .into_iter()
        .find_map(|mark| text.strip_prefix(mark))
        .unwrap_or(text)
        .trim_ascii_start();
    let tag = |next: &u8| next.is_ascii_alphabetic() || matches!(next, b'!' | b'?' | b'/');
    if text.starts_with(b"<") && text.get(1).is_some_and(tag) {
        return true;
    }
    let has = |mark: &[u8]| memchr::memmem::find(&head, mark).is_some();
    let mime = has(b"mime-version:") || has(b"content-type:");
    (mime && (has(b"multipart/related") || has(b"text/html"))) || has(b"<html") || (has(b"<table") && has(b"<tr"))
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
