//! Names of objects in the shared store, relative to a space. Only what is listed here is a name: nothing that comes
//! from outside can point anywhere else.
//!
//! `p/{device}/{number}` pack · `p/{device}/{from}-{to}` bundle · `r/{id}` roster record · `i/{id}` invitation box ·
//! `k/{device}-{number}` keys for the recovery kit · `b/{id}` blob · `t/{id}` thumbnail. All numbers are lower-case
//! hexadecimal of full width, so that names sort as what they name.
use std::fmt;

use casebook::clock::DeviceId;

/// The longest name, in bytes: that of a bundle.
pub const NAME_LIMIT: usize = 36;

/// An object of a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// One pack of a device.
    Pack {
        /// Who wrote it.
        device: DeviceId,
        /// Its number, from 1.
        number: u32,
    },
    /// Consecutive packs of a device in one object.
    Bundle {
        /// Who wrote them.
        device: DeviceId,
        /// The first number.
        from: u32,
        /// The last number, above the first.
        to: u32,
    },
    /// A record of the roster.
    Record([u8; 16]),
    /// What an invited device needs, sealed to the invitation's key.
    Invitation([u8; 16]),
    /// All space keys, sealed to the recovery kit.
    Keys {
        /// Who sealed them.
        device: DeviceId,
        /// That of the pack with the change of the key, or for a new kit a random one from 2³¹ on.
        number: u32,
    },
    /// A sealed blob.
    Blob([u8; 16]),
    /// Its sealed thumbnail.
    Thumb([u8; 16]),
}

impl Name {
    /// Reads a name; `None` for anything that is not exactly one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Name> {
        if text.len() > NAME_LIMIT {
            return None;
        }
        let (kind, rest) = text.split_once('/')?;
        match kind {
            "p" => {
                let (device, numbers) = rest.split_once('/')?;
                let device = DeviceId(number64(device)?);
                match numbers.split_once('-') {
                    None => Some(number32(numbers)?)
                        .filter(|number| *number > 0)
                        .map(|number| Name::Pack { device, number }),
                    Some((from, to)) => {
                        let (from, to) = (number32(from)?, number32(to)?);
                        (0 < from && from < to).then_some(Name::Bundle { device, from, to })
                    }
                }
            }
            "k" => {
                let (device, number) = rest.split_once('-')?;
                Some(Name::Keys {
                    device: DeviceId(number64(device)?),
                    number: number32(number)?,
                })
            }
            "r" => unhex(rest).map(Name::Record),
            "i" => unhex(rest).map(Name::Invitation),
            "b" => unhex(rest).map(Name::Blob),
            "t" => unhex(rest).map(Name::Thumb),
            _ => None,
        }
    }

    /// The device and the first and last number, if it holds packs.
    #[must_use]
    pub fn packs(&self) -> Option<(DeviceId, u32, u32)> {
        match *self {
            Name::Pack { device, number } => Some((device, number, number)),
            Name::Bundle { device, from, to } => Some((device, from, to)),
            _ => None,
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Pack { device, number } => write!(f, "p/{:016x}/{number:08x}", device.0),
            Name::Bundle { device, from, to } => write!(f, "p/{:016x}/{from:08x}-{to:08x}", device.0),
            Name::Record(id) => write!(f, "r/{}", hex(id)),
            Name::Invitation(id) => write!(f, "i/{}", hex(id)),
            Name::Keys { device, number } => write!(f, "k/{:016x}-{number:08x}", device.0),
            Name::Blob(id) => write!(f, "b/{}", hex(id)),
            Name::Thumb(id) => write!(f, "t/{}", hex(id)),
        }
    }
}

/// Whether a text may be asked for as the beginning of names: nothing, or a beginning of a name of some kind.
#[must_use]
pub fn is_beginning(text: &str) -> bool {
    let mut letters = text.chars();
    let kind = letters.next().is_none_or(|kind| "prikbt".contains(kind));
    let slash = letters.next().is_none_or(|c| c == '/');
    let rest = letters.all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c) || c == '/' || c == '-');
    text.len() <= NAME_LIMIT && kind && slash && rest && !text.contains("//")
}

/// Bytes as lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Exactly as many bytes from lower-case hexadecimal; there is one spelling of everything.
#[must_use]
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

fn number64(text: &str) -> Option<u64> {
    unhex(text).map(u64::from_be_bytes)
}

fn number32(text: &str) -> Option<u32> {
    unhex(text).map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_name_reads_back_the_same() {
        let device = DeviceId(0xfe);
        let id = [0xab; 16];
        let names = [
            Name::Pack { device, number: 1 },
            Name::Bundle {
                device,
                from: 1,
                to: 0x10,
            },
            Name::Record(id),
            Name::Invitation(id),
            Name::Keys { device, number: 0 },
            Name::Blob(id),
            Name::Thumb(id),
        ];
        for name in names {
            let text = name.to_string();
            assert_eq!(Name::parse(&text), Some(name), "{text}");
            assert!(text.len() <= NAME_LIMIT && is_beginning(&text), "{text}");
        }
        assert_eq!(names[1].to_string(), "p/00000000000000fe/00000001-00000010");
    }

    #[test]
    fn nothing_else_is_a_name() {
        let long = format!("b/{}", "a".repeat(64));
        let refused = [
            "",
            "p",
            "p/",
            "p//00000001",
            "p/00000000000000fe",
            "p/00000000000000fe/",
            "p/00000000000000fe/1",
            "p/00000000000000fe/00000000",
            "p/00000000000000FE/00000001",
            "p/00000000000000fe/00000001/",
            "p/00000000000000fe/00000002-00000001",
            "p/00000000000000fe/00000001-00000001",
            "p/00000000000000fe/../00000001",
            "p/+0000000000000fe/00000001",
            "../r/abababababababababababababababab",
            "r/../abababababababababababababababa",
            "r/abababababababababababababababab\0",
            "r/％",
            "x/abababababababababababababababab",
            "/r/abababababababababababababababab",
            &long,
        ];
        for text in refused {
            assert_eq!(Name::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_listing_asks_only_for_beginnings_of_names() {
        for text in ["", "p", "p/", "p/00000000000000fe/", "r/ab"] {
            assert!(is_beginning(text), "{text}");
        }
        for text in ["..", "x/", "p/..", "p//", "p/%2e", "pp/", "/", "p/ABCD", "r/\u{e9}"] {
            assert!(!is_beginning(text), "{text}");
        }
    }
}
