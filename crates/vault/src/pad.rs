//! Padding that hides sizes: Padmé, at least [`LEAST`] bytes.
//!
//! The size of what is sealed would tell whether a note or an attachment was written. After padding only O(log log n) bits
//! of it are left, for at most 12 % more bytes. (Nikitin and others, Reducing Metadata Leakage from Encrypted Files and
//! Communication with PURBs, 2019, section 4.)

/// Nothing sealed is shorter than this, in bytes.
pub const LEAST: usize = 256;

/// Ends the content; zeros follow.
const END: u8 = 0x80;

/// Size of the padded bytes for so many bytes of content.
#[must_use]
pub fn padded_len(content: usize) -> usize {
    let length = content.saturating_add(1).max(LEAST);
    let exponent = length.ilog2();
    // The lower bits of the length are rounded up; as many as leave a mantissa no longer than the exponent is.
    let rounded = exponent - (exponent.ilog2() + 1);
    let mask = (1usize << rounded) - 1;
    length.checked_add(mask).map_or(length, |sum| sum & !mask)
}

/// Pads bytes that begin at `start` of `bytes`.
pub(super) fn pad(bytes: &mut Vec<u8>, start: usize) {
    let end = padding(bytes.len() - start);
    bytes.extend_from_slice(&end);
}

/// What stands after so many bytes of content.
pub(super) fn padding(content: usize) -> Vec<u8> {
    let mut bytes = vec![0; padded_len(content).saturating_sub(content)];
    if let Some(first) = bytes.first_mut() {
        *first = END;
    }
    bytes
}

/// Where the content ends in padded bytes.
pub(super) fn content_len(padded: &[u8]) -> Option<usize> {
    let end = padded.iter().rposition(|byte| *byte != 0)?;
    (padded[end] == END).then_some(end)
}
