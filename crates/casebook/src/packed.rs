//! Many short byte strings in one buffer.
use std::collections::BTreeMap;

use super::bytes::{BadBytes, Reader, put_bytes, put_uint};

/// Byte strings by place. One buffer, so that reading 100,000 of them is one copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PackedBytes {
    data: Vec<u8>,
    /// Where each ends.
    ends: Vec<u32>,
}

impl PackedBytes {
    /// The string at a place, or nothing there.
    pub fn get(&self, at: usize) -> &[u8] {
        let range = self.start(at)..self.ends.get(at).map_or(0, |end| *end as usize);
        self.data.get(range).unwrap_or(&[])
    }

    /// Where a string starts in [`PackedBytes::data`].
    pub fn start(&self, at: usize) -> usize {
        at.checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or(0, |end| *end as usize)
    }

    /// Where each string ends.
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// All strings, one after the other.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Appends a string.
    pub fn push(&mut self, bytes: &[u8]) {
        self.data.extend_from_slice(bytes);
        self.ends.push(self.data.len() as u32);
    }

    /// Replaces the strings at some places, in one pass.
    pub fn replace(&mut self, new: &BTreeMap<usize, Vec<u8>>) {
        let grown: usize = new.values().map(Vec::len).sum();
        let mut fresh = PackedBytes {
            data: Vec::with_capacity(self.data.len() + grown),
            ends: Vec::with_capacity(self.ends.len()),
        };
        let mut copied = 0;
        for (&at, bytes) in new.range(..self.ends.len()) {
            fresh.copy(self, copied, at);
            fresh.push(bytes);
            copied = at + 1;
        }
        fresh.copy(self, copied, self.ends.len());
        *self = fresh;
    }

    /// Appends the strings from one place up to (without) another of `other`.
    fn copy(&mut self, other: &PackedBytes, from: usize, to: usize) {
        let (start, end) = (other.start(from), other.start(to));
        let shift = self.data.len();
        self.data.extend_from_slice(other.data.get(start..end).unwrap_or(&[]));
        let ends = other.ends.get(from..to).unwrap_or(&[]);
        self.ends
            .extend(ends.iter().map(|e| (*e as usize - start + shift) as u32));
    }

    /// Appends all to a snapshot.
    pub fn write(&self, out: &mut Vec<u8>) {
        put_uint(out, self.ends.len() as u64);
        self.ends
            .iter()
            .for_each(|end| out.extend_from_slice(&end.to_le_bytes()));
        put_bytes(out, &self.data);
    }

    /// Reads what [`PackedBytes::write`] wrote.
    pub fn read(r: &mut Reader<'_>) -> Result<PackedBytes, BadBytes> {
        let count = r.count()?;
        let ends = r.take(count.checked_mul(4).ok_or(BadBytes)?)?;
        let ends: Vec<u32> = ends.as_chunks::<4>().0.iter().map(|e| u32::from_le_bytes(*e)).collect();
        let data = r.bytes()?.to_vec();
        let rising = ends.is_sorted() && ends.last().map_or(0, |e| *e as usize) == data.len();
        if rising {
            Ok(PackedBytes { data, ends })
        } else {
            Err(BadBytes)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacing_keeps_the_others() {
        let mut packed = PackedBytes::default();
        ["a", "bb", "", "dddd", "e"]
            .iter()
            .for_each(|s| packed.push(s.as_bytes()));
        let new = [(0, b"xyz".to_vec()), (3, Vec::new()), (9, b"nowhere".to_vec())].into();
        packed.replace(&new);
        let all: Vec<&[u8]> = (0..5).map(|at| packed.get(at)).collect();
        assert_eq!(all, [b"xyz".as_slice(), b"bb", b"", b"", b"e"]);
        assert_eq!(packed.get(5), b"");
        let mut bytes = Vec::new();
        packed.write(&mut bytes);
        assert_eq!(PackedBytes::read(&mut Reader(&bytes)), Ok(packed));
    }
}
