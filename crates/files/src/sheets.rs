//! Which sheets of a workbook are read.
use super::amount::Unit;
use super::cell::RawRow;
use super::column::Column;
use super::error::FileError;
use super::header::{self, HEADER_SEARCH, Layout};
use super::layout::UnitFrom;
use super::read::Options;
use super::text::squeeze;
use super::unit_words::{self, Said};
use super::xlsx::{Rows, Workbook};

/// One sheet of a workbook, read or offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetInfo {
    /// Its name.
    pub name: String,
    /// Rows of data if it was read, else rows with anything in them.
    pub rows: u32,
    /// Rows among them that are hidden or filtered out.
    pub hidden_rows: u32,
    /// The sheet itself is hidden.
    pub hidden: bool,
    /// Its rows were given to the sink.
    pub taken: bool,
    /// Its headings read like those of the sheet that looks most like a case list: it is read unless left out.
    pub alike: bool,
    /// Why it was not read.
    pub why: Option<NotTaken>,
}

/// Why a sheet was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// A person left it out.
    LeftOut,
    /// It has headings of a list, but other ones: it can be read by asking for it.
    OtherHeadings,
    /// No row looks like the headings of a case list.
    NoHeader,
    /// No cell holds anything.
    Empty,
    /// Its part of the workbook cannot be read.
    Unreadable,
}

impl NotTaken {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NotTaken::LeftOut => "left_out",
            NotTaken::OtherHeadings => "other_headings",
            NotTaken::NoHeader => "no_header",
            NotTaken::Empty => "empty",
            NotTaken::Unreadable => "unreadable",
        }
    }
}

/// What is to be done with the sheets of a workbook.
pub(super) struct Plan {
    pub sheets: Vec<Planned>,
    /// The sheet whose layout stands for all.
    pub first: usize,
}

/// One sheet, and its layout if it has headings of a list.
pub(super) struct Planned {
    pub info: SheetInfo,
    pub layout: Option<Layout>,
}

/// Looks at the head of every sheet: the one whose headings are found with most certainty (visible ones first) is
/// read, and with it all whose headings read alike, or those a person named.
pub(super) fn plan(workbook: &mut Workbook<'_>, options: Options<'_>) -> Result<Plan, FileError> {
    let mut failed = None;
    let mut sheets: Vec<Planned> = Vec::new();
    for (at, sheet) in workbook.sheets().to_vec().into_iter().enumerate() {
        let head = workbook.rows(at).and_then(first_rows);
        let (layout, why) = match head {
            Ok(head) if head.is_empty() => (None, Some(NotTaken::Empty)),
            Ok(head) => (header::find(&head), Some(NotTaken::NoHeader)),
            Err(error) => {
                failed = Some(error);
                (None, Some(NotTaken::Unreadable))
            }
        };
        let why = why.filter(|_| layout.is_none());
        let info = SheetInfo {
            name: sheet.name,
            rows: 0,
            hidden_rows: 0,
            hidden: sheet.hidden,
            taken: false,
            alike: false,
            why,
        };
        sheets.push(Planned { info, layout });
    }
    let Some(best) = best(&sheets, |_| true) else {
        let filled = sheets.iter().any(|s| s.info.why == Some(NotTaken::NoHeader));
        let none = if filled { FileError::NoHeader } else { FileError::Empty };
        return Err(failed.unwrap_or(none));
    };
    choose(&mut sheets, best, options);
    let first = best_taken(&sheets, best)?;
    if let Some(keys) = options.columns {
        remap(&mut sheets, first, keys);
    }
    set_units(&mut sheets, first, options.units);
    units_elsewhere(workbook, &mut sheets);
    Ok(Plan { sheets, first })
}

/// The first rows with anything in them, as many as a header is searched in.
fn first_rows(rows: Rows<'_, '_>) -> Result<Vec<RawRow>, FileError> {
    rows.filter(|row| row.as_ref().is_ok_and(|r| !r.is_blank()) || row.is_err())
        .take(HEADER_SEARCH)
        .collect()
}

/// The sheet with the surest headings, visible ones first; the first between equals.
fn best(sheets: &[Planned], fits: impl Fn(&SheetInfo) -> bool) -> Option<usize> {
    let sure = |planned: &Planned| Some((!planned.info.hidden, planned.layout.as_ref()?.score));
    let found = sheets.iter().enumerate().filter(|(_, s)| fits(&s.info));
    let found = found.filter_map(|(at, planned)| Some((sure(planned)?, at)));
    found
        .max_by_key(|(sure, at)| (*sure, std::cmp::Reverse(*at)))
        .map(|(_, at)| at)
}

