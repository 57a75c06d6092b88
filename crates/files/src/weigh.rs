//! Two columns for one subject are weighed by what they hold.
use std::cmp::Reverse;

use super::cell::{Cell, RawRow};
use super::column::{COLUMNS, Column, Kind};
use super::heading::{self, Confidence};
use super::layout::Layout;
use super::read_cell;
use super::text::trimmed;
use super::{date, parties};
use law::case_number;

/// How many of a column's filled cells fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Cells that fit.
    pub fit: usize,
    /// Cells with anything in them.
    pub filled: usize,
}

impl Share {
    /// Half of the filled cells at least, and one.
    #[must_use]
    pub fn most(self) -> bool {
        self.fit > 0 && self.fit * 2 >= self.filled
    }
}

/// Counts the cells of a column that fit.
pub fn share(rows: &[RawRow], at: usize, fits: impl Fn(&Cell) -> bool) -> Share {
    let mut share = Share::default();
    for cell in rows.iter().map(|row| row.cell(at)).filter(|cell| is_filled(cell)) {
        share.filled += 1;
        share.fit += usize::from(fits(cell));
    }
    share
}

/// Anything is in the cell that tells what its column holds: no error, no stroke for nothing.
fn is_filled(cell: &Cell) -> bool {
    !cell.is_blank() && read_cell::nothing_said(Kind::Amount, cell).is_none()
}

/// For each subject the column that is taken for it, from what the headings name.
pub fn choose(layout: &mut Layout, named: &[Option<(&'static Column, Confidence)>], rows: &[RawRow]) {
    for column in COLUMNS.iter() {
        let mut best: Option<(Rank, usize, Confidence)> = None;
        for (at, sure) in claims(named, column) {
            let held = share(rows, at, |cell| fits(column, cell));
            if sure != Confidence::Exact && held.filled > 0 && !held.most() {
                continue;
            }
            let text = &layout.headings[at];
            let place = heading::place_of_name(text, column);
            let exact = sure == Confidence::Exact;
            let rank = (held.most(), age(text), exact, held.fit > 0, Reverse(place));
            if best.as_ref().is_none_or(|(most, ..)| rank > *most) {
                best = Some((rank, at, sure));
            }
        }
        if let Some((_, at, sure)) = best {
            layout.take(at, column, sure);
            let alike = |other: &usize| {
                *other != at && without_count(&layout.headings[*other]) == without_count(&layout.headings[at])
            };
            let others: Vec<(usize, usize)> = claims(named, column)
                .map(|(other, _)| other)
                .filter(alike)
                .map(|other| (other, at))
                .collect();
            layout.repeated.extend(others);
        }
    }
}

/// The heading of one of several like columns, without its count: 被执行人1, 被执行人（二）.
fn without_count(heading: &str) -> String {
    let squeezed = super::text::squeeze(heading);
    let count = |c: char| c.is_ascii_digit() || "一二三四五六七八九十()[]".contains(c);
    squeezed.trim_matches(count).to_owned()
}

/// Words of what holds now, and of what held before or for a time only.
const NOW: [&str; 4] = ["变更后", "现", "累计", "最新"];
const BEFORE: [&str; 6] = ["变更前", "原", "本次", "本期", "本月", "上"];

/// What holds now goes before what says nothing of it, and that before what held once.
fn age(heading: &str) -> i8 {
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    i8::from(has(&NOW)) - i8::from(has(&BEFORE))
}

/// Holds mostly what it should, what holds now, named word by word, holds anything, the usual name.
type Rank = (bool, i8, bool, bool, Reverse<usize>);

/// The columns whose heading names the subject, from the left.
fn claims<'n>(
    named: &'n [Option<(&'static Column, Confidence)>],
    column: &'static Column,
) -> impl Iterator<Item = (usize, Confidence)> + 'n {
    let own = move |(at, named): (usize, &Option<(&'static Column, Confidence)>)| {
        named.filter(|(c, _)| *c == column).map(|(_, sure)| (at, sure))
    };
    named.iter().enumerate().filter_map(own)
}

/// The cell holds what the column needs.
#[must_use]
pub fn fits(column: &Column, cell: &Cell) -> bool {
    match column.kind {
        Kind::Seq => true,
        Kind::CaseNumber => is_case_number(cell),
        Kind::Parties => parties::split(&cell.as_shown()).is_some(),
        Kind::Text if column.key == "basis_doc_no" => is_text(cell),
        Kind::Text | Kind::Code => is_text(cell) && !is_document_number(&cell.as_shown()),
        _ => read_cell::reads(column, cell),
    }
}

/// An enforcement case number.
#[must_use]
pub fn is_case_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if case_number::parse(text).is_ok())
}

/// A number of a document and hardly more: （2022）豫1421民初123号, 某仲裁字〔2021〕第12号.
#[must_use]
pub fn is_document_number(text: &str) -> bool {
    let folded = super::text::squeeze(text);
    let year = folded
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    let numbered = folded
        .match_indices('号')
        .any(|(at, _)| folded[..at].ends_with(|c: char| c.is_ascii_digit()));
    year && numbered && folded.chars().count() <= 60
}

/// Words rather than a day or a number.
fn is_text(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => {
            let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/' | ':' | ' ');
            trimmed(text).is_some_and(|text| !text.chars().all(digits)) && date::from_text(text, false).is_err()
        }
        _ => false,
    }
}
