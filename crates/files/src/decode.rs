//! From bytes to text: by mark, else by what the bytes look like.
use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::error::FileError;

/// Bytes looked at to tell UTF-16 without a mark.
const LOOK: usize = 8 << 10;
/// Name of UTF-8 with single lines in GBK, for the person to check.
const MIXED: &str = "UTF-8 + GB18030";
/// Zero bytes that a program may leave in a short list.
const ZEROS: usize = 8;
/// Stands for bytes that are no character.
pub const REPLACEMENT: char = '\u{fffd}';

/// Decodes by byte order mark, else as UTF-8 or UTF-16, else as GB18030 (which holds GBK). A few broken bytes cost
/// their characters, not the file: [`REPLACEMENT`] stands for them.
///
/// # Errors
/// The bytes are none of these, or no text at all.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), FileError> {
    let (text, encoding) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => with(encoding, &bytes[mark..])?,
        None => match (utf16(bytes), std::str::from_utf8(bytes)) {
            (Some(encoding), _) => with(encoding, bytes)?,
            (None, Ok(text)) => (Cow::Borrowed(text), UTF_8),
            (None, Err(_)) => {
                if let Some(text) = mixed(bytes) {
                    return Ok((Cow::Owned(text), MIXED));
                }
                broken_utf8(bytes).map_or_else(|| with(GB18030, bytes), Ok)?
            }
        },
    };
    // Old programs end a file with 1A, or fill it up with zeros.
    let end = text.trim_end_matches(['\u{1a}', '\0']).len();
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
        Cow::Owned(mut text) => {
            text.truncate(end);
            Cow::Owned(text)
        }
    };
    let zeros = memchr::memchr_iter(0, text.as_bytes()).count();
    // A slip stands beside characters of a list; what has none of several bytes and a zero is a program's own file.
    if zeros > 0 && (text.is_ascii() || !is_slip(zeros.saturating_sub(ZEROS), text.len())) {
        return Err(FileError::NotATable);
    }
    let text = match zeros {
        0 => text,
        _ => Cow::Owned(text.replace('\0', "\u{fffd}")),
    };
    Ok((text, encoding.name()))
}

type Decoded<'b> = (Cow<'b, str>, &'static Encoding);

/// Decodes; more than a slip here and there is another encoding or no text.
fn with<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Result<Decoded<'b>, FileError> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors && !is_slip(replaced(&text), text.len()) {
        return Err(FileError::Encoding);
    }
    Ok((text, encoding))
}

/// UTF-8 with a few broken bytes. Other encodings break at every second byte.
fn broken_utf8(bytes: &[u8]) -> Option<Decoded<'_>> {
    let text = String::from_utf8_lossy(bytes);
    let broken = replaced(&text);
    let wide = bytes.iter().filter(|b| !b.is_ascii()).count();
    let is_utf8 = broken * 4 <= wide && is_slip(broken, text.len());
    is_utf8.then_some((text, UTF_8))
}

/// UTF-8 with single lines in GBK, as a row copied from another file has it. Such a line is one whose characters nearly
/// all break in UTF-8 and none in GBK.
fn mixed(bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len());
    let (mut usual, mut other) = (0_usize, 0_usize);
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if let Ok(line) = std::str::from_utf8(line) {
            usual += usize::from(!line.is_ascii());
            text.push_str(line);
            continue;
        }
        let wide = line.iter().filter(|b| !b.is_ascii()).count();
        let (read, failed) = GB18030.decode_without_bom_handling(line);
        if failed || replaced(&String::from_utf8_lossy(line)) * 4 <= wide {
            return None;
        }
        other += 1;
        text.push_str(&read);
    }
    (usual > other && !text.contains('\0')).then_some(text)
}

fn replaced(text: &str) -> usize {
    text.chars().filter(|c| *c == REPLACEMENT).count()
}

fn is_slip(broken: usize, length: usize) -> bool {
    broken <= 2 + length / 200
}

/// Separators, digits and line ends have a zero byte in UTF-16, all on the same side.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = bytes[..bytes.len().min(LOOK)].as_chunks::<2>();
    let low = pairs.iter().filter(|pair| pair[0] == 0).count();
    let high = pairs.iter().filter(|pair| pair[1] == 0).count();
    let many = |zeros: usize| pairs.len() >= 8 && zeros * 20 > pairs.len();
    match (many(high), many(low)) {
        (true, false) if low == 0 => Some(UTF_16LE),
        (false, true) if high == 0 => Some(UTF_16BE),
        _ => None,
    }
}