fn best_taken(sheets: &[Planned], best_of_all: usize) -> Result<usize, FileError> {
    if sheets.get(best_of_all).is_some_and(|s| s.info.taken) {
        return Ok(best_of_all);
    }
    best(sheets, |info| info.taken).ok_or(FileError::NoHeader)
}

fn choose(sheets: &mut [Planned], best: usize, options: Options<'_>) {
    let Some(main) = sheets.get(best).and_then(|s| s.layout.clone()) else {
        return;
    };
    for Planned { info, layout } in sheets {
        let Some(layout) = layout else {
            continue;
        };
        info.alike = alike(&main, layout);
        info.taken = match options.sheets {
            Some(names) => names.contains(&info.name),
            None => info.alike,
        };
        info.why = match (info.taken, info.alike) {
            (true, _) => None,
            (false, true) => Some(NotTaken::LeftOut),
            (false, false) => Some(NotTaken::OtherHeadings),
        };
    }
}

/// Both lists are about the same: nearly all columns known in one are known in the other, in any order.
fn alike(one: &Layout, other: &Layout) -> bool {
    let known = |layout: &Layout| -> Vec<&'static Column> {
        let columns = layout.columns.iter().copied().flatten();
        columns.filter(|column| column.key != "seq").collect()
    };
    let (one, other) = (known(one), known(other));
    let common = one.iter().filter(|column| other.contains(column)).count();
    let has_number = |columns: &[&'static Column]| columns.iter().any(|column| column.key == "case_number");
    // Three in four: a month may lack a column or have one more.
    has_number(&one) == has_number(&other) && common * 4 >= one.len().max(other.len()) * 3
}

/// A person's mapping of the first sheet holds by heading for the others.
fn remap(sheets: &mut [Planned], first: usize, keys: &[Option<String>]) {
    let Some(headings) = sheets
        .get(first)
        .and_then(|s| s.layout.as_ref())
        .map(|l| l.headings.clone())
    else {
        return;
    };
    let key_of = |heading: &str, own: Option<&'static Column>| {
        let same = headings.iter().position(|other| squeeze(other) == squeeze(heading));
        match same {
            Some(at) => keys.get(at).cloned().flatten(),
            None => own.map(|column| column.key.to_owned()),
        }
    };
    for (at, planned) in sheets.iter_mut().enumerate() {
        let Some(layout) = planned.layout.as_mut() else {
            continue;
        };
        if at == first || layout.headings == headings {
            layout.remap(keys);
            continue;
        }
        let columns = layout.columns.clone();
        let mapped = layout.headings.iter().zip(columns);
        let mapped: Vec<Option<String>> = mapped.map(|(heading, own)| key_of(heading, own)).collect();
        layout.remap(&mapped);
    }
}

/// A person's units of the first sheet hold by heading for the others.
fn set_units(sheets: &mut [Planned], first: usize, units: &[Option<Unit>]) {
    let headings = sheets.get(first).and_then(|s| s.layout.as_ref());
    let Some(headings) = headings.map(|l| l.headings.clone()) else {
        return;
    };
    for layout in sheets.iter_mut().filter_map(|planned| planned.layout.as_mut()) {
        let unit = |heading: &String| {
            let at = headings.iter().position(|other| squeeze(other) == squeeze(heading))?;
            units.get(at).copied().flatten()
        };
        let own: Vec<Option<Unit>> = layout.headings.iter().map(unit).collect();
        layout.set_units(&own);
    }
}

/// A unit named only by the sheet (台账（万元）) or below a list: looked for where no other place names one.
fn units_elsewhere(workbook: &mut Workbook<'_>, sheets: &mut [Planned]) {
    for (at, planned) in sheets.iter_mut().enumerate().filter(|(_, s)| s.info.taken) {
        // A name may also speak of the cases in it: 亿元案件.
        let by_name = unit_words::in_line(&planned.info.name);
        if let (Some(layout), Said::Unit(_)) = (planned.layout.as_mut(), by_name) {
            layout.put_unit(by_name, UnitFrom::RowAbove);
        }
        let Some(layout) = planned.layout.as_mut().filter(|layout| layout.has_no_unit()) else {
            continue;
        };
        if let Ok(rows) = workbook.rows(at) {
            let said = header::unit_below(rows.map_while(Result::ok), layout);
            layout.put_unit(said, UnitFrom::RowBelow);
        }
    }
}
