//! The text of a paragraph, and where each of its characters stands in the XML: Word cuts a sentence into runs as it
//! likes.
use std::ops::Range;

/// Characters of a paragraph that stand in one stretch of the XML.
#[derive(Clone, Debug)]
struct Piece {
    /// Where in the text of the paragraph.
    text: Range<usize>,
    /// Where in the XML.
    raw: Range<usize>,
    /// The element around it.
    element: usize,
}

/// An element that holds text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    /// Where its start tag can take an attribute, unless it keeps blanks already.
    pub open: Option<usize>,
    /// Stands for the names of the elements from the root down to it ([`super::paths`]).
    pub path: u32,
}

/// The text of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    pub text: String,
    pieces: Vec<Piece>,
    elements: Vec<Element>,
}

/// Where a stretch of a paragraph's text stands in the XML.
#[derive(Clone, Debug)]
pub(super) struct Stand {
    /// Its stretches, in order; the first begins where it begins.
    pub holes: Vec<Range<usize>>,
    /// The element it begins in, and the one it ends in.
    pub first: Element,
    pub last: Element,
}

impl Pieces {
    /// An element with text begins.
    pub fn open(&mut self, element: Element) {
        self.elements.push(element);
    }

    /// Text of the element opened last.
    pub fn add(&mut self, text: &str, raw: Range<usize>) {
        let from = self.text.len();
        self.text.push_str(text);
        let Some(element) = self.elements.len().checked_sub(1) else {
            return;
        };
        self.pieces.push(Piece {
            text: from..self.text.len(),
            raw,
            element,
        });
    }

    /// A sign that stands between texts, such as a tab, or a break.
    pub fn between(&mut self, sign: char) {
        self.text.push(sign);
    }

    /// Where a stretch of the text stands; nothing if it begins or ends between texts.
    pub fn stand(&self, range: &Range<usize>) -> Option<Stand> {
        let first = self.pieces.partition_point(|piece| piece.text.end <= range.start);
        let within = self.pieces[first..]
            .iter()
            .take_while(|piece| piece.text.start < range.end);
        let within: Vec<&Piece> = within.collect();
        let holes = within.iter().map(|piece| {
            let start = piece.raw_of(range.start.max(piece.text.start), true);
            let end = piece.raw_of(range.end.min(piece.text.end), false);
            start..end
        });
        let (head, tail) = (within.first()?, within.last()?);
        let whole = head.text.start <= range.start && tail.text.end >= range.end;
        let stand = Stand {
            holes: holes.collect(),
            first: *self.elements.get(head.element)?,
            last: *self.elements.get(tail.element)?,
        };
        whole.then_some(stand)
    }
}

impl Piece {
    /// Where a character stands in the XML. Where the XML writes it by its number, it stands there as a whole.
    fn raw_of(&self, at: usize, start: bool) -> usize {
        let plain = self.raw.len() == self.text.len();
        match (plain, start) {
            (true, _) => self.raw.start + (at - self.text.start),
            (false, true) => self.raw.start,
            (false, false) => self.raw.end,
        }
    }
}
