//! What the authors of packs say they have seen of other devices' chains.
//!
//! Every pack names the ends of the chains its author had followed since it said so last. A device that shows one
//! history to some and another to others is found by whoever holds the one and reads of the other.
use std::collections::BTreeMap;

use super::book::{Book, Followed};
use super::bytes::{BadBytes, Reader, put_uint};
use super::clock::DeviceId;
use super::pack::Hash;

/// So many chains one pack names at most, and so many are remembered of one author.
pub const NAMED_LIMIT: usize = 1_024;

/// The end of a device's chain, as somebody saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// Whose chain.
    pub device: DeviceId,
    /// Number of its last pack.
    pub number: u32,
    /// Hash of that pack.
    pub hash: Hash,
}

/// What one author said of one chain. Hashes follow from each other, so the last word covers those before it; the first
/// one not compared yet is kept beside it, because the last may run ahead of what is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word {
    last: (u32, Hash),
    first: Option<(u32, Hash)>,
    is_compared: bool,
}

/// What all authors said, by author and by whose chain it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sightings(BTreeMap<(DeviceId, DeviceId), Word>);

impl Sightings {
    /// Notes what a pack of this author says.
    fn add(&mut self, author: DeviceId, seen: &[Seen]) {
        let mut room = NAMED_LIMIT.saturating_sub(self.of(author).count());
        for Seen { device, number, hash } in seen.iter().copied().filter(|seen| seen.device != author) {
            match self.0.get_mut(&(author, device)) {
                Some(word) if number > word.last.0 => {
                    let before = (!word.is_compared).then_some(word.last);
                    *word = Word {
                        last: (number, hash),
                        first: word.first.or(before),
                        is_compared: false,
                    };
                }
                Some(_) => {}
                None if room > 0 && number > 0 => {
                    room -= 1;
                    let word = Word {
                        last: (number, hash),
                        first: None,
                        is_compared: false,
                    };
                    self.0.insert((author, device), word);
                }
                None => {}
            }
        }
    }

    fn of(&self, author: DeviceId) -> impl Iterator<Item = (DeviceId, &Word)> {
        let all = (author, DeviceId(0))..=(author, DeviceId(u64::MAX));
        self.0.range(all).map(|((_, device), word)| (*device, word))
    }

    /// Appends all to a snapshot.
    pub fn write(&self, out: &mut Vec<u8>) {
        let put = |out: &mut Vec<u8>, (number, hash): (u32, Hash)| {
            put_uint(out, u64::from(number));
            out.extend_from_slice(&hash);
        };
        put_uint(out, self.0.len() as u64);
        for ((author, device), word) in &self.0 {
            out.extend_from_slice(&author.0.to_le_bytes());
            out.extend_from_slice(&device.0.to_le_bytes());
            out.push(u8::from(word.is_compared) | (u8::from(word.first.is_some()) << 1));
            put(out, word.last);
            word.first.iter().for_each(|first| put(out, *first));
        }
    }

    /// Reads what [`Sightings::write`] wrote.
    pub fn read(r: &mut Reader<'_>) -> Result<Sightings, BadBytes> {
        let mut all = BTreeMap::new();
        for _ in 0..r.count()? {
            let author = DeviceId(u64::from_le_bytes(r.array()?));
            let device = DeviceId(u64::from_le_bytes(r.array()?));
            let flags = r.byte()?;
            let mut end = || Ok::<_, BadBytes>((r.u32()?, r.array()?));
            let word = Word {
                last: end()?,
                first: if flags & 2 == 0 { None } else { Some(end()?) },
                is_compared: flags & 1 == 1,
            };
            all.insert((author, device), word);
        }
        Ok(Sightings(all))
    }
}

impl Book {
    /// Notes what the author of a pack had seen.
    pub(super) fn note_seen(&mut self, author: DeviceId, seen: &[Seen]) {
        self.sightings.add(author, seen);
    }

    /// The ends of others' chains that a device has not named in its packs yet.
    pub fn not_named(&self, author: DeviceId) -> Vec<Seen> {
        let named: BTreeMap<DeviceId, u32> = self.sightings.of(author).map(|(d, word)| (d, word.last.0)).collect();
        let is_new = |device: &DeviceId, f: &Followed| named.get(device).is_none_or(|number| f.number > *number);
        let others = self.followed().iter().filter(|(device, _)| **device != author);
        others
            .filter(|(device, followed)| is_new(device, followed))
            .map(|(&device, &Followed { number, hash, .. })| Seen { device, number, hash })
            .take(NAMED_LIMIT)
            .collect()
    }

    /// What authors have seen of chains, as far as those are here too and it was not compared yet.
    pub fn to_compare(&self) -> Vec<(DeviceId, Seen)> {
        let is_here = |device: &DeviceId, number: u32| self.followed().get(device).is_some_and(|f| f.number >= number);
        let words = self.sightings.0.iter().filter(|(_, word)| !word.is_compared);
        let ends = words.flat_map(|((author, device), word)| {
            let last = Some(word.last);
            word.first.into_iter().chain(last).map(|(number, hash)| {
                let device = *device;
                (*author, Seen { device, number, hash })
            })
        });
        ends.filter(|(_, seen)| is_here(&seen.device, seen.number)).collect()
    }

    /// What this author has seen is what is here.
    pub fn compared_same(&mut self, author: DeviceId, seen: &Seen) {
        let Some(word) = self.sightings.0.get_mut(&(author, seen.device)) else {
            return;
        };
        if word.last == (seen.number, seen.hash) {
            word.is_compared = true;
        }
        if word.is_compared || word.first == Some((seen.number, seen.hash)) {
            word.first = None;
        }
    }
}
