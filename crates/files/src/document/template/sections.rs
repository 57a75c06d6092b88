//! What is written for each row of a list: finds for each begin and end what lies between them.
//!
//! In one paragraph it is the text between them, or the whole paragraph if nothing else stands in it. In two cells of a
//! row it is the row. In two paragraphs, or two rows, it is all from the one to the other; one that holds nothing but the
//! begin or the end is left out.
use std::ops::Range;

use super::fault::{MarkFault, What};
use super::found::{Found, Frame, Placed};
use crate::document::fields;
use crate::document::marks::Mark;

/// What makes a paragraph or a row more than its letters: the layout of a section hangs on its last paragraph, and
/// pictures and tables within are not left out with a mark.
const KEPT: [&str; 5] = ["sectPr", "drawing", "pict", "object", "tbl>"];

/// Something written for each row of a list.
pub(super) struct Section {
    pub list: String,
    /// Where it stands in the XML.
    pub range: Range<usize>,
    /// What is left out around it: paragraphs and rows with nothing but the begin or the end.
    pub left_out: Vec<Range<usize>>,
}

/// Finds the sections of a part, in order.
pub(super) fn find(found: &Found, xml: &str) -> (Vec<Section>, Vec<MarkFault>) {
    let mut faults = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Option<(&Placed, &String)> = None;
    for placed in &found.marks {
        match &placed.mark {
            Mark::Unclosed => faults.push(fault(What::Unclosed, "", placed)),
            Mark::Open(list) if open.is_some() => faults.push(fault(What::Nested, list, placed)),
            Mark::Open(list) => {
                if fields::of_list(list).is_none() {
                    faults.push(fault(What::UnknownList, list, placed));
                }
                open = Some((placed, list));
            }
            Mark::Close(list) => match open.take() {
                Some((begin, name)) if name == list => match between(found, xml, begin, placed) {
                    None => faults.push(fault(What::Across, list, begin)),
                    Some(_) if fields::of_list(list).is_none() => {}
                    Some((range, left_out)) => {
                        let section = Section {
                            list: list.clone(),
                            range,
                            left_out,
                        };
                        if sections
                            .last()
                            .is_some_and(|before| before.range.end > section.range.start)
                        {
                            faults.push(fault(What::Nested, list, begin));
                        } else {
                            sections.push(section);
                        }
                    }
                },
                other => {
                    open = other;
                    faults.push(fault(What::NotBegun, list, placed));
                }
            },
            Mark::Field(_) => {}
        }
    }
    if let Some((begin, list)) = open {
        faults.push(fault(What::NotEnded, list, begin));
    }
    (sections, faults)
}

/// A fault of a place; whoever reads the part adds its name.
pub(super) fn fault(what: What, name: &str, placed: &Placed) -> MarkFault {
    MarkFault {
        what,
        name: name.to_owned(),
        around: placed.around.clone(),
        part: String::new(),
    }
}

type Between = (Range<usize>, Vec<Range<usize>>);

fn between(found: &Found, xml: &str, begin: &Placed, end: &Placed) -> Option<Between> {
    let (from, to) = (found.boxes.get(begin.paragraph)?, found.boxes.get(end.paragraph)?);
    if begin.paragraph == end.paragraph {
        if begin.first && end.last {
            return Some((from.range.clone(), Vec::new()));
        }
        // Cut through elements, what is repeated must end within the same ones as it began in.
        let same = begin.stand.last.path == end.stand.first.path;
        return same.then(|| (begin.end()..end.start(), Vec::new()));
    }
    if from.row == to.row && from.cell == to.cell {
        return siblings(from, to, xml);
    }
    match (from.row, to.row) {
        (Some(row), Some(other)) if row == other => Some((found.boxes.get(row)?.range.clone(), Vec::new())),
        (Some(row), Some(other)) => siblings(found.boxes.get(row)?, found.boxes.get(other)?, xml),
        _ => None,
    }
}

/// From one paragraph or row to another beside it.
fn siblings(from: &Frame, to: &Frame, xml: &str) -> Option<Between> {
    if from.parent != to.parent || from.range.end > to.range.start {
        return None;
    }
    let bare = |frame: &Frame| {
        let raw = xml.get(frame.range.clone()).unwrap_or_default();
        frame.letters == 0 && frame.marks == 1 && !KEPT.iter().any(|name| raw.contains(name))
    };
    if bare(from) && bare(to) {
        let left_out = vec![from.range.clone(), to.range.clone()];
        return Some((from.range.end..to.range.start, left_out));
    }
    Some((from.range.start..to.range.end, Vec::new()))
}
