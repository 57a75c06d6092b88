//! Packs as objects of the store: one alone, or several that follow each other in one.
//!
//! `p/{device}/{number}` holds the bytes of one pack. `p/{device}/{from}-{to}` holds the packs `from` to `to`, each after
//! its length (4 bytes, big-endian).
use super::names::Name;
use super::remote::Listed;
use casebook::clock::DeviceId;

/// Names of packs begin so.
pub const PACKS: &str = "p/";

/// Packs of one device that lie in one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Who wrote them.
    pub device: DeviceId,
    /// Number of the first, from 1.
    pub from: u32,
    /// Number of the last; the same for a pack alone.
    pub to: u32,
}

impl Span {
    /// The packs `from` to `to` of a device.
    #[must_use]
    pub fn of(device: DeviceId, from: u32, to: u32) -> Span {
        Span { device, from, to }
    }

    /// How many packs.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.to.saturating_sub(self.from).saturating_add(1)
    }

    /// Is it a bundle, not a pack alone?
    #[must_use]
    pub fn is_bundle(&self) -> bool {
        self.from != self.to
    }

    /// Is the pack in it?
    #[must_use]
    pub fn has(&self, number: u32) -> bool {
        (self.from..=self.to).contains(&number)
    }

    /// Are all packs of the other in it?
    #[must_use]
    pub fn covers(&self, other: &Span) -> bool {
        self.device == other.device && self.from <= other.from && other.to <= self.to
    }

    /// The name of the object.
    #[must_use]
    pub fn name(&self) -> String {
        let Span { device, from, to } = *self;
        match self.is_bundle() {
            true => Name::Bundle { device, from, to },
            false => Name::Pack { device, number: from },
        }
        .to_string()
    }

    /// What a name says; nothing if it is no name of packs.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Span> {
        let (device, from, to) = Name::parse(name)?.packs()?;
        Some(Span { device, from, to })
    }
}

/// An object of the store that holds packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Object {
    /// Which.
    pub span: Span,
    /// Its size in bytes.
    pub size: u64,
}

impl Object {
    /// What a line of a listing says; nothing if it is not about packs.
    #[must_use]
    pub fn of(listed: &Listed) -> Option<Object> {
        Span::of_name(&listed.name).map(|span| Object {
            span,
            size: listed.size,
        })
    }
}

/// The bytes of an object with these packs.
#[must_use]
pub fn write(span: &Span, packs: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::with_capacity(packs.iter().map(|pack| pack.len() + 4).sum());
    for pack in packs {
        if span.is_bundle() {
            out.extend_from_slice(&u32::try_from(pack.len()).unwrap_or(u32::MAX).to_be_bytes());
        }
        out.extend_from_slice(pack);
    }
    out
}

/// The packs in the bytes of an object, in order; those before a place where the bytes make no sense. Whether they are
/// the packs the name promises is for the reader of the envelopes to say.
#[must_use]
pub fn read<'a>(span: &Span, bytes: &'a [u8]) -> Vec<&'a [u8]> {
    if !span.is_bundle() {
        return vec![bytes];
    }
    let (mut packs, mut rest) = (Vec::new(), bytes);
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let Some((pack, after)) = after.split_at_checked(length) else {
            break;
        };
        packs.push(pack);
        rest = after;
    }
    packs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_found_in_its_name() {
        for span in [Span::of(DeviceId(7), 1, 1), Span::of(DeviceId(u64::MAX), 2, 0x10_0000)] {
            assert_eq!(Span::of_name(&span.name()), Some(span));
        }
        assert_eq!(Span::of_name("r/abababababababababababababababab"), None);
    }

    #[test]
    fn a_bundle_gives_its_packs_back_and_a_cut_one_those_before_the_cut() {
        let packs = [vec![1, 2, 3], vec![], vec![4; 300]];
        let span = Span::of(DeviceId(1), 4, 6);
        let bytes = write(&span, &packs);
        assert_eq!(read(&span, &bytes), packs.each_ref().map(Vec::as_slice));
        assert_eq!(read(&span, &bytes[..bytes.len() - 1]), [&packs[0][..], &packs[1][..]]);
        assert_eq!(read(&span, &bytes[..2]), Vec::<&[u8]>::new());
        let alone = Span::of(DeviceId(1), 4, 4);
        assert_eq!(read(&alone, &write(&alone, &packs[..1])), [&packs[0][..]]);
    }
}
