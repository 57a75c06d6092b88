//! Finds the header row and proposes what each column is.
use std::borrow::Borrow;

use super::amount::Unit;
use super::cell::{COLUMNS_MAX, Cell, RawRow};
use super::column::Column;
use super::heading::{self, Confidence, Heading};
pub use super::layout::{Layout, UnitFrom};
use super::unit_words::{self, Said};
use super::{by_content, weigh};

/// Rows looked at for a header; titles, notes and merged headings fit well into them.
pub const HEADER_SEARCH: usize = 40;
/// Most rows one heading takes.
const DEPTH_MAX: usize = 3;

/// Headings as read, before two columns for one subject are weighed.
struct Reading {
    headings: Vec<String>,
    found: Vec<Heading>,
    score: u32,
}

/// Finds the header among the first rows of a file.
#[must_use]
pub fn find(rows: &[RawRow]) -> Option<Layout> {
    let texts: Vec<Vec<String>> = rows.iter().take(HEADER_SEARCH).map(texts).collect();
    let known = |row: &Vec<String>| row.iter().any(|text| heading::is_known(text));
    let known: Vec<bool> = texts.iter().map(known).collect();
    // Reading every row thoroughly takes its time: that is for files without one usual heading.
    let (depth, at, reading) = best(rows, &texts, &known).or_else(|| best(rows, &texts, &vec![true; texts.len()]))?;
    let mut layout = Layout {
        header_row: rows[at].row,
        columns: vec![None; reading.headings.len()],
        confidence: vec![Confidence::default(); reading.headings.len()],
        units: vec![Unit::default(); reading.headings.len()],
        unit_from: vec![UnitFrom::default(); reading.headings.len()],
        headings: reading.headings,
        unit_column: None,
        score: reading.score,
        width: None,
        repeated: Vec::new(),
        further: false,
    };
    let named: Vec<_> = reading.found.iter().map(|h| h.named).collect();
    // Another list may begin below: it says nothing about this one.
    let below = &rows[at + 1..];
    let below = &below[..below.iter().position(is_list_heading).unwrap_or(below.len())];
    weigh::choose(&mut layout, &named, below);
    by_content::settle(&mut layout, below);
    units(&mut layout, &reading.found, &texts[..at + 1 - depth]);
    if let Some(column) = by_content::unit_column(&layout, below) {
        layout.set_unit_column(column);
    }
    Some(layout)
}

/// The block of rows that reads best as headings: its depth, its lowest row and what it says. What stands below the
/// first case belongs to it or to another list.
fn best(rows: &[RawRow], texts: &[Vec<String>], known: &[bool]) -> Option<(usize, usize, Reading)> {
    let mut best: Option<(usize, usize, Reading)> = None;
    for at in 0..texts.len() {
        if best.is_some() && holds_number(&rows[at]) {
            break;
        }
        for depth in 1..=DEPTH_MAX.min(at + 1) {
            let from = at + 1 - depth;
            if depth > 1 && (is_title(&texts[from]) || has_numbers(&rows[from..=at])) {
                break;
            }
            if !known[from..=at].contains(&true) {
                continue;
            }
            // Between equals the lower depth holds, and the first: headers may be repeated on every page.
            let reading = read(&texts[from..=at]);
            if let Some(reading) = reading.filter(|r| best.as_ref().is_none_or(|(_, _, b)| r.score > b.score)) {
                best = Some((depth, at, reading));
            }
        }
    }
    best
}

/// Characters of a cell that are looked at where headings and units are sought: a cell may hold a whole document.
const TEXT_MAX: usize = 200;

/// The texts of a row, as far as a heading goes; numbers are blank.
pub(super) fn texts(row: &RawRow) -> Vec<String> {
    let text = |cell: &Cell| {
        cell.text()
            .map(|t| t.trim().chars().take(TEXT_MAX).collect())
            .unwrap_or_default()
    };
    let mut texts: Vec<String> = row.cells.iter().take(COLUMNS_MAX).map(text).collect();
    while texts.last().is_some_and(String::is_empty) {
        texts.pop();
    }
    texts
}

/// A line above the list rather than a row of headings: it names no column, and holds one text only, first in its
/// row or repeated by a merged cell, or a text such as 单位：万元.
fn is_title(texts: &[String]) -> bool {
    if texts.iter().any(|text| heading::is_known(text)) {
        return false;
    }
    let mut filled = texts.iter().enumerate().filter(|(_, text)| !text.is_empty());
    let Some((at, first)) = filled.next() else {
        return true;
    };
    let told = |text: &String| heading::is_unit_alone(text) || heading::has_colon(text);
    texts.iter().any(told) || (at == 0 && filled.all(|(_, text)| text == first))
}

/// A cell holds the number of a case or of a document.
pub(super) fn holds_number(row: &RawRow) -> bool {
    let number = |cell: &Cell| weigh::is_case_number(cell) || cell.text().is_some_and(weigh::is_document_number);
    row.cells.iter().any(number)
}

/// The row alone reads as the headings of a list of cases.
#[must_use]
pub fn is_list_heading(row: &RawRow) -> bool {
    let texts = texts(row);
    let named = |text: &String| heading::by_name(&super::text::squeeze(text)).is_some_and(|c| c.key == "case_number");
    texts.iter().any(named) && !has_numbers(std::slice::from_ref(row)) && !holds_number(row) && read(&[texts]).is_some()
}

