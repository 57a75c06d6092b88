//! How a part is written: what is copied, where a value stands, what is repeated.
use std::collections::BTreeSet;
use std::ops::Range;

use super::fault::{MarkFault, What};
use super::found::{Found, Placed};
use super::sections::{Section, fault};
use super::{FILLED_MAX, Part, TemplateError};
use crate::document::fields::{Place, Vocabulary};
use crate::document::fill::{Filler, Spot};
use crate::document::marks::Mark;
use crate::document::{GAP, xml};

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// These bytes as they are.
    Copy(Range<usize>),
    /// An attribute by which Word keeps the blanks of a value.
    KeepBlanks,
    /// A value.
    Value(Place),
    /// These steps for each row of a list.
    Repeat(String, Vec<Step>),
}

/// What happens at a place of the XML; the order is that at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    End,
    Begin(usize),
    KeepBlanks,
    Value(usize),
    /// Up to there nothing is copied.
    LeaveOut(usize),
}

/// Makes the steps of a part. Names that are not known are added to the faults.
pub(super) fn build(
    found: &Found,
    sections: &[Section],
    length: usize,
    words: &Vocabulary,
    faults: &mut Vec<MarkFault>,
) -> Vec<Step> {
    let mut places: Vec<Place> = Vec::new();
    let mut events: Vec<(usize, At)> = Vec::new();
    for placed in &found.marks {
        if let Mark::Field(name) = &placed.mark {
            let list = section_at(sections, placed).map(|section| section.list.as_str());
            match words.place(name, list) {
                Some(place) => {
                    events.push((placed.start(), At::Value(places.len())));
                    events.extend(placed.stand.first.open.map(|at| (at, At::KeepBlanks)));
                    places.push(place);
                }
                None => faults.push(fault(What::UnknownField, name, placed)),
            }
        }
        let holes = placed.stand.holes.iter();
        events.extend(holes.map(|hole| (hole.start, At::LeaveOut(hole.end))));
    }
    if !found.marks.is_empty() {
        let bindings = found.bindings.iter();
        events.extend(bindings.map(|range| (range.start, At::LeaveOut(range.end))));
    }
    for (number, section) in sections.iter().enumerate() {
        let left_out = section.left_out.iter();
        events.extend(left_out.map(|range| (range.start, At::LeaveOut(range.end))));
        // Between a begin and an end that touch there is nothing to repeat.
        if !section.range.is_empty() {
            events.push((section.range.start, At::Begin(number)));
            events.push((section.range.end, At::End));
        }
    }
    events.sort_unstable();
    events.dedup();
    lay(&events, &places, sections, length)
}

/// The section a place stands in.
fn section_at<'s>(sections: &'s [Section], placed: &Placed) -> Option<&'s Section> {
    let behind = sections.partition_point(|section| section.range.start <= placed.start());
    let section = sections.get(behind.checked_sub(1)?)?;
    (placed.start() < section.range.end).then_some(section)
}

fn lay(events: &[(usize, At)], places: &[Place], sections: &[Section], length: usize) -> Vec<Step> {
    let (mut outer, mut steps): (Vec<Step>, Vec<Step>) = (Vec::new(), Vec::new());
    let mut list = String::new();
    let mut copied = 0;
    for (at, event) in events {
        if *at > copied {
            steps.push(Step::Copy(copied..*at));
            copied = *at;
        }
        match event {
            At::Begin(number) => {
                outer = std::mem::take(&mut steps);
                list = sections
                    .get(*number)
                    .map(|section| section.list.clone())
                    .unwrap_or_default();
            }
            At::End => {
                let repeated = Step::Repeat(std::mem::take(&mut list), std::mem::take(&mut steps));
                steps = std::mem::take(&mut outer);
                steps.push(repeated);
            }
            // What stands in a paragraph that is left out is left out with it.
            _ if *at < copied => {}
            At::KeepBlanks => steps.push(Step::KeepBlanks),
            At::Value(place) => steps.extend(places.get(*place).cloned().map(Step::Value)),
            At::LeaveOut(_) => {}
        }
        if let At::LeaveOut(end) = event {
            copied = copied.max(*end);
        }
    }
    if copied < length {
        steps.push(Step::Copy(copied..length));
    }
    steps
}

/// The names the steps use.
pub(super) fn names(steps: &[Step], fields: &mut BTreeSet<String>, lists: &mut BTreeSet<String>) {
    for step in steps {
        match step {
            Step::Value(place) => {
                fields.insert(place.field.clone());
            }
            Step::Repeat(list, inner) => {
                lists.insert(list.clone());
                names(inner, fields, lists);
            }
            Step::Copy(_) | Step::KeepBlanks => {}
        }
    }
}

/// A part as it was written.
#[derive(Default)]
pub(super) struct Written {
    pub xml: String,
    /// Each gap with the place in the XML where its sign stands: a template may hold the sign as its own text.
    pub gaps: Vec<(usize, Spot)>,
}

/// Writes a part; `row` is the list around it and the row, from 0.
pub(super) fn write(
    steps: &[Step],
    part: &Part,
    filler: &mut Filler<'_>,
    row: Option<(&str, usize)>,
    out: &mut Written,
) -> Result<(), TemplateError> {
    for step in steps {
        match step {
            Step::Copy(range) => out.xml.push_str(part.xml.get(range.clone()).unwrap_or_default()),
            Step::KeepBlanks => out.xml.push_str(" xml:space=\"preserve\""),
            Step::Value(place) => match filler.value(place, row) {
                Some(value) => xml::in_run(&value, &part.prefix, &mut out.xml),
                None => {
                    out.gaps.push((out.xml.len(), Spot::of(place, row)));
                    out.xml.push_str(GAP);
                }
            },
            Step::Repeat(list, inner) => {
                for at in 0..filler.rows(list) {
                    write(inner, part, filler, Some((list, at)), out)?;
                }
            }
        }
        if out.xml.len() > FILLED_MAX {
            return Err(TemplateError::TooLarge);
        }
    }
    Ok(())
}
