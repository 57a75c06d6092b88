//! Bytes as people copy them: Crockford's base32 in groups of five letters or digits and a sixth that checks them, so
//! that a slip is found in its group.
use super::kit::ShareFault;

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a group that carry content.
const GROUP: usize = 5;

/// Writes bytes in groups, parted by spaces.
pub(super) fn write(bytes: &[u8]) -> String {
    let digits = digits(bytes);
    let mut out = String::with_capacity(digits.len() * 7 / GROUP + 7);
    for group in digits.chunks(GROUP) {
        if !out.is_empty() {
            out.push(' ');
        }
        let check = check(group);
        out.extend(
            group
                .iter()
                .chain([&check])
                .map(|d| char::from(LETTERS[usize::from(*d & 31)])),
        );
    }
    out
}

/// Five bits each, most significant first, filled with zeros to whole groups.
fn digits(bytes: &[u8]) -> Vec<u8> {
    let mut out: Vec<u8> = bytes
        .chunks(5)
        .flat_map(|five| {
            let whole = (0..5).fold(0u64, |sum, at| sum << 8 | u64::from(five.get(at).copied().unwrap_or(0)));
            let count = (five.len() * 8).div_ceil(5);
            (0..count).map(move |at| (whole >> (35 - 5 * at) & 31) as u8)
        })
        .collect();
    out.resize(out.len().next_multiple_of(GROUP), 0);
    out
}

/// A weighted sum in GF(32), polynomial x⁵ + x² + 1: every single slip and every swap of two letters changes it.
fn check(group: &[u8]) -> u8 {
    group.iter().fold(0, |sum, digit| {
        let value = sum ^ digit;
        (value << 1 & 31) ^ ((value >> 4 & 1) * 0b101)
    })
}

/// Reads what [`write`] wrote into so many bytes. White space and hyphens do not count, nor does case; O is 0, I and L
/// are 1; full-width letters count as plain ones.
pub(super) fn read<const N: usize>(text: &str) -> Result<[u8; N], ShareFault> {
    let mut digits = Vec::with_capacity(N * 2);
    for c in text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '－' | '–' | '—'))
    {
        let group = u8::try_from(digits.len() / (GROUP + 1) + 1).unwrap_or(u8::MAX);
        digits.push(digit(c).ok_or(ShareFault::Slip { group })?);
    }
    let expected = (N * 8).div_ceil(5).next_multiple_of(GROUP);
    let mut content = Vec::with_capacity(expected);
    for (group, letters) in (1..=u8::MAX).zip(digits.chunks(GROUP + 1)) {
        if let [letters @ .., last] = letters
            && letters.len() == GROUP
        {
            if check(letters) != *last {
                return Err(ShareFault::Slip { group });
            }
            content.extend_from_slice(letters);
        }
    }
    if digits.len() != expected / GROUP * (GROUP + 1) {
        return Err(ShareFault::Length);
    }
    Ok(bytes(&content))
}

fn digit(c: char) -> Option<u8> {
    let narrow = match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0)?,
        _ => c,
    };
    let letter = match narrow.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    let at = LETTERS.iter().position(|l| char::from(*l) == letter)?;
    u8::try_from(at).ok()
}

fn bytes<const N: usize>(digits: &[u8]) -> [u8; N] {
    std::array::from_fn(|at| {
        (0..8).fold(0, |byte, bit| {
            let place = at * 8 + bit;
            let digit = digits.get(place / 5).copied().unwrap_or(0);
            byte << 1 | (digit >> (4 - place % 5) & 1)
        })
    })
}
