//! Merged cells. Their list stands behind the rows of a sheet, so it is kept while the archive is checked.
use memchr::memmem;

use super::place::place;

/// Most bytes kept of the list: some 200,000 merged cells.
const LIST_MAX: usize = 8 << 20;
/// Begin of the list.
const BEGIN: &[u8] = b"mergeCells";
/// Longest tag of one merged cell.
const TAG_MAX: usize = 200;

/// Cells of one column merged over several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First row, from 1: its cell holds the value.
    pub first: u32,
    /// Last row, from 1.
    pub last: u32,
    /// Column from 0.
    pub column: u32,
}

/// Keeps the list of merged cells while the bytes of a sheet pass.
#[derive(Debug, Default)]
pub struct List {
    kept: Vec<u8>,
    found: bool,
}

impl List {
    /// The next bytes of the sheet.
    pub fn pass(&mut self, piece: &[u8]) {
        if !self.found {
            // The begin may lie across two pieces.
            self.kept.extend_from_slice(&piece[..piece.len().min(BEGIN.len())]);
            let across = memmem::find(&self.kept, BEGIN).is_some();
            let within = memmem::find(piece, BEGIN);
            self.kept.clear();
            self.found = across || within.is_some();
            if !self.found {
                self.kept
                    .extend_from_slice(&piece[piece.len().saturating_sub(BEGIN.len() - 1)..]);
                return;
            }
            return self.keep(&piece[within.unwrap_or_default()..]);
        }
        self.keep(piece);
    }

    fn keep(&mut self, piece: &[u8]) {
        let room = LIST_MAX.saturating_sub(self.kept.len());
        self.kept.extend_from_slice(&piece[..piece.len().min(room)]);
    }

    /// The merged cells of more than one row, by first row.
    #[must_use]
    pub fn merges(&self) -> Vec<Merge> {
        let mut merges = Vec::new();
        if !self.found {
            return merges;
        }
        for at in memmem::find_iter(&self.kept, b"mergeCell ") {
            let tag = &self.kept[at..(at + TAG_MAX).min(self.kept.len())];
            let tag = tag.split(|b| *b == b'>').next().unwrap_or_default();
            merges.extend(std::str::from_utf8(tag).ok().and_then(merge));
        }
        merges.sort_by_key(|merge| (merge.first, merge.column));
        merges
    }
}

/// `mergeCell ref="B2:B3"`
fn merge(tag: &str) -> Option<Merge> {
    let value = tag.split("ref=").nth(1)?;
    let quote = value.chars().next()?;
    let (from, to) = value.get(1..)?.split(quote).next()?.split_once(':')?;
    let ((column, first), (right, last)) = (place(from)?, place(to)?);
    (first < last && column <= right).then_some(Merge { first, last, column })
}
