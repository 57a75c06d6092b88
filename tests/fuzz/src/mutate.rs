//! Changes bytes as damage, tricks and other builds do. Deterministic: one seed gives the same inputs again.

/// Inputs do not grow beyond this, in bytes: longer ones find nothing that shorter ones do not, only slower.
const LONGEST: usize = 64 << 10;
/// Inputs kept beside the seeds.
const KEPT: usize = 200;
/// Numbers at which lengths and counts go wrong.
const EDGES: [u64; 14] = [
    0,
    1,
    0x17,
    0x18,
    0x7f,
    0x80,
    0xff,
    0x100,
    0xffff,
    0x7fff_ffff,
    0xffff_ffff,
    1 << 62,
    i64::MAX as u64,
    u64::MAX,
];

/// Numbers that look random and are the same for the same seed (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `sides`; 0 if there are none.
    pub fn roll(&mut self, sides: usize) -> usize {
        (self.next() % sides.max(1) as u64) as usize
    }
}

/// Makes inputs from seeds and from what was accepted before.
pub struct Mutator {
    dice: Dice,
    seeds: Vec<Vec<u8>>,
    kept: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
}

impl Mutator {
    /// Starts with seeds; their words become a dictionary.
    pub fn new(seeds: Vec<Vec<u8>>, seed: u64) -> Mutator {
        let mut words: Vec<Vec<u8>> = seeds.iter().flat_map(|s| words_of(s)).collect();
        words.sort();
        words.dedup();
        Mutator {
            dice: Dice::new(seed),
            seeds,
            kept: Vec::new(),
            words,
        }
    }

    /// The next input.
    pub fn next_input(&mut self) -> Vec<u8> {
        let mut bytes = self.any();
        for _ in 0..=self.dice.roll(6) {
            self.change(&mut bytes);
        }
        bytes.truncate(LONGEST);
        bytes
    }

    /// An input was read as valid: others grow from it, so that changes add up.
    pub fn keep(&mut self, input: Vec<u8>) {
        if self.kept.len() < KEPT {
            self.kept.push(input);
        } else {
            let at = self.dice.roll(KEPT);
            self.kept[at] = input;
        }
    }

    fn any(&mut self) -> Vec<u8> {
        let from = if self.kept.is_empty() || self.dice.roll(2) == 0 {
            &self.seeds
        } else {
            &self.kept
        };
        let at = self.dice.roll(from.len());
        from.get(at).cloned().unwrap_or_default()
    }

    /// A stretch of the bytes, short more often than long.
    fn stretch(&mut self, len: usize) -> std::ops::Range<usize> {
        let from = self.dice.roll(len + 1);
        let most = if self.dice.roll(4) == 0 { len } else { 8 };
        let size = self.dice.roll(most.min(len - from) + 1);
        from..from + size
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let at = self.dice.roll(bytes.len());
        let range = self.stretch(bytes.len());
        match self.dice.roll(10) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << self.dice.roll(8),
            1 if !bytes.is_empty() => bytes[at] = self.dice.next() as u8,
            2 => drop(bytes.drain(range)),
            3 => {
                let piece = bytes[range].to_vec();
                insert(bytes, at, &piece);
            }
            4 => {
                let other = self.any();
                let piece = other[self.stretch(other.len())].to_vec();
                drop(bytes.splice(range, piece));
            }
            5 | 6 => {
                let edge = EDGES[self.dice.roll(EDGES.len())]
                    .wrapping_add(self.dice.roll(3) as u64)
                    .wrapping_sub(1);
                let width = [1, 2, 4, 8][self.dice.roll(4)];
                let piece = if self.dice.roll(2) == 0 {
                    edge.to_be_bytes()
                } else {
                    edge.swap_bytes().to_be_bytes()
                };
                let piece = if self.dice.roll(2) == 0 {
                    &piece[8 - width..]
                } else {
                    &piece[..width]
                };
                let end = (at + width).min(bytes.len());
                drop(bytes.splice(at..end, piece.iter().copied()));
            }
            7 | 8 if !self.words.is_empty() => {
                let word = self.words[self.dice.roll(self.words.len())].clone();
                match word_at(bytes, at) {
                    Some(old) if self.dice.roll(4) != 0 => drop(bytes.splice(old, word)),
                    _ => insert(bytes, at, &word),
                }
            }
            9 if self.dice.roll(6) == 0 => bytes.truncate(at),
            _ => {
                let piece: Vec<u8> = (0..=self.dice.roll(6)).map(|_| self.dice.next() as u8).collect();
                insert(bytes, at, &piece);
            }
        }
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    drop(bytes.splice(at..at, piece.iter().copied()));
}

/// What stands between the separators of JSON, tables and XML.
fn is_between(byte: u8) -> bool {
    b"\"{}[]:,<>=\t\r\n ()&;".contains(&byte)
}

fn words_of(bytes: &[u8]) -> Vec<Vec<u8>> {
    let words = bytes.split(|b| is_between(*b)).filter(|w| (1..=40).contains(&w.len()));
    let marks = [
        "{}",
        "[]",
        "null",
        "-1",
        "1e999",
        "9223372036854775807",
        "\"\"",
        "99999",
        "0",
    ];
    words
        .map(<[u8]>::to_vec)
        .chain(marks.map(|m| m.as_bytes().to_vec()))
        .collect()
}

/// The word around a place.
fn word_at(bytes: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let from = bytes
        .get(..at)?
        .iter()
        .rposition(|b| is_between(*b))
        .map_or(0, |p| p + 1);
    let to = at
        + bytes
            .get(at..)?
            .iter()
            .position(|b| is_between(*b))
            .unwrap_or(bytes.len() - at);
    (to - from <= 40).then_some(from..to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_inputs_again() {
        let inputs = |seed| {
            let mut mutator = Mutator::new(vec![b"{\"year\": 2027}".to_vec(), vec![0; 40]], seed);
            (0..500).map(|_| mutator.next_input()).collect::<Vec<_>>()
        };
        assert_eq!(inputs(1), inputs(1));
        assert_ne!(inputs(1), inputs(2));
    }
}