/// The texts of a row as one line.
#[must_use]
pub fn line(row: &RawRow) -> String {
    texts(row).join(" ")
}

/// A row with numbers or days is no row of headings.
pub(super) fn has_numbers(rows: &[RawRow]) -> bool {
    let number = |cell: &Cell| matches!(cell, Cell::Number(_) | Cell::Day(..) | Cell::Bool(_));
    rows.iter().any(|row| row.cells.iter().any(number))
}

/// Reads texts as headings, one row or several: what they say if enough of them are known.
fn read(block: &[Vec<String>]) -> Option<Reading> {
    let width = block.iter().map(Vec::len).max().unwrap_or_default();
    let mut reading = Reading {
        headings: Vec::with_capacity(width),
        found: Vec::with_capacity(width),
        score: 0,
    };
    let mut taken: Vec<&'static Column> = Vec::new();
    for at in 0..width {
        let stack = stack(block, at);
        let heading = heading::read(&stack);
        if let Some((column, sure)) = heading.named.filter(|(column, _)| !taken.contains(column)) {
            taken.push(column);
            reading.score += if sure == Confidence::Exact { 3 } else { 1 };
        }
        // Another row of headings is worth its while if it names a unit.
        reading.score += u32::from(heading.unit.or(heading.upper_unit) != Said::Nothing);
        reading
            .headings
            .push(stack.last().copied().unwrap_or_default().to_owned());
        reading.found.push(heading);
    }
    let known = |key: &str| taken.iter().any(|c| c.key == key);
    let enough = taken.iter().filter(|c| c.key != "seq").count();
    let is_header = enough >= 3 || (enough >= 2 && (known("case_number") || known("filed_on")));
    is_header.then_some(reading)
}

/// The texts of one column from the uppermost row to the lowest. A heading above several columns stands in the first
/// of them; those beside it are blank there.
pub(super) fn stack(block: &[Vec<String>], at: usize) -> Vec<&str> {
    let own = |row: &Vec<String>| row.get(at).is_some_and(|text| !text.is_empty());
    let mut stack: Vec<&str> = Vec::with_capacity(block.len());
    for (level, row) in block.iter().enumerate() {
        let below = block[level + 1..].iter().any(own);
        let text = if own(row) || !below {
            row.get(at)
        } else {
            row.iter().take(at).rev().find(|text| !text.is_empty())
        };
        if let Some(text) = text.filter(|text| !text.is_empty() && stack.last() != Some(&text.as_str())) {
            stack.push(text);
        }
    }
    stack
}

/// The unit of each column: in its heading, above it, in a line above the list.
fn units(layout: &mut Layout, found: &[Heading], above: &[Vec<String>]) {
    for (at, heading) in found.iter().enumerate() {
        let (said, from) = match heading.unit {
            Said::Nothing => (heading.upper_unit, UnitFrom::UpperHeading),
            said => (said, UnitFrom::Heading),
        };
        match said {
            Said::Nothing => {}
            Said::Unit(unit) => (layout.units[at], layout.unit_from[at]) = (unit, from),
            Said::Doubtful => layout.unit_from[at] = UnitFrom::Doubtful,
        }
    }
    let lines = |rows: &[Vec<String>]| {
        let line = |row: &Vec<String>| unit_words::in_line(&row.join(" "));
        rows.iter().map(line).fold(Said::Nothing, Said::and)
    };
    layout.put_unit(lines(above), UnitFrom::RowAbove);
}

/// Words that begin a note about the whole list.
const ABOUT_ALL: [&str; 5] = ["注", "说明", "备注", "附注", "本表"];
/// Words that begin a line which names a unit and nothing else.
const UNIT_LINES: [&str; 4] = ["单位", "金额单位", "货币单位", "计量单位"];

/// What lines below the last case say of the unit, however long the list is: a note about the list names it, a bare
/// 单位：万元 may belong to it or not, totals and names of offices say nothing. Nothing where further lists follow.
pub fn unit_below(rows: impl Iterator<Item = RawRow>, layout: &Layout) -> Said {
    let behind = rows.filter(|row| row.row > layout.header_row);
    unit_of_notes(behind, |row| is_list_heading(row) && texts(row) != layout.headings)
}

/// The same of rows behind the headings, with what tells the headings of another list.
pub(super) fn unit_of_notes<R: Borrow<RawRow>>(
    rows: impl Iterator<Item = R>,
    begins_another: impl Fn(&RawRow) -> bool,
) -> Said {
    let mut said = Said::Nothing;
    for row in rows {
        let row = row.borrow();
        if row.is_blank() {
            continue;
        }
        if row.cells.iter().filter(|c| !c.is_blank()).count() > 2 {
            if begins_another(row) {
                return Said::Nothing;
            }
            said = Said::Nothing;
            continue;
        }
        let line = line(row);
        let begin = super::text::squeeze(&line);
        let begin = begin.trim_start_matches(['(', '[', '*', '※', '【']);
        let begins = |words: &[&str]| words.iter().any(|word| begin.starts_with(word));
        if begins(&ABOUT_ALL) {
            said = said.and(unit_words::in_line(&line));
        } else if begins(&UNIT_LINES) {
            // The yuan is taken where no unit is named at all: such a line says nothing else.
            said = said.and(match unit_words::in_line(&line) {
                Said::Unit(Unit::Yuan) => Said::Unit(Unit::Yuan),
                Said::Nothing => Said::Nothing,
                _ => Said::Doubtful,
            });
        }
    }
    said
}
