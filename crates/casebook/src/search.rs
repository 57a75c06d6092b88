//! Finds the cases whose number, parties, cause or handler hold all words of a text.
use memchr::memmem::Finder;

use super::block::Block;
use super::names::Names;
use super::normal::{initials, normal};
use super::packed::PackedBytes;
use super::project::{PART, Shared};

/// A set of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rows(Vec<u64>);

impl Rows {
    /// No row out of so many.
    pub fn none(count: usize) -> Rows {
        Rows(vec![0; count.div_ceil(64)])
    }

    /// Adds a row.
    pub fn add(&mut self, row: usize) {
        if let Some(word) = self.0.get_mut(row / 64) {
            *word |= 1 << (row % 64);
        }
    }

    /// Is the row in it?
    pub fn has(&self, row: usize) -> bool {
        self.0.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Keeps only the rows that are in both.
    pub fn keep(&mut self, other: &Rows) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }
}

/// The words of a search text, normalised; a text of brackets only has none.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(normal)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Words that may end a case number, without 号 at their end.
pub(crate) fn endings(words: &[String]) -> Vec<&str> {
    let ends = words.iter().map(|word| word.strip_suffix('号').unwrap_or(word));
    ends.filter(|word| word.ends_with(|last: char| last.is_ascii_digit()))
        .collect()
}

/// Whether a normalised case number is the very one somebody typed, from the serial number on or with more before it: a
/// `26` is that of 26号, not of 126号, and not of a year.
pub(crate) fn is_number(number: &str, endings: &[&str]) -> bool {
    let number = number.strip_suffix('号').unwrap_or(number);
    endings.iter().any(|ending| {
        let begins_whole = !ending.starts_with(|first: char| first.is_ascii_digit());
        let before = number.strip_suffix(ending);
        before.is_some_and(|before| begins_whole || !before.ends_with(|last: char| last.is_ascii_digit()))
    })
}

/// The rows (over all blocks) that hold every word.
pub(crate) fn search(blocks: &[Block], shared: &Shared, words: &[String], count: usize) -> Option<Rows> {
    let mut found: Option<Rows> = None;
    for word in words {
        let rows = one_word(blocks, shared, word, count);
        match &mut found {
            Some(found) => found.keep(&rows),
            None => found = Some(rows),
        }
    }
    found
}

/// Adds the rows (over all blocks) whose bytes hold a needle; `of` says which bytes of a block.
pub(crate) fn holding(blocks: &[Block], of: impl Fn(&Block) -> &PackedBytes, finder: &Finder<'_>, rows: &mut Rows) {
    let mut first = 0;
    for block in blocks {
        let (data, ends) = (of(block).data(), of(block).ends());
        let (mut from, mut row) = (0, 0);
        while let Some(hit) = data.get(from..).and_then(|rest| finder.find(rest)) {
            // The row this hit is in; the search goes on after its end.
            while ends.get(row).is_some_and(|end| *end as usize <= from + hit) {
                row += 1;
            }
            rows.add(first + row);
            from = ends.get(row).map_or(data.len(), |end| *end as usize);
            row += 1;
        }
        first += block.lines.len();
    }
}

fn one_word(blocks: &[Block], shared: &Shared, word: &str, count: usize) -> Rows {
    let mut rows = Rows::none(count);
    let finder = Finder::new(word);
    holding(blocks, |block| &block.texts, &finder, &mut rows);
    add_shared(
        blocks,
        &named(&shared.handlers, &finder),
        |line| line.handler,
        &mut rows,
    );
    add_shared(blocks, &named(&shared.causes, &finder), |line| line.cause, &mut rows);
    rows
}

/// Which shared texts hold the word; nothing if none does.
fn named(names: &Names, finder: &Finder<'_>) -> Option<Vec<bool>> {
    let holds = |text: &String| {
        let text = normal(text);
        finder.find(text.as_bytes()).is_some() || finder.find(initials(&text, PART).as_bytes()).is_some()
    };
    let hits: Vec<bool> = names.texts().iter().map(holds).collect();
    hits.contains(&true).then_some(hits)
}

fn add_shared(blocks: &[Block], hits: &Option<Vec<bool>>, number: impl Fn(&super::line::Line) -> u32, rows: &mut Rows) {
    let Some(hits) = hits else { return };
    let lines = blocks.iter().flat_map(|block| &block.lines);
    for (row, line) in lines.enumerate() {
        if hits.get(number(line) as usize) == Some(&true) {
            rows.add(row);
        }
    }
}
