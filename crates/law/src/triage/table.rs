//! A set worked out for every cell of its space.
//!
//! One 32-bit word a cell: the matching rules (bit = rank order), the verdict in the other readings that want review,
//! and the verdict. Over a box of cells AND and OR of the words give everything that is certain and everything that
//! is possible.
use super::condition::Node;
use super::space::Cell;

/// Rules use bits 0–23.
pub(super) const MAX_RULES: usize = 24;
/// Other readings use bits 24–30.
pub(super) const MAX_READINGS: usize = 7;
/// Verdict: set is ordinary.
pub(super) const ORDINARY: u32 = 1 << 31;
/// The rules of a word.
pub(super) const RULES: u32 = (1 << MAX_RULES) - 1;

/// The bit of the verdict under the n-th other reading.
pub(super) fn reading_bit(at: usize) -> u32 {
    1 << (MAX_RULES + at.min(MAX_READINGS - 1))
}

/// Rules by bit: what each asks, and over which it prevails.
#[derive(Debug, Default)]
pub(super) struct Program {
    /// Condition of each rule, by bit.
    pub nodes: Vec<Node>,
    /// Bits in an order in which every rule comes after those it asks about.
    pub order: Vec<usize>,
    /// Rules that say ordinary.
    pub ordinary: u32,
    /// Over which rules each prevails, by bit.
    pub beats: Vec<u32>,
    /// Pairs the law itself settles, by bit (both ways).
    pub settled: Vec<u32>,
    /// Other readings that want review: the rule's bit and its other condition.
    pub others: Vec<(usize, Node)>,
}

/// Why the matching rules of a cell give no verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Undecided {
    Gap,
    Contradiction(usize, usize),
    Circle(u32),
}

/// Places of the set bits, lowest first.
pub(super) fn bits(mask: u32) -> impl Iterator<Item = usize> {
    let mut rest = mask;
    std::iter::from_fn(move || {
        let at = rest.trailing_zeros();
        rest &= rest.wrapping_sub(1);
        (at < 32).then_some(at as usize)
    })
}

impl Program {
    /// The rules that match in a cell.
    pub fn matching(&self, cell: &Cell) -> u32 {
        self.order.iter().fold(0, |matched, &rule| {
            matched | u32::from(self.nodes[rule].holds(cell, matched)) << rule
        })
    }

    /// The rules that match in a cell under the n-th other reading, given those that match as the rules stand.
    pub fn matching_otherwise(&self, cell: &Cell, matched: u32, at: usize) -> u32 {
        let Some((changed, other)) = self.others.get(at) else {
            return matched;
        };
        // A rule asks only about rules before it: where the changed one comes out the same, so do all after it.
        if other.holds(cell, matched) == (matched & (1 << changed) != 0) {
            return matched;
        }
        self.order.iter().fold(0, |matched, &rule| {
            let node = if rule == *changed { other } else { &self.nodes[rule] };
            matched | u32::from(node.holds(cell, matched)) << rule
        })
    }

    /// The matching rules over which no other matching rule prevails.
    pub fn undefeated(&self, matched: u32) -> u32 {
        matched & !bits(matched).fold(0, |beaten, rule| beaten | self.beats[rule])
    }

    /// The verdict of the matching rules: true is ordinary.
    ///
    /// # Errors
    /// None matches, or two decide differently and the order between them is missing or runs in a circle.
    pub fn verdict(&self, matched: u32) -> Result<bool, Undecided> {
        let (ordinary, simple) = (matched & self.ordinary, matched & !self.ordinary);
        if matched == 0 {
            return Err(Undecided::Gap);
        }
        if ordinary == 0 || simple == 0 {
            return Ok(ordinary != 0);
        }
        for s in bits(simple) {
            let unordered = ordinary & !self.beats[s];
            if let Some(o) = bits(unordered).find(|&o| self.beats[o] & (1 << s) == 0) {
                return Err(Undecided::Contradiction(s, o));
            }
        }
        match self.undefeated(matched) {
            0 => Err(Undecided::Circle(matched)),
            left => Ok(left & self.ordinary != 0),
        }
    }

    /// Some simple and some ordinary ground stand side by side and the law does not settle it.
    pub fn conflict(&self, grounds: u32) -> bool {
        let ordinary = grounds & self.ordinary;
        bits(grounds & !self.ordinary).any(|s| ordinary & !self.settled[s] != 0)
    }
}
