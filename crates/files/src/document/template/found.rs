//! What is found in a part: its places, and the paragraphs and rows around them.
use std::ops::Range;

use super::pieces::Stand;
use crate::document::marks::Mark;

/// What a part holds.
#[derive(Default)]
pub(super) struct Found {
    /// Before the names of its elements: `w:`, or nothing.
    pub prefix: String,
    /// Its places, in the order of the XML.
    pub marks: Vec<Placed>,
    /// Its paragraphs and rows, as far as they hold places.
    pub boxes: Vec<Frame>,
}

/// A place.
pub(super) struct Placed {
    pub mark: Mark,
    pub around: String,
    pub stand: Stand,
    /// The paragraph it is in, among [`Found::boxes`].
    pub paragraph: usize,
    /// Nothing but it stands in its paragraph before it, or after it.
    pub first: bool,
    pub last: bool,
}

impl Placed {
    pub fn start(&self) -> usize {
        self.stand.holes.first().map_or(0, |hole| hole.start)
    }

    pub fn end(&self) -> usize {
        self.stand.holes.last().map_or(0, |hole| hole.end)
    }
}

/// A paragraph, a cell or a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// From its start tag to behind its end tag.
    pub range: Range<usize>,
    /// Where the element around it begins: siblings have this in common.
    pub parent: usize,
    /// The cell and the row around it, among [`Found::boxes`].
    pub cell: Option<usize>,
    pub row: Option<usize>,
    /// Letters in it that belong to no place.
    pub letters: usize,
    /// Places in it.
    pub marks: usize,
}
