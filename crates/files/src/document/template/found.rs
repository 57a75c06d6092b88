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
    /// Where content controls say that what they hold is kept elsewhere: left out, or it would take the place of a value.
    pub bindings: Vec<Range<usize>>,
}

impl Found {
    /// Its root is of WordprocessingML.
    pub fn is_word(&self) -> bool {
        self.prefix != NO_PREFIX
    }
}

/// What stands for the prefix of a part that is not of WordprocessingML: no name begins so.
pub(super) const NO_PREFIX: &str = "\u{0}";

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
